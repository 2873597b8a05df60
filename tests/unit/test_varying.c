/* Money that varies from flow to flow: means in the expected engine, mean and variance of the sum in the cohort.
 *
 * 4,000 runs; means at z = 4.89, variances at 4.89 times their relative standard error sqrt(2/3999) = 2.2%: a sum drawn
 * as n times one amount (variance n times too large) or with a missing outer variance (here 27%) is caught. */
#include "engine_fixture.h"

enum { RUNS = 4000 };

static void run(pk_fixture_t *f, const char *revenue, const char *engine, int population)
{
    char model[500], scenario[160];
    snprintf(model, sizeof model,
             "polku: 1\nname: v\nstep: week\nstages: {a: {start: 100%%}}\n"
             "transitions:\n  a -> a:\n    probability: 100%%\n    revenue: %s\n",
             revenue);
    snprintf(scenario, sizeof scenario, "horizon: 1\npopulation: %d\nengine: %s\nruns: %d\n", population, engine,
             strcmp(engine, "expected") == 0 ? 1 : RUNS);
    pk_fixture_run(f, model, scenario, (pk_run_options_t){0});
}

static pk_summary_t revenue_of(const pk_fixture_t *f)
{
    for (int k = 0; k < f->result.nkpi; k++) {
        if (strcmp(f->result.kpis[k].name, "revenue") == 0) {
            return f->result.kpi[pk_kpi_cell(&f->result, 0, 0, k)];
        }
    }
    fail();
    return (pk_summary_t){0};
}

static void check(const char *revenue, double mean, double variance, int population)
{
    pk_fixture_t expected, cohort;
    run(&expected, revenue, "expected", population);
    run(&cohort, revenue, "cohort", population);
    assert_close(revenue_of(&expected).mean, population * mean, 1e-9);
    const pk_summary_t sum = revenue_of(&cohort);
    const double total = population * variance;
    assert_z(sum.mean, population * mean, sqrt(total / RUNS));
    assert_z(sum.sd * sum.sd, total, total * sqrt(2.0 / (RUNS - 1)));
    pk_fixture_free(&expected);
    pk_fixture_free(&cohort);
}

static void plain_laws(void **state)
{
    (void)state;
    check("varies gamma(mean=290, sd=90)", 290, 8100, 7);
    check("varies lognormal(mean=40, sd=10)", 40, 100, 300);
    check("varies uniform(10, 22)", 16, 12, 100000);
}

/* gamma(mean=M, sd=60), M lognormal of mean 100 and sd 37: mean 100, variance 60^2 + 37^2. */
static void an_argument_that_varies(void **state)
{
    (void)state;
    check("varies gamma(mean=varies lognormal(mean=100, sd=37), sd=60)", 100, 3600 + 1369, 50);
    check("varies gamma(mean=varies lognormal(mean=100, sd=37), sd=60)", 100, 3600 + 1369, 40000);
}

/* A schedule whose second piece varies. */
static void pieces_that_vary(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: v\nstep: week\nstages: {a: {start: 100%}}\n"
                   "transitions:\n  a -> a:\n    probability: 100%\n    revenue:\n"
                   "      - {until: 2, value: 5}\n      - {otherwise: 'varies gamma(mean=7, sd=1)'}\n",
                   "horizon: 4\npopulation: 10\nengine: expected\nruns: 1\n", (pk_run_options_t){0});
    assert_close(pk_fixture_kpi(&f, "revenue"), 10 * (5 + 5 + 7 + 7), 1e-12);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_laws),
        cmocka_unit_test(an_argument_that_varies),
        cmocka_unit_test(pieces_that_vary),
    };
    return cmocka_run_group_tests_name("varying", tests, NULL, NULL);
}
