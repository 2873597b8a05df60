/* Money of a step (models/README.md section 7, Money): flows when they happen, stages for those there at its end,
 * levers. */
#include <math.h>
#include <string.h>

#include "engine/agents/agents.h"
#include "engine/drivers.h"
#include "engine/standing.h"
#include "engine/varying.h"

/* Purposes of money at one address: each has luck of its own. */
enum { REVENUE = 1, COST = 2, ENTRY = 3, END = 4 };

/* What the story of individuals says of money of a flow that varies. */
static double told(const pk_sim_t *sim, int f, int g, bool cost, int t)
{
    const pk_story_t *story = &sim->agents->story;
    const int place = story->money + (2 * f + (cost ? 1 : 0)) * sim->plan->npersona + g;
    return story->rows[(long)t * story->width + place];
}

/* What n things bring or cost: n times a number, or the sum of n varying amounts. */
static double amount(const pk_sim_t *sim, const pk_money_t *money, double n, uint64_t address, uint64_t purpose, int t)
{
    const pk_number_t *varies = money->varies == NULL ? NULL : money->varies[(long)t * money->stride];
    if (varies != NULL) {
        return n > 0 ? pk_varying_sum(sim->chance, sim->luck, sim->draws, varies, n, pk_hash_join(address, purpose))
                     : 0;
    }
    return pk_present(money->number) ? n * pk_quantity(money->number, sim->draws, t) : 0;
}

/* The revenue or cost of a flow's things, before drivers. */
static double flow_amount(pk_sim_t *sim, int f, int g, bool cost, int t)
{
    const pk_flow_t *flow = &sim->plan->flows[f];
    const pk_money_t *money = cost ? &flow->cost : &flow->revenue;
    if (sim->agents != NULL && money->varies != NULL && money->varies[(long)t * money->stride] != NULL) {
        return told(sim, f, g, cost, t);
    }
    return amount(sim, money, sim->state.flow[f * sim->plan->npersona + g], flow->address[g], cost ? COST : REVENUE, t);
}

static double lever_cost(const pk_sim_t *sim, const pk_flow_t *flow, double n, int t)
{
    double sum = 0;
    for (int k = 0; k < flow->nlever_cost; k++) {
        const pk_lever_cost_t *cost = &flow->lever_costs[k];
        sum += n * pk_quantity(cost->number, sim->draws, t) * sim->now.drivers[cost->driver].value;
    }
    return sum;
}

static void flow_money(pk_sim_t *sim, int f, int g, int t)
{
    const pk_flow_t *flow = &sim->plan->flows[f];
    const int cell = f * sim->plan->npersona + g;
    const double n = sim->state.flow[cell];
    sim->money.revenue[cell] = sim->money.cost[cell] = 0;
    if (n == 0) {
        return;
    }
    const double revenue = flow_amount(sim, f, g, false, t) * pk_rates_quotient(sim, flow->on_revenue, g, t);
    const double own = flow->cost.of_revenue ? revenue * pk_quantity(flow->cost.number, sim->draws, t)
                                             : flow_amount(sim, f, g, true, t);
    const double cost = own * pk_rates_quotient(sim, flow->on_cost, g, t) + lever_cost(sim, flow, n, t);
    if (!pk_payable(revenue) || !pk_payable(cost)) {
        const bool revenues = !pk_payable(revenue);
        pk_excess_note(sim, revenues ? PK_EXCESS_REVENUE : PK_EXCESS_COST, f, revenues ? revenue : cost);
        return;
    }
    sim->money.revenue[cell] = revenue;
    sim->money.cost[cell] = cost;
    sim->money.paid[g].revenue += revenue;
    sim->money.paid[g].cost += cost;
}

/* An amount that no number holds is noted, and nothing is paid. */
static void hold(pk_sim_t *sim, double *amount_of, pk_excess_kind_t what, int stage)
{
    if (!pk_payable(*amount_of)) {
        pk_excess_note(sim, what, stage, *amount_of);
        *amount_of = 0;
    }
}

static void stage_money(pk_sim_t *sim, int i, int g, int t)
{
    const pk_stage_plan_t *stage = &sim->plan->stages[i];
    const uint64_t address = stage->address[g];
    const int cell = i * sim->plan->npersona + g;
    const double there = t > 0 ? sim->state.count[cell] : 0; /* step 0 is not a step that anybody has been through */
    const double entered = t > 0 ? sim->entered[cell] : sim->state.count[cell];
    const double end = t > 0 && t == sim->plan->end ? there : 0;
    sim->money.stage_revenue[cell] = sim->money.stage_cost[cell] = 0;
    if (there > 0) {
        sim->money.stage_revenue[cell] =
            amount(sim, &stage->revenue, there, address, REVENUE, t) * pk_rates_quotient(sim, stage->on_revenue, g, t);
        sim->money.stage_cost[cell] =
            amount(sim, &stage->cost, there, address, COST, t) * pk_rates_quotient(sim, stage->on_cost, g, t);
    }
    sim->money.stage_cost[cell] += amount(sim, &stage->entry_cost, entered, address, ENTRY, t);
    sim->money.end_value[cell] = amount(sim, &stage->end_value, end, address, END, t);
    hold(sim, &sim->money.stage_revenue[cell], PK_EXCESS_STAGE_REVENUE, i);
    hold(sim, &sim->money.stage_cost[cell], PK_EXCESS_STAGE_COST, i);
    hold(sim, &sim->money.end_value[cell], PK_EXCESS_END_VALUE, i);
    sim->money.paid[g].revenue += sim->money.stage_revenue[cell];
    sim->money.paid[g].cost += sim->money.stage_cost[cell];
    sim->money.paid[g].end_value += sim->money.end_value[cell];
}

/* What the money of a step or of the start is made of; who has none keeps its 0. */
static void pay(pk_sim_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    for (int g = 0; g < plan->npersona; g++) {
        self->money.paid[g] = (pk_paid_t){0};
        for (int k = 0; k < plan->paying_flows.count; k++) {
            flow_money(self, plan->paying_flows.index[k], g, t);
        }
        for (int k = 0; k < plan->paying_stages.count; k++) {
            stage_money(self, plan->paying_stages.index[k], g, t);
        }
    }
}

void pk_money_step(pk_sim_t *self, int t)
{
    const pk_indices_t levers = self->plan->paying_drivers;
    pay(self, t);
    self->money.step_cost = 0;
    for (int k = 0; k < levers.count; k++) {
        const int d = levers.index[k];
        const pk_lever_plan_t *lever = pk_lever_plan_of(&self->plan->drivers[d]);
        self->money.step_cost += pk_quantity(lever->step_cost, self->draws, t) * self->now.drivers[d].value;
    }
    if (!pk_payable(self->money.step_cost)) {
        pk_excess_note(self, PK_EXCESS_LEVER_COST, 0, self->money.step_cost);
        self->money.step_cost = 0;
    }
}

double pk_money_end_value(const pk_sim_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    double sum = 0;
    for (int g = 0; g < plan->npersona; g++) {
        double of_persona = 0;
        for (int k = 0; k < plan->paying_stages.count; k++) {
            const int i = plan->paying_stages.index[k];
            const pk_stage_plan_t *stage = &plan->stages[i];
            of_persona +=
                amount(self, &stage->end_value, self->state.count[i * plan->npersona + g], stage->address[g], END, t);
        }
        sum += of_persona;
    }
    return sum;
}

static void pay_nothing(pk_sim_t *self)
{
    const size_t flows = (size_t)(self->plan->nflow * self->plan->npersona) * sizeof(double);
    const size_t stages = (size_t)(self->plan->nstage * self->plan->npersona) * sizeof(double);
    memset(self->money.revenue, 0, flows);
    memset(self->money.cost, 0, flows);
    memset(self->money.stage_revenue, 0, stages);
    memset(self->money.stage_cost, 0, stages);
    memset(self->money.end_value, 0, stages);
    memset(self->money.paid, 0, (size_t)self->plan->npersona * sizeof *self->money.paid);
}

/* Step 0: those who start somewhere have entered it; of a run that goes on they have done so before. */
void pk_money_start(pk_sim_t *self)
{
    if (pk_standing_at(self->plan, self->draws) != NULL) {
        pay_nothing(self);
    } else {
        pay(self, 0);
    }
    self->money.step_cost = 0;
}
