/* What a run cannot hold is an error with number, step and limit in both engines, never an abort and never inf in a
 * table; what a run can hold just so is simulated. */
#include "engine_fixture.h"

#include "base/draw_limits.h"
#include "engine/excess.h"

#define HEAD "polku: 1\nname: e\nstep: week\npopulation: 1000000\ncurrency: EUR\n"

typedef struct {
    const char *model, *scenario, *says;
} pk_case_t;

static const pk_case_t CASES[] = {
    {HEAD "stages: {a: {start: rest}, b: {}}\ntransitions: {a -> b: {probability: 5%}}\narrivals: {a: 2e15}\n", "",
     "the population: 1e+16 people in step 5 of scenario, and counts go up to 9007199254740992 (2^53)"},
    {HEAD "stages: {a: {start: rest}, b: {}}\ntransitions: {a -> b: {probability: 5%}}\n"
          "arrivals: {a: 1e12}\nlevers: {l: {value: 1, effects: {-> a: {elasticity: 4}}}}\n",
     "levers: {l: 100}\n", "-> a: 1e+20 arrive in step 1 of scenario, and counts go up to 9007199254740992 (2^53)"},
    {HEAD "stages: {s: {start: rest}}\ntransitions: {s -> s: {rate: 1}}\n"
          "levers: {l: {value: 1, effects: {s -> s: {elasticity: 4}}}}\n",
     "levers: {l: 700}\n",
     "s -> s: 2.401e+17 happen in step 1 of scenario, and counts go up to 9007199254740992 (2^53)"},
    {HEAD "stages: {s: {start: rest, dwell: 4}, b: {}}\ntransitions: {s -> b: {share: 100%}, s -> s: {rate: 1e10}}\n",
     "", "s -> s: 1e+16 happen in step 1 of scenario, and counts go up to 9007199254740992 (2^53)"},
    {HEAD "stages: {s: {start: rest}, b: {start: 50%}}\ntransitions: {s -> s: {rate: 16e9}, b -> b: {rate: 16e9}}\n"
          "capacity: {crew: {per_step: 5, uses: {s -> s: 1, b -> b: 2}}}\n",
     "", "crew: 1.6e+16 ask for it in step 1 of scenario, and counts go up to 9007199254740992 (2^53)"},
    {HEAD "stages: {s: {start: rest, cost: 1e140}}\ntransitions: {s -> s: {rate: 1}}\n"
          "levers: {l: {value: 1, effects: {s.cost: {elasticity: 4}}}}\n",
     "levers: {l: 1e30}\n", "s: the cost is 1e+176 in step 1 of scenario, and numbers go up to 1e+150"},
    {HEAD "stages: {s: {start: rest, cost: 9e143}}\ntransitions: {s -> s: {rate: 1}}\n", "",
     "the KPI cost is 4.5e+150 in a run of scenario, and numbers go up to 1e+150"},
    {HEAD "stages: {s: {start: rest}, b: {}}\ntransitions: {s -> b: {probability: 100%}}\n"
          "stocks: {k: {start: 1, gains: {s -> b: 1e200}, effects: {s -> b: x2}}}\n",
     "", "k: the value is 1e+206 in step 2 of scenario, and numbers go up to 1e+150"},
    {HEAD "stages: {s: {start: rest}, b: {}}\ntransitions: {s -> b: {probability: 5%}}\n"
          "channels: {c: {spend: 1e-10, saturation: {half: 1e300, slope: 3}, effects: {s -> b: brings 20%}}}\n",
     "spend: {c: 100}\n", "s -> b: the rate is nan in step 1 of scenario, and numbers go up to 1e+150"},
};

static void is_refused(const pk_case_t *c, const char *engine, pk_status_t wanted)
{
    pk_fixture_t f;
    char scenario[200];
    snprintf(scenario, sizeof scenario, "horizon: 5\nruns: 3\nengine: %s\n%s", engine, c->scenario);
    pk_fixture_read(&f, c->model, scenario);
    double *expected = NULL;
    const pk_run_options_t options = {.series = true, .expected = &expected};
    assert_int_equal(pk_run(f.scenario, &options, &f.result, &f.diag), wanted);
    bool said = false;
    for (int k = 0; k < f.diag.count; k++) {
        said = said || (f.diag.messages[k].severity == PK_ERROR && strcmp(f.diag.messages[k].text, c->says) == 0);
    }
    if (!said) {
        print_error("wanted: %s\n", c->says);
        pk_fixture_show(&f.diag);
    }
    assert_true(said);
    free(expected);
    pk_fixture_free(&f);
}

static void too_much_is_an_error_in_both_engines(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        is_refused(&CASES[k], "expected", PK_FAILED);
        if (strstr(CASES[k].says, "happen") == NULL && strstr(CASES[k].says, "ask for") == NULL &&
            strstr(CASES[k].says, "people") == NULL) {
            is_refused(&CASES[k], "cohort", PK_FAILED);
        }
    }
}

/* The cohort's counts differ by chance; that it ends with an error and not with an abort is what matters. */
static void chance_does_not_abort(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        pk_fixture_t f;
        char scenario[200];
        snprintf(scenario, sizeof scenario, "horizon: 5\nruns: 3\nengine: cohort\n%s", CASES[k].scenario);
        pk_fixture_read(&f, CASES[k].model, scenario);
        assert_int_equal(pk_run(f.scenario, &(pk_run_options_t){0}, &f.result, &f.diag), PK_FAILED);
        assert_int_equal(f.diag.errors, 1);
        pk_fixture_free(&f);
    }
}

static void a_mean_without_end_is_refused_as_written(void **state)
{
    (void)state;
    const pk_case_t endless = {HEAD "stages: {s: {start: rest}, b: {}}\n"
                                    "transitions: {s -> b: {probability: 5%, revenue: 'varies lognormal(0, 400)'}}\n",
                               "", "the mean of this law is inf, and numbers go up to 1e+150"};
    is_refused(&endless, "cohort", PK_BAD_INPUT);
    is_refused(&endless, "expected", PK_BAD_INPUT);
}

/* Just below the limits all is drawn: 8e15 events a step, and sums of counts that no double holds to the last one. */
static void just_below_is_simulated(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   HEAD "stages: {s: {start: rest}, b: {}}\n"
                        "transitions: {s -> s: {rate: 8e9, revenue: 'varies poisson(1000)'}, s -> b: {rate: 0}}\n"
                        "capacity: {crew: {per_step: 7e15, uses: {s -> s: 1}}}\n",
                   "horizon: 2\nruns: 4\nengine: cohort\n", (pk_run_options_t){0});
    assert_close(pk_fixture_kpi(&f, "purchases"), 1.4e16, 1e-6);
    assert_close(pk_fixture_kpi(&f, "revenue"), 1.4e19, 1e-6);
    pk_fixture_free(&f);
}

/* A capacity that many flows and personas share: 1,600 flows of 160 personas stood on the stack, 2 MB an array. */
static void a_capacity_of_many_is_no_matter_of_the_stack(void **state)
{
    (void)state;
    enum { FLOWS = 1600, PERSONAS = 160 };
    char *model = malloc(400000);
    char *at = model;
    at += sprintf(at, HEAD "stages:\n  a: {start: rest}\n");
    for (int k = 0; k < FLOWS; k++) {
        at += sprintf(at, "  b%d: {}\n", k);
    }
    at += sprintf(at, "personas:\n");
    for (int g = 0; g < PERSONAS; g++) {
        at += sprintf(at, g == 0 ? "  p0: {share: rest}\n" : "  p%d: {share: 0.5%%}\n", g);
    }
    at += sprintf(at, "transitions:\n");
    for (int k = 0; k < FLOWS; k++) {
        at += sprintf(at, "  a -> b%d: {probability: 0.05%%}\n", k);
    }
    at += sprintf(at, "capacity:\n  crew:\n    per_step: 1000\n    uses:\n");
    for (int k = 0; k < FLOWS; k++) {
        at += sprintf(at, "      a -> b%d: %d\n", k, 1 + k % 2);
    }
    pk_fixture_t f;
    pk_fixture_run(&f, model, "horizon: 1\nruns: 1\nengine: cohort\n", (pk_run_options_t){.threads = 1});
    assert_true(pk_fixture_kpi(&f, "waiting_peak") > 1e6);
    pk_fixture_free(&f);
    free(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_much_is_an_error_in_both_engines),         cmocka_unit_test(chance_does_not_abort),
        cmocka_unit_test(a_mean_without_end_is_refused_as_written),     cmocka_unit_test(just_below_is_simulated),
        cmocka_unit_test(a_capacity_of_many_is_no_matter_of_the_stack),
    };
    return cmocka_run_group_tests_name("excess", tests, NULL, NULL);
}
