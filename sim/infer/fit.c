#include "infer/fit.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WARMUP = 250, FIRST = 150 }; /* a chain: a likelihood is dear, and more draws come where they are needed */

/* ---- parts ---- */

static bool is_independent(pk_noise_t noise)
{
    return noise != PK_NOISE_JOURNEY && noise != PK_NOISE_MULTINOMIAL;
}

static bool is_journey(pk_noise_t noise)
{
    return noise == PK_NOISE_JOURNEY;
}

static bool is_multinomial(pk_noise_t noise)
{
    return noise == PK_NOISE_MULTINOMIAL;
}

static bool has_noise(const pk_calibration_t *calibration, bool (*is)(pk_noise_t noise))
{
    for (int k = 0; k < calibration->nseries; k++) {
        if (is(calibration->series[k].noise)) {
            return true;
        }
    }
    return false;
}

static pk_status_t add_filter(pk_fit_t *self, const pk_fit_options_t *options, pk_part_t *parts, int *count,
                              pk_diag_t *diag)
{
    const pk_calibration_t *calibration = self->calibration;
    if (!has_noise(calibration, is_journey)) {
        return PK_OK;
    }
    self->has_filter = true;
    const pk_filter_options_t asked = {.plan = &self->plan,
                                       .series = calibration->series,
                                       .nseries = calibration->nseries,
                                       .last_step = options->last_step,
                                       .chains = calibration->chains};
    parts[(*count)++] = (pk_part_t){.name = "series",
                                    .log_likelihood = pk_filter_log_likelihood,
                                    .record = pk_filter_record,
                                    .near = pk_filter_near,
                                    .score = pk_filter_score,
                                    .scores = pk_filter_scores,
                                    .self = &self->filter};
    return pk_filter_init(&self->filter, &asked, diag);
}

static pk_status_t add_independent(pk_fit_t *self, const pk_fit_options_t *options, pk_part_t *parts, int *count,
                                   pk_diag_t *diag)
{
    const pk_calibration_t *calibration = self->calibration;
    if (!has_noise(calibration, is_independent) && calibration->ntarget + calibration->nexperiment == 0) {
        return PK_OK;
    }
    self->has_independent = true;
    const pk_independent_options_t asked = {.plan = &self->plan,
                                            .series = calibration->series,
                                            .nseries = calibration->nseries,
                                            .targets = calibration->targets,
                                            .ntarget = calibration->ntarget,
                                            .experiments = calibration->experiments,
                                            .nexperiment = calibration->nexperiment,
                                            .last_step = options->last_step,
                                            .chains = calibration->chains};
    parts[(*count)++] =
        (pk_part_t){.name = "independent", .log_likelihood = pk_independent_log_likelihood, .self = &self->independent};
    return pk_independent_init(&self->independent, &asked, diag);
}

static pk_status_t add_cohorts(pk_fit_t *self, const pk_fit_options_t *options, pk_part_t *parts, int *count,
                               pk_diag_t *diag)
{
    const pk_calibration_t *calibration = self->calibration;
    if (!has_noise(calibration, is_multinomial)) {
        return PK_OK;
    }
    self->has_cohorts = true;
    const pk_cohorts_options_t asked = {.plan = &self->plan,
                                        .series = calibration->series,
                                        .nseries = calibration->nseries,
                                        .last_step = options->last_step,
                                        .chains = calibration->chains};
    parts[(*count)++] =
        (pk_part_t){.name = "cohorts", .log_likelihood = pk_cohorts_log_likelihood, .self = &self->cohorts};
    return pk_cohorts_init(&self->cohorts, &asked, diag);
}

/* The plan over as many steps as the logs have: its numbers have the same slots. */
static pk_status_t compile_log_plan(pk_fit_t *self, const pk_fit_options_t *options, pk_diag_t *diag)
{
    pk_scenario_t *longer = PK_NEW(&self->arena, pk_scenario_t);
    *longer = *self->calibration->scenario;
    pk_calendar_t *calendar = &longer->calendar;
    for (int k = 0; k < self->calibration->nlog; k++) {
        const int steps = options->logs[k].figures.last_step;
        if (steps > calendar->steps && steps <= PK_STEPS_MOST) {
            calendar->beyond = steps - self->calibration->scenario->calendar.steps;
            calendar->steps = steps;
        }
    }
    return pk_plan_compile(longer, &self->log_plan, diag);
}

static pk_status_t add_journeys(pk_fit_t *self, const pk_fit_options_t *options, pk_part_t *parts, int *count,
                                pk_diag_t *diag)
{
    const int logs = self->calibration->nlog;
    if (logs == 0) {
        return PK_OK;
    }
    self->has_journeys = true;
    const pk_status_t status = compile_log_plan(self, options, diag);
    if (status != PK_OK) {
        return status;
    }
    const pk_journeys_options_t asked = {.plan = &self->log_plan,
                                         .logs = options->logs,
                                         .nlog = logs,
                                         .last_step = options->logs_until > 0 ? options->logs_until : INT_MAX,
                                         .chains = self->calibration->chains};
    parts[(*count)++] =
        (pk_part_t){.name = "journeys", .log_likelihood = pk_journeys_log_likelihood, .self = &self->journeys};
    return pk_journeys_init(&self->journeys, &asked, diag);
}

pk_status_t pk_fit_init(pk_fit_t *self, const pk_calibration_t *calibration, const pk_fit_options_t *options,
                        pk_diag_t *diag)
{
    pk_part_t parts[PK_PARTS_MOST];
    int count = 0;
    *self = (pk_fit_t){.calibration = calibration};
    pk_status_t status = pk_plan_compile(calibration->scenario, &self->plan, diag);
    if (status == PK_OK) {
        pk_parameters_init(&self->parameters, &self->plan, calibration, calibration->chains);
        status = add_filter(self, options, parts, &count, diag);
    }
    if (status == PK_OK) {
        status = add_independent(self, options, parts, &count, diag);
    }
    if (status == PK_OK) {
        status = add_cohorts(self, options, parts, &count, diag);
    }
    if (status == PK_OK) {
        status = add_journeys(self, options, parts, &count, diag);
    }
    if (status == PK_OK) {
        pk_posterior_init(&self->posterior, &self->parameters, parts, count);
    }
    return status;
}

void pk_fit_free(pk_fit_t *self)
{
    if (self->sampled) {
        pk_sampler_free(&self->sampler);
    }
    pk_posterior_free(&self->posterior);
    if (self->has_journeys) {
        pk_journeys_free(&self->journeys);
        pk_plan_free(&self->log_plan);
    }
    if (self->has_filter) {
        pk_filter_free(&self->filter);
    }
    if (self->has_independent) {
        pk_independent_free(&self->independent);
    }
    if (self->has_cohorts) {
        pk_cohorts_free(&self->cohorts);
    }
    pk_parameters_free(&self->parameters);
    pk_plan_free(&self->plan);
    pk_arena_free(&self->arena);
    *self = (pk_fit_t){0};
}

/* ---- draws ---- */

pk_status_t pk_fit_sample(pk_fit_t *self, const pk_fit_options_t *options, pk_diag_t *diag)
{
    const pk_target_t target = pk_posterior_target(&self->posterior);
    const pk_columns_t columns = pk_posterior_columns(&self->posterior);
    const pk_sampling_t sampling = {.chains = self->calibration->chains,
                                    .threads = options->threads,
                                    .seed = self->plan.seed,
                                    .warmup = WARMUP,
                                    .first = FIRST,
                                    .gradients = options->gradients};
    pk_sampler_init(&self->sampler, &target, &columns, &sampling);
    self->sampled = true;
    if (self->sampler.nmode == 0) {
        return pk_error(diag, (pk_place_t){self->calibration->source, 1, 1, 1},
                        "widen the intervals of the model, or look at the data: counts larger than the population?",
                        "no draw of the assumptions as they are written could have brought what was observed");
    }
    self->passed = pk_sampler_until(&self->sampler);
    if (self->sampler.ndraw == 0) {
        return pk_error(diag, (pk_place_t){self->calibration->source, 0, 0, 0}, "give it more: --gradients 1000000",
                        "the budget of gradients ended before the first draw");
    }
    return PK_OK;
}

const double *pk_fit_highest(const pk_fit_t *self, bool own_units)
{
    const pk_sampler_t *sampler = &self->sampler;
    const int likelihood = self->parameters.count; /* among the columns; the prior's density stands behind it */
    const double *best = sampler->chain[0].u;
    double most = -INFINITY;
    for (int c = 0; c < sampler->nchain; c++) {
        const pk_chain_draws_t *chain = &sampler->chain[c];
        for (long i = 0; i < sampler->ndraw; i++) {
            const double *columns = &chain->columns[i * sampler->ncolumn];
            const double here = own_units ? columns[likelihood] + columns[likelihood + 1] : chain->log_density[i];
            if (here > most) {
                most = here;
                best = &chain->u[i * sampler->n];
            }
        }
    }
    return best;
}

long pk_fit_rows(const pk_fit_t *self)
{
    const long all = self->sampler.ndraw * self->sampler.nchain;
    return all < PK_FIT_ROWS ? all : PK_FIT_ROWS;
}

/* Chains take turns; the draws of a chain are spread over all that it has, in an order in which any first ones are:
 * each next is as far from those before as a golden cut of the rest. */
void pk_fit_row(const pk_fit_t *self, long k, int *chain, long *draw)
{
    const int chains = self->sampler.nchain;
    const long each = (pk_fit_rows(self) + chains - 1) / chains, turn = k / chains;
    long stride = (long)(0.6180339887498949 * (double)each);
    for (;; stride++) { /* without a common part, so that each comes once */
        long a = each, b = stride > 0 ? stride : 1;
        while (b != 0) {
            const long rest = a % b;
            a = b;
            b = rest;
        }
        if (a == 1) {
            break;
        }
    }
    const long at = each > 1 ? turn * stride % each : 0;
    *chain = (int)(k % chains);
    *draw = (long)((double)at * (double)self->sampler.ndraw / (double)each);
}

void pk_fit_draws(pk_fit_t *self, long k, double *draws)
{
    int chain;
    long draw;
    pk_fit_row(self, k, &chain, &draw);
    (void)pk_parameters_draws(&self->parameters, 0, &self->sampler.chain[chain].u[draw * self->sampler.n], draws);
}
