/* Events against numbers counted on a calendar by hand. 2026-11-27 is a Friday. */
#include <math.h>

#include "engine_fixture.h"

#define MODEL(step, events)                                                                                            \
    "polku: 1\nname: sale\nstep: " step "\n"                                                                           \
    "stages: {a: {start: rest}, b: {}}\n"                                                                              \
    "transitions: {a -> b: {rate: 0.1}}\n"                                                                             \
    "events:\n" events
#define SCENARIO "population: 1000\nengine: expected\nruns: 1\n"

static double response(const pk_fixture_t *f, int step, int driver)
{
    return f->result.driver_response[(step - 1) * f->result.ndriver + driver];
}

/* Weeks from Monday, 23 November: three of the four days lie in the first, Monday the 30th in the second. */
static void a_span_over_two_weeks(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f, MODEL("week", "  friday: {dates: [2027-11-26, 2026-11-27], days: 4, effects: {a -> b: x3}}\n"),
                   "start: 2026-11-23\nhorizon: 54\n" SCENARIO, (pk_run_options_t){.series = true});
    static const double PART[] = {3 / 7., 1 / 7., 0};
    double left = 1000;
    for (int t = 1; t <= 3; t++) {
        assert_near(response(&f, t, 0), PART[t - 1], 1e-15);
        assert_near(f.result.driver_value[t - 1], PART[t - 1], 1e-15);
        left *= exp(-0.1 * (1 + 2 * PART[t - 1]));
        assert_near(pk_fixture_count(&f, t, 0), left, 1e-9);
    }
    /* 26 November 2027 is the Friday of the week from the 22nd, the 53rd step. */
    assert_near(response(&f, 52, 0), 0, 0);
    assert_near(response(&f, 53, 0), 3 / 7., 1e-15);
    assert_near(response(&f, 54, 0), 1 / 7., 1e-15);
    assert_string_equal(f.result.drivers[0].kind, "event");
    assert_true(isnan(f.result.driver_paid[0]));
    /* The days themselves, in order: 27 November is day 20784. */
    assert_int_equal(f.result.drivers[0].nspan, 2);
    assert_int_equal(f.result.drivers[0].spans[0].first, 20784);
    assert_int_equal(f.result.drivers[0].spans[0].last, 20787);
    assert_int_equal(f.result.drivers[0].spans[1].first, 20784 + 364);
    pk_fixture_free(&f);
}

/* 7 to 10 and 9 to 12 December are six days of the week from the 7th, and +A at that part of it. */
static void spans_that_meet_count_once(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f, MODEL("week", "  fair: {dates: [2026-12-07, 2026-12-09], days: 4, effects: {a -> b: +2%}}\n"),
                   "start: 2026-12-07\nhorizon: 2\n" SCENARIO, (pk_run_options_t){.series = true});
    assert_near(response(&f, 1, 0), 6 / 7., 1e-15);
    assert_near(response(&f, 2, 0), 0, 0);
    assert_near(pk_fixture_count(&f, 1, 0), 1000 * exp(-0.1 + 6 / 7. * log(0.98)), 1e-9);
    assert_int_equal(f.result.drivers[0].nspan, 1);
    assert_int_equal(f.result.drivers[0].spans[0].last - f.result.drivers[0].spans[0].first + 1, 6);
    pk_fixture_free(&f);
}

/* Months from 31 January: the second is 28 February to 30 March, 31 days; the third 31 March to 29 April, 30 days. A
 * day is all of a step of a day. What reaches half of the people is half as much. */
static void months_days_and_reach(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f, MODEL("month", "  e: {dates: 2026-03-30, days: 3, reach: 50%, effects: {a -> b: x0}}\n"),
                   "start: 2026-01-31\nhorizon: 4\n" SCENARIO, (pk_run_options_t){.series = true});
    static const double PART[] = {0, 1 / 31., 2 / 30., 0};
    double left = 1000;
    for (int t = 1; t <= 4; t++) {
        assert_near(response(&f, t, 0), PART[t - 1], 1e-15);
        left *= exp(-0.1 * (1 - PART[t - 1] / 2));
        assert_near(pk_fixture_count(&f, t, 0), left, 1e-9);
    }
    pk_fixture_free(&f);
    pk_fixture_run(&f, MODEL("day", "  e: {dates: [2028-02-29], effects: {a -> b: x2}}\n"),
                   "start: 2028-02-28\nhorizon: 3\n" SCENARIO, (pk_run_options_t){.series = true});
    assert_near(response(&f, 1, 0) + response(&f, 3, 0), 0, 0);
    assert_near(response(&f, 2, 0), 1, 0);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_span_over_two_weeks),
        cmocka_unit_test(spans_that_meet_count_once),
        cmocka_unit_test(months_days_and_reach),
    };
    return cmocka_run_group_tests_name("driver_event", tests, NULL, NULL);
}
