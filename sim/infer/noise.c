#include "infer/noise.h"

#include <gsl/gsl_sf_erf.h>
#include <math.h>

#include "base/mass.h"

static const double LOG_2_PI = 1.8378770664093454836, SMALLEST_MEAN = 1e-6, MANY = 1e6;

double pk_log_normal(double y, double mean, double variance)
{
    const double off = y - mean;
    return -0.5 * (LOG_2_PI + log(variance) + off * off / variance);
}

/* lgamma of C keeps a sign in a global. */
static double log_gamma(double x)
{
    int sign;
    return lgamma_r(x, &sign);
}

double pk_log_poisson_at(double y, double mean)
{
    return y == floor(y) ? pk_log_poisson(y, mean) : y * log(mean) - mean - log_gamma(y + 1);
}

double pk_log_negative_binomial(double y, double mean, double size)
{
    return log_gamma(y + size) - log_gamma(size) - log_gamma(y + 1) - size * log1p(mean / size) +
           y * log(mean / (size + mean));
}

/* n trials, real. */
static double log_binomial(double y, double n, double p)
{
    return log_gamma(n + 1) - log_gamma(y + 1) - log_gamma(n - y + 1) + y * log(p) + (n - y) * log1p(-p);
}

double pk_log_count(double y, double mean, double variance)
{
    const double a = fmax(mean, SMALLEST_MEAN);
    if (y > MANY) {
        return pk_log_normal(y, a, variance);
    }
    /* Near the Poisson law the sizes of the other two have no end. */
    if (variance > a * 1.0001) {
        return pk_log_negative_binomial(y, a, a * a / (variance - a));
    }
    if (variance > a * 0.9999) {
        return pk_log_poisson_at(y, a);
    }
    const double n = a * a / (a - variance);
    return y < n - 1 ? log_binomial(y, n, a / n) : pk_log_normal(y, a, variance);
}

pk_tail_of_normal_t pk_normal_above(double mean, double variance, double from)
{
    const double sd = sqrt(variance), alpha = (from - mean) / sd;
    const double log_chance = gsl_sf_log_erfc(alpha * M_SQRT1_2) - M_LN2;
    const double lambda = exp(-0.5 * (alpha * alpha + LOG_2_PI) - log_chance);
    return (pk_tail_of_normal_t){.log_chance = log_chance,
                                 .mean = mean + sd * lambda,
                                 .variance = fmax(0, variance * (1 - lambda * (lambda - alpha)))};
}

pk_capped_t pk_normal_capped(double mean, double variance, double most)
{
    const double sd = sqrt(variance), alpha = (most - mean) / sd;
    const double density = exp(-0.5 * (alpha * alpha + LOG_2_PI)), below = 0.5 * erfc(-alpha * M_SQRT1_2);
    const double above = 0.5 * erfc(alpha * M_SQRT1_2);
    return (pk_capped_t){
        .mean = mean * below + most * above - sd * density,
        .square = (mean * mean + variance) * below - sd * (most + mean) * density + most * most * above,
        .slope = below,
    };
}
