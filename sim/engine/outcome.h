/* Inside the engine: from runs to the plain result. */
#ifndef PK_ENGINE_OUTCOME_H
#define PK_ENGINE_OUTCOME_H

#include "engine/digest.h"
#include "engine/kpi.h"
#include "engine/run.h"

/* What of the runs' draws goes into the result, batch by batch (outcome_draws.c). */
typedef struct {
    const pk_plan_t *plan;
    int threads;
    bool alone, series;
    long nrun;            /* so far */
    double *paid;         /* [step 1..nstep][driver] sums of spend, or of a lever's cost a step */
    double *today, *half; /* [driver] sums of a channel's history, and of its curve's first number */
    long *negative;       /* [driver] draws in which the plan would spend less than nothing */
    double *first;        /* [ndraw][slot] the first draws, which the curves are of */
    long ndraw;
    pk_digest_t *numbers; /* [number of the book] */
    pk_digest_t *flows;   /* [flow] today's number */
} pk_draws_seen_t;

/* The first so many draws are those that curves are of. */
enum { PK_CURVE_DRAWS = 2000 };

void pk_draws_seen_init(pk_draws_seen_t *self, const pk_plan_t *plan, const pk_run_options_t *options, long nrun,
                        bool alone);
/* The draws [count][slot] of runs first..first+count-1, in order. Today's flows are weighed by the series of `result`,
 * which are complete. */
void pk_draws_seen_add(pk_draws_seen_t *self, long first, long count, const double *draws, const pk_result_t *result);
void pk_draws_seen_free(pk_draws_seen_t *self);

/* From runs to the result, batch by batch. */
typedef struct {
    const pk_plan_t *plan;
    const pk_kpis_t *kpis;
    const pk_run_options_t *options;
    pk_result_t *result;
    bool alone;          /* one batch has all runs: what it has is borrowed until the end */
    const double *draws; /* [run][slot] */
    const double *runs;  /* [run][window, group, kpi] */
    double *expected;    /* [window][group][kpi][run], or NULL */
} pk_outcome_t;

/* Copies names, labels, dates, windows and sizes into the result and makes room for its series. */
void pk_outcome_init(pk_outcome_t *self, pk_plan_t *plan, const pk_kpis_t *kpis, const pk_run_options_t *options,
                     int batches, pk_result_t *result);

/* A batch, in order: draws [run][slot], KPIs [run][window, group, kpi], and the expected outcomes of the draws. */
void pk_outcome_add(pk_outcome_t *self, long first, long count, const double *draws, const double *runs,
                    const double *expected);

/* KPIs, goals, and what is told of the draws: of several batches the draws are drawn again. The series are complete.
 * PK_BAD_INPUT with an error where a plan would spend less than nothing in more than half of the draws. */
pk_status_t pk_outcome_finish(pk_outcome_t *self, pk_diag_t *diag);
void pk_outcome_free(pk_outcome_t *self);

/* How many runs there are. */
static inline long pk_run_count(const pk_plan_t *plan, const pk_run_options_t *options)
{
    return options->runs > 0 ? options->runs : plan->scenario->runs;
}

/* KPIs become the result's columns by run, their summaries and the goals. */
void pk_outcome_kpis(const pk_outcome_t *self, pk_diag_t *diag);

/* Money of a step that depends on the draws alone: a channel's spend (a competitor's too), a lever's cost a step. */
double pk_paid(const pk_plan_t *plan, const pk_driver_plan_t *driver, const double *draws, int t);

/* What was seen of the plan, with room for what the runs have of it (outcome_actuals.c). */
void pk_outcome_actuals(const pk_plan_t *plan, const pk_kpis_t *kpis, pk_result_t *result);

/* What each driver is paid in each step. */
void pk_outcome_paid(const pk_draws_seen_t *seen, pk_result_t *result);

/* What the channels' spend does, arrow by arrow. The same for any number of threads. */
void pk_outcome_curves(const pk_draws_seen_t *seen, pk_result_t *result);

/* What was assumed. Gives the largest error of a quantile's rank. */
double pk_outcome_assumptions(const pk_draws_seen_t *seen, pk_result_t *result);

/* The flows of today of some draws, as they are weighed by the result's series: into the digests. */
void pk_flows_seen(pk_draws_seen_t *seen, long count, const double *draws, const pk_result_t *result);

/* Uncertain changes of spend that leave less than nothing are held at 0; a warning tells the plan, the place and the
 * part of the runs' draws. PK_BAD_INPUT with an error where it is more than half of them. */
pk_status_t pk_outcome_spend(const pk_draws_seen_t *seen, pk_diag_t *diag);

/* The warnings added to diag from message `first` on, as one line each. */
void pk_outcome_warnings(const pk_diag_t *diag, int first, pk_result_t *result);

#endif
