#include "pk_test.h"

#include <string.h>

#include "model/date_meant.h"

static void a_date_of_home_is_told_in_iso(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"1.3.2026", "write 2026-03-01"},
        {"31.12.2026", "write 2026-12-31"},
        {"1. 3. 2026", "write 2026-03-01"},
        {"1.3.26", "write 2026-03-01"},
        {"12/2026", "write 2026-12"},
        {"3.2026", "write 2026-03"},
        {"2026/3/1", "write 2026-03-01"},
        {"2026-3-1", "write 2026-03-01"},
        {"2026/3", "write 2026-03"},
        {"13/01/2026", "write 2026-01-13"},
        {"01/13/2026", "write 2026-01-13"},
        {"3/3/2026", "write 2026-03-03"},
        {"03/01/2026", "write 2026-01-03 where the day comes first, 2026-03-01 where the month does"}};
    pk_arena_t arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_string_equal(pk_date_meant(rows[i][0], &arena), rows[i][1]);
    }
    pk_arena_free(&arena);
}

static void what_is_no_date_is_not_guessed(void **state)
{
    (void)state;
    static const char *const rows[] = {"",          "26",        "soon",       "31.2.2026", "2026",         "1.3",
                                       "13/2o26",   "1.3.2026.", "1.3/2026",   "0.0.2026",  "13/13/2026",   "6 months",
                                       "1.15.2026", "13/2026",   "2026-02-30", "1..2026",   "99999999999/1"};
    pk_arena_t arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_null(pk_date_meant(rows[i], &arena));
    }
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_of_home_is_told_in_iso),
        cmocka_unit_test(what_is_no_date_is_not_guessed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
