/* `continue:` read from small files: which row a run takes, what a run begins with, the mean of the states, the drift
 * from the state's step on, whole people, and rows that are left out. */
#include "engine_fixture.h"

#include "engine/assumptions.h"
#include "engine/standing.h"
#include "engine/wander.h"
#include "model/continued.h"
#include "model/learned.h"

#define MODEL                                                                                                          \
    "polku: 1\nname: test\nstep: week\npopulation: 100\ncurrency: EUR\n"                                               \
    "stages: {a: {start: rest, entry_cost: 5}, b: {dwell: 'gamma(mean=6, sd=2)', entry_cost: 7}}\n"                    \
    "transitions: {a -> b: {probability: 5% to 20%}, b -> a: {share: 100%, revenue: 3}}\n"                             \
    "channels: {tv: {spend: 10, history: 4, carryover: {delayed: {retention: 0.8, peak: 2}}, "                         \
    "effects: {a -> b: x2}, saturation: {half: 10}}}\n"

#define HEAD  "chain,draw,step,date,what,name,persona,age,value\n"
#define DRIFT "drift.a -> b.10,drift.a -> b.20,drift.a -> b"
#define DRAWS                                                                                                          \
    "chain,draw,transitions.a -> b.probability," DRIFT "\n"                                                            \
    "1,1,0.1,0.5,2,0.1\n2,1,0.2,-1,1,0.2\n1,2,0.05,1,-3,0.3\n"
#define STATE(chain, a, b0, b4, spent)                                                                                 \
    chain ",1,14,,stage,a,,0," a "\n" chain ",1,14,,stage,b,,0," b0 "\n" chain ",1,14,,stage,b,,4," b4 "\n" chain      \
          ",1,14,,flow,b -> a,,," b0 "\n" chain ",1,14,,level,tv,,,3\n" chain ",1,14,,spent,tv,,0," spent "\n" chain   \
          ",1,14,,spent,tv,,1,50\n" chain ",1,14,,market,,,,200\n"
#define STATES HEAD STATE("1", "60.5", "30.25", "9.25", "20") STATE("2", "40", "50", "10", "40")

static void go_on(pk_fixture_t *f, pk_plan_t *plan, const char *scenario)
{
    pk_fixture_begin(f);
    pk_fixture_beside(f, "posterior.csv", DRAWS);
    pk_fixture_beside(f, "state.csv", STATES);
    pk_fixture_read_here(f, MODEL, scenario);
    assert_int_equal(pk_plan_compile(f->scenario, plan, &f->diag), PK_OK);
}

/* Row 3 has no state: runs 0, 1, 2 take rows 1, 2, 1. */
static void a_run_begins_where_its_row_stands(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_plan_t plan;
    pk_sim_t sim;
    go_on(&f, &plan, "continue: posterior.csv\nhorizon: 8\nassume: {stages.a.entry_cost: 6}\n");
    assert_near(f.scenario->population, 200, 0);
    assert_int_equal(plan.nlearned, 2);
    double draws[plan.nslot];
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    const double a[] = {60.5, 40, 60.5}, b0[] = {30.25, 50, 30.25}, b4[] = {9.25, 10, 9.25}, p[] = {0.1, 0.2, 0.1};
    for (uint64_t run = 0; run < 3; run++) {
        assert_int_equal(pk_assumptions_draw(&sim, run, draws, NULL).outcome, PK_DRAW_FINE);
        pk_sim_begin(&sim, run, draws);
        assert_near(sim.state.count[0], a[run], 0);
        assert_near(sim.state.count[1], b0[run] + b4[run], 0);
        assert_near(sim.state.ages[1].at[0], b0[run], 0);
        assert_near(sim.state.ages[1].at[4], b4[run], 0);
        assert_near(sim.state.flow[1], b0[run], 0);
        assert_near(sim.state.population, 100, 0);
        assert_near(draws[plan.flows[0].value.terms[0].slot], p[run], 0);
        for (int g = 0; g < plan.npersona; g++) { /* who is there has come in before, and nobody moves in step 0 */
            assert_near(sim.money.paid[g].cost, 0, 0);
            assert_near(sim.money.paid[g].revenue, 0, 0);
        }
    }
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

/* x_1 = w_0 now + w_1 last + w_2 the one before + (rest) history. */
static void what_was_spent_is_felt(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_plan_t plan;
    pk_sim_t sim;
    go_on(&f, &plan, "continue: posterior.csv\nhorizon: 8\n");
    double draws[plan.nslot];
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    assert_int_equal(pk_assumptions_draw(&sim, 1, draws, NULL).outcome, PK_DRAW_FINE);
    pk_sim_begin(&sim, 1, draws);
    assert_near(sim.now.drivers[0].value_today, 4, 0);
    pk_sim_step(&sim, 1);
    const pk_driver_state_t *tv = &sim.now.drivers[0];
    double x = tv->kernel[0] * 10 + tv->kernel[1] * 40 + tv->kernel[2] * 50;
    for (int lag = 3; lag < tv->lags; lag++) {
        x += tv->kernel[lag] * 4;
    }
    assert_close(sim.state.level[0], x, 1e-14);
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

/* At the means of draws: the mean of both states, ages too. */
static void the_mean_of_all(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_plan_t plan;
    pk_sim_t sim;
    go_on(&f, &plan, "continue: posterior.csv\nhorizon: 8\n");
    double draws[plan.nslot];
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    pk_assumptions_means(&plan, draws);
    pk_sim_begin(&sim, 0, draws);
    assert_near(sim.state.count[0], 50.25, 1e-12);
    assert_near(sim.state.ages[1].at[0], 40.125, 1e-12);
    assert_near(sim.state.ages[1].at[4], 9.625, 1e-12);
    assert_near(sim.state.population, 100, 1e-12);
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

/* The walk stands at 4/10 of the way from knot 10 to knot 20 after step 14: in step t it is that of step 14 + t, and
 * past knot 20 it goes on with a step of its own. */
static void drift_walks_on_from_the_step(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_plan_t plan;
    pk_sim_t sim;
    go_on(&f, &plan, "continue: posterior.csv\nhorizon: 16\n");
    double draws[plan.nslot];
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    assert_int_equal(pk_assumptions_draw(&sim, 0, draws, NULL).outcome, PK_DRAW_FINE);
    const pk_wander_t *wander = plan.flows[0].wander;
    assert_non_null(wander);
    assert_int_equal(wander->nknot, 3);
    const double third = draws[wander->knots[2]];
    assert_close(pk_wander_drift_at(wander, draws, 1), exp(0.1 * (0.5 + 2 * 0.5)), 1e-14);
    assert_close(pk_wander_drift_at(wander, draws, 6), exp(0.1 * (0.5 + 2)), 1e-14);
    assert_close(pk_wander_drift_at(wander, draws, 11), exp(0.1 * (2.5 + third * 0.5)), 1e-14);
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

/* Parts of people are made whole: 60.5, 30.25 and 9.25 are 100 people, each cell within one of its mean. */
static void chance_has_whole_people(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_plan_t plan;
    pk_sim_t sim;
    go_on(&f, &plan, "continue: posterior.csv\nhorizon: 8\n");
    double draws[plan.nslot];
    pk_sim_init(&sim, &plan, &pk_chance_cohort);
    for (uint64_t run = 0; run < 20; run += 2) {
        assert_int_equal(pk_assumptions_draw(&sim, run, draws, NULL).outcome, PK_DRAW_FINE);
        pk_sim_begin(&sim, run, draws);
        assert_near(sim.state.population, 100, 0);
        assert_true(fabs(sim.state.count[0] - 60.5) < 1 && sim.state.count[0] == floor(sim.state.count[0]));
        assert_null(pk_sim_verify(&sim));
        pk_sim_step(&sim, 1);
        assert_null(pk_sim_verify(&sim));
    }
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_begins_where_its_row_stands),
        cmocka_unit_test(what_was_spent_is_felt),
        cmocka_unit_test(the_mean_of_all),
        cmocka_unit_test(drift_walks_on_from_the_step),
        cmocka_unit_test(chance_has_whole_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
