/* Who moves in a step (sim.c), in lanes. */
#ifndef PK_ENGINE_LANES_MOVES_H
#define PK_ENGINE_LANES_MOVES_H

#include "engine/lanes/stays.h"

/* Splits n over some exits whose probabilities are multiplied by `part`; in the lanes of `all_leave` those who are left
 * over by round-off take the last open way. */
static void split(pk_lanes_t *self, const int *exits, int count, int g, lanes_t n, lanes_t part, mask_t all_leave)
{
    const int personas = self->plan->npersona;
    const lanes_t some = at_least_lanes(n, 0);
    lanes_t left = some;
    for (int k = 0; k < count; k++) {
        const int cell = exits[k] * personas + g;
        self->flow[cell] = some * (self->p[cell] * part);
        left -= self->flow[cell];
    }
    for (int k = count - 1; k >= 0 && any_lane(all_leave); k--) {
        const int cell = exits[k] * personas + g;
        const mask_t last = both(all_leave, more(self->p[cell], all_lanes(0)));
        self->flow[cell] = choose(last, at_least_lanes(self->flow[cell] + left, 0), self->flow[cell]);
        all_leave = except(all_leave, last);
    }
}

/* Events of everyone who is there at the start of the step. */
static void draw_events(pk_lanes_t *self, int i, int g)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    const lanes_t n = self->count[i * self->plan->npersona + g];
    for (int k = 0; k < stage->nevent; k++) {
        const int f = stage->events[k], cell = f * self->plan->npersona + g;
        self->flow[cell] = n * self->p[cell];
        if (self->plan->flows[f].by == PK_BY_RATE) {
            note_unless(self, countable(self->flow[cell]), PK_EXCESS_FLOW, f, self->flow[cell]);
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
    leave_stay(self, i, g, q);
    const stay_t *stay = &self->stays[i * self->plan->npersona + g];
    if (rated > 0) {
        split(self, stage->exits, rated, g, stay->competed, only(more(q, all_lanes(0)), 1 / q), every());
    }
    split(self, &stage->exits[rated], stage->nexit - rated, g, stay->leavers, all_lanes(1), every());
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
                split(self, stage->exits, stage->nrated, g, self->count[cell], all_lanes(1), self->sure[cell]);
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
            self->flow[cell] = self->p[cell];
            note_unless(self, countable(self->flow[cell]), PK_EXCESS_FLOW, f, self->flow[cell]);
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
            split(self, stage->exits, stage->nexit, g, count[g], all_lanes(1), every());
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
                grow_older(self, i, g);
            }
            self->population += *count;
        }
    }
    note_unless(self, countable(self->population), PK_EXCESS_POPULATION, 0, self->population);
}

#endif
