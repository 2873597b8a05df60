#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/doc_parts.h"

/* A map or list that is not closed yet. */
typedef struct {
    pk_node_t *node;
    pk_node_t *key; /* map: the key that waits for its value */
    const char *anchor;
    int room;
    long size; /* nodes in it so far, aliases counted out */
} frame_t;

typedef struct {
    const pk_text_t *text;
    pk_arena_t *arena;
    pk_diag_t *diag;
    frame_t frames[PK_DOC_DEPTH];
    int depth;
    pk_node_t *root;
    int documents;
    long size;
    pk_anchors_t anchors;
    pk_last_scalar_t last;
    /* Where column `column` of line `line` is: marks come in order, so a long line is walked once. */
    int line, column;
    const char *at;
} builder_t;

static const char *byte_at(builder_t *self, yaml_mark_t mark)
{
    const int line = (int)mark.line + 1, column = (int)mark.column + 1;
    if (line != self->line || column < self->column) {
        self->line = line;
        self->column = 1;
        self->at = pk_text_line(self->text, line);
    }
    const char *end = pk_text_line_end(self->text, line);
    for (; self->column < column && self->at < end; self->column++) {
        pk_utf8_next(&self->at, end, NULL);
    }
    return self->at;
}

/* libyaml puts the end of a file whose last line has no line break on a line of its own. */
static pk_place_t place_of(const builder_t *self, yaml_mark_t mark)
{
    const int last = self->text->nline;
    if ((int)mark.line >= last) {
        return pk_text_range(self->text, last, self->text->end, self->text->end);
    }
    return pk_text_place(self->text, (int)mark.line + 1, (int)mark.column + 1, 1);
}

/* Where a node itself begins: behind its "&anchor ". */
static yaml_mark_t behind_anchor(builder_t *self, yaml_mark_t mark, const char *anchor)
{
    if (!anchor) {
        return mark;
    }
    const char *at = byte_at(self, mark);
    const char *end = pk_text_line_end(self->text, (int)mark.line + 1);
    if (at == end || *at != '&') {
        return mark;
    }
    const char *next = at + 1 + strlen(anchor);
    while (next < end && (*next == ' ' || *next == '\t')) {
        next++;
    }
    if (next < end) {
        mark.column += pk_utf8_count(at, next);
    }
    return mark;
}

static pk_node_t *new_node(builder_t *self, pk_node_kind_t kind, yaml_mark_t mark, const yaml_char_t *anchor)
{
    pk_node_t *node = PK_NEW(self->arena, pk_node_t);
    node->kind = kind;
    node->place = place_of(self, behind_anchor(self, mark, (const char *)anchor));
    return node;
}

/* Room for one more in an array of `count` of `room` elements. */
static void *one_more(builder_t *self, void *array, int count, int *room, size_t element)
{
    if (count < *room) {
        return array;
    }
    *room = *room ? *room * 2 : 4;
    void *grown = pk_arena_take(self->arena, (size_t)*room, element);
    if (count > 0) {
        memcpy(grown, array, (size_t)count * element);
    }
    return grown;
}

static pk_status_t check_key(builder_t *self, const pk_node_t *key)
{
    if (key->kind != PK_NODE_SCALAR) {
        return pk_error(self->diag, key->place, "a text that starts with { or [ needs quotes",
                        "a key must be a text, but this is %s", pk_node_what(key));
    }
    if (pk_node_is_null(key)) {
        return pk_error(self->diag, key->place, NULL, "a key is missing before the colon");
    }
    if (!key->quoted && strcmp(key->text, "<<") == 0) {
        return pk_error(self->diag, key->place,
                        "repeat the keys here; a whole value can be shared with &name and *name",
                        "merge keys (<<) are not supported");
    }
    return PK_OK;
}

/* Counts `size` nodes; an alias counts as all that it stands for, so that no reader ever meets more than the cap. */
static pk_status_t count_nodes(builder_t *self, long size, pk_place_t place)
{
    self->size += size;
    if (self->depth > 0) {
        self->frames[self->depth - 1].size += size;
    }
    if (self->size <= PK_DOC_NODES) {
        return PK_OK;
    }
    return pk_error(self->diag, place, size > 1 ? "an alias (*name) counts as all that it stands for" : NULL,
                    "the file holds more than %d values", (int)PK_DOC_NODES);
}

/* Puts a node where it belongs: the root, a list's next item, a map's next key or value. */
static pk_status_t attach(builder_t *self, pk_node_t *node)
{
    if (self->depth == 0) {
        self->root = node;
        return PK_OK;
    }
    frame_t *frame = &self->frames[self->depth - 1];
    pk_node_t *parent = frame->node;
    if (parent->kind == PK_NODE_LIST) {
        parent->items = one_more(self, parent->items, parent->count, &frame->room, sizeof *parent->items);
        parent->items[parent->count++] = node;
        return PK_OK;
    }
    if (!frame->key) {
        frame->key = node;
        return check_key(self, node);
    }
    parent->pairs = one_more(self, parent->pairs, parent->count, &frame->room, sizeof *parent->pairs);
    parent->pairs[parent->count++] = (pk_pair_t){.key = frame->key, .value = node};
    frame->key = NULL;
    return PK_OK;
}

static pk_status_t refuse_tag(builder_t *self, const yaml_char_t *tag, yaml_mark_t mark)
{
    if (!tag) {
        return PK_OK;
    }
    return pk_error(self->diag, place_of(self, mark), "a text that starts with ! needs quotes",
                    "a word that starts with ! is a YAML tag, and polku knows none");
}

/* A node that is complete as it comes, or one that opens. */
static pk_status_t enter(builder_t *self, pk_node_t *node, const yaml_char_t *anchor)
{
    if (anchor) {
        pk_anchors_set(&self->anchors, pk_arena_copy(self->arena, (const char *)anchor), node,
                       node->kind == PK_NODE_SCALAR ? 1 : 0);
    }
    const pk_status_t status = count_nodes(self, 1, node->place);
    return status == PK_OK ? attach(self, node) : status;
}

/* "Asiakas #1": YAML takes " #1" for a comment. A blank or a rule (##, #--) after the # is one. */
static void warn_of_cut(builder_t *self, const pk_node_t *node, yaml_mark_t mark)
{
    const bool in_flow = self->depth > 0 && self->frames[self->depth - 1].node->flow;
    const int line = (int)mark.line + 1;
    if (line > self->text->nline) { /* the text ends with the file */
        return;
    }
    const char *stop = byte_at(self, mark), *end = pk_text_line_end(self->text, line);
    const char *at = stop;
    while (at < end && (*at == ' ' || *at == '\t')) {
        at++;
    }
    if (end - at < 2 || *at != '#' || strchr(" \t#-=*!", at[1])) {
        return;
    }
    const int column = (int)mark.column + 1 + (int)pk_utf8_count(stop, at);
    for (const char *c = at; in_flow && c < end; c++) {
        end = strchr(",]}", *c) ? c : end;
    }
    const char *begin = node->place.line == line ? pk_text_at(self->text, line, node->place.column) : at;
    while (*begin == ' ' || *begin == '\t') {
        begin++;
    }
    const char *whole = pk_quoted(begin, end, self->arena);
    pk_warning(self->diag, pk_text_place(self->text, line, column, (int)pk_utf8_count(at, end)),
               pk_arena_format(self->arena, "if it belongs to the text, write %s; if not, put a space after the #",
                               whole ? whole : "the text in quotes"),
               "the text is cut here: a # after a space starts a comment");
}

/* Control characters that an escape brings in ("\0", "\e"); line breaks and tabs may stay. */
static pk_status_t check_scalar(builder_t *self, const char *text, size_t length, pk_place_t place)
{
    const char *end = text + length;
    while (text < end) {
        const uint32_t point = pk_utf8_next(&text, end, NULL);
        if (pk_utf8_is_control(point) && point != '\n' && point != '\t') {
            return pk_error(self->diag, place, "write \\\\ for a backslash, or put the text in '…'",
                            "the escapes in this text make a control character (U+%04X)", (unsigned)point);
        }
    }
    return PK_OK;
}

/* Code points of a scalar on its first line. */
static int span_of(builder_t *self, pk_place_t begin, yaml_mark_t end)
{
    if (begin.line == (int)end.line + 1) {
        return (int)end.column + 1 - begin.column;
    }
    const char *stop = pk_text_line_end(self->text, begin.line);
    const char *start = pk_text_at(self->text, begin.line, begin.column);
    while (stop > start && (stop[-1] == ' ' || stop[-1] == '\t')) {
        stop--;
    }
    return (int)pk_utf8_count(start, stop);
}

static pk_status_t on_scalar(builder_t *self, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    const size_t length = event->data.scalar.length;
    pk_status_t status = refuse_tag(self, event->data.scalar.tag, event->start_mark);
    if (status != PK_OK) {
        return status;
    }
    pk_node_t *node = new_node(self, PK_NODE_SCALAR, event->start_mark, event->data.scalar.anchor);
    node->text = pk_arena_copy_n(self->arena, text, length);
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    const int span = span_of(self, node->place, event->end_mark);
    node->place.span = span > 1 ? span : 1;
    self->last = (pk_last_scalar_t){node->quoted, node->place.line, node->place.column, (int)event->end_mark.line + 1};
    if (!node->quoted) {
        warn_of_cut(self, node, event->end_mark);
    }
    status = check_scalar(self, text, length, node->place);
    return status == PK_OK ? enter(self, node, event->data.scalar.anchor) : status;
}

static pk_status_t open_node(builder_t *self, pk_node_t *node, const yaml_char_t *anchor)
{
    if (self->depth == PK_DOC_DEPTH) {
        return pk_error(self->diag, node->place, NULL, "nested deeper than %d levels", (int)PK_DOC_DEPTH);
    }
    const pk_status_t status = enter(self, node, anchor);
    frame_t *frame = &self->frames[self->depth++];
    *frame = (frame_t){.node = node, .size = 1};
    if (anchor) {
        frame->anchor = pk_anchors_find(&self->anchors, (const char *)anchor)->name;
    }
    return status;
}

static pk_status_t on_map_start(builder_t *self, const yaml_event_t *event)
{
    const pk_status_t status = refuse_tag(self, event->data.mapping_start.tag, event->start_mark);
    if (status != PK_OK) {
        return status;
    }
    pk_node_t *node = new_node(self, PK_NODE_MAP, event->start_mark, event->data.mapping_start.anchor);
    node->flow = event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    return open_node(self, node, event->data.mapping_start.anchor);
}

static pk_status_t on_list_start(builder_t *self, const yaml_event_t *event)
{
    const pk_status_t status = refuse_tag(self, event->data.sequence_start.tag, event->start_mark);
    if (status != PK_OK) {
        return status;
    }
    pk_node_t *node = new_node(self, PK_NODE_LIST, event->start_mark, event->data.sequence_start.anchor);
    node->flow = event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    return open_node(self, node, event->data.sequence_start.anchor);
}

/* Each key that stood before, in order of writing. The index is only as long-lived as this check. */
static void refuse_duplicates(builder_t *self, const pk_node_t *map)
{
    if (map->count < 2) {
        return;
    }
    pk_arena_t scratch = {0};
    const pk_key_index_t index = pk_key_index(map, &scratch);
    for (int i = 0; i < map->count && self->diag->count < PK_DIAG_MOST; i++) {
        const pk_pair_t *first = pk_key_index_find(&index, map->pairs[i].key->text);
        if (first != &map->pairs[i]) {
            pk_error(self->diag, map->pairs[i].key->place, "keep one of them",
                     "the key \"%s\" stands twice: the first is in line %d", first->key->text, first->key->place.line);
        }
    }
    pk_arena_free(&scratch);
}

/* A map or list is complete: its anchor may now be used, and its size counts in what holds it. */
static pk_status_t on_end(builder_t *self, const yaml_event_t *event)
{
    (void)event;
    frame_t frame = self->frames[--self->depth];
    if (frame.node->flow && frame.node->kind == PK_NODE_MAP) {
        pk_braces_mend_map(frame.node, self->arena, self->diag);
    }
    if (frame.node->flow && frame.node->kind == PK_NODE_LIST) {
        pk_braces_mend_list(frame.node, self->arena, self->diag);
    }
    if (frame.node->kind == PK_NODE_MAP) {
        refuse_duplicates(self, frame.node);
    }
    if (self->depth > 0) {
        self->frames[self->depth - 1].size += frame.size - 1;
    }
    if (frame.anchor && pk_anchors_find(&self->anchors, frame.anchor)->node == frame.node) {
        pk_anchors_set(&self->anchors, frame.anchor, frame.node, frame.size);
    }
    return PK_OK;
}

static pk_status_t on_alias(builder_t *self, const yaml_event_t *event)
{
    const char *name = (const char *)event->data.alias.anchor;
    const pk_place_t place =
        pk_text_place(self->text, (int)event->start_mark.line + 1, (int)event->start_mark.column + 1,
                      (int)pk_utf8_count(name, name + strlen(name)) + 1);
    const pk_anchor_t *anchor = pk_anchors_find(&self->anchors, name);
    if (!anchor) {
        return pk_error(self->diag, place, "a text that starts with * needs quotes",
                        "*%s refers to an anchor &%s, and there is none above", name, name);
    }
    if (anchor->size == 0) {
        return pk_error(self->diag, place, NULL, "*%s stands inside the very value that it refers to (line %d)", name,
                        anchor->node->place.line);
    }
    const pk_status_t status = count_nodes(self, anchor->size, place);
    return status == PK_OK ? attach(self, anchor->node) : status;
}

static pk_status_t on_document(builder_t *self, const yaml_event_t *event)
{
    if (++self->documents == 1) {
        return PK_OK;
    }
    return pk_error(self->diag, place_of(self, event->start_mark), "put it into a file of its own",
                    "a second document starts here: a file holds one");
}

typedef pk_status_t (*event_fn)(builder_t *self, const yaml_event_t *event);

static const event_fn on_event[] = {
    [YAML_DOCUMENT_START_EVENT] = on_document, [YAML_ALIAS_EVENT] = on_alias,
    [YAML_SCALAR_EVENT] = on_scalar,           [YAML_SEQUENCE_START_EVENT] = on_list_start,
    [YAML_SEQUENCE_END_EVENT] = on_end,        [YAML_MAPPING_START_EVENT] = on_map_start,
    [YAML_MAPPING_END_EVENT] = on_end};

enum { YAML_BYTES = 1 << 14 }; /* libyaml does not tell how much it asked for; its buffers are of this size */

/* One event after the other until the stream ends or something is wrong for good. */
static pk_status_t take_events(builder_t *self, yaml_parser_t *parser)
{
    for (;;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            if (parser->error == YAML_MEMORY_ERROR) {
                pk_out_of_memory(1, YAML_BYTES);
            }
            return pk_broken_explain(self->text, parser, &self->last, self->diag);
        }
        const yaml_event_type_t type = event.type;
        const event_fn handle = (size_t)type < sizeof on_event / sizeof on_event[0] ? on_event[type] : NULL;
        const pk_status_t status = handle ? handle(self, &event) : PK_OK;
        yaml_event_delete(&event);
        if (status != PK_OK || type == YAML_STREAM_END_EVENT) {
            return status;
        }
    }
}

pk_node_t *pk_tree_build(const pk_text_t *text, pk_arena_t *arena, pk_diag_t *diag)
{
    builder_t builder = {.text = text, .arena = arena, .diag = diag};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        pk_out_of_memory(1, YAML_BYTES);
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text->body, (size_t)(text->end - text->body));
    const pk_status_t status = take_events(&builder, &parser);
    yaml_parser_delete(&parser);
    pk_anchors_free(&builder.anchors);
    return status == PK_OK ? builder.root : NULL;
}
