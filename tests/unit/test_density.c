/* The kernel density against its definition. */
#include "report/density.h"

#include "tiny_result.h"

/* Five values by hand: sd = 1.5811388, IQR/1.34 = 2/1.34 = 1.4925373, h = 0.9 * 1.4925373 * 5^-0.2 = 0.9735987. */
static void test_definition(void **state)
{
    (void)state;
    const double values[] = {5, 3, NAN, 1, 2, INFINITY, 4};
    pk_density_t d;
    assert_true(pk_density_make(&d, values, 7));
    assert_int_equal(d.count, 5);
    double h = 0.9 * 2 / 1.34 * pow(5, -0.2);
    assert_close(d.bandwidth, h, 1e-12);
    double expected = 0;
    for (int v = 1; v <= 5; v++) {
        expected += exp(-0.5 * pow((2.5 - v) / h, 2)) / (5 * h * sqrt(2 * 3.14159265358979323846));
    }
    assert_close(pk_density_at(&d, 2.5), expected, 1e-8); /* what lies beyond six bandwidths is left out */
    assert_close(pk_density_low(&d), 1 - 3 * h, 1e-12);
    assert_close(pk_density_high(&d), 5 + 3 * h, 1e-12);
    double sum = 0;
    for (int i = 0; i < 4000; i++) {
        sum += pk_density_at(&d, -10 + i * 0.005) * 0.005;
    }
    assert_near(sum, 1, 1e-6);
    pk_density_free(&d);
}

/* Where the quartiles are one, the spread of the rest decides; without any spread there is no density. */
static void test_degenerate(void **state)
{
    (void)state;
    pk_density_t d;
    assert_true(pk_density_make(&d, (double[]){0, 0, 0, 0, 0, 0, 0, 8}, 8));
    pk_density_free(&d);
    assert_false(pk_density_make(&d, (double[]){7, 7, 7}, 3));
    pk_density_free(&d);
    assert_false(pk_density_make(&d, (double[]){1e6, 1e6 + 1e-9, 1e6}, 3)); /* rounding */
    pk_density_free(&d);
    assert_false(pk_density_make(&d, (double[]){NAN, 1}, 2));
    pk_density_free(&d);
    assert_false(pk_density_make(&d, NULL, 0));
    pk_density_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_definition), cmocka_unit_test(test_degenerate)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
