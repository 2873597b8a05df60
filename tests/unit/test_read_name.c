/* Names: letters of any script, digits, _ and -. */
#include "pk_test.h"

#include "model/read.h"

static void test_allowed(void **state)
{
    (void)state;
    static const char *const names[] = {
        "a",        "A9_-", "2024", "-",     "Ostopäätös", "клиент", "πελάτης", "顧客",
        "おきゃく", "고객", "ลูกค้า", "ग्राहक", "לקוח",       "عميل",   "٣",       "ŭ",
    };
    for (int i = 0; i < PK_COUNT(names); i++) {
        if (!pk_name_valid(names[i])) {
            fail_msg("%s should be a name", names[i]);
        }
    }
}

static void test_refused(void **state)
{
    (void)state;
    /* Nothing, blanks, dots and arrows (paths need them), signs of money and of arithmetic, quotes, a picture, a
     * no-break space, a direction mark, a zero-width space, a byte-order mark, private use, the last code point, broken
     * UTF-8. */
    static const char *const names[] = {
        "",
        "a b",
        "a.b",
        "a>b",
        "*",
        "a/b",
        "€",
        "=1",
        "+1",
        "@a",
        "\"",
        "’",
        "\xF0\x9F\x99\x82",
        "a\xC2\xA0"
        "b",
        "a\u200F",
        "a\u200B",
        "\uFEFF"
        "a",
        "\uE000",
        "a\n",
        "\xF4\x8F\xBF\xBF",
        "a\xFF",
        "\xC2\xD7",
        "×",
        "½",
    };
    for (int i = 0; i < PK_COUNT(names); i++) {
        if (pk_name_valid(names[i])) {
            fail_msg("\"%s\" (%d) should be no name", names[i], i);
        }
    }
}

/* The ends of some rows of the table, by the Unicode Character Database. */
static void test_letters(void **state)
{
    (void)state;
    static const unsigned letters[] = {0xAA, 0xB5, 0xBA, 0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x2C1, 0x2C6, 0x376, 0x1F00};
    static const unsigned others[] = {0x80,  0xA9,   0xAB,   0xD7,   0xF7,   0x2C2,
                                      0x37E, 0x2028, 0x20AC, 0x2192, 0x3000, 0x1F600};
    for (int i = 0; i < PK_COUNT(letters); i++) {
        if (!pk_is_letter(letters[i])) {
            fail_msg("U+%04X is a letter", letters[i]);
        }
    }
    for (int i = 0; i < PK_COUNT(others); i++) {
        if (pk_is_letter(others[i])) {
            fail_msg("U+%04X is no letter", others[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_allowed),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
