/* The rule of decision, what is near the best, and how much of a variance is assumptions. */
#include <math.h>

#include "drawn_plans.h"
#include "study/answer.h"
#include "study/decision.h"

static void one_rule(void **state)
{
    (void)state;
    assert_int_equal(pk_verdict_of(100, 10, 50), PK_VERDICT_DO);
    assert_int_equal(pk_verdict_of(100, 10, 100), PK_VERDICT_DO);
    assert_int_equal(pk_verdict_of(100, 10, 101), PK_VERDICT_FIND_OUT);
    assert_int_equal(pk_verdict_of(100, 60, 101), PK_VERDICT_FIND_OUT);
    assert_int_equal(pk_verdict_of(100, 60, 50), PK_VERDICT_KEEP); /* within two errors */
    assert_int_equal(pk_verdict_of(100, 0, 0), PK_VERDICT_DO);
    assert_int_equal(pk_verdict_of(0, 0, 0), PK_VERDICT_KEEP);
    assert_int_equal(pk_verdict_of(-5, 1, 500), PK_VERDICT_KEEP);
    assert_int_equal(pk_verdict_of(NAN, 1, 5), PK_VERDICT_KEEP);
    assert_int_equal(pk_verdict_of(5, NAN, 0), PK_VERDICT_KEEP);
}

static const char *const PROFIT[] = {"profit"};

/* Five plans that nobody can choose between, ahead of today's: each is the best in about a fifth, and they are named
 * together; which of them is no matter. */
static void near_plans_are_named_together(void **state)
{
    (void)state;
    enum { DRAWS = 500 };
    pk_comparison_t c = drawn_plans(7, DRAWS, PROFIT, 1, true, false);
    for (long run = 0; run < DRAWS; run++) {
        for (int s = 0; s < 7; s++) {
            const double of = s == 0 ? 0 : s == 6 ? 200 : 1000 + 5 * drawn_normal(s, run);
            const double outcome = 10000 + 300 * drawn_normal(20, run) + of;
            drawn_set(&c, s, 0, run, outcome, outcome);
        }
    }
    drawn_fill(&c);
    pk_answer_fill(&c);
    pk_decision_fill(&c, 1);
    const pk_decision_t *d = &c.decision;
    assert_true(d->known);
    assert_int_equal(d->verdict, PK_VERDICT_DO);
    assert_int_equal(d->nnear, 5);
    assert_int_equal(d->near[0], 1);
    assert_int_equal(d->near[4], 5);
    assert_near(d->near_best, 1, 1e-12);
    assert_true(c.answer.sure->best.p < 0.3);
    assert_true(d->loss < 15 && d->loss > 0);
    assert_near(d->gain, 1000, 5);
    assert_int_equal(c.ndecision, 7);
    for (int i = 0; i < 7; i++) { /* a plan's loss is what it brings less than the best, above what knowing is worth */
        const pk_decision_row_t *row = &c.decisions[i];
        const double best = c.decisions[d->plan].mean;
        assert_near(row->expected_loss, row->evpi + best - row->mean, 1e-9);
        assert_near(row->assumptions, 1, 0);
    }
    drawn_free(&c);
}

/* A plan that wins within the horizon and loses after it; another is the best with what comes after. The verdict stays
 * that of the horizon, and the other one stands beside. */
static void what_comes_after_may_say_otherwise(void **state)
{
    (void)state;
    enum { DRAWS = 200 };
    static const char *const names[] = {"profit", "profit_and_after"};
    const double gains[][2] = {{0, 0}, {100, -50}, {20, 40}};
    for (int nkpi = 1; nkpi <= 2; nkpi++) {
        pk_comparison_t c = drawn_plans(3, DRAWS, names, nkpi, true, false);
        for (long run = 0; run < DRAWS; run++) {
            for (int s = 0; s < 3; s++) {
                for (int kpi = 0; kpi < nkpi; kpi++) {
                    const double outcome = 1000 + drawn_normal(9, run) + gains[s][kpi];
                    drawn_set(&c, s, kpi, run, outcome, outcome);
                }
            }
        }
        drawn_fill(&c);
        pk_answer_fill(&c);
        pk_decision_fill(&c, 1);
        const pk_decision_t *d = &c.decision;
        assert_int_equal(d->verdict, PK_VERDICT_DO);
        assert_int_equal(d->plan, 1);
        assert_int_equal(d->past.known, nkpi == 2);
        if (nkpi == 2) {
            assert_int_equal(d->past.plan, 2);
            assert_int_equal(d->past.verdict, PK_VERDICT_DO);
            assert_near(d->past.gain, 40, 1e-9);
            assert_near(d->past.p_better, 1, 1e-9);
        }
        drawn_free(&c);
    }
}

/* Outcome = 2 draw + luck: 4/5 and 1/5 of the variance. 4,000 runs know a variance within 2.2%, so that the share is
 * within 0.022 by 4.9 standard errors; seven of these off is where the two are taken for each other. */
static void variance_has_two_parts(void **state)
{
    (void)state;
    enum { RUNS = 4000 };
    for (int feedback = 0; feedback < 2; feedback++) { /* with it, the expected engine tells but half of the draw */
        pk_comparison_t c = drawn_plans(2, RUNS, PROFIT, 1, true, feedback);
        for (long run = 0; run < RUNS; run++) {
            const double draw = 2 * drawn_normal(0, run);
            for (int s = 0; s < 2; s++) {
                drawn_set(&c, s, 0, run, draw + drawn_normal(1 + s, run), feedback ? draw / 2 : draw);
            }
        }
        drawn_fill(&c);
        pk_answer_fill(&c);
        pk_decision_fill(&c, 1);
        for (int i = 0; i < 2; i++) {
            assert_near(c.decisions[i].assumptions, 0.8, 0.022);
            assert_near(c.decisions[i].assumptions + c.decisions[i].chance, 1, 1e-12);
        }
        drawn_free(&c);
    }
}

/* Where assumptions do nothing, a fit on nine columns of 100 runs still explains a twelfth of the noise: it is taken
 * out again. Over 50 tries the mean share is below 0.03 (the positive part of a noise of 0.014 around 0), and 0.09 with
 * the noise left in. */
static void a_fit_of_noise_is_not_taken_for_assumptions(void **state)
{
    (void)state;
    enum { RUNS = 100, KPIS = 9, TRIES = 50 };
    static const char *const names[KPIS] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    double share = 0;
    for (int t = 0; t < TRIES; t++) {
        pk_comparison_t c = drawn_plans(2, RUNS, names, KPIS, true, true);
        for (long run = 0; run < RUNS; run++) {
            for (int k = 0; k < KPIS; k++) {
                const double expected = 1e-3 * drawn_normal(1000 * t + k, run);
                for (int s = 0; s < 2; s++) {
                    drawn_set(&c, s, k, run, expected + drawn_normal(1000 * t + 100 + 10 * k + s, run), expected);
                }
            }
        }
        drawn_fill(&c);
        pk_answer_fill(&c);
        pk_decision_fill(&c, 1);
        share += c.decisions[0].assumptions / TRIES;
        drawn_free(&c);
    }
    print_message("share of the assumptions where they do nothing: %.3f\n", share);
    assert_true(share < 0.045);
}

/* Certain numbers: all is chance; where nothing varies, neither. */
static void certain_numbers_leave_chance(void **state)
{
    (void)state;
    pk_comparison_t c = drawn_plans(2, 100, PROFIT, 1, false, true);
    for (long run = 0; run < 100; run++) {
        drawn_set(&c, 0, 0, run, 5, 5);
        drawn_set(&c, 1, 0, run, 5 + drawn_normal(0, run), 5);
    }
    drawn_fill(&c);
    pk_answer_fill(&c);
    pk_decision_fill(&c, 1);
    assert_true(isnan(c.decisions[0].assumptions) && isnan(c.decisions[0].chance));
    assert_true(c.decisions[1].assumptions == 0 && c.decisions[1].chance == 1);
    drawn_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_rule),
                                       cmocka_unit_test(near_plans_are_named_together),
                                       cmocka_unit_test(what_comes_after_may_say_otherwise),
                                       cmocka_unit_test(variance_has_two_parts),
                                       cmocka_unit_test(a_fit_of_noise_is_not_taken_for_assumptions),
                                       cmocka_unit_test(certain_numbers_leave_chance)};
    return cmocka_run_group_tests_name("decision", tests, NULL, NULL);
}
