/* A model file from its top. */
#include <string.h>

#include "model/read.h"

/* Beside the sections of drivers, which stand between the two. */
static const char *const first_keys[] = {"polku",         "name",  "step",   "currency", "discount",   "population",
                                         "probabilities", "start", "stages", "personas", "transitions"};
static const char *const last_keys[] = {"capacity", "arrivals", "kpis", "show", "together"};

static const char *const steps[] = {"day", "week", "month", "year"}; /* in the order of pk_unit_t */
static const char *const meanings[] = {"today", "without_marketing"};

const pk_node_t *pk_read_section(pk_reader_t *reader, const pk_node_t *root, const char *section, int most)
{
    const pk_node_t *node = pk_node_get(root, section);
    const char *what = pk_arena_format(reader->arena, "%s:", section);
    const pk_node_t *map = pk_want_map(reader, node, what, pk_arena_format(reader->arena, "%s {a_name: {…}}", what));
    if (!map || map->count <= most) {
        return map;
    }
    pk_error(reader->diag, map->place, "leave some out", "%s has %d entries; the most is %d", what, map->count, most);
    return NULL;
}

/* A scenario or a calibration given where a model should stand. */
static bool is_model(pk_reader_t *reader, const pk_node_t *root)
{
    static const char *const others[] = {"scenario", "calibrate", "based_on", "model"};
    if (pk_node_get(root, "stages")) {
        return true;
    }
    for (int i = 0; i < PK_COUNT(others); i++) {
        const pk_node_t *node = pk_node_get(root, others[i]);
        if (!node) {
            continue;
        }
        pk_error(reader->diag, node->place,
                 "name a file that has stages: and transitions:", "this is no model: it has %s:, as a %s has",
                 others[i], i == 1 ? "calibration" : "scenario");
        return false;
    }
    return true;
}

static void read_step(pk_reader_t *reader, const pk_node_t *root)
{
    const pk_node_t *node = pk_node_get(root, "step");
    if (!node) {
        pk_error(reader->diag, root->place, "write step: day, week, month or year",
                 "the model does not say how long a step is");
    }
    reader->model->step = (pk_unit_t)pk_read_choice(reader, node, "step", steps, PK_COUNT(steps), PK_WEEK);
    reader->numbers.step = reader->model->step;
}

static void read_population(pk_reader_t *reader, const pk_node_t *root)
{
    pk_model_t *model = reader->model;
    const pk_node_t *node = pk_node_get(root, "population");
    if (!node) {
        return;
    }
    model->population_place = node->place;
    pk_read_whole(reader, node, "population", PK_POPULATION_MOST, &model->population);
}

/* `start: balance`; else stages say where people start, and a scenario says when. */
static void read_balance(pk_reader_t *reader, const pk_node_t *root)
{
    const pk_node_t *node = pk_node_get(root, "start");
    if (!node) {
        return;
    }
    long first, last;
    const bool dated = node->kind == PK_NODE_SCALAR && pk_date_parse(node->text, &first, &last);
    reader->model->balance_place = node->place;
    reader->model->balance = pk_is_word(reader, node, "balance");
    if (!reader->model->balance) {
        pk_error(reader->diag, node->place,
                 dated ? "the day on which it starts belongs in the scenario; here goes start: balance, or nothing"
                       : "write start: balance, or leave it out and give each stage its own start:",
                 "start: of a model can only be balance, not %s",
                 node->kind == PK_NODE_SCALAR ? pk_quote(reader, node->text) : pk_node_what(node));
    }
}

static void read_head(pk_reader_t *reader, const pk_node_t *root)
{
    pk_model_t *model = reader->model;
    pk_read_label(reader, root, "");
    model->name = pk_read_text(reader, pk_node_get(root, "name"), "name", model->file);
    model->currency = pk_read_text(reader, pk_node_get(root, "currency"), "currency", "");
    read_step(reader, root);
    model->discount = pk_read_under(reader, root, "discount", "", PK_DISCOUNT, 0);
    read_population(reader, root);
    model->without_marketing = pk_read_choice(reader, pk_node_get(root, "probabilities"), "probabilities", meanings,
                                              PK_COUNT(meanings), 0) == 1;
    read_balance(reader, root);
}

int pk_model_keys(const char *keys[PK_MODEL_KEYS_MOST])
{
    _Static_assert(PK_COUNT(first_keys) + PK_DRIVER_KIND_COUNT + PK_COUNT(last_keys) <= PK_MODEL_KEYS_MOST, "room");
    int count = PK_COUNT(first_keys);
    memcpy(keys, first_keys, sizeof first_keys);
    for (int i = 0; pk_driver_section(i); i++) {
        keys[count++] = pk_driver_section(i);
    }
    memcpy(&keys[count], last_keys, sizeof last_keys);
    return count + PK_COUNT(last_keys);
}

static void read_all(pk_reader_t *reader, const pk_node_t *root)
{
    const char *keys[PK_MODEL_KEYS_MOST];
    pk_node_check_keys(root, keys, pk_model_keys(keys), "a model", reader->diag);
    read_head(reader, root);
    pk_read_stages(reader, root);
    if (reader->model->nstage == 0) {
        return; /* told; all else would only say that there is no such stage */
    }
    pk_read_personas(reader, root);
    pk_read_transitions(reader, root);
    pk_declare_capacities(reader, root);
    pk_read_capacities(reader, root);
    pk_read_arrivals(reader, root);
    pk_declare_drivers(reader, root);
    pk_read_drivers(reader, root);
    pk_read_kpis(reader, root);
    reader->model->show = pk_read_show(reader, pk_node_get(root, "show"));
    pk_read_together(reader, pk_node_get(root, "together"), false);
}

pk_model_t *pk_model_from(const pk_node_t *root, const char *path, pk_arena_t *arena, pk_diag_t *diag)
{
    const int errors = diag->errors;
    pk_model_t *model = PK_NEW(arena, pk_model_t);
    model->file = pk_arena_copy(arena, path);
    pk_reader_t reader = pk_reader_on(model, arena, diag);
    if (is_model(&reader, root) && pk_read_version(&reader, root)) {
        read_all(&reader, root);
    }
    pk_read_remarks(&reader, root);
    return diag->errors > errors ? NULL : model;
}

pk_model_t *pk_model_read(const char *path, pk_place_t asked, pk_arena_t *arena, pk_diag_t *diag)
{
    const int errors = diag->errors;
    const pk_node_t *root = pk_doc_read(path, asked, arena, diag);
    pk_model_t *model = root ? pk_model_from(root, path, arena, diag) : NULL;
    return diag->errors > errors ? NULL : model;
}
