/* The text of a YAML file before and beside libyaml: what must not be in it, and where its lines are. Private to the
 * doc_*.c files; others include doc.h. */
#ifndef PK_MODEL_DOC_TEXT_H
#define PK_MODEL_DOC_TEXT_H

#include "base/arena.h"
#include "base/diag.h"

/* A checked source: valid UTF-8 without control characters. Lines end as libyaml counts them (LF, CR, CRLF). */
typedef struct {
    const pk_source_t *source;
    const char *body, *end; /* behind a byte-order mark, if there is one */
    const char **lines;     /* first byte of each line; nline >= 1 */
    int nline;
} pk_text_t;

/* Fills `self` (line table in `arena`). UTF-16 and UTF-32, bytes that are not UTF-8, control and invisible characters
 * and no-break spaces as indentation are errors with their place; only the first is told, for after it nothing in the
 * file is sure. */
pk_status_t pk_text_check(pk_text_t *self, const pk_source_t *source, pk_arena_t *arena, pk_diag_t *diag);

/* The bytes of line `line` (from 1, clamped to the file): its first one, and the end without the line break. */
const char *pk_text_line(const pk_text_t *self, int line);
const char *pk_text_line_end(const pk_text_t *self, int line);
/* The byte at a column (from 1, in code points) of a line, at most the line's end; and the column of a byte. */
const char *pk_text_at(const pk_text_t *self, int line, int column);
int pk_text_column(const pk_text_t *self, int line, const char *at);

/* A place in the file; a span below 1 counts as 1. */
pk_place_t pk_text_place(const pk_text_t *self, int line, int column, int span);
/* The place of the bytes from `from` to `to`, both on that line. */
pk_place_t pk_text_range(const pk_text_t *self, int line, const char *from, const char *to);

#endif
