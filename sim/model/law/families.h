/* The families, one file each, and the numerics that several of them share. Inside this folder only. */
#ifndef PK_MODEL_LAW_FAMILIES_H
#define PK_MODEL_LAW_FAMILIES_H

#include "model/law/law.h"

extern const pk_law_t pk_law_normal, pk_law_lognormal, pk_law_uniform, pk_law_triangular, pk_law_pert, pk_law_beta,
    pk_law_gamma, pk_law_weibull, pk_law_exponential, pk_law_poisson, pk_law_fixed, pk_law_logitnormal,
    pk_law_three_normal, pk_law_three_lognormal, pk_law_three_logitnormal, pk_law_sample;

/* log sqrt(2 pi) */
#define PK_LOG_SQRT_2PI 0.91893853320467274178

/* A strictly increasing CDF on [low, high] to be inverted; `survival` is 1 - cdf without its loss of digits, `density`
 * their derivative. */
typedef struct {
    double (*cdf)(const double *a, double x);
    double (*survival)(const double *a, double x);
    double (*density)(const double *a, double x);
    const double *a;
    double low, high;
} pk_curve_t;

/* x with cdf(x) = u, from `guess`: Newton on log cdf (log survival above the median) against log x, held in a bracket
 * that is halved over the doubles themselves wherever Newton leaves it. Ends where the CDF is hit to 2e-14 of the
 * nearer tail, or at the last digits of x; at most 140 evaluations. */
double pk_curve_invert(const pk_curve_t *curve, double u, double guess);

/* A draw of gamma(shape, 1) that grows with the stream's first uniform for sign 1 and falls with it for -1 (where it is
 * kept, which is nearly always). */
double pk_gamma_draw(double shape, double sign, pk_stream_t *stream);

#endif
