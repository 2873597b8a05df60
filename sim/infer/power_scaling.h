/* What the prior says of each number and what the data say, without fitting again.
 *
 * Kallioinen, Paananen, Buerkner, Vehtari, "Detecting and diagnosing prior and likelihood sensitivity with
 * power-scaling", Statistics and Computing 34, 2024, doi:10.1007/s11222-023-10366-5, as R's package priorsense has it:
 * the posterior with prior^a (or likelihood^a) for a = .99 and 1.01 is the draws with weights p^(a-1), Pareto-smoothed;
 * the distance between weighted and unweighted distribution functions is the cumulative Jensen-Shannon distance, over
 * log2(1.01) a rate, and the mean of both powers the sensitivity. Above .05 a number depends on that part.
 *
 *     prior  likelihood
 *      low      any      the data decide (or neither does)
 *      high     low      the prior decides: the likelihood says little
 *      high     high     prior and data are in conflict */
#ifndef PK_INFER_POWER_SCALING_H
#define PK_INFER_POWER_SCALING_H

#define PK_SENSITIVE .05

typedef enum { PK_DATA_DECIDE, PK_PRIOR_DECIDES, PK_PRIOR_IN_CONFLICT } pk_power_verdict_t;

typedef struct {
    double prior, likelihood;             /* sensitivity: cumulative Jensen-Shannon distance a doubling of the power */
    double prior_shift, likelihood_shift; /* of the mean, in sds, a doubling of the power: (mean(1.01) - mean(.99)) / sd
                                             / log2(1.01 / .99) */
    pk_power_verdict_t verdict;
} pk_power_t;

/* How far the weights can be trusted: Pareto's shape k, the largest of both powers (good below .7; NAN where the
 * weights are all the same). */
typedef struct {
    double prior_k, likelihood_k;
} pk_power_weights_t;

/* power[ncolumn] of the columns x[ncolumn][ndraw], with the log prior (without Jacobians) and log likelihood of each
 * draw, of all chains together. */
pk_power_weights_t pk_power_scale(int ncolumn, long ndraw, const double *x, const double *log_prior,
                                  const double *log_likelihood, pk_power_t *power);

#endif
