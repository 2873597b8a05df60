/* Channels: spend, its carry-over, its saturation. */
#include "model/driver_form.h"

static void read_channel(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    pk_channel_t *channel = pk_channel_of(driver);
    *channel = (pk_channel_t){.carryover = -1, .carryover_at = {reader->none, reader->none}};
    channel->spend = pk_read_under(reader, body, "spend", path, PK_INFLOW, PK_MAY_SCHEDULE | PK_MAY_TOTAL);
    if (channel->spend->kind == PK_NUMBER_NONE) {
        channel->spend = pk_number_default(&reader->numbers, pk_arena_format(reader->arena, "%s.spend", path),
                                           driver->place, PK_INFLOW, 0);
    }
    channel->history = pk_read_under(reader, body, "history", path, PK_INFLOW, 0);
    channel->ours = pk_read_bool(reader, pk_node_get(body, "ours"), "ours", true);
    pk_read_carryover(reader, body, channel, path);
    pk_read_saturation(reader, body, driver, path);
}

/* The steady spend that the written probabilities were observed with. */
static bool today(const pk_model_t *model, const pk_driver_t *driver, double *value)
{
    (void)model;
    const pk_channel_t *channel = pk_channel_of(driver);
    const pk_number_t *number = channel->history->kind != PK_NUMBER_NONE ? channel->history : channel->spend;
    *value = number->value;
    return pk_is_plain(number);
}

/* Its response without a saturation is money itself, which is no part of 1. */
static void check_saturation(const pk_check_t *check, const pk_driver_t *driver)
{
    for (int i = 0; driver->saturation < 0 && i < driver->neffect; i++) {
        const pk_number_t *strength = driver->effects[i].strength;
        if (strength->sign != PK_BRINGS) {
            pk_warning(check->diag, strength->place, "for example saturation: {half: 2000}",
                       "%s has no saturation: this strength holds for each unit of money spent", driver->name);
        }
    }
}

static void check(const pk_check_t *self, const pk_driver_t *driver)
{
    const pk_channel_t *channel = pk_channel_of(driver);
    if (channel->spend->kind == PK_NUMBER_SCHEDULE && channel->history->kind == PK_NUMBER_NONE) {
        pk_error(self->diag, channel->spend->place, "write history: what was spent a step before step 1",
                 "the spend of %s changes over time, so the model must say what went before", driver->name);
    }
    check_saturation(self, driver);
}

const pk_driver_form_t pk_channel_form = {
    .section = "channels",
    .what = "a channel",
    .word = "channel",
    .head = {"Channels", "Mainoskanavat"},
    .kind = PK_DRIVER_CHANNEL,
    .size = sizeof(pk_channel_t),
    .keys = {"spend", "history", "carryover", "saturation", "ours"},
    .strengths = 1 << PK_TIMES | 1 << PK_PLUS | 1 << PK_BRINGS,
    .strengths_text = "x1.5, +3% or brings 20%",
    .read = read_channel,
    .today = today,
    .nothing_today = "nothing is spent on it today: write its spend: (or history:), or +A",
    .check = check,
};
