/* The targets of several scenarios: each once, and where each scenario has it. */
#include "pk_test.h"
#include "result/targets.h"

static void a_target_is_the_same_in_kpi_direction_bound_and_time(void **state)
{
    (void)state;
    const pk_result_goal_t first = {
        .kpi = "profit", .by = "2026-12", .by_day = PK_NO_DAY, .through_day = 20818, .at_least = true, .bound = 100};
    pk_result_goal_t all[6] = {first, first, first, first, first, first}, again[] = {first, first};
    all[1].kpi = "customers";
    all[2].by = "2026-11";
    all[3].through_day = 20817;
    all[4].at_least = false;
    all[5].bound = 101;
    again[0].bound = 99;
    again[1].p_met = 0.5; /* says nothing of which target it is */
    const pk_result_t results[] = {{.goals = all, .ngoal = 6}, {.ngoal = 0}, {.goals = again, .ngoal = 2}};
    pk_target_t targets[10];
    assert_int_equal(pk_targets_list(results, 3, targets, 10), 7);
    for (int t = 0; t < 6; t++) {
        assert_ptr_equal(targets[t].result, &results[0]);
        assert_int_equal(targets[t].goal, t);
        assert_int_equal(pk_target_find(&results[0], &targets[t]), t);
        assert_int_equal(pk_target_find(&results[1], &targets[t]), -1);
        assert_int_equal(pk_target_find(&results[2], &targets[t]), t == 0 ? 1 : -1);
    }
    assert_ptr_equal(targets[6].result, &results[2]);
    assert_int_equal(pk_target_find(&results[0], &targets[6]), -1);
    assert_int_equal(pk_targets_list(results, 3, targets, 3), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_target_is_the_same_in_kpi_direction_bound_and_time)};
    return cmocka_run_group_tests_name("targets", tests, NULL, NULL);
}
