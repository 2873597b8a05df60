/* Nobody is lost and nobody is made: the exhaustive check of a population after every step, in both engines, on every
 * shipped scenario and on a model that has every feature. A planted loss of one customer is seen. */
#include "shipped.h"

#include "engine/assumptions.h"
#include "engine/sim.h"

enum { RUNS = 5 };

static void verify_run(const pk_plan_t *plan, const pk_chance_t *chance, uint64_t run)
{
    pk_sim_t sim;
    pk_sim_init(&sim, plan, chance);
    double *draws = pk_heap((size_t)plan->nslot + 1, sizeof(double));
    assert_int_equal(pk_assumptions_draw(&sim, run, draws, NULL).outcome, PK_DRAW_FINE);
    pk_sim_begin(&sim, run, draws);
    if (chance == &pk_chance_cohort) {
        assert_near(sim.state.population, plan->population, 0);
    }
    for (int t = 0; t <= plan->nstep; t++) {
        if (t > 0) {
            pk_sim_step(&sim, t);
        }
        const char *wrong = pk_sim_verify(&sim);
        if (wrong != NULL) {
            print_error("%s, step %d: %s\n", plan->scenario->file, t, wrong);
        }
        assert_null(wrong);
    }
    free(draws);
    pk_sim_free(&sim);
}

static void verify(const pk_scenario_t *scenario)
{
    pk_plan_t plan;
    pk_diag_t diag = {0};
    assert_int_equal(pk_plan_compile(scenario, &plan, &diag), PK_OK);
    for (uint64_t run = 0; run < RUNS; run++) {
        verify_run(&plan, &pk_chance_cohort, run);
        verify_run(&plan, &pk_chance_expected, run);
    }
    pk_plan_free(&plan);
    pk_diag_free(&diag);
}

static void verify_shipped(const char *path, const pk_scenario_t *scenario)
{
    (void)path;
    verify(scenario);
}

static void shipped_scenarios(void **state)
{
    (void)state;
    pk_each_shipped(verify_shipped);
}

static const char EVERYTHING[] =
    "polku: 1\nname: everything\nstep: week\ncurrency: EUR\ndiscount: 5%\n"
    "stages:\n"
    "  unaware: {role: prospect, start: rest}\n"
    "  need: {role: prospect, start: 2% to 4%}\n"
    "  desk: {dwell: 0}\n"
    "  lead: {role: prospect, start: 1%, dwell: exponential(mean=2 weeks)}\n"
    "  customer: {role: customer, start: 3.3%, start_age: steady, dwell: 'weibull(shape=4, mean=12 months)', "
    "entry_cost: 3}\n"
    "  loyal: {role: advocate, cost: 0.20, end_value: 50}\n"
    "  lost: {role: lost, start: 4%}\n"
    "personas: {home: {share: 70%}, senior: {share: rest}}\n"
    "transitions:\n"
    "  unaware -> need: {probability: 0.4% to 1.2%}\n"
    "  need -> desk: {probability: 12%, by_persona: {senior: {probability: x1.2}}}\n"
    "  desk -> lead: {share: 80%}\n  desk -> unaware: {share: rest}\n"
    "  lead -> customer: {share: 85%, revenue: 'varies lognormal(mean=290, sd=90)', cost: 62% of revenue}\n"
    "  lead -> lost: {share: rest}\n"
    "  customer -> loyal: {share: 60%}\n  customer -> customer: {share: 20%, revenue: 100}\n  customer -> lost: "
    "{share: 20%}\n"
    "  loyal -> loyal: {rate: 1.1 per year, revenue: 290, cost: 110}\n"
    "  loyal -> lost: {probability: 12% per year}\n"
    "  lost -> unaware: {probability: 1%}\n"
    "channels:\n"
    "  facebook:\n    spend: 300\n    carryover: {half_life: 2 weeks}\n    saturation: {half: 2000, slope: 1.2}\n"
    "    effects: {unaware -> need: brings 20% to 40%, -> need: x2, lead -> *: x1.3}\n"
    "levers: {price: {value: 1, effects: {lead -> customer: {elasticity: -1.5}, revenue: {elasticity: 1}, "
    "capacity.crew: x1.1}}}\n"
    "word_of_mouth:\n"
    "  neighbours: {from: loyal, saturation: {half: 5%}, effects: {unaware -> need: +0.05%}}\n"
    "  anger: {from: lead -> lost, effects: {need -> desk: x0.5}}\n"
    "stocks:\n"
    "  reviews: {start: 12, decay: 0.5%, gains: {lead -> customer: 0.1}, saturation: {half: 10}, effects: {need -> "
    "desk: x1.7}}\n"
    "  points: {start: 50, decay: 0.5%, gains: {lead -> customer: 0.45}}\n"
    "  stars: {ratio: [points, reviews], empty: 4.2, effects: {need -> desk: {elasticity: 0.4}}}\n"
    "capacity: {crew: {per_step: 14.5, uses: {lead -> customer: 2, loyal -> loyal: 1, lost -> unaware: 0.5}}}\n"
    "queues: {wait: {of: crew, saturation: {half: 2}, effects: {lead -> lost: x3}}}\n"
    "arrivals: {need: 40}\n"
    "seasons: {year: {by_month: [.4, .4, .7, 1.5, 1.6, 1, .8, .9, 1.6, 1.8, .9, .4], effects: [unaware -> need]}}\n";

static void every_feature_at_once(void **state)
{
    (void)state;
    static const char *const POPULATIONS[] = {"7", "997", "40000", "1000000000000"};
    for (int k = 0; k < 4; k++) {
        char scenario[160];
        snprintf(scenario, sizeof scenario,
                 "start: 2026-03-01\nhorizon: 120\npopulation: %s\nlevers: {price: [{until: 50, value: 1}, {otherwise: "
                 "1.2}]}\n",
                 POPULATIONS[k]);
        pk_fixture_t f;
        pk_fixture_read(&f, EVERYTHING, scenario);
        verify(f.scenario);
        pk_fixture_free(&f);
    }
}

static void a_lost_customer_is_seen(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_read(&f, EVERYTHING, "start: 2026-03-01\nhorizon: 10\npopulation: 40000\n");
    pk_plan_t plan;
    assert_int_equal(pk_plan_compile(f.scenario, &plan, &f.diag), PK_OK);
    pk_sim_t sim;
    pk_sim_init(&sim, &plan, &pk_chance_cohort);
    double *draws = PK_ARRAY(&plan.arena, double, plan.nslot + 1);
    assert_int_equal(pk_assumptions_draw(&sim, 0, draws, NULL).outcome, PK_DRAW_FINE);
    pk_sim_begin(&sim, 0, draws);
    assert_null(pk_sim_verify(&sim));
    sim.state.count[0] -= 1;
    assert_string_equal(pk_sim_verify(&sim), "customers were lost or made");
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_feature_at_once),
        cmocka_unit_test(a_lost_customer_is_seen),
        cmocka_unit_test(shipped_scenarios),
    };
    return cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
