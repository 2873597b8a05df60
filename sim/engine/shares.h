/* Shares that make a whole: personas, starts, ways out of a stay. */
#ifndef PK_ENGINE_SHARES_H
#define PK_ENGINE_SHARES_H

#include "engine/plan.h"

/* Fills share[0..npersona-1]: as written, the rest to the one without a number, divided by their sum. */
void pk_persona_shares(const pk_plan_t *plan, const double *draws, double *share);
/* Fills share[0..nstage-1] of those who start in each stage, in the same way. */
void pk_start_shares(const pk_plan_t *plan, const double *draws, double *share);
double pk_start_share(const pk_plan_t *plan, const double *draws, int stage);

/* The shares of a dwell or instant stage's exits that have one (the last, from nrated on: share[0] is the first of
 * them) for a persona as written: model, conversions, persona, in this order; each change scales the others, so that
 * they sum to 1. False where the changed ones alone pass 1. */
bool pk_exit_shares(const pk_plan_t *plan, const double *draws, int stage, int persona, int t, double *share);

#endif
