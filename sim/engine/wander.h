/* How the rate of a flow wanders of itself, apart from what drivers do to it (models/README.md, calibrate): it is
 * multiplied by
 *
 *     e^(s W(t)) e^(c z(t) - c²/2),   c² = ln(1 + σ²)
 *
 * W is a walk with standard normal steps from knot to knot, straight between them; s and σ are numbers, z(t) is
 * standard normal and independent from step to step, and luck: the expected engine has 1 for the scatter. */
#ifndef PK_ENGINE_WANDER_H
#define PK_ENGINE_WANDER_H

#include "engine/sim.h"

/* The drift alone in step t; 1 where there is none. */
double pk_wander_drift_at(const pk_wander_t *wander, const double *draws, int t);

/* What flow f's rate is multiplied by in step t of this run. */
double pk_wander_now(const pk_sim_t *sim, int f, int t);

/* Whether a flow of the plan does. */
bool pk_plan_wanders(const pk_plan_t *plan);

#endif
