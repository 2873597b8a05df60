#include "infer/scores.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/assumptions.h"

static const double LEAST_MEAN = 0.1, FLOOR = 1e-6;

typedef struct pk_scores_chain {
    pk_sim_t sim;
    double *told, *mean, *score;
} pk_scores_chain_t;

/* ---- what is scored ---- */

static pk_status_t add_series(pk_scores_t *self, const pk_observed_series_t *series, int last_step, pk_diag_t *diag)
{
    const int thing =
        pk_expected_path_add(&self->path, series->kind, series->flow, series->name, series->group, series->place, diag);
    if (thing < 0) {
        return PK_BAD_INPUT;
    }
    for (int v = 0; v < series->count && series->values[v].last <= last_step; v++) {
        const pk_observed_value_t *value = &series->values[v];
        self->values[self->nvalue++] = (pk_scored_t){thing, value->first, value->last, value->value};
        self->last = value->last > self->last ? value->last : self->last;
    }
    return PK_OK;
}

pk_status_t pk_scores_init(pk_scores_t *self, const pk_scores_options_t *options, pk_diag_t *diag)
{
    int most = 0;
    pk_status_t status = PK_OK;
    *self = (pk_scores_t){.plan = options->plan, .chains = options->chains};
    pk_expected_path_init(&self->path, options->plan);
    for (int s = 0; s < options->nseries; s++) {
        most += options->series[s].count;
    }
    self->values = PK_ARRAY(&self->arena, pk_scored_t, most + 1);
    for (int s = 0; s < options->nseries; s++) {
        const bool taken = options->series[s].noise == PK_NOISE_JOURNEY;
        if (taken && add_series(self, &options->series[s], options->last_step, diag) != PK_OK) {
            status = PK_BAD_INPUT;
        }
    }
    if (status != PK_OK) {
        return status;
    }
    self->ratio = PK_ARRAY(&self->arena, double, self->nvalue + 1);
    self->chain = PK_ARRAY(&self->arena, pk_scores_chain_t, options->chains);
    for (int c = 0; c < options->chains; c++) {
        pk_sim_init(&self->chain[c].sim, options->plan, &pk_chance_expected);
        self->chain[c].told = PK_ARRAY(&self->arena, double, pk_expected_path_size(&self->path) + 1);
        self->chain[c].mean = PK_ARRAY(&self->arena, double, self->nvalue + 1);
    }
    return PK_OK;
}

void pk_scores_free(pk_scores_t *self)
{
    for (int c = 0; c < self->chains && self->chain != NULL; c++) {
        pk_sim_free(&self->chain[c].sim);
        free(self->chain[c].score);
    }
    free(self->weight);
    free(self->precision);
    pk_expected_path_free(&self->path);
    pk_arena_free(&self->arena);
    *self = (pk_scores_t){0};
}

static void read_values(const pk_scores_t *self, const double *told, double *into)
{
    for (int k = 0; k < self->nvalue; k++) {
        const pk_scored_t *value = &self->values[k];
        into[k] = pk_expected_path_value(&self->path, told, value->thing, value->first, value->last);
    }
}

static bool expect(const pk_scores_t *self, pk_scores_chain_t *chain, const double *draws, double *mean)
{
    if (pk_assumptions_possible(&chain->sim, draws, -1) != PK_DRAW_FINE ||
        !pk_expected_path_walk(&self->path, &chain->sim, 0, draws, self->last, (pk_extra_spend_t){0}, chain->told)) {
        return false;
    }
    read_values(self, chain->told, mean);
    return true;
}

/* ---- at a mode ---- */

/* A = J' diag(1/m*). */
static bool fill_weights(pk_scores_t *self, const pk_scores_mode_t *mode, const double *mean)
{
    double *up = pk_heap(2 * (size_t)self->nvalue + 1, sizeof(double)), *down = up + self->nvalue;
    bool held = true;
    for (int p = 0; p < mode->nfree && held; p++) {
        const size_t at = (size_t)p * (size_t)self->plan->nslot;
        held = expect(self, &self->chain[0], mode->up + at, up) && expect(self, &self->chain[0], mode->down + at, down);
        for (int k = 0; k < self->nvalue && held; k++) {
            self->weight[(long)p * self->nvalue + k] = (up[k] - down[k]) / (2 * mode->h) / fmax(mean[k], LEAST_MEAN);
        }
    }
    free(up);
    return held;
}

/* Cohort runs at the mode. */
typedef struct {
    const pk_scores_t *scores;
    const pk_scores_mode_t *mode;
    double *values; /* [run][nvalue] */
    bool *held;     /* [run] */
} pk_scored_runs_t;

static void one_run(void *context, long run, int worker)
{
    (void)worker;
    pk_scored_runs_t *runs = context;
    const pk_scores_t *scores = runs->scores;
    double *told = pk_heap(pk_expected_path_size(&scores->path) + 1, sizeof(double));
    pk_sim_t sim;
    pk_sim_init(&sim, scores->plan, &pk_chance_cohort);
    runs->held[run] = pk_expected_path_walk(&scores->path, &sim, runs->mode->first_run + (uint64_t)run,
                                            runs->mode->draws, scores->last, (pk_extra_spend_t){0}, told);
    if (runs->held[run]) {
        read_values(scores, told, &runs->values[run * scores->nvalue]);
    }
    pk_sim_free(&sim);
    free(told);
}

static void score_of(const pk_scores_t *self, const double *off, double *score)
{
    for (int p = 0; p < self->nfree; p++) {
        score[p] = 0;
        for (int k = 0; k < self->nvalue; k++) {
            score[p] += self->weight[(long)p * self->nvalue + k] * off[k];
        }
    }
}

/* V of the runs' scores about their mean, [p][p]; fills the ratio of means. */
static void learn(pk_scores_t *self, const pk_scored_runs_t *runs, const double *mean, double *cov)
{
    const int p = self->nfree, count = runs->mode->runs;
    double *middle = pk_heap((size_t)self->nvalue + (size_t)p + 1, sizeof(double)), *score = middle + self->nvalue;
    for (int r = 0; r < count; r++) {
        for (int k = 0; k < self->nvalue; k++) {
            middle[k] += runs->values[(long)r * self->nvalue + k] / count;
        }
    }
    for (int k = 0; k < self->nvalue; k++) {
        self->ratio[k] = mean[k] > LEAST_MEAN ? middle[k] / mean[k] : 1;
    }
    memset(cov, 0, (size_t)(p * p) * sizeof(double));
    for (int r = 0; r < count; r++) {
        double *run = &runs->values[(long)r * self->nvalue];
        for (int k = 0; k < self->nvalue; k++) {
            run[k] -= middle[k];
        }
        score_of(self, run, score);
        for (int a = 0; a < p * p; a++) {
            cov[a] += score[a / p] * score[a % p] / (count - 1);
        }
    }
    free(middle);
}

/* V^-1, of its correlation with the floor on the diagonal. */
static void invert(pk_scores_t *self, const double *cov)
{
    const int p = self->nfree;
    gsl_matrix *correlation = gsl_matrix_alloc((size_t)p, (size_t)p);
    double sd[p];
    for (int a = 0; a < p; a++) {
        sd[a] = sqrt(fmax(cov[a * p + a], 1e-12));
    }
    for (int a = 0; a < p * p; a++) {
        gsl_matrix_set(correlation, (size_t)(a / p), (size_t)(a % p),
                       cov[a] / (sd[a / p] * sd[a % p]) + (a / p == a % p ? FLOOR : 0));
    }
    gsl_linalg_cholesky_decomp1(correlation);
    gsl_linalg_cholesky_invert(correlation);
    for (int a = 0; a < p * p; a++) {
        self->precision[a] = gsl_matrix_get(correlation, (size_t)(a / p), (size_t)(a % p)) / (sd[a / p] * sd[a % p]);
    }
    gsl_matrix_free(correlation);
}

static bool run_all(pk_scored_runs_t *runs)
{
    bool held = true;
    pk_parallel_for(runs->mode->runs, runs->mode->threads, one_run, runs);
    for (int r = 0; r < runs->mode->runs; r++) {
        held = held && runs->held[r];
    }
    return held;
}

static void make_free_room(pk_scores_t *self, int nfree)
{
    self->nfree = nfree;
    self->weight = pk_heap_resize(self->weight, (size_t)nfree * (size_t)self->nvalue + 1, sizeof(double));
    self->precision = pk_heap_resize(self->precision, (size_t)(nfree * nfree) + 1, sizeof(double));
    for (int c = 0; c < self->chains; c++) {
        self->chain[c].score = pk_heap_resize(self->chain[c].score, (size_t)nfree + 1, sizeof(double));
    }
}

pk_status_t pk_scores_set(pk_scores_t *self, const pk_scores_mode_t *mode)
{
    pk_scored_runs_t runs = {
        .scores = self,
        .mode = mode,
        .values = pk_heap((size_t)mode->runs * (size_t)self->nvalue + 1, sizeof(double)),
        .held = pk_heap((size_t)mode->runs + 1, sizeof(bool)),
    };
    double *mean = pk_heap((size_t)self->nvalue + 1, sizeof(double));
    double *cov = pk_heap((size_t)(mode->nfree * mode->nfree) + 1, sizeof(double));
    make_free_room(self, mode->nfree);
    const bool held =
        expect(self, &self->chain[0], mode->draws, mean) && fill_weights(self, mode, mean) && run_all(&runs);
    if (held) {
        self->sum = 0;
        for (int k = 0; k < self->nvalue; k++) {
            self->sum += mean[k];
        }
        learn(self, &runs, mean, cov);
        invert(self, cov);
    } else {
        self->nfree = 0;
    }
    free(cov);
    free(mean);
    free(runs.values);
    free(runs.held);
    return held ? PK_OK : PK_FAILED;
}

/* ---- the likelihood ---- */

double pk_scores_log_likelihood(void *scores, int at, const double *draws)
{
    pk_scores_t *self = scores;
    pk_scores_chain_t *chain = &self->chain[at];
    PK_REQUIRE(self->nfree > 0);
    if (!expect(self, chain, draws, chain->mean)) {
        return -INFINITY;
    }
    double sum = 0, square = 0;
    for (int k = 0; k < self->nvalue; k++) {
        sum += chain->mean[k];
        chain->mean[k] = self->values[k].observed - self->ratio[k] * chain->mean[k];
    }
    score_of(self, chain->mean, chain->score);
    for (int a = 0; a < self->nfree * self->nfree; a++) {
        square += chain->score[a / self->nfree] * self->precision[a] * chain->score[a % self->nfree];
    }
    const double scale = sum / self->sum, value = -0.5 * (square / scale + self->nfree * log(scale));
    return value == value ? value : -INFINITY;
}

pk_opinions_t pk_opinions(double mean_a, double sd_a, double mean_b, double sd_b)
{
    const double narrow = fmin(sd_a, sd_b), apart = fabs(mean_a - mean_b) / narrow, wider = fmax(sd_a, sd_b) / narrow;
    return (pk_opinions_t){.apart = apart, .wider = wider, .agree = apart <= 1 && wider <= 1.5};
}
