#include "engine/nodes.h"

#include <float.h>
#include <math.h>

#include "engine/assumptions.h"

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

/* The recurrence of the polynomials that are orthogonal under p^(a-1) (1-p)^(b-1) on 0..1. */
static void recurrence(double a, double b, int count, double *d, double *e)
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

void pk_nodes_of_beta(double a, double b, int count, double *node, double *weight)
{
    double e[PK_NODES_MOST + 1];
    const bool valid = a > 0 && b > 0 && isfinite(a) && isfinite(b);
    for (int k = 0; k < count; k++) {
        node[k] = weight[k] = valid ? k == 0 : NAN;
    }
    if (!valid) {
        return;
    }
    recurrence(a, b, count, node, e);
    for (int k = 0; k < count; k++) {
        enum { STEPS_MOST = 100 };
        int end = loose_end(node, e, k, count);
        for (int step = 0; end > k && step < STEPS_MOST; step++) {
            ql_step(node, e, weight, k, end);
            end = loose_end(node, e, k, count);
        }
    }
    for (int k = 0; k < count; k++) {
        node[k] = fmin(fmax(node[k], 0), 1);
        weight[k] *= weight[k];
    }
    sort(node, weight, count);
}

void pk_nodes_fill(const pk_plan_t *plan, double *draws)
{
    const pk_nodes_t *nodes = &plan->nodes;
    double a[PK_LAW_ARGUMENTS] = {NAN, NAN};
    if (nodes->law == NULL) {
        return;
    }
    if (!pk_law_arguments(nodes->law, draws, a)) {
        a[0] = a[1] = NAN;
    }
    pk_nodes_of_beta(a[0], a[1], nodes->count, &draws[nodes->value], &draws[nodes->share]);
}
