/* weibull(shape, scale): survival exp(-(x / scale)^shape); mean scale Gamma(1 + 1 / shape). */
#include <gsl/gsl_sf_zeta.h>
#include <math.h>

#include "model/law/families.h"

static bool valid(const double *a)
{
    return a[0] > 0 && isfinite(a[0]) && a[1] > 0 && isfinite(a[1]);
}

static void support(const double *a, double *low, double *high)
{
    (void)a;
    *low = 0;
    *high = INFINITY;
}

static double mean(const double *a)
{
    return a[1] * exp(lgamma(1 + 1 / a[0]));
}

/* log(Gamma(1 + 2 x) / Gamma(1 + x)^2), for small x by the series sum of zeta(k) (-x)^k (2^k - 2) / k from k = 2, in
 * which Euler's constant has cancelled (Abramowitz and Stegun 6.1.33). */
static double log_ratio(double x)
{
    if (x > 0.01) {
        return lgamma(1 + 2 * x) - 2 * lgamma(1 + x);
    }
    double total = 0;
    for (int k = 12; k >= 2; k--) {
        total += gsl_sf_zeta_int(k) * pow(-x, k) * (ldexp(1, k) - 2) / k;
    }
    return total;
}

/* scale^2 (Gamma(1 + 2/k) - Gamma(1 + 1/k)^2), by the ratio so that it keeps its digits at large shapes. */
static double variance(const double *a)
{
    const double m = mean(a);
    return m * m * expm1(log_ratio(1 / a[0]));
}

static double cdf(const double *a, double x)
{
    return x <= 0 ? 0 : -expm1(-pow(x / a[1], a[0]));
}

static double survival(const double *a, double x)
{
    return x <= 0 ? 1 : exp(-pow(x / a[1], a[0]));
}

static double quantile(const double *a, double u)
{
    return a[1] * pow(-log1p(-u), 1 / a[0]);
}

static bool by_mean(const double *given, double *canonical)
{
    canonical[0] = given[0];
    canonical[1] = given[1] / exp(lgamma(1 + 1 / given[0]));
    return valid(canonical);
}

/* log(k / scale) + (k - 1) log(x / scale) - (x / scale)^k */
static double log_density(const double *a, double x, double *slope)
{
    *slope = 0;
    if (!(x > 0)) {
        return -INFINITY;
    }
    const double power = pow(x / a[1], a[0]);
    *slope = (a[0] - 1 - a[0] * power) / x;
    return log(a[0] / a[1]) + (a[0] - 1) * log(x / a[1]) - power;
}

const pk_law_t pk_law_weibull = {.name = "weibull",
                                 .arguments = {"shape", "scale"},
                                 .in_units = {false, true},
                                 .range = {PK_ARGUMENT_POSITIVE, PK_ARGUMENT_POSITIVE},
                                 .spellings = {{.arguments = {"shape", "mean"},
                                                .in_units = {false, true},
                                                .range = {PK_ARGUMENT_POSITIVE, PK_ARGUMENT_POSITIVE},
                                                .convert = by_mean}},
                                 .valid = valid,
                                 .valid_text = "shape and scale above 0",
                                 .support = support,
                                 .mean = mean,
                                 .variance = variance,
                                 .cdf = cdf,
                                 .survival = survival,
                                 .log_density = log_density,
                                 .quantile = quantile};
