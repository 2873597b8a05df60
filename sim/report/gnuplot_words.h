/* The words of gnuplot's command line, and of the command that draws a picture by hand. */
#ifndef PK_REPORT_GNUPLOT_WORDS_H
#define PK_REPORT_GNUPLOT_WORDS_H

#include "report/gnuplot.h"

/* A path that gnuplot takes for nothing but a file, and WIDTHxHEIGHT or auto. In `arena`, or the path itself. */
const char *pk_gnuplot_path(const char *path, pk_arena_t *arena);
const char *pk_gnuplot_size(const pk_picture_t *picture, pk_arena_t *arena);

/* `call 'SCRIPT' 'ARGUMENT'...` of gnuplot's language; NULL where a word has a quote, a backslash or another mark that
 * its program text might read as something else. In `arena`. */
const char *pk_gnuplot_call(const char *const *words, int count, pk_arena_t *arena);

/* The command that draws the picture by hand, for a POSIX shell: of polku where the picture has `results`, else of
 * gnuplot. In `arena`. */
const char *pk_gnuplot_by_hand(const pk_picture_t *picture, pk_arena_t *arena);
/* The same for every chart of the picture's results. */
const char *pk_gnuplot_all_by_hand(const pk_picture_t *picture, pk_arena_t *arena);

/* The words of plots/look.gp for it, "" where it differs in nothing. */
const char *pk_gnuplot_look(const pk_picture_look_t *look, pk_arena_t *arena);
/* Whether a font's name can do nothing but name a font: a letter or digit, then letters, digits, blanks and - _ .; at
 * most 60 bytes, UTF-8. */
bool pk_gnuplot_font(const char *name);

#endif
