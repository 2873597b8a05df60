#include "pk_test.h"

#include "base/csv.h"
#include "pk_files.h"

typedef struct {
    pk_arena_t arena;
    pk_diag_t diag;
    pk_source_t source;
    pk_csv_t csv;
} fixture_t;

static int set_up(void **state)
{
    *state = pk_heap(1, sizeof(fixture_t));
    return 0;
}

static int tear_down(void **state)
{
    fixture_t *self = *state;
    pk_csv_free(&self->csv);
    pk_diag_free(&self->diag);
    pk_arena_free(&self->arena);
    free(self);
    return 0;
}

static pk_status_t open_bytes(fixture_t *self, const char *text, size_t length)
{
    self->source = (pk_source_t){"plan.csv", text, length};
    return pk_csv_open(&self->csv, &self->source, &self->arena, &self->diag);
}

static pk_status_t open_text(fixture_t *self, const char *text)
{
    return open_bytes(self, text, strlen(text));
}

/* Reads on to the end or an error; returns how many rows. */
static int read_all(fixture_t *self)
{
    int rows = 0;
    while (pk_csv_next(&self->csv, &self->diag)) {
        rows++;
    }
    return rows;
}

static void expect_cell(const fixture_t *self, int column, const char *text, int line, int at)
{
    const pk_cell_t *cell = &self->csv.cells[column];
    assert_string_equal(cell->text, text);
    assert_int_equal(cell->place.line, line);
    assert_int_equal(cell->place.column, at);
}

static void expect_broken(fixture_t *self, const char *text, const char *messages)
{
    if (!open_text(self, text)) {
        read_all(self);
    }
    assert_true(self->csv.failed);
    assert_false(pk_csv_next(&self->csv, &self->diag));
    expect_messages(&self->diag, messages);
}

static void reads_rows_with_places(void **state)
{
    fixture_t *self = *state;
    assert_int_equal(open_text(self, "date,spend\n2026-01-05,300\n\n2026-01-12 ,  40 \n"), PK_OK);
    assert_int_equal(self->csv.nname, 2);
    assert_string_equal(self->csv.names[1], "spend");
    assert_true(pk_csv_next(&self->csv, &self->diag));
    expect_cell(self, 0, "2026-01-05", 2, 1);
    expect_cell(self, 1, "300", 2, 12);
    assert_int_equal(self->csv.cells[0].place.span, 10);
    assert_true(pk_csv_next(&self->csv, &self->diag));
    expect_cell(self, 0, "2026-01-12", 4, 1);
    expect_cell(self, 1, "40", 4, 15);
    assert_false(pk_csv_next(&self->csv, &self->diag));
    assert_false(self->csv.failed);
    assert_int_equal(self->diag.count, 0);
}

static void accepts_a_mark_and_any_line_end(void **state)
{
    fixture_t *self = *state;
    assert_int_equal(open_text(self, "\xEF\xBB\xBF\r\na,b\r\n1,2\r3,4\n5,6"), PK_OK);
    assert_string_equal(self->csv.names[0], "a");
    assert_true(pk_csv_next(&self->csv, &self->diag));
    expect_cell(self, 1, "2", 3, 3);
    assert_true(pk_csv_next(&self->csv, &self->diag));
    expect_cell(self, 1, "4", 4, 3);
    assert_true(pk_csv_next(&self->csv, &self->diag));
    expect_cell(self, 1, "6", 5, 3);
    assert_false(pk_csv_next(&self->csv, &self->diag));
}

/* RFC 4180, section 2, rules 5 to 7: quoted cells may hold quotes (doubled), commas and line ends. */
static void reads_quoted_cells(void **state)
{
    fixture_t *self = *state;
    assert_int_equal(open_text(self, "\"a\",b,c\n\"say \"\"hi\"\"\",\" x, y \",\"two\r\nlines\"\n,\"\",end\n"), PK_OK);
    assert_string_equal(self->csv.names[0], "a");
    assert_true(pk_csv_next(&self->csv, &self->diag));
    expect_cell(self, 0, "say \"hi\"", 2, 1);
    assert_int_equal(self->csv.cells[0].place.span, 12);
    expect_cell(self, 1, " x, y ", 2, 14);
    expect_cell(self, 2, "two\r\nlines", 2, 23);
    assert_true(pk_csv_next(&self->csv, &self->diag));
    expect_cell(self, 0, "", 4, 1);
    expect_cell(self, 1, "", 4, 2);
    assert_true(self->csv.cells[1].quoted);
    expect_cell(self, 2, "end", 4, 5);
    assert_false(pk_csv_next(&self->csv, &self->diag));
    assert_int_equal(self->diag.count, 0);
}

static void columns_count_code_points(void **state)
{
    fixture_t *self = *state;
    assert_int_equal(open_text(self, "kävijät,räystäät\nä,ö\n"), PK_OK);
    assert_int_equal(pk_csv_find(&self->csv, "räystäät"), 1);
    assert_int_equal(pk_csv_find(&self->csv, "raystaat"), -1);
    assert_true(pk_csv_next(&self->csv, &self->diag));
    expect_cell(self, 1, "ö", 2, 3);
}

/* Every row is new memory for its cells: long rows after short ones, many cells. */
static void holds_long_rows(void **state)
{
    fixture_t *self = *state;
    enum { CELLS = 900 };
    char text[3 * CELLS * 8] = "";
    char *end = text;
    for (int i = 0; i < CELLS; i++) {
        end += sprintf(end, "%sc%d", i ? "," : "", i);
    }
    *end++ = '\n';
    for (int i = 0; i < CELLS; i++) {
        end += sprintf(end, "%s%d", i ? "," : "", 7 * i);
    }
    assert_int_equal(open_text(self, text), PK_OK);
    assert_int_equal(self->csv.nname, CELLS);
    assert_true(pk_csv_next(&self->csv, &self->diag));
    for (int i = 0; i < CELLS; i++) {
        assert_int_equal(atoi(self->csv.cells[i].text), 7 * i);
    }
}

/* What a spreadsheet in Finnish, German or French saves. */
static void reads_semicolons(void **state)
{
    fixture_t *self = *state;
    static const double expected[] = {300.5, 1234.5, 0.055, 1.05, 1500};
    assert_int_equal(open_text(self,
                               "\xEF\xBB\xBFPvm;Spend, EUR\r\n1.3.2026;300,5\r\n2.3.2026;\"1.234,5\"\r\n"
                               "3.3.2026;5,5 %\r\n4.3.2026;1,050\r\n5.3.2026;1 500 \xE2\x82\xAC;;\r\n;\r\n;;;\r\n"),
                     PK_OK);
    assert_int_equal(self->csv.nname, 2);
    assert_int_equal(pk_csv_find(&self->csv, "spend, eur"), 1);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        double value;
        assert_true(pk_csv_next(&self->csv, &self->diag));
        assert_int_equal(pk_cell_number(&self->csv.cells[1], &value, &self->diag), PK_OK);
        assert_close(value, expected[i], 1e-15);
    }
    assert_false(pk_csv_next(&self->csv, &self->diag));
    assert_false(self->csv.failed);
    assert_int_equal(self->diag.count, 0);
}

static void reads_tabs_and_named_separators(void **state)
{
    fixture_t *self = *state;
    double value;
    assert_int_equal(open_text(self, "date\tspend, net\n2026-01-05\t300,5\n"), PK_OK);
    assert_true(pk_csv_next(&self->csv, &self->diag));
    assert_int_equal(pk_cell_number(&self->csv.cells[1], &value, &self->diag), PK_OK);
    assert_close(value, 300.5, 0);
    pk_csv_free(&self->csv);
    assert_int_equal(open_text(self, "sep=;\r\na,b;c\r\n1;2\r\n"), PK_OK);
    assert_string_equal(self->csv.names[0], "a,b");
    assert_true(pk_csv_next(&self->csv, &self->diag));
    expect_cell(self, 1, "2", 3, 3);
}

/* Capitals do not matter, unless two columns differ in nothing else. */
static void finds_columns_in_any_capitals(void **state)
{
    fixture_t *self = *state;
    assert_int_equal(open_text(self, "DATE,Räystäät,spend,Spend\n"), PK_OK);
    assert_int_equal(pk_csv_find(&self->csv, "date"), 0);
    assert_int_equal(pk_csv_find(&self->csv, "RÄYSTÄÄT"), 1);
    assert_int_equal(pk_csv_find(&self->csv, "Spend"), 3);
    assert_int_equal(pk_csv_find(&self->csv, "SPEND"), -1);
}

/* The two marks of a number, in each kind of file: the value, or how many readings the error gives. */
static void reads_marks_by_the_kind_of_file(void **state)
{
    fixture_t *self = *state;
    enum { BOTH = -2, ONE = -1, NONE = -3 };
    static const struct {
        const char *text;
        double commas, semicolons, tabs;
    } cases[] = {
        {"1,050", BOTH, 1.05, BOTH},
        {"1.050", 1.05, BOTH, BOTH},
        {"0,75", ONE, 0.75, 0.75},
        {"0.75", 0.75, 0.75, 0.75},
        {"0,750", ONE, 0.75, 0.75},
        {"1,234.5", ONE, 1234.5, 1234.5},
        {"1.234,5", ONE, 1234.5, 1234.5},
        {"12,5", ONE, 12.5, 12.5},
        {"1,234,567", ONE, 1234567, 1234567},
        {"1.234.567", ONE, 1234567, 1234567},
        {"12,3456", ONE, 12.3456, 12.3456},
        {"1,23,4", NONE, NONE, NONE},
        {"1.2.3", NONE, NONE, NONE},
        {"999,999", BOTH, 999.999, BOTH},
        {"1234,567", ONE, 1234.567, 1234.567},
        {"$1,500", BOTH, 1.5, BOTH},
        {"1 500,25 kr", ONE, 1500.25, 1500.25},
        {"1500,-", 1500, 1500, 1500},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double expected[] = {cases[i].commas, cases[i].semicolons, cases[i].tabs};
        for (int k = 0; k < 3; k++) {
            const pk_cell_t cell = {.text = cases[i].text, .separator = ",;\t"[k]};
            double value = -1;
            self->diag.count = 0;
            const pk_status_t status = pk_cell_number(&cell, &value, &self->diag);
            assert_int_equal(status, expected[k] < 0 ? PK_BAD_INPUT : PK_OK);
            assert_close(value, expected[k] < 0 ? 0 : expected[k], 1e-15);
            if (expected[k] < 0) {
                const bool both = strstr(self->diag.messages[0].text, "two readings") != NULL;
                assert_int_equal(both, expected[k] == BOTH && k > 0);
            }
        }
    }
}

static void refuses_long_rows(void **state)
{
    expect_broken(
        *state, "date,spend\n2026-01-05,300,5\n",
        "plan.csv:2:16: error: this row has 3 cells, the header has 2\n"
        "  2026-01-05,300,5\n"
        "                 ^\n"
        "  hint: a decimal comma? Numbers are written with a decimal point; a text with a comma goes between quotes\n");
}

static void refuses_long_rows_of_text(void **state)
{
    expect_broken(*state, "name,spend\nMäki, Oy,300\n",
                  "plan.csv:2:10: error: this row has 3 cells, the header has 2\n"
                  "  Mäki, Oy,300\n"
                  "           ^~~\n"
                  "  hint: put a cell that has a comma in it between quotes\n");
}

static void refuses_short_rows(void **state)
{
    expect_broken(*state, "a,b,c\n1\n",
                  "plan.csv:2:1: error: this row has 1 cell, the header has 3\n"
                  "  1\n"
                  "  ^\n"
                  "  hint: write every comma, also of empty cells\n");
}

static void refuses_an_open_quote(void **state)
{
    expect_broken(*state, "a,b\n1,\"2\n3,4\n",
                  "plan.csv:2:3: error: this quote is never closed\n"
                  "  1,\"2\n"
                  "    ^\n"
                  "  hint: close it with a second quote, or take it away\n");
}

static void refuses_text_behind_a_quote(void **state)
{
    expect_broken(*state, "a,b\n1,\"2\" x\n",
                  "plan.csv:2:7: error: text behind a closing quote\n"
                  "  1,\"2\" x\n"
                  "        ^\n"
                  "  hint: a quote inside quotes is written twice\n");
}

static void refuses_a_quote_inside(void **state)
{
    expect_broken(*state, "a,b\n1,a 5\" pipe\n",
                  "plan.csv:2:6: error: a quote in the middle of a cell\n"
                  "  1,a 5\" pipe\n"
                  "       ^\n"
                  "  hint: put the whole cell between quotes and write each quote in it twice\n");
}

static void refuses_other_encodings(void **state)
{
    expect_broken(
        *state, "a,b\n1,r\xE4yst\xE4s\n",
        "plan.csv:2:4: error: byte 0xE4 is not UTF-8; in Windows-1252, in which spreadsheets save a plain "
        "CSV, it would be \"ä\"\n"
        "  1,r\xEF\xBF\xBDyst\xEF\xBF\xBDs\n"
        "     ^\n"
        "  hint: save it once more as \"CSV UTF-8\", or: iconv -f WINDOWS-1252 -t UTF-8 plan.csv > utf8.csv\n");
}

static void refuses_utf16(void **state)
{
    fixture_t *self = *state;
    assert_int_equal(open_bytes(self,
                                "\xFF\xFE"
                                "a\0,\0b\0",
                                8),
                     PK_BAD_INPUT);
    expect_messages(&self->diag, "plan.csv: error: this file is UTF-16\n"
                                 "  hint: save it once more as \"CSV UTF-8\", or: iconv -f UTF-16 -t UTF-8 plan.csv > "
                                 "utf8.csv\n");
}

static void refuses_utf16_without_a_mark(void **state)
{
    fixture_t *self = *state;
    assert_int_equal(open_bytes(self, "a\0,\0b\0\n\0", 8), PK_BAD_INPUT);
    expect_messages(&self->diag,
                    "plan.csv: error: this file is UTF-16\n"
                    "  hint: save it once more as \"CSV UTF-8\", or: iconv -f UTF-16LE -t UTF-8 plan.csv > "
                    "utf8.csv\n");
}

static void refuses_a_byte_zero(void **state)
{
    fixture_t *self = *state;
    assert_int_equal(open_bytes(self, "a,b\0c\n", 6), PK_BAD_INPUT);
    expect_messages(&self->diag, "plan.csv:1:4: error: a byte 0 in the middle of the file\n"
                                 "  a,b c\n"
                                 "     ^\n"
                                 "  hint: save the file as \"CSV UTF-8\"\n");
}

static void refuses_nothing(void **state)
{
    expect_broken(*state, "\xEF\xBB\xBF \n\n",
                  "plan.csv: error: this file is empty\n"
                  "  hint: its first row holds the names of the columns\n");
}

static void refuses_a_name_twice(void **state)
{
    expect_broken(*state, "date,a,a,,\n",
                  "plan.csv:1:8: error: a second column called \"a\"\n"
                  "  date,a,a,,\n"
                  "         ^\n"
                  "  hint: give every column a name of its own\n");
}

static void names_the_nearest_column(void **state)
{
    fixture_t *self = *state;
    assert_int_equal(open_text(self, "date,facebook,search\n"), PK_OK);
    assert_int_equal(pk_csv_column(&self->csv, "search", PK_NOWHERE, &self->diag), 2);
    assert_int_equal(pk_csv_column(&self->csv, "facebok", PK_NOWHERE, &self->diag), -1);
    assert_int_equal(pk_csv_column(&self->csv, "radio", PK_NOWHERE, &self->diag), -1);
    expect_messages(&self->diag, "error: plan.csv has no column \"facebok\"\n"
                                 "  hint: did you mean \"facebook\"?\n"
                                 "error: plan.csv has no column \"radio\"\n"
                                 "  hint: its columns are: date, facebook, search\n");
}

static void reads_numbers(void **state)
{
    fixture_t *self = *state;
    static const struct {
        const char *text;
        double value;
    } cases[] = {{"1500", 1500},
                 {"-0.25", -0.25},
                 {"1e6", 1e6},
                 {"2.5E-3", 0.0025},
                 {"5%", 0.05},
                 {"5 %", 0.05},
                 {"+7", 7},
                 {"40 000", 40000},
                 {"1\xC2\xA0"
                  "234",
                  1234},
                 {"1\xE2\x80\xAF"
                  "234.5",
                  1234.5},
                 {".5", 0.5},
                 {"300 EUR", 300},
                 {"\xE2\x82\xAC 1500", 1500},
                 {"-$20", -20},
                 {"\xE2\x88\x92"
                  "5",
                  -5},
                 {"0", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = -1;
        assert_int_equal(pk_cell_number(&(pk_cell_t){.text = cases[i].text}, &value, &self->diag), PK_OK);
        assert_close(value, cases[i].value, 1e-15);
    }
    assert_int_equal(self->diag.count, 0);
}

static void refuses_what_is_no_number(void **state)
{
    fixture_t *self = *state;
    static const char *const cases[] = {"nan", "inf",   "0x10",  "1e999", "--1",    "5%%", "300 apples",
                                        "%",   "1.2.3", "1 - 2", "10 50", "1 0000", "4 0"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = -1;
        self->diag.count = 0;
        assert_int_equal(pk_cell_number(&(pk_cell_t){.text = cases[i]}, &value, &self->diag), PK_BAD_INPUT);
        assert_close(value, 0, 0);
        char expected[120];
        snprintf(expected, sizeof expected, "error: \"%s\" is not a number\n  hint: write it like 1500, 0.05 or 5%%\n",
                 cases[i]);
        expect_messages(&self->diag, expected);
    }
}

/* Each reading that a number with commas can have, and no other. */
static void tells_the_readings_of_commas(void **state)
{
    fixture_t *self = *state;
    static const char *const rows[][3] = {
        {"1,050", "a comma in it", "thousands? write 1050; a decimal comma? write 1.050"},
        {"-12,345", "a comma in it", "thousands? write -12345; a decimal comma? write -12.345"},
        {"999,999%", "a comma in it", "thousands? write 999999%; a decimal comma? write 999.999%"},
        {"1,234.5", "a comma in it", "write 1234.5"},
        {"1,234,567", "commas in it", "write 1234567"},
        {"1,234,567.89", "commas in it", "write 1234567.89"},
        {"0,75", "a decimal comma", "write 0.75"},
        {"0,750", "a decimal comma", "write 0.750"},
        {"1234,567", "a decimal comma", "write 1234.567"},
        {"5,5 %", "a decimal comma", "write 5.5 %"},
        {"12,5", "a decimal comma", "write 12.5"},
        {"1 234,50", "a decimal comma", "write 1 234.50"},
        {"1.234,5", "a decimal comma", "write 1234.5"},
        {"1.234.567,8", "a decimal comma", "write 1234567.8"},
        {"1,2,3", "commas in it", "write it like 1500, 0.05 or 5%"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double value = -1;
        self->diag.count = 0;
        assert_int_equal(pk_cell_number(&(pk_cell_t){.text = rows[i][0]}, &value, &self->diag), PK_BAD_INPUT);
        char expected[160];
        snprintf(expected, sizeof expected, "error: \"%s\" has %s\n  hint: %s\n", rows[i][0], rows[i][1], rows[i][2]);
        expect_messages(&self->diag, expected);
    }
}

/* A spreadsheet writes it beside each amount. */
static void reads_amounts_with_a_currency(void **state)
{
    fixture_t *self = *state;
    static const char *const rows[] = {"300 EUR", "300 €", "€300", "$ 300", "300e", "300,00 €", "300 kr", "300 USD"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double value = -1;
        const pk_cell_t cell = {.text = rows[i], .separator = ';'};
        assert_int_equal(pk_cell_number(&cell, &value, &self->diag), PK_OK);
        assert_close(value, 300, 0);
    }
    assert_int_equal(self->diag.count, 0);
}

static void says_decimal_comma_and_empty(void **state)
{
    fixture_t *self = *state;
    double value;
    assert_int_equal(open_text(self, "a,b\n\"300,5\",\n"), PK_OK);
    assert_true(pk_csv_next(&self->csv, &self->diag));
    assert_int_equal(pk_cell_number(&self->csv.cells[0], &value, &self->diag), PK_BAD_INPUT);
    assert_int_equal(pk_cell_number(&self->csv.cells[1], &value, &self->diag), PK_BAD_INPUT);
    expect_messages(&self->diag, "plan.csv:2:1: error: \"300,5\" has a decimal comma\n"
                                 "  \"300,5\",\n"
                                 "  ^~~~~~~\n"
                                 "  hint: write 300.5\n"
                                 "plan.csv:2:9: error: an empty cell where a number is wanted\n"
                                 "  \"300,5\",\n"
                                 "          ^\n"
                                 "  hint: write 0 where there is nothing\n");
}

static void reads_whole_numbers(void **state)
{
    fixture_t *self = *state;
    long value = -1;
    assert_int_equal(pk_cell_whole(&(pk_cell_t){.text = "52"}, "a step", 0, 100, &value, &self->diag), PK_OK);
    assert_int_equal(value, 52);
    static const char *const cases[] = {"101", "-1", "", "1.5", "99999999999999999999", " 5", "+5"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        self->diag.count = 0;
        assert_int_equal(pk_cell_whole(&(pk_cell_t){.text = cases[i]}, "a step", 0, 100, &value, &self->diag),
                         PK_BAD_INPUT);
        char expected[120];
        snprintf(expected, sizeof expected, "error: \"%s\" is not a step: a whole number from 0 to 100\n", cases[i]);
        expect_messages(&self->diag, expected);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_rows_with_places),
        TEST(accepts_a_mark_and_any_line_end),
        TEST(reads_quoted_cells),
        TEST(columns_count_code_points),
        TEST(holds_long_rows),
        TEST(reads_semicolons),
        TEST(reads_tabs_and_named_separators),
        TEST(finds_columns_in_any_capitals),
        TEST(reads_marks_by_the_kind_of_file),
        TEST(refuses_long_rows),
        TEST(refuses_long_rows_of_text),
        TEST(refuses_short_rows),
        TEST(refuses_an_open_quote),
        TEST(refuses_text_behind_a_quote),
        TEST(refuses_a_quote_inside),
        TEST(refuses_other_encodings),
        TEST(refuses_utf16),
        TEST(refuses_utf16_without_a_mark),
        TEST(refuses_a_byte_zero),
        TEST(refuses_nothing),
        TEST(refuses_a_name_twice),
        TEST(names_the_nearest_column),
        TEST(reads_numbers),
        TEST(refuses_what_is_no_number),
        TEST(tells_the_readings_of_commas),
        TEST(reads_amounts_with_a_currency),
        TEST(says_decimal_comma_and_empty),
        TEST(reads_whole_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
