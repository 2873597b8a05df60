#include "study/sweep_cells.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"

/* ---- values of one path ---- */

/* Values on their way into an axis. */
typedef struct {
    pk_sweep_axis_t axis;
    long room;
} pk_values_t;

static void add_value(pk_values_t *self, const char *value, pk_arena_t *arena)
{
    pk_sweep_axis_t *axis = &self->axis;
    if (axis->nvalue == self->room) {
        self->room = self->room > 0 ? 2 * self->room : 16;
        const char **larger = PK_ARRAY(arena, const char *, self->room);
        for (long k = 0; k < axis->nvalue; k++) {
            larger[k] = axis->values[k];
        }
        axis->values = larger;
    }
    axis->values[axis->nvalue++] = value;
}

/* A copy without blanks at either end. */
static const char *trimmed(const char *text, size_t length, pk_arena_t *arena)
{
    while (length > 0 && isspace((unsigned char)*text)) {
        text++;
        length--;
    }
    while (length > 0 && isspace((unsigned char)text[length - 1])) {
        length--;
    }
    return pk_arena_copy_n(arena, text, length);
}

/* One end of a range, or its step: "x0.5", "10%", "3% per month". */
typedef struct {
    bool times;
    double number;
    const char *unit; /* what stands behind the number */
} pk_end_t;

static bool read_end(const char *text, pk_end_t *end)
{
    char *rest;
    end->times = *text == 'x';
    text += end->times;
    end->number = strtod(text, &rest);
    end->unit = rest;
    return rest > text && isfinite(end->number) && (isdigit((unsigned char)*text) || strchr("+-.", *text) != NULL);
}

/* Digits that nobody would write by hand (0.1 + 2 x 0.1) are left out. */
static const char *value_text(const pk_end_t *like, double number, pk_arena_t *arena)
{
    return pk_arena_format(arena, "%s%.12g%s", like->times ? "x" : "", number, like->unit);
}

static const char range_hint[] = "a range is FROM:TO:STEP, as in 0:1000:250 or x0.5:x1.5:x0.25";

/* The ends of a range have one unit, which may stand behind one of them only. The x of factors stands before the first,
 * or before all of them: 0:x2:1 goes from an amount to a factor. NULL, or what is wrong. */
static const char *disagree(pk_end_t ends[3])
{
    const char *unit = "";
    const bool times = ends[0].times;
    for (int k = 0; k < 3; k++) {
        if (ends[k].times && !times) {
            return "goes from an amount to a factor";
        }
        unit = *ends[k].unit != '\0' ? ends[k].unit : unit;
    }
    for (int k = 0; k < 3; k++) {
        if (*ends[k].unit != '\0' && strcmp(ends[k].unit, unit) != 0) {
            return "has two units";
        }
        ends[k].unit = unit;
        ends[k].times = times;
    }
    return NULL;
}

static pk_status_t take_range(pk_values_t *self, const pk_end_t ends[3], const char *text, pk_arena_t *arena,
                              pk_diag_t *diag)
{
    static const double ALMOST = 1e-9; /* of a step: the last value is not lost to round-off */
    const double from = ends[0].number, to = ends[1].number, step = ends[2].number;
    const double steps = (to - from) / step;
    if (!(step != 0) || !(steps >= 0)) {
        return pk_error(diag, PK_NOWHERE, range_hint, "--set %s=%s: steps of %g do not lead from %g to %g",
                        self->axis.path, text, step, from, to);
    }
    if (steps >= PK_SWEEP_CELLS_MOST) {
        return pk_error(diag, PK_NOWHERE, "take larger steps",
                        "--set %s=%s has more than %d values, the most there are", self->axis.path, text,
                        PK_SWEEP_CELLS_MOST);
    }
    for (long k = 0; (double)k <= steps + ALMOST; k++) {
        add_value(self, value_text(&ends[0], from + (double)k * step, arena), arena);
    }
    return PK_OK;
}

static pk_status_t read_range(pk_values_t *self, const char *text, pk_arena_t *arena, pk_diag_t *diag)
{
    pk_end_t ends[3];
    const char *at = text;
    for (int k = 0; k < 3; k++) {
        const size_t length = strcspn(at, ":");
        const char *part = trimmed(at, length, arena);
        if (!read_end(part, &ends[k]) || (at[length] == ':') != (k < 2)) {
            return pk_error(diag, PK_NOWHERE, range_hint, "--set %s=%s is no range of numbers", self->axis.path, text);
        }
        at += length + (at[length] == ':');
    }
    const char *wrong = disagree(ends);
    if (wrong != NULL) {
        return pk_error(diag, PK_NOWHERE, range_hint, "--set %s=%s %s", self->axis.path, text, wrong);
    }
    return take_range(self, ends, text, arena, diag);
}

static pk_status_t read_values(pk_values_t *self, const char *text, pk_arena_t *arena, pk_diag_t *diag)
{
    for (const char *at = text;;) {
        const size_t length = strcspn(at, ",");
        const char *value = trimmed(at, length, arena);
        if (*value == '\0') {
            return pk_error(diag, PK_NOWHERE, "values have commas between, as in 0,500,1000; a point before decimals",
                            "--set %s=%s has an empty value", self->axis.path, text);
        }
        if (strchr(value, ':') == NULL) {
            add_value(self, value, arena);
        } else if (read_range(self, value, arena, diag) != PK_OK) {
            return PK_BAD_INPUT;
        }
        if (at[length] == '\0') {
            return PK_OK;
        }
        at += length + 1;
    }
}

/* "PATH=VALUES" */
static pk_status_t read_axis(const char *set, pk_sweep_axis_t *axis, pk_arena_t *arena, pk_diag_t *diag)
{
    const char *equals = strchr(set, '=');
    pk_values_t values = {.axis.path = trimmed(set, equals != NULL ? (size_t)(equals - set) : strlen(set), arena)};
    *axis = values.axis;
    if (equals == NULL || *axis->path == '\0') {
        return pk_error(diag, PK_NOWHERE,
                        "as in --set spend.facebook=0,500,1000 or --set levers.price_index=0.9:1.2:0.1",
                        "--set %s: a path, = and values are needed", set);
    }
    const pk_status_t status = read_values(&values, equals + 1, arena, diag);
    *axis = values.axis;
    return status;
}

/* ---- every combination ---- */

static bool is_twice(const pk_sweep_axis_t *axes, int at)
{
    for (int k = 0; k < at; k++) {
        if (strcmp(axes[k].path, axes[at].path) == 0) {
            return true;
        }
    }
    return false;
}

/* How many cells there are, -1 with an error where that is too many. */
static long count_cells(const pk_sweep_cells_t *cells, pk_diag_t *diag)
{
    double count = 1;
    for (int k = 0; k < cells->naxis; k++) {
        count *= (double)cells->axes[k].nvalue;
    }
    if (count > PK_SWEEP_CELLS_MOST) {
        pk_error(diag, PK_NOWHERE, "take fewer values, or name the cells with --list",
                 "these are %.6g combinations, and %d is the most there are", count, PK_SWEEP_CELLS_MOST);
        return -1;
    }
    return (long)count;
}

static void combine(pk_sweep_cells_t *cells)
{
    for (long cell = 0; cell < cells->count; cell++) {
        long rest = cell;
        for (int k = cells->naxis - 1; k >= 0; k--) {
            cells->which[cell * cells->naxis + k] = rest % cells->axes[k].nvalue;
            rest /= cells->axes[k].nvalue;
        }
    }
}

pk_status_t pk_sweep_cells_combine(const char *const *sets, int count, pk_sweep_cells_t *cells, pk_arena_t *arena,
                                   pk_diag_t *diag)
{
    const int before = diag->errors;
    *cells = (pk_sweep_cells_t){.axes = PK_ARRAY(arena, pk_sweep_axis_t, count), .naxis = count, .grid = true};
    for (int k = 0; k < count; k++) {
        if (read_axis(sets[k], &cells->axes[k], arena, diag) == PK_OK && is_twice(cells->axes, k)) {
            pk_error(diag, PK_NOWHERE, "name all of its values in one --set", "--set names %s twice",
                     cells->axes[k].path);
        }
    }
    const long all = diag->errors > before ? -1 : count_cells(cells, diag);
    if (all < 0) {
        return PK_BAD_INPUT;
    }
    cells->count = all;
    cells->which = PK_ARRAY(arena, long, all *count);
    combine(cells);
    return PK_OK;
}

/* ---- the rows of a file ---- */

/* Bytes of the number at the start of `text`: what is followed by words ("% per month", " weeks") ends before these. */
static size_t number_length(const char *text)
{
    size_t length = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == ' ' && isalpha((unsigned char)at[strspn(at, " ")])) {
            break;
        }
        length = (size_t)(at - text) + 1;
    }
    return length;
}

static bool begins_number(const char *text)
{
    return isdigit((unsigned char)text[strspn(text, "+-. \xE2\x88\x92")]);
}

/* A cell as --set would have it: its number with a decimal point, what stands around it kept. */
static pk_status_t value_of(const pk_cell_t *cell, const char **value, pk_arena_t *arena, pk_diag_t *diag)
{
    const bool times = cell->text[0] == 'x' && begins_number(cell->text + 1);
    const char *text = cell->text + times;
    *value = pk_arena_copy(arena, cell->text);
    if (!begins_number(text)) {
        return PK_OK;
    }
    const size_t length = number_length(text);
    pk_cell_t number = *cell;
    double x;
    number.text = pk_arena_copy_n(arena, text, length);
    number.place.column += times;
    const pk_status_t status = pk_cell_number(&number, &x, diag);
    if (status == PK_OK) {
        const bool percent = strchr(number.text, '%') != NULL;
        *value = pk_arena_format(arena, "%s%.12g%s%s", times ? "x" : "", percent ? 100 * x : x, percent ? "%" : "",
                                 text + length);
    }
    return status;
}

/* Rows as they come: each axis has a value for each, most often. */
typedef struct {
    pk_sweep_cells_t *cells;
    long room;
    pk_arena_t *arena;
    pk_diag_t *diag;
} pk_rows_t;

static void *grown(pk_arena_t *arena, const void *array, long count, long room, size_t size)
{
    void *larger = pk_arena_take(arena, (size_t)room, size);
    if (count > 0) {
        memcpy(larger, array, (size_t)count * size);
    }
    return larger;
}

static void make_room(pk_rows_t *self)
{
    pk_sweep_cells_t *cells = self->cells;
    if (cells->count < self->room) {
        return;
    }
    const int n = cells->naxis;
    self->room = self->room > 0 ? 2 * self->room : 64;
    cells->which = grown(self->arena, cells->which, cells->count * n, self->room * n, sizeof *cells->which);
    for (int k = 0; k < n; k++) {
        pk_sweep_axis_t *axis = &cells->axes[k];
        axis->values = grown(self->arena, axis->values, axis->nvalue, self->room, sizeof *axis->values);
        axis->places = grown(self->arena, axis->places, axis->nvalue, self->room, sizeof *axis->places);
    }
}

static void take_row(pk_rows_t *self, const pk_csv_t *csv)
{
    pk_sweep_cells_t *cells = self->cells;
    if (cells->count == PK_SWEEP_CELLS_MOST) {
        pk_error(self->diag, csv->cells[0].place, NULL, "more than %d rows are more than there may be",
                 PK_SWEEP_CELLS_MOST);
    }
    make_room(self);
    for (int k = 0; k < cells->naxis; k++) {
        pk_sweep_axis_t *axis = &cells->axes[k];
        const pk_cell_t *cell = &csv->cells[k];
        axis->places[axis->nvalue] = cell->place;
        /* What cannot be read has had its error, and is no value for the checks that follow. */
        const bool any =
            cell->text[0] != '\0' && value_of(cell, &axis->values[axis->nvalue], self->arena, self->diag) == PK_OK;
        cells->which[cells->count * cells->naxis + k] = any ? axis->nvalue++ : -1;
    }
    cells->count++;
}

/* Whether every column has a path. */
static pk_status_t check_header(const pk_csv_t *csv, pk_diag_t *diag)
{
    for (int k = 0; k < csv->nname; k++) {
        if (csv->names[k][0] == '\0') {
            return pk_error(diag, csv->places[k],
                            "the header names what is moved, as in spend.facebook,levers.response_hours",
                            "column %d has no name", k + 1);
        }
    }
    return PK_OK;
}

static void begin_rows(const pk_csv_t *csv, pk_sweep_cells_t *cells, pk_arena_t *arena)
{
    *cells = (pk_sweep_cells_t){.axes = PK_ARRAY(arena, pk_sweep_axis_t, csv->nname), .naxis = csv->nname};
    for (int k = 0; k < csv->nname; k++) {
        cells->axes[k].path = csv->names[k];
        cells->axes[k].head = csv->places[k];
    }
}

pk_status_t pk_sweep_cells_read(const pk_source_t *source, pk_sweep_cells_t *cells, pk_arena_t *arena, pk_diag_t *diag)
{
    const int before = diag->errors;
    pk_csv_t csv;
    *cells = (pk_sweep_cells_t){0};
    pk_rows_t rows = {.cells = cells, .arena = arena, .diag = diag};
    if (pk_csv_open(&csv, source, arena, diag) == PK_OK && check_header(&csv, diag) == PK_OK) {
        begin_rows(&csv, cells, arena);
        csv.passes_over = true;
        while (cells->count <= PK_SWEEP_CELLS_MOST && pk_csv_next(&csv, diag)) {
            take_row(&rows, &csv);
        }
    }
    pk_csv_free(&csv);
    if (diag->errors == before && cells->count == 0) {
        pk_error(diag, (pk_place_t){.source = source}, "each row below the header is a cell", "there are no rows");
    }
    return diag->errors > before ? PK_BAD_INPUT : PK_OK;
}
