/* What today's drivers multiply by 0, although it is what is observed today: r = b Π m has no b then, and now/today has
 * no value. Only an xM below 1 of a response above 1 can do so (a curve without a bound), or x0 of a full response. */
#include "engine/assumptions.h"
#include "engine/drivers.h"
#include "engine/sim.h"

static bool is_shut(const pk_sim_t *sim, pk_effectors_t effects, int persona)
{
    return effects.count > 0 && pk_rates_multiplier(sim, effects, persona, true, 1) <= 0;
}

static bool is_flow_shut(const pk_sim_t *sim, const pk_flow_t *flow, int persona)
{
    return is_shut(sim, flow->effects, persona) || is_shut(sim, flow->on_revenue, persona) ||
           is_shut(sim, flow->on_cost, persona);
}

static bool is_stage_shut(const pk_sim_t *sim, const pk_stage_plan_t *stage, int persona)
{
    return is_shut(sim, stage->speed, persona) || is_shut(sim, stage->on_revenue, persona) ||
           is_shut(sim, stage->on_cost, persona);
}

static const char *shut_for(const pk_sim_t *sim, int persona, pk_place_t *place)
{
    const pk_plan_t *plan = sim->plan;
    for (int f = 0; f < plan->nflow; f++) {
        const pk_flow_t *flow = &plan->flows[f];
        if (is_flow_shut(sim, flow, persona)) {
            *place = flow->from < 0 ? plan->model->arrivals[f - plan->ntransition].place : flow->transition->place;
            return flow->name;
        }
    }
    for (int i = 0; i < plan->nstage; i++) {
        if (is_stage_shut(sim, &plan->stages[i], persona)) {
            *place = plan->stages[i].stage->place;
            return plan->stages[i].stage->name;
        }
    }
    return NULL;
}

const char *pk_today_shut(const pk_sim_t *sim, pk_place_t *place)
{
    const pk_plan_t *plan = sim->plan;
    const char *name = NULL;
    for (int g = 0; plan->today && g < plan->npersona && name == NULL; g++) {
        name = shut_for(sim, g, place);
    }
    for (int c = 0; plan->today && c < plan->ncapacity && name == NULL; c++) {
        if (is_shut(sim, plan->capacities[c].effects, -1)) {
            *place = plan->model->capacities[c].place;
            name = plan->capacities[c].name;
        }
    }
    return name;
}
