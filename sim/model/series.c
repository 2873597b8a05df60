#include "model/series.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "model/series_time.h"

enum { ERRORS_SHOWN = 20 }; /* rows of one file that are told to be wrong */

/* A file as it is read: the columns that matter, and the rows found so far. */
typedef struct {
    pk_csv_t csv;
    int key, value; /* columns */
    bool dated, gaps;
    pk_series_per_t per;
    int count, room;
    long *keys, *ends;
    double *values;
    pk_place_t *key_places, *value_places;
    const char **percents;
    pk_arena_t *arena;
} table_t;

/* The scalar under `key`, NULL with an error where there is none. */
static const pk_node_t *want_text(const pk_node_t *map, const char *key, const char *what, pk_diag_t *diag)
{
    const char *hint = "a series is written {file: radio.csv, column: spend}";
    const pk_node_t *node = pk_node_get(map, key);
    if (!node) {
        pk_error(diag, map->place, hint, "%s is missing: %s", key, what);
    } else if (node->kind != PK_NODE_SCALAR || *node->text == '\0') {
        pk_error(diag, node->place, hint, "%s must be %s, not %s", key, what, pk_node_what(node));
    } else {
        return node;
    }
    return NULL;
}

const pk_source_t *pk_number_source(const pk_number_t *number)
{
    return number->series != NULL ? number->series->source : number->sampled != NULL ? number->sampled->source : NULL;
}

const pk_source_t *pk_table_source(pk_reading_t *reading, const pk_node_t *node, const char *file, pk_place_t place)
{
    const char *path = pk_node_path(node, file, reading->arena);
    for (int i = 0; i < reading->numbers->count; i++) {
        const pk_source_t *source = pk_number_source(reading->numbers->all[i]);
        if (source != NULL && strcmp(source->name, path) == 0) {
            return source;
        }
    }
    return pk_source_read(path, PK_PLAN_BYTES, place, reading->arena, reading->diag);
}

/* What the column of times may be called, the first of them that the file has: the last ones only of periods, for a
 * column `week` may as well count 1, 2, 3. */
static int find_dates(const table_t *self, pk_series_per_t per)
{
    static const char *const names[] = {"date",   "pvm",     "päivämäärä", "päivä", "month", "kuukausi", "week",
                                        "viikko", "quarter", "neljännes",  "year",  "vuosi", "day"};
    enum { PLAIN = 4, ALL = (int)(sizeof names / sizeof *names) };
    for (int k = 0; k < (per == PK_PER_STEP ? PLAIN : ALL); k++) {
        const int found = pk_csv_find(&self->csv, names[k]);
        if (found >= 0) {
            return found;
        }
    }
    return -1;
}

/* There is no column of times; one of periods may be there, which only `per:` makes one. */
static void refuse_times(const table_t *self, pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    const int periods = find_dates(self, PK_PER_MONTH);
    const char *hint = "a series has a column date (a step's first day, like 2026-03-02) or step (1, 2, 3, …)";
    if (periods >= 0) {
        hint = pk_arena_format(&scratch,
                               "is a row of %s a whole period? add per: month (or day, week, quarter, year); does it "
                               "count the steps, 1, 2, 3? call the column step",
                               self->csv.names[periods]);
    }
    pk_error(diag, (pk_place_t){self->csv.source, 1, 1, 1}, hint, "there is no column \"date\" and no column \"step\"");
    pk_arena_free(&scratch);
}

static pk_status_t find_columns(table_t *self, const pk_node_t *column, pk_diag_t *diag)
{
    self->key = find_dates(self, self->per);
    self->dated = self->key >= 0;
    if (!self->dated) {
        self->key = pk_csv_find(&self->csv, "step");
    }
    if (self->key < 0) {
        refuse_times(self, diag);
    } else if (!self->dated && self->per != PK_PER_STEP) {
        pk_error(diag, (pk_place_t){self->csv.source, 1, 1, 1}, "periods need a column date, like 2026-03-01",
                 "the rows of this file are steps, and cannot be periods as well");
        self->key = -1;
    }
    self->value = pk_csv_column(&self->csv, column->text, column->place, diag);
    return self->key >= 0 && self->value >= 0 ? PK_OK : PK_BAD_INPUT;
}

static pk_status_t read_key(const table_t *self, long *key, long *end, pk_diag_t *diag)
{
    const pk_cell_t *cell = &self->csv.cells[self->key];
    if (pk_series_is_sum(cell->text)) {
        return pk_error(diag, cell->place, "take the row out: what it sums up stands above it",
                        "the row \"%s\" is a sum, not a %s", cell->text, self->dated ? "time" : "step");
    }
    if (self->dated) {
        return pk_series_time(cell, self->per, key, end, diag);
    }
    *end = 0;
    return pk_cell_whole(cell, "a step", 0, PK_STEPS_MOST, key, diag);
}

static void *grown(void *array, int count, size_t size, int room)
{
    void *larger = pk_heap((size_t)room, size);
    if (count > 0) {
        memcpy(larger, array, (size_t)count * size);
    }
    free(array);
    return larger;
}

static void make_room(table_t *self)
{
    if (self->count < self->room) {
        return;
    }
    self->room = 2 * self->room + 64;
    self->keys = grown(self->keys, self->count, sizeof *self->keys, self->room);
    self->ends = grown(self->ends, self->count, sizeof *self->ends, self->room);
    self->values = grown(self->values, self->count, sizeof *self->values, self->room);
    self->key_places = grown(self->key_places, self->count, sizeof *self->key_places, self->room);
    self->value_places = grown(self->value_places, self->count, sizeof *self->value_places, self->room);
    self->percents = grown(self->percents, self->count, sizeof *self->percents, self->room);
}

/* Rows ascend; a period begins where the one before it ends. */
static pk_status_t check_order(const table_t *self, int i, pk_diag_t *diag)
{
    if (i == 0) {
        return PK_OK;
    }
    const pk_cell_t *cell = &self->csv.cells[self->key];
    if (self->keys[i] <= self->keys[i - 1]) {
        return pk_error(diag, cell->place, "rows stand in the order of time, each time once",
                        "\"%s\" does not come after the row before it", cell->text);
    }
    const long due = self->ends[i - 1] + 1;
    if (self->per == PK_PER_STEP || self->keys[i] == due || (self->gaps && self->keys[i] > due)) {
        return PK_OK;
    }
    char date[PK_DATE_TEXT];
    pk_date_write(due, date);
    return self->keys[i] > due
               ? pk_error(diag, cell->place, "write every period, also those with 0",
                          "a gap before \"%s\": no row for the period that begins on %s", cell->text, date)
               : pk_error(diag, cell->place, "each day belongs to one period",
                          "\"%s\" begins before the period of the row before it has ended", cell->text);
}

static pk_status_t add_row(table_t *self, pk_diag_t *diag)
{
    const pk_cell_t *key_cell = &self->csv.cells[self->key], *value_cell = &self->csv.cells[self->value];
    if (self->gaps && *value_cell->text == '\0') {
        return PK_OK;
    }
    make_room(self);
    const int i = self->count;
    self->key_places[i] = key_cell->place;
    self->value_places[i] = value_cell->place;
    self->percents[i] = strchr(value_cell->text, '%') ? pk_arena_copy(self->arena, value_cell->text) : NULL;
    const pk_status_t key = read_key(self, &self->keys[i], &self->ends[i], diag);
    const pk_status_t value = pk_cell_number(value_cell, &self->values[i], diag);
    if (key) {
        return key;
    }
    self->count++;
    const pk_status_t order = check_order(self, i, diag);
    return order ? order : value;
}

static pk_status_t read_rows(table_t *self, pk_diag_t *diag)
{
    int broken = 0;
    while (broken < ERRORS_SHOWN && pk_csv_next(&self->csv, diag)) {
        if (add_row(self, diag)) {
            broken++;
        }
    }
    if (broken || self->csv.failed) {
        return PK_BAD_INPUT;
    }
    if (self->count == 0) {
        return pk_error(diag, (pk_place_t){self->csv.source, 0, 0, 0}, NULL, "no rows below the header");
    }
    return PK_OK;
}

static void *kept(pk_arena_t *arena, const void *array, int count, size_t size)
{
    void *copy = pk_arena_take(arena, (size_t)count, size);
    memcpy(copy, array, (size_t)count * size);
    return copy;
}

static const pk_series_t *keep(const table_t *self, bool amounts, pk_arena_t *arena)
{
    const bool periods = self->per != PK_PER_STEP;
    pk_series_t *series = PK_NEW(arena, pk_series_t);
    *series = (pk_series_t){.file = self->csv.source->name,
                            .source = self->csv.source,
                            .dated = self->dated,
                            .periods = periods,
                            .amounts = amounts,
                            .count = self->count,
                            .ends = periods ? kept(arena, self->ends, self->count, sizeof *self->ends) : NULL,
                            .keys = kept(arena, self->keys, self->count, sizeof *self->keys),
                            .percents = kept(arena, self->percents, self->count, sizeof *self->percents),
                            .values = kept(arena, self->values, self->count, sizeof *self->values),
                            .key_places = kept(arena, self->key_places, self->count, sizeof *self->key_places),
                            .value_places = kept(arena, self->value_places, self->count, sizeof *self->value_places)};
    return series;
}

static void free_table(table_t *self)
{
    pk_csv_free(&self->csv);
    free(self->keys);
    free(self->ends);
    free(self->values);
    free(self->key_places);
    free(self->value_places);
    free(self->percents);
}

/* `per: month`; without it a row is a step. False after an error. */
static bool read_per(const pk_node_t *map, pk_series_per_t *per, pk_diag_t *diag)
{
    const pk_node_t *node = pk_node_get(map, "per");
    *per = PK_PER_STEP;
    if (node == NULL || (node->kind == PK_NODE_SCALAR && pk_series_per_parse(node->text, per))) {
        return true;
    }
    pk_error(diag, node->place, "a row of the file is then a whole month, say, and not a step",
             node->kind == PK_NODE_SCALAR ? "per must be %s, not \"%s\"" : "per must be %s, not %s", pk_series_pers,
             node->kind == PK_NODE_SCALAR ? node->text : pk_node_what(node));
    return false;
}

const pk_series_t *pk_series_read(pk_reading_t *reading, const pk_node_t *file_map, unsigned how)
{
    static const char *const keys[] = {"file", "column", "per"};
    pk_diag_t *diag = reading->diag;
    const int errors = diag->errors;
    table_t table = {.gaps = (how & PK_SERIES_GAPS) != 0, .arena = reading->arena};
    pk_node_check_keys(file_map, keys, (int)(sizeof keys / sizeof *keys), "a series", diag);
    const pk_node_t *file = want_text(file_map, "file", "the name of a CSV file", diag);
    const pk_node_t *column = want_text(file_map, "column", "the name of a column in the file", diag);
    if (!read_per(file_map, &table.per, diag) || !file || !column || diag->errors > errors) {
        return NULL;
    }
    const pk_source_t *source = pk_table_source(reading, file, file->text, file->place);
    const pk_series_t *series = NULL;
    if (source && !pk_csv_open(&table.csv, source, reading->arena, diag) && !find_columns(&table, column, diag) &&
        !read_rows(&table, diag)) {
        series = keep(&table, (how & PK_SERIES_AMOUNTS) != 0, reading->arena);
    }
    free_table(&table);
    return series;
}
