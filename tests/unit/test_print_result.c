#include "cli/print_result.h"
#include "plans.h"

static const char whole[] = "As today · Räystäät\n"
                            "40,000 customers, 2 weeks from 2026-03-02, 4 runs (seed 7, cohort engine)\n"
                            "\n"
                            "KPI               mean  90% from       to\n"
                            "New customers    1,230     1,150    1,310  customers\n"
                            "Spend           31,200    31,200   31,200  EUR\n"
                            "Profit         100,000    96,000  104,000  EUR\n"
                            "0 in every run: Loyal\n"
                            "\n"
                            "Customers by stage      start     end  90% from      to\n"
                            "Tarpeen tunnistaminen  39,000  36,500    35,700  37,300\n"
                            "Asiakkuus  [31m         1,000   3,500     2,700   4,300\n"
                            "Passed in no time: Työ tehty\n"
                            "\n"
                            "Target                                       mean  chance to meet it\n"
                            "New customers at least 1,300 by 2026-03-15  1,230                40%\n";

/* Gives the result two stages and a target. */
static void add_stages(pk_result_t *r)
{
    static pk_result_stage_t stages[] = {{"need", "Tarpeen tunnistaminen", "prospect", false},
                                         {"customer", "Asiakkuus \033[31m", "customer", false},
                                         {"job", "Työ tehty", "", true}};
    static pk_result_goal_t goals[] = {
        {"new_customers", 0, 1, "2026-03-15", false, 20527, PK_NO_DAY, true, 1300, 1234, 0.4, 12}};
    r->stages = stages;
    r->nstage = 3;
    r->goals = goals;
    r->ngoal = 1;
    r->stage_counts = PK_ARRAY(&r->arena, pk_summary_t, 3 * 3);
    r->stage_counts[pk_stage_cell(r, 0, 0, 0)] = plan_spread(39000, 0);
    r->stage_counts[pk_stage_cell(r, 0, 0, 1)] = plan_spread(1000, 0);
    r->stage_counts[pk_stage_cell(r, 2, 0, 0)] = plan_spread(36543.21, 800);
    r->stage_counts[pk_stage_cell(r, 2, 0, 1)] = plan_spread(3456.79, 800);
}

static void a_run_as_a_planner_sees_it(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    capture_t capture;
    add_stages(&c.results[0]);
    c.results[0].kpi[3] = (pk_summary_t){0};
    capture_begin(&capture, 100);
    pk_print_result(&c.results[0], &capture.screen);
    capture_expect(&capture, whole);
    plan_free(&c);
}

static void an_undefined_kpi_is_named_below(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    capture_t capture;
    c.results[0].kpi[3] = (pk_summary_t){NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    capture_begin(&capture, 100);
    pk_print_result(&c.results[0], &capture.screen);
    fflush(capture.screen.stream);
    assert_non_null(strstr(capture.text, "\nNot defined, for there is nothing to divide by: Loyal\n"));
    fclose(capture.screen.stream);
    free(capture.text);
    plan_free(&c);
}

static void places_end_after_twenty_charts(void **state)
{
    (void)state;
    const char *charts[25];
    capture_t capture;
    for (int i = 0; i < 25; i++) {
        charts[i] = "out/charts/a.svg";
    }
    capture_begin(&capture, 100);
    pk_print_places("out", NULL, "out/report.html", charts, 2, &capture.screen);
    capture_expect(&capture,
                   "\nTables: out\nReport: out/report.html\nCharts: out/charts/a.svg\n        out/charts/a.svg\n");
    capture_begin(&capture, 100);
    pk_print_places("out", NULL, NULL, charts, 25, &capture.screen);
    fflush(capture.screen.stream);
    assert_non_null(strstr(capture.text, "        and 5 more in there\n"));
    fclose(capture.screen.stream);
    free(capture.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_as_a_planner_sees_it),
        cmocka_unit_test(an_undefined_kpi_is_named_below),
        cmocka_unit_test(places_end_after_twenty_charts),
    };
    return cmocka_run_group_tests_name("print_result", tests, NULL, NULL);
}
