/* Reads a YAML text and compares all that is said about it, whole messages with their carets. */
#ifndef PK_DOC_EXPECT_H
#define PK_DOC_EXPECT_H

#include "pk_test.h"

#include <string.h>

#include "model/doc.h"

static pk_arena_t arena;
static pk_diag_t diag;

/* A cmocka teardown. */
static inline int forget_all(void **state)
{
    (void)state;
    pk_arena_free(&arena);
    pk_diag_free(&diag);
    return 0;
}

static inline pk_node_t *parse_bytes(const char *text, size_t length)
{
    pk_source_t *source = PK_NEW(&arena, pk_source_t);
    *source = (pk_source_t){.name = "a.yaml", .text = pk_arena_copy_n(&arena, text, length), .length = length};
    return pk_doc_parse(source, &arena, &diag);
}

static inline pk_node_t *parse(const char *text)
{
    return parse_bytes(text, strlen(text));
}

static inline const char *all_messages(void)
{
    const char *all = "";
    for (int i = 0; i < diag.count; i++) {
        all = pk_arena_format(&arena, "%s%s", all, pk_message_format(&diag.messages[i], &arena));
    }
    return all;
}

/* Parses `text` and compares all messages; the tree is returned. */
static inline pk_node_t *expect(const char *text, const char *messages)
{
    pk_diag_free(&diag);
    pk_node_t *root = parse(text);
    assert_string_equal(all_messages(), messages);
    return root;
}

/* The same, where there must be no tree. */
static inline void refuse(const char *text, const char *messages)
{
    assert_null(expect(text, messages));
}

/* A tree on one line: {a: 1, b: [x, "y"]}. */
static inline const char *shown(const pk_node_t *node)
{
    if (node->kind == PK_NODE_SCALAR) {
        return pk_arena_format(&arena, node->quoted ? "\"%s\"" : "%s", node->text);
    }
    const bool map = node->kind == PK_NODE_MAP;
    const char *text = map ? "{" : "[";
    for (int i = 0; i < node->count; i++) {
        const char *key = map ? pk_arena_format(&arena, "%s: ", node->pairs[i].key->text) : "";
        const char *value = shown(map ? node->pairs[i].value : node->items[i]);
        text = pk_arena_format(&arena, "%s%s%s%s", text, i > 0 ? ", " : "", key, value);
    }
    return pk_arena_format(&arena, "%s%s", text, map ? "}" : "]");
}

static inline void assert_place(const pk_node_t *node, int line, int column, int span)
{
    assert_int_equal(node->place.line, line);
    assert_int_equal(node->place.column, column);
    assert_int_equal(node->place.span, span);
}

#endif
