/* Columns are made orthonormal as they come (Gram-Schmidt, twice for round-off), so that a fit is a sum of projections.
 */
#include "study/smoother.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static double dot(const double *a, const double *b, long n)
{
    double sum = 0;
    for (long i = 0; i < n; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

static void take_out(const pk_smoother_t *self, double *values)
{
    for (int k = 0; k < self->count; k++) {
        const double part = dot(self->column[k], values, self->nrun);
        for (long i = 0; i < self->nrun; i++) {
            values[i] -= part * self->column[k][i];
        }
    }
}

pk_smoother_t pk_smoother_of(long nrun)
{
    pk_smoother_t self = {.nrun = nrun, .count = 1};
    self.column[0] = pk_heap((size_t)nrun, sizeof(double));
    for (long i = 0; i < nrun; i++) {
        self.column[0][i] = 1 / sqrt((double)nrun);
    }
    return self;
}

void pk_smoother_free(pk_smoother_t *self)
{
    for (int k = 0; k < self->count; k++) {
        free(self->column[k]);
    }
    *self = (pk_smoother_t){0};
}

/* What is left of `values`, in `left`; the length of it, and before of what varies in them. */
static double leave(const pk_smoother_t *self, const double *values, double *left, double *spread)
{
    const pk_smoother_t constant = {.column = {self->column[0]}, .count = 1, .nrun = self->nrun};
    memcpy(left, values, (size_t)self->nrun * sizeof(double));
    take_out(&constant, left);
    *spread = sqrt(dot(left, left, self->nrun));
    take_out(self, left);
    take_out(self, left);
    return sqrt(dot(left, left, self->nrun));
}

double pk_smoother_news(const pk_smoother_t *self, const double *values, double *scratch)
{
    double spread;
    const double length = leave(self, values, scratch, &spread);
    const double size = sqrt(dot(values, values, self->nrun));
    return isfinite(length) && spread > PK_SMOOTHER_LEAST * PK_SMOOTHER_LEAST * size &&
                   length > PK_SMOOTHER_LEAST * spread
               ? length / spread
               : 0;
}

void pk_smoother_take_out(const pk_smoother_t *self, double *left)
{
    const double *column = self->column[self->count - 1];
    const double part = dot(column, left, self->nrun);
    for (long i = 0; i < self->nrun; i++) {
        left[i] -= part * column[i];
    }
}

double pk_smoother_length(const pk_smoother_t *self, const double *left)
{
    return sqrt(dot(left, left, self->nrun));
}

bool pk_smoother_add(pk_smoother_t *self, const double *values)
{
    if (self->count == PK_SMOOTHER_MOST) {
        return false;
    }
    double *column = pk_heap((size_t)self->nrun, sizeof(double));
    if (pk_smoother_news(self, values, column) == 0) {
        free(column);
        return false;
    }
    const double length = sqrt(dot(column, column, self->nrun));
    for (long i = 0; i < self->nrun; i++) {
        column[i] /= length;
    }
    for (int k = 0; k < self->count; k++) {
        self->part[self->count][k] = dot(self->column[k], values, self->nrun);
    }
    self->length[self->count] = length;
    self->column[self->count++] = column;
    return true;
}

void pk_smoother_at(const pk_smoother_t *self, const double *values, double *at)
{
    at[0] = 1 / sqrt((double)self->nrun);
    for (int k = 1; k < self->count; k++) {
        double left = values[k - 1];
        for (int j = 0; j < k; j++) {
            left -= self->part[k][j] * at[j];
        }
        at[k] = left / self->length[k];
    }
}

void pk_smoother_drop(pk_smoother_t *self)
{
    free(self->column[--self->count]);
    self->column[self->count] = NULL;
}

void pk_smoother_slopes(const pk_smoother_t *self, const double *values, double *slope)
{
    for (int k = 0; k < self->count; k++) {
        slope[k] = dot(self->column[k], values, self->nrun);
    }
}

void pk_smoother_fit(const pk_smoother_t *self, const double *values, double *fit)
{
    memset(fit, 0, (size_t)self->nrun * sizeof(double));
    for (int k = 0; k < self->count; k++) {
        const double part = dot(self->column[k], values, self->nrun);
        for (long i = 0; i < self->nrun; i++) {
            fit[i] += part * self->column[k][i];
        }
    }
}
