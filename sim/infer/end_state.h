/* Where a journey stands at the last observed step, given one draw of its numbers and all that was observed: what a
 * scenario goes on from.
 *
 * Who stands where is drawn from the filter's law at the end, normal with its mean and covariance, brought to whole
 * people, none below nobody, with the population kept; stocks are drawn with it. Ages of stays are those of the mean
 * path, dealt out to the people who are there; what is carried over, and what waits, stand as on the mean path. With
 * nothing observed it is a run's own state: of the cohort, or of engine expected the mean path, fractions kept. */
#ifndef PK_INFER_END_STATE_H
#define PK_INFER_END_STATE_H

#include "engine/kpi.h"
#include "engine/lanes/lanes.h"
#include "engine/standing.h"
#include "infer/filter.h"

/* Draws the state at the filter's last step, for draws[nslot] and the luck of run `run` of the plan's seed. The filter
 * is one with `whole`. PK_FAILED, and nothing drawn, where the draws are impossible. */
pk_status_t pk_end_state_draw(pk_filter_t *filter, int chain, const double *draws, uint64_t run, pk_standing_t *out);

/* Without observations: runs of a plan to a step, by chance or by their means. They walk as all runs do (side by side,
 * where the lanes know the plan), so that a scenario that goes on from there has the bytes of one long run. */
typedef struct {
    pk_kpis_t kpis;
    const pk_lane_ops_t *ops;
    pk_lanes_t *lanes; /* NULL: they do not know the plan */
    pk_sim_t sim;
} pk_end_runs_t;

/* The plan gets the KPIs' memory and must outlive the runs. */
void pk_end_runs_init(pk_end_runs_t *self, pk_plan_t *plan, const pk_chance_t *chance);
/* Legal on a zeroed one. */
void pk_end_runs_free(pk_end_runs_t *self);

/* The state of run `run` with draws[nslot] after step `last`. PK_FAILED where the draws are impossible, or what comes
 * is more than a number holds. */
pk_status_t pk_end_state_run(pk_end_runs_t *self, const double *draws, uint64_t run, int last, pk_standing_t *out);

#endif
