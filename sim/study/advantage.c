#include "study/advantage.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/parallel.h"
#include "base/stream.h"

enum {
    FEATURES = 8,      /* expected outcomes of the two plans that a fit may use, besides the KPI's own */
    RUNS_A_COLUMN = 10 /* at least: fewer runs, fewer columns */
};

static const double ROUND_OFF = 1e-12;

bool pk_outcomes_tie(double a, double b)
{
    return fabs(a - b) <= ROUND_OFF * fmax(fabs(a), fabs(b));
}

/* ---- what tells draws apart ---- */

static bool room_for_another(const pk_smoother_t *self)
{
    return self->count <= FEATURES && self->nrun >= (long)RUNS_A_COLUMN * (self->count + 2);
}

static const double *outcome(const pk_foreseen_t *plan, int kpi)
{
    return &plan->expected[pk_kpi_cell(plan->result, 0, 0, kpi) * plan->result->nrun];
}

/* KPIs of which some become columns, each with what the columns so far have not told of it. */
typedef struct {
    pk_feature_t feature;
    const double *values;
    double *left;        /* [run] */
    double spread, news; /* news: how much that is, as a part of its spread; 0: it is a column, or tells nothing */
} pk_candidate_t;

/* Of both plans; what is known of them does not hang on who looks past the end. */
static int list_candidates(const pk_smoother_t *self, const pk_foreseen_t plans[2], pk_candidate_t *list)
{
    int count = 0;
    for (int p = 0; p < 2; p++) {
        for (int k = 0; k < plans[p].result->nkpi; k++) {
            if (!plans[p].result->kpis[k].past) {
                pk_candidate_t *one = &list[count++];
                *one = (pk_candidate_t){.feature = {.of_plan = p == 1, .kpi = k},
                                        .values = outcome(&plans[p], k),
                                        .left = pk_heap((size_t)self->nrun, sizeof(double))};
                one->news = pk_smoother_news(self, one->values, one->left);
                one->spread = pk_smoother_length(self, one->left);
            }
        }
    }
    return count;
}

/* The one that tells most of what the others have not told; NULL: nothing is left to tell. */
static pk_candidate_t *most_news(pk_candidate_t *list, int count)
{
    pk_candidate_t *best = NULL;
    double most = 0;
    for (int k = 0; k < count; k++) {
        if (list[k].news > most) {
            most = list[k].news;
            best = &list[k];
        }
    }
    return best;
}

/* The last column has told its part of what was left. */
static void tell(const pk_smoother_t *self, pk_candidate_t *list, int count)
{
    for (int k = 0; k < count; k++) {
        if (list[k].news > 0) {
            pk_smoother_take_out(self, list[k].left);
            const double news = pk_smoother_length(self, list[k].left) / list[k].spread;
            list[k].news = news > PK_SMOOTHER_LEAST ? news : 0;
        }
    }
}

static void choose_features(pk_advantage_t *self, pk_foreseen_t plan, pk_foreseen_t baseline)
{
    const pk_foreseen_t plans[2] = {baseline, plan};
    pk_smoother_t *columns = &self->smoother;
    pk_candidate_t *next, *list = pk_heap((size_t)(plan.result->nkpi + baseline.result->nkpi) + 1, sizeof *list);
    *columns = pk_smoother_of(plan.result->nrun);
    const int count = list_candidates(columns, plans, list);
    while (room_for_another(columns) && (next = most_news(list, count)) != NULL) {
        next->news = 0;
        if (pk_smoother_add(columns, next->values)) {
            self->features[columns->count - 2] = next->feature;
            tell(columns, list, count);
        }
    }
    for (int k = 0; k < count; k++) {
        free(list[k].left);
    }
    free(list);
}

/* A peak that is not in each run where it is expected. */
static bool has_inexact_peak(pk_foreseen_t plan)
{
    const pk_result_t *result = plan.result;
    const long cells = (long)result->nwindow * result->ngroup * result->nkpi;
    bool inexact = false;
    double *room = pk_heap((size_t)result->nrun, sizeof(double));
    for (long cell = 0; cell < cells; cell++) {
        if (!result->kpis[cell % result->nkpi].peak) {
            continue;
        }
        const double *runs = pk_result_runs(result, cell, room);
        const double *expected = &plan.expected[cell * result->nrun];
        for (long run = 0; run < result->nrun; run++) {
            inexact = inexact || !pk_outcomes_tie(runs[run], expected[run]);
        }
    }
    free(room);
    return inexact;
}

pk_advantage_t pk_advantage_of(pk_foreseen_t plan, pk_foreseen_t baseline)
{
    pk_advantage_t self = {.feedback = plan.result->feedback || baseline.result->feedback};
    if (self.feedback || has_inexact_peak(plan) || has_inexact_peak(baseline)) {
        choose_features(&self, plan, baseline);
    }
    return self;
}

bool pk_advantage_inexact(const pk_advantage_t *self, const pk_result_kpi_t *kpi)
{
    return self->feedback || kpi->peak;
}

void pk_advantage_free(pk_advantage_t *self)
{
    pk_smoother_free(&self->smoother);
    *self = (pk_advantage_t){0};
}

/* ---- drawn errors ---- */

static long error_groups(long nrun)
{
    return nrun < PK_ERROR_GROUPS_MOST ? nrun : PK_ERROR_GROUPS_MOST;
}

typedef struct {
    unsigned long long seed;
    double *normals;
} pk_normals_job_t;

static void draw_normals(void *context, long group, int worker)
{
    (void)worker;
    const pk_normals_job_t *job = context;
    pk_stream_t stream = pk_stream_at(job->seed, (uint64_t)group, PK_PURPOSE_ERROR, 0, 0);
    for (int i = 0; i < PK_ERRORS_HALF; i++) {
        job->normals[group * PK_ERRORS_HALF + i] = gsl_cdf_ugaussian_Pinv(pk_stream_uniform(&stream));
    }
}

double *pk_error_normals(unsigned long long seed, long nrun, int threads)
{
    const long groups = error_groups(nrun);
    pk_normals_job_t job = {seed, pk_heap((size_t)groups * PK_ERRORS_HALF, sizeof(double))};
    pk_parallel_for(groups, threads, draw_normals, &job);
    return job.normals;
}

/* What run `run` pulls the coefficients by where it is left out: its residual, which the fit has made smaller by its
 * leverage, at full size. */
static double pull(const pk_smoother_t *fit, long run, double residual)
{
    static const double LEAST = 1e-6;
    double leverage = 0;
    for (int k = 0; k < fit->count; k++) {
        leverage += fit->column[k][run] * fit->column[k][run];
    }
    return residual / fmax(1 - leverage, LEAST);
}

/* Sums over the runs of a group of the pulls along each column, [group][column], and the error of the mean: the first
 * column is the constant, and the others have a mean of 0. */
static double *group_pulls(pk_lead_t *self, const double *residual)
{
    const pk_smoother_t *fit = &self->fit;
    const long groups = error_groups(fit->nrun);
    double *pulls = pk_heap((size_t)groups * (size_t)fit->count, sizeof(double)), squares = 0;
    for (long run = 0; run < fit->nrun; run++) {
        const double by = pull(fit, run, residual[run]);
        double *to = &pulls[run % groups * fit->count];
        squares += by * by;
        for (int k = 0; k < fit->count; k++) {
            to[k] += by * fit->column[k][run];
        }
    }
    self->mean_se = fit->nrun > 1 ? sqrt(squares) / (double)fit->nrun : NAN;
    return pulls;
}

/* How much the drawn errors are to be stretched so that their mean square for the mean over the draws is what it is by
 * all runs: groups and the finite number of errors leave it some percent off. */
static double stretch(const pk_lead_t *self)
{
    double squares = 0;
    for (int i = 0; i < PK_ERRORS_HALF; i++) {
        squares += self->errors[i] * self->errors[i] / PK_ERRORS_HALF;
    }
    const double known = self->mean_se * sqrt((double)self->fit.nrun);
    return squares > 0 && isfinite(known) ? known / sqrt(squares) : 1;
}

enum { ERRORS_AT_ONCE = 100 }; /* so many of all columns stay near the processor */
_Static_assert(PK_ERRORS_HALF % ERRORS_AT_ONCE == 0, "whole parts");

/* `restrict`: several are taken in one instruction. */
static void add_times(double by, const double *restrict from, double *restrict to)
{
    for (int i = 0; i < ERRORS_AT_ONCE; i++) {
        to[i] += by * from[i];
    }
}

static void draw_errors(pk_lead_t *self, const double *residual, const double *normals)
{
    const int columns = self->fit.count;
    double *pulls = group_pulls(self, residual), longest = 0;
    self->errors = pk_heap((size_t)columns * PK_ERRORS_HALF, sizeof(double));
    const long groups = error_groups(self->fit.nrun);
    for (int part = 0; part < PK_ERRORS_HALF; part += ERRORS_AT_ONCE) {
        for (long group = 0; group < groups; group++) {
            for (int k = 0; k < columns; k++) {
                add_times(pulls[group * columns + k], &normals[group * PK_ERRORS_HALF + part],
                          &self->errors[k * PK_ERRORS_HALF + part]);
            }
        }
    }
    const double scale = stretch(self);
    for (int i = 0; i < PK_ERRORS_HALF; i++) {
        double square = 0;
        for (int k = 0; k < columns; k++) {
            double *error = &self->errors[k * PK_ERRORS_HALF + i];
            *error *= scale;
            square += *error * *error;
        }
        longest = fmax(longest, square);
    }
    self->reach = sqrt(longest);
    free(pulls);
}

void pk_lead_errors(const pk_lead_t *self, long run, double *errors)
{
    memset(errors, 0, PK_ERRORS_HALF * sizeof(double));
    for (int k = 0; k < self->fit.count; k++) {
        for (int part = 0; part < PK_ERRORS_HALF; part += ERRORS_AT_ONCE) {
            add_times(self->fit.column[k][run], &self->errors[k * PK_ERRORS_HALF + part], &errors[part]);
        }
    }
}

double pk_lead_reach(const pk_lead_t *self, long run)
{
    double square = 0;
    for (int k = 0; k < self->fit.count; k++) {
        square += self->fit.column[k][run] * self->fit.column[k][run];
    }
    return self->reach * sqrt(square);
}

/* ---- one KPI ---- */

/* Where one KPI of a result stands, and where the two that it is the ratio of. */
typedef struct {
    const double *runs, *expected;             /* [run] */
    const double *above, *below, *below_means; /* [run]; NULL: no ratio */
    double *room;                              /* the caller's to free */
} pk_outcomes_t;

/* Nothing: 0 in every run. */
static pk_outcomes_t no_outcomes(long count)
{
    double *none = pk_heap((size_t)count, sizeof(double));
    return (pk_outcomes_t){.room = none, .runs = none, .expected = none};
}

static pk_outcomes_t outcomes_of(pk_foreseen_t plan, long cell)
{
    const pk_result_t *result = plan.result;
    const long n = result->nrun, kpi = cell % result->nkpi;
    const pk_result_kpi_t *k = &result->kpis[kpi];
    pk_outcomes_t self = {.room = pk_heap(3 * (size_t)n, sizeof(double)), .expected = &plan.expected[cell * n]};
    self.runs = pk_result_runs(result, cell, self.room);
    if (k->above >= 0 && k->below >= 0) {
        self.above = pk_result_runs(result, cell + k->above - kpi, &self.room[n]);
        self.below = pk_result_runs(result, cell + k->below - kpi, &self.room[2 * n]);
        self.below_means = &plan.expected[(cell + k->below - kpi) * n];
    }
    return self;
}

/* What a run is off its expected outcome r, and in *size how large the numbers are of which that is the rest. A ratio's
 * expected outcome is the ratio of means, which the mean of ratios is not: a run with a over b counts by (a - r b) / B,
 * B the mean of b. */
static double off_by(const pk_outcomes_t *self, long run, double *size)
{
    const double expected = self->expected[run], one = self->runs[run];
    if (self->above == NULL) {
        *size = fmax(fabs(expected), fabs(one));
        return one - expected;
    }
    const double above = self->above[run], product = expected * self->below[run], below = self->below_means[run];
    *size = fmax(fabs(above), fabs(product)) / fabs(below);
    return (above - product) / below;
}

/* Where a ratio is not defined, nothing is known: as much off as the others on average. False: all runs agree. */
static bool fill_up(double *off, long count)
{
    double sum = 0, known = 0;
    bool differs = false;
    for (long run = 0; run < count; run++) {
        if (isfinite(off[run])) {
            sum += off[run];
            known++;
            differs = differs || off[run] != 0;
        }
    }
    for (long run = 0; run < count; run++) {
        off[run] = isfinite(off[run]) ? off[run] : sum / fmax(1, known);
    }
    return differs;
}

/* What the runs are off, plan minus baseline; false: they are where they are expected. */
static bool measure_off(const pk_outcomes_t *plan, const pk_outcomes_t *baseline, long count, double *off)
{
    for (long run = 0; run < count; run++) {
        double size, other_size;
        const double gap = off_by(plan, run, &size) - off_by(baseline, run, &other_size);
        off[run] = fabs(gap) <= ROUND_OFF * fmax(size, other_size) ? 0 : gap;
    }
    return fill_up(off, count);
}

static void correct(pk_lead_t *self, const pk_smoother_t *features, double *off, const double *normals)
{
    const long count = features->nrun;
    double *fitted = pk_heap((size_t)count, sizeof(double));
    self->fit = *features;
    self->own = count >= (long)RUNS_A_COLUMN * (features->count + 1) && pk_smoother_add(&self->fit, self->ahead);
    pk_smoother_slopes(&self->fit, off, self->slope);
    pk_smoother_fit(&self->fit, off, fitted);
    for (long run = 0; run < count; run++) {
        self->ahead[run] += fitted[run];
        off[run] -= fitted[run];
    }
    draw_errors(self, off, normals);
    free(fitted);
}

pk_lead_t pk_lead_of(const pk_advantage_t *self, pk_foreseen_t plan, long cell, pk_foreseen_t baseline, long base_cell,
                     const double *normals)
{
    const long count = plan.result->nrun;
    const pk_outcomes_t one = outcomes_of(plan, cell);
    const pk_outcomes_t other = base_cell < 0 ? no_outcomes(count) : outcomes_of(baseline, base_cell);
    pk_lead_t lead = {.ahead = pk_heap((size_t)count, sizeof(double))};
    for (long run = 0; run < count; run++) {
        const bool tie = pk_outcomes_tie(one.expected[run], other.expected[run]);
        lead.ahead[run] = tie ? 0 : one.expected[run] - other.expected[run];
    }
    if (pk_advantage_inexact(self, &plan.result->kpis[cell % plan.result->nkpi])) {
        double *off = pk_heap((size_t)count, sizeof(double));
        if (measure_off(&one, &other, count, off)) {
            correct(&lead, &self->smoother, off, normals);
        }
        free(off);
    }
    free(one.room);
    free(other.room);
    return lead;
}

double pk_lead_elsewhere(const pk_lead_t *self, double *features, double ahead, double *columns)
{
    double off = 0;
    if (self->fit.count == 0) {
        return ahead;
    }
    if (self->own) {
        features[self->fit.count - 2] = ahead;
    }
    pk_smoother_at(&self->fit, features, columns);
    for (int k = 0; k < self->fit.count; k++) {
        off += self->slope[k] * columns[k];
    }
    return ahead + off;
}

void pk_lead_free(pk_lead_t *self)
{
    if (self->own) {
        pk_smoother_drop(&self->fit);
    }
    free(self->ahead);
    free(self->errors);
    *self = (pk_lead_t){0};
}

/* ---- assumptions and chance ---- */

static double variance(const double *values, long count)
{
    double mean = 0, squares = 0;
    for (long i = 0; i < count; i++) {
        mean += values[i] / (double)count;
    }
    for (long i = 0; i < count; i++) {
        squares += (values[i] - mean) * (values[i] - mean);
    }
    return count > 1 ? squares / (double)(count - 1) : NAN;
}

/* Adds to the expected outcomes what the runs are off them by, as far as the assumptions tell it; `off` keeps the rest.
 * Returns what the noise of the coefficients adds to their variance. */
static double fit_alone(const pk_smoother_t *features, double *expected, double *off)
{
    const long count = features->nrun;
    pk_smoother_t fit = *features;
    const bool own = count >= (long)RUNS_A_COLUMN * (fit.count + 1) && pk_smoother_add(&fit, expected);
    double *fitted = pk_heap((size_t)count, sizeof(double)), squares = 0;
    pk_smoother_fit(&fit, off, fitted);
    for (long run = 0; run < count; run++) {
        expected[run] += fitted[run];
        off[run] -= fitted[run];
        squares += off[run] * off[run];
    }
    const double noise = count > fit.count ? squares / (double)(count - fit.count) : 0;
    const double added = noise * (fit.count - 1) / (double)(count - 1);
    if (own) {
        pk_smoother_drop(&fit);
    }
    free(fitted);
    return added;
}

pk_variance_parts_t pk_variance_parts(const pk_advantage_t *alone, pk_foreseen_t plan, long cell)
{
    const long count = plan.result->nrun;
    const pk_outcomes_t outcomes = outcomes_of(plan, cell);
    double *expected = pk_heap((size_t)count, sizeof(double)), *off = pk_heap((size_t)count, sizeof(double));
    double size, noise = 0;
    bool varies = plan.result->uncertain;
    memcpy(expected, outcomes.expected, (size_t)count * sizeof(double));
    for (long run = 0; run < count; run++) {
        const double gap = off_by(&outcomes, run, &size);
        off[run] = fabs(gap) <= ROUND_OFF * size ? 0 : gap;
    }
    if (fill_up(off, count) && alone->smoother.count > 0 &&
        pk_advantage_inexact(alone, &plan.result->kpis[cell % plan.result->nkpi]) && varies) {
        noise = fit_alone(&alone->smoother, expected, off);
    }
    const double assumed = varies ? fmax(variance(expected, count) - noise, 0) : 0, chance = variance(off, count);
    const double all = assumed + chance;
    free(expected);
    free(off);
    free(outcomes.room);
    return all > 0 ? (pk_variance_parts_t){assumed / all, chance / all} : (pk_variance_parts_t){NAN, NAN};
}
