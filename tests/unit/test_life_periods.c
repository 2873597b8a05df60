/* The periods of retention: months by the day on which a step begins, blocks of steps, and never too many. */
#include "pk_test.h"

#include "engine/agents/life_periods.h"

static pk_calendar_t calendar_of(pk_unit_t step, const char *start, int steps)
{
    long first = 0, last;
    if (start != NULL) {
        assert_true(pk_date_parse(start, &first, &last));
    }
    return (pk_calendar_t){.step = step, .dated = start != NULL, .start = first, .steps = steps};
}

static void names(void **state)
{
    (void)state;
    static const struct {
        pk_unit_t step;
        const char *start;
        int steps, count;
        const char *first, *second, *last;
    } CASES[] = {{PK_WEEK, "2026-01-05", 52, 12, "2026-01", "2026-02", "2026-12"},
                 {PK_DAY, "2024-02-28", 3, 2, "2024-02", "2024-03", "2024-03"},
                 {PK_YEAR, "2024-03-31", 3, 3, "2024-03", "2025-03", "2026-03"},
                 {PK_MONTH, "2026-01-31", 120, 120, "2026-01", "2026-02", "2035-12"},
                 {PK_MONTH, "2026-02-01", 121, 41, "2026-Q1", "2026-Q2", "2036-Q1"},
                 {PK_DAY, "2026-01-01", 20000, 55, "2026", "2027", "2080"},
                 {PK_DAY, "2026-01-01", 100000, 112, "1-896", "897-1792", "99457-100000"},
                 {PK_WEEK, NULL, 10, 3, "1-4", "5-8", "9-10"},
                 {PK_DAY, NULL, 57, 3, "1-28", "29-56", "57"},
                 {PK_MONTH, NULL, 2, 2, "1", "2", "2"},
                 {PK_YEAR, NULL, 121, 61, "1-2", "3-4", "121"},
                 {PK_DAY, NULL, 1, 1, "1", NULL, "1"}};
    for (int c = 0; c < 12; c++) {
        pk_arena_t arena = {0};
        const pk_calendar_t calendar = calendar_of(CASES[c].step, CASES[c].start, CASES[c].steps);
        const pk_periods_t periods = pk_periods_of(&calendar, &arena);
        assert_int_equal(periods.count, CASES[c].count);
        assert_string_equal(periods.name[0], CASES[c].first);
        assert_string_equal(periods.name[periods.count - 1], CASES[c].last);
        if (CASES[c].second != NULL) {
            assert_string_equal(periods.name[1], CASES[c].second);
        }
        pk_arena_free(&arena);
    }
}

/* A step's period, and how many are over by its end. */
static void steps(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    const pk_calendar_t calendar = calendar_of(PK_WEEK, "2026-01-19", 7); /* 19, 26 | 2, 9, 16, 23 | 2 March */
    const pk_periods_t periods = pk_periods_of(&calendar, &arena);
    static const int OF[] = {0, 0, 0, 1, 1, 1, 1, 2}, ENDED[] = {0, 0, 1, 1, 1, 1, 2, 3};
    for (int t = 1; t <= 7; t++) {
        assert_int_equal(periods.of_step[t], OF[t]);
        assert_int_equal(periods.ended[t], ENDED[t]);
    }
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names), cmocka_unit_test(steps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
