/* The acceptability curve, against its closed form for a normal difference. */
#include <math.h>

#include "drawn_plans.h"
#include "study/acceptability.h"
#include "study/answer.h"
#include "study/decision.h"

static const char *const KPIS[] = {"profit", "customers"};

/* A plan that costs 1,000 +- 600 and has 10 customers more: at a worth of w it is the best with the chance
 * Phi((10 w - 1000) / 600), and has the highest mean from about 100 on. 4,000 draws know a chance within 0.039 (4.9
 * standard errors, one in a million for each of 41 levels); it catches a customer that is counted twice, or on the
 * wrong side. The means of the draws move the level by some of the errors of 9.5 EUR / 10. */
static void a_normal_difference_has_the_closed_form(void **state)
{
    (void)state;
    enum { DRAWS = 4000 };
    pk_comparison_t c = drawn_plans(2, DRAWS, KPIS, 2, true, false);
    for (long run = 0; run < DRAWS; run++) {
        const double level = 20000 + 2000 * drawn_normal(0, run), behind = 1000 + 600 * drawn_normal(1, run);
        drawn_set(&c, 0, 0, run, level, level);
        drawn_set(&c, 1, 0, run, level - behind, level - behind);
        drawn_set(&c, 0, 1, run, 100, 100);
        drawn_set(&c, 1, 1, run, 110, 110);
    }
    drawn_fill(&c);
    pk_acceptability_fill(&c, 1);
    const pk_acceptability_t *curve = &c.acceptability;
    assert_int_equal(curve->count, 41);
    assert_near(curve->worth[0], 0, 0);
    assert_true(curve->worth[40] >= 200);
    for (int level = 0; level < curve->count; level++) {
        const double worth = curve->worth[level], p = gsl_cdf_ugaussian_P((10 * worth - 1000) / 600);
        assert_near(curve->best[2 * level + 1], p, 0.039);
        assert_near(curve->best[2 * level] + curve->best[2 * level + 1], 1, 1e-12);
        if (fabs(worth - 100) > 5) {
            assert_int_equal(curve->highest[level], worth > 100);
        }
    }
    drawn_free(&c);
}

/* At a worth of nothing it is the chance to have the highest profit; with Monte Carlo errors, of which a tenth are used
 * (100 of 1,000: a chance of their mean within 0.05, over all draws), and for any number of threads the same. */
static void at_no_worth_it_is_the_profit(void **state)
{
    (void)state;
    enum { RUNS = 200 };
    pk_comparison_t c = drawn_plans(4, RUNS, KPIS, 2, true, true);
    for (int s = 0; s < 4; s++) {
        for (long run = 0; run < RUNS; run++) {
            const double draw = drawn_normal(0, run), expected = 1000 + (3 + s) * 100 * draw + 20 * s;
            drawn_set(&c, s, 0, run, 1.1 * expected + 50 * drawn_normal(1 + s, run), expected);
            drawn_set(&c, s, 1, run, 50 + s * 3 + drawn_normal(20 + s, run), 50 + s * 3);
        }
    }
    drawn_fill(&c);
    pk_acceptability_fill(&c, 1);
    double first[4 * 41];
    assert_int_equal(c.acceptability.count, 41);
    memcpy(first, c.acceptability.best, sizeof first);
    for (int s = 0; s < 4; s++) {
        assert_near(first[s], pk_comparison_sure(&c, s, "profit")->best.p, 0.05);
    }
    pk_acceptability_fill(&c, 3);
    assert_memory_equal(first, c.acceptability.best, sizeof first);
    drawn_free(&c);
}

/* Without customers at the end, or a difference, there is no curve. */
static void without_a_difference_there_is_none(void **state)
{
    (void)state;
    pk_comparison_t c = drawn_plans(2, 50, KPIS, 1, true, false);
    drawn_fill(&c);
    pk_acceptability_fill(&c, 1);
    assert_int_equal(c.acceptability.count, 0);
    drawn_free(&c);
    c = drawn_plans(2, 50, KPIS, 2, true, false);
    drawn_fill(&c);
    pk_acceptability_fill(&c, 1);
    assert_int_equal(c.acceptability.count, 0);
    drawn_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_normal_difference_has_the_closed_form),
                                       cmocka_unit_test(at_no_worth_it_is_the_profit),
                                       cmocka_unit_test(without_a_difference_there_is_none)};
    return cmocka_run_group_tests_name("acceptability", tests, NULL, NULL);
}
