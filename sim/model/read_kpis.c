/* `kpis:`: one row a kind in a table. */
#include <string.h>

#include "model/kpi_catalogue.h"
#include "model/read.h"

typedef struct {
    const char *key;
    const char *example;
    void (*read)(pk_reader_t *reader, const pk_node_t *node, pk_kpi_t *kpi);
    bool may_discount;
} kpi_form_t;

static void read_flows(pk_reader_t *reader, const pk_node_t *node, pk_kpi_t *kpi)
{
    pk_read_places(reader, node, NULL, &kpi->flows);
}

static void read_stages(pk_reader_t *reader, const pk_node_t *node, pk_kpi_t *kpi)
{
    pk_read_places(reader, node, &kpi->stages, NULL);
}

static void read_either(pk_reader_t *reader, const pk_node_t *node, pk_kpi_t *kpi)
{
    pk_read_places(reader, node, &kpi->stages, &kpi->flows);
}

/* `time: {success: .85}` with weights, or stages of weight 1. */
static void read_time(pk_reader_t *reader, const pk_node_t *node, pk_kpi_t *kpi)
{
    const bool weighted = node->kind == PK_NODE_MAP;
    const int most = weighted ? node->count : pk_item_count(node);
    kpi->weights = PK_ARRAY(reader->arena, pk_number_t *, most);
    if (weighted) {
        kpi->stages.index = PK_ARRAY(reader->arena, int, most);
    } else {
        read_stages(reader, node, kpi);
    }
    for (int i = 0; weighted && i < node->count; i++) {
        if (pk_is_remark(node->pairs[i].key->text) && pk_stage_find(reader->model, node->pairs[i].key->text) < 0) {
            continue;
        }
        const int stage = pk_read_stage_name(reader, node->pairs[i].key);
        if (stage < 0) {
            continue;
        }
        const char *path = pk_arena_format(reader->arena, "kpis.%s.time.%s", kpi->name, node->pairs[i].key->text);
        kpi->weights[kpi->stages.count] = pk_number_read(&reader->numbers, node->pairs[i].value, path, PK_REAL, 0);
        kpi->stages.index[kpi->stages.count++] = stage;
    }
    for (int i = 0; !weighted && i < kpi->stages.count; i++) {
        const char *stage = reader->model->stages[kpi->stages.index[i]].name;
        const char *path = pk_arena_format(reader->arena, "kpis.%s.time.%s", kpi->name, stage);
        kpi->weights[i] = pk_number_default(&reader->numbers, path, node->place, PK_REAL, 1);
    }
}

static bool is_ratio(const pk_model_t *model, const char *name)
{
    const pk_kpi_entry_t *builtin = pk_kpi_builtin(name);
    if (builtin) {
        return builtin->above != NULL;
    }
    for (int i = 0; i < model->nkpi; i++) {
        if (strcmp(model->kpis[i].name, name) == 0) {
            return model->kpis[i].kind == PK_KPI_RATIO;
        }
    }
    return false;
}

static const char *read_side(pk_reader_t *reader, const pk_node_t *node)
{
    const char *name = pk_read_kpi_name(reader, node);
    if (name && is_ratio(reader->model, name)) {
        pk_error(reader->diag, node->place, "name what stands above and below its line",
                 "%s is a ratio itself: a ratio is of two other KPIs", name);
    }
    return name;
}

static void read_ratio(pk_reader_t *reader, const pk_node_t *node, pk_kpi_t *kpi)
{
    if (node->kind != PK_NODE_LIST || node->count != 2) {
        pk_error(reader->diag, node->place, "for example ratio: [profit, new_customers]",
                 "ratio must be a list of two KPIs");
        return;
    }
    kpi->above = read_side(reader, node->items[0]);
    kpi->below = read_side(reader, node->items[1]);
}

/* In the order of pk_kpi_kind_t. */
static const kpi_form_t forms[] = {
    {"count", "{count: lead -> customer}", read_flows, false},
    {"share", "{share: loyal}", read_stages, false},
    {"average", "{average: [customer, loyal]}", read_stages, false},
    {"peak", "{peak: lead}", read_stages, false},
    {"time", "{time: {success: .85, revision: .30}, discount: 1.5%}", read_time, true},
    {"money", "{money: [loyal, lead -> customer], discount: 3%}", read_either, true},
    {"ratio", "{ratio: [profit, new_customers]}", read_ratio, false},
};

static const char *const other_keys[] = {"label", "better", "discount"};

/* Which kind a body is; -1 after an error. */
static int find_kind(pk_reader_t *reader, const pk_node_t *body, const pk_node_t *key, bool tell)
{
    int found = -1;
    const char *words[PK_COUNT(forms)];
    for (int i = 0; i < PK_COUNT(forms); i++) {
        words[i] = forms[i].key;
        const pk_node_t *node = pk_node_get(body, words[i]);
        if (node && found >= 0 && tell) {
            pk_error(reader->diag, node->place, "make two KPIs of it", "the KPI %s is both a %s and a %s", key->text,
                     words[found], words[i]);
        } else if (node && found < 0) {
            found = i;
        }
    }
    if (found < 0 && tell) {
        pk_error(reader->diag, key->place, "for example {count: lead -> customer}", "the KPI %s must have one of %s",
                 key->text, pk_list_words(reader, words, PK_COUNT(forms), "or"));
    }
    return found;
}

static void declare(pk_reader_t *reader, const pk_pair_t *pair)
{
    const pk_node_t *key = pair->key;
    pk_read_name(reader, key, "a KPI");
    if (pk_kpi_builtin(key->text)) {
        pk_error(reader->diag, key->place, "choose another name; the built-in one is always there",
                 "%s is a built-in KPI", key->text);
    }
    const int kind = find_kind(reader, pair->value, key, false);
    reader->model->kpis[reader->model->nkpi++] = (pk_kpi_t){.kind = kind < 0 ? PK_KPI_COUNT : (pk_kpi_kind_t)kind,
                                                            .name = key->text,
                                                            .label = key->text,
                                                            .place = key->place,
                                                            .discount = reader->none};
}

static void check_keys(pk_reader_t *reader, const pk_node_t *body)
{
    const char *allowed[PK_COUNT(forms) + PK_COUNT(other_keys)];
    int count = 0;
    for (int i = 0; i < PK_COUNT(forms); i++) {
        allowed[count++] = forms[i].key;
    }
    for (int i = 0; i < PK_COUNT(other_keys); i++) {
        allowed[count++] = other_keys[i];
    }
    pk_node_check_keys(body, allowed, count, "a KPI", reader->diag);
}

static void read_kpi(pk_reader_t *reader, const pk_pair_t *pair, pk_kpi_t *kpi)
{
    static const char *const directions[] = {"higher", "lower"};
    const pk_node_t *body = pk_want_map(reader, pair->value, "a KPI", "{count: lead -> customer}");
    if (!body && !pk_node_is_null(pair->value)) {
        return;
    }
    if (body) {
        check_keys(reader, body);
    }
    kpi->label = pk_read_label(reader, body, kpi->name);
    kpi->lower_is_better = pk_read_choice(reader, pk_node_get(body, "better"), "better", directions, 2, 0) == 1;
    const int kind = find_kind(reader, body, pair->key, true);
    if (kind < 0) {
        return;
    }
    forms[kind].read(reader, pk_node_get(body, forms[kind].key), kpi);
    const char *path = pk_arena_format(reader->arena, "kpis.%s", kpi->name);
    kpi->discount = pk_read_under(reader, body, "discount", path, PK_DISCOUNT, 0);
    if (kpi->discount->kind != PK_NUMBER_NONE && !forms[kind].may_discount) {
        pk_error(reader->diag, kpi->discount->place, "only time and money are discounted",
                 "the KPI %s counts: it cannot have a discount", kpi->name);
    }
}

void pk_read_kpis(pk_reader_t *reader, const pk_node_t *root)
{
    enum { KPIS_MOST = 1000 };
    pk_model_t *model = reader->model;
    const pk_node_t *section = pk_read_section(reader, root, "kpis", KPIS_MOST);
    const int count = section ? section->count : 0;
    model->kpis = PK_ARRAY(reader->arena, pk_kpi_t, count);
    for (int i = 0; i < count; i++) {
        declare(reader, &section->pairs[i]);
    }
    for (int i = 0; i < count; i++) {
        read_kpi(reader, &section->pairs[i], &model->kpis[i]);
    }
}
