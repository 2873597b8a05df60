/* Whether plans are compared over a time that shows their difference. */
#ifndef PK_STUDY_HORIZON_H
#define PK_STUDY_HORIZON_H

#include "base/diag.h"
#include "model/scenario.h"

/* Warns, with places, where the horizon is shorter than the longest mean stay in which `plan` and `baseline` differ
 * (more or fewer people are there at some step), or than four half-lives of a carry-over of which they spend
 * differently: the steps after which 15/16 of what was spent has been felt. By the engine expected, with every
 * uncertain number at its mean; silent where these are impossible together. */
void pk_horizon_warn(const pk_scenario_t *plan, const pk_scenario_t *baseline, pk_diag_t *diag);

#endif
