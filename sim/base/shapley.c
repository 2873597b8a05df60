#include "base/shapley.h"

#include "base/status.h"
#include "base/stream.h"

double pk_shapley_weight(int n, int size)
{
    double ways = n; /* n times the number of sets of that size among n - 1 players */
    for (int k = 0; k < size; k++) {
        ways *= (double)(n - 1 - k) / (k + 1);
    }
    return 1 / ways;
}

static int size_of(uint64_t mask)
{
    return __builtin_popcountll(mask);
}

void pk_shapley_exact(int n, const double *worth, long stride, double *phi)
{
    PK_REQUIRE(n <= PK_SHAPLEY_EXACT);
    double weights[PK_SHAPLEY_EXACT];
    for (int size = 0; size < n; size++) {
        weights[size] = pk_shapley_weight(n, size);
    }
    for (int i = 0; i < n; i++) {
        const long own = 1L << i;
        phi[i] = 0;
        for (long set = 0; set < 1L << n; set++) {
            if ((set & own) == 0) {
                phi[i] += weights[size_of((uint64_t)set)] * (worth[(set | own) * stride] - worth[set * stride]);
            }
        }
    }
}

void pk_shapley_order(uint64_t seed, uint64_t replicate, uint64_t number, int n, int *order)
{
    pk_stream_t stream = pk_stream_at(seed, replicate, PK_PURPOSE_ORDER, 0, number);
    for (int i = 0; i < n; i++) {
        const int at = (int)(pk_stream_uniform(&stream) * (i + 1));
        order[i] = order[at];
        order[at] = i;
    }
}
