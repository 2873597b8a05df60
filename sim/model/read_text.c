/* Texts, words, switches and mappings: the small things that every section is made of. */
#include <string.h>

#include "base/excerpt.h"
#include "model/read.h"

enum { QUOTE_MOST = 60, LIST_MOST = 24 };

pk_reader_t pk_reader_on(pk_model_t *model, pk_arena_t *arena, pk_diag_t *diag)
{
    pk_reader_t reader = {.model = model, .arena = arena, .diag = diag};
    reader.numbers = (pk_reading_t){.arena = arena, .diag = diag, .numbers = &model->numbers, .step = model->step};
    reader.none = PK_NEW(arena, pk_number_t);
    reader.none->path = "";
    reader.none->slot = -1;
    return reader;
}

const char *pk_quote(const pk_reader_t *reader, const char *text)
{
    return pk_arena_format(reader->arena, "\"%s\"", pk_one_line(text, QUOTE_MOST, reader->arena));
}

const char *pk_list_words(const pk_reader_t *reader, const char *const *words, int count, const char *last)
{
    const char *text = count > 0 ? words[0] : "";
    const int shown = count > LIST_MOST ? LIST_MOST : count;
    for (int i = 1; i < shown; i++) {
        if (i == count - 1) {
            text = pk_arena_format(reader->arena, "%s %s %s", text, last, words[i]);
        } else {
            text = pk_arena_format(reader->arena, "%s, %s", text, words[i]);
        }
    }
    return count > shown ? pk_arena_format(reader->arena, "%s, …", text) : text;
}

const char *pk_read_text(pk_reader_t *reader, const pk_node_t *node, const char *what, const char *otherwise)
{
    if (!node) {
        return otherwise;
    }
    if (node->kind == PK_NODE_SCALAR) {
        return node->text;
    }
    pk_error(reader->diag, node->place, "put a text with commas, colons or brackets in quotation marks",
             "%s must be a text, not %s", what, pk_node_what(node));
    return otherwise;
}

const char *pk_read_label(pk_reader_t *reader, const pk_node_t *map, const char *name)
{
    pk_read_text(reader, pk_node_get(map, "source"), "source", NULL);
    pk_read_text(reader, pk_node_get(map, "note"), "note", NULL);
    const pk_node_t *label = pk_node_get(map, "label");
    const char *text = pk_read_text(reader, label, "label", name);
    return *text ? text : name;
}

bool pk_read_bool(pk_reader_t *reader, const pk_node_t *node, const char *what, bool otherwise)
{
    static const char *const words[] = {"true", "false", "yes", "no"};
    const int choice = pk_read_choice(reader, node, what, words, PK_COUNT(words), -1);
    return choice < 0 ? otherwise : choice % 2 == 0;
}

int pk_read_choice(pk_reader_t *reader, const pk_node_t *node, const char *what, const char *const *words, int count,
                   int otherwise)
{
    if (!node) {
        return otherwise;
    }
    const char *allowed = pk_list_words(reader, words, count, "or");
    if (node->kind != PK_NODE_SCALAR) {
        pk_error(reader->diag, node->place, NULL, "%s must be %s, not %s", what, allowed, pk_node_what(node));
        return otherwise;
    }
    for (int i = 0; i < count; i++) {
        if (strcmp(node->text, words[i]) == 0) {
            return i;
        }
    }
    const char *nearest = pk_nearest(node->text, words, count);
    pk_error(reader->diag, node->place,
             nearest ? pk_arena_format(reader->arena, "did you mean %s?", nearest) : "write one of these words",
             "%s must be %s, not %s", what, allowed, pk_quote(reader, node->text));
    return otherwise;
}

bool pk_read_version(pk_reader_t *reader, const pk_node_t *root)
{
    const pk_node_t *version = pk_node_get(root, "polku");
    if (!version) {
        pk_error(reader->diag, root->place, "write polku: 1 as the first line", "the format version is missing");
        return false;
    }
    if (version->kind == PK_NODE_SCALAR && strcmp(version->text, "1") == 0) {
        return true;
    }
    pk_error(reader->diag, version->place, "this program reads polku: 1", "format version %s is not known",
             version->kind == PK_NODE_SCALAR ? pk_quote(reader, version->text) : pk_node_what(version));
    return false;
}

bool pk_is_word(pk_reader_t *reader, const pk_node_t *node, const char *word)
{
    static const char *const keys[] = {"value"};
    const pk_node_t *inner = pk_node_get(node, "value");
    const pk_node_t *text = inner ? inner : node;
    if (!text || text->kind != PK_NODE_SCALAR || strcmp(text->text, word) != 0) {
        return false;
    }
    if (inner) {
        pk_node_check_keys(node, keys, PK_COUNT(keys), "a number", reader->diag);
        pk_read_label(reader, node, word);
    }
    return true;
}

bool pk_is_remark(const char *key)
{
    return strcmp(key, "source") == 0 || strcmp(key, "note") == 0;
}

const pk_node_t *pk_want_map(pk_reader_t *reader, const pk_node_t *node, const char *what, const char *example)
{
    if (!node || pk_node_is_null(node)) {
        return NULL;
    }
    if (node->kind == PK_NODE_MAP) {
        return node;
    }
    const char *found = node->kind == PK_NODE_SCALAR ? pk_quote(reader, node->text) : pk_node_what(node);
    const char *colon = node->kind == PK_NODE_SCALAR && !node->quoted ? strchr(node->text, ':') : NULL;
    const char *hint = pk_arena_format(reader->arena, "for example %s", example);
    if (colon && colon > node->text && colon[1] && colon[1] != '/') {
        hint = pk_arena_format(reader->arena, "a blank is missing behind the colon: %.*s: %s",
                               (int)(colon - node->text), node->text, colon + 1);
    }
    pk_error(reader->diag, node->place, hint, "%s must be a mapping, not %s", what, found);
    return NULL;
}

int pk_item_count(const pk_node_t *node)
{
    if (!node) {
        return 0;
    }
    return node->kind == PK_NODE_LIST ? node->count : 1;
}

const pk_node_t *pk_item(const pk_node_t *node, int i)
{
    return node->kind == PK_NODE_LIST ? node->items[i] : node;
}

pk_number_t *pk_read_under(pk_reader_t *reader, const pk_node_t *map, const char *key, const char *prefix,
                           pk_domain_t domain, unsigned may)
{
    const pk_node_t *node = pk_node_get(map, key);
    if (!node) {
        return reader->none;
    }
    const char *path = *prefix ? pk_arena_format(reader->arena, "%s.%s", prefix, key) : key;
    return pk_number_read(&reader->numbers, node, path, domain, may);
}
