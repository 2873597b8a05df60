/* exponential(mean): survival exp(-x / mean). */
#include <math.h>

#include "model/law/families.h"

static bool valid(const double *a)
{
    return a[0] > 0 && isfinite(a[0]);
}

static void support(const double *a, double *low, double *high)
{
    (void)a;
    *low = 0;
    *high = INFINITY;
}

static double mean(const double *a)
{
    return a[0];
}

static double variance(const double *a)
{
    return a[0] * a[0];
}

static double cdf(const double *a, double x)
{
    return x <= 0 ? 0 : -expm1(-x / a[0]);
}

static double survival(const double *a, double x)
{
    return x <= 0 ? 1 : exp(-x / a[0]);
}

static double quantile(const double *a, double u)
{
    return -a[0] * log1p(-u);
}

static double sum(const double *a, double n, pk_stream_t *stream)
{
    return pk_law_gamma.sum((const double[]){1, a[0]}, n, stream);
}

static double log_density(const double *a, double x, double *slope)
{
    *slope = x >= 0 ? -1 / a[0] : 0;
    return x >= 0 ? -x / a[0] - log(a[0]) : -INFINITY;
}

const pk_law_t pk_law_exponential = {.name = "exponential",
                                     .arguments = {"mean"},
                                     .in_units = {true},
                                     .range = {PK_ARGUMENT_POSITIVE},
                                     .valid = valid,
                                     .valid_text = "mean above 0",
                                     .support = support,
                                     .mean = mean,
                                     .variance = variance,
                                     .cdf = cdf,
                                     .survival = survival,
                                     .log_density = log_density,
                                     .quantile = quantile,
                                     .sum = sum};
