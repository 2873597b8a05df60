/* The coordinates of a calibration against the drawing that every run makes: at the uniforms Φ(u) both give the same
 * numbers, whatever the law, its bounds, its arguments' own laws, and rows of `exits:` (whose parameters, uncertain as
 * well, must be drawn before the row is). */
#include "engine_fixture.h"

#include <gsl/gsl_cdf.h>

#include "infer/parameters.h"

static const char MODEL[] =
    "polku: 1\nname: m\nstep: week\npopulation: 1000\ncurrency: EUR\n"
    "stages:\n  a: {start: rest, cost: -1 to 3 to 9, revenue: 'gamma(uniform(1, 3), 2 to 5)'}\n"
    "  b: {start: 1% to 2% to 5%, cost: 2 to 3 to 9, revenue: 'weibull(shape=2, mean=10)'}\n"
    "  c: {cost: 'triangular(1, 2, 5)', revenue: 'pert(1, 2, 9)', exits: {law: 'dirichlet(2, 1 to 3, 90)', to: [a, "
    "b]}}\n"
    "transitions:\n  a -> b: {probability: 'normal(2%, 2%)'}\n  b -> c: {probability: 'beta(2 to 4, 30)'}\n"
    "  b -> a: {probability: 1% to 6%, revenue: 'exponential(5)'}\n";

typedef struct {
    uint64_t address;
    double uniform;
} pair_t;

static int by_address(const void *a, const void *b)
{
    const pair_t *x = a, *y = b;
    return (x->address > y->address) - (x->address < y->address);
}

/* The point of the uniforms at the addresses of all coordinates. */
static void fill_point(const pk_parameters_t *parameters, const double *u, uint64_t *address, double *uniform)
{
    const pk_plan_t *plan = parameters->plan;
    pair_t pairs[parameters->n];
    for (int c = 0; c < parameters->n; c++) {
        const pk_coordinate_t *at = &parameters->coordinates[c];
        pairs[c] = (pair_t){at->slot >= 0 ? plan->numbers[at->slot]->address
                                          : pk_exit_address(plan->stages[at->stage].stage, at->part),
                            gsl_cdf_ugaussian_P(u[c])};
    }
    qsort(pairs, (size_t)parameters->n, sizeof *pairs, by_address);
    for (int c = 0; c < parameters->n; c++) {
        address[c] = pairs[c].address;
        uniform[c] = pairs[c].uniform;
    }
}

/* Scores from -7 to 4: above, a uniform next to 1 has no digits left to compare (which is why the coordinates do not
 * go by it). */
static void both_draw_the_same(void **state)
{
    (void)state;
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_sim_t sim;
    pk_parameters_t parameters;
    pk_fixture_read(&fixture, MODEL, "horizon: 4\nruns: 1\n");
    assert_int_equal(pk_plan_compile(fixture.scenario, &plan, &fixture.diag), PK_OK);
    const pk_numbers_t *book = &fixture.scenario->model->numbers;
    bool free_number[book->count], free_row[plan.nstage];
    for (int i = 0; i < book->count; i++) {
        free_number[i] = book->all[i]->kind == PK_NUMBER_LAW;
    }
    for (int i = 0; i < plan.nstage; i++) {
        free_row[i] = plan.stages[i].stage->exits_count > 0;
    }
    const pk_calibration_t calibration = {.scenario = fixture.scenario, .free = free_number, .free_row = free_row};
    pk_parameters_init(&parameters, &plan, &calibration, 1);
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    assert_true(parameters.n >= 16);
    double u[parameters.n], uniform[parameters.n], here[plan.nslot], there[plan.nslot];
    uint64_t address[parameters.n];
    int compared = 0;
    for (int trial = 0; trial < 400; trial++) {
        pk_stream_t stream = pk_stream_at(5, (uint64_t)trial, PK_PURPOSE_POSTERIOR, 0, 0);
        for (int c = 0; c < parameters.n; c++) {
            const double z = gsl_cdf_ugaussian_Pinv(pk_stream_uniform(&stream));
            u[c] = trial < 200 ? fmin(z, 4) : trial % parameters.n == c ? -7 + 11 * (trial / 400.0) : 0.3 * z;
        }
        fill_point(&parameters, u, address, uniform);
        const pk_point_t point = {.address = address, .uniform = uniform, .count = parameters.n, .pinned = -1};
        if (!pk_parameters_draws(&parameters, 0, u, here)) {
            continue; /* an impossible row: the drawing makes another attempt there */
        }
        (void)pk_assumptions_draw_at(&sim, &point, 0, there);
        for (int k = 0; k < parameters.count; k++) {
            const double x = here[parameters.all[k].slot], y = there[parameters.all[k].slot];
            if (fabs(x - y) > 1e-9 * fabs(y) + 1e-13) {
                fail_msg("%s is %.17g, not %.17g", parameters.all[k].path, x, y);
            }
            compared++;
        }
    }
    assert_true(compared > 300 * parameters.count);
    pk_parameters_free(&parameters);
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&fixture);
}

/* Mean and sd of what is assumed: of beta(2, 8) they are 1 / 5 and sqrt(16 / 1100), of uniform(0, 10) 5 and 10 /
 * sqrt(12); a normal law that is cut, and one with an uncertain argument, have those of the draws. */
static void the_prior_is_the_law(void **state)
{
    (void)state;
    static const char model[] = "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
                                "stages:\n  a: {start: rest, cost: 'normal(1, uniform(1, 2))'}\n"
                                "  b: {cost: 'uniform(0, 10)'}\ntransitions:\n"
                                "  a -> b: {probability: 'beta(2, 8)'}\n  b -> a: {probability: 'normal(2%, 2%)'}\n";
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_parameters_t parameters;
    pk_fixture_read(&fixture, model, "horizon: 4\nruns: 1\n");
    assert_int_equal(pk_plan_compile(fixture.scenario, &plan, &fixture.diag), PK_OK);
    const pk_numbers_t *book = &fixture.scenario->model->numbers;
    bool free_number[book->count], free_row[2] = {false, false};
    for (int i = 0; i < book->count; i++) {
        free_number[i] = book->all[i]->kind == PK_NUMBER_LAW;
    }
    const pk_calibration_t calibration = {.scenario = fixture.scenario, .free = free_number, .free_row = free_row};
    pk_parameters_init(&parameters, &plan, &calibration, 1);
    pk_summary_t prior[parameters.count];
    pk_parameters_prior(&parameters, 2000, prior);
    int seen = 0;
    for (int k = 0; k < parameters.count; k++) {
        const char *path = parameters.all[k].path;
        if (strcmp(path, "transitions.a -> b.probability") == 0) {
            assert_near(prior[k].mean, 0.2, 1e-15);
            assert_near(prior[k].sd, sqrt(16.0 / 1100), 1e-15);
            seen++;
        } else if (strcmp(path, "stages.b.cost") == 0) {
            assert_near(prior[k].mean, 5, 1e-14);
            assert_near(prior[k].sd, 10 / sqrt(12), 1e-14);
            seen++;
        } else if (strcmp(path, "transitions.b -> a.probability") == 0) { /* cut at 0: by Mills' ratio .02575, .01589 */
            assert_near(prior[k].mean, 0.02575, 0.0015);
            assert_near(prior[k].sd, 0.01589, 0.0015);
            seen++;
        } else if (strcmp(path, "stages.a.cost") == 0) { /* sd² is the mean of the argument's square, 7 / 3 */
            assert_near(prior[k].sd, sqrt(7.0 / 3), 0.12);
            seen++;
        }
    }
    assert_int_equal(seen, 4);
    pk_parameters_free(&parameters);
    pk_plan_free(&plan);
    pk_fixture_free(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(both_draw_the_same), cmocka_unit_test(the_prior_is_the_law)};
    gsl_set_error_handler_off();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
