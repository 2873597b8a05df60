/* Gauss rules against the moments of their laws, up to the degree that they make exact. */
#include "pk_test.h"

#include <gsl/gsl_sf_gamma.h>

#include "engine/gauss.h"

enum { MOST = 64 };

static double moment(int count, const double *node, const double *weight, int degree)
{
    double sum = 0;
    for (int k = 0; k < count; k++) {
        sum += weight[k] * pow(node[k], degree);
        assert_true(weight[k] > 0 && (k == 0 || node[k] > node[k - 1]));
    }
    return sum;
}

/* E p^k = Π (a + i) / (a + b + i). */
static void moments_of_beta(void **state)
{
    (void)state;
    static const double ARGUMENTS[] = {0.02, 0.7, 1, 3.8, 40};
    double node[MOST], weight[MOST];
    for (int i = 0; i < 25; i++) {
        const double a = ARGUMENTS[i / 5], b = ARGUMENTS[i % 5];
        for (int count = 1; count <= MOST; count += count < 8 ? 1 : 14) {
            double expected = 1;
            pk_gauss_of_beta(a, b, count, node, weight);
            assert_true(node[0] >= 0 && node[count - 1] <= 1);
            for (int degree = 0; degree < 2 * count; degree++) {
                assert_close(moment(count, node, weight, degree), expected, 1e-11);
                expected *= (a + degree) / (a + b + degree);
            }
        }
    }
}

/* E x^k = Γ(shape + k) / Γ(shape); of a normal law the odd moments are 0, the even ones 1 · 3 · 5 … */
static void moments_of_gamma_and_normal(void **state)
{
    (void)state;
    double node[MOST], weight[MOST];
    for (int count = 1; count <= 12; count++) {
        pk_gauss_of_gamma(0.66, count, node, weight);
        for (int degree = 0; degree < 2 * count; degree++) {
            const double expected = exp(gsl_sf_lngamma(0.66 + degree) - gsl_sf_lngamma(0.66));
            assert_close(moment(count, node, weight, degree) / expected, 1, 1e-12);
        }
        double expected = 1;
        pk_gauss_of_normal(count, node, weight);
        for (int degree = 0; degree < 2 * count; degree += 2) {
            assert_close(moment(count, node, weight, degree) / expected, 1, 1e-12);
            assert_true(fabs(moment(count, node, weight, degree + 1)) < 1e-9 * expected);
            expected *= degree + 1;
        }
    }
}

/* The points of a fine rule have its moments, so that the coarse rule of the points is that of the law; points without
 * weight and points at one place change nothing. */
static void rule_of_points(void **state)
{
    (void)state;
    double x[202], w[202], node[MOST], weight[MOST], expected[MOST], of[MOST];
    pk_gauss_of_beta(0.7, 3, 200, &x[1], &w[1]);
    x[0] = x[201] = x[1];
    w[0] = 0;
    w[201] = w[1] / 4;
    w[1] -= w[201];
    for (int count = 1; count <= MOST; count += 9) {
        pk_gauss_of_points(202, x, w, count, node, weight);
        pk_gauss_of_beta(0.7, 3, count, expected, of);
        for (int k = 0; k < count; k++) {
            assert_close(node[k], expected[k], 1e-11);
            assert_close(weight[k], of[k], 1e-11);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_of_beta),
        cmocka_unit_test(moments_of_gamma_and_normal),
        cmocka_unit_test(rule_of_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
