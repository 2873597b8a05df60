/* poisson(mean): P(k) = exp(-mean) mean^k / k!; P(X <= k) = Q(k + 1, mean), the incomplete gamma function. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "base/draw.h"
#include "base/draw_limits.h"
#include "model/law/families.h"

static bool valid(const double *a)
{
    return a[0] > 0 && a[0] <= 1e15;
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
    return a[0];
}

static double cdf(const double *a, double x)
{
    return x < 0 ? 0 : isinf(x) ? 1 : pk_law_gamma.survival((const double[]){floor(x) + 1, 1}, a[0]);
}

static double survival(const double *a, double x)
{
    return x < 0 ? 1 : isinf(x) ? 0 : pk_law_gamma.cdf((const double[]){floor(x) + 1, 1}, a[0]);
}

/* P(X <= k) >= u, told in the tail that has the digits. */
static bool reaches(const double *a, double k, double u)
{
    return u <= 0.5 ? cdf(a, k) >= u : survival(a, k) <= 1 - u;
}

/* The least k with P(X <= k) >= u: a bracket that doubles away from the mean, then halved. */
static double quantile(const double *a, double u)
{
    double low = floor(a[0]), high = low, width = 1 + floor(sqrt(a[0]));
    while (low >= 0 && reaches(a, low, u)) {
        high = low;
        low -= width;
        width *= 2;
    }
    for (width = 1 + floor(sqrt(a[0])); !reaches(a, high, u); width *= 2) {
        low = high;
        high += width;
    }
    low = fmax(low, -1);
    while (high - low > 1) {
        const double middle = floor((low + high) / 2);
        *(reaches(a, middle, u) ? &high : &low) = middle;
    }
    return high;
}

static double sum(const double *a, double n, pk_stream_t *stream)
{
    const double total = n * a[0];
    if (total > PK_COUNT_MOST) { /* a double skips whole numbers there, and the law is normal to its last digit */
        return total + sqrt(total) * gsl_cdf_ugaussian_Pinv(pk_stream_uniform(stream));
    }
    return pk_draw_poisson(stream, total);
}

const pk_law_t pk_law_poisson = {.name = "poisson",
                                 .arguments = {"mean"},
                                 .in_units = {true},
                                 .range = {PK_ARGUMENT_POSITIVE},
                                 .valid = valid,
                                 .valid_text = "mean above 0 and at most 1e15",
                                 .support = support,
                                 .mean = mean,
                                 .variance = variance,
                                 .cdf = cdf,
                                 .survival = survival,
                                 .quantile = quantile,
                                 .sum = sum};
