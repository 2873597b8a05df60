/* The laws of `2% to 4% to 9%`, of which 5%, 50% and 95% lie below the three: a normal law whose score is bent at its
 * middle, Y = middle + below Z for Z < 0 and middle + above Z for Z >= 0, seen as it is, through the exponential or
 * through the logistic function. With below = above they are normal, lognormal and logitnormal. Their density has a
 * step at the median. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_erf.h>
#include <math.h>

#include "model/law/families.h"

static bool valid(const double *a)
{
    return isfinite(a[0]) && a[1] > 0 && isfinite(a[1]) && a[2] > 0 && isfinite(a[2]);
}

static double bend(const double *a, double z)
{
    return a[0] + (z < 0 ? a[1] : a[2]) * z;
}

static double unbend(const double *a, double y)
{
    return (y - a[0]) / (y < a[0] ? a[1] : a[2]);
}

/* The log density of Y at y, and its derivative. */
static double log_density_of_bent(const double *a, double y, double *slope)
{
    const double sd = y < a[0] ? a[1] : a[2], z = (y - a[0]) / sd;
    *slope = -z / sd;
    return -z * z / 2 - log(sd) - PK_LOG_SQRT_2PI;
}

/* ---- normal: closed forms of half a normal law ---- */

static void everywhere(const double *a, double *low, double *high)
{
    (void)a;
    *low = -INFINITY;
    *high = INFINITY;
}

static double normal_mean(const double *a)
{
    return a[0] + (a[2] - a[1]) / sqrt(2 * M_PI);
}

static double normal_variance(const double *a)
{
    return (a[1] * a[1] + a[2] * a[2]) / 2 - (a[2] - a[1]) * (a[2] - a[1]) / (2 * M_PI);
}

static double normal_cdf(const double *a, double x)
{
    return gsl_cdf_ugaussian_P(unbend(a, x));
}

static double normal_survival(const double *a, double x)
{
    return gsl_cdf_ugaussian_Q(unbend(a, x));
}

static double normal_quantile(const double *a, double u)
{
    return bend(a, gsl_cdf_ugaussian_Pinv(u));
}

static double itself(const double *a)
{
    return a[0];
}

/* ---- lognormal: E (e^sZ - 1) over Z > 0 is e^(s^2/2) Φ(s) - 1/2 ---- */

static double half_rise(double s)
{
    return expm1(s * s / 2) * gsl_cdf_ugaussian_P(s) + gsl_sf_erf(s / M_SQRT2) / 2;
}

/* The mean of e^(Y - middle) - 1. */
static double rise(const double *a)
{
    return half_rise(a[2]) + half_rise(-a[1]);
}

static double lognormal_mean(const double *a)
{
    return exp(a[0]) * (1 + rise(a));
}

static double lognormal_variance(const double *a)
{
    const double squares = half_rise(2 * a[2]) - 2 * half_rise(a[2]) + half_rise(-2 * a[1]) - 2 * half_rise(-a[1]);
    return exp(2 * a[0]) * (squares - rise(a) * rise(a));
}

static void from_0(const double *a, double *low, double *high)
{
    (void)a;
    *low = 0;
    *high = INFINITY;
}

static double lognormal_score(const double *a, double x)
{
    return x <= 0 ? -INFINITY : unbend(a, log(x));
}

static double lognormal_cdf(const double *a, double x)
{
    return gsl_cdf_ugaussian_P(lognormal_score(a, x));
}

static double lognormal_survival(const double *a, double x)
{
    return gsl_cdf_ugaussian_Q(lognormal_score(a, x));
}

static double lognormal_at(const double *a, double z)
{
    return exp(bend(a, z));
}

static double lognormal_quantile(const double *a, double u)
{
    return lognormal_at(a, gsl_cdf_ugaussian_Pinv(u));
}

static double lognormal_log_density(const double *a, double x, double *slope)
{
    *slope = 0;
    if (!(x > 0)) {
        return -INFINITY;
    }
    const double density = log_density_of_bent(a, log(x), slope) - log(x);
    *slope = (*slope - 1) / x;
    return density;
}

static double lognormal_middle(const double *a)
{
    return exp(a[0]);
}

/* ---- logit-normal ---- */

static double logistic(double y)
{
    return y >= 0 ? 1 / (1 + exp(-y)) : exp(y) / (1 + exp(y));
}

/* E (X - centre)^power over Z > 0 or, with sign -1, over Z < 0: the trapezoidal rule in t, |Z| = exp(t - exp(-t)),
 * whose ends are both of double exponential decay. */
static double half_moment(const double *a, double sign, double centre, int power)
{
    static const double first = -5, last = 3.7, step = 1.0 / 128; /* e^-(e^5) = 4e-65; Z up to 39 */
    double total = 0;
    for (double t = first; t <= last; t += step) {
        const double z = exp(t - exp(-t));
        total += pow(logistic(bend(a, sign * z)) - centre, power) * exp(-z * z / 2) * z * (1 + exp(-t));
    }
    return total * step / sqrt(2 * M_PI);
}

static double logitnormal_mean(const double *a)
{
    return half_moment(a, -1, 0, 1) + half_moment(a, 1, 0, 1);
}

static double logitnormal_variance(const double *a)
{
    const double mean = logitnormal_mean(a);
    return half_moment(a, -1, mean, 2) + half_moment(a, 1, mean, 2);
}

static void unit(const double *a, double *low, double *high)
{
    (void)a;
    *low = 0;
    *high = 1;
}

static double logitnormal_score(const double *a, double x)
{
    return x <= 0 ? -INFINITY : x >= 1 ? INFINITY : unbend(a, log(x) - log1p(-x));
}

static double logitnormal_cdf(const double *a, double x)
{
    return gsl_cdf_ugaussian_P(logitnormal_score(a, x));
}

static double logitnormal_survival(const double *a, double x)
{
    return gsl_cdf_ugaussian_Q(logitnormal_score(a, x));
}

static double logitnormal_at(const double *a, double z)
{
    return logistic(bend(a, z));
}

static double logitnormal_quantile(const double *a, double u)
{
    return logitnormal_at(a, gsl_cdf_ugaussian_Pinv(u));
}

static double logitnormal_log_density(const double *a, double x, double *slope)
{
    *slope = 0;
    if (!(x > 0 && x < 1)) {
        return -INFINITY;
    }
    const double density = log_density_of_bent(a, log(x) - log1p(-x), slope) - log(x) - log1p(-x);
    *slope = (*slope - (1 - 2 * x)) / (x * (1 - x));
    return density;
}

static double logitnormal_middle(const double *a)
{
    return logistic(a[0]);
}

const pk_law_t pk_law_three_normal = {.name = "three-point normal",
                                      .arguments = {"middle", "below", "above"},
                                      .range = {PK_ARGUMENT_REAL, PK_ARGUMENT_POSITIVE, PK_ARGUMENT_POSITIVE},
                                      .valid = valid,
                                      .valid_text = "three numbers in ascending order",
                                      .support = everywhere,
                                      .mean = normal_mean,
                                      .variance = normal_variance,
                                      .cdf = normal_cdf,
                                      .survival = normal_survival,
                                      .log_density = log_density_of_bent,
                                      .quantile = normal_quantile,
                                      .score = unbend,
                                      .at_score = bend,
                                      .step_at = itself};

const pk_law_t pk_law_three_lognormal = {.name = "three-point lognormal",
                                         .arguments = {"middle", "below", "above"},
                                         .range = {PK_ARGUMENT_REAL, PK_ARGUMENT_POSITIVE, PK_ARGUMENT_POSITIVE},
                                         .valid = valid,
                                         .valid_text = "three numbers in ascending order",
                                         .support = from_0,
                                         .mean = lognormal_mean,
                                         .variance = lognormal_variance,
                                         .cdf = lognormal_cdf,
                                         .survival = lognormal_survival,
                                         .log_density = lognormal_log_density,
                                         .quantile = lognormal_quantile,
                                         .score = lognormal_score,
                                         .at_score = lognormal_at,
                                         .step_at = lognormal_middle};

const pk_law_t pk_law_three_logitnormal = {.name = "three-point logit-normal",
                                           .arguments = {"middle", "below", "above"},
                                           .range = {PK_ARGUMENT_REAL, PK_ARGUMENT_POSITIVE, PK_ARGUMENT_POSITIVE},
                                           .valid = valid,
                                           .valid_text = "three numbers in ascending order",
                                           .support = unit,
                                           .mean = logitnormal_mean,
                                           .variance = logitnormal_variance,
                                           .cdf = logitnormal_cdf,
                                           .survival = logitnormal_survival,
                                           .log_density = logitnormal_log_density,
                                           .quantile = logitnormal_quantile,
                                           .score = logitnormal_score,
                                           .at_score = logitnormal_at,
                                           .step_at = logitnormal_middle};
