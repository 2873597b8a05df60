/* Who of those who would move fits (fit_means of capacity.c), in lanes. */
#ifndef PK_ENGINE_LANES_CAPACITY_H
#define PK_ENGINE_LANES_CAPACITY_H

#include "engine/lanes/effects.h"
#include "engine/lanes/leave.h"

/* Those who ask for a capacity: units, and persons. */
typedef struct {
    lanes_t need, people;
    lanes_t fitting_need, barred; /* of those who fit at all; persons who never do */
    mask_t never;                 /* somebody asks who never fits */
} demand_t;

static demand_t demand_of(pk_lanes_t *self, const pk_capacity_plan_t *capacity, lanes_t most, int t)
{
    const lanes_t none = all_lanes(0);
    demand_t demand = {.need = none, .people = none, .fitting_need = none, .barred = none, .never = no_lane()};
    for (int k = 0; k < capacity->nflow; k++) {
        const int f = capacity->flows[k];
        const lanes_t units = self->units[f] = quantity(self, self->plan->flows[f].uses, t);
        const mask_t large = more(units, most);
        for (int g = 0; g < self->plan->npersona; g++) {
            const lanes_t asked = self->flow[f * self->plan->npersona + g], used = units * asked;
            demand.need += used;
            demand.people += asked;
            demand.fitting_need += choose(large, none, used);
            demand.barred += only(large, asked);
            demand.never = either(demand.never, both(large, more(asked, none)));
        }
    }
    return demand;
}

/* In the lanes of `full`, of each who fits at all the part `part`; who does not fit stays where he is. */
static void hold_back(pk_lanes_t *self, const pk_capacity_plan_t *capacity, mask_t full, lanes_t part, lanes_t most,
                      lanes_t *used)
{
    const pk_plan_t *plan = self->plan;
    for (int k = 0; k < capacity->nflow; k++) {
        const pk_flow_t *flow = &plan->flows[capacity->flows[k]];
        const bool stays = !flow->event && plan->stages[flow->from].kind == PK_STAGE_DWELL;
        const lanes_t units = self->units[capacity->flows[k]];
        const lanes_t fit = choose(full, choose(more(units, most), all_lanes(0), part), all_lanes(1));
        for (int g = 0; g < plan->npersona; g++) {
            const int cell = capacity->flows[k] * plan->npersona + g;
            const lanes_t asked = self->flow[cell];
            self->flow[cell] = asked * fit;
            *used += units * self->flow[cell];
            if (stays) {
                lanes_t *held = flow->by == PK_BY_SHARE ? self->held : self->held_competing;
                held[flow->from * plan->npersona + g] += asked - self->flow[cell];
            }
        }
    }
}

static void fit_one(pk_lanes_t *self, int c, int t)
{
    const pk_capacity_plan_t *capacity = &self->plan->capacities[c];
    const lanes_t none = all_lanes(0), one = all_lanes(1);
    const lanes_t per_step = quantity(self, capacity->per_step, t) * quotient(self, capacity->effects, -1, t);
    const lanes_t room = at_least_lanes(per_step, 0);
    const lanes_t most = lanes_ceil(room * (1 - 1e-12)) * (1 + 1e-12);
    const demand_t demand = demand_of(self, capacity, most, t);
    self->capacity[c] = per_step;
    self->waiting[c] = none;
    note_unless(self, countable(demand.people), PK_EXCESS_CAPACITY, c, demand.people);
    const mask_t full = either(more(demand.need, room), demand.never);
    if (!any_lane(full)) {
        return;
    }
    const lanes_t scaled = choose(more(demand.fitting_need, room), room / demand.fitting_need, one);
    const lanes_t first = 1 / (1 + demand.barred);
    lanes_t used = none;
    hold_back(self, capacity, full, choose(less(scaled, first), scaled, first), most, &used);
    self->waiting[c] = only(full, demand.need - used);
}

/* ---- counts ---- */

/* A real capacity as what fits a step: its whole part, and one more by chance. */
static lanes_t whole_room(const pk_lanes_t *self, uint64_t address, lanes_t x)
{
    const mask_t parts = less(x, all_lanes(0x1p51));
    const lanes_t whole = lanes_floor(only(parts, x));
    if (!any_lane(both(parts, differ(x, whole)))) {
        return x;
    }
    const words_t words = words_at(self, PK_PURPOSE_CAPACITY, address);
    const lanes_t more_by_chance = only(less(uniform_of(words.word[0]), x - whole), all_lanes(1));
    return choose(parts, whole + more_by_chance, x);
}

/* Those of a lane who ask, in the order of capacity.c. */
static void gather_lane(pk_lanes_t *self, const pk_capacity_plan_t *capacity, int lane)
{
    const int personas = self->plan->npersona;
    pk_demand_t *demand = &self->demand;
    demand->address = capacity->address;
    demand->cells = 0;
    for (int k = 0; k < capacity->nflow * personas; k++) {
        const int f = capacity->flows[k / personas], cell = f * personas + k % personas;
        demand->cell[demand->cells] = cell;
        demand->part[demand->cells] = self->plan->flows[f].address[k % personas];
        demand->units[demand->cells] = lane_of(self->units[f], lane);
        demand->asked[demand->cells++] = lane_of(self->flow[cell], lane);
    }
}

/* Those who fit go, the others stay where they are. */
static void fit_lane(pk_lanes_t *self, int c, int lane, double room, double need)
{
    const pk_plan_t *plan = self->plan;
    pk_demand_t *demand = &self->demand;
    gather_lane(self, &plan->capacities[c], lane);
    if (!pk_demand_fit_counts(luck_of(self, lane), demand, room, need)) {
        return;
    }
    set_lane(&self->waiting[c], lane, need - pk_demand_units(demand, demand->fits));
    for (int k = 0; k < demand->cells; k++) {
        const int cell = demand->cell[k];
        const pk_flow_t *flow = &plan->flows[cell / plan->npersona];
        set_lane(&self->flow[cell], lane, demand->fits[k]);
        if (!flow->event) {
            lanes_t *held = flow->by == PK_BY_SHARE ? self->held : self->held_competing;
            lanes_t *here = &held[flow->from * plan->npersona + cell % plan->npersona];
            set_lane(here, lane, lane_of(*here, lane) + demand->asked[k] - demand->fits[k]);
        }
    }
}

static void fit_counts(pk_lanes_t *self, int c, int t)
{
    const pk_capacity_plan_t *capacity = &self->plan->capacities[c];
    const lanes_t per_step = quantity(self, capacity->per_step, t) * quotient(self, capacity->effects, -1, t);
    const lanes_t room = whole_room(self, capacity->address, at_least_lanes(per_step, 0));
    const demand_t demand = demand_of(self, capacity, all_lanes(INFINITY), t);
    self->capacity[c] = per_step;
    self->waiting[c] = all_lanes(0);
    note_unless(self, countable(demand.people), PK_EXCESS_CAPACITY, c, demand.people);
    const mask_t full = more(demand.need, room);
    for (int l = 0; l < PK_WIDTH && any_lane(full); l++) {
        if (lane_in(full, l) && self->excess[l].what == PK_EXCESS_NONE) {
            fit_lane(self, c, l, lane_of(room, l), lane_of(demand.need, l));
        }
    }
}

static void capacity_fit(pk_lanes_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    if (plan->ncapacity == 0) {
        return; /* nobody is ever held back: the arrays stay 0 */
    }
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        self->held[cell] = self->held_competing[cell] = all_lanes(0);
    }
    for (int c = 0; c < plan->ncapacity; c++) {
        (COHORT ? fit_counts : fit_one)(self, c, t);
    }
    if (COHORT) {
        stay_behind(self);
    }
}

#endif
