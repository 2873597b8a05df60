#include "base/draw.h"
#include "base/status.h"

void pk_draw_multihyper(pk_stream_t *streams, const double *counts, int k, double sample, double *taken)
{
    double rest = 0;
    for (int c = 0; c < k; c++)
        rest += counts[c];
    PK_REQUIRE(sample >= 0 && sample <= rest);
    for (int c = 0; c < k; c++) {
        rest -= counts[c];
        taken[c] = pk_draw_hypergeometric(&streams[c], counts[c], rest, sample);
        sample -= taken[c];
    }
}
