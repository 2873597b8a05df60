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
    assert_close(best.chance[0].p, 0, 0);
    assert_close(best.chance[1].p, 0.75, 0);
    assert_close(best.chance[2].p, 0.25, 0);
    assert_ptr_equal(best.against, pk_comparison_find(&c, 1, 0, "profit"));
    assert_false(best.untold);
    plan_free(&c);
    pk_arena_free(&arena);
}

/* The two that are asked about first: the best and the baseline, or the next best where the baseline is. */
static void what_cannot_be_told_apart_is_said_to_be(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_comparison_t c = plan_comparison();
    c.results[0].kpi[2].mean = 130000;
    for (int i = 0; i < c.ndifference; i++) {
        if (c.differences[i].scenario == 1 && strcmp(c.differences[i].kpi, "profit") == 0) {
            c.differences[i].sure = (pk_sure_t){.best = {0.5, 0.2, 0.2}, .runs_needed = 16};
        }
    }
    pk_best_t best = pk_best_of(&c, &arena);
    assert_int_equal(best.scenario, 0);
    assert_int_equal(best.second, 1);
    assert_true(best.untold);
    assert_false(pk_best_is_told(&best, 1));
    assert_close(pk_best_runs(&best, 1, PLAN_RUNS), 16, 1e-9);
    plan_free(&c);
    pk_arena_free(&arena);
}

static void without_a_difference_in_profit_another_kpi_decides(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_comparison_t c = plan_comparison();
    for (int s = 0; s < 3; s++) {
        c.results[s].kpi[2].mean = 0;
    }
    assert_string_equal(pk_best_of(&c, &arena).kpi, "new_customers");
    for (int s = 0; s < 3; s++) {
        c.results[s].kpi[0].mean = 0;
    }
    pk_best_t best = pk_best_of(&c, &arena);
    assert_string_equal(best.kpi, "spend"); /* of which less is better */
    assert_int_equal(best.scenario, 2);
    for (int s = 0; s < 3; s++) {
        c.results[s].kpi[1].mean = 0;
    }
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
        cmocka_unit_test(what_cannot_be_told_apart_is_said_to_be),
        cmocka_unit_test(without_a_difference_in_profit_another_kpi_decides),
        cmocka_unit_test(two_of_the_same_mean_are_a_tie),
    };
    return cmocka_run_group_tests_name("best", tests, NULL, NULL);
}
