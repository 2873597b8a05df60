/* A smooth density from a sample. */
#ifndef PK_REPORT_DENSITY_H
#define PK_REPORT_DENSITY_H

#include <stdbool.h>

/* The Gaussian kernel estimate f(x) = 1/(n h) Σ φ((x - v_i)/h) with Silverman's bandwidth h = 0.9 min(sd, IQR/1.34)
 * n^(-1/5) (Density Estimation, 1986, equation 3.31). */
typedef struct {
    double *values; /* sorted, owned; free with pk_density_free */
    int count;      /* of the finite ones */
    double bandwidth;
} pk_density_t;

/* NaN and infinities are left out. False when fewer than two values are left or all are equal: there is no density. */
bool pk_density_make(pk_density_t *self, const double *values, int count);
void pk_density_free(pk_density_t *self);
double pk_density_at(const pk_density_t *self, double x);
/* Where the density has fallen to nothing: three bandwidths beyond the extremes. */
double pk_density_low(const pk_density_t *self);
double pk_density_high(const pk_density_t *self);

#endif
