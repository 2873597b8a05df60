/* Predictive checks: every series beside runs of the posterior, by the cohort engine, the scatter of rates and the
 * noise of a series' own included. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "infer/calibrate.h"
#include "infer/predict.h"
#include "result/summary.h"

enum { RUNS = 1000, STATISTICS = 4 };

typedef struct {
    pk_fit_t *fit;
    pk_predictor_t predictor;
    pk_sim_t *sims, *means; /* [threads] by chance, and expected: around which a noise of its own stands */
    bool by_means;          /* some series has a noise of its own */
    double *drawn;          /* [run][nslot] */
    double *values;         /* [nvalue][run] */
    double *statistics;     /* [nseries * STATISTICS][run] */
    long runs;
    int nvalue;
} pk_foretelling_t;

/* ---- one run ---- */

/* The total; the largest 13 and 52 steps in a row; the correlation of a value with the one before it. */
static double window(const double *x, int count, int length)
{
    double most = -INFINITY;
    for (int first = 0; first + length <= count; first++) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += x[first + k];
        }
        most = sum > most ? sum : most;
    }
    return count >= length ? most : NAN;
}

static double lag_one(const double *x, int count)
{
    double mean = 0, together = 0, alone = 0;
    for (int k = 0; k < count; k++) {
        mean += x[k] / count;
    }
    for (int k = 0; k < count; k++) {
        alone += (x[k] - mean) * (x[k] - mean);
        together += k > 0 ? (x[k] - mean) * (x[k - 1] - mean) : 0;
    }
    return count > 2 && alone > 0 ? together / alone : NAN;
}

static void statistics_of(const pk_observed_series_t *series, bool adds, const double *x, double *out)
{
    out[0] = adds ? window(x, series->count, series->count) : NAN;
    out[1] = adds && series->count > 13 ? window(x, series->count, 13) : NAN;
    out[2] = adds && series->count > 52 ? window(x, series->count, 52) : NAN;
    out[3] = lag_one(x, series->count);
}

static void run_one(void *context, long run, int worker)
{
    pk_foretelling_t *self = context;
    const pk_calibration_t *calibration = self->fit->calibration;
    const pk_plan_t *plan = &self->fit->plan;
    const long length = (long)calibration->nseries * (plan->nstep + 1);
    const double *draws = &self->drawn[run * plan->nslot];
    double *path = pk_heap(2 * (size_t)length + 1, sizeof *path);
    pk_sim_begin(&self->sims[worker], (uint64_t)run, draws);
    pk_predictor_walk(&self->predictor, &self->sims[worker], 0, path);
    if (self->by_means) {
        pk_sim_begin(&self->means[worker], (uint64_t)run, draws);
        pk_predictor_walk(&self->predictor, &self->means[worker], 0, path + length);
    }
    for (int s = 0, at = 0; s < calibration->nseries; at += calibration->series[s++].count) {
        const pk_observed_series_t *series = &calibration->series[s];
        const long at_series = (long)s * (plan->nstep + 1);
        double x[series->count + 1], told[STATISTICS];
        pk_predicted_series(&self->predictor, s, 0, (uint64_t)run, path + at_series, path + length + at_series, draws,
                            x);
        for (int k = 0; k < series->count; k++) {
            self->values[(long)(at + k) * self->runs + run] = x[k];
        }
        statistics_of(series, self->predictor.reduce[s] == PK_SUM, x, told);
        for (int k = 0; k < STATISTICS; k++) {
            self->statistics[((long)s * STATISTICS + k) * self->runs + run] = told[k];
        }
    }
    free(path);
}

/* ---- of all runs ---- */

static const char *label_of(const pk_observed_series_t *series, pk_arena_t *arena)
{
    return series->persona != NULL ? pk_arena_format(arena, "%s (%s)", series->name, series->persona)
                                   : pk_arena_copy(arena, series->name);
}

/* `runs` values of one thing, which are used up. */
void pk_learned_value_fill(pk_learned_value_t *value, double *runs, long count)
{
    const pk_summary_t over = pk_summarise(runs, count);
    value->mean = over.mean;
    value->p05 = over.p05;
    value->p25 = over.p25;
    value->p50 = over.p50;
    value->p75 = over.p75;
    value->p95 = over.p95;
}

static void tell_values(pk_foretelling_t *self, pk_calibrated_t *out)
{
    const pk_calibration_t *calibration = self->fit->calibration;
    const pk_calendar_t *calendar = &calibration->scenario->calendar;
    out->values = PK_ARRAY(&out->arena, pk_learned_value_t, self->nvalue);
    for (int s = 0; s < calibration->nseries; s++) {
        const pk_observed_series_t *series = &calibration->series[s];
        const char *label = label_of(series, &out->arena);
        for (int k = 0; k < series->count; k++) {
            const pk_observed_value_t *at = &series->values[k];
            pk_learned_value_t *value = &out->values[out->nvalue];
            *value = (pk_learned_value_t){.series = label,
                                          .first = at->first,
                                          .last = at->last,
                                          .day = calendar->dated ? pk_step_date(calendar, at->first > 0 ? at->first : 1)
                                                                 : PK_NO_DAY,
                                          .observed = at->value};
            pk_learned_value_fill(value, &self->values[(long)out->nvalue * self->runs], self->runs);
            out->nvalue++;
        }
    }
}

static void tell_check(pk_foretelling_t *self, int s, int k, double observed, pk_calibrated_t *out)
{
    static const char *const names[] = {"total", "best 13 in a row", "best 52 in a row", "lag-1 correlation"};
    double *runs = &self->statistics[((long)s * STATISTICS + k) * self->runs], below = 0;
    const long count = pk_drop_nan(runs, self->runs);
    if (isnan(observed) || count == 0) {
        return;
    }
    for (long r = 0; r < count; r++) {
        below += runs[r] < observed ? 1 : runs[r] == observed ? 0.5 : 0;
    }
    const pk_summary_t over = pk_summarise(runs, count);
    out->checks[out->ncheck++] =
        (pk_learned_check_t){.series = label_of(&self->fit->calibration->series[s], &out->arena),
                             .statistic = names[k],
                             .observed = observed,
                             .mean = over.mean,
                             .p05 = over.p05,
                             .p95 = over.p95,
                             .place = below / (double)count};
}

static void tell_checks(pk_foretelling_t *self, pk_calibrated_t *out)
{
    const pk_calibration_t *calibration = self->fit->calibration;
    out->checks = PK_ARRAY(&out->arena, pk_learned_check_t, calibration->nseries * STATISTICS + 1);
    for (int s = 0; s < calibration->nseries; s++) {
        const pk_observed_series_t *series = &calibration->series[s];
        double x[series->count + 1], observed[STATISTICS];
        for (int k = 0; k < series->count; k++) {
            x[k] = series->values[k].value;
        }
        statistics_of(series, self->predictor.reduce[s] == PK_SUM, x, observed);
        for (int k = 0; k < STATISTICS; k++) {
            tell_check(self, s, k, observed[k], out);
        }
    }
}

void pk_calibrate_predict(pk_fit_t *fit, int threads, pk_calibrated_t *out)
{
    const pk_calibration_t *calibration = fit->calibration;
    pk_foretelling_t self = {
        .fit = fit, .runs = out->nrow < RUNS ? out->nrow : RUNS, .by_means = pk_predicted_by_means(calibration)};
    for (int s = 0; s < calibration->nseries; s++) {
        self.nvalue += calibration->series[s].count;
    }
    if (self.nvalue == 0) {
        return;
    }
    const int workers = pk_parallel_threads(threads), slots = fit->plan.nslot;
    const bool expected = calibration->scenario->engine == PK_ENGINE_EXPECTED;
    pk_predictor_init(&self.predictor, &fit->plan, calibration);
    self.sims = pk_heap((size_t)workers, sizeof *self.sims);
    self.means = pk_heap((size_t)workers, sizeof *self.means);
    self.drawn = pk_heap((size_t)self.runs * (size_t)slots + 1, sizeof(double));
    self.values = pk_heap((size_t)self.nvalue * (size_t)self.runs, sizeof(double));
    self.statistics = pk_heap((size_t)calibration->nseries * STATISTICS * (size_t)self.runs, sizeof(double));
    for (int w = 0; w < workers; w++) {
        pk_sim_init(&self.sims[w], &fit->plan, expected ? &pk_chance_expected : &pk_chance_cohort);
        pk_sim_init(&self.means[w], &fit->plan, &pk_chance_expected);
    }
    for (long r = 0; r < self.runs; r++) {
        pk_fit_draws(fit, r, &self.drawn[r * slots]);
    }
    pk_parallel_for(self.runs, threads, run_one, &self);
    tell_values(&self, out);
    tell_checks(&self, out);
    for (int w = 0; w < workers; w++) {
        pk_sim_free(&self.sims[w]);
        pk_sim_free(&self.means[w]);
    }
    pk_predictor_free(&self.predictor);
    free(self.sims);
    free(self.means);
    free(self.drawn);
    free(self.values);
    free(self.statistics);
}
