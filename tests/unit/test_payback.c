/* When a plan pays back, against closed forms: a plan that costs C in step 1 and brings g more a step has paid in step
 * 1 + floor(C / g), C not a multiple of g; with g uniform the quantiles are those of g turned round and the part that
 * pays P(g > C / T). A plan that is ahead from the first step has nothing to pay back; where outcomes are expected and
 * chance is corrected by runs the same comes out. The same for any number of threads. */
#include "study/payback.h"

#include "engine_fixture.h"
#include "study/compare.h"

enum { STEPS = 15, RUNS = 400 };

/* Everybody buys at rate U a step, and half as often again with the lever boost. */
static const char MODEL[] = "polku: 1\nname: closed\nstep: week\ncurrency: EUR\npopulation: 100000\n"
                            "stages: {a: {role: customer, start: rest}}\n"
                            "transitions:\n  a -> a: {rate: %s, revenue: 0.01}\n"
                            "levers:\n  boost: {value: 0, effects: {a -> a: x1.5}}\n"
                            "  shop: {value: 0, cost: {per_step: 5230}}\n%s";
static const char *const PLANS[] = {"horizon: 15\n%s",
                                    "horizon: 15\n%slevers: {boost: 1, shop: [{until: 1, value: 1}, {otherwise: 0}]}\n",
                                    "horizon: 15\n%slevers: {boost: 1}\n",
                                    "horizon: 15\n%slevers: {boost: 0.5, shop: [{from: 3, until: 3, value: 1}, "
                                    "{otherwise: 0}]}\n"};

typedef struct {
    pk_fixture_t of[4];
    pk_scenario_t *scenarios[4];
    pk_comparison_t comparison;
    pk_diag_t diag;
} plans_t;

static void compare(plans_t *self, const char *rate, const char *more, const char *engine, int threads)
{
    char model[1000], text[400];
    *self = (plans_t){0};
    snprintf(model, sizeof model, MODEL, rate, more);
    for (int k = 0; k < 4; k++) {
        snprintf(text, sizeof text, PLANS[k], engine);
        pk_fixture_read(&self->of[k], model, text);
        self->scenarios[k] = self->of[k].scenario;
    }
    const pk_run_options_t options = {.series = true, .runs = RUNS, .threads = threads, .look = PK_LOOK_NOT};
    assert_int_equal(pk_compare(self->scenarios, 4, 0, &options, &self->comparison, &self->diag), PK_OK);
}

static void end(plans_t *self)
{
    pk_comparison_free(&self->comparison);
    pk_diag_free(&self->diag);
    for (int k = 0; k < 4; k++) {
        pk_fixture_free(&self->of[k]);
    }
}

static void paths(void **state)
{
    (void)state;
    const double size[] = {9, 9, 9, 9};
    assert_near(pk_payback_of((double[]){0, -3, -1, 2}, size, 3), 3, 0);
    assert_near(pk_payback_of((double[]){0, -3, 1, -2}, size, 3), 4, 0); /* never: one more than there are */
    assert_near(pk_payback_of((double[]){0, -3, 0, 5}, size, 3), 3, 0);  /* as much as the baseline is not ahead */
    assert_near(pk_payback_of((double[]){0, 1, -1e-3, 5}, size, 3), 3, 0);
    assert_near(pk_payback_of((double[]){0, -3, 1e-13, 5}, size, 3), 3, 0); /* round-off is nothing */
    assert_true(isnan(pk_payback_of((double[]){0, 0, 1, 0}, size, 3)));
    assert_true(isnan(pk_payback_of((double[]){0, -1e-13, 0, 0}, size, 3)));
}

/* C = 5230, g = 500: after 10 steps 5000 is less, after 11 it is more. Half the boost is half a logarithm. */
static void certain(void **state)
{
    (void)state;
    static const char *const engines[] = {"engine: expected\n", "engine: cohort\n"};
    for (int e = 0; e < 2; e++) {
        plans_t plans;
        compare(&plans, "1", "", engines[e], 0);
        const pk_comparison_t *c = &plans.comparison;
        assert_null(pk_comparison_payback(c, 0));
        const pk_payback_t *shop = pk_comparison_payback(c, 1), *free = pk_comparison_payback(c, 2);
        assert_near(shop->p50, 11, 0);
        assert_near(shop->p05, 11, 0);
        assert_near(shop->pays, 1, 0);
        assert_int_equal(shop->draws, 1);
        assert_true(shop->exact && !shop->rough);
        assert_near(free->behind, 0, 0);
        assert_true(isnan(free->p50) && isnan(free->pays));
        const double gain = 1000 * (sqrt(1.5) - 1); /* 224.7 a step: 23.3 steps are more than there are */
        assert_true(5230 / gain > STEPS);
        assert_near(pk_comparison_payback(c, 3)->p50, STEPS + 1, 0);
        assert_near(pk_comparison_payback(c, 3)->pays, 0, 0);
        const pk_difference_t *row = pk_comparison_find(c, 1, 0, "payback");
        assert_non_null(row);
        assert_true(isnan(row->mean) && isnan(row->diff_mean) && row->diff_p95 == 11 && row->sure.better.p == 1);
        end(&plans);
    }
}

/* g = 500 U, U uniform on 0.5..1.5: pays where U > 5230/7500; each draw by its own gain, and the whole by hand. */
static void uncertain(void **state)
{
    (void)state;
    plans_t plans, other;
    compare(&plans, "\"uniform(0.5, 1.5)\"", "", "", 1);
    compare(&other, "\"uniform(0.5, 1.5)\"", "", "", 3);
    const pk_comparison_t *c = &plans.comparison;
    const pk_payback_t *shop = pk_comparison_payback(c, 1), *same = pk_comparison_payback(&other.comparison, 1);
    const int profit = pk_result_kpi(&c->results[0], "profit");
    double steps[RUNS], pays = 0;
    for (int run = 0; run < RUNS; run++) {
        const double base = c->expected[0][(long)profit * RUNS + run], plan = c->expected[1][(long)profit * RUNS + run];
        steps[run] = fmin(1 + floor(5230 / ((plan - base + 5230) / STEPS)), STEPS + 1);
        pays += steps[run] <= STEPS;
    }
    const pk_summary_t s = pk_summarise(steps, RUNS);
    assert_near(shop->p05, s.p05, 0);
    assert_near(shop->p50, s.p50, 0);
    assert_near(shop->p95, s.p95, 0);
    assert_near(shop->pays, pays / RUNS, 1e-12);
    /* 4.89 standard errors of 400 draws: one false alarm in a million; half of the steps would be 1.3 of them per 0.03
     */
    const double p = 1.5 - 5230.0 / 7500;
    assert_near(shop->pays, p, 4.89 * sqrt(p * (1 - p) / RUNS));
    assert_near(shop->p50, 11, 1);
    assert_memory_equal(shop->ahead, same->ahead, (STEPS + 1) * sizeof(pk_summary_t));
    assert_near(same->p05, shop->p05, 0);
    for (int t = 1; t <= STEPS; t++) { /* by hand: 500 t E(U) - C */
        assert_near(shop->ahead[t].mean, 500 * t - 5230, 4.89 * 500 * t * sqrt(1.0 / 12 / RUNS) + 20);
    }
    end(&plans);
    end(&other);
}

/* Word of mouth that moves nobody makes outcomes approximate: they are corrected by the runs, and come out the same. */
static void corrected(void **state)
{
    (void)state;
    plans_t plans;
    compare(&plans, "\"uniform(0.5, 1.5)\"", "word_of_mouth: {talk: {from: a, effects: {a -> a: x1}}}\n", "", 0);
    const pk_comparison_t *c = &plans.comparison;
    const pk_payback_t *shop = pk_comparison_payback(c, 1);
    assert_true(c->results[0].feedback);
    assert_false(shop->rough);
    const double p = 1.5 - 5230.0 / 7500;
    assert_near(shop->pays, p, 4.89 * sqrt(p * (1 - p) / RUNS) + 0.02);
    assert_near(shop->p50, 11, 1);
    end(&plans);
    compare(&plans, "\"uniform(0.5, 1.5)\"", "word_of_mouth: {talk: {from: a, effects: {a -> a: x1}}}\n",
            "engine: expected\n", 0);
    assert_true(pk_comparison_payback(&plans.comparison, 1)->rough);
    end(&plans);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(paths), cmocka_unit_test(certain), cmocka_unit_test(uncertain),
                                       cmocka_unit_test(corrected)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
