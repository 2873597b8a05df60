#include "pk_test.h"

#include "base/calendar.h"
#include "base/log_rows.h"

static double time_of(const char *text)
{
    pk_diag_t diag = {0};
    pk_log_time_t time;
    const pk_cell_t cell = {.text = text, .separator = ','};
    if (pk_log_time(&cell, &time, &diag)) {
        time.at = NAN;
    }
    pk_diag_free(&diag);
    return time.at;
}

static void times(void **state)
{
    (void)state;
    assert_true(time_of("1970-01-02") == 86400);
    assert_true(time_of("2026-03-01T14:05:30") == 1772373930);
    assert_true(time_of("2026-03-01 14:05:30Z") == 1772373930);
    assert_true(time_of("2026-03-01 16:05:30 +02:00") == 1772373930);
    assert_true(time_of("2026-03-01T09:05:30-0500") == 1772373930);
    assert_near(time_of("2026-03-01 14:05:30.25"), 1772373930.25, 1e-6);
    assert_true(time_of("17.5") == 17.5);
    assert_true(time_of("1.3.2026") == time_of("2026-03-01"));
    assert_true(time_of("01.03.2026 14:05:30") == 1772373930);
    assert_true(time_of("13/1/2026") == time_of("2026-01-13"));
    assert_true(time_of("1/13/2026") == time_of("2026-01-13"));
    assert_true(time_of("3/3/2026") == time_of("2026-03-03"));
    assert_true(time_of("1.3.2026 9:00") == time_of("2026-03-01 09:00"));
    assert_true(time_of("2026-03-01 9:00:30") == time_of("2026-03-01 09:00:30"));
    assert_true(time_of("1.3.2026 14.05") == time_of("2026-03-01 14:05"));
    assert_true(time_of("1.3.2026 9.05.30") == time_of("2026-03-01 09:05:30"));
    static const char *const wrong[] = {"2026-03-01x",
                                        "2026-03-01 14.05",
                                        "1.3.2026 9",
                                        "1.3.2026 9.5",
                                        "1.3.2026 14.05:30",
                                        "1.3.2026 14:05.30",
                                        "1.3.2026 .05",
                                        "2026-03-01 25:00",
                                        "2026-03-01 14",
                                        "2026-03-01 14:60",
                                        "2026-03-01 14:05:61",
                                        "2026-03",
                                        "2026-03-01 14:05 +2",
                                        "",
                                        "soon",
                                        "30.2.2026",
                                        "1.13.2026",
                                        "1.3/2026",
                                        "1.3.26",
                                        "1.3.2026x",
                                        "03/01/2026",
                                        "2026-03-01 14:05:"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_true(isnan(time_of(wrong[i])));
    }
}

static void two_readings_are_told(void **state)
{
    (void)state;
    pk_diag_t diag = {0};
    pk_log_time_t time;
    const pk_cell_t cell = {.text = "03/01/2026 24:00", .separator = ','};
    assert_int_equal(pk_log_time(&cell, &time, &diag), PK_BAD_INPUT);
    assert_string_equal(diag.messages[0].text, "\"03/01/2026 24:00\" has two readings: 2026-01-03 and 2026-03-01");
    pk_diag_free(&diag);
}

static long day_of(const char *text)
{
    pk_diag_t diag = {0};
    pk_log_rows_t rows = {0};
    pk_log_time_t time;
    const pk_cell_t cell = {.text = text, .separator = ','};
    assert_int_equal(pk_log_rows_time(&rows, &cell, &time, &diag), PK_OK);
    pk_log_rows_add(&rows, "a", 0, &time);
    const long day = pk_log_row_day(&rows.rows[0]);
    assert_int_equal(day, time.day);
    pk_log_rows_free(&rows);
    pk_diag_free(&diag);
    return day;
}

/* The day is the one that is written, also where it is another at Greenwich; rows are ordered by what Greenwich has. */
static void days_are_as_they_are_written(void **state)
{
    (void)state;
    const long first = pk_date_join(2026, 3, 1);
    assert_int_equal(day_of("2026-03-01"), first);
    assert_int_equal(day_of("2026-03-01T00:30+02:00"), first);
    assert_int_equal(day_of("2026-03-01T23:30-05:00"), first);
    assert_int_equal(day_of("2026-03-01T24:00"), first + 1);
    assert_int_equal(day_of("1969-12-31 23:59Z"), -1);
    assert_int_equal(day_of("1772373930"), first);
    assert_int_equal(day_of("-1"), -1);
    assert_true(time_of("2026-03-01T00:30+02:00") < time_of("2026-02-28T23:00Z"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times),
        cmocka_unit_test(two_readings_are_told),
        cmocka_unit_test(days_are_as_they_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
