/* What was written, told on one line. */
#include <string.h>

#include "model/doc.h"

enum { TOLD_MOST = 300 }; /* bytes, after which the rest is left out */

static bool is_remark(const char *key)
{
    return strcmp(key, "source") == 0 || strcmp(key, "note") == 0;
}

static const char *joined(const char *before, const char *between, const char *after, pk_arena_t *arena)
{
    return pk_arena_format(arena, "%s%s%s", before, *before ? between : "", after);
}

static const char *with_pair(const char *told, const pk_pair_t *pair, pk_arena_t *arena)
{
    if (is_remark(pair->key->text)) {
        return told;
    }
    const char *value = pk_node_told(pair->value, arena);
    return joined(told, ", ", pk_arena_format(arena, "%s %s", pair->key->text, value), arena);
}

const char *pk_node_told(const pk_node_t *node, pk_arena_t *arena)
{
    const char *told = "";
    if (node->kind == PK_NODE_SCALAR) {
        return node->text;
    }
    for (int i = 0; i < node->count; i++) {
        if (strlen(told) > TOLD_MOST) {
            return joined(told, "; ", "…", arena);
        }
        told = node->kind == PK_NODE_LIST ? joined(told, "; ", pk_node_told(node->items[i], arena), arena)
                                          : with_pair(told, &node->pairs[i], arena);
    }
    return told;
}
