/* uniform(low, high): density 1 / (high - low) between them. */
#include <math.h>

#include "model/law/families.h"

static bool valid(const double *a)
{
    return a[0] < a[1] && isfinite(a[1] - a[0]);
}

static void support(const double *a, double *low, double *high)
{
    *low = a[0];
    *high = a[1];
}

static double mean(const double *a)
{
    return a[0] + (a[1] - a[0]) / 2;
}

static double variance(const double *a)
{
    const double width = a[1] - a[0];
    return width * width / 12;
}

static double cdf(const double *a, double x)
{
    return x <= a[0] ? 0 : x >= a[1] ? 1 : (x - a[0]) / (a[1] - a[0]);
}

static double survival(const double *a, double x)
{
    return x <= a[0] ? 1 : x >= a[1] ? 0 : (a[1] - x) / (a[1] - a[0]);
}

static double quantile(const double *a, double u)
{
    return u <= 0.5 ? a[0] + u * (a[1] - a[0]) : a[1] - (1 - u) * (a[1] - a[0]);
}

static double log_density(const double *a, double x, double *slope)
{
    *slope = 0;
    return x >= a[0] && x <= a[1] ? -log(a[1] - a[0]) : -INFINITY;
}

const pk_law_t pk_law_uniform = {.name = "uniform",
                                 .arguments = {"low", "high"},
                                 .in_units = {true, true},
                                 .valid = valid,
                                 .valid_text = "low below high",
                                 .support = support,
                                 .mean = mean,
                                 .variance = variance,
                                 .cdf = cdf,
                                 .survival = survival,
                                 .log_density = log_density,
                                 .quantile = quantile};
