#include "pk_test.h"

#include "model/scenario.h"
#include "pk_files.h"

typedef struct {
    pk_arena_t arena;
    pk_diag_t diag;
} fixture_t;

static int set_up(void **state)
{
    *state = pk_heap(1, sizeof(fixture_t));
    return 0;
}

static int tear_down(void **state)
{
    fixture_t *self = *state;
    pk_diag_free(&self->diag);
    pk_arena_free(&self->arena);
    free(self);
    return 0;
}

static const char model_text[] = "polku: 1\n"
                                 "name: Gutters\n"
                                 "step: week\n"
                                 "population: 40000\n"
                                 "stages:\n"
                                 "  idle: {role: prospect, start: rest}\n"
                                 "  need: {role: prospect, start: 2%}\n"
                                 "  client: {role: customer, start: 3%}\n"
                                 "transitions:\n"
                                 "  idle -> need: {probability: 1%}\n"
                                 "  need -> client: {probability: 10%, revenue: 100}\n"
                                 "  need -> idle: {probability: 20%}\n"
                                 "  client -> idle: {probability: 1% to 4%}\n"
                                 "channels:\n"
                                 "  facebook: {spend: 300, saturation: {half: 2000}, effects: {idle -> need: x2}}\n"
                                 "  search: {spend: 100, saturation: {half: 500}, effects: {need -> client: x1.5}}\n"
                                 "levers:\n"
                                 "  hours: {value: 1, effects: {need -> client: {elasticity: -0.15}}}\n"
                                 "  report: {value: 1, effects: {need -> client: x1.2}}\n"
                                 "kpis:\n"
                                 "  jobs: {count: need -> client}\n";

static int write_files(void **state)
{
    if (pk_files_begin(state)) {
        return 1;
    }
    pk_file("model.yaml", model_text);
    pk_arena_t arena = {0};
    pk_file("season.yaml",
            pk_arena_format(&arena,
                            "%sseasons:\n"
                            "  rain: {by_month: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], effects: [idle -> need]}\n",
                            model_text));
    pk_arena_free(&arena);
    return 0;
}

static pk_scenario_t *read_over(fixture_t *self, const char *path, pk_overrides_t overrides)
{
    return pk_scenario_read(path, &overrides, &self->arena, &self->diag);
}

/* A scenario a.yaml of `text` behind its two first lines, which name version and model. */
static const char *scenario_file(fixture_t *self, const char *text)
{
    return pk_file("a.yaml", pk_arena_format(&self->arena, "polku: 1\nmodel: model.yaml\n%s", text));
}

static pk_scenario_t *read_text(fixture_t *self, const char *text)
{
    return read_over(self, scenario_file(self, text), PK_NO_OVERRIDES);
}

static pk_scenario_t *expect_good(fixture_t *self, const char *text)
{
    pk_scenario_t *scenario = read_text(self, text);
    expect_messages(&self->diag, "");
    assert_non_null(scenario);
    return scenario;
}

static void expect_broken(fixture_t *self, const char *text, const char *messages)
{
    assert_null(read_text(self, text));
    expect_messages(&self->diag, messages);
}

static int driver(const pk_scenario_t *scenario, const char *name)
{
    const int found = pk_driver_find(scenario->model, name);
    assert_true(found >= 0);
    return found;
}

static long day(const char *date)
{
    long first, last;
    assert_true(pk_date_parse(date, &first, &last));
    return first;
}

/* Whole files */

static void reads_a_whole_scenario(void **state)
{
    fixture_t *self = *state;
    const pk_scenario_t *scenario = expect_good(self, "scenario: E-mail offer\n"
                                                      "start: 2026-03-02\n"
                                                      "horizon: 2 years\n"
                                                      "population: 80000\n"
                                                      "spend: {facebook: 800}\n"
                                                      "levers: {hours: 36}\n"
                                                      "conversions: {need -> client: x1.2}\n"
                                                      "assume: {channels.facebook.saturation.half: 3000}\n"
                                                      "targets: {new_customers: {at_least: 400, by: 2026-12-31}}\n"
                                                      "runs: 500\n"
                                                      "seed: 7\n"
                                                      "engine: cohort\n"
                                                      "individuals: true\n"
                                                      "after_horizon: 1 year\n"
                                                      "note: a test\n");
    assert_string_equal(scenario->name, "a");
    assert_string_equal(scenario->title, "E-mail offer");
    assert_string_equal(scenario->file, "a.yaml");
    assert_null(scenario->based_on);
    assert_int_equal(scenario->calendar.step, PK_WEEK);
    assert_true(scenario->calendar.dated);
    assert_int_equal(scenario->calendar.start, day("2026-03-02"));
    assert_int_equal(scenario->calendar.steps, 104); /* 731 days are 104.4 weeks */
    assert_int_equal(scenario->after_horizon, 52);
    assert_close(scenario->population, 80000, 0);
    assert_close(scenario->spend_scale, 0.5, 0);
    const pk_number_t *spend = scenario->spend[driver(scenario, "facebook")];
    assert_string_equal(spend->path, "spend.facebook");
    assert_close(spend->value, 800, 0);
    assert_int_equal(scenario->spend[driver(scenario, "search")]->kind, PK_NUMBER_NONE);
    assert_int_equal(scenario->spend[driver(scenario, "hours")]->kind, PK_NUMBER_NONE);
    assert_close(scenario->levers[driver(scenario, "hours")]->value, 36, 0);
    assert_int_equal(scenario->levers[driver(scenario, "report")]->kind, PK_NUMBER_NONE);
    assert_int_equal(scenario->conversions[0]->kind, PK_NUMBER_NONE);
    assert_int_equal(scenario->conversions[1]->sign, PK_TIMES);
    assert_close(scenario->conversions[1]->value, 1.2, 1e-15);
    assert_string_equal(scenario->conversions[1]->path, "conversions.need -> client");
    assert_close(pk_number_find(&scenario->model->numbers, "channels.facebook.saturation.half")->value, 3000, 0);
    assert_int_equal(scenario->ngoal, 1);
    assert_int_equal(scenario->runs, 500);
    assert_int_equal(scenario->seed, 7);
    assert_int_equal(scenario->engine, PK_ENGINE_COHORT);
    assert_true(scenario->individuals);
    assert_int_equal(scenario->nsource, 2);
    assert_string_equal(scenario->sources[0]->name, "a.yaml");
    assert_string_equal(scenario->sources[1]->name, "model.yaml");
}

static void has_defaults(void **state)
{
    fixture_t *self = *state;
    const pk_scenario_t *scenario = expect_good(self, "");
    assert_string_equal(scenario->title, "a");
    assert_false(scenario->calendar.dated);
    assert_int_equal(scenario->calendar.steps, 52); /* 365.25 / 7 = 52.2 */
    assert_close(scenario->population, 40000, 0);
    assert_close(scenario->spend_scale, 1, 0);
    assert_int_equal(scenario->ngoal, 0);
    assert_int_equal(scenario->runs, PK_RUNS_DEFAULT);
    assert_int_equal(scenario->seed, PK_SEED_DEFAULT);
    assert_int_equal(scenario->engine, PK_ENGINE_AUTO);
    assert_false(scenario->individuals);
    assert_int_equal(scenario->after_horizon, 0);
}

static void a_model_alone_changes_nothing(void **state)
{
    fixture_t *self = *state;
    const pk_scenario_t *scenario = read_over(self, "model.yaml", PK_NO_OVERRIDES);
    expect_messages(&self->diag, "");
    assert_string_equal(scenario->name, "model");
    assert_string_equal(scenario->title, "Gutters");
    assert_int_equal(scenario->calendar.steps, 52);
    assert_int_equal(scenario->nsource, 1);
}

static void a_model_with_seasons_gets_a_start(void **state)
{
    fixture_t *self = *state;
    const pk_scenario_t *scenario = read_over(self, "season.yaml", PK_NO_OVERRIDES);
    assert_non_null(scenario);
    assert_true(scenario->calendar.dated);
    assert_int_equal(scenario->calendar.start, day("2026-01-01"));
    expect_messages(&self->diag, "season.yaml:23:3: warning: a model alone has no start: it is run from 2026-01-01\n"
                                 "    rain: {by_month: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], effects: [idle -> need]}\n"
                                 "    ^~~~\n"
                                 "  hint: write a scenario, with `model:`, `start:` and `horizon:`\n");
}

static void a_missing_file_is_an_error(void **state)
{
    fixture_t *self = *state;
    assert_null(read_over(self, "none.yaml", PK_NO_OVERRIDES));
    expect_messages(&self->diag, "error: there is no file \"none.yaml\"\n");
}

static void unknown_keys_and_versions_are_errors(void **state)
{
    fixture_t *self = *state;
    pk_file("a.yaml", "polku: 2\nmodel: model.yaml\nlever: {hours: 1}\n");
    assert_null(read_over(self, "a.yaml", PK_NO_OVERRIDES));
    assert_int_equal(self->diag.errors, 2);
    assert_string_equal(self->diag.messages[1].text, "format version \"2\" is not known");
    assert_int_equal(self->diag.messages[0].line, 3);
}

/* based_on */

static void children_win_and_paths_stay(void **state)
{
    fixture_t *self = *state;
    pk_file("plans/base.yaml", "polku: 1\nscenario: Base\nmodel: ../model.yaml\nhorizon: 3\nruns: 100\n"
                               "spend: {facebook: {file: plan.csv, column: eur}, search: 50}\n"
                               "targets: {jobs: {at_least: 5}}\n");
    pk_file("plans/plan.csv", "step,eur\n1,10\n2,20\n3,30\n");
    pk_file("middle.yaml", "polku: 1\nbased_on: plans/base.yaml\nspend: {search: 70}\nseed: 5\n");
    pk_file("leaf.yaml", "polku: 1\nscenario: Leaf\nbased_on: middle.yaml\nruns: 200\ntargets: {jobs: {by: 2}}\n");
    const pk_scenario_t *scenario = read_over(self, "leaf.yaml", PK_NO_OVERRIDES);
    expect_messages(&self->diag, "");
    assert_string_equal(scenario->title, "Leaf");
    assert_string_equal(scenario->based_on, "middle.yaml");
    assert_int_equal(scenario->runs, 200);
    assert_int_equal(scenario->seed, 5);
    assert_int_equal(scenario->calendar.steps, 3);
    assert_close(scenario->spend[driver(scenario, "search")]->value, 70, 0);
    const pk_number_t *facebook = scenario->spend[driver(scenario, "facebook")];
    assert_int_equal(facebook->kind, PK_NUMBER_SCHEDULE);
    assert_non_null(facebook->series);
    assert_close(facebook->series->values[2], 30, 0);
    assert_int_equal(scenario->ngoal, 1);
    assert_int_equal(scenario->goals[0].by, 2);
    assert_close(scenario->goals[0].bound, 5, 0);
    static const char *const sources[] = {"leaf.yaml", "middle.yaml", "plans/base.yaml", "model.yaml",
                                          "plans/plan.csv"};
    assert_int_equal(scenario->nsource, 5);
    for (int i = 0; i < 5; i++) {
        assert_string_equal(scenario->sources[i]->name, sources[i]);
    }
}

/* A title names one scenario: a child without its own goes by its file's name. */
static void titles_are_not_inherited(void **state)
{
    fixture_t *self = *state;
    scenario_file(self, "scenario: Parent\n");
    pk_file("b.yaml", "polku: 1\nbased_on: a.yaml\n");
    const pk_scenario_t *scenario = read_over(self, "b.yaml", PK_NO_OVERRIDES);
    assert_non_null(scenario);
    assert_string_equal(scenario->title, "b");
}

static void a_circle_is_shown(void **state)
{
    fixture_t *self = *state;
    pk_file("a.yaml", "polku: 1\nbased_on: b.yaml\n");
    pk_file("b.yaml", "polku: 1\nbased_on: ./c.yaml\n");
    pk_file("c.yaml", "polku: 1\nbased_on: b.yaml\n");
    assert_null(read_over(self, "a.yaml", PK_NO_OVERRIDES));
    expect_messages(&self->diag, "./c.yaml:2:11: error: based_on goes in a circle: b.yaml -> ./c.yaml -> b.yaml\n"
                                 "  based_on: b.yaml\n"
                                 "            ^~~~~~\n"
                                 "  hint: a scenario may only be based on one that is not based on it\n");
}

static void a_circle_of_one_is_shown(void **state)
{
    fixture_t *self = *state;
    pk_file("a.yaml", "polku: 1\nbased_on: a.yaml\n");
    assert_null(read_over(self, "a.yaml", PK_NO_OVERRIDES));
    expect_messages(&self->diag, "a.yaml:2:11: error: based_on goes in a circle: a.yaml -> a.yaml\n"
                                 "  based_on: a.yaml\n"
                                 "            ^~~~~~\n"
                                 "  hint: a scenario may only be based on one that is not based on it\n");
}

static void a_chain_has_an_end(void **state)
{
    fixture_t *self = *state;
    for (int i = 0; i < 33; i++) {
        char name[20], text[60];
        snprintf(name, sizeof name, "s%d.yaml", i);
        snprintf(text, sizeof text, "polku: 1\n%s%d.yaml\n", i < 32 ? "based_on: s" : "model: m", i + 1);
        pk_file(name, text);
    }
    assert_null(read_over(self, "s0.yaml", PK_NO_OVERRIDES));
    expect_messages(&self->diag, "s31.yaml:2:11: error: more than 32 scenarios, each based on the next\n"
                                 "  based_on: s32.yaml\n"
                                 "            ^~~~~~~~\n");
}

static void a_scenario_is_not_based_on_a_model(void **state)
{
    fixture_t *self = *state;
    pk_file("a.yaml", "polku: 1\nbased_on: model.yaml\n");
    assert_null(read_over(self, "a.yaml", PK_NO_OVERRIDES));
    expect_messages(&self->diag, "a.yaml:2:11: error: model.yaml is a model, not a scenario\n"
                                 "  based_on: model.yaml\n"
                                 "            ^~~~~~~~~~\n"
                                 "  hint: a model is named by `model:`\n");
}

static void a_scenario_needs_a_model(void **state)
{
    fixture_t *self = *state;
    pk_file("a.yaml", "polku: 1\nhorizon: 5\n");
    assert_null(read_over(self, "a.yaml", PK_NO_OVERRIDES));
    expect_messages(&self->diag,
                    "a.yaml:1:1: error: the scenario names no model\n"
                    "  polku: 1\n"
                    "  ^\n"
                    "  hint: write model: ../../models/NAME.yaml, or based_on: a scenario that has a model\n");
}

static void links_must_be_names(void **state)
{
    fixture_t *self = *state;
    pk_file("a.yaml", "polku: 1\nbased_on: [b.yaml]\n");
    assert_null(read_over(self, "a.yaml", PK_NO_OVERRIDES));
    pk_file("a.yaml", "polku: 1\nmodel: {file: b.yaml}\n");
    assert_null(read_over(self, "a.yaml", PK_NO_OVERRIDES));
    expect_messages(&self->diag,
                    "a.yaml:2:11: error: based_on must name a scenario file, not a list\n"
                    "  based_on: [b.yaml]\n"
                    "            ^\n"
                    "  hint: for example based_on: baseline.yaml\n"
                    "a.yaml:2:8: error: model must name a model file, not a mapping\n"
                    "  model: {file: b.yaml}\n"
                    "         ^\n"
                    "  hint: write model: ../../models/NAME.yaml, or based_on: a scenario that has a model\n");
}

static void a_missing_parent_is_told_where_it_is_named(void **state)
{
    fixture_t *self = *state;
    pk_file("a.yaml", "polku: 1\nbased_on: none.yaml\n");
    assert_null(read_over(self, "a.yaml", PK_NO_OVERRIDES));
    expect_messages(&self->diag, "a.yaml:2:11: error: there is no file \"none.yaml\"\n"
                                 "  based_on: none.yaml\n"
                                 "            ^~~~~~~~~\n"
                                 "  hint: a path starts in the folder of the file that it stands in\n");
}

/* Time and market */

static void horizons_are_steps_or_durations(void **state)
{
    fixture_t *self = *state;
    /* From 2026-03-02, a Monday: 6 months end on 2 September, after 184 days = 26.3 weeks; 10 days are 1.4 weeks, 11
     * days 1.6; a year and a half ends on 2 September 2027, after 549 days = 78.4 weeks. */
    static const struct {
        const char *text;
        int steps;
    } cases[] = {{"52", 52},     {"26 weeks", 26}, {"1 week", 1},    {"6 months", 26},
                 {"10 days", 1}, {"11 days", 2},   {"1.5 years", 78}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = pk_arena_format(&self->arena, "start: 2026-03-02\nhorizon: %s\n", cases[i].text);
        assert_int_equal(expect_good(self, text)->calendar.steps, cases[i].steps);
    }
}

static void a_horizon_has_bounds(void **state)
{
    fixture_t *self = *state;
    static const char *const cases[] = {"0", "2.5", "100001", "3000 years", "two years", "[52]", "52 moons", "-3"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_null(read_text(self, pk_arena_format(&self->arena, "horizon: %s\n", cases[i])));
    }
    static const char *const texts[] = {
        "the horizon must be a whole number of steps, at least 1",
        "the horizon is longer than 100000 steps, the most there may be",
        "horizon is no number of steps and no duration: \"two years\"",
        "horizon is no number of steps and no duration: a list",
        "horizon is no number of steps and no duration: \"52 moons\"",
    };
    assert_int_equal(self->diag.count, 5); /* three say the same, and two */
    assert_int_equal(self->diag.errors, 8);
    for (int i = 0; i < 5; i++) {
        assert_string_equal(self->diag.messages[i].text, texts[i]);
        assert_int_equal(self->diag.messages[i].line, 3);
    }
}

static void a_start_is_a_date(void **state)
{
    expect_broken(*state, "start: 1.3.2026\ntargets: {jobs: {at_least: 1, by: 2026-01-01}}\n",
                  "a.yaml:3:8: error: start is no date: \"1.3.2026\"\n"
                  "  start: 1.3.2026\n"
                  "         ^~~~~~~~\n"
                  "  hint: write 2026-03-01\n");
}

static void a_horizon_of_no_step_is_an_error(void **state)
{
    expect_broken(*state, "horizon: 3 days\n",
                  "a.yaml:3:10: error: the horizon is nearer to no week than to one\n"
                  "  horizon: 3 days\n"
                  "           ^~~~~~\n"
                  "  hint: a horizon is rounded to whole steps: make it longer, or the model's step: shorter\n");
}

static void a_population_is_needed(void **state)
{
    fixture_t *self = *state;
    char *none = pk_arena_copy(&self->arena, model_text);
    char *line = strstr(none, "population: 40000\n");
    memmove(line, line + 18, strlen(line + 18) + 1);
    pk_file("empty.yaml", none);
    pk_file("b.yaml", "polku: 1\nmodel: empty.yaml\n");
    assert_null(read_over(self, "b.yaml", PK_NO_OVERRIDES));
    expect_messages(&self->diag, "b.yaml:1:1: error: neither the scenario nor its model has a population\n"
                                 "  polku: 1\n"
                                 "  ^\n"
                                 "  hint: write population: 40000 here or in the model\n");
    pk_file("b.yaml", "polku: 1\nmodel: empty.yaml\npopulation: 1 000\n");
    pk_diag_t diag = {0};
    const pk_scenario_t *scenario = pk_scenario_read("b.yaml", &PK_NO_OVERRIDES, &self->arena, &diag);
    assert_non_null(scenario);
    assert_close(scenario->population, 1000, 0);
    assert_close(scenario->spend_scale, 1, 0); /* the spend is this population's */
    pk_diag_free(&diag);
}

static void a_population_has_bounds(void **state)
{
    fixture_t *self = *state;
    static const char *const cases[] = {"0", "2.5", "2e12", "-1"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_null(read_text(self, pk_arena_format(&self->arena, "population: %s\n", cases[i])));
        assert_int_equal(self->diag.messages[0].line, 3);
        self->diag.count = 0;
    }
}

/* Settings */

static void settings_have_bounds(void **state)
{
    expect_broken(*state, "runs: 0\nseed: -1\nengine: cohrt\nindividuals: maybe\n",
                  "a.yaml:3:7: error: runs cannot be 0: allowed is a whole number from 1 to 1000000\n"
                  "  runs: 0\n"
                  "        ^\n"
                  "a.yaml:4:7: error: seed must be a whole number of 0 or more\n"
                  "  seed: -1\n"
                  "        ^~\n"
                  "  hint: for example seed: 7\n"
                  "a.yaml:5:9: error: engine must be auto, expected, cohort or agents, not \"cohrt\"\n"
                  "  engine: cohrt\n"
                  "          ^~~~~\n"
                  "  hint: did you mean cohort?\n"
                  "a.yaml:6:14: error: individuals must be true, false, yes or no, not \"maybe\"\n"
                  "  individuals: maybe\n"
                  "               ^~~~~\n"
                  "  hint: write one of these words\n");
}

/* The same of a file that is read after another broken one. */
static void expect_broken_alone(fixture_t *self, const char *text, const char *messages)
{
    pk_diag_free(&self->diag);
    self->diag = (pk_diag_t){0};
    expect_broken(self, text, messages);
}

static void after_the_horizon_there_are_whole_steps(void **state)
{
    static const char HINT[] =
        "  hint: in steps, like after_horizon: 104, or as a duration, like after_horizon: 2 years\n";
    char expected[600];
    snprintf(expected, sizeof expected,
             "a.yaml:3:16: error: after_horizon must be a whole number of steps, at least 1\n"
             "  after_horizon: 0.5\n"
             "                 ^~~\n%s",
             HINT);
    expect_broken_alone(*state, "after_horizon: 0.5\n", expected);
    snprintf(expected, sizeof expected,
             "a.yaml:3:16: error: after_horizon is no number of steps and no duration: \"long\"\n"
             "  after_horizon: long\n"
             "                 ^~~~\n%s",
             HINT);
    expect_broken_alone(*state, "after_horizon: long\n", expected);
    expect_broken_alone(
        *state, "after_horizon: 99999\n",
        "a.yaml:3:16: error: horizon and after_horizon are longer than 100000 steps together, the most there "
        "may be\n"
        "  after_horizon: 99999\n"
        "                 ^~~~~\n");
}

static void overrides_win(void **state)
{
    fixture_t *self = *state;
    const char *path = scenario_file(self, "start: 2026-03-02\nhorizon: 52\nruns: 10\nseed: 3\nengine: cohort\n");
    const pk_scenario_t *scenario = read_over(self, path,
                                              (pk_overrides_t){.runs = 20,
                                                               .seed = 9,
                                                               .engine = PK_ENGINE_EXPECTED,
                                                               .individuals = true,
                                                               .start = "2027-01-04",
                                                               .horizon = 5,
                                                               .years = 2});
    expect_messages(&self->diag, "");
    assert_int_equal(scenario->runs, 20);
    assert_int_equal(scenario->seed, 9);
    assert_int_equal(scenario->engine, PK_ENGINE_EXPECTED);
    assert_true(scenario->individuals);
    assert_int_equal(scenario->calendar.start, day("2027-01-04"));
    assert_int_equal(scenario->calendar.steps, 5);
    scenario =
        read_over(self, path, (pk_overrides_t){.runs = -1, .seed = -1, .engine = -1, .start = "", .horizon = -1});
    expect_messages(&self->diag, "");
    assert_false(scenario->calendar.dated);
}

/* `years` stands in only where the file says nothing. */
static void the_horizon_where_none_is_written(void **state)
{
    fixture_t *self = *state;
    pk_overrides_t two_years = PK_NO_OVERRIDES;
    two_years.years = 2;
    const pk_scenario_t *scenario = read_over(self, scenario_file(self, "start: 2026-03-02\n"), two_years);
    expect_messages(&self->diag, "");
    assert_int_equal(scenario->calendar.steps, 104);
    scenario = read_over(self, scenario_file(self, "start: 2026-03-02\nhorizon: 52\n"), two_years);
    assert_int_equal(scenario->calendar.steps, 52);
}

/* Assumptions */

static void assumptions_replace_and_multiply(void **state)
{
    fixture_t *self = *state;
    const pk_scenario_t *scenario = expect_good(self, "assume:\n"
                                                      "  transitions.idle->need.probability: 1% to 2%\n"
                                                      "  transitions.need -> idle.probability: x0.5\n"
                                                      "  channels.facebook.effects.idle -> need: 3\n"
                                                      "  levers.hours.effects.need -> client.elasticity: -0.3\n");
    const pk_numbers_t *book = &scenario->model->numbers;
    assert_int_equal(scenario->model->transitions[0].value->kind, PK_NUMBER_LAW);
    assert_close(scenario->model->transitions[2].value->value, 0.1, 1e-15);
    const pk_number_t *strength = pk_number_find(book, "channels.facebook.effects.idle -> need");
    assert_non_null(strength);
    assert_close(strength->value, 3, 0);
    assert_int_equal(strength->sign, PK_TIMES);
    assert_close(scenario->model->drivers[driver(scenario, "hours")].effects[0].strength->value, -0.3, 1e-15);
}

static void unknown_paths_name_the_nearest(void **state)
{
    fixture_t *self = *state;
    assert_null(read_text(self, "assume:\n"
                                "  channels.facebok.saturation.half: 3000\n"
                                "  channels.facebook.saturation: 3000\n"
                                "  transitions.idle->need: 3\n"
                                "  weather: 3\n"
                                "  posterior: p.csv\n"));
    expect_messages(&self->diag,
                    "a.yaml:8:14: error: there is no file \"p.csv\"\n"
                    "    posterior: p.csv\n"
                    "               ^~~~~\n"
                    "  hint: a path starts in the folder of the file that it stands in\n"
                    "a.yaml:4:3: error: the model has no number \"channels.facebok.saturation.half\"\n"
                    "    channels.facebok.saturation.half: 3000\n"
                    "    ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
                    "  hint: did you mean channels.facebook.saturation.half, channels.facebook.saturation.slope or "
                    "channels.search.saturation.half?\n"
                    "a.yaml:5:3: error: the model has no number \"channels.facebook.saturation\"\n"
                    "    channels.facebook.saturation: 3000\n"
                    "    ^~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
                    "  hint: numbers below it: channels.facebook.saturation.half and "
                    "channels.facebook.saturation.slope\n"
                    "a.yaml:6:3: error: the model has no number \"transitions.idle->need\"\n"
                    "    transitions.idle->need: 3\n"
                    "    ^~~~~~~~~~~~~~~~~~~~~~\n"
                    "  hint: numbers below it: transitions.idle -> need.probability\n"
                    "a.yaml:7:3: error: the model has no number \"weather\"\n"
                    "    weather: 3\n"
                    "    ^~~~~~~\n"
                    "  hint: a path is the keys on the way to a number, joined by dots, like "
                    "channels.facebook.saturation.half\n");
}

static void a_number_is_assumed_once(void **state)
{
    expect_broken(*state,
                  "assume:\n  transitions.idle -> need.probability: 2%\n  transitions.idle->need.probability: 3%\n",
                  "a.yaml:5:3: error: transitions.idle -> need.probability is assumed twice\n"
                  "    transitions.idle->need.probability: 3%\n"
                  "    ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
                  "  hint: keep one of them\n");
}

/* Changes */

static void spend_may_be_a_schedule_or_a_file(void **state)
{
    fixture_t *self = *state;
    pk_file("plan.csv", "date,eur\n2026-03-02,10\n2026-03-09,20\n");
    const pk_scenario_t *scenario = expect_good(self, "start: 2026-03-02\nhorizon: 2\n"
                                                      "spend:\n"
                                                      "  facebook: [{until: 2026-03, total: 12000}, {otherwise: 200}]\n"
                                                      "  search: {file: plan.csv, column: eur}\n");
    assert_int_equal(scenario->spend[driver(scenario, "facebook")]->npiece, 2);
    assert_true(scenario->spend[driver(scenario, "facebook")]->pieces[0].total);
    assert_int_equal(scenario->spend[driver(scenario, "search")]->series->count, 2);
    assert_string_equal(scenario->sources[2]->name, "plan.csv");
}

static void unknown_names_are_errors(void **state)
{
    expect_broken(*state,
                  "spend: {facebok: 1, hours: 2}\nlevers: {report: 1, facebook: 2}\n"
                  "conversions: {need -> lost: x2, client -> need: x2}\n",
                  "a.yaml:3:9: error: there is no channel \"facebok\"\n"
                  "  spend: {facebok: 1, hours: 2}\n"
                  "          ^~~~~~~\n"
                  "  hint: did you mean facebook? There are facebook and search\n"
                  "a.yaml:3:21: error: there is no channel \"hours\"\n"
                  "  spend: {facebok: 1, hours: 2}\n"
                  "                      ^~~~~\n"
                  "  hint: there are facebook and search\n"
                  "a.yaml:4:21: error: there is no lever \"facebook\"\n"
                  "  levers: {report: 1, facebook: 2}\n"
                  "                      ^~~~~~~~\n"
                  "  hint: there are hours and report\n"
                  "a.yaml:5:15: error: there is no stage \"lost\"\n"
                  "  conversions: {need -> lost: x2, client -> need: x2}\n"
                  "                ^~~~~~~~~~~~\n"
                  "  hint: there are idle, need and client\n"
                  "a.yaml:5:33: error: there is no transition \"client -> need\"\n"
                  "  conversions: {need -> lost: x2, client -> need: x2}\n"
                  "                                  ^~~~~~~~~~~~~~\n"
                  "  hint: did you mean client -> idle? Else declare it under transitions:, with probability: 0 where "
                  "only a driver makes it happen\n");
}

static void sections_are_mappings(void **state)
{
    fixture_t *self = *state;
    assert_null(read_text(self, "spend: 300\nlevers: [1]\nconversions: x2\nassume: 3\ntargets: 4\n"));
    assert_int_equal(self->diag.errors, 5);
    for (int i = 0; i < 5; i++) {
        assert_non_null(strstr(self->diag.messages[i].text, "must be a mapping"));
    }
}

/* (now / value) ^ elasticity is defined above 0 only; a lever that multiplies may be 0. */
static void a_lever_with_an_elasticity_is_positive(void **state)
{
    fixture_t *self = *state;
    expect_good(self, "levers: {report: 0}\n");
    assert_null(read_text(self, "levers: {hours: 0}\n"));
    assert_int_equal(self->diag.errors, 1);
    assert_int_equal(self->diag.messages[0].column, 17);
}

static void conversions_are_factors_numbers_or_schedules(void **state)
{
    fixture_t *self = *state;
    const pk_scenario_t *scenario = expect_good(self, "horizon: 20\n"
                                                      "conversions:\n"
                                                      "  idle->need: [{until: 2, value: x0.509}, {otherwise: x1}]\n"
                                                      "  need -> client: 12%\n"
                                                      "  need -> idle: [{until: 3, value: 10%}, {otherwise: 20%}]\n"
                                                      "  client -> idle: {value: x0.9 to 1.1, source: guess}\n");
    pk_number_t *const *conversions = scenario->conversions;
    assert_int_equal(conversions[0]->kind, PK_NUMBER_SCHEDULE);
    assert_int_equal(conversions[0]->pieces[0].value->sign, PK_TIMES);
    assert_close(conversions[0]->pieces[0].value->value, 0.509, 1e-15);
    assert_int_equal(conversions[1]->sign, PK_BARE);
    assert_close(conversions[1]->value, 0.12, 1e-15);
    assert_int_equal(conversions[2]->pieces[0].value->sign, PK_BARE);
    assert_int_equal(conversions[2]->pieces[1].value->sign, PK_BARE);
    assert_int_equal(conversions[3]->kind, PK_NUMBER_LAW);
    assert_int_equal(conversions[3]->sign, PK_TIMES);
}

static void one_flow_is_converted_once(void **state)
{
    expect_broken(*state, "conversions: {need -> client: x2, need->client: x3}\n",
                  "a.yaml:3:35: error: need -> client is named twice\n"
                  "  conversions: {need -> client: x2, need->client: x3}\n"
                  "                                    ^~~~~~~~~~~~\n"
                  "  hint: keep one of them\n");
}

/* pk_model_check sees the conversions: 10% x 9 and 20% out of need must pass 1. */
static void rows_are_checked_with_conversions(void **state)
{
    fixture_t *self = *state;
    assert_null(read_text(self, "conversions: {need -> client: x9}\n"));
    assert_int_equal(self->diag.errors, 1);
}

/* Targets */

static void targets_have_bounds_and_a_time(void **state)
{
    fixture_t *self = *state;
    const pk_scenario_t *scenario = expect_good(self, "start: 2026-03-02\nhorizon: 10\n"
                                                      "targets:\n"
                                                      "  jobs: {at_least: 400, at_most: 500, by: 2026-03-20}\n"
                                                      "  spend.facebook: {at_most: 10 000, by: 4}\n"
                                                      "  cost_per_purchase: {at_most: 12.5}\n"
                                                      "  profit: {at_least: -100, by: 2026-04, note: why}\n");
    const struct {
        const char *kpi, *by_text;
        double bound;
        int by;
        bool at_least;
    } goals[] = {{"jobs", "2026-03-20", 500, 2, false}, /* week 3 ends on 2026-03-22 */
                 {"jobs", "2026-03-20", 400, 2, true},
                 {"spend.facebook", "4", 10000, 4, false},
                 {"cost_per_purchase", "", 12.5, 10, false},
                 {"profit", "2026-04", -100, 8, true}}; /* week 9 ends on 2026-05-03 */
    assert_int_equal(scenario->ngoal, 5);
    for (int i = 0; i < 5; i++) {
        assert_string_equal(scenario->goals[i].kpi, goals[i].kpi);
        assert_string_equal(scenario->goals[i].by_text, goals[i].by_text);
        assert_close(scenario->goals[i].bound, goals[i].bound, 0);
        assert_int_equal(scenario->goals[i].by, goals[i].by);
        assert_int_equal(scenario->goals[i].at_least, goals[i].at_least);
    }
}

/* A scenario over ten years or 400 steps of this length, with one target by this time. */
static pk_scenario_t *read_target_by(fixture_t *self, const char *step, const char *start, const char *by)
{
    char *model = pk_arena_copy(&self->arena, model_text);
    char *line = strstr(model, "step: week\n");
    pk_file("stepped.yaml",
            pk_arena_format(&self->arena, "%.*sstep: %s\n%s", (int)(line - model), model, step, line + 11));
    pk_file("b.yaml", pk_arena_format(&self->arena,
                                      "polku: 1\nmodel: stepped.yaml\n%s%s\nhorizon: %s\n"
                                      "targets: {jobs: {at_least: 1, by: %s}}\n",
                                      *start ? "start: " : "note: ", *start ? start : "none",
                                      strcmp(step, "year") == 0 ? "10" : "400", by));
    return read_over(self, "b.yaml", PK_NO_OVERRIDES);
}

static void expect_day(long day, const char *expected)
{
    char text[PK_DATE_TEXT];
    pk_date_write(day, text);
    assert_string_equal(text, expected);
}

/* Worked with Python's datetime: the steps whose last day is on that day or before it, and the last of these days. */
static void a_target_counts_the_steps_that_are_over(void **state)
{
    fixture_t *self = *state;
    static const struct {
        const char *step, *start, *by;
        int counted;
        const char *through;
    } rows[] = {
        {"day", "2026-03-01", "2026-03-01", 1, ""},
        {"day", "2026-03-01", "2026-03-20", 20, ""},
        {"day", "2026-03-01", "2026-03", 31, "2026-03-31"},
        {"week", "2026-03-02", "2026-03-08", 1, ""},
        {"week", "2026-03-02", "2026-03-09", 1, "2026-03-08"},
        {"week", "2026-03-02", "2026-04-30", 8, "2026-04-26"},
        {"week", "2026-03-02", "2026-05", 13, "2026-05-31"},
        {"month", "2026-01-01", "2026-01-31", 1, ""},
        {"month", "2026-01-01", "2026-03-30", 2, "2026-02-28"},
        {"month", "2026-01-01", "2026-12", 12, "2026-12-31"},
        {"month", "2026-01-31", "2026-02-27", 1, ""},
        {"month", "2026-01-31", "2026-03", 2, "2026-03-30"},
        {"month", "2026-01-15", "2026-12-31", 11, "2026-12-14"},
        {"year", "2026-01-01", "2026-12-31", 1, ""},
        {"year", "2026-01-01", "2027-12-30", 1, "2026-12-31"},
        {"year", "2024-02-29", "2028-02-28", 4, ""},
        {"year", "2026-07-01", "2028-01", 1, "2027-06-30"},
        {"day", "2026-03-01", "40", 40, "2026-04-09"},
        {"month", "2026-01-31", "2", 2, "2026-03-30"},
        {"day", "", "40", 40, ""},
        {"week", "", "8", 8, ""},
        {"month", "", "12", 12, ""},
        {"year", "", "3", 3, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const pk_scenario_t *scenario = read_target_by(self, rows[i].step, rows[i].start, rows[i].by);
        expect_messages(&self->diag, "");
        assert_int_equal(scenario->goals[0].by, rows[i].counted);
        assert_string_equal(scenario->goals[0].by_text, rows[i].by);
        assert_true(scenario->goals[0].by_step == (strchr(rows[i].by, '-') == NULL));
        expect_day(scenario->goals[0].by_day, strlen(rows[i].by) == 10 ? rows[i].by : "");
        expect_day(scenario->goals[0].through_day, rows[i].through);
    }
}

static void a_target_by_a_day_before_any_step_is_over_is_an_error(void **state)
{
    fixture_t *self = *state;
    static const struct {
        const char *step, *start, *by, *first_end;
    } rows[] = {
        {"day", "2026-03-01", "2026-02-28", "2026-03-01"},   {"week", "2026-03-02", "2026-03-07", "2026-03-08"},
        {"month", "2026-01-01", "2026-01-01", "2026-01-31"}, {"month", "2026-01-31", "2026-01", "2026-02-27"},
        {"year", "2026-01-01", "2026-12-30", "2026-12-31"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_null(read_target_by(self, rows[i].step, rows[i].start, rows[i].by));
        const pk_message_t *message = &self->diag.messages[self->diag.count - 1];
        assert_string_equal(message->text, pk_arena_format(&self->arena, "no step is over by %s", rows[i].by));
        assert_string_equal(
            message->hint, pk_arena_format(&self->arena, "a step counts from its last day on, and that of step 1 is %s",
                                           rows[i].first_end));
    }
    static const char *const steps[] = {"day", "week", "month", "year"};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_null(read_target_by(self, steps[i], "", "2026-12"));
        assert_string_equal(self->diag.messages[self->diag.count - 1].text,
                            "a target by a date, but the scenario has no start");
    }
}

/* Without a sum over days that nobody simulates: what lies a whole step behind the last one is outside. */
static void a_target_may_lie_a_little_behind_the_horizon(void **state)
{
    fixture_t *self = *state;
    const pk_scenario_t *scenario =
        expect_good(self, "start: 2026-01-01\nhorizon: 1 year\ntargets: {jobs: {at_least: 1, by: 2026-12}}\n");
    assert_int_equal(scenario->goals[0].by, 52);
    expect_day(scenario->goals[0].through_day, "2026-12-30");
    assert_null(
        read_text(self, "start: 2026-01-01\nhorizon: 1 year\ntargets: {jobs: {at_least: 1, by: 2027-01-06}}\n"));
}

static void broken_targets_are_told(void **state)
{
    fixture_t *self = *state;
    assert_null(read_text(self, "start: 2026-03-02\nhorizon: 10\n"
                                "targets:\n"
                                "  job: {at_least: 400}\n"
                                "  jobs: {by: 4}\n"
                                "  spend: {at_most: 1 to 2}\n"
                                "  profit: {at_least: 1, by: 11}\n"
                                "  revenue: {at_least: 1, by: 2026-05-17}\n"
                                "  cost: {at_most: 1, by: soon}\n"));
    static const char *const texts[] = {
        "there is no KPI \"job\"",
        "the target of jobs says neither at_least nor at_most",
        "at_most must be a plain number, not an uncertain one",
        "11 lies outside the horizon",
        "2026-05-17 lies outside the horizon",
        "by must be a step or a date, not \"soon\"",
    };
    assert_int_equal(self->diag.count, 6);
    for (int i = 0; i < 6; i++) {
        assert_string_equal(self->diag.messages[i].text, texts[i]);
        assert_int_equal(self->diag.messages[i].line, 6 + i);
    }
    assert_string_equal(self->diag.messages[4].hint, "the horizon is steps 1 to 10, through 2026-05-10");
}

static void a_target_by_date_needs_a_start(void **state)
{
    expect_broken(*state, "targets: {jobs: {at_least: 1, by: 2026-12-31}}\n",
                  "a.yaml:3:35: error: a target by a date, but the scenario has no start\n"
                  "  targets: {jobs: {at_least: 1, by: 2026-12-31}}\n"
                  "                                    ^~~~~~~~~~\n"
                  "  hint: write `start:` in the scenario, or a step here\n");
}

/* Schedules and seasons */

static void seasons_need_a_start(void **state)
{
    fixture_t *self = *state;
    pk_file("b.yaml", "polku: 1\nmodel: season.yaml\nhorizon: 4\n");
    assert_null(read_over(self, "b.yaml", PK_NO_OVERRIDES));
    expect_messages(&self->diag, "season.yaml:23:3: error: the season rain needs dates, but the scenario has no start\n"
                                 "    rain: {by_month: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], effects: [idle -> need]}\n"
                                 "    ^~~~\n"
                                 "  hint: write `start:` in the scenario, for example start: 2026-03-01\n");
}

static void schedules_are_checked_over_the_horizon(void **state)
{
    fixture_t *self = *state;
    assert_null(read_text(self, "horizon: 10\nspend: {facebook: [{from: 3, until: 5, value: 7}]}\n"
                                "levers: {hours: [{until: 2026-05, value: 7}, {otherwise: 2}]}\n"));
    static const char *const texts[] = {
        "spend.facebook has no piece for steps 1 to 2",
        "spend.facebook has no piece for steps 6 to 10",
        "a schedule by date, but the scenario has no start",
    };
    assert_int_equal(self->diag.count, 3);
    for (int i = 0; i < 3; i++) {
        assert_string_equal(self->diag.messages[i].text, texts[i]);
    }
}

/* The model's own plan covers 2026; a scenario of 2030 with spend of its own does not ask for it. */
static void a_replaced_schedule_is_not_asked_for(void **state)
{
    fixture_t *self = *state;
    char *planned = pk_arena_format(&self->arena, "%s", model_text);
    char *spend = strstr(planned, "{spend: 300,");
    planned =
        pk_arena_format(&self->arena, "%.*s{history: 300, spend: [{from: 2026-01, until: 2026-12, value: 300}],%s",
                        (int)(spend - planned), planned, spend + 12);
    pk_file("planned.yaml", planned);
    pk_file("b.yaml", "polku: 1\nmodel: planned.yaml\nstart: 2030-01-07\nhorizon: 4\nspend: {facebook: 5}\n");
    assert_non_null(read_over(self, "b.yaml", PK_NO_OVERRIDES));
    expect_messages(&self->diag, "");
    pk_file("b.yaml", "polku: 1\nmodel: planned.yaml\nstart: 2030-01-07\nhorizon: 4\n");
    assert_null(read_over(self, "b.yaml", PK_NO_OVERRIDES));
    assert_string_equal(self->diag.messages[0].text,
                        "channels.facebook.spend has no piece for steps 1 to 4 (2030-01-07 to 2030-01-28)");
    self->diag.count = 0;
    const pk_scenario_t *alone = read_over(self, "planned.yaml", PK_NO_OVERRIDES);
    assert_non_null(alone);
    assert_int_equal(alone->calendar.start, day("2026-01-01"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_a_whole_scenario),
        TEST(has_defaults),
        TEST(a_model_alone_changes_nothing),
        TEST(a_model_with_seasons_gets_a_start),
        TEST(a_missing_file_is_an_error),
        TEST(unknown_keys_and_versions_are_errors),
        TEST(children_win_and_paths_stay),
        TEST(titles_are_not_inherited),
        TEST(a_circle_is_shown),
        TEST(a_circle_of_one_is_shown),
        TEST(a_chain_has_an_end),
        TEST(a_scenario_is_not_based_on_a_model),
        TEST(a_scenario_needs_a_model),
        TEST(links_must_be_names),
        TEST(a_missing_parent_is_told_where_it_is_named),
        TEST(horizons_are_steps_or_durations),
        TEST(a_horizon_has_bounds),
        TEST(a_start_is_a_date),
        TEST(a_horizon_of_no_step_is_an_error),
        TEST(a_population_is_needed),
        TEST(a_population_has_bounds),
        TEST(settings_have_bounds),
        TEST(after_the_horizon_there_are_whole_steps),
        TEST(overrides_win),
        TEST(the_horizon_where_none_is_written),
        TEST(assumptions_replace_and_multiply),
        TEST(unknown_paths_name_the_nearest),
        TEST(a_number_is_assumed_once),
        TEST(spend_may_be_a_schedule_or_a_file),
        TEST(unknown_names_are_errors),
        TEST(sections_are_mappings),
        TEST(a_lever_with_an_elasticity_is_positive),
        TEST(conversions_are_factors_numbers_or_schedules),
        TEST(one_flow_is_converted_once),
        TEST(rows_are_checked_with_conversions),
        TEST(targets_have_bounds_and_a_time),
        TEST(a_target_counts_the_steps_that_are_over),
        TEST(a_target_by_a_day_before_any_step_is_over_is_an_error),
        TEST(a_target_may_lie_a_little_behind_the_horizon),
        TEST(broken_targets_are_told),
        TEST(a_target_by_date_needs_a_start),
        TEST(seasons_need_a_start),
        TEST(schedules_are_checked_over_the_horizon),
        TEST(a_replaced_schedule_is_not_asked_for),
    };
    return cmocka_run_group_tests(tests, write_files, pk_files_end);
}
