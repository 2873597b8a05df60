/* To a mode of a target: BFGS in prior standard deviations with steps that are halved until they bring enough (Nocedal
 * and Wright, Numerical Optimization, 6.1 with Armijo's rule). Written here because a wall of the target must only
 * shorten a step, which the libraries' line searches do not know. */
#ifndef PK_INFER_CLIMB_H
#define PK_INFER_CLIMB_H

#include <stdbool.h>

#include "base/arena.h"
#include "infer/target.h"

/* A search, and where it is; x = u / sd. */
typedef struct {
    const pk_target_t *target;
    int chain, n;
    const double *sd;               /* [n] of the prior */
    double *x, *gradient, *inverse; /* [n], [n] in x, [n][n]: of the negative second derivatives, as BFGS has it */
    double log_density;
    double left;                             /* what BFGS thinks is still to be gained */
    long ncall, nnan;                        /* calls of log_density, and those that gave NAN */
    double *next, *next_gradient, *step, *u; /* [n] scratch */
} pk_climb_t;

/* Overwrites self. Memory is of the arena; target and sd are borrowed. */
void pk_climb_init(pk_climb_t *self, pk_arena_t *arena, const pk_target_t *target, int chain, const double *sd);
/* Goes up from u; false where there is no density or no slope. */
bool pk_climb_from(pk_climb_t *self, const double *u);
/* The log density at x[n], and its gradient in x unless NULL; -INFINITY where it or the gradient is not finite. */
double pk_climb_look(pk_climb_t *self, const double *x, double *gradient);

#endif
