/* Densities with known answers, for the tests of the samplers. Each is a pk_target_t; the context, where there is one,
 * outlives it. */
#ifndef PK_INFER_TARGETS_H
#define PK_INFER_TARGETS_H

#include <math.h>
#include <string.h>

#include "base/stream.h"
#include "infer/nuts.h"
#include "infer/target.h"

/* A wide start for any of them: normal(0, 10) each. */
static inline void pk_start_wide(int n, uint64_t index, double *u)
{
    pk_stream_t stream = pk_stream_at(99, index, PK_PURPOSE_POSTERIOR, 0, 0);
    for (int i = 0; i < n; i++) {
        u[i] = 10 * pk_stream_normal(&stream);
    }
}

/* ---- correlated normal: x = A z + (1, 2, ..), A lower with 1 on the diagonal, i+1 times its row, .9 off it ---- */

enum { PK_NORMAL_N = 20 };

static inline double pk_normal_factor(int i, int j)
{
    return j > i ? 0 : (i + 1) * (i == j ? 1 : .9);
}

static inline double pk_normal_sd(int i)
{
    return (i + 1) * sqrt(1 + .81 * i);
}

static inline double pk_normal_log_density(void *context, int chain, const double *u, double *gradient,
                                           uint64_t *regime)
{
    (void)context;
    (void)chain;
    double z[PK_NORMAL_N], sum = 0;
    for (int i = 0; i < PK_NORMAL_N; i++) {
        double left = u[i] - (i + 1);
        for (int j = 0; j < i; j++) {
            left -= pk_normal_factor(i, j) * z[j];
        }
        z[i] = left / pk_normal_factor(i, i);
        sum -= z[i] * z[i] / 2;
    }
    for (int i = PK_NORMAL_N - 1; i >= 0 && gradient; i--) { /* A' gradient = -z */
        double left = -z[i];
        for (int j = i + 1; j < PK_NORMAL_N; j++) {
            left -= pk_normal_factor(j, i) * gradient[j];
        }
        gradient[i] = left / pk_normal_factor(i, i);
    }
    if (regime) {
        *regime = 0;
    }
    return sum;
}

static inline void pk_normal_start(void *context, uint64_t index, double *u)
{
    (void)context;
    pk_start_wide(PK_NORMAL_N, index, u);
}

static const pk_target_t PK_NORMAL_TARGET = {PK_NORMAL_N, pk_normal_log_density, pk_normal_start, NULL};

/* ---- banana: x1 normal(0, 10), x2 normal(.03 (x1^2 - 100), 1); sds 10 and 4.3589 ---- */

static inline double pk_banana_log_density(void *context, int chain, const double *u, double *gradient,
                                           uint64_t *regime)
{
    (void)context;
    (void)chain;
    const double off = u[1] - .03 * (u[0] * u[0] - 100);
    if (gradient) {
        gradient[0] = -u[0] / 100 + off * .06 * u[0];
        gradient[1] = -off;
    }
    if (regime) {
        *regime = 0;
    }
    return -u[0] * u[0] / 200 - off * off / 2;
}

static inline void pk_two_start(void *context, uint64_t index, double *u)
{
    (void)context;
    pk_start_wide(2, index, u);
}

static const pk_target_t PK_BANANA_TARGET = {2, pk_banana_log_density, pk_two_start, NULL};

/* ---- funnel: v normal(0, sd), x_k normal(0, exp(v / 2)), k = 1..n-1 ---- */

typedef struct {
    int n;
    double sd;
} pk_funnel_shape_t;

static inline double pk_funnel_log_density(void *context, int chain, const double *u, double *gradient,
                                           uint64_t *regime)
{
    (void)chain;
    const pk_funnel_shape_t *shape = context;
    const double precision = exp(-u[0]), variance = shape->sd * shape->sd;
    double sum = -u[0] * u[0] / variance / 2 - (shape->n - 1) * u[0] / 2, squares = 0;
    for (int k = 1; k < shape->n; k++) {
        squares += u[k] * u[k];
        if (gradient) {
            gradient[k] = -u[k] * precision;
        }
    }
    if (gradient) {
        gradient[0] = -u[0] / variance - (shape->n - 1) / 2. + squares * precision / 2;
    }
    if (regime) {
        *regime = 0;
    }
    return sum - squares * precision / 2;
}

static inline void pk_funnel_start(void *context, uint64_t index, double *u)
{
    pk_start_wide(((const pk_funnel_shape_t *)context)->n, index, u);
    u[0] /= 10;
}

static inline pk_target_t pk_funnel_target(pk_funnel_shape_t *shape)
{
    return (pk_target_t){shape->n, pk_funnel_log_density, pk_funnel_start, shape};
}

/* ---- two modes: part .7 of normal((0, 0), 1), part .3 of normal((20, 5), 1) ---- */

static inline double pk_modes_log_density(void *context, int chain, const double *u, double *gradient, uint64_t *regime)
{
    (void)context;
    (void)chain;
    const double x = u[0] - 20, y = u[1] - 5;
    const double one = log(.7) - (u[0] * u[0] + u[1] * u[1]) / 2, other = log(.3) - (x * x + y * y) / 2;
    const double most = fmax(one, other), sum = most + log(exp(one - most) + exp(other - most));
    if (gradient) {
        gradient[0] = -exp(one - sum) * u[0] - exp(other - sum) * x;
        gradient[1] = -exp(one - sum) * u[1] - exp(other - sum) * y;
    }
    if (regime) {
        *regime = 0;
    }
    return sum;
}

static inline void pk_modes_start(void *context, uint64_t index, double *u)
{
    (void)context;
    pk_start_wide(2, index, u);
    u[0] += 10;
}

static const pk_target_t PK_MODES_TARGET = {2, pk_modes_log_density, pk_modes_start, NULL};

/* ---- kinks: independent Laplace laws, density exp(-|x|), variance 2; a kink at 0 in each of four ---- */

enum { PK_KINKS_N = 4 };

static inline double pk_kinks_log_density(void *context, int chain, const double *u, double *gradient, uint64_t *regime)
{
    (void)context;
    (void)chain;
    double sum = 0;
    uint64_t sides = 0;
    for (int i = 0; i < PK_KINKS_N; i++) {
        sum -= fabs(u[i]);
        sides = 2 * sides + (u[i] > 0);
        if (gradient) {
            gradient[i] = u[i] > 0 ? -1 : 1;
        }
    }
    if (regime) {
        *regime = sides;
    }
    return sum;
}

static inline void pk_kinks_start(void *context, uint64_t index, double *u)
{
    (void)context;
    pk_start_wide(PK_KINKS_N, index, u);
}

static const pk_target_t PK_KINKS_TARGET = {PK_KINKS_N, pk_kinks_log_density, pk_kinks_start, NULL};

/* ---- a wall: standard exponential on x > 0, beside a standard normal ---- */

static inline double pk_wall_log_density(void *context, int chain, const double *u, double *gradient, uint64_t *regime)
{
    (void)context;
    (void)chain;
    if (gradient) {
        gradient[0] = -1;
        gradient[1] = -u[1];
    }
    if (regime) {
        *regime = 0;
    }
    return u[0] > 0 ? -u[0] - u[1] * u[1] / 2 : -INFINITY;
}

static const pk_target_t PK_WALL_TARGET = {2, pk_wall_log_density, pk_two_start, NULL};

/* ---- normal(1, 1) cut off below 0, beside a standard normal: mean 1.28760, sd .79351 ---- */

static inline double pk_cut_log_density(void *context, int chain, const double *u, double *gradient, uint64_t *regime)
{
    (void)context;
    (void)chain;
    if (gradient) {
        gradient[0] = 1 - u[0];
        gradient[1] = -u[1];
    }
    if (regime) {
        *regime = 0;
    }
    return u[0] > 0 ? -(u[0] - 1) * (u[0] - 1) / 2 - u[1] * u[1] / 2 : -INFINITY;
}

static const pk_target_t PK_CUT_TARGET = {2, pk_cut_log_density, pk_two_start, NULL};

/* ---- columns: the coordinates as they are, and the log density ---- */

static inline void pk_plain_columns(void *context, int chain, const double *u, double *columns)
{
    const pk_target_t *target = context;
    memcpy(columns, u, (size_t)target->n * sizeof *u);
    columns[target->n] = target->log_density(target->context, chain, u, NULL, NULL);
}

static inline pk_columns_t pk_columns_of(const pk_target_t *target)
{
    return (pk_columns_t){target->n + 1, pk_plain_columns, (void *)target};
}

#endif
