#include "infer/power_scaling.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "infer/pareto.h"

enum { POWERS = 2 };

static const double POWER[POWERS] = {.99, 1.01};

/* Weights of the draws for both powers of one part. */
typedef struct {
    double *weight[POWERS]; /* [ndraw], sum 1 */
    double k;               /* the larger of both */
} weights_t;

static weights_t weigh(long ndraw, const double *log_part)
{
    weights_t out = {.k = NAN};
    for (int p = 0; p < POWERS; p++) {
        out.weight[p] = pk_heap((size_t)ndraw, sizeof(double));
        for (long i = 0; i < ndraw; i++) {
            out.weight[p][i] = (POWER[p] - 1) * log_part[i];
        }
        const double k = pk_pareto_smooth(out.weight[p], ndraw, 1);
        out.k = isnan(out.k) ? k : fmax(out.k, k);
    }
    return out;
}

static void free_weights(weights_t *weights)
{
    for (int p = 0; p < POWERS; p++) {
        free(weights->weight[p]);
    }
}

typedef struct {
    double x;
    long at;
} placed_t;

static int by_x(const void *a, const void *b)
{
    const double one = ((const placed_t *)a)->x, other = ((const placed_t *)b)->x;
    return (one > other) - (one < other);
}

/* x log2(x / m), 0 at 0. */
static double part(double x, double m)
{
    return x > 0 ? x * log2(x / m) : 0;
}

/* The divergence of both distribution functions over the gaps between draws, from below; from above with `from_above`,
 * where they are those of -x. */
static double divergence(const placed_t *placed, long ndraw, const double *weight, bool from_above)
{
    double p = 0, q = 0, sum = 0, bound = 0;
    for (long k = 0; k + 1 < ndraw; k++) {
        const long here = from_above ? ndraw - 1 - k : k, next = from_above ? here - 1 : here + 1;
        const double width = fabs(placed[next].x - placed[here].x);
        p += 1 / (double)ndraw;
        q += weight[placed[here].at];
        sum += width * (part(p, (p + q) / 2) + part(q, (p + q) / 2));
        bound += width * (p + q);
    }
    return bound > 0 ? fmax(0, sum / bound) : 0;
}

/* Cumulative Jensen-Shannon distance of weighted draws from the same without weights. */
static double distance(const placed_t *placed, long ndraw, const double *weight)
{
    return sqrt(fmax(divergence(placed, ndraw, weight, false), divergence(placed, ndraw, weight, true)));
}

static double weighted_mean(const placed_t *placed, long ndraw, const double *weight)
{
    double sum = 0;
    for (long i = 0; i < ndraw; i++) {
        sum += weight[placed[i].at] * placed[i].x;
    }
    return sum;
}

static double sd_of(const placed_t *placed, long ndraw)
{
    double sum = 0, squares = 0;
    for (long i = 0; i < ndraw; i++) {
        sum += placed[i].x;
    }
    for (long i = 0; i < ndraw; i++) {
        const double off = placed[i].x - sum / (double)ndraw;
        squares += off * off;
    }
    return sqrt(squares / (double)(ndraw - 1));
}

static void sense(const placed_t *placed, long ndraw, const weights_t *weights, double *sensitivity, double *shift)
{
    const double sd = sd_of(placed, ndraw);
    double distances = 0, means[POWERS];
    for (int p = 0; p < POWERS; p++) {
        distances += distance(placed, ndraw, weights->weight[p]);
        means[p] = weighted_mean(placed, ndraw, weights->weight[p]);
    }
    *sensitivity = distances / (2 * log2(POWER[1]));
    *shift = sd > 0 ? (means[1] - means[0]) / sd / log2(POWER[1] / POWER[0]) : 0;
}

static pk_power_verdict_t verdict(double prior, double likelihood)
{
    if (!(prior >= PK_SENSITIVE)) {
        return PK_DATA_DECIDE;
    }
    return likelihood >= PK_SENSITIVE ? PK_PRIOR_IN_CONFLICT : PK_PRIOR_DECIDES;
}

pk_power_weights_t pk_power_scale(int ncolumn, long ndraw, const double *x, const double *log_prior,
                                  const double *log_likelihood, pk_power_t *power)
{
    weights_t prior = weigh(ndraw, log_prior), likelihood = weigh(ndraw, log_likelihood);
    placed_t *placed = pk_heap((size_t)ndraw, sizeof *placed);
    for (int column = 0; column < ncolumn; column++) {
        for (long i = 0; i < ndraw; i++) {
            placed[i] = (placed_t){x[column * ndraw + i], i};
        }
        qsort(placed, (size_t)ndraw, sizeof *placed, by_x);
        pk_power_t *out = &power[column];
        sense(placed, ndraw, &prior, &out->prior, &out->prior_shift);
        sense(placed, ndraw, &likelihood, &out->likelihood, &out->likelihood_shift);
        out->verdict = verdict(out->prior, out->likelihood);
    }
    const pk_power_weights_t told = {prior.k, likelihood.k};
    free(placed);
    free_weights(&prior);
    free_weights(&likelihood);
    return told;
}
