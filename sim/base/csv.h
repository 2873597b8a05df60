/* Rows of a CSV file that is held in memory, as any spreadsheet saves it (RFC 4180 and its dialects): columns parted by
 * commas, semicolons or tabs, as the header shows (or a first line `sep=;`); double quotes, a doubled quote inside
 * quotes; rows end in LF, CRLF or CR; a byte-order mark is skipped, and so are empty lines and rows whose cells are all
 * empty. Every cell keeps its place, so that a late check still points at it. A broken row is an error that says what
 * the writer most likely did: decimal commas, a quote left open, another encoding. */
#ifndef PK_BASE_CSV_H
#define PK_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

typedef struct {
    const char *text; /* NUL-terminated, without its quotes; blanks around it are cut unless quoted */
    pk_place_t place; /* of its text, or of the opening quote */
    bool quoted;
    char separator; /* of its file: , ; or a tab; 0 counts as , */
} pk_cell_t;

typedef struct {
    const pk_source_t *source;
    const char **names; /* the header row, nname of them; "" where a column has no name */
    pk_place_t *places; /* of the names */
    int nname;
    pk_cell_t *cells; /* of the row read last, nname of them; their texts are good until the next row */
    bool failed;      /* reading has ended at a broken row */
    bool passes_over; /* set after opening: a row of another width than the header's is told, and reading goes on behind
                         it, for who wants all of a file's errors at once */
    char separator;   /* between its columns */

    /* how far reading has come: the rest of the text and its place, and the current row as it is taken apart */
    const char *at;
    pk_place_t here;
    int ncell, room;
    size_t *offsets; /* of each cell in `letters` */
    char *letters;
    size_t used, letters_room;
} pk_csv_t;

enum { PK_CSV_COLUMNS = 1000 };

/* Starts on a file and reads its header row: 1 to PK_CSV_COLUMNS names, no name twice. `self` is overwritten; free it
 * also after an error. The source must outlive it; the names live in `arena`. */
pk_status_t pk_csv_open(pk_csv_t *self, const pk_source_t *source, pk_arena_t *arena, pk_diag_t *diag);
void pk_csv_free(pk_csv_t *self);

/* Reads the next row into self->cells. False at the end of the file, and at an error, which ends the reading
 * (self->failed): more or fewer cells than names (but for passes_over), a quote that never closes, bytes that are not
 * UTF-8. */
bool pk_csv_next(pk_csv_t *self, pk_diag_t *diag);

/* The column called `name`, else the one called so in other capitals where there is just one, or -1. */
int pk_csv_find(const pk_csv_t *self, const char *name);
/* The same with an error that says which columns there are, at `asked`: the place that names the column. */
int pk_csv_column(const pk_csv_t *self, const char *name, pk_place_t asked, pk_diag_t *diag);

/* A cell as a number: `1500`, `0.05`, `1e6`, `40 000`, `5%` (0.05), each with a currency sign before or behind it.
 *
 * Where commas part the columns, the decimal mark is the point. Elsewhere it is the comma, and points part thousands
 * (`1.234,5`); what can only be meant with a point is taken so (`0.75`). What has two readings (`1,050` in a file with
 * commas or tabs, `1.050` in one with semicolons or tabs) is an error with both; in a file with commas a number with a
 * comma is an error with its only reading. Errors stand at the cell's place. */
pk_status_t pk_cell_number(const pk_cell_t *self, double *value, pk_diag_t *diag);
/* A cell as a whole number from `least` to `most`; `what` names it in the error ("a step"). */
pk_status_t pk_cell_whole(const pk_cell_t *self, const char *what, long least, long most, long *value, pk_diag_t *diag);

#endif
