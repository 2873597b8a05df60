#include "study/paths_read.h"

#include <string.h>

/* ---- --columns ---- */

typedef struct {
    const char *key;
    size_t offset;
    bool of_log;
} column_t;

static const column_t columns_known[] = {
    {"path", offsetof(pk_paths_columns_t, path), false},
    {"conversions", offsetof(pk_paths_columns_t, conversions), false},
    {"nulls", offsetof(pk_paths_columns_t, nulls), false},
    {"case", offsetof(pk_paths_columns_t, cases), true},
    {"time", offsetof(pk_paths_columns_t, time), true},
    {"stage", offsetof(pk_paths_columns_t, stage), true},
};

static const column_t *find_key(const char *key, size_t length)
{
    for (size_t i = 0; i < sizeof columns_known / sizeof *columns_known; i++) {
        if (strlen(columns_known[i].key) == length && memcmp(columns_known[i].key, key, length) == 0) {
            return &columns_known[i];
        }
    }
    return NULL;
}

/* One `key=column`, `length` bytes of it. */
static pk_status_t take_pair(const char *pair, size_t length, pk_paths_columns_t *self, pk_arena_t *arena,
                             pk_diag_t *diag)
{
    const char *equals = memchr(pair, '=', length);
    const size_t word = equals != NULL ? (size_t)(equals - pair) : 0;
    const column_t *column = equals != NULL ? find_key(pair, word) : NULL;
    if (column == NULL || word + 1 == length) {
        return pk_error(diag, PK_NOWHERE,
                        "of a log: --columns case=customer_id,time=timestamp,stage=stage; of a table of paths: "
                        "--columns path=path,conversions=total_conversions,nulls=total_null",
                        "--columns has \"%.*s\"", (int)length, pair);
    }
    *(const char **)((char *)self + column->offset) = pk_arena_copy_n(arena, equals + 1, length - word - 1);
    self->of_log |= column->of_log;
    self->of_table |= !column->of_log;
    return PK_OK;
}

pk_status_t pk_paths_columns(const char *text, pk_paths_columns_t *self, pk_arena_t *arena, pk_diag_t *diag)
{
    *self = (pk_paths_columns_t){.path = "path",
                                 .conversions = "total_conversions",
                                 .cases = "customer_id",
                                 .time = "timestamp",
                                 .stage = "stage"};
    for (const char *at = text; at != NULL && *at != '\0';) {
        const size_t length = strcspn(at, ",");
        if (take_pair(at, length, self, arena, diag)) {
            return PK_BAD_INPUT;
        }
        at += length + (at[length] == ',');
    }
    if (self->of_log && self->of_table) {
        return pk_error(diag, PK_NOWHERE, "case, time and stage are of a log; path, conversions and nulls of a table",
                        "--columns names columns of a log and of a table of paths");
    }
    return PK_OK;
}

/* ---- what both kinds share ---- */

int pk_paths_channel(pk_paths_t *paths, const char *name, pk_place_t place, pk_diag_t *diag)
{
    if (paths->names.count == PK_PATHS_CHANNELS && pk_names_find(&paths->names, name) < 0) {
        pk_error(diag, place, "group them: one name a channel", "more than %d different touchpoints",
                 PK_PATHS_CHANNELS);
        return -1;
    }
    return pk_names_add(&paths->names, name);
}

pk_status_t pk_paths_worth(const pk_cell_t *cell, double *value, pk_diag_t *diag)
{
    if (pk_cell_number(cell, value, diag)) {
        return PK_BAD_INPUT;
    }
    return *value >= 0 ? PK_OK
                       : pk_error(diag, cell->place, "a share of less than nothing says little: take refunds out first",
                                  "\"%s\" is below 0", cell->text);
}

/* Whether the file is a log; an error where it is neither. */
static pk_status_t find_kind(const pk_csv_t *csv, const pk_paths_columns_t *columns, bool *is_log, pk_diag_t *diag)
{
    const bool table = columns->of_table || pk_csv_find(csv, columns->path) >= 0;
    *is_log =
        columns->of_log || (!table && (pk_csv_find(csv, columns->cases) >= 0 || pk_csv_find(csv, columns->stage) >= 0));
    if (table || *is_log) {
        return PK_OK;
    }
    return pk_error(diag, (pk_place_t){csv->source, 0, 0, 0},
                    "a log's columns are named by --columns case=…,time=…,stage=…",
                    "there is neither a column \"path\" (a table of paths) nor \"customer_id\" and \"stage\" (a log)");
}

static pk_status_t check_total(const pk_source_t *source, const pk_paths_reading_t *reading, const pk_paths_t *paths,
                               pk_diag_t *diag)
{
    const pk_place_t file = {source, 0, 0, 0};
    if (paths->conversions == 0 && paths->nulls == 0) {
        return pk_error(diag, file, "a row is a path with how many walked it, or a touchpoint of a log",
                        "nobody walks a path in this file: there are no rows, or none with a count above 0");
    }
    if (paths->conversions == 0) {
        return pk_error(diag, file, "attribution shares out conversions: it needs one at least",
                        "no path ends in a conversion");
    }
    if (reading->value != NULL && paths->value == 0) {
        return pk_error(diag, file, "leave --value out to share out the conversions themselves",
                        "the conversions are worth nothing in \"%s\"", reading->value);
    }
    return PK_OK;
}

pk_status_t pk_paths_read(const pk_source_t *source, const pk_paths_reading_t *reading, pk_paths_t *paths,
                          pk_paths_log_t *log, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    pk_csv_t csv = {0};
    *log = (pk_paths_log_t){0};
    pk_status_t status = pk_csv_open(&csv, source, &arena, diag);
    if (status == PK_OK) {
        status = find_kind(&csv, &reading->columns, &log->is_log, diag);
    }
    if (status == PK_OK) {
        status = log->is_log ? pk_paths_read_log(&csv, reading, paths, log, diag)
                             : pk_paths_read_table(&csv, reading, paths, diag);
    }
    pk_csv_free(&csv);
    pk_arena_free(&arena);
    if (status == PK_OK) {
        pk_paths_finish(paths);
        status = check_total(source, reading, paths, diag);
    }
    return status;
}
