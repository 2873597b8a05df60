/* A cohort that is followed over time (`noise: multinomial`): how many are still in a stage at the end of some steps.
 *
 *     ln L = Σ_k (n_(k-1) - n_k) ln((E_(k-1) - E_k) / E_0) + n_K ln(E_K / E_0)
 *
 * n_0 the first count of the series, which is taken as given, E the stage's count on the expected path of the plan; the
 * multinomial coefficient, a constant, is left out (as Fader and Hardie 2007 do). */
#ifndef PK_INFER_COHORT_SERIES_H
#define PK_INFER_COHORT_SERIES_H

#include "engine/plan.h"
#include "model/calibration.h"

typedef struct {
    const pk_plan_t *plan;              /* borrowed */
    const pk_observed_series_t *series; /* [nseries] borrowed; those of another noise are passed over */
    int nseries;
    int last_step; /* counts after it are not seen */
    int chains;    /* likelihoods that may be worked out at the same time: `chain` is 0..chains-1 */
} pk_cohorts_options_t;

typedef struct pk_cohorts {
    const pk_plan_t *plan;
    const pk_observed_series_t **series; /* [count] */
    int count, chains, last_step;
    struct pk_cohorts_chain *chain; /* [chains] */
    pk_arena_t arena;
} pk_cohorts_t;

/* Errors (PK_BAD_INPUT), at the cells: a count that rises, or is below 0; fewer than two counts; a series that is not
 * of a stage. Free also after one. */
PK_MUST_USE pk_status_t pk_cohorts_init(pk_cohorts_t *self, const pk_cohorts_options_t *options, pk_diag_t *diag);
void pk_cohorts_free(pk_cohorts_t *self);

/* Of draws[plan->nslot]; -INFINITY where they are impossible, or the path cannot lose whom the cohort lost. `self` is a
 * pk_cohorts_t. */
double pk_cohorts_log_likelihood(void *self, int chain, const double *draws);

#endif
