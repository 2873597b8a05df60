#include "number_text.h"

static pk_number_t *dwell_of(const char *text)
{
    pk_number_t *number = pk_dwell_read(&reading, node_of(pk_arena_format(&arena, "k: %s\n", text)), "stages.a.dwell");
    assert_string_equal(messages(), "");
    return number;
}

static void refuse_dwell(const char *text, const char *expected)
{
    forget_messages();
    pk_dwell_read(&reading, node_of(pk_arena_format(&arena, "k: %s\n", text)), "stages.a.dwell");
    assert_string_equal(messages(), expected);
    forget_messages();
}

static void a_length_is_a_fixed_law(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double steps;
    } rows[] = {{"26", 26}, {"10 weeks", 10}, {"36 h", 1.5 / 7}, {"{value: 14 days, note: n}", 2}, {"fixed(3)", 3}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const pk_number_t *number = dwell_of(rows[i].text);
        assert_int_equal(number->kind, PK_NUMBER_VARIES);
        assert_string_equal(number->law->name, "fixed");
        assert_string_equal(number->arguments[0]->path, "stages.a.dwell.d");
        assert_close(number->arguments[0]->value, rows[i].steps, 1e-15);
    }
}

static void no_length_is_an_instant_stage(void **state)
{
    (void)state;
    static const char *const texts[] = {"0", "0 weeks", "fixed(0)"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const pk_number_t *number = dwell_of(texts[i]);
        assert_int_equal(number->kind, PK_NUMBER_FIXED);
        assert_true(number->value == 0);
    }
}

static void laws_of_stays(void **state)
{
    (void)state;
    const pk_number_t *weibull = dwell_of("weibull(shape=4, mean=12 months)");
    assert_int_equal(weibull->kind, PK_NUMBER_VARIES);
    assert_int_equal(weibull->spelling, 1);
    assert_close(weibull->arguments[0]->value, 4, 0);
    assert_close(weibull->arguments[1]->value, 365.25 / 7, 1e-15);
    assert_close(dwell_of("exponential(mean=2 weeks)")->arguments[0]->value, 2, 0);
    assert_string_equal(dwell_of("normal(5, 4)")->law->name, "normal");
    assert_string_equal(dwell_of("beta(2, 3)")->law->name, "beta");
    assert_string_equal(dwell_of("poisson(3)")->law->name, "poisson");
}

static void arguments_of_stays_may_be_uncertain_or_vary(void **state)
{
    (void)state;
    const pk_number_t *fixed = dwell_of("fixed(4 weeks to 12 weeks)");
    assert_true(pk_number_uncertain(fixed));
    assert_string_equal(fixed->arguments[0]->law->name, "lognormal");
    assert_int_equal(fixed->arguments[0]->kind, PK_NUMBER_LAW);
    const pk_number_t *varies = dwell_of("exponential(mean=varies gamma(2, 3 weeks))");
    assert_int_equal(varies->arguments[0]->kind, PK_NUMBER_VARIES);
    assert_false(pk_number_uncertain(varies));
}

static void refuses_what_is_no_stay(void **state)
{
    (void)state;
    refuse_dwell("-3", "a.yaml:1:4: error: dwell cannot be -3: allowed is a duration of 0 or more\n"
                       "  k: -3\n"
                       "     ^~\n");
    refuse_dwell("4 weeks to 12 weeks", "a.yaml:1:4: error: dwell cannot be 4 weeks to 12 weeks: it does not say "
                                        "whether stays differ or their length is not known\n"
                                        "  k: 4 weeks to 12 weeks\n"
                                        "     ^~~~~~~~~~~~~~~~~~~\n"
                                        "  hint: stays that differ: lognormal(mean=…, sd=…); one length that is not "
                                        "known: fixed(4 weeks to 12 weeks)\n");
    refuse_dwell("varies gamma(1, 2)", "a.yaml:1:4: error: dwell cannot be varies gamma(1, 2): the stays of a law "
                                       "differ from customer to customer anyway\n"
                                       "  k: varies gamma(1, 2)\n"
                                       "     ^~~~~~~~~~~~~~~~~~\n"
                                       "  hint: leave `varies` out\n");
    refuse_dwell("5%", "a.yaml:1:4: error: dwell cannot be 5%: it is no share of anything\n"
                       "  k: 5%\n"
                       "     ^~\n"
                       "  hint: for example 10 weeks, or the number of steps\n");
    refuse_dwell("10 per week", "a.yaml:1:4: error: dwell cannot be 10 per week: it is a duration or a law\n"
                                "  k: 10 per week\n"
                                "     ^~~~~~~~~~~\n"
                                "  hint: for example 10 weeks, or weibull(shape=4, mean=12 months)\n");
    refuse_dwell("[1]", "a.yaml:1:4: error: dwell is one law, not a list\n"
                        "  k: [1]\n"
                        "     ^\n"
                        "  hint: for example 10 weeks, or weibull(shape=4, mean=12 months)\n");
    refuse_dwell("x2", "a.yaml:1:4: error: dwell cannot be x2: it is a duration or a law\n"
                       "  k: x2\n"
                       "     ^~\n"
                       "  hint: for example 10 weeks, or weibull(shape=4, mean=12 months)\n");
    refuse_dwell("uniform(-3, -1)",
                 "a.yaml:1:4: error: nothing of this uniform law is allowed: dwell is a duration of 0 or more\n"
                 "  k: uniform(-3, -1)\n"
                 "     ^~~~~~~~~~~~~~~\n");
    refuse_dwell("weibull(shape=4 weeks, mean=3)", "a.yaml:1:18: error: shape cannot be 4 weeks: it is no duration\n"
                                                   "  k: weibull(shape=4 weeks, mean=3)\n"
                                                   "                   ^~~~~~~\n"
                                                   "  hint: write the number without a unit of time\n");
    refuse_dwell("fixed(-2)", "a.yaml:1:10: error: d cannot be -2: allowed is a duration of 0 or more\n"
                              "  k: fixed(-2)\n"
                              "           ^~\n");
    refuse_dwell("wibull(shape=4, mean=3)", "a.yaml:1:4: error: there is no law \"wibull\"\n"
                                            "  k: wibull(shape=4, mean=3)\n"
                                            "     ^~~~~~\n"
                                            "  hint: did you mean weibull?\n");
    refuse_dwell("{dwell: 3}", "a.yaml:1:5: error: unknown key \"dwell\" in dwell\n"
                               "  k: {dwell: 3}\n"
                               "      ^~~~~\n"
                               "  hint: allowed here: value, source, note\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_length_is_a_fixed_law, start, finish),
        cmocka_unit_test_setup_teardown(no_length_is_an_instant_stage, start, finish),
        cmocka_unit_test_setup_teardown(laws_of_stays, start, finish),
        cmocka_unit_test_setup_teardown(arguments_of_stays_may_be_uncertain_or_vary, start, finish),
        cmocka_unit_test_setup_teardown(refuses_what_is_no_stay, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
