/* What the drivers of now make of the written numbers (the second half of rates.c), in lanes. */
#ifndef PK_ENGINE_LANES_RATES_H
#define PK_ENGINE_LANES_RATES_H

#include "engine/lanes/effects.h"
#include "engine/shares.h"
#include "engine/written.h"

static void set_base(pk_lanes_t *self, int cell)
{
    const lanes_t w = self->written[cell];
    self->base[cell] =
        self->plan->today ? w / self->mult_today[cell] - self->plus_today[cell] - w * self->brings_today[cell] : w;
}

/* A lane's row as it is written; an event that surely happens is written as INFINITY. */
static void rewrite_lane(pk_lanes_t *self, int i, int g, int t, int lane)
{
    const pk_plan_t *plan = self->plan;
    const pk_stage_plan_t *stage = &plan->stages[i];
    const double *draws = self->draws_of[lane];
    double row[plan->most_exits + 1];
    set_lane_in(&self->sure[i * plan->npersona + g], lane, pk_written_row(plan, draws, i, g, t, row) == PK_ROW_SURE);
    if (stage->nrated < stage->nexit) {
        pk_exit_shares(plan, draws, i, g, t, &row[stage->nrated]);
    }
    for (int k = 0; k < stage->nexit; k++) {
        set_lane(&self->written[stage->exits[k] * plan->npersona + g], lane, row[k]);
    }
    for (int k = 0; k < stage->nevent; k++) {
        double written;
        const bool sure = pk_written_event(&plan->flows[stage->events[k]], draws, g, t, &written) == PK_ROW_SURE;
        set_lane(&self->written[stage->events[k] * plan->npersona + g], lane, sure ? INFINITY : written);
    }
}

/* What is written changes seldom: by the scalar code. */
static void rewrite(pk_lanes_t *self, int i, int g, int t)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    const int personas = self->plan->npersona, cell = i * personas + g;
    for (int l = 0; l < PK_WIDTH; l++) {
        rewrite_lane(self, i, g, t, l);
    }
    const mask_t sure = self->sure[cell];
    self->rows[cell] = (unsigned char)((every_lane(sure) ? 0 : ROW_RATES) | (any_lane(sure) ? ROW_SURE : 0));
    for (int k = 0; k < stage->nexit; k++) {
        set_base(self, stage->exits[k] * personas + g);
    }
    for (int k = 0; k < stage->nevent; k++) {
        set_base(self, stage->events[k] * personas + g);
    }
}

static bool any_stirs(const pk_lanes_t *self, const int *exits, int count)
{
    bool any = false;
    for (int k = 0; k < count && !any; k++) {
        any = stirs(self, exits[k]);
    }
    return any;
}

/* Some exits by their rates: noted here, and worked out by compete_all. Lanes of `sure` have their shares already. */
static void compete(pk_lanes_t *self, const int *exits, int count, int g, mask_t sure, bool all, int t)
{
    lanes_t total = all_lanes(0);
    for (int k = 0; k < count; k++) {
        const int cell = exits[k] * self->plan->npersona + g;
        if (all || stirs(self, exits[k])) {
            self->rate[cell] = rate_now(self, exits[k], g, t);
            note_unless(self, either(sure, payable(self->rate[cell])), PK_EXCESS_RATE, exits[k], self->rate[cell]);
        }
        total += self->rate[cell];
    }
    self->due[self->ndue++] = (due_t){.exits = exits, .count = count, .persona = g, .total = total};
}

/* p_j = r_j / R (1 - e^-R) of the rows whose rates have changed, side by side, so that no exponential waits for
 * another. */
static void compete_all(pk_lanes_t *self)
{
    for (int k = 0; k < self->ndue; k++) {
        const lanes_t total = self->due[k].total;
        self->due[k].total = only(more(total, all_lanes(0)), -lanes_expm1(-total) / total);
    }
    for (int k = 0; k < self->ndue; k++) {
        const due_t *due = &self->due[k];
        for (int e = 0; e < due->count; e++) {
            const int cell = due->exits[e] * self->plan->npersona + due->persona;
            self->p[cell] = self->rate[cell] * due->total;
        }
    }
    self->ndue = 0;
}

/* Some exits by their weights, in the lanes of `sure`: all leave by them, where all are multiplied by 0 as written. */
static void share_out(pk_lanes_t *self, const int *exits, int count, int g, mask_t sure, int t)
{
    const int personas = self->plan->npersona;
    lanes_t weight[count + 1], sum = all_lanes(0), written = all_lanes(0);
    for (int k = 0; k < count; k++) {
        const int cell = exits[k] * personas + g;
        weight[k] = weight_now(self, exits[k], g, self->written[cell], t);
        note_unless(self, either(except(every(), sure), payable(weight[k])), PK_EXCESS_RATE, exits[k], weight[k]);
        sum += weight[k];
        written += self->written[cell];
    }
    const mask_t some = more(sum, all_lanes(0)), any = more(written, all_lanes(0));
    for (int k = 0; k < count; k++) {
        const int cell = exits[k] * personas + g;
        const lanes_t as_written = only(any, self->written[cell] / written);
        self->p[cell] = choose(sure, choose(some, weight[k] / sum, as_written), self->p[cell]);
    }
}

/* The ways out of a stage: those with rates of their own, then those with shares. */
static void row_now(pk_lanes_t *self, int i, int g, bool rewritten, int t)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    const int cell = i * self->plan->npersona + g, rated = stage->nrated, shared = stage->nexit - rated;
    if (rated > 0 && (rewritten || any_stirs(self, stage->exits, rated))) {
        if (self->rows[cell] & ROW_RATES) {
            compete(self, stage->exits, rated, g, self->sure[cell], rewritten, t);
        }
        if (self->rows[cell] & ROW_SURE) {
            compete_all(self);
            share_out(self, stage->exits, rated, g, self->sure[cell], t);
        }
    }
    if (shared > 0 && (rewritten || any_stirs(self, &stage->exits[rated], shared))) {
        share_out(self, &stage->exits[rated], shared, g, every(), t);
    }
}

/* An event's rate becomes a probability of at most one a step, or stays the mean of how many there are. */
static void event_now(pk_lanes_t *self, int f, int g, int t)
{
    const int cell = f * self->plan->npersona + g;
    if (self->plan->flows[f].by == PK_BY_RATE) {
        self->p[cell] = rate_now(self, f, g, t);
    } else {
        const mask_t sure = same(self->written[cell], all_lanes(INFINITY));
        self->p[cell] = -lanes_expm1(-rate_now(self, f, g, t));
        if (any_lane(sure)) {
            const lanes_t weight = at_most_lanes(weight_now(self, f, g, all_lanes(1), t), 1);
            self->p[cell] = choose(sure, weight, self->p[cell]);
        }
    }
    note_unless(self, payable(self->p[cell]), PK_EXCESS_RATE, f, self->p[cell]);
}

/* Whether anything that the stage's row depends on differs from the last step, in any lane. */
static bool moved(const pk_lanes_t *self, const pk_stage_plan_t *stage, bool rewritten)
{
    bool any = rewritten || stage->scheduled;
    for (int k = 0; k < stage->nmover && !any; k++) {
        any = self->drivers[stage->movers[k]].changed;
    }
    return any;
}

static void speed_now(pk_lanes_t *self, int i, int g, int t)
{
    lanes_t *speed = &self->speed[i * self->plan->npersona + g];
    *speed = quotient(self, self->plan->stages[i].speed, g, t);
    note_unless(self, payable(*speed), PK_EXCESS_SPEED, i, *speed);
}

static void stage_now(pk_lanes_t *self, int i, int t)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    const bool rewritten = self->anew || (stage->rewritten != NULL && stage->rewritten[t]);
    if (!moved(self, stage, rewritten)) {
        return;
    }
    for (int g = 0; g < self->plan->npersona; g++) {
        if (rewritten) {
            rewrite(self, i, g, t);
        }
        row_now(self, i, g, rewritten, t);
        for (int k = 0; k < stage->nevent; k++) {
            if (rewritten || stirs(self, stage->events[k])) {
                event_now(self, stage->events[k], g, t);
            }
        }
        if (stage->kind == PK_STAGE_DWELL) {
            speed_now(self, i, g, t);
        }
    }
}

/* Means of the arrivals of a step. */
static void arrivals_now(pk_lanes_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    for (int f = plan->ntransition; f < plan->nflow; f++) {
        const lanes_t written = quantity(self, plan->flows[f].value, t);
        for (int g = 0; g < plan->npersona; g++) {
            const int cell = f * plan->npersona + g;
            self->written[cell] = written;
            set_base(self, cell);
            self->p[cell] = self->share[g] * rate_now(self, f, g, t);
        }
    }
}

static void rates_now(pk_lanes_t *self, int t)
{
    if (self->anew) {
        for (int cell = 0; cell < self->plan->nflow * self->plan->npersona; cell++) {
            set_quiet(self, cell / self->plan->npersona, cell % self->plan->npersona);
        }
    }
    for (int i = 0; i < self->plan->nstage; i++) {
        stage_now(self, i, t);
    }
    compete_all(self);
    arrivals_now(self, t);
}

#endif
