/* Runs scenarios side by side and tells their differences from a baseline. */
#ifndef PK_STUDY_COMPARE_H
#define PK_STUDY_COMPARE_H

#include "engine/run.h"
#include "result/comparison.h"

/* Which scenario is the baseline: `named` (a scenario's name or file) if not NULL, else the one that most of the others
 * are based on, at any depth, else the first. -1 with an error where `named` is none of them. */
int pk_baseline_find(const pk_lineage_t *scenarios, int count, const char *named, pk_diag_t *diag);

/* Runs all scenarios on the same draws (the caller has laid the baseline's seed, runs, start and horizon over all) and
 * compares them. `comparison` is overwritten; free it also after an error. */
pk_status_t pk_compare(pk_scenario_t *const *scenarios, int count, int baseline, const pk_run_options_t *options,
                       pk_comparison_t *comparison, pk_diag_t *diag);

#endif
