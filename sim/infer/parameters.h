/* The free numbers of a calibration as coordinates that a sampler moves in, and as columns that are told.
 *
 * A coordinate is the normal score of what is drawn: x = Q(Φ(u); arguments), Q the quantile of the number's truncated
 * law, at the arguments' own values, which may be free themselves. So the prior is standard normal in every coordinate,
 * bounds are kept, nothing needs a Jacobian, and a law whose arguments are learned is not centred on them (which is
 * what makes such laws hard to sample). A row of `exits:` is drawn by the gammas of all its parts. Numbers that are not
 * free stand at their means. What rows the model makes impossible are walls. */
#ifndef PK_INFER_PARAMETERS_H
#define PK_INFER_PARAMETERS_H

#include "engine/assumptions.h"
#include "engine/sim.h"
#include "model/calibration.h"
#include "result/summary.h"

typedef struct {
    int slot;   /* of a number; -1: a gamma of a row */
    int stage;  /* of the row */
    int part;   /* of the row; the last is staying */
    int nmixed; /* its score is Σ weight[k] u[from[k]] over so many coordinates; 0: u itself */
    int *from;
    double *weight;
} pk_coordinate_t;

typedef struct {
    const char *path;
    int slot;       /* of the draws */
    int coordinate; /* -1: a part of a row */
} pk_parameter_t;

typedef struct {
    const pk_plan_t *plan;
    pk_coordinate_t *coordinates; /* [n] */
    int n;
    pk_parameter_t *all; /* [count], in the model's order: numbers, and the parts of rows but staying */
    int count;
    double *held;   /* [nslot] */
    pk_sim_t *sims; /* [chains], scratch */
    int chains;
    pk_arena_t arena;
} pk_parameters_t;

/* Borrows plan and calibration. */
void pk_parameters_init(pk_parameters_t *self, const pk_plan_t *plan, const pk_calibration_t *calibration, int chains);
void pk_parameters_free(pk_parameters_t *self);

/* The numbers at u[n] into draws[plan->nslot]: as a drawing has them that finds the uniforms Φ(u) at the addresses of
 * the coordinates. False where the model makes them impossible (they are filled all the same). */
bool pk_parameters_draws(pk_parameters_t *self, int chain, const double *u, double *draws);

/* u[n] of draw `index` of the prior, a possible one; by the plan's seed. False where a thousand were impossible. */
bool pk_parameters_start(pk_parameters_t *self, uint64_t index, double *u);

/* All parameters under the prior, from `draws` possible draws: spread[count]. Mean and sd are the law's own where it is
 * drawn as it is written: numbers for arguments, nothing cut off, no draw impossible. */
void pk_parameters_prior(pk_parameters_t *self, int draws, pk_summary_t *spread);

#endif
