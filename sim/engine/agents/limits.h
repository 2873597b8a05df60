/* What individuals cost, and what of their numbers could not be kept. */
#ifndef PK_ENGINE_AGENTS_LIMITS_H
#define PK_ENGINE_AGENTS_LIMITS_H

#include "engine/sim.h"

/* PK_BAD_INPUT, with ways out, where so many runs of individuals are more customer-steps than the engine takes; fine
 * for other engines. */
pk_status_t pk_agents_check_work(const pk_plan_t *plan, long runs, pk_diag_t *diag);

/* After all runs of these sims: warns of customers whose own number took a row past 1. */
void pk_agents_warn_cut(const pk_sim_t *sims, int count, pk_diag_t *diag);

#endif
