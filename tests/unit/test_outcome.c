/* What is the same in all runs is told as that number to the last digit, however many runs and batches there are. */
#include "engine_fixture.h"

static const char MODEL[] = "polku: 1\nname: shop\nstep: week\ncurrency: EUR\n"
                            "stages: {a: {role: prospect, start: rest}, b: {role: customer}}\n"
                            "transitions: {a -> b: {probability: 1% to 9%, revenue: 40, cost: 24}}\n"
                            "channels: {tv: {spend: 20.1, saturation: {half: 50}, effects: {a -> b: x1.5}}}\n"
                            "events: {friday: {dates: 2026-11-27, days: 3, effects: {a -> b: x3}}}\n";
static const char SCENARIO[] = "start: 2026-11-23\nhorizon: 4\npopulation: 1000\nengine: cohort\nruns: ";

static void simulate(pk_fixture_t *f, const char *runs, long batch)
{
    char scenario[200];
    snprintf(scenario, sizeof scenario, "%s%s\n", SCENARIO, runs);
    pk_fixture_run(f, MODEL, scenario, (pk_run_options_t){.series = true, .batch = batch, .threads = 2});
}

static void same_drivers(const pk_result_t *one, const pk_result_t *many)
{
    for (long cell = 0; cell < (long)one->nstep * one->ndriver; cell++) {
        assert_near(many->driver_value[cell], one->driver_value[cell], 0);
        assert_near(many->driver_response[cell], one->driver_response[cell], 0);
    }
}

static void drivers_without_luck(void **state)
{
    (void)state;
    pk_fixture_t one, together, batches;
    simulate(&one, "1", 0);
    simulate(&together, "3000", 3000);
    simulate(&batches, "3000", 700);
    assert_near(one.result.driver_value[0], 20.1, 0);
    same_drivers(&one.result, &together.result);
    same_drivers(&one.result, &batches.result);
    pk_fixture_free(&one);
    pk_fixture_free(&together);
    pk_fixture_free(&batches);
}

/* 40% of every purchase: money in whole euros, so that each run has the same ratio; sums of it are not. */
static void a_ratio_that_all_runs_have(void **state)
{
    (void)state;
    pk_fixture_t f;
    simulate(&f, "3000", 0);
    const long cell = pk_kpi_cell(&f.result, 0, 0, pk_result_kpi(&f.result, "gross_margin"));
    assert_near(f.result.kpi[cell].mean, 0.4, 0);
    assert_near(f.result.kpi[cell].sd, 0, 0);
    assert_near(f.result.kpi_mcse[cell], 0, 0);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drivers_without_luck),
        cmocka_unit_test(a_ratio_that_all_runs_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
