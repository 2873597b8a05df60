/* What expected outcomes are off, where a model feeds back, as the amounts move.
 *
 * The expected engine is then an approximation, and its error is not the same for all plans: it may keep a channel that
 * futures by chance do without. So plans around the best one are run by chance, all on the same draws and luck: the
 * best itself, and for each channel one with half of it taken away (and laid on the others where all of the budget is
 * to be spent). What a run is off its draw's expected outcome, less what the best plan's run is off, is the change of
 * the error and little noise. The error is then taken to be linear in what is spent on each channel in all; the fit is
 * the one nearest to none (ridge) that the runs allow. The search goes on from there over the corrected aim, the new
 * optimum is run too, and it counts only if the runs agree that it is better. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/linear.h"
#include "study/best_parts.h"

enum { PILOT_RUNS = 40, ROUNDS_MOST = 4, PLANS_MOST = 48 };
/* An error of the expected outcome counts from so many of its own standard errors on, and where a search over it may
 * gain at least this part of what the plan gains over today's. */
static const double CLEAR = 2, WORTH = 0.01;

typedef struct {
    pk_best_work_t *work;
    const pk_best_options_t *options;
    long runs;
    int count, room;
    double *x;   /* [plan][amount]; plan 0 is the best so far */
    double *off; /* [plan][run] */
} pk_around_t;

/* ---- runs ---- */

/* By how much each run of a plan by chance is off its draw's expected outcome, in the aim's own unit and sign. */
static pk_status_t run_plan(pk_around_t *self, const double *x, double *off, pk_diag_t *diag)
{
    pk_best_work_t *work = self->work;
    pk_moved_t *moved = pk_heap((size_t)work->namount + 1, sizeof *moved);
    double *expected = NULL, *room = pk_heap((size_t)self->runs, sizeof *room);
    pk_result_t result = {0};
    for (int i = 0; i < work->namount; i++) {
        moved[i] = (pk_moved_t){.what = work->slots[i], .value = x[i]};
    }
    const pk_run_options_t options = {.threads = self->options->threads,
                                      .vector = self->options->vector,
                                      .kpis_alone = true,
                                      .runs = self->runs,
                                      .first_run = 2 * work->ndraw,
                                      .moved = moved,
                                      .nmoved = work->namount,
                                      .expected = &expected};
    const pk_status_t status = pk_run_plan(&work->plan, &options, &result, diag);
    if (status == PK_OK) {
        const long cell =
            pk_kpi_cell(&result, 0, 0, pk_result_kpi(&result, work->past ? "present_value" : work->file->aim));
        const double *by_chance = pk_result_runs(&result, cell, room);
        for (long run = 0; run < self->runs; run++) {
            off[run] = by_chance[run] - expected[cell * self->runs + run];
        }
    }
    free(expected);
    free(room);
    free(moved);
    pk_result_free(&result);
    return status;
}

static pk_status_t run_all(pk_around_t *self, int first, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    for (int k = first; k < self->count && status == PK_OK; k++) {
        status = run_plan(self, &self->x[k * self->work->namount], &self->off[k * self->runs], diag);
    }
    return status;
}

/* The mean of what plan k is off more than plan 0, and its error. */
static double difference(const pk_around_t *self, int k, double *se)
{
    double sum = 0, squares = 0;
    const double n = (double)self->runs;
    for (long run = 0; run < self->runs; run++) {
        const double d = self->off[k * self->runs + run] - self->off[run];
        sum += d;
        squares += d * d;
    }
    *se = sqrt(fmax(0, squares / n - sum / n * (sum / n)) / fmax(1, n - 1));
    return sum / n;
}

/* ---- plans around the best ---- */

/* What is spent on a channel in all; of a lever the sum of its settings. */
static double total(const pk_best_work_t *work, const double *x, int group)
{
    double sum = 0;
    for (int i = group * work->nperiod; i < (group + 1) * work->nperiod; i++) {
        sum += x[i] * (work->amounts[i].weight > 0 ? work->amounts[i].weight : 1);
    }
    return sum;
}

/* One channel with half of what it has, or with some if it has none; the nearest that is allowed. */
static bool add_around(pk_around_t *self, int group)
{
    const pk_best_work_t *work = self->work;
    double *x = &self->x[self->count * work->namount];
    const double share = self->work->problem.budget / work->nmoved;
    memcpy(x, self->x, (size_t)work->namount * sizeof *x);
    const bool none = total(work, x, group) < 0.05 * share;
    for (int i = group * work->nperiod; i < (group + 1) * work->nperiod; i++) {
        const pk_amount_t *amount = &work->amounts[i];
        if (amount->weight == 0) {
            x[i] = x[i] - amount->least > amount->most - x[i] ? amount->least : amount->most;
        } else {
            x[i] = none ? share / 2 / work->nperiod / amount->weight : amount->least + 0.5 * (x[i] - amount->least);
        }
    }
    if (!pk_allocation_nearest(&work->problem, x, x)) {
        return false;
    }
    self->count++;
    return true;
}

static void lay_around(pk_around_t *self)
{
    self->count = 1;
    for (int g = 0; g < self->work->nmoved && self->count < PLANS_MOST / 2; g++) {
        (void)add_around(self, g);
    }
}

/* ---- the fit ---- */

/* Slopes of the error by channel: least squares over the plans, each weighed by its error, with a ridge that is small
 * beside them. */
static bool fit(pk_around_t *self)
{
    pk_best_work_t *work = self->work;
    const int n = work->nmoved;
    double *a = pk_heap((size_t)(n * n), sizeof *a), *b = pk_heap((size_t)n, sizeof *b);
    double *step = pk_heap((size_t)n, sizeof *step), se, trace = 0;
    for (int k = 1; k < self->count; k++) {
        const double d = difference(self, k, &se), weight = se > 0 ? 1 / (se * se) : 0;
        for (int g = 0; g < n; g++) {
            step[g] = total(work, &self->x[k * work->namount], g) - total(work, self->x, g);
        }
        for (int g = 0; g < n; g++) {
            for (int h = 0; h < n; h++) {
                a[g * n + h] += weight * step[g] * step[h];
            }
            b[g] += weight * step[g] * d;
            trace += weight * step[g] * step[g];
        }
    }
    for (int g = 0; g < n; g++) {
        a[g * n + g] += 1e-6 * trace / n;
    }
    const bool solved = trace > 0 && pk_linear_solve(n, a, 1, b);
    for (int g = 0; g < n; g++) {
        work->correction[g] = solved ? b[g] : 0;
        work->correction_at[g] = total(work, self->x, g);
    }
    free(a);
    free(b);
    free(step);
    return solved;
}

double pk_best_correction(const pk_best_work_t *self, const double *x)
{
    double sum = 0;
    for (int g = 0; g < self->nmoved && self->correction != NULL; g++) {
        sum += self->correction[g] * (total(self, x, g) - self->correction_at[g]);
    }
    return sum;
}

/* The aim by expected outcomes, higher being better. */
static double expected_at(pk_best_work_t *work, const double *x)
{
    double values[1 + PK_CONDITIONS_MOST], *kept = work->correction;
    work->correction = NULL;
    pk_best_values(work, false, 1, x, values);
    work->correction = kept;
    return values[0];
}

/* Whether the error is clear for one of the plans and may move the best: where plan k is behind by L, and its error d,
 * a parabola through them has its top d^2 / 4L higher. */
static bool is_worth_it(pk_around_t *self, double gain)
{
    pk_best_work_t *work = self->work;
    const double best = expected_at(work, self->x);
    for (int k = 1; k < self->count; k++) {
        double se;
        const double d = difference(self, k, &se);
        const double behind = best - expected_at(work, &self->x[k * work->namount]);
        if (fabs(d) > CLEAR * se && d * d > 4 * behind * WORTH * fabs(gain)) {
            return true;
        }
    }
    return false;
}

/* ---- rounds ---- */

static void open_runs(pk_around_t *self, long runs)
{
    self->runs = runs;
    free(self->off);
    self->off = pk_heap((size_t)(PLANS_MOST * runs), sizeof *self->off);
}

/* Whether the corrected gain of the plan that was run last over plan 0 is above 0 by an error. */
static bool last_is_better(pk_around_t *self)
{
    pk_best_work_t *work = self->work;
    const double sign = work->lower_is_better ? -1 : 1;
    double se;
    const double gain = expected_at(work, &self->x[(self->count - 1) * work->namount]) - expected_at(work, self->x) +
                        sign * difference(self, self->count - 1, &se);
    return gain > se;
}

/* The plan that was run last becomes plan 0, and the one before stays as another around it. */
static void take_last(pk_around_t *self)
{
    const int last = self->count - 1, n = self->work->namount;
    for (int i = 0; i < n; i++) {
        const double was = self->x[i];
        self->x[i] = self->x[last * n + i];
        self->x[last * n + i] = was;
    }
    for (long run = 0; run < self->runs; run++) {
        const double was = self->off[run];
        self->off[run] = self->off[last * self->runs + run];
        self->off[last * self->runs + run] = was;
    }
}

static bool is_elsewhere(const pk_around_t *self, const double *x)
{
    const pk_best_work_t *work = self->work;
    for (int i = 0; i < work->namount; i++) {
        const double moved = fabs(x[i] - self->x[i]);
        if (work->amounts[i].weight > 0 ? moved * work->amounts[i].weight > 1e-3 * work->problem.budget : moved > 0) {
            return true;
        }
    }
    return false;
}

static bool again(pk_best_work_t *work, const pk_allocated_t *found, pk_allocated_t *next)
{
    return work->namount < PK_MANY_AMOUNTS
               ? pk_allocate(&work->problem, next)
               : pk_allocate_from(&work->problem, found->x, found->scale, PK_CARE_LOCAL, next);
}

/* Searches over the corrected aim, runs what it finds and takes it if the runs agree. False: nothing better came, and
 * the correction is as it was. */
static bool go_on(pk_around_t *self, pk_allocated_t *found, pk_status_t *status, pk_diag_t *diag)
{
    pk_best_work_t *work = self->work;
    double *before = work->correction, *at = work->correction_at;
    pk_allocated_t next = {0};
    work->correction = PK_ARRAY(&work->arena, double, work->nmoved);
    work->correction_at = PK_ARRAY(&work->arena, double, work->nmoved);
    bool better = self->count < PLANS_MOST && fit(self) && again(work, found, &next) && next.allowed && !next.flat &&
                  is_elsewhere(self, next.x);
    if (better) {
        memcpy(&self->x[self->count++ * work->namount], next.x, (size_t)work->namount * sizeof *next.x);
        *status = run_all(self, self->count - 1, diag);
        better = *status == PK_OK && last_is_better(self);
    }
    if (better) {
        take_last(self);
        pk_allocated_free(found);
        *found = next;
    } else {
        work->correction = before;
        work->correction_at = at;
        pk_allocated_free(&next);
    }
    return better;
}

pk_status_t pk_best_correct(pk_best_work_t *self, const pk_best_options_t *options, pk_allocated_t *found, double today,
                            pk_diag_t *diag)
{
    if (!pk_is_inexact(&self->plan) || self->file->scenario->engine == PK_ENGINE_EXPECTED || self->nmoved == 0) {
        return PK_OK;
    }
    pk_around_t around = {.work = self, .options = options};
    around.x = pk_heap((size_t)(PLANS_MOST * self->namount), sizeof *around.x);
    memcpy(around.x, found->x, (size_t)self->namount * sizeof *around.x);
    lay_around(&around);
    const long runs = self->file->runs;
    open_runs(&around, runs < PILOT_RUNS ? runs : PILOT_RUNS);
    self->first_fresh = 2 * self->ndraw + runs;
    self->checked = true;
    pk_status_t status = run_all(&around, 0, diag);
    if (status == PK_OK && is_worth_it(&around, expected_at(self, found->x) - today)) {
        if (around.runs < runs) {
            open_runs(&around, runs);
            status = run_all(&around, 0, diag);
        }
        while (status == PK_OK && self->rounds < ROUNDS_MOST && go_on(&around, found, &status, diag)) {
            self->rounds++;
        }
    }
    free(around.x);
    free(around.off);
    return status;
}
