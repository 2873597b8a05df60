/* `targets:`: what a plan should reach, and by when. */
#include <stdlib.h>
#include <string.h>

#include "model/date_meant.h"
#include "model/kpi_catalogue.h"
#include "model/read_scenario.h"

static const char by_hint[] = "for example by: 26, or by: 2026-12-31";

static int refuse_by(pk_plan_reader_t *self, const pk_node_t *node, const char *hint, const char *why)
{
    pk_error(self->reader.diag, node->place, hint, "%s", why);
    return 0;
}

static const char *last_day(const pk_calendar_t *calendar, int step, pk_arena_t *arena)
{
    char text[PK_DATE_TEXT];
    pk_date_write(pk_step_date(calendar, step + 1) - 1, text);
    return pk_arena_copy(arena, text);
}

/* A target by a day counts the steps whose last day is on that day or before it. */
static int read_by_day(pk_plan_reader_t *self, const pk_node_t *node, long day)
{
    pk_arena_t *arena = self->reader.arena;
    const pk_calendar_t *calendar = &self->scenario->calendar;
    if (!calendar->dated) {
        return self->no_time ? 0
                             : refuse_by(self, node, "write `start:` in the scenario, or a step here",
                                         "a target by a date, but the scenario has no start");
    }
    const int step = pk_steps_until(calendar, day);
    return step > 0 || self->no_time
               ? step
               : refuse_by(self, node,
                           pk_arena_format(arena, "a step counts from its last day on, and that of step 1 is %s",
                                           last_day(calendar, 1, arena)),
                           pk_arena_format(arena, "no step is over by %s", node->text));
}

/* The step of `by: 26` or `by: 2026-12-31` (a whole month means its last day); 0 after an error. */
static int read_by(pk_plan_reader_t *self, const pk_node_t *node, pk_goal_t *goal)
{
    pk_reader_t *reader = &self->reader;
    const pk_calendar_t *calendar = &self->scenario->calendar;
    long first, last, step = 0;
    const int errors = reader->diag->errors;
    if (node->kind != PK_NODE_SCALAR) {
        pk_error(reader->diag, node->place, by_hint, "by must be a step or a date, not %s", pk_node_what(node));
    } else if (pk_date_parse(node->text, &first, &last)) {
        step = read_by_day(self, node, last);
        goal->by_day = first == last ? first : PK_NO_DAY;
    } else if (*node->text && strspn(node->text, "0123456789") == strlen(node->text) && strlen(node->text) < 10) {
        step = atol(node->text);
        goal->by_step = true;
    } else {
        const char *meant = pk_date_meant(node->text, reader->arena);
        pk_error(reader->diag, node->place, meant ? meant : by_hint, "by must be a step or a date, not %s",
                 pk_quote(reader, node->text));
    }
    if (reader->diag->errors > errors || self->no_time || (step >= 1 && step <= calendar->steps)) {
        return (int)step;
    }
    const bool year = strlen(node->text) == 4 && (node->text[0] == '1' || node->text[0] == '2') && calendar->dated;
    const char *hint = pk_arena_format(reader->arena, "the horizon is steps 1 to %d", calendar->steps);
    if (year) {
        hint = pk_arena_format(reader->arena, "through a year is by: %s-12; a number alone is a step", node->text);
        return refuse_by(self, node, hint,
                         pk_arena_format(reader->arena, "step %s lies outside the horizon", node->text));
    }
    if (calendar->dated) {
        hint =
            pk_arena_format(reader->arena, "%s, through %s", hint, last_day(calendar, calendar->steps, reader->arena));
    }
    return refuse_by(self, node, hint, pk_arena_format(reader->arena, "%s lies outside the horizon", node->text));
}

bool pk_check_by(pk_scenario_t *scenario, const pk_node_t *by, pk_arena_t *arena, pk_diag_t *diag)
{
    pk_plan_reader_t self = {.scenario = scenario, .reader = pk_reader_on(scenario->model, arena, diag)};
    pk_goal_t unheard = {0};
    const int errors = diag->errors;
    (void)read_by(&self, by, &unheard);
    return diag->errors == errors;
}

/* Whether a KPI is a part of something, so that percent is a way to write it. */
static bool is_part(const pk_model_t *model, const char *kpi)
{
    for (int i = 0; i < model->nkpi; i++) {
        if (strcmp(model->kpis[i].name, kpi) == 0) {
            return model->kpis[i].kind == PK_KPI_SHARE || model->kpis[i].kind == PK_KPI_RATIO;
        }
    }
    const pk_kpi_entry_t *builtin = pk_kpi_builtin(kpi);
    return builtin && builtin->unit && strcmp(builtin->unit, "ratio") == 0;
}

static bool check_percent(pk_plan_reader_t *self, const pk_node_t *node, const char *kpi)
{
    const pk_node_t *value = pk_node_get(node, "value");
    const char *text = value ? value->text : node->text;
    if (!text || !strchr(text, '%') || is_part(self->scenario->model, kpi)) {
        return true;
    }
    pk_error(self->reader.diag, node->place,
             "write the number; a part of the population is a KPI of its own: kpis: {part: {share: customer}}",
             "the target of %s cannot be %s: it is no share of anything", kpi, pk_quote(&self->reader, text));
    return false;
}

/* One goal for each bound that is written. */
static void read_bounds(pk_plan_reader_t *self, const pk_node_t *body, pk_goal_t goal)
{
    static const char *const bounds[] = {"at_most", "at_least"};
    for (int i = 0; i < PK_COUNT(bounds); i++) {
        const pk_node_t *node = pk_node_get(body, bounds[i]);
        goal.at_least = i == 1;
        if (node && pk_read_plain(&self->reader, node, bounds[i], &goal.bound) && check_percent(self, node, goal.kpi)) {
            self->scenario->goals[self->scenario->ngoal++] = goal;
        }
    }
}

/* Through which day it counts, unless it is the day that is written. */
static void tell_through(const pk_plan_reader_t *self, pk_goal_t *goal)
{
    const pk_calendar_t *calendar = &self->scenario->calendar;
    const long last = calendar->dated && goal->by > 0 ? pk_step_date(calendar, goal->by + 1) - 1 : PK_NO_DAY;
    goal->through_day = last == goal->by_day ? PK_NO_DAY : last;
}

static void read_target(pk_plan_reader_t *self, const pk_pair_t *pair)
{
    static const char *const keys[] = {"at_least", "at_most", "by"};
    static const char example[] = "{at_least: 400, by: 2026-12-31}";
    pk_reader_t *reader = &self->reader;
    const char *kpi = pk_read_kpi_name(reader, pair->key);
    const pk_node_t *body = pk_want_map(reader, pair->value, "a target", example);
    const bool broken = body && pk_node_check_keys(body, keys, PK_COUNT(keys), "a target", reader->diag);
    if (!kpi || (!body && !pk_node_is_null(pair->value))) {
        return;
    }
    pk_read_label(reader, body, kpi);
    if (!pk_node_get(body, "at_least") && !pk_node_get(body, "at_most")) {
        if (broken) {
            return;
        }
        pk_error(reader->diag, pair->key->place, pk_arena_format(reader->arena, "for example %s", example),
                 "the target of %s says neither at_least nor at_most", kpi);
        return;
    }
    pk_goal_t goal = {.kpi = kpi,
                      .place = pair->key->place,
                      .by = self->scenario->calendar.steps,
                      .by_text = "",
                      .by_day = PK_NO_DAY,
                      .through_day = PK_NO_DAY};
    const pk_node_t *by = pk_node_get(body, "by");
    if (by) {
        goal.by = read_by(self, by, &goal);
        goal.by_text = by->kind == PK_NODE_SCALAR ? by->text : "";
        tell_through(self, &goal);
    }
    read_bounds(self, body, goal);
}

void pk_read_targets(pk_plan_reader_t *self)
{
    const pk_node_t *map =
        pk_want_map(&self->reader, pk_node_get(self->root, "targets"), "targets", "{new_customers: {at_least: 400}}");
    if (!map) {
        return;
    }
    self->scenario->goals = PK_ARRAY(self->reader.arena, pk_goal_t, 2 * map->count);
    for (int i = 0; i < map->count; i++) {
        read_target(self, &map->pairs[i]);
    }
}
