/* A log: a row a touchpoint, sorted or not. A row is kept in 16 bytes until its case is complete, which is known at the
 * end of the file only. */
#include <stdlib.h>
#include <string.h>

#include "study/paths_read.h"

typedef struct {
    double time;
    int who; /* the case */
    int stage;
} event_t;

typedef struct {
    int who, time, stage, value; /* columns; value -1: none */
    const char *conversion;
    pk_names_t cases, stages;
    event_t *events; /* [count], as the rows stand */
    double *values;  /* [count], where there is a column of values */
    size_t count, room;
    int first_line; /* of the first time, and what it was */
    pk_paths_clock_t clock;
} log_t;

/* ---- rows ---- */

static const char *cell_kind(pk_paths_clock_t clock)
{
    return clock == PK_PATHS_DATE ? "a date" : "a number";
}

static pk_status_t read_time(log_t *self, const pk_cell_t *cell, double *time, pk_diag_t *diag)
{
    pk_paths_clock_t clock;
    if (pk_paths_time(cell, time, &clock, diag)) {
        return PK_BAD_INPUT;
    }
    if (self->first_line == 0) {
        self->first_line = cell->place.line;
        self->clock = clock;
    }
    return clock == self->clock
               ? PK_OK
               : pk_error(diag, cell->place, "write all times in one way", "this time is %s, that of line %d %s",
                          cell_kind(clock), self->first_line, cell_kind(self->clock));
}

static pk_status_t check_filled(const pk_cell_t *cell, const char *what, pk_diag_t *diag)
{
    return *cell->text != '\0' ? PK_OK : pk_error(diag, cell->place, NULL, "a row without a %s", what);
}

static void keep(log_t *self, event_t event, double value)
{
    if (self->count == self->room) {
        self->room = 2 * self->room + 1024;
        self->events = pk_heap_resize(self->events, self->room, sizeof *self->events);
        if (self->value >= 0) {
            self->values = pk_heap_resize(self->values, self->room, sizeof *self->values);
        }
    }
    if (self->value >= 0) {
        self->values[self->count] = value;
    }
    self->events[self->count++] = event;
}

static void read_row(log_t *self, const pk_csv_t *csv, pk_diag_t *diag)
{
    const pk_cell_t *who = &csv->cells[self->who], *stage = &csv->cells[self->stage];
    event_t event = {0};
    double value = 0;
    pk_status_t status = check_filled(who, "case", diag) | check_filled(stage, "stage", diag);
    status |= read_time(self, &csv->cells[self->time], &event.time, diag);
    if (self->value >= 0 && self->conversion != NULL && strcmp(stage->text, self->conversion) == 0) {
        status |= pk_paths_worth(&csv->cells[self->value], &value, diag);
    }
    if (status == PK_OK) {
        event.who = pk_names_add(&self->cases, who->text);
        event.stage = pk_names_add(&self->stages, stage->text);
        keep(self, event, value);
    }
}

/* ---- cases ---- */

/* Rows by case; those of one case as they stand. starts[case] is its first in `order`. */
static size_t *sort_by_case(const log_t *self, size_t **starts)
{
    size_t *order = pk_heap(self->count, sizeof *order), *first = pk_heap((size_t)self->cases.count + 2, sizeof *first);
    for (size_t i = 0; i < self->count; i++) {
        first[self->events[i].who + 2]++;
    }
    for (int c = 0; c < self->cases.count; c++) {
        first[c + 2] += first[c + 1];
    }
    for (size_t i = 0; i < self->count; i++) {
        order[first[self->events[i].who + 1]++] = i;
    }
    *starts = first;
    return order;
}

static int by_time(const void *a, const void *b, void *context)
{
    const event_t *events = context;
    const size_t i = *(const size_t *)a, j = *(const size_t *)b;
    const double x = events[i].time, y = events[j].time;
    return x != y ? (x > y) - (x < y) : (i > j) - (i < j);
}

/* Brings a case's rows into their order in time; most logs have them so. */
static void sort_by_time(const log_t *self, size_t *order, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (self->events[order[i]].time < self->events[order[i - 1]].time) {
            qsort_r(order, count, sizeof *order, by_time, self->events);
            return;
        }
    }
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
        int *channel = &walk->channels[self->events[order[i]].stage];
        if (*channel < 0) {
            *channel = pk_paths_channel(paths, self->stages.all[self->events[order[i]].stage],
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
        if (self->events[order[i]].stage != walk->conversion) {
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
    size_t *starts, *order = sort_by_case(self, &starts), longest = 0;
    walk_t walk = {.conversion = pk_names_find(&self->stages, self->conversion)};
    for (int c = 0; c < self->cases.count; c++) {
        longest = starts[c + 1] - starts[c] > longest ? starts[c + 1] - starts[c] : longest;
    }
    walk.touches = pk_heap(longest, sizeof *walk.touches);
    walk.channels = pk_heap((size_t)self->stages.count, sizeof *walk.channels);
    memset(walk.channels, -1, (size_t)self->stages.count * sizeof *walk.channels);
    pk_status_t status = PK_OK;
    for (int c = 0; c < self->cases.count && status == PK_OK; c++) {
        const size_t count = starts[c + 1] - starts[c];
        sort_by_time(self, order + starts[c], count);
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
        log->cases = self.cases.count;
        status = walk_all(&self, paths, log, csv, diag);
    }
    pk_names_free(&self.cases);
    pk_names_free(&self.stages);
    free(self.events);
    free(self.values);
    return diag->errors > before ? PK_BAD_INPUT : status;
}
