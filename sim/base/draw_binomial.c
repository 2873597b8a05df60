#include <math.h>
#include <stdbool.h>

#include "base/draw.h"
#include "base/draw_limits.h"
#include "base/mass.h"
#include "base/status.h"

/* A binomial law with p <= 1/2. `mirror`: the caller counts the others, so that uniforms are taken from the far end. */
typedef struct {
    double n, p, q;
    bool mirror;
} law_t;

/* q^n where n is a small whole number, else by logarithms. */
static double power_of(double q, double p, double n)
{
    if (n >= 64) {
        return exp(n * log1p(-p));
    }
    double power = 1;
    for (unsigned left = (unsigned)n; left > 0; left >>= 1) {
        power *= left & 1 ? q : 1;
        q *= q;
    }
    return power;
}

/* Walks up the distribution, P(k+1) / P(k) = (n-k)/(k+1) p/q, from both ends of [low, high] at once: false where they
 * part. */
static inline bool by_inversion(double low, double high, const law_t *law, double *count)
{
    if (law->mirror) {
        const double other = 1 - low;
        low = 1 - high;
        high = other;
    }
    if (high <= 1 - law->n * law->p) {
        *count = 0; /* (1-p)^n >= 1 - n p: no power is needed to know that u falls to nobody */
        return true;
    }
    const double odds = law->p / law->q;
    const double most = law->n < PK_INVERSION_MOST ? law->n : PK_INVERSION_MOST;
    double mass = power_of(law->q, law->p, law->n);
    double k = 0;
    while (low > mass && k < most) {
        low -= mass;
        high -= mass;
        mass *= odds * (law->n - k) / (k + 1);
        k++;
    }
    *count = k;
    return high <= mass || k >= most;
}

enum { NEAR = 20 }; /* steps from the mode for which the ratio of masses is multiplied out */

/* Whether v <= P(k) / P(mode). Near the mode by P(i) / P(i-1) = (n-i+1)/i p/q, above and below the line of one
 * fraction; farther off by the masses' logarithms. `log_mode` is NAN until it is needed. */
static bool below_mass(double v, double k, double mode, const law_t *law, double *log_mode)
{
    if (fabs(k - mode) <= NEAR) {
        const double odds = law->p / law->q;
        double above = 1, below = 1;
        for (double i = fmin(k, mode) + 1; i <= fmax(k, mode); i++) {
            above *= (law->n - i + 1) * odds;
            below *= i;
        }
        return k > mode ? v * below <= above : v * above <= below;
    }
    const double log_v = log(v);
    double least, most;
    if (pk_log_binomial_bounds(fabs(k - mode), law->n * law->p * law->q, &least, &most) &&
        (log_v <= least || log_v > most)) {
        return log_v <= least;
    }
    if (isnan(*log_mode)) {
        *log_mode = pk_log_binomial(mode, law->n, law->p, law->q);
    }
    return log_v <= pk_log_binomial(k, law->n, law->p, law->q) - *log_mode;
}

/* BTRS of Hörmann 1993: a uniform u is bent into a table-mountain hat over the law, centred at c = n p + 1/2, and v
 * accepts. Places are counted from the mode, so that the hat keeps its digits at n = 1e12. */
static double by_rejection(pk_stream_t *stream, const law_t *law)
{
    const double n = law->n, p = law->p, mean = n * p;
    const double spread = sqrt(mean * law->q);
    const double b = 1.15 + 2.53 * spread;
    const double a = -0.0873 + 0.0248 * b + 0.01 * p;
    const double squeeze = 0.92 - 4.2 / b;
    const double mode = floor(mean + p);
    const double centre = mean - mode + 0.5;
    double log_mode = NAN;

    for (;;) {
        double u = pk_stream_uniform(stream) - 0.5;
        const double v = pk_stream_uniform(stream);
        if (law->mirror) {
            u = -u;
        }
        const double side = 0.5 - fabs(u);
        const double k = mode + floor((2 * a / side + b) * u + centre);
        if (side >= 0.07 && v <= squeeze) {
            return k;
        }
        if (k < 0 || k > n) {
            continue;
        }
        const double alpha = (2.83 + 5.1 / b) * spread;
        if (below_mass(v * alpha / (a / (side * side) + b), k, mode, law, &log_mode)) {
            return k;
        }
    }
}

static law_t law_of(double n, double p)
{
    PK_REQUIRE(n >= 0 && n <= PK_COUNT_MOST && p >= 0 && p <= 1);
    const bool mirror = p > 0.5;
    return (law_t){.n = n, .p = mirror ? 1 - p : p, .q = mirror ? p : 1 - p, .mirror = mirror};
}

double pk_draw_binomial(pk_stream_t *stream, double n, double p)
{
    const law_t law = law_of(n, p);
    double k = 0;
    if (n > 0 && law.p > 0) {
        if (n * law.p < PK_INVERSION_BELOW) {
            const double u = pk_stream_uniform(stream);
            (void)by_inversion(u, u, &law, &k);
        } else {
            k = by_rejection(stream, &law);
        }
    }
    return law.mirror ? n - k : k;
}

bool pk_binomial_inverts(double n, double p)
{
    return n * (p < 0.5 ? p : 1 - p) < PK_INVERSION_BELOW;
}

bool pk_draw_binomial_between(double low, double high, double n, double p, double *count)
{
    const law_t law = law_of(n, p);
    double k = 0;
    if (n > 0 && law.p > 0 && !by_inversion(low, high, &law, &k)) {
        return false;
    }
    *count = law.mirror ? n - k : k;
    return true;
}
