#include "base/linear.h"

#include <math.h>
#include <stddef.h>

static double *row(double *matrix, int columns, int i)
{
    return matrix + (size_t)i * (size_t)columns;
}

static void swap_rows(double *matrix, int columns, int i, int j)
{
    double *a = row(matrix, columns, i), *b = row(matrix, columns, j);
    for (int c = 0; c < columns && i != j; c++) {
        const double kept = a[c];
        a[c] = b[c];
        b[c] = kept;
    }
}

/* to -= factor from, over the columns first..last-1. */
static void take_off(double *restrict to, const double *restrict from, double factor, int first, int last)
{
    for (int c = first; c < last; c++) {
        to[c] -= factor * from[c];
    }
}

static int pivot_of(int n, double *a, int column)
{
    int best = column;
    for (int i = column + 1; i < n; i++) {
        best = fabs(row(a, n, i)[column]) > fabs(row(a, n, best)[column]) ? i : best;
    }
    return best;
}

static void back(int n, double *a, int columns, double *b)
{
    for (int k = n - 1; k >= 0; k--) {
        for (int i = k + 1; i < n; i++) {
            if (row(a, n, k)[i] != 0) {
                take_off(row(b, columns, k), row(b, columns, i), row(a, n, k)[i], 0, columns);
            }
        }
        for (int c = 0; c < columns; c++) {
            row(b, columns, k)[c] /= row(a, n, k)[k];
        }
    }
}

bool pk_linear_solve(int n, double *a, int columns, double *b)
{
    for (int k = 0; k < n; k++) {
        const int pivot = pivot_of(n, a, k);
        if (!(fabs(row(a, n, pivot)[k]) > 0)) {
            return false;
        }
        swap_rows(a, n, k, pivot);
        swap_rows(b, columns, k, pivot);
        for (int i = k + 1; i < n; i++) {
            const double factor = row(a, n, i)[k] / row(a, n, k)[k];
            if (factor != 0) {
                take_off(row(a, n, i), row(a, n, k), factor, k, n);
                take_off(row(b, columns, i), row(b, columns, k), factor, 0, columns);
            }
        }
    }
    back(n, a, columns, b);
    return true;
}

/* to += factor from, over the columns 0..columns-1. */
static void add_to(double *restrict to, const double *restrict from, double factor, int columns)
{
    for (int c = 0; c < columns; c++) {
        to[c] += factor * from[c];
    }
}

/* Takes stage k out of stages 0..k, and divides what stands in its rows by all that leaves it for others. */
static bool take_out(int n, double *p, double *leaving, int columns, double *b, int k)
{
    double *last = row(p, n, k), *known = row(b, columns, k), sum = leaving[k];
    for (int j = 0; j < k; j++) {
        sum += last[j];
    }
    for (int j = 0; j < k; j++) {
        last[j] /= sum;
    }
    for (int c = 0; c < columns; c++) {
        known[c] /= sum;
    }
    leaving[k] /= sum;
    for (int i = 0; i < k && sum > 0; i++) {
        const double through = row(p, n, i)[k];
        if (through > 0) {
            add_to(row(p, n, i), last, through, k);
            add_to(row(b, columns, i), known, through, columns);
            leaving[i] += through * leaving[k];
        }
    }
    return sum > 0;
}

bool pk_absorbed(int n, double *p, double *leaving, int columns, double *b)
{
    for (int k = n - 1; k >= 0; k--) {
        if (!take_out(n, p, leaving, columns, b, k)) {
            return false;
        }
    }
    for (int k = 1; k < n; k++) {
        for (int j = 0; j < k; j++) {
            if (row(p, n, k)[j] > 0) {
                add_to(row(b, columns, k), row(b, columns, j), row(p, n, k)[j], columns);
            }
        }
    }
    return true;
}

/* Takes stage k out of the chain of stages 0..k: who would go there goes on to where it leads. */
static bool fold(int n, double *p, int k)
{
    const double *last = row(p, n, k);
    double leaving = 0;
    for (int j = 0; j < k; j++) {
        leaving += last[j];
    }
    for (int i = 0; i < k && leaving > 0; i++) {
        double *here = row(p, n, i);
        here[k] /= leaving;
        for (int j = 0; j < k && here[k] > 0; j++) {
            here[j] += here[k] * last[j];
        }
    }
    return leaving > 0;
}

bool pk_stationary_shares(int n, double *p, double *pi)
{
    for (int k = n - 1; k > 0; k--) {
        if (!fold(n, p, k)) {
            return false;
        }
    }
    double sum = pi[0] = 1;
    for (int k = 1; k < n; k++) {
        pi[k] = 0;
        for (int i = 0; i < k; i++) {
            pi[k] += pi[i] * row(p, n, i)[k];
        }
        sum += pi[k];
    }
    for (int k = 0; k < n; k++) {
        pi[k] /= sum;
    }
    return isfinite(sum);
}
