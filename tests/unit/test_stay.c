/* What `check` tells of each stage: who leaves for where, how long they stay, where they are in the end. */
#include "engine_fixture.h"

#include "study/stay.h"

static void stays_of(pk_fixture_t *f, pk_stays_t *stays, const char *model, const char *scenario)
{
    pk_fixture_read(f, model, scenario);
    const pk_status_t status = pk_stays(f->scenario, stays, &f->diag);
    pk_fixture_show(&f->diag);
    assert_int_equal(status, PK_OK);
}

/* One in five of the slow end as buyers and four in five of the fast, of whom a hundred times as many get so far. */
static void who_gets_so_far_weighs(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_stays_t stays;
    stays_of(&f, &stays,
             "polku: 1\nname: s\nstep: week\nstages: {a: {start: 100%}, b: {}, buyer: {}, gone: {}}\n"
             "personas: {slow: {share: 50%}, fast: {share: rest}}\n"
             "transitions:\n  a -> b: {probability: 1%, by_persona: {fast: {probability: 100%}}}\n"
             "  b -> buyer: {probability: 10%, by_persona: {fast: {probability: 40%}}}\n"
             "  b -> gone: {probability: 40%, by_persona: {fast: {probability: 10%}}}\n",
             "horizon: 1\npopulation: 1000\nruns: 1\n");
    /* in the one step 5 slow and 500 fast enter b, and nobody leaves it yet */
    const double slow = 5.0 / 505, fast = 500.0 / 505;
    assert_near(stays.stages[1].mean_stay_steps, 2, 1e-12);
    assert_near(stays.stages[1].exits[0].share, slow * 0.2 + fast * 0.8, 1e-12);
    assert_near(stays.stages[1].ends[2], slow * 0.2 + fast * 0.8, 1e-12);
    /* nobody enters a: those who were there at the start, half and half */
    assert_near(stays.stages[0].mean_stay_steps, 0.5 * 100 + 0.5 * 1, 1e-12);
    assert_near(stays.stages[0].ends[2], 0.5 * 0.2 + 0.5 * 0.8, 1e-12);
    pk_stays_free(&stays);
    pk_fixture_free(&f);
}

/* Nobody is lost for good: after one step, where those who entered stand. */
static void where_those_who_enter_stand(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_stays_t stays;
    stays_of(&f, &stays,
             "polku: 1\nname: s\nstep: week\nstages: {a: {start: 100%}, b: {}}\n"
             "personas: {slow: {share: 80%}, fast: {share: rest}}\n"
             "transitions:\n  a -> b: {probability: 10%, by_persona: {fast: {probability: 100%}}}\n"
             "  b -> a: {probability: 30%, by_persona: {fast: {probability: 50%}}}\n",
             "horizon: 1\npopulation: 1000\nruns: 1\n");
    /* 80 slow and 200 fast enter b, and would be in a again with 30% and 50% */
    assert_false(stays.forever);
    assert_near(stays.stages[1].ends[0], (80 * 0.3 + 200 * 0.5) / 280, 1e-12);
    assert_near(stays.stages[1].mean_stay_steps, (80 / 0.3 + 200 / 0.5) / 280, 1e-12);
    pk_stays_free(&stays);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_gets_so_far_weighs),
        cmocka_unit_test(where_those_who_enter_stand),
    };
    return cmocka_run_group_tests_name("stay", tests, NULL, NULL);
}
