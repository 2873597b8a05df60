#include "pk_test.h"

#include <string.h>

#include "base/utf8.h"

static uint32_t first(const char *text, size_t length, size_t *taken, bool *ok)
{
    const char *cursor = text;
    *ok = true;
    const uint32_t point = pk_utf8_next(&cursor, text + length, ok);
    *taken = (size_t)(cursor - text);
    return point;
}

/* The ends of each length, and the forms that RFC 3629 forbids. */
static void reads_what_rfc_3629_allows_and_no_more(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t point; /* 0: refused */
    } cases[] = {
        {"A", 'A'},
        {"\xC2\x80", 0x80},
        {"\xDF\xBF", 0x7FF},
        {"\xE0\xA0\x80", 0x800},
        {"\xED\x9F\xBF", 0xD7FF},
        {"\xEE\x80\x80", 0xE000},
        {"\xEF\xBF\xBF", 0xFFFF},
        {"\xF0\x90\x80\x80", 0x10000},
        {"\xF4\x8F\xBF\xBF", 0x10FFFF},
        {"\xC0\x80", 0},         /* overlong */
        {"\xC1\xBF", 0},         /* overlong */
        {"\xE0\x9F\xBF", 0},     /* overlong */
        {"\xF0\x8F\xBF\xBF", 0}, /* overlong */
        {"\xED\xA0\x80", 0},     /* surrogate */
        {"\xF4\x90\x80\x80", 0}, /* above U+10FFFF */
        {"\xF5\x80\x80\x80", 0}, /* no such lead */
        {"\x80", 0},             /* a tail without its lead */
        {"\xE4 ", 0},            /* Latin-1 */
        {"\xE2\x82", 0},         /* cut short */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t taken;
        bool ok;
        const size_t length = strlen(cases[i].text);
        const uint32_t point = first(cases[i].text, length, &taken, &ok);
        if (cases[i].point) {
            assert_true(ok && point == cases[i].point && taken == length);
            char back[PK_UTF8_LONGEST];
            assert_int_equal(pk_utf8_put(back, point), length);
            assert_memory_equal(back, cases[i].text, length);
        } else {
            assert_true(!ok && point == PK_UTF8_BAD && taken == 1);
        }
    }
}

static void counts_code_points(void **state)
{
    (void)state;
    const char *text = "Räystäs→\xE4!";
    assert_int_equal(pk_utf8_count(text, text + strlen(text)), 10);
    assert_int_equal(pk_utf8_count(text, text), 0);
}

static void knows_what_moves_a_terminal(void **state)
{
    (void)state;
    assert_true(pk_utf8_is_control('\t') && pk_utf8_is_control(0x1B) && pk_utf8_is_control(0x7F));
    assert_true(pk_utf8_is_control(0x9B) && pk_utf8_is_control(0x2028));
    assert_true(!pk_utf8_is_control(' ') && !pk_utf8_is_control(0xA0) && !pk_utf8_is_control(0x20AC));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_rfc_3629_allows_and_no_more),
        cmocka_unit_test(counts_code_points),
        cmocka_unit_test(knows_what_moves_a_terminal),
    };
    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
