/* `actuals:`: what was seen of flows, stages and KPIs, from files, laid over the steps (models/README.md section 6). */
#include <string.h>

#include "model/doc.h"
#include "model/kpi_catalogue.h"
#include "model/read_scenario.h"
#include "model/read_wander.h"

static const char example[] = "{file: orders-2025.csv, columns: {orders: lead -> customer}}";

/* ---- what a column is of ---- */

static int unknown_thing(pk_plan_reader_t *self, const pk_node_t *node)
{
    const pk_model_t *model = self->reader.model;
    const int flows = model->ntransition + model->narrival;
    const char **names = PK_ARRAY(self->reader.arena, const char *, flows + model->nstage + model->nkpi + 1);
    int count = 0;
    for (int f = 0; f < flows; f++) {
        names[count++] = pk_flow_name(model, f, self->reader.arena);
    }
    if (strstr(node->text, "->") != NULL) {
        return pk_unknown(&self->reader, node->place, node->text, "flow", names, count);
    }
    count = 0;
    for (int i = 0; i < model->nstage; i++) {
        names[count++] = model->stages[i].name;
    }
    for (int k = 0; k < model->nkpi; k++) {
        names[count++] = model->kpis[k].name;
    }
    return pk_unknown(&self->reader, node->place, node->text, "stage, flow (a -> b) or KPI", names, count);
}

/* Whether a KPI adds up over steps, or is a count at the end of one; a file's own is told by its kind. */
static bool is_comparable(const pk_model_t *model, const char *name)
{
    for (int k = 0; k < model->nkpi; k++) {
        if (strcmp(model->kpis[k].name, name) == 0) {
            const pk_kpi_kind_t kind = model->kpis[k].kind;
            return kind == PK_KPI_COUNT || kind == PK_KPI_MONEY || kind == PK_KPI_TIME;
        }
    }
    const pk_kpi_entry_t *entry = pk_kpi_entry(name);
    return strcmp(name, "waiting_peak") != 0 && (entry == NULL || entry->above == NULL);
}

static bool is_count(const char *kpi)
{
    return strcmp(kpi, "population") == 0 || strcmp(kpi, "customers") == 0 || strcmp(kpi, "advocates") == 0;
}

static bool read_kpi(pk_plan_reader_t *self, const pk_node_t *node, pk_actual_t *actual)
{
    if (!is_comparable(self->reader.model, node->text)) {
        pk_error(self->reader.diag, node->place,
                 "name what it is made of: flows, stages, and KPIs that add up, such as revenue",
                 "%s does not add up over steps", node->text);
        return false;
    }
    actual->kind = PK_ACTUAL_KPI;
    actual->name = node->text;
    actual->at_end = is_count(node->text);
    return true;
}

/* A flow by its arrow, a KPI, or a stage; a name that is both is the KPI. */
static bool read_thing(pk_plan_reader_t *self, const pk_node_t *node, pk_actual_t *actual)
{
    const pk_model_t *model = self->reader.model;
    if (node->kind != PK_NODE_SCALAR || *node->text == '\0') {
        pk_error(self->reader.diag, node->place, "for example orders: lead -> customer",
                 "a column is of a flow, a stage or a KPI, not of %s", pk_node_what(node));
        return false;
    }
    if (strstr(node->text, "->") != NULL) {
        actual->kind = PK_ACTUAL_FLOW;
        actual->index = pk_flow_find(model, node->text, self->reader.arena);
        if (actual->index >= 0) {
            actual->name = pk_flow_name(model, actual->index, self->reader.arena);
        }
        return actual->index >= 0 || unknown_thing(self, node) >= 0;
    }
    if (pk_kpi_exists(model, node->text)) {
        return read_kpi(self, node, actual);
    }
    for (int i = 0; i < model->nstage; i++) {
        if (strcmp(model->stages[i].name, node->text) == 0) {
            *actual = (pk_actual_t){.kind = PK_ACTUAL_STAGE, .index = i, .name = node->text, .at_end = true};
            return true;
        }
    }
    return unknown_thing(self, node) >= 0;
}

/* ---- rows over steps ---- */

typedef struct {
    pk_plan_reader_t *self;
    const pk_series_t *file;
    pk_actual_t *actual;
    long before, after; /* rows before the start and after the horizon */
} laying_t;

/* Which part of a step's days lies in from..until. */
static double part_of(const pk_calendar_t *calendar, int step, long from, long until)
{
    const long first = pk_step_date(calendar, step), next = pk_step_date(calendar, step + 1);
    const long begin = from > first ? from : first, end = until + 1 < next ? until + 1 : next;
    return (double)(end - begin) / (double)(next - first);
}

/* A day that begins no step. */
static bool refuse_day(laying_t *self, int row, int step)
{
    const pk_calendar_t *calendar = &self->self->scenario->calendar;
    char date[PK_DATE_TEXT], nearest[PK_DATE_TEXT];
    pk_date_write(self->file->keys[row], date);
    pk_date_write(pk_step_date(calendar, step), nearest);
    pk_error(self->self->reader.diag, self->file->key_places[row],
             pk_arena_format(self->self->reader.arena,
                             "the step that holds it begins on %s; rows that are periods of their own are read with "
                             "per: week (or day, month)",
                             nearest),
             "%s begins no step", date);
    return false;
}

static bool lay_day(laying_t *self, int row, pk_actual_row_t *into)
{
    const pk_calendar_t *calendar = &self->self->scenario->calendar;
    const long day = self->file->keys[row];
    const int step = day < calendar->start ? 0 : pk_date_step(calendar, day);
    self->before += step < 1;
    self->after += step > calendar->steps;
    if (step < 1 || step > calendar->steps) {
        return false;
    }
    *into = (pk_actual_row_t){.first = step,
                              .last = step,
                              .first_part = 1,
                              .last_part = 1,
                              .from = day,
                              .until = pk_step_date(calendar, step + 1) - 1};
    return pk_step_date(calendar, step) == day || refuse_day(self, row, step);
}

static bool lay_step(laying_t *self, int row, pk_actual_row_t *into)
{
    const pk_calendar_t *calendar = &self->self->scenario->calendar;
    const int steps = calendar->steps;
    const long step = self->file->keys[row];
    self->before += step < 1 && !self->actual->at_end;
    self->after += step > steps;
    *into = (pk_actual_row_t){
        .first = (int)step, .last = (int)step, .first_part = 1, .last_part = 1, .from = step, .until = step};
    if (calendar->dated && step <= steps) {
        into->from = pk_step_date(calendar, step > 0 ? (int)step : 1);
        into->until = step > 0 ? pk_step_date(calendar, (int)step + 1) - 1 : into->from;
    }
    return (step >= 1 || self->actual->at_end) && step <= steps;
}

/* A period: of a sum all its steps, those at its edges by the part of their days; of a count the last step that is over
 * by its end. */
static bool lay_period(laying_t *self, int row, pk_actual_row_t *into)
{
    const pk_calendar_t *calendar = &self->self->scenario->calendar;
    const long from = self->file->keys[row], until = self->file->ends[row];
    const bool before = from < calendar->start, after = until >= pk_step_date(calendar, calendar->steps + 1);
    self->before += before;
    self->after += after && !before;
    if (before || after) {
        return false;
    }
    const int first = pk_date_step(calendar, from);
    const int last = self->actual->at_end ? pk_steps_until(calendar, until) : pk_date_step(calendar, until);
    *into = (pk_actual_row_t){.first = self->actual->at_end ? last : first,
                              .last = last,
                              .first_part = self->actual->at_end ? 1 : part_of(calendar, first, from, until),
                              .last_part = self->actual->at_end ? 1 : part_of(calendar, last, from, until),
                              .from = from,
                              .until = until};
    const int count = self->actual->count;
    const bool shorter = self->actual->at_end
                             ? last < first || (count > 0 && self->actual->rows[count - 1].last == last)
                             : first == last && into->first_part < 1;
    if (shorter) {
        pk_error(
            self->self->reader.diag, self->file->key_places[row],
            pk_arena_format(self->self->reader.arena, "add the rows of a %s together", pk_unit_name(calendar->step)),
            "this row is shorter than a step");
    }
    return !shorter;
}

static bool is_possible(laying_t *self, int row)
{
    const double value = self->file->values[row];
    if (self->actual->kind == PK_ACTUAL_KPI || value >= 0) {
        return true;
    }
    pk_error(self->self->reader.diag, self->file->value_places[row], NULL, "%s cannot be %.15g: nobody counts below 0",
             self->actual->name, value);
    return false;
}

static void lay_rows(laying_t *self)
{
    pk_actual_t *actual = self->actual;
    const int errors = self->self->reader.diag->errors;
    actual->rows = PK_ARRAY(self->self->reader.arena, pk_actual_row_t, self->file->count);
    for (int row = 0; row < self->file->count && self->self->reader.diag->errors == errors; row++) {
        pk_actual_row_t *into = &actual->rows[actual->count];
        const bool laid = self->file->periods ? lay_period(self, row, into)
                          : self->file->dated ? lay_day(self, row, into)
                                              : lay_step(self, row, into);
        if (laid && is_possible(self, row)) {
            into->value = self->file->values[row];
            actual->count++;
        }
    }
}

static void tell_left_out(const laying_t *self, long rows, const char *where, pk_place_t place)
{
    if (rows > 0 && self->actual->count > 0) {
        pk_warning(self->self->reader.diag, place, NULL, "%ld row%s of %s lie%s %s: left out", rows,
                   rows == 1 ? "" : "s", self->file->file, rows == 1 ? "s" : "", where);
    }
}

/* No row is left. A month that begins a day before the start is not simulated as a whole, which is easily missed. */
static void refuse_all(const laying_t *self, pk_place_t place)
{
    const pk_calendar_t *calendar = &self->self->scenario->calendar;
    const char *hint = "start: and horizon: of the scenario say which time is simulated";
    if (self->file->periods) {
        char first[PK_DATE_TEXT], last[PK_DATE_TEXT];
        pk_date_write(calendar->start, first);
        pk_date_write(pk_step_date(calendar, calendar->steps + 1) - 1, last);
        hint =
            pk_arena_format(self->self->reader.arena,
                            "a row counts where all of its period is simulated, which here is %s to %s", first, last);
    }
    pk_error(self->self->reader.diag, place, hint, "no row of %s lies within the horizon", self->file->file);
}

static bool lay(pk_plan_reader_t *self, const pk_series_t *file, pk_place_t place, pk_actual_t *actual)
{
    laying_t laying = {.self = self, .file = file, .actual = actual};
    const int errors = self->reader.diag->errors;
    if (file->dated && !self->scenario->calendar.dated) {
        pk_error(self->reader.diag, place, "write start: 2025-01-06 in the scenario, or a column step in the file",
                 "the rows of %s are dated, and the scenario has no start", file->file);
        return false;
    }
    lay_rows(&laying);
    if (self->reader.diag->errors > errors) {
        return false;
    }
    if (actual->count == 0) {
        refuse_all(&laying, place);
    }
    tell_left_out(&laying, laying.before, "before the start", place);
    tell_left_out(&laying, laying.after, "after the horizon", place);
    return actual->count > 0;
}

/* ---- the section ---- */

/* {file, column, per} as any series is written. */
static pk_node_t *series_node(pk_plan_reader_t *self, const pk_node_t *map, pk_node_t *column)
{
    static const char *const names[] = {"file", "column", "per"};
    pk_arena_t *arena = self->reader.arena;
    pk_node_t *node = PK_NEW(arena, pk_node_t);
    *node = (pk_node_t){.kind = PK_NODE_MAP, .place = map->place, .pairs = PK_ARRAY(arena, pk_pair_t, 3)};
    for (int k = 0; k < 3; k++) {
        pk_node_t *value = k == 1 ? column : pk_node_get(map, names[k]);
        if (value != NULL) {
            pk_node_t *key = PK_NEW(arena, pk_node_t);
            *key = (pk_node_t){.kind = PK_NODE_SCALAR, .place = value->place, .text = names[k]};
            node->pairs[node->count++] = (pk_pair_t){.key = key, .value = value};
        }
    }
    return node;
}

static void read_column(pk_plan_reader_t *self, const pk_node_t *map, const pk_pair_t *pair)
{
    pk_actual_t actual = {.index = -1};
    if (!read_thing(self, pair->value, &actual)) {
        return;
    }
    const pk_series_t *file =
        pk_series_read(&self->reader.numbers, series_node(self, map, pair->key), PK_SERIES_AMOUNTS | PK_SERIES_GAPS);
    if (file == NULL || self->no_time) {
        return;
    }
    actual.column = pair->key->text;
    actual.file = file->file;
    actual.source = file->source;
    if (lay(self, file, pk_node_get(map, "file")->place, &actual)) {
        self->scenario->actuals[self->scenario->nactual++] = actual;
    }
}

static void read_file(pk_plan_reader_t *self, const pk_node_t *map)
{
    static const char *const keys[] = {"file", "columns", "per"};
    pk_diag_t *diag = self->reader.diag;
    const int errors = diag->errors;
    pk_node_check_keys(map, keys, PK_COUNT(keys), "actuals", diag);
    for (int k = 0; k < 2; k++) {
        if (diag->errors == errors && pk_node_get(map, keys[k]) == NULL) {
            pk_error(diag, map->place, pk_arena_format(self->reader.arena, "for example %s", example),
                     "actuals has no %s:", keys[k]);
        }
    }
    const pk_node_t *columns =
        pk_want_map(&self->reader, pk_node_get(map, "columns"), "columns", "{orders: lead -> customer}");
    if (diag->errors == errors && columns != NULL && columns->count == 0) {
        pk_error(diag, columns->place, "for example {orders: lead -> customer}", "columns names no column");
    }
    for (int i = 0; columns != NULL && diag->errors == errors && i < columns->count; i++) {
        read_column(self, map, &columns->pairs[i]);
    }
}

void pk_read_actuals(pk_plan_reader_t *self)
{
    const pk_node_t *node = pk_node_get(self->root, "actuals");
    if (node == NULL || pk_node_is_null(node)) {
        return;
    }
    int count = 0;
    for (int i = 0; i < pk_item_count(node); i++) {
        const pk_node_t *columns = pk_node_get(pk_item(node, i), "columns");
        count += columns != NULL && columns->kind == PK_NODE_MAP ? columns->count : 0;
    }
    self->scenario->actuals = PK_ARRAY(self->reader.arena, pk_actual_t, count + 1);
    for (int i = 0; i < pk_item_count(node); i++) {
        const pk_node_t *map = pk_want_map(&self->reader, pk_item(node, i), "actuals", example);
        if (map != NULL) {
            read_file(self, map);
        }
    }
}
