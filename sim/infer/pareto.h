/* Pareto-smoothed importance weights (Vehtari, Simpson, Gelman, Yao, Gabry, JMLR 25(72), 2024): the largest weights
 * become quantiles of a generalised Pareto law that is fitted to them (Zhang and Stephens, Technometrics 51(3), 2009).
 */
#ifndef PK_INFER_PARETO_H
#define PK_INFER_PARETO_H

/* log_weights[ndraw] become smoothed weights that add up to 1. Returns the shape k of the tail: above .7 the weights
 * cannot be trusted; INFINITY where the tail is too short to be told, NAN where all weights are the same. r_eff:
 * effective draws over draws, 1 for independent ones. The tail are the min(ndraw / 5, 3 sqrt(ndraw / r_eff)) largest.
 */
double pk_pareto_smooth(double *log_weights, long ndraw, double r_eff);

/* The generalised Pareto law of x[count], positive and in ascending order: shape k with the weak prior that pulls it to
 * .5 as 10 observations would, and scale sigma. */
void pk_pareto_fit(const double *x, long count, double *k, double *sigma);

#endif
