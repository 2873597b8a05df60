/* A second opinion on the fit of series: scores from runs (scores.h) in place of the filter, by weighting the draws
 * anew. Where the two are far apart, the journey's noise does not fit the model. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "infer/calibrate.h"
#include "infer/pareto.h"
#include "infer/scores.h"

enum { ROWS = 400, RUNS = 200, TOLD = 5 };
static const double STEP = 1e-3, GOOD_K = 0.7;

typedef struct {
    pk_fit_t *fit;
    pk_scores_t scores;
    double *draws;  /* [ROWS][nslot] */
    double *weight; /* [rows], add up to 1 */
    long rows;
} pk_opinion_t;

/* ---- the mode ---- */

static const double *highest(const pk_sampler_t *sampler)
{
    const double *best = sampler->chain[0].u;
    double most = -INFINITY;
    for (int c = 0; c < sampler->nchain; c++) {
        for (long i = 0; i < sampler->ndraw; i++) {
            if (sampler->chain[c].log_density[i] > most) {
                most = sampler->chain[c].log_density[i];
                best = &sampler->chain[c].u[i * sampler->n];
            }
        }
    }
    return best;
}

/* Scatters stand at their means: at the mode of all numbers together they are near 0, and runs would be too alike. */
static void scatter_at_means(const pk_fit_t *fit, double *u)
{
    const pk_sampler_t *sampler = &fit->sampler;
    for (int c = 0; c < sampler->n; c++) {
        double sum = 0;
        for (int chain = 0; chain < sampler->nchain; chain++) {
            for (long i = 0; i < sampler->ndraw; i++) {
                sum += sampler->chain[chain].u[i * sampler->n + c];
            }
        }
        u[c] = fit->posterior.hidden[c] ? sum / (double)(sampler->nchain * sampler->ndraw) : u[c];
    }
}

/* The numbers at the mode, and beside it along each coordinate that moves what is expected. */
static pk_status_t set_scores(pk_opinion_t *self, int threads)
{
    pk_fit_t *fit = self->fit;
    const int n = fit->parameters.n, slots = fit->plan.nslot;
    double *u = pk_heap((size_t)n + 1, sizeof *u);
    double *at = pk_heap((size_t)slots * (size_t)(2 * n + 1), sizeof *at), *up = at + slots,
           *down = up + (long)n * slots;
    int free_count = 0;
    bool possible = true;
    memcpy(u, highest(&fit->sampler), (size_t)n * sizeof *u);
    scatter_at_means(fit, u);
    possible = pk_parameters_draws(&fit->parameters, 0, u, at);
    for (int c = 0; c < n && possible; c++) {
        if (!fit->posterior.still[c] && !fit->posterior.hidden[c]) {
            const double here = u[c];
            u[c] = here + STEP;
            possible = pk_parameters_draws(&fit->parameters, 0, u, &up[(long)free_count * slots]);
            u[c] = here - STEP;
            possible = pk_parameters_draws(&fit->parameters, 0, u, &down[(long)free_count * slots]) && possible;
            u[c] = here;
            free_count++;
        }
    }
    const pk_scores_mode_t mode = {.draws = at,
                                   .up = up,
                                   .down = down,
                                   .h = STEP,
                                   .nfree = free_count,
                                   .runs = RUNS,
                                   .first_run = 1 << 24,
                                   .threads = threads};
    const pk_status_t status = possible && free_count > 0 ? pk_scores_set(&self->scores, &mode) : PK_FAILED;
    free(at);
    free(u);
    return status;
}

/* ---- the draws, weighted anew ---- */

static bool weigh(pk_opinion_t *self)
{
    pk_fit_t *fit = self->fit;
    const int slots = fit->plan.nslot;
    self->rows = pk_fit_rows(fit) < ROWS ? pk_fit_rows(fit) : ROWS;
    self->draws = pk_heap((size_t)self->rows * (size_t)slots, sizeof *self->draws);
    self->weight = pk_heap((size_t)self->rows, sizeof *self->weight);
    for (long k = 0; k < self->rows; k++) {
        double *draws = &self->draws[k * slots];
        pk_fit_draws(fit, k, draws);
        self->weight[k] =
            pk_scores_log_likelihood(&self->scores, 0, draws) - pk_filter_log_likelihood(&fit->filter, 0, draws);
        if (!isfinite(self->weight[k])) {
            self->weight[k] = -1e6;
        }
    }
    return pk_pareto_smooth(self->weight, self->rows, 1) < GOOD_K;
}

static void moments(const pk_opinion_t *self, int slot, bool weighted, double *mean, double *sd)
{
    const int slots = self->fit->plan.nslot;
    double squares = 0;
    *mean = 0;
    for (long k = 0; k < self->rows; k++) {
        *mean += (weighted ? self->weight[k] : 1.0 / (double)self->rows) * self->draws[k * slots + slot];
    }
    for (long k = 0; k < self->rows; k++) {
        const double off = self->draws[k * slots + slot] - *mean;
        squares += (weighted ? self->weight[k] : 1.0 / (double)self->rows) * off * off;
    }
    *sd = sqrt(squares);
}

static void compare(const pk_opinion_t *self, pk_calibrated_t *out)
{
    const pk_parameters_t *parameters = &self->fit->parameters;
    int told = 0;
    for (int k = 0; k < parameters->count && told < TOLD; k++) {
        const int c = parameters->all[k].coordinate;
        double mean, sd, other_mean, other_sd;
        if (c < 0 || self->fit->posterior.still[c] || self->fit->posterior.hidden[c]) {
            continue;
        }
        moments(self, parameters->all[k].slot, false, &mean, &sd);
        moments(self, parameters->all[k].slot, true, &other_mean, &other_sd);
        if (!pk_opinions(mean, sd, other_mean, other_sd).agree) {
            pk_calibrate_say(out,
                             pk_arena_format(&out->arena,
                                             "A second opinion, from %d runs, has %s at %.3g ± %.2g where the fit has "
                                             "%.3g ± %.2g: the journey's noise does not fit this model, take the "
                                             "wider of the two.",
                                             RUNS, parameters->all[k].path, other_mean, other_sd, mean, sd));
            told++;
        }
    }
}

void pk_calibrate_opinion(pk_fit_t *fit, int threads, pk_calibrated_t *out)
{
    pk_opinion_t self = {.fit = fit};
    pk_diag_t unheard = {0};
    const pk_calibration_t *calibration = fit->calibration;
    const pk_scores_options_t options = {.plan = &fit->plan,
                                         .series = calibration->series,
                                         .nseries = calibration->nseries,
                                         .last_step = calibration->scenario->calendar.steps,
                                         .chains = 1};
    if (!fit->has_filter || calibration->scenario->engine == PK_ENGINE_EXPECTED) {
        return;
    }
    if (pk_scores_init(&self.scores, &options, &unheard) == PK_OK && set_scores(&self, threads) == PK_OK) {
        if (weigh(&self)) {
            compare(&self, out);
        } else {
            pk_calibrate_say(out, pk_arena_format(&out->arena,
                                                  "A second opinion, from %d runs, lies elsewhere than the fit: the "
                                                  "journey's noise may not fit this model.",
                                                  RUNS));
        }
    }
    pk_scores_free(&self.scores);
    pk_diag_free(&unheard);
    free(self.draws);
    free(self.weight);
}
