/* One CSV cell: quoted where it must be, never a formula. */
#include "report/table.h"

#include "tiny_result.h"

static void check_text(const char *text, const char *expected)
{
    char folder[64], line[1024];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_table_t table;
    assert_int_equal(pk_table_open(&table, folder, "t.csv", "a,b", &diag), PK_OK);
    pk_table_text(&table, text);
    pk_table_number(&table, -0.5);
    pk_table_end_row(&table);
    assert_int_equal(pk_table_close(&table, &diag), PK_OK);
    snprintf(line, sizeof line, "a,b\n%s,-0.5\n", expected);
    assert_file(folder, "t.csv", line);
    remove_folder(folder);
}

static void test_text(void **state)
{
    (void)state;
    check_text("", "");
    check_text("Räystäät ja kourut", "Räystäät ja kourut");
    check_text("a,b", "\"a,b\"");
    check_text("say \"hei\"", "\"say \"\"hei\"\"\"");
    check_text("two\nlines", "\"two\nlines\"");
    check_text("two\r\nlines", "\"two\r\nlines\"");
    check_text("`$(reboot)` <script>", "`$(reboot)` <script>");
}

static void test_formula(void **state)
{
    (void)state;
    check_text("=1+2", "'=1+2");
    check_text("+1", "'+1");
    check_text("-1", "'-1");
    check_text("@SUM(A1)", "'@SUM(A1)");
    check_text("\t=1", "'\t=1");
    check_text("\r=1", "\"'\r=1\"");
    check_text("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"");
    check_text("a=1", "a=1");
}

static void test_number(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_table_t table;
    assert_int_equal(pk_table_open(&table, folder, "t.csv", "", &diag), PK_OK);
    pk_table_number(&table, NAN);
    pk_table_number(&table, 1.0 / 3);
    pk_table_number(&table, NAN);
    pk_table_end_row(&table);
    assert_int_equal(pk_table_close(&table, &diag), PK_OK);
    assert_file(folder, "t.csv", ",0.3333333333333333,\n");
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text), cmocka_unit_test(test_formula),
                                       cmocka_unit_test(test_number)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
