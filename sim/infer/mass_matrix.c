#include "infer/mass_matrix.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Room for one learning, all [n][n]. */
typedef struct {
    gsl_matrix *inverse, *draws, *gradients, *root, *factor, *vectors;
    gsl_vector *values;
    gsl_eigen_symmv_workspace *eigen;
} room_t;

static gsl_matrix *square(int n)
{
    return gsl_matrix_calloc((size_t)n, (size_t)n);
}

static room_t take_room(int n)
{
    return (room_t){square(n),
                    square(n),
                    square(n),
                    square(n),
                    square(n),
                    square(n),
                    gsl_vector_alloc((size_t)n),
                    gsl_eigen_symmv_alloc((size_t)n)};
}

static void free_room(room_t *room)
{
    gsl_matrix *all[] = {room->inverse, room->draws, room->gradients, room->root, room->factor, room->vectors};
    for (int i = 0; i < 6; i++) {
        gsl_matrix_free(all[i]);
    }
    gsl_vector_free(room->values);
    gsl_eigen_symmv_free(room->eigen);
}

/* out = covariance of rows x' map, pulled towards the unit matrix; `map` is transposed where told. */
static void covariance(long count, const double *rows, const gsl_matrix *map, CBLAS_TRANSPOSE_t how, gsl_matrix *out)
{
    const size_t n = map->size1;
    double *mapped = pk_heap((size_t)count * n, sizeof *mapped);
    gsl_matrix_const_view x = gsl_matrix_const_view_array(rows, (size_t)count, n);
    gsl_matrix_view y = gsl_matrix_view_array(mapped, (size_t)count, n);
    gsl_blas_dgemm(CblasNoTrans, how, 1, &x.matrix, map, 0, &y.matrix);
    for (size_t j = 0; j < n; j++) {
        double sum = 0;
        for (long i = 0; i < count; i++) {
            sum += mapped[(size_t)i * n + j];
        }
        for (long i = 0; i < count; i++) {
            mapped[(size_t)i * n + j] -= sum / (double)count;
        }
    }
    const double prior = (double)n + 5, all = (double)count + prior;
    gsl_matrix_set_identity(out);
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, (double)count / (double)(count - 1) / all, &y.matrix, &y.matrix, 0, out);
    for (size_t j = 0; j < n; j++) {
        *gsl_matrix_ptr(out, j, j) += prior / all;
    }
    free(mapped);
}

/* Below that C is far narrower than inv G, which no smooth density without walls has (Cramer and Rao). */
static const double NARROW = 1. / 64;

/* An eigenvalue x of G^1/2 C G^1/2, made such that its root is no more than x / sqrt(NARROW): S is at most 8 C. */
static double bound(double x)
{
    return x < NARROW ? x * x / NARROW : x;
}

static double as_it_is(double x)
{
    return x;
}

/* out = change(of)^exponent, of a symmetric positive matrix, which is used up; change is of its eigenvalues. */
static void power(room_t *room, gsl_matrix *of, double (*change)(double), double exponent, gsl_matrix *out)
{
    const size_t n = of->size1;
    gsl_eigen_symmv(of, room->values, room->vectors, room->eigen);
    for (size_t j = 0; j < n; j++) {
        const double to = pow(fmax(change(gsl_vector_get(room->values, j)), 1e-300), exponent / 2);
        gsl_vector_view column = gsl_matrix_column(room->vectors, j);
        gsl_vector_scale(&column.vector, to);
    }
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, room->vectors, room->vectors, 0, out);
}

/* room->factor F with F F' = the geometric mean of draws and inv gradients:
 * F = G^-1/2 (G^1/2 C G^1/2)^1/4. */
static void geometric_mean(room_t *room)
{
    gsl_matrix *inner = room->inverse;
    gsl_matrix_memcpy(inner, room->gradients);
    power(room, inner, as_it_is, .5, room->root);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, room->root, room->draws, 0, room->factor);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, room->factor, room->root, 0, inner);
    power(room, inner, bound, .25, room->draws);
    power(room, room->gradients, as_it_is, -.5, room->root);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, room->root, room->draws, 0, room->factor);
}

static bool is_finite(const double *x, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(x[i])) {
            return false;
        }
    }
    return true;
}

static void invert(const gsl_matrix *of, room_t *room)
{
    gsl_permutation *order = gsl_permutation_alloc(of->size1);
    int sign;
    gsl_matrix_memcpy(room->factor, of);
    gsl_linalg_LU_decomp(room->factor, order, &sign);
    gsl_linalg_LU_invert(room->factor, order, room->inverse);
    gsl_permutation_free(order);
}

void pk_mass_matrix_learn(int n, double *scale, long count, const double *u, const double *gradient)
{
    const size_t size = (size_t)n;
    if (count < 3 || !is_finite(u, (size_t)count * size) || !is_finite(gradient, (size_t)count * size)) {
        return;
    }
    room_t room = take_room(n);
    gsl_matrix_view now = gsl_matrix_view_array(scale, size, size);
    invert(&now.matrix, &room);
    covariance(count, u, room.inverse, CblasTrans, room.draws);
    covariance(count, gradient, &now.matrix, CblasNoTrans, room.gradients);
    geometric_mean(&room);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, &now.matrix, room.factor, 0, room.root);
    if (is_finite(room.root->data, size * size)) {
        gsl_matrix_memcpy(&now.matrix, room.root);
    }
    free_room(&room);
}
