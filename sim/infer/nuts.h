/* One move of the No-U-Turn sampler: a Hamiltonian trajectory that doubles, forwards or backwards in time, until it
 * turns, and one of its points.
 *
 * Multinomial weights within the trajectory, biased towards its newer half (Betancourt, "A conceptual introduction to
 * Hamiltonian Monte Carlo", arXiv:1701.02434, A.3), after Hoffman and Gelman (JMLR 15, 2014). It turns where the sum of
 * the momenta points against the momentum at either end; the same is asked of each sub-tree, and of each half joined
 * with the first point of the other one, lest a trajectory of one whole turn look like none.
 *
 * The inverse of the mass matrix is scale scale', and everything happens in coordinates in which it is the unit matrix:
 * momentum r ~ normal(0, 1) each, du/dt = scale r, dr/dt = scale' gradient, energy = r.r/2 - log density. */
#ifndef PK_INFER_NUTS_H
#define PK_INFER_NUTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/stream.h"
#include "infer/target.h"

enum { PK_NUTS_DEEPEST = 10 }; /* doublings: 1,023 steps */

#define PK_NUTS_DIVERGENCE 1000. /* a rise of the energy above that is a divergence */

/* A point of a trajectory. */
typedef struct {
    double *u, *gradient, *momentum; /* [n] each */
    double log_density, energy;
    uint64_t regime;
} pk_point_t;

/* A piece of a trajectory in the direction in which it grows. */
typedef struct {
    pk_point_t first, last, chosen; /* of chosen without momentum */
    double *sum;                    /* [n] of the momenta */
    double log_weight;              /* log of the sum of exp(energy at the beginning - energy) */
} pk_tree_t;

typedef struct {
    const pk_target_t *target;
    int chain, n;
    double *scale; /* [n][n]; the unit matrix after pk_nuts_init */
    double step_size;
    pk_point_t now; /* where the chain is; u, gradient, log_density and regime are of it */

    pk_tree_t whole, grown, half[PK_NUTS_DEEPEST];
    double *whitened; /* [n] scratch */
    double energy;    /* at the beginning of the trajectory */
    long ncall, nnan; /* calls of log_density in all, and those that gave NAN */
    struct pk_nuts_move *move;
} pk_nuts_t;

/* What a move has met. */
typedef struct pk_nuts_move {
    bool diverged, wall;
    int depth;         /* doublings that were begun */
    long nstep, nkink; /* leapfrog steps, and those whose ends differ in regime */
    /* Mean over the steps of min(1, exp(energy at the beginning - energy)). A step into a wall counts, as 0, only where
     * it is the first of its move: else walls, which end a long move in any case, would make steps ever shorter. */
    double accepted;
    double energy; /* of the point that was chosen */
} pk_nuts_move_t;

/* Overwrites self. Memory is of the arena; target is borrowed. */
void pk_nuts_init(pk_nuts_t *self, pk_arena_t *arena, const pk_target_t *target, int chain);
/* Puts the chain at u; false where there is no density. */
bool pk_nuts_put(pk_nuts_t *self, const double *u);
pk_nuts_move_t pk_nuts_move(pk_nuts_t *self, pk_stream_t *stream);

/* A step size from which dual averaging can begin: by doubling or halving until one step is accepted with about .8. */
void pk_nuts_find_step_size(pk_nuts_t *self, pk_stream_t *stream);

/* Standard normal, one uniform of the stream. */
double pk_stream_normal(pk_stream_t *stream);

#endif
