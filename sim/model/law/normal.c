/* normal(mean, sd): density exp(-(x - mean)^2 / (2 sd^2)) / (sd sqrt(2 pi)). */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "model/law/families.h"

static bool valid(const double *a)
{
    return isfinite(a[0]) && a[1] > 0 && isfinite(a[1]);
}

static void support(const double *a, double *low, double *high)
{
    (void)a;
    *low = -INFINITY;
    *high = INFINITY;
}

static double mean(const double *a)
{
    return a[0];
}

static double variance(const double *a)
{
    return a[1] * a[1];
}

static double cdf(const double *a, double x)
{
    return gsl_cdf_ugaussian_P((x - a[0]) / a[1]);
}

static double survival(const double *a, double x)
{
    return gsl_cdf_ugaussian_Q((x - a[0]) / a[1]);
}

static double quantile(const double *a, double u)
{
    return a[0] + a[1] * gsl_cdf_ugaussian_Pinv(u);
}

static double sum(const double *a, double n, pk_stream_t *stream)
{
    return n * a[0] + sqrt(n) * a[1] * gsl_cdf_ugaussian_Pinv(pk_stream_uniform(stream));
}

/* -(x - mean)^2 / (2 sd^2) - log(sd sqrt(2 pi)) */
static double log_density(const double *a, double x, double *slope)
{
    const double z = (x - a[0]) / a[1];
    *slope = -z / a[1];
    return -z * z / 2 - log(a[1]) - PK_LOG_SQRT_2PI;
}

static double score(const double *a, double x)
{
    return (x - a[0]) / a[1];
}

static double at_score(const double *a, double z)
{
    return a[0] + a[1] * z;
}

const pk_law_t pk_law_normal = {.name = "normal",
                                .arguments = {"mean", "sd"},
                                .in_units = {true, true},
                                .range = {PK_ARGUMENT_REAL, PK_ARGUMENT_POSITIVE},
                                .valid = valid,
                                .valid_text = "sd above 0",
                                .support = support,
                                .mean = mean,
                                .variance = variance,
                                .cdf = cdf,
                                .survival = survival,
                                .log_density = log_density,
                                .quantile = quantile,
                                .score = score,
                                .at_score = at_score,
                                .sum = sum};
