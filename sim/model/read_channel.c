/* Channels: spend, its carry-over, its saturation. */
#include "model/read.h"

static void read_channel(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    driver->spend = pk_read_under(reader, body, "spend", path, PK_INFLOW, PK_MAY_SCHEDULE | PK_MAY_TOTAL);
    if (driver->spend->kind == PK_NUMBER_NONE) {
        driver->spend = pk_number_default(&reader->numbers, pk_arena_format(reader->arena, "%s.spend", path),
                                          driver->place, PK_INFLOW, 0);
    }
    driver->history = pk_read_under(reader, body, "history", path, PK_INFLOW, 0);
    driver->ours = pk_read_bool(reader, pk_node_get(body, "ours"), "ours", true);
    pk_read_carryover(reader, body, driver, path);
    pk_read_saturation(reader, body, driver, path);
}

const pk_driver_form_t pk_channel_form = {
    .section = "channels",
    .what = "a channel",
    .kind = PK_DRIVER_CHANNEL,
    .keys = {"spend", "history", "carryover", "saturation", "ours"},
    .strengths = 1 << PK_TIMES | 1 << PK_PLUS | 1 << PK_BRINGS,
    .strengths_text = "x1.5, +3% or brings 20%",
    .read = read_channel,
};
