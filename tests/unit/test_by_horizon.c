/* The verdict against the horizon: from one run, what separate comparisons over these horizons say, where their spend
 * is the same step by step; with what comes after, too. */
#include "engine_fixture.h"

#include <math.h>

#include "study/by_horizon.h"
#include "study/compare.h"

/* Without anything that feeds back, or with all of it. */
static const char MODEL[] =
    "polku: 1\nname: m\nstep: week\npopulation: 20000\ndiscount: 5%%\ncurrency: EUR\n"
    "stages:\n"
    "  need: {role: prospect, start: rest}\n"
    "  lead: {role: prospect, start: 1%%, dwell: 'gamma(mean=3, sd=2)'}\n"
    "  customer: {role: customer, start: 3%%, end_value: %s}\n"
    "  lost: {role: lost}\n"
    "transitions:\n"
    "  need -> lead: {probability: 1%% to 3%%}\n"
    "  lead -> customer: {share: 40%% to 60%%, revenue: 100, cost: 30}\n"
    "  lead -> lost: {share: rest}\n"
    "  customer -> customer: {rate: 0.1, revenue: 'varies gamma(mean=40, sd=20)'}\n"
    "  customer -> lost: {probability: 60%% per year}\n"
    "  lost -> need: {probability: 5%%}\n"
    "channels:\n"
    "  search: {spend: 500, saturation: {half: 900}, effects: {need -> lead: x2}}\n"
    "  content: {spend: 200, carryover: {half_life: 10}, saturation: {half: 400}, effects: {need -> lead: brings "
    "20%%}}\n"
    "%s";
static const char FEEDBACK[] =
    "capacity: {crew: {per_step: 120, uses: {lead -> customer: 1}}}\n"
    "stocks: {fame: {start: 5, decay: 3%, gains: {lead -> customer: 0.05}, effects: {need -> lead: {elasticity: "
    "0.2}}}}\n";

enum { PLANS_MOST = 3, HORIZON = 40 };

typedef struct {
    pk_fixture_t f[PLANS_MOST];
    pk_comparison_t c;
} compared_t;

static const char *const PLANS[PLANS_MOST] = {"", "spend: {content: 0}\n",
                                              "spend: {search: [{total: 60000, from: 1, until: 40}]}\n"};

static void compare(compared_t *self, const char *model, const char *lines, int horizon, pk_run_options_t options)
{
    pk_scenario_t *all[PLANS_MOST];
    *self = (compared_t){0};
    for (int k = 0; k < PLANS_MOST; k++) {
        char text[800];
        snprintf(text, sizeof text, "horizon: %d\n%s%s", horizon, lines, PLANS[k]);
        pk_fixture_read(&self->f[k], model, text);
        all[k] = self->f[k].scenario;
    }
    const pk_status_t status = pk_compare(all, PLANS_MOST, 0, &options, &self->c, &self->f[0].diag);
    pk_fixture_show(&self->f[0].diag);
    assert_int_equal(status, PK_OK);
}

static void compare_free(compared_t *self)
{
    pk_comparison_free(&self->c);
    for (int k = 0; k < PLANS_MOST; k++) {
        pk_fixture_free(&self->f[k]);
    }
}

static void expect_same(double a, double b, double size, bool exact)
{
    if (exact && !(isnan(a) && isnan(b))) {

        assert_true(a == b);
    }
    assert_near(a, b, 1e-12 * size);
}

/* Every point at `step` beside the comparison over that horizon; returns how many. */
static int expect_point(const compared_t *one, const compared_t *separate, int step, const char *kpi, bool exact)
{
    int found = 0;
    for (int i = 0; i < one->c.by_horizon.count; i++) {
        const pk_horizon_curve_t *curve = &one->c.by_horizon.curves[i];
        for (int k = 0; k < curve->count && strcmp(curve->kpi, kpi) == 0; k++) {
            const pk_horizon_point_t *p = &curve->points[k];
            if (p->step == step) {
                const pk_difference_t *d = pk_comparison_find(&separate->c, curve->scenario, 0, curve->kpi);
                const double size = fmax(fabs(d->mean), fabs(d->baseline_mean));
                expect_same(p->diff_mean, d->diff_mean, size, exact);
                expect_same(p->diff_p05, d->diff_p05, size, exact);
                expect_same(p->diff_p95, d->diff_p95, size, exact);
                expect_same(p->p_better, d->sure.better.p, 1, exact);
                if (!isnan(d->sure.better.se) || !isnan(p->p_better_se)) {
                    expect_same(p->p_better_se, d->sure.better.se, 1, exact);
                }
                found++;
            }
        }
    }
    return found;
}

/* Bit by bit. */
static void test_points_are_separate_comparisons(void **state)
{
    (void)state;
    static const struct {
        const char *engine, *end_value;
        bool feedback;
    } cases[] = {{"engine: expected\n", "0", false},
                 {"engine: cohort\n", "0", false},
                 {"engine: cohort\n", "0", true},
                 {"engine: cohort\n", "'varies gamma(mean=25, sd=20)'", true}};
    static const int horizons[] = {9, 26, HORIZON};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char model[2400], lines[200];
        snprintf(model, sizeof model, MODEL, cases[i].end_value, cases[i].feedback ? FEEDBACK : "");
        snprintf(lines, sizeof lines, "runs: 120\n%s", cases[i].engine);
        compared_t one, separate;
        compare(&one, model, lines, HORIZON, (pk_run_options_t){.by_horizon = true, .look = PK_LOOK_NOT});
        for (size_t h = 0; h < sizeof horizons / sizeof *horizons; h++) {
            compare(&separate, model, lines, horizons[h], (pk_run_options_t){.look = PK_LOOK_NOT});
            assert_int_equal(expect_point(&one, &separate, horizons[h], "profit", true), PLANS_MOST - 1);
            compare_free(&separate);
        }
        compare_free(&one);
    }
}

/* From some of the horizons the plans go on as the baseline does, as far as from the last one. */
static void test_what_comes_after_is_that_of_separate_comparisons(void **state)
{
    (void)state;
    for (int value = 0; value < 2; value++) {
        char model[2400];
        snprintf(model, sizeof model, MODEL, value ? "25" : "0", FEEDBACK);
        static const char lines[] = "runs: 60\nafter_horizon: 30\n";
        compared_t one, separate;
        compare(&one, model, lines, HORIZON, (pk_run_options_t){.by_horizon = true, .look = PK_LOOK_PAST});
        int told = 0;
        for (int step = 1; step <= HORIZON; step++) {
            const pk_horizon_curve_t *curve = &one.c.by_horizon.curves[1];
            assert_string_equal(curve->kpi, "profit_and_after");
            for (int k = 0; k < curve->count; k++) {
                if (curve->points[k].step == step) {
                    compare(&separate, model, lines, step, (pk_run_options_t){.look = PK_LOOK_PAST});
                    assert_int_equal(expect_point(&one, &separate, step, "profit_and_after", false), PLANS_MOST - 1);
                    compare_free(&separate);
                    told++;
                }
            }
        }
        assert_int_equal(told, 4); /* three quarters and the whole */
        compare_free(&one);
    }
}

/* The same points for any number of threads and instructions. */
static void test_nothing_hangs_on_threads(void **state)
{
    (void)state;
    char model[2400];
    snprintf(model, sizeof model, MODEL, "25", FEEDBACK);
    compared_t one, other;
    compare(&one, model, "runs: 45\n", HORIZON, (pk_run_options_t){.by_horizon = true, .threads = 1});
    compare(&other, model, "runs: 45\n", HORIZON,
            (pk_run_options_t){.by_horizon = true, .threads = 3, .vector = PK_VECTOR_NONE, .batch = 20});
    assert_int_equal(one.c.by_horizon.count, other.c.by_horizon.count);
    for (int i = 0; i < one.c.by_horizon.count; i++) {
        const pk_horizon_curve_t *a = &one.c.by_horizon.curves[i], *b = &other.c.by_horizon.curves[i];
        assert_int_equal(a->count, b->count);
        for (int k = 0; k < a->count; k++) {
            assert_true(a->points[k].diff_mean == b->points[k].diff_mean);
            assert_true(a->points[k].p_better == b->points[k].p_better);
        }
    }
    compare_free(&one);
    compare_free(&other);
}

static void test_horizons_are_months_or_steps(void **state)
{
    (void)state;
    static const struct {
        pk_unit_t step;
        int steps, count, first, last;
    } cases[] = {{PK_WEEK, 104, 23, 4, 100}, {PK_DAY, 30, 29, 1, 29},     {PK_DAY, 80, 39, 2, 78},
                 {PK_MONTH, 12, 11, 1, 11},  {PK_MONTH, 120, 39, 3, 117}, {PK_YEAR, 10, 9, 1, 9},
                 {PK_WEEK, 1, 0, 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int steps[PK_HORIZONS_MOST];
        const pk_calendar_t calendar = {.step = cases[i].step, .steps = cases[i].steps};
        const int count = pk_horizons_of(&calendar, steps);
        assert_int_equal(count, cases[i].count);
        for (int k = 1; k < count; k++) {
            assert_true(steps[k] > steps[k - 1]);
        }
        if (count > 0) {
            assert_int_equal(steps[0], cases[i].first);
            assert_int_equal(steps[count - 1], cases[i].last);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_points_are_separate_comparisons),
        cmocka_unit_test(test_what_comes_after_is_that_of_separate_comparisons),
        cmocka_unit_test(test_nothing_hangs_on_threads),
        cmocka_unit_test(test_horizons_are_months_or_steps),
    };
    return cmocka_run_group_tests_name("by_horizon", tests, NULL, NULL);
}
