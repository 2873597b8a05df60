/* What numbers and series are called: the labels that the model gives, in place of paths. */
#include <string.h>

#include "infer/calibrate.h"
#include "model/number_parts.h"

enum { PARTS_MOST = 8 };

typedef struct {
    const pk_model_t *model;
    pk_arena_t *arena;
} pk_labels_t;

/* ---- of one name ---- */

static const char *stage_label(const pk_labels_t *self, const char *name)
{
    for (int k = 0; k < self->model->nstage; k++) {
        if (strcmp(self->model->stages[k].name, name) == 0) {
            return self->model->stages[k].label;
        }
    }
    return NULL;
}

static const char *thing_label(const pk_labels_t *self, const char *name)
{
    const pk_model_t *model = self->model;
    for (int k = 0; k < model->ndriver; k++) {
        if (strcmp(model->drivers[k].name, name) == 0) {
            return model->drivers[k].label;
        }
    }
    for (int k = 0; k < model->ncapacity; k++) {
        if (strcmp(model->capacities[k].name, name) == 0) {
            return model->capacities[k].label;
        }
    }
    for (int k = 0; k < model->npersona; k++) {
        if (strcmp(model->personas[k].name, name) == 0) {
            return model->personas[k].label;
        }
    }
    return stage_label(self, name);
}

static const char *label_or(const char *label, const char *name)
{
    return label != NULL && *label != '\0' ? label : name;
}

/* "a -> b" by the labels of its stages, "carryover" as it is, "half_life" with a space. */
static const char *part_label(const pk_labels_t *self, const char *part)
{
    const char *arrow = strstr(part, " -> ");
    if (arrow != NULL) {
        const char *from = pk_arena_copy_n(self->arena, part, (size_t)(arrow - part)), *to = arrow + strlen(" -> ");
        return pk_arena_format(self->arena, "%s → %s", label_or(stage_label(self, from), from),
                               label_or(stage_label(self, to), to));
    }
    char *words = pk_arena_copy(self->arena, part);
    for (char *at = words; *at != '\0'; at++) {
        *at = *at == '_' ? ' ' : *at;
    }
    return words;
}

/* ---- of a path ---- */

/* Sections whose names say by themselves what they are, and keys that go without saying. */
static bool is_among(const char *word, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strcmp(*words, word) == 0) {
            return true;
        }
    }
    return false;
}

/* section.name.key.key: the name's label, then the keys, then a section that is not plain from the name. */
static const char *path_label(const pk_labels_t *self, const char *path)
{
    static const char *const plain[] = {"transitions", "channels", "stages", "levers", "seasons",
                                        "stocks",      "capacity", "queues", "events", NULL};
    static const char *const unsaid[] = {"probability", "share", "effects", NULL};
    const char *parts[PARTS_MOST];
    int count = 0;
    for (const char *at = path; count < PARTS_MOST; count++) {
        const size_t length = count + 1 < PARTS_MOST ? strcspn(at, ".") : strlen(at);
        parts[count] = pk_arena_copy_n(self->arena, at, length);
        at += length;
        if (*at++ == '\0') {
            count++;
            break;
        }
    }
    if (count == 1) {
        return path;
    }
    const char *text = label_or(thing_label(self, parts[1]), part_label(self, parts[1]));
    for (int k = 2; k < count; k++) {
        if (!is_among(parts[k], unsaid)) {
            const bool stage = strcmp(parts[k - 1], "exits") == 0;
            const char *label = stage ? label_or(stage_label(self, parts[k]), parts[k]) : part_label(self, parts[k]);
            text = pk_arena_format(self->arena, "%s, %s", text, label);
        }
    }
    return is_among(parts[0], plain) ? text : pk_arena_format(self->arena, "%s, %s", text, part_label(self, parts[0]));
}

/* A probability or a share, a part of a row of exits, or a relative scatter. */
static bool is_part(const pk_model_t *model, const char *path)
{
    const pk_number_t *number = pk_number_find(&model->numbers, path);
    if (number == NULL || strncmp(path, "extra.", 6) == 0) {
        return strncmp(path, "extra.", 6) == 0 || strstr(path, ".exits.") != NULL;
    }
    if ((number->may & PK_IS_PLAIN) != 0) { /* the a of a beta is no probability */
        return false;
    }
    switch (number->domain) {
    case PK_PROBABILITY:
    case PK_SHARE:
    case PK_RETENTION:
    case PK_ADDITION:
    case PK_BROUGHT:
        return true;
    default:
        return false;
    }
}

/* "lead -> customer (far)", "customer". */
static const char *series_label(const pk_labels_t *self, const char *series)
{
    const char *persona = strstr(series, " (");
    const char *name = persona == NULL ? series : pk_arena_copy_n(self->arena, series, (size_t)(persona - series));
    const char *label = label_or(stage_label(self, name), part_label(self, name));
    return persona == NULL ? label : pk_arena_format(self->arena, "%s%s", label, persona);
}

void pk_calibrate_labels(const pk_model_t *model, pk_calibrated_t *out)
{
    const pk_labels_t self = {.model = model, .arena = &out->arena};
    for (int k = 0; k < out->nnumber; k++) {
        out->numbers[k].label = path_label(&self, out->numbers[k].path);
        out->numbers[k].percent = is_part(model, out->numbers[k].path);
    }
    const char *before = NULL, *label = NULL;
    for (int k = 0; k < out->nvalue; k++) {
        pk_learned_value_t *value = &out->values[k];
        label = before != NULL && strcmp(before, value->series) == 0 ? label : series_label(&self, value->series);
        before = value->series;
        value->label = label;
    }
    for (int k = 1; k < out->ncontributor; k++) {
        pk_contributor_t *who = &out->contributors[k];
        who->label = pk_arena_copy(&out->arena, label_or(thing_label(&self, who->driver), who->driver));
    }
    for (int k = 0; k < out->ncontributed; k++) {
        out->contributed[k].label = series_label(&self, out->contributed[k].series);
    }
}
