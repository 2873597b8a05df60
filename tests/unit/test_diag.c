#include "pk_test.h"

#include <string.h>

#include "base/diag.h"

static const char text[] = "stages:\n  lead: {start: 120%}\n  räystäs: {share: 70%, typo: 1}\n";
static const pk_source_t source = {.name = "m.yaml", .text = text, .length = sizeof text - 1};

static void expect_message(const pk_diag_t *diag, int index, const char *expected)
{
    pk_arena_t arena = {0};
    assert_true(index < diag->count);
    assert_string_equal(pk_message_format(&diag->messages[index], &arena), expected);
    pk_arena_free(&arena);
}

static void prints_place_line_caret_and_hint(void **state)
{
    (void)state;
    pk_diag_t diag = {0};
    const pk_place_t place = {.source = &source, .line = 2, .column = 17, .span = 4};
    assert_int_equal(pk_error(&diag, place, "start is a share: 0 to 100%", "start is %s", "120%"), PK_BAD_INPUT);
    expect_message(&diag, 0,
                   "m.yaml:2:17: error: start is 120%\n"
                   "    lead: {start: 120%}\n"
                   "                  ^~~~\n"
                   "  hint: start is a share: 0 to 100%\n");
    pk_diag_free(&diag);
}

static void columns_are_code_points(void **state)
{
    (void)state;
    pk_diag_t diag = {0};
    pk_warning(&diag, (pk_place_t){&source, 3, 25, 4}, NULL, "unknown key");
    expect_message(&diag, 0,
                   "m.yaml:3:25: warning: unknown key\n"
                   "    räystäs: {share: 70%, typo: 1}\n"
                   "                          ^~~~\n");
    pk_diag_free(&diag);
}

static void the_tail_ends_with_the_line(void **state)
{
    (void)state;
    pk_diag_t diag = {0};
    pk_error(&diag, (pk_place_t){&source, 1, 1, 500}, NULL, "a");
    expect_message(&diag, 0, "m.yaml:1:1: error: a\n  stages:\n  ^~~~~~~\n");
    pk_error(&diag, (pk_place_t){&source, 1, 80, 3}, NULL, "b");
    expect_message(&diag, 1, "m.yaml:1:80: error: b\n  stages:\n         ^\n");
    pk_diag_free(&diag);
}

static void leaves_out_what_is_not_known(void **state)
{
    (void)state;
    pk_diag_t diag = {0};
    pk_error(&diag, PK_NOWHERE, "see --help", "no file is named");
    pk_error(&diag, (pk_place_t){.source = &source}, NULL, "not UTF-8");
    pk_error(&diag, (pk_place_t){.source = &source, .line = 2}, NULL, "too much");
    pk_error(&diag, (pk_place_t){.source = &source, .line = 77, .column = 1}, NULL, "beyond");
    assert_int_equal(pk_failure(&diag, "out/kpis.csv", NULL, "cannot write: disk full"), PK_FAILED);
    expect_message(&diag, 0, "error: no file is named\n  hint: see --help\n");
    expect_message(&diag, 1, "m.yaml: error: not UTF-8\n");
    expect_message(&diag, 2, "m.yaml:2: error: too much\n    lead: {start: 120%}\n");
    expect_message(&diag, 3, "m.yaml:77:1: error: beyond\n");
    expect_message(&diag, 4, "out/kpis.csv: error: cannot write: disk full\n");
    assert_int_equal(diag.errors, 5);
    assert_int_equal(diag.warnings, 0);
    pk_diag_free(&diag);
    pk_diag_free(&diag);
}

static void drops_what_it_holds_already(void **state)
{
    (void)state;
    pk_diag_t diag = {0};
    const pk_place_t place = {&source, 2, 3, 4};
    for (int i = 0; i < 3; i++) {
        pk_error(&diag, place, NULL, "same %d", 1);
    }
    pk_error(&diag, place, NULL, "same 2");
    pk_error(&diag, (pk_place_t){&source, 2, 4, 4}, NULL, "same 1");
    pk_warning(&diag, place, NULL, "same 1");
    pk_warning(&diag, place, NULL, "same 1");
    assert_int_equal(diag.count, 4);
    assert_int_equal(diag.errors, 5); /* a file that is read twice fails twice */
    assert_int_equal(diag.warnings, 1);
    pk_diag_free(&diag);
}

static void errors_find_room_behind_warnings(void **state)
{
    (void)state;
    pk_diag_t diag = {0};
    for (int i = 0; i < PK_DIAG_MOST + 10; i++) {
        pk_warning(&diag, PK_NOWHERE, NULL, "w%d", i);
    }
    assert_int_equal(diag.count, PK_DIAG_MOST);
    assert_int_equal(diag.dropped, 10);
    pk_error(&diag, PK_NOWHERE, NULL, "e");
    assert_int_equal(diag.count, PK_DIAG_MOST);
    assert_int_equal(diag.dropped, 11);
    expect_message(&diag, 0, "warning: w0\n");
    expect_message(&diag, PK_DIAG_MOST - 1, "error: e\n");
    for (int i = 0; i < PK_DIAG_MOST + 10; i++) {
        pk_error(&diag, PK_NOWHERE, NULL, "e%d", i);
    }
    assert_int_equal(diag.count, PK_DIAG_MOST);
    assert_int_equal(diag.errors, PK_DIAG_MOST + 11);
    for (int i = 0; i < diag.count; i++) {
        assert_int_equal(diag.messages[i].severity, PK_ERROR);
    }
    pk_diag_free(&diag);
}

static void a_value_cannot_break_the_message(void **state)
{
    (void)state;
    static char value[5000];
    memset(value, 'x', sizeof value - 1);
    pk_diag_t diag = {0};
    pk_error(&diag, PK_NOWHERE, "two\nlines", "\x1B[31m is not\na number");
    pk_error(&diag, PK_NOWHERE, NULL, "%s", value);
    expect_message(&diag, 0, "error:  [31m is not a number\n  hint: two lines\n");
    assert_true(strlen(diag.messages[1].text) < 700);
    pk_diag_free(&diag);
}

static void sorts_by_file_line_and_column(void **state)
{
    (void)state;
    const pk_source_t a = {.name = "a", .text = ""}, b = {.name = "b", .text = ""};
    const pk_place_t places[] = {{&b, 9, 1, 1}, {&a, 3, 1, 1}, {&b, 2, 5, 1},
                                 {&a, 3, 1, 1}, {&b, 2, 1, 1}, {&a, 1, 7, 1}};
    static const char *const wanted[] = {"b:9", "b:2:1", "b:2:5", "b:9:1", "a:1:7", "a:3:1 first", "a:3:1 second"};
    pk_diag_t diag = {0};
    pk_error(&diag, (pk_place_t){&b, 9, 0, 1}, NULL, "told");
    for (int i = 0; i < 6; i++) {
        pk_error(&diag, places[i], NULL, "%s", i == 1 ? "first" : "second");
    }
    pk_diag_sort(&diag, 1);
    assert_int_equal(diag.count, 7);
    for (int i = 1; i < 7; i++) {
        char place[40];
        snprintf(place, sizeof place, "%s:%d:%d%s%s", diag.messages[i].file, diag.messages[i].line,
                 diag.messages[i].column, diag.messages[i].line == 3 ? " " : "",
                 diag.messages[i].line == 3 ? diag.messages[i].text : "");
        assert_string_equal(place, wanted[i]);
    }
    pk_diag_sort(&diag, 7);
    pk_diag_free(&diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorts_by_file_line_and_column),    cmocka_unit_test(prints_place_line_caret_and_hint),
        cmocka_unit_test(columns_are_code_points),          cmocka_unit_test(the_tail_ends_with_the_line),
        cmocka_unit_test(leaves_out_what_is_not_known),     cmocka_unit_test(drops_what_it_holds_already),
        cmocka_unit_test(errors_find_room_behind_warnings), cmocka_unit_test(a_value_cannot_break_the_message),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
