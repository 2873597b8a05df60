#include "engine/prior.h"

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_psi.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/assumptions.h"

/* From lowest - 1 to x, from the side on which the digits are. */
static double mass(const pk_law_t *law, const double *a, double low, double x)
{
    const double below = law->cdf(a, low - 1);
    return below < 0.5 ? law->cdf(a, x) - below : law->survival(a, low - 1) - law->survival(a, x);
}

/* The probability of a whole number, of those within the number's bounds. */
static double of_count(const pk_number_t *number, const double *a, double x)
{
    const bool inside = x == floor(x) && x >= number->low && x <= number->high;
    return inside ? log(mass(number->law, a, x, x) / mass(number->law, a, ceil(number->low), number->high)) : -INFINITY;
}

/* One number's law with its arguments from `draws`, at draws[slot]. */
static double of_number(const pk_number_t *number, const double *draws, double *slope)
{
    double a[PK_LAW_ARGUMENTS];
    *slope = 0;
    if (!pk_law_arguments(number, draws, a)) {
        return -INFINITY;
    }
    const double x = draws[number->slot] / number->scale;
    if (number->law->log_density == NULL) {
        return of_count(number, a, x);
    }
    const double density = pk_law_log_density(number->law, a, x, number->low, number->high, slope);
    *slope /= number->scale;
    return density - log(fabs(number->scale));
}

/* By one argument: a little to either side, in draws that are put back. */
static double by_argument(const pk_number_t *number, int slot, double *draws)
{
    const double here = draws[slot], step = 1e-5 * fmax(fabs(here), 1e-3);
    double unused;
    draws[slot] = here + step;
    const double above = of_number(number, draws, &unused);
    draws[slot] = here - step;
    const double below = of_number(number, draws, &unused);
    draws[slot] = here;
    return (above - below) / (2 * step);
}

static void by_arguments(const pk_plan_t *plan, const pk_number_t *number, double *draws, double *gradient)
{
    for (int k = 0; k < number->nargument; k++) {
        const int slot = number->arguments[k]->slot;
        if (slot >= 0 && plan->drawn[slot]) {
            gradient[slot] += by_argument(number, slot, draws);
        }
    }
}

/* By the parameters of a row that are drawn themselves: ψ(Σ α) - ψ(α_k) + log p_k. */
static void by_alphas(const pk_plan_t *plan, const pk_stage_plan_t *stage, const double *draws, double staying,
                      double sum, double *gradient)
{
    for (int k = 0; k <= stage->stage->exits_count; k++) {
        const int slot = stage->stage->exits_alpha[k]->slot;
        if (slot >= 0 && plan->drawn[slot]) {
            const double p = k < stage->stage->exits_count ? draws[stage->row_slot + k] : staying;
            gradient[slot] += gsl_sf_psi(sum) - gsl_sf_psi(draws[slot]) + log(p);
        }
    }
}

/* A row of `exits:`; the last part is staying. */
static double of_row(const pk_plan_t *plan, const pk_stage_plan_t *stage, const double *draws, double *gradient)
{
    const int exits = stage->stage->exits_count;
    double staying = 1, sum = 0, density = 0;
    for (int k = 0; k < exits; k++) {
        staying -= draws[stage->row_slot + k];
    }
    const double rest = pk_number_at(stage->stage->exits_alpha[exits], draws, 1);
    for (int k = 0; k <= exits; k++) {
        const double alpha = pk_number_at(stage->stage->exits_alpha[k], draws, 1);
        const double p = k < exits ? draws[stage->row_slot + k] : staying;
        sum += alpha;
        density += p > 0 ? (alpha - 1) * log(p) - gsl_sf_lngamma(alpha) : -INFINITY;
        if (gradient != NULL && k < exits) {
            gradient[stage->row_slot + k] += (alpha - 1) / p - (rest - 1) / staying;
        }
    }
    if (gradient != NULL) {
        by_alphas(plan, stage, draws, staying, sum, gradient);
    }
    return density + gsl_sf_lngamma(sum);
}

/* The log density of a Gaussian copula at the numbers of a block that are drawn: (z'z - |L^-1 z|^2)/2 - log det L, z
 * their normal scores and L the Cholesky factor of their correlations. */
static double of_block(const pk_plan_t *plan, const pk_copula_t *block, const double *draws)
{
    const int n = block->count;
    double z[n], solved[n], matrix[n * n], factor[n * n], density = 0;
    int at[n], count = 0;
    for (int k = 0; k < n; k++) {
        const pk_number_t *number = block->numbers[k];
        double a[PK_LAW_ARGUMENTS];
        if (number->slot < 0 || !plan->drawn[number->slot] || number->kind != PK_NUMBER_LAW ||
            number->learned != NULL || !pk_law_arguments(number, draws, a)) {
            continue;
        }
        at[count] = k;
        z[count++] = pk_law_score(number->law, a, draws[number->slot] / number->scale, number->low, number->high, 0.5);
    }
    if (count < 2) {
        return 0;
    }
    memset(matrix, 0, sizeof matrix);
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
            matrix[i * count + j] = block->correlation[at[i] * n + at[j]];
        }
    }
    PK_REQUIRE(pk_cholesky(matrix, count, factor));
    for (int i = 0; i < count; i++) {
        double left = z[i];
        for (int j = 0; j < i; j++) {
            left -= factor[i * count + j] * solved[j];
        }
        solved[i] = left / factor[i * count + i];
        density += (z[i] * z[i] - solved[i] * solved[i]) / 2 - log(factor[i * count + i]);
    }
    return isnan(density) ? -INFINITY : density;
}

/* By a number of the block, or an argument of one: a little to either side. */
static void by_block(const pk_plan_t *plan, const pk_copula_t *block, const pk_number_t *number, double *draws,
                     double *gradient)
{
    if (number->slot >= 0 && plan->drawn[number->slot]) {
        const double here = draws[number->slot], step = 1e-5 * fmax(fabs(here), 1e-3);
        draws[number->slot] = here + step;
        const double above = of_block(plan, block, draws);
        draws[number->slot] = here - step;
        gradient[number->slot] += (above - of_block(plan, block, draws)) / (2 * step);
        draws[number->slot] = here;
    }
    for (int k = 0; k < number->nargument; k++) {
        by_block(plan, block, number->arguments[k], draws, gradient);
    }
}

double pk_prior_log_density(const pk_plan_t *plan, const double *draws, double *gradient)
{
    double sum = 0, slope;
    double *moved = gradient != NULL ? pk_heap((size_t)plan->nslot + 1, sizeof(double)) : NULL;
    if (gradient != NULL) {
        memcpy(moved, draws, (size_t)plan->nslot * sizeof(double));
        memset(gradient, 0, (size_t)plan->nslot * sizeof(double));
    }
    for (int i = 0; i < plan->nstage; i++) {
        sum += plan->stages[i].row_slot >= 0 ? of_row(plan, &plan->stages[i], draws, gradient) : 0;
    }
    for (int slot = 0; slot < plan->nnumber; slot++) {
        if (plan->drawn[slot]) {
            sum += of_number(plan->numbers[slot], draws, &slope);
        }
        if (plan->drawn[slot] && gradient != NULL) {
            gradient[slot] += slope;
            by_arguments(plan, plan->numbers[slot], moved, gradient);
        }
    }
    for (int b = 0; b < plan->copulas.count; b++) {
        const pk_copula_t *block = &plan->copulas.all[b];
        sum += of_block(plan, block, draws);
        for (int k = 0; gradient != NULL && k < block->count; k++) {
            by_block(plan, block, block->numbers[k], moved, gradient);
        }
    }
    free(moved);
    return sum;
}
