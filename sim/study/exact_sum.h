/* Shares that add up to their total to the last digit that doubles give. */
#ifndef PK_STUDY_EXACT_SUM_H
#define PK_STUDY_EXACT_SUM_H

/* Rounding leaves the sum of the shares, added in their order, an ulp or two off the total. The first share that is
 * large enough takes that; where its own ulps are too coarse, or the sum ties, the next one does too, one after
 * another. */
void pk_close_sum(double *const *shares, int count, double total);

#endif
