/* Random bits in bulk: eight interleaved xoshiro256++ (Blackman and Vigna 2021, doi:10.1145/3460772), begun at an
 * address. Each gives a word of 64 bits at a time; eight words are the upper bytes of 64 customers, the next eight
 * their lower bytes. */
#ifndef PK_ENGINE_AGENTS_BITS_H
#define PK_ENGINE_AGENTS_BITS_H

#include <stdint.h>

#include "base/stream.h"

enum { PK_BITS_LANES = 8 };

typedef struct {
    uint64_t s[4][PK_BITS_LANES];
} pk_bits_t;

/* The bits of a block of customers in one step. */
pk_bits_t pk_bits_of(pk_luck_t luck, uint64_t address);

static inline uint64_t pk_rotated(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

/* The next eight words. */
static inline void pk_bits_next(pk_bits_t *self, uint64_t words[PK_BITS_LANES])
{
    for (int k = 0; k < PK_BITS_LANES; k++) {
        uint64_t s0 = self->s[0][k], s1 = self->s[1][k], s2 = self->s[2][k], s3 = self->s[3][k];
        words[k] = pk_rotated(s0 + s3, 23) + s0;
        const uint64_t t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = pk_rotated(s3, 45);
        self->s[0][k] = s0, self->s[1][k] = s1, self->s[2][k] = s2, self->s[3][k] = s3;
    }
}

#endif
