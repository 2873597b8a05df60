#include "model/scenario.h"

#include <string.h>

#include "model/doc.h"
#include "model/read_scenario.h"

static const char *const keys[] = {"polku",      "scenario", "based_on",    "model",      "start",   "horizon",
                                   "population", "spend",    "levers",      "assume",     "targets", "runs",
                                   "seed",       "engine",   "conversions", "individuals"};

/* The file's name without folder and .yaml. */
static const char *short_name(const char *path, pk_arena_t *arena)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    const bool yaml = dot && dot > name && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
    return pk_arena_copy_n(arena, name, yaml ? (size_t)(dot - name) : strlen(name));
}

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

/* Texts and settings that can be told to be wrong without a model: read on an empty one when there is none. */
static void read_head(pk_plan_reader_t *self, const pk_chain_t *chain)
{
    pk_reader_t *reader = &self->reader;
    pk_scenario_t *scenario = self->scenario;
    if (self->is_model) {
        scenario->title = scenario->model ? scenario->model->name : scenario->name;
    } else {
        pk_node_check_keys(self->root, keys, PK_COUNT(keys), "a scenario", reader->diag);
        pk_read_version(reader, self->root);
        pk_read_label(reader, self->root, scenario->name);
        scenario->title = pk_read_text(reader, pk_node_get(chain->own, "scenario"), "scenario", scenario->name);
    }
    pk_read_settings(self);
}

static void read_body(pk_plan_reader_t *self)
{
    pk_read_assume(self);
    pk_read_time(self);
    pk_read_market(self);
    pk_read_changes(self);
    pk_read_targets(self);
    pk_check_schedules(self);
}

/* The chain's files, the model, and every CSV file that a number was read from, each once. */
static void list_sources(pk_scenario_t *scenario, const pk_chain_t *chain, const pk_source_t *model, pk_arena_t *arena)
{
    const pk_numbers_t *book = &scenario->model->numbers;
    scenario->sources = PK_ARRAY(arena, const pk_source_t *, chain->nsource + 1 + book->count);
    for (int i = 0; i < chain->nsource; i++)
        scenario->sources[scenario->nsource++] = chain->sources[i];
    if (!chain->is_model)
        scenario->sources[scenario->nsource++] = model;
    for (int i = 0; i < book->count; i++) {
        const pk_source_t *source = book->all[i]->series ? book->all[i]->series->source : NULL;
        for (int j = 0; source && j < scenario->nsource; j++)
            if (scenario->sources[j] == source)
                source = NULL;
        if (source)
            scenario->sources[scenario->nsource++] = source;
    }
}

/* Reads the model that the chain names or is, and returns its root. */
static const pk_node_t *read_model(pk_scenario_t *scenario, const pk_chain_t *chain, pk_arena_t *arena, pk_diag_t *diag)
{
    const char *path = scenario->file;
    const pk_node_t *root = chain->is_model ? chain->own : find_model(chain->merged, &path, arena, diag);
    scenario->model = root ? pk_model_from(root, path, arena, diag) : NULL;
    return root;
}

pk_scenario_t *pk_scenario_read(const char *path, const pk_overrides_t *overrides, pk_arena_t *arena, pk_diag_t *diag)
{
    const int errors = diag->errors;
    pk_chain_t chain;
    if (pk_chain_read(path, &chain, arena, diag))
        return NULL;
    pk_scenario_t *scenario = PK_NEW(arena, pk_scenario_t);
    *scenario = (pk_scenario_t){
        .name = short_name(path, arena), .file = pk_arena_copy(arena, path), .based_on = chain.based_on};
    pk_node_t *nothing = PK_NEW(arena, pk_node_t);
    *nothing = (pk_node_t){.kind = PK_NODE_MAP, .place = chain.own->place, .text = ""};

    const pk_node_t *model_root = read_model(scenario, &chain, arena, diag);
    pk_model_t *model = scenario->model ? scenario->model : PK_NEW(arena, pk_model_t);
    pk_plan_reader_t reader = {.scenario = scenario,
                               .root = chain.is_model ? nothing : chain.merged,
                               .overrides = overrides,
                               .is_model = chain.is_model,
                               .reader = pk_reader_on(model, arena, diag)};
    read_head(&reader, &chain);
    if (!scenario->model)
        return NULL;
    read_body(&reader);
    if (diag->errors == errors) {
        pk_model_check(model, scenario->conversions, arena, diag);
        pk_numbers_warn(&model->numbers, diag);
    }
    list_sources(scenario, &chain, model_root->place.source, arena);
    return diag->errors > errors ? NULL : scenario;
}
