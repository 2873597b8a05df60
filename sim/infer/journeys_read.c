/* The rows of a log, from the file: which of them count, and what is wrong with it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mapped.h"
#include "infer/journeys_parts.h"

enum { NAME_IGNORED = -1, NAME_UNKNOWN = -2, NO_COLUMN = -1 };

/* A name of a column, with the rows that say it. */
typedef struct {
    int index; /* stage or persona, or one of the above */
    long count;
    pk_place_t first;
} name_use_t;

typedef struct {
    pk_names_t names;
    name_use_t *uses; /* [names.count] */
    int room;
} names_used_t;

typedef struct {
    pk_journeys_log_t *log;
    const pk_observed_log_t *asked;
    pk_journey_rows_t rows;
    pk_csv_t csv;
    int who, time, stage, persona; /* columns */
    names_used_t stages, personas;
    int persona_room;
    pk_diag_t *diag;
} reader_t;

/* ---- names ---- */

static int stage_named(const reader_t *self, const char *name)
{
    const pk_observed_log_t *asked = self->asked;
    for (int k = 0; k < asked->nmap; k++) {
        if (strcmp(asked->map[k].from, name) == 0) {
            return asked->map[k].stage;
        }
    }
    for (int k = 0; k < asked->nignore; k++) {
        if (strcmp(asked->ignore[k], name) == 0) {
            return NAME_IGNORED;
        }
    }
    const int stage = pk_stage_find(self->log->model, name);
    return stage >= 0 ? stage : NAME_UNKNOWN;
}

/* What a cell's name means; looked up the first time that it is met. */
static name_use_t *use_name(reader_t *self, names_used_t *used, const pk_cell_t *cell)
{
    const int known = used->names.count, name = pk_names_add(&used->names, cell->text);
    if (name == known) {
        if (name == used->room) {
            used->room = 2 * used->room + 16;
            used->uses = pk_heap_resize(used->uses, (size_t)used->room, sizeof *used->uses);
        }
        const int index =
            used == &self->stages ? stage_named(self, cell->text) : pk_persona_find(self->log->model, cell->text);
        used->uses[name] = (name_use_t){.first = cell->place};
        used->uses[name].index = used == &self->stages || index >= 0 ? index : NAME_UNKNOWN;
    }
    used->uses[name].count++;
    return &used->uses[name];
}

/* The nearest of the model's names. */
static const char *near_stage(const pk_model_t *model, const char *name, pk_arena_t *arena)
{
    const char **all = PK_ARRAY(arena, const char *, model->nstage);
    for (int i = 0; i < model->nstage; i++) {
        all[i] = model->stages[i].name;
    }
    return pk_nearest(name, all, model->nstage);
}

static const char *near_persona(const pk_model_t *model, const char *name, pk_arena_t *arena)
{
    const char **all = PK_ARRAY(arena, const char *, model->npersona);
    for (int g = 0; g < model->npersona; g++) {
        all[g] = model->personas[g].name;
    }
    return pk_nearest(name, all, model->npersona);
}

static const char *rows_text(long count, pk_arena_t *arena)
{
    return count == 1 ? "1 row" : pk_arena_format(arena, "%ld rows", count);
}

static void tell_unknown(reader_t *self, const names_used_t *used, bool stages)
{
    pk_arena_t scratch = {0};
    for (int k = 0; k < used->names.count; k++) {
        const name_use_t *use = &used->uses[k];
        const char *name = used->names.all[k];
        if (use->index != NAME_UNKNOWN) {
            continue;
        }
        const char *near = (stages ? near_stage : near_persona)(self->log->model, name, &scratch);
        const char *hint = near != NULL ? pk_arena_format(&scratch, "did you mean \"%s\"?", near) : NULL;
        if (stages) {
            hint = pk_arena_format(&scratch, "%s%smap: {%s: STAGE} says which stage it is, ignore: [%s] leaves it out",
                                   near != NULL ? hint : "", near != NULL ? " Else " : "", name, name);
        }
        pk_error(self->diag, use->first, hint, "\"%s\" is no %s of the model (%s)", name, stages ? "stage" : "persona",
                 rows_text(use->count, &scratch));
    }
    pk_arena_free(&scratch);
}

/* ---- rows ---- */

static bool is_filled(reader_t *self, const pk_cell_t *cell, const char *what)
{
    if (*cell->text == '\0') {
        pk_error(self->diag, cell->place, NULL, "a row without a %s", what);
    }
    return *cell->text != '\0';
}

/* The day of a row lies where steps are counted. */
static bool is_near(reader_t *self, const pk_cell_t *cell, long day)
{
    const pk_calendar_t *calendar = self->rows.calendar;
    const char *hint = "times are dates or seconds since 1970";
    if (day == PK_NO_DAY) {
        pk_error(self->diag, cell->place, hint, "\"%s\" seconds since 1970 are not within the years up to 9999",
                 cell->text);
        return false;
    }
    const int step = pk_date_step_any(calendar, day);
    if (abs(step) > PK_STEPS_MOST) {
        pk_error(self->diag, cell->place, hint, "\"%s\" is more than %d steps from the start", cell->text,
                 PK_STEPS_MOST);
        return false;
    }
    return true;
}

static void note_day(pk_log_figures_t *figures, long day)
{
    figures->first_day = figures->first_day == PK_NO_DAY || day < figures->first_day ? day : figures->first_day;
    figures->last_day = figures->last_day == PK_NO_DAY || day > figures->last_day ? day : figures->last_day;
}

static void keep_persona(reader_t *self, int who, bool is_new, int persona, const pk_cell_t *cell)
{
    if (is_new) {
        if (who >= self->persona_room) {
            self->persona_room = 2 * self->persona_room + 1024;
            self->rows.personas =
                pk_heap_resize(self->rows.personas, (size_t)self->persona_room, sizeof *self->rows.personas);
        }
        self->rows.personas[who] = persona;
    } else if (self->rows.personas[who] != persona) {
        const int other = self->rows.personas[who];
        pk_error(self->diag, cell->place, "a case is of one persona in all of its rows",
                 "case \"%s\" is %s here and %s in a row before", self->rows.rows.cases.all[who], cell->text,
                 other >= 0 ? self->log->model->personas[other].name : "another");
    }
}

static int persona_of(reader_t *self)
{
    if (self->persona == NO_COLUMN) {
        return self->log->mixed ? -1 : 0;
    }
    const pk_cell_t *cell = &self->csv.cells[self->persona];
    return is_filled(self, cell, "persona") ? use_name(self, &self->personas, cell)->index : NAME_UNKNOWN;
}

/* Whether the row counts. */
static bool read_row(reader_t *self, pk_log_time_t *time, int *stage, int *persona)
{
    const pk_cell_t *what = &self->csv.cells[self->stage], *when = &self->csv.cells[self->time];
    pk_log_figures_t *figures = &self->log->figures;
    bool good = is_filled(self, &self->csv.cells[self->who], "case");
    figures->rows++;
    *stage = is_filled(self, what, "stage") ? use_name(self, &self->stages, what)->index : NAME_UNKNOWN;
    *persona = persona_of(self);
    good = pk_log_rows_time(&self->rows.rows, when, time, self->diag) == PK_OK && good;
    if (!self->asked->by_event && good) {
        good = is_near(self, when, time->day);
    }
    if (!good || *stage == NAME_UNKNOWN || *persona == NAME_UNKNOWN) {
        return false;
    }
    if (!self->asked->by_event && self->asked->until != PK_NO_DAY && time->day > self->asked->until) {
        figures->late++;
        return false;
    }
    if (!self->asked->by_event) {
        note_day(figures, time->day);
    }
    figures->ignored += *stage == NAME_IGNORED;
    return *stage != NAME_IGNORED;
}

static void take_row(reader_t *self)
{
    pk_log_time_t time;
    int stage, persona;
    if (!read_row(self, &time, &stage, &persona)) {
        return;
    }
    const int known = self->rows.rows.cases.count;
    const size_t row = pk_log_rows_add(&self->rows.rows, self->csv.cells[self->who].text, stage, &time);
    const int who = self->rows.rows.rows[row].who;
    keep_persona(self, who, who == known, persona, &self->csv.cells[self->persona == NO_COLUMN ? 0 : self->persona]);
}

/* ---- moves that cannot be ---- */

static int by_row(const void *a, const void *b)
{
    const size_t x = ((const pk_bad_move_t *)a)->row, y = ((const pk_bad_move_t *)b)->row;
    return (x > y) - (x < y);
}

static void tell_bad(const reader_t *self, const pk_bad_move_t *bad, pk_place_t place)
{
    const pk_model_t *model = self->log->model;
    const char *from = model->stages[bad->from].name, *to = model->stages[bad->to].name;
    pk_arena_t scratch = {0};
    const char *how = bad->lapse ? " by lapse:" : bad->end ? " at their end" : "";
    const char *times = bad->count == 1 ? "1 case moves" : pk_arena_format(&scratch, "%ld moves go", bad->count);
    if (bad->several) {
        pk_error(self->diag, place, "say in the log through which of them",
                 "%s from %s to %s%s, and several ways of the model lead there through stages that take no time", times,
                 from, to, how);
    } else {
        pk_error(self->diag, place,
                 pk_arena_format(&scratch,
                                 "add the transition %s -> %s to the model, or let map: or ignore: say what the rows "
                                 "mean",
                                 from, to),
                 "%s from %s to %s%s, for which the model has no transition", times, from, to, how);
    }
    pk_arena_free(&scratch);
}

/* Reads the file again for the places of the first rows. */
static void tell_bad_moves(reader_t *self, const pk_source_t *source, pk_bad_moves_t *bad)
{
    const pk_log_figures_t figures = self->log->figures;
    size_t row = 0;
    int next = 0;
    qsort(bad->all, (size_t)bad->count, sizeof *bad->all, by_row);
    pk_csv_free(&self->csv);
    if (pk_csv_open(&self->csv, source, &self->log->arena, self->diag)) {
        return;
    }
    while (next < bad->count && pk_csv_next(&self->csv, self->diag)) {
        pk_log_time_t time;
        int stage, persona;
        if (!read_row(self, &time, &stage, &persona)) {
            continue;
        }
        for (; next < bad->count && bad->all[next].row == row; next++) {
            tell_bad(self, &bad->all[next], self->csv.cells[self->stage].place);
        }
        row++;
    }
    self->log->figures = figures;
}

/* ---- the file ---- */

static bool find_columns(reader_t *self)
{
    const pk_observed_log_t *asked = self->asked;
    const int before = self->diag->errors;
    self->who = pk_csv_column(&self->csv, asked->cases, asked->place, self->diag);
    self->time = pk_csv_column(&self->csv, asked->time, asked->place, self->diag);
    self->stage = pk_csv_column(&self->csv, asked->stage, asked->place, self->diag);
    self->persona =
        asked->persona != NULL ? pk_csv_column(&self->csv, asked->persona, asked->place, self->diag) : NO_COLUMN;
    return self->diag->errors == before;
}

static void warn_unused(const reader_t *self)
{
    for (int k = 0; k < self->asked->nmap; k++) {
        const char *name = self->asked->map[k].from;
        if (pk_names_find(&self->stages.names, name) < 0) {
            pk_warning(self->diag, self->asked->place, NULL, "map: has \"%s\", which %s does not", name,
                       self->log->path);
        }
    }
    for (int k = 0; k < self->asked->nignore; k++) {
        if (pk_names_find(&self->stages.names, self->asked->ignore[k]) < 0) {
            pk_warning(self->diag, self->asked->place, NULL, "ignore: has \"%s\", which %s does not",
                       self->asked->ignore[k], self->log->path);
        }
    }
}

static void find_time(reader_t *self)
{
    pk_log_figures_t *figures = &self->log->figures;
    figures->cases = self->rows.rows.cases.count;
    if (!self->asked->by_event) {
        figures->last_day = self->asked->until != PK_NO_DAY ? self->asked->until : figures->last_day;
        figures->first_step = pk_date_step_any(self->rows.calendar, figures->first_day);
        figures->last_step = pk_date_step_any(self->rows.calendar, figures->last_day);
    }
}

static void count_cases(reader_t *self, const pk_source_t *source)
{
    pk_bad_moves_t bad = {0};
    find_time(self);
    pk_journeys_walk(self->log, &self->rows, &bad);
    if (bad.count > 0) {
        tell_bad_moves(self, source, &bad);
    } else {
        warn_unused(self);
    }
    free(bad.all);
}

static void read_file(reader_t *self, const pk_source_t *source)
{
    const int before = self->diag->errors;
    if (pk_csv_open(&self->csv, source, &self->log->arena, self->diag) || !find_columns(self)) {
        return;
    }
    while (self->diag->dropped == 0 && pk_csv_next(&self->csv, self->diag)) {
        take_row(self);
    }
    tell_unknown(self, &self->stages, true);
    tell_unknown(self, &self->personas, false);
    if (self->diag->errors > before) {
        return;
    }
    if (self->rows.rows.count == 0) {
        pk_error(self->diag, (pk_place_t){source, 0, 0, 0}, NULL,
                 self->log->figures.rows == 0 ? "this log has no row" : "no row of this log counts: %ld are left out",
                 self->log->figures.rows);
        return;
    }
    count_cases(self, source);
}

static void free_reader(reader_t *self)
{
    pk_csv_free(&self->csv);
    pk_log_rows_free(&self->rows.rows);
    free(self->rows.personas);
    names_used_t *const used[] = {&self->stages, &self->personas};
    for (int k = 0; k < 2; k++) {
        pk_names_free(&used[k]->names);
        free(used[k]->uses);
    }
}

/* Whether customers differ in a probability: no column says of which kind one is. */
static bool differs(const pk_model_t *model)
{
    bool any = false;
    for (int f = 0; f < model->ntransition; f++) {
        any = any || model->transitions[f].value->kind == PK_NUMBER_VARIES;
    }
    return any;
}

pk_status_t pk_journeys_log_read(pk_journeys_log_t *self, const pk_observed_log_t *asked, const pk_scenario_t *scenario,
                                 pk_diag_t *diag)
{
    const pk_model_t *model = scenario->model;
    *self = (pk_journeys_log_t){.asked = asked, .model = model};
    self->mixed = (asked->persona == NULL && model->npersona > 1) || differs(model);
    self->figures.first_day = self->figures.last_day = PK_NO_DAY;
    self->figures.starts = PK_ARRAY(&self->arena, double, model->nstage);
    self->figures.reached = PK_ARRAY(&self->arena, double, model->nstage);
    self->figures.happened = PK_ARRAY(&self->arena, double, model->ntransition);
    self->path = pk_node_path(asked->node, asked->file, &self->arena);
    if (asked->persona != NULL && differs(model)) {
        return pk_error(diag, asked->place, "leave the column of personas out, or `varies` in the model",
                        "where customers differ in a number (`varies`), cases whose persona is known cannot be learned "
                        "from yet");
    }
    if (!asked->by_event && !scenario->calendar.dated) {
        return pk_error(diag, asked->place, "start: 2026-03-01; with by: event the times give the order only",
                        "a log of journeys needs the start of step 1");
    }
    pk_mapped_t mapped;
    if (pk_mapped_open(&mapped, self->path, asked->place, &self->arena, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    const int before = diag->errors;
    reader_t reader = {.log = self, .asked = asked, .rows = {.calendar = &scenario->calendar}, .diag = diag};
    read_file(&reader, &mapped.source);
    free_reader(&reader);
    pk_mapped_close(&mapped);
    return diag->errors > before ? PK_BAD_INPUT : PK_OK;
}

void pk_journeys_log_free(pk_journeys_log_t *self)
{
    free(self->visits);
    free(self->nodes);
    pk_arena_free(&self->arena);
    *self = (pk_journeys_log_t){0};
}
