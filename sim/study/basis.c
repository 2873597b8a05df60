#include "study/basis.h"

#include <gsl/gsl_bspline.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"

enum {
    CUBIC = 4,
    QUADRATIC = 3, /* orders: degree + 1 */
    PIECES = 5,    /* between the knots of a number of its own */
    FEW = 8,       /* values, of which each has a column */
    VALUES_A_COLUMN = 10
};

/* ---- one number ---- */

/* What is known of a number: its values in order, and the different ones as far as there are few. */
typedef struct {
    const double *values;
    double *sorted; /* owned */
    double different[FEW + 1];
    int ndifferent; /* FEW + 1: many */
    long count;
} known_t;

static known_t know(const double *values, long count)
{
    known_t self = {.values = values, .sorted = pk_heap((size_t)count, sizeof(double)), .count = count};
    memcpy(self.sorted, values, (size_t)count * sizeof(double));
    gsl_sort(self.sorted, 1, (size_t)count);
    for (long k = 0; k < count && self.ndifferent <= FEW; k++) {
        if (k == 0 || self.sorted[k] != self.sorted[k - 1]) {
            self.different[self.ndifferent++] = self.sorted[k];
        }
    }
    return self;
}

/* Ends of the pieces: quantiles, each once. Returns how many. */
static int breaks_of(const known_t *self, int pieces, double *breaks)
{
    int count = 0;
    for (int k = 0; k <= pieces; k++) {
        const double at = self->sorted[(self->count - 1) * k / pieces];
        if (count == 0 || at > breaks[count - 1]) {
            breaks[count++] = at;
        }
    }
    return count;
}

/* Splines into columns [column][value]; all but the last, since they add up to 1. Returns how many. */
static int put_splines(const known_t *self, int order, int pieces, double *columns)
{
    double breaks[PIECES + 1];
    const int nbreak = breaks_of(self, pieces, breaks);
    if (nbreak < 2) {
        return 0;
    }
    gsl_vector_view points = gsl_vector_view_array(breaks, (size_t)nbreak);
    gsl_bspline_workspace *spline = gsl_bspline_alloc((size_t)order, (size_t)nbreak);
    PK_REQUIRE(spline != NULL);
    gsl_bspline_knots(&points.vector, spline);
    const int count = (int)gsl_bspline_ncoeffs(spline);
    gsl_vector *at = gsl_vector_alloc((size_t)count);
    for (long i = 0; i < self->count; i++) {
        gsl_bspline_eval(self->values[i], at, spline);
        for (int k = 0; k < count - 1; k++) {
            columns[k * self->count + i] = gsl_vector_get(at, (size_t)k);
        }
    }
    gsl_vector_free(at);
    gsl_bspline_free(spline);
    return count - 1;
}

static int put_indicators(const known_t *self, double *columns)
{
    for (int k = 1; k < self->ndifferent; k++) {
        for (long i = 0; i < self->count; i++) {
            columns[(k - 1) * self->count + i] = self->values[i] == self->different[k];
        }
    }
    return self->ndifferent - 1;
}

static int put_own(const known_t *self, int order, int pieces, double *columns)
{
    return self->ndifferent <= FEW ? put_indicators(self, columns) : put_splines(self, order, pieces, columns);
}

/* ---- pairs ---- */

/* The number itself, about its mean and in its standard deviations. */
static int put_line(const known_t *self, double *column)
{
    double mean = 0, squares = 0;
    for (long i = 0; i < self->count; i++) {
        mean += self->values[i] / (double)self->count;
    }
    for (long i = 0; i < self->count; i++) {
        squares += (self->values[i] - mean) * (self->values[i] - mean) / (double)self->count;
    }
    for (long i = 0; i < self->count; i++) {
        column[i] = squares > 0 ? (self->values[i] - mean) / sqrt(squares) : 0;
    }
    return 1;
}

enum { CURVED = FEW /* columns of a number in a pair, at most: indicators, or 3 splines */ };

/* The parts of which pairs have products. */
typedef struct {
    double *columns; /* [column][value] */
    int count;
} part_t;

static void put_products(pk_basis_t *self, const part_t *one, const part_t *other)
{
    for (int a = 0; a < one->count; a++) {
        for (int b = 0; b < other->count; b++) {
            const double *x = &one->columns[a * self->nvalue], *y = &other->columns[b * self->nvalue];
            double *to = &self->columns[self->count++ * self->nvalue];
            for (long i = 0; i < self->nvalue; i++) {
                to[i] = x[i] * y[i];
            }
        }
    }
}

static int products(const part_t *parts, int count)
{
    int sum = 0;
    for (int a = 0; a < count; a++) {
        for (int b = 0; b < a; b++) {
            sum += parts[a].count * parts[b].count;
        }
    }
    return sum;
}

/* The parts of the numbers that the sample can bear in pairs: curves, lines, or none. Returns how many products. */
static int choose_parts(const known_t *known, int count, long nvalue, int taken, part_t *parts)
{
    int pairs = 0;
    for (int curved = 1; curved >= 0; curved--) {
        for (int k = 0; k < count; k++) {
            parts[k].count =
                curved ? put_own(&known[k], QUADRATIC, 2, parts[k].columns) : put_line(&known[k], parts[k].columns);
        }
        pairs = products(parts, count);
        if ((long)(pairs + taken) * VALUES_A_COLUMN <= nvalue) {
            return pairs;
        }
    }
    return 0;
}

pk_basis_t pk_basis_of(const double *const *numbers, int count, long nvalue)
{
    enum { OWN = CUBIC + PIECES };
    pk_basis_t self = {.nvalue = nvalue};
    known_t *known = pk_heap((size_t)count, sizeof *known);
    part_t *parts = pk_heap((size_t)count, sizeof *parts);
    double *own = pk_heap((size_t)(count * OWN) * (size_t)nvalue, sizeof(double));
    for (int k = 0; k < count; k++) {
        known[k] = know(numbers[k], nvalue);
        self.count += put_own(&known[k], CUBIC, PIECES, &own[self.count * nvalue]);
        parts[k].columns = pk_heap((size_t)CURVED * (size_t)nvalue, sizeof(double));
    }
    const int pairs = count > 1 ? choose_parts(known, count, nvalue, self.count, parts) : 0;
    self.columns = pk_heap((size_t)(self.count + pairs + 1) * (size_t)nvalue, sizeof(double));
    memcpy(self.columns, own, (size_t)self.count * (size_t)nvalue * sizeof(double));
    for (int a = 0; pairs > 0 && a < count; a++) {
        for (int b = 0; b < a; b++) {
            put_products(&self, &parts[a], &parts[b]);
        }
    }
    for (int k = 0; k < count; k++) {
        free(known[k].sorted);
        free(parts[k].columns);
    }
    free(known);
    free(parts);
    free(own);
    return self;
}

void pk_basis_free(pk_basis_t *self)
{
    free(self->columns);
    *self = (pk_basis_t){0};
}
