#include "doc_expect.h"

static const char *const allowed[] = {"label", "share", "start"};

static void check(const char *text, pk_status_t status, const char *messages)
{
    pk_diag_free(&diag);
    const pk_node_t *root = parse(text);
    assert_non_null(root);
    assert_int_equal(pk_node_check_keys(root, allowed, 3, "a persona", &diag), status);
    assert_string_equal(all_messages(), messages);
}

static void known_keys_pass(void **state)
{
    (void)state;
    check("label: x\nshare: 5%\nsource: y\nnote:\n", PK_OK, "");
    check("{label: A 1, share}\n", PK_OK, "");
    assert_int_equal(pk_node_check_keys(NULL, allowed, 3, "a persona", &diag), PK_OK);
}

static void an_unknown_key_names_its_neighbour_and_all(void **state)
{
    (void)state;
    check("lable: x\nfoo: 1\nSource: x\n", PK_BAD_INPUT,
          "a.yaml:1:1: error: unknown key \"lable\" in a persona\n"
          "  lable: x\n"
          "  ^~~~~\n"
          "  hint: did you mean label? Allowed here: label, share, start, source, note\n"
          "a.yaml:2:1: error: unknown key \"foo\" in a persona\n"
          "  foo: 1\n"
          "  ^~~\n"
          "  hint: allowed here: label, share, start, source, note\n"
          "a.yaml:3:1: error: unknown key \"Source\" in a persona\n"
          "  Source: x\n"
          "  ^~~~~~\n"
          "  hint: did you mean source? Allowed here: label, share, start, source, note\n");
    check("{share: 70%, lable}\n", PK_BAD_INPUT,
          "a.yaml:1:14: error: unknown key \"lable\" in a persona\n"
          "  {share: 70%, lable}\n"
          "               ^~~~~\n"
          "  hint: did you mean label? Allowed here: label, share, start, source, note\n");
}

static void a_text_cut_by_a_comma_is_told_once(void **state)
{
    (void)state;
    check("{source: Sethuraman, Tellis}\n", PK_BAD_INPUT,
          "a.yaml:1:10: error: the text \"Sethuraman, Tellis\" is cut at its comma: inside { } a comma ends the value\n"
          "  {source: Sethuraman, Tellis}\n"
          "           ^~~~~~~~~~~~~~~~~~\n"
          "  hint: write source: \"Sethuraman, Tellis\"\n");
    check(
        "{source: Hanssens (2016, p. 5), 2017, label: it's \"x\", y}\n", PK_BAD_INPUT,
        "a.yaml:1:10: error: the text \"Hanssens (2016, p. 5), 2017\" is cut at its comma: inside { } a comma ends the "
        "value\n"
        "  {source: Hanssens (2016, p. 5), 2017, label: it's \"x\", y}\n"
        "           ^~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
        "  hint: write source: \"Hanssens (2016, p. 5), 2017\"\n"
        "a.yaml:1:46: error: the text \"it's \"x\", y\" is cut at its comma: inside { } a comma ends the value\n"
        "  {source: Hanssens (2016, p. 5), 2017, label: it's \"x\", y}\n"
        "                                               ^~~~~~~~~~~\n"
        "  hint: put the whole text in quotes\n");
}

static void very_many_unknown_keys_end_in_time(void **state)
{
    (void)state;
    char *text = pk_arena_take(&arena, 700001, 1), *end = text;
    for (int i = 0; i < 70000; i++) {
        end += sprintf(end, "k%d: 1\n", i);
    }
    assert_int_equal(pk_node_check_keys(parse(text), allowed, 3, "a persona", &diag), PK_BAD_INPUT);
    assert_int_equal(diag.count, PK_DIAG_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(known_keys_pass, forget_all),
        cmocka_unit_test_teardown(an_unknown_key_names_its_neighbour_and_all, forget_all),
        cmocka_unit_test_teardown(a_text_cut_by_a_comma_is_told_once, forget_all),
        cmocka_unit_test_teardown(very_many_unknown_keys_end_in_time, forget_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
