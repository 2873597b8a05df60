/* Assumptions that cannot hold are refused, or drawn again where they only may fail to hold. */
#include "engine_fixture.h"

#include "engine/assumptions.h"
#include "engine/sim.h"

/* A channel whose response today is 1/2: it brings half of A persons a step. */
static const char ARRIVALS[] = "polku: 1\n"
                               "name: Arrivals\n"
                               "step: week\n"
                               "population: 1000\n"
                               "stages: {a: {start: 100%%}, b: {}}\n"
                               "transitions: {a -> b: {probability: 10%%}}\n"
                               "arrivals: {a: %s}\n"
                               "channels:\n"
                               "  tv: {spend: 300, saturation: {half: 300}, effects: {-> a: %s}}\n";

/* Draws 200 runs. Outcome of the last; `rejected` is how many draws were thrown away, `most` the largest part of the
 * arrivals that the channel brings. */
static pk_draw_t draw(const char *arrivals, const char *strength, long *rejected, double *most)
{
    char model[600];
    snprintf(model, sizeof model, ARRIVALS, arrivals, strength);
    pk_fixture_t fixture;
    pk_fixture_read(&fixture, model, "horizon: 4\n");
    pk_plan_t plan;
    assert_int_equal(pk_plan_compile(fixture.scenario, &plan, &fixture.diag), PK_OK);
    pk_sim_t sim;
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    double *draws = PK_ARRAY(&plan.arena, double, plan.nslot + 1);
    pk_drawing_t drawing = {0};
    *rejected = 0;
    *most = 0;
    for (uint64_t run = 0; run < 200; run++) {
        drawing = pk_assumptions_draw(&sim, run, draws, NULL);
        const int f = plan.ntransition;
        const double written = pk_quantity(plan.flows[f].value, draws, 1);
        *rejected += drawing.rejected;
        *most = fmax(*most, 1 - pk_rates_base(&sim, f, 0, written) / written);
    }
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&fixture);
    return drawing.outcome;
}

static void test_arrivals_below_what_is_brought(void **state)
{
    (void)state;
    long rejected;
    double most;
    assert_int_equal(draw("20", "+30", &rejected, &most), PK_DRAW_FINE);
    assert_int_equal(rejected, 0);
    assert_close(most, 0.75, 1e-14);
    assert_int_equal(draw("10", "+30", &rejected, &most), PK_DRAW_BROUGHT_TOO_MUCH);
    assert_int_equal(draw("[{until: 2, value: 20}, {otherwise: 10}]", "+30", &rejected, &most),
                     PK_DRAW_BROUGHT_TOO_MUCH);
}

static void test_uncertain_arrivals_are_drawn_again(void **state)
{
    (void)state;
    long rejected;
    double most;
    assert_int_equal(draw("20", "+10 to 60", &rejected, &most), PK_DRAW_FINE);
    assert_true(rejected > 0);
    assert_true(most > 0.9 && most <= 1 + 1e-12);
}

/* Everybody is in `a` and talks: the response is 1/0.3, so x0.4 multiplies by max(0, 1 - 2) today. */
static pk_draw_t draw_shut(const char *target, const char *probabilities)
{
    char model[600];
    snprintf(model, sizeof model,
             "polku: 1\nname: Shut\nstep: week\npopulation: 1000\nprobabilities: %s\n"
             "stages: {a: {start: 100%%}, b: {dwell: 3}}\n"
             "transitions: {a -> b: {probability: 10%%, revenue: 1, cost: 1}, b -> a: {share: 100%%}}\n"
             "arrivals: {a: 5}\ncapacity: {crew: {per_step: 5, uses: {a -> b: 1}}}\n"
             "word_of_mouth:\n  w: {from: a, saturation: {linear: {unit: 0.3}}, effects: {%s: x0.4}}\n",
             probabilities, target);
    pk_fixture_t fixture;
    pk_fixture_read(&fixture, model, "horizon: 4\n");
    pk_plan_t plan;
    assert_int_equal(pk_plan_compile(fixture.scenario, &plan, &fixture.diag), PK_OK);
    pk_sim_t sim;
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    double *draws = PK_ARRAY(&plan.arena, double, plan.nslot + 1);
    const pk_draw_t outcome = pk_assumptions_draw(&sim, 0, draws, NULL).outcome;
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&fixture);
    return outcome;
}

static void test_what_today_shuts_is_refused(void **state)
{
    (void)state;
    static const char *const TARGETS[] = {"a -> b",  "a -> *",      "b -> a",        "b -> *",        "-> a",
                                          "revenue", "a -> b.cost", "capacity.crew", "a -> b.revenue"};
    for (unsigned k = 0; k < sizeof TARGETS / sizeof *TARGETS; k++) {
        assert_int_equal(draw_shut(TARGETS[k], "today"), PK_DRAW_SHUT_TODAY);
        assert_int_equal(draw_shut(TARGETS[k], "without_marketing"), PK_DRAW_FINE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arrivals_below_what_is_brought),
        cmocka_unit_test(test_uncertain_arrivals_are_drawn_again),
        cmocka_unit_test(test_what_today_shuts_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
