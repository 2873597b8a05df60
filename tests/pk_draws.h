/* The exact moments of a discrete law on whole numbers, and the z tests of a sampler against them.
 *
 * The oracle needs nothing but the ratio of neighbouring masses: it walks from near the mode to both sides in long
 * double and divides by the sum, so that it stays exact at 1e12 and shares no formula with the samplers. */
#ifndef PK_DRAWS_H
#define PK_DRAWS_H

#include "pk_test.h"

#include <gsl/gsl_cdf.h>
#include <string.h>

#include "base/stream.h"

/* A law: ratio(k, law) = P(k+1) / P(k) for low <= k < high; draw(stream, law) is the sampler under test. */
typedef struct pk_law {
    const char *name;
    long double (*ratio)(long double k, const struct pk_law *law);
    double (*draw)(pk_stream_t *stream, const struct pk_law *law);
    double low, high, mode;
    double parameters[3];
} pk_law_t;

typedef struct {
    double mean, sd, kurtosis; /* kurtosis: fourth central moment / sd^4 */
    double tail;               /* P(|x - mean| > beyond) */
    double beyond;             /* 2.5 sd and a little more, lest rounding decide where a whole number meets it */
    double mode_mass;
} pk_exact_t;

typedef void (*pk_visit_fn)(void *context, long double k, long double mass);

/* Calls visit with every k whose mass is above 1e-30 of the mode's, and that ratio. */
static inline void pk_law_walk(const pk_law_t *law, pk_visit_fn visit, void *context)
{
    long double mass = 1;
    for (long double k = law->mode; mass > 1e-30L; k++) {
        visit(context, k, mass);
        if (k >= law->high) {
            break;
        }
        mass *= law->ratio(k, law);
    }
    mass = 1;
    for (long double k = law->mode; k > law->low; k--) {
        mass /= law->ratio(k - 1, law);
        if (!(mass > 1e-30L)) {
            break;
        }
        visit(context, k - 1, mass);
    }
}

typedef struct {
    long double sum, first, second, fourth, tail; /* first and second about `about`, then fourth and tail */
    long double about, beyond;
} pk_sums_t;

static inline void pk_sum_moments(void *context, long double k, long double mass)
{
    pk_sums_t *sums = context;
    const long double off = k - sums->about;
    sums->sum += mass;
    sums->first += mass * off;
    sums->second += mass * off * off;
}

static inline void pk_sum_tails(void *context, long double k, long double mass)
{
    pk_sums_t *sums = context;
    const long double off = k - sums->about;
    sums->fourth += mass * off * off * off * off;
    if (off > sums->beyond || off < -sums->beyond) {
        sums->tail += mass;
    }
}

static inline pk_exact_t pk_law_exact(const pk_law_t *law)
{
    pk_sums_t sums = {.about = law->mode};
    pk_law_walk(law, pk_sum_moments, &sums);
    const long double shift = sums.first / sums.sum;
    const long double variance = sums.second / sums.sum - shift * shift;
    sums.about += shift;
    sums.beyond = 2.5L * sqrtl(variance) * (1 + 1e-9L);
    pk_law_walk(law, pk_sum_tails, &sums);
    return (pk_exact_t){.mean = (double)sums.about,
                        .sd = (double)sqrtl(variance),
                        .kurtosis = (double)(sums.fourth / sums.sum / variance / variance),
                        .tail = (double)(sums.tail / sums.sum),
                        .beyond = (double)sums.beyond,
                        .mode_mass = (double)(1 / sums.sum)};
}

/* Three z tests at PK_Z (false alarm 3e-6 in all) of `draws` draws, each from a stream of its own as in the engine:
 * mean, variance about the exact mean, and P(|z| > 2.5). At 400,000 draws, 7.2 standard errors are 0.011 sd of the
 * mean, 1.6% of the variance and a tenth of the tail. */
static inline void pk_check_moments(const pk_law_t *law, long draws, uint64_t seed)
{
    const pk_exact_t exact = pk_law_exact(law);
    double sum = 0, squares = 0, beyond = 0;
    for (long i = 0; i < draws; i++) {
        pk_stream_t stream = pk_stream_at(seed, (uint64_t)i, PK_PURPOSE_MOVE, 0, 0);
        const double k = law->draw(&stream, law);
        if (!(k >= law->low && k <= law->high && k == floor(k))) {
            fail_msg("%s gave %.17g", law->name, k);
        }
        const double z = (k - exact.mean) / exact.sd;
        sum += z;
        squares += z * z;
        beyond += fabs(k - exact.mean) > exact.beyond;
    }
    const double n = (double)draws;
    char what[120];
    snprintf(what, sizeof what, "%s: (mean - exact) / sd", law->name);
    assert_z_of(what, sum / n, 0, 1 / sqrt(n));
    snprintf(what, sizeof what, "%s: variance / exact", law->name);
    assert_z_of(what, squares / n, 1, sqrt((exact.kurtosis - 1) / n));
    snprintf(what, sizeof what, "%s: P(|z| > 2.5)", law->name);
    assert_z_of(what, beyond / n, exact.tail, sqrt(exact.tail * (1 - exact.tail) / n));
}

enum { PK_CELLS = 512 };

typedef struct {
    double mass[PK_CELLS]; /* of low, low + 1, .. */
    double low, sum;
} pk_table_t;

static inline void pk_fill_table(void *context, long double k, long double mass)
{
    pk_table_t *table = context;
    const int cell = (int)(k - (long double)table->low);
    assert_true(cell >= 0 && cell < PK_CELLS);
    table->mass[cell] = (double)mass;
    table->sum += (double)mass;
}

/* Chi-square of `draws` draws against the exact masses, neighbouring cells joined until 20 are expected in each; fails
 * below a p-value of 1e-6, which is its false-alarm rate. `from` is the lowest number that can come up at all, within
 * PK_CELLS of the highest. */
static inline void pk_check_cells(const pk_law_t *law, double from, long draws, uint64_t seed)
{
    static pk_table_t table;
    static double seen[PK_CELLS];
    table = (pk_table_t){.low = from};
    memset(seen, 0, sizeof seen);
    pk_law_walk(law, pk_fill_table, &table);
    for (long i = 0; i < draws; i++) {
        pk_stream_t stream = pk_stream_at(seed, (uint64_t)i, PK_PURPOSE_MOVE, 0, 0);
        const double cell = law->draw(&stream, law) - from;
        assert_true(cell >= 0 && cell < PK_CELLS);
        seen[(int)cell]++;
    }
    double statistic = 0, expected = 0, found = 0, left = (double)draws;
    int groups = 0;
    for (int c = 0; c < PK_CELLS; c++) {
        expected += table.mass[c] / table.sum * (double)draws;
        found += seen[c];
        if (expected >= 20 && left - expected >= 20) {
            statistic += (found - expected) * (found - expected) / expected;
            left -= expected;
            expected = found = 0;
            groups++;
        }
    }
    if (expected > 0) {
        statistic += (found - expected) * (found - expected) / expected;
    }
    const double p_value = gsl_cdf_chisq_Q(statistic, groups);
    if (p_value < 1e-6) {
        fail_msg("%s: chi-square %.1f of %d degrees of freedom, p = %.2g", law->name, statistic, groups, p_value);
    }
}

/* The correlation of two laws' draws from common streams, one stream a pair. */
static inline double pk_coupling(const pk_law_t *one, const pk_law_t *other, long draws, uint64_t seed)
{
    const pk_exact_t a = pk_law_exact(one), b = pk_law_exact(other);
    double sum = 0;
    for (long i = 0; i < draws; i++) {
        pk_stream_t stream = pk_stream_at(seed, (uint64_t)i, PK_PURPOSE_MOVE, 0, 0);
        pk_stream_t twin = stream;
        sum += (one->draw(&stream, one) - a.mean) / a.sd * ((other->draw(&twin, other) - b.mean) / b.sd);
    }
    return sum / (double)draws;
}

#endif
