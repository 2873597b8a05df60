/* Where a run stands after a step, out of its sim and into another's: what a scenario goes on from (`continue:`,
 * models/README.md). Beside it a run needs its draws only: today, shares, laws and weights follow from these. A sim of
 * the same model with the same draws goes on from there to the same bytes, but for its luck, whose address is the run
 * and the step. */
#ifndef PK_ENGINE_STANDING_H
#define PK_ENGINE_STANDING_H

#include "engine/sim.h"
#include "model/standing.h"

/* Of a sim after its last step (lanes unload into a sim first). `out` is zeroed or was filled before; free it. Levels
 * are told of stocks and channels; what was spent, as far back as the draws' own weights feel it. */
void pk_standing_of(const pk_sim_t *sim, pk_standing_t *out);
void pk_standing_free(pk_standing_t *self);

/* Into a sim that pk_sim_begin has just begun, in place of its start, so that the sim's next step is `step` + 1: 0 in a
 * plan that begins where the standing ends, the standing's own step in the plan that it was taken of. Where chance
 * wants whole people and the standing has parts of them, these are seated as a start is (start.h). The standing must
 * outlive the run. */
void pk_standing_put(const pk_standing_t *self, pk_sim_t *sim, int step);

/* What runs of the plan with these draws begin with instead of the start; NULL: they begin at the start. It is that of
 * the draws' row of the posterior, where the plan goes on from its end; of draws that are no row (their means) the mean
 * of all. */
const pk_standing_t *pk_standing_at(const pk_plan_t *plan, const double *draws);

#endif
