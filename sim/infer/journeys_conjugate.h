/* Numbers whose posterior from logs of journeys alone is known exactly: no sampler is needed for them, and one can be
 * checked against it. */
#ifndef PK_INFER_JOURNEYS_CONJUGATE_H
#define PK_INFER_JOURNEYS_CONJUGATE_H

#include "infer/journeys_likelihood.h"

/* A probability with a beta law, beta(a + moves, b + stays): the only way with a probability out of its stage (of a
 * stay: that competes with it), an event, or one of two shares. Or a row of `exits:` with a dirichlet law, each
 * argument plus its moves, the last plus those who stayed. */
typedef struct {
    const pk_number_t *number; /* NULL: the row of `exits:` of `stage` */
    int stage, slot;           /* of the number, or of the row's first probability */
    int count;                 /* arguments: 2, or one more than the row has ways out */
    double *prior, *posterior; /* [count] */
} pk_conjugate_t;

/* All of them, [*count] in `arena`, in the order of stages. It holds where nothing but these logs is observed of the
 * number: where no driver acts on the row (by event: none but today's, with probabilities: today), nothing of it is
 * scheduled, converted or relative to a persona, its law's arguments are plain numbers, and the personas of the cases
 * are known. Which numbers are free is the caller's to ask. */
const pk_conjugate_t *pk_journeys_conjugates(const pk_journeys_t *self, pk_arena_t *arena, int *count);

#endif
