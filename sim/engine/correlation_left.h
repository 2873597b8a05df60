/* What drawing rows again leaves of the correlations that `together:` asks for. */
#ifndef PK_ENGINE_CORRELATION_LEFT_H
#define PK_ENGINE_CORRELATION_LEFT_H

#include "engine/fault_log.h"
#include "engine/sim.h"

/* A warning for each line of `together:` with numbers that were drawn again: the correlation of their normal scores in
 * the plan's draws, of `runs` runs or the first 2,000 of them. `sim` is scratch, of the log's plan. */
void pk_warn_correlation_left(const pk_fault_log_t *log, long runs, pk_sim_t *sim, pk_diag_t *diag);

#endif
