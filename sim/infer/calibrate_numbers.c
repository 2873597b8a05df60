/* What the draws say of each number: rows of posterior.csv, summaries, who decides, the mode. */
#include <math.h>
#include <nlopt.h>
#include <stdlib.h>
#include <string.h>

#include "engine/prior.h"
#include "infer/calibrate.h"
#include "infer/convergence.h"
#include "infer/gate.h"
#include "infer/power_scaling.h"

enum { PRIOR_DRAWS = 4000, MODE_MOST = 16 };

/* ---- rows ---- */

static void take_rows(pk_fit_t *fit, pk_calibrated_t *out)
{
    const int columns = out->nnumber;
    out->nrow = pk_fit_rows(fit);
    out->row_chain = PK_ARRAY(&out->arena, int, out->nrow);
    out->row_draw = PK_ARRAY(&out->arena, long, out->nrow);
    out->rows = PK_ARRAY(&out->arena, double, out->nrow *columns);
    for (long k = 0; k < out->nrow; k++) {
        pk_fit_row(fit, k, &out->row_chain[k], &out->row_draw[k]);
        const pk_chain_draws_t *chain = &fit->sampler.chain[out->row_chain[k]];
        memcpy(&out->rows[k * columns], &chain->columns[out->row_draw[k] * fit->sampler.ncolumn],
               (size_t)columns * sizeof(double));
    }
}

/* ---- summaries ---- */

static void summarise(pk_fit_t *fit, pk_calibrated_t *out)
{
    for (int k = 0; k < out->nnumber; k++) {
        pk_learned_number_t *number = &out->numbers[k];
        const pk_column_summary_t s = pk_sampler_summary(&fit->sampler, k);
        number->mean = s.mean;
        number->sd = s.sd;
        number->mcse = s.sd == 0 ? 0 : s.mcse_mean;
        number->p05 = s.p05;
        number->p50 = s.p50;
        number->p95 = s.p95;
        number->rhat = s.sd == 0 ? 1 : s.rhat; /* all the same: they agree */
        number->ess_bulk = s.ess_bulk;
        number->ess_tail = s.ess_tail;
    }
}

static void tell_priors(pk_fit_t *fit, pk_calibrated_t *out)
{
    const int count = fit->parameters.count;
    pk_summary_t *prior = pk_heap((size_t)count + 1, sizeof *prior);
    pk_parameters_prior(&fit->parameters, PRIOR_DRAWS, prior);
    for (int k = 0; k < count; k++) {
        const int coordinate = fit->parameters.all[k].coordinate;
        out->numbers[k] = (pk_learned_number_t){
            .path = pk_arena_copy(&out->arena, fit->parameters.all[k].path),
            .prior_mean = prior[k].mean,
            .prior_sd = prior[k].sd,
            .prior_p05 = prior[k].p05,
            .prior_p50 = prior[k].p50,
            .prior_p95 = prior[k].p95,
            .mode = NAN,
            .untouched = coordinate >= 0 && pk_posterior_leaves(&fit->posterior, coordinate),
        };
    }
    out->numbers[count] = (pk_learned_number_t){.path = "log_likelihood",
                                                .prior_mean = NAN,
                                                .prior_sd = NAN,
                                                .prior_p05 = NAN,
                                                .prior_p50 = NAN,
                                                .prior_p95 = NAN,
                                                .mode = NAN};
    free(prior);
}

/* ---- who decides ---- */

/* What both move is a conflict only where they lead apart; else the data decide what they made half as wide, and of the
 * rest the one that moves it more. */
static pk_learned_by_t decider(const pk_learned_number_t *number, const pk_power_t *power)
{
    const bool apart = fabs(number->mean - number->prior_mean) > number->prior_sd;
    if (number->untouched || power->verdict == PK_PRIOR_DECIDES) {
        return PK_LEARNED_BY_PRIOR;
    }
    if (power->verdict == PK_DATA_DECIDE) {
        return PK_LEARNED_BY_DATA;
    }
    const bool narrowed = number->sd < 0.5 * number->prior_sd;
    return apart                                           ? PK_LEARNED_IN_CONFLICT
           : power->prior > power->likelihood && !narrowed ? PK_LEARNED_BY_PRIOR
                                                           : PK_LEARNED_BY_DATA;
}

static void ask_who(const pk_fit_t *fit, pk_calibrated_t *out)
{
    const pk_sampler_t *sampler = &fit->sampler;
    const long draws = sampler->nchain * sampler->ndraw;
    const int count = out->nnumber - 1;
    double *x = pk_heap((size_t)(draws * sampler->ncolumn) + 1, sizeof *x);
    pk_power_t *power = pk_heap((size_t)count + 1, sizeof *power);
    for (int k = 0; k < sampler->ncolumn; k++) {
        pk_sampler_column(sampler, false, k, &x[k * draws]);
    }
    (void)pk_power_scale(count, draws, x, &x[(count + 1) * draws], &x[count * draws], power);
    for (int k = 0; k < count; k++) {
        pk_learned_number_t *number = &out->numbers[k];
        number->prior_sensitivity = power[k].prior;
        number->likelihood_sensitivity = power[k].likelihood;
        number->by = decider(number, &power[k]);
    }
    free(power);
    free(x);
}

/* ---- the mode ---- */

typedef struct {
    pk_fit_t *fit;
    double *draws;
} pk_climber_t;

/* The density of the numbers in their own units, with what was observed. */
static double height(unsigned n, const double *u, double *gradient, void *data)
{
    pk_climber_t *self = data;
    (void)n;
    (void)gradient;
    if (!pk_parameters_draws(&self->fit->parameters, 0, u, self->draws)) {
        return -HUGE_VAL;
    }
    const double density = pk_prior_log_density(&self->fit->plan, self->draws, NULL) +
                           pk_posterior_likelihood(&self->fit->posterior, 0, self->draws);
    return isfinite(density) ? density : -HUGE_VAL;
}

/* From the highest draw on, by subplex: bounds of laws (a uniform's, say) stand at infinite scores, so that no
 * derivative is asked for. Of few numbers only; a mode of many says little. */
static void climb(pk_fit_t *fit, pk_calibrated_t *out)
{
    const unsigned n = (unsigned)fit->parameters.n;
    if (n > MODE_MOST) {
        return;
    }
    pk_climber_t climber = {.fit = fit, .draws = pk_heap((size_t)fit->plan.nslot + 1, sizeof(double))};
    double *u = pk_heap((size_t)n + 1, sizeof *u), found = 0;
    memcpy(u, pk_fit_highest(fit, true), n * sizeof *u);
    nlopt_opt search = nlopt_create(NLOPT_LN_SBPLX, n);
    PK_REQUIRE(search != NULL);
    nlopt_set_max_objective(search, height, &climber);
    nlopt_set_xtol_abs1(search, 1e-7);
    nlopt_set_maxeval(search, 400 * (int)(n + 1));
    nlopt_set_lower_bounds1(search, -8);
    nlopt_set_upper_bounds1(search, 8);
    if (nlopt_optimize(search, u, &found) > 0 && pk_parameters_draws(&fit->parameters, 0, u, climber.draws)) {
        for (int k = 0; k < fit->parameters.count; k++) {
            out->numbers[k].mode = climber.draws[fit->parameters.all[k].slot];
        }
        out->numbers[fit->parameters.count].mode = pk_posterior_likelihood(&fit->posterior, 0, climber.draws);
    }
    nlopt_destroy(search);
    free(u);
    free(climber.draws);
}

void pk_calibrate_numbers(pk_fit_t *fit, pk_calibrated_t *out)
{
    out->nnumber = fit->parameters.count + 1;
    out->numbers = PK_ARRAY(&out->arena, pk_learned_number_t, out->nnumber);
    out->method = fit->sampler.kind == PK_SAMPLER_NUTS ? "NUTS" : "differential evolution";
    out->draws = fit->sampler.ndraw;
    out->gradients = fit->sampler.ngradient;
    tell_priors(fit, out);
    summarise(fit, out);
    take_rows(fit, out);
    ask_who(fit, out);
    climb(fit, out);
}
