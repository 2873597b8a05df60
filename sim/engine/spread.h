/* A continuous law as many points with weights, so fine that sums over them are integrals: what rules with few nodes
 * are made of and measured by.
 *
 * A beta law over all of 0..1 has its own Gauss points; any other law the trapezoidal rule after a double-exponential
 * change of variable, which no end of the law disturbs (Takahasi and Mori 1974, Double exponential formulas for
 * numerical integration); of a law with a step or corner each side. Sums are exact to some 1e-12 where the density is
 * smooth. */
#ifndef PK_ENGINE_SPREAD_H
#define PK_ENGINE_SPREAD_H

#include <stdbool.h>

#include "model/law/law.h"

enum { PK_SPREAD_POINTS = 240 };

typedef struct {
    int count;
    double x[PK_SPREAD_POINTS], weight[PK_SPREAD_POINTS]; /* [count]; weights sum to 1 */
} pk_spread_t;

/* The law cut to low..high (low >= 0), its density times x^power (0 or -1). False where nothing of it is inside. */
bool pk_spread_of(const pk_law_t *law, const double *a, double low, double high, int power, pk_spread_t *out);

/* How the density goes to 0 at x = 0: as x^(exponent - 1); INFINITY where the law begins above 0. */
double pk_spread_exponent(const pk_law_t *law, const double *a, double low);

#endif
