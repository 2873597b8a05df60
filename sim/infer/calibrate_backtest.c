/* The backtest: a fit of its own without the last steps, which foretells them. Each row of its posterior goes on by
 * chance from a state at the last step that it has seen. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "infer/calibrate.h"
#include "infer/end_state.h"
#include "infer/predict.h"

enum { RUNS = 1000 };

typedef struct {
    pk_fit_t *fit;
    int last; /* the last step that the fit has seen */
    long runs;
    double *values; /* [nvalue of all series][runs] */
} pk_backtest_t;

static bool held_out(const pk_backtest_t *self, const pk_observed_value_t *value)
{
    return value->first > self->last;
}

/* How many of the first values the fit has seen. */
static int seen_of(const pk_backtest_t *self, const pk_observed_series_t *series)
{
    int seen = 0;
    while (seen < series->count && !held_out(self, &series->values[seen])) {
        seen++;
    }
    return seen;
}

static void take_values(pk_backtest_t *self, const pk_predictor_t *predictor, long run, const double *path,
                        const double *means, const double *draws)
{
    const pk_calibration_t *calibration = self->fit->calibration;
    for (int s = 0, at = 0; s < calibration->nseries; at += calibration->series[s++].count) {
        const pk_observed_series_t *series = &calibration->series[s];
        const long first = (long)s * (self->fit->plan.nstep + 1);
        const int seen = seen_of(self, series);
        double x[series->count + 1];
        pk_predicted_series(predictor, s, seen, (uint64_t)run, path + first, means + first, draws, x);
        for (int k = seen; k < series->count; k++) {
            self->values[(long)(at + k) * self->runs + run] = x[k];
        }
    }
}

/* ---- all runs ---- */

static pk_status_t foretell(pk_backtest_t *self, pk_diag_t *diag)
{
    pk_fit_t *fit = self->fit;
    pk_predictor_t predictor;
    pk_sim_t sim, mean;
    pk_standing_t state = {0};
    pk_ends_t ends;
    const long length = (long)fit->calibration->nseries * (fit->plan.nstep + 1);
    const bool expected = fit->calibration->scenario->engine == PK_ENGINE_EXPECTED;
    const bool by_means = pk_predicted_by_means(fit->calibration);
    double *path = pk_heap(2 * (size_t)length + 1, sizeof *path);
    double *draws = pk_heap((size_t)fit->plan.nslot + 1, sizeof *draws);
    pk_status_t status = pk_ends_init(&ends, fit, self->last, diag);
    pk_predictor_init(&predictor, &fit->plan, fit->calibration);
    pk_sim_init(&sim, &fit->plan, expected ? &pk_chance_expected : &pk_chance_cohort);
    pk_sim_init(&mean, &fit->plan, &pk_chance_expected);
    for (long run = 0; run < self->runs && status == PK_OK; run++) {
        status = pk_ends_state(&ends, run, draws, &state);
        if (status == PK_OK) {
            pk_sim_begin(&sim, (uint64_t)run, draws);
            pk_standing_put(&state, &sim, self->last);
            pk_predictor_walk(&predictor, &sim, self->last, path);
            if (by_means) {
                pk_sim_begin(&mean, (uint64_t)run, draws);
                pk_predictor_walk(&predictor, &mean, 0, path + length);
            }
            take_values(self, &predictor, run, path, path + length, draws);
        }
    }
    pk_sim_free(&sim);
    pk_sim_free(&mean);
    pk_predictor_free(&predictor);
    pk_standing_free(&state);
    pk_ends_free(&ends);
    free(draws);
    free(path);
    return status;
}

/* ---- what it came to ---- */

/* The value of a series for the same span a year before; NAN: there is none. */
static double a_year_before(const pk_observed_series_t *series, int k, double year)
{
    for (int j = 0; j < k; j++) {
        if (series->values[j].last == series->values[k].last - (int)round(year)) {
            return series->values[j].value;
        }
    }
    return NAN;
}

static pk_learned_backtest_t judge(const pk_backtest_t *self, const pk_observed_series_t *series,
                                   const pk_learned_value_t *values, const char *label)
{
    pk_learned_backtest_t told = {.series = label};
    const int seen = seen_of(self, series);
    const double year = 1 / pk_step_years(self->fit->plan.calendar.step);
    for (int k = seen; k < series->count; k++) {
        const pk_learned_value_t *v = &values[k];
        told.values++;
        told.cover50 += v->observed >= v->p25 && v->observed <= v->p75;
        told.cover90 += v->observed >= v->p05 && v->observed <= v->p95;
        told.error += fabs(v->observed - v->p50);
        told.last_step += seen > 0 ? fabs(v->observed - series->values[seen - 1].value) : NAN;
        told.last_season += fabs(v->observed - a_year_before(series, k, year));
    }
    const double n = told.values;
    told.cover50 /= n;
    told.cover90 /= n;
    told.error /= n;
    told.last_step /= n;
    told.last_season /= n;
    return told;
}

static void tell(pk_backtest_t *self, pk_calibrated_t *out)
{
    const pk_calibration_t *calibration = self->fit->calibration;
    out->backtests = PK_ARRAY(&out->arena, pk_learned_backtest_t, calibration->nseries);
    for (int s = 0, at = 0; s < calibration->nseries; at += calibration->series[s++].count) {
        const pk_observed_series_t *series = &calibration->series[s];
        for (int k = seen_of(self, series); k < series->count; k++) {
            out->values[at + k].held_out = true;
            pk_learned_value_fill(&out->values[at + k], &self->values[(long)(at + k) * self->runs], self->runs);
        }
        const pk_learned_backtest_t told = judge(self, series, &out->values[at], out->values[at].series);
        if (told.values > 0) {
            out->backtests[out->nbacktest++] = told;
        }
    }
}

pk_status_t pk_calibrate_backtest(const pk_calibration_t *calibration, const pk_journeys_log_t *logs,
                                  const pk_calibrate_options_t *options, pk_calibrated_t *out, pk_diag_t *diag)
{
    const int last = calibration->scenario->calendar.steps - calibration->holdout;
    const pk_fit_options_t asked = {.last_step = last,
                                    .logs_until = last,
                                    .threads = options->threads,
                                    .gradients = options->gradients,
                                    .logs = logs};
    pk_fit_t fit;
    pk_status_t status = pk_fit_init(&fit, calibration, &asked, diag);
    if (status == PK_OK) {
        status = pk_fit_sample(&fit, &asked, diag);
    }
    if (status == PK_OK) {
        pk_backtest_t backtest = {.fit = &fit, .last = last, .runs = pk_fit_rows(&fit)};
        backtest.runs = backtest.runs < RUNS ? backtest.runs : RUNS;
        backtest.values = pk_heap((size_t)out->nvalue * (size_t)backtest.runs + 1, sizeof(double));
        status = foretell(&backtest, diag);
        if (status == PK_OK) {
            tell(&backtest, out);
        }
        free(backtest.values);
    }
    pk_fit_free(&fit);
    return status;
}
