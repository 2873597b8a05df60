/* The noise of a series is the journey's own chance: the log likelihood of series that were observed, by the Kalman
 * filter of the linear noise approximation.
 *
 * The state of the filter is who stands where (stage x persona), the stocks and what waits, as a normal law: means mu
 * and covariance Sigma. Each step it takes the engine's own rates at mu (rates.c: every driver works), spreads Sigma by
 * the derivatives of all flows, those through the feedback too (word of mouth, stocks, ratios, queues: one more
 * evaluation of rates a scalar), adds the multinomial noise of who goes where, and is corrected by each number that was
 * observed; the next step is linearised again where that leaves it. The density of a number is that of a count law with
 * the filter's mean and variance; a capacity that binds is censored where its flows are observed, else its moments
 * count. Ages of stays stand in the mean path only: a stay's people leave at the mean rate of their ages.
 *
 * Source: linear noise approximation, van Kampen (1981); re-linearised as a filter, Fearnhead, Giagos and Sherlock
 * (2014), "Inference for reaction networks using the linear noise approximation". The count law, the censored crew and
 * a scatter for each flow's rate were chosen by experiment (sim/README.md). No random numbers: the same bytes for any
 * number of threads. */
#ifndef PK_INFER_FILTER_H
#define PK_INFER_FILTER_H

#include "engine/plan.h"
#include "model/calibration.h"

typedef struct {
    pk_plan_t *plan;                    /* borrowed until the filter is freed; its arena grows */
    const pk_observed_series_t *series; /* [nseries] borrowed; those of another noise than the journey's are passed
                                           over */
    int nseries;
    int last_step; /* values that reach past it are not seen, only foretold */
    int chains;    /* likelihoods that may be worked out at the same time: `chain` is 0..chains-1 */
    bool whole;    /* all stages stand in the state, not only those on the way to something observed (end_state.h) */
} pk_filter_options_t;

/* What the filter costs and what it met, over all likelihoods of a chain since its beginning. Where `clamped` or
 * `bound` is more than 1% of `steps`, the likelihood has kinks there. */
typedef struct {
    long steps;
    long clamped; /* steps after which somebody was fewer than nobody, and was held at 0 */
    long bound;   /* steps in which a capacity was full */
} pk_filter_health_t;

/* A value of a series as the filter foretells it, given all values before it. */
typedef struct {
    int series, value; /* its places */
    bool seen;         /* it counts in the likelihood; else it lies past last_step */
    double observed, mean, sd;
    double log_density; /* of what was observed; what adds up to the log likelihood where it is seen */
} pk_foretold_t;

/* Beyond these many entries of the state a value of the likelihood is slow (60: some .4 ms for 104 steps), or so slow
 * that scores (scores.h) do better (160: 4 ms). */
enum { PK_FILTER_SLOW = 60, PK_FILTER_WIDE = 160 };

typedef struct pk_filter {
    const pk_plan_t *plan;
    int nentry; /* of the state */
    int nvalue; /* of the series that it takes */
    int nseen;  /* of them, that count */
    int chains;
    struct pk_filter_layout *layout;
    struct pk_filter_chain *chain; /* [chains] */
    pk_arena_t arena;
} pk_filter_t;

/* Errors (PK_BAD_INPUT), at the series' place: a KPI that is no fixed weighted sum of flows (another noise can take
 * it). Warns of more than PK_FILTER_SLOW entries. Free also after an error. */
pk_status_t pk_filter_init(pk_filter_t *self, const pk_filter_options_t *options, pk_diag_t *diag);
void pk_filter_free(pk_filter_t *self);

/* The log likelihood of the values that are seen, given all numbers of the plan, draws[plan->nslot] as
 * pk_assumptions_draw fills them; -INFINITY where the model makes these numbers impossible or no number holds what
 * comes of them. `self` is a pk_filter_t. */
double pk_filter_log_likelihood(void *self, int chain, const double *draws);

/* The same; and then that of numbers close to these, with the variances and gains that were found here: a walk of the
 * means alone, some five times as fast. Its derivative lacks what numbers do through the variances, whose mean under
 * the model is 0: good enough to guide a sampler. NAN where that walk took another turn (a crew that is full in one of
 * them). Numbers that act on variances alone (a scatter) change nothing of it. */
double pk_filter_record(void *self, int chain, const double *draws);
double pk_filter_near(void *self, int chain, const double *draws);

/* What pk_filter_near does not see: the derivatives of the likelihood that was recorded last by the numbers that act on
 * variances alone, the scatters of flows, added to by_slot[plan->nslot] (0 elsewhere); exact but for what variances do
 * to the means (normal_score.h). And whether a slot is one of these. */
void pk_filter_score(void *self, int chain, double *by_slot);
bool pk_filter_scores(void *self, int slot);

/* The same, and every value as it was foretold, one step ahead, into out[nvalue] in the order of time. */
double pk_filter_foretell(pk_filter_t *self, int chain, const double *draws, pk_foretold_t *out);

pk_filter_health_t pk_filter_health(const pk_filter_t *self, int chain);

/* Entries of the state by what they are, in words: "lead (private)". For tests and messages. */
const char *pk_filter_entry(const pk_filter_t *self, int entry, pk_arena_t *arena);

#endif
