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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_thing_is_found_by_its_name),
        cmocka_unit_test(a_date_is_the_first_day_of_its_step),
    };
    return cmocka_run_group_tests_name("result", tests, NULL, NULL);
}
