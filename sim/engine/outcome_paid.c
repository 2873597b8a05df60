/* What each driver is paid in each step, over the runs' draws: the spend of our channels as it is written, whatever is
 * felt of it and when, and what a lever costs a step. It hangs on the draws alone. */
#include <math.h>

#include "engine/outcome.h"

static bool is_lever_paid(const pk_driver_plan_t *driver)
{
    return driver->driver->kind == PK_DRIVER_LEVER && pk_present(driver->step_cost);
}

/* Whether the driver costs money by the step; a competitor's channel does not cost us any. */
static bool is_driver_paid(const pk_driver_plan_t *driver)
{
    return driver->driver->kind == PK_DRIVER_CHANNEL ? driver->spend_column >= 0 : is_lever_paid(driver);
}

double pk_paid(const pk_plan_t *plan, const pk_driver_plan_t *driver, const double *draws, int t)
{
    if (driver->driver->kind == PK_DRIVER_CHANNEL) {
        return pk_spend(plan, driver, draws, t);
    }
    return is_lever_paid(driver) ? pk_quantity(driver->step_cost, draws, t) * pk_quantity(driver->now, draws, t) : 0;
}

static bool is_drawn(const pk_plan_t *plan, pk_quantity_t q, int t)
{
    return pk_present(q) && pk_is_drawn(plan, pk_term(q, t));
}

static double mean_paid(const pk_draws_seen_t *seen, const pk_driver_plan_t *driver, int t)
{
    const pk_plan_t *plan = seen->plan;
    if (!is_drawn(plan, driver->now, t) && !is_drawn(plan, driver->step_cost, t) && driver->nchange == 0) {
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
            result->driver_paid[(long)(t - 1) * plan->ndriver + d] =
                is_driver_paid(driver) ? mean_paid(seen, driver, t) : NAN;
        }
    }
}
