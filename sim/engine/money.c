/* Money of a step (design.md section 6, Money): flows when they happen, stages for those there at its end, levers. */
#include <math.h>

#include "engine/drivers.h"
#include "engine/sim.h"
#include "engine/varying.h"

/* Purposes of money at one address: each has luck of its own. */
enum { REVENUE = 1, COST = 2, ENTRY = 3, END = 4 };

/* What n things bring or cost: n times a number, or the sum of n varying amounts. */
static double amount(pk_sim_t *sim, const pk_money_t *money, double n, uint64_t address, int t)
{
    const pk_number_t *varies = money->varies == NULL ? NULL : money->varies[(long)t * money->stride];
    if (varies != NULL) {
        return n > 0 ? pk_varying_sum(sim, varies, n, address, t) : 0;
    }
    return pk_present(money->number) ? n * pk_quantity(money->number, sim->draws, t) : 0;
}

static double lever_cost(const pk_sim_t *sim, const pk_flow_t *flow, double n, int t)
{
    double sum = 0;
    for (int k = 0; k < flow->nlever_cost; k++) {
        const pk_lever_cost_t *cost = &flow->lever_costs[k];
        sum += n * pk_quantity(cost->number, sim->draws, t) * sim->drivers[cost->driver].value;
    }
    return sum;
}

static void flow_money(pk_sim_t *sim, int f, int g, int t)
{
    const pk_flow_t *flow = &sim->plan->flows[f];
    const int cell = f * sim->plan->npersona + g;
    const double n = sim->flow[cell];
    sim->revenue[cell] = sim->cost[cell] = 0;
    if (n == 0 || !flow->money) {
        return;
    }
    const double revenue = amount(sim, &flow->revenue, n, pk_hash_join(flow->address[g], REVENUE), t) *
                           pk_rates_quotient(sim, flow->on_revenue, g, t);
    const double own = flow->cost.of_revenue ? revenue * pk_quantity(flow->cost.number, sim->draws, t)
                                             : amount(sim, &flow->cost, n, pk_hash_join(flow->address[g], COST), t);
    sim->revenue[cell] = revenue;
    sim->cost[cell] = own * pk_rates_quotient(sim, flow->on_cost, g, t) + lever_cost(sim, flow, n, t);
}

static double entry_cost(pk_sim_t *sim, const pk_stage_plan_t *stage, int g, double n, int t)
{
    return amount(sim, &stage->entry_cost, n, pk_hash_join(stage->address[g], ENTRY), t);
}

static void stage_money(pk_sim_t *sim, int i, int g, int t)
{
    const pk_stage_plan_t *stage = &sim->plan->stages[i];
    const int cell = i * sim->plan->npersona + g;
    const double n = sim->count[cell];
    sim->stage_revenue[cell] = amount(sim, &stage->revenue, n, pk_hash_join(stage->address[g], REVENUE), t);
    sim->stage_cost[cell] = amount(sim, &stage->cost, n, pk_hash_join(stage->address[g], COST), t) +
                            entry_cost(sim, stage, g, sim->entered[cell], t);
    sim->end_value[cell] =
        t == sim->plan->nstep ? amount(sim, &stage->end_value, n, pk_hash_join(stage->address[g], END), t) : 0;
}

void pk_money_step(pk_sim_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    for (int f = 0; f < plan->ntransition; f++) {
        for (int g = 0; g < plan->npersona; g++) {
            flow_money(self, f, g, t);
        }
    }
    for (int i = 0; i < plan->nstage; i++) {
        for (int g = 0; g < plan->npersona; g++) {
            stage_money(self, i, g, t);
        }
    }
    self->step_cost = 0;
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_driver_plan_t *driver = &plan->drivers[d];
        if (pk_present(driver->step_cost)) {
            self->step_cost += pk_quantity(driver->step_cost, self->draws, t) * self->drivers[d].value;
        }
    }
}

/* Step 0: those who start somewhere have entered it. */
void pk_money_start(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int i = 0; i < plan->nstage; i++) {
        for (int g = 0; g < plan->npersona; g++) {
            const int cell = i * plan->npersona + g;
            self->stage_revenue[cell] = self->end_value[cell] = 0;
            self->stage_cost[cell] = entry_cost(self, &plan->stages[i], g, self->count[cell], 0);
        }
    }
    for (int cell = 0; cell < plan->nflow * plan->npersona; cell++) {
        self->revenue[cell] = self->cost[cell] = 0;
    }
    self->step_cost = 0;
}
