/* The source line that an error message shows, with the place of its caret. */
#ifndef PK_BASE_EXCERPT_H
#define PK_BASE_EXCERPT_H

#include "base/arena.h"

/* The most code points of a line that are shown, and how many of them stand before the caret in a line that is cut. */
enum { PK_EXCERPT_MOST = 110, PK_EXCERPT_BEFORE = 50 };

/* Line `line` (from 1) of `length` bytes of text, cut with … to a window around column `column` (from 1, in code
 * points) when it is long. Lines end as in YAML 1.1 (LF, CR, CRLF, NEL, LS, PS); a byte-order mark is no column;
 * control characters and tabs become spaces, broken bytes U+FFFD. *caret: the column's 0-based place in the excerpt.
 * NULL when the text has no such line. Allocated in `arena`. */
char *pk_excerpt(const char *text, size_t length, int line, int column, int *caret, pk_arena_t *arena);

/* `text` on one line, control characters as spaces, broken bytes as U+FFFD, cut with … after `most` code points. */
char *pk_one_line(const char *text, size_t most, pk_arena_t *arena);

#endif
