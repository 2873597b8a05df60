#include "base/stream.h"

#include <Random123/philox.h>

static inline void refill(pk_stream_t *self)
{
    const philox4x64_ctr_t counter = {{self->counter[0], self->counter[1], self->counter[2], self->counter[3]}};
    const philox4x64_key_t key = {{self->key[0], self->key[1]}};
    const philox4x64_ctr_t block = philox4x64_R(10, counter, key);
    for (int i = 0; i < 4; i++) {
        self->block[i] = block.v[i];
    }
    self->counter[3]++;
    self->used = 0;
}

void pk_stream_refill(pk_stream_t *self)
{
    refill(self);
}

void pk_streams_refill(pk_stream_t *streams, int count)
{
    for (int i = 0; i < count; i++) {
        refill(&streams[i]);
    }
}

static unsigned long gsl_get(void *state)
{
    return pk_stream_bits(state);
}

static double gsl_get_double(void *state)
{
    return pk_stream_uniform(state);
}

static void gsl_set(void *state, unsigned long seed)
{
    *(pk_stream_t *)state = pk_stream_at(seed, 0, 0, 0, 0);
}

gsl_rng pk_stream_gsl(pk_stream_t *self)
{
    static const gsl_rng_type type = {.name = "philox4x64-10",
                                      .max = UINT64_MAX,
                                      .min = 0,
                                      .size = sizeof(pk_stream_t),
                                      .set = gsl_set,
                                      .get = gsl_get,
                                      .get_double = gsl_get_double};
    return (gsl_rng){.type = &type, .state = self};
}

/* A bijection of 64 bits that spreads every input bit over all output bits (the MurmurHash3 finaliser's form, with
 * the constants of Stafford's variant 13, 2011). */
static uint64_t spread(uint64_t x)
{
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9U;
    x = (x ^ x >> 27) * 0x94D049BB133111EBU;
    return x ^ x >> 31;
}

uint64_t pk_hash_text(const char *text)
{
    uint64_t hash = 0xCBF29CE484222325U;
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        hash = (hash ^ *at) * 0x100000001B3U;
    }
    return spread(hash);
}

uint64_t pk_hash_join(uint64_t hash, uint64_t part)
{
    return spread(hash * 0x9E3779B97F4A7C15U + spread(part + 0x632BE59BD9B4E019U));
}
