/* `carryover:` and `saturation:` of a driver, by the tables of response/. */
#include <string.h>

#include "model/read.h"
#include "response/carryover.h"
#include "response/saturation.h"

/* What values a parameter may take, by its name; all others are above 0. */
static const struct {
    const char *name;
    pk_domain_t domain;
} carryover_domains[] = {
    {"half_life", PK_DURATION}, {"retention", PK_RETENTION}, {"peak", PK_DWELL}, {"scale", PK_DURATION}};

static pk_domain_t carryover_domain(const char *parameter)
{
    for (int i = 0; i < PK_COUNT(carryover_domains); i++) {
        if (strcmp(carryover_domains[i].name, parameter) == 0) {
            return carryover_domains[i].domain;
        }
    }
    return PK_POSITIVE;
}

/* The one key of `map` beside source and note; NULL after an error. */
static const pk_pair_t *only_pair(pk_reader_t *reader, const pk_node_t *map, const char *what, const char *hint)
{
    const pk_pair_t *found = NULL;
    int count = 0;
    for (int i = 0; i < map->count; i++) {
        if (pk_is_remark(map->pairs[i].key->text)) {
            continue;
        }
        found = &map->pairs[i];
        count++;
    }
    if (count == 1) {
        return found;
    }
    pk_error(reader->diag, map->place, hint, "%s must have exactly one form, not %d", what, count);
    return NULL;
}

static const char carryover_hint[] = "half_life: 2 weeks, retention: 0.7, delayed: {retention: 0.7, peak: 2} or "
                                     "weibull: {shape: 2, scale: 3}";

static void read_parameters(pk_reader_t *reader, const pk_carryover_t *form, const pk_node_t *node,
                            pk_channel_t *channel, const char *path)
{
    const char *keys[PK_CARRYOVER_PARAMETERS];
    int count = 0;
    for (int i = 0; i < PK_CARRYOVER_PARAMETERS && form->parameters[i]; i++) {
        keys[count++] = form->parameters[i];
    }
    const pk_node_t *map = pk_want_map(reader, node, form->name, carryover_hint);
    if (!map) {
        return;
    }
    pk_node_check_keys(map, keys, count, form->name, reader->diag);
    for (int i = 0; i < PK_CARRYOVER_PARAMETERS && form->parameters[i]; i++) {
        const char *parameter = form->parameters[i];
        channel->carryover_at[i] = pk_read_under(reader, map, parameter, path, carryover_domain(parameter), 0);
        if (channel->carryover_at[i]->kind == PK_NUMBER_NONE) {
            pk_error(reader->diag, map->place, carryover_hint, "%s has no %s", form->name, parameter);
        }
    }
}

void pk_read_carryover(pk_reader_t *reader, const pk_node_t *body, pk_channel_t *channel, const char *path)
{
    const pk_node_t *map = pk_want_map(reader, pk_node_get(body, "carryover"), "carryover", "{half_life: 2 weeks}");
    const pk_pair_t *pair = map ? only_pair(reader, map, "carryover", carryover_hint) : NULL;
    if (!pair) {
        return;
    }
    const char **names = PK_ARRAY(reader->arena, const char *, pk_carryover_count);
    for (int i = 0; i < pk_carryover_count; i++) {
        names[i] = pk_carryovers[i].name;
        if (strcmp(names[i], pair->key->text) == 0) {
            channel->carryover = i;
        }
    }
    if (channel->carryover < 0) {
        pk_unknown(reader, pair->key->place, pair->key->text, "carry-over", names, pk_carryover_count);
        return;
    }
    const pk_carryover_t *form = &pk_carryovers[channel->carryover];
    const char *at = pk_arena_format(reader->arena, "%s.carryover", path);
    if (strcmp(form->parameters[0], form->name) == 0) {
        channel->carryover_at[0] = pk_read_under(reader, map, form->name, at, carryover_domain(form->name), 0);
    } else {
        read_parameters(reader, form, pair->value, channel, pk_arena_format(reader->arena, "%s.%s", at, form->name));
    }
}

/* Saturation */

static const char saturation_hint[] = "{half: 2000, slope: 1.2}, or exponential: {scale: 900}, logistic: {scale: 900}, "
                                      "linear: {unit: 100}";

/* Hill is written by its parameters themselves, without a name. */
static bool is_hill(const pk_saturation_t *form)
{
    return strcmp(form->parameters[0], "half") == 0;
}

static void read_curve(pk_reader_t *reader, const pk_saturation_t *form, const pk_node_t *map, pk_driver_t *driver,
                       const char *path)
{
    const char *keys[PK_SATURATION_PARAMETERS];
    int count = 0;
    for (int i = 0; i < PK_SATURATION_PARAMETERS && form->parameters[i]; i++) {
        keys[count++] = form->parameters[i];
    }
    pk_node_check_keys(map, keys, count, "saturation", reader->diag);
    for (int i = 0; i < PK_SATURATION_PARAMETERS && form->parameters[i]; i++) {
        const char *parameter = form->parameters[i];
        driver->saturation_at[i] = pk_read_under(reader, map, parameter, path, PK_POSITIVE, 0);
        if (driver->saturation_at[i]->kind != PK_NUMBER_NONE) {
            continue;
        }
        if (form->defaults[i] == 0) {
            pk_error(reader->diag, map->place, saturation_hint, "the saturation has no %s", parameter);
        } else {
            driver->saturation_at[i] =
                pk_number_default(&reader->numbers, pk_arena_format(reader->arena, "%s.%s", path, parameter),
                                  map->place, PK_POSITIVE, form->defaults[i]);
        }
    }
}

static void read_named_curve(pk_reader_t *reader, const pk_node_t *map, pk_driver_t *driver, const char *path)
{
    const pk_pair_t *pair = only_pair(reader, map, "saturation", saturation_hint);
    if (!pair) {
        return;
    }
    const char **names = PK_ARRAY(reader->arena, const char *, pk_saturation_count);
    for (int i = 0; i < pk_saturation_count; i++) {
        names[i] = is_hill(&pk_saturations[i]) ? "half" : pk_saturations[i].name;
        if (strcmp(names[i], pair->key->text) == 0) {
            driver->saturation = i;
        }
    }
    if (driver->saturation < 0) {
        pk_unknown(reader, pair->key->place, pair->key->text, "saturation", names, pk_saturation_count);
        return;
    }
    const pk_saturation_t *form = &pk_saturations[driver->saturation];
    const pk_node_t *inner = pk_want_map(reader, pair->value, form->name, saturation_hint);
    if (inner) {
        read_curve(reader, form, inner, driver, pk_arena_format(reader->arena, "%s.%s", path, form->name));
    }
}

void pk_read_saturation(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    const pk_node_t *map =
        pk_want_map(reader, pk_node_get(body, "saturation"), "saturation", "{half: 2000, slope: 1.2}");
    if (!map) {
        return;
    }
    const char *at = pk_arena_format(reader->arena, "%s.saturation", path);
    if (!pk_node_get(map, "half") && !pk_node_get(map, "slope")) {
        read_named_curve(reader, map, driver, at);
        return;
    }
    for (int i = 0; i < pk_saturation_count; i++) {
        if (is_hill(&pk_saturations[i])) {
            driver->saturation = i;
        }
    }
    read_curve(reader, &pk_saturations[driver->saturation], map, driver, at);
}
