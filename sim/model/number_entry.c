/* Numbers on their way into the book. */
#include <string.h>

#include "model/number_parts.h"

const char *pk_tidy_path(const char *path, pk_arena_t *arena)
{
    char *tidy = PK_ARRAY(arena, char, 3 * strlen(path) + 1), *to = tidy;
    for (const char *at = path; *at;) {
        const char *arrow = at + strspn(at, " ");
        if (strncmp(arrow, "->", 2) != 0) {
            while (at <= arrow && *at) {
                *to++ = *at++;
            }
            continue;
        }
        to = stpcpy(to, to == tidy || to[-1] == '.' ? "-> " : " -> ");
        at = arrow + 2 + strspn(arrow + 2, " ");
    }
    *to = '\0';
    return tidy;
}

pk_entry_t pk_entry_new(pk_reading_t *reading, const pk_node_t *node, const char *path, pk_domain_t domain,
                        unsigned may)
{
    pk_number_t *number = PK_NEW(reading->arena, pk_number_t);
    number->path = pk_tidy_path(path, reading->arena);
    number->address = pk_hash_text(number->path);
    number->place = node ? node->place : PK_NOWHERE;
    number->domain = number->asked = domain;
    number->may = may;
    number->slot = -1;
    number->scale = 1;
    const pk_rules_t rules = pk_rules_of(domain, may);
    number->low = rules.low;
    number->high = rules.high;
    return (pk_entry_t){reading, node, number};
}

static pk_number_t *enter(const pk_entry_t *entry)
{
    pk_numbers_t *book = entry->reading->numbers;
    if (book->count == book->room) {
        book->room = book->room ? 2 * book->room : 64;
        pk_number_t **all = PK_ARRAY(entry->reading->arena, pk_number_t *, book->room);
        if (book->count) {
            memcpy(all, book->all, (size_t)book->count * sizeof *all);
        }
        book->all = all;
    }
    entry->number->slot = pk_number_has_slot(entry->number) ? book->slots++ : -1;
    return book->all[book->count++] = entry->number;
}

pk_number_t *pk_entry_add(const pk_entry_t *entry)
{
    if (entry->node && !(entry->number->may & PK_IS_ARGUMENT)) {
        entry->number->text = pk_node_told(entry->node, entry->reading->arena);
    }
    return enter(entry);
}

pk_number_t *pk_entry_fail(const pk_entry_t *entry)
{
    pk_number_t *number = entry->number;
    const pk_rules_t rules = pk_rules_of(number->domain, number->may);
    number->kind = PK_NUMBER_FIXED;
    number->value = pk_harmless(&rules);
    number->scale = 1;
    number->period = 0;
    number->interval = false;
    number->law = NULL;
    number->nargument = number->spelling = number->npiece = 0;
    number->series = NULL;
    number->sampled = NULL;
    return enter(entry);
}

void pk_entry_remarks(pk_number_t *number, const pk_node_t *map)
{
    const pk_node_t *source = pk_node_get(map, "source"), *note = pk_node_get(map, "note");
    if (source && source->kind == PK_NODE_SCALAR) {
        number->source = source->text;
    }
    if (note && note->kind == PK_NODE_SCALAR) {
        number->note = note->text;
    }
}

static const pk_node_t *no_value(const pk_entry_t *entry, const pk_node_t *node)
{
    const pk_rules_t rules = pk_rules_of(entry->number->domain, entry->number->may);
    pk_error(entry->reading->diag, node->place, pk_arena_format(entry->reading->arena, "for example %s", rules.example),
             "%s has no value", pk_number_word(entry));
    return NULL;
}

/* What `value:` holds: anything but one more such mapping. */
static const pk_node_t *inner_value(const pk_entry_t *entry, const pk_node_t *value)
{
    if (pk_node_is_null(value)) {
        return no_value(entry, value);
    }
    if (value->kind != PK_NODE_MAP || pk_node_get(value, "file")) {
        return value;
    }
    pk_error(entry->reading->diag, value->place, "write the number itself", "a value within a value");
    return NULL;
}

const pk_node_t *pk_entry_unwrap(pk_entry_t *entry, const char *const *keys, int nkey)
{
    const pk_node_t *node = entry->node;
    if (pk_node_is_null(node)) {
        return no_value(entry, node);
    }
    if (node->kind != PK_NODE_MAP) {
        return node;
    }
    pk_entry_remarks(entry->number, node);
    if ((entry->number->may & PK_MAY_SCHEDULE) && pk_node_get(node, "file")) {
        return node;
    }
    for (int i = 0; i < nkey; i++) {
        if (pk_node_get(node, keys[i])) {
            return node;
        }
    }
    const char *allowed[8] = {"value"};
    for (int i = 0; i < nkey; i++) {
        allowed[1 + i] = keys[i];
    }
    if (pk_node_check_keys(node, allowed, 1 + nkey, pk_number_word(entry), entry->reading->diag)) {
        return NULL;
    }
    const pk_node_t *value = pk_node_get(node, "value");
    return value ? inner_value(entry, value) : no_value(entry, node);
}
