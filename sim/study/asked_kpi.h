/* A KPI that a command is asked for by its name. */
#ifndef PK_STUDY_ASKED_KPI_H
#define PK_STUDY_ASKED_KPI_H

#include "engine/kpi.h"

/* Its index among the KPIs that are shown. -1: there is none of that name; *hint is then what to say about it, in the
 * arena: "did you mean NAME?" of the nearest, or `otherwise` where none is near. */
int pk_asked_kpi(const pk_kpis_t *kpis, const char *name, const char *otherwise, pk_arena_t *arena, const char **hint);

/* Whether all scenarios have the KPI that an option names: one of a run, or with `of_difference` one that stands in a
 * comparison alone, too. An error otherwise that names the option, the first scenario without it and the nearest KPI.
 */
PK_MUST_USE pk_status_t pk_asked_kpi_check(pk_scenario_t *const *scenarios, int count, const char *option,
                                           const char *name, bool of_difference, pk_arena_t *arena, pk_diag_t *diag);

#endif
