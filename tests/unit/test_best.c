/* At an optimum the search leaves slopes of almost 0, which are shown as 0: of money against 1, else the largest. */
#include "pk_test.h"

#include "result/best.h"

static void a_slope_of_almost_nothing_is_none(void **state)
{
    (void)state;
    pk_best_row_t rows[] = {{.kind = PK_BEST_CHANNEL, .marginal = -7e-6},
                            {.kind = PK_BEST_CHANNEL, .marginal = 0.016},
                            {.kind = PK_BEST_CHANNEL, .marginal = 1e-6}};
    pk_best_t best = {.rows = rows, .nrow = 3, .aim_is_money = true};
    assert_true(pk_best_marginal(&best, &rows[0]) == 0);
    assert_true(pk_best_marginal(&best, &rows[1]) == 0.016);
    best.aim_is_money = false;
    assert_true(pk_best_marginal(&best, &rows[0]) == -7e-6);
    assert_true(pk_best_marginal(&best, &rows[2]) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_slope_of_almost_nothing_is_none)};
    return cmocka_run_group_tests_name("best", tests, NULL, NULL);
}
