/* Cells of a sweep: values, ranges and combinations of the command line, rows of a file in every dialect. */
#include "pk_test.h"

#include <string.h>

#include "study/sweep_cells.h"

static const char *joined(const pk_sweep_axis_t *axis, pk_arena_t *arena)
{
    const char *text = "";
    for (long v = 0; v < axis->nvalue; v++) {
        text = pk_arena_format(arena, "%s%s%s", text, v > 0 ? " | " : "", axis->values[v]);
    }
    return text;
}

/* The values of one --set, or its error. */
static void expect_values(const char *set, const char *wanted)
{
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    pk_sweep_cells_t cells;
    const pk_status_t status = pk_sweep_cells_combine(&set, 1, &cells, &arena, &diag);
    assert_string_equal(status == PK_OK ? joined(&cells.axes[0], &arena) : diag.messages[0].text, wanted);
    assert_int_equal(status == PK_OK, diag.errors == 0);
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

static void values_stand_as_they_are_written(void **state)
{
    (void)state;
    expect_values("a.b=0,500,1e3", "0 | 500 | 1e3");
    expect_values(" conversions.a -> b = 3% per month , x1.2 ", "3% per month | x1.2");
    expect_values("a=yes", "yes");
    expect_values("a=1,", "--set a=1, has an empty value");
    expect_values("=1", "--set =1: a path, = and values are needed");
}

/* Steps are added in decimals: 0.1 + 2 x 0.1 is 0.3, and the last value is not lost. */
static void ranges_go_up_to_their_end(void **state)
{
    (void)state;
    expect_values("a=1:25:8", "1 | 9 | 17 | 25");
    expect_values("a=1:24:8", "1 | 9 | 17");
    expect_values("a=0.1:0.7:0.1", "0.1 | 0.2 | 0.3 | 0.4 | 0.5 | 0.6 | 0.7");
    expect_values("a=-1:1:1", "-1 | 0 | 1");
    expect_values("a=10:0:-5", "10 | 5 | 0");
    expect_values("a=3:3:1", "3");
    expect_values("a=x0.5:x1.5:x0.5", "x0.5 | x1 | x1.5");
    expect_values("a=x0.5:1.5:0.5", "x0.5 | x1 | x1.5");
    expect_values("a=5%:15%:5%", "5% | 10% | 15%");
    expect_values("a=100:300:100 per month", "100 per month | 200 per month | 300 per month");
    expect_values("a=0,10:30:10,100", "0 | 10 | 20 | 30 | 100");
    expect_values("a=1:2", "--set a=1:2 is no range of numbers");
    expect_values("a=1:2:1:1", "--set a=1:2:1:1 is no range of numbers");
    expect_values("a=1:b:1", "--set a=1:b:1 is no range of numbers");
    expect_values("a=1:5:0", "--set a=1:5:0: steps of 0 do not lead from 1 to 5");
    expect_values("a=1 day:2 weeks:1 day", "--set a=1 day:2 weeks:1 day has two units");
    expect_values("a=0:1:1e-9", "--set a=0:1:1e-9 has more than 20000 values, the most there are");
}

static void the_last_number_runs_fastest(void **state)
{
    (void)state;
    static const char *const sets[] = {"a=1,2", "b=x1,x2,x3"};
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    pk_sweep_cells_t cells;
    assert_int_equal(pk_sweep_cells_combine(sets, 2, &cells, &arena, &diag), PK_OK);
    assert_int_equal(cells.count, 6);
    for (long cell = 0; cell < 6; cell++) {
        static const char *const a[] = {"1", "1", "1", "2", "2", "2"}, *const b[] = {"x1", "x2", "x3",
                                                                                     "x1", "x2", "x3"};
        assert_string_equal(pk_sweep_value(&cells, cell, 0), a[cell]);
        assert_string_equal(pk_sweep_value(&cells, cell, 1), b[cell]);
    }
    pk_arena_free(&arena);
}

/* The rows of a file as "value,value / value,value", or its first error with its place. */
static void expect_rows(const char *text, const char *wanted)
{
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    pk_sweep_cells_t cells;
    const pk_source_t source = {.name = "list.csv", .text = text, .length = strlen(text)};
    const char *found = "";
    if (pk_sweep_cells_read(&source, &cells, &arena, &diag) == PK_OK) {
        for (long cell = 0; cell < cells.count; cell++) {
            for (int k = 0; k < cells.naxis; k++) {
                found = pk_arena_format(&arena, "%s%s%s", found,
                                        k > 0      ? ","
                                        : cell > 0 ? " / "
                                                   : "",
                                        pk_sweep_value(&cells, cell, k));
            }
        }
    } else {
        const pk_message_t *first = &diag.messages[0];
        found = pk_arena_format(&arena, "%d:%d %s", first->line, first->column, first->text);
    }
    assert_string_equal(found, wanted);
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

static void rows_are_cells(void **state)
{
    (void)state;
    expect_rows("spend.a,levers.b\n0,x1.5\n500,\n,24\n", "0,x1.5 / 500, / ,24");
    expect_rows("spend.a;levers.b\r\n0;x1,5\r\n\"1.500,5\";24\r\n", "0,x1.5 / 1500.5,24");
    expect_rows("\xEF\xBB\xBFsep=;\nspend.a\n0,5\n", "0.5");
    expect_rows("spend.a\tb\n40 000\t5 %\n", "40000,5%");
    expect_rows("t.a -> b.probability;d\n3,5% per month;2 weeks\nyes;1e-3\n", "3.5% per month,2 weeks / yes,0.001");
    expect_rows("spend.a\n", "0:0 there are no rows");
    expect_rows("spend.a,\n1,2\n", "1:9 column 2 has no name");
    expect_rows("spend.a,b\n1,2\n1,2,3\n", "3:5 this row has 3 cells, the header has 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_stand_as_they_are_written),
        cmocka_unit_test(ranges_go_up_to_their_end),
        cmocka_unit_test(the_last_number_runs_fastest),
        cmocka_unit_test(rows_are_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
