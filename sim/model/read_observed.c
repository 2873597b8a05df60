/* `observe:` of a calibration (models/README.md, calibrate): logs, targets and experiments; series have a file of their
 * own. */
#include <math.h>
#include <string.h>

#include "model/doc.h"
#include "model/read_calibration.h"
#include "model/read_wander.h"

/* ---- what is observed, and when ---- */

static int unknown_flow(pk_calibration_reader_t *in, const pk_node_t *node)
{
    const pk_model_t *model = in->reader.model;
    const int count = model->ntransition + model->narrival;
    const char **names = PK_ARRAY(in->reader.arena, const char *, count + 1);
    for (int f = 0; f < count; f++) {
        names[f] = pk_flow_name(model, f, in->reader.arena);
    }
    return pk_unknown(&in->reader, node->place, node->text, "flow", names, count);
}

bool pk_read_observed_thing(pk_calibration_reader_t *in, pk_observed_kind_t kind, const pk_node_t *node,
                            pk_observed_thing_t *thing)
{
    static const char *const what[] = {"flow", "stage", "kpi"};
    *thing = (pk_observed_thing_t){.kind = kind, .index = -1};
    if (node->kind != PK_NODE_SCALAR) {
        pk_error(in->reader.diag, node->place, NULL, "%s: names one, not %s", what[kind], pk_node_what(node));
        return false;
    }
    if (kind == PK_OBSERVED_KPI) {
        thing->name = pk_read_kpi_name(&in->reader, node);
        return thing->name != NULL;
    }
    if (kind == PK_OBSERVED_STAGE) {
        thing->index = pk_read_stage_name(&in->reader, node);
        thing->name = node->text;
        return thing->index >= 0;
    }
    thing->index = pk_flow_find(in->reader.model, node->text, in->reader.arena);
    if (thing->index < 0) {
        (void)unknown_flow(in, node);
        return false;
    }
    thing->name = pk_flow_name(in->reader.model, thing->index, in->reader.arena);
    return true;
}

int pk_read_observed_persona(pk_calibration_reader_t *in, const pk_node_t *map, const char **name)
{
    const pk_node_t *node = pk_node_get(map, "persona");
    *name = NULL;
    if (node == NULL) {
        return -1;
    }
    const int persona = pk_read_persona_name(&in->reader, node);
    *name = persona >= 0 ? node->text : NULL;
    return persona;
}

bool pk_read_observed_step(pk_calibration_reader_t *in, const pk_node_t *node, const char *key, bool start, int *step)
{
    const pk_calendar_t *calendar = &in->self->scenario->calendar;
    const char *text = node->kind == PK_NODE_SCALAR ? node->text : "";
    long first, last;
    char *rest;
    const double number = strtod(text, &rest);
    double at = NAN;
    if (pk_date_parse(text, &first, &last)) {
        if (!calendar->dated) {
            pk_error(in->reader.diag, node->place, "write start: 2025-01-06", "a date needs a start");
            return false;
        }
        at = pk_date_step(calendar, last);
    } else if (*text != '\0' && *rest == '\0') {
        at = number;
    }
    if (!(at >= (start ? 0 : 1) && at <= calendar->steps && at == floor(at))) {
        pk_error(in->reader.diag, node->place,
                 pk_arena_format(in->reader.arena, "a step from %d to %d, or a date that lies in one, like 2025-06-01",
                                 start ? 0 : 1, calendar->steps),
                 "%s %s is no step of the horizon, which has %d", key,
                 node->kind == PK_NODE_SCALAR ? pk_quote(&in->reader, text) : pk_node_what(node), calendar->steps);
        return false;
    }
    *step = (int)at;
    return true;
}

double pk_read_observed_number(pk_calibration_reader_t *in, const pk_node_t *map, const char *key, double otherwise)
{
    const pk_node_t *node = pk_node_get(map, key);
    double value = otherwise;
    if (node != NULL) {
        (void)pk_read_plain(&in->reader, node, key, &value);
    }
    return value;
}

/* ---- logs ---- */

static void read_columns(pk_calibration_reader_t *in, const pk_node_t *node, pk_observed_log_t *log)
{
    static const char *const of_columns[] = {"case", "time", "stage", "persona"};
    const pk_node_t *map =
        pk_want_map(&in->reader, node, "columns", "{case: customer_id, time: timestamp, stage: stage}");
    const char **into[] = {&log->cases, &log->time, &log->stage, &log->persona};
    (void)pk_node_check_keys(map, of_columns, PK_COUNT(of_columns), "columns", in->reader.diag);
    for (int k = 0; k < PK_COUNT(of_columns); k++) {
        *into[k] = pk_read_text(&in->reader, pk_node_get(map, of_columns[k]), of_columns[k], *into[k]);
    }
}

static void read_map(pk_calibration_reader_t *in, const pk_node_t *node, pk_observed_log_t *log)
{
    const pk_node_t *map = pk_want_map(&in->reader, node, "map", "{Order placed: customer}");
    log->map = PK_ARRAY(in->reader.arena, pk_log_name_t, map != NULL ? map->count : 0);
    for (int i = 0; map != NULL && i < map->count; i++) {
        const int stage = pk_read_stage_name(&in->reader, map->pairs[i].value);
        if (stage >= 0) {
            log->map[log->nmap++] = (pk_log_name_t){.from = map->pairs[i].key->text, .stage = stage};
        }
    }
}

static void read_ignore(pk_calibration_reader_t *in, const pk_node_t *list, pk_observed_log_t *log)
{
    log->ignore = PK_ARRAY(in->reader.arena, const char *, list != NULL ? pk_item_count(list) : 0);
    for (int i = 0; list != NULL && i < pk_item_count(list); i++) {
        const char *name = pk_read_text(&in->reader, pk_item(list, i), "a name to ignore", NULL);
        if (name != NULL) {
            log->ignore[log->nignore++] = name;
        }
    }
}

/* A duration in days: a number alone is of steps. */
static double days_of(pk_calibration_reader_t *in, const pk_node_t *node)
{
    pk_numbers_t book = {0};
    pk_reading_t reading = in->reader.numbers;
    reading.numbers = &book;
    const int errors = in->reader.diag->errors;
    const pk_number_t *number = pk_number_read(&reading, node, "after", PK_DURATION, 0);
    if (in->reader.diag->errors > errors || number->kind != PK_NUMBER_FIXED) {
        return NAN;
    }
    return number->value * pk_unit_days(in->reader.model->step);
}

static void read_lapse(pk_calibration_reader_t *in, const pk_node_t *node, pk_observed_log_t *log)
{
    static const char *const of_lapse[] = {"after", "to"};
    static const char example[] = "{after: 90 days, to: lost}";
    const pk_node_t *map = pk_want_map(&in->reader, node, "lapse", example);
    if (map == NULL || pk_node_check_keys(map, of_lapse, PK_COUNT(of_lapse), "a lapse", in->reader.diag) != PK_OK) {
        return;
    }
    const pk_node_t *after = pk_node_get(map, "after"), *to = pk_node_get(map, "to");
    if (after == NULL || to == NULL) {
        pk_error(in->reader.diag, map->place, pk_arena_format(in->reader.arena, "for example %s", example),
                 "a lapse needs after: and to:");
        return;
    }
    log->lapse_days = days_of(in, after);
    log->lapse_to = pk_read_stage_name(&in->reader, to);
}

static void read_log(pk_calibration_reader_t *in, const pk_node_t *map)
{
    static const char *const of_log[] = {"journeys", "columns", "map", "ignore", "lapse", "by", "end", "until"};
    static const char *const by[] = {"step", "event"};
    pk_observed_log_t log = {.place = map->place,
                             .node = pk_node_get(map, "journeys"),
                             .cases = "customer_id",
                             .time = "timestamp",
                             .stage = "stage",
                             .lapse_days = NAN,
                             .lapse_to = -1,
                             .end = -1,
                             .until = PK_NO_DAY};
    long first;
    pk_reader_t *reader = &in->reader;
    (void)pk_node_check_keys(map, of_log, PK_COUNT(of_log), "a log", reader->diag);
    log.file = pk_read_text(reader, log.node, "journeys", NULL);
    if (log.file != NULL && *log.file == '\0') {
        pk_error(reader->diag, map->place, "for example {journeys: crm.csv}", "journeys: names a file");
    }
    read_columns(in, pk_node_get(map, "columns"), &log);
    read_map(in, pk_node_get(map, "map"), &log);
    read_ignore(in, pk_node_get(map, "ignore"), &log);
    read_lapse(in, pk_node_get(map, "lapse"), &log);
    log.by_event = pk_read_choice(reader, pk_node_get(map, "by"), "by", by, PK_COUNT(by), 0) == 1;
    const pk_node_t *end = pk_node_get(map, "end"), *until = pk_node_get(map, "until");
    log.end = end != NULL ? pk_read_stage_name(reader, end) : -1;
    if (end != NULL && !log.by_event) {
        pk_error(reader->diag, end->place, "write by: event beside it, or lapse: {after: 90 days, to: lost}",
                 "end: is of logs whose rows are the steps; by time, who is watched to the end stays where he is");
    }
    if (until != NULL && (until->kind != PK_NODE_SCALAR || !pk_date_parse(until->text, &first, &log.until))) {
        pk_error(reader->diag, until->place, "for example until: 2025-12-31", "until is no date");
    }
    if (!log.by_event && !in->self->scenario->calendar.dated) {
        pk_error(reader->diag, map->place, "write start: 2025-01-06, or by: event where the rows are the steps",
                 "a log of times needs a start");
    }
    in->self->logs[in->self->nlog++] = log;
}

/* ---- targets ---- */

/* The one of `keys` that is written; -1 with an error where none or several are. */
static int one_of(pk_calibration_reader_t *in, const pk_node_t *map, const char *const *keys, int count,
                  const char *example)
{
    int found = -1, number = 0;
    for (int k = 0; k < count; k++) {
        if (pk_node_get(map, keys[k]) != NULL) {
            found = k;
            number++;
        }
    }
    if (number == 1) {
        return found;
    }
    pk_error(in->reader.diag, map->place, pk_arena_format(in->reader.arena, "for example %s", example),
             "one of %s is needed, %s", pk_list_words(&in->reader, keys, count, "and"),
             number == 0 ? "and none is written" : "and several are written");
    return -1;
}

static bool value_and_sd(pk_calibration_reader_t *in, const pk_node_t *map, double *value, double *sd)
{
    *value = pk_read_observed_number(in, map, "value", NAN);
    *sd = pk_read_observed_number(in, map, "sd", NAN);
    if (isnan(*value) || !(*sd > 0)) {
        pk_error(in->reader.diag, map->place, "for example value: 4%, sd: 0.5%",
                 "value: and sd: (above 0) are needed: what was seen, and how sure that is");
        return false;
    }
    return true;
}

static void read_target(pk_calibration_reader_t *in, const pk_node_t *node)
{
    static const char *const of_target[] = {"share", "stage", "flow", "kpi", "persona", "at", "from", "value", "sd"};
    static const pk_observed_kind_t kinds[] = {PK_OBSERVED_STAGE, PK_OBSERVED_STAGE, PK_OBSERVED_FLOW, PK_OBSERVED_KPI};
    static const char example[] = "{target: {share: consider, at: 52, value: 4%, sd: 0.5%}}";
    pk_reader_t *reader = &in->reader;
    const pk_node_t *map = pk_want_map(reader, node, "target", example);
    if (map == NULL || pk_node_check_keys(map, of_target, PK_COUNT(of_target), "a target", reader->diag) != PK_OK) {
        return;
    }
    pk_observed_target_t target = {.place = map->place, .first = 1, .last = in->self->scenario->calendar.steps};
    pk_observed_thing_t thing;
    const int what = one_of(in, map, of_target, 4, example);
    if (what < 0 || !pk_read_observed_thing(in, kinds[what], pk_node_get(map, of_target[what]), &thing)) {
        return;
    }
    const pk_node_t *at = pk_node_get(map, "at"), *from = pk_node_get(map, "from");
    if ((at != NULL && !pk_read_observed_step(in, at, "at:", thing.kind == PK_OBSERVED_STAGE, &target.last)) ||
        (from != NULL && !pk_read_observed_step(in, from, "from:", false, &target.first)) ||
        !value_and_sd(in, map, &target.value, &target.sd)) {
        return;
    }
    target.kind = thing.kind;
    target.share = what == 0;
    target.name = thing.name;
    target.index = thing.index;
    target.first = thing.kind == PK_OBSERVED_STAGE ? target.last : target.first;
    target.group = pk_read_observed_persona(in, map, &target.persona);
    in->self->targets[in->self->ntarget++] = target;
}

/* ---- experiments ---- */

static bool read_span(pk_calibration_reader_t *in, const pk_node_t *map, int *first, int *last)
{
    const pk_node_t *from = pk_node_get(map, "from"), *until = pk_node_get(map, "until");
    if ((from != NULL && !pk_read_observed_step(in, from, "from:", false, first)) ||
        (until != NULL && !pk_read_observed_step(in, until, "until:", false, last))) {
        return false;
    }
    if (*first > *last) {
        pk_error(in->reader.diag, map->place, NULL, "from: comes after until:");
        return false;
    }
    return true;
}

static bool read_market(pk_calibration_reader_t *in, const pk_node_t *map, pk_observed_experiment_t *experiment)
{
    experiment->extra = pk_read_observed_number(in, map, "extra", NAN);
    experiment->in = pk_read_observed_number(in, map, "in", 1);
    experiment->in_spend = pk_read_bool(&in->reader, pk_node_get(map, "in_spend"), "in_spend", false);
    if (isnan(experiment->extra) || experiment->extra == 0) {
        pk_error(in->reader.diag, map->place, "for example extra: 1000, a step",
                 "an experiment needs extra:, what was spent more a step");
        return false;
    }
    if (!(experiment->in > 0 && experiment->in <= 1)) {
        pk_error(in->reader.diag, pk_node_get(map, "in")->place, "for example in: 30%",
                 "in: is a part of the market, above 0 and at most 1");
        return false;
    }
    return true;
}

static void read_experiment(pk_calibration_reader_t *in, const pk_node_t *node)
{
    static const char *const of_experiment[] = {"channel", "extra", "from",     "until", "kpi",
                                                "counted", "in",    "in_spend", "value", "sd"};
    static const char *const of_counted[] = {"from", "until"};
    static const char example[] = "{experiment: {channel: facebook, extra: 1000, from: 2025-05-05, until: 2025-06-01, "
                                  "kpi: jobs, value: 35, sd: 12}}";
    pk_reader_t *reader = &in->reader;
    const pk_node_t *map = pk_want_map(reader, node, "experiment", example);
    if (map == NULL ||
        pk_node_check_keys(map, of_experiment, PK_COUNT(of_experiment), "an experiment", reader->diag) != PK_OK) {
        return;
    }
    const pk_node_t *channel = pk_node_get(map, "channel"), *kpi = pk_node_get(map, "kpi");
    const pk_node_t *counted = pk_node_get(map, "counted");
    if (channel == NULL || kpi == NULL) {
        pk_error(reader->diag, map->place, pk_arena_format(reader->arena, "for example %s", example),
                 "an experiment needs channel: and kpi:");
        return;
    }
    pk_observed_experiment_t experiment = {.place = map->place, .first = 1, .last = in->self->scenario->calendar.steps};
    experiment.channel = pk_read_driver_name(reader, channel, PK_DRIVER_CHANNEL);
    experiment.kpi = pk_read_kpi_name(reader, kpi);
    if (experiment.channel < 0 || experiment.kpi == NULL || !read_market(in, map, &experiment) ||
        !read_span(in, map, &experiment.first, &experiment.last) ||
        !value_and_sd(in, map, &experiment.value, &experiment.sd)) {
        return;
    }
    experiment.counted_first = experiment.first;
    experiment.counted_last = experiment.last;
    if (counted != NULL) {
        const pk_node_t *span = pk_want_map(reader, counted, "counted", "{until: 2025-07-27}");
        (void)pk_node_check_keys(span, of_counted, PK_COUNT(of_counted), "counted", reader->diag);
        (void)read_span(in, span, &experiment.counted_first, &experiment.counted_last);
    }
    in->self->experiments[in->self->nexperiment++] = experiment;
}

/* ---- all of them ---- */

static void read_entry(pk_calibration_reader_t *in, const pk_node_t *node)
{
    static const char *const kinds[] = {"series", "journeys", "target", "experiment"};
    static const char example[] = "{series: last-year.csv, flow: lead -> customer, column: orders}";
    const pk_node_t *map = pk_want_map(&in->reader, node, "an observation", example);
    const int kind = map != NULL ? one_of(in, map, kinds, PK_COUNT(kinds), example) : -1;
    if (kind == 0) {
        pk_read_observed_series(in, map);
    } else if (kind == 1) {
        read_log(in, map);
    } else if (kind >= 0) {
        (void)pk_node_check_keys(map, &kinds[kind], 1, "an observation", in->reader.diag);
        (kind == 2 ? read_target : read_experiment)(in, pk_node_get(map, kinds[kind]));
    }
}

void pk_read_observed(pk_calibration_reader_t *in)
{
    const pk_node_t *list = pk_node_get(in->root, "observe");
    const int count = list != NULL ? pk_item_count(list) : 0;
    pk_calibration_t *self = in->self;
    if (count == 0) {
        pk_warning(in->reader.diag, list != NULL ? list->place : in->root->place,
                   "for example observe: [{series: last-year.csv, flow: lead -> customer, column: orders}]",
                   "nothing is observed: the posterior will be the prior");
    }
    self->logs = PK_ARRAY(in->reader.arena, pk_observed_log_t, count + 1);
    self->series = PK_ARRAY(in->reader.arena, pk_observed_series_t, count + 1);
    self->targets = PK_ARRAY(in->reader.arena, pk_observed_target_t, count + 1);
    self->experiments = PK_ARRAY(in->reader.arena, pk_observed_experiment_t, count + 1);
    for (int i = 0; i < count; i++) {
        read_entry(in, pk_item(list, i));
    }
}
