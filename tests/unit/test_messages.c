/* The report's sayings: every one in both languages, with the same places. */
#include "report/messages.h"

#include "pk_test.h"

#include <string.h>

/* Bit k for each place {k}. */
static unsigned places_of(const char *text)
{
    unsigned places = 0;
    for (const char *at = text; (at = strchr(at, '{')) != NULL; at++) {
        assert_true(at[1] >= '1' && at[1] <= '9' && at[2] == '}');
        places |= 1u << (at[1] - '0');
    }
    return places;
}

static void test_both_languages(void **state)
{
    (void)state;
    for (int i = 0; i < PK_SAYINGS; i++) {
        const char *english = pk_saying(PK_ENGLISH, (pk_saying_t)i), *finnish = pk_saying(PK_FINNISH, (pk_saying_t)i);
        assert_true(*english != '\0' && *finnish != '\0');
        if (places_of(english) != places_of(finnish)) {
            print_error("\"%s\" and \"%s\" have different places\n", english, finnish);
            fail();
        }
        /* {1} to {n} without a gap, so that as many texts are given as there are places: n ones over a 0 */
        const unsigned places = places_of(english) >> 1;
        assert_int_equal(places & (places + 1), 0);
    }
}

static void test_no_printf(void **state)
{
    (void)state;
    for (int i = 0; i < PK_SAYINGS; i++) {
        for (int language = 0; language < PK_LANGUAGES; language++) {
            assert_null(strstr(pk_saying((pk_language_t)language, (pk_saying_t)i), "%%"));
            assert_null(strstr(pk_saying((pk_language_t)language, (pk_saying_t)i), "%s"));
        }
    }
}

static void test_codes(void **state)
{
    (void)state;
    assert_string_equal(pk_language_code(PK_ENGLISH), "en");
    assert_string_equal(pk_language_code(PK_FINNISH), "fi");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_both_languages), cmocka_unit_test(test_no_printf),
                                       cmocka_unit_test(test_codes)};
    return cmocka_run_group_tests_name("messages", tests, NULL, NULL);
}
