/* Runs for the rivals: of many plans those that cannot be the best any more get no more runs. */
#ifndef PK_STUDY_RACE_H
#define PK_STUDY_RACE_H

#include "study/compare.h"

/* Compares as pk_compare does, but in rounds: all plans get few runs, those that are left five times as many, up to the
 * options' or the baseline's. After a round a plan is dropped where the leader (the best mean) is ahead of it by more
 * than the bound of a paired t test at 5% over all plans and rounds (Bonferroni; elimination as in Maron & Moore 1997,
 * doi:10.1023/A:1006556606079), over the runs that both have; by expected outcomes where these are exact, else by the
 * runs. The baseline is never dropped: the others are told from it. Each plan's result is that of a plain run with as
 * many runs as it had, its nrun, to the last bit.
 *
 * Nothing is told of what comes after the horizon. PK_BAD_INPUT where the plans have no KPI of this name. */
pk_status_t pk_compare_race(pk_scenario_t *const *scenarios, int count, int baseline, const pk_run_options_t *options,
                            const char *kpi, pk_comparison_t *comparison, pk_diag_t *diag);

#endif
