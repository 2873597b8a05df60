#include "pk_test.h"

#include <string.h>

#include "response/saturation.h"

static const pk_saturation_t *curve(const char *name)
{
    for (int i = 0; i < pk_saturation_count; i++) {
        if (!strcmp(pk_saturations[i].name, name)) {
            return &pk_saturations[i];
        }
    }
    fail_msg("no curve %s", name);
    return NULL;
}

static double at(const char *name, double x, double p, double q)
{
    return curve(name)->response(x, (const double[]){p, q});
}

/* The formulas of section 6, written down once more. */
static void follow_their_formulas(void **state)
{
    (void)state;
    static const double levels[] = {1e-6, 0.3, 1, 17, 800, 1e5};
    for (int i = 0; i < 6; i++) {
        const double x = levels[i];
        assert_close(at("half", x, 2000, 1), x / (x + 2000), 1e-14);
        assert_close(at("half", x, 20, 1.2), pow(x, 1.2) / (pow(x, 1.2) + pow(20, 1.2)), 1e-13);
        assert_close(at("exponential", x, 500, 0), 1 - exp(-x / 500), 1e-7);
        assert_close(at("logistic", x, 500, 0), (1 - exp(-x / 500)) / (1 + exp(-x / 500)), 1e-7);
        assert_close(at("linear", x, 40, 0), x / 40, 1e-15);
    }
}

static void have_their_landmarks(void **state)
{
    (void)state;
    assert_close(at("half", 2000, 2000, 3), 0.5, 0);
    assert_close(at("exponential", 500, 500, 0), 0.63212055882855767, 1e-15);
    assert_close(at("logistic", 1000, 500, 0), 0.76159415595576485, 1e-15);
    assert_close(at("linear", 40, 40, 0), 1, 0);
}

/* Neither end may give NaN, nor may the response fall or leave [0, 1]. */
static void rise_from_0_to_1(void **state)
{
    (void)state;
    static const char *const names[] = {"half", "exponential", "logistic"};
    for (int i = 0; i < 3; i++) {
        assert_true(at(names[i], 0, 3, 0.5) == 0);
        assert_close(at(names[i], 1e300, 3, 50), 1, 1e-15);
        assert_true(at(names[i], 1e-300, 1e10, 50) >= 0);
        double last = 0;
        for (double x = 1e-3; x < 1e5; x *= 1.3) {
            const double now = at(names[i], x, 30, 2);
            assert_true(now >= last && now <= 1);
            last = now;
        }
    }
}

static void only_the_slope_has_a_default(void **state)
{
    (void)state;
    assert_close(curve("half")->defaults[1], 1, 0);
    assert_close(curve("half")->defaults[0], 0, 0);
    for (int i = 1; i < pk_saturation_count; i++) {
        assert_close(pk_saturations[i].defaults[0], 0, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follow_their_formulas),
        cmocka_unit_test(have_their_landmarks),
        cmocka_unit_test(rise_from_0_to_1),
        cmocka_unit_test(only_the_slope_has_a_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
