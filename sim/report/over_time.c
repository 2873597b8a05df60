#include "report/over_time.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/csv.h"
#include "report/over_time_label.h"
#include "report/texts.h"

static const size_t TABLE_MOST = (size_t)1 << 30;

/* One name that was asked for, in one plan, by where it was found. Steps are turned into times when all is read. */
typedef struct {
    pk_over_time_line_t stage, flow, money, period;
} found_t;

typedef struct {
    pk_over_time_t *into;
    const char *folder;
    const char **asked;
    int nasked;
    const char **names; /* [nplan], of their folders */
    bool alone;         /* a run: its tables stand in the folder itself */
    const char *command;
    json_t *labels;                            /* [plan] "labels" of the manifest; owned; NULL: none */
    found_t *found;                            /* [plan][asked] */
    const char **units, **period_labels;       /* [asked] */
    pk_texts_t stages, flows, kpis, over_time; /* names that there are; KPIs, and those of them over time */
    bool has_periods;                          /* kpis.csv has them */
    pk_diag_t *diag;
} reader_t;

/* What is known of the plan that is read: its days, and the ends of its periods. */
typedef struct {
    int plan, nstep, room;
    long *days; /* of step t at t - 1; PK_NO_DAY: none */
    pk_texts_t periods;
    double *ends; /* of each period, as a time */
    int ends_room;
} plan_t;

/* ---- a table, row by row ---- */

typedef struct {
    pk_arena_t arena;
    pk_csv_t csv;
    int columns[10];
} table_t;

static const char *text_of(const table_t *self, int column)
{
    return self->csv.cells[self->columns[column]].text;
}

/* A number; NAN where the cell is empty. */
static double number_of(reader_t *self, const table_t *table, int column)
{
    const pk_cell_t *cell = &table->csv.cells[table->columns[column]];
    double value = NAN;
    if (*cell->text != '\0' && pk_cell_number(cell, &value, self->diag) != PK_OK) {
        return NAN;
    }
    return value;
}

static pk_over_time_point_t point_of(reader_t *self, const table_t *table, double time, int column)
{
    return (pk_over_time_point_t){time, number_of(self, table, column), number_of(self, table, column + 1),
                                  number_of(self, table, column + 2)};
}

typedef void (*row_fn)(reader_t *self, plan_t *plan, const table_t *table);

/* Calls `row` for each row of everybody; `columns` has commas between, and no more names than a table has columns. */
static pk_status_t read_table(reader_t *self, plan_t *plan, const char *file, const char *columns, row_fn row)
{
    table_t table = {0};
    const int before = self->diag->errors;
    const char *within = self->alone ? "" : self->names[plan->plan];
    const char *path = pk_arena_format(&table.arena, "%s%s%s/%s", self->folder, *within ? "/" : "", within, file);
    const pk_source_t *source = pk_source_read(path, TABLE_MOST, PK_NOWHERE, &table.arena, self->diag);
    if (source == NULL || pk_csv_open(&table.csv, source, &table.arena, self->diag) != PK_OK) {
        pk_csv_free(&table.csv);
        pk_arena_free(&table.arena);
        return PK_BAD_INPUT;
    }
    int count = 0, persona = pk_csv_find(&table.csv, "persona");
    for (const char *at = columns; at != NULL; count++) {
        const size_t length = strcspn(at, ",");
        const pk_place_t head = {.source = source, .line = 1, .column = 1, .span = 1};
        table.columns[count] = pk_csv_column(&table.csv, pk_arena_copy_n(&table.arena, at, length), head, self->diag);
        at = at[length] == ',' ? at + length + 1 : NULL;
    }
    while (self->diag->errors == before && pk_csv_next(&table.csv, self->diag)) {
        if (persona < 0 || strcmp(table.csv.cells[persona].text, "all") == 0) {
            row(self, plan, &table);
        }
    }
    pk_csv_free(&table.csv);
    pk_arena_free(&table.arena);
    return self->diag->errors > before ? PK_BAD_INPUT : PK_OK;
}

/* ---- names and points ---- */

static void know(reader_t *self, pk_texts_t *names, const char *name)
{
    if (!pk_texts_have(names, name)) {
        pk_texts_add(names, pk_arena_copy(&self->into->arena, name), &self->into->arena);
    }
}

static int asked_for(const reader_t *self, const char *name)
{
    for (int i = 0; i < self->nasked; i++) {
        if (strcmp(self->asked[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

static found_t *found_at(reader_t *self, const plan_t *plan, int asked)
{
    return &self->found[(long)plan->plan * self->nasked + asked];
}

static void *grown(pk_arena_t *arena, const void *old, int count, int *room, size_t size)
{
    *room = *room > 0 ? 2 * *room : 64;
    void *larger = pk_arena_take(arena, (size_t)*room, size);
    return count > 0 ? memcpy(larger, old, (size_t)count * size) : larger;
}

static void add_point(reader_t *self, pk_over_time_line_t *line, pk_over_time_point_t point)
{
    if (line->count == line->room) {
        line->points = grown(&self->into->arena, line->points, line->count, &line->room, sizeof *line->points);
    }
    line->points[line->count++] = point;
}

/* ---- the rows of each table ---- */

/* Columns: step, date, stage, p05, p50, p95. */
static void take_stage(reader_t *self, plan_t *plan, const table_t *table)
{
    const int step = (int)number_of(self, table, 0);
    long first = PK_NO_DAY, last;
    if (step == plan->nstep + 1) {
        if (plan->nstep + 1 >= plan->room) {
            plan->days = grown(&self->into->arena, plan->days, plan->nstep, &plan->room, sizeof *plan->days);
        }
        plan->days[plan->nstep++] = pk_date_parse(text_of(table, 1), &first, &last) ? first : PK_NO_DAY;
    }
    const char *name = text_of(table, 2);
    know(self, &self->stages, name);
    const int asked = asked_for(self, name);
    if (asked >= 0) {
        add_point(self, &found_at(self, plan, asked)->stage, point_of(self, table, step, 3));
    }
}

/* Columns: step, from, to, p05, p50, p95. */
static void take_flow(reader_t *self, plan_t *plan, const table_t *table)
{
    pk_arena_t arena = {0};
    const char *from = text_of(table, 1);
    const char *name = pk_arena_format(&arena, "%s%s-> %s", from, *from ? " " : "", text_of(table, 2));
    know(self, &self->flows, name);
    const int asked = asked_for(self, name);
    if (asked >= 0) {
        add_point(self, &found_at(self, plan, asked)->flow, point_of(self, table, number_of(self, table, 0), 3));
    }
    pk_arena_free(&arena);
}

static double period_end(const plan_t *plan, const char *label)
{
    for (int i = plan->periods.count - 1; i >= 0; i--) {
        if (strcmp(plan->periods.all[i], label) == 0) {
            return plan->ends[i];
        }
    }
    return NAN;
}

/* Columns: period, until, what, p05, p50, p95. */
static void take_money(reader_t *self, plan_t *plan, const table_t *table)
{
    const char *label = text_of(table, 0), *until = text_of(table, 1), *name = text_of(table, 2);
    if (!pk_texts_have(&plan->periods, label)) {
        long first, last;
        if (plan->periods.count == plan->ends_room) {
            plan->ends =
                grown(&self->into->arena, plan->ends, plan->periods.count, &plan->ends_room, sizeof *plan->ends);
        }
        plan->ends[plan->periods.count] =
            pk_date_parse(until, &first, &last) ? 86400.0 * (double)(last + 1) : number_of(self, table, 1);
        know(self, &plan->periods, label);
    }
    know(self, &self->over_time, name);
    const int asked = asked_for(self, name);
    if (asked >= 0) {
        self->period_labels[asked] = pk_arena_copy(&self->into->arena, label);
        add_point(self, &found_at(self, plan, asked)->money, point_of(self, table, period_end(plan, label), 3));
    }
}

/* Columns: period, kpi, unit, p05, p50, p95. */
static void take_kpi(reader_t *self, plan_t *plan, const table_t *table)
{
    const char *label = text_of(table, 0), *name = text_of(table, 1);
    const int asked = asked_for(self, name);
    know(self, &self->kpis, name);
    if (asked >= 0) {
        self->units[asked] = pk_arena_copy(&self->into->arena, text_of(table, 2));
    }
    if (strcmp(label, "all") == 0) {
        return;
    }
    self->has_periods = true;
    know(self, &self->over_time, name);
    if (asked >= 0) {
        self->period_labels[asked] = pk_arena_copy(&self->into->arena, label);
        add_point(self, &found_at(self, plan, asked)->period, point_of(self, table, period_end(plan, label), 3));
    }
}

/* ---- a plan ---- */

static bool is_dated(const plan_t *plan)
{
    return plan->nstep > 0 && plan->days[0] != PK_NO_DAY;
}

/* The end of a step as a time; of the last step it is that of the last period. */
static double end_of(const plan_t *plan, double step)
{
    if (!is_dated(plan)) {
        return step;
    }
    if (step < plan->nstep) {
        return 86400.0 * (double)plan->days[(int)step];
    }
    return plan->periods.count > 0 ? plan->ends[plan->periods.count - 1]
                                   : 86400.0 * (double)(plan->days[plan->nstep - 1] + 1);
}

static void set_times(const plan_t *plan, pk_over_time_line_t *line)
{
    for (int i = 0; i < line->count; i++) {
        line->points[i].time = end_of(plan, line->points[i].time);
    }
}

/* The axis is that of the first plan: a comparison's plans have one horizon. */
static void set_axis(reader_t *self, const plan_t *plan)
{
    pk_over_time_t *into = self->into;
    into->nstep = plan->nstep;
    if (is_dated(plan)) {
        into->days = PK_ARRAY(&into->arena, long, plan->nstep + 1);
        memcpy(into->days, plan->days, (size_t)plan->nstep * sizeof *plan->days);
        into->days[plan->nstep] = lround(end_of(plan, plan->nstep) / 86400.0);
    }
}

static pk_status_t read_plan(reader_t *self, int index)
{
    plan_t plan = {.plan = index};
    if (read_table(self, &plan, "stages.csv", "step,date,stage,p05,p50,p95", take_stage) != PK_OK ||
        read_table(self, &plan, "flows.csv", "step,from,to,p05,p50,p95", take_flow) != PK_OK ||
        read_table(self, &plan, "money.csv", "period,until,what,p05,p50,p95", take_money) != PK_OK ||
        read_table(self, &plan, "kpis.csv", "period,kpi,unit,p05,p50,p95", take_kpi) != PK_OK) {
        return PK_BAD_INPUT;
    }
    for (int i = 0; i < self->nasked; i++) {
        set_times(&plan, &found_at(self, &plan, i)->stage);
        set_times(&plan, &found_at(self, &plan, i)->flow);
    }
    if (index == 0) {
        set_axis(self, &plan);
    }
    return PK_OK;
}

/* ---- which plans there are ---- */

static const char *join_command(const json_t *root, pk_arena_t *arena)
{
    const char *line = "";
    const json_t *words = json_object_get(root, "command");
    for (size_t i = 0; i < json_array_size(words); i++) {
        const char *word = json_string_value(json_array_get(words, i));
        const bool plain = word != NULL && strpbrk(word, " \t'\"\\$*?;&|<>()") == NULL;
        line = pk_arena_format(arena, plain ? "%s%s%s" : "%s%s'%s'", line, *line ? " " : "", word != NULL ? word : "");
    }
    return *line ? line : NULL;
}

/* Titles, runs and the command, where the folder still has its manifest. */
static void read_manifest(reader_t *self)
{
    pk_over_time_t *into = self->into;
    json_t *root = json_load_file(pk_arena_format(&into->arena, "%s/manifest.json", self->folder), 0, NULL);
    const json_t *scenarios = json_object_get(root, "scenarios");
    self->labels = json_array();
    self->command = join_command(root, &into->arena);
    into->nrun = (long)json_integer_value(json_object_get(root, "runs"));
    for (size_t i = 0; i < json_array_size(scenarios); i++) {
        const json_t *one = json_array_get(scenarios, i);
        const char *name = json_string_value(json_object_get(one, "scenario"));
        const char *title = json_string_value(json_object_get(one, "title"));
        json_array_append(self->labels, json_object_get(one, "labels"));
        for (int k = 0; k < into->nplan && name != NULL && title != NULL && *title; k++) {
            if (strcmp(self->names[k], name) == 0) {
                into->plans[k] = pk_arena_copy(&into->arena, title);
            }
        }
    }
    json_decref(root);
}

/* The scenarios of kpis.csv, in its order. */
static pk_status_t read_plans(reader_t *self)
{
    pk_arena_t *arena = &self->into->arena;
    pk_texts_t names = {0};
    pk_csv_t csv = {0};
    const int before = self->diag->errors;
    const char *path = pk_arena_format(arena, "%s/kpis.csv", self->folder);
    if (access(path, R_OK) != 0) {
        return pk_error(self->diag, PK_NOWHERE, "name a folder that polku run or polku compare has written",
                        "%s has no tables of a run or a comparison: %s", self->folder, strerror(errno));
    }
    const pk_source_t *source = pk_source_read(path, TABLE_MOST, PK_NOWHERE, arena, self->diag);
    if (source != NULL && pk_csv_open(&csv, source, arena, self->diag) == PK_OK) {
        const pk_place_t head = {.source = source, .line = 1, .column = 1, .span = 1};
        const int column = pk_csv_column(&csv, "scenario", head, self->diag);
        while (column >= 0 && pk_csv_next(&csv, self->diag)) {
            const char *name = csv.cells[column].text;
            if (names.count == 0 || strcmp(names.all[names.count - 1], name) != 0) {
                know(self, &names, name);
            }
        }
    }
    pk_csv_free(&csv);
    const char *stages = pk_arena_format(arena, "%s/stages.csv", self->folder);
    self->alone = access(stages, F_OK) == 0;
    self->names = names.all;
    self->into->nplan = names.count < PK_OVER_TIME_PLANS ? names.count : PK_OVER_TIME_PLANS;
    self->into->plans_left = names.count - self->into->nplan;
    self->into->plans = PK_ARRAY(arena, const char *, names.count + 1);
    for (int i = 0; i < names.count; i++) {
        self->into->plans[i] = names.all[i];
    }
    return self->diag->errors > before ? PK_BAD_INPUT : PK_OK;
}

/* ---- what was asked for ---- */

static const char *trimmed(const char *text, size_t length, pk_arena_t *arena)
{
    while (length > 0 && *text == ' ') {
        text++, length--;
    }
    while (length > 0 && text[length - 1] == ' ') {
        length--;
    }
    return pk_arena_copy_n(arena, text, length);
}

/* A flow is "a -> b" however its arrow is set. */
static const char *plain_name(const char *text, size_t length, pk_arena_t *arena)
{
    const char *name = trimmed(text, length, arena), *arrow = strstr(name, "->");
    if (arrow == NULL) {
        return name;
    }
    const char *from = trimmed(name, (size_t)(arrow - name), arena), *to = trimmed(arrow + 2, strlen(arrow + 2), arena);
    return pk_arena_format(arena, "%s%s-> %s", from, *from ? " " : "", to);
}

static void read_asked(reader_t *self, const char *of)
{
    pk_arena_t *arena = &self->into->arena;
    self->asked = PK_ARRAY(arena, const char *, strlen(of) + 1);
    for (const char *at = of; at != NULL;) {
        const size_t length = strcspn(at, ",");
        const char *name = plain_name(at, length, arena);
        if (asked_for(self, name) < 0) {
            self->asked[self->nasked++] = name;
        }
        at = at[length] == ',' ? at + length + 1 : NULL;
    }
    self->units = PK_ARRAY(arena, const char *, self->nasked);
    self->period_labels = PK_ARRAY(arena, const char *, self->nasked);
}

static const char *joined(const pk_texts_t *names, pk_arena_t *arena)
{
    const char *text = "";
    for (int i = 0; i < names->count; i++) {
        text = pk_arena_format(arena, "%s%s%s", text, i > 0 ? ", " : "", names->all[i]);
    }
    return text;
}

/* A KPI that is told of the whole time only: which command tells it by period. */
static void refuse_whole(reader_t *self, const char *name)
{
    pk_arena_t *arena = &self->into->arena;
    const char *hint =
        self->has_periods ? pk_arena_format(arena, "over time there are: %s", joined(&self->over_time, arena))
        : self->into->days == NULL
            ? pk_arena_format(arena,
                              "give the scenario a start: date and run it again with --by month; as it is, over time "
                              "there are: %s",
                              joined(&self->over_time, arena))
            : pk_arena_format(arena, "this tells it by month: %s --by month",
                              self->command != NULL ? self->command : "polku run|compare …");
    pk_error(self->diag, PK_NOWHERE, hint, "%s is only there for the whole time, in %s%s", name, self->folder,
             self->has_periods ? "" : "/kpis.csv");
}

static void refuse_unknown(reader_t *self, const char *name)
{
    pk_arena_t *arena = &self->into->arena;
    pk_texts_t all = {0};
    for (int kind = 0; kind < 3; kind++) {
        const pk_texts_t *names = kind == 0 ? &self->stages : kind == 1 ? &self->kpis : &self->flows;
        for (int i = 0; i < names->count; i++) {
            pk_texts_add(&all, names->all[i], arena);
        }
    }
    const char *near = pk_nearest(name, all.all, all.count);
    const char *list =
        pk_arena_format(arena, "here are the stages %s; the KPIs over time %s; the flows %s",
                        joined(&self->stages, arena), joined(&self->over_time, arena), joined(&self->flows, arena));
    pk_error(self->diag, PK_NOWHERE,
             near != NULL ? pk_arena_format(arena, "did you mean %s? T%s", near, list)
                          : pk_arena_format(arena, "t%s", list),
             "there is no stage, flow or KPI \"%s\" in %s", name, self->folder);
}

/* ---- what was found, as panels ---- */

static pk_over_time_by_t by_of_label(const char *label, bool dated)
{
    long first, last;
    if (!dated) {
        return PK_EACH_STEP;
    }
    if (strstr(label, "-Q") != NULL) {
        return PK_EACH_QUARTER;
    }
    if (strchr(label, '-') == NULL) {
        return PK_EACH_YEAR;
    }
    return pk_date_parse(label, &first, &last) && last > first ? PK_EACH_MONTH : PK_EACH_STEP;
}

static pk_over_time_by_t by_of_step(const pk_over_time_t *into)
{
    if (into->days == NULL || into->nstep < 1) {
        return PK_EACH_STEP;
    }
    const long length = into->days[1] - into->days[0];
    return length == 1 ? PK_EACH_DAY : length == 7 ? PK_EACH_WEEK : length > 300 ? PK_EACH_YEAR : PK_EACH_MONTH;
}

static bool any_has(const reader_t *self, int asked, size_t line)
{
    for (int plan = 0; plan < self->into->nplan; plan++) {
        const found_t *found = &self->found[(long)plan * self->nasked + asked];
        if (((const pk_over_time_line_t *)((const char *)found + line))->count > 0) {
            return true;
        }
    }
    return false;
}

/* A flow counts for a step: lines of plans whose steps differ would not say the same. */
static void check_steps(reader_t *self, const pk_over_time_panel_t *panel)
{
    int least = 0, most = 0;
    for (int plan = 0; plan < self->into->nplan; plan++) {
        const int count = panel->lines[plan].count;
        least = count > 0 && (least == 0 || count < least) ? count : least;
        most = count > most ? count : most;
    }
    if (panel->kind == PK_OVER_TIME_FLOW && least != most) {
        pk_error(self->diag, PK_NOWHERE, "ask for a stage or a KPI, or compare plans whose steps are as long",
                 "%s is counted by step, and the steps of the plans in %s differ", panel->name, self->folder);
    }
}

/* Whether some plan has it; takes it as a panel then. */
static bool take_panel(reader_t *self, int asked)
{
    static const struct {
        size_t line;
        pk_over_time_kind_t kind;
    } places[] = {{offsetof(found_t, money), PK_OVER_TIME_KPI},
                  {offsetof(found_t, period), PK_OVER_TIME_KPI},
                  {offsetof(found_t, stage), PK_OVER_TIME_STAGE},
                  {offsetof(found_t, flow), PK_OVER_TIME_FLOW}};
    pk_over_time_t *into = self->into;
    size_t place = 0;
    while (place < 4 && !any_has(self, asked, places[place].line)) {
        place++;
    }
    if (place == 4) {
        return false;
    }
    pk_over_time_panel_t *panel = &into->panels[into->npanel++];
    const bool kpi = places[place].kind == PK_OVER_TIME_KPI;
    *panel = (pk_over_time_panel_t){.name = self->asked[asked],
                                    .kind = places[place].kind,
                                    .by = kpi ? by_of_label(self->period_labels[asked], into->days != NULL)
                                          : places[place].kind == PK_OVER_TIME_FLOW ? by_of_step(into)
                                                                                    : PK_EACH_NOTHING,
                                    .unit = kpi && self->units[asked] != NULL ? self->units[asked] : "customers",
                                    .lines = PK_ARRAY(&into->arena, pk_over_time_line_t, into->nplan)};
    for (int plan = 0; plan < into->nplan; plan++) {
        const found_t *found = &self->found[(long)plan * self->nasked + asked];
        panel->lines[plan] = *(const pk_over_time_line_t *)((const char *)found + places[place].line);
    }
    panel->label = pk_over_time_label(self->labels, panel, &into->arena);
    check_steps(self, panel);
    return true;
}

static pk_status_t take_panels(reader_t *self, int *unknown)
{
    const int before = self->diag->errors;
    self->into->panels = PK_ARRAY(&self->into->arena, pk_over_time_panel_t, self->nasked);
    for (int i = 0; i < self->nasked; i++) {
        if (take_panel(self, i)) {
            continue;
        }
        if (pk_texts_have(&self->kpis, self->asked[i])) {
            refuse_whole(self, self->asked[i]);
        } else {
            refuse_unknown(self, self->asked[i]);
        }
    }
    *unknown = self->diag->errors - before;
    return *unknown > 0 ? PK_BAD_INPUT : PK_OK;
}

static pk_status_t read_all(reader_t *self, const char *of, int *unknown)
{
    pk_status_t status = read_plans(self);
    if (status != PK_OK) {
        return status;
    }
    read_manifest(self);
    read_asked(self, of);
    if (self->nasked > PK_OVER_TIME_PANELS) {
        *unknown = self->nasked;
        return pk_error(self->diag, PK_NOWHERE, "draw some of them at a time",
                        "--of names %d things: at most %d are drawn", self->nasked, PK_OVER_TIME_PANELS);
    }
    self->found = PK_ARRAY(&self->into->arena, found_t, (long)(self->into->nplan + 1) * self->nasked);
    for (int plan = 0; plan < self->into->nplan; plan++) {
        if (read_plan(self, plan) != PK_OK) {
            return PK_BAD_INPUT;
        }
    }
    return take_panels(self, unknown);
}

pk_status_t pk_over_time_read(pk_over_time_t *self, const char *folder, const char *of, int *unknown, pk_diag_t *diag)
{
    *self = (pk_over_time_t){0};
    *unknown = 0;
    reader_t reader = {.into = self, .folder = folder, .diag = diag};
    const pk_status_t status = read_all(&reader, of, unknown);
    json_decref(reader.labels);
    return status;
}

void pk_over_time_free(pk_over_time_t *self)
{
    pk_arena_free(&self->arena);
    *self = (pk_over_time_t){0};
}
