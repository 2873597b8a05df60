#include "pk_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"

static const char *const names[] = {"consider", "customer", "lead", "lost", "loyal", "unaware", "räystäs"};

static const char *nearest(const char *word)
{
    return pk_nearest(word, names, (int)(sizeof names / sizeof *names));
}

static void finds_the_name_meant(void **state)
{
    (void)state;
    assert_string_equal(nearest("custmer"), "customer");   /* left out */
    assert_string_equal(nearest("custoomer"), "customer"); /* put in */
    assert_string_equal(nearest("customar"), "customer");  /* replaced */
    assert_string_equal(nearest("laed"), "lead");          /* swapped: one edit, two would be too many for four */
    assert_string_equal(nearest("unawrae"), "unaware");
    assert_string_equal(nearest("LOYAL"), "loyal");
    assert_string_equal(nearest("räystas"), "räystäs"); /* two bytes of nine */
}

static void stays_silent_about_strangers(void **state)
{
    (void)state;
    assert_null(nearest("prospect"));
    assert_null(nearest("xy"));
    assert_null(nearest(""));
    assert_null(nearest("ld")); /* a third of two letters is no edit */
    assert_null(pk_nearest("lead", NULL, 0));
}

static void is_not_slowed_down_by_a_long_word(void **state)
{
    (void)state;
    enum { LENGTH = 1 << 20 };
    char *word = malloc(LENGTH + 1);
    assert_non_null(word);
    memset(word, 'a', LENGTH);
    word[LENGTH] = '\0';
    assert_null(nearest(word));
    free(word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_name_meant),
        cmocka_unit_test(stays_silent_about_strangers),
        cmocka_unit_test(is_not_slowed_down_by_a_long_word),
    };
    return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
