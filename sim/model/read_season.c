/* Seasons: twelve indices, one a month, or seven, one a day of the week. */
#include "model/driver_form.h"

static const struct {
    const char *key;
    int count;
    const char *hint;
} kinds[] = {
    {"by_month", PK_SEASON_MONTHS, "for example by_month: [.4, .4, .7, 1.5, 1.6, 1, .8, .9, 1.6, 1.8, .9, .4]"},
    {"by_weekday", PK_SEASON_WEEKDAYS, "Monday first, for example by_weekday: [1.1, 1.1, 1, 1, 1.2, .9, .7]"},
};

/* Whether it says in one way how it goes; where it does, which: an index of `kinds`. */
static bool is_one_kind(pk_reader_t *reader, const pk_node_t *body, const pk_driver_t *driver, int *kind)
{
    const pk_node_t *months = pk_node_get(body, "by_month"), *days = pk_node_get(body, "by_weekday");
    *kind = days != NULL;
    if (!months && !days) {
        pk_error(
            reader->diag, driver->place,
            "for example by_month: [.4, .4, .7, 1.5, 1.6, 1, .8, .9, 1.6, 1.8, .9, .4], or, where a step is a day, "
            "by_weekday: [1.1, 1.1, 1, 1, 1.2, .9, .7]",
            "the season %s has neither by_month nor by_weekday", driver->name);
        return false;
    }
    if (months && days) {
        pk_error(reader->diag, days->place, "write two seasons, one for each: their indices multiply",
                 "the season %s has by_month and by_weekday; it takes one of them", driver->name);
        return false;
    }
    if (days && reader->model->step != PK_DAY) {
        pk_error(reader->diag, days->place, "write step: day, or leave it out",
                 "by_weekday needs steps of a day, and a step of this model is a %s",
                 pk_unit_name(reader->model->step));
        return false;
    }
    return true;
}

static void read_season(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    pk_season_t *season = pk_season_of(driver);
    int kind;
    if (!is_one_kind(reader, body, driver, &kind)) {
        return;
    }
    const char *key = kinds[kind].key;
    const pk_node_t *node = pk_node_get(body, key);
    if (node->kind != PK_NODE_LIST || node->count != kinds[kind].count) {
        const char *found =
            node->kind == PK_NODE_LIST ? pk_arena_format(reader->arena, "%d", node->count) : pk_node_what(node);
        pk_error(reader->diag, node->place, kinds[kind].hint, "%s must be a list of %d numbers, not %s", key,
                 kinds[kind].count, found);
        return;
    }
    season->count = node->count;
    for (int i = 0; i < node->count; i++) {
        const char *at = pk_arena_format(reader->arena, "%s.%s.%d", path, key, i + 1);
        season->index[i] = pk_number_read(&reader->numbers, node->items[i], at, PK_NONNEGATIVE, 0);
    }
}

const pk_driver_form_t pk_season_form = {
    .section = "seasons",
    .what = "a season",
    .word = "season",
    .head = {"Seasons", "Kausivaihtelu"},
    .kind = PK_DRIVER_SEASON,
    .size = sizeof(pk_season_t),
    .keys = {"by_month", "by_weekday"},
    .dated = true,
    .read = read_season,
};
