/* Scores: a likelihood of series that needs no more than the expected path and some hundred runs. It stands in where
 * the filter's state is too wide, and gives a second opinion after a fit.
 *
 *     s = A (y - ratio m)           p weighted sums of what was observed, A = J' diag(1/m*) at a mode
 *     log L = -1/2 (s' V^-1 s / r + p log r),   r = Σ m / Σ m*
 *
 * m: the expected values, m* those at the mode, J their derivatives by the p free numbers there. From cohort runs at
 * the mode: ratio, the mean of runs over the expected value, and V, the covariance of the scores; A does not come from
 * these runs. V's correlation gets a floor of 1e-6, so that a direction that no data inform stays there. */
#ifndef PK_INFER_SCORES_H
#define PK_INFER_SCORES_H

#include "engine/plan.h"
#include "infer/expected_path.h"
#include "model/calibration.h"

typedef struct {
    pk_plan_t *plan;                    /* borrowed until they are freed; its arena grows */
    const pk_observed_series_t *series; /* [nseries] borrowed; those of the journey's own noise count */
    int nseries;
    int last_step; /* values that reach past it do not count */
    int chains;
} pk_scores_options_t;

/* A value that counts. */
typedef struct {
    int thing; /* in the path */
    int first, last;
    double observed;
} pk_scored_t;

typedef struct {
    pk_plan_t *plan;
    pk_expected_path_t path;
    pk_scored_t *values; /* [nvalue] */
    int nvalue;
    int last;          /* step */
    int nfree;         /* p; 0: not set yet */
    double *weight;    /* A: [p][nvalue] */
    double *ratio;     /* [nvalue] */
    double *precision; /* V^-1: [p][p] */
    double sum;        /* Σ m* */
    int chains;
    struct pk_scores_chain *chain;
    pk_arena_t arena;
} pk_scores_t;

/* A mode, and how the draws change with each free number: up and down are those at u + h and u - h along it alone. */
typedef struct {
    const double *draws;     /* [nslot] */
    const double *up, *down; /* [nfree][nslot] */
    double h;
    int nfree;
    int runs;           /* cohort runs; 200 does, 50 too */
    uint64_t first_run; /* their luck: runs first_run.. of the plan's seed; a refit takes others */
    int threads;        /* 0: the machine's */
} pk_scores_mode_t;

/* Errors as those of pk_expected_path_add. Free also after an error. */
pk_status_t pk_scores_init(pk_scores_t *self, const pk_scores_options_t *options, pk_diag_t *diag);
void pk_scores_free(pk_scores_t *self);

/* Weights, ratio and covariance at a mode; runs go on all threads and give the same bytes for any number. Called again
 * at the mode that the scores themselves lead to. PK_FAILED where numbers at the mode, or beside it, are impossible or
 * no number holds what comes of them: the scores are not set then. */
pk_status_t pk_scores_set(pk_scores_t *self, const pk_scores_mode_t *mode);

/* `self` is a pk_scores_t that is set; calls of different `chain` may run at the same time. -INFINITY where the draws
 * are impossible. */
double pk_scores_log_likelihood(void *self, int chain, const double *draws);

/* Two opinions on a free number: by how many sds (of the narrower) the means are apart, and how many times the wider sd
 * is the narrower. Normal is .2 to .4 sd and 1.00 to 1.20 times; past 1 sd or 1.5 times the journey's noise does not
 * fit the model. */
typedef struct {
    double apart, wider;
    bool agree;
} pk_opinions_t;

pk_opinions_t pk_opinions(double mean_a, double sd_a, double mean_b, double sd_b);

#endif
