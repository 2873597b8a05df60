/* What one chart is drawn from: a file of tab-separated numbers and a file of labels.
 *
 * Numbers: a line of column names behind #, then rows of numbers, NaN where there is none. Labels: rows of key, index
 * and text (or one number), read by plots/look.gp. Text is made harmless here: gnuplot would take a double quote for
 * the end of a field and a backslash for an escape. What may not stand in SVG as it is (`&#x`, `]]>`) is look.gp's. */
#ifndef PK_REPORT_SHEET_H
#define PK_REPORT_SHEET_H

#include "report/out.h"

/* A label that waits for the others of its kind. */
typedef struct {
    const char *key, *text;
    int index;
    size_t most;
} pk_sheet_waiting_t;

typedef struct {
    pk_out_t data, labels;
    pk_arena_t arena;
    pk_sheet_waiting_t *waiting; /* of keys panel and row; owned */
    int nwaiting, room;
    bool labels_alone; /* the numbers stand in another sheet */
} pk_sheet_t;

/* Starts FOLDER/NAME.tsv and FOLDER/NAME.labels.tsv. `self` is overwritten; after a failure there is nothing to
 * close. */
PK_MUST_USE pk_status_t pk_sheet_open(pk_sheet_t *self, const char *folder, const char *name, pk_diag_t *diag);
/* The labels alone, into FOLDER/NAME.labels.CODE.tsv: the chart in another language. */
PK_MUST_USE pk_status_t pk_sheet_open_labels(pk_sheet_t *self, const char *folder, const char *name, const char *code,
                                             pk_diag_t *diag);
PK_MUST_USE pk_status_t pk_sheet_close(pk_sheet_t *self, pk_diag_t *diag);

/* The names of the columns, with tabs between. */
void pk_sheet_columns(pk_sheet_t *self, const char *names);
void pk_sheet_row(pk_sheet_t *self, int count, const double *numbers);
/* An empty line: what follows is not joined to what was before. */
void pk_sheet_gap(pk_sheet_t *self);
/* Two: what follows is a block of its own, `index` of gnuplot, which skips the blocks before it quickly. */
void pk_sheet_block(pk_sheet_t *self);
#define PK_SHEET_ROW(sheet, ...)                                                                                       \
    pk_sheet_row((sheet), sizeof((double[]){__VA_ARGS__}) / sizeof(double), (double[]){__VA_ARGS__})

/* Text of the chart: cut with … where it is wider than `most` letters of middle width; control characters, tabs and
 * line ends as spaces, marks that turn the direction of writing left out, quotes as \042 and \047, backslashes
 * doubled. */
void pk_sheet_label(pk_sheet_t *self, const char *key, int index, size_t most, const char *text);
/* The same for a label that stands beside others of its key, all shown at once: those that would be cut to the same
 * text stay apart. Written when the sheet is closed. */
void pk_sheet_among(pk_sheet_t *self, const char *key, int index, size_t most, const char *text);
/* texts[which] of some labels that are shown at once: what one is called is cut with an eye on the others. */
typedef struct {
    const char *const *texts;
    int count, which;
} pk_sheet_set_t;

/* Room for a label: so many lines, each about `width` letters wide. */
typedef struct {
    int width, lines;
} pk_sheet_room_t;

/* A label on as many lines as there are, broken at spaces where there are some, the rest cut (of two that would be cut
 * to the same text the second line begins where they part); and then `more`, each on a line of its own. Returns how
 * many lines that are. */
int pk_sheet_wrapped(pk_sheet_t *self, const char *key, int index, pk_sheet_room_t room, pk_sheet_set_t set,
                     const char *const *more, int nmore);
/* A number that shapes the chart: how many panels, the size that suits it. */
void pk_sheet_number(pk_sheet_t *self, const char *key, int index, double x);

/* A label of a set cut to `most` letters; where another would be cut to the same, its beginning, … and what follows
 * from where the two part; a number behind it where that is the same still. In `arena`. */
const char *pk_sheet_apart(pk_sheet_set_t set, size_t most, pk_arena_t *arena);

/* The harmless form of `text`, and the text that is drawn of it, line ends as spaces. In `arena`. */
char *pk_sheet_harmless(const char *text, size_t most, pk_arena_t *arena);
char *pk_sheet_drawn(const char *harmless, size_t length, pk_arena_t *arena);

#endif
