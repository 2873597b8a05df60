/* Scenarios side by side, as plain structs: paired differences from a baseline, and how sure they are. study/ fills it.
 */
#ifndef PK_RESULT_COMPARISON_H
#define PK_RESULT_COMPARISON_H

#include "result/result.h"

/* A part of the draws of the assumptions, estimated. */
typedef struct {
    double p;
    double se;   /* its error: of Monte Carlo and of the number of draws; NAN: the plans are the same */
    double luck; /* the part of it that is Monte Carlo error of expected outcomes */
} pk_estimate_t;

/* How sure a difference is (study/certainty.c works it out). */
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

/* The difference of a scenario's KPI from the baseline's over the whole horizon; NULL: there is none, as for the
 * baseline itself. */
const pk_difference_t *pk_comparison_find(const pk_comparison_t *self, int scenario, int group, const char *kpi);

/* Frees the results too. Legal on a zeroed object. */
void pk_comparison_free(pk_comparison_t *self);

#endif
