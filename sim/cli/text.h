/* Text as a terminal shows it: how many columns it takes, and what of it is safe to show.
 *
 * All text is UTF-8; a byte that is not valid UTF-8 counts as one replacement character. Widths follow the East Asian
 * Width property (Unicode Standard Annex 11: W and F take two columns, A one) and give nothing to combining marks and
 * format characters (general categories Mn, Me, Cf), in a short list of ranges rather than the locale's tables, so that
 * a table looks the same everywhere. */
#ifndef PK_CLI_TEXT_H
#define PK_CLI_TEXT_H

#include <stdbool.h>

#include "base/arena.h"

/* Columns on a terminal. */
int pk_text_width(const char *text);

/* A copy that cannot steer a terminal: control characters (C0, DEL, C1), line and paragraph separators and marks that
 * turn the direction of text become a space each, invalid bytes U+FFFD. `keep_newlines` leaves \n as it is. */
char *pk_text_harmless(const char *text, bool keep_newlines, pk_arena_t *arena);

/* At most `columns` columns: a longer text ends in "…". Never cuts inside a character. */
const char *pk_text_cut(const char *text, int columns, pk_arena_t *arena);

/* The same for texts that stand together, in place: those that would be cut to the same text are cut in the middle,
 * where what they share is, or numbered where that does not tell them apart. Texts that are equal stay so. */
void pk_text_cut_apart(const char **texts, int count, int columns, pk_arena_t *arena);

/* Breaks text at blanks into lines of at most `columns` columns, each but the first led by `indent` blanks (which count
 * as columns; the first is taken to stand at `indent` already). A word that is too long stays whole, and so does a
 * number whose digits are grouped by blanks. Newlines in the text are kept. */
char *pk_text_wrap(const char *text, int indent, int columns, pk_arena_t *arena);

#endif
