/* The data and the labels of a chart. */
#include "report/sheet.h"

#include "tiny_result.h"

static void test_harmless(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Räystäät", "Räystäät"},
        {"", ""},
        {"say \"hei\"; system('x')", "say \\042hei\\042; system(\\047x\\047)"},
        {"a\tb\nc\rd\x01"
         "e",
         "a b c d e"},
        {"a\\nb\\", "a\\\\nb\\\\"},
        {"a]]>b&#x26;c]>", "a]]>b&#x26;c]>"},
        {"no \xef\xbf\xbe character", "no \xef\xbf\xbd character"},
        {"a \xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa7 joined",
         "a \xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa7 joined"},
        {"\xe2\x80\xaeno\xe2\x80\xac \xe2\x80\x8fturn\xe2\x81\xa6\xef\xbb\xbf", "no turn"},
        {"bad \xff byte", "bad \xef\xbf\xbd byte"},
        {"`$(reboot)` %s {/Symbol a} @x", "`$(reboot)` %s {/Symbol a} @x"},
    };
    pk_arena_t arena = {0};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        assert_string_equal(pk_sheet_harmless(pairs[i][0], 100, &arena), pairs[i][1]);
    }
    char *cut = pk_sheet_harmless("ääääääääää", 5, &arena);
    assert_string_equal(cut + strlen(cut) - 3, "…");
    assert_true(strlen(cut) <= 2 * 5 + 3);
    pk_arena_free(&arena);
}

/* What is drawn of a harmless text is what was written. */
static void test_drawn(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "Räystäät", "\"a\" 'b' \\n \\042 \\\\ &#x; ]]>", "\\", "\""};
    pk_arena_t arena = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *harmless = pk_sheet_harmless(texts[i], 100, &arena);
        assert_string_equal(pk_sheet_drawn(harmless, strlen(harmless), &arena), texts[i]);
    }
    assert_string_equal(pk_sheet_drawn("one\\ntwo\nrest", 8, &arena), "one two");
    pk_arena_free(&arena);
}

static void test_cut(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    assert_string_equal(pk_sheet_harmless("ääääää", 5, &arena), "äää…");
    assert_string_equal(pk_sheet_harmless("ääääää", 6, &arena), "ääääää");
    assert_string_equal(pk_sheet_harmless("iiiiiiiiii", 5, &arena), "iiiiiiiiii");  /* narrow letters */
    assert_string_equal(pk_sheet_harmless("WWWWWWWWWW", 5, &arena), "WW…");         /* wide ones */
    assert_string_equal(pk_sheet_harmless("\\\\\\\\\\\\", 4, &arena), "\\\\\\\\…"); /* doubled after the cut */
    pk_arena_free(&arena);
}

static void check_wrapped(const char *text, pk_sheet_room_t room, const char *expected, int lines)
{
    char folder[64], whole[512];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_sheet_t sheet;
    assert_int_equal(pk_sheet_open(&sheet, folder, "x", &diag), PK_OK);
    const char *const more[] = {"1.2k"};
    assert_int_equal(pk_sheet_wrapped(&sheet, "mark", 3, room, (pk_sheet_set_t){&text, 1, 0}, more, 1), lines);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    snprintf(whole, sizeof whole, "mark\t3\t%s\n", expected);
    assert_file(folder, "x.labels.tsv", whole);
    remove_folder(folder);
}

static void test_wrapped(void **state)
{
    (void)state;
    static const pk_sheet_room_t ten = {10, 2}, eight = {8, 2};
    check_wrapped("Harkinta", ten, "Harkinta\\n1.2k", 2);
    check_wrapped("Tarpeen tunnistaminen", (pk_sheet_room_t){13, 2}, "Tarpeen\\ntunnistaminen\\n1.2k", 3);
    check_wrapped("one two three four five", (pk_sheet_room_t){9, 2}, "one two\\nthree fou…\\n1.2k", 3);
    check_wrapped("one two three four five", (pk_sheet_room_t){9, 3}, "one two\\nthree four\\nfive\\n1.2k", 4);
    check_wrapped("nnnnnnnnnnnnnnnnnnnnnnnnnnnnn", eight, "nnnnnnn-\\nnnnnnn…\\n1.2k", 3);
    check_wrapped("nnnnnnnnn", eight, "nnnnnnnnn\\n1.2k", 2); /* one letter more is no reason to break a word */
    check_wrapped("", eight, "1.2k", 1);
    check_wrapped("a\\nb", eight, "a\\\\nb\\n1.2k", 2); /* a user's own backslash is no line break */
}

/* Labels that would be cut to the same text stay apart, and none is longer than it may be. */
static void test_apart(void **state)
{
    (void)state;
    static const char *const texts[] = {"nnnn nnnn nnnn nnnn nnn aa", "nnnn nnnn nnnn nnnn nnn bb", "nnnn nnnn nnnn cc",
                                        "nnnn", "nnnn nnnn nnnn nnnn nnn aa"};
    static const char *const expected[] = {"nnnn nnnn…aa", "nnnn nnnn…bb", "nnnn nnnn…cc", "nnnn", "nnnn nnnn…aa"};
    pk_arena_t arena = {0};
    for (int i = 0; i < 5; i++) {
        const char *shown = pk_sheet_apart((pk_sheet_set_t){texts, 5, i}, 12, &arena);
        assert_string_equal(shown, expected[i]);
    }
    /* alone among others that begin otherwise it is cut at its end, whole where it fits */
    assert_string_equal(pk_sheet_apart((pk_sheet_set_t){&texts[2], 2, 0}, 12, &arena), "nnnn nnnn n…");
    assert_string_equal(pk_sheet_apart((pk_sheet_set_t){texts, 5, 0}, 40, &arena), texts[0]);
    /* what would be cut to the same even so is numbered */
    static const char *const numbered[] = {"nnnn nnnn nnnn nnnn 1", "nnnn nnnn nnnn nnnn nnnn nnnn 1",
                                           "nnnn nnnn nnnn nnnn nnnn nnnn 2"};
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < i; k++) {
            const char *one = pk_sheet_apart((pk_sheet_set_t){numbered, 3, i}, 12, &arena);
            assert_string_not_equal(one, pk_sheet_apart((pk_sheet_set_t){numbered, 3, k}, 12, &arena));
        }
    }
    static const char *const same_end[] = {"Kampanja uusille keväällä kaikkialla",
                                           "Kampanja uusille syksyllä kaikkialla"};
    const char *spring = pk_sheet_apart((pk_sheet_set_t){same_end, 2, 0}, 16, &arena);
    assert_non_null(strstr(spring, "…kev"));
    assert_non_null(strstr(pk_sheet_apart((pk_sheet_set_t){same_end, 2, 1}, 16, &arena), "…syk"));
    pk_arena_free(&arena);
}

static void test_among(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_sheet_t sheet;
    assert_int_equal(pk_sheet_open(&sheet, folder, "x", &diag), PK_OK);
    pk_sheet_among(&sheet, "row", 1, 8, "nnnnnnnnnnnnn a");
    pk_sheet_among(&sheet, "panel", 1, 8, "nnnnnnnnnnnnn c");
    pk_sheet_among(&sheet, "row", 2, 8, "nnnnnnnnnnnnn b");
    static const char *const boxes[] = {"nnn nnnnnn nnnnn one", "nnn nnnnnn nnnnn two"};
    assert_int_equal(
        pk_sheet_wrapped(&sheet, "mark", 1, (pk_sheet_room_t){7, 2}, (pk_sheet_set_t){boxes, 2, 1}, NULL, 0), 2);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    assert_file(folder, "x.labels.tsv",
                "mark\t1\tnnn nn…\\ntwo\nrow\t1\tnnnnn…a\npanel\t1\tnnnnnn…\nrow\t2\tnnnnn…b\n");
    remove_folder(folder);
}

static void test_files(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_sheet_t sheet;
    assert_int_equal(pk_sheet_open(&sheet, folder, "x", &diag), PK_OK);
    pk_sheet_columns(&sheet, "panel\tvalue");
    PK_SHEET_ROW(&sheet, 1, 0.1);
    PK_SHEET_ROW(&sheet, 2, NAN);
    pk_sheet_label(&sheet, "title", 0, 50, "Mitä \"tuottaa\"?");
    pk_sheet_number(&sheet, "number_panels", 0, 2);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    assert_file(folder, "x.tsv", "# panel\tvalue\n1\t0.1\n2\tNaN\n");
    assert_file(folder, "x.labels.tsv", "title\t0\tMitä \\042tuottaa\\042?\nnumber_panels\t0\t2\n");
    assert_int_equal(pk_sheet_open(&sheet, "/nowhere/at/all", "x", &diag), PK_FAILED);
    pk_diag_free(&diag);
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_harmless), cmocka_unit_test(test_drawn),
                                       cmocka_unit_test(test_cut),      cmocka_unit_test(test_wrapped),
                                       cmocka_unit_test(test_apart),    cmocka_unit_test(test_among),
                                       cmocka_unit_test(test_files)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
