/* Carry-over (adstock): how spend of earlier steps is still felt (models/README.md section 7, Responses). Pure
 * functions. */
#ifndef PK_RESPONSE_CARRYOVER_H
#define PK_RESPONSE_CARRYOVER_H

enum { PK_CARRYOVER_PARAMETERS = 2, PK_KERNEL_MOST = 520 };

/* One form. `weights` fills w[0..most-1] with normalised lag weights and returns how many; lags go on until what is
 * left of the unnormalised sum is below 1e-12 of it, PK_KERNEL_MOST at most. A geometric form has retention() instead
 * and is run as the recursion x_t = (1 - r) spend_t + r x_{t-1}. */
typedef struct {
    const char *name;                                /* the key in a model */
    const char *parameters[PK_CARRYOVER_PARAMETERS]; /* keys below it; NULL: fewer; a bare value where there is one
                                                        parameter of the form's own name (half_life, retention) */
    double (*retention)(const double *parameters);
    int (*weights)(const double *parameters, double *w, int most);
} pk_carryover_t;

/* half_life (steps; r = 0.5^(1/half_life)); retention (0 <= r < 1); delayed {retention, peak}: w_l ∝ r^((l-peak)^2);
 * weibull {shape, scale}: w_l ∝ S(l) - S(l+1), S(l) = exp(-(l/scale)^shape). */
extern const pk_carryover_t pk_carryovers[];
extern const int pk_carryover_count;

#endif
