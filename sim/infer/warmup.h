/* Warm-up of one chain: step size after every move, mass matrix after each window.
 *
 * Windows as nutpie has them: short ones in the first 30% of the moves, long ones then, none in the last 15%, where
 * only the step size is learned. The matrix is learned from the draws of the last two windows, so that what the chain
 * met on its way into the posterior is soon forgotten. */
#ifndef PK_INFER_WARMUP_H
#define PK_INFER_WARMUP_H

#include "infer/nuts.h"
#include "infer/step_size.h"

typedef struct {
    pk_nuts_t *nuts;
    pk_step_size_t step;
    double wanted;
    int length, done;           /* moves */
    int window, before, within; /* moves of this window, of the one before that are kept, and of this one so far */
    double *u, *gradient;       /* [before + within][n] */
    bool begun;
} pk_warmup_t;

/* Overwrites self: `length` moves of a chain that has been put somewhere, its scale a first guess. Memory is of the
 * arena. */
void pk_warmup_init(pk_warmup_t *self, pk_arena_t *arena, pk_nuts_t *nuts, int length, double wanted);
/* One move of it. */
pk_nuts_move_t pk_warmup_move(pk_warmup_t *self, pk_stream_t *stream);
/* Ends it, where it is: the step size is kept from here on. */
void pk_warmup_end(pk_warmup_t *self);

#endif
