#include "study/race.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "study/asked_kpi.h"
#include "study/horizon.h"

enum {
    RUNS_LEAST = 40, /* of the first round, if there are so many at all */
    GROWTH = 5       /* from round to round */
};
static const double WRONG = 0.05; /* the chance to drop the best by mistake, over all plans and rounds */

typedef struct {
    pk_scenario_t *const *scenarios;
    const pk_run_options_t *options;
    const char *kpi;
    pk_comparison_t *comparison;
    bool *alive;       /* [plan] */
    pk_diag_t *heard;  /* [plan], of its last run */
    long most, rounds; /* runs of the last round */
    pk_store_t store;
} pk_race_t;

/* How many runs a plan that is left has after round 1..rounds. */
static long runs_of_round(const pk_race_t *self, long round)
{
    double runs = (double)self->most;
    for (long r = round; r < self->rounds; r++) {
        runs /= GROWTH;
    }
    return (long)ceil(runs);
}

static long count_rounds(long most)
{
    long rounds = 1;
    for (double first = (double)most / GROWTH; first >= RUNS_LEAST; first /= GROWTH) {
        rounds++;
    }
    return rounds;
}

static pk_status_t run_plan(pk_race_t *self, int plan, long runs)
{
    pk_run_options_t mine = *self->options;
    pk_comparison_t *c = self->comparison;
    pk_result_free(&c->results[plan]);
    free(c->expected[plan]);
    c->expected[plan] = NULL;
    pk_diag_free(&self->heard[plan]);
    mine.runs = runs;
    mine.expected = &c->expected[plan];
    mine.store = &self->store;
    mine.told = (pk_told_t){0};
    c->effort.simulated += runs;
    return pk_run(self->scenarios[plan], &mine, &c->results[plan], &self->heard[plan]);
}

/* ---- who is left behind ---- */

static bool is_exact(const pk_result_t *result, int kpi)
{
    return !result->feedback && !result->kpis[kpi].peak;
}

/* The KPI in the runs of a plan that has `count`, more being better: into values. */
static void take_values(const pk_race_t *self, int plan, bool exact, double *values)
{
    const pk_result_t *r = &self->comparison->results[plan];
    const int kpi = pk_result_kpi(r, self->kpi);
    const long cell = pk_kpi_cell(r, 0, 0, kpi);
    const double *from = exact ? &self->comparison->expected[plan][cell * r->nrun] : pk_result_runs(r, cell, values);
    for (long run = 0; run < r->nrun; run++) {
        values[run] = r->kpis[kpi].lower_is_better ? -from[run] : from[run];
    }
}

/* Whether `ahead` is ahead of `behind` by more than the bound. */
static bool surely_ahead(const double *ahead, const double *behind, long count, double bound)
{
    const double mean = pk_mean(ahead, count) - pk_mean(behind, count);
    double squares = 0;
    for (long i = 0; i < count; i++) {
        const double off = ahead[i] - behind[i] - mean;
        squares += off * off;
    }
    const double error = sqrt(squares / (double)(count - 1) / (double)count);
    const double round_off = 1e-12 * fmax(fabs(pk_mean(ahead, count)), fabs(pk_mean(behind, count)));
    return mean > bound * error + round_off;
}

/* By the same kind of outcomes for all, so that they can be told apart. */
static bool all_exact(const pk_race_t *self)
{
    bool exact = true;
    for (int k = 0; k < self->comparison->nresult; k++) {
        const pk_result_t *r = &self->comparison->results[k];
        exact = exact && is_exact(r, pk_result_kpi(r, self->kpi));
    }
    return exact;
}

static void drop(pk_race_t *self, long runs)
{
    const int count = self->comparison->nresult;
    const bool exact = all_exact(self);
    const double bound = gsl_cdf_tdist_Qinv(WRONG / ((double)self->rounds * count), (double)(runs - 1));
    double *leader = pk_heap((size_t)runs, sizeof(double)), *other = pk_heap((size_t)runs, sizeof(double));
    int best = -1;
    double highest = NAN;
    for (int k = 0; k < count; k++) {
        if (self->alive[k]) {
            take_values(self, k, exact, other);
            const double mean = pk_mean(other, runs);
            if (!isnan(mean) && (best < 0 || mean > highest)) {
                best = k;
                highest = mean;
            }
        }
    }
    if (best >= 0) {
        take_values(self, best, exact, leader);
    }
    for (int k = 0; k < count && best >= 0; k++) {
        if (self->alive[k] && k != best && k != self->comparison->baseline) {
            take_values(self, k, exact, other);
            self->alive[k] = !surely_ahead(leader, other, runs, bound);
        }
    }
    free(leader);
    free(other);
}

/* ---- rounds ---- */

/* Every plan that is left, also after one that fails, so that all errors come at once. */
static pk_status_t run_round(pk_race_t *self, long round)
{
    pk_status_t status = PK_OK;
    for (int k = 0; k < self->comparison->nresult; k++) {
        if (self->alive[k]) {
            const pk_status_t one = run_plan(self, k, runs_of_round(self, round));
            status = one != PK_OK ? one : status;
        }
    }
    return status;
}

static pk_status_t run_rounds(pk_race_t *self)
{
    pk_status_t status = PK_OK;
    for (long round = 1; round <= self->rounds && status == PK_OK; round++) {
        status = run_round(self, round);
        if (status == PK_OK && round < self->rounds) {
            drop(self, runs_of_round(self, round));
        }
    }
    return status;
}

static void finish(pk_race_t *self, int baseline, pk_diag_t *diag)
{
    pk_comparison_t *c = self->comparison;
    for (int k = 0; k < c->nresult; k++) {
        if (k != baseline) {
            pk_horizon_warn(self->scenarios[k], self->scenarios[baseline], diag);
        }
        if (self->options->told.tell != NULL) {
            self->options->told.tell(self->options->told.context, &c->results[k]);
        }
    }
    pk_comparison_fill(c, self->options->threads);
}

pk_status_t pk_compare_race(pk_scenario_t *const *scenarios, int count, int baseline, const pk_run_options_t *options,
                            const char *kpi, pk_comparison_t *comparison, pk_diag_t *diag)
{
    *comparison = (pk_comparison_t){.baseline = baseline, .nresult = count};
    comparison->results = PK_ARRAY(&comparison->arena, pk_result_t, count);
    comparison->expected = PK_ARRAY(&comparison->arena, double *, count);
    comparison->effort.race = pk_arena_copy(&comparison->arena, kpi);
    pk_race_t race = {.scenarios = scenarios,
                      .options = options,
                      .kpi = kpi,
                      .comparison = comparison,
                      .alive = pk_heap((size_t)count, sizeof(bool)),
                      .heard = pk_heap((size_t)count, sizeof(pk_diag_t)),
                      .most = options->runs > 0 ? options->runs : scenarios[baseline]->runs};
    race.rounds = count_rounds(race.most);
    for (int k = 0; k < count; k++) {
        race.alive[k] = true;
    }
    pk_status_t status = pk_asked_kpi_check(scenarios, count, "--race", kpi, false, &comparison->arena, diag);
    status = status == PK_OK ? run_rounds(&race) : status;
    for (int k = 0; k < count; k++) {
        pk_diag_take(diag, &race.heard[k]);
        pk_diag_free(&race.heard[k]);
    }
    if (status == PK_OK) {
        finish(&race, baseline, diag);
    }
    pk_store_free(&race.store);
    free(race.alive);
    free(race.heard);
    return status;
}
