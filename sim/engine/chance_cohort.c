/* Counts by cell, exactly in law: binomial, multinomial, Poisson and hypergeometric draws at addressed luck. */
#include <math.h>
#include <string.h>

#include "base/draw.h"
#include "engine/chance.h"
#include "engine/start.h"
#include "engine/varying.h"

static double thin(pk_luck_t luck, pk_purpose_t purpose, uint64_t address, double n, double p)
{
    if (n <= 0 || p <= 0) {
        return 0;
    }
    if (p >= 1) {
        return n;
    }
    pk_stream_t stream = pk_stream_of(luck, purpose, address);
    return pk_draw_binomial(&stream, n, p);
}

enum { LANES = 8 }; /* half words in a block: the upper 32 bits of as many uniforms */

/* One age by itself: `upper` is known to be too close to call, or its law takes more than one uniform. */
static double leave_alone(pk_luck_t luck, uint64_t address, int age, uint64_t upper, double n, double p)
{
    if (n <= 0 || p <= 0) {
        return 0;
    }
    if (p >= 1) {
        return n;
    }
    pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_LEAVE, pk_hash_join(address, (uint64_t)age + 1));
    if (!pk_binomial_inverts(n, p)) {
        return pk_draw_binomial(&stream, n, p);
    }
    const uint64_t bits = upper << 20 | pk_stream_bits(&stream) >> 44;
    return pk_draw_binomial_at(((double)bits + 0.5) * 0x1p-52, n, p);
}

/* Neighbouring ages share a block of random words. Nobody leaves an age where u <= 1 - n p, for (1-p)^n is no less:
 * most often the upper half of u says so, and only else is the age's own stream asked for the lower half. */
static double leave_some(pk_luck_t luck, uint64_t address, double *n, const double *p, int first, int count,
                         double *left)
{
    pk_stream_t stream =
        pk_stream_of(luck, PK_PURPOSE_LEAVE, address + ((uint64_t)first / LANES + 1) * UINT64_C(0x9e3779b97f4a7c15));
    uint64_t word = 0;
    double sum = 0;
    for (int lane = 0; lane < count; lane++) {
        word = lane % 2 == 0 ? pk_stream_bits(&stream) : word << 32;
        const double u_most = (double)((word >> 32) + 1) * 0x1p-32;
        if (p[lane] <= 0.5 && u_most <= 1 - n[lane] * p[lane]) {
            left[lane] = 0;
            continue;
        }
        left[lane] = leave_alone(luck, address, first + lane, word >> 32, n[lane], p[lane]);
        n[lane] -= left[lane];
        sum += left[lane];
    }
    return sum;
}

static bool nobody(const double *n, int count)
{
    for (int k = 0; k < count; k++) {
        if (n[k] > 0) {
            return false;
        }
    }
    return true;
}

static double leave(pk_luck_t luck, uint64_t address, double *n, const double *p, int ages, double *left)
{
    double sum = 0;
    for (int first = 0; first < ages; first += LANES) {
        const int count = ages - first < LANES ? ages - first : LANES;
        if (nobody(&n[first], count)) {
            memset(&left[first], 0, (size_t)count * sizeof(double));
        } else {
            sum += leave_some(luck, address, &n[first], &p[first], first, count, &left[first]);
        }
    }
    return sum;
}

static double split(pk_luck_t luck, const uint64_t *addresses, double n, const double *p, int k, double *counts)
{
    if (n <= 0) {
        memset(counts, 0, (size_t)k * sizeof(double));
        return 0;
    }
    return pk_draw_multinomial(luck, PK_PURPOSE_MOVE, addresses, n, p, k, counts);
}

static double poisson(pk_luck_t luck, pk_purpose_t purpose, uint64_t address, double mean)
{
    if (mean <= 0) {
        return 0;
    }
    pk_stream_t stream = pk_stream_of(luck, purpose, address);
    return pk_draw_poisson(&stream, mean);
}

static double sum(pk_luck_t luck, uint64_t address, const pk_law_t *law, const double *arguments, double n)
{
    if (n <= 0) {
        return 0;
    }
    pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_MONEY, address);
    return pk_law_sum(law, arguments, n, &stream);
}

static double whole(pk_luck_t luck, uint64_t address, double x)
{
    const double floor_x = floor(x);
    if (x == floor_x) {
        return x;
    }
    pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_CAPACITY, address);
    return floor_x + (pk_stream_uniform(&stream) < x - floor_x ? 1 : 0);
}

static void pick(pk_luck_t luck, uint64_t address, const uint64_t *parts, const double *sizes, int k, double sample,
                 double *taken)
{
    pk_draw_multihyper(luck, PK_PURPOSE_CAPACITY, address, parts, sizes, k, sample, taken);
}

static bool countable(double count)
{
    return count == floor(count);
}

static double slack(double population)
{
    (void)population;
    return 0;
}

const pk_chance_t pk_chance_cohort = {
    .name = "cohort",
    .population = &pk_population_counts,
    .seat = pk_start_counts,
    .thin = thin,
    .leave = leave,
    .split = split,
    .poisson = poisson,
    .sum = sum,
    .sum_nested = pk_varying_draw,
    .whole = whole,
    .fit = pk_crowd_fit_counts,
    .pick = pick,
    .countable = countable,
    .slack = slack,
};
