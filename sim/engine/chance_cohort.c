/* Counts by cell, exactly in law: binomial, multinomial, Poisson and hypergeometric draws at addressed luck. */
#include <math.h>
#include <string.h>

#include "base/draw.h"
#include "engine/chance.h"

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

enum { LANES = 4 }; /* uniforms in a block */

/* One age by itself, where its law takes more than one uniform. */
static double leave_alone(pk_luck_t luck, uint64_t address, int age, double n, double p)
{
    return thin(luck, PK_PURPOSE_LEAVE, pk_hash_join(address, (uint64_t)age + 1), n, p);
}

static double leave_four(pk_luck_t luck, uint64_t address, double *n, const double *p, int first, int count,
                         double *left)
{
    pk_stream_t stream =
        pk_stream_of(luck, PK_PURPOSE_LEAVE, address + ((uint64_t)first / LANES + 1) * UINT64_C(0x9e3779b97f4a7c15));
    double sum = 0;
    for (int lane = 0; lane < count; lane++) {
        const double u = pk_stream_uniform(&stream);
        const double here = n[lane], chance = p[lane];
        if (u <= 1 - here * chance && chance <= 0.5) {
            left[lane] = 0; /* as the draw below would say: (1-p)^n >= 1 - n p */
        } else if (here <= 0 || chance <= 0) {
            left[lane] = 0;
        } else if (chance >= 1) {
            left[lane] = here;
        } else if (pk_binomial_inverts(here, chance)) {
            left[lane] = pk_draw_binomial_at(u, here, chance);
        } else {
            left[lane] = leave_alone(luck, address, first + lane, here, chance);
        }
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
            sum += leave_four(luck, address, &n[first], &p[first], first, count, &left[first]);
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

const pk_chance_t pk_chance_cohort = {
    .name = "cohort",
    .random = true,
    .thin = thin,
    .leave = leave,
    .split = split,
    .poisson = poisson,
    .sum = sum,
    .whole = whole,
    .pick = pick,
};
