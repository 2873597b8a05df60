/* Shares that make a whole: personas, starts, ways out of a stay. */
#ifndef PK_ENGINE_SHARES_H
#define PK_ENGINE_SHARES_H

#include "engine/plan.h"

/* A row of counts as parts of their sum; where that is 0, as `instead` has them. */
void pk_shares_of_counts(double *row, const double *instead, int count);

/* Each fills the shares as they are written and is false where that is impossible, for they pass 1: the shares are then
 * those of the nearest possible row, scaled to PK_ROW_MOST. */

/* share[0..npersona-1]: the rest to the one without a number, divided by their sum; then the groups of each
 * (nodes.h). */
bool pk_persona_shares(const pk_plan_t *plan, const double *draws, double *share);
/* share[0..nstage-1] of those who start in each stage, in the same way. */
bool pk_start_shares(const pk_plan_t *plan, const double *draws, double *share);
double pk_start_share(const pk_plan_t *plan, const double *draws, int stage);

/* The shares of a dwell or instant stage's exits that have one (the last, from nrated on: share[0] is the first of
 * them) for a persona as written: model, conversions, persona, in this order; each change scales the others, so that
 * they sum to 1. */
bool pk_exit_shares(const pk_plan_t *plan, const double *draws, int stage, int persona, int t, double *share);

#endif
