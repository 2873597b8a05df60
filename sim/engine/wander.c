#include "engine/wander.h"

#include <math.h>

double pk_wander_drift_at(const pk_wander_t *wander, const double *draws, int t)
{
    if (wander->drift < 0 || wander->nknot == 0) {
        return 1;
    }
    t += wander->from;
    const int whole = t / wander->every;
    double walked = 0;
    for (int k = 0; k < whole && k < wander->nknot; k++) {
        walked += draws[wander->knots[k]];
    }
    if (whole < wander->nknot) {
        walked += draws[wander->knots[whole]] * (t - whole * wander->every) / wander->every;
    }
    return exp(draws[wander->drift] * walked);
}

double pk_wander_now(const pk_sim_t *sim, int f, int t)
{
    const pk_flow_t *flow = &sim->plan->flows[f];
    if (flow->wander == NULL || t == 0) {
        return 1;
    }
    const double drift = pk_wander_drift_at(flow->wander, sim->draws, t);
    const int sd = flow->wander->scatter;
    return sd < 0 ? drift : drift * sim->chance->scatter(sim->luck, flow->address[0], sim->draws[sd]);
}

bool pk_plan_wanders(const pk_plan_t *plan)
{
    for (int f = 0; f < plan->nflow; f++) {
        if (plan->flows[f].wander != NULL) {
            return true;
        }
    }
    return false;
}
