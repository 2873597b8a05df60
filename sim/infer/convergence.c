#include "infer/convergence.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fft_halfcomplex.h>
#include <gsl/gsl_fft_real.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/quantiles.h"

/* The chains of a column cut in two, or what was made of them; owns x. */
typedef struct {
    double *x; /* [nchain][ndraw] */
    int nchain;
    long ndraw;
} halves_t;

static long count_of(pk_column_t column)
{
    return column.nchain * column.ndraw;
}

/* Draws that nothing can be said of: not finite, or all the same. */
static bool says_nothing(const double *x, long count)
{
    double low = INFINITY, high = -INFINITY;
    for (long i = 0; i < count; i++) {
        if (!isfinite(x[i])) {
            return true;
        }
        low = fmin(low, x[i]);
        high = fmax(high, x[i]);
    }
    return count == 0 || high - low < DBL_EPSILON;
}

static halves_t split(pk_column_t column)
{
    const long half = column.ndraw / 2;
    halves_t halves = {.nchain = 2 * column.nchain, .ndraw = half};
    halves.x = pk_heap((size_t)(halves.nchain * half), sizeof(double));
    for (int c = 0; c < column.nchain; c++) {
        const double *from = &column.x[c * column.ndraw];
        memcpy(&halves.x[2 * c * half], from, (size_t)half * sizeof(double));
        memcpy(&halves.x[(2 * c + 1) * half], &from[column.ndraw - half], (size_t)half * sizeof(double));
    }
    return halves;
}

/* ---- ranks and quantiles ---- */

typedef struct {
    double x;
    long at;
} placed_t;

static int by_x(const void *a, const void *b)
{
    const double one = ((const placed_t *)a)->x, other = ((const placed_t *)b)->x;
    return (one > other) - (one < other);
}

/* Draws become normal scores of their ranks: the quantile at (rank - 3/8) / (count + 1/4), ties at their mean rank. */
static void score(halves_t *halves)
{
    const long count = halves->nchain * halves->ndraw;
    placed_t *placed = pk_heap((size_t)count, sizeof *placed);
    for (long i = 0; i < count; i++) {
        placed[i] = (placed_t){halves->x[i], i};
    }
    qsort(placed, (size_t)count, sizeof *placed, by_x);
    for (long from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && placed[to].x == placed[from].x; to++) {
        }
        const double rank = (double)(from + 1 + to) / 2;
        const double z = gsl_cdf_ugaussian_Pinv((rank - .375) / ((double)count - .75 + 1));
        for (long i = from; i < to; i++) {
            halves->x[placed[i].at] = z;
        }
    }
    free(placed);
}

static double *sorted(pk_column_t column)
{
    double *x = pk_heap((size_t)count_of(column), sizeof *x);
    memcpy(x, column.x, (size_t)count_of(column) * sizeof *x);
    pk_sort(x, count_of(column));
    return x;
}

/* Type 7, of x in ascending order. */
static double quantile(const double *x, long count, double probability)
{
    const double index = (double)(count - 1) * probability;
    const long low = (long)floor(index), high = (long)ceil(index);
    const double part = index - (double)low;
    return low == high ? x[low] : (1 - part) * x[low] + part * x[high];
}

/* ---- moments ---- */

static double mean_of(const double *x, long count)
{
    double sum = 0;
    for (long i = 0; i < count; i++) {
        sum += x[i];
    }
    return sum / (double)count;
}

/* Mean of (x - about)^power. */
static double moment(const double *x, long count, double about, int power)
{
    double sum = 0;
    for (long i = 0; i < count; i++) {
        const double squared = (x[i] - about) * (x[i] - about);
        sum += power == 2 ? squared : squared * squared;
    }
    return sum / (double)count;
}

static double sd_of(const double *x, long count)
{
    return sqrt(moment(x, count, mean_of(x, count), 2) * (double)count / (double)(count - 1));
}

/* ---- R-hat ---- */

static double rhat_of(const halves_t *halves)
{
    const long n = halves->ndraw;
    if (says_nothing(halves->x, halves->nchain * n)) {
        return NAN;
    }
    double *means = pk_heap((size_t)halves->nchain, sizeof *means), within = 0;
    for (int c = 0; c < halves->nchain; c++) {
        means[c] = mean_of(&halves->x[c * n], n);
        const double sd = sd_of(&halves->x[c * n], n);
        within += sd * sd / halves->nchain;
    }
    const double sd = sd_of(means, halves->nchain);
    free(means);
    return sqrt(((double)n * sd * sd / within + (double)n - 1) / (double)n);
}

static double rhat_of_scores(pk_column_t column)
{
    halves_t halves = split(column);
    score(&halves);
    const double rhat = rhat_of(&halves);
    free(halves.x);
    return rhat;
}

/* |x - about|, in memory of its own. */
static double *folded(pk_column_t column, double about)
{
    double *x = pk_heap((size_t)count_of(column), sizeof *x);
    for (long i = 0; i < count_of(column); i++) {
        x[i] = fabs(column.x[i] - about);
    }
    return x;
}

double pk_rhat(pk_column_t column)
{
    if (says_nothing(column.x, count_of(column))) {
        return NAN;
    }
    double *x = sorted(column);
    double *away = folded(column, quantile(x, count_of(column), .5));
    const double bulk = rhat_of_scores(column);
    const double tail = rhat_of_scores((pk_column_t){away, column.nchain, column.ndraw});
    free(x);
    free(away);
    return isnan(bulk) || isnan(tail) ? NAN : fmax(bulk, tail);
}

/* ---- effective sizes ---- */

/* Adds a chain's autocovariances (over n, not n - lag) by Fourier transform to sums[n]. */
static void add_autocovariances(const double *x, long n, size_t padded, double *room, double *sums)
{
    const double mean = mean_of(x, n), variance = moment(x, n, mean, 2);
    if (variance == 0) {
        return;
    }
    memset(room, 0, padded * sizeof *room);
    for (long i = 0; i < n; i++) {
        room[i] = x[i] - mean;
    }
    gsl_fft_real_radix2_transform(room, 1, padded);
    room[0] *= room[0];
    room[padded / 2] *= room[padded / 2];
    for (size_t k = 1; k < padded / 2; k++) {
        room[k] = room[k] * room[k] + room[padded - k] * room[padded - k];
        room[padded - k] = 0;
    }
    gsl_fft_halfcomplex_radix2_inverse(room, 1, padded);
    for (long lag = 0; lag < n; lag++) {
        sums[lag] += room[lag] / room[0] * variance;
    }
}

/* Mean autocovariances over the chains, [ndraw]; owned by the caller. */
static double *autocovariances(const halves_t *halves)
{
    size_t padded = 1;
    while (padded < 2 * (size_t)halves->ndraw) {
        padded *= 2;
    }
    double *room = pk_heap(padded, sizeof *room), *sums = pk_heap((size_t)halves->ndraw, sizeof *sums);
    for (int c = 0; c < halves->nchain; c++) {
        add_autocovariances(&halves->x[c * halves->ndraw], halves->ndraw, padded, room, sums);
    }
    for (long lag = 0; lag < halves->ndraw; lag++) {
        sums[lag] /= halves->nchain;
    }
    free(room);
    return sums;
}

/* Variance of all chains: within, and between their means. */
static double variance_of_all(const halves_t *halves, double within)
{
    const double n = (double)halves->ndraw;
    double *means = pk_heap((size_t)halves->nchain, sizeof *means);
    for (int c = 0; c < halves->nchain; c++) {
        means[c] = mean_of(&halves->x[c * halves->ndraw], halves->ndraw);
    }
    const double sd = halves->nchain > 1 ? sd_of(means, halves->nchain) : 0;
    free(means);
    return within * (n - 1) / n + sd * sd;
}

/* rho[n] becomes Geyer's initial positive sequence in pairs; returns how many are of it. */
static long initial_positive(const double *covariance, long n, double within, double all, double *rho)
{
    long t = 0;
    double even = 1, odd = 1 - (within - covariance[1]) / all;
    rho[0] = even;
    rho[1] = odd;
    while (t < n - 5 && even + odd > 0) {
        t += 2;
        even = 1 - (within - covariance[t]) / all;
        odd = 1 - (within - covariance[t + 1]) / all;
        if (even + odd >= 0) {
            rho[t] = even;
            rho[t + 1] = odd;
        }
    }
    if (even > 0) {
        rho[t] = even;
    }
    return t;
}

static void make_monotone(double *rho, long length)
{
    for (long t = 2; t <= length - 2; t += 2) {
        if (rho[t] + rho[t + 1] > rho[t - 2] + rho[t - 1]) {
            rho[t] = (rho[t - 2] + rho[t - 1]) / 2;
            rho[t + 1] = rho[t];
        }
    }
}

static double ess_of(const halves_t *halves)
{
    const long n = halves->ndraw;
    const double count = (double)(halves->nchain * n);
    if (n < 3 || says_nothing(halves->x, halves->nchain * n)) {
        return NAN;
    }
    double *covariance = autocovariances(halves), *rho = pk_heap((size_t)n + 2, sizeof *rho);
    const double within = covariance[0] * (double)n / (double)(n - 1);
    const long length = initial_positive(covariance, n, within, variance_of_all(halves, within), rho);
    make_monotone(rho, length);
    double sum = length == 0 ? rho[0] : 0;
    for (long t = 0; t < length; t++) {
        sum += rho[t];
    }
    const double time = fmax(-1 + 2 * sum + rho[length], 1 / log10(count));
    free(covariance);
    free(rho);
    return count / time;
}

static double ess_of_column(pk_column_t column, bool scores)
{
    if (says_nothing(column.x, count_of(column))) {
        return NAN;
    }
    halves_t halves = split(column);
    if (scores) {
        score(&halves);
    }
    const double ess = ess_of(&halves);
    free(halves.x);
    return ess;
}

double pk_ess_bulk(pk_column_t column)
{
    return ess_of_column(column, true);
}

double pk_ess_mean(pk_column_t column)
{
    return ess_of_column(column, false);
}

double pk_ess_sd(pk_column_t column)
{
    double *away = folded(column, mean_of(column.x, count_of(column)));
    const double ess = ess_of_column((pk_column_t){away, column.nchain, column.ndraw}, false);
    free(away);
    return ess;
}

/* Of [x <= value]. */
static double ess_below(pk_column_t column, double value)
{
    double *below = pk_heap((size_t)count_of(column), sizeof *below);
    for (long i = 0; i < count_of(column); i++) {
        below[i] = column.x[i] <= value;
    }
    const double ess = ess_of_column((pk_column_t){below, column.nchain, column.ndraw}, false);
    free(below);
    return ess;
}

/* Where nearly all draws are below (a probability of 1), as if half a draw were above. */
static double ess_quantile_sorted(pk_column_t column, const double *x, double probability)
{
    const double count = (double)count_of(column);
    return ess_below(column, quantile(x, count_of(column), probability == 1 ? (count - .5) / count : probability));
}

double pk_ess_quantile(pk_column_t column, double probability)
{
    if (says_nothing(column.x, count_of(column))) {
        return NAN;
    }
    double *x = sorted(column);
    const double ess = ess_quantile_sorted(column, x, probability);
    free(x);
    return ess;
}

static double smaller(double a, double b)
{
    return isnan(a) || isnan(b) ? NAN : fmin(a, b);
}

double pk_ess_tail(pk_column_t column)
{
    return smaller(pk_ess_quantile(column, .05), pk_ess_quantile(column, .95));
}

/* ---- Monte Carlo standard errors ---- */

double pk_mcse_mean(pk_column_t column)
{
    return sd_of(column.x, count_of(column)) / sqrt(pk_ess_mean(column));
}

double pk_mcse_sd(pk_column_t column)
{
    const long count = count_of(column);
    const double mean = mean_of(column.x, count);
    double *squares = pk_heap((size_t)count, sizeof *squares);
    for (long i = 0; i < count; i++) {
        squares[i] = (column.x[i] - mean) * (column.x[i] - mean);
    }
    const double ess = ess_of_column((pk_column_t){squares, column.nchain, column.ndraw}, false);
    const double second = moment(column.x, count, mean, 2), fourth = moment(column.x, count, mean, 4);
    free(squares);
    return sqrt((fourth - second * second) / ess / second / 4);
}

/* Quantile of beta(a, b), by halving, which always arrives (GSL's own does not for large a and b). */
static double beta_quantile(double probability, double a, double b)
{
    double low = 0, high = 1;
    for (int k = 0; k < 60; k++) {
        const double middle = (low + high) / 2;
        *(gsl_cdf_beta_P(middle, a, b) < probability ? &low : &high) = middle;
    }
    return (low + high) / 2;
}

static double mcse_quantile_sorted(pk_column_t column, const double *x, double probability)
{
    static const double ONE_SD[] = {.1586553, .8413447};
    const double ess = ess_quantile_sorted(column, x, probability), count = (double)count_of(column);
    if (isnan(ess)) {
        return NAN;
    }
    const double a = ess * probability + 1, b = ess * (1 - probability) + 1;
    const double low = fmax(floor(beta_quantile(ONE_SD[0], a, b) * count), 1);
    const double high = fmin(ceil(beta_quantile(ONE_SD[1], a, b) * count), count);
    return (x[(long)high - 1] - x[(long)low - 1]) / 2;
}

double pk_mcse_quantile(pk_column_t column, double probability)
{
    if (says_nothing(column.x, count_of(column))) {
        return NAN;
    }
    double *x = sorted(column);
    const double error = mcse_quantile_sorted(column, x, probability);
    free(x);
    return error;
}

double pk_e_bfmi(const double *energy, long ndraw)
{
    if (ndraw < 3) {
        return NAN;
    }
    double differences = 0;
    for (long i = 1; i < ndraw; i++) {
        differences += (energy[i] - energy[i - 1]) * (energy[i] - energy[i - 1]);
    }
    return differences / ((double)ndraw * moment(energy, ndraw, mean_of(energy, ndraw), 2));
}

/* ---- all of it ---- */

pk_column_summary_t pk_column_summarise(pk_column_t column)
{
    const long count = count_of(column);
    pk_column_summary_t out = {.mean = mean_of(column.x, count), .sd = sd_of(column.x, count)};
    double *x = sorted(column);
    out.p05 = quantile(x, count, .05);
    out.p50 = quantile(x, count, .5);
    out.p95 = quantile(x, count, .95);
    out.rhat = pk_rhat(column);
    out.ess_bulk = pk_ess_bulk(column);
    out.ess_tail = pk_ess_tail(column);
    out.mcse_mean = pk_mcse_mean(column);
    out.mcse_sd = pk_mcse_sd(column);
    out.mcse_p05 = pk_mcse_quantile(column, .05);
    out.mcse_p50 = pk_mcse_quantile(column, .5);
    out.mcse_p95 = pk_mcse_quantile(column, .95);
    free(x);
    return out;
}
