/* A number over runs: mean, sd, quantiles of type 7. */
#ifndef PK_RESULT_SUMMARY_H
#define PK_RESULT_SUMMARY_H

/* sd has n-1; quantiles are type 7. sd is NAN at one run; all are NAN where nothing is defined. */
typedef struct {
    double mean, sd, p05, p25, p50, p75, p95;
} pk_summary_t;

/* The mean of values[0..count-1] as they come, NAN if one of them is; and of those that are finite, NAN if none is. */
double pk_mean(const double *values, long count);
double pk_mean_known(const double *values, long count);

/* The mean of values[0..count-1], count at least 1 and none NAN, in `mean`, and the sum of squares about it. */
double pk_squares(const double *values, long count, double *mean);

/* Takes NANs out of values[0..count-1], in their order; gives how many are left. */
long pk_drop_nan(double *values, long count);

/* Summarises values[0..count-1], using them up; NANs are left out. All NAN where nothing is left. Infinities break an
 * invariant. Cost: two passes and what the quantiles take. */
pk_summary_t pk_summarise(double *values, long count);

#endif
