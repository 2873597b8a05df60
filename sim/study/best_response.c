/* What a channel's spend brings, the others as in the best plan: the whole curve, and what it brings as it is there. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/best_parts.h"

enum { LEVELS = 13 };

static double total(const pk_best_work_t *self, int moved, const double *x)
{
    double sum = 0;
    for (int i = moved * self->nperiod; i < (moved + 1) * self->nperiod; i++) {
        sum += self->amounts[i].weight * x[i];
    }
    return sum;
}

/* The best plan with `sum` on one channel, laid over the periods as the best plan has it; evenly where it has none. */
static void with_sum(const pk_best_work_t *self, int moved, double sum, const double *best, double *x)
{
    const double there = total(self, moved, best), steps = self->today.nstep;
    memcpy(x, best, (size_t)self->namount * sizeof *x);
    for (int i = moved * self->nperiod; i < (moved + 1) * self->nperiod; i++) {
        x[i] = there > 0 ? best[i] * (sum / there) : sum / steps;
    }
}

/* The gain of plan x over the one without the channel, draw by draw, as a point of the curve. */
static void put_point(pk_best_work_t *self, const double *x, const double *without, double sum, double *aim,
                      pk_best_level_t *to)
{
    pk_best_by_draw(self, x, aim);
    for (long d = 0; d < self->ndraw; d++) {
        aim[d] -= without[d];
    }
    const pk_summary_t summary = pk_summarise(aim, self->ndraw);
    *to = (pk_best_level_t){
        .spend = sum / self->today.nstep, .mean = summary.mean, .p05 = summary.p05, .p95 = summary.p95};
}

static void one_channel(pk_best_work_t *self, int moved, const double *best, const double *today, pk_best_t *out)
{
    const pk_driver_t *driver = &self->file->scenario->model->drivers[self->moved[moved]];
    double *x = pk_heap((size_t)self->namount + 1, sizeof *x), *aim = pk_heap((size_t)self->ndraw, sizeof *aim);
    double *without = pk_heap((size_t)self->ndraw, sizeof *without);
    const double now = total(self, moved, today), then = total(self, moved, best);
    double most = 1.5 * fmax(now, then);
    most = most > 0 ? most : self->problem.budget / self->nmoved;
    pk_best_response_t *to = &out->responses[out->nresponse++];
    *to = (pk_best_response_t){.name = pk_arena_copy(&out->arena, driver->name),
                               .label = pk_arena_copy(&out->arena, driver->label),
                               .spend_today = now,
                               .spend_best = then,
                               .count = LEVELS,
                               .levels = PK_ARRAY(&out->arena, pk_best_level_t, LEVELS)};
    with_sum(self, moved, 0, best, x);
    pk_best_by_draw(self, x, without);
    for (int k = 0; k < LEVELS; k++) {
        with_sum(self, moved, most * k / (LEVELS - 1), best, x);
        put_point(self, x, without, most * k / (LEVELS - 1), aim, &to->levels[k]);
    }
    with_sum(self, moved, now, best, x);
    put_point(self, x, without, now, aim, &to->today);
    with_sum(self, moved, then, best, x);
    put_point(self, x, without, then, aim, &to->best);
    free(x);
    free(aim);
    free(without);
}

void pk_best_responses(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best)
{
    double *today = pk_heap((size_t)self->namount + 1, sizeof *today);
    best->responses = PK_ARRAY(&best->arena, pk_best_response_t, self->nmoved + 1);
    for (int i = 0; i < self->namount; i++) {
        today[i] = self->amounts[i].today;
    }
    for (int m = 0; m < self->nmoved; m++) {
        if (self->amounts[m * self->nperiod].weight > 0) {
            one_channel(self, m, found->x, today, best);
        }
    }
    free(today);
}
