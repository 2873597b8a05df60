#include <string.h>

#include "model/doc_parts.h"

static const char *const everywhere[] = {"source", "note"};

static bool is_one_of(const char *word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool pk_key_is_free_text(const char *key)
{
    static const char *const keys[] = {"source", "note", "label", "name", "scenario", "calibrate"};
    return is_one_of(key, keys, (int)(sizeof keys / sizeof keys[0]));
}

static const char *allowed_text(const char *const *allowed, int count, pk_arena_t *arena)
{
    const char *text = "";
    for (int i = 0; i < count; i++) {
        text = pk_arena_format(arena, "%s%s, ", text, allowed[i]);
    }
    return pk_arena_format(arena, "%ssource, note", text);
}

static void refuse_key(const pk_node_t *key, const char *const *allowed, int count, const char *what,
                       const pk_elsewhere_t *elsewhere, pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    const char *all = allowed_text(allowed, count, &scratch);
    const char *near = pk_nearest(key->text, allowed, count);
    if (!near) {
        near = pk_nearest(key->text, everywhere, 2);
    }
    const char *hint = near ? pk_arena_format(&scratch, "did you mean %s? Allowed here: %s", near, all)
                            : pk_arena_format(&scratch, "allowed here: %s", all);
    if (is_one_of(key->text, elsewhere->keys, elsewhere->count)) {
        hint = pk_arena_format(&scratch, "%s. Allowed here: %s", elsewhere->hint, all);
    }
    pk_error(diag, key->place, hint, "unknown key \"%s\" in %s", key->text, what);
    pk_arena_free(&scratch);
}

static bool is_amount(const char *text)
{
    return strchr("-.0123456789", *text) && text[strspn(text, "-+.0123456789% ")] == '\0';
}

static void refuse_cut_text(const pk_pair_t *pairs, int count, pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    const char *text = pk_pairs_join(pairs, count, ", ", &scratch);
    const char *quoted = pk_quoted(text, text + strlen(text), &scratch);
    const char *hint =
        quoted ? pk_arena_format(&scratch, "write %s: %s", pairs[0].key->text, quoted) : "put the whole text in quotes";
    if (count == 2 && is_amount(pairs[0].value->text) && is_amount(pairs[1].key->text)) {
        hint = pk_arena_format(&scratch, "an interval? write %s: %s to %s", pairs[0].key->text, pairs[0].value->text,
                               pairs[1].key->text);
    }
    pk_error(diag, pk_pairs_place(pairs, count), hint,
             "the text \"%s\" is cut at its comma: inside { } a comma ends the value", text);
    pk_arena_free(&scratch);
}

/* How many pairs a text holds that begins as the value of the first and that commas have cut; 1: it is whole. */
static int cut_text(const pk_pair_t *pairs, int count, const char *const *allowed, int nallowed)
{
    const pk_node_t *value = pairs[0].value;
    if (value->kind != PK_NODE_SCALAR || value->quoted || pk_node_is_null(value)) {
        return 1;
    }
    int n = 1;
    while (n < count && pk_pair_is_stray(&pairs[n]) && !is_one_of(pairs[n].key->text, allowed, nallowed) &&
           (pk_key_is_free_text(pairs[0].key->text) || !pk_nearest(pairs[n].key->text, allowed, nallowed))) {
        n++;
    }
    return n;
}

pk_status_t pk_node_check_keys(const pk_node_t *map, const char *const *allowed, int count, const char *what,
                               pk_diag_t *diag)
{
    return pk_node_check_keys_beside(map, allowed, count, what, &(pk_elsewhere_t){0}, diag);
}

pk_status_t pk_node_check_keys_beside(const pk_node_t *map, const char *const *allowed, int count, const char *what,
                                      const pk_elsewhere_t *elsewhere, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    if (!map || map->kind != PK_NODE_MAP) {
        return PK_OK;
    }
    for (int i = 0; i < map->count && diag->count < PK_DIAG_MOST;) {
        const pk_node_t *key = map->pairs[i].key;
        const int cut = map->flow ? cut_text(&map->pairs[i], map->count - i, allowed, count) : 1;
        if (!is_one_of(key->text, allowed, count) && !is_one_of(key->text, everywhere, 2)) {
            refuse_key(key, allowed, count, what, elsewhere, diag);
            status = PK_BAD_INPUT;
        }
        if (cut > 1) {
            refuse_cut_text(&map->pairs[i], cut, diag);
            status = PK_BAD_INPUT;
        }
        i += cut;
    }
    return status;
}
