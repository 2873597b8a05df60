#include <math.h>

#include "base/draw.h"
#include "base/draw_limits.h"
#include "base/mass.h"
#include "base/status.h"

/* Walks up the distribution: P(k+1) / P(k) = mean/(k+1). */
static double by_inversion(pk_stream_t *stream, double mean)
{
    double u = pk_stream_uniform(stream);
    double mass = exp(-mean);
    double k = 0;
    while (u > mass && k < PK_INVERSION_MOST) {
        u -= mass;
        k++;
        mass *= mean / k;
    }
    return k;
}

/* PTRS of Hörmann 1993: as BTRS in draw_binomial.c, with the hat centred at mean + 0.43. */
static double by_rejection(pk_stream_t *stream, double mean)
{
    const double spread = sqrt(mean);
    const double b = 0.931 + 2.53 * spread;
    const double a = -0.059 + 0.02483 * b;
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double squeeze = 0.9277 - 3.6224 / (b - 2);
    const double mode = floor(mean);
    const double centre = mean - mode + 0.43;

    for (;;) {
        const double u = pk_stream_uniform(stream) - 0.5;
        const double v = pk_stream_uniform(stream);
        const double side = 0.5 - fabs(u);
        const double k = mode + floor((2 * a / side + b) * u + centre);
        if (side >= 0.07 && v <= squeeze) {
            return k;
        }
        if (k < 0 || (side < 0.013 && v > side)) {
            continue;
        }
        if (log(v * inverse_alpha / (a / (side * side) + b)) <= pk_log_poisson(k, mean)) {
            return k;
        }
    }
}

double pk_draw_poisson(pk_stream_t *stream, double mean)
{
    PK_REQUIRE(mean >= 0 && mean <= PK_COUNT_MOST);
    if (mean == 0) {
        return 0;
    }
    return mean < PK_INVERSION_BELOW ? by_inversion(stream, mean) : by_rejection(stream, mean);
}
