/* Addressed random streams (sim/README.md).
 *
 * A stream is a place, not a history: its numbers are a pure function of (seed, run, purpose, step, address). Adding a
 * stage, a transition or an output moves nobody else's luck, any thread may draw any stream in any order, and
 * scenarios that are compared meet the same luck. Behind it stands Philox4x64-10 of Random123 (Salmon et al., SC 2011,
 * doi:10.1145/2063384.2063405): key = (seed, purpose), counter = (address, run, step, block). */
#ifndef PK_BASE_STREAM_H
#define PK_BASE_STREAM_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

typedef enum {
    PK_PURPOSE_ASSUMPTION = 1, /* an uncertain number of a run; step is the attempt */
    PK_PURPOSE_START,          /* the leftover customers of step 0 */
    PK_PURPOSE_MOVE,
    PK_PURPOSE_LEAVE, /* out of a dwell stage, by age */
    PK_PURPOSE_EVENT,
    PK_PURPOSE_ARRIVE,
    PK_PURPOSE_MONEY,
    PK_PURPOSE_CAPACITY,
    PK_PURPOSE_ERROR,     /* of what a comparison learns from its runs; run is a group of them */
    PK_PURPOSE_BOOTSTRAP, /* of a path; run is the bootstrap */
    PK_PURPOSE_FOLD,      /* the part of the data that a path is in */
    PK_PURPOSE_OPTIMISE,  /* where an optimiser begins; run is the start */
    PK_PURPOSE_ORDER,     /* of the players of a game; run is the replicate, the address a number of the order */
    PK_PURPOSE_WANDER,    /* of the rate of a flow, in a step */
    PK_PURPOSE_POSTERIOR, /* where a calibration's chains begin, and the state that a scenario goes on from */
    PK_PURPOSE_SAMPLE,    /* a move of a sampler; run is the chain, step the number of the move */
    PK_PURPOSE_AGENT      /* of an individual, or a block of them */
} pk_purpose_t;

typedef struct {
    uint64_t key[2];
    uint64_t counter[4];
    uint64_t block[4];
    unsigned used; /* words of block already given out, 0..4 */
} pk_stream_t;

/* A place in time: what the streams of one step of one run share. */
typedef struct {
    uint64_t seed, run, step;
} pk_luck_t;

/* The stream at an address. Costs nothing until the first number is drawn. */
static inline pk_stream_t pk_stream_at(uint64_t seed, uint64_t run, pk_purpose_t purpose, uint64_t step,
                                       uint64_t address)
{
    pk_stream_t stream;
    stream.key[0] = seed;
    stream.key[1] = (uint64_t)purpose;
    stream.counter[0] = address;
    stream.counter[1] = run;
    stream.counter[2] = step;
    stream.counter[3] = 0;
    stream.used = 4;
    return stream;
}
static inline pk_stream_t pk_stream_of(pk_luck_t luck, pk_purpose_t purpose, uint64_t address)
{
    return pk_stream_at(luck.seed, luck.run, purpose, luck.step, address);
}

/* The next block of words; only pk_stream_bits has a reason to ask for it. */
void pk_stream_refill(pk_stream_t *self);
/* The same for several streams that have given no word yet, or all of theirs: the rounds of one wait for each other, so
 * that a processor works on the next ones meanwhile. Changes no number. */
void pk_streams_refill(pk_stream_t *streams, int count);

static inline uint64_t pk_stream_bits(pk_stream_t *self)
{
    if (self->used == 4) {
        pk_stream_refill(self);
    }
    return self->block[self->used++];
}

/* Uniform in the open interval (0, 1), 52 bits: (k + 0.5) / 2^52. With a bit more the upper half would round, up to
 * 1 itself; so 1 - u is exact and just as likely as u. */
static inline double pk_stream_uniform(pk_stream_t *self)
{
    return ((double)(pk_stream_bits(self) >> 12) + 0.5) * 0x1p-52;
}

/* The same stream as a GSL generator, for gsl_ran_*: pk_stream_gsl(&stream) fills `rng`, which borrows the stream. */
gsl_rng pk_stream_gsl(pk_stream_t *self);

/* 64-bit hash of text (FNV-1a, then a finaliser), and of a hash with a further part: order matters. */
uint64_t pk_hash_text(const char *text);
uint64_t pk_hash_join(uint64_t hash, uint64_t part);

#endif
