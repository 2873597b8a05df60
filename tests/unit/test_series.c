#include "pk_test.h"

#include "model/series.h"
#include "model/series_time.h"
#include "pk_files.h"

typedef struct {
    pk_arena_t arena;
    pk_diag_t diag;
    pk_numbers_t numbers;
    pk_reading_t reading;
} fixture_t;

static int set_up(void **state)
{
    fixture_t *self = pk_heap(1, sizeof *self);
    self->reading =
        (pk_reading_t){.arena = &self->arena, .diag = &self->diag, .numbers = &self->numbers, .step = PK_WEEK};
    *state = self;
    return 0;
}

static int tear_down(void **state)
{
    fixture_t *self = *state;
    pk_diag_free(&self->diag);
    pk_arena_free(&self->arena);
    free(self);
    return 0;
}

/* Reads the series `map` that stands under `radio:` in plan.yaml. */
static const pk_series_t *read_map(fixture_t *self, const char *map)
{
    pk_source_t *source = PK_NEW(&self->arena, pk_source_t);
    const char *text = pk_arena_format(&self->arena, "radio: %s\n", map);
    *source = (pk_source_t){"plan.yaml", text, strlen(text)};
    const pk_node_t *root = pk_doc_parse(source, &self->arena, &self->diag);
    assert_non_null(root);
    return pk_series_read(&self->reading, pk_node_get(root, "radio"), 0);
}

/* The file a.csv holds `text`; reading its column `spend` gives these messages. */
static void expect_broken(fixture_t *self, const char *text, const char *messages)
{
    pk_file("a.csv", text);
    assert_null(read_map(self, "{file: a.csv, column: spend}"));
    expect_messages(&self->diag, messages);
}

static long day(const char *date)
{
    long first, last;
    assert_true(pk_date_parse(date, &first, &last));
    return first;
}

static void reads_dates_and_numbers(void **state)
{
    fixture_t *self = *state;
    pk_file("a.csv", "date,search,spend\n2026-03-02,1,300\n2026-03-09,2,\"1 200.5\"\n2026-04,3,0\n");
    const pk_series_t *series = read_map(self, "{file: a.csv, column: spend, source: the agency, note: net}");
    assert_non_null(series);
    assert_int_equal(self->diag.count, 0);
    assert_string_equal(series->file, "a.csv");
    assert_true(series->dated);
    assert_int_equal(series->count, 3);
    assert_int_equal(series->keys[0], day("2026-03-02"));
    assert_int_equal(series->keys[2], day("2026-04-01"));
    assert_close(series->values[0], 300, 0);
    assert_close(series->values[1], 1200.5, 0);
    assert_close(series->values[2], 0, 0);
    assert_int_equal(series->key_places[1].line, 3);
    assert_int_equal(series->value_places[1].column, 14);
    assert_ptr_equal(series->value_places[1].source, series->source);
}

static void reads_steps(void **state)
{
    fixture_t *self = *state;
    pk_file("a.csv", "\xEF\xBB\xBFspend,step\r\n5%,0\r\n7%,1\r\n");
    const pk_series_t *series = read_map(self, "{file: a.csv, column: spend}");
    assert_non_null(series);
    assert_false(series->dated);
    assert_int_equal(series->count, 2);
    assert_int_equal(series->keys[1], 1);
    assert_close(series->values[1], 0.07, 1e-15);
}

static void holds_many_rows(void **state)
{
    fixture_t *self = *state;
    enum { ROWS = 5000 };
    char *text = pk_arena_take(&self->arena, ROWS + 1, 24), *end = text + sprintf(text, "step,spend\n");
    for (int i = 0; i < ROWS; i++) {
        end += sprintf(end, "%d,%d.5\n", i + 1, i % 97);
    }
    pk_file("a.csv", text);
    const pk_series_t *series = read_map(self, "{file: a.csv, column: spend}");
    assert_non_null(series);
    assert_int_equal(series->count, ROWS);
    for (int i = 0; i < ROWS; i++) {
        assert_int_equal(series->keys[i], i + 1);
        assert_close(series->values[i], i % 97 + 0.5, 0);
        assert_int_equal(series->key_places[i].line, i + 2);
    }
}

/* A file that stands in the book is not read again, even when it has changed on the disk. */
static void reads_a_file_once(void **state)
{
    fixture_t *self = *state;
    pk_file("a.csv", "step,spend,search\n1,10,20\n");
    const pk_series_t *first = read_map(self, "{file: a.csv, column: spend}");
    assert_non_null(first);
    pk_number_t number = {.kind = PK_NUMBER_SCHEDULE, .series = first}, *all[] = {&number};
    self->numbers = (pk_numbers_t){.all = all, .count = 1, .room = 1};
    pk_file("a.csv", "step,other\n1,2\n");
    const pk_series_t *second = read_map(self, "{file: a.csv, column: search}");
    assert_non_null(second);
    assert_ptr_equal(second->source, first->source);
    assert_close(second->values[0], 20, 0);
}

/* Paths belong to the file that they stand in. */
static void paths_start_at_the_yaml_file(void **state)
{
    fixture_t *self = *state;
    pk_file("plans/b.csv", "step,spend\n1,10\n");
    const char *text = "{file: b.csv, column: spend}\n";
    pk_source_t source = {"plans/plan.yaml", text, strlen(text)};
    const pk_series_t *series = pk_series_read(&self->reading, pk_doc_parse(&source, &self->arena, &self->diag), 0);
    assert_non_null(series);
    assert_string_equal(series->file, "plans/b.csv");
}

static void a_missing_file_is_told_in_the_yaml_file(void **state)
{
    fixture_t *self = *state;
    assert_null(read_map(self, "{file: none.csv, column: spend}"));
    expect_messages(&self->diag, "plan.yaml:1:15: error: there is no file \"none.csv\"\n"
                                 "  radio: {file: none.csv, column: spend}\n"
                                 "                ^~~~~~~~\n"
                                 "  hint: a path starts in the folder of the file that it stands in\n");
}

static void a_missing_column_names_the_nearest(void **state)
{
    fixture_t *self = *state;
    pk_file("a.csv", "date,Spend EUR,radio_spend\n2026-03-02,1,2\n");
    assert_null(read_map(self, "{file: a.csv, column: radio_spnd}"));
    expect_messages(&self->diag, "plan.yaml:1:30: error: a.csv has no column \"radio_spnd\"\n"
                                 "  radio: {file: a.csv, column: radio_spnd}\n"
                                 "                               ^~~~~~~~~~\n"
                                 "  hint: did you mean \"radio_spend\"?\n");
}

static void a_file_without_times_is_refused(void **state)
{
    expect_broken(*state, "when,spend\n1,300\n",
                  "a.csv:1:1: error: there is no column \"date\" and no column \"step\"\n"
                  "  when,spend\n"
                  "  ^\n"
                  "  hint: a series has a column date (a step's first day, like 2026-03-02) or step (1, 2, 3, …)\n");
}

static void a_column_of_periods_without_per_is_told(void **state)
{
    expect_broken(*state, "Kuukausi;spend\n1.3.2026;300\n",
                  "a.csv:1:1: error: there is no column \"date\" and no column \"step\"\n"
                  "  Kuukausi;spend\n"
                  "  ^\n"
                  "  hint: is a row of Kuukausi a whole period? add per: month (or day, week, quarter, year); does it "
                  "count the steps, 1, 2, 3? call the column step\n");
}

static void decimal_commas_are_told_in_words(void **state)
{
    expect_broken(
        *state, "date,spend\n2026-03-02,\"300,5\"\n2026-03-09,301,5\n",
        "a.csv:2:12: error: \"300,5\" has a decimal comma\n"
        "  2026-03-02,\"300,5\"\n"
        "             ^~~~~~~\n"
        "  hint: write 300.5\n"
        "a.csv:3:16: error: this row has 3 cells, the header has 2\n"
        "  2026-03-09,301,5\n"
        "                 ^\n"
        "  hint: a decimal comma? Numbers are written with a decimal point; a text with a comma goes between quotes\n");
}

static void what_is_no_date_is_told(void **state)
{
    expect_broken(*state, "date,spend\n3/4/2026,300\n2026-02-30,300\n2026-03-01,200\nYhteensä,500\n",
                  "a.csv:2:1: error: \"3/4/2026\" has two readings: 2026-04-03 and 2026-03-04\n"
                  "  3/4/2026,300\n"
                  "  ^~~~~~~~\n"
                  "  hint: write 2026-04-03 or 2026-03-04\n"
                  "a.csv:3:1: error: \"2026-02-30\" is not a date\n"
                  "  2026-02-30,300\n"
                  "  ^~~~~~~~~~\n"
                  "  hint: dates are written 2026-03-02 or 2.3.2026, months 2026-03\n"
                  "a.csv:5:1: error: the row \"Yhteensä\" is a sum, not a time\n"
                  "  Yhteensä,500\n"
                  "  ^~~~~~~~\n"
                  "  hint: take the row out: what it sums up stands above it\n");
}

static void a_sum_below_steps_is_told(void **state)
{
    expect_broken(*state, "step,spend\n1,300\n2,200\nGrand total,500\n",
                  "a.csv:4:1: error: the row \"Grand total\" is a sum, not a step\n"
                  "  Grand total,500\n"
                  "  ^~~~~~~~~~~\n"
                  "  hint: take the row out: what it sums up stands above it\n");
}

/* Each notation and the days that it names, as a step's day or as a period; first NULL: an error. */
static void reads_times_in_any_notation(void **state)
{
    fixture_t *self = *state;
    static const struct {
        const char *text;
        pk_series_per_t per;
        const char *first, *last;
    } cases[] = {
        {"2026-03-01", PK_PER_STEP, "2026-03-01", "2026-03-01"},
        {"1.3.2026", PK_PER_STEP, "2026-03-01", "2026-03-01"},
        {"01.03.2026", PK_PER_STEP, "2026-03-01", "2026-03-01"},
        {"1.3.2026 0.00", PK_PER_STEP, NULL, NULL},
        {"1.3.2026 0:00", PK_PER_STEP, "2026-03-01", "2026-03-01"},
        {"2026-03-01T00:00:00Z", PK_PER_STEP, "2026-03-01", "2026-03-01"},
        {"13/01/2026", PK_PER_STEP, "2026-01-13", "2026-01-13"},
        {"01/13/2026", PK_PER_STEP, "2026-01-13", "2026-01-13"},
        {"3/3/2026", PK_PER_STEP, "2026-03-03", "2026-03-03"},
        {"03/01/2026", PK_PER_STEP, NULL, NULL},
        {"13.13.2026", PK_PER_STEP, NULL, NULL},
        {"1.13.2026", PK_PER_STEP, NULL, NULL},
        {"29.2.2026", PK_PER_STEP, NULL, NULL},
        {"29.2.2028", PK_PER_STEP, "2028-02-29", "2028-02-29"},
        {"1.3.26", PK_PER_STEP, NULL, NULL},
        {"2026/3/1", PK_PER_STEP, "2026-03-01", "2026-03-01"},
        {"2026-3.1", PK_PER_STEP, NULL, NULL},
        {"2026-04", PK_PER_STEP, "2026-04-01", "2026-04-01"},
        {"2026-04", PK_PER_MONTH, "2026-04-01", "2026-04-30"},
        {"30.4.2026", PK_PER_MONTH, "2026-04-01", "2026-04-30"},
        {"4/2026", PK_PER_MONTH, "2026-04-01", "2026-04-30"},
        {"12/2026", PK_PER_MONTH, "2026-12-01", "2026-12-31"},
        {"2026-02-10", PK_PER_QUARTER, "2026-01-01", "2026-03-31"},
        {"2026-Q4", PK_PER_QUARTER, "2026-10-01", "2026-12-31"},
        {"Q2/2026", PK_PER_QUARTER, "2026-04-01", "2026-06-30"},
        {"Q5/2026", PK_PER_QUARTER, NULL, NULL},
        {"2026", PK_PER_YEAR, "2026-01-01", "2026-12-31"},
        {"2026", PK_PER_MONTH, NULL, NULL},
        {"2026-W01", PK_PER_WEEK, "2025-12-29", "2026-01-04"},
        {"2026-W53", PK_PER_WEEK, "2026-12-28", "2027-01-03"},
        {"2025-W53", PK_PER_WEEK, NULL, NULL}, /* that year has 52 */
        {"2020-W53", PK_PER_WEEK, "2020-12-28", "2021-01-03"},
        {"2027-W1", PK_PER_WEEK, "2027-01-04", "2027-01-10"},
        {"2026-03-04", PK_PER_WEEK, "2026-03-04", "2026-03-10"},
        {"2026-03-04", PK_PER_DAY, "2026-03-04", "2026-03-04"},
        {"", PK_PER_STEP, NULL, NULL},
        {"soon", PK_PER_STEP, NULL, NULL},
        {"TOTAL", PK_PER_MONTH, NULL, NULL},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const pk_cell_t cell = {.text = cases[k].text};
        long first, last;
        const pk_status_t status = pk_series_time(&cell, cases[k].per, &first, &last, &self->diag);
        if (cases[k].first == NULL) {
            assert_int_equal(status, PK_BAD_INPUT);
        } else {
            assert_int_equal(status, PK_OK);
            assert_int_equal(first, day(cases[k].first));
            assert_int_equal(last, day(cases[k].last));
        }
    }
}

/* A budget as a Finnish spreadsheet saves it. */
static void reads_periods(void **state)
{
    fixture_t *self = *state;
    pk_file("a.csv", "\xEF\xBB\xBFKuukausi;Haku\r\n1.12.2026;1 200,50 \xE2\x82\xAC\r\n31.1.2027;900\r\n;\r\n;\r\n");
    const pk_series_t *series = read_map(self, "{file: a.csv, column: haku, per: month}");
    assert_non_null(series);
    assert_true(series->periods);
    assert_int_equal(series->count, 2);
    assert_int_equal(series->keys[1], day("2027-01-01"));
    assert_int_equal(series->ends[1], day("2027-01-31"));
    assert_close(series->values[0], 1200.5, 0);
}

static void periods_follow_one_another(void **state)
{
    fixture_t *self = *state;
    pk_file("a.csv", "date,spend\n2026-01,1\n2026-03,1\n2026-03-31,1\n");
    assert_null(read_map(self, "{file: a.csv, column: spend, per: month}"));
    expect_messages(&self->diag, "a.csv:3:1: error: a gap before \"2026-03\": no row for the period that begins on "
                                 "2026-02-01\n"
                                 "  2026-03,1\n"
                                 "  ^~~~~~~\n"
                                 "  hint: write every period, also those with 0\n"
                                 "a.csv:4:1: error: \"2026-03-31\" does not come after the row before it\n"
                                 "  2026-03-31,1\n"
                                 "  ^~~~~~~~~~\n"
                                 "  hint: rows stand in the order of time, each time once\n");
}

static void a_period_has_a_name(void **state)
{
    fixture_t *self = *state;
    pk_file("a.csv", "date,spend\n2026-01,1\n");
    assert_null(read_map(self, "{file: a.csv, column: spend, per: fortnight}"));
    expect_messages(&self->diag,
                    "plan.yaml:1:42: error: per must be day, week, month, quarter or year, not \"fortnight\"\n"
                    "  radio: {file: a.csv, column: spend, per: fortnight}\n"
                    "                                           ^~~~~~~~~\n"
                    "  hint: a row of the file is then a whole month, say, and not a step\n");
}

static void times_ascend(void **state)
{
    expect_broken(*state, "step,spend\n1,300\n3,300\n3,300\n2,300\n",
                  "a.csv:4:1: error: \"3\" does not come after the row before it\n"
                  "  3,300\n"
                  "  ^\n"
                  "  hint: rows stand in the order of time, each time once\n"
                  "a.csv:5:1: error: \"2\" does not come after the row before it\n"
                  "  2,300\n"
                  "  ^\n"
                  "  hint: rows stand in the order of time, each time once\n");
}

static void every_broken_cell_is_told(void **state)
{
    expect_broken(*state, "step,spend\n1,\n-2,n/a\n",
                  "a.csv:2:3: error: an empty cell where a number is wanted\n"
                  "  1,\n"
                  "    ^\n"
                  "  hint: write 0 where there is nothing\n"
                  "a.csv:3:1: error: \"-2\" is not a step: a whole number from 0 to 100000\n"
                  "  -2,n/a\n"
                  "  ^~\n"
                  "a.csv:3:4: error: \"n/a\" is not a number\n"
                  "  -2,n/a\n"
                  "     ^~~\n"
                  "  hint: write it like 1500, 0.05 or 5%\n");
}

static void a_file_of_nonsense_stops_after_some_rows(void **state)
{
    fixture_t *self = *state;
    char text[4000] = "step,spend\n", *end = text + strlen(text);
    for (int i = 0; i < 200; i++) {
        end += sprintf(end, "%d,no\n", i);
    }
    pk_file("a.csv", text);
    assert_null(read_map(self, "{file: a.csv, column: spend}"));
    assert_int_equal(self->diag.errors, 20);
}

static void a_header_alone_is_refused(void **state)
{
    expect_broken(*state, "date,spend\n", "a.csv: error: no rows below the header\n");
}

static void the_mapping_is_checked(void **state)
{
    fixture_t *self = *state;
    assert_null(read_map(self, "{column: [1]}"));
    expect_messages(&self->diag, "plan.yaml:1:8: error: file is missing: the name of a CSV file\n"
                                 "  radio: {column: [1]}\n"
                                 "         ^\n"
                                 "  hint: a series is written {file: radio.csv, column: spend}\n"
                                 "plan.yaml:1:17: error: column must be the name of a column in the file, not a list\n"
                                 "  radio: {column: [1]}\n"
                                 "                  ^\n"
                                 "  hint: a series is written {file: radio.csv, column: spend}\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_dates_and_numbers),
        TEST(reads_steps),
        TEST(holds_many_rows),
        TEST(reads_a_file_once),
        TEST(paths_start_at_the_yaml_file),
        TEST(a_missing_file_is_told_in_the_yaml_file),
        TEST(a_missing_column_names_the_nearest),
        TEST(a_file_without_times_is_refused),
        TEST(a_column_of_periods_without_per_is_told),
        TEST(decimal_commas_are_told_in_words),
        TEST(what_is_no_date_is_told),
        TEST(a_sum_below_steps_is_told),
        TEST(reads_times_in_any_notation),
        TEST(reads_periods),
        TEST(periods_follow_one_another),
        TEST(a_period_has_a_name),
        TEST(times_ascend),
        TEST(every_broken_cell_is_told),
        TEST(a_file_of_nonsense_stops_after_some_rows),
        TEST(a_header_alone_is_refused),
        TEST(the_mapping_is_checked),
    };
    return cmocka_run_group_tests(tests, pk_files_begin, pk_files_end);
}
