/* `capacity:` (models/README.md section 4): how much of something can be done in a step. */
#include "model/read.h"

static const char *const keys[] = {"label", "per_step", "uses"};
enum { CAPACITIES_MOST = 1000 };

void pk_declare_capacities(pk_reader_t *reader, const pk_node_t *root)
{
    pk_model_t *model = reader->model;
    const pk_node_t *section = pk_read_section(reader, root, "capacity", CAPACITIES_MOST);
    const int count = section ? section->count : 0;
    model->capacities = PK_ARRAY(reader->arena, pk_capacity_t, count);
    for (int i = 0; i < count; i++) {
        const pk_node_t *key = section->pairs[i].key;
        pk_read_name(reader, key, "a capacity");
        model->capacities[model->ncapacity++] =
            (pk_capacity_t){.name = key->text, .label = key->text, .place = key->place, .per_step = reader->none};
    }
}

static void read_capacity(pk_reader_t *reader, const pk_node_t *node, pk_capacity_t *capacity)
{
    const pk_node_t *body = pk_want_map(reader, node, "a capacity", "{per_step: 14, uses: {lead -> customer: 1}}");
    if (!body && !pk_node_is_null(node)) {
        return;
    }
    pk_node_check_keys(body, keys, PK_COUNT(keys), "a capacity", reader->diag);
    const char *path = pk_arena_format(reader->arena, "capacity.%s", capacity->name);
    capacity->label = pk_read_label(reader, body, capacity->name);
    capacity->per_step = pk_read_under(reader, body, "per_step", path, PK_INFLOW, PK_MAY_SCHEDULE);
    if (capacity->per_step->kind == PK_NUMBER_NONE) {
        pk_error(reader->diag, capacity->place, "for example per_step: 14", "the capacity %s has no per_step",
                 capacity->name);
    }
    const pk_node_t *written = pk_node_get(body, "uses");
    const pk_node_t *uses = pk_want_map(reader, written, "uses", "{lead -> customer: 1}");
    const int errors = reader->diag->errors;
    capacity->uses =
        pk_read_flow_numbers(reader, uses, pk_arena_format(reader->arena, "%s.uses", path), PK_POSITIVE, 0, NULL);
    if (capacity->uses.count == 0 && errors == reader->diag->errors && (uses || !written)) {
        pk_error(reader->diag, capacity->place, "for example uses: {lead -> customer: 1}",
                 "nothing uses the capacity %s", capacity->name);
    }
}

/* A transition stands in one capacity at most. */
static void check_one_capacity(pk_reader_t *reader)
{
    const pk_model_t *model = reader->model;
    const pk_capacity_t **of = PK_ARRAY(reader->arena, const pk_capacity_t *, model->ntransition);
    for (int i = 0; i < model->ncapacity; i++) {
        const pk_capacity_t *capacity = &model->capacities[i];
        for (int j = 0; j < capacity->uses.count; j++) {
            const int flow = capacity->uses.index[j];
            if (of[flow]) {
                pk_error(reader->diag, capacity->uses.number[j]->place, "leave it out of one of the two",
                         "%s already uses the capacity %s: a transition uses one at most",
                         model->transitions[flow].name, of[flow]->name);
            }
            of[flow] = capacity;
        }
    }
}

void pk_read_capacities(pk_reader_t *reader, const pk_node_t *root)
{
    const pk_node_t *section = pk_node_get(root, "capacity");
    for (int i = 0; i < reader->model->ncapacity; i++) {
        read_capacity(reader, section->pairs[i].value, &reader->model->capacities[i]);
    }
    check_one_capacity(reader);
}
