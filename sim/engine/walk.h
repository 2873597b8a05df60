/* One way through a plan's steps, for all that runs a sim: runs, expected outcomes, what-ifs, descriptions. */
#ifndef PK_ENGINE_WALK_H
#define PK_ENGINE_WALK_H

#include "engine/kpi.h"
#include "engine/sim.h"

/* What looks on at a walk: told of each step when it is over, step 0 (the start) too. */
typedef struct {
    void (*tell)(void *context, const pk_sim_t *sim, int t); /* NULL: nobody looks on */
    void *context;
} pk_watch_t;

/* Steps first..last of a sim; the steps before stand behind it. With first 0 that is the start, which pk_sim_begin has
 * made, and the steps after it. Each step is added to the accumulators of `kpis` (NULL: none), then told to `watch`.
 * The caller clears accumulators before step 0 and finishes them (pk_kpis_finish) after the last. */
void pk_walk(pk_sim_t *sim, int first, int last, const pk_kpis_t *kpis, double *accumulators, pk_watch_t watch);

#endif
