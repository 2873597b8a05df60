/* Draws in which a plan would spend less than nothing. */
#include "engine/outcome.h"

static pk_status_t tell(const pk_plan_t *plan, const pk_driver_plan_t *channel, double part, pk_diag_t *diag)
{
    const pk_place_t place = plan->scenario->spend[channel->index]->place;
    const char *hint = "an amount or a factor that leaves 0 or more: x0 takes all away";
    if (part > 0.5) {
        return pk_error(diag, place, hint, "in %.3g%% of the draws the spend of %s would be below 0 in the plan %s",
                        100 * part, channel->driver->name, plan->scenario->title);
    }
    pk_warning(diag, place, hint,
               "in %.3g%% of the draws the spend of %s would be below 0 in the plan %s: it is 0 there", 100 * part,
               channel->driver->name, plan->scenario->title);
    return PK_OK;
}

pk_status_t pk_outcome_spend(const pk_draws_seen_t *seen, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    for (int d = 0; d < seen->plan->ndriver; d++) {
        const double part = (double)seen->negative[d] / (double)seen->nrun;
        if (part > 0 && tell(seen->plan, &seen->plan->drivers[d], part, diag) != PK_OK) {
            status = PK_BAD_INPUT;
        }
    }
    return status;
}
