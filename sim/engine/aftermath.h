/* What the runs of a plan leave behind, beside their KPIs: each draw's expected outcome goes on after the horizon under
 * the drivers and the draws of a baseline (tail.h), and so does the baseline's own. `after` of a run is the present
 * value of what it comes to there, end values taken off, less what the baseline of the same draw comes to;
 * `profit_and_after` is its present_value and that. Both stand in the window of the whole horizon, for everybody. */
#ifndef PK_ENGINE_AFTERMATH_H
#define PK_ENGINE_AFTERMATH_H

#include "engine/tail.h"

/* How the plans of a comparison go on. The baseline runs first and fills `value`, which the others read. */
struct pk_after {
    pk_tail_t *tail;         /* of the baseline */
    pk_kpis_t kpis;          /* of the tail, the present value alone (pk_after_init) */
    pk_plan_t *baseline;     /* over the horizon: its draws hold after it */
    const pk_moved_t *moved; /* in the baseline's runs, [nmoved] */
    int nmoved;
    bool is_baseline; /* the plan that runs is it */
    double *value;    /* [run] present value of what the baseline comes to after the end; of the heap, NULL at first */
    const int *cuts;  /* [ncut] steps before the horizon from which it goes on, too, as far as from there; borrowed */
    int ncut;
    double *cut_value; /* [cut][run], as `value` */
};

/* Borrows both; `baseline` and its tail are of one scenario. Free it after the last run. */
void pk_after_init(pk_after_t *self, pk_tail_t *tail, pk_plan_t *baseline);
void pk_after_free(pk_after_t *self);

/* The workers of one plan's runs. */
typedef struct pk_aftermath pk_aftermath_t;

/* `kpis` are those of the runs (pk_kpis_compile_after); `ops` and `first_run` those of the runs' lanes. Makes room in
 * after->value for runs 0..all-1. */
pk_aftermath_t *pk_aftermath_open(pk_after_t *after, const pk_plan_t *plan, const pk_kpis_t *kpis,
                                  const pk_lane_ops_t *ops, int workers, long all);
void pk_aftermath_close(pk_aftermath_t *self);

/* Some runs that stand at the horizon, side by side. */
typedef struct {
    const pk_lanes_t *lanes;
    long first, count;   /* runs first.. of all, in lanes 0.. */
    uint64_t number;     /* by which the draws of the first are addressed */
    const double *draws; /* [count][nslot of the plan] */
    double *kpis;        /* [count][window, group, kpi], finished; the two KPIs are filled in */
    pk_excess_t *excess; /* [count] */
} pk_finished_t;
void pk_aftermath_group(pk_aftermath_t *self, int worker, const pk_finished_t *runs);

/* The same of runs that stand at after->cuts[cut]: rows[lane] are their KPIs cut there (pk_kpis_cut), in place of
 * runs->kpis. The two are NAN where no number holds what comes after. */
void pk_aftermath_cut(pk_aftermath_t *self, int worker, int cut, const pk_finished_t *runs, double *const *rows);
/* Which of after->cuts step t is; -1: none. */
int pk_aftermath_cut_at(const pk_aftermath_t *self, int t);

/* A run by chance has what its draw's expected outcome leaves. */
void pk_aftermath_copy(const pk_aftermath_t *self, const double *expected, double *kpis);

/* Where nothing is drawn all runs have what the first has: of the baseline. */
void pk_aftermath_repeat(pk_aftermath_t *self);

#endif
