/* What is found in a result by name, and its dates. */
#include "tiny_result.h"

static void each_thing_is_found_by_its_name(void **state)
{
    (void)state;
    const pk_result_t r = tiny_result();
    assert_int_equal(pk_result_kpi(&r, "spend"), 1);
    assert_int_equal(pk_result_kpi(&r, "Spend"), -1);
    assert_int_equal(pk_result_stage(&r, "=cmd"), 1);
    assert_int_equal(pk_result_stage(&r, ""), -1);
    assert_int_equal(pk_result_driver(&r, "report"), 1);
    assert_int_equal(pk_result_driver(&r, "facebook "), -1);
    assert_int_equal(pk_result_group(&r, "senior"), 1);
    assert_int_equal(pk_result_group(&r, "junior"), -1);
    assert_int_equal(pk_result_window(&r, "2026-03"), 1);
    assert_int_equal(pk_result_window(&r, "2026-03-31"), -1); /* a target's */
    assert_int_equal(pk_result_flow(&r, "tarve", "=cmd"), 0);
    assert_int_equal(pk_result_flow(&r, "", "tarve"), 1);
    assert_int_equal(pk_result_flow(&r, "=cmd", "tarve"), -1);
    pk_result_t gone = r;
    pk_result_free(&gone);
    assert_int_equal(gone.nkpi, 0);
}

static void a_date_is_the_first_day_of_its_step(void **state)
{
    (void)state;
    pk_result_t r = tiny_result();
    char text[PK_DATE_TEXT];
    pk_result_date(&r, 0, text);
    assert_string_equal(text, "start");
    pk_result_date(&r, 1, text);
    assert_string_equal(text, "2026-03-02");
    r.days = NULL;
    pk_result_date(&r, 1, text);
    assert_string_equal(text, "");
    pk_result_free(&r);
}

/* "d,e,a": the KPIs that are shown, in order; each has one letter. */
static const char *shown(const pk_result_t *r, bool outcomes, char text[64])
{
    int kpis[16];
    const int count = pk_result_ranked(r, outcomes, kpis);
    for (int i = 0; i < count; i++) {
        text[i] = *r->kpis[kpis[i]].name;
    }
    text[count] = '\0';
    return text;
}

static void what_is_asked_first_is_shown_first_and_two_of_the_file_s_own_after_it(void **state)
{
    (void)state;
    char text[64];
    pk_result_kpi_t kpis[] = {{.name = "a", .rank = 0},  {.name = "b", .rank = 5},
                              {.name = "c", .rank = 0},  {.name = "d", .rank = 1},
                              {.name = "e", .rank = 2},  {.name = "f", .rank = 0},
                              {.name = "g", .rank = -1}, {.name = "h", .rank = 6, .lower_is_better = true}};
    pk_result_t r = {.kpis = kpis, .nkpi = 8};
    assert_string_equal(shown(&r, false, text), "deacbhf");
    assert_string_equal(shown(&r, true, text), "deacbf");
    assert_true(pk_result_shows(&r, "incremental_return"));
}

static void what_is_chosen_is_shown_as_it_was_chosen(void **state)
{
    (void)state;
    char text[64];
    const char *names[] = {"h", "incremental_return", "a"};
    pk_result_kpi_t kpis[] = {{.name = "a", .rank = 3, .chosen = 3},
                              {.name = "b", .rank = -1},
                              {.name = "d", .rank = 1},
                              {.name = "h", .rank = 4, .lower_is_better = true, .chosen = 1}};
    pk_result_t r = {.kpis = kpis, .nkpi = 4, .show = names, .nshow = 3};
    assert_string_equal(shown(&r, true, text), "ha");
    assert_true(pk_result_shows(&r, "incremental_return"));
    assert_false(pk_result_shows(&r, "after"));
    int listed[4];
    assert_int_equal(pk_result_listed(&r, listed), 2);
    assert_int_equal(listed[0], 3);
    assert_int_equal(pk_result_aims(&r, listed), 2); /* what is paid is no aim; then what planners ask for */
    assert_int_equal(listed[0], 0);
    assert_int_equal(listed[1], 2);
    r.nshow = 0;
    assert_int_equal(pk_result_listed(&r, listed), 4);
    assert_int_equal(listed[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_first_is_shown_first_and_two_of_the_file_s_own_after_it),
        cmocka_unit_test(what_is_chosen_is_shown_as_it_was_chosen),
        cmocka_unit_test(each_thing_is_found_by_its_name),
        cmocka_unit_test(a_date_is_the_first_day_of_its_step),
    };
    return cmocka_run_group_tests_name("result", tests, NULL, NULL);
}
