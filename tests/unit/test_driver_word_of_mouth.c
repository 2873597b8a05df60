/* Word of mouth against the diffusion of Bass 1969 (Management Science 15:215-227), p = 0.03, q = 0.38: a rate p that
 * word of mouth of those who have adopted multiplies by 1 + (q/p) F. Today nobody has adopted, so that p is the rate
 * without it. */
#include "engine_fixture.h"

static void run(pk_fixture_t *f, const char *rate, int steps, const char *engine, const char *population)
{
    char model[600], scenario[160];
    snprintf(model, sizeof model,
             "polku: 1\nname: bass\nstep: year\n"
             "stages: {waiting: {start: 100%%}, adopted: {}}\n"
             "transitions: {waiting -> adopted: {rate: %s}}\n"
             "word_of_mouth: {friends: {from: adopted, effects: {waiting -> adopted: x13.666666666666666}}}\n",
             rate);
    snprintf(scenario, sizeof scenario, "horizon: %d\npopulation: %s\nengine: %s\nruns: 1\n", steps, population,
             engine);
    pk_fixture_run(f, model, scenario, (pk_run_options_t){.series = true});
}

/* Section 6 in a few lines: F += (1 - F) (1 - exp(-p (1 + (M - 1) F))). */
static void the_recursion(void **state)
{
    (void)state;
    pk_fixture_t f;
    run(&f, "0.03", 20, "expected", "1");
    double adopted = 0;
    for (int t = 1; t <= 20; t++) {
        adopted += (1 - adopted) * -expm1(-0.03 * (1 + 12.666666666666666 * adopted));
        assert_near(pk_fixture_count(&f, t, 1), adopted, 1e-12);
    }
    pk_fixture_free(&f);
}

/* A hundred steps to the year come within 0.5% of F(t) = (1 - e^-(p+q)t) / (1 + q/p e^-(p+q)t). */
static void the_closed_form(void **state)
{
    (void)state;
    static const int YEARS[] = {1, 2, 5, 10, 20};
    static const double F[] = {.0357581643, .0850562814, .3311986425, .8128032212, .9962594145};
    pk_fixture_t f;
    run(&f, "0.0003", 2000, "expected", "1");
    for (int k = 0; k < 5; k++) {
        assert_close(pk_fixture_count(&f, 100 * YEARS[k], 1), F[k], 0.005);
    }
    pk_fixture_free(&f);
}

/* From a flow: its value is last step's flow over the population, and 0 today. */
static void from_a_flow(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: anger\nstep: week\n"
                   "stages: {a: {start: 100%}, b: {}}\n"
                   "transitions: {a -> b: {rate: 0.1}, b -> a: {probability: 20%}}\n"
                   "word_of_mouth: {anger: {from: a -> b, effects: {b -> a: x3}}}\n",
                   "horizon: 3\npopulation: 1000\nengine: expected\nruns: 1\n", (pk_run_options_t){.series = true});
    double a = 1000, b = 0, flow = 0;
    for (int t = 1; t <= 3; t++) {
        const double out = a * -expm1(-0.1), back = b * -expm1(log1p(-0.2) * (1 + 2 * flow / 1000));
        a += back - out;
        b += out - back;
        flow = out;
        assert_near(pk_fixture_count(&f, t, 0), a, 1e-9);
    }
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_recursion),
        cmocka_unit_test(the_closed_form),
        cmocka_unit_test(from_a_flow),
    };
    return cmocka_run_group_tests_name("driver_word_of_mouth", tests, NULL, NULL);
}
