#include "doc_expect.h"

/* A text of one piece over and over, between two others. */
static const char *many(const char *before, const char *piece, int count, const char *after)
{
    char *text = pk_arena_take(&arena, strlen(before) + strlen(piece) * (size_t)count + strlen(after) + 1, 1);
    char *end = stpcpy(text, before);
    for (int i = 0; i < count; i++) {
        end = stpcpy(end, piece);
    }
    strcpy(end, after);
    return text;
}

static const pk_node_t *at(const pk_node_t *map, int pair)
{
    return map->pairs[pair].value;
}

static void nodes_keep_their_places(void **state)
{
    (void)state;
    const pk_node_t *root =
        expect("äö: {😀: \"å\", b: 5 %}\r\nl:\r\n  - x y\n  - |\n    text\n  - &q 'it''s'\nn:\nm: a\n  b\n", "");
    assert_string_equal(shown(root), "{äö: {😀: \"å\", b: 5 %}, l: [x y, \"text\n\", \"it's\"], n: , m: a b}");
    assert_place(root, 1, 1, 1);
    assert_place(root->pairs[0].key, 1, 1, 2);
    assert_place(at(root, 0), 1, 5, 1);
    assert_true(at(root, 0)->flow && !root->flow);
    assert_place(at(root, 0)->pairs[0].key, 1, 6, 1);
    assert_place(at(at(root, 0), 0), 1, 9, 3);
    assert_place(at(at(root, 0), 1), 1, 17, 3);
    assert_place(at(root, 1), 3, 3, 1);
    assert_place(at(root, 1)->items[0], 3, 5, 3);
    assert_place(at(root, 1)->items[1], 4, 5, 1);
    assert_place(at(root, 1)->items[2], 6, 8, 7);
    assert_place(root->pairs[2].key, 7, 1, 1);
    assert_place(at(root, 2), 7, 3, 1);
    assert_true(pk_node_is_null(at(root, 2)));
    assert_place(at(root, 3), 8, 4, 1);
}

static void a_byte_order_mark_is_no_column(void **state)
{
    (void)state;
    const pk_node_t *root = expect("\xEF\xBB\xBFpolku: 1\r\nname: x\r\n", "");
    assert_place(root->pairs[0].key, 1, 1, 5);
    assert_place(at(root, 1), 2, 7, 1);
    refuse("\xEF\xBB\xBFpolku: *x\r\n", "a.yaml:1:8: error: *x refers to an anchor &x, and there is none above\n"
                                        "  polku: *x\n"
                                        "         ^~\n"
                                        "  hint: a text that starts with * needs quotes\n");
}

static void the_end_of_the_file_is_in_its_last_line(void **state)
{
    (void)state;
    assert_place(at(expect("b: 1\n? a", ""), 1), 2, 4, 1);
    assert_place(at(expect("b: 1\na:", ""), 1), 2, 3, 1);
}

static void lines_may_end_as_on_an_old_mac(void **state)
{
    (void)state;
    const pk_node_t *root = expect("a: 1\rb: 2\r", "");
    assert_place(root->pairs[1].key, 2, 1, 1);
}

static void an_alias_is_the_anchored_node(void **state)
{
    (void)state;
    const pk_node_t *root = expect("a: &x {b: 1}\nc: *x\nd: &x 5\ne: *x\n", "");
    assert_string_equal(shown(root), "{a: {b: 1}, c: {b: 1}, d: 5, e: 5}");
    assert_ptr_equal(at(root, 0), at(root, 1));
    assert_place(at(root, 0), 1, 7, 1);
    assert_ptr_equal(at(root, 2), at(root, 3));
}

/* Each level stands for nine of the one before. The count is of what a reader would meet. */
static void a_billion_laughs_is_refused(void **state)
{
    (void)state;
    refuse("a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
           "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e]\n",
           "a.yaml:6:17: error: the file holds more than 400000 values\n"
           "  f: [*e,*e,*e,*e,*e,*e,*e]\n"
           "                  ^~\n"
           "  hint: an alias (*name) counts as all that it stands for\n");
}

static void many_anchors_are_found(void **state)
{
    (void)state;
    const char *text = "a:\n";
    for (int i = 0; i < 500; i++) {
        text = pk_arena_format(&arena, "%s- &n%d %d\n", text, i, i);
    }
    for (int i = 0; i < 500; i++) {
        text = pk_arena_format(&arena, "%s- *n%d\n", text, i);
    }
    const pk_node_t *list = at(expect(text, ""), 0);
    for (int i = 0; i < 500; i++) {
        assert_ptr_equal(list->items[i], list->items[500 + i]);
    }
}

static void depth_and_size_are_capped(void **state)
{
    (void)state;
    assert_non_null(parse(many("a: ", "[", 63, many("", "]", 63, "\n"))));
    refuse(many("a: ", "[", 64, many("", "]", 64, "\n")),
           pk_arena_format(&arena,
                           "a.yaml:1:67: error: nested deeper than 64 levels\n"
                           "  %s\n"
                           "                                                     ^\n",
                           many("…", "[", 51, many("", "]", 59, "…"))));
    assert_null(parse(many("a: ", "[", 100000, "")));
    assert_null(parse(many("", "- ", 100000, "a")));
    assert_null(parse(many("", "{", 500000, "")));
    assert_non_null(parse(many("a: [", "x,", 399990, "]")));
    pk_diag_free(&diag);
    assert_null(parse(many("a: [", "x,", 400000, "]")));
    assert_string_equal(diag.messages[0].text, "the file holds more than 400000 values");
    assert_null(diag.messages[0].hint);
}

static void a_key_as_long_as_a_page_is_refused(void **state)
{
    (void)state;
    assert_null(parse(many("", "k", 1100, ": 1\n")));
    assert_null(parse(many("a: 1\n", "k", 1100, ": 1\n")));
    assert_int_equal(diag.count, 2);
    assert_string_equal(diag.messages[0].text, "a key may have at most 1000 characters");
    assert_string_equal(diag.messages[1].text, "a key may have at most 1000 characters");
    assert_int_equal(diag.messages[1].line, 2);
}

static void what_the_format_does_not_use_is_refused(void **state)
{
    (void)state;
    refuse("a: *b\n", "a.yaml:1:4: error: *b refers to an anchor &b, and there is none above\n"
                      "  a: *b\n"
                      "     ^~\n"
                      "  hint: a text that starts with * needs quotes\n");
    refuse("a: &b [1, *b]\n", "a.yaml:1:11: error: *b stands inside the very value that it refers to (line 1)\n"
                              "  a: &b [1, *b]\n"
                              "            ^~\n");
    refuse("a: &b\n"
           "  c: {d: *b}\n",
           "a.yaml:2:10: error: *b stands inside the very value that it refers to (line 1)\n"
           "    c: {d: *b}\n"
           "           ^~\n");
    refuse("a: {<<: *b}\n", "a.yaml:1:5: error: merge keys (<<) are not supported\n"
                            "  a: {<<: *b}\n"
                            "      ^~\n"
                            "  hint: repeat the keys here; a whole value can be shared with &name and *name\n");
    refuse("a: !!str x\n", "a.yaml:1:4: error: a word that starts with ! is a YAML tag, and polku knows none\n"
                           "  a: !!str x\n"
                           "     ^\n"
                           "  hint: a text that starts with ! needs quotes\n");
    refuse("a: !!map {b: 1}\n", "a.yaml:1:4: error: a word that starts with ! is a YAML tag, and polku knows none\n"
                                "  a: !!map {b: 1}\n"
                                "     ^\n"
                                "  hint: a text that starts with ! needs quotes\n");
    refuse("a: !x [1]\n", "a.yaml:1:4: error: a word that starts with ! is a YAML tag, and polku knows none\n"
                          "  a: !x [1]\n"
                          "     ^\n"
                          "  hint: a text that starts with ! needs quotes\n");
    refuse("a: {[1, 2]: 3}\n", "a.yaml:1:5: error: a key must be a text, but this is a list\n"
                               "  a: {[1, 2]: 3}\n"
                               "      ^\n"
                               "  hint: a text that starts with { or [ needs quotes\n");
    refuse("a: {{x}}\n", "a.yaml:1:5: error: a key must be a text, but this is a mapping\n"
                         "  a: {{x}}\n"
                         "      ^\n"
                         "  hint: a text that starts with { or [ needs quotes\n");
    refuse("? {a: 1}\n"
           ": 2\n",
           "a.yaml:1:3: error: a key must be a text, but this is a mapping\n"
           "  ? {a: 1}\n"
           "    ^\n"
           "  hint: a text that starts with { or [ needs quotes\n");
    refuse("a: {: 1}\n", "a.yaml:1:5: error: a value is missing before :\n"
                         "  a: {: 1}\n"
                         "      ^\n");
}

static void duplicate_keys_name_the_first(void **state)
{
    (void)state;
    assert_string_equal(shown(expect("polku: 1\n"
                                     "name: a\n"
                                     "b: {c: 1, c: 2}\n"
                                     "name: b\n"
                                     "\"name\": c\n",
                                     "a.yaml:3:11: error: the key \"c\" stands twice: the first is in line 3\n"
                                     "  b: {c: 1, c: 2}\n"
                                     "            ^\n"
                                     "  hint: keep one of them\n"
                                     "a.yaml:4:1: error: the key \"name\" stands twice: the first is in line 2\n"
                                     "  name: b\n"
                                     "  ^~~~\n"
                                     "  hint: keep one of them\n"
                                     "a.yaml:5:1: error: the key \"name\" stands twice: the first is in line 2\n"
                                     "  \"name\": c\n"
                                     "  ^~~~~~\n"
                                     "  hint: keep one of them\n")),
                        "{polku: 1, name: a, b: {c: 1, c: 2}, name: b, name: c}");
}

static void a_text_cut_by_a_comment_is_warned_of(void **state)
{
    (void)state;
    assert_string_equal(
        shown(expect("label: Asiakas #1\n"
                     "b: x # fine\n"
                     "c: 5% ## fine\n"
                     "d: 5% #-- fine\n"
                     "e: y #\n"
                     "f: a#b\n"
                     "g: \"q\" #1\n",
                     "a.yaml:1:16: warning: the text is cut here: a # after a space starts a comment\n"
                     "  label: Asiakas #1\n"
                     "                 ^~\n"
                     "  hint: if it belongs to the text, write \"Asiakas #1\"; if not, put a space after the #\n")),
        "{label: Asiakas, b: x, c: 5%, d: 5%, e: y, f: a#b, g: \"q\"}");
    assert_string_equal(
        shown(expect("label: #1\n",
                     "a.yaml:1:8: warning: the text is cut here: a # after a space starts a comment\n"
                     "  label: #1\n"
                     "         ^~\n"
                     "  hint: if it belongs to the text, write \"#1\"; if not, put a space after the #\n")),
        "{label: }");
    assert_string_equal(
        shown(expect("a: {b: long text #1, c: d\n"
                     "  }\n",
                     "a.yaml:1:18: warning: the text is cut here: a # after a space starts a comment\n"
                     "  a: {b: long text #1, c: d\n"
                     "                   ^~\n"
                     "  hint: if it belongs to the text, write \"long text #1\"; if not, put a space after the #\n")),
        "{a: {b: long text}}");
    assert_string_equal(
        shown(expect("name:\n"
                     "  long\n"
                     "  text #ö\n",
                     "a.yaml:3:8: warning: the text is cut here: a # after a space starts a comment\n"
                     "    text #ö\n"
                     "         ^~\n"
                     "  hint: if it belongs to the text, write \"#ö\"; if not, put a space after the #\n")),
        "{name: long text}");
}

static void escapes_bring_no_control_characters(void **state)
{
    (void)state;
    refuse("l: \"a\\0b\"\n", "a.yaml:1:4: error: the escapes in this text make a control character (U+0000)\n"
                             "  l: \"a\\0b\"\n"
                             "     ^~~~~~\n"
                             "  hint: write \\\\ for a backslash, or put the text in '…'\n");
    refuse("ö: \"\\e\"\n", "a.yaml:1:4: error: the escapes in this text make a control character (U+001B)\n"
                           "  ö: \"\\e\"\n"
                           "     ^~~~\n"
                           "  hint: write \\\\ for a backslash, or put the text in '…'\n");
    refuse("ö: \"\\N\"\n", "a.yaml:1:4: error: the escapes in this text make a control character (U+0085)\n"
                           "  ö: \"\\N\"\n"
                           "     ^~~~\n"
                           "  hint: write \\\\ for a backslash, or put the text in '…'\n");
    expect("l: \"a\\tb\\n\"\n", "");
}

static void what_is_no_mapping_is_refused(void **state)
{
    (void)state;
    refuse("",
           "a.yaml: error: the file is empty\n"
           "  hint: a model begins with polku: 1, name: and step:, a scenario with polku: 1, scenario: and model:\n");
    refuse("# only\n",
           "a.yaml: error: the file is empty\n"
           "  hint: a model begins with polku: 1, name: and step:, a scenario with polku: 1, scenario: and model:\n");
    refuse("---\n",
           "a.yaml: error: the file is empty\n"
           "  hint: a model begins with polku: 1, name: and step:, a scenario with polku: 1, scenario: and model:\n");
    refuse("a",
           "a.yaml:1:1: error: the file must be a mapping (key: value), but this is a text\n"
           "  a\n"
           "  ^\n"
           "  hint: a model begins with polku: 1, name: and step:, a scenario with polku: 1, scenario: and model:\n");
    refuse("- a\n",
           "a.yaml:1:1: error: the file must be a mapping (key: value), but this is a list\n"
           "  - a\n"
           "  ^\n"
           "  hint: a model begins with polku: 1, name: and step:, a scenario with polku: 1, scenario: and model:\n");
    refuse("hello\n",
           "a.yaml:1:1: error: the file must be a mapping (key: value), but this is a text\n"
           "  hello\n"
           "  ^~~~~\n"
           "  hint: a model begins with polku: 1, name: and step:, a scenario with polku: 1, scenario: and model:\n");
    refuse("[1]\n",
           "a.yaml:1:1: error: the file must be a mapping (key: value), but this is a list\n"
           "  [1]\n"
           "  ^\n"
           "  hint: a model begins with polku: 1, name: and step:, a scenario with polku: 1, scenario: and model:\n");
    refuse("~\n",
           "a.yaml:1:1: error: the file must be a mapping (key: value), but this is a text\n"
           "  ~\n"
           "  ^\n"
           "  hint: a model begins with polku: 1, name: and step:, a scenario with polku: 1, scenario: and model:\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(nodes_keep_their_places, forget_all),
        cmocka_unit_test_teardown(a_byte_order_mark_is_no_column, forget_all),
        cmocka_unit_test_teardown(the_end_of_the_file_is_in_its_last_line, forget_all),
        cmocka_unit_test_teardown(lines_may_end_as_on_an_old_mac, forget_all),
        cmocka_unit_test_teardown(an_alias_is_the_anchored_node, forget_all),
        cmocka_unit_test_teardown(a_billion_laughs_is_refused, forget_all),
        cmocka_unit_test_teardown(many_anchors_are_found, forget_all),
        cmocka_unit_test_teardown(depth_and_size_are_capped, forget_all),
        cmocka_unit_test_teardown(a_key_as_long_as_a_page_is_refused, forget_all),
        cmocka_unit_test_teardown(what_the_format_does_not_use_is_refused, forget_all),
        cmocka_unit_test_teardown(duplicate_keys_name_the_first, forget_all),
        cmocka_unit_test_teardown(a_text_cut_by_a_comment_is_warned_of, forget_all),
        cmocka_unit_test_teardown(escapes_bring_no_control_characters, forget_all),
        cmocka_unit_test_teardown(what_is_no_mapping_is_refused, forget_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
