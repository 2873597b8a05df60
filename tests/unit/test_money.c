/* Money that varies, where it may stand: the mean in the engine expected, the law of a sum in the cohort, a refusal
 * where it is not simulated. */
#include "engine_fixture.h"

#include "engine/plan.h"

static const char MODEL[] = "polku: 1\nname: m\nstep: week\n"
                            "stages:\n"
                            "  a: {role: prospect, start: 100%}\n"
                            "  b: {role: customer, entry_cost: varies exponential(mean=3), "
                            "end_value: varies exponential(mean=20)}\n"
                            "transitions: {a -> b: {probability: 100%}}\n";

/* 1000 enter b in step 1 and are there at the end: cost 3 x 1000, value 20 x 1000. */
static void entries_and_ends_vary(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f, MODEL, "horizon: 1\npopulation: 1000\nengine: expected\nruns: 1\n", (pk_run_options_t){0});
    assert_near(pk_fixture_kpi(&f, "cost"), 3000, 1e-12);
    assert_near(pk_fixture_kpi(&f, "profit"), 17000, 1e-12);
    pk_fixture_free(&f);
}

/* A sum of 1000 exponentials of mean 3 has sd 3 sqrt(1000); over 400 runs the mean of it has a standard error of
 * 3 sqrt(1000)/20 = 4.74. False alarms: 1e-6 (z = 4.89). Catches a cost that is 1.2% off (7.2 standard errors), and an
 * sd of 0: entries that all cost the same. */
static void entries_vary_by_chance(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f, MODEL, "horizon: 1\npopulation: 1000\nengine: cohort\nruns: 400\n", (pk_run_options_t){0});
    const double error = 3 * sqrt(1000) / 20;
    assert_true(fabs(pk_fixture_kpi(&f, "cost") - 3000) < 4.89 * error);
    for (int k = 0; k < f.result.nkpi; k++) {
        if (strcmp(f.result.kpis[k].name, "cost") == 0) {
            const double sd = f.result.kpi[pk_kpi_cell(&f.result, 0, 0, k)].sd;
            assert_true(sd > 75 && sd < 115);
        }
    }
    pk_fixture_free(&f);
}

/* A subscription of 30 a month: 1,000 customers of whom 5% leave a month, 12 months. Price +50% with an elasticity of 1
 * on `revenue` moves it as it moves what is sold: b's revenue is 45 Σ_{t=1}^{12} 1000 0.95^t, each of a -> b 60 for 40.
 */
static void a_lever_on_revenue_moves_all_revenue(void **state)
{
    (void)state;
    static const char *const TARGETS[] = {"revenue", "b.revenue", "b.cost", "a -> b.revenue"};
    static const double FACTORS[][3] = {{1.5, 1.5, 1}, {1.5, 1, 1}, {1, 1, 1.5}, {1, 1.5, 1}};
    for (int k = 0; k < 4; k++) {
        char model[600];
        snprintf(model, sizeof model,
                 "polku: 1\nname: s\nstep: month\n"
                 "stages:\n  a: {role: prospect, start: 50%%}\n"
                 "  b: {role: customer, start: 50%%, revenue: 30, cost: 7, entry_cost: 2}\n  c: {}\n"
                 "transitions:\n  a -> b: {probability: 0, revenue: 40}\n  b -> c: {probability: 5%%}\n"
                 "  a -> a: {probability: 100%%, revenue: 40}\n"
                 "levers: {price: {value: 10, effects: {%s: {elasticity: 1}}}}\n",
                 TARGETS[k]);
        pk_fixture_t f;
        pk_fixture_run(&f, model, "horizon: 12\npopulation: 2000\nengine: expected\nruns: 1\nlevers: {price: 15}\n",
                       (pk_run_options_t){0});
        double there = 0;
        for (int t = 1; t <= 12; t++) {
            there += 1000 * pow(0.95, t);
        }
        const double sold = 12 * 1000 * 40 * (k == 0 ? 1.5 : 1); /* a -> a; `a -> b.revenue` is another flow's */
        assert_close(pk_fixture_kpi(&f, "revenue"), 30 * there * FACTORS[k][0] + sold, 1e-12);
        assert_close(pk_fixture_kpi(&f, "cost"), 7 * there * FACTORS[k][2] + 2 * 1000, 1e-12);
        pk_fixture_free(&f);
    }
}

/* A refund is no purchase, a flow whose mean is above 0 in some step is one in all steps; before drivers. */
static void purchases_bring_money(void **state)
{
    (void)state;
    static const struct {
        const char *revenue;
        double purchases;
    } CASES[] = {
        {"-100", 0},
        {"0", 0},
        {"100", 40},
        {"-50 to 40", 0},
        {"-40 to 50", 40},
        {"varies normal(mean=-1, sd=50)", 0},
        {"varies normal(mean=1, sd=50)", 40},
        {"varies normal(mean=uniform(-5, 4), sd=50)", 0},
        {"[{until: 3, value: -10}, {otherwise: 5}]", 40},
        {"[{until: 4, value: -10}, {otherwise: 5}]", 0}, /* the 5 is past the horizon */
        {"[{until: 3, value: -10}, {otherwise: varies exponential(mean=5)}]", 40},
    };
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        char model[500];
        snprintf(model, sizeof model,
                 "polku: 1\nname: p\nstep: week\ncurrency: EUR\nstages: {a: {role: customer, start: 100%%}}\n"
                 "transitions:\n  a -> a:\n    probability: 100%%\n    revenue: %s\n"
                 "levers: {price: {value: 1, effects: {revenue: x0}}}\n",
                 CASES[k].revenue);
        pk_fixture_t f;
        pk_fixture_run(&f, model, "horizon: 4\npopulation: 10\nengine: expected\nruns: 2\nlevers: {price: 2}\n",
                       (pk_run_options_t){0});
        assert_near(pk_fixture_kpi(&f, "purchases"), CASES[k].purchases, 1e-12);
        assert_near(pk_fixture_kpi(&f, "repeat_purchases"), CASES[k].purchases, 1e-12);
        pk_fixture_free(&f);
    }
}

static bool warns(const char *model, const char *engine, const char *of)
{
    pk_fixture_t f;
    char scenario[120];
    snprintf(scenario, sizeof scenario, "horizon: 4\npopulation: 10\nengine: %s\nruns: 2\n", engine);
    pk_fixture_read(&f, model, scenario);
    assert_int_equal(pk_run(f.scenario, &(pk_run_options_t){0}, &f.result, &f.diag), PK_OK);
    bool found = false;
    for (int k = 0; k < f.diag.count; k++) {
        found = found || (f.diag.messages[k].line > 0 && strstr(f.diag.messages[k].text, of) != NULL);
    }
    pk_fixture_free(&f);
    return found;
}

/* One mean a customer for life cannot be followed by a cohort: where customers come the same way again a warning points
 * at the law; where nobody does, and in the engine expected, there is none. */
static void a_mean_for_life_warns_where_customers_come_again(void **state)
{
    (void)state;
#define TWICE "\"varies gamma(mean=varies gamma(mean=100, sd=60), sd=30)\""
#define STAGES(more)                                                                                                   \
    "polku: 1\nname: v\nstep: week\ncurrency: EUR\nstages: {a: {start: 100%" more "}, b: {}}\ntransitions:\n"
    static const char AGAIN[] = "come this way again";
    assert_true(warns(STAGES("") "  a -> a: {probability: 100%, revenue: " TWICE "}\n", "cohort", AGAIN));
    assert_false(warns(STAGES("") "  a -> a: {probability: 100%, revenue: " TWICE "}\n", "expected", AGAIN));
    assert_false(warns(STAGES("") "  a -> a: {probability: 100%, revenue: \"varies gamma(mean=100, sd=60)\"}\n",
                       "cohort", AGAIN));
    assert_true(
        warns(STAGES("") "  a -> b: {probability: 9%, cost: " TWICE "}\n  b -> a: {rate: 1}\n", "cohort", AGAIN));
    assert_false(warns(STAGES("") "  a -> b: {probability: 9%, cost: " TWICE "}\n", "cohort", AGAIN));
    assert_true(warns(STAGES(", dwell: 3") "  a -> b: {share: rest}\n  a -> a: {share: 10%, revenue: " TWICE "}\n",
                      "cohort", AGAIN));
    assert_true(warns(STAGES(", cost: varies exponential(mean=3)") "  a -> b: {probability: 9%}\n", "cohort",
                      "drawn anew each step"));
    assert_true(warns(STAGES(", entry_cost: varies exponential(mean=3)") "  a -> b: {rate: 1}\n  b -> a: {rate: 1}\n",
                      "cohort", "entered again"));
    assert_false(warns(STAGES(", entry_cost: varies exponential(mean=3)") "  a -> b: {rate: 1}\n", "cohort", "again"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_and_ends_vary),
        cmocka_unit_test(entries_vary_by_chance),
        cmocka_unit_test(a_lever_on_revenue_moves_all_revenue),
        cmocka_unit_test(purchases_bring_money),
        cmocka_unit_test(a_mean_for_life_warns_where_customers_come_again),
    };
    return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
