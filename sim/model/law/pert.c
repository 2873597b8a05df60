/* pert(low, mode, high): low + (high - low) B with B ~ beta(1 + 4 (mode - low) / (high - low),
 * 1 + 4 (high - mode) / (high - low)), so that the mean is (low + 4 mode + high) / 6 (Malcolm et al. 1959). */
#include <math.h>

#include "model/law/families.h"

static bool valid(const double *a)
{
    return a[0] <= a[1] && a[1] <= a[2] && a[0] < a[2] && isfinite(a[2] - a[0]);
}

static void support(const double *a, double *low, double *high)
{
    *low = a[0];
    *high = a[2];
}

static void shapes(const double *a, double *shape)
{
    shape[0] = 1 + 4 * ((a[1] - a[0]) / (a[2] - a[0]));
    shape[1] = 1 + 4 * ((a[2] - a[1]) / (a[2] - a[0]));
}

static double mean(const double *a)
{
    return a[0] + (4 * (a[1] - a[0]) + (a[2] - a[0])) / 6;
}

static double variance(const double *a)
{
    double shape[2];
    shapes(a, shape);
    const double width = a[2] - a[0];
    return width * width * pk_law_beta.variance(shape);
}

static double skewness(const double *a)
{
    double shape[2];
    shapes(a, shape);
    return pk_law_beta.skewness(shape);
}

static double cdf(const double *a, double x)
{
    double shape[2];
    shapes(a, shape);
    return pk_law_beta.cdf(shape, (x - a[0]) / (a[2] - a[0]));
}

/* Mirrored, so that the distance to `high` keeps its digits. */
static double survival(const double *a, double x)
{
    double shape[2];
    shapes(a, shape);
    const double mirrored[] = {shape[1], shape[0]};
    return pk_law_beta.cdf(mirrored, (a[2] - x) / (a[2] - a[0]));
}

static double quantile(const double *a, double u)
{
    double shape[2];
    shapes(a, shape);
    return a[0] + (a[2] - a[0]) * pk_law_beta.quantile(shape, u);
}

static double draw(const double *a, pk_stream_t *stream)
{
    double shape[2];
    shapes(a, shape);
    return a[0] + (a[2] - a[0]) * pk_law_beta.draw(shape, stream);
}

static double log_density(const double *a, double x, double *slope)
{
    double shape[2];
    shapes(a, shape);
    const double width = a[2] - a[0];
    const double value = pk_law_beta.log_density(shape, (x - a[0]) / width, slope) - log(width);
    *slope /= width;
    return value;
}

const pk_law_t pk_law_pert = {.name = "pert",
                              .arguments = {"low", "mode", "high"},
                              .in_units = {true, true, true},
                              .valid = valid,
                              .valid_text = "low, mode and high in ascending order, low below high",
                              .support = support,
                              .mean = mean,
                              .variance = variance,
                              .skewness = skewness,
                              .cdf = cdf,
                              .survival = survival,
                              .log_density = log_density,
                              .quantile = quantile,
                              .draw = draw};
