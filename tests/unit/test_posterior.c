/* The gradient of a calibration's posterior against differences of whole likelihoods, at points near the truth that the
 * data come from (a run of the cohort). It guides a sampler, which is right with any: a slope that is off by a part of
 * itself costs a little, one that is missing or turned round shows here.
 *
 * Allowed, of slopes by normal scores that reach 11: scores .4, which is what variances do to the means of later steps
 * (.2 was seen, .0001 in a linear walk: test_normal_score.c); walks of means 2.5, what numbers do through variances
 * (1.5 was seen). */
#include "engine_fixture.h"

#include "base/stream.h"
#include "infer/fit.h"

enum { WEEKS = 52, POINTS = 6, MOST = 32 };

#define CALIBRATION                                                                                                    \
    "polku: 1\ncalibrate: test\nmodel: model.yaml\nhorizon: 52\nchains: 2\nseed: 3\nobserve:\n"                        \
    "  - {series: data.csv, flow: need -> lead, column: a}\n  - {series: data.csv, flow: lead -> customer, column: "   \
    "b}\n"
#define STAGES                                                                                                         \
    "polku: 1\nname: test\nstep: week\npopulation: 40000\nprobabilities: without_marketing\n"                          \
    "stages: {unaware: {start: rest}, need: {start: 2%}, lead: {start: 0.5%}, customer: {start: 1%}, "                 \
    "loyal: {start: 0.5%}}\n"
#define FLOWS                                                                                                          \
    "transitions: {unaware -> need: {probability: 0.27% to 0.33%}, need -> lead: {probability: 9% to 11%}, "           \
    "lead -> customer: {probability: 25% to 35%}, lead -> unaware: {probability: 10%}, "                               \
    "customer -> loyal: {probability: 3%}, customer -> unaware: {probability: 2%}, "                                   \
    "loyal -> unaware: {probability: 1%}}\n"

typedef struct {
    const char *name, *model, *more;
    int scored; /* coordinates whose slopes are scores: a scatter a flow on the way to what is observed */
} pk_case_t;

static const pk_case_t CASES[] = {
    {"scatter", STAGES FLOWS, "", 7},
    {"scatter as a law of a law", STAGES FLOWS, "extra: 'normal(0, uniform(2%, 10%))'\n", 14},
    {"none", STAGES FLOWS, "extra: none\n", 0},
    {"word of mouth",
     STAGES FLOWS "word_of_mouth: {talk: {from: loyal, saturation: {half: 2%}, effects: "
                  "{unaware -> need: +1.9% to 2.1%}}}\n",
     "", 7},
    {"crew", STAGES FLOWS "capacity: {crew: {per_step: 75, uses: {lead -> customer: 1}}}\n", "", 7},
};

/* Counts of one run at the means, in place of those that stand in the file. */
static void observe(const pk_calibration_t *calibration, pk_diag_t *diag)
{
    pk_plan_t plan;
    pk_sim_t sim;
    assert_int_equal(pk_plan_compile(calibration->scenario, &plan, diag), PK_OK);
    double draws[plan.nslot];
    pk_assumptions_means(&plan, draws);
    pk_sim_init(&sim, &plan, &pk_chance_cohort);
    pk_sim_begin(&sim, 5, draws);
    for (int t = 1; t <= WEEKS; t++) {
        pk_sim_step(&sim, t);
        for (int s = 0; s < calibration->nseries; s++) {
            calibration->series[s].values[t - 1].value = sim.state.flow[calibration->series[s].flow];
        }
    }
    pk_sim_free(&sim);
    pk_plan_free(&plan);
}

static void write_data(pk_fixture_t *f)
{
    char text[2048];
    int at = snprintf(text, sizeof text, "step,a,b\n");
    for (int t = 1; t <= WEEKS; t++) {
        at += snprintf(text + at, sizeof text - (size_t)at, "%d,1,1\n", t);
    }
    pk_fixture_beside(f, "data.csv", text);
}

static double whole_slope(const pk_target_t *target, double *u, int c)
{
    static const double STEP = 1e-4;
    const double at = u[c];
    u[c] = at + STEP;
    const double up = target->log_density(target->context, 0, u, NULL, NULL);
    u[c] = at - STEP;
    const double down = target->log_density(target->context, 0, u, NULL, NULL);
    u[c] = at;
    return (up - down) / (2 * STEP);
}

static void compare(const pk_fit_t *fit, const pk_target_t *target, uint64_t point)
{
    double u[MOST], gradient[MOST], again[MOST], whole[MOST];
    pk_stream_t luck = pk_stream_at(11, point, PK_PURPOSE_POSTERIOR, 0, 0);
    for (int c = 0; c < target->n; c++) {
        u[c] = 0.6 * (2 * pk_stream_uniform(&luck) - 1);
    }
    const double here = target->log_density(target->context, 0, u, gradient, NULL);
    assert_near(target->log_density(target->context, 1, u, again, NULL), here, 0);
    assert_memory_equal(gradient, again, (size_t)target->n * sizeof(double)); /* whatever a chain did before */
    for (int c = 0; c < target->n; c++) {
        whole[c] = whole_slope(target, u, c);
    }
    for (int c = 0; c < target->n; c++) {
        print_message("  %2d%c %9.4f %9.4f\n", c, fit->posterior.scored[c] ? 's' : ' ', gradient[c] + u[c],
                      whole[c] + u[c]);
        assert_near(gradient[c], whole[c], fit->posterior.scored[c] ? 0.4 : 2.5);
    }
}

static void fit_case(const pk_case_t *this)
{
    pk_fixture_t f;
    pk_fit_t fit;
    char path[1024];
    const pk_overrides_t none = PK_NO_OVERRIDES;
    int scored = 0;
    pk_fixture_begin(&f);
    write_data(&f);
    snprintf(path, sizeof path, "%s%s", CALIBRATION, this->more);
    pk_fixture_beside(&f, "model.yaml", this->model);
    pk_fixture_beside(&f, "fit.yaml", path);
    snprintf(path, sizeof path, "%s/fit.yaml", f.folder);
    const pk_calibration_t *calibration = pk_calibration_read(path, &none, &f.arena, &f.diag);
    pk_fixture_show(&f.diag);
    assert_non_null(calibration);
    observe(calibration, &f.diag);
    const pk_fit_options_t options = {.last_step = WEEKS, .threads = 1};
    assert_int_equal(pk_fit_init(&fit, calibration, &options, &f.diag), PK_OK);
    const pk_target_t target = pk_posterior_target(&fit.posterior);
    for (int c = 0; c < target.n; c++) {
        scored += fit.posterior.scored[c];
    }
    print_message("%s: %d numbers, %d scored\n", this->name, target.n, scored);
    for (uint64_t point = 0; point < POINTS; point++) {
        compare(&fit, &target, point);
    }
    assert_int_equal(scored, this->scored);
    pk_fit_free(&fit);
    pk_fixture_free(&f);
}

static void gradient_is_the_slope(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        fit_case(&CASES[k]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gradient_is_the_slope)};
    return cmocka_run_group_tests_name("posterior", tests, NULL, NULL);
}
