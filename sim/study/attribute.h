/* What each channel, lever, event and word of mouth of a plan brought: the plan as it is beside the plan without it.
 *
 * Without a channel nothing is spent on it from step 1 on, and what was spent before is felt in both; without a lever
 * it stands at its value of today; without an event or word of mouth that is as if empty. The plan is compiled once,
 * and every such plan is a move of the same draws (engine/drivers.h).
 *
 * After the last step all plans spend what the plan does on average, so that what is felt then (carried over, customers
 * who came to be) is the driver's, too: incremental = within + after.
 *
 * Incremental differences need not add up to the whole: two channels that saturate each other bring less together.
 * Shapley values (shapley.h) share out all of it, on some of the draws. They are brought to all draws by regression on
 * the KPI with all on and with nothing on: values that add up on each draw then add up to the KPI's mean over all.
 *
 * Where the model feeds back, expected outcomes are off. Differences are then those of paired runs by chance, smoothed
 * over the draws (advantage.h); draws beyond those runs follow them by a line in the expected difference. What these
 * are off goes to the players' Shapley values: to each what its own difference is off, and what is left of that of all
 * together in parts by size. */
#ifndef PK_STUDY_ATTRIBUTE_H
#define PK_STUDY_ATTRIBUTE_H

#include "engine/run.h"
#include "result/attribution.h"

enum {
    PK_ATTRIBUTE_DRAWS = PK_BATCH_RUNS, /* the most runs and draws that are used */
    PK_ATTRIBUTE_RUNS = 300,            /* paired runs, where nobody asks for another number */
    PK_ATTRIBUTE_REPLICATES = 64        /* draws for Shapley values */
};

typedef struct {
    const char *const *kpis; /* by name; none: purchases, new_customers, revenue, profit */
    int nkpi;
    long paired; /* runs that correct expected outcomes where the model feeds back, at most; 0 or less:
                    PK_ATTRIBUTE_RUNS */
    int tail; /* steps after the horizon in which what is left is felt; 0: what the scenario says, else until 1% of it
                 is left, 10 years at most */
    int threads; /* 0: the machine's; changes no byte */
    pk_vector_t vector;
    pk_progress_t progress;
} pk_attribute_options_t;

/* What can be told before anything runs: a KPI that there is not, or that is a ratio; no driver to ask for
 * (PK_BAD_INPUT). */
pk_status_t pk_attribute_check(pk_plan_t *plan, const pk_attribute_options_t *options, pk_diag_t *diag);

/* Runs, draws and seed are the scenario's, at most PK_ATTRIBUTE_DRAWS. `self` is overwritten; free it also after an
 * error. Errors: as pk_run, and as pk_attribute_check. */
pk_status_t pk_attribute(pk_plan_t *plan, const pk_attribute_options_t *options, pk_attribution_t *self,
                         pk_diag_t *diag);

#endif
