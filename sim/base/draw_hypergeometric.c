#include <math.h>
#include <stdbool.h>

#include "base/draw.h"
#include "base/draw_limits.h"
#include "base/mass.h"
#include "base/status.h"

/* The law after the symmetries: good <= bad, and at most half of all are drawn. `mirror`: one of the two symmetries
 * (not both) turned the count round, so that uniforms are taken from the far end. */
typedef struct {
    double good, bad, sample;
    bool mirror;
} law_t;

enum { FACTORS = 32 }; /* up to which the mass of nobody is multiplied out */

/* P(0), with m = min(good, sample) and M the other: the product over i < m of (all - M - i) / (all - i). */
static double mass_of_nobody(const law_t *law)
{
    const double few = fmin(law->good, law->sample), all = law->good + law->bad,
                 left = all - fmax(law->good, law->sample);
    double mass = 1;
    if (few > FACTORS) {
        return exp(pk_log_hypergeometric(0, law->good, law->bad, law->sample));
    }
    for (double i = 0; i < few; i++) {
        mass *= (left - i) / (all - i);
    }
    return mass;
}

/* Walks up the distribution from 0: P(k+1) / P(k) = (good-k)(sample-k) / ((k+1)(bad-sample+k+1)). */
static double by_inversion(pk_stream_t *stream, const law_t *law)
{
    double u = pk_stream_uniform(stream);
    if (law->mirror) {
        u = 1 - u;
    }
    const double most = fmin(fmin(law->good, law->sample), PK_INVERSION_MOST);
    double mass = mass_of_nobody(law);
    double k = 0;
    while (u > mass && k < most) {
        u -= mass;
        mass *= (law->good - k) / (k + 1) * ((law->sample - k) / (law->bad - law->sample + k + 1));
        k++;
    }
    return k;
}

/* HRUA of Stadlober 1990: the ratio of uniforms y / x lies under the table-mountain hat of centre mean + 1/2 and width
 * `wide`, whose constants are 2 sqrt(2/e) and 3 - 2 sqrt(3/e). Places are counted from the mode; 16 standard deviations
 * are the world's end. */
static double by_ratio_of_uniforms(pk_stream_t *stream, const law_t *law)
{
    const double all = law->good + law->bad;
    const double share = law->good / all;
    const double mean = law->sample * share;
    const double variance = mean * (1 - share) * ((all - law->sample) / (all - 1));
    const double wide = 1.7155277699214135 * sqrt(variance + 0.5) + 0.8989161620588988;
    const double mode = floor((law->sample + 1) * ((law->good + 1) / (all + 2)));
    const double centre = mean - mode + 0.5;
    const double most = fmin(fmin(law->good, law->sample), floor(mean + 16 * sqrt(variance + 0.5)));
    const double log_mode = pk_log_hypergeometric(mode, law->good, law->bad, law->sample);

    for (;;) {
        double y = pk_stream_uniform(stream) - 0.5; /* before x: the first uniform sets the place, as in inversion */
        const double x = pk_stream_uniform(stream);
        if (law->mirror) {
            y = -y;
        }
        const double k = mode + floor(centre + wide * y / x);
        if (k < 0 || k > most) {
            continue;
        }
        const double t = pk_log_hypergeometric(k, law->good, law->bad, law->sample) - log_mode;
        if (x * (4 - x) - 3 <= t) {
            return k;
        }
        if (x * (x - t) < 1 && 2 * log(x) <= t) {
            return k;
        }
    }
}

double pk_draw_hypergeometric(pk_stream_t *stream, double good, double bad, double sample)
{
    const double all = good + bad;
    PK_REQUIRE(good >= 0 && bad >= 0 && all <= PK_COUNT_MOST && sample >= 0 && sample <= all);
    const bool counts_left = sample > all / 2, counts_bad = good > bad;
    const law_t law = {.good = fmin(good, bad),
                       .bad = fmax(good, bad),
                       .sample = counts_left ? all - sample : sample,
                       .mirror = counts_left != counts_bad};
    double k = 0;
    if (law.good > 0 && law.sample > 0) {
        k = law.good * (law.sample / all) < PK_INVERSION_BELOW ? by_inversion(stream, &law)
                                                               : by_ratio_of_uniforms(stream, &law);
    }
    if (counts_bad) {
        k = law.sample - k;
    }
    return counts_left ? good - k : k;
}
