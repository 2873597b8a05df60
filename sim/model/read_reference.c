/* Where a file names something that it declares elsewhere: stages, personas, drivers, capacities, KPIs. */
#include <string.h>

#include "model/driver_form.h"
#include "model/kpi_catalogue.h"

int pk_unknown(pk_reader_t *reader, pk_place_t place, const char *text, const char *what, const char *const *names,
               int count)
{
    const char *nearest = pk_nearest(text, names, count);
    const char *all = pk_list_words(reader, names, count, "and");
    const char *hint = count == 0              ? "the model has none"
                       : count == 1 && nearest ? pk_arena_format(reader->arena, "did you mean %s?", nearest)
                       : nearest ? pk_arena_format(reader->arena, "did you mean %s? There are %s", nearest, all)
                                 : pk_arena_format(reader->arena, "there %s %s", count == 1 ? "is only" : "are", all);
    const size_t word = strcspn(text, " :=");
    for (int i = 0; i < count && text[word]; i++) {
        if (strlen(names[i]) == word && strncmp(names[i], text, word) == 0) {
            hint = pk_arena_format(reader->arena, "a colon and a blank part a name from its value: %s: %s", names[i],
                                   text + word + strspn(text + word, " :="));
        }
    }
    pk_error(reader->diag, place, hint, "there is no %s %s", what, pk_quote(reader, text));
    return -1;
}

/* A name is one word. */
static const char *want_word(pk_reader_t *reader, const pk_node_t *node, const char *what)
{
    if (node->kind == PK_NODE_SCALAR && *node->text) {
        return node->text;
    }
    pk_error(reader->diag, node->place, NULL, "here goes the name of a %s, not %s", what, pk_node_what(node));
    return NULL;
}

static int stage_at(pk_reader_t *reader, pk_place_t place, const char *text)
{
    const pk_model_t *model = reader->model;
    const int found = pk_stage_find(model, text);
    if (found >= 0) {
        return found;
    }
    const char **names = PK_ARRAY(reader->arena, const char *, model->nstage);
    for (int i = 0; i < model->nstage; i++) {
        names[i] = model->stages[i].name;
    }
    return pk_unknown(reader, place, text, "stage", names, model->nstage);
}

int pk_read_stage_name(pk_reader_t *reader, const pk_node_t *node)
{
    const char *text = want_word(reader, node, "stage");
    return text ? stage_at(reader, node->place, text) : -1;
}

int pk_read_persona_name(pk_reader_t *reader, const pk_node_t *node)
{
    const pk_model_t *model = reader->model;
    const char *text = want_word(reader, node, "persona");
    if (!text) {
        return -1;
    }
    const int found = model->has_personas ? pk_persona_find(model, text) : -1;
    if (found >= 0) {
        return found;
    }
    const int count = model->has_personas ? model->npersona : 0;
    const char **names = PK_ARRAY(reader->arena, const char *, count);
    for (int i = 0; i < count; i++) {
        names[i] = model->personas[i].name;
    }
    return pk_unknown(reader, node->place, text, "persona", names, count);
}

int pk_read_driver_name(pk_reader_t *reader, const pk_node_t *node, int kind)
{
    const pk_model_t *model = reader->model;
    const char *what = kind < 0 ? "driver" : pk_driver_forms[kind]->word;
    const char *text = want_word(reader, node, what);
    if (!text) {
        return -1;
    }
    const int found = pk_driver_find(model, text);
    if (found >= 0 && (kind < 0 || (int)model->drivers[found].kind == kind)) {
        return found;
    }
    const char **names = PK_ARRAY(reader->arena, const char *, model->ndriver);
    int count = 0;
    for (int i = 0; i < model->ndriver; i++) {
        if (kind < 0 || (int)model->drivers[i].kind == kind) {
            names[count++] = model->drivers[i].name;
        }
    }
    return pk_unknown(reader, node->place, text, what, names, count);
}

int pk_read_capacity_name(pk_reader_t *reader, const pk_node_t *node)
{
    const pk_model_t *model = reader->model;
    const char *text = want_word(reader, node, "capacity");
    if (!text) {
        return -1;
    }
    const char **names = PK_ARRAY(reader->arena, const char *, model->ncapacity);
    for (int i = 0; i < model->ncapacity; i++) {
        names[i] = model->capacities[i].name;
        if (strcmp(names[i], text) == 0) {
            return i;
        }
    }
    return pk_unknown(reader, node->place, text, "capacity", names, model->ncapacity);
}

/* Names of KPIs that a run has; `any`: those of comparisons and individuals, too. */
static const char **kpi_names(const pk_model_t *model, bool any, pk_arena_t *arena, int *count)
{
    int builtin = 0;
    while (pk_kpi_catalogue[builtin].name) {
        builtin++;
    }
    const char **names = PK_ARRAY(arena, const char *, builtin + model->nkpi + model->ndriver);
    *count = 0;
    for (int i = 0; i < model->nkpi; i++) {
        names[(*count)++] = model->kpis[i].name;
    }
    for (int i = 0; i < builtin; i++) {
        const pk_kpi_scope_t scope = pk_kpi_catalogue[i].scope;
        if (scope == PK_KPI_OF_RUN || (any && scope != PK_KPI_PART && scope != PK_KPI_OF_CHANNEL)) {
            names[(*count)++] = pk_kpi_catalogue[i].name;
        }
    }
    for (int i = 0; i < model->ndriver; i++) {
        if (pk_is_our_channel(&model->drivers[i])) {
            names[(*count)++] = pk_arena_format(arena, "spend.%s", model->drivers[i].name);
        }
    }
    return names;
}

const char *pk_kpi_hint(const pk_model_t *model, const char *name, pk_arena_t *arena)
{
    int count = 0;
    const char **names = kpi_names(model, false, arena, &count);
    const char *near = pk_nearest(name, names, count);
    return near != NULL ? pk_arena_format(arena, "did you mean %s?", near) : "polku run prints the KPIs of a scenario";
}

const char *pk_read_kpi_name(pk_reader_t *reader, const pk_node_t *node)
{
    const char *text = want_word(reader, node, "KPI");
    if (!text || pk_kpi_exists(reader->model, text)) {
        return text;
    }
    int count = 0;
    const char **names = kpi_names(reader->model, false, reader->arena, &count);
    pk_unknown(reader, node->place, text, "KPI", names, count);
    return NULL;
}

static const char *trimmed(const pk_reader_t *reader, const char *start, const char *end)
{
    while (start < end && strchr(" \t\r\n", *start)) {
        start++;
    }
    while (start < end && strchr(" \t\r\n", end[-1])) {
        end--;
    }
    return pk_arena_copy_n(reader->arena, start, (size_t)(end - start));
}

/* ---- which KPIs are shown ---- */

static bool can_be_shown(const pk_model_t *model, const char *name)
{
    const pk_kpi_entry_t *entry = pk_kpi_entry(name);
    return entry != NULL ? entry->scope != PK_KPI_PART && entry->scope != PK_KPI_OF_CHANNEL
                         : pk_kpi_exists(model, name);
}

/* A name at `place`, written in `where`; false after an error. */
static bool add_shown(pk_reader_t *reader, pk_place_t place, const char *where, const char *name, const char **names,
                      int *count)
{
    for (int i = 0; i < *count; i++) {
        if (strcmp(names[i], name) == 0) {
            pk_error(reader->diag, place, NULL, "%s names %s twice", where, name);
            return false;
        }
    }
    if (!can_be_shown(reader->model, name)) {
        int known = 0;
        const char **all = kpi_names(reader->model, true, reader->arena, &known);
        const char *near = pk_nearest(name, all, known);
        pk_error(reader->diag, place,
                 near != NULL ? pk_arena_format(reader->arena, "did you mean %s?", near)
                              : "polku run prints the KPIs of a scenario",
                 "%s: there is no KPI %s", where, pk_quote(reader, name));
        return false;
    }
    names[(*count)++] = name;
    return true;
}

pk_kpi_list_t pk_read_show(pk_reader_t *reader, const pk_node_t *node)
{
    pk_kpi_list_t list = {0};
    if (node == NULL) {
        return list;
    }
    if (node->kind != PK_NODE_LIST || node->count == 0) {
        pk_error(reader->diag, node->place, "for example show: [profit, new_customers]",
                 "show must be a list of KPIs, not %s",
                 node->kind == PK_NODE_LIST ? "an empty one" : pk_node_what(node));
        return list;
    }
    const char **names = PK_ARRAY(reader->arena, const char *, node->count);
    for (int i = 0; i < node->count; i++) {
        const char *name = want_word(reader, node->items[i], "KPI");
        if (name != NULL) {
            (void)add_shown(reader, node->items[i]->place, "show", name, names, &list.count);
        }
    }
    list.names = names;
    return list;
}

pk_kpi_list_t pk_read_shown(pk_reader_t *reader, const char *text)
{
    pk_kpi_list_t list = {0};
    const int before = reader->diag->errors;
    const char **names = PK_ARRAY(reader->arena, const char *, strlen(text) + 1);
    list.names = names;
    for (const char *at = text;; at++) {
        const char *end = at + strcspn(at, ",");
        const char *name = trimmed(reader, at, end);
        if (*name == '\0') {
            pk_error(reader->diag, PK_NOWHERE, "for example --kpis profit,new_customers",
                     "--kpis has an empty name: \"%s\"", text);
        } else {
            (void)add_shown(reader, PK_NOWHERE, "--kpis", name, names, &list.count);
        }
        at = end;
        if (*at == '\0') {
            break;
        }
    }
    reader->diag->misused += reader->diag->errors - before;
    return list;
}

/* Flows */

bool pk_arrow_split(const pk_reader_t *reader, const char *text, pk_arrow_t *arrow)
{
    const char *at = strstr(text, "->");
    if (!at) {
        return false;
    }
    if (at[2] == '>') { /* "a->>b" is no arrow of ours */
        return false;
    }
    arrow->from = trimmed(reader, text, at);
    arrow->to = trimmed(reader, at + 2, text + strlen(text));
    return true;
}

int pk_flow_of(pk_reader_t *reader, pk_place_t place, const char *from, const char *to)
{
    const pk_model_t *model = reader->model;
    const int a = stage_at(reader, place, from);
    const int b = stage_at(reader, place, to);
    if (a < 0 || b < 0) {
        return -1;
    }
    const int found = pk_transition_find(model, a, b);
    if (found >= 0) {
        return found;
    }
    const char **names = PK_ARRAY(reader->arena, const char *, model->ntransition);
    for (int i = 0; i < model->ntransition; i++) {
        names[i] = model->transitions[i].name;
    }
    const char *name = pk_arena_format(reader->arena, "%s -> %s", from, to);
    const char *nearest = pk_nearest(name, names, model->ntransition);
    const char *hint = "declare it under transitions:, with probability: 0 where only a driver makes it happen";
    if (nearest) {
        hint = pk_arena_format(reader->arena, "did you mean %s? Else %s", nearest, hint);
    }
    pk_error(reader->diag, place, hint, "there is no transition %s", pk_quote(reader, name));
    return -1;
}

/* "a → b", "a => b", "a - b", "a to b" with stages of the model: "write a -> b"; else an example. */
static const char *arrow_hint(pk_reader_t *reader, const char *text)
{
    static const char *const arrows[] = {
        "\xE2\x86\x92",   "=>", "-->", "->>", "\xE2\x80\x93>", "\xE2\x80\x94>", " to ", " - ",
        " \xE2\x80\x93 ", ">",  ",",   "."};
    for (int i = 0; i < PK_COUNT(arrows); i++) {
        const char *at = strstr(text, arrows[i]);
        const char *from = at ? trimmed(reader, text, at) : "", *after = at ? at + strlen(arrows[i]) : "";
        const char *to = trimmed(reader, after, after + strlen(after));
        if (at && pk_stage_find(reader->model, from) >= 0 && pk_stage_find(reader->model, to) >= 0) {
            return pk_arena_format(reader->arena, "write %s -> %s", from, to);
        }
    }
    return "for example lead -> customer, as under transitions:";
}

int pk_read_flow(pk_reader_t *reader, const pk_node_t *node)
{
    pk_arrow_t arrow;
    if (node->kind == PK_NODE_SCALAR && pk_arrow_split(reader, node->text, &arrow)) {
        return pk_flow_of(reader, node->place, arrow.from, arrow.to);
    }
    const char *found = node->kind == PK_NODE_SCALAR ? pk_quote(reader, node->text) : pk_node_what(node);
    pk_error(reader->diag, node->place, arrow_hint(reader, node->kind == PK_NODE_SCALAR ? node->text : ""),
             "here goes a flow, not %s", found);
    return -1;
}
