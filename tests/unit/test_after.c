/* What plans leave behind, against long plans written by hand; when it is told without being asked for, and of which
 * plans it cannot be told; the same bytes for any number of threads and in batches. */
#include "engine_fixture.h"

#include <math.h>

#include "study/compare.h"

static const char MODEL[] =
    "polku: 1\nname: m\nstep: week\npopulation: 20000\ndiscount: 5%\ncurrency: EUR\n"
    "stages:\n"
    "  need: {role: prospect, start: rest}\n"
    "  lead: {role: prospect, start: 1%, dwell: 'gamma(mean=3, sd=2)'}\n"
    "  customer: {role: customer, start: 3%, end_value: 25}\n"
    "  lost: {role: lost}\n"
    "transitions:\n"
    "  need -> lead: {probability: 1% to 3%}\n"
    "  lead -> customer: {share: 40% to 60%, revenue: 100, cost: 30}\n"
    "  lead -> lost: {share: rest}\n"
    "  customer -> customer: {rate: 0.1, revenue: 'varies gamma(mean=40, sd=20)'}\n"
    "  customer -> lost: {probability: 60% per year}\n"
    "  lost -> need: {probability: 5%}\n"
    "channels:\n"
    "  search: {spend: 500, saturation: {half: 900}, effects: {need -> lead: x2}}\n"
    "  content: {spend: 200, carryover: {half_life: 10}, saturation: {half: 400}, effects: {need -> lead: brings "
    "20%}}\n"
    "levers: {price: {value: 1, effects: {lead -> customer: {elasticity: -0.7}}}}\n"
    "capacity: {crew: {per_step: 120, uses: {lead -> customer: 1}}}\n"
    "stocks: {fame: {start: 5, decay: 3%, gains: {lead -> customer: 0.05}, effects: {need -> lead: {elasticity: "
    "0.2}}}}\n";

enum { HORIZON = 26, PLANS_MOST = 4 };

/* The model without anything uncertain or valued at the end. */
static const char *plain_model(char *text, bool certain, bool value)
{
    strcpy(text, MODEL);
    static const char *const CERTAIN[][2] = {{"1% to 3%", "2%      "}, {"40% to 60%", "50%       "}};
    for (int k = 0; k < 2 && certain; k++) {
        char *at = strstr(text, CERTAIN[k][0]);
        memcpy(at, CERTAIN[k][1], strlen(CERTAIN[k][1]));
    }
    if (!value) {
        char *at = strstr(text, "end_value: 25");
        memcpy(at, "end_value:  0", 13);
    }
    return text;
}

typedef struct {
    pk_fixture_t f[PLANS_MOST];
    pk_comparison_t c;
    int count;
} compared_t;

/* Scenarios of these lines over `horizon`, the first the baseline. */
static void compare(compared_t *self, const char *model, const char *const *lines, int count, int horizon,
                    pk_run_options_t options)
{
    pk_scenario_t *all[PLANS_MOST];
    *self = (compared_t){.count = count};
    for (int k = 0; k < count; k++) {
        char text[800];
        snprintf(text, sizeof text, "horizon: %d\n%s", horizon, lines[k]);
        pk_fixture_read(&self->f[k], model, text);
        all[k] = self->f[k].scenario;
    }
    const pk_status_t status = pk_compare(all, count, 0, &options, &self->c, &self->f[0].diag);
    pk_fixture_show(&self->f[0].diag);
    assert_int_equal(status, PK_OK);
}

static void compare_free(compared_t *self)
{
    pk_comparison_free(&self->c);
    for (int k = 0; k < self->count; k++) {
        pk_fixture_free(&self->f[k]);
    }
}

static double difference(const compared_t *self, int scenario, const char *kpi)
{
    const pk_difference_t *d = pk_comparison_find(&self->c, scenario, 0, kpi);
    assert_non_null(d);
    return d->diff_mean;
}

/* ---- against long plans ---- */

#define EXPECTED "runs: 40\nengine: expected\n"
#define COHORT   "runs: 40\n"

static const char *const SHORT[] = {
    EXPECTED "after_horizon: 78\n",
    EXPECTED "spend: {search: 1500, content: 600}\n",
    EXPECTED "levers: {price: 0.8}\nconversions: {need -> lead: x1.1}\n",
};
static const char *const LONG[] = {
    EXPECTED,
    EXPECTED "spend: {search: [{from: 1, until: 26, value: 1500}, {from: 27, value: 500}], "
             "content: [{from: 1, until: 26, value: 600}, {from: 27, value: 200}]}\n",
    EXPECTED "levers: {price: [{from: 1, until: 26, value: 0.8}, {from: 27, value: 1}]}\n"
             "conversions: {need -> lead: [{from: 1, until: 26, value: x1.1}, {otherwise: x1}]}\n",
};

/* after = what the long plans differ by, less what the short ones do, which have end values. */
static void test_it_is_the_difference_of_two_long_runs(void **state)
{
    (void)state;
    for (int certain = 0; certain < 2; certain++) {
        char model[2400], plain[2400];
        compared_t some, whole;
        compare(&some, plain_model(model, certain, true), SHORT, 3, HORIZON, (pk_run_options_t){.look = PK_LOOK_PAST});
        compare(&whole, plain_model(plain, certain, false), LONG, 3, HORIZON + 78,
                (pk_run_options_t){.look = PK_LOOK_NOT});
        assert_int_equal(some.c.aftermath.kind, PK_AFTER_ASKED);
        assert_int_equal(some.c.aftermath.steps, 78);
        assert_int_equal(whole.c.aftermath.kind, PK_AFTER_NOT_ASKED);
        assert_int_equal(pk_result_kpi(&whole.c.results[0], "after"), -1);
        for (int s = 1; s < 3; s++) {
            const double there = difference(&whole, s, "present_value"), here = difference(&some, s, "present_value");
            const double size =
                whole.c.results[0]
                    .kpi[pk_kpi_cell(&whole.c.results[0], 0, 0, pk_result_kpi(&whole.c.results[0], "revenue"))]
                    .mean;
            assert_near(difference(&some, s, "after"), there - here, 1e-9 * size);
            assert_near(difference(&some, s, "profit_and_after"), there, 1e-9 * size);
            assert_true(fabs(there - here) > 1e-5 * size);
        }
        compare_free(&some);
        compare_free(&whole);
    }
}

/* Runs by chance have what their draw's expected outcome leaves; the baseline leaves nothing of itself. */
static void test_runs_by_chance_have_what_their_draw_leaves(void **state)
{
    (void)state;
    static const char *const CHANCE[] = {COHORT "after_horizon: 78\n", COHORT "spend: {search: 1500, content: 600}\n"};
    for (int certain = 0; certain < 2; certain++) {
        char model[2400];
        compared_t chance, mean;
        plain_model(model, certain, true);
        compare(&chance, model, CHANCE, 2, HORIZON, (pk_run_options_t){.look = PK_LOOK_PAST});
        compare(&mean, model, SHORT, 2, HORIZON, (pk_run_options_t){.look = PK_LOOK_PAST});
        for (int s = 0; s < 2; s++) {
            const pk_result_t *r = &chance.c.results[s], *e = &mean.c.results[s];
            double room[3][40];
            const int after = pk_result_kpi(r, "after"), both = pk_result_kpi(r, "profit_and_after");
            const double *value = pk_result_runs(r, pk_kpi_cell(r, 0, 0, after), room[0]);
            const double *sum = pk_result_runs(r, pk_kpi_cell(r, 0, 0, both), room[1]);
            const double *present = pk_result_runs(r, pk_kpi_cell(r, 0, 0, pk_result_kpi(r, "present_value")), room[2]);
            const double *expected = pk_result_runs(e, pk_kpi_cell(e, 0, 0, after), room[2]);
            for (int run = 0; run < 40; run++) {
                assert_true(sum[run] == present[run] + value[run]);
                assert_true(s == 0 ? value[run] == 0 : value[run] == expected[run]);
                assert_true(chance.c.expected[s][pk_kpi_cell(r, 0, 0, after) * 40 + run] == value[run]);
            }
        }
        const pk_difference_t *d = pk_comparison_find(&chance.c, 1, 0, "after");
        assert_true(d->sure.diff_se == 0 && d->sure.better.p == 1);
        compare_free(&chance);
        compare_free(&mean);
    }
}

/* The plan alone is certain: its outcome still goes on under each of the baseline's draws. */
static void test_a_certain_plan_goes_on_under_uncertain_draws(void **state)
{
    (void)state;
    static const char *const UNSURE[] = {COHORT "after_horizon: 30\nspend: {search: 300 to 700}\n",
                                         COHORT "spend: {search: 1500}\n"};
    static const char *const MEANS[] = {EXPECTED "after_horizon: 30\nspend: {search: 300 to 700}\n",
                                        EXPECTED "spend: {search: 1500}\n"};
    char model[2400];
    compared_t chance, mean;
    plain_model(model, true, true);
    compare(&chance, model, UNSURE, 2, HORIZON, (pk_run_options_t){.look = PK_LOOK_PAST});
    compare(&mean, model, MEANS, 2, HORIZON, (pk_run_options_t){.look = PK_LOOK_PAST});
    assert_true(difference(&chance, 1, "after") == difference(&mean, 1, "after"));
    assert_true(pk_comparison_find(&chance.c, 1, 0, "after")->diff_sd > 0);
    compare_free(&chance);
    compare_free(&mean);
}

static void test_threads_and_batches_change_nothing(void **state)
{
    (void)state;
    static const char *const CHANCE[] = {COHORT, COHORT "spend: {search: 1500, content: 600}\n"};
    static const pk_run_options_t ALL[] = {{.look = PK_LOOK_PAST, .threads = 1},
                                           {.look = PK_LOOK_PAST, .threads = 3, .vector = PK_VECTOR_NONE},
                                           {.look = PK_LOOK_PAST, .threads = 2, .batch = 14}};
    double first[40];
    for (int k = 0; k < 3; k++) {
        compared_t compared;
        double room[40];
        compare(&compared, MODEL, CHANCE, 2, HORIZON, ALL[k]);
        const pk_result_t *r = &compared.c.results[1];
        const double *value = pk_result_runs(r, pk_kpi_cell(r, 0, 0, pk_result_kpi(r, "after")), room);
        if (k == 0) {
            memcpy(first, value, sizeof first);
        }
        assert_memory_equal(first, value, sizeof first);
        compare_free(&compared);
    }
}

/* ---- arms of one plan ---- */

static void test_arms_leave_what_changed_files_do(void **state)
{
    (void)state;
    pk_fixture_t base;
    pk_plan_t plan;
    pk_moved_t moved;
    pk_comparison_t arms;
    compared_t files;
    static const char *const FILES[] = {EXPECTED "after_horizon: 40\n", EXPECTED "spend: {search: 1500}\n"};
    const pk_run_options_t look = {.look = PK_LOOK_PAST};
    compare(&files, MODEL, FILES, 2, HORIZON, look);
    pk_fixture_read(&base, MODEL, "horizon: 26\n" EXPECTED "after_horizon: 40\n");
    assert_int_equal(pk_plan_compile(base.scenario, &plan, &base.diag), PK_OK);
    assert_int_equal(pk_moved_read(&plan, "spend.search", "1500", PK_NOWHERE, &moved, &base.diag), PK_OK);
    const pk_arm_t all[] = {{.name = "today"}, {.name = "more", .moved = &moved, .nmoved = 1}};
    assert_int_equal(pk_compare_arms(&plan, all, 2, 0, &look, &arms, &base.diag), PK_OK);
    const double one = pk_comparison_find(&arms, 1, 0, "after")->diff_mean;
    assert_near(one, difference(&files, 1, "after"), 1e-12 * fabs(one));
    pk_comparison_free(&arms);
    /* Today's spend is then what holds after the end of both, and more spend before it what the baseline has had. */
    assert_int_equal(pk_compare_arms(&plan, all, 2, 1, &look, &arms, &base.diag), PK_OK);
    assert_true(pk_comparison_find(&arms, 0, 0, "after")->diff_mean < 0);
    pk_comparison_free(&arms);
    assert_int_equal(pk_compare_arms(&plan, all, 2, 0, &(pk_run_options_t){0}, &arms, &base.diag), PK_OK);
    assert_true(pk_comparison_find(&arms, 1, 0, "after") == NULL);
    pk_comparison_free(&arms);
    pk_plan_free(&plan);
    pk_fixture_free(&base);
    compare_free(&files);
}

/* ---- when, and how far ---- */

/* What is felt of content halves every ten weeks, and nothing else differs: 1% is left after log(100)/log(2) half-lives
 * of it, but for customers who stay. Certain numbers are one outcome, which is little work beside 1,000 runs. */
static void test_little_work_is_done_without_asking(void **state)
{
    (void)state;
    static const char FELT[] = "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
                               "stages: {come: {entry_cost: 1}}\n"
                               "channels: {content: {spend: 0, carryover: {half_life: 10}, saturation: {linear: {unit: "
                               "100}}, effects: {-> come: +1}}}\n"
                               "arrivals: {come: 0}\n";
    static const char *const MANY[] = {"runs: 1000\n", "runs: 1000\nspend: {content: 500}\n"};
    static const char *const FEW[] = {"runs: 100\n", "runs: 100\nspend: {content: 500}\n"};
    const double r = exp2(-0.1), within = 13 - r * (1 - pow(r, 13)) / (1 - r);
    const int until = (int)ceil(log(.01) / log(r));
    compared_t compared;
    compare(&compared, FELT, MANY, 2, 13, (pk_run_options_t){0});
    assert_int_equal(compared.c.aftermath.kind, PK_AFTER_LITTLE);
    assert_int_equal(compared.c.aftermath.steps, until);
    assert_int_equal(compared.c.aftermath.draws, 1);
    assert_true(compared.c.aftermath.last_year == 0);
    assert_near(-difference(&compared, 1, "after"), 5 * (13 - within) * (1 - pow(r, until)), 1e-9);
    compare_free(&compared);
    /* 522 steps to find out how many it takes are more than a fifth of 100 runs of 13 weeks. */
    compare(&compared, FELT, FEW, 2, 13, (pk_run_options_t){0});
    assert_int_equal(compared.c.aftermath.kind, PK_AFTER_TOO_MUCH);
    assert_true(pk_comparison_find(&compared.c, 1, 0, "after") == NULL);
    compare_free(&compared);
    compare(&compared, FELT, FEW, 2, 13, (pk_run_options_t){.look = PK_LOOK_PAST});
    assert_int_equal(compared.c.aftermath.kind, PK_AFTER_ASKED);
    assert_int_equal(compared.c.aftermath.steps, until);
    compare_free(&compared);
}

/* Who is lost is lost for ever: ten years are too few, and their last one brought a tenth. */
static void test_what_does_not_fade_is_cut_after_ten_years(void **state)
{
    (void)state;
    static const char STAY[] =
        "polku: 1\nname: m\nstep: month\npopulation: 1000\n"
        "stages: {need: {start: 100%}, customer: {role: customer, revenue: 1}}\n"
        "transitions: {need -> customer: {probability: 0}}\n"
        "channels: {search: {spend: 0, saturation: {half: 10}, effects: {need -> customer: +5%}}}\n";
    static const char *const LINES[] = {"runs: 2000\n", "runs: 2000\nspend: {search: 10}\n"};
    compared_t compared;
    compare(&compared, STAY, LINES, 2, 12, (pk_run_options_t){0});
    assert_int_equal(compared.c.aftermath.steps, 120);
    assert_near(compared.c.aftermath.last_year, 0.1, 1e-12);
    compare_free(&compared);
}

static void test_who_cannot_go_on_is_told(void **state)
{
    (void)state;
    char other[2400];
    const char *models[] = {MODEL, strcpy(other, MODEL), MODEL, MODEL};
    static const char *const LINES[] = {EXPECTED "horizon: 26\nafter_horizon: 5\n", EXPECTED "horizon: 26\n",
                                        EXPECTED "horizon: 26\npopulation: 30000\n",
                                        EXPECTED "horizon: 26\nspend: {search: 800}\n"};
    memcpy(strstr(other, "discount: 5%"), "discount: 4%", 12);
    compared_t self = {.count = 4};
    pk_scenario_t *all[4];
    for (int k = 0; k < 4; k++) {
        pk_fixture_read(&self.f[k], models[k], LINES[k]);
        all[k] = self.f[k].scenario;
    }
    pk_diag_t *diag = &self.f[0].diag;
    assert_int_equal(pk_compare(all, 4, 0, &(pk_run_options_t){.look = PK_LOOK_PAST}, &self.c, diag), PK_OK);
    int told = 0;
    for (int k = 0; k < diag->count; k++) {
        told +=
            strcmp(diag->messages[k].text, "scenario has no `after`: its model is another than the baseline's") == 0;
        told += strcmp(diag->messages[k].text,
                       "scenario has no `after`: its population is another than the baseline's") == 0;
    }
    assert_int_equal(told, 2);
    assert_true(pk_comparison_find(&self.c, 1, 0, "after") == NULL);
    assert_true(pk_comparison_find(&self.c, 2, 0, "after") == NULL);
    assert_true(pk_comparison_find(&self.c, 3, 0, "after")->diff_mean != 0);
    compare_free(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_is_the_difference_of_two_long_runs),
        cmocka_unit_test(test_runs_by_chance_have_what_their_draw_leaves),
        cmocka_unit_test(test_a_certain_plan_goes_on_under_uncertain_draws),
        cmocka_unit_test(test_threads_and_batches_change_nothing),
        cmocka_unit_test(test_arms_leave_what_changed_files_do),
        cmocka_unit_test(test_little_work_is_done_without_asking),
        cmocka_unit_test(test_what_does_not_fade_is_cut_after_ten_years),
        cmocka_unit_test(test_who_cannot_go_on_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
