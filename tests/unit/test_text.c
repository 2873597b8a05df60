#include <string.h>

#include "cli/text.h"
#include "pk_test.h"

/* Widths by Unicode Standard Annex 11: W and F two columns, marks and format characters none, the rest one. */
static void widths_are_those_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(pk_text_width(""), 0);
    assert_int_equal(pk_text_width("Ostopäätös"), 10);
    assert_int_equal(pk_text_width("Osto\x70\x61\xCC\x88\x61\xCC\x88tös"), 10); /* a with a combining diaeresis */
    assert_int_equal(pk_text_width("日本語"), 6);
    assert_int_equal(pk_text_width("ＡＢ"), 4);
    assert_int_equal(pk_text_width("한국"), 4);
    assert_int_equal(pk_text_width("🙂"), 2);
    assert_int_equal(pk_text_width("👍🏽"), 2); /* a skin tone adds nothing */
    assert_int_equal(pk_text_width("€ … – ∞"), 7);
    assert_int_equal(pk_text_width("a\xE2\x80\x8Bz"), 2); /* zero-width space */
    assert_int_equal(pk_text_width("a\xFFz"), 3);         /* no UTF-8: shown as a replacement character */
}

static void nothing_that_steers_a_terminal_passes(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    assert_string_equal(pk_text_harmless("red \033[31mtext\a", false, &arena), "red  [31mtext ");
    assert_string_equal(pk_text_harmless("a\tb\nc\rd\x7F", false, &arena), "a b c d ");
    assert_string_equal(pk_text_harmless("a\nb\n", true, &arena), "a\nb\n");
    assert_string_equal(pk_text_harmless("\xC2\x9B[31m", false, &arena), " [31m"); /* CSI as one C1 character */
    assert_string_equal(pk_text_harmless("a\xE2\x80\xAE"
                                         "b\xE2\x81\xA6"
                                         "c",
                                         false, &arena),
                        "a b c");
    assert_string_equal(pk_text_harmless("a\x9B\xFFz", false, &arena), "a\xEF\xBF\xBD\xEF\xBF\xBDz");
    assert_string_equal(pk_text_harmless("Ostopäätös 日本", false, &arena), "Ostopäätös 日本");
    pk_arena_free(&arena);
}

static void a_long_text_is_cut_between_characters(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    assert_string_equal(pk_text_cut("Ostopäätös", 10, &arena), "Ostopäätös");
    assert_string_equal(pk_text_cut("Ostopäätös", 9, &arena), "Ostopäät…");
    assert_string_equal(pk_text_cut("日本語", 5, &arena), "日本…");
    assert_string_equal(pk_text_cut("日本語", 4, &arena), "日…"); /* half a character is none */
    assert_string_equal(pk_text_cut("abc", 1, &arena), "…");
    pk_arena_free(&arena);
}

static void lines_break_at_blanks(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    assert_string_equal(pk_text_wrap("one two three", 0, 7, &arena), "one two\nthree");
    assert_string_equal(pk_text_wrap("one two three", 2, 9, &arena), "one two\n  three");
    assert_string_equal(pk_text_wrap("abcdefghij kl", 0, 5, &arena), "abcdefghij\nkl");
    assert_string_equal(pk_text_wrap("a\n\nb c", 1, 20, &arena), "a\n\n b c");
    assert_string_equal(pk_text_wrap("ä ö å", 0, 3, &arena), "ä ö\nå");
    assert_string_equal(pk_text_wrap("", 0, 3, &arena), "");
    pk_arena_free(&arena);
}

static void a_grouped_number_is_not_broken(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    assert_string_equal(pk_text_wrap("from 30 000 to 40 000", 0, 8, &arena), "from\n30 000\nto\n40 000");
    pk_arena_free(&arena);
}

/* Labels that begin alike are told apart, in the middle or by number; equal ones stay equal. */
static void cut_apart(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    const char *texts[] = {"Verkkokaupan asiakas, uusi",
                           "Verkkokaupan asiakas, vanha",
                           "lyhyt",
                           NULL,
                           "Verkkokaupan asiakas, uusi",
                           "aaaaaaaaaaaaaaaaaaaa1xyzxyzxyzxyz",
                           "aaaaaaaaaaaaaaaaaaaa2xyzxyzxyzxyz",
                           "aaaaaaaaaaaaaaaaaaaa1xyzxyzxyzxyw"};
    enum { COUNT = sizeof texts / sizeof *texts };
    pk_text_cut_apart(texts, COUNT, 12, &arena);
    assert_string_equal(texts[0], "Verkkok…uusi");
    assert_string_equal(texts[1], "Verkko…vanha");
    assert_string_equal(texts[2], "lyhyt");
    assert_null(texts[3]);
    assert_string_equal(texts[4], texts[0]);
    for (int i = 0; i < COUNT; i++) {
        assert_true(texts[i] == NULL || pk_text_width(texts[i]) <= 12);
        for (int k = 5; k < i; k++) {
            assert_string_not_equal(texts[i], texts[k]);
        }
    }
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_apart),
        cmocka_unit_test(widths_are_those_of_a_terminal),
        cmocka_unit_test(nothing_that_steers_a_terminal_passes),
        cmocka_unit_test(a_long_text_is_cut_between_characters),
        cmocka_unit_test(lines_break_at_blanks),
        cmocka_unit_test(a_grouped_number_is_not_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
