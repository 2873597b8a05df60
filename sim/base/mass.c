#include "base/mass.h"

#include <math.h>

static const double log_two_pi = 1.8378770664093455;

/* log(n!) - log(sqrt(2 pi n) (n/e)^n) for n = 1..15, from 60-digit decimals; beyond, the series in 1/n, whose first
 * term left out, 691/360360 n^-11, is below 2e-16 (Abramowitz and Stegun 6.1.41). */
double pk_stirling_error(double n)
{
    static const double exact[] = {0,
                                   0.081061466795327261,
                                   0.041340695955409297,
                                   0.027677925684998338,
                                   0.020790672103765093,
                                   0.016644691189821193,
                                   0.013876128823070748,
                                   0.01189670994589177,
                                   0.010411265261972096,
                                   0.0092554621827127329,
                                   0.0083305634333628708,
                                   0.0075736754879518406,
                                   0.0069428401072095299,
                                   0.0064089941880042071,
                                   0.0059513701127588475,
                                   0.0055547335519628011};
    if (n < 16) {
        return exact[(int)n];
    }
    const double square = n * n;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square) / n;
}

/* With v = (x - mean) / (x + mean), log(x/mean) = 2 atanh(v) = 2 (v + v^3/3 + v^5/5 + ..), and the terms of first order
 * cancel by hand: (x - mean) v + 2 x (v^3/3 + v^5/5 + ..). */
double pk_deviance(double x, double mean)
{
    const double off = x - mean;
    if (fabs(off) >= 0.1 * (x + mean)) {
        return x * log(x / mean) - off;
    }
    const double v = off / (x + mean);
    const double square = v * v;
    double sum = off * v, power = 2 * x * v;
    for (int odd = 3; odd < 40; odd += 2) {
        power *= square;
        const double next = sum + power / odd;
        if (next == sum) {
            break;
        }
        sum = next;
    }
    return sum;
}

/* n log(1 - small), where large = 1 - small. */
static double log_all(double n, double small, double large)
{
    return n * (small < large ? log1p(-small) : log(large));
}

double pk_log_binomial(double k, double n, double p, double q)
{
    if (k == 0) {
        return log_all(n, p, q);
    }
    if (k == n) {
        return log_all(n, q, p);
    }
    return pk_stirling_error(n) - pk_stirling_error(k) - pk_stirling_error(n - k) - pk_deviance(k, n * p) -
           pk_deviance(n - k, n * q) - 0.5 * (log_two_pi + log(k / n * (n - k)));
}

bool pk_log_binomial_bounds(double off, double variance, double *least, double *most)
{
    if (!(off > 20 && off < variance / 2 - 1)) {
        return false;
    }
    const double normal = -off * off / (2 * variance);
    const double reach = off / variance * ((off * (off / 3 + 0.625) + 1.0 / 6) / variance + 0.5);
    *least = normal - reach;
    *most = normal + reach;
    return true;
}

double pk_log_poisson(double k, double mean)
{
    if (k == 0) {
        return -mean;
    }
    return -pk_stirling_error(k) - pk_deviance(k, mean) - 0.5 * (log_two_pi + log(k));
}

double pk_log_hypergeometric(double k, double good, double bad, double sample)
{
    const double p = sample / (good + bad), q = (good + bad - sample) / (good + bad);
    return pk_log_binomial(k, good, p, q) + pk_log_binomial(sample - k, bad, p, q) -
           pk_log_binomial(sample, good + bad, p, q);
}
