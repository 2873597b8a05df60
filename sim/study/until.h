/* As many runs as a difference needs to be known so well. */
#ifndef PK_STUDY_UNTIL_H
#define PK_STUDY_UNTIL_H

#include "study/compare.h"

typedef struct {
    const char *kpi;
    double error; /* above 0, in the KPI's unit (a share: of 1) */
} pk_until_t;

/* "profit=50"; the KPI's name is copied into the arena. */
pk_status_t pk_until_read(const char *text, pk_until_t *until, pk_arena_t *arena, pk_diag_t *diag);

/* Compares as pk_compare does, with the smallest number of runs tried that makes the error of the mean difference to
 * the baseline (diff_sd over the root of the runs) smaller than that for every plan: at first the options' or the
 * baseline's, then what that foretells. The result is that of a comparison with that many runs, to the last bit; how
 * many they are stands in its `effort`. PK_BAD_INPUT where some plan has no difference of the KPI, or one that is not
 * defined in all runs; PK_FAILED where it would take more than PK_RUNS_MOST. */
pk_status_t pk_compare_until(pk_scenario_t *const *scenarios, int count, int baseline, const pk_run_options_t *options,
                             const pk_until_t *until, pk_comparison_t *comparison, pk_diag_t *diag);

#endif
