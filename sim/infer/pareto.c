#include "infer/pareto.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

enum { SHORTEST_TAIL = 5, GRID_LEAST = 30, PRIOR_COUNT = 10 };

static const double PRIOR_K = .5;

/* The likeliest shape for a theta = -k / sigma: the mean of log(1 - theta x). */
static double shape_at(double theta, const double *x, long count)
{
    double sum = 0;
    for (long i = 0; i < count; i++) {
        sum += log1p(-theta * x[i]);
    }
    return sum / (double)count;
}

void pk_pareto_fit(const double *x, long count, double *k, double *sigma)
{
    const int grid = GRID_LEAST + (int)floor(sqrt((double)count));
    const double quarter = x[(long)floor((double)count / 4 + .5) - 1], largest = x[count - 1];
    double *theta = pk_heap((size_t)grid, sizeof *theta), *log_likelihood = pk_heap((size_t)grid, sizeof *theta);
    for (int j = 0; j < grid; j++) {
        theta[j] = 1 / largest + (1 - sqrt(grid / (j + .5))) / (3 * quarter);
        const double shape = shape_at(theta[j], x, count);
        log_likelihood[j] = (double)count * (log(-theta[j] / shape) - shape - 1);
    }
    double mean = 0;
    for (int j = 0; j < grid; j++) {
        double sum = 0;
        for (int i = 0; i < grid; i++) {
            sum += exp(log_likelihood[i] - log_likelihood[j]);
        }
        mean += theta[j] / sum;
    }
    free(theta);
    free(log_likelihood);
    const double shape = shape_at(mean, x, count), n = (double)count;
    *sigma = -shape / mean;
    *k = (shape * n + PRIOR_K * PRIOR_COUNT) / (n + PRIOR_COUNT);
}

typedef struct {
    double log_weight;
    long at;
} placed_t;

static int by_weight(const void *a, const void *b)
{
    const double one = ((const placed_t *)a)->log_weight, other = ((const placed_t *)b)->log_weight;
    return (one > other) - (one < other);
}

static double quantile(double probability, double k, double sigma)
{
    return k == 0 ? -sigma * log1p(-probability) : sigma * expm1(-k * log1p(-probability)) / k;
}

/* Smooths the `length` largest of placed[ndraw], in ascending order, the largest of which is 0; returns k. */
static double smooth_tail(placed_t *placed, long ndraw, long length)
{
    placed_t *tail = &placed[ndraw - length];
    if (length < SHORTEST_TAIL || tail[length - 1].log_weight - tail[0].log_weight < DBL_EPSILON * 100) {
        return INFINITY;
    }
    const double cutoff = exp(tail[-1].log_weight);
    double *x = pk_heap((size_t)length, sizeof *x), k, sigma;
    for (long i = 0; i < length; i++) {
        x[i] = exp(tail[i].log_weight) - cutoff;
    }
    pk_pareto_fit(x, length, &k, &sigma);
    for (long i = 0; i < length && isfinite(k); i++) {
        const double smoothed = quantile(((double)i + .5) / (double)length, k, sigma) + cutoff;
        tail[i].log_weight = fmin(0, log(smoothed));
    }
    free(x);
    return isfinite(k) ? k : INFINITY;
}

static void normalise(double *log_weights, long ndraw)
{
    double sum = 0;
    for (long i = 0; i < ndraw; i++) {
        log_weights[i] = exp(log_weights[i]);
        sum += log_weights[i];
    }
    for (long i = 0; i < ndraw; i++) {
        log_weights[i] /= sum;
    }
}

double pk_pareto_smooth(double *log_weights, long ndraw, double r_eff)
{
    placed_t *placed = pk_heap((size_t)ndraw, sizeof *placed);
    for (long i = 0; i < ndraw; i++) {
        placed[i] = (placed_t){log_weights[i], i};
    }
    qsort(placed, (size_t)ndraw, sizeof *placed, by_weight);
    const double largest = placed[ndraw - 1].log_weight, smallest = placed[0].log_weight;
    const long length = (long)ceil(fmin((double)ndraw / 5, 3 * sqrt((double)ndraw / r_eff)));
    for (long i = 0; i < ndraw; i++) {
        placed[i].log_weight -= largest;
    }
    const double k = largest > smallest && length < ndraw ? smooth_tail(placed, ndraw, length) : (double)NAN;
    for (long i = 0; i < ndraw; i++) {
        log_weights[placed[i].at] = placed[i].log_weight;
    }
    normalise(log_weights, ndraw);
    free(placed);
    return k;
}
