#include "model/calibration.h"

#include <math.h>
#include <string.h>

#include "model/doc.h"
#include "model/read_calibration.h"
#include "model/read_wander.h"

enum { CHAINS = 4, CHAINS_MOST = 64 };

static const char *const of_scenario[] = {"polku",  "model",       "start",  "horizon", "population", "spend",
                                          "levers", "conversions", "assume", "engine",  "seed"};
static const char *const keys[] = {"polku",  "calibrate", "model",       "start",  "horizon", "population", "spend",
                                   "levers", "assume",    "conversions", "engine", "free",    "fix",        "observe",
                                   "drift",  "extra",     "holdout",     "chains", "seed"};

/* ---- the scenario in it ---- */

/* The file without the keys that a scenario has not. */
static pk_node_t *scenario_of(const pk_node_t *root, pk_arena_t *arena)
{
    pk_node_t *part = PK_NEW(arena, pk_node_t);
    *part = *root;
    part->pairs = PK_ARRAY(arena, pk_pair_t, root->count + 1);
    part->count = 0;
    for (int i = 0; i < root->count; i++) {
        for (int k = 0; k < PK_COUNT(of_scenario); k++) {
            if (strcmp(root->pairs[i].key->text, of_scenario[k]) == 0) {
                part->pairs[part->count++] = root->pairs[i];
            }
        }
    }
    return part;
}

static pk_scenario_t *read_scenario(const char *path, const pk_node_t *root, const char *name,
                                    const pk_overrides_t *overrides, pk_arena_t *arena, pk_diag_t *diag)
{
    const pk_node_t *part = scenario_of(root, arena);
    pk_lineage_t lineage = {.name = name, .file = path, .own = part, .merged = part, .nsource = 1};
    lineage.sources[0] = root->place.source;
    return pk_scenario_from(&lineage, overrides, arena, diag);
}

/* ---- drift and extra ---- */

/* `every: 13 weeks`, in whole steps. */
static bool read_every(pk_calibration_reader_t *in, const pk_node_t *map, int *every)
{
    const pk_node_t *node = pk_node_get(map, "every");
    if (node == NULL || node->kind != PK_NODE_SCALAR) {
        pk_error(in->reader.diag, map->place, "for example {flow: unaware -> need, every: 13 weeks, sd: 10%}",
                 "a drift has every:, the time from knot to knot");
        return false;
    }
    return pk_steps_beyond(in->self->scenario, "every:", node->text, node->place, every, in->reader.arena,
                           in->reader.diag) == PK_OK;
}

static bool drifts_once(pk_reader_t *reader, const pk_node_t *flow, const pk_observed_thing_t *thing)
{
    if (!pk_wander_drifts(reader->model, thing->index)) {
        return true;
    }
    pk_error(reader->diag, flow->place, NULL, "%s drifts twice", thing->name);
    return false;
}

static void read_drift(pk_calibration_reader_t *in, const pk_node_t *node)
{
    static const char *const of_drift[] = {"flow", "every", "sd"};
    static const char example[] = "{flow: unaware -> need, every: 13 weeks, sd: 10%}";
    pk_reader_t *reader = &in->reader;
    const pk_node_t *map = pk_want_map(reader, node, "a drift", example);
    if (map == NULL || pk_node_check_keys(map, of_drift, PK_COUNT(of_drift), "a drift", reader->diag) != PK_OK) {
        return;
    }
    const pk_node_t *flow = pk_node_get(map, "flow"), *sd = pk_node_get(map, "sd");
    pk_observed_thing_t thing;
    int every = 1;
    if (flow == NULL || sd == NULL) {
        pk_error(reader->diag, map->place, pk_arena_format(reader->arena, "for example %s", example),
                 "a drift needs flow:, every: and sd:");
    } else if (pk_read_observed_thing(in, PK_OBSERVED_FLOW, flow, &thing) && read_every(in, map, &every) &&
               drifts_once(reader, flow, &thing)) {
        pk_wander_drift(reader, thing.index, sd, every, in->self->scenario->calendar.steps);
    }
}

static void read_drifts(pk_calibration_reader_t *in)
{
    const pk_node_t *list = pk_node_get(in->root, "drift");
    for (int i = 0; list != NULL && i < pk_item_count(list); i++) {
        read_drift(in, pk_item(list, i));
    }
}

/* Whether people can come from stage or flow `from` to where `to` starts: by any flows. */
static void mark_upstream(const pk_model_t *model, bool *stage)
{
    for (bool found = true; found;) {
        found = false;
        for (int f = 0; f < model->ntransition; f++) {
            const pk_transition_t *way = &model->transitions[f];
            found = found || (stage[way->to] && !stage[way->from]);
            stage[way->from] = stage[way->from] || stage[way->to];
        }
    }
}

/* The stages that the people of an observed thing come from; for a KPI any. */
static void mark_observed(const pk_model_t *model, const pk_observed_series_t *series, bool *stage, bool *flow)
{
    if (series->kind == PK_OBSERVED_STAGE) {
        stage[series->flow] = true;
    } else if (series->kind == PK_OBSERVED_FLOW) {
        flow[series->flow] = true;
        if (series->flow < model->ntransition) {
            stage[model->transitions[series->flow].from] = true;
        }
    } else {
        for (int i = 0; i < model->nstage; i++) {
            stage[i] = true;
        }
    }
}

/* Flows on the way to something that is observed with the noise of the journey: those observed, and those into a stage
 * that leads there. */
static void read_extra(pk_calibration_reader_t *in)
{
    const pk_calibration_t *self = in->self;
    const pk_model_t *model = in->reader.model;
    const pk_node_t *node = pk_node_get(in->root, "extra");
    bool *stage = PK_ARRAY(in->reader.arena, bool, model->nstage);
    bool *flow = PK_ARRAY(in->reader.arena, bool, model->ntransition + model->narrival);
    bool any = false;
    if (node != NULL && (pk_is_word(&in->reader, node, "none") || pk_is_word(&in->reader, node, "0"))) {
        return;
    }
    for (int k = 0; k < self->nseries; k++) {
        if (self->series[k].noise == PK_NOISE_JOURNEY) {
            mark_observed(model, &self->series[k], stage, flow);
            any = true;
        }
    }
    mark_upstream(model, stage);
    pk_node_t *law = PK_NEW(in->reader.arena, pk_node_t);
    *law = (pk_node_t){.kind = PK_NODE_SCALAR, .place = in->root->place, .text = "normal(0, 10%)"};
    for (int f = 0; any && f < model->ntransition + model->narrival; f++) {
        const int to =
            f < model->ntransition ? model->transitions[f].to : model->arrivals[f - model->ntransition].stage;
        const bool event = f < model->ntransition && model->transitions[f].from == to;
        if (flow[f] || (stage[to] && !event)) {
            pk_wander_scatter(&in->reader, f, node != NULL ? node : law);
        }
    }
}

/* ---- the rest ---- */

/* Whether a series has a value that lies wholly within the last steps, which a backtest foretells. */
static bool is_foretold(const pk_calibration_t *self, int holdout)
{
    for (int s = 0; s < self->nseries; s++) {
        for (int k = 0; k < self->series[s].count; k++) {
            if (self->series[s].values[k].first > self->scenario->calendar.steps - holdout) {
                return true;
            }
        }
    }
    return false;
}

/* Without a value to foretell a fit of its own would take its time and tell nothing. */
static void read_holdout(pk_calibration_reader_t *in, const pk_node_t *node, bool whole)
{
    pk_calibration_t *self = in->self;
    double count = 0;
    if (!pk_read_whole(&in->reader, node, "holdout", self->scenario->calendar.steps - 1, &count)) {
        return;
    }
    self->holdout = (int)count;
    if (whole && self->holdout > 0 && !is_foretold(self, self->holdout)) {
        pk_warning(in->reader.diag, node->place,
                   "observe a series with values there, or leave holdout: out; a log is fitted as a whole",
                   "holdout: %d has nothing to foretell: no series has a value in the last %d step%s", self->holdout,
                   self->holdout, self->holdout == 1 ? "" : "s");
        self->holdout = 0;
    }
}

static void read_rest(pk_calibration_reader_t *in, bool whole)
{
    pk_calibration_t *self = in->self;
    const pk_node_t *holdout = pk_node_get(in->root, "holdout"), *chains = pk_node_get(in->root, "chains");
    double count = 0;
    if (holdout != NULL) {
        read_holdout(in, holdout, whole);
    }
    self->chains = CHAINS;
    if (chains != NULL && pk_read_whole(&in->reader, chains, "chains", CHAINS_MOST, &count)) {
        self->chains = (int)count;
    }
}

static const char *short_name(const char *path, pk_arena_t *arena)
{
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path, *dot = strrchr(name, '.');
    return pk_arena_copy_n(arena, name, dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name));
}

bool pk_calibration_is(const char *path, pk_diag_t *diag)
{
    return pk_doc_has(path, "calibrate", diag);
}

static pk_node_t *read_doc(const char *path, pk_arena_t *arena, pk_diag_t *diag)
{
    return strcmp(path, PK_SOURCE_INPUT) == 0 ? pk_doc_read_input(arena, diag)
                                              : pk_doc_read(path, PK_NOWHERE, arena, diag);
}

pk_calibration_t *pk_calibration_read(const char *path, const pk_overrides_t *overrides, pk_arena_t *arena,
                                      pk_diag_t *diag)
{
    const int errors = diag->errors;
    const pk_node_t *root = read_doc(path, arena, diag);
    if (root == NULL) {
        return NULL;
    }
    if (pk_node_get(root, "calibrate") == NULL) {
        pk_error(diag, root->place, "a calibration begins with polku: 1 and calibrate: a title",
                 "%s is no calibration: it has no calibrate:", path);
        return NULL;
    }
    pk_calibration_t *self = PK_NEW(arena, pk_calibration_t);
    const char *name = strcmp(path, PK_SOURCE_INPUT) == 0 ? "stdin" : short_name(path, arena);
    *self = (pk_calibration_t){.name = name, .title = name, .file = path, .source = root->place.source};
    (void)pk_node_check_keys(root, keys, PK_COUNT(keys), "a calibration", diag);
    self->scenario = read_scenario(path, root, name, overrides, arena, diag);
    if (self->scenario == NULL) {
        return NULL;
    }
    pk_calibration_reader_t in = {
        .self = self, .root = root, .reader = pk_reader_on(self->scenario->model, arena, diag)};
    self->title = pk_read_text(&in.reader, pk_node_get(root, "calibrate"), "calibrate", name);
    pk_read_observed(&in);
    const bool whole = diag->errors == errors;
    if (whole) { /* numbers enter the book only where it is whole */
        read_drifts(&in);
        read_extra(&in);
    }
    pk_read_free(&in);
    read_rest(&in, whole);
    return diag->errors > errors ? NULL : self;
}
