#include "number_text.h"

static void finds_by_path_whatever_the_blanks(void **state)
{
    (void)state;
    const pk_node_t *node = node_of("k: 5%\n");
    const pk_number_t *flow = pk_number_read(&reading, node, "transitions.a -> b.probability", PK_PROBABILITY, 0);
    const pk_number_t *tight = pk_number_read(&reading, node, "effects.->a", PK_PROBABILITY, 0);
    const pk_number_t *power =
        pk_strength_read(&reading, node_of("k: {elasticity: -1}\n"), "levers.l.effects.a -> b", PK_ADDITION);
    assert_ptr_equal(pk_number_find(&book, "transitions.a -> b.probability"), flow);
    assert_ptr_equal(pk_number_find(&book, "transitions.a->b.probability"), flow);
    assert_ptr_equal(pk_number_find(&book, "transitions.a  ->  b.probability"), flow);
    assert_ptr_equal(pk_number_find(&book, "transitions.a -> b.probability.value"), flow);
    assert_string_equal(tight->path, "effects.-> a");
    assert_ptr_equal(pk_number_find(&book, "effects.-> a"), tight);
    assert_ptr_equal(pk_number_find(&book, "levers.l.effects.a -> b"), power);
    assert_ptr_equal(pk_number_find(&book, "levers.l.effects.a->b.elasticity"), power);
    assert_null(pk_number_find(&book, "transitions.a -> b"));
    assert_null(pk_number_find(&book, "transitions.a -> b.probability.valu"));
    assert_null(pk_number_find(&book, "transitions.ab.probability"));
    assert_null(pk_number_find(&book, ""));
    assert_true(flow->address == pk_hash_text("transitions.a -> b.probability"));
}

static void a_real_key_value_comes_before_the_wrapper(void **state)
{
    (void)state;
    const pk_number_t *lever = pk_number_read(&reading, node_of("k: 1\n"), "levers.l.value", PK_REAL, 0);
    assert_ptr_equal(pk_number_find(&book, "levers.l.value"), lever);
}

static void a_default_stands_in_the_book(void **state)
{
    (void)state;
    const pk_number_t *number = pk_number_default(&reading, "a.slope", PK_NOWHERE, PK_POSITIVE, 1);
    assert_int_equal(number->kind, PK_NUMBER_FIXED);
    assert_close(number->value, 1, 0);
    assert_ptr_equal(pk_number_find(&book, "a.slope"), number);
}

static void values_come_from_the_draws(void **state)
{
    (void)state;
    const pk_number_t *fixed = number_of("3", PK_REAL, 0), *law = number_of("normal(0, 1)", PK_REAL, 0);
    const double draws[] = {3, 0, 1, 0.7};
    assert_int_equal(law->slot, 3);
    assert_close(pk_number_at(fixed, draws, 9), 3, 0);
    assert_close(pk_number_at(law, draws, 9), 0.7, 0);
    assert_close(pk_number_at(fixed, NULL, 9), 3, 0);
    const pk_number_t none = {.slot = -1};
    assert_close(pk_number_at(&none, draws, 9), 9, 0);
}

static void knows_what_is_uncertain(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool uncertain;
    } rows[] = {{"3", false},
                {"1 to 3", true},
                {"varies gamma(1, 2)", false},
                {"varies gamma(1, 2 to 3)", true},
                {"[{until: 3, value: 1}, {otherwise: 4}]", false},
                {"[{until: 3, value: 1}, {otherwise: 4 to 5}]", true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(pk_number_uncertain(number_of(rows[i].text, PK_MONEY, PK_MAY_VARY | PK_MAY_SCHEDULE)),
                         rows[i].uncertain);
    }
}

/* P(Z < -5/4) = 10.56%, and P(Z < -10) is not worth a line. The uncertain mean's median is 0.05. */
static void warns_of_laws_that_are_cut(void **state)
{
    (void)state;
    number_of("normal(50%, 5%)", PK_PROBABILITY, 0);
    number_of("2% to 9%", PK_PROBABILITY, 0);
    number_of("normal(-5, 4)", PK_MONEY, 0);
    pk_numbers_warn(&book, &diag);
    assert_string_equal(messages(), "");
    number_of("normal(5%, 4%)", PK_PROBABILITY, 0);
    pk_numbers_warn(&book, &diag);
    assert_string_equal(messages(),
                        "a.yaml:1:4: warning: 11% of the normal law of a.k lies outside of what is allowed (0 to "
                        "1 (0% to 100%)) and is cut off\n"
                        "  k: normal(5%, 4%)\n"
                        "     ^~~~~~~~~~~~~~\n"
                        "  hint: choose a law that stays inside, if that share matters\n");
    forget_messages();
    book.count = 0;
    number_of("normal(uniform(4%, 6%), 4%)", PK_PROBABILITY, 0);
    pk_numbers_warn(&book, &diag);
    assert_int_equal(diag.warnings, 1);
    assert_non_null(strstr(diag.messages[0].text, "about 11% of the normal law"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(finds_by_path_whatever_the_blanks, start, finish),
        cmocka_unit_test_setup_teardown(a_real_key_value_comes_before_the_wrapper, start, finish),
        cmocka_unit_test_setup_teardown(a_default_stands_in_the_book, start, finish),
        cmocka_unit_test_setup_teardown(values_come_from_the_draws, start, finish),
        cmocka_unit_test_setup_teardown(knows_what_is_uncertain, start, finish),
        cmocka_unit_test_setup_teardown(warns_of_laws_that_are_cut, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
