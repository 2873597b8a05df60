/* A model whose probabilities change every year: total hip replacement after Briggs, Claxton & Sculpher, Decision
 * Modelling for Health Economic Evaluation (2006), from the book's published figures. Yearly schedules are written by
 * the test.
 *
 * rev(t) = 1 - exp(L r ((t-1)^G - t^G)); mortality by age 60 + t; operative mortality .02; revision again .04. */
#include "engine_fixture.h"

enum { YEARS = 60 };

static double mortality(int age)
{
    return age < 65 ? .0067 : age < 75 ? .0193 : age < 85 ? .0535 : .1548;
}

static double revision(int t, double r)
{
    const double L = exp(-5.490935 - .0367022 * 60), G = exp(.3740968);
    return -expm1(L * r * (pow(t - 1, G) - pow(t, G)));
}

/* probability: [{from: 1, until: 1, value: …}, …] of value(t) plus `more`. */
static char *schedule(char *out, const char *transition, double (*value)(int, double), double argument, double more)
{
    out += sprintf(out, "  %s:\n    probability:\n", transition);
    for (int t = 1; t <= YEARS; t++) {
        out += sprintf(out, "      - {from: %d, until: %d, value: %.17g}\n", t, t, value(t, argument) + more);
    }
    return out;
}

static double dying(int t, double unused)
{
    (void)unused;
    return mortality(60 + t);
}

static double living(int t, double operative)
{
    return 1 - operative - mortality(60 + t);
}

static void run(pk_fixture_t *f, double r, double first_cost)
{
    static char model[60000];
    char *out = model;
    out += sprintf(out,
                   "polku: 1\nname: hip\nstep: year\ncurrency: GBP\ndiscount: 6%%\n"
                   "stages:\n  primary: {start: 100%%, entry_cost: %g}\n  success: {}\n  revision: {entry_cost: 5294}\n"
                   "  after: {}\n  dead: {}\n"
                   "kpis: {qalys: {time: {success: .85, revision: .30, after: .75}, discount: 1.5%%}}\n"
                   "transitions:\n  primary -> dead: {probability: .02}\n  primary -> success: {probability: .98}\n",
                   first_cost);
    out = schedule(out, "success -> revision", revision, r, 0);
    out = schedule(out, "success -> dead", dying, 0, 0);
    out = schedule(out, "revision -> dead", dying, 0, .02);
    out = schedule(out, "revision -> after", living, .02, 0);
    out += sprintf(out, "  after -> revision: {probability: .04}\n");
    schedule(out, "after -> dead", dying, 0, 0);
    pk_fixture_run(f, model, "horizon: 60\npopulation: 1\nengine: expected\nruns: 1\n",
                   (pk_run_options_t){.series = true});
}

static void standard_prosthesis(void **state)
{
    (void)state;
    pk_fixture_t f;
    run(&f, 1, 394);
    assert_near(-pk_fixture_kpi(&f, "present_value"), 512.434658, 5e-7);
    assert_near(pk_fixture_kpi(&f, "qalys"), 14.6531896, 5e-8);
    pk_fixture_free(&f);
}

static void new_prosthesis(void **state)
{
    (void)state;
    pk_fixture_t f;
    run(&f, exp(-1.344474), 579);
    assert_near(-pk_fixture_kpi(&f, "present_value"), 610.311818, 5e-7);
    assert_near(pk_fixture_kpi(&f, "qalys"), 14.69770986, 5e-9);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(standard_prosthesis), cmocka_unit_test(new_prosthesis)};
    return cmocka_run_group_tests_name("compile_quantity", tests, NULL, NULL);
}
