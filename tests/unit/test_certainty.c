/* How sure a comparison is, where luck is left in the means and where it is not. */
#include "engine_fixture.h"
#include "plans.h"

#include <gsl/gsl_cdf.h>

#include "study/certainty.h"

/* ---- draws of outcomes that are known exactly ---- */

/* Three plans by hand; the runs are the expected outcomes. */
static pk_comparison_t exact(void)
{
    pk_comparison_t c = plan_comparison();
    c.expected = PK_ARRAY(&c.arena, double *, PLANS);
    for (int s = 0; s < PLANS; s++) {
        c.expected[s] = c.results[s].kpi_runs;
    }
    return c;
}

static const pk_sure_t *profit_of(const pk_comparison_t *c, int scenario)
{
    for (int i = 0; i < c->ndifference; i++) {
        const pk_difference_t *d = &c->differences[i];
        if (d->scenario == scenario && strcmp(d->kpi, "profit") == 0) {
            return &d->sure;
        }
    }
    return &c->baseline_sure[2];
}

static void draws_are_counted(void **state)
{
    (void)state;
    pk_comparison_t c = exact();
    pk_certainty_fill(&c, 1);
    assert_close(profit_of(&c, 1)->better.p, 0.75, 0);
    assert_close(profit_of(&c, 1)->better.se, sqrt(0.75 * 0.25 / 4), 1e-15);
    assert_close(profit_of(&c, 1)->better.luck, 0, 0);
    assert_close(profit_of(&c, 1)->diff_se, 0, 0);
    assert_int_equal(profit_of(&c, 1)->draws, 4);
    assert_close(profit_of(&c, 1)->runs_needed, 0.75 * 0.25 / 0.01, 1e-9); /* for an error of 0.1 */
    assert_close(profit_of(&c, 2)->better.p, 0.25, 0);
    assert_close(profit_of(&c, 0)->best.p, 0, 0);
    assert_close(profit_of(&c, 1)->best.p, 0.75, 0);
    assert_close(profit_of(&c, 2)->best.p, 0.25, 0);
    plan_free(&c);
}

static void equal_outcomes_share_a_draw(void **state)
{
    (void)state;
    pk_comparison_t c = exact();
    c.results[2].kpi_runs[2 * PLAN_RUNS] = 140000 * (1 + 1e-15); /* as the push's in draw 0, but for round-off */
    c.results[1].kpi_runs[2 * PLAN_RUNS + 1] = NAN;
    pk_certainty_fill(&c, 1);
    assert_close(profit_of(&c, 0)->best.p, 0.25, 1e-12); /* draw 1, where the push is undefined */
    assert_close(profit_of(&c, 1)->best.p, 0.375, 1e-12);
    assert_close(profit_of(&c, 2)->best.p, 0.375, 1e-12);
    assert_close(profit_of(&c, 1)->better.p, 2.0 / 3, 1e-12); /* of the draws in which it is defined */
    for (int s = 1; s < PLANS; s++) {
        assert_close(profit_of(&c, s)->alone, 0.25, 1e-12);
        assert_close(profit_of(&c, s)->shared, 0.25, 0);
        assert_close(profit_of(&c, s)->equal, 0, 0);
    }
    plan_free(&c);
}

/* Of less is better; what never differs has no error. */
static void a_direction_and_what_is_the_same(void **state)
{
    (void)state;
    pk_comparison_t c = exact();
    for (int run = 0; run < PLAN_RUNS; run++) {
        c.results[1].kpi_runs[PLAN_RUNS + run] = 40000; /* spend; the others have 0 */
    }
    pk_certainty_fill(&c, 1);
    assert_close(c.differences[1].sure.better.p, 0, 0);
    assert_close(c.differences[1].sure.better.se, 0, 0);
    assert_close(c.differences[1].sure.best.p, 0, 0);
    assert_string_equal(c.differences[0].kpi, "new_customers");
    assert_close(c.differences[0].sure.better.p, 0.5, 0);
    assert_true(isnan(c.differences[0].sure.better.se));
    assert_close(c.differences[0].sure.best.p, 1.0 / 3, 1e-15);
    assert_close(c.differences[0].sure.equal, 1, 0);
    assert_close(c.differences[0].sure.shared, 1, 0);
    assert_close(c.differences[0].sure.alone, 0, 1e-15);
    assert_close(c.differences[0].sure.runs_needed, 0, 0);
    plan_free(&c);
}

/* A plan that is the baseline in three draws of four and worse in one: half of the equal ones count for it, and it is
 * better in none. */
static void equal_draws_are_told_apart_from_better_ones(void **state)
{
    (void)state;
    pk_comparison_t c = exact();
    memcpy(&c.results[2].kpi_runs[2 * PLAN_RUNS], (double[]){100000, 90000, 100000, 100000}, 4 * sizeof(double));
    pk_certainty_fill(&c, 1);
    assert_close(profit_of(&c, 2)->better.p, 0.375, 0);
    assert_close(profit_of(&c, 2)->equal, 0.75, 0);
    assert_close(pk_sure_ahead(profit_of(&c, 2)), 0, 0);
    assert_close(pk_sure_behind(profit_of(&c, 2)), 0.25, 0);
    assert_close(profit_of(&c, 2)->shared, 0.25, 0); /* draw 3, where the push is worse */
    assert_close(profit_of(&c, 2)->alone, 0, 0);
    plan_free(&c);
}

/* ---- feedback ---- */

static const char CREW[] = "polku: 1\nname: crew\nstep: week\npopulation: 50\n"
                           "stages: {a: {start: 100%%, role: prospect}, b: {role: customer}}\n"
                           "transitions: {a -> b: {probability: %s, revenue: 10}, b -> a: {probability: 30%%}}\n"
                           "levers: {more: {value: 0, effects: {capacity.crew: x2}, cost: {per_step: %.17g}}}\n"
                           "capacity: {crew: {per_step: 5, uses: {a -> b: 1}}}\n";

typedef struct {
    pk_fixture_t f[3];
    pk_comparison_t c;
} crew_t;

/* `count` plans: the baseline, and with the lever on, which costs so much; threads 0: all. */
static void crew_compare(crew_t *self, const char *probability, double cost, int count, int seed, int runs, int threads)
{
    char model[1000], body[100];
    pk_scenario_t *all[3];
    snprintf(model, sizeof model, CREW, probability, cost);
    for (int p = 0; p < count; p++) {
        snprintf(body, sizeof body, "horizon: 10\nruns: %d\nseed: %d\nlevers: {more: %d}\n", runs, seed, p > 0);
        pk_fixture_read(&self->f[p], model, body);
        all[p] = self->f[p].scenario;
    }
    assert_int_equal(pk_compare(all, count, 0, &(pk_run_options_t){.threads = threads}, &self->c, &self->f[0].diag),
                     PK_OK);
}

static void crew_free(crew_t *self, int count)
{
    pk_comparison_free(&self->c);
    for (int p = 0; p < count; p++) {
        pk_fixture_free(&self->f[p]);
    }
}

static const pk_difference_t *difference(const crew_t *self, int scenario, const char *kpi)
{
    for (int i = 0; i < self->c.ndifference; i++) {
        const pk_difference_t *d = &self->c.differences[i];
        if (d->scenario == scenario && strcmp(d->kpi, kpi) == 0 && d->group == 0) {
            return d;
        }
    }
    fail_msg("no KPI %s", kpi);
    return NULL;
}

/* Certain numbers: p is the normal chance of the difference in its errors, which are those of a mean of paired runs; a
 * share of 1,000 drawn errors, each used with both signs, is known within 0.016 (one standard error), so that 0.08 is
 * beyond z = 4.89. */
static void of_certain_numbers_it_is_the_normal_chance(void **state)
{
    (void)state;
    static const double costs[] = {3.40, 3.46, 3.532, 3.60, 3.75};
    for (int k = 0; k < 5; k++) {
        crew_t crew;
        crew_compare(&crew, "10%", costs[k], 2, 3, 1000, 0);
        const pk_difference_t *d = difference(&crew, 1, "profit");
        assert_near(d->sure.diff_se, d->diff_sd / sqrt(1000), 1e-3 * d->sure.diff_se);
        const double p = gsl_cdf_ugaussian_P(d->diff_mean / d->sure.diff_se);
        assert_near(d->sure.better.p, p, 0.08);
        assert_near(d->sure.better.se, sqrt(d->sure.better.p * (1 - d->sure.better.p)), 1e-9);
        assert_true((d->sure.runs_needed > 0) == (d->sure.better.se > 0.1));
        assert_int_equal(d->sure.draws, 1000);
        const pk_difference_t *spend = difference(&crew, 1, "customers");
        assert_near(spend->sure.better.p, 1, 0);
        crew_free(&crew, 2);
    }
}

/* The true difference is 0 at a cost of 3.532 (by a slow program: 35.29 over ten steps, standard error 0.04): p is
 * uniform over seeds. 100 seeds; the Kolmogorov-Smirnov distance times sqrt(n) passes 2.69 with a chance of 1e-6 (z
 * = 4.89). Counting signs alone, all p are 0 or 1, gives 5. Errors of a third of their size are caught, too (3.3). */
static void at_a_difference_of_nothing_it_is_uniform(void **state)
{
    (void)state;
    enum { SEEDS = 100 };
    double p[SEEDS], distance = 0;
    for (int s = 0; s < SEEDS; s++) {
        crew_t crew;
        crew_compare(&crew, "10%", 3.532, 2, 1000 + s, 200, 0);
        p[s] = difference(&crew, 1, "profit")->sure.better.p;
        crew_free(&crew, 2);
    }
    for (int s = 0; s < SEEDS; s++) {
        double below = 0, above = 0;
        for (int k = 0; k < SEEDS; k++) {
            below += p[k] < p[s] ? 1.0 / SEEDS : 0;
            above += p[k] <= p[s] ? 1.0 / SEEDS : 0;
        }
        distance = fmax(distance, fmax(above - p[s], p[s] - below));
    }
    print_message("distance times sqrt(n): %.2f\n", distance * sqrt(SEEDS));
    assert_true(distance * sqrt(SEEDS) < 2.69);
}

/* The same plan twice beside a baseline: it shares the baseline's luck and its own, so that the two have the same
 * chance to be best, and together with the baseline's it is 1. */
static void errors_are_shared_by_all_plans(void **state)
{
    (void)state;
    static const char *const probabilities[] = {"10%", "9.8% to 10.2%"};
    for (int k = 0; k < 2; k++) {
        crew_t crew;
        crew_compare(&crew, probabilities[k], 3.532, 3, 5, 300, 0);
        const pk_sure_t *one = &difference(&crew, 1, "profit")->sure, *other = &difference(&crew, 2, "profit")->sure;
        const pk_sure_t *base = &crew.c.baseline_sure[difference(&crew, 1, "profit")->base_cell];
        assert_near(one->better.p, other->better.p, 0);
        assert_near(one->best.p, one->better.p / 2, 1e-12);
        assert_near(other->best.p, one->best.p, 0);
        assert_near(base->best.p, 1 - one->better.p, 1e-12);
        crew_free(&crew, 3);
    }
}

static void same_bytes_for_any_number_of_threads(void **state)
{
    (void)state;
    crew_t one, three;
    crew_compare(&one, "9% to 11%", 3.5, 2, 5, 300, 1);
    crew_compare(&three, "9% to 11%", 3.5, 2, 5, 300, 3);
    assert_int_equal(one.c.ndifference, three.c.ndifference);
    for (int i = 0; i < one.c.ndifference; i++) {
        assert_memory_equal(&one.c.differences[i].sure, &three.c.differences[i].sure, sizeof(pk_sure_t));
    }
    crew_free(&one, 2);
    crew_free(&three, 2);
}

/* One run says nothing of luck. */
static void a_single_run_cannot_tell(void **state)
{
    (void)state;
    crew_t crew;
    crew_compare(&crew, "10%", 1, 2, 5, 1, 0);
    const pk_difference_t *d = difference(&crew, 1, "profit");
    assert_near(d->sure.better.p, 0.5, 0);
    assert_true(isinf(d->sure.runs_needed));
    crew_free(&crew, 2);
}

/* A coin toss because the assumptions leave it open is no lack of runs: a price that is as likely too low as too high
 * for what the crew costs. */
static void an_honest_half_is_a_percentage(void **state)
{
    (void)state;
    crew_t crew;
    crew_compare(&crew, "2% to 30%", 3.9, 2, 5, 1000, 0);
    const pk_difference_t *d = difference(&crew, 1, "profit");
    print_message("p %.3f +- %.3f, of it luck %.3f\n", d->sure.better.p, d->sure.better.se, d->sure.better.luck);
    assert_true(d->sure.better.p > 0.2 && d->sure.better.p < 0.8);
    assert_true(d->sure.better.se < 0.1);
    assert_true(d->sure.runs_needed == 0);
    crew_free(&crew, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_are_counted),
        cmocka_unit_test(equal_outcomes_share_a_draw),
        cmocka_unit_test(a_direction_and_what_is_the_same),
        cmocka_unit_test(equal_draws_are_told_apart_from_better_ones),
        cmocka_unit_test(of_certain_numbers_it_is_the_normal_chance),
        cmocka_unit_test(at_a_difference_of_nothing_it_is_uniform),
        cmocka_unit_test(errors_are_shared_by_all_plans),
        cmocka_unit_test(same_bytes_for_any_number_of_threads),
        cmocka_unit_test(a_single_run_cannot_tell),
        cmocka_unit_test(an_honest_half_is_a_percentage),
    };
    return cmocka_run_group_tests_name("certainty", tests, NULL, NULL);
}
