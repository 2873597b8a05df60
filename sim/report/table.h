/* One CSV table on its way to disk: RFC 4180 with a header, in the dialect of its folder of results: comma and dot, or
 * semicolon and decimal comma behind a byte order mark (report/dialect.h). Lines end in LF in both, which every reader
 * of RFC 4180 takes and which Unix tools need.
 *
 * Text cells are quoted where they must be, and one that begins with = + - @ tab or CR gets a ' before it, so that a
 * spreadsheet shows it instead of computing it. Numbers read back to the same double; NaN is an empty cell. */
#ifndef PK_REPORT_TABLE_H
#define PK_REPORT_TABLE_H

#include "report/book.h"
#include "report/dialect.h"
#include "report/out.h"

struct pk_output;

typedef struct {
    pk_out_t out;
    const pk_dialect_marks_t *marks;
    pk_book_t *book; /* NULL: none that wants it */
    pk_book_table_t *in_book;
    bool row_begun;
} pk_table_t;

/* Starts FOLDER/NAME with `header`, column names with commas between, whatever the dialect; "" where the caller writes
 * the header cell by cell. It belongs to `output`, whose dialect it has and whose workbook takes its cells, or to none
 * (NULL): then it gets its name when it is done, and has commas. The folder must be there. `self` is overwritten; after
 * a failure there is nothing to close. */
PK_MUST_USE pk_status_t pk_table_open(pk_table_t *self, const char *folder, const char *name, const char *header,
                                      struct pk_output *output, pk_diag_t *diag);

void pk_table_text(pk_table_t *self, const char *text);
void pk_table_number(pk_table_t *self, double x);
void pk_table_end_row(pk_table_t *self);

/* A text that is a number where it is written like one (+5 is none: it adds). */
void pk_table_written(pk_table_t *self, const char *text);

/* Rows that are made already: lines with commas between their cells, none of which holds a comma or a quote. What is
 * written like a number is one. */
void pk_table_lines(pk_table_t *self, const char *text, size_t length);

/* Finishes the file (pk_out_close). */
PK_MUST_USE pk_status_t pk_table_close(pk_table_t *self, pk_diag_t *diag);

#endif
