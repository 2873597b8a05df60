/* What a sampler draws from: a density on n unconstrained coordinates behind one callback. Of journeys nothing is known
 * here, so that every sampler is tested on densities with known answers. */
#ifndef PK_INFER_TARGET_H
#define PK_INFER_TARGET_H

#include <stdint.h>

typedef struct {
    int n; /* unconstrained coordinates, at least 1 */

    /* The log density at u[n], up to a constant, Jacobians of the transforms included. -INFINITY is a wall: such a
     * point cannot be, a move there is a rejection and no divergence; NAN counts as one and is counted apart.
     * `gradient` [n] is written unless NULL; at a wall it is not read. `chain` (0 .. chains-1) picks scratch memory:
     * calls with different chains run at the same time, calls with the same one never. `regime`, unless NULL, gets a
     * hash of which clamps and capacities bind at u (0 where there are none): a step whose ends differ in it has met a
     * kink. */
    double (*log_density)(void *context, int chain, const double *u, double *gradient, uint64_t *regime);

    /* u[n]: draw number `index` from the prior, a pure function of it. Called from one thread at a time. */
    void (*start)(void *context, uint64_t index, double *u);

    void *context;
} pk_target_t;

/* What is told of a draw: parameters in their own units, the log likelihood, the log prior. Convergence is judged on
 * these columns. */
typedef struct {
    int n; /* columns, at least 1 */
    /* columns[n] at u; `chain` as above. */
    void (*at)(void *context, int chain, const double *u, double *columns);
    void *context;
} pk_columns_t;

#endif
