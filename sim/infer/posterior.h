/* The posterior of a calibration as a sampler's target: the prior of the free numbers times the likelihood of all that
 * was observed.
 *
 *     log f(u) = -Σ u²/2 + Σ log likelihood of each part at the numbers of u
 *
 * Parts (journeys, series, targets, experiments) are functions of the numbers alone. The gradient is by differences
 * forward, in all coordinates that the likelihood hangs on, and by scores where a part tells them; coordinates that the
 * likelihood does not hang on (a price that nothing observed is in) have their prior's. */
#ifndef PK_INFER_POSTERIOR_H
#define PK_INFER_POSTERIOR_H

#include "infer/parameters.h"
#include "infer/target.h"

/* A likelihood: at the numbers of the plan; `chain` picks scratch memory. -INFINITY: impossible. */
typedef struct {
    const char *name;
    double (*log_likelihood)(void *self, int chain, const double *draws);
    double (*record)(void *self, int chain, const double *draws); /* the same, and remembers ... */
    double (*near)(void *self, int chain, const double *draws);   /* ... for numbers close to those: an approximation
                                                                     whose differences guide; NAN: not there. Both
                                                                     NULL: log_likelihood does */
    void (*score)(void *self, int chain, double *by_slot); /* what `near` does not see: adds the derivatives of what was
                                                              recorded by these slots; NULL: none ... */
    bool (*scores)(void *self, int slot);                  /* ... for which this holds */
    void *self;
} pk_part_t;

enum { PK_PARTS_MOST = 16 };

typedef struct {
    pk_parameters_t *parameters;
    pk_part_t parts[PK_PARTS_MOST];
    int nparts;
    bool *still;                      /* [n] the likelihood does not hang on it */
    bool *hidden;                     /* [n] it does, but what is near does not show it ... */
    bool *scored;                     /* [n] ... and scores do */
    int *slots, nslot;                /* those that have a score */
    double **score;                   /* [chains][nslot of the plan] */
    double **draws, **moved, **aside; /* [chains][nslot]: scratch */
    pk_arena_t arena;
} pk_posterior_t;

/* Borrows `parameters` and the parts. */
void pk_posterior_init(pk_posterior_t *self, pk_parameters_t *parameters, const pk_part_t *parts, int nparts);
void pk_posterior_free(pk_posterior_t *self);

/* Whether nothing that was observed says anything of a number: the likelihood hangs neither on its coordinate nor on
 * one that its score is mixed from (numbers that are drawn together teach each other). */
bool pk_posterior_leaves(const pk_posterior_t *self, int coordinate);

/* The log likelihood of all parts at draws. */
double pk_posterior_likelihood(pk_posterior_t *self, int chain, const double *draws);

/* For a sampler; and what is told of a draw: the parameters, the log likelihood, the log of the prior's density in the
 * numbers' own units (count + 2 columns). */
pk_target_t pk_posterior_target(pk_posterior_t *self);
pk_columns_t pk_posterior_columns(pk_posterior_t *self);

#endif
