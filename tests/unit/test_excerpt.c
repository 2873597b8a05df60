#include "pk_test.h"

#include <string.h>

#include "base/excerpt.h"
#include "base/utf8.h"

static pk_arena_t arena;

static int free_arena(void **state)
{
    (void)state;
    pk_arena_free(&arena);
    return 0;
}

static void expect(const char *text, int line, int column, const char *excerpt, int caret)
{
    int found = -1;
    assert_string_equal(pk_excerpt(text, strlen(text), line, column, &found, &arena), excerpt);
    assert_int_equal(found, caret);
}

static void finds_lines_however_they_end(void **state)
{
    (void)state;
    expect("one\ntwo\nthree", 2, 2, "two", 1);
    expect("one\r\ntwo\r\n", 2, 1, "two", 0);
    expect("one\rtwo\rthree", 3, 5, "three", 4);
    expect("a\xC2\x85"
           "b\xE2\x80\xA8"
           "c\xE2\x80\xA9"
           "d",
           4, 1, "d", 0);
    expect("\xEF\xBB\xBFname: x\n", 1, 1, "name: x", 0);
    expect("one\n\nthree", 2, 1, "", 0);
    expect("one\n", 2, 1, "", 0);
    expect("", 1, 1, "", 0);
    int caret;
    assert_null(pk_excerpt("one\n", 4, 3, 1, &caret, &arena));
}

static void tames_what_would_move_the_caret(void **state)
{
    (void)state;
    expect("\ta:\x1B[31m 5", 1, 3, " a: [31m 5", 2);
    expect("l\xE4mp\xC3\xB6", 1, 5, "l\xEF\xBF\xBDmp\xC3\xB6", 4);
}

static void a_column_beyond_the_line_points_at_its_end(void **state)
{
    (void)state;
    expect("abc\ndef", 1, 99, "abc", 3);
}

/* A line of 300: digits repeat, so the caret's digit tells whether the window is where it should be. */
static void cuts_a_long_line_around_the_column(void **state)
{
    (void)state;
    char line[301];
    for (int i = 0; i < 300; i++) {
        line[i] = (char)('0' + i % 10);
    }
    line[300] = '\0';
    for (int column = 1; column <= 300; column++) {
        int caret;
        const char *excerpt = pk_excerpt(line, 300, 1, column, &caret, &arena);
        const char *end = excerpt + strlen(excerpt);
        const size_t width = pk_utf8_count(excerpt, end);
        assert_true(width <= PK_EXCERPT_MOST + 2);
        const char *at = excerpt;
        for (int i = 0; i < caret; i++) {
            pk_utf8_next(&at, end, NULL);
        }
        assert_int_equal(*at, '0' + (column - 1) % 10);
        assert_true((strncmp(excerpt, "…", 3) == 0) == (column > PK_EXCERPT_BEFORE + 1));
        assert_true((strcmp(end - 3, "…") == 0) == (column < 300 - PK_EXCERPT_MOST + PK_EXCERPT_BEFORE + 1));
    }
}

static void a_line_of_just_the_most_is_whole(void **state)
{
    (void)state;
    char line[PK_EXCERPT_MOST + 1];
    memset(line, 'x', PK_EXCERPT_MOST);
    line[PK_EXCERPT_MOST] = '\0';
    expect(line, 1, PK_EXCERPT_MOST, line, PK_EXCERPT_MOST - 1);
}

static void one_line_cuts_and_tames(void **state)
{
    (void)state;
    assert_string_equal(pk_one_line("a\nb", 10, &arena), "a b");
    assert_string_equal(pk_one_line("äöå", 3, &arena), "äöå");
    assert_string_equal(pk_one_line("äöåx", 3, &arena), "äöå…");
    assert_string_equal(pk_one_line("", 3, &arena), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(finds_lines_however_they_end, free_arena),
        cmocka_unit_test_teardown(tames_what_would_move_the_caret, free_arena),
        cmocka_unit_test_teardown(a_column_beyond_the_line_points_at_its_end, free_arena),
        cmocka_unit_test_teardown(cuts_a_long_line_around_the_column, free_arena),
        cmocka_unit_test_teardown(a_line_of_just_the_most_is_whole, free_arena),
        cmocka_unit_test_teardown(one_line_cuts_and_tames, free_arena),
    };
    return cmocka_run_group_tests_name("excerpt", tests, NULL, NULL);
}
