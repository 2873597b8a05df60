/* Inside the engine: from runs to the plain result. */
#ifndef PK_ENGINE_OUTCOME_H
#define PK_ENGINE_OUTCOME_H

#include "engine/kpi.h"

/* Copies names, labels, dates, windows and sizes into the result and makes room for its series. */
void pk_outcome_headline(const pk_plan_t *plan, const pk_kpis_t *kpis, const pk_run_options_t *options,
                         pk_result_t *result);

/* KPIs [run][window, group, kpi] become the result's columns by run, their summaries and the goals. */
void pk_outcome_kpis(const pk_plan_t *plan, const pk_kpis_t *kpis, const double *runs, pk_result_t *result,
                     pk_diag_t *diag);
/* The same KPIs as columns alone, [window][group][kpi][run] of those that are shown; of the heap. */
double *pk_outcome_expected(const pk_kpis_t *kpis, const double *runs, long nrun);

/* What each driver is paid in each step, over the runs' draws [run][slot]. */
void pk_outcome_paid(const pk_plan_t *plan, const double *draws, pk_result_t *result);

/* What the channels' spend does, arrow by arrow, over the runs' draws [run][slot]. The same for any number of threads.
 */
void pk_outcome_curves(const pk_plan_t *plan, const double *draws, int threads, pk_result_t *result);

/* What was assumed, over the runs' draws [run][slot]. */
void pk_outcome_assumptions(const pk_plan_t *plan, const double *draws, pk_result_t *result);

/* Uncertain changes of spend that leave less than nothing are held at 0; a warning tells the plan, the place and the
 * part of the runs' draws [run][slot]. PK_BAD_INPUT with an error where it is more than half of them. */
pk_status_t pk_outcome_spend(const pk_plan_t *plan, const double *draws, long nrun, pk_diag_t *diag);

/* The warnings added to diag from message `first` on, as one line each. */
void pk_outcome_warnings(const pk_diag_t *diag, int first, pk_result_t *result);

#endif
