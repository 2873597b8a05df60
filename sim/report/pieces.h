/* Text that is prepared once and written millions of times: ids, names with their commas and quotes, dates.
 *
 * A piece stands in memory that can be read a little beyond its end, so that a short one is copied in one go. */
#ifndef PK_REPORT_PIECES_H
#define PK_REPORT_PIECES_H

#include <string.h>

#include "base/arena.h"
#include "report/decimal.h"
#include "report/out.h"

enum { PK_PIECE_SPARE = 32 /* bytes behind a piece's text that can be read */ };

typedef struct {
    const char *text; /* zero bytes behind it */
    size_t length;
} pk_piece_t;

/* A copy of `text` in the arena. */
pk_piece_t pk_piece(pk_arena_t *arena, const char *text);
/* The same of a printf format. */
pk_piece_t pk_piece_format(pk_arena_t *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* `text` as it stands in a CSV cell between such separators (one that begins with = + - @ tab or CR gets a ' before it,
 * so that a spreadsheet shows it instead of computing it; it may be `text` itself), between the quotes of an XML
 * attribute, and as a JSON string without its quotes. Bytes that are no UTF-8 become U+FFFD and control characters
 * spaces in the latter two. In the arena. */
const char *pk_text_cell(const char *text, char separator, pk_arena_t *arena);
const char *pk_text_csv(const char *text, pk_arena_t *arena);       /* between commas */
const char *pk_text_semicolon(const char *text, pk_arena_t *arena); /* between semicolons */
const char *pk_text_xml(const char *text, pk_arena_t *arena);
const char *pk_text_json(const char *text, pk_arena_t *arena);

static inline void pk_out_piece(pk_out_t *self, pk_piece_t piece)
{
    if (piece.length <= PK_PIECE_SPARE && self->used + PK_PIECE_SPARE <= PK_OUT_BUFFER) {
        memcpy(self->buffer + self->used, piece.text, PK_PIECE_SPARE);
        self->used += piece.length;
    } else {
        pk_out_bytes(self, piece.text, piece.length);
    }
}

/* A text constant. */
#define pk_out_literal(self, literal) pk_out_bytes_fast((self), (literal), sizeof(literal) - 1)

static inline void pk_out_bytes_fast(pk_out_t *self, const char *bytes, size_t length)
{
    if (self->used + length <= PK_OUT_BUFFER) {
        memcpy(self->buffer + self->used, bytes, length);
        self->used += length;
    } else {
        pk_out_bytes(self, bytes, length);
    }
}

/* A number that reads back to the same double (pk_decimal). */
static inline void pk_out_number(pk_out_t *self, double x)
{
    if (x == 0) {
        pk_out_char(self, '0');
    } else {
        pk_out_room(self, PK_DECIMAL_TEXT);
        self->used += (size_t)pk_decimal(x, self->buffer + self->used);
    }
}

/* The same with another decimal mark. */
static inline void pk_out_number_marked(pk_out_t *self, double x, char decimal)
{
    pk_out_room(self, PK_DECIMAL_TEXT);
    const size_t begun = self->used;
    pk_out_number(self, x);
    for (size_t at = begun; decimal != '.' && at < self->used; at++) {
        self->buffer[at] = self->buffer[at] == '.' ? decimal : self->buffer[at];
    }
}

static inline void pk_out_digits(pk_out_t *self, uint64_t n)
{
    pk_out_room(self, PK_DIGITS_TEXT);
    self->used += (size_t)pk_digits(n, self->buffer + self->used);
}

#endif
