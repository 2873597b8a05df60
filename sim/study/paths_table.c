/* A table of paths: a row each, with how many walks of it converted and how many did not. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/paths_read.h"

static const double most = 9007199254740992; /* 2^53: whole numbers are exact up to it */

typedef struct {
    int path, conversions, nulls, value; /* columns; -1: none */
    uint16_t *touches;                   /* of the row read last */
    int length, room;
    double walks; /* of all rows so far */
} table_t;

/* The touchpoint from `name` on, `length` bytes of it, without the blanks around it. */
static pk_status_t add_touch(table_t *self, const char *name, size_t length, const pk_cell_t *cell, pk_paths_t *paths,
                             pk_arena_t *scratch, pk_diag_t *diag)
{
    while (length > 0 && (*name == ' ' || *name == '\t')) {
        name++;
        length--;
    }
    while (length > 0 && (name[length - 1] == ' ' || name[length - 1] == '\t')) {
        length--;
    }
    if (length == 0) {
        return pk_error(diag, cell->place, "touchpoints stand with one > between: Search > Email > Search",
                        *cell->text == '\0' ? "this path is empty" : "this path has a touchpoint without a name");
    }
    const int channel = pk_paths_channel(paths, pk_arena_copy_n(scratch, name, length), cell->place, diag);
    if (channel < 0) {
        return PK_BAD_INPUT;
    }
    if (self->length == self->room) {
        self->room = 2 * self->room + 64;
        self->touches = pk_heap_resize(self->touches, (size_t)self->room, sizeof *self->touches);
    }
    self->touches[self->length++] = (uint16_t)channel;
    return PK_OK;
}

static pk_status_t read_path(table_t *self, const pk_cell_t *cell, pk_paths_t *paths, pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    pk_status_t status = PK_OK;
    self->length = 0;
    for (const char *at = cell->text; at != NULL && status == PK_OK;) {
        const char *next = strchr(at, '>');
        status = add_touch(self, at, next != NULL ? (size_t)(next - at) : strlen(at), cell, paths, &scratch, diag);
        at = next != NULL ? next + 1 : NULL;
    }
    pk_arena_free(&scratch);
    return status;
}

/* How many walks: a whole number, so that each can be drawn again. */
static pk_status_t read_walks(table_t *self, const pk_cell_t *cell, double *walks, pk_diag_t *diag)
{
    pk_diag_t unheard = {0};
    const bool number = pk_cell_number(cell, walks, &unheard) == PK_OK;
    pk_diag_free(&unheard);
    if (!number || *walks < 0 || *walks != floor(*walks) || *walks > most) {
        return pk_error(diag, cell->place,
                        "write it in digits alone, like 1500; what they were worth has a column of its own",
                        "\"%s\" is not a number of walks: a whole number from 0 on", cell->text);
    }
    self->walks += *walks;
    return self->walks <= most ? PK_OK
                               : pk_error(diag, cell->place, NULL, "up to here there are more than %.0f walks", most);
}

static pk_status_t read_row(table_t *self, const pk_csv_t *csv, pk_paths_t *paths, pk_diag_t *diag)
{
    double conversions, nulls = 0, value = 0;
    pk_status_t status = read_path(self, &csv->cells[self->path], paths, diag);
    status |= read_walks(self, &csv->cells[self->conversions], &conversions, diag);
    if (self->nulls >= 0) {
        status |= read_walks(self, &csv->cells[self->nulls], &nulls, diag);
    }
    if (self->value >= 0) {
        status |= pk_paths_worth(&csv->cells[self->value], &value, diag);
    }
    if (status == PK_OK && value > 0 && conversions == 0) {
        status = pk_error(diag, csv->cells[self->value].place, NULL, "a value without a conversion");
    }
    if (status == PK_OK && conversions + nulls > 0) {
        pk_paths_add(paths, self->touches, self->length, conversions, nulls, value);
    }
    return status;
}

/* The columns; that of nulls may be missing unless it was named. */
static pk_status_t find_columns(table_t *self, const pk_csv_t *csv, const pk_paths_reading_t *reading, pk_diag_t *diag)
{
    const pk_paths_columns_t *names = &reading->columns;
    const pk_place_t head = csv->cells[0].place;
    self->path = pk_csv_column(csv, names->path, head, diag);
    self->conversions = pk_csv_column(csv, names->conversions, head, diag);
    self->nulls = names->nulls == NULL ? pk_csv_find(csv, "total_null") : pk_csv_column(csv, names->nulls, head, diag);
    self->value = reading->value != NULL ? pk_csv_column(csv, reading->value, head, diag) : -1;
    const bool nulls = self->nulls >= 0 || names->nulls == NULL;
    return self->path >= 0 && self->conversions >= 0 && nulls && (self->value >= 0 || reading->value == NULL)
               ? PK_OK
               : PK_BAD_INPUT;
}

pk_status_t pk_paths_read_table(pk_csv_t *csv, const pk_paths_reading_t *reading, pk_paths_t *paths, pk_diag_t *diag)
{
    table_t self = {0};
    const int before = diag->errors;
    pk_status_t status = find_columns(&self, csv, reading, diag);
    if (reading->conversion != NULL) {
        status = pk_error(diag, PK_NOWHERE, "it is for logs; here the conversions have a column: leave it out",
                          "--conversion does not go with a table of paths");
    }
    while (status == PK_OK && diag->dropped == 0 && pk_csv_next(csv, diag)) {
        (void)read_row(&self, csv, paths, diag);
    }
    free(self.touches);
    return diag->errors > before ? PK_BAD_INPUT : status;
}
