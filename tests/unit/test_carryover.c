#include "pk_test.h"

#include <string.h>

#include "response/carryover.h"

static const pk_carryover_t *form(const char *name)
{
    for (int i = 0; i < pk_carryover_count; i++) {
        if (!strcmp(pk_carryovers[i].name, name)) {
            return &pk_carryovers[i];
        }
    }
    fail_msg("no form %s", name);
    return NULL;
}

static int weights(const char *name, double p, double q, double *w)
{
    memset(w, 0, PK_KERNEL_MOST * sizeof *w);
    const int count = form(name)->weights((const double[]){p, q}, w, PK_KERNEL_MOST);
    assert_true(count >= 1 && count <= PK_KERNEL_MOST);
    double total = 0;
    for (int l = 0; l < count; l++) {
        assert_true(w[l] >= 0);
        total += w[l];
    }
    assert_close(total, 1, 1e-14);
    return count;
}

static void geometric_forms_give_a_retention(void **state)
{
    (void)state;
    assert_close(form("retention")->retention((const double[]){0.7}), 0.7, 0);
    assert_close(form("half_life")->retention((const double[]){1}), 0.5, 0);
    assert_close(pow(form("half_life")->retention((const double[]){7.3}), 7.3), 0.5, 1e-14);
}

/* w_l = r^((l - peak)^2) over the sum of 20,000 of them. */
static void delayed_weights_follow_their_formula(void **state)
{
    (void)state;
    static const double cases[][2] = {{0.7, 2}, {0.3, 0}, {0.95, 4.5}, {0.999, 10}, {0, 3}, {1e-300, 2.4}};
    double w[PK_KERNEL_MOST];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double r = cases[i][0], peak = cases[i][1];
        const int count = weights("delayed", r, peak, w);
        double total = 0, left = 0;
        const double shift = pow(rint(peak) - peak, 2);
        for (int l = 0; l < 20000; l++) {
            total += pow(r, (l - peak) * (l - peak) - shift);
        }
        for (int l = 0; l < count; l++) {
            assert_near(w[l], pow(r, (l - peak) * (l - peak) - shift) / total, 2e-12 * w[l] + 1e-300);
        }
        for (int l = count; l < 20000; l++) {
            left += pow(r, (l - peak) * (l - peak) - shift);
        }
        assert_true(left < 1e-12 * total);
    }
}

static void a_peak_beyond_the_kernel_keeps_its_weights_finite(void **state)
{
    (void)state;
    double w[PK_KERNEL_MOST];
    assert_int_equal(weights("delayed", 0.5, 5000, w), PK_KERNEL_MOST);
    assert_close(w[PK_KERNEL_MOST - 1], 1, 1e-12);
}

/* The half-step Gaussian bell r^(l^2) of a long memory does not fit: it is cut at 520 lags and normalised. */
static void a_long_memory_is_cut(void **state)
{
    (void)state;
    double w[PK_KERNEL_MOST];
    assert_int_equal(weights("delayed", 0.999999, 0, w), PK_KERNEL_MOST);
    assert_int_equal(weights("weibull", 1, 1000, w), PK_KERNEL_MOST);
    assert_close(w[1] / w[0], exp(-0.001), 1e-12);
}

/* w_l = S(l) - S(l + 1); the kept ones are all but 1e-12 of S(0) = 1. */
static void weibull_weights_follow_their_formula(void **state)
{
    (void)state;
    static const double cases[][2] = {{1, 2}, {2, 5}, {0.7, 3}, {5, 20}, {0.5, 1}, {3, 0.01}};
    double w[PK_KERNEL_MOST];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double shape = cases[i][0], scale = cases[i][1];
        const int count = weights("weibull", shape, scale, w);
        for (int l = 0; l < count; l++) {
            const double direct = exp(-pow(l / scale, shape)) - exp(-pow((l + 1) / scale, shape));
            assert_near(w[l], direct / -expm1(-pow(count / scale, shape)), 1e-14);
        }
        assert_true(count == PK_KERNEL_MOST || exp(-pow(count / scale, shape)) < 1e-12);
        assert_true(count == 1 || exp(-pow((count - 1) / scale, shape)) >= 1e-12);
    }
}

static void weibull_without_memory_within_the_kernel(void **state)
{
    (void)state;
    double w[PK_KERNEL_MOST];
    assert_int_equal(weights("weibull", 5000, 1000, w), PK_KERNEL_MOST);
    assert_close(w[PK_KERNEL_MOST - 1], 1, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(geometric_forms_give_a_retention),
        cmocka_unit_test(delayed_weights_follow_their_formula),
        cmocka_unit_test(a_peak_beyond_the_kernel_keeps_its_weights_finite),
        cmocka_unit_test(a_long_memory_is_cut),
        cmocka_unit_test(weibull_weights_follow_their_formula),
        cmocka_unit_test(weibull_without_memory_within_the_kernel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
