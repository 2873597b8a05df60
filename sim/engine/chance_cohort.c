/* Counts by cell, exactly in law: binomial, multinomial, Poisson and hypergeometric draws at addressed luck. */
#include <math.h>

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
    pk_stream_t stream = pk_stream_at(luck.seed, luck.run, purpose, luck.step, address);
    return pk_draw_binomial(&stream, n, p);
}

static double split(pk_luck_t luck, const uint64_t *addresses, pk_stream_t *streams, double n, const double *p, int k,
                    double *counts)
{
    for (int c = 0; c < k; c++) {
        streams[c] = pk_stream_at(luck.seed, luck.run, PK_PURPOSE_MOVE, luck.step, addresses[c]);
        counts[c] = 0;
    }
    return n > 0 ? pk_draw_multinomial(streams, n, p, k, counts) : 0;
}

static double poisson(pk_luck_t luck, pk_purpose_t purpose, uint64_t address, double mean)
{
    if (mean <= 0) {
        return 0;
    }
    pk_stream_t stream = pk_stream_at(luck.seed, luck.run, purpose, luck.step, address);
    return pk_draw_poisson(&stream, mean);
}

static double sum(pk_luck_t luck, uint64_t address, const pk_law_t *law, const double *arguments, double n)
{
    if (n <= 0) {
        return 0;
    }
    pk_stream_t stream = pk_stream_at(luck.seed, luck.run, PK_PURPOSE_MONEY, luck.step, address);
    return pk_law_sum(law, arguments, n, &stream);
}

static double whole(pk_luck_t luck, uint64_t address, double x)
{
    const double floor_x = floor(x);
    if (x == floor_x) {
        return x;
    }
    pk_stream_t stream = pk_stream_at(luck.seed, luck.run, PK_PURPOSE_CAPACITY, luck.step, address);
    return floor_x + (pk_stream_uniform(&stream) < x - floor_x ? 1 : 0);
}

static void pick(pk_luck_t luck, uint64_t address, pk_stream_t *streams, const double *sizes, int k, double sample,
                 double *taken)
{
    for (int c = 0; c < k; c++) {
        streams[c] =
            pk_stream_at(luck.seed, luck.run, PK_PURPOSE_CAPACITY, luck.step, pk_hash_join(address, (uint64_t)c + 1));
    }
    pk_draw_multihyper(streams, sizes, k, sample, taken);
}

const pk_chance_t pk_chance_cohort = {
    .name = "cohort",
    .random = true,
    .thin = thin,
    .split = split,
    .poisson = poisson,
    .sum = sum,
    .whole = whole,
    .pick = pick,
};
