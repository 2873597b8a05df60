/* A description as a person sees it, from a model written in the test. */
#include "cli/print_describe.h"
#include "engine_fixture.h"
#include "plans.h"
#include "study/describe.h"

/* What is printed of a model, `width` columns wide. Free the text. */
static char *print(const char *model, int width)
{
    pk_fixture_t f;
    pk_description_t d;
    capture_t capture;
    pk_fixture_read(&f, model, "horizon: 24\npopulation: 1000\nruns: 1\n");
    assert_int_equal(pk_describe(f.scenario, 1, &d, &f.diag), PK_OK);
    capture_begin(&capture, width);
    pk_print_description(&d, &capture.screen);
    fclose(capture.screen.stream);
    pk_description_free(&d);
    pk_fixture_free(&f);
    return capture.text;
}

static void expect(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("no \"%s\" in\n%s", part, text);
    }
}

/* The numbers are those of test_describe's oracles by other models; by hand: π_b = 4/25 π_a, π_c = 1.6/5.8 π_a. */
static const char whole[] = "test · Window cleaning\n"
                            "3 stages, 4 transitions, 1,000 customers, 24 weeks ahead\n"
                            "As it stands today\n"
                            "\n"
                            "                     stay    in the   back  value\n"
                            "     Stage        (weeks)  long run  after  (EUR)\n"
                            "  1  Ei tarvetta       25     69.6%   1.44   17.1\n"
                            "  2  consider           4     11.1%   8.97   36.4\n"
                            "  3  customer        17.2     19.2%   5.21   7.21\n"
                            "\n"
                            "                                       in 24\n"
                            "  Transition            today          weeks\n"
                            "  unaware -> consider      4%  a week    768\n"
                            "  consider -> customer    10%  a week    268\n"
                            "  consider -> unaware     15%  a week    402\n"
                            "  customer -> unaware    5.8%  a week    122\n"
                            "\n"
                            "The long run, were today to last, in weeks.\n"
                            "  From the row's stage until first in the column's\n"
                            "                  Ei tarvetta  consider  customer\n"
                            "  1  Ei tarvetta            ·        25      72.5\n"
                            "  2  consider            10.9         ·      47.5\n"
                            "  3  customer            17.2      42.2         ·\n"
                            "\n"
                            "If one transition were a tenth more likely, for 24 weeks\n";

static void one_screen(void **state)
{
    (void)state;
    char *text = print("polku: 1\nname: Window cleaning\nstep: week\ncurrency: EUR\n"
                       "stages:\n  unaware:  {label: Ei tarvetta, role: prospect, start: rest}\n"
                       "  consider: {role: prospect, start: 2%}\n  customer: {role: customer, start: 1%}\n"
                       "transitions:\n  unaware -> consider: {probability: 4%}\n"
                       "  consider -> customer: {probability: 10%, revenue: 80, cost: 15}\n"
                       "  consider -> unaware: {probability: 15%}\n  customer -> unaware: {probability: 5.8%}\n",
                       100);
    const size_t length = sizeof whole - 1;
    if (strncmp(text, whole, length) != 0) {
        assert_string_equal(text, whole);
    }
    expect(text, "Assumptions: 0 with a source, 0 our own (a note says so), 8 without either\n");
    assert_null(strstr(text, "nan"));
    free(text);
}

/* Nine stages in a ring: the matrix by number, in two digits. */
static void more_than_eight_stages_are_shown_compactly(void **state)
{
    (void)state;
    char *text = print("polku: 1\nname: r\nstep: week\n"
                       "stages: {a: {start: 100%}, b: {}, c: {}, d: {}, e: {}, f: {}, g: {}, h: {}, i: {}}\n"
                       "transitions:\n  a -> b: {probability: 1}\n  b -> c: {probability: 1}\n"
                       "  c -> d: {probability: 1}\n  d -> e: {probability: 1}\n  e -> f: {probability: 1}\n"
                       "  f -> g: {probability: 1}\n  g -> h: {probability: 1}\n  h -> i: {probability: 1}\n"
                       "  i -> a: {probability: 0.1%}\n",
                       100);
    expect(text, "\n          1     2     3     4     5     6     7     8    9\n");
    expect(text, "\n  9    1.0k  1.0k  1.0k  1.0k  1.0k  1.0k  1.0k  1.0k    ·\n");
    free(text);
}

static void a_chain_without_an_answer_is_told_in_words(void **state)
{
    (void)state;
    char *text = print("polku: 1\nname: c\nstep: week\nstages: {a: {start: 100%}, b: {}}\n"
                       "transitions: {a -> b: {probability: 1}, b -> a: {probability: 1}}\n",
                       100);
    expect(text, "Mind: the chain is periodic with period 2: shares go round and never settle");
    free(text);
    text = print("polku: 1\nname: i\nstep: week\nstages: {a: {start: 50%}, b: {}, c: {start: 50%}, d: {}}\n"
                 "transitions:\n  a -> b: {probability: 0.5}\n  b -> a: {probability: 0.5}\n"
                 "  c -> d: {probability: 0.5}\n  d -> c: {probability: 0.5}\n",
                 100);
    expect(text, "Once there, nobody leaves again: a, b; c, d.");
    expect(text, "No long-run shares: there are 2 groups of stages that are never left again");
    expect(text, "Who ends in a, b is there in the long run: a 50%, b 50%");
    assert_null(strstr(text, "nan"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_screen),
        cmocka_unit_test(more_than_eight_stages_are_shown_compactly),
        cmocka_unit_test(a_chain_without_an_answer_is_told_in_words),
    };
    return cmocka_run_group_tests_name("print_describe", tests, NULL, NULL);
}
