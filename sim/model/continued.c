#include "model/continued.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "model/continued_parts.h"
#include "model/learned.h"
#include "model/read_wander.h"

enum { CHAIN, DRAW, STEP, DATE, WHAT, NAME, PERSONA, AGE, VALUE, COLUMNS };
static const char *const columns[COLUMNS] = {"chain", "draw",    "step", "date", "what",
                                             "name",  "persona", "age",  "value"};

static const char *const whats[PK_WHATS] = {
    [PK_WHAT_STAGE] = "stage",     [PK_WHAT_OLD] = "old",           [PK_WHAT_COUNT] = "count",
    [PK_WHAT_FLOW] = "flow",       [PK_WHAT_LEVEL] = "level",       [PK_WHAT_SPENT] = "spent",
    [PK_WHAT_WAITING] = "waiting", [PK_WHAT_CAPACITY] = "capacity", [PK_WHAT_POPULATION] = "population",
    [PK_WHAT_MARKET] = "market"};

enum { TEXT_MOST = 200, AGE_MOST = 200000, ROW_BYTES = 50 /* about */ };

/* A name that was looked up, for the next row: most rows say what the row above says. */
typedef struct {
    char text[TEXT_MOST];
    int index;
} pk_last_t;

typedef struct {
    pk_reader_t *reader;
    const pk_learned_t *learned;
    pk_csv_t csv;
    int column[COLUMNS];
    pk_last_t last_chain, last_draw, last_what, last_name, last_persona;
    int what_of_name; /* what last_name was looked up as */
    long row;         /* of the posterior, of last_chain and last_draw; -1: it has no such draw */
    char step[TEXT_MOST], date[TEXT_MOST];
    long *order; /* rows of the posterior by chain and draw */
    const char **flow_names;
    pk_continued_t *out;
    pk_continued_rows_t rows;
} pk_continuing_t;

/* ---- the draws of the posterior ---- */

static int compare_draws(const void *a, const void *b, void *context)
{
    const pk_learned_t *learned = context;
    const long i = *(const long *)a, j = *(const long *)b;
    const long chain = learned->chains[i] - learned->chains[j], draw = learned->draws[i] - learned->draws[j];
    return chain != 0 ? (chain > 0) - (chain < 0) : (draw > 0) - (draw < 0);
}

static void order_draws(pk_continuing_t *self)
{
    self->order = PK_ARRAY(self->reader->arena, long, self->learned->nrow);
    for (long i = 0; i < self->learned->nrow; i++) {
        self->order[i] = i;
    }
    qsort_r(self->order, (size_t)self->learned->nrow, sizeof *self->order, compare_draws, (void *)self->learned);
}

static long row_of(const pk_continuing_t *self, long chain, long draw)
{
    const pk_learned_t *learned = self->learned;
    long low = 0, high = learned->nrow;
    while (low < high) {
        const long middle = (low + high) / 2, row = self->order[middle];
        const bool before = learned->chains[row] != chain ? learned->chains[row] < chain : learned->draws[row] < draw;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    const long row = low < learned->nrow ? self->order[low] : -1;
    return row >= 0 && learned->chains[row] == chain && learned->draws[row] == draw ? row : -1;
}

/* ---- cells ---- */

static const pk_cell_t *cell(const pk_continuing_t *self, int column)
{
    return &self->csv.cells[self->column[column]];
}

static bool is_last(const pk_last_t *last, const pk_cell_t *cell)
{
    return strcmp(last->text, cell->text) == 0;
}

static void remember(pk_last_t *last, const pk_cell_t *cell, int index)
{
    const size_t length = strlen(cell->text);
    last->index = index;
    memcpy(last->text, length < TEXT_MOST ? cell->text : "", length < TEXT_MOST ? length + 1 : 1);
}

static pk_status_t read_number(const pk_continuing_t *self, int column, double *value)
{
    const pk_cell_t *from = cell(self, column);
    char *end = NULL;
    if (self->csv.separator == ',' && *from->text != '\0' &&
        strspn(from->text, "0123456789.e+-") == strlen(from->text)) {
        *value = strtod(from->text, &end); /* as polku calibrate writes them; anything else is told by pk_cell_number */
        if (*end == '\0' && isfinite(*value)) {
            return PK_OK;
        }
    }
    return pk_cell_number(from, value, self->reader->diag);
}

static pk_status_t wrong(const pk_continuing_t *self, int column, const char *hint, const char *what)
{
    return pk_error(self->reader->diag, cell(self, column)->place, hint, "%s: %s", what,
                    pk_quote(self->reader, cell(self, column)->text));
}

/* Which draw the row is of. */
static pk_status_t read_draw(pk_continuing_t *self)
{
    if (is_last(&self->last_chain, cell(self, CHAIN)) && is_last(&self->last_draw, cell(self, DRAW))) {
        return PK_OK;
    }
    long chain = 0, draw = 0;
    if (pk_cell_whole(cell(self, CHAIN), "a chain", 0, PK_CHAIN_MOST, &chain, self->reader->diag) != PK_OK ||
        pk_cell_whole(cell(self, DRAW), "a draw", 0, PK_DRAW_MOST, &draw, self->reader->diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    remember(&self->last_chain, cell(self, CHAIN), 0);
    remember(&self->last_draw, cell(self, DRAW), 0);
    self->row = row_of(self, chain, draw);
    return PK_OK;
}

/* All are of one step. */
static pk_status_t read_step(pk_continuing_t *self)
{
    pk_continued_t *out = self->out;
    const char *step = cell(self, STEP)->text, *date = cell(self, DATE)->text;
    if (out->step > 0) {
        return strcmp(step, self->step) == 0 && strcmp(date, self->date) == 0
                   ? PK_OK
                   : wrong(self, strcmp(step, self->step) != 0 ? STEP : DATE, "a state.csv is of one calibration",
                           "another step than in the rows above");
    }
    long at = 0, last = 0;
    if (pk_cell_whole(cell(self, STEP), "a step", 1, PK_STEPS_MOST, &at, self->reader->diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    if (*date != '\0' && !pk_date_parse(date, &out->day, &last)) {
        return wrong(self, DATE, "dates are written year-month-day, like 2026-03-01", "no date");
    }
    out->step = (int)at;
    out->dated = *date != '\0';
    (void)snprintf(self->step, sizeof self->step, "%s", step);
    (void)snprintf(self->date, sizeof self->date, "%s", date);
    return PK_OK;
}

static int find_flow(const pk_continuing_t *self, const char *name)
{
    return pk_flow_find(self->reader->model, name, self->reader->arena);
}

/* The names of the model's stages, flows, drivers or capacities. */
static const char **names_of(const pk_continuing_t *self, int what, int *count)
{
    const pk_model_t *model = self->reader->model;
    const int flows = model->ntransition + model->narrival;
    *count = what <= PK_WHAT_COUNT   ? model->nstage
             : what == PK_WHAT_FLOW  ? flows
             : what <= PK_WHAT_SPENT ? model->ndriver
                                     : model->ncapacity;
    const char **names = PK_ARRAY(self->reader->arena, const char *, *count + 1);
    for (int i = 0; i < *count; i++) {
        names[i] = what <= PK_WHAT_COUNT   ? model->stages[i].name
                   : what == PK_WHAT_FLOW  ? pk_flow_name(model, i, self->reader->arena)
                   : what <= PK_WHAT_SPENT ? model->drivers[i].name
                                           : model->capacities[i].name;
    }
    return names;
}

/* Without the mark that tables put before a text that a spreadsheet would compute: an arrival is "'-> loyal" there. */
static const char *without_mark(const char *text)
{
    return text[0] == '\'' && text[1] != '\0' && strchr("=+-@", text[1]) != NULL ? text + 1 : text;
}

/* -1 after an error, which names the nearest. */
static int look_up(pk_continuing_t *self, int what)
{
    static const char *const called[] = {
        [PK_WHAT_STAGE] = "stage",      [PK_WHAT_OLD] = "stage",        [PK_WHAT_COUNT] = "stage",
        [PK_WHAT_FLOW] = "flow",        [PK_WHAT_LEVEL] = "driver",     [PK_WHAT_SPENT] = "channel",
        [PK_WHAT_WAITING] = "capacity", [PK_WHAT_CAPACITY] = "capacity"};
    const char *name = without_mark(cell(self, NAME)->text);
    int count = 0, found = what == PK_WHAT_FLOW ? find_flow(self, name) : -1;
    const char **names = names_of(self, what, &count);
    for (int i = 0; i < count && found < 0; i++) {
        found = strcmp(names[i], name) == 0 ? i : -1;
    }
    return found >= 0 ? found : pk_unknown(self->reader, cell(self, NAME)->place, name, called[what], names, count);
}

static int read_what(pk_continuing_t *self)
{
    if (!is_last(&self->last_what, cell(self, WHAT))) {
        int found = -1;
        for (int k = 0; k < PK_WHATS && found < 0; k++) {
            found = strcmp(whats[k], cell(self, WHAT)->text) == 0 ? k : -1;
        }
        if (found < 0) {
            return pk_unknown(self->reader, cell(self, WHAT)->place, cell(self, WHAT)->text, "part of a state", whats,
                              PK_WHATS);
        }
        remember(&self->last_what, cell(self, WHAT), found);
    }
    return self->last_what.index;
}

static int read_name(pk_continuing_t *self, int what)
{
    if (self->what_of_name != what || !is_last(&self->last_name, cell(self, NAME))) {
        const int found = look_up(self, what);
        if (found < 0) {
            return -1;
        }
        remember(&self->last_name, cell(self, NAME), found);
        self->what_of_name = what;
    }
    return self->last_name.index;
}

static int read_persona(pk_continuing_t *self)
{
    if (!is_last(&self->last_persona, cell(self, PERSONA)) || self->last_persona.index < 0) {
        const pk_model_t *model = self->reader->model;
        const char *name = cell(self, PERSONA)->text;
        const int found = model->npersona == 1 ? 0 : pk_persona_find(model, name);
        if (found < 0) {
            const char **names = PK_ARRAY(self->reader->arena, const char *, model->npersona);
            for (int g = 0; g < model->npersona; g++) {
                names[g] = model->personas[g].name;
            }
            return pk_unknown(self->reader, cell(self, PERSONA)->place, name, "persona", names, model->npersona);
        }
        remember(&self->last_persona, cell(self, PERSONA), found);
    }
    return self->last_persona.index;
}

/* "12"; of the old "9000.5:0.99". */
static pk_status_t read_age(pk_continuing_t *self, int what, pk_state_row_t *row)
{
    const char *text = cell(self, AGE)->text;
    char *end = NULL;
    row->pace = 1;
    row->age = strtod(text, &end);
    if (what == PK_WHAT_OLD && end != text && *end == ':') {
        const char *pace = end + 1;
        row->pace = strtod(pace, &end);
        end = end == pace ? "?" : end;
    } else if (what == PK_WHAT_OLD) {
        end = "?";
    }
    const bool whole = row->age == floor(row->age) && row->age <= AGE_MOST;
    if (end == text || *end != '\0' || !(row->age >= 0) || !(row->pace > 0) || !isfinite(row->age) ||
        (what != PK_WHAT_OLD && !whole)) {
        return wrong(self, AGE,
                     what == PK_WHAT_OLD ? "of the old an age and its pace, like 9000.5:0.99"
                                         : "whole steps of 0 or more, like 12",
                     "no age");
    }
    return PK_OK;
}

static pk_status_t check_value(const pk_continuing_t *self, int what, double value)
{
    const bool may_be_less = what == PK_WHAT_LEVEL || what == PK_WHAT_SPENT;
    if (value < 0 && !may_be_less) {
        return wrong(self, VALUE, "nobody is fewer than 0", "a state holds no number below 0 here");
    }
    return what == PK_WHAT_MARKET && value < 1
               ? wrong(self, VALUE, "the population that the calibration began with", "no population")
               : PK_OK;
}

/* ---- rows ---- */

static pk_status_t read_row(pk_continuing_t *self)
{
    if (read_draw(self) != PK_OK || read_step(self) != PK_OK) {
        return PK_BAD_INPUT;
    }
    const int what = read_what(self);
    pk_state_row_t row = {.draw = (int)self->row, .what = (short)what};
    if (what < 0 || read_number(self, VALUE, &row.value) != PK_OK || check_value(self, what, row.value) != PK_OK) {
        return PK_BAD_INPUT;
    }
    row.index = what < PK_WHAT_POPULATION ? read_name(self, what) : 0;
    row.persona = (short)(what <= PK_WHAT_FLOW ? read_persona(self) : 0);
    const bool aged = what == PK_WHAT_STAGE || what == PK_WHAT_OLD || what == PK_WHAT_SPENT;
    if (row.index < 0 || row.persona < 0 || (aged && read_age(self, what, &row) != PK_OK)) {
        return PK_BAD_INPUT;
    }
    if (what == PK_WHAT_MARKET && self->out->market > 0 && row.value != self->out->market) {
        return wrong(self, VALUE, "a state.csv is of one calibration", "another population than in the rows above");
    }
    self->out->market = what == PK_WHAT_MARKET ? row.value : self->out->market;
    if (row.draw >= 0) {
        pk_continued_add(&self->rows, &row);
    }
    return PK_OK;
}

static pk_status_t read_rows(pk_continuing_t *self)
{
    pk_status_t status = PK_OK;
    for (int k = 0; k < COLUMNS && status == PK_OK; k++) {
        self->column[k] =
            pk_csv_column(&self->csv, columns[k], (pk_place_t){self->csv.source, 1, 1, 1}, self->reader->diag);
        status = self->column[k] >= 0 ? PK_OK : PK_BAD_INPUT;
    }
    while (status == PK_OK && pk_csv_next(&self->csv, self->reader->diag)) {
        status = read_row(self);
    }
    return self->csv.failed ? PK_BAD_INPUT : status;
}

static pk_status_t check_found(pk_continuing_t *self)
{
    const pk_continued_t *out = self->out;
    const pk_place_t place = {out->source, 0, 0, 0};
    if (out->count == 0) {
        return pk_error(self->reader->diag, place, "the posterior.csv beside it is of another calibration",
                        "it has no state for any of the %ld draws of the posterior", self->learned->nrow);
    }
    if (out->market <= 0) {
        return pk_error(self->reader->diag, place, "polku calibrate writes it", "it has no row of the market");
    }
    if (out->count < self->learned->nrow) {
        pk_warning(self->reader->diag, place, NULL,
                   "%ld of the %ld draws of the posterior have no state: they are left out",
                   self->learned->nrow - out->count, self->learned->nrow);
    }
    return PK_OK;
}

/* ---- the file ---- */

static const char *beside(const pk_learned_t *learned, pk_arena_t *arena)
{
    const char *path = learned->source->name, *slash = strrchr(path, '/');
    return pk_arena_format(arena, "%.*sstate.csv", slash != NULL ? (int)(slash - path) + 1 : 0, path);
}

pk_continued_t *pk_continued_read(pk_reader_t *reader, const pk_learned_t *learned, const pk_node_t *node)
{
    pk_continuing_t self = {.reader = reader, .learned = learned, .row = -1, .what_of_name = -1};
    self.last_persona.index = -1;
    self.last_what.index = -1;
    self.out = PK_NEW(reader->arena, pk_continued_t);
    *self.out = (pk_continued_t){.node = node};
    if (learned->chains == NULL) {
        pk_error(reader->diag, (pk_place_t){learned->source, 1, 1, 1}, "polku calibrate writes them",
                 "a posterior to go on from has the columns chain and draw");
        return NULL;
    }
    order_draws(&self);
    self.out->source =
        pk_source_read(beside(learned, reader->arena), PK_STATES_BYTES, node->place, reader->arena, reader->diag);
    pk_status_t status = self.out->source != NULL ? PK_OK : PK_BAD_INPUT;
    if (status == PK_OK) {
        status = pk_csv_open(&self.csv, self.out->source, reader->arena, reader->diag);
    }
    if (status == PK_OK) {
        pk_continued_expect(&self.rows, self.out->source->length / ROW_BYTES);
        status = read_rows(&self);
    }
    if (status == PK_OK) {
        status = pk_continued_build(&self.rows, reader, learned->nrow, self.out);
    }
    if (status == PK_OK) {
        status = check_found(&self);
    }
    pk_continued_free(&self.rows);
    pk_csv_free(&self.csv);
    return status == PK_OK ? self.out : NULL;
}
