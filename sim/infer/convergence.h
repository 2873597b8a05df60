/* Whether draws of several chains are draws of one law, and how many independent ones they are worth.
 *
 * Vehtari, Gelman, Simpson, Carpenter, Buerkner, "Rank-normalization, folding, and localization: an improved R-hat",
 * Bayesian Analysis 16(2), 2021, doi:10.1214/20-BA1221, as R's package posterior 1.4 has it: chains are split in two
 * (of an odd length the middle draw is left out), draws become ranks and these normal scores.
 *
 *     rhat       of the normal scores, and of those of |x - median|; the larger of both
 *     ess        chains times length / (1 + 2 sum of the autocorrelations), by Geyer's initial monotone sequence
 *     bulk       ess of the normal scores; tail: the smaller of those of [x <= 5% quantile] and [x <= 95% quantile]
 *
 * All of them are NAN where a draw is not finite or all are the same, and the sizes where half a chain has fewer than 3
 * draws. A column is x[nchain][ndraw], chain after chain. Arguments are not changed. */
#ifndef PK_INFER_CONVERGENCE_H
#define PK_INFER_CONVERGENCE_H

/* Draws of one quantity. */
typedef struct {
    const double *x; /* [nchain][ndraw] */
    int nchain;
    long ndraw;
} pk_column_t;

double pk_rhat(pk_column_t column);
double pk_ess_bulk(pk_column_t column);
double pk_ess_tail(pk_column_t column);
double pk_ess_mean(pk_column_t column); /* of the draws as they are */
double pk_ess_sd(pk_column_t column);   /* of |x - mean| */
double pk_ess_quantile(pk_column_t column, double probability);

/* Monte Carlo standard errors: sd / sqrt(ess); of the sd by the delta method; of a quantile half the way between the
 * draws at the 15.9% and 84.1% quantiles of beta(ess p + 1, ess (1 - p) + 1). */
double pk_mcse_mean(pk_column_t column);
double pk_mcse_sd(pk_column_t column);
double pk_mcse_quantile(pk_column_t column, double probability);

/* Energy Bayesian fraction of missing information of one chain: mean squared difference of neighbouring energies over
 * their variance (Betancourt 2016, arXiv:1604.00695). NAN for fewer than 3 draws. */
double pk_e_bfmi(const double *energy, long ndraw);

/* What is told of a quantity, all at once: of the draws of all chains together, quantiles of type 7. */
typedef struct {
    double mean, sd, p05, p50, p95;
    double rhat, ess_bulk, ess_tail;
    double mcse_mean, mcse_sd, mcse_p05, mcse_p50, mcse_p95;
} pk_column_summary_t;
pk_column_summary_t pk_column_summarise(pk_column_t column);

#endif
