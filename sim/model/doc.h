/* A YAML file as a tree whose every node keeps its place, so that a late check still points at the line.
 *
 * Read through libyaml's event interface: depth is capped as events arrive, aliases share the anchored node and a cycle
 * is an error, duplicate keys are errors, a second document is refused, CRLF and a BOM are accepted, invalid UTF-8,
 * UTF-16 and control characters are found with their place before libyaml sees them. Where the YAML itself is broken,
 * the error says what the writer most likely meant (a tab, a text with ": " in it, a decimal comma). */
#ifndef PK_MODEL_DOC_H
#define PK_MODEL_DOC_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"

typedef enum { PK_NODE_SCALAR, PK_NODE_LIST, PK_NODE_MAP } pk_node_kind_t;

typedef struct pk_node pk_node_t;

typedef struct {
    pk_node_t *key; /* always a scalar */
    pk_node_t *value;
} pk_pair_t;

struct pk_node {
    pk_node_kind_t kind;
    pk_place_t place;
    const char *text; /* scalar: its text, UTF-8, never NULL */
    bool quoted;      /* scalar written with quotes or as a block */
    bool flow;        /* map or list written with { } or [ ] */
    int count;        /* items or pairs */
    pk_node_t **items;
    pk_pair_t *pairs;
    const pk_node_t *under; /* a value that replaced another when files were merged: that one; else NULL */
};

enum { PK_DOC_BYTES = 1 << 20, PK_DOC_DEPTH = 64, PK_DOC_NODES = 400000 };

/* Reads a file; the root is always a map. NULL with errors in `diag` when it cannot be read. A tree may come with
 * errors in `diag`, too (duplicate keys, a number cut by a comma in braces), so that its other errors can be found:
 * look at diag->errors. An alias shares its node; the tree with all aliases written out has at most PK_DOC_NODES nodes.
 * `asked` is the place that names the file. */
pk_node_t *pk_doc_read(const char *path, pk_place_t asked, pk_arena_t *arena, pk_diag_t *diag);
/* The same of standard input. */
pk_node_t *pk_doc_read_input(pk_arena_t *arena, pk_diag_t *diag);
/* The same from text already in memory (tests, generated files). */
pk_node_t *pk_doc_parse(const pk_source_t *source, pk_arena_t *arena, pk_diag_t *diag);
/* Whether a file has this key at the top, by which kinds of files are told apart. False also where it cannot be read,
 * which its reader tells; `diag` keeps what standard input held until then. */
bool pk_doc_has(const char *path, const char *key, pk_diag_t *diag);

/* The value under `key`, or NULL. Legal on any node, NULL included. */
pk_node_t *pk_node_get(const pk_node_t *map, const char *key);
/* A scalar that is empty and plain (YAML's null). */
bool pk_node_is_null(const pk_node_t *node);
/* "a text", "a list", "a mapping", "nothing": for messages. */
const char *pk_node_what(const pk_node_t *node);

/* Reports every key of `map` that is not among the `count` allowed ones (`source` and `note` always are), with the
 * nearest allowed name and all of them; `what` is what the map describes ("a stage"). A text that a comma in braces has
 * cut is told as that. Legal on any node: what is not a map has no keys. PK_BAD_INPUT when there was such a key. */
pk_status_t pk_node_check_keys(const pk_node_t *map, const char *const *allowed, int count, const char *what,
                               pk_diag_t *diag);

/* Keys that stand in another kind of file, and the hint for one of them: "it belongs in the model". */
typedef struct {
    const char *const *keys;
    int count;
    const char *hint;
} pk_elsewhere_t;

/* The same, with a hint of its own for keys that are at home elsewhere. */
pk_status_t pk_node_check_keys_beside(const pk_node_t *map, const char *const *allowed, int count, const char *what,
                                      const pk_elsewhere_t *elsewhere, pk_diag_t *diag);

/* `over` on top of `under`: maps merge key by key, the child wins, lists and scalars replace, and so does a number
 * written as a mapping (with `value:`, or with `file:` over one without) below the sections. What replaces remembers
 * what it replaced in its `under`. Shares nodes. */
pk_node_t *pk_node_merge(pk_node_t *under, pk_node_t *over, pk_arena_t *arena);

/* What was written, on one line and without its source and note: items are parted by "; ", pairs by ", ", a key from
 * its value by a blank: "from 2026-04, until 2026-05, total 4000; otherwise 80". What is long ends in "…". In `arena`,
 * or the scalar's own text. */
const char *pk_node_told(const pk_node_t *node, pk_arena_t *arena);

/* `relative` as seen from the file that `node` stands in: joined to its folder unless absolute, and with `a/..` taken
 * out where that leads to the same folder. */
const char *pk_node_path(const pk_node_t *node, const char *relative, pk_arena_t *arena);

#endif
