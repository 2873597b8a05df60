#include "infer/normal.h"

#include <string.h>

void pk_normal_clear(pk_normal_t *self)
{
    memset(self->mean, 0, (size_t)self->n * sizeof(double));
    memset(self->cov, 0, (size_t)self->n * (size_t)self->n * sizeof(double));
}

static double *row_of(const pk_normal_t *self, int entry)
{
    return &self->cov[(long)entry * self->n];
}

static void add_row(int n, double *restrict to, const double *restrict from, double weight)
{
    for (int k = 0; k < n; k++) {
        to[k] += weight * from[k];
    }
}

double pk_normal_mean_of(const pk_normal_t *self, pk_combination_t of)
{
    double sum = 0;
    for (int k = 0; k < of.count; k++) {
        sum += of.weight[k] * self->mean[of.entry[k]];
    }
    return sum;
}

/* cov h */
static void spread_of(const pk_normal_t *self, pk_combination_t of, double *spread)
{
    memset(spread, 0, (size_t)self->n * sizeof(double));
    for (int k = 0; k < of.count; k++) {
        add_row(self->n, spread, row_of(self, of.entry[k]), of.weight[k]);
    }
}

double pk_normal_variance_of(const pk_normal_t *self, pk_combination_t of)
{
    double sum = 0;
    for (int k = 0; k < of.count; k++) {
        const double *row = row_of(self, of.entry[k]);
        double along = 0;
        for (int j = 0; j < of.count; j++) {
            along += of.weight[j] * row[of.entry[j]];
        }
        sum += of.weight[k] * along;
    }
    return sum;
}

static int nonzero(const double *row, int n, int *columns)
{
    int count = 0;
    for (int k = 0; k < n; k++) {
        columns[count] = k;
        count += row[k] != 0;
    }
    return count;
}

/* Row i of A times a symmetric or whole matrix from[n][n]. */
static void map_row(const pk_normal_t *self, const double *a, const double *from, double *to)
{
    const int n = self->n, count = nonzero(a, n, self->columns);
    memset(to, 0, (size_t)n * sizeof(double));
    for (int k = 0; k < count; k++) {
        add_row(n, to, &from[(long)self->columns[k] * n], a[self->columns[k]]);
    }
}

static void transpose(double *matrix, int n)
{
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
            const double here = matrix[i * n + j];
            matrix[i * n + j] = matrix[j * n + i];
            matrix[j * n + i] = here;
        }
    }
}

void pk_normal_map(pk_normal_t *self, const double *a)
{
    const int n = self->n;
    for (int i = 0; i < n; i++) {
        map_row(self, &a[i * n], self->cov, &self->work[i * n]);
    }
    transpose(self->work, n);
    for (int i = 0; i < n; i++) {
        map_row(self, &a[i * n], self->work, row_of(self, i));
    }
}

void pk_normal_noise(pk_normal_t *self, pk_combination_t along, double variance)
{
    for (int k = 0; k < along.count; k++) {
        double *row = row_of(self, along.entry[k]);
        const double part = variance * along.weight[k];
        for (int j = 0; j < along.count; j++) {
            row[along.entry[j]] += part * along.weight[j];
        }
    }
}

void pk_normal_add(pk_normal_t *self, int to, int from, double weight)
{
    const int n = self->n;
    self->mean[to] += weight * self->mean[from];
    add_row(n, row_of(self, to), row_of(self, from), weight);
    for (int k = 0; k < n; k++) {
        self->cov[k * n + to] += weight * self->cov[k * n + from];
    }
}

void pk_normal_scale(pk_normal_t *self, int entry, double factor)
{
    const int n = self->n;
    self->mean[entry] *= factor;
    for (int k = 0; k < n; k++) {
        row_of(self, entry)[k] *= factor;
    }
    for (int k = 0; k < n; k++) {
        self->cov[k * n + entry] *= factor;
    }
}

void pk_normal_condition(pk_normal_t *self, pk_combination_t of, double m, double v, double to_mean, double to_variance)
{
    const int n = self->n;
    if (!(v > 0)) {
        return;
    }
    spread_of(self, of, self->gain);
    const double step = (to_mean - m) / v, shrink = (v - to_variance) / v / v;
    for (int i = 0; i < n; i++) {
        const double along = self->gain[i];
        if (along != 0) {
            self->mean[i] += along * step;
            add_row(n, row_of(self, i), self->gain, -along * shrink);
        }
    }
}
