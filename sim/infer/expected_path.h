/* What the expected engine says of flows, stages and KPIs over some steps, with the plan's spend or with more on one
 * channel: one walk tells all of them. */
#ifndef PK_INFER_EXPECTED_PATH_H
#define PK_INFER_EXPECTED_PATH_H

#include "engine/kpi.h"
#include "model/calibration.h"

typedef struct {
    pk_observed_kind_t kind;
    int index;                  /* flow or stage */
    int first, last;            /* personas first..last-1 */
    const pk_kpi_plan_t *kpi;   /* of a ratio its upper part; NULL: a flow or a stage */
    const pk_kpi_plan_t *below; /* of a ratio its lower part */
} pk_measured_thing_t;

typedef struct {
    pk_plan_t *plan;
    pk_kpis_t kpis;
    pk_measured_thing_t *things; /* [nthing] */
    int nthing, room;
} pk_expected_path_t;

/* More spend on a channel: `amount` a step in first..last; amount 0: none. */
typedef struct {
    int channel; /* driver */
    double amount;
    int first, last;
} pk_extra_spend_t;

/* The plan's arena grows. */
void pk_expected_path_init(pk_expected_path_t *self, pk_plan_t *plan);
void pk_expected_path_free(pk_expected_path_t *self);

/* Adds what is to be told, of a persona (group >= 0) or everybody; gives its place. -1, with an error at `place`: there
 * is no such KPI, or not of one persona, or it is of a whole run. */
int pk_expected_path_add(pk_expected_path_t *self, pk_observed_kind_t kind, int index, const char *name, int group,
                         pk_place_t place, pk_diag_t *diag);

/* Numbers of a walk: of each thing two a step (a ratio's parts), [thing][0..nstep][2]. */
size_t pk_expected_path_size(const pk_expected_path_t *self);

/* Walks steps 0..last with these draws, by the sim's own engine (of the cohort: run `run`). False where no number holds
 * what comes of them. */
bool pk_expected_path_walk(const pk_expected_path_t *self, pk_sim_t *sim, uint64_t run, const double *draws, int last,
                           pk_extra_spend_t extra, double *told);

/* How a thing's steps make one value: PK_SUM of a flow, PK_END of a stage, a KPI as it is reduced. */
pk_reduce_t pk_expected_path_reduce(const pk_expected_path_t *self, int thing);
/* Steps first..last of one number a step (all but ratios), from every stride-th of `steps`. */
double pk_reduced(const double *steps, int stride, pk_reduce_t reduce, int first, int last);

/* What step t of a walk of the caller's shows, as a row of `told`. */
void pk_expected_path_tell(const pk_expected_path_t *self, const pk_sim_t *sim, int t, double *told);

/* A thing over the steps first..last, as its KPI is reduced: a sum, the end, an average, a peak, a ratio of two; a
 * flow's sum; a stage's count at the end of `last`. */
double pk_expected_path_value(const pk_expected_path_t *self, const double *told, int thing, int first, int last);

#endif
