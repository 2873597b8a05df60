#include "engine/gauss.h"

#include <float.h>
#include <math.h>

/* One implicit QL step on rows first..last of the matrix with diagonal d and e beside it; z are the first parts of its
 * eigenvectors. */
static void ql_step(double *d, double *e, double *z, int first, int last)
{
    const double slope = (d[first + 1] - d[first]) / (2 * e[first]);
    double g = d[last] - d[first] + e[first] / (slope + copysign(hypot(slope, 1), slope));
    double s = 1, c = 1, p = 0;
    for (int i = last - 1; i >= first; i--) {
        const double f = s * e[i], b = c * e[i], r = hypot(f, g);
        e[i + 1] = r;
        if (r == 0) {
            d[i + 1] -= p;
            e[last] = 0;
            return;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1] - p;
        const double turned = (d[i] - g) * s + 2 * c * b;
        p = s * turned;
        d[i + 1] = g + p;
        g = c * turned - b;
        const double above = z[i + 1];
        z[i + 1] = s * z[i] + c * above;
        z[i] = c * z[i] - s * above;
    }
    d[first] -= p;
    e[first] = g;
    e[last] = 0;
}

/* The first row from `from` on whose neighbour it is not tied to. */
static int loose_end(const double *d, const double *e, int from, int count)
{
    int m = from;
    while (m < count - 1 && fabs(e[m]) > DBL_EPSILON / 4 * (fabs(d[m]) + fabs(d[m + 1]))) {
        m++;
    }
    return m;
}

static void sort(double *node, double *weight, int count)
{
    for (int i = 1; i < count; i++) {
        for (int k = i; k > 0 && node[k] < node[k - 1]; k--) {
            const double x = node[k], w = weight[k];
            node[k] = node[k - 1];
            weight[k] = weight[k - 1];
            node[k - 1] = x;
            weight[k - 1] = w;
        }
    }
}

/* Nodes (in place of the diagonal d) and weights of sum 1; e is used up. */
static void solve(double *d, double *e, double *weight, int count)
{
    for (int k = 0; k < count; k++) {
        weight[k] = k == 0;
    }
    for (int k = 0; k < count; k++) {
        enum { STEPS_MOST = 100 };
        int end = loose_end(d, e, k, count);
        for (int step = 0; end > k && step < STEPS_MOST; step++) {
            ql_step(d, e, weight, k, end);
            end = loose_end(d, e, k, count);
        }
    }
    for (int k = 0; k < count; k++) {
        weight[k] *= weight[k];
    }
    sort(d, weight, count);
}

/* Of the polynomials that are orthogonal under p^(a-1) (1-p)^(b-1) on 0..1. */
static void recurrence_of_beta(double a, double b, int count, double *d, double *e)
{
    const double alpha = b - 1, beta = a - 1, sum = alpha + beta;
    for (int n = 0; n < count; n++) {
        const double middle =
            n == 0 ? (beta - alpha) / (sum + 2) : (beta - alpha) * (beta + alpha) / ((2 * n + sum) * (2 * n + sum + 2));
        d[n] = (1 + middle) / 2;
        const double k = n + 1;
        const double square = n == 0 ? 4 * (1 + alpha) * (1 + beta) / ((2 + sum) * (2 + sum) * (3 + sum))
                                     : 4 * k * (k + alpha) * (k + beta) * (k + sum) /
                                           ((2 * k + sum) * (2 * k + sum) * (2 * k + sum + 1) * (2 * k + sum - 1));
        e[n] = sqrt(square) / 2;
    }
}

void pk_gauss_of_beta(double a, double b, int count, double *node, double *weight)
{
    double e[PK_GAUSS_MOST + 1];
    recurrence_of_beta(a, b, count, node, e);
    solve(node, e, weight, count);
    for (int k = 0; k < count; k++) {
        node[k] = fmin(fmax(node[k], 0), 1);
    }
}

void pk_gauss_of_gamma(double shape, int count, double *node, double *weight)
{
    double e[PK_GAUSS_MOST + 1];
    for (int n = 0; n < count; n++) {
        node[n] = 2 * n + shape;
        e[n] = sqrt((n + 1) * (n + shape));
    }
    solve(node, e, weight, count);
    node[0] = fmax(node[0], 0);
}

void pk_gauss_of_normal(int count, double *node, double *weight)
{
    double e[PK_GAUSS_MOST + 1];
    for (int n = 0; n < count; n++) {
        node[n] = 0;
        e[n] = sqrt(n + 1);
    }
    solve(node, e, weight, count);
}

/* Takes one more point into the Jacobi matrix of those before: d its diagonal, beta the squares beside it (beta[0] the
 * sum of the weights). Only its first `rows` rows are kept. */
static void take_point(double *d, double *beta, int before, int rows, double x, double weight)
{
    double gamma = 1, sigma = 0, t = 0, rest = weight;
    if (before < rows) {
        d[before] = x;
        beta[before] = 0;
    }
    for (int k = 0; k <= before && k < rows; k++) {
        const double rho = beta[k] + rest, turned = gamma * rho, last = sigma;
        gamma = rho > 0 ? beta[k] / rho : 1;
        sigma = rho > 0 ? rest / rho : 0;
        const double next = sigma * (d[k] - x) - gamma * t;
        d[k] -= next - t;
        t = next;
        rest = sigma > 0 ? t * t / sigma : last * beta[k];
        beta[k] = turned;
    }
}

void pk_gauss_of_points(int points, const double *x, const double *w, int count, double *node, double *weight)
{
    double e[PK_GAUSS_MOST + 1], beta[PK_GAUSS_MOST + 1];
    int taken = 0;
    for (int i = 0; i < points; i++) {
        if (w[i] > 0) {
            take_point(node, beta, taken++, count, x[i], w[i]);
        }
    }
    for (int k = 0; k < count; k++) {
        e[k] = k + 1 < count ? sqrt(fmax(beta[k + 1], 0)) : 0;
    }
    solve(node, e, weight, count);
}
