/* lognormal(mu, sigma): exp of a normal(mu, sigma); mean exp(mu + sigma^2 / 2),
 * variance (exp(sigma^2) - 1) exp(2 mu + sigma^2). */
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
    *low = 0;
    *high = INFINITY;
}

static double mean(const double *a)
{
    return exp(a[0] + a[1] * a[1] / 2);
}

static double variance(const double *a)
{
    return expm1(a[1] * a[1]) * exp(2 * a[0] + a[1] * a[1]);
}

static double cdf(const double *a, double x)
{
    return x <= 0 ? 0 : gsl_cdf_ugaussian_P((log(x) - a[0]) / a[1]);
}

static double survival(const double *a, double x)
{
    return x <= 0 ? 1 : gsl_cdf_ugaussian_Q((log(x) - a[0]) / a[1]);
}

static double quantile(const double *a, double u)
{
    return exp(a[0] + a[1] * gsl_cdf_ugaussian_Pinv(u));
}

/* sigma^2 = log(1 + (sd / mean)^2), mu = log(mean) - sigma^2 / 2. */
static bool by_moments(const double *given, double *canonical)
{
    if (!(given[0] > 0 && given[1] > 0)) {
        return false;
    }
    const double ratio = given[1] / given[0];
    const double sigma_squared = log1p(ratio * ratio);
    canonical[0] = log(given[0]) - sigma_squared / 2;
    canonical[1] = sqrt(sigma_squared);
    return valid(canonical);
}

/* That of the normal law of log x, and -log x for the change of scale. */
static double log_density(const double *a, double x, double *slope)
{
    *slope = 0;
    if (!(x > 0)) {
        return -INFINITY;
    }
    const double z = (log(x) - a[0]) / a[1];
    *slope = -(z / a[1] + 1) / x;
    return -z * z / 2 - log(a[1]) - PK_LOG_SQRT_2PI - log(x);
}

static double score(const double *a, double x)
{
    return x <= 0 ? -INFINITY : (log(x) - a[0]) / a[1];
}

static double at_score(const double *a, double z)
{
    return exp(a[0] + a[1] * z);
}

const pk_law_t pk_law_lognormal = {.name = "lognormal",
                                   .arguments = {"mu", "sigma"},
                                   .range = {PK_ARGUMENT_REAL, PK_ARGUMENT_POSITIVE},
                                   .spellings = {{.arguments = {"mean", "sd"},
                                                  .in_units = {true, true},
                                                  .range = {PK_ARGUMENT_POSITIVE, PK_ARGUMENT_POSITIVE},
                                                  .convert = by_moments}},
                                   .valid = valid,
                                   .valid_text = "sigma above 0",
                                   .support = support,
                                   .mean = mean,
                                   .variance = variance,
                                   .cdf = cdf,
                                   .survival = survival,
                                   .log_density = log_density,
                                   .quantile = quantile,
                                   .score = score,
                                   .at_score = at_score};
