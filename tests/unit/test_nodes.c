/* Customers who differ in one probability, in the engine of means: moments of the law, who is still there in closed
 * form, and what is refused. */
#include "engine_fixture.h"

#include <gsl/gsl_sf_gamma.h>

#include "engine/assumptions.h"
#include "engine/nodes.h"
#include "engine/sim.h"

/* Moments up to the degree that K nodes make exact, against E p^k = Π (a + i) / (a + b + i). */
static void moments_are_exact(void **state)
{
    (void)state;
    static const double ARGUMENTS[] = {0.02, 0.7, 1, 3.8, 40};
    double node[PK_NODES_MOST], weight[PK_NODES_MOST];
    for (int i = 0; i < 25; i++) {
        const double a = ARGUMENTS[i / 5], b = ARGUMENTS[i % 5];
        for (int count = 1; count <= PK_NODES_MOST; count += count < 8 ? 1 : 14) {
            double expected = 1;
            pk_nodes_of_beta(a, b, count, node, weight);
            for (int degree = 0; degree < 2 * count; degree++) {
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    sum += weight[k] * pow(node[k], degree);
                    assert_true(k == 0 || node[k] > node[k - 1]);
                    assert_true(node[k] >= 0 && node[k] <= 1 && weight[k] > 0);
                }
                assert_close(sum, expected, 1e-11);
                expected *= (a + degree) / (a + b + degree);
            }
        }
    }
    pk_nodes_of_beta(-1, 2, 3, node, weight);
    assert_true(isnan(node[0]) && isnan(weight[2]));
}

static double still_there(double a, double b, int t)
{
    return exp(gsl_sf_lnbeta(a, b + t) - gsl_sf_lnbeta(a, b));
}

static void run(pk_fixture_t *f, const char *law, const char *more, const char *body)
{
    char model[1024];
    snprintf(model, sizeof model,
             "polku: 1\nname: m\nstep: year\npopulation: 1000\n"
             "stages: {customer: {start: 100%%}, lost: {}}\n"
             "transitions:\n  customer -> lost:\n    probability: varies %s\n%s",
             law, more);
    pk_fixture_run(f, model, body, (pk_run_options_t){.series = true});
}

/* S(t) = B(a, b + t) / B(a, b), exact to the horizon; at 400 steps by 64 groups. */
static void who_is_still_there(void **state)
{
    (void)state;
    static const struct {
        const char *law, *body;
        double a, b, allowed;
        int steps;
    } CASES[] = {{"beta(0.704, 1.182)", "horizon: 12\nengine: expected\nruns: 1\n", 0.704, 1.182, 1e-10, 12},
                 {"beta(mean=20%, n=10)", "horizon: 13\nengine: expected\nruns: 3\n", 2, 8, 1e-10, 13},
                 {"beta(3, 1)", "horizon: 1\nengine: expected\nruns: 1\n", 3, 1, 1e-12, 1},
                 {"beta(0.704, 30)", "horizon: 400\nengine: expected\nruns: 1\n", 0.704, 30, 1e-9, 400}};
    for (int c = 0; c < 4; c++) {
        pk_fixture_t f;
        run(&f, CASES[c].law, "", CASES[c].body);
        for (int t = 0; t <= CASES[c].steps; t++) {
            assert_close(pk_fixture_count(&f, t, 0), 1000 * still_there(CASES[c].a, CASES[c].b, t), CASES[c].allowed);
        }
        pk_fixture_free(&f);
    }
}

/* The law's arguments are drawn: each draw is a curve of its own, and their mean is over draws. */
static void uncertain_arguments(void **state)
{
    (void)state;
    pk_fixture_t f;
    enum { RUNS = 200 };
    run(&f, "beta(uniform(0.5, 1), uniform(1, 2))", "", "horizon: 12\nengine: expected\nruns: 200\nseed: 3\n");
    pk_plan_t plan;
    pk_sim_t sim;
    assert_int_equal(pk_plan_compile(f.scenario, &plan, &f.diag), PK_OK);
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    double *draws = PK_ARRAY(&plan.arena, double, plan.nslot), sum = 0;
    const pk_numbers_t *book = &f.scenario->model->numbers;
    for (int r = 0; r < RUNS; r++) {
        assert_int_equal(pk_assumptions_draw(&sim, (uint64_t)r, draws, NULL).outcome, PK_DRAW_FINE);
        const double a = pk_number_at(pk_number_find(book, "transitions.customer -> lost.probability.a"), draws, NAN);
        const double b = pk_number_at(pk_number_find(book, "transitions.customer -> lost.probability.b"), draws, NAN);
        sum += 1000 * still_there(a, b, 12);
    }
    assert_close(pk_fixture_count(&f, 12, 0), sum / RUNS, 1e-10);
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

/* A driver doubles each customer's rate: (1 - p)^2 a step, so that S(t) is that of 2 t steps. */
static void drivers_act_on_each(void **state)
{
    (void)state;
    pk_fixture_t f;
    run(&f, "beta(0.704, 1.182)", "levers: {push: {value: 1, effects: {customer -> lost: x2}}}\n",
        "horizon: 12\nengine: expected\nruns: 1\nlevers: {push: 2}\n");
    for (int t = 0; t <= 6; t++) { /* 7 groups are exact to 13 chances */
        assert_close(pk_fixture_count(&f, t, 0), 1000 * still_there(0.704, 1.182, 2 * t), 1e-10);
    }
    pk_fixture_free(&f);
}

/* ---- what is refused ---- */

static void expect_refused(const char *transitions, const char *more, const char *body, const char *why)
{
    char model[1024];
    snprintf(model, sizeof model,
             "polku: 1\nname: m\nstep: year\npopulation: 1000\n"
             "stages: {a: {start: 100%%}, b: {dwell: 'exponential(mean=3)'}, c: {}}\ntransitions:\n%s%s",
             transitions, more);
    pk_fixture_t f;
    pk_plan_t plan;
    pk_fixture_read(&f, model, body);
    assert_int_equal(pk_plan_compile(f.scenario, &plan, &f.diag), PK_BAD_INPUT);
    char expected[200];
    snprintf(expected, sizeof expected, "`varies` %s (customers who differ) is not simulated yet", why);
    assert_string_equal(f.diag.messages[f.diag.count - 1].text, expected);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

static void what_is_not_simulated(void **state)
{
    (void)state;
    static const char BODY[] = "horizon: 3\nengine: expected\n";
    static const char ONE[] = "  a -> b:\n    probability: varies beta(1, 2)\n  b -> c: {share: 100%}\n";
    expect_refused(ONE, "", "horizon: 3\n", "on a probability with another engine than expected");
    expect_refused("  a -> b:\n    rate: varies gamma(1, 2)\n  b -> c: {share: 100%}\n", "", BODY,
                   "on a rate or a share");
    expect_refused("  a -> b:\n    probability: varies uniform(0, 1)\n  b -> c: {share: 100%}\n", "", BODY,
                   "by another law than beta(a, b)");
    expect_refused(
        "  a -> b:\n    probability: varies beta(1, 2)\n  a -> c: {probability: 1%}\n  b -> c: {share: 100%}\n", "",
        BODY, "beside another probability out of the same stage");
    expect_refused("  a -> b:\n    probability: varies beta(1, 2)\n  c -> a:\n    probability: varies beta(1, 2)\n"
                   "  b -> c: {share: 100%}\n",
                   "", BODY, "on a second probability");
    expect_refused(
        "  a -> b: {probability: 1%}\n  b -> a:\n    probability: varies beta(1, 2)\n  b -> c: {share: 100%}\n", "",
        BODY, "out of a stage with a dwell time");
    expect_refused(ONE, "personas: {p: {share: 50%}, q: {share: rest}}\n", BODY, "in a model with personas");
    expect_refused(ONE, "capacity: {crew: {per_step: 3, uses: {a -> b: 1}}}\n", BODY, "in a model with capacity");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_exact),     cmocka_unit_test(who_is_still_there),
        cmocka_unit_test(uncertain_arguments),   cmocka_unit_test(drivers_act_on_each),
        cmocka_unit_test(what_is_not_simulated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
