/* Money of a step (money.c), in lanes. */
#ifndef PK_ENGINE_LANES_MONEY_H
#define PK_ENGINE_LANES_MONEY_H

#include "engine/lanes/effects.h"
#include "engine/lanes/luck.h"
#include "engine/varying.h"

/* The mean of money that varies, for the law of now: once a run in each lane. */
static lanes_t mean_of(const pk_lanes_t *self, const pk_number_t *law, varying_t *known)
{
    if (known->law != law) {
        known->law = law;
        for (int l = 0; l < PK_WIDTH; l++) {
            set_lane(&known->mean, l, pk_varying_amount(law, self->draws_of[l]));
        }
    }
    return known->mean;
}

/* One draw of the sum of n amounts in each lane. */
static lanes_t sum_of_amounts(const pk_lanes_t *self, const pk_number_t *law, lanes_t n, uint64_t address)
{
    lanes_t sum = all_lanes(0);
    for (int l = 0; l < PK_WIDTH; l++) {
        if (lane_of(n, l) > 0 && self->excess[l].what == PK_EXCESS_NONE) {
            set_lane(
                &sum, l,
                pk_varying_sum(&pk_chance_cohort, luck_of(self, l), self->draws_of[l], law, lane_of(n, l), address));
        }
    }
    return sum;
}

/* What n things bring or cost, with luck at `address`. */
static lanes_t amount(const pk_lanes_t *self, const pk_money_t *money, lanes_t n, uint64_t address, varying_t *known,
                      int purpose, int t)
{
    const pk_number_t *varies = money->varies == NULL ? NULL : money->varies[(long)t * money->stride];
    if (COHORT && varies != NULL) {
        return sum_of_amounts(self, varies, n, pk_hash_join(address, (uint64_t)purpose + 1));
    }
    if (varies != NULL) {
        return only(more(n, all_lanes(0)), n * mean_of(self, varies, &known[purpose]));
    }
    return pk_present(money->number) ? n * quantity(self, money->number, t) : all_lanes(0);
}

/* What n customers on a flow bring and cost. */
static paid_t flow_money(pk_lanes_t *self, int f, int g, lanes_t n, int t)
{
    const pk_flow_t *flow = &self->plan->flows[f];
    varying_t *known = &self->flow_varying[f * PURPOSES];
    const lanes_t revenue =
        amount(self, &flow->revenue, n, flow->address[g], known, REVENUE, t) * quotient(self, flow->on_revenue, g, t);
    const lanes_t own = flow->cost.of_revenue ? revenue * quantity(self, flow->cost.number, t)
                                              : amount(self, &flow->cost, n, flow->address[g], known, COST, t);
    lanes_t cost = own * quotient(self, flow->on_cost, g, t);
    for (int k = 0; k < flow->nlever_cost; k++) {
        const pk_lever_cost_t *lever = &flow->lever_costs[k];
        cost += n * quantity(self, lever->number, t) * self->drivers[lever->driver].value;
    }
    return (paid_t){.revenue = revenue, .cost = cost};
}

static void pay_flow(pk_lanes_t *self, int f, int g, paid_t *sum, int t)
{
    const int cell = f * self->plan->npersona + g;
    const lanes_t n = self->flow[cell];
    paid_t paid;
    if (self->flows[f].plain) {
        if (self->anew) {
            const paid_t unit = flow_money(self, f, g, all_lanes(1), t);
            self->unit_revenue[cell] = unit.revenue;
            self->unit_cost[cell] = unit.cost;
        }
        paid = (paid_t){.revenue = n * self->unit_revenue[cell], .cost = n * self->unit_cost[cell]};
    } else {
        paid = flow_money(self, f, g, n, t);
    }
    const mask_t some = differ(n, all_lanes(0));
    self->revenue[cell] = only(some, paid.revenue);
    self->cost[cell] = only(some, paid.cost);
    sum->revenue += self->revenue[cell];
    sum->cost += self->cost[cell];
    note_unless(self, payable(self->revenue[cell]), PK_EXCESS_REVENUE, f, paid.revenue);
    note_unless(self, payable(self->cost[cell]), PK_EXCESS_COST, f, paid.cost);
}

static void pay_stage(pk_lanes_t *self, int i, int g, paid_t *sum, int t)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    const int cell = i * self->plan->npersona + g;
    varying_t *known = &self->stage_varying[i * PURPOSES];
    const lanes_t there = self->count[cell], entered = self->entered[cell];
    const mask_t some = more(there, all_lanes(0));
    lanes_t end = all_lanes(0);
    self->stage_revenue[cell] = only(some, amount(self, &stage->revenue, there, stage->address[g], known, REVENUE, t) *
                                               quotient(self, stage->on_revenue, g, t));
    self->stage_cost[cell] = only(some, amount(self, &stage->cost, there, stage->address[g], known, COST, t) *
                                            quotient(self, stage->on_cost, g, t)) +
                             amount(self, &stage->entry_cost, entered, stage->address[g], known, ENTRY, t);
    if (t == self->plan->end) {
        end = amount(self, &stage->end_value, there, stage->address[g], known, END, t);
    }
    note_unless(self, payable(self->stage_revenue[cell]), PK_EXCESS_STAGE_REVENUE, i, self->stage_revenue[cell]);
    note_unless(self, payable(self->stage_cost[cell]), PK_EXCESS_STAGE_COST, i, self->stage_cost[cell]);
    note_unless(self, payable(end), PK_EXCESS_END_VALUE, i, end);
    sum->revenue += self->stage_revenue[cell];
    sum->cost += self->stage_cost[cell];
    sum->end_value += end;
}

/* Of everybody there now, in the order in which a last step pays it. */
static lanes_t end_value_now(const pk_lanes_t *self)
{
    const pk_indices_t stages = self->plan->paying_stages;
    lanes_t sum = all_lanes(0);
    for (int g = 0; g < self->plan->npersona; g++) {
        lanes_t of_persona = all_lanes(0);
        for (int k = 0; k < stages.count; k++) {
            const int i = stages.index[k];
            const pk_stage_plan_t *stage = &self->plan->stages[i];
            of_persona += amount(self, &stage->end_value, self->count[i * self->plan->npersona + g], stage->address[g],
                                 &self->stage_varying[i * PURPOSES], END, self->step);
        }
        sum += of_persona;
    }
    return sum;
}

static void money_step(pk_lanes_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    const pk_indices_t flows = plan->paying_flows, stages = plan->paying_stages, levers = plan->paying_drivers;
    for (int g = 0; g < plan->npersona; g++) {
        paid_t sum = {.revenue = all_lanes(0), .cost = all_lanes(0), .end_value = all_lanes(0)};
        for (int k = 0; k < flows.count; k++) {
            pay_flow(self, flows.index[k], g, &sum, t);
        }
        for (int k = 0; k < stages.count; k++) {
            pay_stage(self, stages.index[k], g, &sum, t);
        }
        self->paid[g] = sum;
    }
    self->step_cost = all_lanes(0);
    for (int k = 0; k < levers.count; k++) {
        const int d = levers.index[k];
        self->step_cost += quantity(self, pk_lever_plan_of(&plan->drivers[d])->step_cost, t) * self->drivers[d].value;
    }
    note_unless(self, payable(self->step_cost), PK_EXCESS_LEVER_COST, 0, self->step_cost);
}

#endif
