#include "model/series.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "model/date_meant.h"

enum { ERRORS_SHOWN = 20 }; /* rows of one file that are told to be wrong */

/* A file as it is read: the columns that matter, and the rows found so far. */
typedef struct {
    pk_csv_t csv;
    int key, value; /* columns */
    bool dated;
    int count, room;
    long *keys;
    double *values;
    pk_place_t *key_places, *value_places;
} table_t;

/* The scalar under `key`, NULL with an error where there is none. */
static const pk_node_t *want_text(const pk_node_t *map, const char *key, const char *what, pk_diag_t *diag)
{
    const char *hint = "a series is written {file: radio.csv, column: spend}";
    const pk_node_t *node = pk_node_get(map, key);
    if (!node)
        pk_error(diag, map->place, hint, "%s is missing: %s", key, what);
    else if (node->kind != PK_NODE_SCALAR || *node->text == '\0')
        pk_error(diag, node->place, hint, "%s must be %s, not %s", key, what, pk_node_what(node));
    else
        return node;
    return NULL;
}

/* The file's text: the one that a series of the book already holds, or read now. */
static const pk_source_t *find_source(pk_reading_t *reading, const pk_node_t *file)
{
    const char *path = pk_node_path(file, file->text, reading->arena);
    for (int i = 0; i < reading->numbers->count; i++) {
        const pk_series_t *series = reading->numbers->all[i]->series;
        if (series && strcmp(series->source->name, path) == 0)
            return series->source;
    }
    return pk_source_read(path, PK_PLAN_BYTES, file->place, reading->arena, reading->diag);
}

static pk_status_t find_columns(table_t *self, const pk_node_t *column, pk_diag_t *diag)
{
    self->key = pk_csv_find(&self->csv, "date");
    self->dated = self->key >= 0;
    if (!self->dated)
        self->key = pk_csv_find(&self->csv, "step");
    if (self->key < 0)
        pk_error(diag, (pk_place_t){self->csv.source, 1, 1, 1},
                 "a series has a column date (a step's first day, like 2026-03-02) or step (1, 2, 3, …)",
                 "there is no column \"date\" and no column \"step\"");
    self->value = pk_csv_column(&self->csv, column->text, column->place, diag);
    return self->key >= 0 && self->value >= 0 ? PK_OK : PK_BAD_INPUT;
}

static pk_status_t read_key(const table_t *self, long *key, pk_diag_t *diag)
{
    const pk_cell_t *cell = &self->csv.cells[self->key];
    long last;
    if (!self->dated)
        return pk_cell_whole(cell, "a step", 0, PK_STEPS_MOST, key, diag);
    if (pk_date_parse(cell->text, key, &last))
        return PK_OK;
    pk_arena_t scratch = {0};
    const char *meant = pk_date_meant(cell->text, &scratch);
    pk_error(diag, cell->place, meant ? meant : "dates are written year-month-day, like 2026-03-02",
             "\"%s\" is not a date", cell->text);
    pk_arena_free(&scratch);
    return PK_BAD_INPUT;
}

static void *grown(void *array, int count, size_t size, int room)
{
    void *larger = pk_heap((size_t)room, size);
    if (count > 0)
        memcpy(larger, array, (size_t)count * size);
    free(array);
    return larger;
}

static void make_room(table_t *self)
{
    if (self->count < self->room)
        return;
    self->room = 2 * self->room + 64;
    self->keys = grown(self->keys, self->count, sizeof *self->keys, self->room);
    self->values = grown(self->values, self->count, sizeof *self->values, self->room);
    self->key_places = grown(self->key_places, self->count, sizeof *self->key_places, self->room);
    self->value_places = grown(self->value_places, self->count, sizeof *self->value_places, self->room);
}

static pk_status_t add_row(table_t *self, pk_diag_t *diag)
{
    const pk_cell_t *key_cell = &self->csv.cells[self->key], *value_cell = &self->csv.cells[self->value];
    make_room(self);
    const int i = self->count;
    self->key_places[i] = key_cell->place;
    self->value_places[i] = value_cell->place;
    const pk_status_t key = read_key(self, &self->keys[i], diag);
    const pk_status_t value = pk_cell_number(value_cell, &self->values[i], diag);
    if (key)
        return key;
    self->count++;
    if (i > 0 && self->keys[i] <= self->keys[i - 1])
        return pk_error(diag, key_cell->place, "rows stand in the order of time, each time once",
                        "\"%s\" does not come after the row before it", key_cell->text);
    return value;
}

static pk_status_t read_rows(table_t *self, pk_diag_t *diag)
{
    int broken = 0;
    while (broken < ERRORS_SHOWN && pk_csv_next(&self->csv, diag))
        if (add_row(self, diag))
            broken++;
    if (broken || self->csv.failed)
        return PK_BAD_INPUT;
    if (self->count == 0)
        return pk_error(diag, (pk_place_t){self->csv.source, 0, 0, 0}, NULL, "no rows below the header");
    return PK_OK;
}

static void *kept(pk_arena_t *arena, const void *array, int count, size_t size)
{
    void *copy = pk_arena_take(arena, (size_t)count, size);
    memcpy(copy, array, (size_t)count * size);
    return copy;
}

static const pk_series_t *keep(const table_t *self, pk_arena_t *arena)
{
    pk_series_t *series = PK_NEW(arena, pk_series_t);
    *series = (pk_series_t){.file = self->csv.source->name,
                            .source = self->csv.source,
                            .dated = self->dated,
                            .count = self->count,
                            .keys = kept(arena, self->keys, self->count, sizeof *self->keys),
                            .values = kept(arena, self->values, self->count, sizeof *self->values),
                            .key_places = kept(arena, self->key_places, self->count, sizeof *self->key_places),
                            .value_places = kept(arena, self->value_places, self->count, sizeof *self->value_places)};
    return series;
}

static const pk_series_t *read_table(const pk_source_t *source, const pk_node_t *column, pk_arena_t *arena,
                                     pk_diag_t *diag)
{
    table_t table = {0};
    const pk_series_t *series = NULL;
    if (!pk_csv_open(&table.csv, source, arena, diag) && !find_columns(&table, column, diag) &&
        !read_rows(&table, diag))
        series = keep(&table, arena);
    pk_csv_free(&table.csv);
    free(table.keys);
    free(table.values);
    free(table.key_places);
    free(table.value_places);
    return series;
}

const pk_series_t *pk_series_read(pk_reading_t *reading, const pk_node_t *file_map)
{
    static const char *const keys[] = {"file", "column"};
    pk_diag_t *diag = reading->diag;
    const int errors = diag->errors;
    pk_node_check_keys(file_map, keys, (int)(sizeof keys / sizeof *keys), "a series", diag);
    const pk_node_t *file = want_text(file_map, "file", "the name of a CSV file", diag);
    const pk_node_t *column = want_text(file_map, "column", "the name of a column in the file", diag);
    if (!file || !column || diag->errors > errors)
        return NULL;
    const pk_source_t *source = find_source(reading, file);
    return source ? read_table(source, column, reading->arena, diag) : NULL;
}
