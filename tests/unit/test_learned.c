/* What `assume: {posterior: FILE}` draws: whole rows, run by run, without those that the model cannot hold. */
#include "engine_fixture.h"

#include <string.h>

#include "engine/assumptions.h"
#include "engine/sim.h"
#include "model/learned.h"

#define MODEL                                                                                                          \
    "polku: 1\nname: test\nstep: week\npopulation: 1000\nstages: {a: {start: rest}, b: {}, c: {}}\n"                   \
    "transitions: {a -> b: {probability: 1% to 20%}, a -> c: {probability: 2%}}\n"

static void learned(pk_fixture_t *f, pk_plan_t *plan, const char *posterior, const char *more)
{
    char scenario[300];
    (void)snprintf(scenario, sizeof scenario, "horizon: 4\nassume: {posterior: posterior.csv%s}\n", more);
    pk_fixture_begin(f);
    pk_fixture_beside(f, "posterior.csv", posterior);
    pk_fixture_read_here(f, MODEL, scenario);
    assert_int_equal(pk_plan_compile(f->scenario, plan, &f->diag), PK_OK);
}

static double drawn(const pk_plan_t *plan, uint64_t run, int flow)
{
    pk_sim_t sim;
    double draws[plan->nslot];
    pk_sim_init(&sim, plan, &pk_chance_expected);
    assert_int_equal(pk_assumptions_draw(&sim, run, draws, NULL).outcome, PK_DRAW_FINE);
    const double x = draws[plan->flows[flow].value.terms[0].slot];
    pk_sim_free(&sim);
    return x;
}

#define THREE                                                                                                          \
    "chain,draw,transitions.a -> b.probability,transitions.a->c.probability\n1,1,0.11,0.21\n2,1,0.12,0.22\n"           \
    "1,2,0.13,0.23\n"

/* A plain number is drawn as well where it was learned; both come of one row. */
static void a_run_takes_a_row_whole(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_plan_t plan;
    learned(&f, &plan, THREE, "");
    for (uint64_t run = 0; run < 7; run++) {
        assert_near(drawn(&plan, run, 0), 0.11 + 0.01 * (double)(run % 3), 1e-15);
        assert_near(drawn(&plan, run, 1), 0.21 + 0.01 * (double)(run % 3), 1e-15);
    }
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

/* .12 + .9 is past 1: row 2 is dropped whole, and said so. */
static void what_cannot_be_is_left_out(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_plan_t plan;
    learned(&f, &plan,
            "chain,draw,transitions.a -> b.probability,transitions.a -> c.probability\n1,1,0.11,0.21\n2,1,0.12,0.9\n"
            "1,2,0.13,0.23\n",
            "");
    assert_int_equal(plan.nlearned, 2);
    assert_near(drawn(&plan, 1, 0), 0.13, 0);
    assert_near(drawn(&plan, 2, 1), 0.21, 0);
    assert_int_equal(f.diag.warnings, 1);
    assert_non_null(strstr(f.diag.messages[0].text, "cannot hold 1 of the 3 draws"));
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

static void what_is_assumed_beside_it_wins(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_plan_t plan;
    learned(&f, &plan, THREE, ", transitions.a -> c.probability: 5%");
    assert_near(drawn(&plan, 4, 0), 0.12, 0);
    assert_near(drawn(&plan, 4, 1), 0.05, 0);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

static void unknown_columns_are_told(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_plan_t plan;
    learned(&f, &plan, "chain,draw,transitions.a -> b.probability,channels.radio.saturation.half\n1,1,0.11,7\n", "");
    assert_int_equal(f.diag.warnings, 1);
    assert_non_null(strstr(f.diag.messages[0].text, "channels.radio.saturation.half"));
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_takes_a_row_whole),
        cmocka_unit_test(what_cannot_be_is_left_out),
        cmocka_unit_test(what_is_assumed_beside_it_wins),
        cmocka_unit_test(unknown_columns_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
