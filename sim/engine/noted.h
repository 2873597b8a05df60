/* What is kept of every step of every run: its numbers in the record, and the cumulative profit of the first runs. */
#ifndef PK_ENGINE_NOTED_H
#define PK_ENGINE_NOTED_H

#include "engine/lanes/lanes.h"
#include "engine/record.h"

typedef struct {
    const pk_kpis_t *kpis;
    const pk_record_t *record; /* NULL: no series */
    int profit;                /* the KPI; -1: no paths */
    double *paths;             /* [run][step 0..nstep] cumulative profit; NULL: not wanted */
    long first, most;          /* of all runs the number of this batch's first, and how many have a path */
} pk_noted_t;

/* Of a plan's KPIs and a record or NULL, without paths. */
pk_noted_t pk_noted_of(const pk_kpis_t *kpis, const pk_record_t *record);
/* Makes room for the paths of `all` runs, and lets them be kept: of the runs, and of their expected outcomes (NULL: the
 * runs are these). */
void pk_note_paths(pk_profit_paths_t *paths, long all, pk_noted_t *runs, pk_noted_t *means);
/* Where nothing is drawn: the first run's expected path is that of all. */
void pk_profit_paths_repeat(pk_profit_paths_t *paths);

/* Whether there is anything to keep. */
bool pk_is_noted(const pk_noted_t *self);
/* Step t of a run, counted within its batch, as it stands in a sim or in a lane. Runs write to places of their own. */
void pk_note_sim(const pk_noted_t *self, const pk_sim_t *sim, long run, int t);
void pk_note_lane(const pk_noted_t *self, const pk_lane_ops_t *ops, const pk_lanes_t *lanes, int lane, long run, int t);

#endif
