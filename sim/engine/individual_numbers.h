/* Numbers in which customers differ, for the engine that follows each of them (agents/own.h). */
#ifndef PK_ENGINE_INDIVIDUAL_NUMBERS_H
#define PK_ENGINE_INDIVIDUAL_NUMBERS_H

#include "engine/plan.h"

/* Lists them: those of transitions, of the scenario's conversions and of stays; none for the other engines. */
void pk_own_list(pk_plan_t *plan);
/* Their means into draws, where all other numbers stand. */
void pk_own_fill(const pk_plan_t *plan, double *draws);
/* Whether customers differ in the number of a transition in any way. */
bool pk_own_transition(const pk_plan_t *plan, int index);

#endif
