/* Ages of a stay whose tail is long: sums against exact tails, and a steady start that costs what its people cost. */
#include "engine_fixture.h"

#include <gsl/gsl_cdf.h>
#include <time.h>

#include "engine/life.h"

static double lognormal_tail(double mu, double sigma, double age)
{
    return age > 0 ? gsl_cdf_ugaussian_Q((log(age) - mu) / sigma) : 1;
}

/* Σ S(a): one by one up to 2e6, then E(T - A)+ + S(A)/2 by Euler and Maclaurin, whose next term is below 1e-13. */
static double lognormal_sum(double mu, double sigma)
{
    const double last = 2e6;
    double sum = 0;
    for (double a = last - 1; a >= 0; a--) {
        sum += lognormal_tail(mu, sigma, a);
    }
    const double tail = lognormal_tail(mu, sigma, last);
    return sum + exp(mu + sigma * sigma / 2) * gsl_cdf_ugaussian_P((mu + sigma * sigma - log(last)) / sigma) -
           last * tail + tail / 2;
}

static void a_mean_stay_takes_in_the_tail(void **state)
{
    (void)state;
    const pk_life_t heavy = {.law = pk_law_find("lognormal"), .a = {0, 3}, .alive = 1};
    const pk_life_t fixed = {.law = pk_law_find("fixed"), .a = {20000}, .alive = 1};
    const pk_life_t slow = {.law = pk_law_find("exponential"), .a = {1e6}, .alive = 1};
    assert_close(pk_life_mean(&heavy, 1, 0), lognormal_sum(0, 3), 1e-10);
    assert_close(pk_life_mean(&fixed, 1, 0), 20000, 1e-12);
    assert_close(pk_life_mean(&fixed, 2, 0.001), (1 - pow(0.999, 20000)) / 0.001, 1e-10);
    assert_close(pk_life_mean(&slow, 3, 0), 1 / -expm1(-3e-6), 1e-9);
    assert_close(pk_life_mean(&slow, 1, 1e-6), 1 / (1 - (1 - 1e-6) * exp(-1e-6)), 1e-9);
    assert_near(pk_life_mean(&heavy, 1, 1), 1, 0);
}

/* Who is still there of a steady start after t steps: 1 - Σ_{a < t} S(a) over the sum. */
static void a_long_tail_keeps_its_law(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: l\nstep: week\n"
                   "stages: {a: {start: 100%, dwell: 'lognormal(0, 3)', start_age: steady}, b: {}}\n"
                   "transitions: {a -> b: {share: 100%}}\n",
                   "horizon: 104\npopulation: 1000\nengine: expected\nruns: 1\n", (pk_run_options_t){.series = true});
    const double all = lognormal_sum(0, 3);
    double gone = 0;
    for (int t = 0; t <= 104; t++) {
        assert_close(pk_fixture_count(&f, t, 0), 1000 * (1 - gone / all), 1e-9);
        gone += lognormal_tail(0, 3, t);
    }
    pk_fixture_free(&f);
}

/* 100 runs of 1,000 people took 44 s where ages were walked one by one. Whole people, none lost; and the mean of 400
 * runs after 20 steps within z = 4.89 of the law: the systematic start leaves less spread than independent people,
 * whose sd is sqrt(1000 p (1-p)) = 7, so that a tail that is cut at 8,192 ages (a mean 29 lower) is 80 standard errors
 * off. */
static void a_long_tail_costs_what_its_people_cost(void **state)
{
    (void)state;
    pk_fixture_t f;
    const clock_t begun = clock();
    pk_fixture_run(&f,
                   "polku: 1\nname: l\nstep: week\n"
                   "stages: {a: {start: 100%, dwell: 'lognormal(0, 3)', start_age: steady}, b: {}}\n"
                   "transitions: {a -> b: {share: 100%}}\n",
                   "horizon: 52\npopulation: 1000\nengine: cohort\nruns: 400\n", (pk_run_options_t){.series = true});
    const double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
    double gone = 0;
    for (int a = 0; a < 20; a++) {
        gone += lognormal_tail(0, 3, a);
    }
    const double p = 1 - gone / lognormal_sum(0, 3);
    assert_true(fabs(pk_fixture_count(&f, 20, 0) - 1000 * p) < PK_Z * sqrt(1000 * p * (1 - p) / 400));
    print_message("400 runs of a long tail: %.2f s of processor time\n", seconds);
    assert_true(seconds < 60);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mean_stay_takes_in_the_tail),
        cmocka_unit_test(a_long_tail_keeps_its_law),
        cmocka_unit_test(a_long_tail_costs_what_its_people_cost),
    };
    return cmocka_run_group_tests_name("life", tests, NULL, NULL);
}
