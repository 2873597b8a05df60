#include <stdlib.h>
#include <string.h>

#include "model/doc_parts.h"

static int compare_pairs(const void *a, const void *b)
{
    const pk_pair_t *left = *(const pk_pair_t *const *)a, *right = *(const pk_pair_t *const *)b;
    const int order = strcmp(left->key->text, right->key->text);
    return order ? order : (left > right) - (left < right);
}

pk_key_index_t pk_key_index(const pk_node_t *map, pk_arena_t *arena)
{
    pk_key_index_t index = {.sorted = PK_ARRAY(arena, const pk_pair_t *, map->count), .count = map->count};
    for (int i = 0; i < map->count; i++) {
        index.sorted[i] = &map->pairs[i];
    }
    qsort(index.sorted, (size_t)index.count, sizeof *index.sorted, compare_pairs);
    return index;
}

const pk_pair_t *pk_key_index_find(const pk_key_index_t *self, const char *key)
{
    int low = 0, high = self->count; /* the first not below key is in low..high */
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (strcmp(self->sorted[middle]->key->text, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < self->count && strcmp(self->sorted[low]->key->text, key) == 0 ? self->sorted[low] : NULL;
}

/* A number written as a mapping is one thing: its source is no other number's. The sections stand at depth 1. */
static bool is_other_number(const pk_node_t *under, const pk_node_t *over, int depth)
{
    enum { NUMBERS = 2 };
    return depth >= NUMBERS &&
           (pk_node_get(over, "value") || (pk_node_get(over, "file") && !pk_node_get(under, "file")));
}

static pk_node_t *replacing(const pk_node_t *under, const pk_node_t *over, pk_arena_t *arena)
{
    pk_node_t *copy = PK_NEW(arena, pk_node_t);
    *copy = *over;
    copy->under = under;
    return copy;
}

/* The depth of both trees is at most PK_DOC_DEPTH, and so is that of the recursion. */
static pk_node_t *merge(pk_node_t *under, pk_node_t *over, int depth, pk_arena_t *arena)
{
    if (under->kind != PK_NODE_MAP || over->kind != PK_NODE_MAP || is_other_number(under, over, depth)) {
        return replacing(under, over, arena);
    }
    const pk_key_index_t above = pk_key_index(over, arena), below = pk_key_index(under, arena);
    pk_node_t *merged = PK_NEW(arena, pk_node_t);
    *merged = *over;
    merged->count = 0;
    merged->pairs = PK_ARRAY(arena, pk_pair_t, under->count + over->count);
    for (int i = 0; i < under->count; i++) {
        const pk_pair_t *mine = pk_key_index_find(&above, under->pairs[i].key->text);
        pk_pair_t pair = mine ? *mine : under->pairs[i];
        pair.value = mine ? merge(under->pairs[i].value, mine->value, depth + 1, arena) : pair.value;
        merged->pairs[merged->count++] = pair;
    }
    for (int i = 0; i < over->count; i++) {
        if (!pk_key_index_find(&below, over->pairs[i].key->text)) {
            merged->pairs[merged->count++] = over->pairs[i];
        }
    }
    return merged;
}

pk_node_t *pk_node_merge(pk_node_t *under, pk_node_t *over, pk_arena_t *arena)
{
    if (!under || !over) {
        return over ? over : under;
    }
    return merge(under, over, 0, arena);
}
