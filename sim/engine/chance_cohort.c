/* Counts by cell, exactly in law: binomial, multinomial, Poisson and hypergeometric draws at addressed luck. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "base/draw.h"
#include "engine/agents/agents.h"
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

/* The uniform with these 52 bits. */
static double uniform_of(uint64_t bits)
{
    return ((double)bits + 0.5) * 0x1p-52;
}

/* One age by itself, of whose uniform the upper half is known: most often that is enough. Where it is too close to call
 * or the law takes more than one uniform, the age's own stream is asked. */
double pk_leave_at_age(pk_luck_t luck, uint64_t address, int age, uint64_t upper, double n, double p)
{
    double count = 0;
    if (n <= 0 || p <= 0) {
        return 0;
    }
    if (p >= 1) {
        return n;
    }
    const bool inverts = pk_binomial_inverts(n, p);
    const uint64_t least = upper << 20, most = least | 0xfffff;
    if (inverts && pk_draw_binomial_between(uniform_of(least), uniform_of(most), n, p, &count)) {
        return count;
    }
    pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_LEAVE, pk_hash_join(address, (uint64_t)age + 1));
    if (!inverts) {
        return pk_draw_binomial(&stream, n, p);
    }
    const double u = uniform_of(least | pk_stream_bits(&stream) >> 44);
    (void)pk_draw_binomial_between(u, u, n, p, &count);
    return count;
}

typedef double pair_t __attribute__((vector_size(16)));
typedef int64_t pair_of_bits_t __attribute__((vector_size(16)));

/* The ages, as bits, in which somebody may leave. Nobody does where u <= 1 - n p, for (1-p)^n is no less: most often
 * the upper half of u says so. */
static unsigned eventful(const uint64_t words[LANES / 2], const double n[LANES], const double p[LANES])
{
    pair_of_bits_t some = {0, 0};
    for (int lane = 0; lane < LANES; lane += 2) {
        const uint64_t word = words[lane / 2];
        const pair_of_bits_t bits = {(int64_t)(word >> 12), (int64_t)(word << 20)}, bit = {1 << lane, 2 << lane};
        const pair_of_bits_t kept = bits & 0x000ffffffff00000;
        const pair_t u = (pair_t)(0x3ff0000000000000 | kept) - (1 - 0x1p-32); /* the largest with these bits */
        const pair_t people = {n[lane], n[lane + 1]}, leave = {p[lane], p[lane + 1]};
        some |= (u > 1 - people * leave) & bit;
    }
    return (unsigned)(some[0] | some[1]);
}

static uint64_t upper_half(const uint64_t words[LANES / 2], int lane)
{
    return lane % 2 == 0 ? words[lane / 2] >> 32 : words[lane / 2] & UINT32_MAX;
}

/* Four neighbouring ages at once, from lane `first` on: gives those of `some`, as bits, that are still to be drawn. */
static unsigned leave_four(const uint64_t words[LANES / 2], const double n[LANES], const double p[LANES], int first,
                           unsigned some, double left[LANES])
{
    double low[4], high[4], count[4];
    for (int k = 0; k < 4; k++) {
        const uint64_t least = upper_half(words, first + k) << 20;
        low[k] = uniform_of(least);
        high[k] = uniform_of(least | 0xfffff);
    }
    const unsigned known = pk_draw_binomial_four(low, high, &n[first], &p[first], count) << first & some;
    for (int k = 0; k < 4; k++) {
        left[first + k] = known >> (first + k) & 1 ? count[k] : 0;
    }
    return some & ~known;
}

/* Eight neighbouring ages, which share a block of random words. */
static double leave_some(pk_luck_t luck, uint64_t address, const uint64_t words[LANES / 2], double n[LANES],
                         const double p[LANES], int first, double left[LANES])
{
    double sum = 0;
    unsigned some = eventful(words, n, p);
    const unsigned all = some;
    memset(left, 0, LANES * sizeof(double));
    for (int half = 0; half < LANES; half += 4) {
        const unsigned four = some & 15U << half;
        if ((four & (four - 1)) != 0) { /* one age is as fast alone */
            some = leave_four(words, n, p, half, four, left) | (some & ~four);
        }
    }
    for (; some != 0; some &= some - 1) {
        const int lane = __builtin_ctz(some);
        left[lane] = pk_leave_at_age(luck, address, first + lane, upper_half(words, lane), n[lane], p[lane]);
    }
    for (unsigned lanes = all; lanes != 0; lanes &= lanes - 1) {
        const int lane = __builtin_ctz(lanes);
        n[lane] -= left[lane];
        sum += left[lane];
    }
    return sum;
}

/* The last ages, fewer than a block of them. */
static double leave_rest(pk_luck_t luck, uint64_t address, const uint64_t words[LANES / 2], double *n, const double *p,
                         int first, int count, double *left)
{
    double some[LANES] = {0}, with[LANES] = {0}, gone[LANES];
    memcpy(some, n, (size_t)count * sizeof(double));
    memcpy(with, p, (size_t)count * sizeof(double));
    const double sum = leave_some(luck, address, words, some, with, first, gone);
    memcpy(n, some, (size_t)count * sizeof(double));
    memcpy(left, gone, (size_t)count * sizeof(double));
    return sum;
}

enum { BLOCKS = 4 }; /* whose random words are made together */

static double leave(pk_luck_t luck, uint64_t address, double *n, const double *p, int ages, double *left)
{
    pk_stream_t streams[BLOCKS];
    double sum = 0;
    for (int first = 0; first < ages; first += LANES) {
        const int block = first / LANES, place = block % BLOCKS;
        if (place == 0) {
            const int blocks = (ages - first + LANES - 1) / LANES;
            for (int k = 0; k < BLOCKS; k++) {
                streams[k] = pk_stream_of(luck, PK_PURPOSE_LEAVE,
                                          address + ((uint64_t)(block + k) + 1) * UINT64_C(0x9e3779b97f4a7c15));
            }
            pk_streams_refill(streams, blocks < BLOCKS ? blocks : BLOCKS);
        }
        sum += ages - first >= LANES
                   ? leave_some(luck, address, streams[place].block, &n[first], &p[first], first, &left[first])
                   : leave_rest(luck, address, streams[place].block, &n[first], &p[first], first, ages - first,
                                &left[first]);
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

/* Lognormal: e^(c z - c²/2) with c² = ln(1 + sd²). */
static double scatter(pk_luck_t luck, uint64_t address, double sd)
{
    pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_WANDER, address);
    const double c = sqrt(log1p(sd * sd));
    return exp(c * gsl_cdf_ugaussian_Pinv(pk_stream_uniform(&stream)) - c * c / 2);
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

/* What both engines by chance share. */
#define BY_CHANCE                                                                                                      \
    .seat = pk_start_counts, .thin = thin, .leave = leave, .split = split, .poisson = poisson, .sum = sum,             \
    .sum_nested = pk_varying_draw, .scatter = scatter, .whole = whole, .fit = pk_demand_fit_counts, .pick = pick,      \
    .countable = countable, .slack = slack

const pk_chance_t pk_chance_cohort = {.name = "cohort", .population = &pk_population_counts, BY_CHANCE};
const pk_chance_t pk_chance_agents = {.name = "agents", .population = &pk_population_agents, BY_CHANCE};
