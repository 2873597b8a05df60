/* The aim as a function of the amounts: expected outcomes over a fixed set of draws. */
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/best_parts.h"

enum {
    BATCH = 2048,
    DRAWS_OF_MEAN = 40,
    DRAWS_OF_QUANTILE = 400,
    COARSE_OF_MEAN = 5,
    COARSE_OF_QUANTILE = 100,
    DRAWS_OF_LEAST = 200,
    COARSE_OF_LEAST = 60
};

/* ---- what comes out ---- */

static int add_output(pk_best_work_t *self, const char *name)
{
    for (int o = 0; o < self->noutput; o++) {
        if (self->outputs[o].span == PK_SPAN_HORIZON && strcmp(self->outputs[o].name, name) == 0) {
            return o;
        }
    }
    self->outputs[self->noutput] = (pk_output_t){.kind = PK_OUTPUT_KPI, .name = name};
    return self->noutput++;
}

/* A bound on a KPI, on each side that has one. */
static pk_status_t add_condition(pk_best_work_t *self, const pk_kpis_t *kpis, int which, pk_diag_t *diag)
{
    const pk_optimise_limit_t *limit = &self->file->limits[which];
    const int k = pk_kpis_find(kpis, limit->kpi);
    const bool ratio = k >= 0 && kpis->at[k].reduce == PK_RATIO;
    for (int side = 0; side < 2; side++) {
        const double bound = side == 0 ? limit->most : limit->least;
        if (!isfinite(bound)) {
            continue;
        }
        if (self->nconditions == PK_CONDITIONS_MOST) {
            return pk_error(diag, limit->place, NULL, "more than %d bounds on KPIs", PK_CONDITIONS_MOST);
        }
        self->condition_of[self->nconditions] = which;
        self->conditions[self->nconditions++] =
            (pk_condition_t){.above = add_output(self, ratio ? kpis->at[kpis->at[k].above].name : limit->kpi),
                             .below = ratio ? add_output(self, kpis->at[kpis->at[k].below].name) : -1,
                             .sign = side == 0 ? 1 : -1,
                             .bound = bound};
    }
    return PK_OK;
}

static pk_status_t find_outputs(pk_best_work_t *self, pk_diag_t *diag)
{
    pk_kpis_t kpis;
    pk_kpis_compile(&self->today, PK_BY_NOTHING, &kpis);
    self->past = strcmp(self->file->aim, "profit_and_after") == 0 || strcmp(self->file->aim, "after") == 0;
    (void)add_output(self, self->past ? "present_value" : self->file->aim);
    if (self->file->least_spend.kpi != NULL) {
        self->outputs[0].window = self->file->least_spend.by != NULL
                                      ? self->file->least_spend.by
                                      : pk_arena_format(&self->arena, "%d", self->scenario->calendar.steps);
    }
    if (self->past) {
        const bool both = *self->file->aim == 'p';
        self->outputs[0].span = both ? PK_SPAN_BOTH : PK_SPAN_AFTER;
        self->outputs[self->noutput++] =
            (pk_output_t){.kind = PK_OUTPUT_KPI, .name = "present_value", .span = PK_SPAN_AFTER};
    }
    const int aim = pk_kpis_find(&kpis, self->file->aim);
    self->lower_is_better = aim >= 0 && kpis.at[aim].lower_is_better;
    for (int k = 0; k < self->file->nlimit; k++) {
        if (self->file->limits[k].kpi != NULL && add_condition(self, &kpis, k, diag) != PK_OK) {
            return PK_BAD_INPUT;
        }
    }
    return PK_OK;
}

/* ---- the plan whose amounts are moved ---- */

static pk_status_t compile_plan(pk_best_work_t *self, pk_diag_t *diag)
{
    double *x = PK_ARRAY(&self->arena, double, self->namount + 1);
    for (int i = 0; i < self->namount; i++) {
        x[i] = self->amounts[i].today;
    }
    pk_overrides_t overrides = PK_NO_OVERRIDES;
    overrides.runs = self->file->scenario->runs;
    overrides.seed = (long long)self->file->scenario->seed;
    pk_scenario_t *scenario =
        pk_optimisation_plan(self->file, "plan", pk_best_text(self, x, &self->arena), &overrides, &self->arena, diag);
    return scenario == NULL ? PK_BAD_INPUT : pk_plan_compile(scenario, &self->plan, diag);
}

static pk_status_t find_slots(pk_best_work_t *self, pk_diag_t *diag)
{
    const pk_model_t *model = self->file->scenario->model;
    self->slots = PK_ARRAY(&self->arena, pk_movable_t, self->namount + 1);
    for (int i = 0; i < self->namount; i++) {
        const pk_driver_t *driver = &model->drivers[self->moved[self->amounts[i].group]];
        const char *section = driver->kind == PK_DRIVER_CHANNEL ? "spend" : "levers";
        const char *path = self->nperiod == 1 ? pk_arena_format(&self->arena, "%s.%s", section, driver->name)
                                              : pk_arena_format(&self->arena, "%s.%s.%s", section, driver->name,
                                                                self->periods[i % self->nperiod].key);
        if (pk_movable_find(&self->plan, path, &self->slots[i], diag) != PK_OK) {
            return PK_BAD_INPUT;
        }
    }
    return PK_OK;
}

/* How both plans go on after the end: as long as 1% is left of what half of today's amounts leaves. */
static pk_status_t look_past(pk_best_work_t *self, const pk_best_options_t *options, pk_diag_t *diag)
{
    pk_moved_t *moved = PK_ARRAY(&self->arena, pk_moved_t, self->namount);
    for (int i = 0; i < self->namount; i++) {
        const pk_amount_t *amount = &self->amounts[i];
        const double there = amount->weight > 0 ? amount->today / 2 : amount->today;
        moved[i] = (pk_moved_t){.what = self->slots[i], .value = fmin(fmax(there, amount->least), amount->most)};
    }
    const pk_going_t both[] = {{.plan = &self->today}, {.plan = &self->plan, .moved = moved, .nmoved = self->namount}};
    const pk_run_options_t run = {
        .threads = options->threads, .vector = options->vector, .look = PK_LOOK_PAST, .runs = self->file->runs};
    pk_foresight_open(&self->foresight, both, 2, 0, &run, diag);
    return self->foresight.open
               ? PK_OK
               : pk_error(diag, PK_NOWHERE, "aim at present_value instead",
                          "the plan cannot be run on past its horizon, which %s asks for", self->file->aim);
}

pk_status_t pk_best_value_init(pk_best_work_t *self, const pk_best_options_t *options, pk_diag_t *diag)
{
    if (find_outputs(self, diag) != PK_OK || compile_plan(self, diag) != PK_OK || find_slots(self, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    if (self->past && look_past(self, options, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    const pk_evaluator_options_t of = {.outputs = self->outputs,
                                       .noutput = self->noutput,
                                       .nearest = true,
                                       .vector = options->vector,
                                       .threads = options->threads,
                                       .tail = self->past ? &self->foresight.tail : NULL};
    if (pk_evaluator_init(&self->base, &self->today, &of, diag) != PK_OK ||
        pk_evaluator_init(&self->evaluator, &self->plan, &of, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    const bool quantile = !isnan(self->file->aim_at);
    const bool least = self->file->least_spend.kpi != NULL;
    long most = self->file->draws > 0 ? self->file->draws
                : least               ? DRAWS_OF_LEAST
                : quantile            ? DRAWS_OF_QUANTILE
                                      : DRAWS_OF_MEAN;
    self->ndraw = most;
    self->ncoarse = least ? COARSE_OF_LEAST : quantile ? COARSE_OF_QUANTILE : COARSE_OF_MEAN;
    self->ncoarse = self->ncoarse < self->ndraw ? self->ncoarse : self->ndraw;
    self->draws = pk_heap((size_t)(self->ndraw * self->plan.nslot) + 1, sizeof *self->draws);
    self->aim_today = pk_heap((size_t)self->ndraw, sizeof *self->aim_today);
    self->left_today = pk_heap((size_t)self->ndraw, sizeof *self->left_today);
    self->after = pk_heap((size_t)(self->ndraw * self->today.nslot) + 1, sizeof *self->after);
    self->after_room = pk_heap(self->past ? (size_t)BATCH * (size_t)self->today.nslot : 1, sizeof *self->after_room);
    self->room = pk_heap((size_t)BATCH * (size_t)self->plan.nslot + 1, sizeof *self->room);
    self->out = pk_heap((size_t)BATCH * (size_t)self->noutput, sizeof *self->out);
    self->outcomes = pk_heap(BATCH, sizeof *self->outcomes);
    pk_best_value_draw(self, 0, self->ndraw);
    return PK_OK;
}

void pk_best_value_draw(pk_best_work_t *self, long first, long count)
{
    PK_REQUIRE(count <= self->ndraw);
    self->ndraw = count;
    for (long d = 0; d < count; d++) {
        double *today = &self->after[d * self->today.nslot];
        pk_evaluated_t outcome;
        (void)pk_evaluator_draw(&self->evaluator, (uint64_t)(first + d), NULL, &self->draws[d * self->plan.nslot]);
        (void)pk_evaluator_draw(&self->base, (uint64_t)(first + d), NULL, today);
        pk_evaluate_many(&self->base, 1, today, self->out, &outcome);
        self->left_today[d] = self->past ? self->out[1] : 0;
        self->aim_today[d] = self->out[0] - self->left_today[d];
    }
}

/* ---- values ---- */

/* Evaluates items begin..end of points times draws into self->out. */
static void evaluate(pk_best_work_t *self, long ndraw, const double *points, long begin, long end)
{
    const int nslot = self->plan.nslot;
    pk_move_t moves[1];
    for (long item = begin; item < end; item++) {
        double *draws = &self->room[(item - begin) * nslot];
        const double *x = &points[item / ndraw * self->namount];
        memcpy(draws, &self->draws[item % ndraw * nslot], (size_t)nslot * sizeof *draws);
        for (int i = 0; i < self->namount; i++) {
            pk_moves_apply(moves, pk_movable_move(&self->slots[i], x[i], false, moves), draws);
        }
        if (self->past) {
            memcpy(&self->after_room[(item - begin) * self->today.nslot],
                   &self->after[item % ndraw * self->today.nslot], (size_t)self->today.nslot * sizeof *draws);
        }
    }
    if (self->past) {
        pk_evaluate_many_after(&self->evaluator, end - begin, self->room, self->after_room, self->out, self->outcomes);
    } else {
        pk_evaluate_many(&self->evaluator, end - begin, self->room, self->out, self->outcomes);
    }
}

/* All outputs of all points and draws, [point][draw][output] from the heap. */
static double *all_outputs(pk_best_work_t *self, long ndraw, long count, const double *points)
{
    double *all = pk_heap((size_t)(count * ndraw * self->noutput) + 1, sizeof *all);
    for (long begin = 0; begin < count * ndraw; begin += BATCH) {
        const long end = begin + BATCH < count * ndraw ? begin + BATCH : count * ndraw;
        evaluate(self, ndraw, points, begin, end);
        memcpy(&all[begin * self->noutput], self->out, (size_t)((end - begin) * self->noutput) * sizeof *all);
    }
    return all;
}

/* Of type 7; sorts the values. */
static double quantile_of(double *values, long count, double at)
{
    gsl_sort(values, 1, (size_t)count);
    const double h = (double)(count - 1) * at;
    const long k = (long)h < count - 1 ? (long)h : count - 2 + (count == 1);
    return count == 1 ? values[0] : values[k] + (h - (double)k) * (values[k + 1] - values[k]);
}

double pk_best_aimed(const pk_best_work_t *self, const double *aim, long count, double *scratch)
{
    const double sign = self->lower_is_better ? -1 : 1;
    double sum = 0;
    bool defined = true;
    for (long d = 0; d < count; d++) {
        scratch[d] = sign * (aim[d] - (self->file->of_level ? 0 : self->aim_today[d]));
        sum += sign * aim[d];
        defined = defined && !isnan(scratch[d]);
    }
    if (!defined) {
        return NAN;
    }
    return isnan(self->file->aim_at) ? sum / (double)count : quantile_of(scratch, count, self->file->aim_at);
}

static double condition_at(const pk_best_work_t *self, const pk_condition_t *condition, const double *outputs,
                           long ndraw)
{
    double above = 0, below = 0;
    for (long d = 0; d < ndraw; d++) {
        above += outputs[d * self->noutput + condition->above];
        below += condition->below >= 0 ? outputs[d * self->noutput + condition->below] : 1;
    }
    return condition->sign * (above - condition->bound * below) / (double)ndraw;
}

void pk_best_values(void *context, bool coarse, long count, const double *points, double *values)
{
    pk_best_work_t *self = context;
    const long ndraw = coarse ? self->ncoarse : self->ndraw;
    const double sign = self->lower_is_better ? -1 : 1;
    double *all = all_outputs(self, ndraw, count, points);
    double *aim = pk_heap((size_t)ndraw, sizeof *aim), *scratch = pk_heap((size_t)ndraw, sizeof *scratch);
    for (long i = 0; i < count; i++) {
        const double *outputs = &all[i * ndraw * self->noutput];
        double *to = &values[i * (1 + self->nconditions)];
        for (long d = 0; d < ndraw; d++) {
            aim[d] = outputs[d * self->noutput] - self->left_today[d];
        }
        to[0] = pk_best_aimed(self, aim, ndraw, scratch) + sign * pk_best_correction(self, &points[i * self->namount]);
        for (int c = 0; c < self->nconditions; c++) {
            to[1 + c] = condition_at(self, &self->conditions[c], outputs, ndraw);
        }
    }
    free(all);
    free(aim);
    free(scratch);
}

void pk_best_by_draw(pk_best_work_t *self, const double *x, double *aim)
{
    if (x == NULL) {
        memcpy(aim, self->aim_today, (size_t)self->ndraw * sizeof *aim);
        return;
    }
    double *all = all_outputs(self, self->ndraw, 1, x);
    for (long d = 0; d < self->ndraw; d++) {
        aim[d] = all[d * self->noutput] - self->left_today[d];
    }
    free(all);
}

void pk_best_value_free(pk_best_work_t *self)
{
    pk_evaluator_free(&self->evaluator);
    pk_evaluator_free(&self->base);
    free(self->draws);
    free(self->aim_today);
    free(self->left_today);
    free(self->after);
    free(self->after_room);
    pk_foresight_free(&self->foresight);
    pk_plan_free(&self->plan);
    pk_plan_free(&self->today);
    free(self->room);
    free(self->out);
    free(self->outcomes);
    pk_arena_free(&self->arena);
}
