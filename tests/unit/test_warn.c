/* What a planner is told of a plan that can be simulated and is probably not meant. */
#include "engine_fixture.h"

#include "study/compare.h"
#include "study/stay.h"

/* Whether running the model says this; `place`: the line of the model file, 0: any. */
static bool warns(const char *model, const char *scenario, const char *text, int line)
{
    pk_fixture_t f;
    bool found = false;
    pk_fixture_run(&f, model, scenario, (pk_run_options_t){0});
    for (int k = 0; k < f.diag.count; k++) {
        const pk_message_t *message = &f.diag.messages[k];
        found = found || (strstr(message->text, text) != NULL && (line == 0 || message->line == line));
    }
    pk_fixture_free(&f);
    return found;
}

static const char run[] = "horizon: 52\npopulation: 100\nruns: 2\n";

#define HEAD "polku: 1\nname: w\nstep: week\n"

static void a_stage_that_nobody_can_reach(void **state)
{
    (void)state;
    static const char text[] = "nobody can ever reach c";
    /* the arrow is the wrong way round */
    assert_true(warns(HEAD "stages:\n  a: {start: 100%}\n  b: {}\n  c: {start: 0}\n"
                           "transitions:\n  a -> b: {probability: 5%}\n  c -> b: {probability: 5%}\n",
                      run, text, 7));
    /* ways that are never taken, through an instant stage too */
    assert_true(warns(HEAD "stages:\n  a: {start: 100%}\n  b: {dwell: 0}\n  c: {}\n"
                           "transitions:\n  a -> b: {probability: 5%}\n  b -> c: {share: 0}\n  b -> a: {share: 100%}\n",
                      run, text, 7));
    assert_true(warns(HEAD
                      "stages:\n  a: {start: 100%}\n  b: {}\n  c: {}\n"
                      "transitions:\n  a -> b: {probability: 0}\n  b -> c: {probability: 5%}\n  a -> a: {rate: 1}\n",
                      run, text, 7));
    /* arrivals, a conversion, an addition, a persona's own number, a row of exits lead there */
    assert_false(warns(HEAD "stages:\n  a: {start: 100%}\n  b: {}\n  c: {}\narrivals: {c: 1}\n"
                            "transitions:\n  a -> b: {probability: 5%}\n",
                       run, text, 0));
    assert_false(warns(HEAD "stages:\n  a: {start: 100%}\n  c: {}\ntransitions:\n  a -> c: {probability: 0}\n",
                       "horizon: 52\npopulation: 100\nruns: 2\nconversions: {a -> c: 5%}\n", text, 0));
    assert_false(warns(HEAD "stages:\n  a: {start: 100%}\n  c: {}\ntransitions:\n  a -> c: {probability: 0}\n"
                            "channels: {tv: {saturation: {half: 9}, effects: {a -> c: +1%}}}\n",
                       run, text, 0));
    assert_false(warns(HEAD "stages:\n  a: {start: 100%}\n  c: {}\npersonas: {p: {share: 50%}, q: {share: rest}}\n"
                            "transitions:\n  a -> c: {probability: 0, by_persona: {q: {probability: 5%}}}\n",
                       run, text, 0));
    assert_false(
        warns(HEAD "stages:\n  a: {start: 100%, exits: {law: 'dirichlet(1, 9)', to: [c]}}\n  c: {}\n", run, text, 0));
}

static void those_at_the_start_are_all_new(void **state)
{
    (void)state;
    static const char text[] = "those who start in a count as having just come";
    static const struct {
        const char *age, *dwell;
        bool told;
    } cases[] = {{"", "14", true},
                 {"", "12", false}, /* a quarter of 52 is 13 */
                 {"start_age: new, ", "14", false},
                 {"start_age: steady, ", "14", false},
                 {"", "exponential(mean=14)", false}}; /* it has no ages */
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char model[300];
        snprintf(model, sizeof model,
                 HEAD "stages:\n  a: {start: 100%%, %sdwell: %s}\n  b: {}\ntransitions:\n  a -> b: {share: 100%%}\n",
                 cases[k].age, cases[k].dwell);
        assert_int_equal(warns(model, run, text, 0), cases[k].told);
    }
}

static void all_leave_in_the_first_step(void **state)
{
    (void)state;
    static const char text[] = "all leave a in the first step";
    assert_true(warns(HEAD
                      "stages:\n  a: {start: 100%}\n  b: {}\n  c: {}\n"
                      "transitions:\n  a -> b: {probability: 60% per year}\n  a -> c: {probability: 40% per year}\n",
                      run, text, 0));
    assert_false(warns(HEAD
                       "stages:\n  a: {start: 100%}\n  b: {}\n  c: {}\n"
                       "transitions:\n  a -> b: {probability: 60% per year}\n  a -> c: {probability: 39% per year}\n",
                       run, text, 0));
    assert_false(warns(HEAD "stages:\n  a: {start: 100%}\n  b: {}\ntransitions:\n  a -> b: {probability: 100%}\n", run,
                       text, 0));
}

#define CREW(per_step, uses)                                                                                           \
    HEAD "stages:\n  a: {start: 100%}\n  b: {}\n"                                                                      \
         "transitions:\n  a -> b: {probability: 50%}\ncapacity: {crew: {per_step: " per_step ", uses: {a -> b: " uses  \
         "}}}\n"

/* A unit that never fits never moves, in neither engine. */
static void what_never_fits_never_happens(void **state)
{
    (void)state;
    static const char text[] = "a -> b never happens: it uses ";
    assert_true(warns(CREW("2", "3"), run, text, 9));
    assert_true(warns(CREW("0", "1"), run, text, 9));
    assert_false(warns(CREW("2.5", "3"), run, text, 0)); /* 3 in every second step */
    assert_false(warns(CREW("[{until: 50, value: 1}, {otherwise: 3}]", "3"), run, text, 0));
    static const char *const engines[] = {"expected", "cohort"};
    for (int k = 0; k < 2; k++) {
        char scenario[100];
        snprintf(scenario, sizeof scenario, "%sengine: %s\n", run, engines[k]);
        pk_fixture_t f;
        pk_fixture_run(&f, CREW("2", "3"), scenario, (pk_run_options_t){0});
        assert_near(pk_fixture_kpi(&f, "population"), 100, 1e-9);
        assert_true(pk_fixture_kpi(&f, "waiting_peak") >= 90);
        pk_fixture_free(&f);
    }
}

static bool comparison_warns(const char *model, const char *plan, const char *text)
{
    pk_fixture_t f, g;
    pk_comparison_t comparison;
    bool found = false;
    pk_fixture_read(&f, model, "horizon: 10\npopulation: 1000\nruns: 2\n");
    pk_fixture_read(&g, model, plan);
    pk_scenario_t *both[] = {f.scenario, g.scenario};
    assert_int_equal(pk_compare(both, 2, 0, &(pk_run_options_t){0}, &comparison, &f.diag), PK_OK);
    for (int k = 0; k < f.diag.count; k++) {
        found = found || strstr(f.diag.messages[k].text, text) != NULL;
    }
    pk_comparison_free(&comparison);
    pk_fixture_free(&g);
    pk_fixture_free(&f);
    return found;
}

static void plans_need_a_horizon_that_shows_them(void **state)
{
    (void)state;
    static const char model[] =
        HEAD "stages:\n  a: {start: 100%}\n  b: {dwell: 12}\n  c: {}\n"
             "transitions:\n  a -> b: {probability: 5%}\n  b -> c: {share: 100%, revenue: 10}\n"
             "channels:\n  tv: {spend: 10, carryover: {half_life: 3}, saturation: {half: 9}, effects: {a -> b: x2}}\n"
             "  web: {spend: 10, carryover: {half_life: 2}, saturation: {half: 9}, effects: {a -> b: x2}}\n"
             "levers: {gift: {value: 1, effects: {b -> c.revenue: {elasticity: 1}}}}\n";
    static const char stay[] = "is shorter than a stay in b", tv[] = "four half-lives of the carry-over of tv",
                      web[] = "four half-lives of the carry-over of web";
    assert_true(comparison_warns(model, "horizon: 10\npopulation: 1000\nruns: 2\nspend: {tv: 20}\n", stay));
    assert_true(
        comparison_warns(model, "horizon: 10\npopulation: 1000\nruns: 2\nspend: {tv: 20}\n", tv)); /* 12 weeks */
    assert_false(comparison_warns(model, "horizon: 10\npopulation: 1000\nruns: 2\nspend: {web: 20}\n", web)); /* 8 */
    assert_false(comparison_warns(model, "horizon: 10\npopulation: 1000\nruns: 2\nspend: {web: 20}\n", tv));
    /* they differ in money alone */
    assert_false(comparison_warns(model, "horizon: 10\npopulation: 1000\nruns: 2\nlevers: {gift: 2}\n", stay));
}

/* In check alone. */
static void the_start_and_those_who_come_back(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_stays_t stays;
    pk_fixture_read(&f,
                    HEAD "stages:\n  a: {start: rest, role: prospect}\n  b: {start: 10%, role: customer}\n"
                         "  tiny: {start: 0.5%}\n"
                         "transitions:\n  a -> b: {probability: 5%, revenue: 9}\n  b -> a: {probability: 1%}\n"
                         "  tiny -> b: {probability: 90%}\n",
                    run);
    assert_int_equal(pk_stays(f.scenario, &stays, &f.diag), PK_OK);
    /* by hand: a 89.5, b 10, tiny 0.5; b is 14.82 after one step and 19.2, 23.3 after two and three */
    assert_int_equal(stays.nturn, 2);
    assert_int_equal(stays.turns[0].stage, 1);
    assert_true(stays.turns[0].doubles);
    assert_int_equal(stays.turns[0].steps, 3);
    assert_int_equal(stays.turns[1].stage, 0);
    assert_false(stays.turns[1].doubles);
    assert_string_equal(stays.comes_back, "b -> a");
    pk_stays_free(&stays);
    pk_fixture_free(&f);
}

/* Ways out that compete with a stay of exactly 4 steps, 10% a step: there at the start of steps 1, .9, .81, .729 of
 * those who enter; 40% and more of them leave so. */
static void competing_ways_are_told(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_stays_t stays;
    bool told = false;
    pk_fixture_read(&f,
                    HEAD "stages:\n  a: {start: 100%, start_age: new, dwell: 4}\n  b: {}\n  c: {}\n"
                         "transitions:\n  a -> b: {share: 100%}\n  a -> c: {probability: 10%}\n",
                    run);
    assert_int_equal(pk_stays(f.scenario, &stays, &f.diag), PK_OK);
    const double mean = 1 + .9 + .81 + .729;
    assert_near(stays.stages[0].mean_stay_steps, mean, 1e-12);
    assert_near(stays.stages[0].stay_alone_steps, 4, 1e-12);
    assert_near(stays.stages[0].ends[2], 0.1 * mean, 1e-12);
    assert_near(stays.stages[0].ends[1], 1 - 0.1 * mean, 1e-12);
    for (int k = 0; k < f.diag.count; k++) {
        told = told || strstr(f.diag.messages[k].text, "29% of those in a leave in a step") != NULL;
    }
    assert_true(told);
    pk_stays_free(&stays);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stage_that_nobody_can_reach),
        cmocka_unit_test(those_at_the_start_are_all_new),
        cmocka_unit_test(all_leave_in_the_first_step),
        cmocka_unit_test(what_never_fits_never_happens),
        cmocka_unit_test(plans_need_a_horizon_that_shows_them),
        cmocka_unit_test(the_start_and_those_who_come_back),
        cmocka_unit_test(competing_ways_are_told),
    };
    return cmocka_run_group_tests_name("warn", tests, NULL, NULL);
}
