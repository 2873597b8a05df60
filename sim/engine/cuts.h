/* Runs that are cut: what each comes to after some of its steps, for everybody, as if the horizon ended there. One walk
 * so tells of every horizon up to its own: the KPIs of window 0 add up from the start, and what an end has (counts
 * there, end values) is measured at each cut (pk_kpis_cut). A run over a shorter horizon whose inputs are the same step
 * by step gives the same numbers; of runs that are no lanes, to round-off of end values.
 *
 * Arrays are [cut][kpi][run], KPIs as in the result; who asks owns them (pk_cuts_free). */
#ifndef PK_ENGINE_CUTS_H
#define PK_ENGINE_CUTS_H

#include "engine/aftermath.h"
#include "engine/kpi.h"

struct pk_cuts {
    /* asked */
    const int *steps; /* [count] ascending, each from 1 to before the last step */
    int count;
    long most;                /* of the first so many runs */
    const char *const *names; /* [nname] KPIs that are kept */
    int nname;
    bool means_of_all; /* of expected outcomes all KPIs are kept */
    /* told */
    long nrun;
    int nkpi;
    double *runs, *expected; /* [cut][kpi][run]; what is not kept is 0 */
};

/* Makes room for `runs` runs of a plan with these KPIs. */
void pk_cuts_open(pk_cuts_t *self, const pk_kpis_t *kpis, long runs);
/* Frees what was told. */
void pk_cuts_free(pk_cuts_t *self);

/* Which of the cuts step t is; -1: none, as of no cuts (NULL). */
int pk_cuts_at(const pk_cuts_t *self, int t);

/* A kept number, in `runs` or in `expected`. */
static inline double *pk_cuts_value(const pk_cuts_t *self, double *all, int cut, int kpi, long run)
{
    return &all[((long)cut * self->nkpi + kpi) * self->nrun + run];
}
/* One expected outcome for all runs, where nothing is drawn; the first run has it. */
void pk_cuts_repeat(pk_cuts_t *self);

/* ---- at work, beside the runs of a plan (run.c) ---- */

typedef struct {
    pk_cuts_t *cuts; /* NULL: none */
    const pk_kpis_t *kpis;
    pk_aftermath_t *aftermath; /* NULL: nobody looks past an end */
    bool uncertain;            /* each run has an expected outcome of its own */
} pk_cutter_t;

/* What walks: runs by chance, the expected outcomes beside them, or runs that are expected outcomes. */
typedef enum { PK_CUT_RUNS, PK_CUT_MEANS, PK_CUT_BOTH } pk_cut_kind_t;

/* Keeps what runs side by side come to that stand after step t, a cut. Expected outcomes go on from there (aftermath.h)
 * where that is one of the steps from which they do; a run by chance has what its draw leaves, and comes later. */
void pk_cutter_group(pk_cutter_t *self, const pk_lane_ops_t *ops, pk_cut_kind_t kind, const pk_finished_t *runs, int t,
                     int worker);
/* The same of run `run` of all, with its accumulators. */
void pk_cutter_run(pk_cutter_t *self, pk_cut_kind_t kind, const pk_sim_t *sim, long run, int t,
                   const double *accumulators);

#endif
