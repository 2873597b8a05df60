/* When a plan pays back, from the cumulative profit of each run and of each draw's expected outcome, beside the
 * baseline's.
 *
 * Where the engine of means is only an approximation (advantage.h), each step's expected difference is corrected as a
 * KPI is: what the runs are off it is fitted, by least squares over all runs, on the expected outcomes that tell the
 * draws apart. Its Monte Carlo error is not carried on into the steps. Where not every run has a path there is no
 * correction.
 */
#ifndef PK_STUDY_PAYBACK_H
#define PK_STUDY_PAYBACK_H

#include "base/diag.h"
#include "engine/run.h"
#include "result/comparison.h"

/* Of scenario `k` of the comparison, whose result and expected outcomes are there, as are the baseline's. Both paths
 * may be of some runs only; of different horizons or steps nothing is told. */
void pk_payback_tell(pk_comparison_t *comparison, int k, const pk_profit_paths_t *plan,
                     const pk_profit_paths_t *baseline, pk_diag_t *diag);

/* Of one path of differences [step 0..nstep], each beside `size`, below `1e-12` of which a difference is none: 1 + the
 * last step that is not above 0, nstep + 1 where that is the last; NAN: it is never below 0. */
double pk_payback_of(const double *ahead, const double *size, int nstep);

#endif
