#include <math.h>
#include <stdint.h>
#include <string.h>

#include "model/law/families.h"

/* Doubles in ascending order as integers, so that a bracket can be halved over the numbers that exist. */
static int64_t rank_of(double x)
{
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits >= 0 ? bits : INT64_MIN - bits;
}

static double of_rank(int64_t rank)
{
    const int64_t bits = rank >= 0 ? rank : INT64_MIN - rank;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static double halfway(double low, double high)
{
    const int64_t a = rank_of(low), b = rank_of(high);
    return of_rank((a & b) + ((a ^ b) >> 1));
}

/* How far x is from the quantile: > 0 where x lies too high. `step` gets Newton's step of log x. */
static double excess(const pk_curve_t *self, double u, double x, double *step)
{
    const double density = self->density(self->a, x);
    if (u <= 0.5) {
        const double p = self->cdf(self->a, x);
        *step = -log(p / u) * p / (density * x);
        return p - u;
    }
    const double q = self->survival(self->a, x);
    *step = log(q / (1 - u)) * q / (density * x);
    return (1 - u) - q;
}

double pk_curve_invert(const pk_curve_t *self, double u, double guess)
{
    double low = self->low, high = self->high, x = guess;
    for (int i = 0; i < 140; i++) {
        if (!(x > low && x < high)) {
            x = halfway(low, high);
            if (!(x > low && x < high)) {
                return high;
            }
        }
        double step;
        const double off = excess(self, u, x, &step);
        if (fabs(off) <= 2e-14 * fmin(u, 1 - u)) { /* the noise of a good CDF */
            return x;
        }
        *(off > 0 ? &high : &low) = x;
        const bool wild = !(fabs(step) < 40) || i > 20;
        const double next = wild ? halfway(low, high) : x * exp(step);
        if (fabs(next - x) <= 2e-16 * fabs(x)) {
            return next;
        }
        x = next;
    }
    return x;
}
