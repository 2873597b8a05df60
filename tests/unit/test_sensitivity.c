/* Sensitivities of plans whose answers are known in closed form: linear ones, a decision between normal differences,
 * rows that are drawn again, a dirichlet row. */
#include "engine_fixture.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "study/sensitivity.h"

/* 100 customers for 10 steps, each worth a revenue less a cost a step: profit = 1000 (R - C). */
static const char LINEAR[] = "polku: 1\nname: m\nstep: week\npopulation: 100\n"
                             "stages:\n"
                             "  customer: {role: customer, start: 100%, revenue: 'normal(10, 2)', "
                             "cost: 'normal(4, 1)'}\n"
                             "  away: {role: lost, end_value: 'normal(5, 1)'}\n"
                             "transitions:\n"
                             "  away -> customer: {probability: 5%}\n";

typedef struct {
    pk_fixture_t fixture[2];
    pk_plan_t plan[2];
    pk_sensitivity_t found;
} sensitive_t;

static void find(sensitive_t *self, const char *model, const char *scenario, const char *against,
                 pk_sensitivity_options_t options)
{
    const char *const scenarios[2] = {scenario, against};
    for (int k = 0; k < 2 && scenarios[k] != NULL; k++) {
        pk_fixture_read(&self->fixture[k], model, scenarios[k]);
        assert_int_equal(pk_plan_compile(self->fixture[k].scenario, &self->plan[k], &self->fixture[k].diag), PK_OK);
    }
    pk_plan_t *other = against != NULL ? &self->plan[1] : NULL;
    pk_diag_t *diag = &self->fixture[0].diag;
    pk_status_t status = pk_sensitivity_check(&self->plan[0], other, &options, diag);
    if (status == PK_OK) {
        status = pk_sensitivity_run(&self->plan[0], other, &options, &self->found, diag);
    }
    pk_fixture_show(diag);
    assert_int_equal(status, PK_OK);
}

static void finish(sensitive_t *self)
{
    pk_sensitivity_free(&self->found);
    for (int k = 0; k < 2; k++) {
        pk_plan_free(&self->plan[k]);
        if (self->fixture[k].scenario != NULL) {
            pk_fixture_free(&self->fixture[k]);
        }
    }
    *self = (sensitive_t){0};
}

static const pk_sensitive_t *row(const sensitive_t *self, const char *number)
{
    for (int k = 0; k < self->found.nrow; k++) {
        if (strcmp(self->found.rows[k].number, number) == 0) {
            return &self->found.rows[k];
        }
    }
    fail_msg("no row %s", number);
    return NULL;
}

static pk_sensitivity_options_t everything(void)
{
    return (pk_sensitivity_options_t){
        .kpi = "profit", .tornado = true, .sobol = true, .value = true, .samples = 4096, .run = {.threads = 2}};
}

/* Tornado, indices and elasticities of 1000 (R - C): the KPI at a quantile is linear in it, R brings 4/5 of the
 * variance, the end value of a stage that is empty nothing; and 1% more population, which profit is proportional to, is
 * 1%. */
static void a_linear_plan_is_known(void **state)
{
    (void)state;
    sensitive_t s = {0};
    find(&s, LINEAR, "horizon: 10\n", NULL, everything());
    const pk_sensitive_t *r = row(&s, "stages.customer.revenue"), *c = row(&s, "stages.customer.cost"),
                         *none = row(&s, "stages.away.end_value");
    const double z = gsl_cdf_ugaussian_Pinv(0.95);
    assert_near(s.found.mean, 6000, 10);
    assert_near(s.found.sd, 1000 * sqrt(5), 20);
    assert_near(r->p05, 10 - 2 * z, 0.02);
    assert_near(r->kpi_at_p05, 1000 * (r->p05 - 4), 10);
    assert_near(r->kpi_at_p95, 1000 * (r->p95 - 4), 10);
    assert_near(c->kpi_at_p95, 1000 * (10 - c->p95), 10);
    assert_near(r->first, 0.8, 0.02);
    assert_near(r->total, 0.8, 0.02);
    assert_near(c->first, 0.2, 0.02);
    assert_near(none->total, 0, 0);
    assert_near(none->kpi_at_p95, none->kpi_at_p05, 0);
    assert_true(isnan(row(&s, "all")->evppi) && isnan(r->evppi) && isnan(r->elasticity));
    assert_ptr_equal(&s.found.rows[0], row(&s, "all"));
    assert_ptr_equal(&s.found.rows[1], r); /* by how far it moves the KPI */
    assert_ptr_equal(&s.found.rows[2], c);
    assert_int_equal(s.found.rows[s.found.nrow - 1].kind, PK_SENSITIVE_PLAIN);
    finish(&s);
}

static double normal_worth(double m, double s)
{
    return s * gsl_ran_ugaussian_pdf(m / s) - fabs(m) * gsl_cdf_ugaussian_P(-fabs(m) / s);
}

static void check(pk_sensitivity_t *found, const pk_sensitive_t *r, double truth)
{
    if (!(fabs(r->evppi - truth) <= 4 * r->evppi_se + 2e-4 * found->sd)) {
        print_error("%s: %.6g, true %.6g: off by %.1f of its errors\n", r->number, r->evppi, truth,
                    fabs(r->evppi - truth) / r->evppi_se);
        fail();
    }
}

/* The plan against one with a certain revenue of 9 and cost of 4: the difference is normal, 1000 (R - C - 5). What each
 * number, both as a group and everything is worth, within 4 errors of the closed form; what does not matter 0. */
static void a_decision_is_known(void **state)
{
    (void)state;
    sensitive_t s = {0};
    const char *both[] = {"stages.customer.revenue", "stages.customer.cost"};
    pk_sensitivity_options_t options = everything();
    const pk_sensitivity_group_t group = {"money", both, 2};
    options.groups = &group;
    options.ngroup = 1;
    find(&s, LINEAR, "horizon: 10\n", "horizon: 10\nassume: {stages.customer.revenue: 9, stages.customer.cost: 4}\n",
         options);
    check(&s.found, row(&s, "all"), normal_worth(1000, 1000 * sqrt(5)));
    check(&s.found, row(&s, "money"), normal_worth(1000, 1000 * sqrt(5)));
    check(&s.found, row(&s, "stages.customer.revenue"), normal_worth(1000, 2000));
    check(&s.found, row(&s, "stages.customer.cost"), normal_worth(1000, 1000));
    check(&s.found, row(&s, "stages.away.end_value"), 0);
    assert_near(row(&s, "money")->total, 1, 0.02);
    assert_near(s.found.mean, 1000, 10);
    assert_int_equal(s.found.verdict, PK_VERDICT_DO); /* 1000 is more than everything is worth */
    assert_near(s.found.gain, s.found.mean, 0);
    assert_true(s.found.gain_se > 0 && s.found.gain_se < 50);
    assert_near(s.found.loss, row(&s, "all")->evppi, 0);
    finish(&s);
}

/* Numbers of two plans are the same by their path: a plan that doubles the revenue is ahead by 1000 R, and the cost,
 * which both pay, is worth nothing. */
static void what_both_have_cancels(void **state)
{
    (void)state;
    sensitive_t s = {0};
    find(&s, LINEAR, "horizon: 10\npopulation: 200\nassume: {stages.customer.cost: 4}\n",
         "horizon: 10\npopulation: 200\nassume: {stages.customer.cost: 10}\n", everything());
    assert_near(s.found.mean, 12000, 1e-6);
    assert_near(s.found.sd, 0, 1e-6);
    assert_near(row(&s, "stages.customer.revenue")->kpi_at_p95, 12000, 1e-6);
    assert_near(row(&s, "all")->evppi, 0, 1e-6);
    finish(&s);
}

/* Two ways out with 40% to 80% each: rows past 1 are drawn again, and the numbers are one block. */
static const char TOGETHER[] = "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
                               "stages:\n"
                               "  here: {role: prospect, start: 100%}\n"
                               "  customer: {role: customer}\n"
                               "  lost: {role: lost}\n"
                               "transitions:\n"
                               "  here -> customer: {probability: 'uniform(0.3, 0.8)', revenue: 1}\n"
                               "  here -> lost: {probability: 'uniform(0.3, 0.8)'}\n";

/* With one step profit = 1000 p, p and q uniform given p + q <= 1. Given p, q is uniform on (.3, min(.8, 1 - p)); p has
 * the density of the length of that, on (.3, .7): (.7 - p) / .08. Its 5% quantile is .7 - sqrt(.16 * .95). Given q, p
 * is uniform on (.3, 1 - q): the KPI with q at x is 1000 (1.3 - x) / 2. p explains everything, q the part
 * Var((1.3 - q)/2) / Var p = 1/4 of it. */
static void a_row_that_is_drawn_again_is_a_block(void **state)
{
    (void)state;
    sensitive_t s = {0};
    find(&s, TOGETHER, "horizon: 1\n", NULL, everything());
    const pk_sensitive_t *p = row(&s, "transitions.here -> customer.probability"),
                         *q = row(&s, "transitions.here -> lost.probability"),
                         *block = row(&s, "transitions.here -> customer.probability,"
                                          "transitions.here -> lost.probability");
    assert_true(p->together && q->together && isnan(p->total) && isnan(q->total));
    assert_near(p->p05, 0.7 - sqrt(0.16 * 0.95), 0.005);
    assert_near(p->p95, 0.7 - sqrt(0.16 * 0.05), 0.005);
    assert_near(p->kpi_at_p05, 1000 * p->p05, 1e-6);
    assert_near(q->kpi_at_p05, 1000 * (1.3 - q->p05) / 2, 4);
    assert_near(q->kpi_at_p95, 1000 * (1.3 - q->p95) / 2, 4);
    assert_near(p->first, 1, 0.001);
    assert_near(q->first, 0.25, 0.03);
    assert_near(block->first, 1, 0.02);
    assert_near(block->total, 1, 0.02);
    finish(&s);
}

/* A dirichlet row: the share of one way out has a beta law, and with it pinned the others keep their proportions. With
 * dirichlet(2, 3, 5) and 1 for each who goes to a, 2 for each to b: the KPI with a at x is x + 2 (1 - x) 3/8. */
static void a_dirichlet_row_is_a_block(void **state)
{
    (void)state;
    static const char model[] =
        "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
        "stages:\n"
        "  here: {role: prospect, start: 100%, exits: {law: 'dirichlet(2, 3, 5)', to: [a, b]}}\n"
        "  a: {role: customer, entry_cost: -1}\n"
        "  b: {role: lost, entry_cost: -2}\n";
    sensitive_t s = {0};
    find(&s, model, "horizon: 1\n", NULL, everything());
    const pk_sensitive_t *a = row(&s, "stages.here.exits.a.drawn"), *b = row(&s, "stages.here.exits.b.drawn");
    assert_true(a->together && b->together && isnan(a->total));
    assert_near(a->p05, gsl_cdf_beta_Pinv(0.05, 2, 8), 0.004);
    assert_near(b->p95, gsl_cdf_beta_Pinv(0.95, 3, 7), 0.006);
    assert_near(a->kpi_at_p95, 1000 * (a->p95 + 2 * (1 - a->p95) * 3 / 8), 8);
    assert_near(b->kpi_at_p05, 1000 * (2 * b->p05 + (1 - b->p05) * 2 / 7), 8);
    finish(&s);
}

/* An uncertain argument of a law moves what is drawn by it. */
static void a_law_and_its_argument_are_a_block(void **state)
{
    (void)state;
    static const char model[] = "polku: 1\nname: m\nstep: week\npopulation: 100\n"
                                "stages:\n"
                                "  customer: {role: customer, start: 100%, "
                                "revenue: {value: 'normal(mean=uniform(5, 15), sd=1)'}}\n"
                                "  away: {role: lost}\n"
                                "transitions:\n  away -> customer: {probability: 5%}\n";
    sensitive_t s = {0};
    find(&s, model, "horizon: 10\n", NULL, everything());
    const pk_sensitive_t *mean = row(&s, "stages.customer.revenue.mean");
    assert_true(mean->together);
    assert_near(mean->kpi_at_p05, 1000 * 5.5, 30);
    assert_near(mean->kpi_at_p95, 1000 * 14.5, 30);
    assert_near(mean->first, 100.0 / 12 / (100.0 / 12 + 1), 0.01);
    finish(&s);
}

/* Where nothing is uncertain there is nothing to find out, and plain numbers have their elasticities: of a profit of
 * 1000 (10 - 4) 10/6 by the revenue and -4/6 by the cost. */
static void certain_plans_have_elasticities(void **state)
{
    (void)state;
    static const char model[] = "polku: 1\nname: m\nstep: week\npopulation: 100\n"
                                "stages:\n"
                                "  customer: {role: customer, start: 100%, revenue: 10, cost: 4}\n"
                                "  away: {role: lost}\n"
                                "transitions:\n  away -> customer: {probability: 5%}\n";
    sensitive_t s = {0};
    find(&s, model, "horizon: 10\n", NULL, everything());
    assert_int_equal(s.found.nuncertain, 0);
    assert_near(s.found.mean, 6000, 1e-6);
    assert_near(row(&s, "stages.customer.revenue")->elasticity, 10.0 / 6, 1e-6);
    assert_near(row(&s, "stages.customer.cost")->elasticity, -4.0 / 6, 1e-6);
    finish(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_linear_plan_is_known),          cmocka_unit_test(a_decision_is_known),
        cmocka_unit_test(what_both_have_cancels),          cmocka_unit_test(a_row_that_is_drawn_again_is_a_block),
        cmocka_unit_test(a_dirichlet_row_is_a_block),      cmocka_unit_test(a_law_and_its_argument_are_a_block),
        cmocka_unit_test(certain_plans_have_elasticities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
