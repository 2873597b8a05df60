#include "study/sensitivity.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/elasticity.h"
#include "study/indices.h"
#include "study/information.h"
#include "study/sample.h"

/* Numbers that a row tells of together: a block, or a group. */
typedef struct {
    bool *has; /* [number] */
    int count;
    bool whole; /* it is made of whole blocks: independent of all others */
} set_t;

typedef struct {
    const pk_sensitivity_options_t *options;
    pk_sensitivity_t *out;
    pk_diag_t *diag;
    pk_gain_t gain;
    pk_uncertains_t numbers;
    pk_points_t points;
    pk_sample_t sample;
    int *input_of; /* [address]: a block */
    set_t *sets;   /* [nblock + ngroup] */
    int nset;
    pk_index_t *indices;    /* [set] */
    double *gains, *errors; /* [point], [error][point] */
    double *values;         /* [number][point] */
    double done, total;     /* samples evaluated */
} job_t;

static void tell(job_t *self, double samples)
{
    const pk_progress_t *progress = &self->options->run.progress;
    self->done += samples;
    if (progress->tell != NULL) {
        progress->tell(progress->context, fmin(self->done, self->total), self->total);
    }
}

/* ---- sets ---- */

static set_t set_of(job_t *self)
{
    return (set_t){.has = PK_ARRAY(&self->out->arena, bool, self->numbers.count + 1)};
}

static void put(set_t *set, int number)
{
    set->count += !set->has[number];
    set->has[number] = true;
}

static void group_sets(job_t *self)
{
    for (int g = 0; g < self->options->ngroup; g++) {
        const pk_sensitivity_group_t *group = &self->options->groups[g];
        set_t *set = &self->sets[self->numbers.nblock + g];
        *set = set_of(self);
        for (int k = 0; k < group->count; k++) {
            put(set, pk_uncertains_at(&self->numbers, group->paths[k]));
        }
    }
}

/* Blocks, and whether groups are made of whole ones. */
static void make_sets(job_t *self)
{
    for (int b = 0; b < self->numbers.nblock; b++) {
        self->sets[b] = set_of(self);
        self->sets[b].whole = true;
    }
    for (int k = 0; k < self->numbers.count; k++) {
        put(&self->sets[self->numbers.all[k].block], k);
    }
    for (int s = self->numbers.nblock; s < self->nset; s++) {
        self->sets[s].whole = true;
        for (int k = 0; k < self->numbers.count; k++) {
            for (int other = 0; self->sets[s].has[k] && other < self->numbers.count; other++) {
                const bool same = self->numbers.all[k].block == self->numbers.all[other].block;
                self->sets[s].whole = self->sets[s].whole && (!same || self->sets[s].has[other]);
            }
        }
    }
    for (int k = 0; k < self->numbers.naddress; k++) {
        self->input_of[k] = self->numbers.all[self->numbers.number_of[k]].block;
    }
}

/* ---- the sample ---- */

static void values_at(void *context, const pk_points_t *points, int input, double *values)
{
    job_t *self = context;
    if (self->sample.points != points || self->sample.of[1].uniforms == NULL) {
        pk_sample_draw(&self->sample, points, true);
    }
    if (input < 0) {
        pk_sample_gain(&self->sample, input == PK_INPUTS_OF_B, (pk_gains_t){.values = values});
    } else if (self->sets[input].whole) {
        pk_sample_mixed(&self->sample, self->sets[input].has, values);
    } else {
        memset(values, 0xff, (size_t)pk_points_size(points) * sizeof *values); /* NAN */
    }
    tell(self, (double)points->each / (double)self->points.each);
}

static void sobol(job_t *self)
{
    if (self->options->sobol && self->numbers.count > 0) {
        pk_indices_rank(values_at, self, self->numbers.nblock, self->input_of, &self->points);
        self->sample.points = NULL; /* the dimensions are others now */
        pk_indices(values_at, self, self->nset, &self->points, self->indices);
    }
}

/* The KPI at A, and what the numbers are there. */
static void observe(job_t *self)
{
    const long size = pk_points_size(&self->points);
    double *plain = pk_heap((size_t)size, sizeof(double));
    self->gains = pk_heap((size_t)size, sizeof(double));
    self->errors = pk_heap((size_t)(PK_GAIN_ERRORS * size), sizeof(double));
    self->values = pk_heap((size_t)(self->numbers.count * size) + 1, sizeof(double));
    if (self->sample.points != &self->points) {
        pk_sample_draw(&self->sample, &self->points, false);
    }
    pk_sample_gain(&self->sample, false, (pk_gains_t){self->gains, plain, self->errors});
    for (int k = 0; k < self->numbers.count; k++) {
        for (long point = 0; point < size; point++) {
            self->values[k * size + point] = pk_sample_value(&self->sample, k, point);
        }
    }
    double sum = 0, squares = 0, expected = 0, known = 0;
    for (long k = 0; k < size; k++) {
        if (isfinite(self->gains[k])) {
            sum += self->gains[k];
            expected += plain[k];
            known++;
        }
    }
    for (long k = 0; k < size; k++) {
        const double off = self->gains[k] - sum / known;
        squares += isfinite(off) ? off * off : 0;
    }
    self->out->undefined = size - lround(known);
    self->out->mean = known > 0 ? sum / known : NAN;
    self->out->expected_mean = known > 0 ? expected / known : NAN;
    self->out->sd = known > 1 ? sqrt(squares / (known - 1)) : NAN;
    free(plain);
    tell(self, 1);
}

/* ---- rows ---- */

static pk_sensitive_t row_of(pk_sensitive_kind_t kind, const char *number, const char *label)
{
    return (pk_sensitive_t){.kind = kind,
                            .number = number,
                            .label = label,
                            .p05 = NAN,
                            .p95 = NAN,
                            .kpi_at_p05 = NAN,
                            .kpi_at_p95 = NAN,
                            .first = NAN,
                            .first_se = NAN,
                            .total = NAN,
                            .total_se = NAN,
                            .evppi = NAN,
                            .evppi_se = NAN,
                            .elasticity = NAN};
}

/* Whether exchanging a number between the samples has changed nothing at any point: so does no value of it. */
static bool does_nothing(const job_t *self, int number)
{
    const pk_index_t *index = &self->indices[self->numbers.all[number].block];
    return self->options->sobol && index->total.value == 0 && index->total.se == 0;
}

static void tornado(job_t *self, int number, pk_sensitive_t *row)
{
    const long size = pk_points_size(&self->points);
    const bool alone = self->numbers.block_size[self->numbers.all[number].block] == 1;
    double *values = pk_heap((size_t)size, sizeof(double));
    memcpy(values, &self->values[number * size], (size_t)size * sizeof(double));
    gsl_sort(values, 1, (size_t)size);
    row->p05 = gsl_stats_quantile_from_sorted_data(values, 1, (size_t)size, 0.05);
    row->p95 = gsl_stats_quantile_from_sorted_data(values, 1, (size_t)size, 0.95);
    if (self->options->tornado && alone && does_nothing(self, number)) {
        row->kpi_at_p05 = row->kpi_at_p95 = self->out->mean;
        tell(self, 2);
    } else if (self->options->tornado) {
        pk_sample_pinned(&self->sample, number, row->p05, alone, values);
        row->kpi_at_p05 = pk_mean_known(values, size);
        pk_sample_pinned(&self->sample, number, row->p95, alone, values);
        row->kpi_at_p95 = pk_mean_known(values, size);
        tell(self, 2);
    }
    free(values);
}

static void put_index(const pk_index_t *index, pk_sensitive_t *row)
{
    row->first = fmax(index->first.value, 0);
    row->first_se = index->first.se;
    row->total = fmax(index->total.value, 0);
    row->total_se = index->total.se;
    if (isnan(index->first.value)) {
        row->first = row->total = row->first_se = row->total_se = NAN;
    }
}

/* ---- the value of information ---- */

/* gain by one drawn error; the better plan is the one with the lower KPI where lower is better. */
static double *signed_gains(const job_t *self, int error)
{
    const long size = pk_points_size(&self->points);
    const double sign = self->out->lower_is_better ? -1 : 1;
    double *gains = pk_heap((size_t)size, sizeof(double));
    for (long k = 0; k < size; k++) {
        gains[k] = sign * (self->gains[k] + (error >= 0 ? self->errors[error * size + k] : 0));
    }
    return gains;
}

static pk_informed_t informed(const job_t *self, const set_t *set, int error)
{
    const long size = pk_points_size(&self->points);
    const double **numbers = pk_heap((size_t)set->count, sizeof *numbers);
    double *gains = signed_gains(self, error);
    int count = 0;
    for (int k = 0; k < self->numbers.count; k++) {
        if (set->has[k]) {
            numbers[count++] = &self->values[k * size];
        }
    }
    const pk_informed_t out = pk_information_of(gains, numbers, count, &self->points);
    free(gains);
    free(numbers);
    return out;
}

static pk_known_t worth_of_all(const job_t *self, int error)
{
    double *gains = signed_gains(self, error);
    const pk_known_t out = pk_information_of_all(gains, &self->points);
    free(gains);
    return out;
}

/* The error of an estimate from the sample, and from the runs that its outcomes are corrected by. */
static void put_worth(const job_t *self, pk_known_t worth, const set_t *set, pk_sensitive_t *row)
{
    double squares = 0;
    for (int e = 0; self->gain.runs > 0 && e < PK_GAIN_ERRORS; e++) {
        const double off =
            (set != NULL ? informed(self, set, e).worth.value : worth_of_all(self, e).value) - worth.value;
        squares += off * off / PK_GAIN_ERRORS;
    }
    row->evppi = worth.value;
    row->evppi_se = hypot(worth.se, sqrt(squares));
}

/* What a regression tells of a set: its worth, and where `inside` (a part of a block) its first-order index. */
static void inform(job_t *self, const set_t *set, bool inside, pk_sensitive_t *row)
{
    const bool worth = self->out->value, first = inside && self->options->sobol;
    if ((!worth && !first) || !(self->out->sd > 0)) {
        return;
    }
    const pk_informed_t told = informed(self, set, -1);
    if (worth) {
        put_worth(self, told.worth, set, row);
    }
    if (first) {
        row->first = fmax(told.first.value, 0);
        row->first_se = told.first.se;
    }
}

/* ---- all rows ---- */

static const char *paths_of(job_t *self, const set_t *set)
{
    const char *text = NULL;
    for (int k = 0; k < self->numbers.count; k++) {
        if (set->has[k]) {
            text = text == NULL ? self->numbers.all[k].path
                                : pk_arena_format(&self->out->arena, "%s,%s", text, self->numbers.all[k].path);
        }
    }
    return pk_arena_copy(&self->out->arena, text);
}

static void put_set(job_t *self, int s)
{
    const bool group = s >= self->numbers.nblock;
    const char *name = group ? pk_arena_copy(&self->out->arena, self->options->groups[s - self->numbers.nblock].name)
                             : paths_of(self, &self->sets[s]);
    const char *label =
        pk_arena_format(&self->out->arena, group ? "group of %d" : "%d drawn together", self->sets[s].count);
    pk_sensitive_t *row = &self->out->rows[self->out->nrow++];
    *row = row_of(group ? PK_SENSITIVE_GROUP : PK_SENSITIVE_BLOCK, name, label);
    if (self->options->sobol && self->sets[s].whole) {
        put_index(&self->indices[s], row);
    }
    inform(self, &self->sets[s], !self->sets[s].whole, row);
}

static void put_number(job_t *self, int k)
{
    const pk_uncertain_t *number = &self->numbers.all[k];
    pk_sensitive_t *row = &self->out->rows[self->out->nrow++];
    const char *text = number->number != NULL && number->number->text != NULL ? number->number->text : "dirichlet";
    *row = row_of(PK_SENSITIVE_UNCERTAIN, pk_arena_copy(&self->out->arena, number->path),
                  pk_arena_copy(&self->out->arena, text));
    row->together = self->numbers.block_size[number->block] > 1;
    tornado(self, k, row);
    if (self->options->sobol && !row->together) {
        put_index(&self->indices[number->block], row);
    }
    set_t alone = set_of(self);
    put(&alone, k);
    inform(self, &alone, row->together, row);
}

static double weight(const pk_sensitive_t *row)
{
    const double swing = fabs(row->kpi_at_p95 - row->kpi_at_p05);
    return isfinite(swing)             ? swing
           : isfinite(row->total)      ? row->total
           : isfinite(row->first)      ? row->first
           : isfinite(row->evppi)      ? row->evppi
           : isfinite(row->elasticity) ? fabs(row->elasticity)
                                       : 0;
}

static int heavier_first(const void *one, const void *other)
{
    const double a = weight(one), b = weight(other);
    return a != b ? (a < b ? 1 : -1)
                  : strcmp(((const pk_sensitive_t *)one)->number, ((const pk_sensitive_t *)other)->number);
}

static void put_rows(job_t *self)
{
    pk_sensitivity_t *out = self->out;
    out->rows = PK_ARRAY(&out->arena, pk_sensitive_t, 1 + self->nset + self->numbers.count);
    pk_sensitive_t *all = &out->rows[out->nrow++];
    *all = row_of(PK_SENSITIVE_ALL, "all", "everything uncertain");
    if (out->value) {
        put_worth(self, worth_of_all(self, -1), NULL, all);
    }
    for (int s = self->numbers.nblock; s < self->nset; s++) {
        put_set(self, s);
    }
    for (int s = 0; s < self->numbers.nblock; s++) {
        if (self->sets[s].count > 1) {
            put_set(self, s);
        }
    }
    const int first = out->nrow;
    for (int k = 0; k < self->numbers.count; k++) {
        put_number(self, k);
    }
    if (out->nrow > first) {
        qsort(&out->rows[first], (size_t)(out->nrow - first), sizeof *out->rows, heavier_first);
    }
}

/* ---- plain numbers ---- */

static const pk_slope_t *slope_at(const pk_slope_t *slopes, int count, const char *path)
{
    for (int k = 0; k < count; k++) {
        if (pk_path_is_same(slopes[k].path, path)) {
            return &slopes[k];
        }
    }
    return NULL;
}

static void put_plain(job_t *self, pk_plan_t *plan, pk_plan_t *other)
{
    pk_sensitivity_t *out = self->out;
    pk_slope_t *slopes, *others = NULL;
    double mean, base = 0;
    const char *kpi = self->gain.kpi->name;
    const int count = pk_elasticity_slopes(plan, kpi, &self->options->run, &slopes, &mean, self->diag);
    const int nother =
        other != NULL ? pk_elasticity_slopes(other, kpi, &self->options->run, &others, &base, self->diag) : 0;
    const int first = out->nrow;
    pk_sensitive_t *rows = PK_ARRAY(&out->arena, pk_sensitive_t, first + count + nother);
    memcpy(rows, out->rows, (size_t)first * sizeof *rows);
    out->rows = rows;
    for (int k = 0; k < count + nother; k++) {
        const pk_slope_t *one = k < count ? &slopes[k] : &others[k - count];
        const pk_slope_t *two = k < count ? slope_at(others, nother, one->path) : NULL;
        if (k >= count && slope_at(slopes, count, one->path) != NULL) {
            continue;
        }
        const double slope = k < count ? one->slope - (two != NULL ? two->slope : 0) : -one->slope;
        pk_sensitive_t row =
            row_of(PK_SENSITIVE_PLAIN, pk_arena_copy(&out->arena, one->path),
                   pk_arena_copy(&out->arena, *one->text != '\0' ? one->text : PK_SENSITIVE_AS_PLANNED));
        row.elasticity = slope / fabs(mean - base);
        if (isfinite(row.elasticity)) {
            rows[out->nrow++] = row;
        }
    }
    if (out->nrow > first) {
        qsort(&rows[first], (size_t)(out->nrow - first), sizeof *rows, heavier_first);
    }
}

static double mean_without(void *context, int replicate)
{
    const job_t *self = context;
    double sum = 0, known = 0;
    for (long k = 0; k < pk_points_size(&self->points); k++) {
        if (k / self->points.each != replicate && isfinite(self->gains[k])) {
            sum += self->gains[k];
            known++;
        }
    }
    return known > 0 ? sum / known : NAN;
}

/* What to do, by the rule that all commands share; the price of being wrong is what the better plan would bring more on
 * average than the one that is told. */
static void decide(job_t *self)
{
    pk_sensitivity_t *out = self->out;
    const double evpi = out->rows[0].evppi;
    out->gain = (out->lower_is_better ? -1 : 1) * out->mean;
    out->gain_se = hypot(pk_jackknife(mean_without, self).se, self->gain.lead.mean_se);
    out->verdict = pk_verdict_of(out->gain, out->gain_se, evpi);
    out->loss = evpi + (out->verdict == PK_VERDICT_KEEP && out->gain > 0 ? out->gain : 0);
}

/* A run of the plan: the one that corrects it, or one of its own. */
static pk_status_t take_run(job_t *self, pk_plan_t *plan)
{
    if (self->gain.result[0].nrun > 0) {
        self->out->plan = self->gain.result[0];
        self->gain.result[0] = (pk_result_t){0};
        return PK_OK;
    }
    pk_run_options_t options = self->options->run;
    options.series = false;
    options.by = PK_BY_NOTHING;
    options.progress = (pk_progress_t){0};
    return pk_run_plan(plan, &options, &self->out->plan, self->diag);
}

/* ---- from start to end ---- */

static const char *usual_kpi(pk_plan_t *plan)
{
    pk_kpis_t kpis;
    pk_kpis_compile(plan, PK_BY_NOTHING, &kpis);
    int best = -1;
    for (int k = 0; k < kpis.shown; k++) {
        if (strcmp(kpis.at[k].name, "profit") == 0) {
            return kpis.at[k].name;
        }
        best = kpis.at[k].rank > 0 && (best < 0 || kpis.at[k].rank < kpis.at[best].rank) ? k : best;
    }
    return best >= 0 ? kpis.at[best].name : "customers";
}

static void head(job_t *self, const pk_plan_t *plan, const pk_plan_t *other)
{
    pk_sensitivity_t *out = self->out;
    const pk_kpi_plan_t *kpi = self->gain.kpi;
    out->scenario = pk_arena_copy(&out->arena, plan->scenario->name);
    out->title = pk_arena_copy(&out->arena, plan->scenario->title);
    out->against = other != NULL ? pk_arena_copy(&out->arena, other->scenario->name) : NULL;
    out->against_title = other != NULL ? pk_arena_copy(&out->arena, other->scenario->title) : NULL;
    out->kpi = pk_arena_copy(&out->arena, kpi->name);
    for (int language = 0; language < PK_LANGUAGES; language++) {
        out->label[language] =
            pk_arena_copy(&out->arena, kpi->words[language] != NULL ? kpi->words[language] : kpi->name);
    }
    out->unit = pk_arena_copy(&out->arena, kpi->unit);
    out->money = plan->model->currency != NULL && strcmp(kpi->unit, plan->model->currency) == 0;
    out->lower_is_better = kpi->lower_is_better;
    out->tornado = self->options->tornado;
    out->sobol = self->options->sobol;
    out->value = self->options->value && other != NULL;
    out->seed = plan->seed;
    out->runs = self->gain.runs;
    out->uncorrected = self->gain.uncorrected;
    out->nuncertain = self->numbers.count;
}

static void prepare(job_t *self, const pk_plan_t *plan)
{
    self->points = pk_points_of(self->numbers.naddress, self->options->samples, plan->seed);
    self->sample = (pk_sample_t){.gain = &self->gain, .numbers = &self->numbers};
    pk_sample_draw(&self->sample, &self->points, false);
    pk_uncertains_block(&self->numbers, (const bool *const *)self->sample.redrawn);
    self->nset = self->numbers.nblock + self->options->ngroup;
    self->sets = PK_ARRAY(&self->out->arena, set_t, self->nset + 1);
    self->input_of = PK_ARRAY(&self->out->arena, int, self->numbers.naddress + 1);
    self->indices = PK_ARRAY(&self->out->arena, pk_index_t, self->nset + 1);
    self->out->samples = pk_points_size(&self->points);
    self->out->nblock = self->numbers.nblock;
    const double pilot = 256.0 / (double)self->out->samples;
    self->total = 1 + (self->options->tornado ? 2 * self->numbers.count : 0) +
                  (self->options->sobol ? 2 + self->nset + pilot * (2 + self->numbers.nblock) : 0);
    group_sets(self);
    make_sets(self);
}

pk_status_t pk_sensitivity_run(pk_plan_t *plan, pk_plan_t *other, const pk_sensitivity_options_t *options,
                               pk_sensitivity_t *out, pk_diag_t *diag)
{
    *out = (pk_sensitivity_t){0};
    job_t self = {.options = options, .out = out, .diag = diag};
    pk_uncertains_find(&self.numbers, plan, other);
    const char *kpi = options->kpi != NULL ? options->kpi : usual_kpi(plan);
    pk_status_t status = pk_gain_init(&self.gain, plan, other, kpi, &options->run, diag);
    if (status == PK_OK) {
        head(&self, plan, other);
        prepare(&self, plan);
        sobol(&self);
        observe(&self);
        put_rows(&self);
        if (out->value) {
            decide(&self);
        }
        put_plain(&self, plan, other);
        out->evaluations = self.sample.evaluations;
        status = take_run(&self, plan);
    }
    pk_sample_free(&self.sample);
    pk_points_free(&self.points);
    pk_gain_free(&self.gain);
    pk_uncertains_free(&self.numbers);
    free(self.gains);
    free(self.errors);
    free(self.values);
    return status;
}
