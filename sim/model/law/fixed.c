/* fixed(d): always d; the CDF is a step. */
#include <math.h>

#include "model/law/families.h"

static bool valid(const double *a)
{
    return isfinite(a[0]);
}

static void support(const double *a, double *low, double *high)
{
    *low = *high = a[0];
}

static double mean(const double *a)
{
    return a[0];
}

static double variance(const double *a)
{
    (void)a;
    return 0;
}

static double cdf(const double *a, double x)
{
    return x >= a[0] ? 1 : 0;
}

static double survival(const double *a, double x)
{
    return x >= a[0] ? 0 : 1;
}

static double quantile(const double *a, double u)
{
    (void)u;
    return a[0];
}

static double sum(const double *a, double n, pk_stream_t *stream)
{
    (void)stream;
    return n * a[0];
}

const pk_law_t pk_law_fixed = {.name = "fixed",
                               .arguments = {"d"},
                               .in_units = {true},
                               .range = {PK_ARGUMENT_ITSELF},
                               .valid = valid,
                               .valid_text = "a number",
                               .support = support,
                               .mean = mean,
                               .variance = variance,
                               .cdf = cdf,
                               .survival = survival,
                               .quantile = quantile,
                               .sum = sum};
