#include "answers.h"
#include "cli/print_answer.h"

static const char *const expected[ANSWERS] = {
    [ANSWER_PLAIN] =
        "\n"
        "The highest profit: Kevätkampanja, +20,000 EUR against the baseline (90% interval 18,000 to 22,000). "
        "In the draws of the assumptions it is better than the baseline in 75% and the best of all in 75%. Over two "
        "weeks; what comes after is not counted.\n",
    [ANSWER_EQUAL] =
        "\n"
        "The highest profit: Kevätkampanja, +20,000 EUR against the baseline (90% interval 18,000 to 22,000). "
        "In the draws of the assumptions it is better than the baseline in less than 0.3%, equal to it in 87% "
        "and worse in 13%; it is alone the best of all in less than 0.3% and one of several best in 87%. Over two "
        "weeks; what comes after is not counted.\n",
    [ANSWER_BASELINE_AHEAD] =
        "\n"
        "The highest profit: the baseline, As today, and Kevätkampanja (-1,000 EUR against the baseline (90% interval "
        "-3,000 to 1,000)) cannot be told apart in 1,000 runs, about 9,000 would. Over two weeks; what comes after is "
        "not counted.\n",
    [ANSWER_BASELINE_BEST] =
        "\n"
        "The highest profit: the baseline, As today. It is alone the best of all in 13% and one of "
        "several best in 87% of the draws of the assumptions. Over two weeks; what comes after is not counted.\n",
    [ANSWER_EXACT] = "\n"
                     "The highest profit: Kevätkampanja, exactly +20,000 EUR against the baseline. In the draws of the "
                     "assumptions it is better than the baseline in 100% and the best of all in 100%. Over two weeks; "
                     "what comes after is not counted.\n",
    [ANSWER_ONE_RUN] =
        "\n"
        "The highest profit: Kevätkampanja, +20,000 EUR against the baseline. A single run does not tell "
        "how sure that is. Over two weeks; what comes after is not counted.\n",
};

static void each_answer_says_what_is_so(void **state)
{
    (void)state;
    for (answer_case_t which = 0; which < ANSWERS; which++) {
        pk_comparison_t c = answer_comparison(which);
        capture_t capture;
        capture_begin(&capture, 1000);
        pk_print_answer(&c, &capture.screen);
        capture_expect(&capture, expected[which]);
        plan_free(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_answer_says_what_is_so)};
    return cmocka_run_group_tests_name("print_answer", tests, NULL, NULL);
}
