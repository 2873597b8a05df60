/* Densities of counts that were observed. */
#ifndef PK_INFER_NOISE_H
#define PK_INFER_NOISE_H

double pk_log_normal(double y, double mean, double variance);
/* Of a count that need not be whole. */
double pk_log_poisson_at(double y, double mean);
double pk_log_negative_binomial(double y, double mean, double size);

/* The log probability of the count y by a count law with this mean and variance: negative binomial where the variance
 * is above the mean, binomial (with a real number of trials) below, Poisson between; normal where the binomial cannot
 * hold y, and for counts above a million, where a logarithm of a factorial has lost its decimals. y need not be whole.
 * Means below 1e-6 count as that. */
double pk_log_count(double y, double mean, double variance);

/* log P(X >= from) of a normal X, and its mean and variance given that. */
typedef struct {
    double log_chance, mean, variance;
} pk_tail_of_normal_t;
pk_tail_of_normal_t pk_normal_above(double mean, double variance, double from);

/* Mean and second moment of min(X, most) of a normal X, and P(X < most), the slope by X. */
typedef struct {
    double mean, square, slope;
} pk_capped_t;
pk_capped_t pk_normal_capped(double mean, double variance, double most);

#endif
