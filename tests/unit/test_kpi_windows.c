/* The periods of --by: with dates by the calendar of a step's first day, without by the time since the start. */
#include "engine_fixture.h"

static const char *const model = "polku: 1\nname: m\nstep: %s\ncurrency: EUR\npopulation: 1000\n"
                                 "stages: {a: {role: prospect, start: rest}, b: {role: customer}}\n"
                                 "transitions: {a -> b: {probability: 2%%, revenue: 10}}\n"
                                 "kpis: {jobs: {count: a -> b}, there: {average: b}}\n";

typedef struct {
    const char *label;
    int first, last;
} period_t;

static double value(const pk_result_t *r, int window, const char *kpi)
{
    for (int k = 0; k < r->nkpi; k++) {
        if (strcmp(r->kpis[k].name, kpi) == 0) {
            return r->kpi[pk_kpi_cell(r, window, 0, k)].mean;
        }
    }
    fail_msg("no KPI %s", kpi);
    return NAN;
}

/* A period's jobs are the flows of its steps, and its average is over the ends of these. */
static void check_values(const pk_result_t *r, int window, int first, int last)
{
    double jobs = 0, there = 0;
    for (int t = first; t <= last; t++) {
        jobs += r->flow_counts[pk_flow_cell(r, t, 0, 0)].mean;
        there += r->stage_counts[pk_stage_cell(r, t, 0, 1)].mean / (last - first + 1);
    }
    assert_near(value(r, window, "jobs"), jobs, 1e-9 * jobs);
    assert_near(value(r, window, "there"), there, 1e-9 * there);
    assert_near(value(r, window, "revenue"), 10 * jobs, 1e-8 * jobs);
}

static void check(const char *step, const char *start, int horizon, pk_by_t by, int count, const period_t *periods)
{
    char text[1000], scenario[200];
    snprintf(text, sizeof text, model, step);
    snprintf(scenario, sizeof scenario, "%shorizon: %d\nengine: expected\nruns: 1\n", start, horizon);
    pk_fixture_t f;
    pk_fixture_run(&f, text, scenario, (pk_run_options_t){.series = true, .by = by});
    assert_int_equal(f.result.nwindow, 1 + count);
    double jobs = 0;
    for (int w = 0; w < count; w++) {
        const pk_window_t *window = &f.result.windows[1 + w];
        assert_string_equal(window->label, periods[w].label);
        assert_int_equal(window->first, periods[w].first);
        assert_int_equal(window->last, periods[w].last);
        check_values(&f.result, 1 + w, periods[w].first, periods[w].last);
        jobs += value(&f.result, 1 + w, "jobs");
    }
    assert_near(value(&f.result, 0, "jobs"), jobs, 1e-9 * jobs); /* no step is lost, none counted twice */
    pk_fixture_free(&f);
}

/* Weeks begin 7(t-1) days after the start; a month has 30.4375 days, a quarter 91.3125, a year 365.25. */
static void undated(void **state)
{
    (void)state;
    static const period_t months[] = {{"month 1", 1, 5}, {"month 2", 6, 9}, {"month 3", 10, 14}, {"month 4", 15, 15}};
    static const period_t quarters[] = {{"quarter 1", 1, 14}, {"quarter 2", 15, 27}, {"quarter 3", 28, 30}};
    static const period_t years[] = {{"year 1", 1, 53}, {"year 2", 54, 105}, {"year 3", 106, 110}};
    static const period_t of_months[] = {{"year 1", 1, 12}, {"year 2", 13, 24}, {"year 3", 25, 25}};
    static const period_t of_days[] = {{"month 1", 1, 31}, {"month 2", 32, 61}, {"month 3", 62, 70}};
    check("week", "", 15, PK_BY_MONTH, 4, months);
    check("week", "", 30, PK_BY_QUARTER, 3, quarters);
    check("week", "", 110, PK_BY_YEAR, 3, years);
    check("month", "", 25, PK_BY_YEAR, 3, of_months);
    check("day", "", 70, PK_BY_MONTH, 3, of_days);
}

/* The week of Monday 29 December 2025 is 2025's; 3 November 2025 is the first of 9 that are. */
static void dated(void **state)
{
    (void)state;
    static const period_t years[] = {{"2025", 1, 9}, {"2026", 10, 61}, {"2027", 62, 64}};
    static const period_t quarters[] = {{"2025-Q4", 1, 9}, {"2026-Q1", 10, 22}, {"2026-Q2", 23, 30}};
    static const period_t months[] = {{"2028-02", 1, 1}, {"2028-03", 2, 2}, {"2028-04", 3, 3}};
    static const period_t one_a_year[] = {{"2025", 1, 1}, {"2026", 2, 2}};
    check("week", "start: 2025-11-03\n", 64, PK_BY_YEAR, 3, years);
    check("week", "start: 2025-11-03\n", 30, PK_BY_QUARTER, 3, quarters);
    check("month", "start: 2028-02-29\n", 3, PK_BY_MONTH, 3, months);
    check("year", "start: 2025-07-01\n", 2, PK_BY_YEAR, 2, one_a_year);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(undated), cmocka_unit_test(dated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
