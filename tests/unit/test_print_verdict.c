/* What the screen says to do, and what each plan costs if it is wrong. */
#include "cli/print_verdict.h"
#include "verdicts.h"

static const char *const expected[VERDICTS] = {
    [VERDICT_DO] =
        "Do it: Kevätkampanja, +20 000 EUR in profit against the baseline, As today (better in 98%). The price "
        "of being wrong is 312 EUR. Over two weeks; what comes after is not counted.\n\n",
    [VERDICT_FIND_OUT] =
        "Find out more first: Kevätkampanja, +20 000 EUR in profit against the baseline, As today (better in 98%), "
        "brings "
        "less than the 25 300 EUR that knowing the assumptions would be worth. The price of being wrong, if it is done "
        "now, is 25 300 EUR. Over two weeks; what comes after is not counted.\n\n",
    [VERDICT_KEEP] = "Keep the baseline, As today: no other plan has a better profit. The price of being wrong is 312 "
                     "EUR. Over two weeks; what comes after is not counted.\n\n",
    [VERDICT_LUCK] =
        "Keep the baseline, As today, for now: that Kevätkampanja is ahead (+20 000 EUR in profit) may be "
        "luck. The price of being wrong is 20 300 EUR. Over two weeks; what comes after is not counted.\n\n",
    [VERDICT_NEAR] = "Do it: Kevätkampanja, +20 000 EUR in profit against the baseline, As today (better in 98%). The "
                     "price of being wrong is 312 EUR. Over two weeks; what comes after is not counted. Within 1% of "
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
                             "Kevätkampanja                       312          75%\n"
                             "As today (baseline)              20 300           5%\n"
                             "No advertising                   22 800          20%\n");
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
    capture_expect(&capture, "");
    plan_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_verdict_says_what_to_do),
                                       cmocka_unit_test(losses_stand_from_the_smallest_up),
                                       cmocka_unit_test(without_a_decision_nothing_is_said)};
    return cmocka_run_group_tests_name("print_verdict", tests, NULL, NULL);
}
