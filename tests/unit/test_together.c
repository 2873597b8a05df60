/* Numbers that are drawn together: the correlation of their normal scores and ranks, their laws, who keeps a draw, what
 * a pinned number takes along, and the density.
 *
 * Correlations of N draws have a standard error of (1 - r^2)/sqrt(N) (scores; of ranks at most 1.1 times that): z
 * = 4.89 is one false alarm in a million. Laws by Kolmogorov and Smirnov at 2.69/sqrt(N), one in a million as well. A
 * copula that forgets its square root, or mixes uniforms for scores, is off by ten times these. */
#include "engine_fixture.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>

#include "engine/assumptions.h"
#include "engine/prior.h"
#include "engine/sim.h"

#ifdef __SANITIZE_ADDRESS__
enum { DRAWS = 2000 };
#else
enum { DRAWS = 20000 };
#endif

#define TWO   "transitions.a -> b.probability"
#define STAY  "transitions.b -> c.probability"
#define PRICE "transitions.a -> b.revenue"

static const char MODEL[] = "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
                            "stages: {a: {start: 100%}, b: {}, c: {}}\n"
                            "transitions:\n"
                            "  a -> b: {probability: 'normal(2%, 2%)', revenue: 100 to 150 to 400}\n"
                            "  b -> c: {probability: 'beta(0.7, 3.8)'}\n";
static const char LINES[] = "together:\n"
                            "  - {numbers: [" STAY ", " TWO "], correlation: 0.6}\n"
                            "  - {numbers: [" PRICE ", " STAY "], correlation: -0.5}\n";

typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_sim_t sim;
    double *draws;
} drawing_t;

static void begin(drawing_t *self, const char *lines, const char *scenario)
{
    char text[2000];
    snprintf(text, sizeof text, "%s%s", MODEL, lines);
    pk_fixture_read(&self->fixture, text, scenario);
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    pk_sim_init(&self->sim, &self->plan, &pk_chance_expected);
    self->draws = PK_ARRAY(&self->plan.arena, double, self->plan.nslot + 1);
}

static void end(drawing_t *self)
{
    pk_sim_free(&self->sim);
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

static const pk_number_t *number(const drawing_t *self, const char *path)
{
    const pk_number_t *found = pk_number_find(&self->plan.model->numbers, path);
    assert_non_null(found);
    return found;
}

static double score(const drawing_t *self, const char *path)
{
    const pk_number_t *of = number(self, path);
    double a[PK_LAW_ARGUMENTS];
    assert_true(pk_law_arguments(of, self->draws, a));
    return pk_law_score(of->law, a, self->draws[of->slot], of->low, of->high, 0.5);
}

static double *scores(drawing_t *self, const char *path)
{
    double *z = PK_ARRAY(&self->plan.arena, double, DRAWS);
    for (long run = 0; run < DRAWS; run++) {
        assert_int_equal(pk_assumptions_draw(&self->sim, (uint64_t)run, self->draws, NULL).outcome, PK_DRAW_FINE);
        z[run] = score(self, path);
    }
    return z;
}

static void expect_correlation(const double *x, const double *y, double r)
{
    double room[2 * DRAWS];
    assert_near(gsl_stats_correlation(x, 1, y, 1, DRAWS), r, 4.89 * (1 - r * r) / sqrt(DRAWS));
    assert_near(gsl_stats_spearman(x, 1, y, 1, DRAWS, room), 6 / M_PI * asin(r / 2), 4.89 * 1.1 / sqrt(DRAWS));
}

static void expect_law(double *z)
{
    double off = 0;
    gsl_sort(z, 1, DRAWS);
    for (int k = 0; k < DRAWS; k++) {
        off = fmax(off, fabs(gsl_cdf_ugaussian_P(z[k]) - (k + 0.5) / DRAWS));
    }
    assert_true(off < 2.69 / sqrt(DRAWS));
}

static void scores_correlate_and_laws_stay(void **state)
{
    (void)state;
    drawing_t self;
    begin(&self, LINES, "horizon: 4\n");
    double *two = scores(&self, TWO), *stay = scores(&self, STAY), *price = scores(&self, PRICE);
    expect_correlation(two, stay, 0.6);
    expect_correlation(stay, price, -0.5);
    expect_correlation(two, price, 0);
    expect_law(two);
    expect_law(stay);
    expect_law(price);
    end(&self);
}

/* The first of a block keeps its draw; a plan that makes it plain leaves the others theirs. */
static void who_keeps_a_draw(void **state)
{
    (void)state;
    drawing_t self, apart, plan;
    begin(&self, LINES, "horizon: 4\n");
    begin(&apart, "", "horizon: 4\n");
    begin(&plan, LINES, "horizon: 4\nassume: {" TWO ": 3%}\n");
    for (uint64_t run = 0; run < 100; run++) {
        (void)pk_assumptions_draw(&self.sim, run, self.draws, NULL);
        (void)pk_assumptions_draw(&apart.sim, run, apart.draws, NULL);
        (void)pk_assumptions_draw(&plan.sim, run, plan.draws, NULL);
        assert_true(self.draws[number(&self, TWO)->slot] == apart.draws[number(&apart, TWO)->slot]);
        assert_true(self.draws[number(&self, STAY)->slot] != apart.draws[number(&apart, STAY)->slot]);
        assert_true(plan.draws[number(&plan, TWO)->slot] == 0.03);
        assert_true(plan.draws[number(&plan, STAY)->slot] == self.draws[number(&self, STAY)->slot]);
        assert_true(plan.draws[number(&plan, PRICE)->slot] == self.draws[number(&self, PRICE)->slot]);
    }
    end(&self);
    end(&apart);
    end(&plan);
}

/* A plan's own line holds instead of the model's. */
static void an_assumed_line_holds(void **state)
{
    (void)state;
    drawing_t self;
    begin(&self, LINES, "horizon: 4\nassume:\n  together: [{numbers: [" TWO ", " STAY "], correlation: -0.3}]\n");
    double *two = scores(&self, TWO), *stay = scores(&self, STAY), *price = scores(&self, PRICE);
    expect_correlation(two, stay, -0.3);
    expect_correlation(stay, price, -0.5);
    end(&self);
}

/* The others given one of them: normal scores of mean r z and variance 1 - r^2. */
static void a_pinned_number_takes_the_others_along(void **state)
{
    (void)state;
    drawing_t self;
    begin(&self, LINES, "horizon: 4\n");
    const int slot = number(&self, STAY)->slot;
    double a[PK_LAW_ARGUMENTS];
    (void)pk_assumptions_draw(&self.sim, 0, self.draws, NULL);
    assert_true(pk_law_arguments(number(&self, STAY), self.draws, a));
    const pk_point_t point = {.pinned = slot, .value = number(&self, STAY)->law->quantile(a, 0.95)};
    const double z = gsl_cdf_ugaussian_Pinv(0.95), r[] = {0.6, -0.5};
    double sum[2] = {0}, squares[2] = {0};
    for (long run = 0; run < DRAWS; run++) {
        (void)pk_assumptions_draw_at(&self.sim, &point, (uint64_t)run, self.draws);
        assert_true(self.draws[slot] == point.value);
        for (int k = 0; k < 2; k++) {
            const double off = score(&self, k == 0 ? TWO : PRICE) - r[k] * z;
            sum[k] += off;
            squares[k] += off * off;
        }
    }
    for (int k = 0; k < 2; k++) {
        const double variance = 1 - r[k] * r[k];
        assert_near(sum[k] / DRAWS, 0, 4.89 * sqrt(variance / DRAWS));
        assert_near(squares[k] / DRAWS, variance, 4.89 * variance * sqrt(2.0 / DRAWS));
    }
    end(&self);
}

/* The density of two: that of the two apart times GSL's bivariate normal one over two of one. */
static void the_density_is_the_copulas(void **state)
{
    (void)state;
    drawing_t self, apart;
    begin(&self, "together: [{numbers: [" TWO ", " PRICE "], correlation: 0.7}]\n", "horizon: 4\n");
    begin(&apart, "", "horizon: 4\n");
    for (uint64_t run = 0; run < 50; run++) {
        (void)pk_assumptions_draw(&self.sim, run, self.draws, NULL);
        const double x = score(&self, TWO), y = score(&self, PRICE);
        const double copula = log(gsl_ran_bivariate_gaussian_pdf(x, y, 1, 1, 0.7)) - log(gsl_ran_ugaussian_pdf(x)) -
                              log(gsl_ran_ugaussian_pdf(y));
        assert_near(pk_prior_log_density(&self.plan, self.draws, NULL),
                    pk_prior_log_density(&apart.plan, self.draws, NULL) + copula, 1e-8);
    }
    end(&self);
    end(&apart);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_correlate_and_laws_stay), cmocka_unit_test(who_keeps_a_draw),
        cmocka_unit_test(an_assumed_line_holds),          cmocka_unit_test(a_pinned_number_takes_the_others_along),
        cmocka_unit_test(the_density_is_the_copulas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
