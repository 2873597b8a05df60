/* The tables about individuals: whole files of individuals made by hand, and what a reader gets back from them. */
#include "report/individual_tables.h"

#include "base/csv.h"
#include "rich_individuals.h"
#include "tiny_individuals.h"
#include "tiny_result.h"

#define WHO "\"push, \"\"spring\"\"\""

static const pk_tables_options_t plain = {.all_personas = false};

static pk_result_t with_individuals(void)
{
    pk_result_t r = tiny_result();
    tiny_individuals(&r);
    return r;
}

static void test_bytes(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t r = with_individuals();
    assert_int_equal(pk_tables_run(&r, folder, &plain, &diag), PK_OK);
    assert_int_equal(count_entries(folder), 15);
    assert_file(folder, "first_purchase.csv",
                "scenario,persona,steps,share,low,high,still_waiting\n" WHO ",all,0,0,0,0,600\n" WHO
                ",all,1,0.25,0.1875,0.3125,300\n" WHO ",all,2,0.5,0.375,0.625,200\n" WHO ",senior,0,0,0,0,300\n" WHO
                ",senior,1,0,-0.0625,0.0625,150\n" WHO ",senior,2,0,-0.125,0.125,100\n");
    assert_file(folder, "between_purchases.csv",
                "scenario,persona,steps,share,low,high,still_waiting\n" WHO ",all,0,0,0,0,60\n" WHO
                ",all,1,0.125,0.0625,0.1875,30\n" WHO ",all,2,0.25,0.125,0.375,20\n" WHO ",senior,0,,,,0\n" WHO
                ",senior,1,,,,0\n" WHO ",senior,2,,,,0\n");
    assert_file(folder, "paths.csv",
                "scenario,path,share\n" WHO ",tarve > =cmd,0.5\n" WHO ",tarve,0.375\n" WHO ",all others,0.125\n");
    /* of whom came in April nobody can be followed further, and nobody came */
    assert_file(folder, "retention.csv",
                "scenario,entry,period,share\n" WHO ",2026-03,0,1\n" WHO ",2026-03,1,0.75\n" WHO ",2026-04,0,\n");
    assert_file(folder, "purchases.csv",
                "scenario,persona,purchases,share\n" WHO ",all,0,0.5\n" WHO ",all,1,0.25\n" WHO ",all,2,0.25\n" WHO
                ",senior,0,1\n" WHO ",senior,1,0\n" WHO ",senior,2,0\n");
    assert_file(folder, "stays.csv",
                "scenario,persona,stage,visits,steps\n" WHO ",all,tarve,1,1.5\n" WHO ",all,'=cmd,0.5,0.75\n" WHO
                ",senior,tarve,1,2\n" WHO ",senior,'=cmd,0,0\n");
    assert_file(folder, "concentration.csv",
                "scenario,persona,best_share,profit_share,by_luck\n" WHO ",all,0.2,0.75,0.5\n" WHO
                ",all,0.5,1.25,0.875\n" WHO ",senior,0.2,,\n" WHO ",senior,0.5,,\n");
    assert_int_equal(diag.count, 0);
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

/* Nobody asked: no such files. The folder's names hold them all the same, so that each is looked at before a run. */
static void test_nobody_asked(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t r = tiny_result();
    assert_int_equal(pk_tables_run(&r, folder, &plain, &diag), PK_OK);
    assert_int_equal(count_entries(folder), 7);
    pk_arena_t arena = {0};
    pk_texts_t names = {0};
    pk_tables_names(false, "plan/", &names, &arena);
    assert_int_equal(names.count, 16);
    assert_string_equal(names.all[15], "plan/concentration.csv");
    pk_arena_free(&arena);
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

typedef struct {
    pk_arena_t arena;
    pk_diag_t diag;
    pk_csv_t csv;
} reader_t;

static void open_table(reader_t *self, const char *folder, const char *name)
{
    *self = (reader_t){0};
    const char *path = pk_arena_format(&self->arena, "%s/%s", folder, name);
    const pk_source_t *source = pk_source_read(path, 1 << 24, PK_NOWHERE, &self->arena, &self->diag);
    assert_non_null(source);
    assert_int_equal(pk_csv_open(&self->csv, source, &self->arena, &self->diag), PK_OK);
}

static void close_table(reader_t *self)
{
    assert_false(pk_csv_next(&self->csv, &self->diag));
    assert_false(self->csv.failed);
    pk_csv_free(&self->csv);
    pk_diag_free(&self->diag);
    pk_arena_free(&self->arena);
}

/* The column of the next row is this double, to the last bit; of NAN it is empty. */
static void assert_cell(reader_t *self, const char *column, double expected)
{
    const int at = pk_csv_find(&self->csv, column);
    assert_true(at >= 0);
    double value;
    if (isnan(expected)) {
        assert_string_equal(self->csv.cells[at].text, "");
        return;
    }
    assert_int_equal(pk_cell_number(&self->csv.cells[at], &value, &self->diag), PK_OK);
    assert_true(value == expected);
}

static void assert_text(reader_t *self, const char *column, const char *expected)
{
    assert_string_equal(self->csv.cells[pk_csv_find(&self->csv, column)].text, expected);
}

/* Numbers that are not short read back to the same double. */
static void test_reads_back(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t r = tiny_result();
    r.scenario = "plan";
    rich_individuals(&r, 40, 12);
    assert_int_equal(pk_tables_run(&r, folder, &plain, &diag), PK_OK);
    const pk_individuals_t *of = r.individuals;
    reader_t reader;
    open_table(&reader, folder, "value.csv");
    for (int group = 0; group < of->ngroup; group++) {
        for (int k = 0; k < PK_QUANTILES_OF_VALUE; k++) {
            assert_true(pk_csv_next(&reader.csv, &reader.diag));
            assert_text(&reader, "persona", r.group_names[group]);
            assert_cell(&reader, "quantile", (k + 1) / 100.0);
            assert_cell(&reader, "value", of->value[group][k]);
        }
    }
    close_table(&reader);
    open_table(&reader, folder, "first_purchase.csv");
    for (int group = 0; group < of->ngroup; group++) {
        for (int step = 0; step <= 40; step++) {
            assert_true(pk_csv_next(&reader.csv, &reader.diag));
            assert_cell(&reader, "steps", step);
            assert_cell(&reader, "share", of->first_purchase[group].share[step]);
            assert_cell(&reader, "low", of->first_purchase[group].low[step]);
            assert_cell(&reader, "high", of->first_purchase[group].high[step]);
            assert_cell(&reader, "still_waiting", of->first_purchase[group].waiting[step]);
        }
    }
    close_table(&reader);
    open_table(&reader, folder, "retention.csv");
    for (int entry = 0; entry < of->nperiod; entry++) {
        for (int period = 0; entry + period < of->nperiod; period++) {
            assert_true(pk_csv_next(&reader.csv, &reader.diag));
            assert_text(&reader, "entry", of->periods[entry]);
            assert_cell(&reader, "period", period);
            assert_cell(&reader, "share", of->retention[entry * of->nperiod + period]);
        }
    }
    close_table(&reader);
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_nobody_asked),
        cmocka_unit_test(test_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
