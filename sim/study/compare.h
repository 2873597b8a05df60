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

/* Differences, how sure they are, and the answer, of a comparison whose results and expected outcomes stand. */
void pk_comparison_fill(pk_comparison_t *comparison, int threads);

/* Of a comparison of two, whose results and expected outcomes stand, what differs for everybody over the whole horizon,
 * and how surely it is better: for many plans beside one baseline. `normals` as certainty.h says. */
void pk_comparison_pair(pk_comparison_t *comparison, const double *normals);

/* The same of some KPIs by name alone, those that both have. */
void pk_comparison_pair_some(pk_comparison_t *comparison, const char *const *kpis, int count, const double *normals);

/* A plan with some numbers moved. */
typedef struct {
    const char *name, *title; /* NULL: the plan's own */
    const pk_moved_t *moved;  /* [nmoved] */
    int nmoved;
} pk_arm_t;

/* One compiled plan under several settings, on the same draws and the same luck, compared with one of them. `options`
 * as pk_compare has them (its `moved` is overwritten). `comparison` is overwritten; free it also after an error. */
pk_status_t pk_compare_arms(pk_plan_t *plan, const pk_arm_t *arms, int count, int baseline,
                            const pk_run_options_t *options, pk_comparison_t *comparison, pk_diag_t *diag);

#endif
