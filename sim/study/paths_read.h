/* Paths from a CSV file: a table of paths, a row each, or a log, a row a touchpoint (models/README.md). */
#ifndef PK_STUDY_PATHS_READ_H
#define PK_STUDY_PATHS_READ_H

#include "base/csv.h"
#include "base/diag.h"
#include "study/paths.h"

/* The columns by name, as `--columns` has them; those of a table, then those of a log. */
typedef struct {
    const char *path, *conversions, *nulls;
    const char *cases, *time, *stage;
    bool of_log, of_table; /* one of that kind was named */
} pk_paths_columns_t;

/* "case=user,time=at,stage=event" over what columns are called where nothing is said: path, total_conversions,
 * total_null; customer_id, timestamp, stage. `text` may be NULL. The names live in `arena`. */
PK_MUST_USE pk_status_t pk_paths_columns(const char *text, pk_paths_columns_t *columns, pk_arena_t *arena,
                                         pk_diag_t *diag);

typedef struct {
    pk_paths_columns_t columns;
    const char *conversion; /* the stage of a log that is the conversion; NULL: not said */
    const char *value;      /* the column of what conversions were worth; NULL: not asked */
} pk_paths_reading_t;

/* What a log held beside its paths; zeros of a table. */
typedef struct {
    bool is_log;
    long cases;
    long bare;  /* conversions without a touchpoint before them, left out */
    long after; /* touchpoints behind a case's last conversion, left out */
} pk_paths_log_t;

/* Reads a file and finishes `paths`, which is zeroed; free it in any case. A table has a row a path, its touchpoints
 * with
 * `>` between, and whole numbers of conversions and, if it has the column, nulls; the same path may stand in several
 * rows. In a log a case's rows count by time, those of one time by their order in the file; each conversion ends a
 * path, and a case without one is a null. Memory grows with the rows of a log (some 40 bytes each) and the names of its
 * cases, not with the file. Errors, all of them at once, also where nothing was converted. */
PK_MUST_USE pk_status_t pk_paths_read(const pk_source_t *source, const pk_paths_reading_t *reading, pk_paths_t *paths,
                                      pk_paths_log_t *log, pk_diag_t *diag);

/* The two kinds, for pk_paths_read: with the header read. */
PK_MUST_USE pk_status_t pk_paths_read_table(pk_csv_t *csv, const pk_paths_reading_t *reading, pk_paths_t *paths,
                                            pk_diag_t *diag);
PK_MUST_USE pk_status_t pk_paths_read_log(pk_csv_t *csv, const pk_paths_reading_t *reading, pk_paths_t *paths,
                                          pk_paths_log_t *log, pk_diag_t *diag);

/* The number of a touchpoint, or -1 with an error where there are too many different ones. */
int pk_paths_channel(pk_paths_t *paths, const char *name, pk_place_t place, pk_diag_t *diag);
/* A cell of what conversions were worth: not below 0. */
PK_MUST_USE pk_status_t pk_paths_worth(const pk_cell_t *cell, double *value, pk_diag_t *diag);

#endif
