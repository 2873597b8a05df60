#include "number_text.h"

#include "model/number_parts.h"

static double value_of(const char *text)
{
    const pk_number_t *number = number_of(text, PK_REAL, 0);
    assert_int_equal(number->kind, PK_NUMBER_FIXED);
    return number->value;
}

/* The value is the double that C would read from the same digits: 0.4% is 0.004 to the last bit. */
static void reads_every_way_to_write_a_plain_number(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } rows[] = {{"0.05", 0.05},
                {"5%", 0.05},
                {"5 %", 0.05},
                {"0.4%", 0.004},
                {"1500", 1500},
                {"40 000", 40000},
                {"1 234 567", 1234567},
                {"12 345.678", 12345.678},
                {".4", 0.4},
                {"1e-3", 0.001},
                {"1E+3", 1000},
                {"2.5e2%", 2.5},
                {"-3", -3},
                {"-.5", -0.5},
                {"-40 000.5", -40000.5},
                {"0", 0},
                {"\"5%\"", 0.05},
                {"\" 5 \"", 5},
                {"007", 7},
                {"1e-400", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(value_of(rows[i].text) == rows[i].value);
    }
}

/* U+00A0 no-break, U+202F narrow no-break, U+2009 thin. */
static void takes_the_blanks_of_typography(void **state)
{
    (void)state;
    assert_true(value_of("40\xC2\xA0"
                         "000") == 40000);
    assert_true(value_of("40\xE2\x80\xAF"
                         "000") == 40000);
    assert_true(value_of("40\xE2\x80\x89"
                         "000") == 40000);
    assert_true(value_of("5\xC2\xA0%") == 0.05);
    const pk_number_t *interval = number_of("1\xC2\xA0"
                                            "500 to 2\xC2\xA0"
                                            "500",
                                            PK_MONEY, 0);
    assert_close(interval->arguments[0]->value, (log(1500) + log(2500)) / 2, 1e-15);
}

static void a_folded_block_is_read_like_a_line(void **state)
{
    (void)state;
    const pk_number_t *number = number_of(">\n  gamma(mean=420,\n  sd=150)", PK_MONEY, 0);
    assert_string_equal(number->law->name, "gamma");
}

static void knows_signs(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        pk_sign_t sign;
    } rows[] = {{"x1.2", PK_TIMES},
                {" x 1.2", PK_TIMES},
                {"x.5", PK_TIMES},
                {"x lognormal(0, 1)", PK_TIMES},
                {"xgamma(1, 2)", PK_TIMES},
                {"+3%", PK_PLUS},
                {"+ 120", PK_PLUS},
                {"brings 20%", PK_BRINGS},
                {"1.2", PK_BARE},
                {"xylophone", PK_BARE},
                {"bringing", PK_BARE},
                {"", PK_BARE},
                {"x", PK_BARE}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(pk_written_sign(rows[i].text), rows[i].sign);
    }
}

static void laws_within_laws_have_a_limit(void **state)
{
    (void)state;
    char text[20000] = "\"";
    for (int i = 0; i < 2000; i++) {
        strcat(text, "fixed(");
    }
    strcat(text, "1\"");
    pk_number_read(&reading, node_of(pk_arena_format(&arena, "k: %s\n", text)), "a.k", PK_REAL, 0);
    assert_int_equal(diag.count, 1);
    assert_string_equal(diag.messages[0].text, "laws within laws, more than 12 deep");
}

static void a_long_text_is_shown_in_part(void **state)
{
    (void)state;
    char text[3000] = "";
    for (int i = 0; i < 250; i++) {
        strcat(text, "abcdefghij");
    }
    pk_number_read(&reading, node_of(pk_arena_format(&arena, "k: %s\n", text)), "a.k", PK_REAL, 0);
    assert_int_equal(diag.count, 1);
    assert_true(strlen(diag.messages[0].text) < 200);
}

static void refuses_text_behind_a_number(void **state)
{
    (void)state;
    refuse("2-9%", PK_PROBABILITY, 0,
           "a.yaml:1:5: error: cannot read \"-9%\" after 2\n"
           "  k: 2-9%\n"
           "      ^~~\n"
           "  hint: an interval is written 2% to 9%\n");
    refuse("2% – 9%", PK_PROBABILITY, 0,
           "a.yaml:1:7: error: cannot read \"– 9%\" after 2%\n"
           "  k: 2% – 9%\n"
           "        ^~~~\n"
           "  hint: an interval is written 2% to 9%\n");
    refuse("2..9", PK_REAL, 0,
           "a.yaml:1:5: error: cannot read \"..9\" after 2\n"
           "  k: 2..9\n"
           "      ^~~\n"
           "  hint: an interval is written 2% to 9%\n");
    refuse("300 EUR", PK_MONEY, 0,
           "a.yaml:1:8: error: cannot read \"EUR\" after 300\n"
           "  k: 300 EUR\n"
           "         ^~~\n"
           "  hint: write the number alone: the currency stands in currency:\n");
    refuse("300 €", PK_MONEY, 0,
           "a.yaml:1:8: error: cannot read \"€\" after 300\n"
           "  k: 300 €\n"
           "         ^\n"
           "  hint: write the number alone: the currency stands in currency:\n");
    refuse("300/month", PK_AMOUNT, 0,
           "a.yaml:1:7: error: cannot read \"/month\" after 300\n"
           "  k: 300/month\n"
           "        ^~~~~~\n"
           "  hint: a period is written per week, per month or per year\n");
    refuse("300 a month", PK_AMOUNT, 0,
           "a.yaml:1:8: error: cannot read \"a month\" after 300\n"
           "  k: 300 a month\n"
           "         ^~~~~~~\n"
           "  hint: a period is written per week, per month or per year\n");
    refuse("1.3.2026", PK_MONEY, 0,
           "a.yaml:1:7: error: cannot read \".2026\" after 1.3\n"
           "  k: 1.3.2026\n"
           "        ^~~~~\n"
           "  hint: a decimal point stands once; a date is written 2026-03-01\n");
    refuse("5 abc", PK_MONEY, 0,
           "a.yaml:1:6: error: cannot read \"abc\" after 5\n"
           "  k: 5 abc\n"
           "       ^~~\n"
           "  hint: behind a number stands nothing, or one of %, a unit of time, to, per and of revenue\n");
    refuse("40 00", PK_MONEY, 0,
           "a.yaml:1:7: error: cannot read \"00\" after 40\n"
           "  k: 40 00\n"
           "        ^~\n"
           "  hint: blanks part thousands alone: 40 000\n");
    refuse("4000 000", PK_MONEY, 0,
           "a.yaml:1:9: error: cannot read \"000\" after 4000\n"
           "  k: 4000 000\n"
           "          ^~~\n"
           "  hint: blanks part thousands alone: 40 000\n");
    refuse("5.", PK_MONEY, 0,
           "a.yaml:1:5: error: cannot read \".\" after 5\n"
           "  k: 5.\n"
           "      ^\n"
           "  hint: behind a number stands nothing, or one of %, a unit of time, to, per and of revenue\n");
    refuse("0x10", PK_REAL, 0,
           "a.yaml:1:5: error: cannot read \"x10\" after 0\n"
           "  k: 0x10\n"
           "      ^~~\n"
           "  hint: behind a number stands nothing, or one of %, a unit of time, to, per and of revenue\n");
    refuse("5%%", PK_REAL, 0,
           "a.yaml:1:6: error: cannot read \"%\" after 5%\n"
           "  k: 5%%\n"
           "       ^\n"
           "  hint: behind a number stands nothing, or one of %, a unit of time, to, per and of revenue\n");
    refuse("gamma(1, 2) 3", PK_MONEY, 0,
           "a.yaml:1:16: error: cannot read \"3\" after gamma(1, 2)\n"
           "  k: gamma(1, 2) 3\n"
           "                 ^\n");
    refuse("gamma(1, 2))", PK_MONEY, 0,
           "a.yaml:1:15: error: gamma(1, 2)) closes a bracket that was not opened\n"
           "  k: gamma(1, 2))\n"
           "                ^\n");
    refuse("5%)", PK_MONEY, 0,
           "a.yaml:1:6: error: 5%) closes a bracket that was not opened\n"
           "  k: 5%)\n"
           "       ^\n");
    refuse("1 to 2 to 3 to 4", PK_MONEY, 0,
           "a.yaml:1:16: error: cannot read \"to 4\" after 1 to 2 to 3\n"
           "  k: 1 to 2 to 3 to 4\n"
           "                 ^~~~\n"
           "  hint: an interval has two ends and, if you like, its middle: 2% to 4% to 9%\n");
}

static void refuses_what_begins_like_no_number(void **state)
{
    (void)state;
    refuse("ten", PK_MONEY, 0,
           "a.yaml:1:4: error: \"ten\" is not a number\n"
           "  k: ten\n"
           "     ^~~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("\"\"", PK_MONEY, 0,
           "a.yaml:1:4: error: \"\" has no number\n"
           "  k: \"\"\n"
           "     ^~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("nan", PK_REAL, 0,
           "a.yaml:1:4: error: \"nan\" is not a number\n"
           "  k: nan\n"
           "     ^~~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("inf", PK_REAL, 0,
           "a.yaml:1:4: error: \"inf\" is not a number\n"
           "  k: inf\n"
           "     ^~~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("\"- 5\"", PK_REAL, 0,
           "a.yaml:1:5: error: \"-\" is not a number\n"
           "  k: \"- 5\"\n"
           "      ^\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("xylophone", PK_REAL, PK_MAY_TIMES,
           "a.yaml:1:4: error: \"xylophone\" is not a number\n"
           "  k: xylophone\n"
           "     ^~~~~~~~~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("rest", PK_SHARE, 0,
           "a.yaml:1:4: error: \"rest\" is not a number\n"
           "  k: rest\n"
           "     ^~~~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("to 5", PK_REAL, 0,
           "a.yaml:1:4: error: \"to\" is not a number\n"
           "  k: to 5\n"
           "     ^~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("5 to", PK_REAL, 0,
           "a.yaml:1:4: error: \"5 to\" has no number\n"
           "  k: 5 to\n"
           "     ^~~~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("5% to high", PK_REAL, 0,
           "a.yaml:1:10: error: \"high\" is not a number, in 5% to high\n"
           "  k: 5% to high\n"
           "           ^~~~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("varies", PK_MONEY, PK_MAY_VARY,
           "a.yaml:1:4: error: \"varies\" has no number\n"
           "  k: varies\n"
           "     ^~~~~~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("(5)", PK_MONEY, 0,
           "a.yaml:1:4: error: \"(\" is not a number\n"
           "  k: (5)\n"
           "     ^\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
}

static void refuses_brackets_that_do_not_match(void **state)
{
    (void)state;
    refuse("pert(20%", PK_SHARE, 0,
           "a.yaml:1:4: error: the bracket of pert(20% is not closed: a call cut in two?\n"
           "  k: pert(20%\n"
           "     ^~~~~~~~\n"
           "  hint: inside { } and [ ] a comma ends the value: put the call in quotes, or in a block without braces\n");
    refuse("pert(20%,", PK_SHARE, 0,
           "a.yaml:1:4: error: the bracket of pert(20%, is not closed: a call cut in two?\n"
           "  k: pert(20%,\n"
           "     ^~~~~~~~~\n"
           "  hint: inside { } and [ ] a comma ends the value: put the call in quotes, or in a block without braces\n");
    refuse("pert(", PK_SHARE, 0,
           "a.yaml:1:4: error: the bracket of pert( is not closed: a call cut in two?\n"
           "  k: pert(\n"
           "     ^~~~~\n"
           "  hint: inside { } and [ ] a comma ends the value: put the call in quotes, or in a block without braces\n");
    refuse("gamma(gamma(1, 2), 3", PK_MONEY, 0,
           "a.yaml:1:4: error: the bracket of gamma(gamma(1, 2), 3 is not closed: a call cut in two?\n"
           "  k: gamma(gamma(1, 2), 3\n"
           "     ^~~~~~~~~~~~~~~~~~~~\n"
           "  hint: inside { } and [ ] a comma ends the value: put the call in quotes, or in a block without braces\n");
    refuse("gamma(mean=", PK_MONEY, 0,
           "a.yaml:1:4: error: the bracket of gamma(mean= is not closed: a call cut in two?\n"
           "  k: gamma(mean=\n"
           "     ^~~~~~~~~~~\n"
           "  hint: inside { } and [ ] a comma ends the value: put the call in quotes, or in a block without braces\n");
}

static void refuses_arguments_that_cannot_be_read(void **state)
{
    (void)state;
    refuse("gamma(mean 3, sd=2)", PK_MONEY, 0,
           "a.yaml:1:10: error: \"mean\" is not a number, in gamma(mean 3, sd=2)\n"
           "  k: gamma(mean 3, sd=2)\n"
           "           ^~~~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("gamma(mean=3; sd=2)", PK_MONEY, 0,
           "a.yaml:1:16: error: cannot read \"; sd=2)\" after mean=3\n"
           "  k: gamma(mean=3; sd=2)\n"
           "                 ^~~~~~~\n"
           "  hint: arguments are separated by commas\n");
    refuse("gamma(mean=ten, sd=2)", PK_MONEY, 0,
           "a.yaml:1:15: error: \"ten\" is not a number, in gamma(mean=ten, sd=2)\n"
           "  k: gamma(mean=ten, sd=2)\n"
           "                ^~~\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("gamma(1,,2)", PK_MONEY, 0,
           "a.yaml:1:12: error: \",\" is not a number, in gamma(1,,2)\n"
           "  k: gamma(1,,2)\n"
           "             ^\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse("gamma(1, 2,)", PK_MONEY, 0,
           "a.yaml:1:15: error: \")\" is not a number, in gamma(1, 2,)\n"
           "  k: gamma(1, 2,)\n"
           "                ^\n"
           "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_every_way_to_write_a_plain_number, start, finish),
        cmocka_unit_test_setup_teardown(takes_the_blanks_of_typography, start, finish),
        cmocka_unit_test_setup_teardown(a_folded_block_is_read_like_a_line, start, finish),
        cmocka_unit_test_setup_teardown(knows_signs, start, finish),
        cmocka_unit_test_setup_teardown(laws_within_laws_have_a_limit, start, finish),
        cmocka_unit_test_setup_teardown(a_long_text_is_shown_in_part, start, finish),
        cmocka_unit_test_setup_teardown(refuses_text_behind_a_number, start, finish),
        cmocka_unit_test_setup_teardown(refuses_what_begins_like_no_number, start, finish),
        cmocka_unit_test_setup_teardown(refuses_brackets_that_do_not_match, start, finish),
        cmocka_unit_test_setup_teardown(refuses_arguments_that_cannot_be_read, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
