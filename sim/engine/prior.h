/* How likely a run's numbers are: the log density of all that is drawn, together. What samplers move in.
 *
 *     log f(x) = Σ log f_k(x_k | arguments) over numbers with a law + Σ log Dirichlet(row) over rows of `exits:`
 *
 * each law truncated to its number's bounds. Numbers whose rows can be impossible together have this density where the
 * rows are possible, up to one constant, and none elsewhere: ask pk_assumptions_possible. Discrete laws count with
 * the probability of a whole number. */
#ifndef PK_ENGINE_PRIOR_H
#define PK_ENGINE_PRIOR_H

#include "engine/plan.h"

/* At draws[nslot], as pk_assumptions_draw fills them; -INFINITY outside of the support. `gradient` [nslot] (NULL: not
 * wanted) gets the derivatives by each drawn slot, 0 elsewhere: through the number's own law, and through the laws
 * whose argument it is (by central differences, to about 1e-9). */
double pk_prior_log_density(const pk_plan_t *plan, const double *draws, double *gradient);

#endif
