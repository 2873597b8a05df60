/* Who moves in a step (sim.c), in lanes. */
#ifndef PK_ENGINE_LANES_MOVES_H
#define PK_ENGINE_LANES_MOVES_H

#include <float.h>

#include "engine/lanes/leave.h"

/* Some of the exits of a stage, with the luck of each. */
typedef struct {
    const int *exits;
    const uint64_t *address;
    int count;
} ways_t;

static ways_t ways_of(const pk_stage_plan_t *stage, int g, int first, int count)
{
    return (ways_t){.exits = &stage->exits[first], .address = &stage->exit_address[g][first], .count = count};
}

/* In the lanes of `all_leave` those who are left over by round-off take the last open way. */
static void leave_nobody(pk_lanes_t *self, ways_t ways, int g, lanes_t left, mask_t all_leave)
{
    for (int k = ways.count - 1; k >= 0 && any_lane(all_leave); k--) {
        const int cell = ways.exits[k] * self->plan->npersona + g;
        const mask_t last = both(all_leave, more(self->p[cell], all_lanes(0)));
        self->flow[cell] = choose(last, at_least_lanes(self->flow[cell] + left, 0), self->flow[cell]);
        all_leave = except(all_leave, last);
    }
}

/* By their means. */
static lanes_t split_means(pk_lanes_t *self, ways_t ways, int g, lanes_t n, lanes_t part)
{
    lanes_t left = n;
    for (int k = 0; k < ways.count; k++) {
        const int cell = ways.exits[k] * self->plan->npersona + g;
        self->flow[cell] = n * (self->p[cell] * part);
        left -= self->flow[cell];
    }
    return left;
}

/* By conditional binomials (pk_draw_multinomial). */
static lanes_t split_counts(pk_lanes_t *self, ways_t ways, int g, lanes_t n, lanes_t part)
{
    const lanes_t none = all_lanes(0);
    lanes_t p[ways.count + 1], left = n, open = all_lanes(1), sum = none;
    mask_t last[ways.count + 1];
    for (int k = 0; k < ways.count; k++) {
        p[k] = self->p[ways.exits[k] * self->plan->npersona + g] * part;
        sum += p[k];
    }
    mask_t all = at_most(all_lanes(1 - 4 * DBL_EPSILON * (ways.count + 1)), sum);
    for (int k = ways.count - 1; k >= 0; k--) {
        last[k] = both(all, more(p[k], none));
        all = except(all, last[k]);
    }
    for (int k = 0; k < ways.count; k++) {
        const lanes_t chance = p[k] / open;
        const mask_t sure = either(last[k], both(more(p[k], none), at_most(open, p[k])));
        const mask_t some = except(open_lanes_of(left, chance), sure);
        lanes_t *count = &self->flow[ways.exits[k] * self->plan->npersona + g];
        *count = only(sure, left);
        if (any_lane(some)) {
            *count += draw_binomial(self, some, PK_PURPOSE_MOVE, ways.address[k], left, chance);
        }
        left -= *count;
        open -= p[k];
    }
    return left;
}

/* Splits n over some exits whose probabilities are multiplied by `part`. */
static void split(pk_lanes_t *self, ways_t ways, int g, lanes_t n, lanes_t part, mask_t all_leave)
{
    const lanes_t some = at_least_lanes(n, 0);
    if (COHORT && !any_lane(more(some, all_lanes(0)))) {
        for (int k = 0; k < ways.count; k++) {
            self->flow[ways.exits[k] * self->plan->npersona + g] = all_lanes(0);
        }
        return;
    }
    const lanes_t left = (COHORT ? split_counts : split_means)(self, ways, g, some, part);
    leave_nobody(self, ways, g, left, all_leave);
}

/* Events or arrivals with this mean. */
static lanes_t happen(pk_lanes_t *self, int f, int g, pk_purpose_t purpose, lanes_t mean)
{
    if (COHORT) {
        note_unless(self, countable(mean), PK_EXCESS_FLOW, f, mean);
        mean = poisson(self, purpose, self->plan->flows[f].address[g], mean);
    }
    note_unless(self, countable(mean), PK_EXCESS_FLOW, f, mean);
    return mean;
}

/* Events of everyone who is there at the start of the step. */
static void draw_events(pk_lanes_t *self, int i, int g)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    const lanes_t n = self->count[i * self->plan->npersona + g];
    for (int k = 0; k < stage->nevent; k++) {
        const int f = stage->events[k], cell = f * self->plan->npersona + g;
        if (self->plan->flows[f].by == PK_BY_RATE) {
            self->flow[cell] = happen(self, f, g, PK_PURPOSE_EVENT, n * self->p[cell]);
        } else if (COHORT) {
            self->flow[cell] = thin(self, PK_PURPOSE_EVENT, self->plan->flows[f].address[g], n, self->p[cell]);
        } else {
            self->flow[cell] = n * self->p[cell];
        }
    }
}

/* Out of a stay: first by the ways that compete with it, then by the stay itself. */
static void draw_stay(pk_lanes_t *self, int i, int g)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    const int rated = stage->nrated;
    lanes_t q = all_lanes(0);
    for (int k = 0; k < rated; k++) {
        q += self->p[stage->exits[k] * self->plan->npersona + g];
    }
    q = at_most_lanes(q, 1);
    (COHORT ? draw_leavers : leave_stay)(self, i, g, q);
    const stay_t *stay = &self->stays[i * self->plan->npersona + g];
    if (rated > 0) {
        split(self, ways_of(stage, g, 0, rated), g, stay->competed, only(more(q, all_lanes(0)), 1 / q), every());
    }
    split(self, ways_of(stage, g, rated, stage->nexit - rated), g, stay->leavers, all_lanes(1), every());
}

/* Who would move and what would happen in this step, before anybody does. */
static void draw_step(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int i = 0; i < plan->nstage; i++) {
        const pk_stage_plan_t *stage = &plan->stages[i];
        for (int g = 0; g < plan->npersona; g++) {
            const int cell = i * plan->npersona + g;
            draw_events(self, i, g);
            if (stage->nexit > 0 && stage->kind == PK_STAGE_PLAIN) {
                split(self, ways_of(stage, g, 0, stage->nrated), g, self->count[cell], all_lanes(1), self->sure[cell]);
            } else if (stage->nexit > 0 && stage->kind == PK_STAGE_DWELL) {
                draw_stay(self, i, g);
            }
        }
    }
}

/* A stage's moves of a step at once: who went, then who came. */
static void settle_stage(pk_lanes_t *self, int i)
{
    const int personas = self->plan->npersona;
    const pk_indices_t in = self->into[i], out = self->out_of[i];
    for (int g = 0; g < personas; g++) {
        lanes_t came = all_lanes(0), there = self->count[i * personas + g];
        for (int k = 0; k < out.count; k++) {
            there -= self->flow[out.index[k] * personas + g];
        }
        for (int k = 0; k < in.count; k++) {
            came += self->flow[in.index[k] * personas + g];
        }
        self->entered[i * personas + g] = came;
        self->count[i * personas + g] = there + came;
    }
}

static void settle_flow(pk_lanes_t *self, int f)
{
    const pk_flow_t *flow = &self->plan->flows[f];
    const int personas = self->plan->npersona;
    for (int g = 0; g < personas; g++) {
        const lanes_t moving = self->flow[f * personas + g];
        if (flow->from >= 0) {
            self->count[flow->from * personas + g] -= moving;
        }
        self->count[flow->to * personas + g] += moving;
        self->entered[flow->to * personas + g] += moving;
    }
}

static void arrive(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int f = plan->ntransition; f < plan->nflow; f++) {
        for (int g = 0; g < plan->npersona; g++) {
            const int cell = f * plan->npersona + g;
            self->flow[cell] = happen(self, f, g, PK_PURPOSE_ARRIVE, self->p[cell]);
        }
        settle_flow(self, f);
    }
}

/* Who entered an instant stage leaves it in the same step, sources first. */
static void pass_instant(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int k = 0; k < plan->ninstant; k++) {
        const pk_stage_plan_t *stage = &plan->stages[plan->instant_order[k]];
        lanes_t *count = &self->count[plan->instant_order[k] * plan->npersona];
        for (int g = 0; g < plan->npersona; g++) {
            split(self, ways_of(stage, g, 0, stage->nexit), g, count[g], all_lanes(1), every());
        }
        for (int e = 0; e < stage->nexit; e++) {
            settle_flow(self, stage->exits[e]);
        }
        for (int g = 0; g < plan->npersona; g++) {
            count[g] = all_lanes(0);
        }
    }
}

/* Everybody a step older. */
static void close_counts(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    self->population = all_lanes(0);
    for (int i = 0; i < plan->nstage; i++) {
        const bool ages = pk_has_ages(&plan->stages[i]);
        for (int g = 0; g < plan->npersona; g++) {
            lanes_t *count = &self->count[i * plan->npersona + g];
            *count = at_least_lanes(*count, 0); /* what round-off leaves of the last who went */
            if (ages) {
                (COHORT ? grow_older_by_count : grow_older)(self, i, g);
            }
            self->population += *count;
        }
    }
    note_unless(self, countable(self->population), PK_EXCESS_POPULATION, 0, self->population);
}

#endif
