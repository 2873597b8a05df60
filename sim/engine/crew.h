/* An engine at work in every worker: a sim each and, where the lanes know the plan, lanes each. */
#ifndef PK_ENGINE_CREW_H
#define PK_ENGINE_CREW_H

#include "engine/noted.h"

typedef struct {
    const pk_chance_t *chance;
    const pk_lane_ops_t *ops; /* how its runs stand side by side */
    pk_lanes_t **lanes;       /* by worker; NULL: one after another, the lanes do not know this plan */
    pk_sim_t *sims;           /* by worker; NULL: it is not wanted */
    pk_noted_t noted;         /* what is kept of its runs' steps */
} pk_crew_t;

typedef struct {
    const pk_plan_t *plan;
    const pk_kpis_t *kpis;
    long runs; /* of all batches */
    int workers;
    pk_vector_t vector;
} pk_crew_options_t;

void pk_crew_open(pk_crew_t *self, const pk_crew_options_t *options, const pk_chance_t *chance);
/* Legal on one that was never opened. */
void pk_crew_close(pk_crew_t *self, int workers);

#endif
