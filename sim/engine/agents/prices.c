/* What things cost and bring one customer, step by step: the money of a step (engine/money.c) by head. */
#include "engine/agents/agents.h"
#include "engine/drivers.h"

static double number_of(const pk_sim_t *sim, const pk_money_t *money, int t)
{
    const bool varies = money->varies != NULL && money->varies[(long)t * money->stride] != NULL;
    return !varies && pk_present(money->number) ? pk_quantity(money->number, sim->draws, t) : 0;
}

static pk_flow_price_t price_of(const pk_sim_t *sim, int f, int g, int t)
{
    const pk_flow_t *flow = &sim->plan->flows[f];
    pk_flow_price_t price = {.revenue_times = pk_rates_quotient(sim, flow->on_revenue, g, t),
                             .cost_times = pk_rates_quotient(sim, flow->on_cost, g, t)};
    price.revenue = number_of(sim, &flow->revenue, t) * price.revenue_times;
    price.cost = number_of(sim, &flow->cost, t);
    for (int k = 0; k < flow->nlever_cost; k++) {
        const pk_lever_cost_t *cost = &flow->lever_costs[k];
        price.levers += pk_quantity(cost->number, sim->draws, t) * sim->now.drivers[cost->driver].value;
    }
    return price;
}

/* Stage money of step t, on top of that of the steps before. */
static void price_stage(const pk_sim_t *sim, pk_prices_t *prices, int i, int g, int t)
{
    const pk_stage_plan_t *stage = &sim->plan->stages[i];
    const long at = (long)t * prices->ncell + i * sim->plan->npersona + g, before = at - prices->ncell;
    prices->entry_cost[at] = number_of(sim, &stage->entry_cost, t);
    if (t == 0) {
        return;
    }
    prices->stage_revenue[at] = prices->stage_revenue[before] +
                                number_of(sim, &stage->revenue, t) * pk_rates_quotient(sim, stage->on_revenue, g, t);
    prices->stage_cost[at] =
        prices->stage_cost[before] + number_of(sim, &stage->cost, t) * pk_rates_quotient(sim, stage->on_cost, g, t);
    if (t == sim->plan->end) {
        prices->end_value[i * sim->plan->npersona + g] = number_of(sim, &stage->end_value, t);
    }
}

void pk_agents_open_prices(pk_sim_t *sim)
{
    const pk_plan_t *plan = sim->plan;
    const long steps = plan->nstep + 1, cells = (long)plan->nstage * plan->npersona;
    pk_arena_t *arena = &sim->agents->run;
    sim->agents->prices =
        (pk_agents_prices_t){.flows = PK_ARRAY(arena, pk_flow_price_t, steps * plan->nflow * plan->npersona),
                             .stages = {.ncell = (int)cells,
                                        .stage_revenue = PK_ARRAY(arena, double, steps *cells),
                                        .stage_cost = PK_ARRAY(arena, double, steps *cells),
                                        .entry_cost = PK_ARRAY(arena, double, steps *cells),
                                        .end_value = PK_ARRAY(arena, double, cells)}};
}

void pk_agents_note_prices(pk_sim_t *sim, int t)
{
    const pk_plan_t *plan = sim->plan;
    for (int g = 0; g < plan->npersona; g++) {
        for (int f = 0; f < plan->nflow && t > 0; f++) {
            sim->agents->prices.flows[((long)t * plan->nflow + f) * plan->npersona + g] = price_of(sim, f, g, t);
        }
        for (int i = 0; i < plan->nstage; i++) {
            price_stage(sim, &sim->agents->prices.stages, i, g, t);
        }
    }
}
