/* Draws from a target until they can be trusted or the budget ends.
 *
 *     fits      BFGS from several draws of the prior, a normal law at each mode (laplace.h); distinct modes are kept
 *     starts    over-dispersed around them, a chain each
 *     warm-up   step size and a dense mass matrix (warmup.h)
 *     draws     NUTS (nuts.h); where more than 1% of its steps met a kink, differential evolution with past states
 *               instead (differential_evolution.h)
 *     more      while the gate (gate.h) does not pass and the budget has gradients left
 *
 * Chains run in parallel and share nothing; what they draw is the same bytes for any number of threads. */
#ifndef PK_INFER_SAMPLER_H
#define PK_INFER_SAMPLER_H

#include <stdbool.h>

#include "infer/target.h"

typedef enum { PK_SAMPLER_NUTS, PK_SAMPLER_DIFFERENTIAL_EVOLUTION } pk_sampler_kind_t;

typedef struct {
    int chains;  /* 4 where 0 */
    int threads; /* 0: those of the machine */
    uint64_t seed;
    int fits;       /* prior draws that a mode is looked for from; 8 where 0 */
    int warmup;     /* transitions of warm-up a chain; 600 where 0 */
    long first;     /* draws a chain before the gate is looked at; 500 where 0 */
    long gradients; /* budget of all chains together, calls of log_density; 1,000,000 where 0 */
} pk_sampling_t;

/* A mode that the fits found. */
typedef struct {
    double *u;           /* [n] */
    double *covariance;  /* [n][n], of the normal law there */
    double log_density;  /* at u */
    double log_evidence; /* of the normal law: log_density + n/2 log(2 pi) + 1/2 log det covariance */
    int nfit;            /* fits that ended here */
    double apart;        /* from the best mode, in sds of the normal laws of both; 0 for the best itself */
    int differs;         /* the coordinate that differs most, in sds of its own */
} pk_mode_t;

/* What one chain has drawn. */
typedef struct {
    double *u;           /* [ndraw][n] */
    double *columns;     /* [ndraw][columns] */
    double *log_density; /* [ndraw] */
    double *energy;      /* [ndraw] of the Hamiltonian; NAN of differential evolution */
    bool *diverged;      /* [ndraw] the transition that led to the draw diverged */
    /* In the draws, warm-up apart. */
    long ndivergence, nwall, ndeepest; /* transitions that diverged; that met a wall; that ended at the deepest tree */
    long nstep, nkink;                 /* leapfrog steps, and those whose ends differ in regime */
    double accepted;                   /* mean acceptance of the steps */
    double step_size;
} pk_chain_draws_t;

/* A sampler; fields are to be read. */
typedef struct {
    pk_sampler_kind_t kind;
    int n, ncolumn, nchain;
    long ndraw; /* of each chain */
    pk_chain_draws_t *chain;
    int nmode;                /* 0: no point of the prior has a density; nothing can be drawn */
    pk_mode_t *mode;          /* best log evidence first */
    double *prior_sd;         /* [n] of the unconstrained coordinates, from draws of `start` */
    double target_acceptance; /* .8, or .95 after divergences */
    double kinks;             /* part of the leapfrog steps of warm-up that met one */
    long ngradient;           /* calls of log_density so far, fits and warm-up included */
    long nnan;                /* of them that gave NAN */
    struct pk_sampler_parts *parts;
} pk_sampler_t;

/* Overwrites self; target and columns (copied, their contexts borrowed) live until pk_sampler_free. Fits and starts are
 * done here. */
void pk_sampler_init(pk_sampler_t *self, const pk_target_t *target, const pk_columns_t *columns,
                     const pk_sampling_t *options);
void pk_sampler_free(pk_sampler_t *self);

/* Warm-up where there was none yet, then `draws` more of each chain (fewer where the budget ends before). Returns how
 * many each chain has got. A sampler that is continued has the draws of one that was asked for all at once. */
long pk_sampler_draw(pk_sampler_t *self, long draws);

/* All of it: warm-up, draws, the target acceptance raised once after divergences (the draws before are dropped), more
 * draws until the gate passes or the budget ends, or chains that lie apart have not met after 2,000 draws. True where
 * the gate has passed; pk_gate_judge says what did not. */
bool pk_sampler_until(pk_sampler_t *self);

#endif
