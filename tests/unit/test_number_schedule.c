#include "number_text.h"

static void pieces_by_date_keep_their_days(void **state)
{
    (void)state;
    const pk_number_t *number = number_of(
        "[{from: 2026-04, until: 2026-05, total: 12 000}, {until: 2026-06-15, value: 5 to 9}, {otherwise: 200}]",
        PK_RATE, PK_MAY_SCHEDULE | PK_MAY_TOTAL);
    assert_int_equal(number->kind, PK_NUMBER_SCHEDULE);
    assert_int_equal(number->slot, -1);
    assert_int_equal(number->npiece, 3);
    long first, last;
    const pk_piece_t *piece = number->pieces;
    assert_true(pk_date_parse("2026-04", &first, &last));
    assert_true(piece[0].has_from && piece[0].dated && piece[0].total && piece[0].from == first);
    assert_true(pk_date_parse("2026-05", &first, &last));
    assert_true(piece[0].has_until && piece[0].until == last);
    assert_close(piece[0].value->value, 12000, 0);
    assert_string_equal(piece[0].value->path, "a.k.2026-04");
    assert_true(pk_date_parse("2026-06-15", &first, &last));
    assert_true(!piece[1].has_from && piece[1].until == last && !piece[1].total);
    assert_string_equal(piece[1].value->path, "a.k.2026-06-15");
    assert_string_equal(piece[1].value->arguments[0]->path, "a.k.2026-06-15.mu");
    assert_true(piece[2].otherwise);
    assert_string_equal(piece[2].value->path, "a.k.otherwise");
    assert_int_equal(piece[1].place.column, 53);
}

static void pieces_by_step_keep_their_steps(void **state)
{
    (void)state;
    const pk_number_t *number = number_of("[{until: 2, value: x0.509, source: trial}, {otherwise: x1}]", PK_PROBABILITY,
                                          PK_MAY_SCHEDULE | PK_MAY_TIMES);
    assert_int_equal(number->sign, PK_TIMES);
    assert_true(!number->pieces[0].dated && number->pieces[0].until == 2);
    assert_close(number->pieces[0].value->value, 0.509, 0);
    assert_string_equal(number->pieces[0].value->path, "a.k.2");
    assert_string_equal(number->pieces[0].value->source, "trial");
}

static void pieces_may_be_a_part_of_revenue(void **state)
{
    (void)state;
    const pk_number_t *number = number_of("[{until: 2, value: 50% of revenue}, {otherwise: 40% of revenue}]", PK_MONEY,
                                          PK_MAY_SCHEDULE | PK_MAY_OF_REVENUE);
    assert_true(number->of_revenue && number->pieces[1].value->of_revenue);
}

static void refuses_times_that_are_none(void **state)
{
    (void)state;
    refuse("[{from: 1.3.2026, value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:12: error: from cannot be 1.3.2026: allowed is a date like 2026-03-01, a month like 2026-03, or a "
           "step from 1 to 100000\n"
           "  k: [{from: 1.3.2026, value: 3}]\n"
           "             ^~~~~~~~\n"
           "  hint: write 2026-03-01\n");
    refuse("[{until: 31/12/2026, value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:13: error: until cannot be 31/12/2026: allowed is a date like 2026-03-01, a month like 2026-03, "
           "or a step from 1 to 100000\n"
           "  k: [{until: 31/12/2026, value: 3}]\n"
           "              ^~~~~~~~~~\n"
           "  hint: write 2026-12-31\n");
    refuse("[{from: 2026-02-30, value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:12: error: from cannot be 2026-02-30: allowed is a date like 2026-03-01, a month like 2026-03, or "
           "a step from 1 to 100000\n"
           "  k: [{from: 2026-02-30, value: 3}]\n"
           "             ^~~~~~~~~~\n");
    refuse("[{from: 0, value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:12: error: from cannot be 0: allowed is a date like 2026-03-01, a month like 2026-03, or a step "
           "from 1 to 100000\n"
           "  k: [{from: 0, value: 3}]\n"
           "             ^\n");
    refuse("[{from: 1.5, value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:12: error: from cannot be 1.5: allowed is a date like 2026-03-01, a month like 2026-03, or a step "
           "from 1 to 100000\n"
           "  k: [{from: 1.5, value: 3}]\n"
           "             ^~~\n");
    refuse("[{from: [1], value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:12: error: from cannot be a list: allowed is a date like 2026-03-01, a month like 2026-03, or a "
           "step from 1 to 100000\n"
           "  k: [{from: [1], value: 3}]\n"
           "             ^\n");
    refuse("[{from: spring, value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:12: error: from cannot be spring: allowed is a date like 2026-03-01, a month like 2026-03, or a "
           "step from 1 to 100000\n"
           "  k: [{from: spring, value: 3}]\n"
           "             ^~~~~~\n");
}

static void refuses_pieces_upside_down_and_mixed(void **state)
{
    (void)state;
    refuse("[{from: 5, until: 2, value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:5: error: a piece cannot go from 5 until 2\n"
           "  k: [{from: 5, until: 2, value: 3}]\n"
           "      ^\n"
           "  hint: `until` is inclusive\n");
    refuse("[{from: 5, until: 2026-04, value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:22: error: a piece cannot go from a step to a date\n"
           "  k: [{from: 5, until: 2026-04, value: 3}]\n"
           "                       ^~~~~~~\n"
           "  hint: write both as dates or both as steps\n");
    refuse("[{from: 5, value: 3}, {from: 2026-04, value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:26: error: a schedule goes by dates or by steps, not by both\n"
           "  k: [{from: 5, value: 3}, {from: 2026-04, value: 3}]\n"
           "                           ^\n");
    refuse("[{from: 1, value: x0.5}, {otherwise: 30%}]", PK_PROBABILITY, PK_MAY_SCHEDULE | PK_MAY_TIMES,
           "a.yaml:1:29: error: the pieces of a schedule are all factors (xM) or none is\n"
           "  k: [{from: 1, value: x0.5}, {otherwise: 30%}]\n"
           "                              ^\n"
           "  hint: write the numbers as factors of what is written, or each factor's result as a number\n");
    refuse("[{from: 1, value: 10% of revenue}, {otherwise: 30}]", PK_MONEY, PK_MAY_SCHEDULE | PK_MAY_OF_REVENUE,
           "a.yaml:1:39: error: the pieces of a schedule are all a part of revenue or none is\n"
           "  k: [{from: 1, value: 10% of revenue}, {otherwise: 30}]\n"
           "                                        ^\n");
}

static void refuses_pieces_with_keys_missing(void **state)
{
    (void)state;
    refuse("[{value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:5: error: a piece of a schedule needs from:, until: or otherwise:\n"
           "  k: [{value: 3}]\n"
           "      ^\n"
           "  hint: for example [{from: 2026-04, until: 2026-05, value: 800}, {otherwise: 300}]\n");
    refuse("[{from: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:5: error: this piece of the schedule has no value\n"
           "  k: [{from: 3}]\n"
           "      ^\n"
           "  hint: value: is for each step\n");
    refuse("[{from: 3, value: 2, total: 3}]", PK_RATE, PK_MAY_SCHEDULE | PK_MAY_TOTAL,
           "a.yaml:1:5: error: a piece of a schedule has a value or a total, not both\n"
           "  k: [{from: 3, value: 2, total: 3}]\n"
           "      ^\n"
           "  hint: value: is for each step, total: is spread over its steps\n");
    refuse("[{from: 3}]", PK_RATE, PK_MAY_SCHEDULE | PK_MAY_TOTAL,
           "a.yaml:1:5: error: this piece of the schedule has no value\n"
           "  k: [{from: 3}]\n"
           "      ^\n"
           "  hint: value: is for each step, total: is spread over its steps\n");
    refuse("[{from: 3, total: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:15: error: unknown key \"total\" in a piece of a schedule\n"
           "  k: [{from: 3, total: 3}]\n"
           "                ^~~~~\n"
           "  hint: allowed here: from, until, value, otherwise, source, note\n");
    refuse("[{frm: 1, value: 3}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:6: error: unknown key \"frm\" in a piece of a schedule\n"
           "  k: [{frm: 1, value: 3}]\n"
           "       ^~~\n"
           "  hint: did you mean from? Allowed here: from, until, value, otherwise, source, note\n");
    refuse("[]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:4: error: the schedule of k has no pieces\n"
           "  k: []\n"
           "     ^\n"
           "  hint: for example [{from: 2026-04, until: 2026-05, value: 800}, {otherwise: 300}]\n");
    refuse("[3, 4]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:5: error: a piece of a schedule is a mapping, not a text\n"
           "  k: [3, 4]\n"
           "      ^\n"
           "  hint: an interval? write 3 to 4\n"
           "a.yaml:1:8: error: a piece of a schedule is a mapping, not a text\n"
           "  k: [3, 4]\n"
           "         ^\n"
           "  hint: for example [{from: 2026-04, until: 2026-05, value: 800}, {otherwise: 300}]\n");
}

static void refuses_otherwise_out_of_place(void **state)
{
    (void)state;
    refuse("[{otherwise: 3}, {from: 3, value: 1}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:5: error: otherwise: must be the last piece\n"
           "  k: [{otherwise: 3}, {from: 3, value: 1}]\n"
           "      ^\n"
           "  hint: it holds the steps that no other piece holds\n");
    refuse("[{otherwise: 3, from: 1}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:5: error: otherwise: stands alone in its piece, without from:\n"
           "  k: [{otherwise: 3, from: 1}]\n"
           "      ^\n"
           "  hint: for example [{from: 2026-04, until: 2026-05, value: 800}, {otherwise: 300}]\n");
}

static void refuses_values_in_pieces(void **state)
{
    (void)state;
    refuse("[{from: 1, value: -2}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:22: error: k.1 cannot be -2: allowed is 0 or more\n"
           "  k: [{from: 1, value: -2}]\n"
           "                       ^~\n");
    refuse("[{from: 2026-04, total: 300 per month}]", PK_RATE, PK_MAY_SCHEDULE | PK_MAY_TOTAL,
           "a.yaml:1:32: error: k.2026-04 cannot be per month\n"
           "  k: [{from: 2026-04, total: 300 per month}]\n"
           "                                 ^~~~~~~~~\n"
           "  hint: a total is for the whole piece\n");
    refuse("[{from: 1, value: [{from: 1, value: 2}]}]", PK_RATE, PK_MAY_SCHEDULE,
           "a.yaml:1:22: error: k.1 cannot be a schedule: it does not change over time\n"
           "  k: [{from: 1, value: [{from: 1, value: 2}]}]\n"
           "                       ^\n"
           "  hint: write one number\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pieces_by_date_keep_their_days, start, finish),
        cmocka_unit_test_setup_teardown(pieces_by_step_keep_their_steps, start, finish),
        cmocka_unit_test_setup_teardown(pieces_may_be_a_part_of_revenue, start, finish),
        cmocka_unit_test_setup_teardown(refuses_times_that_are_none, start, finish),
        cmocka_unit_test_setup_teardown(refuses_pieces_upside_down_and_mixed, start, finish),
        cmocka_unit_test_setup_teardown(refuses_pieces_with_keys_missing, start, finish),
        cmocka_unit_test_setup_teardown(refuses_otherwise_out_of_place, start, finish),
        cmocka_unit_test_setup_teardown(refuses_values_in_pieces, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
