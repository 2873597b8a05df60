#include "engine/agents/sample.h"

#include <stdlib.h>

#include "base/arena.h"

enum { BITS = 16, BINS = 1 << BITS };

uint64_t pk_sample_address(uint64_t seed, const char *persona, bool arrived)
{
    return pk_hash_join(pk_hash_join(pk_hash_text(persona), seed), arrived);
}

static int bin_of(uint64_t key)
{
    return (int)(key >> (64 - BITS));
}

static int compare(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* The bin that the key of this rank (from 1) is in; its rank within comes out. -1: there are no so many keys. */
static int bin_of_rank(const uint64_t *counts, uint64_t *rank)
{
    for (int b = 0; b < BINS; b++) {
        if (*rank <= counts[b]) {
            return b;
        }
        *rank -= counts[b];
    }
    return -1;
}

static uint64_t key_of_rank(const pk_sample_group_t *groups, int ngroup, int bin, uint64_t count, uint64_t rank)
{
    uint64_t *keys = pk_heap(count, sizeof *keys), at = 0;
    for (int g = 0; g < ngroup; g++) {
        for (uint64_t k = 0; k < groups[g].count; k++) {
            const uint64_t key = pk_sample_key(groups[g].address, k);
            if (bin_of(key) == bin) {
                keys[at++] = key;
            }
        }
    }
    qsort(keys, count, sizeof *keys, compare);
    const uint64_t key = keys[rank - 1];
    free(keys);
    return key;
}

uint64_t pk_sample_most(const pk_sample_group_t *groups, int ngroup, uint64_t wanted)
{
    uint64_t *counts = pk_heap(BINS, sizeof *counts), rank = wanted;
    for (int g = 0; g < ngroup; g++) {
        for (uint64_t k = 0; k < groups[g].count; k++) {
            counts[bin_of(pk_sample_key(groups[g].address, k))]++;
        }
    }
    const int bin = bin_of_rank(counts, &rank);
    const uint64_t most = bin < 0 ? UINT64_MAX : key_of_rank(groups, ngroup, bin, counts[bin], rank);
    free(counts);
    return most;
}
