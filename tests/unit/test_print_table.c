#include <stdlib.h>
#include <string.h>

#include "cli/print_table.h"
#include "pk_test.h"

/* What the table prints, to be freed. */
static char *printed(const pk_grid_t *grid, int indent, bool colour)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    pk_screen_t screen = {.stream = stream, .is_terminal = colour, .colour = colour, .width = 80};
    pk_grid_print(grid, indent, &screen);
    fclose(stream);
    return text;
}

static void check(const pk_grid_t *grid, int indent, bool colour, const char *expected)
{
    char *text = printed(grid, indent, colour);
    assert_string_equal(text, expected);
    free(text);
}

static const pk_grid_column_t columns[] = {
    {.head = "Stage"}, {.head = "end", .align = PK_ALIGN_RIGHT}, {.head = ""}, {0}};

static void columns_stand_in_line_by_width(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_grid_t grid = pk_grid_of(columns, &arena);
    pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){"Ostopäätös", "1 234", "customers"});
    pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){"日本語", "7", NULL});
    pk_grid_gap(&grid);
    pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){"x", NULL, "EUR"});
    check(&grid, 2, false,
          "  Stage         end\n"
          "  Ostopäätös  1 234  customers\n"
          "  日本語          7\n"
          "\n"
          "  x                  EUR\n");
    assert_int_equal(pk_grid_width(&grid), 10 + 2 + 5 + 2 + 9);
    pk_arena_free(&arena);
}

static void heads_of_several_lines_stand_on_the_rows(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_grid_t grid = pk_grid_of(
        (pk_grid_column_t[]){
            {.head = "Plan"}, {.head = "New\ncustomers\n%", .align = PK_ALIGN_RIGHT}, {.head = ""}, {0}},
        &arena);
    pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){"a", "12", "x"});
    check(&grid, 0, false,
          "            New\n"
          "      customers\n"
          "Plan          %\n"
          "a            12  x\n");
    pk_arena_free(&arena);
}

static void cells_are_harmless_and_cut(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_grid_t grid =
        pk_grid_of((pk_grid_column_t[]){{.head = "", .most = 6}, {.head = "", .align = PK_ALIGN_RIGHT}, {0}}, &arena);
    pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){"\033[2Jabcdefgh", "1"});
    pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){"a\nb", "2"});
    check(&grid, 0, false, " [2Ja…  1\na b     2\n");
    pk_arena_free(&arena);
}

static void colours_only_where_there_are_some(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_grid_t grid = pk_grid_of(columns, &arena);
    pk_grid_add(&grid, PK_STYLE_FAINT, (const char *[]){"a", "1", NULL});
    check(&grid, 0, false, "Stage  end\na        1\n");
    check(&grid, 0, true, "\033[1mStage\033[0m  \033[1mend\033[0m\n\033[2ma\033[0m        \033[2m1\033[0m\n");
    pk_arena_free(&arena);
}

static void many_rows_keep_their_places(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_grid_t grid = pk_grid_of((pk_grid_column_t[]){{.head = ""}, {0}}, &arena);
    char text[12];
    for (int i = 0; i < 1000; i++) {
        snprintf(text, sizeof text, "%d", i);
        pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){text});
    }
    assert_int_equal(grid.nrow, 1000);
    assert_string_equal(grid.rows[0].cells[0], "0");
    assert_string_equal(grid.rows[999].cells[0], "999");
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_stand_in_line_by_width), cmocka_unit_test(heads_of_several_lines_stand_on_the_rows),
        cmocka_unit_test(cells_are_harmless_and_cut),     cmocka_unit_test(colours_only_where_there_are_some),
        cmocka_unit_test(many_rows_keep_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
