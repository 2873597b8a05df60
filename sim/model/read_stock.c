/* Stocks: what builds up and fades; and ratios of two of them. */
#include "model/driver_form.h"

static const char gains_example[] = "{lead -> customer: 0.1}, or {channels: {facebook: 1}}";

static pk_number_t *read_or(pk_reader_t *reader, const pk_node_t *body, const char *key, const char *path,
                            const pk_driver_t *driver, pk_domain_t domain, double value)
{
    pk_number_t *number = pk_read_under(reader, body, key, path, domain, 0);
    if (number->kind != PK_NUMBER_NONE) {
        return number;
    }
    const char *at = pk_arena_format(reader->arena, "%s.%s", path, key);
    return pk_number_default(&reader->numbers, at, driver->place, domain, value);
}

static void read_channel_gains(pk_reader_t *reader, const pk_node_t *node, pk_driver_t *driver, const char *path)
{
    const pk_node_t *map = pk_want_map(reader, node, "gains from channels", "{facebook: 1}");
    const int count = map ? map->count : 0;
    pk_weights_t *gains = &pk_stock_of(driver)->channel_gains;
    *gains = (pk_weights_t){.index = PK_ARRAY(reader->arena, int, count),
                            .number = PK_ARRAY(reader->arena, pk_number_t *, count)};
    for (int i = 0; i < count; i++) {
        const pk_node_t *key = map->pairs[i].key;
        const int channel = pk_read_driver_name(reader, key, PK_DRIVER_CHANNEL);
        if (channel < 0) {
            continue;
        }
        const char *at = pk_arena_format(reader->arena, "%s.channels.%s", path, key->text);
        gains->index[gains->count] = channel;
        gains->number[gains->count++] = pk_number_read(&reader->numbers, map->pairs[i].value, at, PK_REAL, 0);
    }
}

static void read_stock(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    pk_stock_t *stock = pk_stock_of(driver);
    stock->start = read_or(reader, body, "start", path, driver, PK_NONNEGATIVE, 0);
    stock->decay = read_or(reader, body, "decay", path, driver, PK_SHARE, 0);
    const pk_node_t *gains = pk_want_map(reader, pk_node_get(body, "gains"), "gains", gains_example);
    const pk_node_t *channels = pk_node_get(body, "channels");
    const pk_node_t *inner = pk_node_get(gains, "channels");
    const char *at = pk_arena_format(reader->arena, "%s.gains", path);
    pk_read_label(reader, gains, "");
    stock->gains = pk_read_flow_numbers(reader, gains, at, PK_REAL, 0, "channels");
    if (channels && inner) {
        pk_error(reader->diag, inner->place, "put both into one", "%s names its channels twice", driver->name);
    }
    read_channel_gains(reader, channels ? channels : inner, driver, channels ? path : at);
    pk_read_saturation(reader, body, driver, path);
}

static void read_ratio(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    pk_ratio_t *of = pk_ratio_of(driver);
    const pk_node_t *ratio = pk_node_get(body, "ratio");
    if (ratio->kind != PK_NODE_LIST || ratio->count != 2) {
        pk_error(reader->diag, ratio->place, "for example ratio: [star_points, reviews]",
                 "ratio must be a list of two stocks");
    } else {
        of->above = pk_read_driver_name(reader, ratio->items[0], PK_DRIVER_STOCK);
        of->below = pk_read_driver_name(reader, ratio->items[1], PK_DRIVER_STOCK);
    }
    of->empty = pk_read_under(reader, body, "empty", path, PK_REAL, 0);
    if (of->empty->kind == PK_NUMBER_NONE) {
        pk_error(reader->diag, driver->place, "for example empty: 4.2",
                 "the ratio %s does not say what it is while the stock below the line is empty", driver->name);
    }
    pk_read_saturation(reader, body, driver, path);
}

static bool stock_today(const pk_model_t *model, const pk_driver_t *driver, double *value)
{
    (void)model;
    *value = pk_stock_of(driver)->start->value;
    return pk_is_plain(pk_stock_of(driver)->start);
}

/* Known where one of the two is empty: what it is then, or 0. */
static bool ratio_today(const pk_model_t *model, const pk_driver_t *driver, double *value)
{
    const pk_ratio_t *of = pk_ratio_of(driver);
    const pk_number_t *above = pk_stock_of(&model->drivers[of->above])->start;
    const pk_number_t *below = pk_stock_of(&model->drivers[of->below])->start;
    if (pk_is_nothing(below)) {
        *value = of->empty->value;
        return pk_is_plain(of->empty);
    }
    *value = 0;
    return pk_is_nothing(above);
}

const pk_driver_form_t pk_stock_form = {
    .section = "stocks",
    .what = "a stock",
    .word = "stock",
    .head = {"Stocks", "Varannot"},
    .kind = PK_DRIVER_STOCK,
    .size = sizeof(pk_stock_t),
    .keys = {"start", "decay", "gains", "channels", "saturation"},
    .strengths = 1 << PK_TIMES | 1 << PK_PLUS | 1 << PK_BRINGS | 1 << PK_ELASTICITY,
    .strengths_text = "x1.5, +3%, brings 20% or {elasticity: 0.4}",
    .read = read_stock,
    .today = stock_today,
    .nothing_today = "give it a start: above 0, or write +A",
};

const pk_driver_form_t pk_ratio_form = {
    .section = "stocks",
    .what = "a ratio of stocks",
    .word = "ratio",
    .head = {"Stocks", "Varannot"},
    .kind = PK_DRIVER_RATIO,
    .mark = "ratio",
    .size = sizeof(pk_ratio_t),
    .keys = {"ratio", "empty", "saturation"},
    .strengths = 1 << PK_TIMES | 1 << PK_PLUS | 1 << PK_BRINGS | 1 << PK_ELASTICITY,
    .strengths_text = "x1.5, +3%, brings 20% or {elasticity: 0.4}",
    .read = read_ratio,
    .today = ratio_today,
    .nothing_today = "give its stocks a start: above 0, or write +A",
};
