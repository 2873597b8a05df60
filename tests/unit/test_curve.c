#include "pk_test.h"

#include "model/law/families.h"

/* F(x) = x^k on (0, 1), whose inverse is u^(1/k). */
static int calls;

static double cdf(const double *a, double x)
{
    calls++;
    return pow(x, a[0]);
}

static double survival(const double *a, double x)
{
    calls++;
    return -expm1(a[0] * log(x));
}

static double density(const double *a, double x)
{
    return a[0] * pow(x, a[0] - 1);
}

static double flat(const double *a, double x)
{
    (void)a, (void)x;
    return 0;
}

static const double levels[] = {1e-300, 1e-20, 0.03, 0.5, 0.7, 0.999, 1 - 0x1p-53};

static void inverts_from_any_guess(void **state)
{
    (void)state;
    static const double powers[] = {0.02, 0.5, 1, 3, 400}, guesses[] = {-1, 0, 1e-300, 0.4, 1 - 1e-12, 1, 7, NAN};
    for (int i = 0; i < 5; i++) {
        for (int g = 0; g < 8; g++) {
            for (int j = 0; j < 7; j++) {
                const pk_curve_t curve = {cdf, survival, density, &powers[i], 0, 1};
                const double x = pk_curve_invert(&curve, levels[j], guesses[g]);
                assert_near(x, pow(levels[j], 1 / powers[i]), 1e-13 * pow(levels[j], 1 / powers[i]) + 1e-320);
            }
        }
    }
}

/* Without a slope to go by it halves the bracket over the doubles: 64 of them and the 20 tries before. */
static void halves_where_newton_fails(void **state)
{
    (void)state;
    const double k = 3;
    const pk_curve_t curve = {cdf, survival, flat, &k, 0, 1};
    for (int j = 0; j < 7; j++) {
        calls = 0;
        assert_close(pk_curve_invert(&curve, levels[j], 0.5), pow(levels[j], 1 / k), 1e-13);
        assert_true(calls <= 140);
    }
}

static void newton_is_fast(void **state)
{
    (void)state;
    const double k = 3;
    const pk_curve_t curve = {cdf, survival, density, &k, 0, 1};
    calls = 0;
    pk_curve_invert(&curve, 0.3, 0.5);
    assert_true(calls <= 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inverts_from_any_guess),
        cmocka_unit_test(halves_where_newton_fails),
        cmocka_unit_test(newton_is_fast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
