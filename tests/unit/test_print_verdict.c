/* What the screen says to do, how sure that is, and what each plan costs if it is wrong. */
#include "cli/print_dots.h"
#include "cli/print_verdict.h"
#include "study/dots.h"
#include "verdicts.h"

static const char *const expected[VERDICTS] = {
    [VERDICT_DO] =
        "Do it: Kevätkampanja, +20,000 EUR in profit against the baseline, As today (better in 98%). The price "
        "of being wrong is 310 EUR. Over two weeks; what comes after is not counted.\n\n",
    [VERDICT_FIND_OUT] =
        "Find out more first: Kevätkampanja, +20,000 EUR in profit against the baseline, As today (better in 98%), "
        "brings "
        "less than the 25,310 EUR that knowing the assumptions would be worth. The price of being wrong, if it is done "
        "now, is 25,310 EUR. Over two weeks; what comes after is not counted.\n\n",
    [VERDICT_KEEP] = "Keep the baseline, As today: no other plan has a better profit. The price of being wrong is 310 "
                     "EUR. Over two weeks; what comes after is not counted.\n\n",
    [VERDICT_LUCK] =
        "Keep the baseline, As today, for now: that Kevätkampanja is ahead (+20,000 EUR in profit) may be "
        "luck. The price of being wrong is 20,310 EUR. Over two weeks; what comes after is not counted.\n\n",
    [VERDICT_NEAR] = "Do it: Kevätkampanja, +20,000 EUR in profit against the baseline, As today (better in 98%). The "
                     "price of being wrong is 310 EUR. Over two weeks; what comes after is not counted. Within 1% of "
                     "each other in profit: Kevätkampanja and No "
                     "advertising; one of them is the best of all in 95%.\n\n",
};

static void each_verdict_says_what_to_do(void **state)
{
    (void)state;
    for (verdict_case_t which = 0; which < VERDICTS; which++) {
        pk_comparison_t c = verdict_comparison(which);
        capture_t capture;
        capture_begin(&capture, 1000);
        pk_print_verdict(&c, &capture.screen);
        capture_expect(&capture, expected[which]);
        plan_free(&c);
    }
}

static void losses_stand_from_the_smallest_up(void **state)
{
    (void)state;
    pk_comparison_t c = verdict_comparison(VERDICT_DO);
    capture_t capture;
    capture_begin(&capture, 100);
    pk_print_losses(&c, &capture.screen);
    capture_expect(&capture, "\n"
                             "                          Expected loss\n"
                             "The price of being wrong    profit, EUR  Best of all\n"
                             "Kevätkampanja                       310          75%\n"
                             "As today (baseline)              20,310           5%\n"
                             "No advertising                   22,810          20%\n");
    plan_free(&c);
}

/* The chance and the count of marks are one number; a plan that cannot be told apart gets no count. */
static void of_fifty_so_many_are_better_as_the_chance_says(void **state)
{
    (void)state;
    pk_comparison_t c = verdict_comparison(VERDICT_DO);
    pk_sure_t *first = NULL, *second = NULL;
    for (int i = 0; i < c.ndifference; i++) {
        pk_difference_t *d = &c.differences[i];
        if (d->window == 0 && strcmp(d->kpi, "profit") == 0) {
            *(d->scenario == 1 ? &first : &second) = &d->sure;
        }
    }
    assert_non_null(first);
    assert_non_null(second);
    *first = (pk_sure_t){.better = {0.86, 0.01, 0.01}, .draws = 1000};
    *second = (pk_sure_t){.better = {0.5, 0.2, 0.2}, .draws = 1000, .runs_needed = 4000};
    pk_dots_fill(&c, 1);
    capture_t capture;
    capture_begin(&capture, 100);
    pk_print_dots(&c, &capture.screen);
    capture_expect(&capture, "\n"
                             "Of 50 draws of the assumptions, in profit, against the baseline (○ worse, ● better)\n"
                             "Kevätkampanja\n"
                             "  ○○○○○○○●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●● 43 of 50 are better\n"
                             "No advertising\n"
                             "  cannot be told apart in 1,000 runs, about 4,000 would\n");
    plan_free(&c);
}

/* A comparison of nothing has nothing to decide. */
static void without_a_decision_nothing_is_said(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    capture_t capture;
    capture_begin(&capture, 100);
    pk_print_verdict(&c, &capture.screen);
    pk_print_losses(&c, &capture.screen);
    pk_print_dots(&c, &capture.screen);
    capture_expect(&capture, "");
    plan_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_verdict_says_what_to_do),
                                       cmocka_unit_test(losses_stand_from_the_smallest_up),
                                       cmocka_unit_test(of_fifty_so_many_are_better_as_the_chance_says),
                                       cmocka_unit_test(without_a_decision_nothing_is_said)};
    return cmocka_run_group_tests_name("print_verdict", tests, NULL, NULL);
}
