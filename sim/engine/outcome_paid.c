/* What each driver is paid in each step, over the runs' draws: the spend of our channels as it is written, whatever is
 * felt of it and when, and what a lever costs a step. It depends on the draws alone. */
#include <math.h>

#include "engine/drivers.h"
#include "engine/outcome.h"

/* Whether the driver costs money by the step; a competitor's channel does not cost us any. */
static bool is_paid(const pk_driver_plan_t *driver)
{
    const pk_lever_plan_t *lever = pk_lever_plan_of(driver);
    return driver->spend_column >= 0 || (lever != NULL && pk_present(lever->step_cost));
}

double pk_paid(const pk_plan_t *plan, const pk_driver_plan_t *driver, const double *draws, int t)
{
    const pk_lever_plan_t *lever = pk_lever_plan_of(driver);
    if (pk_channel_plan_of(driver) != NULL) {
        return pk_spend(plan, driver, draws, t);
    }
    return lever != NULL && pk_present(lever->step_cost)
               ? pk_quantity(lever->step_cost, draws, t) * pk_quantity(lever->now, draws, t)
               : 0;
}

static bool is_drawn(const pk_plan_t *plan, pk_quantity_t q, int t)
{
    return pk_present(q) && pk_is_drawn(plan, pk_term(q, t));
}

/* Whether runs differ in what is paid at this step. */
static bool is_uncertain(const pk_plan_t *plan, const pk_driver_plan_t *driver, int t)
{
    const pk_channel_plan_t *channel = pk_channel_plan_of(driver);
    const pk_lever_plan_t *lever = pk_lever_plan_of(driver);
    return channel != NULL ? is_drawn(plan, channel->now, t) || channel->nchange > 0
                           : is_drawn(plan, lever->now, t) || is_drawn(plan, lever->step_cost, t);
}

static double mean_paid(const pk_draws_seen_t *seen, const pk_driver_plan_t *driver, int t)
{
    const pk_plan_t *plan = seen->plan;
    if (!is_uncertain(plan, driver, t)) {
        return pk_paid(plan, driver, seen->first, t); /* to the last digit */
    }
    return seen->paid[(long)(t - 1) * plan->ndriver + driver->index] / (double)seen->nrun;
}

void pk_outcome_paid(const pk_draws_seen_t *seen, pk_result_t *result)
{
    const pk_plan_t *plan = seen->plan;
    result->driver_paid = PK_ARRAY(&result->arena, double, (long)plan->nstep * plan->ndriver);
    for (int t = 1; t <= plan->nstep; t++) {
        for (int d = 0; d < plan->ndriver; d++) {
            const pk_driver_plan_t *driver = &plan->drivers[d];
            result->driver_paid[(long)(t - 1) * plan->ndriver + d] = is_paid(driver) ? mean_paid(seen, driver, t) : NAN;
        }
    }
}
