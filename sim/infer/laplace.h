/* Modes of a target and the normal law at each, from several draws of the prior.
 *
 * Searches by climb.h; at the end of each the second derivatives by central differences of the gradient. The covariance
 * is the inverse of their negative, where a direction without enough curvature (flat, or a saddle) gets 4 prior
 * standard deviations. */
#ifndef PK_INFER_LAPLACE_H
#define PK_INFER_LAPLACE_H

#include "base/arena.h"
#include "infer/sampler.h"
#include "infer/target.h"

typedef struct {
    int nmode;        /* 0: no draw of the prior has a density */
    pk_mode_t *mode;  /* [nmode], best log evidence first */
    double *prior_sd; /* [n], of draws of the prior */
    long ncall, nnan; /* calls of log_density, and those that gave NAN */
} pk_laplace_t;

/* Looks for a mode from `fits` draws of the prior that have a density, `chains` searches at a time on `threads` threads
 * (which change nothing). Fits that no valley parts end at one mode; one that has not arrived is left out unless none
 * has. Memory is of the arena. */
pk_laplace_t pk_laplace_fit(const pk_target_t *target, int fits, int chains, int threads, pk_arena_t *arena);

/* factor[n][n], lower, with factor factor' = covariance, which must be positive. */
void pk_lower_factor(int n, const double *covariance, double *factor);

#endif
