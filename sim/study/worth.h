/* What one who stands in each stage at the horizon is worth: what he brings after it, as far as the plans are looked at
 * there (after.h), else as long as the baseline's after_horizon: says, else ten years.
 *
 * Rough: by today's chain, each uncertain number at its mean, the ages in a stay those of a steady stream. What plans
 * change, seasons, capacities and all that feeds back are left out, which `after` has. Discounted to step 0 as `after`
 * is, so that for a plan whose changes end with the horizon Σ (people more in a stage) x worth is `after`, where
 * nothing is left out. */
#ifndef PK_STUDY_WORTH_H
#define PK_STUDY_WORTH_H

#include "model/scenario.h"
#include "result/comparison.h"

/* Of the baseline of a comparison that has run. Leaves `worth` empty where nothing earns or costs, or where the
 * baseline cannot be looked at so. */
void pk_worth_fill(const pk_scenario_t *baseline, pk_comparison_t *comparison);

#endif
