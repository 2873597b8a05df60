/* The log density of a run's numbers: the densities that GSL has, their derivatives, and draws that follow it. */
#include "engine_fixture.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "engine/assumptions.h"
#include "engine/prior.h"
#include "engine/sim.h"

static const char MODEL[] = "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
                            "stages:\n"
                            "  a: {start: 100%, exits: {law: 'dirichlet(gamma(20, 0.1), 3, 5)', to: [b, c]}}\n"
                            "  b: {}\n  c: {}\n"
                            "transitions:\n"
                            "  b -> c: {probability: 'beta(3, 4)', revenue: 'normal(mean=normal(100, 10), sd=5)'}\n"
                            "  c -> b: {probability: 'normal(mean=0.1, sd=0.1)', cost: 'poisson(4)'}\n"
                            "channels: {search: {spend: 'gamma(2, 50)'}}\n";

typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    double *draws, *gradient;
} prior_t;

static void begin(prior_t *self)
{
    pk_fixture_read(&self->fixture, MODEL, "horizon: 4\n");
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    self->draws = PK_ARRAY(&self->plan.arena, double, self->plan.nslot + 1);
    self->gradient = PK_ARRAY(&self->plan.arena, double, self->plan.nslot + 1);
}

static void end(prior_t *self)
{
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

static double *at(const prior_t *self, const char *path)
{
    const pk_number_t *number = pk_number_find(&self->plan.model->numbers, path);
    assert_non_null(number);
    return &self->draws[number->slot];
}

/* Every number, worked out by GSL's own densities. */
static double by_gsl(const prior_t *self)
{
    const double mean = *at(self, "transitions.b -> c.revenue.mean"), revenue = *at(self, "transitions.b -> c.revenue");
    const double p = *at(self, "transitions.c -> b.probability"), share = *at(self, "transitions.b -> c.probability");
    const double *row = &self->draws[self->plan.stages[0].row_slot];
    const double theta[] = {row[0], row[1], 1 - row[0] - row[1]}, alpha[] = {*at(self, "stages.a.exits.b"), 3, 5};
    const double inside = gsl_cdf_gaussian_P(0.9, 0.1) - gsl_cdf_gaussian_P(-0.1, 0.1);
    return gsl_ran_dirichlet_lnpdf(3, alpha, theta) + log(gsl_ran_gamma_pdf(alpha[0], 20, 0.1)) +
           log(gsl_ran_beta_pdf(share, 3, 4)) + log(gsl_ran_gaussian_pdf(mean - 100, 10)) +
           log(gsl_ran_gaussian_pdf(revenue - mean, 5)) + log(gsl_ran_gaussian_pdf(p - 0.1, 0.1) / inside) +
           log(gsl_ran_poisson_pdf((unsigned)*at(self, "transitions.c -> b.cost"), 4)) +
           log(gsl_ran_gamma_pdf(*at(self, "channels.search.spend"), 2, 50));
}

static void test_density_and_gradient(void **state)
{
    (void)state;
    prior_t self;
    begin(&self);
    pk_sim_t sim;
    pk_sim_init(&sim, &self.plan, &pk_chance_expected);
    for (uint64_t run = 0; run < 200; run++) {
        (void)pk_assumptions_draw(&sim, run, self.draws, NULL);
        assert_near(pk_prior_log_density(&self.plan, self.draws, self.gradient), by_gsl(&self), 1e-9);
        for (int slot = 0; slot < self.plan.nslot; slot++) {
            const bool counts =
                slot < self.plan.nnumber && self.plan.drawn[slot] && self.plan.numbers[slot]->law->log_density == NULL;
            const double here = self.draws[slot], step = 1e-6 * fabs(here);
            if (!self.plan.drawn[slot] || counts) {
                assert_true(self.gradient[slot] == 0);
                continue;
            }
            self.draws[slot] = here + step;
            const double above = pk_prior_log_density(&self.plan, self.draws, NULL);
            self.draws[slot] = here - step;
            const double below = pk_prior_log_density(&self.plan, self.draws, NULL);
            self.draws[slot] = here;
            if (isfinite(above) && isfinite(below)) {
                assert_near(self.gradient[slot] * here, (above - below) / (2 * step) * here, 1e-4);
            }
        }
    }
    pk_sim_free(&sim);
    end(&self);
}

static void test_outside_there_is_none(void **state)
{
    (void)state;
    prior_t self;
    begin(&self);
    pk_assumptions_means(&self.plan, self.draws);
    assert_true(isfinite(pk_prior_log_density(&self.plan, self.draws, NULL)));
    *at(&self, "transitions.c -> b.probability") = -0.01;
    assert_true(pk_prior_log_density(&self.plan, self.draws, NULL) == -INFINITY);
    pk_assumptions_means(&self.plan, self.draws);
    double *count = at(&self, "transitions.c -> b.cost");
    *count = 2.5;
    assert_true(pk_prior_log_density(&self.plan, self.draws, NULL) == -INFINITY);
    *count = 4;
    const double at_four = pk_prior_log_density(&self.plan, self.draws, NULL);
    *count = 39; /* far in the tail */
    assert_near(pk_prior_log_density(&self.plan, self.draws, NULL) - at_four,
                log(gsl_ran_poisson_pdf(39, 4) / gsl_ran_poisson_pdf(4, 4)), 1e-9);
    pk_assumptions_means(&self.plan, self.draws);
    self.draws[self.plan.stages[0].row_slot] = 0.95;
    assert_true(pk_prior_log_density(&self.plan, self.draws, NULL) == -INFINITY);
    end(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_density_and_gradient),
                                       cmocka_unit_test(test_outside_there_is_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
