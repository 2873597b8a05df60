#include "model/scenario.h"

#include <string.h>

#include "model/continued.h"
#include "model/doc.h"
#include "model/learned.h"
#include "model/read_scenario.h"
#include "model/series.h"

static const char *const keys[] = {"polku",       "scenario",      "based_on", "model",  "start",
                                   "horizon",     "population",    "spend",    "levers", "assume",
                                   "targets",     "runs",          "seed",     "engine", "conversions",
                                   "individuals", "after_horizon", "continue", "show",   "actuals"};

/* The file that `model:` names, where it stands; NULL after an error. */
static const pk_node_t *find_model(const pk_node_t *root, const char **path, pk_arena_t *arena, pk_diag_t *diag)
{
    const pk_node_t *node = pk_node_get(root, "model");
    if (node && node->kind == PK_NODE_SCALAR && *node->text) {
        *path = pk_node_path(node, node->text, arena);
        return pk_doc_read(*path, node->place, arena, diag);
    }
    pk_error(diag, node ? node->place : root->place,
             "write model: ../../models/NAME.yaml, or based_on: a scenario that has a model",
             node ? "model must name a model file, not %s" : "the scenario names no model%s",
             node ? pk_node_what(node) : "");
    return NULL;
}

static void check_keys(const pk_plan_reader_t *self)
{
    const char *of_model[PK_MODEL_KEYS_MOST];
    const pk_elsewhere_t model = {
        .keys = of_model, .count = pk_model_keys(of_model), .hint = "it belongs in the model"};
    pk_node_check_keys_beside(self->root, keys, PK_COUNT(keys), "a scenario", &model, self->reader.diag);
}

/* Texts and settings that can be told to be wrong without a model: read on an empty one when there is none. */
static void read_head(pk_plan_reader_t *self, const pk_lineage_t *lineage)
{
    pk_reader_t *reader = &self->reader;
    pk_scenario_t *scenario = self->scenario;
    if (self->is_model) {
        scenario->title = scenario->model ? scenario->model->name : scenario->name;
    } else {
        check_keys(self);
        pk_read_version(reader, self->root);
        pk_read_label(reader, self->root, scenario->name);
        scenario->title = pk_read_text(reader, pk_node_get(lineage->own, "scenario"), "scenario", scenario->name);
    }
    pk_read_settings(self);
}

/* Which KPIs are shown: as the command line says, else the baseline, else this file, else its model. */
static void read_show(pk_plan_reader_t *self)
{
    const pk_overrides_t *over = self->overrides;
    const pk_node_t *own = pk_node_get(self->root, "show");
    pk_kpi_list_t *show = &self->scenario->show;
    *show = own != NULL ? pk_read_show(&self->reader, own) : self->scenario->model->show;
    if (over->kpis != NULL) {
        *show = pk_read_shown(&self->reader, over->kpis);
    } else if (over->show.count > 0) {
        *show = over->show;
    }
}

static void read_body(pk_plan_reader_t *self)
{
    pk_read_continue(self);
    pk_read_time(self);
    pk_read_assume(self);
    pk_read_market(self);
    pk_read_changes(self);
    pk_read_targets(self);
    pk_read_actuals(self);
    read_show(self);
    pk_check_schedules(self);
}

/* The chain's files, the model, and every CSV file that a number was read from, each once. */
static void list_sources(pk_scenario_t *scenario, const pk_lineage_t *lineage, const pk_source_t *model,
                         pk_arena_t *arena)
{
    const pk_numbers_t *book = &scenario->model->numbers;
    scenario->sources = PK_ARRAY(arena, const pk_source_t *, lineage->nsource + 3 + book->count + scenario->nactual);
    for (int i = 0; i < lineage->nsource; i++) {
        scenario->sources[scenario->nsource++] = lineage->sources[i];
    }
    if (!lineage->is_model) {
        scenario->sources[scenario->nsource++] = model;
    }
    if (scenario->model->learned != NULL) {
        scenario->sources[scenario->nsource++] = scenario->model->learned->source;
        if (scenario->model->learned->continued != NULL) {
            scenario->sources[scenario->nsource++] = scenario->model->learned->continued->source;
        }
    }
    for (int i = 0; i < book->count + scenario->nactual; i++) {
        const pk_source_t *source =
            i >= book->count ? scenario->actuals[i - book->count].source : pk_number_source(book->all[i]);
        for (int j = 0; source && j < scenario->nsource; j++) {
            if (scenario->sources[j] == source) {
                source = NULL;
            }
        }
        if (source) {
            scenario->sources[scenario->nsource++] = source;
        }
    }
}

/* Reads the model that the chain names or is, and returns its root. */
static const pk_node_t *read_model(pk_scenario_t *scenario, const pk_lineage_t *lineage, pk_arena_t *arena,
                                   pk_diag_t *diag)
{
    const char *path = scenario->file;
    const pk_node_t *root = lineage->is_model ? lineage->own : find_model(lineage->merged, &path, arena, diag);
    scenario->model = root ? pk_model_from(root, path, arena, diag) : NULL;
    return root;
}

/* The model once more, without what the scenario assumes: it decides which draws are possible. What is wrong with it
 * has been told, or is mended by the assumptions: then there is none. */
static pk_model_t *read_unassumed(const pk_plan_reader_t *self, const pk_node_t *root, pk_arena_t *arena)
{
    const pk_node_t *assumed = pk_node_get(self->root, "assume"), *posterior = pk_node_get(assumed, "posterior");
    if (assumed == NULL || assumed->kind != PK_NODE_MAP || assumed->count == (posterior != NULL)) {
        return NULL;
    }
    pk_diag_t quiet = {0};
    pk_model_t *model = pk_model_from(root, self->scenario->model->file, arena, &quiet);
    if (model != NULL && self->learned != NULL) {
        pk_reader_t reader = pk_reader_on(model, arena, &quiet);
        pk_learned_lay(&reader, self->learned, self->learned_at, self->scenario->calendar.steps);
        pk_model_settle(model);
    }
    if (model != NULL) {
        pk_model_check(model, NULL, arena, &quiet);
    }
    const bool holds = quiet.errors == 0;
    pk_diag_free(&quiet);
    return holds ? model : NULL;
}

pk_scenario_t *pk_scenario_from(const pk_lineage_t *lineage, const pk_overrides_t *overrides, pk_arena_t *arena,
                                pk_diag_t *diag)
{
    const int errors = diag->errors;
    pk_scenario_t *scenario = PK_NEW(arena, pk_scenario_t);
    *scenario = (pk_scenario_t){.name = lineage->name, .file = lineage->file, .based_on = lineage->based_on};
    pk_node_t *nothing = PK_NEW(arena, pk_node_t);
    *nothing = (pk_node_t){.kind = PK_NODE_MAP, .place = lineage->own->place, .text = ""};

    const pk_node_t *model_root = read_model(scenario, lineage, arena, diag);
    scenario->root = lineage->is_model ? nothing : lineage->merged;
    scenario->model_root = model_root;
    pk_model_t *model = scenario->model ? scenario->model : PK_NEW(arena, pk_model_t);
    pk_plan_reader_t reader = {.scenario = scenario,
                               .root = lineage->is_model ? nothing : lineage->merged,
                               .overrides = overrides,
                               .is_model = lineage->is_model,
                               .reader = pk_reader_on(model, arena, diag)};
    read_head(&reader, lineage);
    if (!scenario->model) {
        return NULL;
    }
    read_body(&reader);
    if (diag->errors == errors && !lineage->faulty) {
        pk_model_check(model, scenario->conversions, arena, diag);
        pk_numbers_warn(&model->numbers, diag);
        scenario->unassumed = read_unassumed(&reader, model_root, arena);
    }
    list_sources(scenario, lineage, model_root->place.source, arena);
    return diag->errors > errors || lineage->faulty ? NULL : scenario;
}

pk_scenario_t *pk_scenario_read(const char *path, const pk_overrides_t *overrides, pk_arena_t *arena, pk_diag_t *diag)
{
    const int errors = diag->errors;
    pk_lineage_t lineage;
    if (pk_lineage_read(path, NULL, &lineage, arena, diag)) {
        return NULL;
    }
    pk_scenario_t *scenario = pk_scenario_from(&lineage, overrides, arena, diag);
    return diag->errors > errors ? NULL : scenario;
}
