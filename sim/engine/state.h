/* What of a run goes on from step to step, in one block of memory: the fixed part (counts, flows, capacities, levels of
 * drivers) and then the ages of stays, whose room differs from run to run. */
#ifndef PK_ENGINE_STATE_H
#define PK_ENGINE_STATE_H

#include "engine/sim.h"

/* The fixed part, at 0; no ages yet. */
void pk_state_init(pk_sim_t *self);
void pk_state_free(pk_sim_t *self);
/* The fixed part to 0 again. */
void pk_state_clear(pk_sim_t *self);
/* Room in the block for ages of the lengths that stand in state.ages; what ages there were is lost. */
void pk_state_make_room(pk_sim_t *self);

/* The ages of cells first..last-1 as a run puts them aside: only as far as they hold somebody. */
size_t pk_ages_kept(const pk_sim_t *self, int first, int last);
void pk_ages_keep(const pk_sim_t *self, int first, int last, void *into);
/* And back into a sim whose state has not moved since. */
void pk_ages_restore(pk_sim_t *self, int first, int last, const void *from);
/* Those of all cells into any sim of the plan. */
void pk_ages_resume(pk_sim_t *self, const void *from);

#endif
