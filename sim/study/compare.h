/* Scenarios side by side: paired differences from a baseline (design.md sections 5, 7 and 9). */
#ifndef PK_STUDY_COMPARE_H
#define PK_STUDY_COMPARE_H

#include "engine/run.h"

/* One scenario's KPI against the baseline's, over paired runs. */
typedef struct {
    int scenario; /* index into results */
    int group, window;
    const char *persona, *period;
    const char *kpi, *label, *unit;
    bool lower_is_better;
    double mean, baseline_mean, diff_mean, diff_sd, diff_p05, diff_p50, diff_p95;
    double p_better; /* share of assumption draws whose expected outcome is better; ties count half */
} pk_difference_t;

typedef struct {
    pk_arena_t arena;
    pk_result_t *results; /* nresult, in the order given */
    int nresult, baseline;
    pk_difference_t *differences;
    int ndifference;
} pk_comparison_t;

/* Which scenario is the baseline: `named` (a scenario's name or file) if not NULL, else the one that most of the others
 * are based on, at any depth, else the first. -1 with an error where `named` is none of them. */
int pk_baseline_find(const pk_lineage_t *scenarios, int count, const char *named, pk_diag_t *diag);

/* Runs all scenarios on the same draws (the caller has laid the baseline's seed, runs, start and horizon over all) and
 * compares them. `comparison` is overwritten; free it also after an error. */
pk_status_t pk_compare(pk_scenario_t *const *scenarios, int count, int baseline, const pk_run_options_t *options,
                       pk_comparison_t *comparison, pk_diag_t *diag);
void pk_comparison_free(pk_comparison_t *self);

/* Whether two expected outcomes are one: they differ by round-off at most (sums in another order). False for NAN. */
bool pk_outcomes_tie(double a, double b);

#endif
