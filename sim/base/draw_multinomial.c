#include <float.h>
#include <stdbool.h>

#include "base/draw.h"
#include "base/status.h"

/* The cell that takes all who are left: the last of those with p > 0 where the p sum to 1 to rounding, else -1. */
static int last_resort(const double *p, int k)
{
    double sum = 0;
    int last = -1;
    for (int c = 0; c < k; c++) {
        PK_REQUIRE(p[c] >= 0);
        sum += p[c];
        if (p[c] > 0) {
            last = c;
        }
    }
    PK_REQUIRE(sum <= 1 + 1e-9);
    return sum >= 1 - 4 * DBL_EPSILON * (k + 1) ? last : -1;
}

static double some_of(pk_luck_t luck, pk_purpose_t purpose, uint64_t address, double n, double p)
{
    if (n == 0) {
        return 0;
    }
    pk_stream_t stream = pk_stream_of(luck, purpose, address);
    return pk_draw_binomial(&stream, n, p);
}

double pk_draw_multinomial(pk_luck_t luck, pk_purpose_t purpose, const uint64_t *addresses, double n, const double *p,
                           int k, double *counts)
{
    const int last = last_resort(p, k);
    double open = 1; /* the probability of this cell, the later ones and staying */
    for (int c = 0; c < k; c++) {
        const bool sure = c == last || (p[c] > 0 && p[c] >= open);
        counts[c] = sure ? n : p[c] > 0 ? some_of(luck, purpose, addresses[c], n, p[c] / open) : 0;
        n -= counts[c];
        open -= p[c];
    }
    return n;
}
