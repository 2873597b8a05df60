/* The log likelihood of logs of journeys, given the numbers of a plan.
 *
 * Each step that a case is at risk in is a draw of the engine's own law (models/README.md, What happens in a step), at
 * the probabilities that the drivers of that step make of the numbers:
 *
 *     out of a plain stage     Σ n_k ln p_k + n_stay ln(1 - Σ p)
 *     out of a stay of age a   the ways that compete: Σ n_k ln p_k + n_rest ln(1 - P), P their sum; of the rest those
 *                              who leave ln h(a) + ln w_k, those who stay ln(1 - h(a)), h(a) = 1 - (S(a+1)/S(a))^speed;
 *                              who is still there at the end of the log is censored
 *     events                   ln p or ln(1 - p) for each at risk; of a rate ln m - m (without the constant ln k!)
 *     a full capacity          lets a part f of those through who would move: p_k f, w_k f
 *
 * Word of mouth, stocks, queues and capacity are as the plan's expected path with these draws has them; else no
 * population is moved. Where drivers may act, only steps 1..nstep of the plan count; a stay's age also counts what was
 * before. By event drivers are as of today. An event that a log has not one row of is taken as not written down there.
 * Where the personas of cases are not known, a case is a mixture over personas with their shares.
 *
 * What is counted stands by stage, persona, step and age, so one value costs no more with more cases (a mixture: with
 * more cases that differ). No random numbers: the same bytes for any number of threads. */
#ifndef PK_INFER_JOURNEYS_LIKELIHOOD_H
#define PK_INFER_JOURNEYS_LIKELIHOOD_H

#include "engine/plan.h"
#include "infer/journeys.h"

typedef struct {
    const pk_plan_t *plan;         /* borrowed; best compiled over all steps of the logs (figures.last_step) */
    const pk_journeys_log_t *logs; /* [nlog] borrowed */
    int nlog;
    int last_step; /* nothing after it is seen; INT_MAX: all is */
    int chains;    /* likelihoods that may be worked out at the same time: `chain` is 0..chains-1 */
} pk_journeys_options_t;

typedef struct pk_journeys {
    const pk_plan_t *plan;
    int chains, last_step;
    double risked;  /* steps at risk that count, over all cases */
    double unknown; /* steps at risk left out, for drivers act there and the plan does not have the step */
    bool path;      /* a value walks the plan's expected path */
    struct pk_journeys_rows *rows;
    struct pk_journeys_chain *chain; /* [chains] */
    pk_arena_t arena;
} pk_journeys_t;

/* Errors (PK_BAD_INPUT): personas that are not known where a stay waits for capacity. Free also after one. */
PK_MUST_USE pk_status_t pk_journeys_init(pk_journeys_t *self, const pk_journeys_options_t *options, pk_diag_t *diag);
void pk_journeys_free(pk_journeys_t *self);

/* Of draws[plan->nslot], which are free to be any; -INFINITY where they are impossible, or what was seen is. `self` is
 * a pk_journeys_t. */
double pk_journeys_log_likelihood(void *self, int chain, const double *draws);

#endif
