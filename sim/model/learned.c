#include "model/learned.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/stream.h"
#include "model/continued.h"
#include "model/doc.h"
#include "model/number_parts.h"
#include "model/read_wander.h"
#include "model/series.h"

/* ---- the file ---- */

typedef struct {
    pk_csv_t csv;
    int *column;     /* [ncolumn] of the file */
    int chain, draw; /* columns; -1: not there */
    double *values;
    long *chains, *draws;
    long nrow, room;
    pk_learned_t *learned;
} pk_learning_t;

static bool is_told(const char *name)
{
    static const char *const beside[] = {"chain", "draw", "log_likelihood"};
    for (int k = 0; k < PK_COUNT(beside); k++) {
        if (strcmp(name, beside[k]) == 0) {
            return true;
        }
    }
    return false;
}

static pk_status_t find_columns(pk_learning_t *self, pk_arena_t *arena, pk_diag_t *diag)
{
    self->learned->paths = PK_ARRAY(arena, const char *, self->csv.nname);
    self->column = PK_ARRAY(arena, int, self->csv.nname);
    for (int k = 0; k < self->csv.nname; k++) {
        if (!is_told(self->csv.names[k])) {
            self->column[self->learned->ncolumn] = k;
            self->learned->paths[self->learned->ncolumn++] = pk_tidy_path(self->csv.names[k], arena);
        }
    }
    self->chain = pk_csv_find(&self->csv, "chain");
    self->draw = pk_csv_find(&self->csv, "draw");
    if (self->learned->ncolumn > 0) {
        return PK_OK;
    }
    return pk_error(diag, (pk_place_t){self->csv.source, 1, 1, 1},
                    "polku calibrate writes chain,draw and a column a number, headed by its path",
                    "this is no posterior: it has no number");
}

static bool tells_draws(const pk_learning_t *self)
{
    return self->chain >= 0 && self->draw >= 0;
}

static void make_room(pk_learning_t *self)
{
    if (self->nrow == self->room) {
        self->room = 2 * self->room + 1024;
        self->values =
            pk_heap_resize(self->values, (size_t)self->room * (size_t)self->learned->ncolumn, sizeof(double));
        self->chains = pk_heap_resize(self->chains, (size_t)self->room, sizeof(long));
        self->draws = pk_heap_resize(self->draws, (size_t)self->room, sizeof(long));
    }
}

static pk_status_t read_draw(pk_learning_t *self, pk_diag_t *diag)
{
    if (!tells_draws(self)) {
        return PK_OK;
    }
    const pk_status_t status =
        pk_cell_whole(&self->csv.cells[self->chain], "a chain", 0, PK_CHAIN_MOST, &self->chains[self->nrow], diag);
    return status != PK_OK
               ? status
               : pk_cell_whole(&self->csv.cells[self->draw], "a draw", 0, PK_DRAW_MOST, &self->draws[self->nrow], diag);
}

static pk_status_t read_rows(pk_learning_t *self, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    while (status == PK_OK && pk_csv_next(&self->csv, diag)) {
        const int n = self->learned->ncolumn;
        make_room(self);
        status = read_draw(self, diag);
        for (int k = 0; k < n && status == PK_OK; k++) {
            status = pk_cell_number(&self->csv.cells[self->column[k]], &self->values[self->nrow * n + k], diag);
        }
        self->nrow += status == PK_OK;
    }
    if (status == PK_OK && !self->csv.failed && self->nrow == 0) {
        return pk_error(diag, (pk_place_t){self->csv.source, 0, 0, 0}, NULL, "no draws below the header");
    }
    return self->csv.failed ? PK_BAD_INPUT : status;
}

static const long *keep(pk_arena_t *arena, const long *from, long count)
{
    long *kept = PK_ARRAY(arena, long, count);
    memcpy(kept, from, (size_t)count * sizeof(long));
    return kept;
}

pk_learned_t *pk_learned_read(const char *key, const pk_node_t *node, pk_arena_t *arena, pk_diag_t *diag)
{
    if (node->kind != PK_NODE_SCALAR || *node->text == '\0') {
        pk_error(diag, node->place,
                 pk_arena_format(arena, "for example %s: ../results/orders-calibrate/posterior.csv", key),
                 "%s names a posterior.csv that polku calibrate has written, not %s", key, pk_node_what(node));
        return NULL;
    }
    const char *path = pk_node_path(node, node->text, arena);
    pk_learning_t learning = {.learned = PK_NEW(arena, pk_learned_t)};
    *learning.learned = (pk_learned_t){.source = pk_source_read(path, PK_PLAN_BYTES, node->place, arena, diag),
                                       .address = pk_hash_text("posterior")};
    pk_status_t status = learning.learned->source != NULL ? PK_OK : PK_BAD_INPUT;
    if (status == PK_OK) {
        status = pk_csv_open(&learning.csv, learning.learned->source, arena, diag);
    }
    if (status == PK_OK) {
        status = find_columns(&learning, arena, diag);
    }
    if (status == PK_OK) {
        status = read_rows(&learning, diag);
    }
    if (status == PK_OK) {
        const size_t size = (size_t)learning.nrow * (size_t)learning.learned->ncolumn;
        double *values = pk_arena_take(arena, size, sizeof(double));
        memcpy(values, learning.values, size * sizeof(double));
        if (tells_draws(&learning)) {
            learning.learned->chains = keep(arena, learning.chains, learning.nrow);
            learning.learned->draws = keep(arena, learning.draws, learning.nrow);
        }
        learning.learned->values = values;
        learning.learned->nrow = learning.nrow;
    }
    free(learning.values);
    free(learning.chains);
    free(learning.draws);
    pk_csv_free(&learning.csv);
    return status == PK_OK ? learning.learned : NULL;
}

/* ---- over a model ---- */

typedef struct {
    pk_reader_t *reader;
    pk_learned_t *learned;
    const pk_node_t *node;
    const char **unknown;
    int nunknown;
} pk_laying_t;

/* A law of the column's mean and sd stands for it where a law is asked for, within what the number may be. */
static pk_node_t *law_of(const pk_laying_t *self, int column)
{
    const pk_learned_t *learned = self->learned;
    double mean = 0, squares = 0;
    for (long i = 0; i < learned->nrow; i++) {
        const double off = learned->values[i * learned->ncolumn + column] - mean;
        mean += off / (double)(i + 1);
        squares += off * (learned->values[i * learned->ncolumn + column] - mean);
    }
    const double sd = learned->nrow > 1 ? sqrt(squares / (double)(learned->nrow - 1)) : 0;
    pk_node_t *node = PK_NEW(self->reader->arena, pk_node_t);
    *node = (pk_node_t){.kind = PK_NODE_SCALAR,
                        .place = self->node->place,
                        .text = sd > 0 ? pk_arena_format(self->reader->arena, "normal(%.17g, %.17g)", mean, sd)
                                       : pk_arena_format(self->reader->arena, "%.17g", mean)};
    return node;
}

static void take(const pk_laying_t *self, pk_number_t *number, int column)
{
    const double period = number->period;
    if (pk_number_assume(&self->reader->numbers, number, law_of(self, column)) != PK_OK) {
        return;
    }
    number->period = period;
    number->learned = &self->learned->values[column];
    number->text = "learned from data";
}

/* A part of a row of `exits:`, which stands under the path of its parameter. */
static bool take_part(const pk_laying_t *self, const char *path, int column)
{
    pk_model_t *model = self->reader->model;
    for (int i = 0; i < model->nstage; i++) {
        pk_stage_t *stage = &model->stages[i];
        for (int k = 0; k < stage->exits_count; k++) {
            if (pk_path_is_same(stage->exits_alpha[k]->path, path)) {
                if (stage->learned == NULL) {
                    stage->learned = PK_ARRAY(self->reader->arena, const double *, stage->exits_count);
                }
                stage->learned[k] = &self->learned->values[column];
                return true;
            }
        }
    }
    return false;
}

/* extra.a -> b, drift.a -> b: they are numbers of the model from here on. A drift goes on to knots after its last:
 * from there, or from the step that the scenario goes on from, which may lie before it. */
static bool make_wander(const pk_laying_t *self, const char *path, int steps)
{
    const bool extra = strncmp(path, "extra.", 6) == 0;
    const int flow = pk_flow_find(self->reader->model, path + 6, self->reader->arena);
    if (flow < 0) {
        return false;
    }
    pk_node_t *law = PK_NEW(self->reader->arena, pk_node_t);
    *law = (pk_node_t){.kind = PK_NODE_SCALAR, .place = self->node->place, .text = "0"};
    if (extra) {
        pk_wander_scatter(self->reader, flow, law);
        return true;
    }
    int every = 0, last = 0;
    const size_t length = strlen(path);
    for (int k = 0; k < self->learned->ncolumn; k++) {
        const char *knot = self->learned->paths[k];
        const int at = strncmp(knot, path, length) == 0 && knot[length] == '.' ? atoi(knot + length + 1) : 0;
        every = at > 0 && (every == 0 || at < every) ? at : every;
        last = at > last ? at : last;
    }
    const int from = self->learned->continued != NULL ? self->learned->continued->step : last;
    if (every > 0) {
        pk_wander_drift(self->reader, flow, law, every, from + steps > last ? from + steps : last);
        pk_wander_from(self->reader->model, flow, from);
    }
    return every > 0;
}

static bool is_wander(const char *path)
{
    return strncmp(path, "extra.", 6) == 0 || strncmp(path, "drift.", 6) == 0;
}

/* What stands below another column is an argument of its law, and has gone with it; noise is of the series alone. */
static bool is_needless(const pk_laying_t *self, const char *path)
{
    for (int k = 0; k < self->learned->ncolumn; k++) {
        const size_t length = strlen(self->learned->paths[k]);
        if (strncmp(path, self->learned->paths[k], length) == 0 && path[length] == '.') {
            return true;
        }
    }
    return strncmp(path, "noise.", 6) == 0;
}

static void lay_column(pk_laying_t *self, int column)
{
    const char *path = self->learned->paths[column];
    pk_number_t *number = pk_number_find(&self->reader->model->numbers, path);
    if (take_part(self, path, column)) {
        return;
    }
    if (number != NULL && (number->kind == PK_NUMBER_FIXED || number->kind == PK_NUMBER_LAW)) {
        take(self, number, column);
    } else if (!is_needless(self, path)) {
        self->unknown[self->nunknown++] = path;
    }
}

void pk_learned_lay(pk_reader_t *reader, pk_learned_t *learned, const pk_node_t *node, int steps)
{
    pk_laying_t laying = {.reader = reader,
                          .learned = learned,
                          .node = node,
                          .unknown = PK_ARRAY(reader->arena, const char *, learned->ncolumn + 1)};
    reader->model->learned = learned;
    for (int k = 0; k < learned->ncolumn; k++) {
        if (is_wander(learned->paths[k]) && pk_number_find(&reader->model->numbers, learned->paths[k]) == NULL) {
            (void)make_wander(&laying, learned->paths[k], steps);
        }
    }
    for (int k = 0; k < learned->ncolumn; k++) {
        lay_column(&laying, k);
    }
    if (laying.nunknown > 0) {
        pk_warning(reader->diag, node->place, "it was learned with another model",
                   "the model has no number for %d of the %d that the posterior has: %s", laying.nunknown,
                   learned->ncolumn, pk_list_words(reader, laying.unknown, laying.nunknown, "and"));
    }
}
