/* What one who stands in a stage at the horizon is worth: against a run of its own in which everybody begins there, at
 * the ages of a steady stream, and, times the differences at the end, against what plans leave behind. */
#include "engine_fixture.h"

#include <math.h>

#include "study/compare.h"

enum { HORIZON = 30, AFTER = 45 };

/* Two personas, a stay with ages, one without memory, ways out that compete with it, an instant stage, money of every
 * kind but entry costs, which those who begin somewhere would pay and those who stand there would not. */
static const char STAGES[] = "polku: 1\nname: m\nstep: week\npopulation: 1000\ndiscount: 5%%\ncurrency: EUR\n"
                             "stages:\n"
                             "  need: {role: prospect%s}\n"
                             "  lead: {role: prospect, dwell: 'weibull(shape=2, mean=6)', cost: 0.3%s}\n"
                             "  fork: {role: prospect, dwell: 0}\n"
                             "  customer: {role: customer, end_value: %d, revenue: 2%s}\n"
                             "  loyal: {role: customer, dwell: exponential(9), cost: 0.1%s}\n"
                             "personas: {small: {share: %s}, large: {share: rest}}\n"
                             "transitions:\n"
                             "  need -> lead: {probability: 4%%, by_persona: {large: {probability: x2}}, cost: 1}\n"
                             "  lead -> fork: {share: 60%%}\n"
                             "  lead -> need: {share: rest}\n"
                             "  lead -> customer: {probability: 2%%, revenue: 80}\n"
                             "  fork -> customer: {share: 70%%, revenue: 100, cost: 30}\n"
                             "  fork -> need: {share: rest}\n"
                             "  customer -> customer: {rate: 0.1, revenue: 40}\n"
                             "  customer -> loyal: {probability: 3%%}\n"
                             "  customer -> need: {probability: 5%%}\n"
                             "  loyal -> need: {share: 1, cost: 3}\n";
static const char *const NAMES[] = {"need", "lead", "customer", "loyal"};

/* Everybody begins in stage `from`, where they do not stand in two; `small` is the part of that persona. */
static void model_of(char *text, size_t size, int from, const char *small)
{
    static const char *const AS_IT_IS[] = {", start: 60%", "", ", start: 40%", ""};
    const char *starts[4];
    for (int k = 0; k < 4; k++) {
        const bool begins = k == from, ages = k == 1 || k == 3;
        starts[k] = from < 0 ? AS_IT_IS[k] : !begins ? "" : ages ? ", start: 100%, start_age: steady" : ", start: 100%";
    }
    snprintf(text, size, STAGES, starts[0], starts[1], from < 0 ? 12 : 0, starts[2], starts[3], small);
}

static int stage_of(const pk_result_t *r, const char *name)
{
    int i = 0;
    while (strcmp(r->stages[i].name, name) != 0) {
        i++;
        assert_true(i < r->nstage);
    }
    return i;
}

static void everybody_begins_there(void **state)
{
    (void)state;
    static const char LENGTHS[] = "horizon: 30\nafter_horizon: 45\nengine: expected\nruns: 2\n";
    const double years = pk_duration_steps(1, PK_YEAR, PK_WEEK), later = pow(1.05, -HORIZON / years);
    char text[3000];
    pk_fixture_t f[2];
    pk_comparison_t c;
    model_of(text, sizeof text, -1, "70%");
    pk_fixture_read(&f[0], text, LENGTHS);
    pk_fixture_read(&f[1], text, "horizon: 30\nengine: expected\nruns: 2\nconversions: {need -> lead: x1.2}\n");
    pk_scenario_t *const all[] = {f[0].scenario, f[1].scenario};
    const pk_run_options_t options = {.by_horizon = true, .series = true};
    assert_int_equal(pk_compare(all, 2, 0, &options, &c, &f[0].diag), PK_OK);
    assert_int_equal(c.worth.steps, AFTER);
    for (int k = 0; k < 8; k++) {
        pk_fixture_t alone;
        model_of(text, sizeof text, k / 2, k % 2 == 0 ? "100%" : "0%");
        pk_fixture_read(&alone, text, "horizon: 45\nengine: expected\nruns: 1\n");
        const pk_run_options_t once = {.series = true};
        assert_int_equal(pk_run(alone.scenario, &once, &alone.result, &alone.diag), PK_OK);
        const pk_result_t *r = &alone.result;
        const double each = r->kpi[pk_kpi_cell(r, 0, 0, pk_result_kpi(r, "present_value"))].mean / 1000;
        const int cell = (1 + k % 2) * r->nstage + stage_of(r, NAMES[k / 2]);
        assert_close(c.worth.each[cell], each * later, 1e-7);
        pk_fixture_free(&alone);
    }
    assert_true(isnan(c.worth.each[stage_of(&c.results[0], "fork")]));
    pk_comparison_free(&c);
    pk_fixture_free(&f[0]);
    pk_fixture_free(&f[1]);
}

/* Without stays, stocks and the like, and with plans that leave nothing but people, the sum over stages is what
 * `after` counts. */
static void differences_times_worth_are_what_is_left(void **state)
{
    (void)state;
    static const char MODEL[] =
        "polku: 1\nname: m\nstep: week\npopulation: 1000\ndiscount: 5%\ncurrency: EUR\n"
        "stages:\n"
        "  need: {role: prospect, start: rest}\n"
        "  customer: {role: customer, start: 20%, end_value: 30, revenue: 2}\n"
        "personas: {small: {share: 70%}, large: {share: rest}}\n"
        "transitions:\n"
        "  need -> customer: {probability: 4%, by_persona: {large: {probability: x2}}, revenue: 90}\n"
        "  customer -> need: {probability: 5%}\n"
        "channels: {search: {spend: 100, saturation: {half: 300}, effects: {need -> customer: x2}}}\n";
    pk_fixture_t f[2];
    pk_comparison_t c;
    pk_fixture_read(&f[0], MODEL, "horizon: 30\nafter_horizon: 45\nengine: expected\nruns: 1\n");
    pk_fixture_read(&f[1], MODEL, "horizon: 30\nengine: expected\nruns: 1\nspend: {search: 500}\n");
    pk_scenario_t *const all[] = {f[0].scenario, f[1].scenario};
    const pk_run_options_t options = {.by_horizon = true, .series = true, .look = PK_LOOK_PAST};
    assert_int_equal(pk_compare(all, 2, 0, &options, &c, &f[0].diag), PK_OK);
    const pk_difference_t *after = pk_comparison_find(&c, 1, 0, "after");
    assert_non_null(after);
    const double end_values =
        30 * pk_comparison_more(&c, 1, 0, 1) * pow(1.05, -HORIZON / pk_duration_steps(1, PK_YEAR, PK_WEEK));
    assert_true(fabs(after->diff_mean) > 100);
    assert_close(pk_comparison_more_worth(&c, 1) - end_values, after->diff_mean, 1e-9);
    pk_comparison_free(&c);
    pk_fixture_free(&f[0]);
    pk_fixture_free(&f[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_begins_there),
        cmocka_unit_test(differences_times_worth_are_what_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
