/* Cohorts that are followed: a geometric stay in closed form, and what is wrong with counts. */
#include "engine_fixture.h"

#include <limits.h>

#include "engine/assumptions.h"
#include "engine/nodes.h"
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

/* ---- customers who differ ---- */

static const char REGULAR[] = "polku: 1\nname: m\nstep: year\npopulation: 1000\n"
                              "stages: {customer: {start: 100%}, lost: {}}\n"
                              "transitions:\n  customer -> lost:\n"
                              "    probability: varies beta(uniform(0, 100), uniform(0, 100))\n";

static double at(world_t *self, const int *slots, double a, double b)
{
    self->draws[slots[0]] = a;
    self->draws[slots[1]] = b;
    pk_nodes_fill(&self->plan, self->draws);
    return pk_cohorts_log_likelihood(&self->cohorts, 0, self->draws);
}

/* Regular customers over seven years. Mode, likelihood and counts: Fader and Hardie (2007), How to project customer
 * retention, table 1 and the shifted beta-geometric law's closed form. */
static void regular_customers(void **state)
{
    (void)state;
    static const double counts[] = {1000, 631, 468, 382, 326, 289, 262, 241};
    static const int steps[] = {0, 1, 2, 3, 4, 5, 6, 7};
    world_t self;
    begin_world(&self, REGULAR, "horizon: 12\nengine: expected\n", counts, steps, 8);
    const pk_numbers_t *book = &self.fixture.scenario->model->numbers;
    const int slots[2] = {pk_number_find(book, "transitions.customer -> lost.probability.a")->slot,
                          pk_number_find(book, "transitions.customer -> lost.probability.b")->slot};
    assert_int_equal(open_cohorts(&self, INT_MAX), PK_OK);
    double best[2] = {1, 1}, most = at(&self, slots, 1, 1);
    for (double step = 0.5; step > 1e-7;) { /* uphill by compass */
        bool better = false;
        for (int k = 0; k < 4 && !better; k++) {
            const double a = best[0] + (k == 0 ? step : k == 1 ? -step : 0);
            const double b = best[1] + (k == 2 ? step : k == 3 ? -step : 0);
            const double here = a > 0 && b > 0 ? at(&self, slots, a, b) : -INFINITY;
            better = here > most;
            if (better) {
                best[0] = a;
                best[1] = b;
                most = here;
            }
        }
        step = better ? step : step / 2;
    }
    assert_close(best[0], 0.704077, 1e-3);
    assert_close(best[1], 1.182043, 1e-3);
    assert_near(most, -1680.2652, 1e-4);
    for (double a = 0.1; a < 30; a *= 3) { /* closed form anywhere */
        for (double b = 0.2; b < 60; b *= 4) {
            double sum = 0, there = 1;
            for (int t = 1; t <= 7; t++) {
                const double next = there * (b + t - 1) / (a + b + t - 1);
                sum += (counts[t - 1] - counts[t]) * log(there - next);
                there = next;
            }
            assert_close(at(&self, slots, a, b), sum + 241 * log(there), 1e-10);
        }
    }
    end_world(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_geometric_stay),
        cmocka_unit_test(what_is_wrong),
        cmocka_unit_test(regular_customers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
