/* What the doc_*.c files share: a tree from a checked text. Private to them; others include doc.h. */
#ifndef PK_MODEL_DOC_PARTS_H
#define PK_MODEL_DOC_PARTS_H

#include <stdint.h>

#include <yaml.h>

#include "model/doc.h"
#include "model/doc_text.h"

/* doc_tree.c: the tree of a checked text through libyaml's events. NULL where the YAML is broken; else the tree, which
 * may come with errors (duplicate keys, numbers cut by a comma) that leave the rest readable. */
pk_node_t *pk_tree_build(const pk_text_t *text, pk_arena_t *arena, pk_diag_t *diag);

/* What was read before the place where libyaml gave up: a quoted text over several lines is the likely culprit. */
typedef struct {
    bool quoted;
    int line, column, end_line;
} pk_last_scalar_t;

/* doc_broken.c: says in plain words what libyaml could not read, and what was most likely meant. */
pk_status_t pk_broken_explain(const pk_text_t *text, const yaml_parser_t *parser, const pk_last_scalar_t *last,
                              pk_diag_t *diag);

/* doc_braces.c: numbers that a comma inside { } or [ ] has cut ("{share: 0,7}", "[pert(1%, 2%, 3%)]"), and a colon
 * without its space ("{share:70%}"). Each is an error, told once, and is mended in the tree, so that the readers can go
 * on without telling it again. Called for each flow map and list when it is complete. */
void pk_braces_mend_map(pk_node_t *map, pk_arena_t *arena, pk_diag_t *diag);
void pk_braces_mend_list(pk_node_t *list, pk_arena_t *arena, pk_diag_t *diag);

/* doc_merge.c: pairs by key, for files with very many of them. */
typedef struct {
    const pk_pair_t **sorted; /* by key, equal keys in order of writing */
    int count;
} pk_key_index_t;

/* The index of a map's pairs; its memory is in `arena`. */
pk_key_index_t pk_key_index(const pk_node_t *map, pk_arena_t *arena);
/* The first pair under `key`, or NULL. */
const pk_pair_t *pk_key_index_find(const pk_key_index_t *self, const char *key);

/* doc_anchors.c: &names and what they stand for. */
typedef struct {
    const char *name;
    uint64_t hash;
    pk_node_t *node;
    long size; /* nodes in it, aliases counted out; 0 while it is open */
} pk_anchor_t;

typedef struct {
    pk_anchor_t *slots; /* open addressing; on the heap */
    size_t room, count;
} pk_anchors_t;

/* A zeroed table is empty; free is legal on it. */
void pk_anchors_free(pk_anchors_t *self);
/* Sets `name` to a node, anew where it was set before. `name` must live as long as the table. */
void pk_anchors_set(pk_anchors_t *self, const char *name, pk_node_t *node, long size);
/* NULL where there is no such anchor. */
const pk_anchor_t *pk_anchors_find(const pk_anchors_t *self, const char *name);

/* doc_keys.c: a key whose value is free text (label, source, note, a title). */
bool pk_key_is_free_text(const char *key);
/* A word between two commas in braces, which YAML takes for a key without a value: "7" in {share: 0,7}. */
bool pk_pair_is_stray(const pk_pair_t *pair);
/* Keys and values that commas have torn apart, put together again with `joint` between them: pairs[0]'s value, then the
 * keys of the next count - 1 pairs. */
const char *pk_pairs_join(const pk_pair_t *pairs, int count, const char *joint, pk_arena_t *arena);
/* Their place: all of it where it is one line. */
pk_place_t pk_pairs_place(const pk_pair_t *pairs, int count);

/* The bytes from `from` to `to` as a YAML text in quotes: "…", or '…' where it has a " or a backslash of its own. NULL
 * where that would not do or would be too long for a hint. */
const char *pk_quoted(const char *from, const char *to, pk_arena_t *arena);

#endif
