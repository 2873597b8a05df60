/* Lists and tables of flows and stages. */
#include <string.h>

#include "model/read.h"

static bool holds(const pk_indices_t *self, int index)
{
    for (int i = 0; i < self->count; i++) {
        if (self->index[i] == index) {
            return true;
        }
    }
    return false;
}

static void add(pk_reader_t *reader, const pk_node_t *node, pk_indices_t *self, int index, const char *name)
{
    if (index < 0) {
        return;
    }
    if (holds(self, index)) {
        pk_error(reader->diag, node->place, "name it once", "%s is named twice", name);
    } else {
        self->index[self->count++] = index;
    }
}

static void add_flow(pk_reader_t *reader, const pk_node_t *node, pk_indices_t *flows)
{
    const int flow = pk_read_flow(reader, node);
    if (flow >= 0) {
        add(reader, node, flows, flow, reader->model->transitions[flow].name);
    }
}

static void add_stage(pk_reader_t *reader, const pk_node_t *node, pk_indices_t *stages)
{
    const int stage = pk_read_stage_name(reader, node);
    if (stage >= 0) {
        add(reader, node, stages, stage, reader->model->stages[stage].name);
    }
}

void pk_read_places(pk_reader_t *reader, const pk_node_t *node, pk_indices_t *stages, pk_indices_t *flows)
{
    const int count = pk_item_count(node);
    if (stages) {
        *stages = (pk_indices_t){.index = PK_ARRAY(reader->arena, int, count)};
    }
    if (flows) {
        *flows = (pk_indices_t){.index = PK_ARRAY(reader->arena, int, count)};
    }
    if (node && count == 0) {
        pk_error(reader->diag, node->place, flows ? "for example lead -> customer" : "name a stage",
                 "the list is empty");
    }
    for (int i = 0; i < count; i++) {
        const pk_node_t *item = pk_item(node, i);
        const bool arrow = item->kind == PK_NODE_SCALAR && strstr(item->text, "->");
        if (flows && (arrow || !stages)) {
            add_flow(reader, item, flows);
        } else if (arrow) {
            pk_error(reader->diag, item->place, "name a stage, for example customer",
                     "here goes a stage, not the flow %s", pk_quote(reader, item->text));
        } else {
            add_stage(reader, item, stages);
        }
    }
}

pk_weights_t pk_read_flow_numbers(pk_reader_t *reader, const pk_node_t *map, const char *prefix, pk_domain_t domain,
                                  unsigned may, const char *skip)
{
    const int count = map ? map->count : 0;
    pk_weights_t weights = {.index = PK_ARRAY(reader->arena, int, count),
                            .number = PK_ARRAY(reader->arena, pk_number_t *, count)};
    pk_indices_t seen = {.index = weights.index};
    for (int i = 0; i < count; i++) {
        const pk_node_t *key = map->pairs[i].key;
        if (pk_is_remark(key->text) || (skip && strcmp(key->text, skip) == 0)) {
            continue;
        }
        const int flow = pk_read_flow(reader, key);
        if (flow < 0) {
            continue;
        }
        const char *name = reader->model->transitions[flow].name;
        add(reader, key, &seen, flow, name);
        if (seen.count == weights.count) {
            continue;
        }
        const char *path = pk_arena_format(reader->arena, "%s.%s", prefix, name);
        weights.number[weights.count++] = pk_number_read(&reader->numbers, map->pairs[i].value, path, domain, may);
    }
    return weights;
}
