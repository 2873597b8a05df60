/* What a scenario changes in its model: assumptions, spend, levers, conversions. */
#include <string.h>

#include "model/learned.h"
#include "model/read_scenario.h"

enum { PATHS_SHOWN = 3 };

/* Whether `name` goes on below `path`; blanks do not matter. */
static bool is_below(const char *name, const char *path)
{
    for (;; name++, path++) {
        name += strspn(name, " ");
        path += strspn(path, " ");
        if (!*path || *name != *path) {
            return !*path && *name == '.';
        }
    }
}

/* Whether `part`, but for blanks, is one of the keys of a path behind the first, or several that stand together. */
static bool has_part(const char *path, const char *part)
{
    for (const char *dot = strchr(path, '.'); dot && *part; dot = strchr(dot + 1, '.')) {
        const char *at = dot + 1, *wanted = part;
        for (at += strspn(at, " "), wanted += strspn(wanted, " "); *wanted && *at == *wanted;) {
            at++, wanted++;
            at += strspn(at, " "), wanted += strspn(wanted, " ");
        }
        if (!*wanted && (!*at || *at == '.')) {
            return true;
        }
    }
    return false;
}

/* "did you mean A, B or C?", the nearest paths of the book; what stands below it where it is a part of a path. */
const char *pk_path_hint(pk_reader_t *reader, const char *path)
{
    const pk_numbers_t *book = &reader->model->numbers;
    const char **names = PK_ARRAY(reader->arena, const char *, book->count);
    const char *shown[PATHS_SHOWN];
    int count = 0;
    for (int i = 0; i < book->count; i++) {
        names[i] = book->all[i]->path;
        if (count < PATHS_SHOWN && is_below(names[i], path)) {
            shown[count++] = names[i];
        }
    }
    if (count > 0) {
        return pk_arena_format(reader->arena, "numbers below it: %s", pk_list_words(reader, shown, count, "and"));
    }
    for (int i = 0; i < book->count && count < PATHS_SHOWN; i++) {
        if (has_part(names[i], path)) {
            shown[count++] = names[i];
        }
    }
    if (count > 0) {
        return pk_arena_format(reader->arena, "a path begins with its section: %s",
                               pk_list_words(reader, shown, count, "or"));
    }
    for (int i = 0; i < PATHS_SHOWN; i++) {
        const char *nearest = pk_nearest(path, names, book->count);
        if (!nearest) {
            break;
        }
        shown[count++] = nearest;
        for (int j = 0; j < book->count; j++) {
            if (strcmp(names[j], nearest) == 0) {
                names[j] = "";
            }
        }
    }
    if (count > 0) {
        return pk_arena_format(reader->arena, "did you mean %s?", pk_list_words(reader, shown, count, "or"));
    }
    return "a path is the keys on the way to a number, joined by dots, like channels.facebook.saturation.half";
}

/* A stage's start, of which a model in balance has none. */
static bool is_start(const pk_model_t *model, const char *path)
{
    static const char front[] = "stages.", back[] = ".start";
    const size_t length = strlen(path);
    return model->balance && strncmp(path, front, strlen(front)) == 0 && length > strlen(front) + strlen(back) &&
           strcmp(&path[length - strlen(back)], back) == 0;
}

static void assume(pk_plan_reader_t *self, const pk_pair_t *pair, pk_number_t **changed, int *count)
{
    pk_reader_t *reader = &self->reader;
    const pk_place_t place = pair->key->place;
    if (strcmp(pair->key->text, "posterior") == 0 || strcmp(pair->key->text, "together") == 0) { /* before, after */
        return;
    }
    pk_number_t *number = pk_number_find(&reader->model->numbers, pair->key->text);
    if (!number && is_start(reader->model, pair->key->text)) {
        pk_error(reader->diag, place, "leave it out, or give the stages their own start: in the model",
                 "%s cannot be assumed: the model has start: balance, which says where everybody starts",
                 pk_quote(reader, pair->key->text));
        return;
    }
    if (!number) {
        pk_error(reader->diag, place, pk_path_hint(reader, pair->key->text), "the model has no number %s",
                 pk_quote(reader, pair->key->text));
        return;
    }
    for (int i = 0; i < *count; i++) {
        if (changed[i] == number) {
            pk_error(reader->diag, place, "keep one of them", "%s is assumed twice", number->path);
        }
    }
    changed[(*count)++] = number;
    const pk_status_t status = pk_number_assume(&reader->numbers, number, pair->value);
    PK_REQUIRE(!status || reader->diag->errors > 0);
}

void pk_read_assume(pk_plan_reader_t *self)
{
    const pk_node_t *map = pk_want_map(&self->reader, pk_node_get(self->root, "assume"), "assume",
                                       "{channels.facebook.saturation.half: 3000}");
    const pk_node_t *posterior = pk_node_get(map, "posterior");
    if (posterior != NULL && self->learned_at == NULL) {
        self->learned_at = posterior;
        self->learned = pk_learned_read("posterior", posterior, self->reader.arena, self->reader.diag);
    }
    if (self->learned != NULL) {
        pk_learned_lay(&self->reader, self->learned, self->learned_at, self->scenario->calendar.steps);
    }
    if (map == NULL && self->learned == NULL) {
        return;
    }
    pk_number_t **changed = PK_ARRAY(self->reader.arena, pk_number_t *, map != NULL ? map->count : 0);
    int count = 0;
    for (int i = 0; map != NULL && i < map->count; i++) {
        assume(self, &map->pairs[i], changed, &count);
    }
    pk_read_together(&self->reader, pk_node_get(map, "together"), true);
    pk_model_settle(self->scenario->model);
}

/* An array of numbers that are not written. */
static pk_number_t **blank(pk_reader_t *reader, int count)
{
    pk_number_t **numbers = PK_ARRAY(reader->arena, pk_number_t *, count);
    for (int i = 0; i < count; i++) {
        numbers[i] = reader->none;
    }
    return numbers;
}

pk_domain_t pk_lever_domain(const pk_driver_t *lever)
{
    for (int i = 0; i < lever->neffect; i++) {
        if (lever->effects[i].strength && lever->effects[i].strength->sign == PK_ELASTICITY) {
            return PK_POSITIVE;
        }
    }
    return pk_lever_of(lever)->value->domain;
}

static pk_number_t *read_setting(pk_reader_t *reader, const pk_node_t *node, const pk_driver_t *lever)
{
    return pk_number_read(&reader->numbers, node, pk_arena_format(reader->arena, "levers.%s", lever->name),
                          pk_lever_domain(lever), PK_MAY_SCHEDULE | PK_MAY_SWITCH);
}

/* How many numbers stand on top of each other at `node`: each but the lowest changes the one below it. */
static int count_changes(const pk_node_t *node)
{
    int count = 0;
    for (; node && pk_node_changes(node); node = node->under) {
        count++;
    }
    return count;
}

/* xM and +A change what the parents say, and that of the first of them the model's. Each has a path by how far it
 * stands above the plain amount, so that an uncertain one is drawn alike in the plans of a family. */
static pk_number_t *read_spend(pk_reader_t *reader, const pk_node_t *node, const pk_driver_t *channel)
{
    const int height = count_changes(node);
    const char *path = pk_arena_format(reader->arena, "spend.%s", channel->name);
    pk_number_t *under = NULL;
    if (height > 0) {
        under = node->under ? read_spend(reader, node->under, channel) : pk_channel_of(channel)->spend;
        path = height == 1 ? pk_arena_format(reader->arena, "%s change", path)
                           : pk_arena_format(reader->arena, "%s change %d", path, height);
    }
    pk_number_t *number = pk_number_read(&reader->numbers, node, path, pk_channel_of(channel)->spend->domain,
                                         PK_MAY_SCHEDULE | PK_MAY_TOTAL | PK_MAY_CHANGE);
    number->under = under;
    if (under && number->sign == PK_TIMES && number->kind != PK_NUMBER_SCHEDULE && under->kind == PK_NUMBER_FIXED &&
        under->value == 0) {
        pk_warning(reader->diag, node->place, "write the amount, or +500 for so much more",
                   "%s changes nothing: nothing is spent on %s there", number->text, channel->name);
    }
    return number;
}

/* A section that gives drivers of one kind a number: spend to channels, settings to levers. */
typedef struct {
    const char *section, *example;
    pk_driver_kind_t kind;
    pk_number_t *(*read)(pk_reader_t *reader, const pk_node_t *node, const pk_driver_t *driver);
} change_t;

static const change_t spend_change = {"spend", "{facebook: 800}", PK_DRIVER_CHANNEL, read_spend};
static const change_t lever_change = {"levers", "{response_hours: 36}", PK_DRIVER_LEVER, read_setting};

static pk_number_t **read_drivers(pk_plan_reader_t *self, const change_t *change)
{
    pk_reader_t *reader = &self->reader;
    const pk_node_t *map =
        pk_want_map(reader, pk_node_get(self->root, change->section), change->section, change->example);
    pk_number_t **numbers = blank(reader, reader->model->ndriver);
    for (int i = 0; map && i < map->count; i++) {
        const int driver = pk_read_driver_name(reader, map->pairs[i].key, (int)change->kind);
        if (driver >= 0) {
            numbers[driver] = change->read(reader, map->pairs[i].value, &reader->model->drivers[driver]);
        }
    }
    return numbers;
}

static void read_conversion(pk_plan_reader_t *self, const pk_pair_t *pair)
{
    pk_reader_t *reader = &self->reader;
    const int flow = pk_read_flow(reader, pair->key);
    if (flow < 0) {
        return;
    }
    const pk_transition_t *transition = &reader->model->transitions[flow];
    pk_number_t **number = &self->scenario->conversions[flow];
    if ((*number)->kind != PK_NUMBER_NONE) {
        pk_error(reader->diag, pair->key->place, "keep one of them", "%s is named twice", transition->name);
        return;
    }
    const unsigned may = PK_MAY_SCHEDULE | (transition->from_exits ? PK_MUST_TIMES : PK_MAY_TIMES | PK_MAY_VARY);
    *number = pk_number_read(&reader->numbers, pair->value,
                             pk_arena_format(reader->arena, "conversions.%s", transition->name),
                             pk_transition_domain(transition), may);
}

static void read_conversions(pk_plan_reader_t *self)
{
    const pk_node_t *map =
        pk_want_map(&self->reader, pk_node_get(self->root, "conversions"), "conversions", "{consider -> lead: x1.2}");
    self->scenario->conversions = blank(&self->reader, self->scenario->model->ntransition);
    for (int i = 0; map && i < map->count; i++) {
        read_conversion(self, &map->pairs[i]);
    }
}

void pk_read_changes(pk_plan_reader_t *self)
{
    self->scenario->spend = read_drivers(self, &spend_change);
    self->scenario->levers = read_drivers(self, &lever_change);
    read_conversions(self);
}
