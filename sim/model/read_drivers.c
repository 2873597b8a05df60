/* Everything that drives a journey: one table of kinds, and what all kinds share. */
#include <string.h>

#include "model/driver_form.h"

#define ROW(KIND, kind) [PK_DRIVER_##KIND] = &pk_##kind##_form,
const pk_driver_form_t *const pk_driver_forms[] = {PK_DRIVER_KINDS(ROW)};
#undef ROW

static const char *const common_keys[] = {"label", "effects", "reach"};

enum { DRIVERS_MOST = 1000 };

/* The kinds that are the first of their section, in order: the i-th, NULL past the last. */
static const pk_driver_form_t *first_of(int i)
{
    for (int kind = 0; kind < PK_DRIVER_KIND_COUNT; kind++) {
        if (pk_driver_forms[kind]->mark == NULL && i-- == 0) {
            return pk_driver_forms[kind];
        }
    }
    return NULL;
}

const char *pk_driver_section(int i)
{
    const pk_driver_form_t *form = first_of(i);
    return form == NULL ? NULL : form->section;
}

const pk_driver_form_t *pk_driver_form_at(const char *path)
{
    const size_t length = strcspn(path, ".");
    const pk_driver_form_t *form = NULL;
    for (int i = 0; (form = first_of(i)) != NULL; i++) {
        if (strlen(form->section) == length && strncmp(form->section, path, length) == 0) {
            break;
        }
    }
    return form;
}

/* The form that a driver of this section is written in. */
static const pk_driver_form_t *form_of(const pk_driver_form_t *first, const pk_node_t *body)
{
    for (int kind = 0; kind < PK_DRIVER_KIND_COUNT; kind++) {
        const pk_driver_form_t *form = pk_driver_forms[kind];
        if (form->mark != NULL && strcmp(form->section, first->section) == 0 && pk_node_get(body, form->mark)) {
            return form;
        }
    }
    return first;
}

static pk_driver_t blank(pk_reader_t *reader, const pk_node_t *key, const pk_driver_form_t *form)
{
    pk_number_t *none = reader->none;
    pk_driver_t driver = {.kind = form->kind, .name = key->text, .label = key->text, .place = key->place};
    driver.saturation = -1;
    driver.saturation_at[0] = driver.saturation_at[1] = none;
    driver.own = pk_arena_take(reader->arena, 1, form->size);
    return driver;
}

static void declare(pk_reader_t *reader, const pk_pair_t *pair, const pk_driver_form_t *form)
{
    pk_model_t *model = reader->model;
    pk_read_name(reader, pair->key, form->what);
    const int twin = pk_driver_find(model, pair->key->text);
    if (twin >= 0) {
        const char *sections[PK_DRIVER_KIND_COUNT];
        int count = 0;
        for (; pk_driver_section(count); count++) {
            sections[count] = pk_driver_section(count);
        }
        const char *hint = pk_arena_format(reader->arena, "a driver's name is its own among %s",
                                           pk_list_words(reader, sections, count, "and"));
        pk_error(reader->diag, pair->key->place, hint, "the name %s is taken: there is one in line %d",
                 pk_quote(reader, pair->key->text), model->drivers[twin].place.line);
    }
    model->drivers[model->ndriver++] = blank(reader, pair->key, form_of(form, pair->value));
}

void pk_declare_drivers(pk_reader_t *reader, const pk_node_t *root)
{
    pk_model_t *model = reader->model;
    const pk_node_t *sections[PK_DRIVER_KIND_COUNT];
    int count = 0;
    for (int i = 0; first_of(i); i++) {
        sections[i] = pk_read_section(reader, root, first_of(i)->section, DRIVERS_MOST);
        count += sections[i] ? sections[i]->count : 0;
    }
    model->drivers = PK_ARRAY(reader->arena, pk_driver_t, count);
    for (int i = 0; first_of(i); i++) {
        for (int j = 0; sections[i] && j < sections[i]->count; j++) {
            declare(reader, &sections[i]->pairs[j], first_of(i));
        }
    }
}

static void check_keys(pk_reader_t *reader, const pk_node_t *body, const pk_driver_form_t *form)
{
    const char *allowed[PK_COUNT(form->keys) + PK_COUNT(common_keys)];
    int count = 0;
    for (int i = 0; i < PK_COUNT(form->keys) && form->keys[i]; i++) {
        allowed[count++] = form->keys[i];
    }
    for (int i = 0; i < PK_COUNT(common_keys); i++) {
        allowed[count++] = common_keys[i];
    }
    pk_node_check_keys(body, allowed, count, form->what, reader->diag);
}

/* `reach: {persona: number}`, or one number for all. What is not written is 1, under a path of its own. */
static void read_reach(pk_reader_t *reader, const pk_node_t *node, pk_driver_t *driver, const char *path)
{
    const pk_model_t *model = reader->model;
    driver->reach = PK_ARRAY(reader->arena, pk_number_t *, model->npersona);
    const char *base = pk_arena_format(reader->arena, "%s.reach", path);
    const bool by_persona = node && node->kind == PK_NODE_MAP && !pk_node_get(node, "value");
    if (!by_persona && (node || !model->has_personas)) {
        pk_number_t *all = node ? pk_number_read(&reader->numbers, node, base, PK_SHARE, 0)
                                : pk_number_default(&reader->numbers, base, driver->place, PK_SHARE, 1);
        for (int i = 0; i < model->npersona; i++) {
            driver->reach[i] = all;
        }
        return;
    }
    for (int i = 0; by_persona && i < node->count; i++) {
        if (pk_is_remark(node->pairs[i].key->text) && pk_persona_find(model, node->pairs[i].key->text) < 0) {
            continue;
        }
        const int persona = pk_read_persona_name(reader, node->pairs[i].key);
        if (persona < 0) {
            continue;
        }
        const char *at = pk_arena_format(reader->arena, "%s.%s", base, model->personas[persona].name);
        driver->reach[persona] = pk_number_read(&reader->numbers, node->pairs[i].value, at, PK_SHARE, 0);
    }
    for (int i = 0; i < model->npersona; i++) {
        const char *at = pk_arena_format(reader->arena, "%s.%s", base, model->personas[i].name);
        if (!driver->reach[i]) {
            driver->reach[i] = pk_number_default(&reader->numbers, at, driver->place, PK_SHARE, 1);
        }
    }
}

static void read_driver(pk_reader_t *reader, const pk_node_t *node, const pk_driver_form_t *form, pk_driver_t *driver)
{
    const char *path = pk_arena_format(reader->arena, "%s.%s", form->section, driver->name);
    const pk_node_t *body = pk_want_map(reader, node, form->what, "{effects: {need -> consider: x1.2}}");
    if (body) {
        check_keys(reader, body, form);
    }
    driver->label = pk_read_label(reader, body, driver->name);
    read_reach(reader, pk_node_get(body, "reach"), driver, path);
    if (body || pk_node_is_null(node)) {
        form->read(reader, body, driver, path);
    }
    pk_read_effects(reader, pk_node_get(body, "effects"), form, driver, path);
}

void pk_read_drivers(pk_reader_t *reader, const pk_node_t *root)
{
    int next = 0;
    for (int i = 0; first_of(i); i++) {
        const pk_node_t *section = pk_node_get(root, first_of(i)->section);
        if (!section || section->kind != PK_NODE_MAP || section->count > DRIVERS_MOST) {
            continue; /* nothing was declared */
        }
        for (int j = 0; j < section->count; j++) {
            const pk_node_t *body = section->pairs[j].value;
            read_driver(reader, body, form_of(first_of(i), body), &reader->model->drivers[next++]);
        }
    }
}
