/* Summaries over runs: mean, sd, quantiles of type 7. */
#ifndef PK_ENGINE_SUMMARY_H
#define PK_ENGINE_SUMMARY_H

#include "engine/result.h"

/* Summarises values[0..count-1]; values are reordered; NANs are left out. All NAN where nothing is left. */
pk_summary_t pk_summarise(double *values, long count);

/* The quantile of type 7 of values[0..count-1], reordering them. count >= 1, no NAN. */
double pk_quantile(double *values, long count, double probability);

#endif
