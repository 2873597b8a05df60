/* Expected loss and value of information, against closed forms and a slow program that tries every plan in every draw
 * with every error. */
#include <math.h>

#include "drawn_plans.h"
#include "study/loss.h"

static const char *const PROFIT[] = {"profit"};

/* What knowing the difference of two plans is worth, that is normal: s phi(m/s) - |m| Phi(-|m|/s). */
static double normal_value(double m, double s)
{
    return s * exp(-m * m / (2 * s * s)) / sqrt(2 * M_PI) - fabs(m) * gsl_cdf_ugaussian_P(-fabs(m) / s);
}

/* A normal difference of n draws. The value of information is the mean of max(0, -d) or max(0, d) over them: 4 standard
 * errors are passed by chance in 1 of 16,000, for 5 values 1 of 3,000; the seed is fixed. It catches a loss that counts
 * the wrong side, or a mean over fewer draws. */
static void two_normal_plans_have_the_closed_form(void **state)
{
    (void)state;
    enum { DRAWS = 4000 };
    static const double means[] = {0, 0.3, 1, -0.5, -2};
    const double s = 1000;
    for (int k = 0; k < 5; k++) {
        pk_comparison_t c = drawn_plans(2, DRAWS, PROFIT, 1, true, false);
        double squares = 0;
        const double m = means[k] * s, value = normal_value(m, s);
        for (long run = 0; run < DRAWS; run++) {
            const double level = 5000 * drawn_normal(0, run), ahead = m + s * drawn_normal(1 + k, run);
            const double loss = m > 0 ? fmax(-ahead, 0) : fmax(ahead, 0);
            squares += (loss - value) * (loss - value);
            drawn_set(&c, 0, 0, run, level, level);
            drawn_set(&c, 1, 0, run, level + ahead, level + ahead);
        }
        drawn_fill(&c);
        const double se = sqrt(squares) / DRAWS;
        const pk_sure_t *plan = &c.differences[0].sure, *base = &c.baseline_sure[0];
        print_message("value of information %.1f, closed form %.1f, standard error %.1f\n", plan->evpi, value, se);
        assert_near(plan->evpi, value, 4 * se);
        assert_true(plan->evpi == base->evpi);
        assert_near(fmin(plan->loss, base->loss), plan->evpi, 1e-9);
        assert_near(base->loss - plan->loss, plan->gain, 1e-9);
        assert_near(plan->gain_se, s / sqrt(DRAWS), 0.1 * s / sqrt(DRAWS));
        drawn_free(&c);
    }
}

/* A plan that is ahead in every draw leaves nothing to learn: 0 to the last bit. */
static void what_is_always_best_leaves_nothing_to_learn(void **state)
{
    (void)state;
    pk_comparison_t c = drawn_plans(3, 500, PROFIT, 1, true, false);
    for (long run = 0; run < 500; run++) {
        const double level = 1e6 * drawn_normal(0, run);
        for (int s = 0; s < 3; s++) {
            const double outcome = level + (s == 1 ? 0.1 + fabs(drawn_normal(1, run)) : -s);
            drawn_set(&c, s, 0, run, outcome, outcome);
        }
    }
    drawn_fill(&c);
    assert_true(c.differences[0].sure.evpi == 0);
    assert_true(c.differences[0].sure.loss == 0);
    assert_near(c.baseline_sure[0].loss, c.differences[0].sure.gain, 1e-9);
    drawn_free(&c);
}

/* Certain numbers, outcomes known by their runs alone. The value of information is 0, exactly, however near the plans
 * are; the loss is what the errors leave, the closed form with the error of the mean (500 normal numbers with both
 * signs know it within 0.02 errors of the mean). A maximum of the noisy means would give a value of information of s
 * phi(0) where they are equal.
 */
static void certain_numbers_leave_nothing_to_learn(void **state)
{
    (void)state;
    enum { RUNS = 400 };
    for (int k = 0; k < 3; k++) {
        pk_comparison_t c = drawn_plans(2, RUNS, PROFIT, 1, false, true);
        for (long run = 0; run < RUNS; run++) {
            const double luck = 100 * drawn_normal(0, run);
            drawn_set(&c, 0, 0, run, luck, 0);
            drawn_set(&c, 1, 0, run, luck + 2 * k + 40 * drawn_normal(1, run), 1);
        }
        drawn_fill(&c);
        const pk_sure_t *plan = &c.differences[0].sure, *base = &c.baseline_sure[0];
        assert_true(plan->evpi == 0 && base->evpi == 0);
        assert_near(plan->diff_se, 40 / sqrt(RUNS), 0.35); /* 4.9 standard errors of an sd of 400 */
        assert_near(plan->gain, c.differences[0].diff_mean, 1e-9);
        const double loss = normal_value(plan->gain, plan->diff_se);
        assert_near(fmin(plan->loss, base->loss), loss, 0.1 * plan->diff_se);
        assert_near(base->loss - plan->loss, plan->gain, 1e-9);
        drawn_free(&c);
    }
}

/* ---- a slow program ---- */

typedef struct {
    double evpi, loss[5];
} slow_t;

static slow_t slow(pk_comparison_t *c, double sign)
{
    const int nplan = c->nresult;
    const long nrun = c->results[0].nrun;
    double *normals = pk_error_normals(c->results[0].seed, nrun, 1), *errors = pk_heap(PK_ERRORS_HALF, sizeof(double));
    double *v = pk_heap((size_t)nplan * (size_t)nrun * (PK_ERRORS + 1), sizeof(double));
#define AT(plan, run, error) v[((plan)*nrun + (run)) * (PK_ERRORS + 1) + (error)]
    for (int s = 1; s < nplan; s++) {
        const pk_foreseen_t plan = {&c->results[s], c->expected[s]}, base = {&c->results[0], c->expected[0]};
        pk_advantage_t advantage = pk_advantage_of(plan, base);
        pk_lead_t lead = pk_lead_of(&advantage, plan, 0, base, 0, normals);
        for (long run = 0; run < nrun; run++) {
            pk_lead_errors(&lead, run, errors);
            for (int i = 0; i < PK_ERRORS_HALF; i++) {
                AT(s, run, i) = sign * (lead.ahead[run] + errors[i]);
                AT(s, run, i + PK_ERRORS_HALF) = sign * (lead.ahead[run] - errors[i]);
            }
            AT(s, run, PK_ERRORS) = sign * lead.ahead[run];
        }
        pk_lead_free(&lead);
        pk_advantage_free(&advantage);
    }
    double value[PK_ERRORS + 1] = {0}, highest = 0, mean[5] = {0};
    for (int i = 0; i <= PK_ERRORS; i++) {
        double most = -INFINITY, top = 0;
        for (int s = 0; s < nplan; s++) {
            double sum = 0;
            for (long run = 0; run < nrun; run++) {
                sum += AT(s, run, i) / (double)nrun;
            }
            most = fmax(most, sum);
            mean[s] = sum;
        }
        for (long run = 0; run < nrun; run++) {
            double best = -INFINITY;
            for (int s = 0; s < nplan; s++) {
                best = fmax(best, AT(s, run, i));
            }
            top += best / (double)nrun;
        }
        value[i] = top - most;
        highest += i < PK_ERRORS ? most / PK_ERRORS : 0;
    }
    slow_t out = {.evpi = 2 * value[PK_ERRORS]};
    for (int i = 0; i < PK_ERRORS; i++) {
        out.evpi -= value[i] / PK_ERRORS;
    }
    out.evpi = fmax(out.evpi, 0);
    for (int s = 0; s < nplan; s++) {
        out.loss[s] = out.evpi + highest - mean[s];
    }
#undef AT
    free(v);
    free(errors);
    free(normals);
    return out;
}

/* Five plans whose expected outcomes the expected engine tells wrongly, where more is better and where less is: every
 * plan in every draw with every error gives the same. */
static void a_slow_program_gives_the_same(void **state)
{
    (void)state;
    enum { RUNS = 150 };
    for (int lower = 0; lower < 2; lower++) {
        pk_comparison_t c = drawn_plans(5, RUNS, PROFIT, 1, true, true);
        for (int s = 0; s < 5; s++) {
            c.results[s].kpis[0].lower_is_better = lower;
            for (long run = 0; run < RUNS; run++) {
                const double draw = drawn_normal(0, run), expected = (3 + s) * draw + 0.2 * s + (s == 4 ? 30 : 0);
                drawn_set(&c, s, 0, run, 1.2 * expected + drawn_normal(1 + s, run), expected);
            }
        }
        drawn_fill(&c);
        const slow_t twin = slow(&c, lower ? -1 : 1);
        assert_true(twin.evpi > 0.1 || !lower); /* where more is better the last is always the best */
        for (int s = 0; s < 5; s++) {
            const pk_sure_t *sure = s == 0 ? &c.baseline_sure[0] : &c.differences[s - 1].sure;
            assert_near(sure->evpi, twin.evpi, 1e-9);
            assert_near(sure->loss, twin.loss[s], 1e-9);
        }
        drawn_free(&c);
    }
}

/* Undefined in all draws: it takes no part. In some: there is no decision by this KPI. */
static void what_is_not_defined_is_left_out(void **state)
{
    (void)state;
    pk_comparison_t c = drawn_plans(3, 50, PROFIT, 1, true, false);
    for (long run = 0; run < 50; run++) {
        const double outcome = drawn_normal(1, run);
        drawn_set(&c, 0, 0, run, NAN, NAN);
        drawn_set(&c, 1, 0, run, 0, 0);
        drawn_set(&c, 2, 0, run, outcome, outcome);
    }
    drawn_fill(&c);
    assert_true(isnan(c.baseline_sure[0].loss));
    assert_true(c.baseline_sure[0].evpi > 0.1);
    assert_true(c.differences[0].sure.loss >= c.baseline_sure[0].evpi);
    drawn_set(&c, 2, 0, 7, NAN, NAN);
    drawn_fill(&c);
    assert_true(isnan(c.baseline_sure[0].evpi));
    assert_true(isnan(c.differences[1].sure.loss));
    drawn_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(two_normal_plans_have_the_closed_form),
                                       cmocka_unit_test(what_is_always_best_leaves_nothing_to_learn),
                                       cmocka_unit_test(certain_numbers_leave_nothing_to_learn),
                                       cmocka_unit_test(a_slow_program_gives_the_same),
                                       cmocka_unit_test(what_is_not_defined_is_left_out)};
    return cmocka_run_group_tests_name("loss", tests, NULL, NULL);
}
