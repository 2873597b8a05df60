/* One workbook of all tables of a folder of results, for those who work in a spreadsheet: results.xlsx.
 *
 * Tables are taken while they are written as CSV (report/table.h): their cells go into files without a name in the same
 * folder, and become sheets when all are there and it is known how many rows and which columns each has. A comparison
 * has one workbook: tables of one name, from the folders of its plans, are one sheet, whose rows tell the scenario;
 * where a column is not in all of them it is empty there. A table that the comparison has of all its plans is not taken
 * from their folders again.
 *
 * Cells hold what the CSV holds: texts are texts, never formulas; NaN is an empty cell; a text year-month-day in a
 * column of dates is a date. Numbers have 16 digits, one more than a spreadsheet counts with, and formats that show
 * few. The same tables give the same bytes. */
#ifndef PK_REPORT_BOOK_H
#define PK_REPORT_BOOK_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/language.h"

struct pk_manifest;

#define PK_BOOK_FILE "results.xlsx"

enum { PK_BOOK_ROWS = 1048576, PK_BOOK_TEXT = 32767 }; /* of a sheet, its head too; code points of a cell */

/* A column of a table, as far as its cells tell how it is shown. */
typedef struct {
    const char *name;
    double largest;       /* |x| of its numbers */
    bool numbers, broken; /* there are some; one is not whole */
    bool texts, other;    /* there are some; one is no date */
    int width;            /* letters of its longest text */
} pk_book_column_t;

/* A table that is taken. */
typedef struct {
    const char *name; /* of the CSV file, without .csv */
    const char *file; /* the CSV file, from the folder of results on; of several tables the first */
    bool at_top;      /* it stands straight in the folder of results */
    pk_book_column_t *columns;
    int ncolumn, room;
    long rows;      /* without the head */
    double letters; /* about so many bytes as a sheet */
    void *spool;    /* FILE *: its cells */
    /* the table that is being read */
    int *place; /* its column k is columns[place[k]] */
    int nplace, place_room, cell;
    bool in_head;
} pk_book_table_t;

typedef struct pk_book {
    pk_arena_t arena;
    const char *root; /* the folder of results */
    pk_book_table_t **tables;
    int ntable, room;
    int error; /* errno of the first failure */
} pk_book_t;

/* Starts on a folder of results. pk_book_free is legal on a zeroed one. */
void pk_book_init(pk_book_t *self, const char *root);
void pk_book_free(pk_book_t *self);

/* The table FOLDER/NAME begins, with the row of its columns' names; NULL: it is not wanted. Failures are remembered and
 * told by pk_book_write. */
pk_book_table_t *pk_book_begin(pk_book_t *self, const char *folder, const char *name);
void pk_book_text(pk_book_t *self, pk_book_table_t *table, const char *text);
void pk_book_number(pk_book_t *self, pk_book_table_t *table, double x);
void pk_book_end_row(pk_book_t *self, pk_book_table_t *table);

/* The next cell of a table from its beginning on, for the writer. */
typedef enum { PK_BOOK_TEXT_CELL, PK_BOOK_NUMBER_CELL, PK_BOOK_ROW_END, PK_BOOK_END } pk_book_kind_t;
typedef struct {
    int column;
    double number;
    char *text; /* heap, of `room` bytes; free it after the last */
    size_t room;
} pk_book_cell_t;
void pk_book_rewind(pk_book_t *self, pk_book_table_t *table);
pk_book_kind_t pk_book_next(pk_book_t *self, pk_book_table_t *table, pk_book_cell_t *cell);

/* Writes FOLDER/results.xlsx, which belongs to the manifest's output, with a first sheet that says what it is.
 * PK_FAILED with a message: the disk is full, say. */
PK_MUST_USE pk_status_t pk_book_write(pk_book_t *self, const struct pk_manifest *manifest, pk_language_t language,
                                      pk_diag_t *diag);

/* Reads a written workbook back: errno of what is wrong, 0 where each of its first `count` sheets is whole and has
 * rows[k] rows (-1: any number). The library that writes it does not look at all errors of its own temporary files. */
int pk_book_check(const char *path, const long *rows, int count);

#endif
