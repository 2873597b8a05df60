/* Dwell times: who is still there after t steps is S(t), with and without an effect on the speed of leaving. */
#include "engine_fixture.h"

#include <gsl/gsl_cdf.h>

static const pk_run_options_t SERIES = {.series = true};

typedef struct {
    const char *dwell;
    double (*survival)(double t);
    double mean;
} pk_case_t;

static double weibull(double t)
{
    return exp(-pow(t / 20, 1.7));
}
static double gamma_stay(double t)
{
    return gsl_cdf_gamma_Q(t, 2.5, 6);
}
static double lognormal(double t)
{
    return t > 0 ? 0.5 * erfc((log(t) - 2.2) / (0.6 * sqrt(2))) : 1;
}

/* Means: 20 Γ(1 + 1/1.7); 2.5 * 6; exp(2.2 + 0.18). */
static const pk_case_t CASES[] = {
    {"weibull(shape=1.7, scale=20)", weibull, 17.844890},
    {"gamma(shape=2.5, scale=6)", gamma_stay, 15},
    {"lognormal(2.2, 0.6)", lognormal, 10.804903},
};

static void run_case(pk_fixture_t *f, const pk_case_t *c, const char *lever)
{
    char model[1200];
    snprintf(model, sizeof model,
             "polku: 1\nname: stay\nstep: week\n"
             "stages:\n  a:\n    start: 100%%\n    dwell: %s\n  b: {}\n  c: {}\n"
             "transitions: {a -> b: {share: 30%%}, a -> c: {share: rest}}\n"
             "levers: {push: {value: 1, effects: {a -> *: x2}}}\n"
             "kpis: {in_a: {time: [a]}}\n",
             c->dwell);
    char scenario[200];
    snprintf(scenario, sizeof scenario,
             "horizon: 300\npopulation: 1000000\nengine: expected\nruns: 1\nlevers: {push: %s}\n", lever);
    pk_fixture_run(f, model, scenario, SERIES);
}

static void left_at_the_analytic_times(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        for (int speed = 1; speed <= 2; speed++) {
            pk_fixture_t f;
            run_case(&f, &CASES[k], speed == 1 ? "1" : "2");
            double stay = 1;
            for (int t = 1; t <= 300; t++) {
                const double expected = 1e6 * pow(CASES[k].survival(t), speed);
                assert_near(pk_fixture_count(&f, t, 0), expected, 1e-6);
                assert_near(pk_fixture_count(&f, t, 1), 0.3 * (1e6 - expected), 1e-6);
                stay += pk_fixture_count(&f, t, 0) / 1e6;
            }
            if (speed == 1) {
                /* A stay ends at a step's end: its mean is about half a step above the continuous one. */
                assert_near(stay, CASES[k].mean + 0.5, 0.02);
            }
            pk_fixture_free(&f);
        }
    }
}

/* fixed(d): everybody leaves in step d, whatever the speed. */
static void a_fixed_stay_ends_surely(void **state)
{
    (void)state;
    const pk_case_t fixed = {"5", NULL, 5};
    pk_fixture_t f;
    run_case(&f, &fixed, "2");
    assert_near(pk_fixture_count(&f, 4, 0), 1e6, 0);
    assert_near(pk_fixture_count(&f, 5, 0), 0, 0);
    pk_fixture_free(&f);
}

/* Renewal: out of a stay of exactly 3 steps half of those who leave start it again at age 0. */
static void a_renewal_starts_a_new_stay(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: r\nstep: week\nstages: {a: {start: 100%, dwell: 3}, b: {}}\n"
                   "transitions: {a -> a: {share: 50%}, a -> b: {share: 50%}}\n",
                   "horizon: 10\npopulation: 1024\nengine: expected\nruns: 1\n", SERIES);
    const double expected[] = {1024, 1024, 1024, 512, 512, 512, 256, 256, 256, 128, 128};
    for (int t = 0; t <= 10; t++) {
        assert_near(pk_fixture_count(&f, t, 0), expected[t], 1e-9);
    }
    pk_fixture_free(&f);
}

/* start_age: steady: a population in steady state stays there when as many enter as leave: a stay of 4 to 6 steps that
 * renews itself keeps its flow constant from the first step. */
static void a_steady_start_stays_steady(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(
        &f,
        "polku: 1\nname: s\nstep: week\nstages: {a: {start: 100%, dwell: 'weibull(4, 5)', start_age: steady}, "
        "b: {}}\n"
        "transitions: {a -> a: {share: 1}, a -> b: {share: 0}}\n",
        "horizon: 40\npopulation: 1000\nengine: expected\nruns: 1\n", SERIES);
    const double first = f.result.flow_counts[pk_flow_cell(&f.result, 1, 0, 0)].mean;
    for (int t = 2; t <= 40; t++) {
        assert_close(f.result.flow_counts[pk_flow_cell(&f.result, t, 0, 0)].mean, first, 1e-10);
    }
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(left_at_the_analytic_times),
        cmocka_unit_test(a_fixed_stay_ends_surely),
        cmocka_unit_test(a_renewal_starts_a_new_stay),
        cmocka_unit_test(a_steady_start_stays_steady),
    };
    return cmocka_run_group_tests_name("stays", tests, NULL, NULL);
}
