#include "pk_test.h"

#include "base/mass.h"

/* log(n!) by adding logarithms in long double. */
static long double log_factorial(int n)
{
    long double sum = 0;
    for (int i = 2; i <= n; i++) {
        sum += logl(i);
    }
    return sum;
}

static void stirling_error_is_exact(void **state)
{
    (void)state;
    const long double half_log_two_pi = 0.918938533204672741780329736405617640L;
    for (int n = 1; n <= 400; n++) {
        const long double stirling = half_log_two_pi + 0.5L * logl(n) + n * logl(n) - n;
        assert_near(pk_stirling_error(n), (double)(log_factorial(n) - stirling), 1e-15);
    }
    assert_close(pk_stirling_error(1e12), 1.0 / 12 / 1e12, 1e-15);
}

/* x log(x/m) + m - x = (x-m)^2/(2m) - (x-m)^3/(6m^2) + .. near m; far from it, the formula itself. */
static void deviance_keeps_its_digits(void **state)
{
    (void)state;
    assert_true(pk_deviance(7, 7) == 0);
    assert_close(pk_deviance(1e12 + 1, 1e12), 0.5e-12, 1e-11);
    assert_close(pk_deviance(5e11 + 1e6, 5e11), 1 - 1e18 / (6 * 25e22), 1e-9);
    assert_close(pk_deviance(3, 10), 3 * log(0.3) + 7, 1e-15);
    for (double x = 50; x < 200; x += 0.37) {
        const long double exact = (long double)x * logl((long double)x / 100) + 100 - (long double)x;
        assert_near(pk_deviance(x, 100), (double)exact, 3e-14); /* the plain formula cancels up to tenfold */
    }
}

static void masses_are_those_of_small_cases(void **state)
{
    (void)state;
    assert_close(exp(pk_log_binomial(3, 10, 0.5, 0.5)), 120.0 / 1024, 1e-14);
    assert_close(exp(pk_log_binomial(0, 10, 0.25, 0.75)), pow(0.75, 10), 1e-14);
    assert_close(exp(pk_log_binomial(10, 10, 0.25, 0.75)), pow(0.25, 10), 1e-14);
    assert_close(pk_log_binomial(0, 1e12, 1e-17, 1), -1e-5, 1e-14);
    assert_close(exp(pk_log_poisson(4, 2)), 16.0 / 24 * exp(-2), 1e-14);
    assert_close(exp(pk_log_poisson(0, 2)), exp(-2), 1e-14);
    assert_close(exp(pk_log_hypergeometric(2, 5, 7, 4)), 10.0 * 21 / 495, 1e-14);
    assert_close(exp(pk_log_hypergeometric(0, 3, 3, 3)), 1.0 / 20, 1e-14);
    assert_close(exp(pk_log_hypergeometric(3, 3, 3, 3)), 1.0 / 20, 1e-14);
}

/* The bounds hold at every distance from the mode at which there are any, on both sides, and are not idle. */
static void bounds_hold(void **state)
{
    (void)state;
    static const double sizes[] = {200, 1e3, 1e4, 1e6, 1e9, 1e12}, parts[] = {1e-7, 1e-3, 0.02, 0.2, 0.37, 0.5};
    long held = 0;
    for (size_t i = 0; i < 36; i++) {
        const double n = sizes[i / 6], p = parts[i % 6], q = 1 - p, mode = floor(n * p + p);
        const double at_mode = n * p >= 14 ? pk_log_binomial(mode, n, p, q) : 0;
        double least, most;
        for (double off = 21; n * p >= 14 && off < 12 * sqrt(n * p * q); off = ceil(off * 1.01)) {
            for (int side = -1; side <= 1; side += 2) {
                const double k = mode + side * off;
                if (k < 0 || k > n || !pk_log_binomial_bounds(off, n * p * q, &least, &most)) {
                    continue;
                }
                const double exact = pk_log_binomial(k, n, p, q) - at_mode;
                assert_true(least - 1e-12 <= exact && exact <= most + 1e-12);
                assert_true(most - least < 2.2 + off / 4);
                held++;
            }
        }
    }
    assert_true(held > 5000);
    double least, most;
    assert_false(pk_log_binomial_bounds(20, 1e6, &least, &most));
    assert_false(pk_log_binomial_bounds(50, 100, &least, &most));
}

/* The masses between 9 standard deviations sum to 1; at 1e12 a difference of lgamma would be off by 1e-3. */
static void masses_sum_to_one(void **state)
{
    (void)state;
    static const double cases[][2] = {{1e3, 0.3}, {1e6, 0.02}, {1e10, 0.5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double n = cases[i][0], p = cases[i][1], q = 1 - p, reach = 9 * sqrt(n * p * q);
        double sum = 0;
        for (double k = fmax(0, ceil(n * p - reach)); k <= fmin(n, n * p + reach); k++) {
            sum += exp(pk_log_binomial(k, n, p, q));
        }
        assert_near(sum, 1, 1e-11);
    }
    double sum = 0;
    for (double k = 1e12 - 9e6; k <= 1e12 + 9e6; k += 100) {
        sum += 100 * exp(pk_log_poisson(k, 1e12));
    }
    assert_near(sum, 1, 1e-9);
    sum = 0;
    for (double k = 0; k <= 300; k++) {
        sum += exp(pk_log_hypergeometric(k, 500, 700, 300));
    }
    assert_near(sum, 1, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stirling_error_is_exact),
        cmocka_unit_test(deviance_keeps_its_digits),
        cmocka_unit_test(masses_are_those_of_small_cases),
        cmocka_unit_test(bounds_hold),
        cmocka_unit_test(masses_sum_to_one),
    };
    return cmocka_run_group_tests_name("mass", tests, NULL, NULL);
}
