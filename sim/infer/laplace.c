#include "infer/laplace.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "infer/climb.h"

enum { PRIOR_DRAWS = 200, ON_THE_WAY = 8 };

static const double NEAR = 1e-2;       /* a fit that could still rise by more has not arrived */
static const double FLAT = 1e-4;       /* curvature in prior sds, below which a direction counts as flat */
static const double WIDE = 4;          /* standard deviations of a flat direction, in those of the prior */
static const double DIFFERENCE = 1e-2; /* step of the second derivatives, in sds of the fit */
static const double VALLEY = .1;       /* what the log density falls by between two modes, at least */
static const double SAME = .5;         /* sds between what is one mode in any case */

/* What one fit has found. */
typedef struct {
    bool found;
    double left;
    pk_mode_t mode;
} fit_t;

typedef struct {
    const pk_target_t *target;
    int fits, chains;
    const double *prior, *sd; /* [PRIOR_DRAWS][n], [n] */
    fit_t *fit;               /* [fits] */
    pk_climb_t *climb;        /* [chains] */
} work_t;

void pk_lower_factor(int n, const double *covariance, double *factor)
{
    const size_t size = (size_t)n;
    memcpy(factor, covariance, size * size * sizeof *factor);
    gsl_matrix_view view = gsl_matrix_view_array(factor, size, size);
    gsl_linalg_cholesky_decomp1(&view.matrix);
    for (int i = 0; i < n; i++) {
        memset(&factor[i * n + i + 1], 0, (size_t)(n - i - 1) * sizeof *factor);
    }
}

/* ---- the normal law at a mode ---- */

/* Row i of the second derivatives in x, by the gradients on both sides, or on the one that has a density. */
static void curve(pk_climb_t *climb, int i, double *row)
{
    const int n = climb->n;
    const double inverse = climb->inverse[i * n + i], here = climb->x[i];
    const double by = DIFFERENCE * fmin(1, inverse > 0 ? sqrt(inverse) : 1);
    double *above = climb->next, *below = climb->next_gradient;
    climb->x[i] = here + by;
    const bool has_above = pk_climb_look(climb, climb->x, above) > -INFINITY;
    climb->x[i] = here - by;
    const bool has_below = pk_climb_look(climb, climb->x, below) > -INFINITY;
    climb->x[i] = here;
    for (int j = 0; j < n; j++) {
        const double high = has_above ? above[j] : climb->gradient[j], low = has_below ? below[j] : climb->gradient[j];
        row[j] = has_above || has_below ? (high - low) / (by * (has_above + has_below)) : 0;
    }
}

/* The covariance in u from the second derivatives in x, which are used up; returns log det of it. */
static double invert(const double *sd, gsl_matrix *second, double *covariance)
{
    const size_t n = second->size1;
    gsl_matrix *vectors = gsl_matrix_alloc(n, n);
    gsl_vector *values = gsl_vector_alloc(n);
    gsl_eigen_symmv_workspace *room = gsl_eigen_symmv_alloc(n);
    gsl_eigen_symmv(second, values, vectors, room);
    double log_det = 0;
    for (size_t j = 0; j < n; j++) {
        const double curvature = gsl_vector_get(values, j);
        const double precision = curvature > FLAT ? curvature : 1 / (WIDE * WIDE);
        log_det += 2 * log(sd[j]) - log(precision);
        gsl_vector_view column = gsl_matrix_column(vectors, j);
        gsl_vector_scale(&column.vector, 1 / sqrt(precision));
    }
    gsl_matrix_view out = gsl_matrix_view_array(covariance, n, n);
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, vectors, vectors, 0, &out.matrix);
    for (size_t i = 0; i < n * n; i++) {
        covariance[i] *= sd[i / n] * sd[i % n];
    }
    gsl_matrix_free(vectors);
    gsl_vector_free(values);
    gsl_eigen_symmv_free(room);
    return log_det;
}

static void describe(pk_climb_t *climb, pk_mode_t *mode)
{
    const int n = climb->n;
    double *rows = pk_heap((size_t)(n * n), sizeof *rows);
    for (int i = 0; i < n; i++) {
        mode->u[i] = climb->x[i] * climb->sd[i];
        curve(climb, i, &rows[i * n]);
    }
    gsl_matrix *second = gsl_matrix_alloc((size_t)n, (size_t)n);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            gsl_matrix_set(second, (size_t)i, (size_t)j, -(rows[i * n + j] + rows[j * n + i]) / 2);
        }
    }
    const double log_det = invert(climb->sd, second, mode->covariance);
    mode->log_density = climb->log_density;
    mode->log_evidence = mode->log_density + n * log(2 * M_PI) / 2 + log_det / 2;
    gsl_matrix_free(second);
    free(rows);
}

/* ---- the fits ---- */

/* Every chains-th fit, one after another, each from the first of its prior draws that has a density. */
static void fit_some(void *context, long chain, int worker)
{
    (void)worker;
    work_t *work = context;
    pk_climb_t *climb = &work->climb[chain];
    for (int i = (int)chain; i < work->fits; i += work->chains) {
        fit_t *fit = &work->fit[i];
        for (int draw = i; draw < PRIOR_DRAWS && !fit->found; draw += work->fits) {
            fit->found = pk_climb_from(climb, &work->prior[draw * climb->n]);
        }
        if (fit->found) {
            fit->left = climb->left;
            describe(climb, &fit->mode);
        }
    }
}

static double *prior_draws(const pk_target_t *target, double *sd)
{
    const int n = target->n;
    double *draws = pk_heap((size_t)(PRIOR_DRAWS * n), sizeof *draws);
    for (int draw = 0; draw < PRIOR_DRAWS; draw++) {
        target->start(target->context, (uint64_t)draw, &draws[draw * n]);
    }
    for (int i = 0; i < n; i++) {
        double sum = 0, squares = 0;
        for (int draw = 0; draw < PRIOR_DRAWS; draw++) {
            sum += draws[draw * n + i];
        }
        for (int draw = 0; draw < PRIOR_DRAWS; draw++) {
            const double off = draws[draw * n + i] - sum / PRIOR_DRAWS;
            squares += off * off;
        }
        sd[i] = squares > 0 ? sqrt(squares / (PRIOR_DRAWS - 1)) : 1;
    }
    return draws;
}

/* ---- which of them are one mode ---- */

/* Distance in sds of the mean of both covariances. */
static double distance(int n, const pk_mode_t *one, const pk_mode_t *other)
{
    gsl_matrix *covariance = gsl_matrix_alloc((size_t)n, (size_t)n);
    gsl_vector *off = gsl_vector_alloc((size_t)n);
    for (int i = 0; i < n * n; i++) {
        covariance->data[i] = (one->covariance[i] + other->covariance[i]) / 2;
    }
    for (int i = 0; i < n; i++) {
        gsl_vector_set(off, (size_t)i, one->u[i] - other->u[i]);
    }
    gsl_linalg_cholesky_decomp1(covariance);
    gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, covariance, off);
    const double length = gsl_blas_dnrm2(off);
    gsl_matrix_free(covariance);
    gsl_vector_free(off);
    return length;
}

/* Whether the log density falls between them. */
static bool parted(pk_climb_t *climb, const pk_mode_t *one, const pk_mode_t *other)
{
    const double lower = fmin(one->log_density, other->log_density);
    for (int k = 1; k < ON_THE_WAY; k++) {
        const double part = k / (double)ON_THE_WAY;
        for (int i = 0; i < climb->n; i++) {
            climb->x[i] = (one->u[i] + part * (other->u[i] - one->u[i])) / climb->sd[i];
        }
        if (pk_climb_look(climb, climb->x, climb->gradient) < lower - VALLEY) {
            return true;
        }
    }
    return false;
}

/* Adds what a fit found to the modes, one of which it may be. */
static void add(pk_laplace_t *self, pk_climb_t *climb, const pk_mode_t *found)
{
    for (int k = 0; k < self->nmode; k++) {
        pk_mode_t *mode = &self->mode[k];
        if (distance(climb->n, mode, found) < SAME || !parted(climb, mode, found)) {
            const int nfit = mode->nfit + 1;
            if (found->log_density > mode->log_density) {
                *mode = *found;
            }
            mode->nfit = nfit;
            return;
        }
    }
    self->mode[self->nmode] = *found;
    self->mode[self->nmode++].nfit = 1;
}

static int by_evidence(const void *a, const void *b)
{
    const pk_mode_t *one = a, *other = b;
    return (one->log_evidence < other->log_evidence) - (one->log_evidence > other->log_evidence);
}

/* The modes in order, each with its difference from the best. */
static void order(pk_laplace_t *self, int n)
{
    qsort(self->mode, (size_t)self->nmode, sizeof *self->mode, by_evidence);
    const pk_mode_t *best = self->mode;
    for (int k = 1; k < self->nmode; k++) {
        pk_mode_t *mode = &self->mode[k];
        double most = 0;
        for (int i = 0; i < n; i++) {
            const double variance = (mode->covariance[i * n + i] + best->covariance[i * n + i]) / 2;
            const double off = fabs(mode->u[i] - best->u[i]) / sqrt(variance);
            if (off > most) {
                most = off;
                mode->differs = i;
            }
        }
        mode->apart = distance(n, mode, best);
    }
}

static bool any_arrived(const work_t *work)
{
    for (int i = 0; i < work->fits; i++) {
        if (work->fit[i].found && work->fit[i].left < NEAR) {
            return true;
        }
    }
    return false;
}

static void collect(pk_laplace_t *self, work_t *work, pk_arena_t *arena)
{
    self->mode = PK_ARRAY(arena, pk_mode_t, work->fits);
    const double most = any_arrived(work) ? NEAR : INFINITY;
    for (int i = 0; i < work->fits; i++) {
        const fit_t *fit = &work->fit[i];
        if (fit->found && fit->left <= most) {
            add(self, work->climb, &fit->mode);
        }
    }
    order(self, work->target->n);
    for (int chain = 0; chain < work->chains; chain++) {
        self->ncall += work->climb[chain].ncall;
        self->nnan += work->climb[chain].nnan;
    }
}

pk_laplace_t pk_laplace_fit(const pk_target_t *target, int fits, int chains, int threads, pk_arena_t *arena)
{
    const int n = target->n;
    pk_laplace_t self = {.prior_sd = PK_ARRAY(arena, double, n)};
    double *prior = prior_draws(target, self.prior_sd);
    work_t work = {.target = target, .fits = fits, .chains = chains, .prior = prior, .sd = self.prior_sd};
    work.fit = PK_ARRAY(arena, fit_t, fits);
    work.climb = PK_ARRAY(arena, pk_climb_t, chains);
    for (int i = 0; i < fits; i++) {
        work.fit[i].mode.u = PK_ARRAY(arena, double, n);
        work.fit[i].mode.covariance = PK_ARRAY(arena, double, n *n);
    }
    for (int chain = 0; chain < chains; chain++) {
        pk_climb_init(&work.climb[chain], arena, target, chain, self.prior_sd);
    }
    pk_parallel_for(chains, threads, fit_some, &work);
    collect(&self, &work, arena);
    free(prior);
    return self;
}
