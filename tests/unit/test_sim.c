/* The main loop against published tables and closed forms (engine expected). */
#include "engine_fixture.h"

static const pk_run_options_t SERIES = {.series = true};

/* W1: rows [.90 .08 0 0 .02], [0 .85 .10 0 .05], [0 0 .70 .25 .05], [0 0 .05 .90 .05], [.02 0 0 0 .98]. */
#define W1_STAGES                                                                                                      \
    "polku: 1\nname: W1\nstep: week\n"                                                                                 \
    "stages: {a: {start: 100%}, b: {}, c: {}, d: {}, e: {}}\n"
#define W1                                                                                                             \
    W1_STAGES "transitions:\n"                                                                                         \
              "  a -> b: {probability: 0.08}\n  a -> e: {probability: 0.02}\n"                                         \
              "  b -> c: {probability: 0.10}\n  b -> e: {probability: 0.05}\n"                                         \
              "  c -> d: {probability: 0.25}\n  c -> e: {probability: 0.05}\n"                                         \
              "  d -> c: {probability: 0.05}\n  d -> e: {probability: 0.05}\n"                                         \
              "  e -> a: {probability: 0.02}\n"

/* Expected: the start vector times the 52nd power of the matrix, given to four decimals with the task. */
static void w1_after_a_year(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f, W1, "horizon: 52\npopulation: 100000\nengine: expected\nruns: 1\n", SERIES);
    const double expected[] = {12348.2243, 6536.0414, 4437.7417, 12835.4800, 63842.5126};
    for (int i = 0; i < 5; i++) {
        assert_near(pk_fixture_count(&f, 52, i), expected[i], 5e-5);
    }
    pk_fixture_free(&f);
}

/* HIV therapy, Chancellor et al. 1997 (Pharmacoeconomics 12:54-66). Stage costs are of those there at the end of a
 * step; money per patient, population 1e6 to keep the model's counts whole. */
#define HIV_MODEL                                                                                                      \
    "polku: 1\nname: HIV\nstep: year\ncurrency: GBP\ndiscount: 6%\n"                                                   \
    "stages:\n"                                                                                                        \
    "  A: {start: 100%, cost: 5034}\n  B: {cost: 5330}\n  C: {cost: 11285}\n  D: {}\n"                                 \
    "transitions:\n"                                                                                                   \
    "  A -> B: {probability: 0.20184544405997693}\n"                                                                   \
    "  A -> C: {probability: 0.06689734717416378}\n"                                                                   \
    "  A -> D: {probability: 0.00980392156862745}\n"                                                                   \
    "  B -> C: {probability: 0.40699523052464228}\n"                                                                   \
    "  B -> D: {probability: 0.01192368839427663}\n"                                                                   \
    "  C -> D: {probability: 0.24985706117781589}\n"                                                                   \
    "kpis:\n  life_years: {time: [A, B, C]}\n"

static void hiv_monotherapy(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f, HIV_MODEL, "horizon: 20\npopulation: 1\nengine: expected\nruns: 1\n", SERIES);
    assert_near(pk_fixture_kpi(&f, "present_value"), -44663.4535637, 1e-7);
    assert_near(pk_fixture_kpi(&f, "life_years"), 7.9912066, 5e-8);
    pk_fixture_free(&f);
}

/* Combination therapy: x0.509 on every transition and 2086.5 more in A, B and C, in steps 1 and 2 only. */
#define TWO_YEARS "[{until: 2, value: x0.509}, {otherwise: x1}]"
#define HIV_MORE                                                                                                       \
    "assume:\n"                                                                                                        \
    "  stages.A.cost: [{until: 2, value: 7120.5}, {otherwise: 5034}]\n"                                                \
    "  stages.B.cost: [{until: 2, value: 7416.5}, {otherwise: 5330}]\n"                                                \
    "  stages.C.cost: [{until: 2, value: 13371.5}, {otherwise: 11285}]\n"

static void hiv_combination(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f, HIV_MODEL,
                   "horizon: 20\npopulation: 1\nengine: expected\nruns: 1\n"
                   "conversions:\n"
                   "  A -> B: " TWO_YEARS "\n  A -> C: " TWO_YEARS "\n  A -> D: " TWO_YEARS "\n"
                   "  B -> C: " TWO_YEARS "\n  B -> D: " TWO_YEARS "\n  C -> D: " TWO_YEARS "\n" HIV_MORE,
                   SERIES);
    assert_near(pk_fixture_kpi(&f, "present_value"), -50601.6513312, 1e-7);
    assert_near(pk_fixture_kpi(&f, "life_years"), 8.9373889, 5e-8);
    pk_fixture_free(&f);
}

/* Found by fuzz_structure: when the last of a stay have left, age by age, nothing below nobody is there. */
static void means_leave_nothing_negative(void **state)
{
    (void)state;
    for (int k = 0; k < 40; k++) {
        char model[400];
        snprintf(model, sizeof model,
                 "polku: 1\nstep: week\n"
                 "stages: {a: {start: 100%%, start_age: steady, dwell: \"uniform(1.34, %.2f)\"}, b: {}, c: {}}\n"
                 "transitions: {a -> b: {share: %.2f}, a -> c: {share: rest}}\n",
                 3 + 0.17 * k, 0.02 * k + 0.1);
        pk_fixture_t f;
        pk_fixture_run(&f, model, "horizon: 14\npopulation: 2\nengine: expected\nruns: 1\n", SERIES);
        for (int t = 0; t <= 14; t++) {
            assert_true(pk_fixture_count(&f, t, 0) >= 0);
        }
        pk_fixture_free(&f);
    }
}

/* Found by fuzz_structure: the last way takes what round-off leaves, and nobody goes it backwards. */
static void means_of_a_rare_way_are_not_negative(void **state)
{
    (void)state;
    for (int k = 0; k < 60; k++) {
        char model[500];
        const int p = 131 + 77 * k, q = 171 + 69 * k;
        snprintf(model, sizeof model,
                 "polku: 1\nstep: week\nstages: {a: {start: 100%%, dwell: 1}, b: {}, c: {}, d: {}, e: {}}\n"
                 "transitions:\n  a -> b: {share: %.4f}\n  a -> c: {share: %.4f}\n  a -> d: {share: %.4f}\n"
                 "  a -> e: {share: 1e-300}\n",
                 p * 1e-4, q * 1e-4, (10000 - p - q) * 1e-4);
        pk_fixture_t f;
        pk_fixture_run(&f, model, "horizon: 1\npopulation: 77777\nengine: expected\nruns: 1\n", SERIES);
        assert_true(f.result.flow_counts[pk_flow_cell(&f.result, 1, 0, 3)].mean >= 0);
        pk_fixture_free(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(w1_after_a_year),
        cmocka_unit_test(hiv_monotherapy),
        cmocka_unit_test(hiv_combination),
        cmocka_unit_test(means_leave_nothing_negative),
        cmocka_unit_test(means_of_a_rare_way_are_not_negative),
    };
    return cmocka_run_group_tests_name("sim", tests, NULL, NULL);
}
