/* What each driver is paid in each step, over the runs' draws: the spend of our channels as it is written, whatever is
 * felt of it and when, and what a lever costs a step. It hangs on the draws alone. */
#include <math.h>

#include "engine/drivers.h"
#include "engine/outcome.h"

/* Whether the driver costs money by the step; a competitor's channel does not cost us any. */
static bool is_paid(const pk_driver_plan_t *driver)
{
    const pk_lever_plan_t *lever = pk_lever_plan_of(driver);
    return driver->spend_column >= 0 || (lever != NULL && pk_present(lever->step_cost));
}

static double paid_at(const pk_plan_t *plan, const pk_driver_plan_t *driver, const double *draws, int t)
{
    const pk_lever_plan_t *lever = pk_lever_plan_of(driver);
    return lever != NULL ? pk_quantity(lever->step_cost, draws, t) * pk_quantity(lever->now, draws, t)
                         : pk_spend(plan, driver, draws, t);
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

static double mean_paid(const pk_plan_t *plan, const pk_driver_plan_t *driver, const double *draws, long nrun, int t)
{
    if (!is_uncertain(plan, driver, t)) {
        return paid_at(plan, driver, draws, t); /* to the last digit */
    }
    double sum = 0;
    for (long run = 0; run < nrun; run++) {
        sum += paid_at(plan, driver, &draws[run * plan->nslot], t);
    }
    return sum / (double)nrun;
}

void pk_outcome_paid(const pk_plan_t *plan, const double *draws, pk_result_t *result)
{
    result->driver_paid = PK_ARRAY(&result->arena, double, (long)plan->nstep * plan->ndriver);
    for (int t = 1; t <= plan->nstep; t++) {
        for (int d = 0; d < plan->ndriver; d++) {
            const pk_driver_plan_t *driver = &plan->drivers[d];
            result->driver_paid[(long)(t - 1) * plan->ndriver + d] =
                is_paid(driver) ? mean_paid(plan, driver, draws, result->nrun, t) : NAN;
        }
    }
}
