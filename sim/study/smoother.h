/* Linear least squares over runs: what of a noisy outcome the assumptions explain. */
#ifndef PK_STUDY_SMOOTHER_H
#define PK_STUDY_SMOOTHER_H

#include <stdbool.h>

enum { PK_SMOOTHER_MOST = 10 }; /* columns */

#define PK_SMOOTHER_LEAST 1e-6 /* less news is round-off */

/* Orthonormal columns over nrun runs; the first is the constant. A zeroed one with nrun set is empty. */
typedef struct {
    double *column[PK_SMOOTHER_MOST]; /* [run], owned */
    /* column k is (its values - sum of part[k][j] column j) / length[k] */
    double part[PK_SMOOTHER_MOST][PK_SMOOTHER_MOST], length[PK_SMOOTHER_MOST];
    int count;
    long nrun;
} pk_smoother_t;

pk_smoother_t pk_smoother_of(long nrun);
void pk_smoother_free(pk_smoother_t *self);

/* How much of values[nrun] the columns do not explain, as a part of its spread: 0 to 1; 0 also where it does not vary
 * or has a value that is not finite. `scratch` has room for nrun. */
double pk_smoother_news(const pk_smoother_t *self, const double *values, double *scratch);

/* Takes the last column out of what is left of values[nrun]; how long that is. */
void pk_smoother_take_out(const pk_smoother_t *self, double *left);
double pk_smoother_length(const pk_smoother_t *self, const double *left);

/* Adds it as a column, if there is room and it is news (more than one millionth). */
bool pk_smoother_add(pk_smoother_t *self, const double *values);
/* The columns, at[count], where the values that were added would be values[count - 1]: in a run that is none of these.
 */
void pk_smoother_at(const pk_smoother_t *self, const double *values, double *at);
/* Takes the last column away. */
void pk_smoother_drop(pk_smoother_t *self);

/* What each column has of values[nrun]: slope[count]. */
void pk_smoother_slopes(const pk_smoother_t *self, const double *values, double *slope);

/* The least-squares fit of values[nrun] on the columns into fit[nrun]. All 0 gives 0, exactly. */
void pk_smoother_fit(const pk_smoother_t *self, const double *values, double *fit);

#endif
