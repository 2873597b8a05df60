#include "report/path_attribution.h"

#include "report/json.h"
#include "report/table.h"

const char pk_path_attribution_caution[] =
    "This is what stood on the path, not what caused the conversion: only a test in which some people do not meet a "
    "channel tells that.";

/* The columns that are numbers of a channel. */
typedef struct {
    const char *name;
    size_t offset;
} column_t;

#define COLUMN(name, field)                                                                                            \
    {                                                                                                                  \
        name, offsetof(pk_path_channel_t, field)                                                                       \
    }

static const column_t columns[] = {COLUMN("removal_effect", removal_effect),
                                   COLUMN("removal_share", removal_share),
                                   COLUMN("removal_conversions", removal),
                                   COLUMN("shapley", shapley),
                                   COLUMN("first", first),
                                   COLUMN("last", last),
                                   COLUMN("linear", linear),
                                   COLUMN("p05", p05),
                                   COLUMN("p95", p95)};
enum { COLUMNS = sizeof columns / sizeof *columns };

static double number(const pk_path_channel_t *channel, int column)
{
    return *(const double *)((const char *)channel + columns[column].offset);
}

pk_status_t pk_path_attribution_write(const pk_path_attribution_t *self, const char *folder, pk_output_t *output,
                                      pk_diag_t *diag)
{
    pk_table_t table;
    if (pk_table_open(&table, folder, PK_PATH_ATTRIBUTION_TABLE, "", output, diag) != PK_OK) {
        return PK_FAILED;
    }
    pk_table_text(&table, "order");
    pk_table_text(&table, "channel");
    for (int k = 0; k < COLUMNS; k++) {
        pk_table_text(&table, columns[k].name);
    }
    pk_table_end_row(&table);
    for (int i = 0; i < self->count; i++) {
        pk_table_number(&table, self->order);
        pk_table_text(&table, self->channels[i].channel);
        for (int k = 0; k < COLUMNS; k++) {
            pk_table_number(&table, number(&self->channels[i], k));
        }
        pk_table_end_row(&table);
    }
    return pk_table_close(&table, diag);
}

static json_t *likelihoods(const pk_path_attribution_t *self)
{
    if (!self->chosen) {
        return json_null();
    }
    json_t *list = json_array();
    for (int k = 0; k < PK_PATH_ORDERS; k++) {
        json_array_append_new(list, pk_json_number(self->likelihood[k]));
    }
    return list;
}

static json_t *log_of(const pk_path_attribution_t *self)
{
    if (!self->is_log) {
        return json_null();
    }
    json_t *object = json_object();
    pk_json_set(object, "cases", json_integer(self->cases));
    pk_json_set(object, "conversions_without_touchpoint", json_integer(self->bare));
    pk_json_set(object, "touchpoints_after_conversion", json_integer(self->after));
    return object;
}

static json_t *channels(const pk_path_attribution_t *self)
{
    json_t *list = json_array();
    for (int i = 0; i < self->count; i++) {
        json_t *entry = json_object();
        pk_json_set(entry, "channel", pk_json_text(self->channels[i].channel));
        for (int k = 0; k < COLUMNS; k++) {
            pk_json_set(entry, columns[k].name, pk_json_number(number(&self->channels[i], k)));
        }
        json_array_append_new(list, entry);
    }
    return list;
}

char *pk_path_attribution_json(const pk_path_attribution_t *self, pk_arena_t *arena)
{
    json_t *root = json_object(), *walks = json_object();
    pk_json_set(walks, "conversions", pk_json_number(self->conversions));
    pk_json_set(walks, "nulls", pk_json_number(self->nulls));
    pk_json_set(root, "file", pk_json_text(self->file));
    pk_json_set(root, "caution", pk_json_text(pk_path_attribution_caution));
    pk_json_set(root, "order", json_integer(self->order));
    pk_json_set(root, "chosen", json_boolean(self->chosen));
    pk_json_set(root, "log_likelihood", likelihoods(self));
    pk_json_set(root, "states", json_integer(self->states));
    pk_json_set(root, "paths", json_integer(self->paths));
    pk_json_set(root, "walks", walks);
    pk_json_set(root, "log", log_of(self));
    pk_json_set(root, "shared", pk_json_text(self->shared));
    pk_json_set(root, "total", pk_json_number(self->total));
    pk_json_set(root, "seed", json_integer((json_int_t)self->seed));
    pk_json_set(root, "bootstraps", json_integer(self->bootstraps));
    pk_json_set(root, "bootstraps_without_conversion", json_integer(self->empty));
    pk_json_set(root, "channels", channels(self));
    return pk_json_write(root, arena);
}
