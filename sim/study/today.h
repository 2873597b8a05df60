/* The journey as it stands today: what `polku check` and `polku describe` look at.
 *
 * Channels at the model's steady spend, levers at `value`, seasons 1, stocks at `start`, word of mouth as at step 0,
 * queues empty; each uncertain number at its mean. Arrivals, capacity and changes over time are left out. */
#ifndef PK_STUDY_TODAY_H
#define PK_STUDY_TODAY_H

#include "engine/sim.h"
#include "study/chain.h"

/* A plan with an expected sim that stands at today's probabilities (sim.p, sim.speed). The sim points into the plan, so
 * that the object must stay where it is. */
typedef struct {
    pk_plan_t plan;
    pk_sim_t sim;
    double *draws; /* every number at its mean, by slot */
} pk_today_t;

/* Compiles the scenario and makes sure that each of its runs finds numbers that can hold together: what would stop a
 * run is an error here (PK_BAD_INPUT, in diag with places). Means that are impossible together (a row past 1) are
 * replaced by the means of the runs' draws. `self` is overwritten; free it also after an error. */
pk_status_t pk_today_open(const pk_scenario_t *scenario, pk_today_t *self, pk_diag_t *diag);
void pk_today_free(pk_today_t *self);

/* Steps from entering a stage to leaving it: 0 in an instant one, INFINITY where nobody leaves. */
double pk_today_stay(const pk_today_t *self, int stage, int persona);

/* The long run of all personas' chains, each solved by itself and averaged by their shares: exact for a customer of
 * whom nothing is known but the stage. What a single persona does not have, all do not have, and the text says why. In
 * `arena`. */
pk_chain_t pk_today_analyse(const pk_today_t *self, pk_arena_t *arena);

#endif
