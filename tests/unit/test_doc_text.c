#include "doc_expect.h"

static void refuse_bytes(const char *text, size_t length, const char *messages)
{
    pk_diag_free(&diag);
    assert_null(parse_bytes(text, length));
    assert_string_equal(all_messages(), messages);
}

/* Of a literal with zero bytes in it. */
#define REFUSE_BYTES(literal, messages) refuse_bytes((literal), sizeof(literal) - 1, (messages))

#define SAVE_AS_UTF8 "  hint: save the file as UTF-8 (in most editors: Save as, encoding UTF-8)\n"

static void wide_encodings_are_named(void **state)
{
    (void)state;
    static const char utf16[] = "a.yaml: error: the file is written in UTF-16, not in UTF-8\n" SAVE_AS_UTF8;
    static const char utf32[] = "a.yaml: error: the file is written in UTF-32, not in UTF-8\n" SAVE_AS_UTF8;
    REFUSE_BYTES("\xFF\xFEp\0o\0", utf16);
    REFUSE_BYTES("\xFE\xFF\0p\0o", utf16);
    REFUSE_BYTES("p\0o\0l\0", utf16);
    REFUSE_BYTES("\0p\0o\0l", utf16);
    REFUSE_BYTES("\xFF\xFE\0\0p\0\0\0", utf32);
    REFUSE_BYTES("\0\0\xFE\xFF\0\0\0p", utf32);
    REFUSE_BYTES("p\0\0\0o\0\0\0", utf32);
    REFUSE_BYTES("\0\0\0p\0\0\0o", utf32);
}

static void a_zero_byte_is_no_text(void **state)
{
    (void)state;
    REFUSE_BYTES("a: 1\nb: \0\n", "a.yaml:2:4: error: a zero byte: this is not a text file\n"
                                  "  b:  \n"
                                  "     ^\n"
                                  "  hint: a YAML file is plain text\n");
}

static void bytes_that_are_not_utf8_are_shown(void **state)
{
    (void)state;
    refuse("a: ö\nname: K\xE4rki\n", "a.yaml:2:8: error: byte 0xE4 is not UTF-8; in Latin-1 it would be \"ä\"\n"
                                     "  name: K\uFFFDrki\n"
                                     "         ^\n" SAVE_AS_UTF8);
    refuse("n: ö \x80\n", "a.yaml:1:6: error: byte 0x80 is not UTF-8; in Windows-1252 it would be \"€\"\n"
                          "  n: ö \uFFFD\n"
                          "       ^\n" SAVE_AS_UTF8);
    refuse("n: \x81\n", "a.yaml:1:4: error: byte 0x81 begins no UTF-8 character\n"
                        "  n: \uFFFD\n"
                        "     ^\n" SAVE_AS_UTF8);
    refuse("n: \xF0\x9F\x98x\n", "a.yaml:1:4: error: byte 0xF0 begins no UTF-8 character\n"
                                 "  n: \uFFFD\uFFFD\uFFFDx\n"
                                 "     ^\n" SAVE_AS_UTF8);
    refuse("n: \xC3", "a.yaml:1:4: error: byte 0xC3 is not UTF-8; in Latin-1 it would be \"Ã\"\n"
                      "  n: \uFFFD\n"
                      "     ^\n" SAVE_AS_UTF8);
}

#define DELETE_IT "  hint: delete it; such characters come along with pasted text\n"

static void control_and_invisible_characters_are_named(void **state)
{
    (void)state;
    refuse("a: 😀\x1B[31m\n", "a.yaml:1:5: error: a control character (U+001B) in the file\n"
                              "  a: 😀 [31m\n"
                              "      ^\n" DELETE_IT);
    refuse("a: b\r\nc: d\x7F\r\n", "a.yaml:2:5: error: a control character (U+007F) in the file\n"
                                   "  c: d \n"
                                   "      ^\n" DELETE_IT);
    refuse("a: b\xC2\x85\n", "a.yaml:1:5: error: a control character (U+0085) in the file\n"
                             "  a: b\n"
                             "      ^\n" DELETE_IT);
    refuse("a: b\u2028\n", "a.yaml:1:5: error: an invisible character (U+2028) in the file\n"
                           "  a: b\n"
                           "      ^\n" DELETE_IT);
    refuse("a: \uFEFFb\n", "a.yaml:1:4: error: an invisible character (U+FEFF) in the file\n"
                           "  a: \uFEFFb\n"
                           "     ^\n" DELETE_IT);
}

static void a_no_break_space_is_no_indentation(void **state)
{
    (void)state;
    refuse("a:\n \u00A0b: 1\n",
           "a.yaml:2:2: error: a no-break space (U+00A0) as indentation, where YAML wants ordinary spaces\n"
           "   \u00A0b: 1\n"
           "   ^\n"
           "  hint: type the spaces at the start of this line anew\n");
    assert_string_equal(shown(expect("a: 40\u00A0000\n", "")), "{a: 40\u00A0000}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(wide_encodings_are_named, forget_all),
        cmocka_unit_test_teardown(a_zero_byte_is_no_text, forget_all),
        cmocka_unit_test_teardown(bytes_that_are_not_utf8_are_shown, forget_all),
        cmocka_unit_test_teardown(control_and_invisible_characters_are_named, forget_all),
        cmocka_unit_test_teardown(a_no_break_space_is_no_indentation, forget_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
