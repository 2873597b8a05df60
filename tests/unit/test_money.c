/* Money that varies, where it may stand: the mean in the engine expected, the law of a sum in the cohort, a refusal
 * where it is not simulated. */
#include "engine_fixture.h"

#include "engine/plan.h"

static const char MODEL[] = "polku: 1\nname: m\nstep: week\n"
                            "stages:\n"
                            "  a: {role: prospect, start: 100%}\n"
                            "  b: {role: customer, entry_cost: varies exponential(mean=3), "
                            "end_value: varies exponential(mean=20)}\n"
                            "transitions: {a -> b: {probability: 100%}}\n";

/* 1000 enter b in step 1 and are there at the end: cost 3 x 1000, value 20 x 1000. */
static void entries_and_ends_vary(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f, MODEL, "horizon: 1\npopulation: 1000\nengine: expected\nruns: 1\n", (pk_run_options_t){0});
    assert_near(pk_fixture_kpi(&f, "cost"), 3000, 1e-12);
    assert_near(pk_fixture_kpi(&f, "profit"), 17000, 1e-12);
    pk_fixture_free(&f);
}

/* A sum of 1000 exponentials of mean 3 has sd 3 sqrt(1000); over 400 runs the mean of it has a standard error of
 * 3 sqrt(1000)/20 = 4.74. False alarms: 1e-6 (z = 4.89). Catches a cost that is 1.2% off (7.2 standard errors), and an
 * sd of 0: entries that all cost the same. */
static void entries_vary_by_chance(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f, MODEL, "horizon: 1\npopulation: 1000\nengine: cohort\nruns: 400\n", (pk_run_options_t){0});
    const double error = 3 * sqrt(1000) / 20;
    assert_true(fabs(pk_fixture_kpi(&f, "cost") - 3000) < 4.89 * error);
    for (int k = 0; k < f.result.nkpi; k++) {
        if (strcmp(f.result.kpis[k].name, "cost") == 0) {
            const double sd = f.result.kpi[pk_kpi_cell(&f.result, 0, 0, k)].sd;
            assert_true(sd > 75 && sd < 115);
        }
    }
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_and_ends_vary),
        cmocka_unit_test(entries_vary_by_chance),
    };
    return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
