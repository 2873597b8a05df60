/* A series that is observed (models/README.md, calibrate): a column of a CSV file laid over the calendar's steps. */
#include <math.h>
#include <string.h>

#include "model/read_calibration.h"
#include "model/series.h"

static const char *const of_series[] = {"series", "flow",  "stage", "kpi", "persona",
                                        "column", "noise", "per",   "sd",  "size"};

/* {file, column, per} as any series is written. */
static const pk_series_t *read_file(pk_calibration_reader_t *in, const pk_node_t *map)
{
    static const char *const names[] = {"file", "column", "per"}, *const from[] = {"series", "column", "per"};
    pk_arena_t *arena = in->reader.arena;
    pk_node_t *file = PK_NEW(arena, pk_node_t);
    *file = (pk_node_t){.kind = PK_NODE_MAP, .place = map->place, .pairs = PK_ARRAY(arena, pk_pair_t, 3)};
    for (int k = 0; k < 3; k++) {
        pk_node_t *value = pk_node_get(map, from[k]);
        if (value != NULL) {
            pk_node_t *key = PK_NEW(arena, pk_node_t);
            *key = (pk_node_t){.kind = PK_NODE_SCALAR, .place = value->place, .text = names[k]};
            file->pairs[file->count++] = (pk_pair_t){.key = key, .value = value};
        }
    }
    return pk_series_read(&in->reader.numbers, file, PK_SERIES_AMOUNTS);
}

/* ---- rows over steps ---- */

typedef struct {
    pk_calibration_reader_t *in;
    const pk_series_t *file;
    pk_observed_series_t *series;
    long before, after; /* rows before the start and after the horizon */
} pk_laying_t;

/* A day that begins a step (or, `last`, ends one): the step; -1 with an error where it does neither. */
static int step_of_day(pk_laying_t *self, long day, bool last, pk_place_t place)
{
    const pk_calendar_t *calendar = &self->in->self->scenario->calendar;
    const int step = last ? pk_steps_until(calendar, day) : pk_date_step(calendar, day);
    const long meant = last ? pk_step_date(calendar, step + 1) - 1 : step >= 1 ? pk_step_date(calendar, step) : day;
    if (step > calendar->steps || step < 1 || meant == day) {
        return step;
    }
    char date[PK_DATE_TEXT], nearest[PK_DATE_TEXT];
    pk_date_write(day, date);
    pk_date_write(last ? pk_step_date(calendar, step + 1) - 1 : pk_step_date(calendar, step), nearest);
    pk_error(self->in->reader.diag, place,
             pk_arena_format(self->in->reader.arena, "steps begin on the day of start:; the one before it %s on %s",
                             last ? "ends" : "begins", nearest),
             "%s %s no step", date, last ? "ends" : "begins");
    return -1;
}

/* The steps that a row is of; false where it is none of the horizon's, or after an error. */
static bool steps_of_row(pk_laying_t *self, int row, int *first, int *last)
{
    const pk_series_t *file = self->file;
    const pk_calendar_t *calendar = &self->in->self->scenario->calendar;
    const pk_place_t place = file->key_places[row];
    if (!file->dated) {
        *first = *last = file->keys[row] > calendar->steps ? calendar->steps + 1 : (int)file->keys[row];
    } else if (file->periods) {
        *first = file->keys[row] < calendar->start ? 0 : step_of_day(self, file->keys[row], false, place);
        *last = step_of_day(self, file->ends[row], true, place);
    } else {
        *first = *last = file->keys[row] < calendar->start ? 0 : step_of_day(self, file->keys[row], false, place);
    }
    if (*first < 0 || *last < 0) {
        return false;
    }
    const bool of_stage = self->series->kind == PK_OBSERVED_STAGE;
    *first = of_stage ? *last : *first;
    const bool starts = of_stage && !file->dated && *last == 0;
    self->before += *first < 1 && !starts;
    self->after += *last > calendar->steps;
    return (*first >= 1 || starts) && *last <= calendar->steps;
}

static void check_value(pk_laying_t *self, int row)
{
    const double value = self->file->values[row];
    const pk_observed_series_t *series = self->series;
    if (series->kind != PK_OBSERVED_KPI && value < 0) {
        pk_error(self->in->reader.diag, self->file->value_places[row], NULL,
                 "%s cannot be %.15g: nobody counts below 0", series->name, value);
    }
}

/* A flow is told of every step, or its sum of every period; the count of a stage may be told now and then. */
static void check_gap(pk_laying_t *self, int row, int first)
{
    const pk_observed_series_t *series = self->series;
    if (series->kind == PK_OBSERVED_STAGE || series->count == 0) {
        return;
    }
    const int due = series->values[series->count - 1].last + 1;
    if (first != due) {
        pk_error(self->in->reader.diag, self->file->key_places[row],
                 "write every step, those with 0 too; rows that are months are written with per: month",
                 "a gap: step %d has no row before it", due);
    }
}

static void lay_rows(pk_laying_t *self)
{
    pk_observed_series_t *series = self->series;
    series->values = PK_ARRAY(self->in->reader.arena, pk_observed_value_t, self->file->count);
    for (int row = 0; row < self->file->count; row++) {
        int first, last;
        if (!steps_of_row(self, row, &first, &last)) {
            continue;
        }
        check_value(self, row);
        check_gap(self, row, first);
        series->values[series->count++] = (pk_observed_value_t){
            .first = first, .last = last, .value = self->file->values[row], .place = self->file->value_places[row]};
    }
}

static void tell_left_out(pk_laying_t *self, long rows, const char *where)
{
    if (rows > 0 && self->series->count > 0) {
        pk_warning(self->in->reader.diag, self->series->place, NULL, "%ld row%s of %s lie%s %s: left out", rows,
                   rows == 1 ? "" : "s", self->file->file, rows == 1 ? "s" : "", where);
    }
}

static void tell_rows(pk_laying_t *self)
{
    pk_diag_t *diag = self->in->reader.diag;
    const pk_place_t place = self->series->place;
    if (self->series->count == 0) {
        pk_error(diag, place, "start: and horizon: say which steps are looked at",
                 "no row of %s lies within the horizon", self->file->file);
    }
    tell_left_out(self, self->before, "before the start");
    tell_left_out(self, self->after, "after the horizon");
}

static void lay(pk_calibration_reader_t *in, const pk_series_t *file, pk_observed_series_t *series)
{
    pk_laying_t laying = {.in = in, .file = file, .series = series};
    if (file->dated && !in->self->scenario->calendar.dated) {
        pk_error(in->reader.diag, series->place, "write start: 2025-01-06, or a column step in the file",
                 "the rows of %s are dated, and the calibration has no start", file->file);
        return;
    }
    const int errors = in->reader.diag->errors;
    lay_rows(&laying);
    if (in->reader.diag->errors == errors) {
        tell_rows(&laying);
    }
}

/* ---- noise ---- */

/* sd: of normal, size: of a negative binomial; a number, plain or uncertain, of the book. */
static void read_spread(pk_calibration_reader_t *in, const pk_node_t *map, pk_observed_series_t *series)
{
    const char *key = series->noise == PK_NOISE_NORMAL              ? "sd"
                      : series->noise == PK_NOISE_NEGATIVE_BINOMIAL ? "size"
                                                                    : NULL;
    static const char *const spreads[] = {"sd", "size"};
    for (int k = 0; k < 2; k++) {
        const pk_node_t *node = pk_node_get(map, spreads[k]);
        if (node != NULL && (key == NULL || strcmp(spreads[k], key) != 0)) {
            pk_error(in->reader.diag, node->place,
                     "noise: normal has sd:, noise: negative_binomial has size:", "%s: does not go with this noise",
                     spreads[k]);
        }
    }
    if (key == NULL) {
        return;
    }
    const pk_node_t *node = pk_node_get(map, key);
    if (node == NULL) {
        pk_error(in->reader.diag, map->place, pk_arena_format(in->reader.arena, "for example %s: 5 to 50", key),
                 "this noise needs %s:", key);
        return;
    }
    const char *path = pk_arena_format(in->reader.arena, "noise.%s.%s", series->name, key);
    series->spread = pk_number_read(&in->reader.numbers, node, path, PK_POSITIVE, 0);
}

static void read_noise(pk_calibration_reader_t *in, const pk_node_t *map, pk_observed_series_t *series)
{
    static const char *const words[] = {"journey", "normal", "poisson", "negative_binomial", "multinomial"};
    const pk_node_t *node = pk_node_get(map, "noise");
    series->noise = (pk_noise_t)pk_read_choice(&in->reader, node, "noise", words, PK_COUNT(words), PK_NOISE_JOURNEY);
    if (series->noise == PK_NOISE_MULTINOMIAL && series->kind != PK_OBSERVED_STAGE) {
        pk_error(in->reader.diag, node->place, "for example {series: cohort.csv, stage: customer, noise: multinomial}",
                 "multinomial is the noise of a stage that people leave over time, not of %s", series->name);
    }
    read_spread(in, map, series);
}

/* ---- a series ---- */

static bool read_thing(pk_calibration_reader_t *in, const pk_node_t *map, pk_observed_thing_t *thing)
{
    int kind = -1;
    for (int k = 0; k < 3; k++) {
        if (pk_node_get(map, of_series[1 + k]) != NULL) {
            kind = kind < 0 ? k : 3;
        }
    }
    if (kind < 0 || kind > 2) {
        pk_error(in->reader.diag, map->place,
                 "for example {series: last-year.csv, flow: lead -> customer, column: orders}",
                 "a series is of one thing: flow:, stage: or kpi:");
        return false;
    }
    return pk_read_observed_thing(in, (pk_observed_kind_t)kind, pk_node_get(map, of_series[1 + kind]), thing);
}

static bool names_column(pk_calibration_reader_t *in, const pk_node_t *map)
{
    const pk_node_t *file = pk_node_get(map, "series"), *column = pk_node_get(map, "column");
    const bool names = column != NULL && column->kind == PK_NODE_SCALAR && *column->text != '\0' &&
                       file->kind == PK_NODE_SCALAR && *file->text != '\0';
    if (!names) {
        pk_error(in->reader.diag, map->place,
                 "for example {series: last-year.csv, flow: lead -> customer, column: orders}",
                 "a series names its file and, under column:, one of its columns");
    }
    return names;
}

/* Nothing is counted twice: the same thing of the same people. */
static void check_once(pk_calibration_reader_t *in, const pk_observed_series_t *series)
{
    for (int k = 0; k < in->self->nseries; k++) {
        const pk_observed_series_t *other = &in->self->series[k];
        if (strcmp(other->name, series->name) == 0 &&
            (other->group < 0 || series->group < 0 || other->group == series->group)) {
            pk_error(in->reader.diag, series->place, "keep one of them, or its parts by persona alone",
                     "%s is observed twice, and one holds the people of the other", series->name);
            return;
        }
    }
}

void pk_read_observed_series(pk_calibration_reader_t *in, const pk_node_t *map)
{
    pk_observed_thing_t thing;
    const int errors = in->reader.diag->errors;
    (void)pk_node_check_keys(map, of_series, PK_COUNT(of_series), "a series", in->reader.diag);
    if (!read_thing(in, map, &thing) || !names_column(in, map)) {
        return;
    }
    pk_observed_series_t series = {.place = map->place, .kind = thing.kind, .name = thing.name, .flow = thing.index};
    series.group = pk_read_observed_persona(in, map, &series.persona);
    read_noise(in, map, &series);
    const pk_series_t *file = read_file(in, map);
    if (file == NULL || in->reader.diag->errors > errors) {
        return;
    }
    series.file = file->file;
    series.column = pk_node_get(map, "column")->text;
    lay(in, file, &series);
    check_once(in, &series);
    in->self->series[in->self->nseries++] = series;
}
