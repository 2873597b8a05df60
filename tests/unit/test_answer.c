#include "plans.h"
#include "study/answer.h"

static void the_highest_profit_is_best_and_its_draws_are_counted(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    pk_answer_fill(&c);
    const pk_answer_t *answer = &c.answer;
    assert_int_equal(answer->kind, PK_ANSWER_BEST);
    assert_string_equal(answer->kpi, "profit");
    assert_int_equal(answer->best, 1);
    assert_int_equal(answer->alternative, 1);
    assert_int_equal(answer->rival, 2);
    assert_int_equal(answer->draws, PLAN_RUNS);
    assert_close(answer->sure->best.p, 0.75, 0);
    assert_close(answer->rival_sure->best.p, 0.25, 0);
    assert_true(answer->told);
    assert_ptr_equal(answer->difference, pk_comparison_find(&c, 1, 0, "profit"));
    plan_free(&c);
}

/* The two that are asked about first: the best and the baseline, or the next best where the baseline is. */
static void what_cannot_be_told_apart_is_said_to_be(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    plan_set_mean(&c, 0, 2, 130000);
    c.baseline_sure[2] = (pk_sure_t){.best = {0.5, 0.2, 0.2}};
    for (int i = 0; i < c.ndifference; i++) {
        if (c.differences[i].scenario == 1 && strcmp(c.differences[i].kpi, "profit") == 0) {
            c.differences[i].sure = (pk_sure_t){.best = {0.5, 0.2, 0.2}, .gain = -10000, .runs_needed = 16};
        }
    }
    pk_answer_fill(&c);
    assert_int_equal(c.answer.kind, PK_ANSWER_UNTOLD);
    assert_int_equal(c.answer.best, 0);
    assert_int_equal(c.answer.alternative, 1);
    assert_int_equal(c.answer.rival, 1);
    assert_false(c.answer.told);
    assert_close(c.answer.runs_needed, 16, 1e-9);
    plan_free(&c);
}

static void without_a_difference_in_profit_another_kpi_decides(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    for (int s = 0; s < 3; s++) {
        plan_set_mean(&c, s, 2, 0);
    }
    pk_answer_fill(&c);
    assert_string_equal(c.answer.kpi, "new_customers");
    for (int s = 0; s < 3; s++) {
        plan_set_mean(&c, s, 0, 0);
    }
    pk_answer_fill(&c);
    assert_string_equal(c.answer.kpi, "spend"); /* of which less is better */
    assert_int_equal(c.answer.best, 2);
    for (int s = 0; s < 3; s++) {
        plan_set_mean(&c, s, 1, 0);
    }
    pk_answer_fill(&c);
    assert_int_equal(c.answer.kind, PK_ANSWER_SAME);
    assert_null(c.answer.kpi);
    assert_int_equal(c.answer.alternative, -1);
    plan_free(&c);
}

static void two_of_the_same_mean_are_a_tie(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    plan_set_mean(&c, 2, 2, c.results[1].kpi[2].mean);
    pk_answer_fill(&c);
    assert_int_equal(c.answer.kind, PK_ANSWER_TIE);
    plan_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_highest_profit_is_best_and_its_draws_are_counted),
        cmocka_unit_test(what_cannot_be_told_apart_is_said_to_be),
        cmocka_unit_test(without_a_difference_in_profit_another_kpi_decides),
        cmocka_unit_test(two_of_the_same_mean_are_a_tie),
    };
    return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}
