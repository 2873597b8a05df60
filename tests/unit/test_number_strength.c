#include "number_text.h"

static pk_number_t *strength_of(const char *text, pk_domain_t addition)
{
    pk_number_t *number = pk_strength_read(&reading, node_of(pk_arena_format(&arena, "k: %s\n", text)),
                                           "channels.c.effects.a -> b", addition);
    assert_string_equal(messages(), "");
    return number;
}

static void refuse_strength(const char *text, const char *expected)
{
    forget_messages();
    pk_strength_read(&reading, node_of(pk_arena_format(&arena, "k: %s\n", text)), "channels.c.effects.a -> b",
                     PK_ADDITION);
    assert_string_equal(messages(), expected);
    forget_messages();
}

static void reads_every_strength(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        pk_sign_t sign;
        pk_domain_t domain;
        double value;
    } rows[] = {{"x4", PK_TIMES, PK_FACTOR, 4},
                {"x 1.2", PK_TIMES, PK_FACTOR, 1.2},
                {"+3%", PK_PLUS, PK_ADDITION, 0.03},
                {"+ 3 %", PK_PLUS, PK_ADDITION, 0.03},
                {"brings 20%", PK_BRINGS, PK_BROUGHT, 0.2},
                {"{elasticity: -0.15}", PK_ELASTICITY, PK_REAL, -0.15},
                {"{value: x4, source: s}", PK_TIMES, PK_FACTOR, 4},
                {"{elasticity: {value: -1.5, source: s}}", PK_ELASTICITY, PK_REAL, -1.5}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const pk_number_t *number = strength_of(rows[i].text, PK_ADDITION);
        assert_int_equal(number->sign, rows[i].sign);
        assert_int_equal(number->domain, rows[i].domain);
        assert_true(number->value == rows[i].value);
        assert_true(!strstr(rows[i].text, "source") || !strcmp(number->source, "s"));
    }
}

static void strengths_may_be_uncertain(void **state)
{
    (void)state;
    assert_string_equal(strength_of("x1.2 to 1.6", PK_ADDITION)->law->name, "lognormal");
    assert_string_equal(strength_of("x lognormal(0, 1)", PK_ADDITION)->law->name, "lognormal");
    assert_string_equal(strength_of("brings 20% to 40%", PK_ADDITION)->law->name, "logitnormal");
    assert_string_equal(strength_of("+1% to 2%", PK_ADDITION)->law->name, "logitnormal");
    assert_string_equal(strength_of("{elasticity: -2 to -1}", PK_ADDITION)->law->name, "normal");
}

/* +120 on arrivals is persons a step, and may be per period. */
static void persons_are_added_to_arrivals(void **state)
{
    (void)state;
    assert_close(strength_of("+120", PK_RATE)->value, 120, 0);
    assert_close(strength_of("+52.18 per year", PK_RATE)->value, 52.18 * 7 / 365.25, 1e-15);
    assert_string_equal(strength_of("+100 to 120", PK_RATE)->law->name, "lognormal");
}

static void an_elasticity_has_its_key_in_its_path(void **state)
{
    (void)state;
    assert_string_equal(strength_of("{elasticity: -0.15}", PK_ADDITION)->path, "channels.c.effects.a -> b.elasticity");
    assert_string_equal(strength_of("x2", PK_ADDITION)->path, "channels.c.effects.a -> b");
}

static void refuses_effects_without_a_sign(void **state)
{
    (void)state;
    refuse_strength("1.2", "a.yaml:1:4: error: the effect 1.2 has no sign\n"
                           "  k: 1.2\n"
                           "     ^~~\n"
                           "  hint: x1.2 multiplies, +2% adds, brings 20% is the part of today's flow that is its "
                           "doing, {elasticity: -0.5} is a power\n");
    refuse_strength("20% to 30%", "a.yaml:1:4: error: the effect 20% to 30% has no sign\n"
                                  "  k: 20% to 30%\n"
                                  "     ^~~~~~~~~~\n"
                                  "  hint: x1.2 multiplies, +2% adds, brings 20% is the part of today's flow that is "
                                  "its doing, {elasticity: -0.5} is a power\n");
    refuse_strength("more", "a.yaml:1:4: error: \"more\" is not a number\n"
                            "  k: more\n"
                            "     ^~~~\n"
                            "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse_strength("[x2]", "a.yaml:1:4: error: the strength of an effect is one number, not a list\n"
                            "  k: [x2]\n"
                            "     ^\n"
                            "  hint: x1.2 multiplies, +2% adds, brings 20% is the part of today's flow that is its "
                            "doing, {elasticity: -0.5} is a power\n");
}

static void refuses_strengths_out_of_their_domain(void **state)
{
    (void)state;
    refuse_strength("x-2", "a.yaml:1:5: error: a -> b cannot be -2: allowed is x0 or more\n"
                           "  k: x-2\n"
                           "      ^~\n");
    refuse_strength("+120%", "a.yaml:1:5: error: a -> b cannot be 120%: allowed is 0 to below 1 (0% to below 100%)\n"
                             "  k: +120%\n"
                             "      ^~~~\n");
    refuse_strength("+-3%", "a.yaml:1:5: error: a -> b cannot be -3%: allowed is 0 to below 1 (0% to below 100%)\n"
                            "  k: +-3%\n"
                            "      ^~~\n");
    refuse_strength("brings 120%", "a.yaml:1:11: error: brings cannot be 120%: allowed is 0 to 1 (0% to 100%)\n"
                                   "  k: brings 120%\n"
                                   "            ^~~~\n");
    refuse_strength("+0% to 3%",
                    "a.yaml:1:5: error: a -> b cannot be 0% to 3%: an interval of this kind never reaches 0% or 100%\n"
                    "  k: +0% to 3%\n"
                    "      ^~~~~~~~\n"
                    "  hint: move the end a little inside, or write uniform(low, high)\n");
    refuse_strength("{elasticity: x2}", "a.yaml:1:17: error: elasticity cannot be x2\n"
                                        "  k: {elasticity: x2}\n"
                                        "                  ^~\n"
                                        "  hint: write the number alone, like -0.5\n");
    refuse_strength("{elasticity: [1]}", "a.yaml:1:17: error: an elasticity is one number, not a list\n"
                                         "  k: {elasticity: [1]}\n"
                                         "                  ^\n"
                                         "  hint: for example {elasticity: -0.5}\n");
    refuse_strength("{elastic: 3}", "a.yaml:1:5: error: unknown key \"elastic\" in a -> b\n"
                                    "  k: {elastic: 3}\n"
                                    "      ^~~~~~~\n"
                                    "  hint: allowed here: value, elasticity, source, note\n");
    refuse_strength("{elasticity: -1, value: x2}",
                    "a.yaml:1:21: error: unknown key \"value\" in the strength of an effect\n"
                    "  k: {elasticity: -1, value: x2}\n"
                    "                      ^~~~~\n"
                    "  hint: allowed here: elasticity, source, note\n");
    refuse_strength("varies x2", "a.yaml:1:11: error: \"x2\" is not a number, in varies x2\n"
                                 "  k: varies x2\n"
                                 "            ^~\n"
                                 "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse_strength("x varies gamma(1, 2)", "a.yaml:1:4: error: \"x\" is not a number\n"
                                            "  k: x varies gamma(1, 2)\n"
                                            "     ^\n"
                                            "  hint: for example 5%, 2% to 9% or gamma(mean=420, sd=150)\n");
    refuse_strength("x1.2 per year", "a.yaml:1:9: error: a -> b cannot be per year\n"
                                     "  k: x1.2 per year\n"
                                     "          ^~~~~~~~\n"
                                     "  hint: a factor has no period\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_every_strength, start, finish),
        cmocka_unit_test_setup_teardown(strengths_may_be_uncertain, start, finish),
        cmocka_unit_test_setup_teardown(persons_are_added_to_arrivals, start, finish),
        cmocka_unit_test_setup_teardown(an_elasticity_has_its_key_in_its_path, start, finish),
        cmocka_unit_test_setup_teardown(refuses_effects_without_a_sign, start, finish),
        cmocka_unit_test_setup_teardown(refuses_strengths_out_of_their_domain, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
