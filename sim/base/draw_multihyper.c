#include "base/draw.h"
#include "base/status.h"

void pk_draw_multihyper(pk_luck_t luck, pk_purpose_t purpose, const uint64_t *addresses, const double *counts, int k,
                        double sample, double *taken)
{
    double rest = 0;
    for (int c = 0; c < k; c++)
        rest += counts[c];
    PK_REQUIRE(sample >= 0 && sample <= rest);
    for (int c = 0; c < k; c++) {
        rest -= counts[c];
        pk_stream_t stream = pk_stream_of(luck, purpose, addresses[c]);
        taken[c] = pk_draw_hypergeometric(&stream, counts[c], rest, sample);
        sample -= taken[c];
    }
}
