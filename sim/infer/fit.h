/* One fit: what was observed up to a step, as a posterior, sampled.
 *
 *     plan -> parameters -> parts (journeys, the filter of series, independent numbers) -> posterior -> sampler
 *
 * A backtest is a second fit with an earlier last step. */
#ifndef PK_INFER_FIT_H
#define PK_INFER_FIT_H

#include "infer/cohort_series.h"
#include "infer/filter.h"
#include "infer/independent.h"
#include "infer/journeys.h"
#include "infer/journeys_likelihood.h"
#include "infer/posterior.h"
#include "infer/sampler.h"

typedef struct {
    int last_step;  /* of series, targets and experiments */
    int logs_until; /* of logs; 0: all that they have */
    int threads;
    long gradients;                /* budget; 0: the sampler's own */
    const pk_journeys_log_t *logs; /* [calibration->nlog], read */
} pk_fit_options_t;

typedef struct {
    const pk_calibration_t *calibration;
    pk_plan_t plan;
    pk_parameters_t parameters;
    bool has_filter, has_independent, has_journeys, has_cohorts;
    pk_filter_t filter;
    pk_independent_t independent;
    pk_plan_t log_plan; /* over the steps of all logs */
    pk_journeys_t journeys;
    pk_cohorts_t cohorts;
    pk_posterior_t posterior;
    pk_sampler_t sampler;
    bool sampled, passed;
    pk_arena_t arena;
} pk_fit_t;

/* Compiles and makes the parts; nothing is sampled yet. Borrows calibration and logs. Errors: what the plan or the
 * parts refuse, with places. Free also after an error. */
pk_status_t pk_fit_init(pk_fit_t *self, const pk_calibration_t *calibration, const pk_fit_options_t *options,
                        pk_diag_t *diag);
/* Samples until the gate passes or the budget ends; says which (self->passed). PK_BAD_INPUT where no draw of the prior
 * has a likelihood. */
pk_status_t pk_fit_sample(pk_fit_t *self, const pk_fit_options_t *options, pk_diag_t *diag);
void pk_fit_free(pk_fit_t *self);

/* Where its density is highest among the draws, [parameters.n]: in normal scores, or in the numbers' own units. */
const double *pk_fit_highest(const pk_fit_t *self, bool own_units);

/* Rows that are written of a posterior, at most; fewer draws stand as they are. */
enum { PK_FIT_ROWS = 4000 };
/* Row k of `rows` fair ones, interleaved over the chains: which chain and draw it is. */
long pk_fit_rows(const pk_fit_t *self);
void pk_fit_row(const pk_fit_t *self, long k, int *chain, long *draw);
/* The plan's numbers there, into draws[plan.nslot]. */
void pk_fit_draws(pk_fit_t *self, long k, double *draws);

#endif
