/* The acceptability curve: the chance of each plan to be the best, by what one customer at the end is worth.
 *
 * With w the worth of a customer, a plan's outcome in a draw of the assumptions is profit + w * customers at the end,
 * by expected outcomes with their drawn Monte Carlo errors, as everywhere (certainty.h). The plan with the highest mean
 * need not be the one that is most often the best: what one should do is told by the mean (Fenwick, Claxton & Sculpher
 * 2001, doi:10.1002/hec.635), and it is marked. */
#ifndef PK_STUDY_ACCEPTABILITY_H
#define PK_STUDY_ACCEPTABILITY_H

#include "result/comparison.h"

/* Fills in the curve of a comparison whose certainty is there. Levels go from 0 to twice what a customer of the
 * baseline brings, or beyond the last level at which another plan gets the highest mean. The same for any number of
 * threads. */
void pk_acceptability_fill(pk_comparison_t *comparison, int threads);

#endif
