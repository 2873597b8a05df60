/* One CSV table on its way to disk: RFC 4180 with a header, comma and dot (lines end in LF, which every reader of
 * RFC 4180 takes and which Unix tools need).
 *
 * Text cells are quoted where they must be, and one that begins with = + - @ tab or CR gets a ' before it, so that a
 * spreadsheet shows it instead of computing it. Numbers read back to the same double; NaN is an empty cell. */
#ifndef PK_REPORT_TABLE_H
#define PK_REPORT_TABLE_H

#include "report/out.h"

typedef struct {
    pk_out_t out;
    bool row_begun;
} pk_table_t;

/* Starts FOLDER/NAME with `header`, column names with commas between; "" where the caller writes the header cell by
 * cell. The folder must be there. `self` is overwritten; after a failure there is nothing to close. */
PK_MUST_USE pk_status_t pk_table_open(pk_table_t *self, const char *folder, const char *name, const char *header,
                                      pk_diag_t *diag);

void pk_table_text(pk_table_t *self, const char *text);
void pk_table_number(pk_table_t *self, double x);
void pk_table_end_row(pk_table_t *self);

/* Finishes the file (pk_out_close). */
PK_MUST_USE pk_status_t pk_table_close(pk_table_t *self, pk_diag_t *diag);

#endif
