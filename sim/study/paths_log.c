/* A log: a row a touchpoint, sorted or not. */
#include <stdlib.h>
#include <string.h>

#include "base/log_rows.h"
#include "study/paths_read.h"

typedef struct {
    int who, time, stage, value; /* columns; value -1: none */
    const char *conversion;
    pk_names_t stages;
    pk_log_rows_t rows;
    double *values; /* [room], by row, where there is a column of values */
    size_t room;
} log_t;

/* ---- rows ---- */

static pk_status_t check_filled(const pk_cell_t *cell, const char *what, pk_diag_t *diag)
{
    return *cell->text != '\0' ? PK_OK : pk_error(diag, cell->place, NULL, "a row without a %s", what);
}

static void keep(log_t *self, const char *who, int stage, const pk_log_time_t *time, double value)
{
    const size_t row = pk_log_rows_add(&self->rows, who, stage, time);
    if (self->value >= 0) {
        if (row >= self->room) {
            self->room = self->rows.room;
            self->values = pk_heap_resize(self->values, self->room, sizeof *self->values);
        }
        self->values[row] = value;
    }
}

static void read_row(log_t *self, const pk_csv_t *csv, pk_diag_t *diag)
{
    const pk_cell_t *who = &csv->cells[self->who], *stage = &csv->cells[self->stage];
    pk_log_time_t time;
    double value = 0;
    pk_status_t status = check_filled(who, "case", diag) | check_filled(stage, "stage", diag);
    status |= pk_log_rows_time(&self->rows, &csv->cells[self->time], &time, diag);
    if (self->value >= 0 && self->conversion != NULL && strcmp(stage->text, self->conversion) == 0) {
        status |= pk_paths_worth(&csv->cells[self->value], &value, diag);
    }
    if (status == PK_OK) {
        keep(self, who->text, pk_names_add(&self->stages, stage->text), &time, value);
    }
}

/* ---- cases ---- */

static int stage_of(const log_t *self, size_t row)
{
    return (int)self->rows.rows[row].what;
}

typedef struct {
    uint16_t *touches; /* room for the rows of the longest case */
    int *channels;     /* by stage; -1: not on a path yet */
    int conversion;    /* the stage */
} walk_t;

/* A path ends: its touchpoints become channels. */
static pk_status_t add_path(const log_t *self, const walk_t *walk, const size_t *order, int length, bool converted,
                            double value, pk_paths_t *paths, const pk_csv_t *csv, pk_diag_t *diag)
{
    for (int i = 0; i < length; i++) {
        int *channel = &walk->channels[stage_of(self, order[i])];
        if (*channel < 0) {
            *channel = pk_paths_channel(paths, self->stages.all[stage_of(self, order[i])],
                                        (pk_place_t){csv->source, 0, 0, 0}, diag);
        }
        if (*channel < 0) {
            return PK_BAD_INPUT;
        }
        walk->touches[i] = (uint16_t)*channel;
    }
    pk_paths_add(paths, walk->touches, length, converted, !converted, value);
    return PK_OK;
}

/* Cuts a case at its conversions. */
static pk_status_t walk_case(const log_t *self, const walk_t *walk, const size_t *order, size_t count,
                             pk_paths_t *paths, pk_paths_log_t *log, const pk_csv_t *csv, pk_diag_t *diag)
{
    size_t begun = 0;
    bool converted = false;
    pk_status_t status = PK_OK;
    for (size_t i = 0; i < count && status == PK_OK; i++) {
        if (stage_of(self, order[i]) != walk->conversion) {
            continue;
        }
        const double value = self->value >= 0 ? self->values[order[i]] : 0;
        if (i == begun) {
            log->bare++;
        } else {
            status = add_path(self, walk, order + begun, (int)(i - begun), true, value, paths, csv, diag);
        }
        converted = true;
        begun = i + 1;
    }
    if (converted) {
        log->after += (long)(count - begun);
    } else if (status == PK_OK) {
        status = add_path(self, walk, order, (int)count, false, 0, paths, csv, diag);
    }
    return status;
}

static pk_status_t walk_all(const log_t *self, pk_paths_t *paths, pk_paths_log_t *log, const pk_csv_t *csv,
                            pk_diag_t *diag)
{
    size_t *starts, *order = pk_log_rows_order(&self->rows, &starts), longest = 0;
    walk_t walk = {.conversion = pk_names_find(&self->stages, self->conversion)};
    for (int c = 0; c < self->rows.cases.count; c++) {
        longest = starts[c + 1] - starts[c] > longest ? starts[c + 1] - starts[c] : longest;
    }
    walk.touches = pk_heap(longest, sizeof *walk.touches);
    walk.channels = pk_heap((size_t)self->stages.count, sizeof *walk.channels);
    memset(walk.channels, -1, (size_t)self->stages.count * sizeof *walk.channels);
    pk_status_t status = PK_OK;
    for (int c = 0; c < self->rows.cases.count && status == PK_OK; c++) {
        const size_t count = starts[c + 1] - starts[c];
        status = walk_case(self, &walk, order + starts[c], count, paths, log, csv, diag);
    }
    free(walk.touches);
    free(walk.channels);
    free(order);
    free(starts);
    return status;
}

/* ---- the file ---- */

static const char *some_stages(const log_t *self, pk_arena_t *arena)
{
    enum { SHOWN = 8 };
    const char *list = "";
    for (int i = 0; i < self->stages.count && i < SHOWN; i++) {
        list = pk_arena_format(arena, "%s%s%s", list, i > 0 ? ", " : "", self->stages.all[i]);
    }
    return pk_arena_format(arena, "its stages are: %s%s", list, self->stages.count > SHOWN ? ", …" : "");
}

/* The conversion is a stage of the log. */
static pk_status_t check_conversion(const log_t *self, const pk_csv_t *csv, pk_diag_t *diag)
{
    if (self->conversion != NULL && pk_names_find(&self->stages, self->conversion) >= 0) {
        return PK_OK;
    }
    pk_arena_t scratch = {0};
    if (self->conversion == NULL) {
        pk_error(diag, PK_NOWHERE, some_stages(self, &scratch),
                 "which stage of %s is the conversion? --conversion STAGE", csv->source->name);
    } else {
        const char *near = pk_nearest(self->conversion, self->stages.all, self->stages.count);
        pk_error(diag, PK_NOWHERE,
                 near != NULL ? pk_arena_format(&scratch, "did you mean \"%s\"?", near) : some_stages(self, &scratch),
                 "--conversion is \"%s\", which %s does not have", self->conversion, csv->source->name);
    }
    pk_arena_free(&scratch);
    return PK_BAD_INPUT;
}

static pk_status_t find_columns(log_t *self, const pk_csv_t *csv, const pk_paths_reading_t *reading, pk_diag_t *diag)
{
    const pk_place_t head = csv->cells[0].place;
    self->conversion = reading->conversion;
    self->who = pk_csv_column(csv, reading->columns.cases, head, diag);
    self->time = pk_csv_column(csv, reading->columns.time, head, diag);
    self->stage = pk_csv_column(csv, reading->columns.stage, head, diag);
    self->value = reading->value != NULL ? pk_csv_column(csv, reading->value, head, diag) : -1;
    return self->who >= 0 && self->time >= 0 && self->stage >= 0 && (self->value >= 0 || reading->value == NULL)
               ? PK_OK
               : PK_BAD_INPUT;
}

pk_status_t pk_paths_read_log(pk_csv_t *csv, const pk_paths_reading_t *reading, pk_paths_t *paths, pk_paths_log_t *log,
                              pk_diag_t *diag)
{
    log_t self = {0};
    const int before = diag->errors;
    pk_status_t status = find_columns(&self, csv, reading, diag);
    while (status == PK_OK && diag->dropped == 0 && pk_csv_next(csv, diag)) {
        read_row(&self, csv, diag);
    }
    if (diag->errors == before) {
        status = check_conversion(&self, csv, diag);
    }
    if (diag->errors == before) {
        log->cases = self.rows.cases.count;
        status = walk_all(&self, paths, log, csv, diag);
    }
    pk_log_rows_free(&self.rows);
    pk_names_free(&self.stages);
    free(self.values);
    return diag->errors > before ? PK_BAD_INPUT : status;
}
