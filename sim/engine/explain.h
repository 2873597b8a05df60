/* Impossible draws in words, with the line where they come from. */
#ifndef PK_ENGINE_EXPLAIN_H
#define PK_ENGINE_EXPLAIN_H

#include "engine/faults.h"

struct pk_sim;

/* Warning: this part of the draws of the model was drawn again. */
void pk_explain_redrawn(const pk_plan_t *model, const pk_fault_t *fault, double part, pk_diag_t *diag);
/* Warning: in this part of the draws the plan makes it impossible, from `step` on, for these personas (in words). */
void pk_explain_clamped(const pk_plan_t *plan, const pk_fault_t *fault, double part, int step, const char *whom,
                        pk_diag_t *diag);
/* Error: that part is too large. The sim stands at a draw that has the fault. Returns PK_BAD_INPUT. */
pk_status_t pk_explain_clamped_too_often(struct pk_sim *sim, const pk_fault_t *fault, double part, pk_diag_t *diag);

#endif
