#include "model/doc.h"

#include <string.h>
#include <strings.h>

#include "model/doc_parts.h"

static const char what_a_file_has[] =
    "a model begins with polku: 1, name: and step:, a scenario with polku: 1, scenario: and model:";

static const char how_tables_are_read[] = "a table is read through the file that names it, as spend: {channel: {file: "
                                          "x.csv, column: c}} in a scenario: give that one";

static const char *hint_of(const pk_source_t *source)
{
    const char *end = strrchr(source->name, '.');
    const bool table = end != NULL && (strcasecmp(end, ".csv") == 0 || strcasecmp(end, ".tsv") == 0);
    return table ? how_tables_are_read : what_a_file_has;
}

static pk_node_t *check_root(pk_node_t *root, const pk_source_t *source, pk_diag_t *diag)
{
    if (root && root->kind == PK_NODE_MAP) {
        return root;
    }
    if (!root || pk_node_is_null(root)) {
        pk_error(diag, (pk_place_t){.source = source}, what_a_file_has, "the file is empty");
    } else {
        pk_error(diag, root->place, hint_of(source), "the file must be a mapping (key: value), but this is %s",
                 pk_node_what(root));
    }
    return NULL;
}

pk_node_t *pk_doc_parse(const pk_source_t *source, pk_arena_t *arena, pk_diag_t *diag)
{
    pk_text_t text;
    if (pk_text_check(&text, source, arena, diag) != PK_OK) {
        return NULL;
    }
    const int errors = diag->errors;
    pk_node_t *root = pk_tree_build(&text, arena, diag);
    return !root && diag->errors > errors ? NULL : check_root(root, source, diag);
}

pk_node_t *pk_doc_read(const char *path, pk_place_t asked, pk_arena_t *arena, pk_diag_t *diag)
{
    const pk_source_t *source = pk_source_read(path, PK_DOC_BYTES, asked, arena, diag);
    return source ? pk_doc_parse(source, arena, diag) : NULL;
}

pk_node_t *pk_doc_read_input(pk_arena_t *arena, pk_diag_t *diag)
{
    const pk_source_t *source = pk_source_read_input(PK_DOC_BYTES, diag);
    return source ? pk_doc_parse(source, arena, diag) : NULL;
}

bool pk_doc_has(const char *path, const char *key, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    pk_diag_t unheard = {0};
    const bool input = strcmp(path, PK_SOURCE_INPUT) == 0;
    const pk_source_t *source = input ? pk_source_read_input(PK_DOC_BYTES, diag)
                                      : pk_source_read(path, PK_DOC_BYTES, PK_NOWHERE, &arena, &unheard);
    const bool has = source != NULL && pk_node_get(pk_doc_parse(source, &arena, &unheard), key) != NULL;
    pk_diag_free(&unheard);
    pk_arena_free(&arena);
    return has;
}

pk_node_t *pk_node_get(const pk_node_t *map, const char *key)
{
    if (!map || map->kind != PK_NODE_MAP) {
        return NULL;
    }
    for (int i = 0; i < map->count; i++) {
        if (strcmp(map->pairs[i].key->text, key) == 0) {
            return map->pairs[i].value;
        }
    }
    return NULL;
}

bool pk_node_is_null(const pk_node_t *node)
{
    return node && node->kind == PK_NODE_SCALAR && !node->quoted && node->text[0] == '\0';
}

const char *pk_node_what(const pk_node_t *node)
{
    static const char *const names[] = {"a text", "a list", "a mapping"};
    return !node || pk_node_is_null(node) ? "nothing" : names[node->kind];
}
