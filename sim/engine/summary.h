/* Summaries over runs: mean, sd, quantiles of type 7. */
#ifndef PK_ENGINE_SUMMARY_H
#define PK_ENGINE_SUMMARY_H

#include "engine/result.h"

/* Summarises values[0..count-1], using them up; NANs are left out. All NAN where nothing is left. Infinities break an
 * invariant. Cost: two passes and what the quantiles take. */
pk_summary_t pk_summarise(double *values, long count);

#endif
