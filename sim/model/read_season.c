/* Seasons: twelve indices, one a month. */
#include "model/driver_form.h"

static void read_season(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    static const char hint[] = "for example by_month: [.4, .4, .7, 1.5, 1.6, 1, .8, .9, 1.6, 1.8, .9, .4]";
    const pk_node_t *node = pk_node_get(body, "by_month");
    if (!node) {
        pk_error(reader->diag, driver->place, hint, "the season %s has no by_month", driver->name);
        return;
    }
    if (node->kind != PK_NODE_LIST || node->count != 12) {
        const char *found =
            node->kind == PK_NODE_LIST ? pk_arena_format(reader->arena, "%d", node->count) : pk_node_what(node);
        pk_error(reader->diag, node->place, hint, "by_month must be a list of 12 numbers, not %s", found);
        return;
    }
    for (int i = 0; i < 12; i++) {
        const char *at = pk_arena_format(reader->arena, "%s.by_month.%d", path, i + 1);
        pk_season_of(driver)->by_month[i] = pk_number_read(&reader->numbers, node->items[i], at, PK_NONNEGATIVE, 0);
    }
}

const pk_driver_form_t pk_season_form = {
    .section = "seasons",
    .what = "a season",
    .word = "season",
    .head = {"Seasons", "Kausivaihtelu"},
    .kind = PK_DRIVER_SEASON,
    .size = sizeof(pk_season_t),
    .keys = {"by_month"},
    .dated = true,
    .read = read_season,
};
