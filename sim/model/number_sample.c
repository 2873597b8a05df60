/* sample(file.csv, column): the values of a column as a law (models/README.md section 3). */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "model/number_parts.h"
#include "model/series.h"
#include "model/series_time.h"

enum { ERRORS_SHOWN = 20 }; /* rows of one file that are told to be wrong */

static const char example[] = "for example sample(weeks.csv, orders); a name with a comma in it stands in quotes";

/* A column while it is read. */
typedef struct {
    const pk_entry_t *entry;
    const pk_rules_t *rules;
    pk_csv_t csv;
    int column;
    bool in_unit;
    pk_unit_t unit;
    double *values;
    int count, room;
} column_t;

/* A file and a column, with a unit where the number is a duration. */
static bool check_texts(column_t *self, const pk_written_t *written)
{
    const pk_entry_t *entry = self->entry;
    const pk_place_t place = pk_part_place(entry->node, written->call_at, written->end);
    pk_diag_t *diag = entry->reading->diag;
    const bool missing = written->ntext < 2 || *written->texts[0].text == '\0' || *written->texts[1].text == '\0';
    if (missing || written->ntext > PK_TEXTS_MOST) {
        pk_error(diag, place, example, missing ? "sample needs a file and a column" : "sample has too many arguments");
        return false;
    }
    if (written->ntext == 2) {
        return true;
    }
    const pk_text_t *third = &written->texts[2];
    const pk_place_t there = pk_part_place(entry->node, third->at, third->end);
    self->in_unit = pk_unit_parse(third->text, (int)strlen(third->text), &self->unit);
    if (!self->in_unit) {
        pk_error(diag, there,
                 self->rules->duration ? "a unit of time, as in sample(stays.csv, length, days), or nothing; a name "
                                         "with a comma in it stands in quotes"
                                       : "sample has a file and a column; a name with a comma in it stands in quotes",
                 "\"%s\" is no unit of time", third->text);
    } else if (!self->rules->duration) {
        pk_error(diag, there, "write the file and the column alone", "%s has no unit of time: it is no duration",
                 pk_number_word(entry));
    }
    return self->in_unit && self->rules->duration;
}

static pk_status_t refuse_sum(const column_t *self, pk_diag_t *diag)
{
    for (int i = 0; i < self->csv.nname; i++) {
        const pk_cell_t *cell = &self->csv.cells[i];
        if (pk_series_is_sum(cell->text)) {
            return pk_error(diag, cell->place, "take the row out: what it sums up stands above it",
                            "the row \"%s\" is a sum, not one of the values", cell->text);
        }
    }
    return PK_OK;
}

static void keep(column_t *self, double value)
{
    if (self->count == self->room) {
        self->room = 2 * self->room + 64;
        self->values = pk_heap_resize(self->values, (size_t)self->room, sizeof *self->values);
    }
    self->values[self->count++] = value;
}

/* An empty cell is no value. */
static pk_status_t take_row(column_t *self, pk_diag_t *diag)
{
    const pk_cell_t *cell = &self->csv.cells[self->column];
    double value = 0;
    if (*cell->text == '\0') {
        return PK_OK;
    }
    pk_status_t status = refuse_sum(self, diag);
    if (!status) {
        status = pk_cell_number(cell, &value, diag);
    }
    if (!status && strchr(cell->text, '%') &&
        !pk_check_percent(self->entry, self->rules, value, cell->text, cell->place)) {
        return PK_BAD_INPUT;
    }
    if (!status && !pk_check_value(self->entry, self->rules, value, cell->text, cell->place)) {
        status = PK_BAD_INPUT;
    }
    keep(self, self->in_unit ? pk_duration_steps(value, self->unit, self->entry->reading->step) : value);
    return status;
}

static pk_status_t take_rows(column_t *self, pk_diag_t *diag)
{
    int broken = 0;
    while (broken < ERRORS_SHOWN && pk_csv_next(&self->csv, diag)) {
        broken += take_row(self, diag) != PK_OK;
    }
    if (broken > 0 || self->csv.failed) {
        return PK_BAD_INPUT;
    }
    return self->count > 0 ? PK_OK
                           : pk_error(diag, self->csv.places[self->column], NULL, "the column \"%s\" has no values",
                                      self->csv.names[self->column]);
}

static const pk_number_sample_t *read_column(column_t *self, const pk_written_t *written)
{
    pk_reading_t *reading = self->entry->reading;
    const pk_text_t *file = &written->texts[0], *column = &written->texts[1];
    const pk_node_t *node = self->entry->node;
    const pk_place_t named = pk_part_place(node, column->at, column->end);
    const pk_source_t *source = pk_table_source(reading, node, file->text, pk_part_place(node, file->at, file->end));
    if (source == NULL || pk_csv_open(&self->csv, source, reading->arena, reading->diag)) {
        return NULL;
    }
    self->column = pk_csv_column(&self->csv, column->text, named, reading->diag);
    if (self->column < 0 || take_rows(self, reading->diag)) {
        return NULL;
    }
    pk_number_sample_t *sampled = PK_NEW(reading->arena, pk_number_sample_t);
    *sampled = (pk_number_sample_t){.source = source,
                                    .file = written->texts[0].text,
                                    .column = self->csv.names[self->column],
                                    .values = pk_empirical_of(self->values, self->count, reading->arena)};
    return sampled;
}

bool pk_entry_sample(pk_entry_t *entry, const pk_rules_t *rules, const pk_written_t *written)
{
    column_t column = {.entry = entry, .rules = rules};
    pk_number_t *number = entry->number;
    if (check_texts(&column, written)) {
        number->sampled = read_column(&column, written);
    }
    pk_csv_free(&column.csv);
    free(column.values);
    number->law = pk_law_find("sample");
    number->low /= number->scale;
    number->high /= number->scale;
    return number->sampled != NULL;
}
