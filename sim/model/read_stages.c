/* `stages:` (models/README.md section 4). */
#include <string.h>

#include "model/read.h"

static const char *const keys[] = {"label", "role", "start",   "start_age",  "dwell",
                                   "exits", "cost", "revenue", "entry_cost", "end_value"};
/* In the order of pk_role_t, which has one more in front: none. */
static const char *const roles[] = {"prospect", "customer", "advocate", "lost"};
static const char *const start_ages[] = {"new", "steady"};

static void declare(pk_reader_t *reader, const pk_pair_t *pair, pk_stage_t *stage)
{
    pk_read_name(reader, pair->key, "a stage");
    *stage = (pk_stage_t){.name = pair->key->text, .label = pair->key->text, .place = pair->key->place};
    stage->start = stage->dwell = stage->cost = stage->revenue = reader->none;
    stage->entry_cost = stage->end_value = reader->none;
}

static void read_start(pk_reader_t *reader, const pk_node_t *body, pk_stage_t *stage, const char *path,
                       const pk_stage_t **rest)
{
    const pk_node_t *start = pk_node_get(body, "start");
    if (!pk_is_word(reader, start, "rest")) {
        stage->start = pk_read_under(reader, body, "start", path, PK_SHARE, 0);
    } else if (*rest) {
        pk_error(reader->diag, start->place, "give one of the two a share",
                 "only one stage may start with the rest, and %s does already", (*rest)->name);
    } else {
        stage->start_rest = true;
        *rest = stage;
    }
    const pk_node_t *age = pk_node_get(body, "start_age");
    stage->start_steady = pk_read_choice(reader, age, "start_age", start_ages, PK_COUNT(start_ages), 0) == 1;
    if (age) {
        stage->start_age_place = age->place;
    }
}

static void read_stage(pk_reader_t *reader, const pk_node_t *node, pk_stage_t *stage, const pk_stage_t **rest)
{
    const pk_node_t *body = pk_want_map(reader, node, "a stage", "{label: Harkinta, role: prospect}");
    if (!body) {
        return;
    }
    const char *path = pk_arena_format(reader->arena, "stages.%s", stage->name);
    pk_node_check_keys(body, keys, PK_COUNT(keys), "a stage", reader->diag);
    stage->label = pk_read_label(reader, body, stage->name);
    stage->role =
        (pk_role_t)(1 + pk_read_choice(reader, pk_node_get(body, "role"), "role", roles, PK_COUNT(roles), -1));
    const pk_node_t *dwell = pk_node_get(body, "dwell");
    if (dwell) {
        stage->dwell = pk_dwell_read(&reader->numbers, dwell, pk_arena_format(reader->arena, "%s.dwell", path));
    }
    read_start(reader, body, stage, path, rest);
    const unsigned may = PK_MAY_VARY | PK_MAY_SCHEDULE;
    stage->cost = pk_read_under(reader, body, "cost", path, PK_AMOUNT, may);
    stage->revenue = pk_read_under(reader, body, "revenue", path, PK_AMOUNT, may);
    stage->entry_cost = pk_read_under(reader, body, "entry_cost", path, PK_MONEY, may);
    stage->end_value = pk_read_under(reader, body, "end_value", path, PK_MONEY, PK_MAY_VARY);
    pk_read_exits(reader, body, stage, path);
}

void pk_model_settle(pk_model_t *model)
{
    for (int i = 0; i < model->nstage; i++) {
        const pk_number_t *dwell = model->stages[i].dwell;
        model->stages[i].instant = dwell->kind == PK_NUMBER_FIXED && dwell->value == 0;
    }
}

void pk_read_stages(pk_reader_t *reader, const pk_node_t *root)
{
    enum { STAGES_MOST = 2000 };
    pk_model_t *model = reader->model;
    const pk_node_t *section = pk_read_section(reader, root, "stages", STAGES_MOST);
    const pk_node_t *written = pk_node_get(root, "stages");
    if (!section && written && !pk_node_is_null(written)) {
        return;
    }
    if (!section || section->count == 0) {
        pk_error(reader->diag, written ? written->place : root->place,
                 "for example stages: {need: {start: rest}, customer: {role: customer}}", "the model has no stages");
        return;
    }
    model->stages = PK_ARRAY(reader->arena, pk_stage_t, section->count);
    for (; model->nstage < section->count; model->nstage++) {
        declare(reader, &section->pairs[model->nstage], &model->stages[model->nstage]);
    }
    const pk_stage_t *rest = NULL;
    for (int i = 0; i < model->nstage; i++) {
        read_stage(reader, section->pairs[i].value, &model->stages[i], &rest);
    }
    pk_model_settle(model);
}
