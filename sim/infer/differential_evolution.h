/* Differential evolution with past states, for targets whose gradients lead astray (kinks).
 *
 * DE-MCz with snooker updates (ter Braak and Vrugt, Statistics and Computing 18, 2008): chain x goes to
 * x + g (z1 - z2) + e with z1, z2 of the archive of what all chains were, g = 2.38 / sqrt(2 d) (1 in every tenth move,
 * which jumps between modes), e tiny; one move in ten is along the line from x to a third state (snooker). As in
 * DREAM(zs) a move is in all coordinates or in some, d of them, by luck.
 *
 * Within a round the archive stands still and the chains go on side by side; then their states join it in the order of
 * the chains: the same for any number of threads. */
#ifndef PK_INFER_DIFFERENTIAL_EVOLUTION_H
#define PK_INFER_DIFFERENTIAL_EVOLUTION_H

#include "base/arena.h"
#include "base/stream.h"
#include "infer/target.h"

/* Where one chain is, and what it has met. */
typedef struct {
    double *u;          /* [n] */
    double log_density; /* at u */
    double *next;       /* [n] scratch */
    uint64_t move;      /* the number of its last move: the address of its luck */
    long ncall, nnan, naccepted;
} pk_evolved_t;

typedef struct {
    const pk_target_t *target;
    int n, nchain, threads;
    int moves; /* of each chain in a round */
    uint64_t seed;
    pk_evolved_t *chain; /* [nchain] */
    double *archive;     /* [narchive][n] */
    long narchive, room;
    double *scale; /* [n] sds of the archive at the beginning, for e and for distances along a snooker's line */
} pk_evolution_t;

/* Overwrites self. The archive begins with `archive` [narchive][n], at least 4 states; chain c begins at start[c],
 * where there is a density, and its luck at move[c]. Memory of the arena, the archive apart. */
void pk_evolution_init(pk_evolution_t *self, pk_arena_t *arena, const pk_target_t *target, int nchain, int threads,
                       uint64_t seed, const double *archive, long narchive);
void pk_evolution_free(pk_evolution_t *self);
/* Puts a chain at u. */
void pk_evolution_put(pk_evolution_t *self, int chain, const double *u, double log_density, uint64_t move);
/* self->moves moves of every chain; then the archive learns where they are. */
void pk_evolution_round(pk_evolution_t *self);

#endif
