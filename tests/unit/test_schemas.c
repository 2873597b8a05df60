/* The schemas of models, scenarios, optimisations and calibrations in models/ accept what polku reads and refuse what
 * is broken in shape.
 */
#include "json_schema.h"

#include <glob.h>
#include <gsl/gsl_errno.h>

#include "cli/new_templates.h"
#include "model/calibration.h"
#include "model/model.h"
#include "pk_files.h"

static json_t *model_schema, *scenario_schema, *optimise_schema, *calibrate_schema;
static char root_folder[512];

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* A file as an editor sees it; NULL where it is no YAML. */
static json_t *value_of(const char *path)
{
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    const pk_node_t *node = pk_doc_read(path, PK_NOWHERE, &arena, &diag);
    json_t *value = node ? schema_value(node) : NULL;
    pk_diag_free(&diag);
    pk_arena_free(&arena);
    return value;
}

static json_t *schema_for(const json_t *value)
{
    if (json_object_get(value, "calibrate") != NULL) {
        return calibrate_schema;
    }
    if (json_object_get(value, "optimise") != NULL) {
        return optimise_schema;
    }
    const bool model =
        json_object_get(value, "stages") || (!json_object_get(value, "scenario") && !json_object_get(value, "model") &&
                                             !json_object_get(value, "based_on"));
    return model ? model_schema : scenario_schema;
}

/* Where the schema refuses the file; "" where it accepts, or where there is nothing to read. */
static const char *refused_at(const char *path, schema_fault_t *fault)
{
    *fault = (schema_fault_t){0};
    json_t *value = value_of(path);
    const json_t *schema = schema_for(value);
    if (value && !schema_accepts(schema, schema, value, fault) && !*fault->path) {
        strcpy(fault->path, "/");
    }
    json_decref(value);
    return fault->path;
}

static void expect_accepted(const char *path)
{
    schema_fault_t fault;
    if (*refused_at(path, &fault)) {
        fail_msg("%s: the schema refuses %s (%s)", path, fault.path, fault.keyword);
    }
}

/* --- files ---------------------------------------------------------------------------------------------------------
 */

static void accept_all(const char *pattern, size_t least)
{
    glob_t found;
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= least);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        expect_accepted(found.gl_pathv[i]);
    }
    globfree(&found);
}

static void every_shipped_file_is_accepted(void **state)
{
    (void)state;
    accept_all("models/*.yaml", 3);
    accept_all("scenarios/*/*.yaml", 12);
    accept_all("scenarios/*/*/*.yaml", 1);
    accept_all("tests/bad/ok-*.yaml", 5);
}

/* Every key at least once; what the reader accepts, the schema does. */
static const char whole_model[] =
    "polku: 1\nname: 2026\nstep: week\ncurrency: EUR\ndiscount: {value: 5%, source: a bank}\npopulation: 40 000\n"
    "probabilities: today\nsource: us\nnote: none\n"
    "stages:\n"
    "  unaware: {label: Ei tarvetta, role: prospect, start: rest, note: x}\n"
    "  need: {role: prospect, start: 2% to 4%}\n"
    "  lead: {role: prospect, dwell: exponential(mean=2 weeks)}\n"
    "  paid: {dwell: 0}\n"
    "  loyal: {role: advocate, start: {value: 3%, source: s}, start_age: new, cost: 20 per month, revenue: .5,\n"
    "          entry_cost: {file: plan.csv, column: money}, end_value: 40, dwell: {value: 10 weeks, note: n}}\n"
    "  lost: {role: lost, exits: {law: 'dirichlet(2, 1 to 3, 90)', to: [need, unaware]}}\n"
    "  empty:\n"
    "personas: {near: {label: L, share: 70%}, far: {share: rest}}\n"
    "transitions:\n"
    "  unaware -> need: {probability: [{until: 2026-03, value: 1%}, {from: 2026-04, until: 2026-06-30, value: 2%},\n"
    "                    {otherwise: 1.5%}], by_persona: {far: {probability: x1.2, note: n}}}\n"
    "  need -> lead: {rate: 1.1 per year}\n"
    "  lead -> paid: {share: 60%, revenue: 'varies gamma(mean=290, sd=90)'}\n"
    "  lead->lost: {share: rest}\n"
    "  paid -> loyal: {share: 100%, revenue: 200, cost: 62% of revenue}\n"
    "  loyal -> loyal: {share: 30%, revenue: {value: 100, source: s}}\n"
    "  loyal -> lost: {share: rest}\n"
    "  lost -> need:\n"
    "channels:\n"
    "  a: {label: A, spend: [{until: 2, total: 400}, {otherwise: 300}], history: 250, carryover: {half_life: 2 "
    "weeks},\n"
    "      saturation: {half: 2000, slope: 1.2}, ours: yes, reach: {near: 1, far: 30%, note: n},\n"
    "      effects: {unaware -> need: brings 20% to 40%, note: n}}\n"
    "  b: {spend: 10, carryover: {retention: 0.7}, saturation: {exponential: {scale: 9}}, ours: false,\n"
    "      effects: {need -> lead: {value: x4, source: s}}}\n"
    "  c: {spend: 10, carryover: {delayed: {retention: .7, peak: 2}}, saturation: {logistic: {scale: 9}},\n"
    "      effects: {need -> lead: +3%}}\n"
    "  d: {spend: 10, carryover: {weibull: {shape: 2, scale: 3 weeks}}, saturation: {linear: {unit: 9}}}\n"
    "levers:\n"
    "  hours: {value: 1, reach: 0.5, effects: {lead -> paid: {elasticity: -0.2 to -0.1}, lead -> *: x1.1}}\n"
    "  report: {value: 1, cost: {lead -> paid: 8, per_step: 20}, effects: {revenue: x1.4, paid -> loyal.cost: x2}}\n"
    "  hall: {value: 1, per_step: 5, effects: {capacity.crew: x2}}\n"
    "seasons: {spring: {by_month: [.4, .4, .7, 1.5, 1.6, 1, .8, .9, 1.6, 1.8, .9, .4], effects: [unaware -> need]}}\n"
    "word_of_mouth: {talk: {from: [loyal], saturation: {half: 5%}, effects: {-> need: +12}}}\n"
    "stocks:\n"
    "  reviews: {start: 12, decay: 0.5%, gains: {lead -> paid: 0.1, channels: {a: 1}}, saturation: {half: 10}}\n"
    "  points: {start: 50, channels: {a: 1}}\n"
    "  stars: {ratio: [points, reviews], empty: 4.2, effects: {need -> lead: {elasticity: 0.4}}}\n"
    "capacity: {crew: {label: C, per_step: 14.5, uses: {need -> lead: 1}}}\n"
    "queues: {wait: {of: crew, saturation: {half: 2}, effects: {need -> lead: x0.8}}}\n"
    "arrivals: {need: 40 per month}\n"
    "kpis:\n"
    "  jobs: {count: lead -> paid, better: higher}\n"
    "  both: {label: B, count: [lead -> paid, lead -> lost]}\n"
    "  part: {share: loyal}\n"
    "  some: {average: [loyal, lost]}\n"
    "  most: {peak: lead}\n"
    "  years: {time: {need: .85, loyal: .30}, discount: 1.5%}\n"
    "  worth: {money: [loyal, lead -> paid], discount: 3%}\n"
    "  each: {ratio: [profit, jobs], better: lower}\n";

static const char whole_scenario[] =
    "polku: 1\nscenario: All of it\nmodel: whole.yaml\nstart: 2026-03-02\nhorizon: 18 months\npopulation: 20000\n"
    "spend: {a: [{from: 2026-04, until: 2026-05, total: 12000}, {otherwise: x1}], b: x1.2}\n"
    "levers: {hours: 36, report: [{until: 4, value: no}, {otherwise: yes}]}\n"
    "conversions: {need -> lead: x1.2, lead -> paid: [{until: 2026-06-30, value: x0.5}, {otherwise: x1}]}\n"
    "assume: {channels.a.saturation.half: 3000, levers.hours.effects.lead -> paid: {elasticity: -0.3},\n"
    "         'transitions.lead->lost.share': x1, channels.b.spend: {value: x2, source: s}}\n"
    "targets: {jobs: {at_least: 400, by: 2026-12-31}, profit: {at_most: 80 000, by: 26, note: n}}\n"
    "actuals: [{file: actuals.csv, per: week, columns: {leads: need -> lead, loyal: loyal}, note: n}]\n"
    "runs: 1 000\nseed: 7\nengine: auto\nindividuals: false\nsource: us\nnote: n\n";

static const char whole_calibration[] =
    "polku: 1\ncalibrate: All of it\nmodel: whole.yaml\nstart: 2026-03-02\nhorizon: 12\npopulation: 20000\n"
    "spend: {a: 30, b: x1.2}\nlevers: {hours: 36}\nconversions: {need -> lead: x1.2}\n"
    "assume: {channels.a.saturation.half: 3000 to 5000}\nengine: auto\nfree: [stages, channels.a]\nfix: stages.need\n"
    "extra: normal(0, 5%)\ndrift: [{flow: unaware -> need, every: 13 weeks, sd: 5% to 10%}]\n"
    "holdout: 3\nchains: {value: 2, note: n}\nseed: 3\nsource: us\nnote: n\n"
    "observe:\n"
    "  - {series: seen.csv, flow: need -> lead, column: leads, persona: near, noise: negative_binomial, size: 5 to "
    "50}\n"
    "  - {series: seen.csv, stage: loyal, column: loyal, noise: normal, sd: 3, note: n}\n"
    "  - {series: weeks.csv, kpi: jobs, column: jobs, per: week}\n"
    "  - {journeys: log.csv, columns: {case: id, time: at, stage: what, persona: who}, map: {Order: paid},\n"
    "     ignore: [404, error], lapse: {after: 90 days, to: lost}, until: 2026-12-31}\n"
    "  - {journeys: log.csv, by: event, end: lost}\n"
    "  - {target: {share: need, at: 12, value: 4%, sd: {value: 0.5%, source: s}}}\n"
    "  - {target: {flow: need -> lead, from: 2026-04-06, at: 9, persona: far, value: 400, sd: 20}}\n"
    "  - {experiment: {channel: a, extra: 1000, from: 2026-05-04, until: 11, kpi: jobs, counted: {from: 9, until: "
    "12},\n"
    "                  in: 30%, in_spend: no, value: 35, sd: 12}}\n";

static void what_the_reader_accepts_is_accepted(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    char plan[512] = "date,money\n";
    for (long week = 0; week < 12; week++) {
        char date[PK_DATE_TEXT];
        pk_date_write(pk_date_join(2026, 3, 2) + 7 * week, date);
        snprintf(plan + strlen(plan), sizeof plan - strlen(plan), "%s,5\n", date);
    }
    pk_file("plan.csv", plan);
    const char *model = pk_file("whole.yaml", whole_model), *scenario = pk_file("plan.yaml", whole_scenario);
    pk_file("actuals.csv", "date,leads,loyal\n2026-04-06,5,6\n");
    const char *calibration = pk_file("learn.yaml", whole_calibration);
    pk_file("seen.csv", "step,leads,loyal\n1,5,6\n2,7,8\n");
    pk_file("weeks.csv", "date,jobs\n2026-05-04,5\n");
    const pk_overrides_t none = PK_NO_OVERRIDES;
    pk_model_read(model, PK_NOWHERE, &arena, &diag);
    pk_calibration_read(calibration, &none, &arena, &diag);
    expect_messages(&diag, "");
    expect_accepted(model);
    expect_accepted(scenario);
    expect_accepted(calibration);
    for (int k = 0; k < PK_FIRMS; k++) {
        for (const pk_template_t *t = pk_new_firms[k].files; t->name; t++) {
            expect_accepted(pk_file(t->name, t->text));
        }
    }
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

/* What is wrong with the shape of a file (keys, types, words, plain numbers out of their range) an editor underlines;
 * names that lead nowhere, sums and what a text means are the reader's. */
static void broken_shapes_are_refused(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"arrow-missing", "/transitions/need buyer"},
        {"decimal-commas-in-a-list", "/seasons/spring/by_month"},
        {"discount-5", "/discount"},
        {"dwell-law-unknown", "/stages/buyer/dwell"},
        {"dwell-negative", "/stages/buyer/dwell"},
        {"events", "/events/nothing"},
        {"kpi-without-measure", "/kpis/jobs"},
        {"law-unknown", "/transitions/need -> buyer/probability"},
        {"name-with-a-space", "/stages/no need"},
        {"no-stages", "/"},
        {"no-step", "/"},
        {"no-version", "/"},
        {"not-a-number", "/transitions/need -> buyer/probability"},
        {"number-missing", "/transitions/need -> buyer/probability"},
        {"population-half", "/population"},
        {"population-negative", "/population"},
        {"population-text", "/population"},
        {"population-too-large", "/population"},
        {"probabilities-word", "/probabilities"},
        {"probability-5", "/transitions/need -> buyer/probability"},
        {"rate-negative", "/transitions/need -> buyer/rate"},
        {"retention-1", "/channels/facebook/carryover/retention"},
        {"role-unknown", "/stages/buyer/role"},
        {"saturation-half-0", "/channels/facebook/saturation/half"},
        {"saturation-unknown", "/channels/facebook/saturation/halv"},
        {"scenario-engine-unknown", "/engine"},
        {"scenario-german-date", "/start"},
        {"scenario-horizon-0", "/horizon"},
        {"scenario-horizon-too-long", "/horizon"},
        {"scenario-runs-0", "/runs"},
        {"scenario-runs-1.5", "/runs"},
        {"scenario-seed-negative", "/seed"},
        {"scenario-target-without-bound", "/targets/new_customers"},
        {"scenario-without-model", "/"},
        {"schedule-german-date", "/transitions/need -> buyer/probability/0/until"},
        {"balance-date-in-the-model", "/start"},
        {"season-of-11-months", "/seasons/spring/by_month"},
        {"seasons-by-weekday", "/seasons/empty"},
        {"spend-negative", "/channels/facebook/spend"},
        {"stage-named-all", "/stages/all"},
        {"stages-as-a-list", "/stages"},
        {"start-age-word", "/stages/buyer/start_age"},
        {"step-fortnight", "/step"},
        {"text-with-comma", "/transitions/need -> buyer/probability/Tellis"},
        {"two-of-probability-and-rate", "/transitions/need -> buyer"},
        {"unknown-key-at-the-top", "/curency"},
        {"unknown-key-in-a-stage", "/stages/buyer/roel"},
        {"version-2", "/polku"},
    };
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char path[128];
        schema_fault_t fault;
        snprintf(path, sizeof path, "tests/bad/%s.yaml", rows[i][0]);
        if (strcmp(refused_at(path, &fault), rows[i][1]) != 0) {
            print_error("%s is refused at \"%s\" (%s), not at \"%s\"\n", path, fault.path, fault.keyword, rows[i][1]);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* --- around ----------------------------------------------------------------------------------------------------------
 */

static int set_up(void **state)
{
    gsl_set_error_handler_off();
    model_schema = schema_load("models/model.schema.json");
    scenario_schema = schema_load("models/scenario.schema.json");
    optimise_schema = schema_load("models/optimise.schema.json");
    calibrate_schema = schema_load("models/calibrate.schema.json");
    return getcwd(root_folder, sizeof root_folder) ? pk_files_begin(state) : 1;
}

static int tear_down(void **state)
{
    json_decref(model_schema);
    json_decref(scenario_schema);
    json_decref(calibrate_schema);
    json_decref(optimise_schema);
    return pk_files_end(state);
}

/* The project's folder for tests of its files, the temporary one for the others. */
static int in_project(void **state)
{
    (void)state;
    return chdir(root_folder);
}

static int in_temporary(void **state)
{
    (void)state;
    return chdir(pk_folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_shipped_file_is_accepted, in_project, in_temporary),
        cmocka_unit_test_setup_teardown(broken_shapes_are_refused, in_project, in_temporary),
        cmocka_unit_test(what_the_reader_accepts_is_accepted),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
