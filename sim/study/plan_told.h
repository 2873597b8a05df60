/* What a scenario plans, told before it is run: the parts of a result that result/plan_changes.h reads. */
#ifndef PK_STUDY_PLAN_TOLD_H
#define PK_STUDY_PLAN_TOLD_H

#include "base/diag.h"
#include "model/scenario.h"
#include "result/result.h"

/* Fills titles, currency, step, drivers and what each is paid, and all numbers as they are written; uncertain spend
 * stands at its mean. All else of `out` is 0. Free with pk_result_free, also after an error. Errors: what the engine
 * refuses (PK_BAD_INPUT). */
pk_status_t pk_plan_tell(const pk_scenario_t *scenario, pk_result_t *out, pk_diag_t *diag);

#endif
