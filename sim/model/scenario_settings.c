/* When a scenario runs, for how many, and how: start, horizon, population, runs, seed, engine. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/continued.h"
#include "model/date_meant.h"
#include "model/driver_form.h"
#include "model/learned.h"
#include "model/number_parts.h"
#include "model/read_scenario.h"

static void read_seed(pk_plan_reader_t *self, const pk_node_t *node)
{
    char *rest = NULL;
    errno = 0;
    const bool digits = node->kind == PK_NODE_SCALAR && *node->text >= '0' && *node->text <= '9';
    const long long seed = digits ? strtoll(node->text, &rest, 10) : 0;
    if (!digits || *rest || errno) {
        pk_error(self->reader.diag, node->place, "for example seed: 7", "seed must be a whole number of 0 or more");
    } else {
        self->scenario->seed = (unsigned long long)seed;
    }
}

void pk_read_settings(pk_plan_reader_t *self)
{
    static const char *const engines[] = {"auto", "expected", "cohort", "agents"}; /* in the order of the enum */
    pk_scenario_t *scenario = self->scenario;
    const pk_overrides_t *over = self->overrides;
    const pk_node_t *runs = pk_node_get(self->root, "runs"), *seed = pk_node_get(self->root, "seed");
    double count = PK_RUNS_DEFAULT;
    if (runs && pk_read_whole(&self->reader, runs, "runs", PK_RUNS_MOST, &count)) {
        scenario->own_runs = (pk_setting_t){runs, count};
    }
    scenario->runs = over->runs >= 0 ? over->runs : (long)count;
    scenario->seed = PK_SEED_DEFAULT;
    if (seed) {
        read_seed(self, seed);
    }
    scenario->own_seed = (pk_setting_t){seed, (double)scenario->seed};
    if (over->seed >= 0) {
        scenario->seed = (unsigned long long)over->seed;
    }
    scenario->engine = (pk_engine_kind_t)pk_read_choice(&self->reader, pk_node_get(self->root, "engine"), "engine",
                                                        engines, PK_COUNT(engines), PK_ENGINE_AUTO);
    if (over->engine >= 0) {
        scenario->engine = (pk_engine_kind_t)over->engine;
    }
    scenario->individuals =
        pk_read_bool(&self->reader, pk_node_get(self->root, "individuals"), "individuals", false) || over->individuals;
}

void pk_read_continue(pk_plan_reader_t *self)
{
    pk_reader_t *reader = &self->reader;
    const pk_node_t *node = pk_node_get(self->root, "continue");
    const pk_node_t *assumed = pk_node_get(pk_node_get(self->root, "assume"), "posterior");
    if (node == NULL) {
        return;
    }
    self->learned_at = node;
    if (assumed != NULL) {
        pk_error(reader->diag, assumed->place,
                 "leave one of them out: continue takes the numbers of the posterior, too",
                 "a scenario has continue: or assume: {posterior: …}, not both");
        return;
    }
    self->learned = pk_learned_read("continue", node, reader->arena, reader->diag);
    if (self->learned != NULL) {
        self->learned->continued = pk_continued_read(reader, self->learned, node);
        self->learned = self->learned->continued != NULL ? self->learned : NULL;
    }
}

/* What a scenario goes on from; NULL: nothing, or it could not be read. */
static const pk_continued_t *continued(const pk_plan_reader_t *self)
{
    return self->learned != NULL ? self->learned->continued : NULL;
}

/* The state is of the day that it is of: whatever is written or laid over it must say the same. */
static void start_where_it_stands(pk_plan_reader_t *self, const pk_node_t *node, const char *text)
{
    const pk_continued_t *from = continued(self);
    char day[PK_DATE_TEXT];
    pk_date_write(from->day, day);
    long first = 0, last = 0;
    self->scenario->calendar.dated = true;
    self->scenario->calendar.start = from->day;
    if (text != NULL && (!pk_date_parse(text, &first, &last) || first != from->day)) {
        const bool own = self->overrides->start == NULL;
        pk_error(self->reader.diag, own && node != NULL ? node->place : from->node->place,
                 own ? pk_arena_format(self->reader.arena, "write start: %s, or leave it out", day)
                     : "what is compared with it must start on that day, too",
                 "what is continued ends before %s, and the start is %s: the state is of that day", day,
                 *text != '\0' ? pk_quote(&self->reader, text) : "without a date");
    }
}

/* `start:`, or what is laid over it: "" takes the scenario's start away. */
static void read_start(pk_plan_reader_t *self)
{
    const pk_node_t *node = pk_node_get(self->root, "start");
    long own, own_last;
    if (node && node->kind == PK_NODE_SCALAR && pk_date_parse(node->text, &own, &own_last)) {
        self->scenario->own_start = (pk_setting_t){node, (double)own};
    }
    const char *over = self->overrides->start;
    const char *text = over ? over : node && node->kind == PK_NODE_SCALAR ? node->text : NULL;
    pk_calendar_t *calendar = &self->scenario->calendar;
    long last;
    if (continued(self) != NULL && continued(self)->dated) {
        start_where_it_stands(self, node, over || node ? (text ? text : "") : NULL);
        return;
    }
    if ((!node && !over) || (over && !*over)) {
        return;
    }
    calendar->dated = true;
    if (!text || !pk_date_parse(text, &calendar->start, &last)) {
        pk_error(
            self->reader.diag, over ? PK_NOWHERE : node->place,
            text && strcmp(text, "balance") == 0
                ? "here goes the first day, like start: 2026-03-01; start: balance belongs at the top of the model"
                : pk_date_hint(text, "dates are written year-month-day, like start: 2026-03-01", self->reader.arena),
            "start is no date: %s", text ? pk_quote(&self->reader, text) : pk_node_what(node));
    }
}

/* "52", "2 years", "1.5 months": a number and perhaps a unit. */
static bool split_duration(const pk_node_t *node, pk_literal_t *duration)
{
    int at = 0;
    if (node->kind != PK_NODE_SCALAR || !pk_scan_literal(node->text, &at, duration) || duration->percent) {
        return false;
    }
    pk_scan_blanks(node->text, &at);
    return node->text[at] == '\0';
}

static double steps_of(const pk_calendar_t *calendar, const pk_literal_t *duration)
{
    return duration->has_unit ? pk_horizon_steps(calendar, duration->value, duration->unit) : duration->value;
}

static const char hint[] = "in steps, like horizon: 52, or as a duration, like horizon: 2 years";

/* What was meant by "1,5 years", "12 kk", "1 year 6 months", or by a date. */
static const char *horizon_hint(const pk_node_t *node, pk_arena_t *arena)
{
    pk_literal_t literal;
    int at = 0;
    long first, last;
    const char *text = node->kind == PK_NODE_SCALAR ? node->text : "";
    if (pk_date_parse(text, &first, &last) || pk_date_meant(text, arena)) {
        return "a horizon is a length of time, from start: on: 1 year";
    }
    if (!pk_scan_literal(text, &at, &literal) || literal.percent) {
        return hint;
    }
    pk_scan_blanks(text, &at);
    if (text[at] == ',') {
        return pk_arena_format(arena, "write a decimal point: %.*s.%s", at, text, text + at + 1);
    }
    if (literal.has_unit) {
        return "one number and one unit: 18 months";
    }
    const char *unit = pk_unit_hint(text + at);
    return unit ? unit : hint;
}

static void read_horizon(pk_plan_reader_t *self)
{
    pk_calendar_t *calendar = &self->scenario->calendar;
    const pk_node_t *node = pk_node_get(self->root, "horizon");
    pk_diag_t *diag = self->reader.diag;
    const double years = self->overrides->years > 0 ? self->overrides->years : 1;
    pk_literal_t duration = {.value = years, .has_unit = true, .unit = PK_YEAR};
    const pk_overrides_t *over = self->overrides;
    calendar->steps = 1;
    if (over->horizon >= 0) {
        pk_literal_t own;
        if (node && split_duration(node, &own)) {
            self->scenario->own_horizon = (pk_setting_t){node, steps_of(calendar, &own)};
        }
        const pk_unit_t unit = over->horizon_of ? over->horizon_of->step : calendar->step;
        const double nearest = round(pk_duration_steps(over->horizon, unit, calendar->step));
        duration = (pk_literal_t){.value = over->horizon > 0 ? fmax(1, nearest) : 0};
    } else if (node && !split_duration(node, &duration)) {
        pk_error(diag, node->place, horizon_hint(node, self->reader.arena),
                 "horizon is no number of steps and no duration: %s",
                 node->kind == PK_NODE_SCALAR ? pk_quote(&self->reader, node->text) : pk_node_what(node));
        return;
    }
    const pk_place_t place = node ? node->place : PK_NOWHERE;
    const double steps = steps_of(calendar, &duration);
    if (steps < 1 && duration.has_unit && duration.value > 0) {
        pk_error(diag, place, "a horizon is rounded to whole steps: make it longer, or the model's step: shorter",
                 "the horizon is nearer to no %s than to one", pk_unit_name(calendar->step));
    } else if (steps != floor(steps) || steps < 1) {
        pk_error(diag, place, hint, "the horizon must be a whole number of steps, at least 1");
    } else if (steps > PK_STEPS_MOST) {
        pk_error(diag, place, NULL, "the horizon is longer than %d steps, the most there may be", PK_STEPS_MOST);
    } else {
        calendar->steps = (int)steps;
    }
}

/* How far a command looks past the horizon, from there on. `key` is what it is called. */
static pk_status_t read_beyond(const pk_calendar_t *calendar, const pk_node_t *node, const char *key, int *beyond,
                               pk_arena_t *arena, pk_diag_t *diag)
{
    const bool option = *key == '-'; /* a blank would end it, and no line shows its value */
    const char *quote = option ? "\"" : "";
    const char *how =
        pk_arena_format(arena, "in steps, like %s 104, or as a duration, like %s %s2 years%s", key, key, quote, quote);
    pk_literal_t duration;
    pk_calendar_t after = *calendar;
    if (!split_duration(node, &duration)) {
        return pk_error(
            diag, node->place, how, "%.*s is no number of steps and no duration: %s", (int)strcspn(key, ":"), key,
            node->kind == PK_NODE_SCALAR ? pk_arena_format(arena, "\"%s\"", node->text) : pk_node_what(node));
    }
    after.start = after.dated ? pk_step_date(calendar, after.steps + 1) : 0;
    const double steps = steps_of(&after, &duration);
    if (steps != floor(steps) || steps < 1) {
        return pk_error(diag, node->place, how, "%.*s must be a whole number of steps, at least 1%s",
                        (int)strcspn(key, ":"), key, option ? pk_arena_format(arena, ", not %s", node->text) : "");
    }
    if (steps + after.steps > PK_STEPS_MOST) {
        return pk_error(diag, node->place, NULL,
                        "horizon and %.*s are longer than %d steps together, the most there may be",
                        (int)strcspn(key, ":"), key, PK_STEPS_MOST);
    }
    *beyond = (int)steps;
    return PK_OK;
}

pk_status_t pk_steps_beyond(const pk_scenario_t *scenario, const char *key, const char *text, pk_place_t place,
                            int *steps, pk_arena_t *arena, pk_diag_t *diag)
{
    const pk_node_t node = {.kind = PK_NODE_SCALAR, .place = place, .text = text};
    return read_beyond(&scenario->calendar, &node, key, steps, arena, diag);
}

static void read_after_horizon(pk_plan_reader_t *self)
{
    const pk_node_t *node = pk_node_get(self->root, "after_horizon");
    if (node) {
        (void)read_beyond(&self->scenario->calendar, node, "after_horizon:", &self->scenario->after_horizon,
                          self->reader.arena, self->reader.diag);
    }
}

/* A model alone has no start. Where its drivers or schedules need one, it is the first day that they name, else a first
 * of January. */
static void imagine_start(pk_plan_reader_t *self)
{
    const pk_model_t *model = self->scenario->model;
    const pk_number_t *first = NULL;
    long day = pk_date_join(2026, 1, 1);
    pk_place_t place = PK_NOWHERE;
    for (int i = 0; i < model->numbers.count; i++) {
        const pk_number_t *number = model->numbers.all[i];
        const bool schedule = number->kind == PK_NUMBER_SCHEDULE;
        for (int j = 0; schedule && j < number->npiece; j++) {
            const pk_piece_t *piece = &number->pieces[j];
            if (piece->dated && piece->has_from && (!first || piece->from < day)) {
                first = number, day = piece->from, place = piece->place;
            }
        }
        if (schedule && number->series && number->series->dated && (!first || number->series->keys[0] < day)) {
            first = number, day = number->series->keys[0], place = number->place;
        }
    }
    for (int i = 0; i < model->ndriver && !first && place.line == 0; i++) {
        if (pk_driver_forms[model->drivers[i].kind]->dated) {
            place = model->drivers[i].place;
        }
    }
    if (place.line == 0) {
        return;
    }
    char date[PK_DATE_TEXT];
    pk_date_write(day, date);
    self->scenario->calendar.dated = true;
    self->scenario->calendar.start = day;
    pk_warning(self->reader.diag, place, "write a scenario, with `model:`, `start:` and `horizon:`",
               "a model alone has no start: it is run from %s", date);
}

void pk_read_time(pk_plan_reader_t *self)
{
    const int errors = self->reader.diag->errors;
    self->scenario->calendar = (pk_calendar_t){.step = self->scenario->model->step};
    read_start(self);
    if (self->is_model && !self->overrides->start) {
        imagine_start(self);
    }
    read_horizon(self);
    read_after_horizon(self);
    const bool stands_nowhere = self->learned_at != NULL && self->learned == NULL; /* has been told */
    self->no_time = stands_nowhere || self->reader.diag->errors > errors;
}

void pk_read_market(pk_plan_reader_t *self)
{
    pk_scenario_t *scenario = self->scenario;
    const double written = scenario->model->population;
    const pk_node_t *node = pk_node_get(self->root, "population");
    scenario->population = continued(self) != NULL ? continued(self)->market : written;
    scenario->spend_scale = 1;
    if (node && !pk_read_whole(&self->reader, node, "population", PK_POPULATION_MOST, &scenario->population)) {
        return;
    }
    if (continued(self) != NULL && scenario->population != continued(self)->market) {
        pk_error(self->reader.diag, node->place, "leave population: out: the customers are those who are there",
                 "what is continued has the population %.15g, not %.15g", continued(self)->market,
                 scenario->population);
    }
    if (scenario->population == 0) {
        pk_error(self->reader.diag, self->root->place, "write population: 40000 here or in the model",
                 "neither the scenario nor its model has a population");
    } else if (written > 0) {
        scenario->spend_scale = written / scenario->population;
    }
}
