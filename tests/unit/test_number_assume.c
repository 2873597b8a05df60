#include "number_text.h"

static pk_status_t assume(pk_number_t *number, const char *text)
{
    return pk_number_assume(&reading, number, node_of(pk_arena_format(&arena, "k: %s\n", text)));
}

static void assume_well(pk_number_t *number, const char *text)
{
    assert_int_equal(assume(number, text), PK_OK);
    assert_string_equal(messages(), "");
}

static pk_number_t *strength(const char *text)
{
    return pk_strength_read(&reading, node_of(pk_arena_format(&arena, "k: %s\n", text)), "levers.l.effects.a -> b",
                            PK_ADDITION);
}

static const char *paths(void)
{
    const char *all = "";
    for (int i = 0; i < book.count; i++) {
        all = pk_arena_format(&arena, "%s%s%s", all, i ? " " : "", book.all[i]->path);
        assert_true(book.all[i]->slot < book.slots);
        for (int k = 0; k < book.all[i]->nargument; k++) {
            assert_true(book.all[i]->arguments[k]->slot < 0 || book.all[i]->slot < 0 ||
                        book.all[i]->arguments[k]->slot < book.all[i]->slot);
        }
    }
    return all;
}

static pk_number_t *read_as(const char *path, const char *text, pk_domain_t domain, unsigned may)
{
    return pk_number_read(&reading, node_of(pk_arena_format(&arena, "k: %s\n", text)), path, domain, may);
}

static void a_number_is_replaced_in_place(void **state)
{
    (void)state;
    read_as("a", "1", PK_MONEY, 0);
    pk_number_t *number = read_as("b", "gamma(mean=3, sd=uniform(1, 2))", PK_MONEY, 0);
    read_as("c", "2", PK_MONEY, 0);
    const uint64_t address = number->address;
    assert_string_equal(paths(), "a b.mean b.sd.low b.sd.high b.sd b c");
    assume_well(number, "{value: 2 to 5, source: s}");
    assert_string_equal(paths(), "a b.mu b.sigma b c");
    assert_string_equal(number->law->name, "lognormal");
    assert_true(number->address == address);
    assert_string_equal(number->source, "s");
    assume_well(number, "7");
    assert_string_equal(paths(), "a b c");
    assert_close(number->value, 7, 0);
    assert_null(number->source); /* 7 does not come from s */
    assume_well(number, "pert(1, 2, 3)");
    assert_string_equal(paths(), "a b.low b.mode b.high b c");
    assert_int_equal(book.slots, 6);
}

/* What is assumed has the origin that the assumption says, and a law of which a part was assumed has no other. */
static void an_assumption_has_its_own_origin(void **state)
{
    (void)state;
    pk_number_t *number = read_as("b", "{value: 30%, source: a study}", PK_PROBABILITY, 0);
    assert_int_equal(pk_number_origin(number), PK_ORIGIN_SOURCE);
    assume_well(number, "x1.5");
    assert_int_equal(pk_number_origin(number), PK_ORIGIN_NONE);
    assume_well(number, "{value: 40%, note: a guess}");
    assert_int_equal(pk_number_origin(number), PK_ORIGIN_NOTE);
    pk_number_t *law = read_as("c", "{value: 'beta(3, 7)', source: a study}", PK_PROBABILITY, 0);
    assume_well(law->arguments[0], "4");
    assert_int_equal(pk_number_origin(law), PK_ORIGIN_NONE);
    assert_string_equal(law->text, "beta(3, 7) with a 4");
}

static void a_factor_multiplies_a_plain_number(void **state)
{
    (void)state;
    pk_number_t *number = read_as("b", "30%", PK_PROBABILITY, 0);
    assume_well(number, "x1.5");
    assert_close(number->value, 0.45, 1e-15);
    assert_int_equal(number->sign, PK_BARE);
    assert_string_equal(paths(), "b");
    assume_well(number, "{value: x1.2 to 1.6, source: s}");
    assert_int_equal(number->kind, PK_NUMBER_LAW);
    assert_int_equal(number->domain, PK_PROBABILITY);
    assert_close(number->scale, 0.45, 1e-15);
    assert_close(number->high, 1 / 0.45, 1e-15);
    assert_string_equal(paths(), "b.mu b.sigma b");
}

static void a_factor_multiplies_a_default_and_the_length_of_a_stay(void **state)
{
    (void)state;
    pk_number_t *slope = pk_number_default(&reading, "s", PK_NOWHERE, PK_POSITIVE, 1);
    assume_well(slope, "x1.5");
    assert_close(slope->value, 1.5, 0);
    pk_number_t *dwell = pk_dwell_read(&reading, node_of("k: 10 weeks\n"), "d");
    assume_well(dwell, "x1.5");
    assert_close(dwell->arguments[0]->value, 15, 0);
    assume_well(dwell, "weibull(shape=4, mean=3)");
    assert_string_equal(paths(), "s d.shape d.mean d");
    assume_well(dwell, "0");
    assert_int_equal(dwell->kind, PK_NUMBER_FIXED);
}

static void a_strength_keeps_its_sign(void **state)
{
    (void)state;
    pk_number_t *times = strength("x4");
    assume_well(times, "3");
    assert_int_equal(times->sign, PK_TIMES);
    assert_close(times->value, 3, 0);
    assume_well(times, "x2");
    assert_close(times->value, 2, 0);
    assume_well(times, "1.2 to 1.6");
    assert_int_equal(times->sign, PK_TIMES);
    pk_number_t *plus = strength("+3%");
    assume_well(plus, "+4%");
    assume_well(plus, "x1.5");
    assert_int_equal(plus->sign, PK_PLUS);
    assert_close(plus->value, 0.06, 1e-15);
    pk_number_t *power = strength("{elasticity: -0.5}");
    assume_well(power, "-0.7");
    assert_int_equal(power->sign, PK_ELASTICITY);
    assume_well(power, "{elasticity: -0.9}");
    assert_close(power->value, -0.9, 0);
    assert_string_equal(power->path, "levers.l.effects.a -> b.elasticity");
    assume_well(power, "x2");
    assert_close(power->value, -1.8, 0);
}

static void an_argument_is_replaced_by_its_path(void **state)
{
    (void)state;
    read_as("b", "beta(0.7, 3.8)", PK_PROBABILITY, 0);
    assume_well(pk_number_find(&book, "b.a"), "0.6 to 0.8");
    assert_string_equal(paths(), "b.a.mu b.a.sigma b.a b.b b");
    assume_well(pk_number_find(&book, "b.b"), "x2");
    assert_close(pk_number_find(&book, "b.b")->value, 7.6, 1e-15);
}

static void a_factor_by_persona_is_replaced(void **state)
{
    (void)state;
    pk_number_t *number = read_as("b", "x1.2", PK_PROBABILITY, PK_MAY_TIMES);
    assume_well(number, "x1.5");
    assert_close(number->value, 1.5, 0);
    assert_int_equal(number->sign, PK_TIMES);
    assume_well(number, "5%");
    assert_int_equal(number->sign, PK_BARE);
    assert_int_equal(number->domain, PK_PROBABILITY);
}

static void schedules_come_and_go(void **state)
{
    (void)state;
    pk_number_t *number = read_as("b", "[{until: 2, value: 3}, {otherwise: 4}]", PK_RATE, PK_MAY_SCHEDULE);
    assert_string_equal(paths(), "b.2 b.otherwise b");
    assume_well(pk_number_find(&book, "b.otherwise"), "x3");
    assert_close(number->pieces[1].value->value, 12, 0);
    assume_well(number, "5");
    assert_string_equal(paths(), "b");
    assume_well(number, "[{from: 3, value: 3}]");
    assert_string_equal(paths(), "b.3 b");
}

static void refuse_assumption(pk_number_t *number, const char *text, const char *expected)
{
    const char *before = paths();
    const pk_number_t old = *number;
    forget_messages();
    assert_int_equal(assume(number, text), PK_BAD_INPUT);
    assert_string_equal(messages(), expected);
    assert_string_equal(paths(), before);
    assert_memory_equal(&old, number, sizeof old);
    forget_messages();
}

static void an_error_changes_nothing(void **state)
{
    (void)state;
    refuse_assumption(read_as("b", "30%", PK_PROBABILITY, 0), "12",
                      "a.yaml:1:4: error: b cannot be 12: allowed is 0 to 1 (0% to 100%)\n"
                      "  k: 12\n"
                      "     ^~\n"
                      "  hint: 12%?\n");
    refuse_assumption(read_as("c", "30%", PK_PROBABILITY, 0), "x4",
                      "a.yaml:1:4: error: c cannot be 1.2 (0.3 times 4): allowed is 0 to 1 (0% to 100%)\n"
                      "  k: x4\n"
                      "     ^~\n");
    refuse_assumption(read_as("d", "gamma(1, 2)", PK_MONEY, 0), "x4",
                      "a.yaml:1:4: error: x multiplies a plain number, and d is none\n"
                      "  k: x4\n"
                      "     ^~\n"
                      "  hint: write the new number or law itself\n");
    refuse_assumption(strength("x4"), "+3%",
                      "a.yaml:1:4: error: an assumption cannot change the sign of a -> b\n"
                      "  k: +3%\n"
                      "     ^~~\n"
                      "  hint: write the number alone: its sign stays\n");
    refuse_assumption(read_as("e", "gamma(1, 2)", PK_MONEY, 0), "gamma(uniform(1, 2), oops)",
                      "a.yaml:1:25: error: \"oops\" is not a number, in gamma(uniform(1, 2), oops)\n"
                      "  k: gamma(uniform(1, 2), oops)\n"
                      "                          ^~~~\n"
                      "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
}

static void an_argument_must_leave_a_law(void **state)
{
    (void)state;
    read_as("b", "uniform(1, 2)", PK_MONEY, 0);
    assert_int_equal(assume(pk_number_find(&book, "b.low"), "3"), PK_BAD_INPUT);
    assert_string_equal(messages(), "a.yaml:1:4: error: no uniform law has these arguments\n"
                                    "  k: 3\n"
                                    "     ^\n"
                                    "  hint: it needs low below high\n");
}

static void a_schedule_tells_its_pieces_as_they_are(void **state)
{
    (void)state;
    pk_number_t *number = read_as("b", "[{from: 2026-01, until: 2026-01, value: 5%}, {from: 2026-02-02, value: 6%}]",
                                  PK_PROBABILITY, PK_MAY_SCHEDULE);
    assume_well(pk_number_find(&book, "b.2026-01"), "50%");
    assume_well(pk_number_find(&book, "b.2026-02-02"), "x2");
    assert_string_equal(number->text, "from 2026-01, until 2026-01, value 50%; from 2026-02-02, value x2 of 6%");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_number_is_replaced_in_place, start, finish),
        cmocka_unit_test_setup_teardown(a_factor_multiplies_a_plain_number, start, finish),
        cmocka_unit_test_setup_teardown(a_factor_multiplies_a_default_and_the_length_of_a_stay, start, finish),
        cmocka_unit_test_setup_teardown(a_strength_keeps_its_sign, start, finish),
        cmocka_unit_test_setup_teardown(an_argument_is_replaced_by_its_path, start, finish),
        cmocka_unit_test_setup_teardown(a_factor_by_persona_is_replaced, start, finish),
        cmocka_unit_test_setup_teardown(schedules_come_and_go, start, finish),
        cmocka_unit_test_setup_teardown(a_schedule_tells_its_pieces_as_they_are, start, finish),
        cmocka_unit_test_setup_teardown(an_error_changes_nothing, start, finish),
        cmocka_unit_test_setup_teardown(an_assumption_has_its_own_origin, start, finish),
        cmocka_unit_test_setup_teardown(an_argument_must_leave_a_law, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
