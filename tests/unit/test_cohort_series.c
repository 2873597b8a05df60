/* Cohorts that are followed: a geometric stay in closed form, and what is wrong with counts. */
#include "engine_fixture.h"

#include <limits.h>

#include "engine/assumptions.h"
#include "engine/sim.h"
#include "infer/cohort_series.h"

typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    double *draws;
    pk_observed_value_t values[16];
    pk_observed_series_t series[2];
    pk_cohorts_t cohorts;
} world_t;

static void begin_world(world_t *self, const char *model, const char *body, const double *counts, const int *steps,
                        int count)
{
    *self = (world_t){0};
    pk_fixture_read(&self->fixture, model, body);
    const pk_status_t status = pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag);
    pk_fixture_show(&self->fixture.diag);
    assert_int_equal(status, PK_OK);
    self->draws = PK_ARRAY(&self->plan.arena, double, self->plan.nslot);
    pk_assumptions_means(&self->plan, self->draws);
    for (int k = 0; k < count; k++) {
        self->values[k] = (pk_observed_value_t){.first = steps[k], .last = steps[k], .value = counts[k]};
    }
    self->series[0] = (pk_observed_series_t){.kind = PK_OBSERVED_FLOW, .noise = PK_NOISE_JOURNEY};
    self->series[1] = (pk_observed_series_t){.kind = PK_OBSERVED_STAGE,
                                             .name = "customer",
                                             .flow = 0,
                                             .group = -1,
                                             .values = self->values,
                                             .count = count,
                                             .noise = PK_NOISE_MULTINOMIAL};
}

static pk_status_t open_cohorts(world_t *self, int last_step)
{
    const pk_cohorts_options_t options = {
        .plan = &self->plan, .series = self->series, .nseries = 2, .last_step = last_step, .chains = 1};
    return pk_cohorts_init(&self->cohorts, &options, &self->fixture.diag);
}

static void end_world(world_t *self)
{
    pk_cohorts_free(&self->cohorts);
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

static const char MODEL[] = "polku: 1\nname: m\nstep: year\npopulation: 1000\n"
                            "stages: {customer: {start: 100%}, lost: {}}\n"
                            "transitions: {customer -> lost: {probability: 10% to 30%}}\n";

static void a_geometric_stay(void **state)
{
    (void)state;
    static const double counts[] = {1000, 631, 468, 326};
    static const int steps[] = {0, 1, 2, 4};
    world_t self;
    begin_world(&self, MODEL, "horizon: 12\n", counts, steps, 4);
    const int slot =
        pk_number_find(&self.fixture.scenario->model->numbers, "transitions.customer -> lost.probability")->slot;
    assert_int_equal(open_cohorts(&self, INT_MAX), PK_OK);
    for (double p = 0.05; p < 1; p += 0.1) {
        const double q = 1 - p;
        self.draws[slot] = p;
        assert_close(pk_cohorts_log_likelihood(&self.cohorts, 0, self.draws),
                     369 * log(p) + 163 * log(q * p) + 142 * log(q * q - pow(q, 4)) + 326 * 4 * log(q), 1e-12);
    }
    self.draws[slot] = 1;
    assert_true(pk_cohorts_log_likelihood(&self.cohorts, 0, self.draws) == -INFINITY);
    pk_cohorts_free(&self.cohorts);
    assert_int_equal(open_cohorts(&self, 3), PK_OK); /* the count of step 4 is not seen */
    self.draws[slot] = 0.3;
    assert_close(pk_cohorts_log_likelihood(&self.cohorts, 0, self.draws),
                 369 * log(0.3) + 163 * log(0.21) + 468 * log(0.49), 1e-12);
    end_world(&self);
}

static void what_is_wrong(void **state)
{
    (void)state;
    static const double counts[] = {1000, 631, 640, 600};
    static const int steps[] = {0, 1, 2, 3};
    world_t self;
    begin_world(&self, MODEL, "horizon: 12\n", counts, steps, 4);
    assert_int_equal(open_cohorts(&self, INT_MAX), PK_BAD_INPUT);
    assert_string_equal(self.fixture.diag.messages[0].text, "640 are still there, more than the 631 before");
    self.series[1].count = 1;
    pk_cohorts_free(&self.cohorts);
    assert_int_equal(open_cohorts(&self, INT_MAX), PK_BAD_INPUT);
    assert_string_equal(self.fixture.diag.messages[1].text, "a cohort that is followed has two counts or more");
    end_world(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_geometric_stay),
        cmocka_unit_test(what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
