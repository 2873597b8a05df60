/* gamma(shape, scale): density x^(shape-1) exp(-x / scale) / (Gamma(shape) scale^shape); CDF the regularised incomplete
 * gamma function P(shape, x / scale).
 *
 * GSL's functions serve small shapes. At a shape of 1e5 they have lost seven digits, and from some 1e7 on they give up,
 * where the sum of a million sales is: from 10 on stand the series and the fraction behind a saddle-point factor, from
 * 1e5 on Temme's uniform expansion (DLMF 8.12). */
#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

#include "base/mass.h"
#include "model/law/families.h"

static const double shape_middle = 10, shape_large = 1e5;

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
    return a[0] * a[1];
}

static double variance(const double *a)
{
    return a[0] * a[1] * a[1];
}

/* Temme's correction R_k(eta) without its exponential: (c0(eta) + c1(eta) / k + c2(eta) / k^2), each as a series about
 * eta = 0 (coefficients of DLMF 8.12.10 for lambda = 1 + eta + eta^2 / 3 + eta^3 / 36 - …). At k >= 1e5 only |eta| <
 * 0.13 matters: beyond that the tail is below 1e-300. */
static double correction(double k, double eta)
{
    static const double c0[] = {-1.0 / 3,        1.0 / 12,    -2.0 / 135,         1.0 / 864,         1.0 / 2835,
                                -139.0 / 777600, 1.0 / 25515, -571.0 / 261273600, -281.0 / 151559100};
    static const double c1[] = {-1.0 / 540, -1.0 / 288, 25.0 / 9450, -77.0 / 77760, 1.0 / 4860};
    double r0 = 0, r1 = 0;
    for (int i = 8; i >= 0; i--) {
        r0 = r0 * eta + c0[i];
    }
    for (int i = 4; i >= 0; i--) {
        r1 = r1 * eta + c1[i];
    }
    return r0 + r1 / k;
}

/* P (lower) or Q of a large shape: erfc(∓eta sqrt(k / 2)) / 2 ∓ exp(-k eta^2 / 2) / sqrt(2 pi k) (c0 + c1 / k + …),
 * eta^2 / 2 = mu - log(1 + mu), mu = y / k - 1. */
static double expansion(double k, double y, bool lower)
{
    const double half_square = pk_deviance(k, y); /* k eta^2 / 2 */
    const double eta = copysign(sqrt(2 * half_square / k), y - k);
    const double middle = erfc(copysign(sqrt(half_square), lower ? k - y : y - k)) / 2;
    const double edge = exp(-half_square) / sqrt(2 * M_PI * k) * correction(k, fmin(fmax(eta, -0.2), 0.2));
    return fmin(fmax(lower ? middle - edge : middle + edge, 0), 1);
}

/* y^k e^-y / Gamma(k) = sqrt(k / (2 pi)) / Gamma*(k) exp(-D(k, y)), as beta's. */
static double power(double k, double y)
{
    return sqrt(k / (2 * M_PI)) / gsl_sf_gammastar(k) * exp(-pk_deviance(k, y));
}

/* P (lower) or Q: the series 1 / k + y / (k (k + 1)) + … below the mean (DLMF 8.11.4), the continued fraction
 * 1 / (y + 1 - k - 1 (1 - k) / (y + 3 - k - …)) above it (8.9.2), by Lentz's method. */
static double by_terms(double k, double y, bool lower)
{
    const double front = power(k, y);
    if (y < k + 1) {
        double term = 1 / k, total = term;
        for (double n = k + 1; term > total * DBL_EPSILON / 8; n++) {
            total += term *= y / n;
        }
        return lower ? front * total : 1 - front * total;
    }
    double b = y + 1 - k, c = 1 / DBL_MIN, d = 1 / b, value = d, change = 0;
    for (double n = 1; n < 1e6 && fabs(change - 1) > DBL_EPSILON; n++) {
        b += 2;
        d = 1 / (b - n * (n - k) * d);
        c = b - n * (n - k) / c;
        change = c * d;
        value *= change;
    }
    return lower ? 1 - front * value : front * value;
}

static double cdf(const double *a, double x)
{
    const double y = x / a[1];
    if (!(x > 0)) {
        return 0;
    }
    if (isinf(x)) {
        return 1;
    }
    if (a[0] < shape_middle) {
        return gsl_cdf_gamma_P(y, a[0], 1);
    }
    return a[0] < shape_large ? by_terms(a[0], y, true) : expansion(a[0], y, true);
}

static double survival(const double *a, double x)
{
    const double y = x / a[1];
    if (!(x > 0)) {
        return 1;
    }
    if (isinf(x)) {
        return 0;
    }
    if (a[0] < shape_middle) {
        return gsl_cdf_gamma_Q(y, a[0], 1);
    }
    return a[0] < shape_large ? by_terms(a[0], y, false) : expansion(a[0], y, false);
}

static double density(const double *a, double x)
{
    return power(a[0], x / a[1]) / x;
}

/* Wilson and Hilferty's cube (1931) for y = x / scale, or the leading term of the lower tail y^k / Gamma(k + 1) where
 * the cube is of no use. */
static double guess(double k, double u)
{
    const double z = gsl_cdf_ugaussian_Pinv(u);
    const double root = 1 - 1 / (9 * k) + z / (3 * sqrt(k));
    const double tail = exp((log(u) + gsl_sf_lngamma(k + 1)) / k);
    return root > 0.3 ? k * root * root * root : tail;
}

static double quantile(const double *a, double u)
{
    const double unit[] = {a[0], 1};
    const pk_curve_t curve = {cdf, survival, density, unit, 0, INFINITY};
    return a[1] * pk_curve_invert(&curve, u, guess(a[0], u));
}

/* Marsaglia & Tsang 2000 (doi:10.1145/358407.358414): (1 + c z)^3 of a normal z, kept with a chance above 95%. Since z
 * comes by inverse CDF and is nearly always kept, paired scenarios meet the same luck. A shape below 1 is drawn one
 * higher and shrunk by u^(1/shape). */
double pk_gamma_draw(double shape, double sign, pk_stream_t *stream)
{
    const double shrink = shape < 1 ? pow(pk_stream_uniform(stream), 1 / shape) : 1;
    const double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
    const double c = 1 / (3 * sqrt(d));
    for (;;) {
        const double z = sign * gsl_cdf_ugaussian_Pinv(pk_stream_uniform(stream));
        const double u = pk_stream_uniform(stream);
        const double root = 1 + c * z;
        const double v = root * root * root;
        if (v > 0 && (u < 1 - 0.0331 * z * z * z * z || log(u) < 0.5 * z * z + d * (1 - v + log(v)))) {
            return shrink * d * v;
        }
    }
}

static double sum(const double *a, double n, pk_stream_t *stream)
{
    return n > 0 ? a[1] * pk_gamma_draw(n * a[0], 1, stream) : 0;
}

/* shape = (mean / sd)^2, scale = sd^2 / mean. */
static bool by_moments(const double *given, double *canonical)
{
    const double ratio = given[0] / given[1];
    canonical[0] = ratio * ratio;
    canonical[1] = given[1] / ratio;
    return given[0] > 0 && given[1] > 0 && valid(canonical);
}

static double log_density(const double *a, double x, double *slope)
{
    *slope = 0;
    if (!(x > 0)) {
        return -INFINITY;
    }
    *slope = (a[0] - 1) / x - 1 / a[1];
    return (a[0] - 1) * log(x / a[1]) - x / a[1] - lgamma(a[0]) - log(a[1]);
}

const pk_law_t pk_law_gamma = {
    .name = "gamma",
    .arguments = {"shape", "scale"},
    .in_units = {false, true},
    .range = {PK_ARGUMENT_POSITIVE, PK_ARGUMENT_POSITIVE},
    .spellings = {{.arguments = {"mean", "sd"},
                   .in_units = {true, true},
                   .range = {PK_ARGUMENT_POSITIVE, PK_ARGUMENT_POSITIVE},
                   .convert = by_moments}},
    .valid = valid,
    .valid_text = "shape and scale above 0",
    .support = support,
    .mean = mean,
    .variance = variance,
    .cdf = cdf,
    .survival = survival,
    .log_density = log_density,
    .quantile = quantile,
    .sum = sum,
};
