/* Scenarios side by side: paired differences from a baseline (design.md sections 5, 7 and 9). */
#ifndef PK_STUDY_COMPARE_H
#define PK_STUDY_COMPARE_H

#include "engine/run.h"

/* A part of the draws of the assumptions, estimated. */
typedef struct {
    double p;
    double se;   /* its error: of Monte Carlo and of the number of draws; NAN: the plans are the same */
    double luck; /* the part of it that is Monte Carlo error of expected outcomes */
} pk_estimate_t;

/* How sure a difference is (study/certainty.c). */
typedef struct {
    pk_estimate_t better, best; /* than the baseline; of all plans. Ties count half, or in equal parts */
    double diff_se;             /* Monte Carlo error of diff_mean given the draws; 0: expected outcomes are exact */
    double runs_needed;         /* plan and baseline cannot be told apart, about so many runs would do; 0: they can */
    long draws;                 /* that a chance rests on; 0: it is exact */
} pk_sure_t;

/* One scenario's KPI against the baseline's, over paired runs. */
typedef struct {
    int scenario; /* index into results */
    int group, window;
    long cell, base_cell; /* where the KPI stands in the two results; -1: in neither */
    const char *persona, *period;
    const char *kpi, *label, *unit;
    bool lower_is_better;
    double mean, baseline_mean, diff_mean, diff_sd, diff_p05, diff_p50, diff_p95;
    pk_sure_t sure; /* chances are NAN where there is no better and worse */
} pk_difference_t;

typedef struct {
    pk_arena_t arena;
    pk_result_t *results; /* nresult, in the order given */
    int nresult, baseline;
    pk_difference_t *differences;
    int ndifference;
    pk_sure_t *baseline_sure; /* [window][group][kpi] of the baseline: `best` alone */
} pk_comparison_t;

/* Which scenario is the baseline: `named` (a scenario's name or file) if not NULL, else the one that most of the others
 * are based on, at any depth, else the first. -1 with an error where `named` is none of them. */
int pk_baseline_find(const pk_lineage_t *scenarios, int count, const char *named, pk_diag_t *diag);

/* Runs all scenarios on the same draws (the caller has laid the baseline's seed, runs, start and horizon over all) and
 * compares them. `comparison` is overwritten; free it also after an error. */
pk_status_t pk_compare(pk_scenario_t *const *scenarios, int count, int baseline, const pk_run_options_t *options,
                       pk_comparison_t *comparison, pk_diag_t *diag);
void pk_comparison_free(pk_comparison_t *self);

#endif
