/* Logarithms of probability masses that keep their digits at populations of 1e12, where differences of lgamma have
 * lost them: Loader's saddle-point expansion (C. Loader, Fast and Accurate Computation of Binomial Probabilities,
 * 2000). Counts are whole numbers held in doubles. */
#ifndef PK_BASE_MASS_H
#define PK_BASE_MASS_H

#include <stdbool.h>

/* The error of Stirling's formula, log(n!) - log(sqrt(2 pi n) (n/e)^n), for whole n >= 1; absolute error 2e-16. */
double pk_stirling_error(double n);

/* The deviance x log(x/mean) + mean - x for x, mean > 0: 0 where they are equal, without cancellation near it. */
double pk_deviance(double x, double mean);

/* log of C(n, k) p^k q^(n-k) for 0 <= k <= n and p + q = 1, both above 0. Both are asked for because one of them may
 * be too small for 1 - p to know it. */
double pk_log_binomial(double k, double n, double p, double q);

/* Bounds of log P(k) / P(mode) of a binomial law, `off` = |k - mode| from its mode floor(n p + p) with the variance n p
 * q, without a logarithm: those of the squeeze of BTPE (Kachitvichyanukul and Schmeiser 1988, doi:10.1145/42372.42381).
 * False outside 20 < off < n p q / 2 - 1, where they are not known to hold. */
bool pk_log_binomial_bounds(double off, double variance, double *least, double *most);

/* log of e^-mean mean^k / k! for k >= 0, mean > 0. */
double pk_log_poisson(double k, double mean);

/* log of C(good, k) C(bad, sample - k) / C(good + bad, sample) for k in the support, 0 < sample < good + bad: the
 * ratio of three binomial masses at p = sample / (good + bad). */
double pk_log_hypergeometric(double k, double good, double bad, double sample);

#endif
