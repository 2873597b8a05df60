#include "base/draw.h"
#include "base/status.h"

static double some_of(pk_luck_t luck, pk_purpose_t purpose, uint64_t address, double good, double bad, double sample)
{
    pk_stream_t stream = pk_stream_of(luck, purpose, address);
    return pk_draw_hypergeometric(&stream, good, bad, sample);
}

void pk_draw_multihyper(pk_luck_t luck, pk_purpose_t purpose, uint64_t address, const uint64_t *parts,
                        const double *counts, int k, double sample, double *taken)
{
    double rest = 0;
    for (int c = 0; c < k; c++) {
        rest += counts[c];
    }
    PK_REQUIRE(sample >= 0 && sample <= rest);
    for (int c = 0; c < k; c++) {
        rest -= counts[c];
        taken[c] = sample > 0 ? some_of(luck, purpose, pk_hash_join(address, parts[c]), counts[c], rest, sample) : 0;
        sample -= taken[c];
    }
}
