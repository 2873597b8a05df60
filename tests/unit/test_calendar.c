#include "pk_test.h"

#include <string.h>
#include <time.h>

#include "base/calendar.h"

static long day_of(const char *text)
{
    long first, last;
    assert_true(pk_date_parse(text, &first, &last));
    assert_int_equal(first, last);
    return first;
}

static void expect_date(long day, const char *text)
{
    char written[PK_DATE_TEXT];
    pk_date_write(day, written);
    assert_string_equal(written, text);
}

/* The oracle counts days one by one from 1970-01-01 by the rule of the Gregorian calendar. */
static void dates_go_round_over_400_years_and_more(void **state)
{
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year = 1970, month = 1, day = 1;
    for (long n = 0; n < 2 * 146097L; n++) {
        int y, m, d;
        pk_date_split(n, &y, &m, &d);
        assert_true(y == year && m == month && d == day);
        assert_int_equal(pk_date_join(year, month, day), n);
        const bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
        if (++day > lengths[month - 1] + (month == 2 && leap)) {
            day = 1;
            month = month == 12 ? 1 : month + 1;
            year += month == 1;
        }
    }
}

static void every_day_of_the_years_1_to_9999_reads_back(void **state)
{
    (void)state;
    char text[PK_DATE_TEXT], before[PK_DATE_TEXT] = "";
    long first, last;
    for (long n = day_of("0001-01-01"); n <= day_of("9999-12-31"); n++) {
        pk_date_write(n, text);
        assert_true(strlen(text) == 10 && strcmp(before, text) < 0);
        assert_true(pk_date_parse(text, &first, &last) && first == n && last == n);
        memcpy(before, text, sizeof text);
    }
}

/* The C library's calendar as a second oracle, also before 1970. */
static void agrees_with_the_c_library(void **state)
{
    (void)state;
    for (long n = -200000; n < 200000; n += 37) {
        const time_t seconds = n * 86400;
        struct tm tm;
        int y, m, d;
        gmtime_r(&seconds, &tm);
        pk_date_split(n, &y, &m, &d);
        assert_true(y == tm.tm_year + 1900 && m == tm.tm_mon + 1 && d == tm.tm_mday);
    }
}

static void writes_known_days(void **state)
{
    (void)state;
    expect_date(0, "1970-01-01");
    expect_date(-1, "1969-12-31");
    expect_date(20513, "2026-03-01"); /* date -u -d 2026-03-01 +%s is 1772323200 = 20513 x 86400 */
    expect_date(day_of("0001-01-01") - 1, "");
    expect_date(day_of("9999-12-31") + 1, "");
    expect_date(1L << 40, "");
}

static void a_month_is_its_first_and_last_day(void **state)
{
    (void)state;
    long first, last;
    assert_true(pk_date_parse("2024-02", &first, &last));
    expect_date(first, "2024-02-01");
    expect_date(last, "2024-02-29");
    assert_true(pk_date_parse("2100-02", &first, &last));
    expect_date(last, "2100-02-28");
    assert_true(pk_date_parse("2026-12", &first, &last));
    expect_date(last, "2026-12-31");
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",           "2026",       "1.3.2026",    "2026-3-1",   "2026-13-01",
                                      "2026-00-01", "2026-02-29", "2026-04-31",  "2026-01-00", "2026-01-01 ",
                                      "2026/01/01", "26-01-01",   "2026-01-01x", "2026-1",     "2026-13",
                                      "2026-",      "2026-01-",   "20260101",    "0000-01-01", "-026-01-01",
                                      "+026-01-01", "٢٠٢٦-01-01", "01-03-2026"};
    long first, last;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(pk_date_parse(bad[i], &first, &last));
    }
}

static void units_have_names_and_lengths(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        pk_unit_t unit;
    } good[] = {{"day", PK_DAY},     {"days", PK_DAY},     {"week", PK_WEEK}, {"weeks", PK_WEEK},
                {"month", PK_MONTH}, {"months", PK_MONTH}, {"year", PK_YEAR}, {"years", PK_YEAR},
                {"hour", PK_HOUR},   {"hours", PK_HOUR},   {"h", PK_HOUR}};
    pk_unit_t unit;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(pk_unit_parse(good[i].word, (int)strlen(good[i].word), &unit));
        assert_int_equal(unit, good[i].unit);
    }
    assert_true(pk_unit_parse("weeks)", 5, &unit));
    assert_false(pk_unit_parse("weeks)", 6, &unit));
    assert_false(pk_unit_parse("", 0, &unit));
    assert_false(pk_unit_parse("m", 1, &unit));
    assert_string_equal(pk_unit_name(PK_MONTH), "month");
    assert_string_equal(pk_unit_name(PK_HOUR), "hour");
    assert_string_equal(pk_unit_behind(1, PK_WEEK), "week");
    assert_string_equal(pk_unit_behind(0.9999, PK_WEEK), "week"); /* shown as 1 */
    assert_string_equal(pk_unit_behind(1.5, PK_WEEK), "weeks");
    assert_true(pk_unit_days(PK_MONTH) == 365.25 / 12 && pk_unit_days(PK_YEAR) == 365.25);
    assert_true(pk_unit_days(PK_DAY) == 1 && pk_unit_days(PK_WEEK) == 7 && pk_unit_days(PK_HOUR) == 1.0 / 24);
    assert_true(pk_step_years(PK_DAY) == 1 / 365.25 && pk_step_years(PK_WEEK) == 7 / 365.25);
    assert_true(pk_step_years(PK_MONTH) == 1.0 / 12 && pk_step_years(PK_YEAR) == 1);
}

static void durations_are_steps(void **state)
{
    (void)state;
    assert_true(pk_duration_steps(26, PK_WEEK, PK_WEEK) == 26);
    assert_true(pk_duration_steps(36, PK_HOUR, PK_DAY) == 1.5);
    assert_true(pk_duration_steps(12, PK_MONTH, PK_YEAR) == 1);
    assert_true(pk_duration_steps(2, PK_YEAR, PK_MONTH) == 24);
    assert_true(pk_duration_steps(10, PK_WEEK, PK_DAY) == 70);
    assert_close(pk_duration_steps(12, PK_MONTH, PK_WEEK), 365.25 / 7, 1e-15);
    assert_close(pk_duration_steps(1, PK_DAY, PK_MONTH), 12 / 365.25, 1e-15);
}

static pk_calendar_t dated(pk_unit_t step, const char *start)
{
    return (pk_calendar_t){.step = step, .dated = true, .start = day_of(start)};
}

static void expect_step(const pk_calendar_t *calendar, int t, const char *date)
{
    expect_date(pk_step_date(calendar, t), date);
    assert_int_equal(pk_date_step(calendar, day_of(date)), t);
}

static void months_count_from_the_original_day_clipped(void **state)
{
    (void)state;
    const pk_calendar_t month = dated(PK_MONTH, "2023-10-31");
    expect_step(&month, 1, "2023-10-31");
    expect_step(&month, 2, "2023-11-30");
    expect_step(&month, 3, "2023-12-31");
    expect_step(&month, 5, "2024-02-29");
    expect_step(&month, 6, "2024-03-31");
    expect_step(&month, 17, "2025-02-28");
    const pk_calendar_t year = dated(PK_YEAR, "2024-02-29");
    expect_step(&year, 2, "2025-02-28");
    expect_step(&year, 5, "2028-02-29");
    expect_step(&year, 77, "2100-02-28");
    const pk_calendar_t week = dated(PK_WEEK, "2026-03-01");
    expect_step(&week, 53, "2027-02-28");
    const pk_calendar_t day = dated(PK_DAY, "2024-02-28");
    expect_step(&day, 3, "2024-03-01");
}

/* Every day over some years against the definition: the last step that begins on it or before. */
static void each_day_lies_in_one_step(void **state)
{
    (void)state;
    static const pk_unit_t steps[] = {PK_DAY, PK_WEEK, PK_MONTH, PK_YEAR};
    static const char *const starts[] = {"2026-03-01", "2023-10-31", "2024-02-29", "2023-12-30"};
    for (size_t k = 0; k < 16; k++) {
        const pk_calendar_t calendar = dated(steps[k % 4], starts[k / 4]);
        assert_int_equal(pk_date_step(&calendar, calendar.start - 1), 0);
        int t = 1;
        for (long day = calendar.start; day < calendar.start + 3000; day++) {
            while (pk_step_date(&calendar, t + 1) <= day) {
                t++;
            }
            assert_int_equal(pk_date_step(&calendar, day), t);
        }
    }
}

static int horizon(pk_unit_t step, const char *start, double count, pk_unit_t unit)
{
    pk_calendar_t calendar = {.step = step};
    if (start) {
        calendar = dated(step, start);
    }
    return pk_horizon_steps(&calendar, count, unit);
}

/* Worked with Python's datetime: the date that the duration ends on, and of all whole numbers of steps the one whose
 * end is nearest to it, the larger of two. */
static void a_horizon_is_the_nearest_whole_number_of_steps(void **state)
{
    (void)state;
    static const struct {
        pk_unit_t step;
        const char *start;
        double count;
        pk_unit_t unit;
        int steps;
    } rows[] = {
        {PK_WEEK, "2026-03-01", 1, PK_YEAR, 52},   {PK_WEEK, "2026-03-01", 2, PK_YEAR, 104},
        {PK_WEEK, "2024-01-01", 1, PK_YEAR, 52},   {PK_WEEK, "2024-02-29", 1, PK_YEAR, 52},
        {PK_WEEK, "2026-01-05", 10, PK_YEAR, 522}, {PK_WEEK, "2026-01-31", 1, PK_MONTH, 4},
        {PK_WEEK, "2026-02-01", 1, PK_MONTH, 4},   {PK_WEEK, "2026-02-15", 6, PK_MONTH, 26},
        {PK_DAY, "2026-03-01", 1, PK_YEAR, 365},   {PK_DAY, "2024-01-01", 1, PK_YEAR, 366},
        {PK_DAY, "2024-02-01", 1, PK_MONTH, 29},   {PK_DAY, "2026-02-01", 36, PK_HOUR, 2},
        {PK_DAY, "2026-02-01", 1.5, PK_MONTH, 43}, {PK_DAY, "2026-02-01", 35, PK_HOUR, 1},
        {PK_MONTH, "2026-01-31", 1, PK_MONTH, 1},  {PK_MONTH, "2026-01-31", 13, PK_MONTH, 13},
        {PK_MONTH, "2024-02-29", 1, PK_YEAR, 12},  {PK_MONTH, "2026-01-01", 6, PK_WEEK, 1},
        {PK_MONTH, "2026-01-01", 45, PK_DAY, 2},   {PK_MONTH, "2026-02-01", 14, PK_DAY, 1},
        {PK_MONTH, "2026-02-01", 13, PK_DAY, 0},   {PK_YEAR, "2026-02-01", 18, PK_MONTH, 1},
        {PK_YEAR, "2026-03-01", 6, PK_MONTH, 1},   {PK_YEAR, "2026-01-01", 6, PK_MONTH, 0},
        {PK_YEAR, "2026-02-01", 20, PK_YEAR, 20},  {PK_WEEK, "2026-03-01", 364, PK_DAY, 52},
        {PK_WEEK, "2026-03-01", 367, PK_DAY, 52},  {PK_WEEK, "2026-03-01", 368, PK_DAY, 53},
        {PK_WEEK, "2026-03-01", 26, PK_WEEK, 26},  {PK_WEEK, "2026-03-01", 3.5, PK_DAY, 1},
        {PK_WEEK, "2026-03-01", 3, PK_DAY, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(horizon(rows[i].step, rows[i].start, rows[i].count, rows[i].unit), rows[i].steps);
    }
}

/* A year is 365.25 days, a month 365.25/12; halfway is the larger number. */
static void without_a_start_a_horizon_is_rounded_too(void **state)
{
    (void)state;
    assert_int_equal(horizon(PK_WEEK, NULL, 1, PK_YEAR), 52);   /* 52.18 */
    assert_int_equal(horizon(PK_WEEK, NULL, 2, PK_YEAR), 104);  /* 104.36 */
    assert_int_equal(horizon(PK_WEEK, NULL, 10, PK_YEAR), 522); /* 521.79 */
    assert_int_equal(horizon(PK_WEEK, NULL, 1, PK_MONTH), 4);   /* 4.35 */
    assert_int_equal(horizon(PK_DAY, NULL, 1, PK_YEAR), 365);
    assert_int_equal(horizon(PK_DAY, NULL, 2, PK_YEAR), 731); /* 730.5 */
    assert_int_equal(horizon(PK_DAY, NULL, 1, PK_MONTH), 30); /* 30.44 */
    assert_int_equal(horizon(PK_MONTH, NULL, 1, PK_YEAR), 12);
    assert_int_equal(horizon(PK_MONTH, NULL, 2, PK_YEAR), 24);
    assert_int_equal(horizon(PK_MONTH, NULL, 52, PK_WEEK), 12); /* 11.96 */
    assert_int_equal(horizon(PK_MONTH, NULL, 2, PK_WEEK), 0);   /* 0.46 */
    assert_int_equal(horizon(PK_YEAR, NULL, 18, PK_MONTH), 2);  /* 1.5 */
    assert_int_equal(horizon(PK_WEEK, NULL, 52, PK_WEEK), 52);
    assert_int_equal(horizon(PK_DAY, NULL, 36, PK_HOUR), 2);
    assert_int_equal(horizon(PK_DAY, NULL, 24, PK_HOUR), 1);
    assert_int_equal(horizon(PK_DAY, NULL, 11, PK_HOUR), 0);
}

/* The oracle walks the steps: one counts where the day after its last one has come. */
static void a_step_counts_from_its_last_day_on(void **state)
{
    (void)state;
    static const pk_unit_t steps[] = {PK_DAY, PK_WEEK, PK_MONTH, PK_YEAR};
    static const char *const starts[] = {"2026-03-01", "2023-10-31", "2024-02-29", "2025-12-31"};
    for (size_t k = 0; k < 16; k++) {
        const pk_calendar_t calendar = dated(steps[k % 4], starts[k / 4]);
        int over = 0;
        for (long day = calendar.start - 400; day < calendar.start + 3000; day++) {
            while (pk_step_date(&calendar, over + 2) <= day + 1) {
                over++;
            }
            assert_int_equal(pk_steps_until(&calendar, day), over);
        }
    }
    const pk_calendar_t month = dated(PK_MONTH, "2026-01-01");
    assert_int_equal(pk_steps_until(&month, day_of("2026-01-01")), 0);
    assert_int_equal(pk_steps_until(&month, day_of("2026-01-31")), 1);
    assert_int_equal(pk_steps_until(&month, day_of("2026-12-31")), 12);
}

static void a_horizon_out_of_bounds_says_so(void **state)
{
    (void)state;
    static const char *const starts[] = {NULL, "2026-03-01"};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(horizon(PK_DAY, starts[i], 0, PK_DAY), 0);
        assert_int_equal(horizon(PK_DAY, starts[i], -3, PK_DAY), 0);
        assert_int_equal(horizon(PK_DAY, starts[i], NAN, PK_DAY), 0);
        assert_int_equal(horizon(PK_DAY, starts[i], PK_STEPS_MOST, PK_DAY), PK_STEPS_MOST);
        assert_true(horizon(PK_DAY, starts[i], PK_STEPS_MOST + 1, PK_DAY) > PK_STEPS_MOST);
        assert_true(horizon(PK_YEAR, starts[i], 1e300, PK_YEAR) > PK_STEPS_MOST);
        assert_true(horizon(PK_YEAR, starts[i], INFINITY, PK_HOUR) > PK_STEPS_MOST);
        assert_int_equal(horizon(PK_YEAR, starts[i], PK_STEPS_MOST, PK_YEAR), PK_STEPS_MOST);
    }
}

/* Steps before the start: the step of each day is the one whose first day is the last on or before it. */
static void steps_go_on_before_the_first(void **state)
{
    (void)state;
    static const pk_unit_t UNITS[] = {PK_DAY, PK_WEEK, PK_MONTH, PK_YEAR};
    for (int u = 0; u < 4; u++) {
        const pk_calendar_t calendar = {
            .step = UNITS[u], .dated = true, .start = pk_date_join(2024, 1, 31), .steps = 10};
        for (long day = calendar.start - 1500; day < calendar.start + 1500; day++) {
            const int t = pk_date_step_any(&calendar, day);
            assert_true(pk_step_date(&calendar, t) <= day && day < pk_step_date(&calendar, t + 1));
            assert_int_equal(pk_date_step(&calendar, day), day < calendar.start ? 0 : t);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_go_round_over_400_years_and_more),
        cmocka_unit_test(every_day_of_the_years_1_to_9999_reads_back),
        cmocka_unit_test(agrees_with_the_c_library),
        cmocka_unit_test(writes_known_days),
        cmocka_unit_test(a_month_is_its_first_and_last_day),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(units_have_names_and_lengths),
        cmocka_unit_test(durations_are_steps),
        cmocka_unit_test(months_count_from_the_original_day_clipped),
        cmocka_unit_test(each_day_lies_in_one_step),
        cmocka_unit_test(a_horizon_is_the_nearest_whole_number_of_steps),
        cmocka_unit_test(without_a_start_a_horizon_is_rounded_too),
        cmocka_unit_test(a_step_counts_from_its_last_day_on),
        cmocka_unit_test(a_horizon_out_of_bounds_says_so),
        cmocka_unit_test(steps_go_on_before_the_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
