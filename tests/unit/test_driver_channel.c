/* Channels: what is spent today is spent in the model's market, whatever market the scenario looks at. */
#include "engine_fixture.h"

static const char MODEL[] = "polku: 1\n"
                            "name: Two stages\n"
                            "step: week\n"
                            "population: 1000\n"
                            "stages: {a: {start: 100%}, b: {}}\n"
                            "transitions: {a -> b: {probability: 10%}}\n"
                            "channels:\n"
                            "  tv: {spend: 300, saturation: {half: 300}, effects: {a -> b: x4}}\n";

/* Part of `a` that moves in the first step. */
static double moved(const char *scenario)
{
    pk_fixture_t fixture;
    pk_fixture_run(&fixture, MODEL, scenario, (pk_run_options_t){.threads = 1, .series = true});
    const double b = pk_fixture_count(&fixture, 1, 1) / fixture.result.population;
    pk_fixture_free(&fixture);
    return b;
}

/* Spend works per head: half the town and half the money is today, and the rates are those observed. */
static void test_same_spend_a_head_is_today(void **state)
{
    (void)state;
    assert_close(moved("horizon: 1\nengine: expected\nruns: 1\n"), 0.1, 1e-14);
    assert_close(moved("horizon: 1\nengine: expected\nruns: 1\npopulation: 500\nspend: {tv: 150}\n"), 0.1, 1e-14);
}

/* Half the town for the same money: x doubles to 600, s = 2/3 against 1/2 today, so the rate is (1 + 3 * 2/3) /
 * (1 + 3 * 1/2) = 1.2 times -ln(0.9). */
static void test_more_spend_a_head_is_more_than_today(void **state)
{
    (void)state;
    assert_close(moved("horizon: 1\nengine: expected\nruns: 1\npopulation: 500\n"), 1 - pow(0.9, 1.2), 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_spend_a_head_is_today),
        cmocka_unit_test(test_more_spend_a_head_is_more_than_today),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
