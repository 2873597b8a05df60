/* The lives of one run's customers, for who writes them down. */
#ifndef PK_ENGINE_AGENTS_TELL_H
#define PK_ENGINE_AGENTS_TELL_H

#include "engine/agents/lives.h"
#include "engine/instructions.h"

/* Walks run `run` (0: the first) of a plan and shows the lives of all its customers, batch by batch, from one thread,
 * in the order of personas: first those who were there at step 0, then who came later, by number. The customers are
 * those of `polku run` with the engine agents. Errors: assumptions that cannot hold (PK_BAD_INPUT); what no number
 * holds (PK_FAILED). */
pk_status_t pk_agents_tell(const pk_plan_t *plan, uint64_t run, pk_vector_t vector, pk_watcher_t watcher,
                           pk_diag_t *diag);

#endif
