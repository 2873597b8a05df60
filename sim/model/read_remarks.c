/* `source:` and `note:` beside a number instead of in it: {probability: 4%, note: own assumption}. */
#include <string.h>

#include "model/number_parts.h"
#include "model/read.h"

static bool is_below(const char *path, const char *prefix)
{
    const size_t length = strlen(prefix);
    return strncmp(path, prefix, length) == 0 && path[length] == '.';
}

static void give(pk_reader_t *reader, const pk_node_t *map, const char *prefix)
{
    const pk_numbers_t *book = &reader->model->numbers;
    for (int i = 0; i < book->count; i++) {
        pk_number_t *number = book->all[i];
        if (!number->source && !number->note && is_below(number->path, prefix)) {
            pk_entry_remarks(number, map);
        }
    }
}

/* The innermost mapping comes first. */
static void walk(pk_reader_t *reader, const pk_node_t *map, const char *prefix)
{
    for (int i = 0; i < map->count; i++) {
        const pk_pair_t *pair = &map->pairs[i];
        if (pair->value->kind == PK_NODE_MAP) {
            walk(reader, pair->value, pk_arena_format(reader->arena, "%s.%s", prefix, pair->key->text));
        }
    }
    if (pk_node_get(map, "source") || pk_node_get(map, "note")) {
        give(reader, map, pk_tidy_path(prefix, reader->arena));
    }
}

/* What the file says of itself at its top is not said of each number. */
void pk_read_remarks(pk_reader_t *reader, const pk_node_t *root)
{
    for (int i = 0; root->kind == PK_NODE_MAP && i < root->count; i++) {
        if (root->pairs[i].value->kind == PK_NODE_MAP) {
            walk(reader, root->pairs[i].value, root->pairs[i].key->text);
        }
    }
}
