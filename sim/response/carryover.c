#include "response/carryover.h"

#include <math.h>
#include <stddef.h>

static const double rest_least = 1e-12;

static double by_half_life(const double *p)
{
    return pow(0.5, 1 / p[0]);
}

static double by_retention(const double *p)
{
    return p[0];
}

/* To a sum of 1; where all weights have vanished, beside a peak far beyond the kernel, the last lag is nearest. */
static int normalise(double *w, int count)
{
    double total = 0;
    for (int l = 0; l < count; l++) {
        total += w[l];
    }
    if (total == 0) {
        total = w[count - 1] = 1;
    }
    for (int l = 0; l < count; l++) {
        w[l] /= total;
    }
    return count;
}

/* The distance of a lag from the peak, squared, over that of the nearest whole lag: the largest weight is 1, whatever
 * the retention and the peak. */
static double delayed_weight(double retention, double peak, double nearest, double lag)
{
    return pow(retention, (lag - peak) * (lag - peak) - (nearest - peak) * (nearest - peak));
}

/* The unnormalised sum over all lags, those beyond the kernel's room too; its terms fall faster than a geometric
 * series once the peak is past. */
static double delayed_total(double retention, double peak, double nearest)
{
    double total = 0;
    for (double lag = 0; lag < 1e6; lag++) {
        const double weight = delayed_weight(retention, peak, nearest, lag);
        total += weight;
        if (lag > peak && weight < 1e-18 * total) {
            break;
        }
    }
    return total;
}

static int delayed(const double *p, double *w, int most)
{
    const double nearest = fmin(fmax(rint(p[1]), 0), most - 1);
    const double total = delayed_total(p[0], p[1], nearest);
    double rest = total;
    int count = 0;
    while (count < most && (count <= nearest || rest >= rest_least * total)) {
        w[count] = delayed_weight(p[0], p[1], nearest, count);
        rest -= w[count++];
    }
    return normalise(w, count);
}

/* w_l = S(l) - S(l + 1), whose sum over all lags is S(0) = 1, so that S(l + 1) is what is left. */
static int weibull(const double *p, double *w, int most)
{
    double from = 0; /* cumulative hazard (l / scale)^shape */
    int count = 0;
    while (count < most && (count == 0 || exp(-from) >= rest_least)) {
        const double until = pow((count + 1) / p[1], p[0]);
        w[count++] = exp(-from) * -expm1(from - until);
        from = until;
    }
    return normalise(w, count);
}

const pk_carryover_t pk_carryovers[] = {
    {.name = "half_life", .parameters = {"half_life"}, .retention = by_half_life},
    {.name = "retention", .parameters = {"retention"}, .retention = by_retention},
    {.name = "delayed", .parameters = {"retention", "peak"}, .weights = delayed},
    {.name = "weibull", .parameters = {"shape", "scale"}, .weights = weibull},
};
const int pk_carryover_count = (int)(sizeof pk_carryovers / sizeof *pk_carryovers);
