/* What a planner must be told of a plan that can be simulated, and that is probably not meant. */
#ifndef PK_ENGINE_WARN_H
#define PK_ENGINE_WARN_H

#include "engine/sim.h"

/* Warns, with places: of stages that nobody can ever reach; of stays of those at the start that are all new and long
 * beside the horizon; of what kinds of drivers find wrong (an event without a day in the horizon); of flows that use
 * more than their capacity has in any step. With every uncertain number at its mean. `draws`: these, NULL where they
 * are not at hand; they must be possible together. */
void pk_plan_warn(const pk_plan_t *plan, const double *draws, pk_diag_t *diag);

/* Which flows can never happen, for they use more than their capacity has in any step, where that is certain:
 * blocked[flow]; most[capacity] gets what each has at most. Both begin at 0. `sim` (engine expected) has begun a run
 * and is walked to its end. */
void pk_plan_blocked(pk_sim_t *sim, double *most, bool *blocked);

/* Which stages can be reached, from anybody's start or arrival, by ways whose number is not plainly 0 (or to which a
 * driver adds). In `arena`. */
bool *pk_plan_reach(const pk_plan_t *plan, pk_arena_t *arena);

#endif
