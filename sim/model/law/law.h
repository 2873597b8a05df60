/* The probability laws: what an uncertain number is drawn from, how long a stay lasts, what a sale brings.
 *
 * One family is one file in this folder and one row in pk_laws. All functions are pure; parameters come in the order of
 * `arguments`, already checked by `valid`. Moments and CDFs are exact (GSL special functions where there is no closed
 * form). */
#ifndef PK_MODEL_LAW_H
#define PK_MODEL_LAW_H

#include <stdbool.h>

#include "base/stream.h"

enum { PK_LAW_ARGUMENTS = 3, PK_LAW_SPELLINGS = 3 };

/* What an argument may be by itself; `valid` and `convert` look at them together. */
typedef enum {
    PK_ARGUMENT_REAL,
    PK_ARGUMENT_POSITIVE, /* > 0 */
    PK_ARGUMENT_FRACTION, /* strictly between 0 and 1 */
    PK_ARGUMENT_ITSELF    /* as the number that the law belongs to: the d of fixed(d) */
} pk_argument_range_t;

/* Another way to name the arguments, converted exactly to the canonical ones: beta(mean, n), gamma(mean, sd),
 * lognormal(mean, sd), weibull(shape, mean). NULL names end the list. */
typedef struct {
    const char *arguments[PK_LAW_ARGUMENTS];
    bool in_units[PK_LAW_ARGUMENTS]; /* as below */
    pk_argument_range_t range[PK_LAW_ARGUMENTS];
    /* Fills `canonical`; false where no law has these (a variance too large, say). */
    bool (*convert)(const double *given, double *canonical);
    const char *valid_text; /* what `convert` wants, for messages; NULL: what `valid` wants */
} pk_spelling_t;

typedef struct pk_law {
    const char *name;
    const char *arguments[PK_LAW_ARGUMENTS]; /* canonical, as a positional call gives them */
    bool in_units[PK_LAW_ARGUMENTS]; /* the argument is in the number's own unit (mean, sd, low, scale): it may be
                                        written with %, as a duration, per period; others are plain (shape, a, n).
                                        lognormal's mu and sigma are plain: logs of the number in its own unit */
    pk_argument_range_t range[PK_LAW_ARGUMENTS];
    pk_spelling_t spellings[PK_LAW_SPELLINGS];
    bool (*valid)(const double *a);
    const char *valid_text; /* what `valid` wants, for messages: "a and b above 0" */
    void (*support)(const double *a, double *low, double *high); /* may be ±INFINITY */
    double (*mean)(const double *a);
    double (*variance)(const double *a);
    /* Where it is given, a sum of many draws is drawn by its first three moments: for bounded laws without sharp poles.
     * NAN where these arguments have them. */
    double (*skewness)(const double *a);
    double (*cdf)(const double *a, double x);      /* P(X <= x) */
    double (*survival)(const double *a, double x); /* P(X > x), accurate in the tail */
    /* log of the density at x, and its derivative; -INFINITY (slope 0) outside of the support. NULL: a discrete law. */
    double (*log_density)(const double *a, double x, double *slope);
    /* Laws that are a normal one through an increasing curve: the standard normal score of x (±INFINITY beyond the
     * support), and the x of a score. NULL: others. */
    double (*score)(const double *a, double x);
    double (*at_score)(const double *a, double z);
    double (*step_at)(const double *a);            /* where the density has a step or a corner inside; NULL: nowhere */
    double (*quantile)(const double *a, double u); /* inverse CDF, 0 < u < 1; read back and bisected where GSL fails */
    double (*draw)(const double *a, pk_stream_t *stream); /* one draw, where that is much cheaper than the quantile at a
                                                             uniform; else NULL */
    /* The sum of n independent draws, where a closed form exists (normal, gamma, exponential, poisson, fixed);
     * else NULL: pk_law_sum takes care. */
    double (*sum)(const double *a, double n, pk_stream_t *stream);
    /* Mean and variance between the quantiles at `from` and `to`, where the quantile function jumps; NULL: it is
     * smooth, and pk_law_sum integrates it. */
    void (*between)(const double *a, double from, double to, double *mean, double *variance);
} pk_law_t;

/* normal(mean, sd) lognormal(mu, sigma) uniform(low, high) triangular(low, mode, high) pert(low, mode, high)
 * beta(a, b) gamma(shape, scale) weibull(shape, scale) exponential(mean) poisson(mean) fixed(d), sample(file, column)
 * (empirical.h; its arguments are not numbers), and those that only intervals make: logitnormal(mu, sigma) of `2% to
 * 9%`, and the laws of `2% to 4% to 9%`, by the name of the interval's with "three-point" before it. */
extern const pk_law_t *const pk_laws[];
extern const int pk_law_count;

/* By name; NULL if unknown. pk_law_names fills at most `most` names that a file may use and returns how many. */
const pk_law_t *pk_law_find(const char *name);
int pk_law_names(const char **names, int most);

/* The law's draw at uniform u, cut to [low, high]: F^-1(F(low) + u (F(high) - F(low))). `cut` gets the share of the law
 * that lies outside (0 where nothing is cut; may be NULL). NAN where nothing of the law is inside. */
double pk_law_truncated(const pk_law_t *law, const double *a, double u, double low, double high, double *cut);

/* The standard normal score of x under the law cut to [low, high]: Φ^-1 of its CDF there, ±INFINITY at the ends. Of a
 * discrete law x stands for a span of scores, those of P(X < x) to P(X <= x): `within` of it, 0 to 1, is taken. */
double pk_law_score(const pk_law_t *law, const double *a, double x, double low, double high, double within);

/* The log density of what pk_law_truncated gives, and its derivative at x: the law's own over the share that is inside.
 * -INFINITY outside, NAN for a discrete law. */
double pk_law_log_density(const pk_law_t *law, const double *a, double x, double low, double high, double *slope);

/* The sum of n independent draws (n a whole number): the closed form where there is one, from the stream's first
 * uniform (nearly always, for gamma), so that scenarios that are compared stay close; n draws up to 1,024 (8,192 where
 * the law has a cheap `draw`). Above 1,024, where the law has its skewness (beta, pert): the shifted gamma law of the
 * same mean, variance and skewness, whose excess kurtosis is off by 2 / n at most, which moves no probability by more
 * than 5e-5. Else a split over 64 equally likely slices (binomials), drawn out where few fall
 * in, else by mean and variance, the outermost split again. A slice has luck of its own. At most some two thousand
 * quantiles, whatever n is. */
double pk_law_sum(const pk_law_t *law, const double *a, double n, pk_stream_t *stream);

#endif
