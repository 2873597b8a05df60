#include "number_text.h"

static void durations_become_steps(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double weeks;
    } rows[] = {{"26", 26},        {"10 weeks", 10},          {"1 week", 1}, {"14 days", 2}, {"12 months", 365.25 / 7},
                {"36 h", 1.5 / 7}, {"0.5 years", 365.25 / 14}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_close(number_of(rows[i].text, PK_DURATION, 0)->value, rows[i].weeks, 1e-15);
    }
}

static void amounts_per_period_become_amounts_a_step(void **state)
{
    (void)state;
    assert_close(number_of("1.1 per year", PK_RATE, 0)->value, 1.1 * 7 / 365.25, 1e-15);
    assert_close(number_of("3 000 per month", PK_AMOUNT, 0)->value, 3000 * 7 * 12 / 365.25, 1e-15);
    assert_close(number_of("-3 per day", PK_AMOUNT, 0)->value, -21, 1e-15);
    const pk_number_t *law = number_of("gamma(mean=3000, sd=500) per month", PK_AMOUNT, 0);
    assert_int_equal(law->kind, PK_NUMBER_LAW);
    assert_close(law->scale, 7 * 12 / 365.25, 1e-15);
    assert_close(law->arguments[0]->value, 3000, 0);
    const pk_number_t *inside = number_of("gamma(mean=3000 per month, sd=500 per month)", PK_AMOUNT, 0);
    assert_close(inside->scale, 1, 0);
    assert_close(inside->arguments[1]->value, 500 * 7 * 12 / 365.25, 1e-15);
}

static void probabilities_keep_their_period(void **state)
{
    (void)state;
    const pk_number_t *plain = number_of("22% per year", PK_PROBABILITY, 0);
    assert_close(plain->value, 0.22, 0);
    assert_close(plain->period, 365.25 / 7, 1e-15);
    const pk_number_t *law = number_of("20% to 24% per year", PK_PROBABILITY, 0);
    assert_close(law->period, 365.25 / 7, 1e-15);
    assert_close(law->scale, 1, 0);
    assert_close(number_of("5%", PK_PROBABILITY, 0)->period, 0, 0);
}

static void a_factor_stands_where_it_may(void **state)
{
    (void)state;
    const pk_number_t *plain = number_of("x1.2", PK_PROBABILITY, PK_MAY_TIMES);
    assert_int_equal(plain->sign, PK_TIMES);
    assert_int_equal(plain->domain, PK_FACTOR);
    assert_int_equal(plain->asked, PK_PROBABILITY);
    assert_close(plain->value, 1.2, 0);
    const pk_number_t *range = number_of("x1.2 to 1.6", PK_PROBABILITY, PK_MUST_TIMES);
    assert_string_equal(range->law->name, "lognormal");
    const pk_number_t *bare = number_of("5%", PK_PROBABILITY, PK_MAY_TIMES);
    assert_int_equal(bare->sign, PK_BARE);
    assert_int_equal(bare->domain, PK_PROBABILITY);
}

static void a_cost_may_be_a_part_of_revenue(void **state)
{
    (void)state;
    const pk_number_t *plain = number_of("62% of revenue", PK_MONEY, PK_MAY_OF_REVENUE);
    assert_true(plain->of_revenue);
    assert_close(plain->value, 0.62, 0);
    assert_true(number_of("50% to 60% of revenue", PK_MONEY, PK_MAY_OF_REVENUE)->of_revenue);
    assert_false(number_of("62", PK_MONEY, PK_MAY_OF_REVENUE)->of_revenue);
}

static void varies_where_it_may(void **state)
{
    (void)state;
    const pk_number_t *number =
        number_of("varies gamma(mean=varies lognormal(5, 1), sd=80 to 100)", PK_MONEY, PK_MAY_VARY);
    assert_int_equal(number->kind, PK_NUMBER_VARIES);
    assert_int_equal(number->slot, number->arguments[1]->slot + 1); /* where a customer's own value stands */
    assert_int_equal(number->arguments[0]->kind, PK_NUMBER_VARIES);
    assert_int_equal(number->arguments[1]->kind, PK_NUMBER_LAW);
    assert_int_equal(number_of("varies 2% to 9%", PK_PROBABILITY, PK_MAY_VARY)->kind, PK_NUMBER_VARIES);
}

static void source_and_note_are_kept(void **state)
{
    (void)state;
    const pk_number_t *number = number_of("{value: 5%, source: \"Spiegel 2017\", note: rough}", PK_PROBABILITY, 0);
    assert_close(number->value, 0.05, 0);
    assert_string_equal(number->source, "Spiegel 2017");
    assert_string_equal(number->note, "rough");
    const pk_number_t *schedule = number_of("{value: [{from: 1, value: 3}], note: n}", PK_RATE, PK_MAY_SCHEDULE);
    assert_int_equal(schedule->kind, PK_NUMBER_SCHEDULE);
    assert_string_equal(schedule->note, "n");
}

/* Bounds of truncated draws are closed: an open end is the next double. */
static void bounds_are_those_of_the_domain(void **state)
{
    (void)state;
    const pk_number_t *positive = number_of("normal(3, 1)", PK_POSITIVE, 0);
    assert_true(positive->low == nextafter(0, 1) && positive->high == INFINITY);
    const pk_number_t *retention = number_of("normal(0.3, 1)", PK_RETENTION, 0);
    assert_true(retention->low == 0 && retention->high == nextafter(1, 0));
    const pk_number_t *money = number_of("normal(3, 1)", PK_MONEY, 0);
    assert_true(money->low == -INFINITY && money->high == INFINITY);
}

/* An error leaves something that the checks after it can live with. */
static void what_cannot_be_read_becomes_harmless(void **state)
{
    (void)state;
    const pk_number_t *number = pk_number_read(&reading, node_of("k: gamma(1, oops)\n"), "a.k", PK_POSITIVE, 0);
    assert_int_equal(number->kind, PK_NUMBER_FIXED);
    assert_close(number->value, 1, 0);
    assert_int_equal(number->nargument, 0);
    assert_ptr_equal(pk_number_find(&book, "a.k"), number);
}

static void refuses_a_decimal_comma(void **state)
{
    (void)state;
    refuse("0,05", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: 0,05 has a decimal comma\n"
           "  k: 0,05\n"
           "     ^~~~\n"
           "  hint: write a decimal point: 0.05\n");
    refuse("40,000", PK_MONEY, 0,
           "a.yaml:1:4: error: 40,000 has a comma in it\n"
           "  k: 40,000\n"
           "     ^~~~~~\n"
           "  hint: thousands? write 40000; a decimal comma? write 40.000\n");
    refuse("0,5 to 1,5", PK_REAL, 0,
           "a.yaml:1:4: error: 0,5 to 1,5 has a decimal comma\n"
           "  k: 0,5 to 1,5\n"
           "     ^~~~~~~~~~\n"
           "  hint: write a decimal point: 0.5 to 1.5\n");
}

static void refuses_values_outside_of_the_domain(void **state)
{
    (void)state;
    refuse("12", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: k cannot be 12: allowed is 0 to 1 (0% to 100%)\n"
           "  k: 12\n"
           "     ^~\n"
           "  hint: 12%?\n");
    refuse("120%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: k cannot be 120%: allowed is 0 to 1 (0% to 100%)\n"
           "  k: 120%\n"
           "     ^~~~\n"
           "  hint: what may happen more than once a step is a rate: rate: 1.2\n");
    refuse("-5%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: k cannot be -5%: allowed is 0 to 1 (0% to 100%)\n"
           "  k: -5%\n"
           "     ^~~\n");
    refuse("5", PK_DISCOUNT, 0,
           "a.yaml:1:4: error: k cannot be 5: allowed is 0 to below 1 (0% to below 100%) a year\n"
           "  k: 5\n"
           "     ^\n"
           "  hint: 5% a year is written 5%\n");
    refuse("-1", PK_NONNEGATIVE, 0,
           "a.yaml:1:4: error: k cannot be -1: allowed is 0 or more\n"
           "  k: -1\n"
           "     ^~\n");
    refuse("0", PK_POSITIVE, 0,
           "a.yaml:1:4: error: k cannot be 0: allowed is a number above 0\n"
           "  k: 0\n"
           "     ^\n");
    refuse("1", PK_RETENTION, 0,
           "a.yaml:1:4: error: k cannot be 1: allowed is 0 to below 1 (0% to below 100%)\n"
           "  k: 1\n"
           "     ^\n");
    refuse("1e999", PK_REAL, 0,
           "a.yaml:1:4: error: k cannot be 1e999: it is too large\n"
           "  k: 1e999\n"
           "     ^~~~~\n");
    refuse("0 weeks", PK_DURATION, 0,
           "a.yaml:1:4: error: k cannot be 0 weeks: allowed is a duration above 0\n"
           "  k: 0 weeks\n"
           "     ^~~~~~~\n");
    refuse("-3 per year", PK_RATE, 0,
           "a.yaml:1:4: error: k cannot be -3: allowed is 0 or more\n"
           "  k: -3 per year\n"
           "     ^~\n");
    refuse("1e999", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: k cannot be 1e999: it is too large\n"
           "  k: 1e999\n"
           "     ^~~~~\n");
}

static void refuses_periods_that_make_no_sense(void **state)
{
    (void)state;
    refuse("300 per fortnight", PK_AMOUNT, 0,
           "a.yaml:1:12: error: \"fortnight\" is no period\n"
           "  k: 300 per fortnight\n"
           "             ^~~~~~~~~\n"
           "  hint: per day, per week, per month or per year; without it a number is for a step\n");
    refuse("300 per hour", PK_AMOUNT, 0,
           "a.yaml:1:12: error: \"hour\" is no period\n"
           "  k: 300 per hour\n"
           "             ^~~~\n"
           "  hint: per day, per week, per month or per year; without it a number is for a step\n");
    refuse("300 per", PK_AMOUNT, 0,
           "a.yaml:1:4: error: nothing stands after per\n"
           "  k: 300 per\n"
           "     ^~~~~~~\n"
           "  hint: per day, per week, per month or per year; without it a number is for a step\n");
    refuse("5% per year", PK_DISCOUNT, 0,
           "a.yaml:1:7: error: k cannot be per year\n"
           "  k: 5% per year\n"
           "        ^~~~~~~~\n"
           "  hint: it is a year's: write 5%\n");
    refuse("300 per month", PK_MONEY, 0,
           "a.yaml:1:8: error: k cannot be per month\n"
           "  k: 300 per month\n"
           "         ^~~~~~~~~\n"
           "  hint: write it without a period\n");
    refuse("40% per year", PK_SHARE, 0,
           "a.yaml:1:8: error: k cannot be per year\n"
           "  k: 40% per year\n"
           "         ^~~~~~~~\n"
           "  hint: write it without a period\n");
    refuse("x1.2 per year", PK_PROBABILITY, PK_MAY_TIMES,
           "a.yaml:1:9: error: k cannot be per year\n"
           "  k: x1.2 per year\n"
           "          ^~~~~~~~\n"
           "  hint: a factor has no period\n");
    refuse("beta(mean=22% per year, n=3)", PK_PROBABILITY, 0,
           "a.yaml:1:18: error: mean cannot be per year\n"
           "  k: beta(mean=22% per year, n=3)\n"
           "                   ^~~~~~~~\n"
           "  hint: write the period behind the closing bracket\n");
}

static void refuses_units_that_make_no_sense(void **state)
{
    (void)state;
    refuse("10 weeks", PK_MONEY, 0,
           "a.yaml:1:4: error: k cannot be 10 weeks: it is no duration\n"
           "  k: 10 weeks\n"
           "     ^~~~~~~~\n"
           "  hint: write the number without a unit of time\n");
    refuse("5%", PK_DURATION, 0,
           "a.yaml:1:4: error: k cannot be 5%: it is no share of anything\n"
           "  k: 5%\n"
           "     ^~\n"
           "  hint: for example 10 weeks, or the number of steps\n");
}

static void refuses_signs_where_there_is_no_effect(void **state)
{
    (void)state;
    refuse("x1.2", PK_MONEY, 0,
           "a.yaml:1:4: error: k cannot be x1.2: there is nothing here that x would multiply\n"
           "  k: x1.2\n"
           "     ^~~~\n"
           "  hint: write the number itself\n");
    refuse("1.2", PK_FACTOR, PK_MUST_TIMES,
           "a.yaml:1:4: error: k cannot be 1.2: only a factor may stand here\n"
           "  k: 1.2\n"
           "     ^~~\n"
           "  hint: for example x1.2\n");
    refuse("x-1", PK_PROBABILITY, PK_MAY_TIMES,
           "a.yaml:1:5: error: k cannot be -1: allowed is x0 or more\n"
           "  k: x-1\n"
           "      ^~\n");
    refuse("+3%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: k cannot be +3%: only an effect has such a sign\n"
           "  k: +3%\n"
           "     ^~~\n"
           "  hint: write the number alone\n");
    refuse("brings 3%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: k cannot be brings 3%: only an effect has such a sign\n"
           "  k: brings 3%\n"
           "     ^~~~~~~~~\n"
           "  hint: write the number alone\n");
}

static void refuses_varies_where_it_may_not_be(void **state)
{
    (void)state;
    refuse("varies 5", PK_MONEY, PK_MAY_VARY,
           "a.yaml:1:4: error: k cannot be varies 5: what varies needs a law\n"
           "  k: varies 5\n"
           "     ^~~~~~~~\n"
           "  hint: for example varies gamma(mean=290, sd=90)\n");
    refuse("varies gamma(1,2)", PK_MONEY, 0,
           "a.yaml:1:4: error: k cannot vary from customer to customer\n"
           "  k: varies gamma(1,2)\n"
           "     ^~~~~~~~~~~~~~~~~\n"
           "  hint: leave `varies` out: the law then says how well the number is known\n");
    refuse("gamma(mean=varies gamma(1, 2), sd=3)", PK_MONEY, PK_MAY_VARY,
           "a.yaml:1:15: error: mean cannot vary from customer to customer\n"
           "  k: gamma(mean=varies gamma(1, 2), sd=3)\n"
           "                ^~~~~~~~~~~~~~~~~~\n"
           "  hint: leave `varies` out: the law then says how well the number is known\n");
    refuse("varies beta(varies uniform(1, 2), 3)", PK_PROBABILITY, PK_MAY_VARY,
           "a.yaml:1:16: error: a cannot vary from customer to customer\n"
           "  k: varies beta(varies uniform(1, 2), 3)\n"
           "                 ^~~~~~~~~~~~~~~~~~~~\n"
           "  hint: leave `varies` out: the law then says how well the number is known\n");
}

static void refuses_a_part_of_revenue_elsewhere(void **state)
{
    (void)state;
    refuse("62% of revenue", PK_MONEY, 0,
           "a.yaml:1:4: error: k cannot be 62% of revenue\n"
           "  k: 62% of revenue\n"
           "     ^~~~~~~~~~~~~~\n"
           "  hint: only the cost of a transition may be a part of its revenue\n");
    refuse("62% of revenue per year", PK_MONEY, PK_MAY_OF_REVENUE,
           "a.yaml:1:19: error: cannot read \"per year\" after 62% of revenue\n"
           "  k: 62% of revenue per year\n"
           "                    ^~~~~~~~\n"
           "  hint: a part of revenue has no period\n");
    refuse("-5% of revenue", PK_MONEY, PK_MAY_OF_REVENUE,
           "a.yaml:1:4: error: k cannot be -5%: allowed is 0 or more\n"
           "  k: -5% of revenue\n"
           "     ^~~\n");
}

static void refuses_what_is_no_number(void **state)
{
    (void)state;
    refuse("[1, 2]", PK_REAL, 0,
           "a.yaml:1:4: error: k cannot be a schedule: it does not change over time\n"
           "  k: [1, 2]\n"
           "     ^\n"
           "  hint: write one number\n");
    refuse("[{from: 1, value: 3}]", PK_REAL, 0,
           "a.yaml:1:4: error: k cannot be a schedule: it does not change over time\n"
           "  k: [{from: 1, value: 3}]\n"
           "     ^\n"
           "  hint: write one number\n");
    refuse("{file: x.csv, column: c}", PK_REAL, 0,
           "a.yaml:1:5: error: unknown key \"file\" in k\n"
           "  k: {file: x.csv, column: c}\n"
           "      ^~~~\n"
           "  hint: allowed here: value, source, note\n"
           "a.yaml:1:18: error: unknown key \"column\" in k\n"
           "  k: {file: x.csv, column: c}\n"
           "                   ^~~~~~\n"
           "  hint: allowed here: value, source, note\n");
    refuse("{valu: 3}", PK_REAL, 0,
           "a.yaml:1:5: error: unknown key \"valu\" in k\n"
           "  k: {valu: 3}\n"
           "      ^~~~\n"
           "  hint: did you mean value? Allowed here: value, source, note\n");
    refuse("{source: x}", PK_REAL, 0,
           "a.yaml:1:4: error: k has no value\n"
           "  k: {source: x}\n"
           "     ^\n"
           "  hint: for example 0.4\n");
    refuse("{value: {value: 3}}", PK_REAL, 0,
           "a.yaml:1:12: error: a value within a value\n"
           "  k: {value: {value: 3}}\n"
           "             ^\n"
           "  hint: write the number itself\n");
    refuse("{value: }", PK_REAL, 0,
           "a.yaml:1:12: error: k has no value\n"
           "  k: {value: }\n"
           "             ^\n"
           "  hint: for example 0.4\n");
    refuse("", PK_MONEY, 0,
           "a.yaml:1:3: error: k has no value\n"
           "  k: \n"
           "    ^\n"
           "  hint: for example 290\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(durations_become_steps, start, finish),
        cmocka_unit_test_setup_teardown(amounts_per_period_become_amounts_a_step, start, finish),
        cmocka_unit_test_setup_teardown(probabilities_keep_their_period, start, finish),
        cmocka_unit_test_setup_teardown(a_factor_stands_where_it_may, start, finish),
        cmocka_unit_test_setup_teardown(a_cost_may_be_a_part_of_revenue, start, finish),
        cmocka_unit_test_setup_teardown(varies_where_it_may, start, finish),
        cmocka_unit_test_setup_teardown(source_and_note_are_kept, start, finish),
        cmocka_unit_test_setup_teardown(bounds_are_those_of_the_domain, start, finish),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_becomes_harmless, start, finish),
        cmocka_unit_test_setup_teardown(refuses_a_decimal_comma, start, finish),
        cmocka_unit_test_setup_teardown(refuses_values_outside_of_the_domain, start, finish),
        cmocka_unit_test_setup_teardown(refuses_periods_that_make_no_sense, start, finish),
        cmocka_unit_test_setup_teardown(refuses_units_that_make_no_sense, start, finish),
        cmocka_unit_test_setup_teardown(refuses_signs_where_there_is_no_effect, start, finish),
        cmocka_unit_test_setup_teardown(refuses_varies_where_it_may_not_be, start, finish),
        cmocka_unit_test_setup_teardown(refuses_a_part_of_revenue_elsewhere, start, finish),
        cmocka_unit_test_setup_teardown(refuses_what_is_no_number, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
