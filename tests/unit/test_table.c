/* One CSV cell: quoted where it must be, never a formula. */
#include "report/table.h"

#include "report/output.h"

#include "tiny_result.h"

static void check_text(const char *text, const char *expected)
{
    char folder[64], line[1024];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_table_t table;
    assert_int_equal(pk_table_open(&table, folder, "t.csv", "a,b", NULL, &diag), PK_OK);
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
    assert_int_equal(pk_table_open(&table, folder, "t.csv", "", NULL, &diag), PK_OK);
    pk_table_number(&table, NAN);
    pk_table_number(&table, 1.0 / 3);
    pk_table_number(&table, NAN);
    pk_table_end_row(&table);
    assert_int_equal(pk_table_close(&table, &diag), PK_OK);
    assert_file(folder, "t.csv", ",0.3333333333333333,\n");
    remove_folder(folder);
}

/* Whole lines, made elsewhere: numbers in the dialect, all else as it is. */
static void check_lines(pk_output_t *output, const char *expected)
{
    pk_diag_t diag = {0};
    pk_table_t table;
    const char lines[] = "a b,7,0.10000000000000001,2026-03-01,\n-c,-2.5e-10,9.5:0.5,,1\n";
    assert_int_equal(pk_table_open(&table, output->root, "t.csv", "a,b,c,d,e", output, &diag), PK_OK);
    pk_table_lines(&table, lines, strlen(lines));
    assert_int_equal(pk_table_close(&table, &diag), PK_OK);
    assert_file(output->root, "t.csv", expected);
}

static void test_dialects(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_output_t output;
    pk_output_init(&output, folder, NULL);
    check_lines(&output, "a,b,c,d,e\na b,7,0.1,2026-03-01,\n'-c,-2.5e-10,9.5:0.5,,1\n");
    output.dialect = PK_DIALECT_SEMICOLON;
    check_lines(&output, "\xEF\xBB\xBF"
                         "a;b;c;d;e\na b;7;0,1;2026-03-01;\n'-c;-2,5e-10;9.5:0.5;;1\n");
    pk_output_close(&output);
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_text), cmocka_unit_test(test_formula),
                                       cmocka_unit_test(test_number), cmocka_unit_test(test_dialects)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
