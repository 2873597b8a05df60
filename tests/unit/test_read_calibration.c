/* What a calibration observes, laid over the steps of its plan: weeks by date, steps, months, counts of a stage. */
#include "pk_test.h"

#include <gsl/gsl_errno.h>
#include <string.h>

#include "model/calibration.h"
#include "pk_files.h"

static const char MODEL[] = "population: 1000\n"
                            "stages: {need: {start: rest}, buyer: {role: customer, start: 2%}}\n"
                            "personas: {near: {share: 30%}, far: {share: rest}}\n"
                            "transitions: {need -> buyer: {probability: 1% to 5%, revenue: 20}, "
                            "buyer -> need: {probability: 5% to 10%}}\n";

typedef struct {
    pk_arena_t arena;
    pk_diag_t diag;
    pk_calibration_t *self;
} world_t;

/* `step` of the model, the file's lines after its model, and the data. */
static void open_world(world_t *world, const char *step, const char *lines, const char *csv)
{
    const pk_overrides_t none = PK_NO_OVERRIDES;
    *world = (world_t){0};
    pk_file("model.yaml", pk_arena_format(&world->arena, "polku: 1\nname: m\nstep: %s\n%s", step, MODEL));
    pk_file("data.csv", csv);
    const char *path =
        pk_file("fit.yaml", pk_arena_format(&world->arena, "polku: 1\ncalibrate: c\nmodel: model.yaml\n%s", lines));
    world->self = pk_calibration_read(path, &none, &world->arena, &world->diag);
}

static void close_world(world_t *world)
{
    pk_diag_free(&world->diag);
    pk_arena_free(&world->arena);
}

typedef struct {
    int first, last;
    double value;
} wanted_t;

static void expect_values(const world_t *world, const wanted_t *wanted, int count)
{
    if (world->self == NULL) {
        expect_messages(&world->diag, "");
    }
    assert_int_equal(world->self->nseries, 1);
    const pk_observed_series_t *series = &world->self->series[0];
    assert_int_equal(series->count, count);
    for (int k = 0; k < count; k++) {
        assert_int_equal(series->values[k].first, wanted[k].first);
        assert_int_equal(series->values[k].last, wanted[k].last);
        assert_true(series->values[k].value == wanted[k].value);
    }
}

#define OBSERVE(entry) "observe: [{series: data.csv, " entry "}]\n"
#define DATED          "start: 2025-01-06\nhorizon: 4\n"

static void a_date_is_the_step_that_it_begins(void **state)
{
    (void)state;
    world_t world;
    open_world(&world, "week", DATED OBSERVE("flow: need -> buyer, column: n"),
               "date,n\n2024-12-30,9\n2025-01-06,1\n2025-01-13,2\n2025-01-20,3\n2025-01-27,4\n2025-02-03,9\n");
    expect_values(&world, (wanted_t[]){{1, 1, 1}, {2, 2, 2}, {3, 3, 3}, {4, 4, 4}}, 4);
    assert_int_equal(world.diag.count, 2); /* one row before, one after: each is told */
    assert_non_null(strstr(world.diag.messages[0].text, "1 row of "));
    assert_non_null(strstr(world.diag.messages[0].text, "lies before the start"));
    assert_non_null(strstr(world.diag.messages[1].text, "lies after the horizon"));
    close_world(&world);
}

/* The count of a stage belongs to the end of its step, and may be told now and then; step 0 is the start. */
static void counts_of_a_stage_stand_at_the_end_of_a_step(void **state)
{
    (void)state;
    world_t world;
    open_world(&world, "week", "horizon: 4\n" OBSERVE("stage: buyer, column: n, persona: far"),
               "step,n\n0,20\n2,22\n4,30\n");
    expect_values(&world, (wanted_t[]){{0, 0, 20}, {2, 2, 22}, {4, 4, 30}}, 3);
    assert_int_equal(world.self->series[0].group, 1);
    assert_string_equal(world.self->series[0].persona, "far");
    close_world(&world);
    open_world(&world, "week", DATED OBSERVE("stage: buyer, column: n"), "date,n\n2025-01-13,5\n");
    expect_values(&world, (wanted_t[]){{2, 2, 5}}, 1);
    close_world(&world);
}

/* With per: month a row of a flow is the sum of the days of that month, here 31, 28 and 31 steps. */
static void a_month_is_the_steps_of_its_days(void **state)
{
    (void)state;
    world_t world;
    open_world(&world, "day", "start: 2025-01-01\nhorizon: 90\n" OBSERVE("flow: need -> buyer, column: n, per: month"),
               "date,n\n2025-01-01,10\n2025-02-01,20\n2025-03-01,30\n");
    expect_values(&world, (wanted_t[]){{1, 31, 10}, {32, 59, 20}, {60, 90, 30}}, 3);
    close_world(&world);
    open_world(&world, "week", "start: 2025-01-01\nhorizon: 12\n" OBSERVE("flow: need -> buyer, column: n, per: month"),
               "date,n\n2025-01-01,10\n2025-02-01,20\n");
    assert_null(world.self); /* the month ends within a week */
    assert_non_null(strstr(world.diag.messages[0].text, "2025-01-31 ends no step"));
    close_world(&world);
}

static bool is_free(const world_t *world, const char *path)
{
    const pk_numbers_t *book = &world->self->scenario->model->numbers;
    for (int i = 0; i < book->count; i++) {
        if (strcmp(book->all[i]->path, path) == 0) {
            return world->self->free[i];
        }
    }
    fail_msg("there is no number %s", path);
    return false;
}

/* Every uncertain number is learned, and of `free:` and `fix:` those that a path names or begins; a flow on the way to
 * what is observed scatters. */
static void what_is_learned(void **state)
{
    (void)state;
    static const char csv[] = "step,n\n1,2\n2,3\n3,4\n4,5\n", entry[] = OBSERVE("flow: need -> buyer, column: n");
    static const struct {
        const char *lines;
        bool there, back;
    } rows[] = {{"", true, true},
                {"free: [transitions]\n", true, true},
                {"free: [transitions.need->buyer]\n", true, false},
                {"free: [transitions.need -> buyer.probability]\n", true, false},
                {"fix: transitions.need -> buyer\n", false, true}};
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        world_t world;
        char lines[256];
        snprintf(lines, sizeof lines, "horizon: 4\nholdout: 1\nchains: 2\n%s%s", rows[k].lines, entry);
        open_world(&world, "week", lines, csv);
        expect_messages(&world.diag, "");
        assert_int_equal(is_free(&world, "transitions.need -> buyer.probability"), rows[k].there);
        assert_int_equal(is_free(&world, "transitions.buyer -> need.probability"), rows[k].back);
        assert_true(is_free(&world, "extra.need -> buyer") && is_free(&world, "extra.buyer -> need"));
        assert_false(is_free(&world, "transitions.need -> buyer.revenue"));
        assert_int_equal(world.self->holdout, 1);
        assert_int_equal(world.self->chains, 2);
        close_world(&world);
    }
}

/* Knots at 3 and 6 of four steps: the last one closes the walk past the end. */
static void a_drift_has_knots_through_the_end(void **state)
{
    (void)state;
    world_t world;
    open_world(&world, "week",
               "horizon: 4\nextra: none\ndrift: [{flow: need -> buyer, every: 3 weeks, sd: 5% to 10%}]\n" OBSERVE(
                   "flow: need -> buyer, column: n"),
               "step,n\n1,2\n2,3\n3,4\n4,5\n");
    expect_messages(&world.diag, "");
    assert_true(is_free(&world, "drift.need -> buyer"));
    assert_true(is_free(&world, "drift.need -> buyer.3") && is_free(&world, "drift.need -> buyer.6"));
    const pk_model_t *model = world.self->scenario->model;
    for (int i = 0; i < model->numbers.count; i++) {
        assert_null(strstr(model->numbers.all[i]->path, "extra."));
        assert_null(strstr(model->numbers.all[i]->path, "drift.need -> buyer.9"));
    }
    close_world(&world);
}

/* A backtest foretells values of series: without one in the last steps the user is told, and no fit of its own is made.
 */
static void a_holdout_that_holds_nothing_is_told(void **state)
{
    (void)state;
    static const char log[] = "customer_id,timestamp,stage\na,2025-01-06,need\na,2025-01-14,buyer\n";
    static const char *const rows[][2] = {{"observe: [{journeys: data.csv}]\n", log},
                                          {OBSERVE("flow: need -> buyer, column: n"), "step,n\n1,2\n2,3\n"}};
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        world_t world;
        char lines[256];
        snprintf(lines, sizeof lines, DATED "holdout: 2\n%s", rows[k][0]);
        open_world(&world, "week", lines, rows[k][1]);
        assert_non_null(world.self);
        assert_int_equal(world.self->holdout, 0);
        assert_int_equal(world.diag.count, 1);
        const pk_message_t *message = &world.diag.messages[0];
        assert_string_equal(message->text,
                            "holdout: 2 has nothing to foretell: no series has a value in the last 2 steps");
        assert_int_equal(message->line, 6);
        assert_int_equal(message->column, 10);
        close_world(&world);
    }
}

static int set_up(void **state)
{
    gsl_set_error_handler_off();
    return pk_files_begin(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_is_the_step_that_it_begins),
        cmocka_unit_test(counts_of_a_stage_stand_at_the_end_of_a_step),
        cmocka_unit_test(a_month_is_the_steps_of_its_days),
        cmocka_unit_test(what_is_learned),
        cmocka_unit_test(a_drift_has_knots_through_the_end),
        cmocka_unit_test(a_holdout_that_holds_nothing_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, pk_files_end);
}
