/* How a rate wanders of itself: a drift in closed form, and a scatter whose logarithm is normal.
 *
 * The scatter's test: 100,000 steps at a fixed seed. The mean of its logarithm and its variance are held to 4.89 of
 * their standard errors, c / sqrt(n) and c² sqrt(2 / n): a false alarm in 10^6 each. It catches a mean of the factor
 * off by .5% (a forgotten -c²/2 is 4.3%) and an sd off by 1.1%. */
#include "engine_fixture.h"

#include <math.h>

#include "engine/assumptions.h"
#include "engine/wander.h"

#define MODEL                                                                                                          \
    "polku: 1\nname: test\nstep: week\npopulation: 1000\nstages: {a: {start: rest}, b: {}}\n"                          \
    "transitions: {a -> b: {probability: 10%}}\n"

static const double SD = 0.3;

static void wandering(pk_fixture_t *f, pk_plan_t *plan, const char *columns, const char *row)
{
    char posterior[400];
    (void)snprintf(posterior, sizeof posterior, "chain,draw,%s\n1,1,%s\n", columns, row);
    pk_fixture_begin(f);
    pk_fixture_beside(f, "posterior.csv", posterior);
    pk_fixture_read_here(f, MODEL, "horizon: 40\nassume: {posterior: posterior.csv}\n");
    assert_int_equal(pk_plan_compile(f->scenario, plan, &f->diag), PK_OK);
}

/* Step 0 stands at the last knot that was learned, 20: e^(.5 (1 - 2)); from there the walk goes on, straight from knot
 * to knot, by steps that are drawn. */
static void a_drift_goes_on_from_its_last_knot(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_plan_t plan;
    pk_sim_t sim;
    wandering(&f, &plan, "drift.a -> b,drift.a -> b.10,drift.a -> b.20", "0.5,1,-2");
    const pk_wander_t *wander = plan.flows[0].wander;
    assert_non_null(wander);
    assert_int_equal(wander->nknot, 6);
    double draws[plan.nslot];
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    assert_int_equal(pk_assumptions_draw(&sim, 3, draws, NULL).outcome, PK_DRAW_FINE);
    const double first = draws[wander->knots[2]], second = draws[wander->knots[3]];
    assert_true(first != 0 && second != 0 && first != second);
    assert_near(pk_wander_drift_at(wander, draws, 0), exp(-0.5), 1e-15);
    assert_near(pk_wander_drift_at(wander, draws, 5), exp(0.5 * (-1 + 0.5 * first)), 1e-14);
    assert_near(pk_wander_drift_at(wander, draws, 12), exp(0.5 * (-1 + first + 0.2 * second)), 1e-14);
    pk_sim_begin(&sim, 3, draws);
    pk_sim_step(&sim, 1); /* r = -ln(.9) times the drift; p = 1 - e^-r */
    const double rate = -log(0.9) * pk_wander_drift_at(wander, draws, 1);
    assert_near(sim.state.flow[0], 1000 * (1 - exp(-rate)), 1e-9);
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

static void a_scatter_has_the_mean_1(void **state)
{
    (void)state;
    enum { RUNS = 2500, STEPS = 40 };
    pk_fixture_t f;
    pk_plan_t plan;
    pk_sim_t sim, expected;
    wandering(&f, &plan, "extra.a -> b", "0.3");
    double draws[plan.nslot], mean = 0, squares = 0;
    const double c = sqrt(log1p(SD * SD)), n = RUNS * STEPS;
    pk_sim_init(&sim, &plan, &pk_chance_cohort);
    pk_sim_init(&expected, &plan, &pk_chance_expected);
    assert_int_equal(pk_assumptions_draw(&sim, 0, draws, NULL).outcome, PK_DRAW_FINE);
    for (uint64_t run = 0; run < RUNS; run++) {
        pk_sim_begin(&sim, run, draws);
        for (int t = 1; t <= STEPS; t++) {
            sim.luck.step = (uint64_t)t;
            const double off = log(pk_wander_now(&sim, 0, t)) + c * c / 2;
            mean += off / n;
            squares += off * off / n;
        }
    }
    assert_true(fabs(mean) < 4.89 * c / sqrt(n));
    assert_true(fabs(squares - c * c) < 4.89 * c * c * sqrt(2 / n));
    pk_sim_begin(&expected, 0, draws);
    assert_near(pk_wander_now(&expected, 0, 1), 1, 0);
    pk_sim_free(&sim);
    pk_sim_free(&expected);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_drift_goes_on_from_its_last_knot),
                                       cmocka_unit_test(a_scatter_has_the_mean_1)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
