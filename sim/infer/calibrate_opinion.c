/* A second opinion on the fit of series: another fit, by scores from runs (scores.h) in place of the filter. Where the
 * two lie apart by more than the wider's sd, the journey's noise does not fit the model. Scores are often the wider
 * ones: some weighted sums know less than all values do where rates scatter, so that their width alone says nothing. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "infer/calibrate.h"
#include "infer/gate.h"
#include "infer/scores.h"

enum { RUNS = 200, TOLD = 5, TRANSITIONS = 300 };
static const double STEP = 1e-3, WIDER = 1.5;

typedef struct {
    pk_fit_t *fit;
    pk_scores_t scores;
    pk_posterior_t posterior;
    pk_sampler_t sampler;
    bool passed;
} pk_opinion_t;

/* ---- the mode ---- */

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
    memcpy(u, pk_fit_highest(fit, false), (size_t)n * sizeof *u);
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

/* ---- the fit by them ---- */

/* The posterior of the fit with scores in the filter's place. */
static void ask(pk_opinion_t *self, int threads)
{
    pk_fit_t *fit = self->fit;
    pk_part_t parts[PK_PARTS_MOST];
    memcpy(parts, fit->posterior.parts, sizeof parts);
    for (int k = 0; k < fit->posterior.nparts; k++) {
        if (parts[k].self == &fit->filter) {
            parts[k] = (pk_part_t){.name = "scores", .log_likelihood = pk_scores_log_likelihood, .self = &self->scores};
        }
    }
    pk_posterior_init(&self->posterior, &fit->parameters, parts, fit->posterior.nparts);
    const pk_target_t target = pk_posterior_target(&self->posterior);
    const pk_columns_t columns = pk_posterior_columns(&self->posterior);
    const pk_sampling_t sampling = {.chains = fit->sampler.nchain,
                                    .threads = threads,
                                    .seed = fit->plan.seed + 1,
                                    .warmup = TRANSITIONS,
                                    .first = TRANSITIONS};
    pk_sampler_init(&self->sampler, &target, &columns, &sampling);
    self->passed = pk_sampler_until(&self->sampler);
}

static void compare(const pk_opinion_t *self, pk_calibrated_t *out)
{
    const pk_parameters_t *parameters = &self->fit->parameters;
    int told = 0;
    for (int k = 0; k < parameters->count && told < TOLD; k++) {
        const int c = parameters->all[k].coordinate;
        if (c < 0 || pk_posterior_leaves(&self->fit->posterior, c) || self->fit->posterior.hidden[c]) {
            continue;
        }
        const pk_learned_number_t *fit = &out->numbers[k];
        const pk_column_summary_t other = pk_sampler_summary(&self->sampler, k);
        const bool apart = fabs(other.mean - fit->mean) > fmax(other.sd, fit->sd);
        if (apart || fit->sd > WIDER * other.sd) {
            pk_calibrate_say(out,
                             pk_arena_format(&out->arena,
                                             "A second opinion, from %d runs, has %s at %.3g ± %.2g where the fit has "
                                             "%.3g ± %.2g: the journey's noise does not fit this model, take the "
                                             "wider of the two.",
                                             RUNS, fit->path, other.mean, other.sd, fit->mean, fit->sd));
            told++;
        }
    }
    if (told == 0) {
        pk_calibrate_say(out, pk_arena_format(&out->arena, "A second opinion, from %d runs, says the same.", RUNS));
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
                                         .chains = calibration->chains};
    if (!fit->has_filter) {
        return;
    }
    if (pk_scores_init(&self.scores, &options, &unheard) == PK_OK && set_scores(&self, threads) == PK_OK) {
        ask(&self, threads);
        if (self.passed) {
            compare(&self, out);
        }
        pk_sampler_free(&self.sampler);
        pk_posterior_free(&self.posterior);
    }
    if (!self.passed) {
        pk_calibrate_say(out, "A second opinion, from runs, could not be had.");
    }
    pk_scores_free(&self.scores);
    pk_diag_free(&unheard);
}
