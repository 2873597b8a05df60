/* Draws in which a plan would spend less than nothing. */
#include "engine/drivers.h"
#include "engine/outcome.h"

/* Whether uncertain changes stand above the channel's spend. */
static bool may_change(const pk_driver_plan_t *driver)
{
    const pk_channel_plan_t *channel = pk_channel_plan_of(driver);
    return channel != NULL && channel->nchange > 0;
}

static bool is_negative(const pk_plan_t *plan, const pk_driver_plan_t *channel, const double *draws)
{
    for (int t = 1; t <= plan->nstep; t++) {
        if (pk_spend_unbounded(plan, channel, draws, t) < 0) {
            return true;
        }
    }
    return false;
}

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

pk_status_t pk_outcome_spend(const pk_plan_t *plan, const double *draws, long nrun, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_driver_plan_t *channel = &plan->drivers[d];
        long negative = 0;
        for (long run = 0; run < nrun && may_change(channel); run++) {
            negative += is_negative(plan, channel, &draws[run * plan->nslot]);
        }
        if (negative > 0 && tell(plan, channel, (double)negative / (double)nrun, diag) != PK_OK) {
            status = PK_BAD_INPUT;
        }
    }
    return status;
}
