/* Figures and dates as a reader of English or Finnish writes them. */
#include "report/local.h"

#include "pk_test.h"

#include <math.h>

#define NBSP  "\xc2\xa0"
#define MINUS "\xe2\x88\x92"

static void test_figures(void **state)
{
    (void)state;
    static const struct {
        const char *figure, *english, *finnish;
    } cases[] = {{"12,350", "12,350", "12" NBSP "350"},
                 {"-0.034", MINUS "0.034", MINUS "0,034"},
                 {"+1,234,567", "+1,234,567", "+1" NBSP "234" NBSP "567"},
                 {"37%", "37%", "37" NBSP "%"},
                 {"<0.1%", "<0.1%", "<0,1" NBSP "%"},
                 {"–", "–", "–"}};
    pk_arena_t arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(pk_local_figure(PK_ENGLISH, cases[i].figure, &arena), cases[i].english);
        assert_string_equal(pk_local_figure(PK_FINNISH, cases[i].figure, &arena), cases[i].finnish);
    }
    pk_arena_free(&arena);
}

static void test_amounts(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_local_amount_t a = pk_local_amount(PK_ENGLISH, "EUR", 12347.6, 11930, 12760, false, &arena);
    assert_string_equal(a.value, "12,350");
    assert_string_equal(a.interval, "11,930 to 12,760");
    assert_string_equal(a.unit, "EUR");
    a = pk_local_amount(PK_FINNISH, "share", 0.0412, 0.02, 0.06, false, &arena);
    assert_string_equal(a.value, "4,1" NBSP "%");
    assert_string_equal(a.interval, "2,0" NBSP "% … 6,0" NBSP "%");
    assert_string_equal(a.unit, "");
    a = pk_local_amount(PK_FINNISH, "customers", -12, -30, 5, true, &arena);
    assert_string_equal(a.value, MINUS "12");
    assert_string_equal(a.interval, MINUS "30 … +5");
    assert_string_equal(a.unit, "asiakasta");
    a = pk_local_amount(PK_ENGLISH, "ratio", NAN, NAN, NAN, false, &arena);
    assert_string_equal(a.value, "–");
    assert_string_equal(a.interval, "–");
    pk_arena_free(&arena);
}

static void test_dates(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    const long day = pk_date_join(2026, 3, 1);
    assert_string_equal(pk_local_day(PK_FINNISH, day, &arena), "1.3.2026");
    assert_string_equal(pk_local_day(PK_ENGLISH, day, &arena), "1" NBSP "Mar" NBSP "2026");
    const pk_result_t undated = {.nstep = 3, .step_unit = "month"};
    assert_string_equal(pk_local_span(PK_FINNISH, &undated, &arena), "3 kuukautta");
    const long days[] = {day, day + 31}; /* a step of a month */
    const pk_result_t dated = {.nstep = 1, .step_unit = "month", .days = days};
    assert_string_equal(pk_local_span(PK_FINNISH, &dated, &arena), "1.3.2026 – 31.3.2026");
    pk_arena_free(&arena);
}

/* What is put into a place is not looked at for places of its own. */
static void test_places(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    assert_string_equal(pk_local_say(PK_ENGLISH, &arena, PK_SAY_INTERVAL, "{2} %s", "b"), "{2} %s to b");
    assert_string_equal(pk_local_say(PK_FINNISH, &arena, PK_SAY_GOAL_BY, "1.3.2026"), " viimeistään 1.3.2026");
    assert_string_equal(pk_local_say(PK_ENGLISH, &arena, PK_SAY_BASELINE), "baseline");
    pk_arena_free(&arena);
}

static void test_names(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    assert_string_equal(pk_local_small("Profit", &arena), "profit");
    assert_string_equal(pk_local_small("ROI", &arena), "ROI");
    assert_string_equal(pk_local_small("", &arena), "");
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_figures), cmocka_unit_test(test_amounts),
                                       cmocka_unit_test(test_dates), cmocka_unit_test(test_places),
                                       cmocka_unit_test(test_names)};
    return cmocka_run_group_tests_name("local", tests, NULL, NULL);
}
