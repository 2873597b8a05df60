#include "cli/print_comparison.h"
#include "plans.h"
#include "study/answer.h"

static const char whole[] =
    "3 scenarios: 40,000 customers, 2 weeks from 2026-03-02, 4 runs (seed 7, cohort engine)\n"
    "\n"
    "                              New customers      Spend          Profit\n"
    "Difference from the baseline      customers  1,000 EUR       1,000 EUR  Loyal\n"
    "As today (baseline)                   1,234       31.2          100.00  23.4%\n"
    "\n"
    "Kevätkampanja                          +266       +8.8          +20.00   same\n"
    "  90% interval                   239 to 293      exact  18.00 to 22.00\n"
    "  chance to be better                   75%        25%             75%\n"
    "\n"
    "No advertising                         -234      -31.2           -2.50   same\n"
    "  90% interval                 -257 to -211      exact  -2.75 to -2.25\n"
    "  chance to be better                   25%        75%             25%\n"
    "\n"
    "The highest profit: Kevätkampanja, +20,000 EUR against the baseline (90% interval 18,000 to 22,000).\n"
    "In the draws of the assumptions it is better than the baseline in 75% and the best of all in 75%.\n"
    "Over two weeks; what comes after is not counted.\n";

static const char narrow[] = "2 scenarios: 40,000 customers, 2 weeks from 2026-03-02, 4 runs (seed 7, cohort engine)\n"
                             "\n"
                             "                                    Profit\n"
                             "Difference from the baseline     1,000 EUR\n"
                             "As today (baseline)                  100.0\n"
                             "\n"
                             "Kevätkampanja                        +20.0\n"
                             "  90% interval                18.0 to 22.0\n"
                             "  chance to be better                  75%\n"
                             "\n"
                             "The highest profit: Kevätkampanja, +20,000 EUR\n"
                             "against the baseline (90% interval 18,000 to\n"
                             "22,000). In the draws of the assumptions it is\n"
                             "better than the baseline in 75% and the best of all\n"
                             "in 75%. Over two weeks; what comes after is not\n"
                             "counted.\n";

static const char with_targets[] =
    "3 scenarios: 40,000 customers, 2 weeks from 2026-03-02, 4 runs (seed 7, cohort engine)\n"
    "\n"
    "                              New customers      Spend          Profit\n"
    "Difference from the baseline      customers  1,000 EUR       1,000 EUR  Loyal\n"
    "As today (baseline)                   1,234       31.2          100.00  23.4%\n"
    "\n"
    "Kevätkampanja                          +266       +8.8          +20.00   same\n"
    "  90% interval                   239 to 293      exact  18.00 to 22.00\n"
    "  chance to be better                   75%        25%             75%\n"
    "\n"
    "No advertising                         -234      -31.2           -2.50   same\n"
    "  90% interval                 -257 to -211      exact  -2.75 to -2.25\n"
    "  chance to be better                   25%        75%             25%\n"
    "\n"
    "                           New customers at\n"
    "                             least 1,300 by  Spend at most\n"
    "Chance to meet the target        2026-03-15     35,000 EUR\n"
    "As today                                40%           >25%\n"
    "Kevätkampanja                           40%\n"
    "No advertising                          40%           >25%\n"
    "\n"
    "The highest profit: Kevätkampanja, +20,000 EUR against the baseline (90% interval 18,000 to 22,000).\n"
    "In the draws of the assumptions it is better than the baseline in 75% and the best of all in 75%.\n"
    "Over two weeks; what comes after is not counted.\n";

static const char all_same[] =
    "2 scenarios: 40,000 customers, 2 weeks from 2026-03-02, 4 runs (seed 7, cohort engine)\n"
    "\n"
    "                              New customers      Spend     Profit\n"
    "Difference from the baseline      customers  1,000 EUR  1,000 EUR  Loyal\n"
    "As today (baseline)                   1,230       31.2      100.0  23.4%\n"
    "\n"
    "Kevätkampanja                          same       same       same   same\n"
    "  90% interval\n"
    "  chance to be better\n"
    "\n"
    "The scenarios do not differ.\n";

static void a_comparison_as_a_planner_sees_it(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    capture_t capture;
    capture_begin(&capture, 100);
    pk_answer_fill(&c);
    pk_print_comparison(&c, &capture.screen);
    capture_expect(&capture, whole);
    plan_free(&c);
}

static void a_narrow_terminal_shows_the_kpis_that_matter_most(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    capture_t capture;
    c.nresult = 2;
    capture_begin(&capture, 52);
    pk_answer_fill(&c);
    pk_print_comparison(&c, &capture.screen);
    capture_expect(&capture, narrow);
    plan_free(&c);
}

static void targets_stand_once_with_each_scenarios_chance(void **state)
{
    (void)state;
    static pk_result_goal_t goals[] = {
        {"new_customers", 0, 1, "2026-03-15", false, 20527, PK_NO_DAY, true, 1300, 0, 0.4, 12},
        {"spend", 1, 0, "", false, PK_NO_DAY, PK_NO_DAY, false, 35000, 0, 1, 0}};
    pk_comparison_t c = plan_comparison();
    capture_t capture;
    for (int s = 0; s < 3; s++) {
        c.results[s].goals = goals;
        c.results[s].ngoal = s == 1 ? 1 : 2;
    }
    capture_begin(&capture, 100);
    pk_answer_fill(&c);
    pk_print_comparison(&c, &capture.screen);
    capture_expect(&capture, with_targets);
    plan_free(&c);
}

static void scenarios_that_do_not_differ_are_told_so(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    capture_t capture;
    c.nresult = 2;
    c.ndifference = 4;
    for (int k = 0; k < PLAN_KPIS; k++) {
        c.results[1].kpi[k] = c.results[0].kpi[k];
        c.differences[k].diff_mean = c.differences[k].diff_sd = c.differences[k].sure.gain = 0;
    }
    capture_begin(&capture, 100);
    pk_answer_fill(&c);
    pk_print_comparison(&c, &capture.screen);
    capture_expect(&capture, all_same);
    plan_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comparison_as_a_planner_sees_it),
        cmocka_unit_test(a_narrow_terminal_shows_the_kpis_that_matter_most),
        cmocka_unit_test(targets_stand_once_with_each_scenarios_chance),
        cmocka_unit_test(scenarios_that_do_not_differ_are_told_so),
    };
    return cmocka_run_group_tests_name("print_comparison", tests, NULL, NULL);
}
