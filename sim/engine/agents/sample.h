/* A sample of the customers of a run: those with the smallest keys, a key being a hash of seed, persona and number. So
 * the same ones come for any number of threads, and a larger sample holds a smaller one. */
#ifndef PK_ENGINE_AGENTS_SAMPLE_H
#define PK_ENGINE_AGENTS_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/stream.h"

/* Customers who are numbered together, from 0: a persona's who were there at step 0, or who came later. */
typedef struct {
    uint64_t address; /* pk_sample_address */
    uint64_t count;
} pk_sample_group_t;

uint64_t pk_sample_address(uint64_t seed, const char *persona, bool arrived);

static inline uint64_t pk_sample_key(uint64_t address, uint64_t number)
{
    return pk_hash_join(address, number);
}

/* The largest key of a sample of `wanted` customers (1 at least) out of these groups; UINT64_MAX where there are no
 * more. Looks at every key twice; the memory is that of one in 65,536 keys. */
uint64_t pk_sample_most(const pk_sample_group_t *groups, int ngroup, uint64_t wanted);

#endif
