/* Schedules: pieces over time, and columns of files. */
#include <stdlib.h>
#include <string.h>

#include "model/date_meant.h"
#include "model/number_parts.h"
#include "model/series.h"

static const char *const example = "for example [{from: 2026-04, until: 2026-05, value: 800}, {otherwise: 300}]";

/* A step from 1: its number, or 0. */
static long step_of(const char *text)
{
    if (!*text || strspn(text, "0123456789") != strlen(text) || strlen(text) > 9) {
        return 0;
    }
    const long step = strtol(text, NULL, 10);
    return step <= PK_STEPS_MOST ? step : 0;
}

static bool refuse_time(const pk_entry_t *entry, const pk_node_t *node, const char *key)
{
    pk_arena_t *arena = entry->reading->arena;
    const char *text =
        node->kind == PK_NODE_SCALAR ? pk_shown(arena, node->text, strlen(node->text)) : pk_node_what(node);
    pk_error(entry->reading->diag, node->place, pk_date_meant(text, arena),
             "%s cannot be %s: allowed is a date like 2026-03-01, a month like 2026-03, or a step from 1 to %d", key,
             text, PK_STEPS_MOST);
    return false;
}

/* One end of a piece. `last`: of a month its last day. */
static bool read_time(const pk_entry_t *entry, const pk_node_t *node, const char *key, bool last, pk_piece_t *piece,
                      long *time)
{
    long first_day = 0, last_day = 0;
    const bool scalar = node->kind == PK_NODE_SCALAR;
    const long step = scalar ? step_of(node->text) : 0;
    const bool dated = step == 0 && scalar && pk_date_parse(node->text, &first_day, &last_day);
    if (step == 0 && !dated) {
        return refuse_time(entry, node, key);
    }
    if ((piece->has_from || piece->has_until) && piece->dated != dated) {
        pk_error(entry->reading->diag, node->place, "write both as dates or both as steps",
                 "a piece cannot go from a %s to a %s", dated ? "step" : "date", dated ? "date" : "step");
        return false;
    }
    piece->dated = dated;
    *time = dated ? (last ? last_day : first_day) : step;
    return true;
}

static bool read_times(const pk_entry_t *entry, const pk_node_t *map, pk_piece_t *piece)
{
    const pk_node_t *from = pk_node_get(map, "from"), *until = pk_node_get(map, "until");
    if (from && !(piece->has_from = read_time(entry, from, "from", false, piece, &piece->from))) {
        return false;
    }
    if (until && !(piece->has_until = read_time(entry, until, "until", true, piece, &piece->until))) {
        return false;
    }
    if (from && until && piece->from > piece->until) {
        pk_error(entry->reading->diag, map->place, "`until` is inclusive", "a piece cannot go from %s until %s",
                 from->text, until->text);
        return false;
    }
    if (!from && !until) {
        pk_error(entry->reading->diag, map->place, example, "a piece of a schedule needs from:, until: or otherwise:");
    }
    return from || until;
}

static const pk_node_t *otherwise_value(const pk_entry_t *entry, const pk_node_t *map, bool last)
{
    static const char *const others[] = {"from", "until", "value", "total"};
    pk_diag_t *diag = entry->reading->diag;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (pk_node_get(map, others[i])) {
            pk_error(diag, map->place, example, "otherwise: stands alone in its piece, without %s:", others[i]);
            return NULL;
        }
    }
    if (last) {
        return pk_node_get(map, "otherwise");
    }
    pk_error(diag, map->place, "it holds the steps that no other piece holds", "otherwise: must be the last piece");
    return NULL;
}

static const pk_node_t *timed_value(const pk_entry_t *entry, const pk_node_t *map, pk_piece_t *piece)
{
    const pk_node_t *value = pk_node_get(map, "value"), *total = pk_node_get(map, "total");
    pk_diag_t *diag = entry->reading->diag;
    piece->total = total != NULL;
    if (!read_times(entry, map, piece)) {
        return NULL;
    }
    if (!value == !total) {
        const char *hint = entry->number->may & PK_MAY_TOTAL
                               ? "value: is for each step, total: is spread over its steps"
                               : "value: is for each step";
        pk_error(diag, map->place, hint,
                 value ? "a piece of a schedule has a value or a total, not both"
                       : "this piece of the schedule has no value");
        return NULL;
    }
    return value ? value : total;
}

/* The piece's own key: what its number's path ends in. */
static const char *piece_key(const pk_node_t *map, const pk_piece_t *piece)
{
    if (piece->otherwise) {
        return "otherwise";
    }
    return pk_node_get(map, piece->has_from ? "from" : "until")->text;
}

/* [2%, 4%] is no schedule: most likely an interval is meant. */
static const char *piece_hint(const pk_entry_t *entry, const pk_node_t *item)
{
    const pk_node_t *list = entry->node;
    const bool pair = list->kind == PK_NODE_LIST && list->count == 2 && list->items[0]->kind == PK_NODE_SCALAR &&
                      list->items[1]->kind == PK_NODE_SCALAR && item == list->items[0];
    return pair ? pk_arena_format(entry->reading->arena, "an interval? write %s to %s", list->items[0]->text,
                                  list->items[1]->text)
                : example;
}

/* When the piece holds, as pk_node_told tells it. */
static const char *piece_span(const pk_node_t *map, const pk_piece_t *piece, pk_arena_t *arena)
{
    if (piece->otherwise) {
        return "otherwise";
    }
    const char *from = piece->has_from ? pk_node_get(map, "from")->text : "";
    const char *until = piece->has_until ? pk_node_get(map, "until")->text : "";
    return pk_arena_format(arena, "%s%s%s%s%s", *from ? "from " : "", from, *from && *until ? ", " : "",
                           *until ? "until " : "", until);
}

static bool read_piece(pk_entry_t *entry, const pk_node_t *map, bool last, pk_piece_t *piece)
{
    static const char *const keys[] = {"from", "until", "value", "otherwise", "total"};
    const pk_number_t *number = entry->number;
    *piece = (pk_piece_t){.place = map->place};
    if (map->kind != PK_NODE_MAP) {
        pk_error(entry->reading->diag, map->place, piece_hint(entry, map), "a piece of a schedule is a mapping, not %s",
                 pk_node_what(map));
        return false;
    }
    if (pk_node_check_keys(map, keys, number->may & PK_MAY_TOTAL ? 5 : 4, "a piece of a schedule",
                           entry->reading->diag)) {
        return false;
    }
    piece->otherwise = pk_node_get(map, "otherwise") != NULL;
    const pk_node_t *value = piece->otherwise ? otherwise_value(entry, map, last) : timed_value(entry, map, piece);
    if (!value) {
        return false;
    }
    piece->span = piece_span(map, piece, entry->reading->arena);
    const unsigned may = number->may & ~(unsigned)(PK_MAY_SCHEDULE | PK_MAY_TOTAL);
    const char *path = pk_arena_format(entry->reading->arena, "%s.%s", number->path, piece_key(map, piece));
    piece->value = pk_number_read(entry->reading, value, path, number->asked, may | (piece->total ? PK_IS_TOTAL : 0));
    if (!piece->value->source && !piece->value->note) {
        pk_entry_remarks(piece->value, map);
    }
    return true;
}

/* What all pieces must have in common. */
static bool check_alike(const pk_entry_t *entry, const pk_number_t *number)
{
    const pk_piece_t *first = &number->pieces[0];
    for (int i = 1; i < number->npiece; i++) {
        const pk_piece_t *piece = &number->pieces[i];
        const char *text = NULL, *hint = NULL;
        if (!piece->otherwise && piece->dated != first->dated) {
            text = "a schedule goes by dates or by steps, not by both";
        } else if (piece->value->sign != first->value->sign && !(number->may & PK_MAY_CHANGE)) {
            text = "the pieces of a schedule are all factors (xM) or none is";
            hint = "write the numbers as factors of what is written, or each factor's result as a number";
        } else if (piece->value->of_revenue != first->value->of_revenue) {
            text = "the pieces of a schedule are all a part of revenue or none is";
        }
        if (text) {
            pk_error(entry->reading->diag, piece->place, hint, "%s", text);
            return false;
        }
    }
    return true;
}

bool pk_read_schedule(pk_entry_t *entry, const pk_node_t *list)
{
    pk_number_t *number = entry->number;
    const int errors = entry->reading->diag->errors;
    if (list->count == 0) {
        pk_error(entry->reading->diag, list->place, example, "the schedule of %s has no pieces", pk_number_word(entry));
        return false;
    }
    pk_piece_t *pieces = PK_ARRAY(entry->reading->arena, pk_piece_t, list->count);
    bool read = true;
    for (int i = 0; i < list->count; i++) {
        read = read_piece(entry, list->items[i], i == list->count - 1, &pieces[i]) && read;
    }
    if (!read) {
        return false;
    }
    number->kind = PK_NUMBER_SCHEDULE;
    number->pieces = pieces;
    number->npiece = list->count;
    number->sign = pieces[0].value->sign;
    number->of_revenue = pieces[0].value->of_revenue;
    return entry->reading->diag->errors > errors || check_alike(entry, number);
}

bool pk_read_series(pk_entry_t *entry, const pk_node_t *map)
{
    pk_number_t *number = entry->number;
    if (number->may & PK_MUST_TIMES) {
        pk_error(entry->reading->diag, map->place, "for example x1.2",
                 "%s cannot come from a file: only a factor may stand here", pk_number_word(entry));
        return false;
    }
    const pk_series_t *series =
        pk_series_read(entry->reading, map, (number->may & PK_MAY_TOTAL) != 0 ? PK_SERIES_AMOUNTS : 0);
    if (!series) {
        return false;
    }
    const pk_rules_t rules = pk_rules_of(number->domain, number->may);
    bool fits = true;
    for (int i = 0; i < series->count; i++) {
        if (series->percents[i] &&
            !pk_check_percent(entry, &rules, series->values[i], series->percents[i], series->value_places[i])) {
            fits = false;
            continue;
        }
        fits = pk_check_value(entry, &rules, series->values[i],
                              pk_arena_format(entry->reading->arena, "%.15g", series->values[i]),
                              series->value_places[i]) &&
               fits;
    }
    number->kind = PK_NUMBER_SCHEDULE;
    number->series = series;
    return fits;
}
