#include "doc_expect.h"

static void a_decimal_comma_is_told_and_mended(void **state)
{
    (void)state;
    assert_string_equal(shown(expect("a: {share: 0,7}\n",
                                     "a.yaml:1:12: error: 0,7 is cut at its comma: inside { } a comma ends the value\n"
                                     "  a: {share: 0,7}\n"
                                     "             ^~~\n"
                                     "  hint: a decimal comma? write 0.7\n")),
                        "{a: {share: 0.7}}");
    assert_string_equal(
        shown(expect("{share: 0,4% to 1,2%, label: x}\n",
                     "a.yaml:1:9: error: 0,4% to 1,2% is cut at its comma: inside { } a comma ends the value\n"
                     "  {share: 0,4% to 1,2%, label: x}\n"
                     "          ^~~~~~~~~~~~\n"
                     "  hint: a decimal comma? write 0.4% to 1.2%\n")),
        "{share: 0.4% to 1.2%, label: x}");
    assert_string_equal(
        shown(expect("{a: x1,2, b: +0,5%}\n",
                     "a.yaml:1:5: error: x1,2 is cut at its comma: inside { } a comma ends the value\n"
                     "  {a: x1,2, b: +0,5%}\n"
                     "      ^~~~\n"
                     "  hint: a decimal comma? write x1.2\n"
                     "a.yaml:1:14: error: +0,5% is cut at its comma: inside { } a comma ends the value\n"
                     "  {a: x1,2, b: +0,5%}\n"
                     "               ^~~~~\n"
                     "  hint: a decimal comma? write +0.5%\n")),
        "{a: x1.2, b: +0.5%}");
    assert_string_equal(
        shown(expect("{rate: 1,1 per year, cost: -0,5}\n",
                     "a.yaml:1:8: error: 1,1 per year is cut at its comma: inside { } a comma ends the value\n"
                     "  {rate: 1,1 per year, cost: -0,5}\n"
                     "         ^~~~~~~~~~~~\n"
                     "  hint: a decimal comma? write 1.1 per year\n"
                     "a.yaml:1:28: error: -0,5 is cut at its comma: inside { } a comma ends the value\n"
                     "  {rate: 1,1 per year, cost: -0,5}\n"
                     "                             ^~~~\n"
                     "  hint: a decimal comma? write -0.5\n")),
        "{rate: 1.1 per year, cost: -0.5}");
    assert_string_equal(shown(expect("{a: 0,7, b: 0,7}\n",
                                     "a.yaml:1:5: error: 0,7 is cut at its comma: inside { } a comma ends the value\n"
                                     "  {a: 0,7, b: 0,7}\n"
                                     "      ^~~\n"
                                     "  hint: a decimal comma? write 0.7\n"
                                     "a.yaml:1:13: error: 0,7 is cut at its comma: inside { } a comma ends the value\n"
                                     "  {a: 0,7, b: 0,7}\n"
                                     "              ^~~\n"
                                     "  hint: a decimal comma? write 0.7\n")),
                        "{a: 0.7, b: 0.7}");
    assert_string_equal(shown(expect("{share: 0,\n"
                                     "  7}\n",
                                     "a.yaml:1:9: error: 0,7 is cut at its comma: inside { } a comma ends the value\n"
                                     "  {share: 0,\n"
                                     "          ^\n"
                                     "  hint: a decimal comma? write 0.7\n")),
                        "{share: 0.7}");
}

static void a_thousands_comma_is_told(void **state)
{
    (void)state;
    assert_string_equal(
        shown(expect("{population: 40,000}\n",
                     "a.yaml:1:14: error: 40,000 is cut at its comma: inside { } a comma ends the value\n"
                     "  {population: 40,000}\n"
                     "               ^~~~~~\n"
                     "  hint: a decimal comma? write 40.000; thousands? write 40000\n")),
        "{population: 40.000}");
}

static void a_call_cut_in_two_is_told_once(void **state)
{
    (void)state;
    assert_string_equal(
        shown(expect("a: {probability: pert(1%, 2%, 3%), label: x}\n",
                     "a.yaml:1:18: error: pert(1%, 2%, 3%) is cut at its comma: inside { } a comma ends the value\n"
                     "  a: {probability: pert(1%, 2%, 3%), label: x}\n"
                     "                   ^~~~~~~~~~~~~~~~\n"
                     "  hint: write probability: \"pert(1%, 2%, 3%)\", or use a block without braces\n")),
        "{a: {probability: pert(1%, 2%, 3%), label: x}}");
    assert_string_equal(
        shown(expect(
            "{revenue: varies gamma(mean=290, sd=90)}\n",
            "a.yaml:1:11: error: varies gamma(mean=290, sd=90) is cut at its comma: inside { } a comma ends the value\n"
            "  {revenue: varies gamma(mean=290, sd=90)}\n"
            "            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  hint: write revenue: \"varies gamma(mean=290, sd=90)\", or use a block without braces\n")),
        "{revenue: varies gamma(mean=290, sd=90)}");
    assert_string_equal(
        shown(expect("{a: f(g(1, 2), 3, b: 4}\n",
                     "a.yaml:1:5: error: f(g(1, 2), 3 is cut at its comma: inside { } a comma ends the value\n"
                     "  {a: f(g(1, 2), 3, b: 4}\n"
                     "      ^~~~~~~~~~~~\n"
                     "  hint: write a: \"f(g(1, 2), 3\", or use a block without braces\n")),
        "{a: f(g(1, 2), 3, b: 4}");
    assert_string_equal(
        shown(expect(
            "{exits: {law: dirichlet(1, 2, 3, rest), to: [x, y, z]}}\n",
            "a.yaml:1:15: error: dirichlet(1, 2, 3, rest) is cut at its comma: inside { } a comma ends the value\n"
            "  {exits: {law: dirichlet(1, 2, 3, rest), to: [x, y, z]}}\n"
            "                ^~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  hint: write law: \"dirichlet(1, 2, 3, rest)\", or use a block without braces\n")),
        "{exits: {law: dirichlet(1, 2, 3, rest), to: [x, y, z]}}");
    assert_string_equal(
        shown(expect("a: [pert(1, 2, 3), 4, uniform(5, 6)]\n",
                     "a.yaml:1:5: error: pert(1, 2, 3) is cut at its comma: inside [ ] a comma ends the item\n"
                     "  a: [pert(1, 2, 3), 4, uniform(5, 6)]\n"
                     "      ^~~~~~~~~~~~~\n"
                     "  hint: write \"pert(1, 2, 3)\"\n"
                     "a.yaml:1:23: error: uniform(5, 6) is cut at its comma: inside [ ] a comma ends the item\n"
                     "  a: [pert(1, 2, 3), 4, uniform(5, 6)]\n"
                     "                        ^~~~~~~~~~~~~\n"
                     "  hint: write \"uniform(5, 6)\"\n")),
        "{a: [pert(1, 2, 3), 4, uniform(5, 6)]}");
}

static void a_space_missing_after_the_colon_is_told(void **state)
{
    (void)state;
    assert_string_equal(
        shown(expect("a: {share:70%}\n", "a.yaml:1:5: error: a space is missing after the colon of share:70%\n"
                                         "  a: {share:70%}\n"
                                         "      ^~~~~~~~~\n"
                                         "  hint: write share: 70%\n")),
        "{a: {share: 70%}}");
    assert_string_equal(
        shown(expect("{a: 1, b:x, ä -> ö:5%}\n", "a.yaml:1:8: error: a space is missing after the colon of b:x\n"
                                                 "  {a: 1, b:x, ä -> ö:5%}\n"
                                                 "         ^~~\n"
                                                 "  hint: write b: x\n"
                                                 "a.yaml:1:13: error: a space is missing after the colon of ä -> ö:5%\n"
                                                 "  {a: 1, b:x, ä -> ö:5%}\n"
                                                 "              ^~~~~~~~~\n"
                                                 "  hint: write ä -> ö: 5%\n")),
        "{a: 1, b: x, ä -> ö: 5%}");
    assert_string_equal(
        shown(expect("{share:0,7}\n", "a.yaml:1:2: error: a space is missing after the colon of share:0\n"
                                      "  {share:0,7}\n"
                                      "   ^~~~~~~\n"
                                      "  hint: write share: 0\n"
                                      "a.yaml:1:8: error: 0,7 is cut at its comma: inside { } a comma ends the value\n"
                                      "  {share:0,7}\n"
                                      "         ^~~\n"
                                      "  hint: a decimal comma? write 0.7\n")),
        "{share: 0.7}");
}

static void nothing_is_told_of_what_may_be_meant(void **state)
{
    (void)state;
    assert_string_equal(shown(expect("a: [0,4, 0,7]\n", "")), "{a: [0, 4, 0, 7]}");
    assert_string_equal(shown(expect("{source: Tellis (2011, p. 5), label: a 1, 2}\n", "")),
                        "{source: Tellis (2011, p. 5): , label: a 1, 2: }");
    assert_string_equal(shown(expect("{a: \"f(1\", 2: }\n", "")), "{a: \"f(1\", 2: }");
    assert_string_equal(shown(expect("{a: b(, c: d}\n", "")), "{a: b(, c: d}");
    assert_string_equal(shown(expect("{l: [f(, g]}\n", "")), "{l: [f(, g]}");
    assert_string_equal(shown(expect("{u, http://x, 12:30}\n", "")), "{u: , http://x: , 12:30: }");
    assert_string_equal(shown(expect("{a, 7}\n", "")), "{a: , 7: }");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_decimal_comma_is_told_and_mended, forget_all),
        cmocka_unit_test_teardown(a_thousands_comma_is_told, forget_all),
        cmocka_unit_test_teardown(a_call_cut_in_two_is_told_once, forget_all),
        cmocka_unit_test_teardown(a_space_missing_after_the_colon_is_told, forget_all),
        cmocka_unit_test_teardown(nothing_is_told_of_what_may_be_meant, forget_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
