/* Money that varies from flow to flow: the sum of n independent amounts, each drawn from a law whose arguments may be
 * uncertain (one value a run) or themselves vary (the outer law is drawn for each flow, then the inner one). */
#ifndef PK_ENGINE_VARYING_H
#define PK_ENGINE_VARYING_H

#include "engine/sim.h"

/* What n things bring: n times the mean (expected), or one draw of the sum (cohort) with luck at `address`. Where an
 * argument varies, up to 1,024 amounts are drawn one by one and more by their exact mean and variance (a normal sum).
 */
double pk_varying_sum(const pk_chance_t *chance, pk_luck_t luck, const double *draws, const pk_number_t *law, double n,
                      uint64_t address);

/* The mean of one amount, whether an argument varies or not; NAN where no law has these arguments. */
double pk_varying_amount(const pk_number_t *law, const double *draws);

/* The argument that varies; NULL: none does. And one amount of which it stands at its quantile at `inner`, the amount
 * at that at `outer`: for individuals, each of whom keeps his argument for life. */
const pk_number_t *pk_varying_inner(const pk_number_t *law);
double pk_varying_one(const pk_number_t *law, const double *draws, double inner, double outer);

/* How the engines sum n amounts where an argument varies (chance.h), without the number's scale. */
double pk_varying_mean(pk_luck_t luck, uint64_t address, const pk_number_t *law, const double *draws, double n);
double pk_varying_draw(pk_luck_t luck, uint64_t address, const pk_number_t *law, const double *draws, double n);

/* Mean and variance of one amount where an argument varies: the trapezoidal rule over the normal score of the outer
 * draw, which is exact to rounding for smooth laws. */
void pk_varying_moments(const pk_number_t *law, const double *draws, double *mean, double *variance);

#endif
