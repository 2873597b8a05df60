/* What was observed, as independent numbers around the expected path: series with a noise of their own (normal,
 * Poisson, negative binomial; a cohort that is followed stands in cohort_series.h), targets, and experiments.
 *
 * One walk of the expected engine tells all of them; each experiment takes one more, in which its channel has `extra`
 * on its spend over the test's steps:
 *
 *     normal             log N(y; m, spread)
 *     poisson            y log m - m - log y!
 *     negative binomial  size k = spread: Γ(y+k) / (Γ(k) y!) (k/(k+m))^k (m/(k+m))^y
 *     target             log N(value; m, sd), of a stage's part where it is a share
 *     experiment         log N(value; in (with - without), sd), KPI summed over counted_first..counted_last
 *
 * Spread is a slot of the draws. Means below 1e-9 count as that. */
#ifndef PK_INFER_INDEPENDENT_H
#define PK_INFER_INDEPENDENT_H

#include "engine/kpi.h"
#include "engine/plan.h"
#include "model/calibration.h"

typedef struct {
    pk_plan_t *plan; /* borrowed until it is freed; its arena grows */
    const pk_observed_series_t
        *series;      /* [nseries] borrowed; those of the journey's own noise are passed over, unless */
    bool journey_too; /* they are told, too (means only; their likelihood is Poisson's: scores.h) */
    int nseries;
    const pk_observed_target_t *targets;
    int ntarget;
    const pk_observed_experiment_t *experiments;
    int nexperiment;
    int last_step; /* values that reach past it do not count */
    int chains;
} pk_independent_options_t;

/* One number as it is expected. */
typedef struct {
    int series, value;      /* its places; -1: no value of a series */
    int target, experiment; /* -1: none */
    bool seen;              /* it counts */
    double observed, mean;
    double expected_part; /* of a cohort followed over time: who is left of its first count */
    double sd;            /* of its noise */
    double log_density;
} pk_expected_value_t;

typedef struct pk_independent {
    const pk_plan_t *plan;
    int nvalue; /* numbers in all: values of series, targets, experiments, in this order */
    int nseen;
    int chains;
    struct pk_independent_layout *layout;
    struct pk_independent_chain *chain;
    pk_arena_t arena;
} pk_independent_t;

/* Errors (PK_BAD_INPUT), at their places: a KPI that there is not, with the nearest; a KPI that is neither a sum nor a
 * count. Free also after an error. */
pk_status_t pk_independent_init(pk_independent_t *self, const pk_independent_options_t *options, pk_diag_t *diag);
void pk_independent_free(pk_independent_t *self);

/* The log likelihood of all that is seen; -INFINITY where the numbers are impossible or no number holds what comes of
 * them. `self` is a pk_independent_t; calls of different `chain` may run at the same time. */
double pk_independent_log_likelihood(void *self, int chain, const double *draws);

/* The same, and all numbers as they are expected into out[nvalue]. */
double pk_independent_expect(pk_independent_t *self, int chain, const double *draws, pk_expected_value_t *out);

#endif
