#include "doc_expect.h"

static void a_text_with_a_colon_needs_quotes(void **state)
{
    (void)state;
    refuse("name: Spring: push\n", "a.yaml:1:7: error: a text with \": \" in it needs quotes\n"
                                   "  name: Spring: push\n"
                                   "        ^~~~~~~~~~~~\n"
                                   "  hint: write name: \"Spring: push\"\n");
    refuse("stages:\n"
           "  a: {share: 1, source: Spiegel 2017: 5, note: x}\n",
           "a.yaml:2:25: error: a text with \": \" in it needs quotes\n"
           "    a: {share: 1, source: Spiegel 2017: 5, note: x}\n"
           "                          ^~~~~~~~~~~~~~~\n"
           "  hint: write source: \"Spiegel 2017: 5\"\n");
    refuse("- b: c: d # e\n", "a.yaml:1:6: error: a text with \": \" in it needs quotes\n"
                              "  - b: c: d # e\n"
                              "       ^~~~\n"
                              "  hint: write b: {c: d}, or \"c: d\" where it is a text\n");
    refuse("a: say \"it\": x\n", "a.yaml:1:4: error: a text with \": \" in it needs quotes\n"
                                 "  a: say \"it\": x\n"
                                 "     ^~~~~~~~~~~\n"
                                 "  hint: write a: 'say \"it\": x'\n");
    refuse("a: {b: text, c: 'x': y\n", "a.yaml:1:17: error: a text with \": \" in it needs quotes\n"
                                       "  a: {b: text, c: 'x': y\n"
                                       "                  ^~~~~~\n"
                                       "  hint: write c: \"'x': y\"\n");
    refuse("a:\n"
           "  - \"k:\": v: w\n",
           "a.yaml:2:11: error: a text with \": \" in it needs quotes\n"
           "    - \"k:\": v: w\n"
           "            ^~~~\n"
           "  hint: write \"k:\": {v: w}, or \"v: w\" where it is a text\n");
}

static void a_tab_is_no_indentation(void **state)
{
    (void)state;
    refuse("stages:\n"
           "\tneed: {share: 1}\n",
           "a.yaml:2:1: error: a tab in the indentation, where YAML wants spaces\n"
           "   need: {share: 1}\n"
           "  ^\n"
           "  hint: indent with spaces: two for each level is usual\n");
    refuse("stages:\n"
           "  need:\n"
           "  \tshare: 1\n",
           "a.yaml:3:3: error: a tab in the indentation, where YAML wants spaces\n"
           "     share: 1\n"
           "    ^\n"
           "  hint: indent with spaces: two for each level is usual\n");
    refuse("name: x\n"
           "\tmore: 1\n",
           "a.yaml:2:1: error: a tab in the indentation, where YAML wants spaces\n"
           "   more: 1\n"
           "  ^\n"
           "  hint: indent with spaces: two for each level is usual\n");
    refuse("a:\n"
           "  -\tb: 1\n"
           "    c: 2\n",
           "a.yaml:2:4: error: a tab where YAML wants spaces\n"
           "    - b: 1\n"
           "     ^\n"
           "  hint: use spaces\n");
}

static void a_colon_or_its_space_is_missing(void **state)
{
    (void)state;
    refuse("polku 1\n"
           "name: x\n",
           "a.yaml:1:1: error: \"polku 1\" has no colon\n"
           "  polku 1\n"
           "  ^~~~~~~\n"
           "  hint: each line is a key, a colon, a space and a value; a text that goes on in the next line is indented "
           "deeper than its key\n");
    refuse("polku: 1\n"
           "name:x\n"
           "step: week\n",
           "a.yaml:2:1: error: a space is missing after the colon\n"
           "  name:x\n"
           "  ^~~~~~\n"
           "  hint: write name: x\n");
    refuse("polku:1\n"
           "name: x\n",
           "a.yaml:1:1: error: a space is missing after the colon\n"
           "  polku:1\n"
           "  ^~~~~~~\n"
           "  hint: write polku: 1\n");
    refuse("stages:\n"
           "  need\n"
           "  lead: {share: 1}\n",
           "a.yaml:2:3: error: \"need\" has no colon\n"
           "    need\n"
           "    ^~~~\n"
           "  hint: each line is a key, a colon, a space and a value; a text that goes on in the next line is indented "
           "deeper than its key\n");
    refuse("polku: 1\n"
           "probability\n"
           "name: x\n",
           "a.yaml:2:1: error: \"probability\" has no colon\n"
           "  probability\n"
           "  ^~~~~~~~~~~\n"
           "  hint: each line is a key, a colon, a space and a value; a text that goes on in the next line is indented "
           "deeper than its key\n");
    refuse("a: 1\n"
           "b:2\n",
           "a.yaml:2:1: error: a space is missing after the colon\n"
           "  b:2\n"
           "  ^~~\n"
           "  hint: write b: 2\n");
    refuse(": 3\n", "a.yaml:1:1: error: a key is missing before the colon\n"
                    "  : 3\n"
                    "  ^\n");
}

static void indentation_that_fits_nothing(void **state)
{
    (void)state;
    refuse("name: x\n"
           "  push: 5\n",
           "a.yaml:2:3: error: this line is indented deeper than the one above, which already has its value\n"
           "    push: 5\n"
           "    ^~~~~~~\n"
           "  hint: start it in the same column as the key above; if it belongs inside that key, leave the key's own "
           "line empty behind the colon\n");
    refuse("stages:\n"
           "    a: 1\n"
           "  b: 2\n",
           "a.yaml:3:3: error: this line's indentation fits no line above\n"
           "    b: 2\n"
           "    ^~~~\n"
           "  hint: keys that belong together start in the same column; the line above starts in column 5\n");
    refuse("stages:\n"
           "  a: {x: 1}\n"
           "    b: {y: 2}\n",
           "a.yaml:3:5: error: this line is indented deeper than the one above, which already has its value\n"
           "      b: {y: 2}\n"
           "      ^~~~~~~~~\n"
           "  hint: start it in the same column as the key above; if it belongs inside that key, leave the key's own "
           "line empty behind the colon\n");
    refuse("x:\n"
           "  - a\n"
           " b: 2\n",
           "a.yaml:3:2: error: this line's indentation fits no line above\n"
           "   b: 2\n"
           "   ^~~~\n"
           "  hint: keys that belong together start in the same column; the line above starts in column 3\n");
    refuse("x: 1\n"
           "- a\n",
           "a.yaml:2:1: error: a list item where a key is expected\n"
           "  - a\n"
           "  ^~~\n"
           "  hint: a list stands under a key of its own\n");
    refuse("x:\n"
           "  - a\n"
           "  b: 2\n",
           "a.yaml:3:3: error: this line is neither an item of the list above nor outside of it\n"
           "    b: 2\n"
           "    ^~~~\n"
           "  hint: all items of a list start with - in the same column\n");
    refuse("x: - a\n", "a.yaml:1:4: error: a list item cannot begin on its key's line\n"
                       "  x: - a\n"
                       "     ^~~\n"
                       "  hint: start it on a line of its own, or write the list as [a, b]\n");
}

static void brackets_that_do_not_match(void **state)
{
    (void)state;
    refuse("a: {b: 1\n"
           "c: 2\n",
           "a.yaml:1:4: error: this { is not closed, or a comma is missing before line 2\n"
           "  a: {b: 1\n"
           "     ^\n"
           "  hint: close it with }\n");
    refuse("a: {b: 1\n", "a.yaml:1:4: error: this { is never closed\n"
                         "  a: {b: 1\n"
                         "     ^\n"
                         "  hint: close it with }\n");
    refuse("a: [1, 2\n"
           "# end\n",
           "a.yaml:1:4: error: this [ is never closed\n"
           "  a: [1, 2\n"
           "     ^\n"
           "  hint: close it with ]\n");
    refuse("a: {b: 1]\n", "a.yaml:1:9: error: ] closes what { opened in line 1\n"
                          "  a: {b: 1]\n"
                          "          ^\n"
                          "  hint: close it with }\n");
    refuse("a: {b: [1, 2}\n", "a.yaml:1:13: error: } closes what [ opened in line 1\n"
                              "  a: {b: [1, 2}\n"
                              "              ^\n"
                              "  hint: close it with ]\n");
    refuse("a: {b: 1}}\n", "a.yaml:1:10: error: a closing bracket without its opening one\n"
                           "  a: {b: 1}}\n"
                           "           ^\n"
                           "  hint: delete it, or open it\n");
    refuse("a: {b: 1}, c\n", "a.yaml:1:10: error: nothing may follow here: the value is complete\n"
                             "  a: {b: 1}, c\n"
                             "           ^~~\n"
                             "  hint: start it on a line of its own\n");
    refuse("a: {b: Asiakas #1}\n",
           "a.yaml:1:16: warning: the text is cut here: a # after a space starts a comment\n"
           "  a: {b: Asiakas #1}\n"
           "                 ^~\n"
           "  hint: if it belongs to the text, write \"Asiakas #1\"; if not, put a space after the #\n"
           "a.yaml:1:4: error: the } that closes this { stands behind a #, in a comment\n"
           "  a: {b: Asiakas #1}\n"
           "     ^\n"
           "  hint: put the text with the # in quotes, or the comment behind the bracket\n");
    refuse("a: {b: 1, # one}\n"
           "  c: 2\n",
           "a.yaml:1:4: error: the } that closes this { stands behind a #, in a comment\n"
           "  a: {b: 1, # one}\n"
           "     ^\n"
           "  hint: put the text with the # in quotes, or the comment behind the bracket\n");
    refuse("a: {b: \"x\" c: 2}\n", "a.yaml:1:12: error: a comma is missing before this\n"
                                   "  a: {b: \"x\" c: 2}\n"
                                   "             ^\n"
                                   "  hint: text that goes on behind a quote or a bracket needs quotes as a whole\n");
    refuse("a: {b: 1 c: 2}\n", "a.yaml:1:10: error: a comma is missing before this\n"
                               "  a: {b: 1 c: 2}\n"
                               "           ^\n");
    refuse("a: {b: [1] [2]}\n", "a.yaml:1:12: error: a comma is missing before this\n"
                                "  a: {b: [1] [2]}\n"
                                "             ^\n"
                                "  hint: text that goes on behind a quote or a bracket needs quotes as a whole\n");
    refuse("x: ]\n", "a.yaml:1:4: error: a value is missing before ]\n"
                     "  x: ]\n"
                     "     ^\n");
    refuse("x: [a, , b]\n", "a.yaml:1:8: error: a value is missing before ,\n"
                            "  x: [a, , b]\n"
                            "         ^\n");
    refuse("x: {a: 1,\n"
           "    b: 2\n"
           "    c: 3}\n",
           "a.yaml:1:4: error: this { is not closed, or a comma is missing before line 3\n"
           "  x: {a: 1,\n"
           "     ^\n"
           "  hint: close it with }\n");
}

static void quotes_that_do_not_match(void **state)
{
    (void)state;
    refuse("label: \"unclosed\n"
           "b: 1\n",
           "a.yaml:1:8: error: this quote is never closed\n"
           "  label: \"unclosed\n"
           "         ^\n"
           "  hint: end the text with the same sign; inside '…' an apostrophe is written twice\n");
    refuse("label: \"unclosed\n"
           "name: \"x\"\n"
           "b: 2\n",
           "a.yaml:1:8: error: this quote is closed only in line 2\n"
           "  label: \"unclosed\n"
           "         ^\n"
           "  hint: close it where the text ends\n");
    refuse("label: 'it's'\n"
           "b: 2\n",
           "a.yaml:1:12: error: text goes on behind the closing quote\n"
           "  label: 'it's'\n"
           "             ^~\n"
           "  hint: inside '…' write '' for an apostrophe, or put the text in \"…\"\n");
    refuse("label: \"a\" b\n", "a.yaml:1:12: error: text goes on behind the closing quote\n"
                               "  label: \"a\" b\n"
                               "             ^\n"
                               "  hint: inside \"…\" write \\\" for a quote, or put the text in '…'\n");
    refuse("label: \"a\"b\": 1\n", "a.yaml:1:11: error: text goes on behind the closing quote\n"
                                   "  label: \"a\"b\": 1\n"
                                   "            ^~~~~\n"
                                   "  hint: inside \"…\" write \\\" for a quote, or put the text in '…'\n");
    refuse("label: \"C:\\dir\"\n",
           "a.yaml:1:11: error: inside \"…\" a backslash begins an escape, and YAML knows none like this\n"
           "  label: \"C:\\dir\"\n"
           "            ^\n"
           "  hint: write \\\\ for a backslash, or put the text in '…'\n");
    refuse("label: \"\\x4\"\n",
           "a.yaml:1:11: error: inside \"…\" a backslash begins an escape, and YAML knows none like this\n"
           "  label: \"\\x4\"\n"
           "            ^\n"
           "  hint: write \\\\ for a backslash, or put the text in '…'\n");
    refuse("a: 'b\n", "a.yaml:1:4: error: this quote is never closed\n"
                      "  a: 'b\n"
                      "     ^\n"
                      "  hint: end the text with the same sign; inside '…' an apostrophe is written twice\n");
}

static void signs_that_begin_no_text(void **state)
{
    (void)state;
    refuse("label: @home\n", "a.yaml:1:8: error: a text cannot begin with @\n"
                             "  label: @home\n"
                             "         ^\n"
                             "  hint: put the text in quotes\n");
    refuse("label: `x`\n", "a.yaml:1:8: error: a text cannot begin with `\n"
                           "  label: `x`\n"
                           "         ^\n"
                           "  hint: put the text in quotes\n");
    refuse("discount: %5\n",
           "a.yaml:1:11: error: a value cannot begin with %\n"
           "  discount: %5\n"
           "            ^\n"
           "  hint: the percent sign stands behind the number: 5%; a text with it in front needs quotes\n");
    refuse("%5\n", "a.yaml:1:1: error: a line that starts with % is a YAML directive, and polku knows none\n"
                   "  %5\n"
                   "  ^~\n"
                   "  hint: delete the line, or put the text in quotes\n");
    refuse("x: *1.2\n", "a.yaml:1:4: error: * begins an alias in YAML\n"
                        "  x: *1.2\n"
                        "     ^\n"
                        "  hint: a text that starts with * needs quotes; a factor is written x1.2\n");
    refuse("x: *\n", "a.yaml:1:4: error: * begins an alias in YAML\n"
                     "  x: *\n"
                     "     ^\n"
                     "  hint: a text that starts with * needs quotes; a factor is written x1.2\n");
    refuse("x: &\n", "a.yaml:1:4: error: & begins an anchor in YAML\n"
                     "  x: &\n"
                     "     ^\n"
                     "  hint: a text that starts with & needs quotes\n");
    refuse("x: > 5%\n", "a.yaml:1:4: error: > and | begin a text that stands in the lines below; nothing else may "
                        "follow on their line\n"
                        "  x: > 5%\n"
                        "     ^~~~\n"
                        "  hint: a text or number that starts with > or | needs quotes\n");
    refuse("x: |x\n", "a.yaml:1:4: error: > and | begin a text that stands in the lines below; nothing else may follow "
                      "on their line\n"
                      "  x: |x\n"
                      "     ^~\n"
                      "  hint: a text or number that starts with > or | needs quotes\n");
    refuse("x: ? a\n", "a.yaml:1:4: error: a text cannot begin with a question mark and a space\n"
                       "  x: ? a\n"
                       "     ^~~\n"
                       "  hint: put the text in quotes\n");
    refuse("x: !\n", "a.yaml:1:4: error: a word that starts with ! is a YAML tag, and polku knows none\n"
                     "  x: !\n"
                     "     ^\n"
                     "  hint: a text that starts with ! needs quotes\n");
    refuse("x: !<y\n", "a.yaml:1:4: error: a word that starts with ! is a YAML tag, and polku knows none\n"
                       "  x: !<y\n"
                       "     ^\n"
                       "  hint: a text that starts with ! needs quotes\n");
    refuse("x: !y z\n", "a.yaml:1:4: error: a word that starts with ! is a YAML tag, and polku knows none\n"
                        "  x: !y z\n"
                        "     ^\n"
                        "  hint: a text that starts with ! needs quotes\n");
}

static void more_than_one_mapping(void **state)
{
    (void)state;
    refuse("a: 1\n"
           "---\n"
           "b: 2\n",
           "a.yaml:2:1: error: a second document starts here: a file holds one\n"
           "  ---\n"
           "  ^\n"
           "  hint: put it into a file of its own\n");
    refuse("a: 1\n"
           "...\n"
           "b: 2\n",
           "a.yaml:3:1: error: the file goes on after its end\n"
           "  b: 2\n"
           "  ^~~~\n"
           "  hint: one file holds one mapping: key: value, line by line\n");
    refuse("{a: 1}\n"
           "b: 2\n",
           "a.yaml:2:1: error: the file goes on after its end\n"
           "  b: 2\n"
           "  ^~~~\n"
           "  hint: one file holds one mapping: key: value, line by line\n");
    refuse("\"a\"\n"
           "b: 2\n",
           "a.yaml:2:1: error: the file goes on after its end\n"
           "  b: 2\n"
           "  ^~~~\n"
           "  hint: one file holds one mapping: key: value, line by line\n");
}

/* Finnish letters and an emoji before the place. */
static void columns_count_code_points(void **state)
{
    (void)state;
    refuse("äö: {😀: Spiegel 2017: 5}\n", "a.yaml:1:9: error: a text with \": \" in it needs quotes\n"
                                          "  äö: {😀: Spiegel 2017: 5}\n"
                                          "          ^~~~~~~~~~~~~~~\n"
                                          "  hint: write 😀: \"Spiegel 2017: 5\"\n");
    refuse("a: {\"öä😀\" b}\n", "a.yaml:1:11: error: a comma is missing before this\n"
                                "  a: {\"öä😀\" b}\n"
                                "            ^\n"
                                "  hint: text that goes on behind a quote or a bracket needs quotes as a whole\n");
    refuse("\"😀\": x: y\n", "a.yaml:1:6: error: a text with \": \" in it needs quotes\n"
                             "  \"😀\": x: y\n"
                             "       ^~~~\n"
                             "  hint: write \"😀\": {x: y}, or \"x: y\" where it is a text\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_text_with_a_colon_needs_quotes, forget_all),
        cmocka_unit_test_teardown(a_tab_is_no_indentation, forget_all),
        cmocka_unit_test_teardown(a_colon_or_its_space_is_missing, forget_all),
        cmocka_unit_test_teardown(indentation_that_fits_nothing, forget_all),
        cmocka_unit_test_teardown(brackets_that_do_not_match, forget_all),
        cmocka_unit_test_teardown(quotes_that_do_not_match, forget_all),
        cmocka_unit_test_teardown(signs_that_begin_no_text, forget_all),
        cmocka_unit_test_teardown(more_than_one_mapping, forget_all),
        cmocka_unit_test_teardown(columns_count_code_points, forget_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
