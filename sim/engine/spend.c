/* What a channel spends: its number, then what changes it in order, then its dial. */
#include "engine/drivers.h"

static double changed(double spend, pk_quantity_t change, const double *draws, int t)
{
    const double value = pk_quantity(change, draws, t);
    const pk_term_t *term = pk_term(change, t);
    return term->relative ? spend * value : term->added ? spend + value : value;
}

/* Whether a number that was worked out into `now` is not what it was then. */
static bool is_moved(const pk_plan_t *plan, const pk_channel_plan_t *channel, const double *draws)
{
    for (int k = 0; k < channel->nfolded; k++) {
        if (draws[channel->folded[k]] != plan->defaults[channel->folded[k]]) {
            return true;
        }
    }
    return false;
}

static double written(const pk_plan_t *plan, const pk_channel_plan_t *channel, const double *draws, int t)
{
    const bool moved = channel->nfolded > 0 && is_moved(plan, channel, draws);
    const pk_quantity_t *changes = moved ? channel->unfolded + 1 : channel->changes;
    const int count = moved ? channel->nunfolded - 1 : channel->nchange;
    double spend = pk_quantity(moved ? channel->unfolded[0] : channel->now, draws, t);
    for (int k = 0; k < count; k++) {
        spend = changed(spend, changes[k], draws, t);
    }
    return spend;
}

double pk_spend_unbounded(const pk_plan_t *plan, const pk_driver_plan_t *channel, const double *draws, int t)
{
    const pk_channel_plan_t *own = channel->own;
    return pk_dialed(own->dial, draws, written(plan, own, draws, t));
}

double pk_spend(const pk_plan_t *plan, const pk_driver_plan_t *channel, const double *draws, int t)
{
    const double spend = pk_spend_unbounded(plan, channel, draws, t);
    return spend > 0 ? spend : 0;
}
