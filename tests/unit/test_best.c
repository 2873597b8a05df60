#include "plans.h"
#include "report/best.h"

static void the_highest_profit_is_best_and_its_draws_are_counted(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_comparison_t c = plan_comparison();
    pk_best_t best = pk_best_of(&c, &arena);
    assert_string_equal(best.kpi, "profit");
    assert_int_equal(best.scenario, 1);
    assert_false(best.tie);
    assert_int_equal(best.draws, PLAN_RUNS);
    assert_close(best.chance[0], 0, 0);
    assert_close(best.chance[1], 0.75, 1e-12);
    assert_close(best.chance[2], 0.25, 1e-12);
    plan_free(&c);
    pk_arena_free(&arena);
}

static void equal_outcomes_share_a_draw(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_comparison_t c = plan_comparison();
    c.results[2].kpi_runs[2 * PLAN_RUNS] = 140000 * (1 + 1e-15); /* as the push's in draw 0, but for round-off */
    c.results[1].kpi_runs[2 * PLAN_RUNS + 1] = NAN;
    pk_best_t best = pk_best_of(&c, &arena);
    assert_close(best.chance[0], 0.25, 1e-12); /* draw 1, where the push is undefined */
    assert_close(best.chance[1], 0.375, 1e-12);
    assert_close(best.chance[2], 0.375, 1e-12);
    plan_free(&c);
    pk_arena_free(&arena);
}

static void the_expected_outcome_of_a_draw_counts_where_there_is_one(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_comparison_t c = plan_comparison();
    for (int s = 0; s < 3; s++) {
        c.results[s].kpi_expected = PK_ARRAY(&arena, double, 2 * PLAN_KPIS * PLAN_RUNS);
        for (int run = 0; run < PLAN_RUNS; run++)
            c.results[s].kpi_expected[2 * PLAN_RUNS + run] = s == 1;
    }
    assert_close(pk_best_of(&c, &arena).chance[1], 1, 0);
    plan_free(&c);
    pk_arena_free(&arena);
}

static void without_a_difference_in_profit_another_kpi_decides(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_comparison_t c = plan_comparison();
    for (int s = 0; s < 3; s++)
        c.results[s].kpi[2].mean = 0;
    assert_string_equal(pk_best_of(&c, &arena).kpi, "new_customers");
    for (int s = 0; s < 3; s++)
        c.results[s].kpi[0].mean = 0;
    pk_best_t best = pk_best_of(&c, &arena);
    assert_string_equal(best.kpi, "spend"); /* of which less is better */
    assert_int_equal(best.scenario, 2);
    for (int s = 0; s < 3; s++)
        c.results[s].kpi[1].mean = 0;
    assert_null(pk_best_of(&c, &arena).kpi);
    plan_free(&c);
    pk_arena_free(&arena);
}

static void two_of_the_same_mean_are_a_tie(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_comparison_t c = plan_comparison();
    c.results[2].kpi[2].mean = c.results[1].kpi[2].mean;
    assert_true(pk_best_of(&c, &arena).tie);
    plan_free(&c);
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_highest_profit_is_best_and_its_draws_are_counted),
        cmocka_unit_test(equal_outcomes_share_a_draw),
        cmocka_unit_test(the_expected_outcome_of_a_draw_counts_where_there_is_one),
        cmocka_unit_test(without_a_difference_in_profit_another_kpi_decides),
        cmocka_unit_test(two_of_the_same_mean_are_a_tie),
    };
    return cmocka_run_group_tests_name("best", tests, NULL, NULL);
}
