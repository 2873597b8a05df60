/* beta(a, b): density x^(a-1) (1-x)^(b-1) / B(a, b) on (0, 1); CDF the regularised incomplete beta function I_x(a, b).
 *
 * GSL's inverse runs for minutes at a = b = 1e7 and returns NaN in the tails of beta(500, 9500), and its CDF gives up
 * where its fraction needs more than 512 terms; so both stand here. */
#include <float.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

#include "base/mass.h"
#include "model/law/families.h"

static const double shape_most = 1e8;

static bool valid(const double *a)
{
    return a[0] > 0 && a[1] > 0 && a[0] <= shape_most && a[1] <= shape_most;
}

static void support(const double *a, double *low, double *high)
{
    (void)a;
    *low = 0;
    *high = 1;
}

static double mean(const double *a)
{
    return a[0] / (a[0] + a[1]);
}

static double variance(const double *a)
{
    const double n = a[0] + a[1];
    return a[0] / n * (a[1] / n) / (n + 1);
}

/* With shapes below 1/2 the law is nearly one of two points, and so is its sum: a lattice. */
static double skewness(const double *a)
{
    const double n = a[0] + a[1];
    return fmin(a[0], a[1]) < 0.5 ? NAN : 2 * (a[1] - a[0]) * sqrt(n + 1) / ((n + 2) * sqrt(a[0] * a[1]));
}

/* x^a y^b / B(a, b) for y = 1 - x, by the saddle point: with n = a + b and Gamma*(z) = Gamma(z) / (sqrt(2 pi / z)
 * (z / e)^z) it is sqrt(a b / (2 pi n)) Gamma*(n) / (Gamma*(a) Gamma*(b)) exp(-D(a, n x) - D(b, n y)). */
static double power(double a, double b, double x, double y)
{
    const double n = a + b;
    return sqrt(a / n * b / (2 * M_PI)) * (gsl_sf_gammastar(n) / gsl_sf_gammastar(a) / gsl_sf_gammastar(b)) *
           exp(-pk_deviance(a, n * x) - pk_deviance(b, n * y));
}

/* The m-th even and odd coefficients of the continued fraction of I_x(a, b) (DLMF 8.17.22), by Lentz's method. */
static double fraction(double a, double b, double x)
{
    double c = 1, d = 1 / (1 - (a + b) * x / (a + 1));
    double value = d;
    for (double m = 1; m < 1e6; m++) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / (1 + even * d);
        c = 1 + even / c;
        value *= c * d;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / (1 + odd * d);
        c = 1 + odd / c;
        value *= c * d;
        if (fabs(c * d - 1) < DBL_EPSILON) {
            break;
        }
    }
    return value;
}

/* I_x(a, b) with y = 1 - x; the fraction converges fast on the side of x below the mean. */
static double incomplete(double a, double b, double x, double y)
{
    if (!(x > 0)) {
        return 0;
    }
    if (!(y > 0)) {
        return 1;
    }
    const double front = power(a, b, x, y);
    return x < (a + 1) / (a + b + 2) ? front / a * fraction(a, b, x) : 1 - front / b * fraction(b, a, y);
}

static double cdf(const double *a, double x)
{
    return incomplete(a[0], a[1], x, 1 - x);
}

static double survival(const double *a, double x)
{
    return incomplete(a[1], a[0], 1 - x, x);
}

static double density(const double *a, double x)
{
    return power(a[0], a[1], x, 1 - x) / x / (1 - x);
}

/* The leading term of the lower tail, I_x(a, b) ~ x^a / (a B(a, b)), where it speaks of small x; else the mean. */
static double guess(const double *a, double u)
{
    const double tail = exp((log(u) + log(a[0]) + gsl_sf_lnbeta(a[0], a[1])) / a[0]);
    const double centre = mean(a);
    return tail < centre ? tail : centre;
}

static double lower(const double *a, double u)
{
    const pk_curve_t curve = {cdf, survival, density, a, 0, 1};
    return pk_curve_invert(&curve, u, guess(a, u));
}

/* The upper tail by the mirrored law where the answer lies close to 1 and 1 - x has the digits. */
static double quantile(const double *a, double u)
{
    if (u <= 0.5 || survival(a, 0.5) < 1 - u) {
        return lower(a, u);
    }
    const double mirrored[] = {a[1], a[0]};
    return 1 - lower(mirrored, 1 - u);
}

static double draw(const double *a, pk_stream_t *stream)
{
    const gsl_rng rng = pk_stream_gsl(stream);
    return gsl_ran_beta(&rng, a[0], a[1]);
}

static bool by_mean_and_n(const double *given, double *canonical)
{
    canonical[0] = given[0] * given[1];
    canonical[1] = (1 - given[0]) * given[1];
    return valid(canonical);
}

/* n = mean (1 - mean) / sd^2 - 1, which must be above 0. */
static bool by_moments(const double *given, double *canonical)
{
    const double n = given[0] * (1 - given[0]) / (given[1] * given[1]) - 1;
    return by_mean_and_n((const double[]){given[0], n}, canonical);
}

static double log_density(const double *a, double x, double *slope)
{
    *slope = 0;
    if (!(x > 0 && x < 1)) {
        return -INFINITY;
    }
    *slope = (a[0] - 1) / x - (a[1] - 1) / (1 - x);
    return (a[0] - 1) * log(x) + (a[1] - 1) * log1p(-x) - gsl_sf_lnbeta(a[0], a[1]);
}

const pk_law_t pk_law_beta = {
    .name = "beta",
    .arguments = {"a", "b"},
    .range = {PK_ARGUMENT_POSITIVE, PK_ARGUMENT_POSITIVE},
    .spellings = {{.arguments = {"mean", "n"},
                   .in_units = {true, false},
                   .range = {PK_ARGUMENT_FRACTION, PK_ARGUMENT_POSITIVE},
                   .convert = by_mean_and_n},
                  {.arguments = {"mean", "sd"},
                   .in_units = {true, true},
                   .range = {PK_ARGUMENT_FRACTION, PK_ARGUMENT_POSITIVE},
                   .convert = by_moments,
                   .valid_text = "sd below the square root of mean (1 - mean)"}},
    .valid = valid,
    .valid_text = "a and b above 0 and at most 1e8",
    .support = support,
    .mean = mean,
    .variance = variance,
    .skewness = skewness,
    .cdf = cdf,
    .survival = survival,
    .log_density = log_density,
    .quantile = quantile,
    .draw = draw,
};
