/* The journey as it stands today: stays with an effect on their speed, personas apart, means that are impossible. */
#include "engine_fixture.h"

#include "study/today.h"

static void open_today(pk_fixture_t *f, pk_today_t *today, const char *model, const char *scenario)
{
    pk_fixture_read(f, model, scenario);
    const pk_status_t status = pk_today_open(f->scenario, today, &f->diag);
    pk_fixture_show(&f->diag);
    assert_int_equal(status, PK_OK);
}

/* A lever that today makes everybody leave twice as fast: S(a)^2, so that 0.81^a with a stay of 0.9^a; without
 * marketing, what is written is the stay at speed 1. Mean stay 1/(1 - 0.9) = 10, at double speed 1/(1 - 0.81). */
static void a_stay_has_the_speed_of_today(void **state)
{
    (void)state;
    static const char *const meanings[] = {"today", "without_marketing"};
    static const double stays[] = {10, 1 / (1 - 0.81)};
    for (int k = 0; k < 2; k++) {
        char model[700];
        snprintf(model, sizeof model,
                 "polku: 1\nname: s\nstep: week\nprobabilities: %s\n"
                 "stages: {a: {start: 100%%, dwell: 'exponential(mean=9.491221581029903)'}, b: {}}\n"
                 "transitions: {a -> b: {share: 100%%}}\n"
                 "channels: {push: {spend: 10, saturation: {linear: {unit: 10}}, effects: {a -> *: x2}}}\n",
                 meanings[k]);
        pk_fixture_t f;
        pk_today_t today;
        open_today(&f, &today, model, "horizon: 10\npopulation: 100\nruns: 1\n");
        assert_close(pk_today_stay(&today, 0, 0), stays[k], 1e-10);
        assert_true(isinf(pk_today_stay(&today, 1, 0)));
        pk_today_free(&today);
        pk_fixture_free(&f);
    }
}

/* Two personas who buy with 10% and 40% and give up with 30% and 10%: a quarter and four fifths of them end as buyers,
 * which is 0.47 of a mixture of 60 to 40. A chain of mean probabilities would say 22% of 44%, one half. */
static void personas_are_solved_apart(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_today_t today;
    open_today(&f, &today,
               "polku: 1\nname: p\nstep: week\nstages: {a: {start: 100%}, buyer: {}, gone: {}}\n"
               "personas: {one: {share: 60%}, two: {share: rest}}\n"
               "transitions:\n  a -> buyer: {probability: 10%, by_persona: {two: {probability: 40%}}}\n"
               "  a -> gone: {probability: 30%, by_persona: {two: {probability: 10%}}}\n",
               "horizon: 10\npopulation: 100\nruns: 1\n");
    pk_arena_t arena = {0};
    const pk_chain_t chain = pk_today_analyse(&today, &arena);
    assert_near(chain.absorption[1], 0.6 * 0.25 + 0.4 * 0.8, 1e-14);
    assert_near(chain.absorption[2], 0.6 * 0.75 + 0.4 * 0.2, 1e-14);
    assert_near(chain.absorption_time[0], 0.6 * 2.5 + 0.4 * 2, 1e-13);
    pk_arena_free(&arena);
    pk_today_free(&today);
    pk_fixture_free(&f);
}

/* Out of a plain stage step by step, out of a stay by visits: a is left with 1/2 a step, b after exactly 3 steps; half
 * of b's leavers come back. Where it ends: c surely; time from a: m_a = 1 + m_a/2 + m_b/2, m_b = 3 + m_a/2: 10. */
static void stays_and_steps_together(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_today_t today;
    open_today(&f, &today,
               "polku: 1\nname: m\nstep: week\nstages: {a: {start: 100%}, b: {dwell: 3}, c: {}}\n"
               "transitions: {a -> b: {probability: 50%}, b -> a: {share: 50%}, b -> c: {share: 50%}}\n",
               "horizon: 10\npopulation: 100\nruns: 1\n");
    pk_arena_t arena = {0};
    const pk_chain_t chain = pk_today_analyse(&today, &arena);
    assert_near(chain.absorption[2], 1, 1e-14);
    assert_near(chain.absorption_time[0], 10, 1e-12);
    assert_near(chain.absorption_time[1], 8, 1e-12);
    pk_arena_free(&arena);
    pk_today_free(&today);
    pk_fixture_free(&f);
}

/* Two numbers whose means sum past 1, though most of their draws do not: the means of the draws that do not. */
static void impossible_means_give_way(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_today_t today;
    open_today(&f, &today,
               "polku: 1\nname: i\nstep: week\nstages: {a: {start: 100%}, b: {}, c: {}}\n"
               "transitions:\n  a -> b: {probability: \"beta(1.02, 0.98)\"}\n"
               "  a -> c: {probability: \"beta(1.02, 0.98)\"}\n",
               "horizon: 10\npopulation: 100\nruns: 400\n");
    const double b = today.sim.now.p[0], c = today.sim.now.p[1];
    assert_true(b + c < 0.8); /* of the triangle below 1 about 2/3; the means alone sum to 1.02 */
    assert_true(b + c > 0.55);
    pk_today_free(&today);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stay_has_the_speed_of_today),
        cmocka_unit_test(personas_are_solved_apart),
        cmocka_unit_test(stays_and_steps_together),
        cmocka_unit_test(impossible_means_give_way),
    };
    return cmocka_run_group_tests_name("today", tests, NULL, NULL);
}
