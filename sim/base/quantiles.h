/* Quantiles of a sample without sorting all of it. */
#ifndef PK_BASE_QUANTILES_H
#define PK_BASE_QUANTILES_H

enum { PK_QUANTILES = 5 };
extern const double pk_quantile_at[PK_QUANTILES]; /* 5%, 25%, 50%, 75% and 95% */

/* The 5%, 25%, 50%, 75% and 95% quantiles of type 7 (between the ranks floor(h) and floor(h) + 1, h = (n-1) p) of
 * values[0..count-1], count at least 1, all finite; `low` and `high` are the smallest and the largest. Uses the values
 * up. Cost: two passes, and a sort of about a hundredth of the values; one pass where they are whole numbers of a small
 * range. */
void pk_quantiles(double *values, long count, double low, double high, double at[PK_QUANTILES]);

/* Puts values, none of them NAN, into ascending order. */
void pk_sort(double *values, long count);

#endif
