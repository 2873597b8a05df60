/* A compiled plan run with numbers moved gives what the changed file gives, to the last bit, in both engines, in one
 * batch and in several; what is written at a path is read as the planner's file would have it; other runs are the runs
 * of a longer job. */
#include "engine_fixture.h"

#include "engine/compile.h"
#include "study/compare.h"

enum { RUNS = 40 };

static const char MODEL[] =
    "polku: 1\nname: m\nstep: week\npopulation: 5000\n"
    "personas: {young: {share: 30%}, old: {share: rest}}\n"
    "stages:\n"
    "  need: {start: 70%}\n"
    "  trial: {start: rest, dwell: 'weibull(shape=2, mean=4 to 9)', start_age: steady}\n"
    "  customer: {role: customer}\n"
    "  lost: {role: lost}\n"
    "transitions:\n"
    "  need -> trial: {probability: 2% to 9%, by_persona: {young: {probability: x1.4}}}\n"
    "  need -> lost: {probability: 1%}\n"
    "  trial -> customer: {share: 40% to 60%, revenue: 50}\n"
    "  trial -> lost: {share: rest}\n"
    "  customer -> customer: {rate: 0.2, revenue: 30 to 50, cost: 40% of revenue}\n"
    "  customer -> lost: {probability: 20% per year}\n"
    "channels:\n"
    "  search:\n"
    "    spend: 1000\n"
    "    saturation: {half: 800 to 1500}\n"
    "    carryover: {half_life: 2 weeks}\n"
    "    effects: {need -> trial: x2 to 3}\n"
    "levers:\n"
    "  hours: {value: 24, cost: {per_step: 3}, effects: {trial -> customer: {elasticity: -0.1}}}\n"
    "  promise: {value: no, effects: {need -> trial: x1.2}}\n";

/* The same plan by a file and by a move. */
typedef struct {
    const char *changed, *path, *text;
} said_t;

static const said_t ALL[] = {
    {"spend: {search: 2500}\n", "spend.search", "2500"},
    {"spend: {search: 2500 per month}\n", "spend.search", "2500 per month"},
    {"spend: {search: x1.3}\n", "spend.search", "x1.3"},
    {"spend: {search: 0}\n", "spend.search", "0"},
    {"levers: {hours: 1}\n", "levers.hours", "1"},
    {"levers: {promise: yes}\n", "levers.promise", "yes"},
    {"conversions: {need -> trial: x1.5}\n", "conversions.need->trial", "x1.5"},
    {"conversions: {need -> trial: 12%}\n", "conversions.need -> trial", "12%"},
    {"conversions: {customer -> lost: 1%}\n", "conversions.customer -> lost", "1%"},
    {"assume: {transitions.need -> trial.probability: 5%}\n", "transitions.need -> trial.probability", "5%"},
    {"assume: {transitions.customer -> lost.probability: 30% per year}\n", "transitions.customer -> lost.probability",
     "30% per year"},
    {"assume: {transitions.customer -> customer.cost: 55% of revenue}\n", "transitions.customer -> customer.cost",
     "55% of revenue"},
    {"assume: {channels.search.carryover.half_life: 1 month}\n", "channels.search.carryover.half_life", "1 month"},
    {"assume: {channels.search.effects.need -> trial: 2.5}\n", "channels.search.effects.need -> trial", "2.5"},
    {"assume: {stages.trial.dwell.shape: 3}\n", "stages.trial.dwell.shape", "3"},
};

static const char *scenario_of(char *text, const char *lines, const char *engine)
{
    sprintf(text, "horizon: 20\nstart: 2026-01-05\nruns: %d\nengine: %s\n%s", RUNS, engine, lines);
    return text;
}

static void is_same_result(const pk_result_t *a, const pk_result_t *b, const char *what)
{
    assert_int_equal(a->nkpi, b->nkpi);
    for (int k = 0; k < a->nkpi; k++) {
        double room_a[RUNS], room_b[RUNS];
        const double *x = pk_result_runs(a, pk_kpi_cell(a, 0, 0, k), room_a);
        const double *y = pk_result_runs(b, pk_kpi_cell(b, 0, 0, k), room_b);
        for (int run = 0; run < RUNS; run++) {
            if (x[run] != y[run] && !(isnan(x[run]) && isnan(y[run]))) {
                fail_msg("%s, %s, run %d: %.17g moved, %.17g changed", what, a->kpis[k].name, run, x[run], y[run]);
            }
        }
        assert_true(a->kpi[pk_kpi_cell(a, 0, 0, k)].mean == b->kpi[pk_kpi_cell(b, 0, 0, k)].mean ||
                    isnan(a->kpi[pk_kpi_cell(a, 0, 0, k)].mean));
    }
}

/* The base plan compiled, with one number moved. */
typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_moved_t moved;
} base_t;

static pk_status_t open_base(base_t *self, const char *engine, const char *path, const char *text)
{
    char room[600];
    pk_fixture_read(&self->fixture, MODEL, scenario_of(room, "", engine));
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    return pk_moved_read(&self->plan, path, text, PK_NOWHERE, &self->moved, &self->fixture.diag);
}

static void close_base(base_t *self)
{
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

static void test_a_moved_run_is_that_of_a_changed_file(void **state)
{
    (void)state;
    static const char *const ENGINES[] = {"expected", "cohort"};
    for (size_t k = 0; k < sizeof ALL / sizeof *ALL; k++) {
        for (int engine = 0; engine < 2; engine++) {
            for (long batch = 0; batch <= RUNS / 2; batch += RUNS / 2) {
                char room[600];
                base_t base;
                pk_fixture_t changed;
                assert_int_equal(open_base(&base, ENGINES[engine], ALL[k].path, ALL[k].text), PK_OK);
                const pk_run_options_t options = {.moved = &base.moved, .nmoved = 1, .batch = batch, .threads = 2};
                assert_int_equal(pk_run_plan(&base.plan, &options, &base.fixture.result, &base.fixture.diag), PK_OK);
                pk_fixture_run(&changed, MODEL, scenario_of(room, ALL[k].changed, ENGINES[engine]),
                               (pk_run_options_t){.batch = batch, .threads = 1});
                is_same_result(&base.fixture.result, &changed.result, ALL[k].changed);
                pk_fixture_free(&changed);
                close_base(&base);
            }
        }
    }
}

static void test_later_runs_are_those_of_a_longer_job(void **state)
{
    (void)state;
    base_t base;
    pk_result_t later = {0};
    assert_int_equal(open_base(&base, "cohort", "spend.search", "x2"), PK_OK);
    pk_run_options_t options = {.moved = &base.moved, .nmoved = 1, .runs = 2 * RUNS, .threads = 2, .kpis_alone = true};
    assert_int_equal(pk_run_plan(&base.plan, &options, &base.fixture.result, &base.fixture.diag), PK_OK);
    options.runs = RUNS;
    options.first_run = RUNS;
    options.series = true;
    assert_int_equal(pk_run_plan(&base.plan, &options, &later, &base.fixture.diag), PK_OK);
    double all[2 * RUNS], some[RUNS];
    for (int k = 0; k < later.nkpi; k++) {
        const double *x = pk_result_runs(&base.fixture.result, pk_kpi_cell(&base.fixture.result, 0, 0, k), all);
        const double *y = pk_result_runs(&later, pk_kpi_cell(&later, 0, 0, k), some);
        for (int run = 0; run < RUNS; run++) {
            assert_true(x[RUNS + run] == y[run] || isnan(y[run]));
        }
    }
    pk_result_free(&later);
    close_base(&base);
}

/* ---- arms ---- */

static void test_arms_are_the_plans_of_a_comparison(void **state)
{
    (void)state;
    base_t base;
    pk_comparison_t arms;
    assert_int_equal(open_base(&base, "cohort", "spend.search", "x1.5"), PK_OK);
    const pk_arm_t all[] = {{.name = "today"}, {.name = "more", .moved = &base.moved, .nmoved = 1}};
    const pk_run_options_t options = {.threads = 2};
    assert_int_equal(pk_compare_arms(&base.plan, all, 2, 0, &options, &arms, &base.fixture.diag), PK_OK);
    char room[600];
    pk_fixture_t changed;
    pk_comparison_t files;
    pk_fixture_read(&changed, MODEL, scenario_of(room, "spend: {search: x1.5}\n", "cohort"));
    pk_scenario_t *scenarios[] = {base.fixture.scenario, changed.scenario};
    assert_int_equal(pk_compare(scenarios, 2, 0, &options, &files, &changed.diag), PK_OK);
    assert_int_equal(arms.ndifference, files.ndifference);
    for (int k = 0; k < arms.ndifference; k++) {
        const pk_difference_t *a = &arms.differences[k], *b = &files.differences[k];
        assert_string_equal(a->kpi, b->kpi);
        assert_true(a->diff_mean == b->diff_mean || (isnan(a->diff_mean) && isnan(b->diff_mean)));
        assert_true(a->sure.better.p == b->sure.better.p || (isnan(a->sure.better.p) && isnan(b->sure.better.p)));
    }
    assert_string_equal(arms.results[1].scenario, "more");
    pk_comparison_free(&arms);
    pk_comparison_free(&files);
    pk_fixture_free(&changed);
    close_base(&base);
}

/* ---- what cannot be ---- */

static void says(const char *path, const char *text, const char *message, const char *hint)
{
    base_t base;
    assert_int_equal(open_base(&base, "expected", path, text), PK_BAD_INPUT);
    const pk_message_t *told = &base.fixture.diag.messages[base.fixture.diag.count - 1];
    assert_string_equal(told->text, message);
    if (hint != NULL) {
        assert_string_equal(told->hint, hint);
    }
    close_base(&base);
}

static void test_what_cannot_be_set_is_told(void **state)
{
    (void)state;
    says("spend.serch", "5", "there is no number spend.serch in the plan test", "did you mean spend.search?");
    says("spend.search", "2 to 5", "spend.search: `2 to 5` is uncertain, and a what-if sets a number to one value",
         "a plain value such as 500, 3% or x1.2");
    says("transitions.customer -> customer.cost", "55",
         "transitions.customer -> customer.cost: `55` is no part of revenue, and the model's number is one",
         "write it as the model does: 62% of revenue");
    says("conversions.trial -> customer", "130%", "trial -> customer cannot be 130%: allowed is 0 to 1 (0% to 100%)",
         NULL);
}

/* More than half of the draws impossible: the error of a changed file. */
static void test_what_moves_make_impossible_is_told(void **state)
{
    (void)state;
    base_t base;
    assert_int_equal(open_base(&base, "expected", "conversions.need -> trial", "x60"), PK_OK);
    const pk_run_options_t options = {.moved = &base.moved, .nmoved = 1, .threads = 1};
    assert_int_equal(pk_run_plan(&base.plan, &options, &base.fixture.result, &base.fixture.diag), PK_BAD_INPUT);
    char room[600];
    pk_fixture_t changed;
    pk_fixture_read(&changed, MODEL, scenario_of(room, "conversions: {need -> trial: x60}\n", "expected"));
    assert_int_equal(pk_run(changed.scenario, &(pk_run_options_t){.threads = 1}, &changed.result, &changed.diag),
                     PK_BAD_INPUT);
    assert_string_equal(base.fixture.diag.messages[base.fixture.diag.count - 1].text,
                        changed.diag.messages[changed.diag.count - 1].text);
    pk_fixture_free(&changed);
    close_base(&base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_moved_run_is_that_of_a_changed_file),
        cmocka_unit_test(test_later_runs_are_those_of_a_longer_job),
        cmocka_unit_test(test_arms_are_the_plans_of_a_comparison),
        cmocka_unit_test(test_what_cannot_be_set_is_told),
        cmocka_unit_test(test_what_moves_make_impossible_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
