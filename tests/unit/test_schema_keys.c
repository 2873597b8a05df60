/* The keys and words of the schemas in models/ (of models, scenarios, and files of polku optimise and calibrate) are
 * those of the readers. The readers are asked: each object of a schema with a closed list of keys has a probe here, a
 * file with an unknown key in that place, and the keys that the reader's hint allows must be the schema's; likewise a
 * wrong word for each enumeration.
 */
#include "json_schema.h"

#include <gsl/gsl_errno.h>

#include "model/calibration.h"
#include "model/law/law.h"
#include "model/read_optimise.h"
#include "model/scenario.h"
#include "pk_files.h"

static json_t *model_schema, *scenario_schema, *optimise_schema, *calibrate_schema;

/* --- keys ------------------------------------------------------------------------------------------------------------
 */

#define HEAD            "polku: 1\nname: m\nstep: week\npopulation: 100\n"
#define STAGES          "stages: {a: {start: rest}, b: {}, c: {dwell: 2}}\n"
#define FLOWS           "transitions: {a -> b: {probability: 1%, revenue: 5, cost: 2}, c -> b: {share: rest}}\n"
#define MODEL           HEAD STAGES FLOWS
#define DAYS            "polku: 1\nname: m\nstep: day\npopulation: 100\n" STAGES FLOWS
#define FLOW(body)      HEAD STAGES "transitions: {a -> b: " body ", c -> b: {share: rest}}\n"
#define STAGE(body)     HEAD "stages: {a: {start: rest}, b: " body ", c: {dwell: 2}}\n" FLOWS
#define CHANNEL(body)   MODEL "channels: {f: " body "}\n"
#define SCENARIO(body)  "polku: 1\nmodel: model.yaml\n" body
#define OPTIMISE(body)  "polku: 1\noptimise: o\nbased_on: base.yaml\n" body
#define CALIBRATE(body) "polku: 1\ncalibrate: c\nmodel: model.yaml\n" body
#define OBSERVE(entry)  CALIBRATE("observe: [" entry "]\n")

/* A place in a file with the unknown key zzz; several files for one object where its keys depend on each other. */
typedef struct {
    const char *object; /* of $defs; "": the whole */
    const char *text;
} probe_t;

static const probe_t model_probes[] = {
    {"", MODEL "zzz: 1\n"},
    {"stage", STAGE("{zzz: 1}")},
    {"exits", HEAD "stages: {a: {start: rest, exits: {law: 'dirichlet(1, 9)', to: [b], zzz: 1}}, b: {}}\n"},
    {"persona", MODEL "personas: {p: {share: rest, zzz: 1}}\n"},
    {"transition", FLOW("{probability: 1%, zzz: 1}")},
    {"by_persona", FLOW("{probability: 1%, by_persona: {p: {zzz: 1}}}") "personas: {p: {share: rest}}\n"},
    {"by_persona", FLOW("{rate: 1, by_persona: {p: {zzz: 1}}}") "personas: {p: {share: rest}}\n"},
    {"by_persona", HEAD STAGES "transitions: {c -> b: {share: 30%, by_persona: {p: {zzz: 1}}}, c -> a: {share: rest}}\n"
                               "personas: {p: {share: rest}}\n"},
    {"channel", CHANNEL("{zzz: 1}")},
    {"carryover", CHANNEL("{carryover: {zzz: 1}}")},
    {"delayed", CHANNEL("{carryover: {delayed: {retention: 0.5, peak: 1, zzz: 1}}}")},
    {"weibull", CHANNEL("{carryover: {weibull: {shape: 1, scale: 1, zzz: 1}}}")},
    {"saturation", CHANNEL("{saturation: {half: 5, zzz: 1}}")},
    {"saturation", CHANNEL("{saturation: {zzz: 1}}")},
    {"scale", CHANNEL("{saturation: {exponential: {scale: 1, zzz: 1}}}")},
    {"linear", CHANNEL("{saturation: {linear: {unit: 1, zzz: 1}}}")},
    {"lever", MODEL "levers: {l: {value: 1, zzz: 1}}\n"},
    {"season", MODEL "seasons: {s: {by_month: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], zzz: 1}}\n"},
    {"season", DAYS "seasons: {s: {by_weekday: [1, 1, 1, 1, 1, 1, 1], zzz: 1}}\n"},
    {"event", MODEL "events: {e: {dates: [2026-11-27], zzz: 1}}\n"},
    {"days", MODEL "events: {e: {dates: 2026-11-27, days: {value: 3, zzz: 1}}}\n"},
    {"word_of_mouth", MODEL "word_of_mouth: {w: {from: b, zzz: 1}}\n"},
    {"stock", MODEL "stocks: {s: {start: 1, zzz: 1}}\n"},
    {"stock", MODEL "stocks: {s: {start: 1}, t: {start: 1}, r: {ratio: [s, t], empty: 1, zzz: 1}}\n"},
    {"capacity", MODEL "capacity: {k: {per_step: 1, uses: {a -> b: 1}, zzz: 1}}\n"},
    {"queue", MODEL "capacity: {k: {per_step: 1, uses: {a -> b: 1}}}\nqueues: {q: {of: k, zzz: 1}}\n"},
    {"kpi", MODEL "kpis: {k: {share: b, zzz: 1}}\n"},
    {"correlated", MODEL "together: [{numbers: [a, b], correlation: 0.5, zzz: 1}]\n"},
    {"strength", CHANNEL("{spend: 1, effects: {a -> b: {value: x2, zzz: 1}}}")},
    {"strength", MODEL "levers: {l: {value: 1, effects: {a -> b: {elasticity: 1, zzz: 1}}}}\n"},
    {"piece", FLOW("{probability: [{until: 2, value: 1%, zzz: 1}, {otherwise: 1%}]}")},
    {"spend_piece", CHANNEL("{history: 1, spend: [{until: 2, value: 1, zzz: 1}, {otherwise: 1}]}")},
    {"piece_value", FLOW("{probability: [{until: 2, value: {value: 1%, zzz: 1}}, {otherwise: 1%}]}")},
    {"share", MODEL "stocks: {s: {decay: {value: 1%, zzz: 1}}}\n"},
    {"share_or_rest", STAGE("{start: {value: 1%, zzz: 1}}")},
    {"share_or_rest", STAGE("{start: {value: rest, zzz: 1}}")},
    {"probability", FLOW("{probability: {value: 1%, zzz: 1}}")},
    {"probability", FLOW("{probability: {file: p.csv, zzz: 1}}")},
    {"way_share", HEAD STAGES "transitions: {c -> b: {share: {value: 10%, zzz: 1}}, c -> a: {share: rest}}\n"},
    {"way_share", HEAD STAGES "transitions: {c -> b: {share: {file: p.csv, zzz: 1}}, c -> a: {share: rest}}\n"},
    {"rate", FLOW("{rate: {value: 1, zzz: 1}}")},
    {"rate", FLOW("{rate: {file: p.csv, zzz: 1}}")},
    {"spend", CHANNEL("{spend: {value: 1, zzz: 1}}")},
    {"spend", CHANNEL("{history: 1, spend: {file: p.csv, zzz: 1}}")},
    {"money", STAGE("{cost: {value: 1, zzz: 1}}")},
    {"money", STAGE("{cost: {file: p.csv, zzz: 1}}")},
    {"setting", MODEL "levers: {l: {value: {value: 1, zzz: 1}}}\n"},
    {"real", MODEL "stocks: {s: {start: 1, gains: {a -> b: {value: 1, zzz: 1}}}}\n"},
    {"positive", CHANNEL("{saturation: {half: {value: 1, zzz: 1}}}")},
    {"not_negative", CHANNEL("{history: {value: 1, zzz: 1}}")},
    {"below_1", HEAD "discount: {value: 1%, zzz: 1}\n" STAGES FLOWS},
    {"duration", CHANNEL("{carryover: {delayed: {retention: 0.5, peak: {value: 1, zzz: 1}}}}")},
    {"length", CHANNEL("{carryover: {half_life: {value: 1, zzz: 1}}}")},
    {"dwell",
     HEAD "stages: {a: {start: rest, dwell: {value: 1, zzz: 1}}, b: {}}\ntransitions: {a -> b: {share: rest}}\n"},
    {"population", "polku: 1\nname: m\nstep: week\npopulation: {value: 5, zzz: 1}\n" STAGES FLOWS},
};

static const probe_t scenario_probes[] = {
    {"", SCENARIO("zzz: 1\n")},
    {"actuals", SCENARIO("actuals: {file: a.csv, columns: {x: profit}, zzz: 1}\n")},
    {"target", SCENARIO("targets: {profit: {at_least: 1, zzz: 1}}\n")},
    {"bound", SCENARIO("targets: {profit: {at_least: {value: 1, zzz: 1}}}\n")},
    {"setting_piece", SCENARIO("levers: {l: [{until: 2, value: 1, zzz: 1}, {otherwise: 1}]}\n")},
    {"piece", SCENARIO("conversions: {a -> b: [{until: 2, value: 1%, zzz: 1}, {otherwise: 1%}]}\n")},
    {"spend_piece", SCENARIO("spend: {f: [{until: 2, value: 1, zzz: 1}, {otherwise: 1}]}\n")},
    {"setting_value", SCENARIO("levers: {l: [{until: 2, value: {value: 1, zzz: 1}}, {otherwise: 1}]}\n")},
    {"spend_value", SCENARIO("spend: {f: [{until: 2, value: {value: x2, zzz: 1}}, {otherwise: x1}]}\n")},
    {"piece_value", SCENARIO("conversions: {a -> b: [{until: 2, value: {value: 1%, zzz: 1}}, {otherwise: 1%}]}\n")},
    {"spend", SCENARIO("spend: {f: {value: 1, zzz: 1}}\n")},
    {"spend", SCENARIO("spend: {f: {file: p.csv, zzz: 1}}\n")},
    {"setting", SCENARIO("levers: {l: {value: 1, zzz: 1}}\n")},
    {"setting", SCENARIO("levers: {l: {file: p.csv, zzz: 1}}\n")},
    {"conversion", SCENARIO("conversions: {a -> b: {value: x1, zzz: 1}}\n")},
    {"conversion", SCENARIO("conversions: {a -> b: {file: p.csv, zzz: 1}}\n")},
    {"population", SCENARIO("population: {value: 5, zzz: 1}\n")},
    {"runs", SCENARIO("runs: {value: 5, zzz: 1}\n")},
    {"correlated", SCENARIO("assume: {together: [{numbers: [a, b], correlation: 0.5, zzz: 1}]}\n")},
};

static const probe_t optimise_probes[] = {
    {"", OPTIMISE("zzz: 1\n")},
    {"budget", OPTIMISE("budget: {exactly: 1, zzz: 1}\n")},
    {"range", OPTIMISE("channels: {f: {from: 1, zzz: 1}}\n")},
    {"limit", OPTIMISE("limits: [{sum: [f], at_most: 1, zzz: 1}]\n")},
    {"least_spend", OPTIMISE("least_spend_for: {kpi: profit, at_least: 1, zzz: 1}\n")},
    {"bound", OPTIMISE("change: {value: 1, zzz: 1}\n")},
    {"runs", OPTIMISE("runs: {value: 5, zzz: 1}\n")},
};

static const probe_t calibrate_probes[] = {
    {"", CALIBRATE("zzz: 1\n")},
    {"setting_piece", CALIBRATE("levers: {l: [{until: 2, value: 1, zzz: 1}, {otherwise: 1}]}\n")},
    {"piece", CALIBRATE("conversions: {a -> b: [{until: 2, value: 1%, zzz: 1}, {otherwise: 1%}]}\n")},
    {"spend_piece", CALIBRATE("spend: {f: [{until: 2, value: 1, zzz: 1}, {otherwise: 1}]}\n")},
    {"setting_value", CALIBRATE("levers: {l: [{until: 2, value: {value: 1, zzz: 1}}, {otherwise: 1}]}\n")},
    {"spend_value", CALIBRATE("spend: {f: [{until: 2, value: {value: x2, zzz: 1}}, {otherwise: x1}]}\n")},
    {"piece_value", CALIBRATE("conversions: {a -> b: [{until: 2, value: {value: 1%, zzz: 1}}, {otherwise: 1%}]}\n")},
    {"spend", CALIBRATE("spend: {f: {value: 1, zzz: 1}}\n")},
    {"spend", CALIBRATE("spend: {f: {file: p.csv, zzz: 1}}\n")},
    {"setting", CALIBRATE("levers: {l: {value: 1, zzz: 1}}\n")},
    {"setting", CALIBRATE("levers: {l: {file: p.csv, zzz: 1}}\n")},
    {"conversion", CALIBRATE("conversions: {a -> b: {value: x1, zzz: 1}}\n")},
    {"conversion", CALIBRATE("conversions: {a -> b: {file: p.csv, zzz: 1}}\n")},
    {"population", CALIBRATE("population: {value: 5, zzz: 1}\n")},
    {"count", CALIBRATE("chains: {value: 5, zzz: 1}\n")},
    {"correlated", CALIBRATE("assume: {together: [{numbers: [a, b], correlation: 0.5, zzz: 1}]}\n")},
    {"not_negative", OBSERVE("{series: s.csv, flow: a -> b, column: n, noise: normal, sd: {value: 1, zzz: 1}}")},
    {"bound", OBSERVE("{target: {share: a, value: {value: 1, zzz: 1}, sd: 1}}")},
    {"drift", CALIBRATE("drift: [{flow: a -> b, every: 3, sd: 1, zzz: 1}]\n")},
    {"series", OBSERVE("{series: s.csv, zzz: 1}")},
    {"journeys", OBSERVE("{journeys: s.csv, zzz: 1}")},
    {"columns", OBSERVE("{journeys: s.csv, columns: {zzz: 1}}")},
    {"lapse", OBSERVE("{journeys: s.csv, lapse: {zzz: 1}}")},
    {"target_entry", OBSERVE("{target: {share: a, value: 1, sd: 1}, zzz: 1}")},
    {"target", OBSERVE("{target: {share: a, zzz: 1}}")},
    {"experiment_entry", OBSERVE("{experiment: {channel: f, kpi: profit, extra: 1, value: 1, sd: 1}, zzz: 1}")},
    {"experiment", OBSERVE("{experiment: {channel: f, zzz: 1}}")},
    {"counted", OBSERVE("{experiment: {channel: f, kpi: profit, extra: 1, value: 1, sd: 1, counted: {zzz: 1}}}")},
};

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

static const char base_model[] = MODEL "channels: {f: {spend: 1}}\nlevers: {l: {value: 1}}\n";

/* The message about the first text that holds `word`; its hint too, where `hint`. */
static const char *told_about(const char *text, const char *word, bool hint, pk_arena_t *arena)
{
    const pk_overrides_t none = PK_NO_OVERRIDES;
    const char *found = NULL;
    pk_diag_t diag = {0};
    pk_file("probe.yaml", text);
    if (strstr(text, "optimise:") != NULL) {
        pk_file("base.yaml", SCENARIO("horizon: 4\n"));
        pk_optimisation_read("probe.yaml", &none, arena, &diag);
    } else if (strstr(text, "calibrate:") != NULL) {
        pk_calibration_read("probe.yaml", &none, arena, &diag);
    } else {
        pk_scenario_read("probe.yaml", &none, arena, &diag);
    }
    for (int i = 0; i < diag.count && !found; i++) {
        if (strstr(diag.messages[i].text, word)) {
            found = pk_arena_copy(arena, hint ? diag.messages[i].hint : diag.messages[i].text);
        }
    }
    pk_diag_free(&diag);
    if (!found) {
        fail_msg("nothing is said about %s in\n%s", word, text);
    }
    return found;
}

/* Adds the words of "a, b and c" from `text` on up to a word that ends in a comma before `end` to a set. */
static void add_words(json_t *set, const char *text)
{
    char word[64];
    int length = 0;
    for (const char *at = text;; at++) {
        if (*at && !strchr(", ", *at) && length < 63) {
            word[length++] = *at;
            continue;
        }
        word[length] = '\0';
        if (length > 0 && strcmp(word, "and") != 0 && strcmp(word, "or") != 0) {
            json_object_set_new(set, word, json_null());
        }
        length = 0;
        if (!*at) {
            return;
        }
    }
}

/* Adds what the hint for an unknown key allows. */
static void add_allowed(json_t *set, const char *text)
{
    static const char *const before[] = {"llowed here: ", "here are "};
    pk_arena_t arena = {0};
    const char *hint = told_about(text, "\"zzz\"", true, &arena), *list = NULL;
    for (int i = 0; i < COUNT(before); i++) {
        if (!list && strstr(hint, before[i])) {
            list = strstr(hint, before[i]) + strlen(before[i]);
        }
    }
    assert_non_null(list);
    add_words(set, list);
    pk_arena_free(&arena);
}

static void expect_same_keys(const char *what, const json_t *in_schema, const json_t *in_reader)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)in_schema, key, value)
    {
        if (!json_object_get(in_reader, key)) {
            fail_msg("%s: the schema has %s, which the reader does not know", what, key);
        }
    }
    json_object_foreach((json_t *)(uintptr_t)in_reader, key, value)
    {
        if (!json_object_get(in_schema, key)) {
            fail_msg("%s: the reader knows %s, which is not in the schema", what, key);
        }
    }
}

static const json_t *object_of(const json_t *root, const char *name)
{
    const json_t *object = *name ? json_object_get(json_object_get(root, "$defs"), name) : root;
    if (!object) {
        fail_msg("the schema has no object %s", name);
    }
    return object;
}

static void compare_keys(const json_t *root, const probe_t *probes, int count)
{
    for (int i = 0; i < count; i++) {
        json_t *allowed = json_object();
        add_words(allowed, "source, note"); /* everywhere */
        for (int j = 0; j < count; j++) {
            if (strcmp(probes[j].object, probes[i].object) == 0) {
                add_allowed(allowed, probes[j].text);
            }
        }
        expect_same_keys(probes[i].object, json_object_get(object_of(root, probes[i].object), "properties"), allowed);
        json_decref(allowed);
    }
}

static void the_keys_are_the_readers(void **state)
{
    (void)state;
    pk_file("model.yaml", base_model);
    compare_keys(model_schema, model_probes, COUNT(model_probes));
    compare_keys(scenario_schema, scenario_probes, COUNT(scenario_probes));
    compare_keys(optimise_schema, optimise_probes, COUNT(optimise_probes));
    compare_keys(calibrate_schema, calibrate_probes, COUNT(calibrate_probes));
}

/* --- words -----------------------------------------------------------------------------------------------------------
 */

/* A word that is none of an enumeration's. */
typedef struct {
    const char *object, *key, *text;
} choice_t;

static const choice_t model_choices[] = {
    {"", "step", "polku: 1\nname: m\nstep: zzz\n" STAGES FLOWS},
    {"", "probabilities", MODEL "probabilities: zzz\n"},
    {"stage", "role", STAGE("{role: zzz}")},
    {"stage", "start_age", STAGE("{start_age: zzz}")},
    {"channel", "ours", CHANNEL("{ours: zzz}")},
    {"kpi", "better", MODEL "kpis: {k: {share: b, better: zzz}}\n"},
    {"spend", "per", CHANNEL("{spend: {file: a.csv, column: c, per: zzz}}")},
};

static const choice_t scenario_choices[] = {
    {"", "engine", SCENARIO("engine: zzz\n")},
    {"", "individuals", SCENARIO("individuals: zzz\n")},
    {"actuals", "per", SCENARIO("actuals: {file: a.csv, columns: {x: profit}, per: zzz}\n")},
    {"spend", "per", SCENARIO("spend: {f: {file: a.csv, column: c, per: zzz}}\n")},
};

static const choice_t optimise_choices[] = {
    {"", "aim_of", OPTIMISE("aim_of: zzz\n")},
    {"", "periods", OPTIMISE("periods: zzz\n")},
};

static const choice_t calibrate_choices[] = {
    {"", "engine", CALIBRATE("engine: zzz\n")},
    {"spend", "per", CALIBRATE("spend: {f: {file: a.csv, column: c, per: zzz}}\n")},
    {"series", "per", OBSERVE("{series: s.csv, flow: a -> b, column: c, per: zzz}")},
    {"series", "noise", OBSERVE("{series: s.csv, flow: a -> b, column: c, noise: zzz}")},
    {"journeys", "by", OBSERVE("{journeys: s.csv, by: zzz}")},
    {"experiment", "in_spend", OBSERVE("{experiment: {channel: f, kpi: profit, extra: 1, in_spend: zzz}}")},
};

static json_t *words_of(const json_t *enumeration)
{
    json_t *set = json_object();
    for (size_t i = 0; i < json_array_size(enumeration); i++) {
        const json_t *word = json_array_get(enumeration, i);
        json_object_set_new(
            set, json_is_boolean(word) ? json_is_true(word) ? "true" : "false" : json_string_value(word), json_null());
    }
    return set;
}

static void compare_words(const json_t *root, const choice_t *choices, int count)
{
    for (int i = 0; i < count; i++) {
        pk_arena_t arena = {0};
        const json_t *property =
            json_object_get(json_object_get(object_of(root, choices[i].object), "properties"), choices[i].key);
        const json_t *elsewhere = json_object_get(property, "$ref");
        property = elsewhere ? schema_find(root, json_string_value(elsewhere)) : property;
        json_t *in_schema = words_of(json_object_get(property, "enum")), *in_reader = json_object();
        char *list = strstr(told_about(choices[i].text, "\"zzz\"", false, &arena), " must be ");
        assert_non_null(list);
        *strstr(list, ", not ") = '\0';
        add_words(in_reader, list + strlen(" must be "));
        expect_same_keys(choices[i].key, in_schema, in_reader);
        json_decref(in_schema);
        json_decref(in_reader);
        pk_arena_free(&arena);
    }
}

static void the_words_are_the_readers(void **state)
{
    (void)state;
    compare_words(model_schema, model_choices, COUNT(model_choices));
    compare_words(scenario_schema, scenario_choices, COUNT(scenario_choices));
    compare_words(optimise_schema, optimise_choices, COUNT(optimise_choices));
    compare_words(calibrate_schema, calibrate_choices, COUNT(calibrate_choices));
}

static void every_law_may_stand_where_a_number_may(void **state)
{
    (void)state;
    const char *names[32];
    const int count = pk_law_names(names, COUNT(names));
    for (int i = 0; i < count; i++) {
        char text[64];
        schema_fault_t fault;
        snprintf(text, sizeof text, "%s (1, 2)", names[i]);
        json_t *value = json_string(text);
        assert_true(schema_accepts(model_schema, object_of(model_schema, "money"), value, &fault));
        assert_true(schema_accepts(scenario_schema, object_of(scenario_schema, "conversion"), value, &fault));
        json_decref(value);
    }
}

/* --- the schemas themselves
 * ---------------------------------------------------------------------------------------------- */

/* What is looked at on a walk over all parts of a schema. */
typedef struct {
    const json_t *root;
    int closed, enumerations, undescribed;
} walk_t;

static void walk(walk_t *self, const json_t *schema);

static void walk_all(walk_t *self, const json_t *schemas)
{
    const char *name;
    json_t *schema;
    json_object_foreach((json_t *)(uintptr_t)schemas, name, schema) walk(self, schema);
    for (size_t i = 0; i < json_array_size(schemas); i++) {
        walk(self, json_array_get(schemas, i));
    }
}

/* A key's own description, else that of what it refers to. */
static void check_descriptions(walk_t *self, const json_t *properties)
{
    const char *key;
    json_t *schema;
    json_object_foreach((json_t *)(uintptr_t)properties, key, schema)
    {
        const char *reference = json_string_value(json_object_get(schema, "$ref"));
        const json_t *shown =
            reference && !json_object_get(schema, "description") ? schema_find(self->root, reference) : schema;
        const char *text = json_string_value(json_object_get(shown, "description"));
        if (!text || strlen(text) < 8) {
            self->undescribed++;
            print_error("no description: %s\n", key);
        }
    }
}

static void walk(walk_t *self, const json_t *schema)
{
    static const char *const one[] = {"items", "additionalProperties", "propertyNames", "not"};
    static const char *const many[] = {"properties", "$defs", "anyOf", "allOf"};
    const char *name;
    json_t *argument;
    if (!json_is_object(schema)) {
        return;
    }
    json_object_foreach((json_t *)(uintptr_t)schema, name, argument) schema_keyword(name);
    const json_t *reference = json_object_get(schema, "$ref");
    if (reference) {
        schema_find(self->root, json_string_value(reference));
    }
    self->closed += json_is_false(json_object_get(schema, "additionalProperties"));
    self->enumerations += json_object_get(schema, "enum") != NULL;
    check_descriptions(self, json_object_get(schema, "properties"));
    for (int i = 0; i < COUNT(one); i++) {
        walk(self, json_object_get(schema, one[i]));
    }
    for (int i = 0; i < COUNT(many); i++) {
        walk_all(self, json_object_get(schema, many[i]));
    }
}

static int count_objects(const probe_t *probes, int count)
{
    int objects = 0;
    for (int i = 0; i < count; i++) {
        bool first = true;
        for (int j = 0; j < i; j++) {
            first = first && strcmp(probes[i].object, probes[j].object) != 0;
        }
        objects += first;
    }
    return objects;
}

/* Every keyword is one that the checker knows, every reference leads somewhere, every key says what it is, every closed
 * object has a probe above and every enumeration a wrong word (the names that are taken, which a model and a scenario
 * have, are one more). */
static void check_schema(const json_t *root, int objects, int choices)
{
    walk_t found = {.root = root};
    walk(&found, root);
    assert_int_equal(found.undescribed, 0);
    assert_int_equal(found.closed, objects);
    assert_int_equal(found.enumerations, choices);
    assert_string_equal(json_string_value(json_object_get(root, "$schema")),
                        "https://json-schema.org/draft/2020-12/schema");
}

static void the_schemas_are_whole(void **state)
{
    (void)state;
    check_schema(model_schema, count_objects(model_probes, COUNT(model_probes)), COUNT(model_choices) + 1);
    check_schema(scenario_schema, count_objects(scenario_probes, COUNT(scenario_probes)), COUNT(scenario_choices) + 1);
    check_schema(optimise_schema, count_objects(optimise_probes, COUNT(optimise_probes)), COUNT(optimise_choices));
    check_schema(calibrate_schema, count_objects(calibrate_probes, COUNT(calibrate_probes)), COUNT(calibrate_choices));
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
    return pk_files_begin(state);
}

static int tear_down(void **state)
{
    json_decref(model_schema);
    json_decref(scenario_schema);
    json_decref(optimise_schema);
    json_decref(calibrate_schema);
    return pk_files_end(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_keys_are_the_readers),
        cmocka_unit_test(the_words_are_the_readers),
        cmocka_unit_test(every_law_may_stand_where_a_number_may),
        cmocka_unit_test(the_schemas_are_whole),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
