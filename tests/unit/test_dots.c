/* Differences as 50 draws, against the normal law, and beside p_better. */
#include <math.h>

#include "drawn_plans.h"
#include "study/answer.h"
#include "study/decision.h"
#include "study/dots.h"

static const char *const KPIS[] = {"profit"};

static void fill(pk_comparison_t *c, int threads)
{
    drawn_fill(c);
    pk_answer_fill(c);
    pk_verdict_fill(c);
    pk_dots_fill(c, threads);
}

/* Whatever decides which dots are better, it is so many of 50 as p_better says, and no dot stands on the wrong side. */
static void assert_shares(const pk_comparison_t *c)
{
    for (int k = 0; k < c->dots.count; k++) {
        const pk_dots_plan_t *plan = &c->dots.plans[k];
        const pk_difference_t *d = pk_comparison_find(c, plan->scenario, 0, "profit");
        assert_int_equal(plan->better, (int)floor(50 * d->sure.better.p + 0.5));
        for (int i = 0; i < PK_DOTS; i++) {
            const bool above = d->lower_is_better ? i >= plan->better : i >= PK_DOTS - plan->better;
            assert_true(above ? plan->at[i] >= 0 : plan->at[i] <= 0);
            assert_true(i == 0 || plan->at[i] >= plan->at[i - 1]);
        }
    }
}

/* A plan ahead by 300 +- 250: the dots are the normal law's quantiles at 1%, 3%, …, where none is moved to 0. A
 * quantile of 4,000 draws has an error of sqrt(p (1 - p) / n) / density; z = 4.89 for each of 50 (false alarm below
 * 5e-5; the seed is fixed). It catches quantiles at i/50 (2% off at the ends: 8 errors), and a spread of futures in
 * place of expected outcomes. Luck of 5,000 in each run is not in them. */
static void dots_are_the_quantiles_of_expected_outcomes(void **state)
{
    (void)state;
    enum { DRAWS = 4000 };
    pk_comparison_t c = drawn_plans(2, DRAWS, KPIS, 1, true, false);
    for (long run = 0; run < DRAWS; run++) {
        const double level = 20000 + 2000 * drawn_normal(0, run), ahead = 300 + 250 * drawn_normal(1, run);
        drawn_set(&c, 0, 0, run, level + 5000 * drawn_normal(2, run), level);
        drawn_set(&c, 1, 0, run, level + ahead + 5000 * drawn_normal(3, run), level + ahead);
    }
    fill(&c, 1);
    assert_int_equal(c.dots.count, 1);
    assert_int_equal(c.dots.all, 1);
    assert_true(c.dots.assumptions);
    const pk_dots_plan_t *plan = &c.dots.plans[0];
    assert_int_equal(plan->kind, PK_DOTS_COUNTED);
    assert_int_equal(plan->better, 44); /* Phi(1.2) is 0.885: 44.2 */
    for (int i = 0; i < PK_DOTS; i++) {
        const double p = (2 * i + 1) / 100.0, z = gsl_cdf_ugaussian_Pinv(p);
        const double density = exp(-z * z / 2) / sqrt(2 * M_PI) / 250, error = sqrt(p * (1 - p) / DRAWS) / density;
        assert_true(plan->at[i] == 0 || fabs(plan->at[i] - (300 + 250 * z)) < 4.89 * error);
    }
    assert_shares(&c);
    drawn_free(&c);
}

/* Plans ahead in more and fewer draws, where less is better too, and with Monte Carlo errors of expected outcomes; for
 * any number of threads the same. */
static void so_many_are_better_as_p_better_says(void **state)
{
    (void)state;
    enum { RUNS = 150, PLANS = 6 };
    for (int which = 0; which < 4; which++) {
        const bool less = which & 1, feedback = which & 2;
        pk_comparison_t c = drawn_plans(PLANS, RUNS, KPIS, 1, true, feedback);
        for (int s = 0; s < PLANS; s++) {
            c.results[s].kpis[0].lower_is_better = less;
            for (long run = 0; run < RUNS; run++) {
                const double draw = drawn_normal(0, run), expected = 1000 + (3 + s) * 100 * draw + 40 * s;
                drawn_set(&c, s, 0, run, 1.05 * expected + 30 * drawn_normal(1 + s, run), expected);
            }
        }
        fill(&c, 1);
        assert_int_equal(c.dots.count, PLANS - 1);
        assert_shares(&c);
        const pk_dots_t first = c.dots;
        pk_dots_fill(&c, 3);
        for (int k = 0; k < first.count; k++) {
            assert_memory_equal(c.dots.plans[k].at, first.plans[k].at, sizeof first.plans[k].at);
        }
        drawn_free(&c);
    }
}

/* Of certain numbers what the runs leave open is drawn, a normal law around the mean over them: where the plan's mean
 * is 60 off by 0.5 errors or so, dots stand on both sides. Without feedback nothing is open, and there are none. */
static void of_certain_numbers_luck_alone_is_open(void **state)
{
    (void)state;
    enum { RUNS = 400 };
    for (int feedback = 1; feedback >= 0; feedback--) {
        pk_comparison_t c = drawn_plans(2, RUNS, KPIS, 1, false, feedback);
        for (long run = 0; run < RUNS; run++) {
            drawn_set(&c, 0, 0, run, 1000 + 50 * drawn_normal(0, run), 1000);
            drawn_set(&c, 1, 0, run, 1010 + 50 * drawn_normal(1, run), 1010);
        }
        fill(&c, 1);
        assert_int_equal(c.dots.count, feedback ? 1 : 0);
        if (feedback) {
            const pk_difference_t *d = pk_comparison_find(&c, 1, 0, "profit");
            const pk_dots_plan_t *plan = &c.dots.plans[0];
            assert_false(c.dots.assumptions);
            /* Dots 16 and 34 stand 0.44 errors below and above the mean; of 1,000 drawn errors each is known within
             * 0.043, 0.2 is beyond z = 4.89. */
            const double z = gsl_cdf_ugaussian_Pinv(33 / 100.0), se = d->sure.diff_se;
            assert_near(plan->at[16], fmax(d->diff_mean + z * se, 0), 0.2 * se);
            assert_near(plan->at[33], d->diff_mean - z * se, 0.2 * se);
            assert_shares(&c);
        }
        drawn_free(&c);
    }
}

/* Of many plans the twelve best are shown, in their order; a plan that is the baseline itself is told as that. */
static void of_many_plans_the_best_are_shown(void **state)
{
    (void)state;
    enum { RUNS = 50, PLANS = 20 };
    pk_comparison_t c = drawn_plans(PLANS, RUNS, KPIS, 1, true, false);
    for (int s = 0; s < PLANS; s++) {
        const double ahead = s == 5 ? 0 : s % 2 ? 10 * s : -10 * s; /* nine are ahead, one is the same */
        for (long run = 0; run < RUNS; run++) {
            const double level = 1000 + 100 * drawn_normal(0, run);
            const double mine = level + (s == 0 ? 0 : ahead * (1 + drawn_normal(1, run)));
            drawn_set(&c, s, 0, run, mine, mine);
        }
    }
    fill(&c, 1);
    assert_int_equal(c.dots.all, PLANS - 1);
    assert_int_equal(c.dots.count, PK_DOTS_PLANS);
    static const int shown[] = {1, 2, 3, 5, 7, 9, 11, 13, 15, 17, 19};
    int at = 0;
    for (int k = 0; k < c.dots.count; k++) {
        at += at < 11 && c.dots.plans[k].scenario == shown[at];
        assert_true(k == 0 || c.dots.plans[k].scenario > c.dots.plans[k - 1].scenario);
        assert_int_equal(c.dots.plans[k].kind, c.dots.plans[k].scenario == 5 ? PK_DOTS_SAME : PK_DOTS_COUNTED);
    }
    assert_int_equal(at, 11);
    assert_int_equal(c.dots.plans[3].scenario, 4); /* the least behind of those that are, after plan 2 */
    drawn_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(dots_are_the_quantiles_of_expected_outcomes),
                                       cmocka_unit_test(so_many_are_better_as_p_better_says),
                                       cmocka_unit_test(of_certain_numbers_luck_alone_is_open),
                                       cmocka_unit_test(of_many_plans_the_best_are_shown)};
    return cmocka_run_group_tests_name("dots", tests, NULL, NULL);
}
