/* The rows of a log, sorted or not, until all are read: 16 bytes a row beside the names of its cases. Which rows are a
 * case's is known at the end of the file only. */
#ifndef PK_BASE_LOG_ROWS_H
#define PK_BASE_LOG_ROWS_H

#include "base/codes.h"
#include "base/log_time.h"

typedef struct {
    double at;          /* pk_log_time_t */
    int who;            /* the case */
    unsigned what : 29; /* as the reader numbers it */
    unsigned ahead : 2; /* 1 + the days that the written day is ahead of that of `at` */
} pk_log_row_t;

enum { PK_LOG_WHATS_MOST = 1 << 29 };

/* A zeroed one is empty; free is legal on it. */
typedef struct {
    pk_log_row_t *rows; /* [count], as they stand in the file */
    size_t count, room;
    pk_names_t cases;
    pk_clock_t clock; /* of the first row, at `first_line` */
    int first_line;
} pk_log_rows_t;

/* Reads the time of a row and holds that all of a log are written in one way. Errors at the cell. */
PK_MUST_USE pk_status_t pk_log_rows_time(pk_log_rows_t *self, const pk_cell_t *cell, pk_log_time_t *time,
                                         pk_diag_t *diag);

/* Adds a row; gives its index. */
size_t pk_log_rows_add(pk_log_rows_t *self, const char *who, int what, const pk_log_time_t *time);

/* The day as it was written. */
long pk_log_row_day(const pk_log_row_t *row);

/* Row indices case by case, each case's by time, those of one time as they stand in the file; the caller frees both.
 * starts[case] is the first of a case, starts[cases.count] the end. */
size_t *pk_log_rows_order(const pk_log_rows_t *self, size_t **starts);

void pk_log_rows_free(pk_log_rows_t *self);

#endif
