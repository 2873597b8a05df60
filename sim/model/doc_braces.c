#include <ctype.h>
#include <string.h>

#include "base/comma.h"
#include "base/utf8.h"
#include "model/doc_parts.h"

enum {
    QUOTED_MOST = 80, /* code points of a text that a hint repeats */
    CALL_MOST = 64    /* items of a list that one call may have been cut into: keeps the search short */
};

const char *pk_quoted(const char *from, const char *to, pk_arena_t *arena)
{
    const size_t length = (size_t)(to - from);
    if (pk_utf8_count(from, to) > QUOTED_MOST || memchr(from, '\n', length)) {
        return NULL;
    }
    if (!memchr(from, '"', length) && !memchr(from, '\\', length)) {
        return pk_arena_format(arena, "\"%.*s\"", (int)length, from);
    }
    return memchr(from, '\'', length) ? NULL : pk_arena_format(arena, "'%.*s'", (int)length, from);
}

static bool is_plain(const pk_node_t *node)
{
    return node->kind == PK_NODE_SCALAR && !node->quoted && node->text[0] != '\0';
}

bool pk_pair_is_stray(const pk_pair_t *pair)
{
    return is_plain(pair->key) && pk_node_is_null(pair->value);
}

const char *pk_pairs_join(const pk_pair_t *pairs, int count, const char *joint, pk_arena_t *arena)
{
    size_t length = strlen(pairs[0].value->text) + 1;
    for (int i = 1; i < count; i++) {
        length += strlen(joint) + strlen(pairs[i].key->text);
    }
    char *text = pk_arena_take(arena, length, 1);
    char *end = stpcpy(text, pairs[0].value->text);
    for (int i = 1; i < count; i++) {
        end = stpcpy(stpcpy(end, joint), pairs[i].key->text);
    }
    return text;
}

static pk_place_t place_through(pk_place_t first, pk_place_t last)
{
    if (first.line == last.line && last.column > first.column) {
        first.span = last.column + last.span - first.column;
    }
    return first;
}

pk_place_t pk_pairs_place(const pk_pair_t *pairs, int count)
{
    const pk_place_t first = pairs[0].value->place;
    return count > 1 ? place_through(first, pairs[count - 1].key->place) : first;
}

/* How many more brackets a text opens than it closes. */
static int open_calls(const char *text)
{
    int open = 0;
    for (; *text; text++) {
        open += (*text == '(') - (*text == ')');
    }
    return open;
}

/* How many of the pairs a call covers that begins in the value of the first; 1: nothing was cut off. */
static int cut_call(const pk_pair_t *pairs, int count)
{
    int open = open_calls(pairs[0].value->text), n = 1;
    while (open > 0 && n < count && pk_pair_is_stray(&pairs[n])) {
        open += open_calls(pairs[n++].key->text);
    }
    return n;
}

/* The same for a number with decimal commas: "0.4% to 1.2%" comes as a value 0 and the keys "4% to 1" and "2%". */
static int cut_number(const pk_pair_t *pairs, int count)
{
    const char *before = pairs[0].value->text;
    int n = 1;
    while (n < count && pk_pair_is_stray(&pairs[n]) && isdigit((unsigned char)before[strlen(before) - 1]) &&
           isdigit((unsigned char)pairs[n].key->text[0])) {
        before = pairs[n++].key->text;
    }
    return n;
}

static void refuse_call(const pk_pair_t *pairs, int count, const char *whole, pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    pk_error(diag, pk_pairs_place(pairs, count),
             pk_arena_format(&scratch, "write %s: \"%s\", or use a block without braces", pairs[0].key->text, whole),
             "%s is cut at its comma: inside { } a comma ends the value", whole);
    pk_arena_free(&scratch);
}

/* Three digits behind the comma may also be thousands. */
static bool may_be_thousands(const char *text)
{
    return strlen(text) == 3 && strspn(text, "0123456789") == 3;
}

static void refuse_number(const pk_pair_t *pairs, int count, const char *whole, pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    const char *written = pk_pairs_join(pairs, count, ",", &scratch);
    const char *hint = pk_arena_format(&scratch, "a decimal comma? write %s", whole);
    const pk_comma_t comma = pk_comma_read(written);
    if (comma.thousands && !comma.decimal) {
        hint = pk_arena_format(&scratch, "thousands? write %s", whole);
    } else if (count == 2 && may_be_thousands(pairs[1].key->text) && pairs[0].value->text[0] != '0') {
        hint = pk_arena_format(&scratch, "%s; thousands? write %s%s", hint, pairs[0].value->text, pairs[1].key->text);
    }
    pk_error(diag, pk_pairs_place(pairs, count), hint, "%s is cut at its comma: inside { } a comma ends the value",
             written);
    pk_arena_free(&scratch);
}

/* "share:70%": the colon of a key without its value, or NULL. An address (http://…) and a time (12:30) have none. */
static const char *missing_space(const pk_pair_t *pair)
{
    const char *text = pair->key->text;
    const char *colon = strchr(text, ':');
    if (!pk_pair_is_stray(pair) || !colon || colon == text || isdigit((unsigned char)text[0]) || colon[1] == '\0' ||
        colon[1] == '/') {
        return NULL;
    }
    return colon;
}

static void add_space(pk_pair_t *pair, const char *colon, pk_arena_t *arena, pk_diag_t *diag)
{
    pk_node_t *key = PK_NEW(arena, pk_node_t), *value = PK_NEW(arena, pk_node_t);
    const char *text = pair->key->text;
    *key = *value = *pair->key;
    key->text = pk_arena_copy_n(arena, text, (size_t)(colon - text));
    key->place.span = (int)pk_utf8_count(text, colon);
    value->text = pk_arena_copy(arena, colon + 1);
    value->place.column += key->place.span + 1;
    value->place.span = (int)pk_utf8_count(value->text, value->text + strlen(value->text));
    char *hint = pk_arena_format(arena, "write %s: %s", key->text, value->text);
    pk_error(diag, pair->key->place, hint, "a space is missing after the colon of %s", text);
    *pair = (pk_pair_t){.key = key, .value = value};
}

/* Tells and joins what commas have cut off the value of pairs[0]; returns how many pairs it took. */
static int mend_value(pk_pair_t *pairs, int count, pk_arena_t *arena, pk_diag_t *diag)
{
    pk_node_t *value = pairs[0].value;
    if (!is_plain(value) || pk_key_is_free_text(pairs[0].key->text)) {
        return 1;
    }
    int n = cut_call(pairs, count);
    const bool call = n > 1;
    if (!call) {
        n = cut_number(pairs, count);
    }
    if (n == 1) {
        return 1;
    }
    const char *whole = pk_pairs_join(pairs, n, call ? ", " : ".", arena);
    const pk_comma_t comma = pk_comma_read(pk_pairs_join(pairs, n, ",", arena));
    if (!call && comma.thousands != comma.decimal) {
        whole = pk_arena_copy(arena, comma.decimal ? comma.fraction : comma.whole);
    }
    (call ? refuse_call : refuse_number)(pairs, n, whole, diag);
    value->place = pk_pairs_place(pairs, n);
    value->text = whole;
    return n;
}

void pk_braces_mend_map(pk_node_t *map, pk_arena_t *arena, pk_diag_t *diag)
{
    int kept = 0;
    for (int i = 0; i < map->count;) {
        const char *colon = missing_space(&map->pairs[i]);
        if (colon) {
            add_space(&map->pairs[i], colon, arena, diag);
        }
        const int taken = mend_value(&map->pairs[i], map->count - i, arena, diag);
        map->pairs[kept++] = map->pairs[i];
        i += taken;
    }
    map->count = kept;
}

static int cut_item(pk_node_t *const *items, int count)
{
    int open = is_plain(items[0]) ? open_calls(items[0]->text) : 0, n = 1;
    while (open > 0 && n < count && n < CALL_MOST && is_plain(items[n])) {
        open += open_calls(items[n++]->text);
    }
    return open == 0 ? n : 1;
}

static void mend_item(pk_node_t **items, int count, pk_arena_t *arena, pk_diag_t *diag)
{
    const pk_place_t place = place_through(items[0]->place, items[count - 1]->place);
    const char *whole = items[0]->text;
    for (int i = 1; i < count; i++) {
        whole = pk_arena_format(arena, "%s, %s", whole, items[i]->text);
    }
    pk_error(diag, place, pk_arena_format(arena, "write \"%s\"", whole),
             "%s is cut at its comma: inside [ ] a comma ends the item", whole);
    items[0]->text = whole;
    items[0]->place = place;
}

void pk_braces_mend_list(pk_node_t *list, pk_arena_t *arena, pk_diag_t *diag)
{
    int kept = 0;
    for (int i = 0; i < list->count;) {
        const int taken = cut_item(&list->items[i], list->count - i);
        if (taken > 1) {
            mend_item(&list->items[i], taken, arena, diag);
        }
        list->items[kept++] = list->items[i];
        i += taken;
    }
    list->count = kept;
}
