/* Which numbers say where they come from: pk_number_origin, as in the report. */
#include <stdlib.h>
#include <string.h>

#include "study/describe_parts.h"

static const char *text_of(const pk_number_t *number)
{
    if (number->kind != PK_NUMBER_SCHEDULE) {
        return number->text;
    }
    return number->series != NULL ? "a series of a file" : "a schedule";
}

/* ---- which numbers are assumptions of the model ---- */

static bool is_part(const pk_number_t *whole, const pk_number_t *number)
{
    for (int k = 0; k < whole->nargument; k++) {
        if (whole->arguments[k] == number || is_part(whole->arguments[k], number)) {
            return true;
        }
    }
    for (int k = 0; k < whole->npiece; k++) {
        if (whole->pieces[k].value == number || is_part(whole->pieces[k].value, number)) {
            return true;
        }
    }
    return false;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool ends(const char *text, const char *with)
{
    const size_t length = strlen(text), tail = strlen(with);
    return length >= tail && strcmp(text + length - tail, with) == 0;
}

/* What we decide rather than assume: spend, today's levers, and all that a scenario plans. */
static bool is_plan(const char *path)
{
    const char *dot = begins(path, "levers.") ? strchr(path + 7, '.') : NULL;
    return begins(path, "spend.") || begins(path, "conversions.") || begins(path, "targets.") ||
           (begins(path, "levers.") && (dot == NULL || strcmp(dot, ".value") == 0)) ||
           (begins(path, "channels.") && (ends(path, ".spend") || ends(path, ".history")));
}

/* `dwell: 0` says of what kind a stage is. */
static bool is_instant(const pk_number_t *number)
{
    return number->kind == PK_NUMBER_FIXED && number->value == 0 && ends(number->path, ".dwell");
}

/* The twelve months of a season are one assumption: its path without the month. */
static const char *path_of(const char *path, pk_arena_t *arena)
{
    const char *months = strstr(path, ".by_month.");
    return months == NULL ? path : pk_arena_copy_n(arena, path, (size_t)(months - path) + strlen(".by_month"));
}

static void put(pk_description_t *self, pk_unsourced_t *list, int *count, const pk_number_t *number)
{
    const char *path = path_of(number->path, &self->arena);
    if (*count > 0 && strcmp(list[*count - 1].path, path) == 0) {
        return;
    }
    list[(*count)++] =
        (pk_unsourced_t){.path = pk_arena_copy(&self->arena, path),
                         .value = path == number->path ? pk_arena_copy(&self->arena, text_of(number)) : "twelve months",
                         .file = pk_arena_copy(&self->arena, number->place.source->name),
                         .line = number->place.line};
}

void pk_describe_sources(const pk_scenario_t *scenario, pk_description_t *self)
{
    const pk_numbers_t *book = &scenario->model->numbers;
    bool *part = pk_heap((size_t)book->count + 1, sizeof *part);
    const pk_number_t *whole = NULL;
    for (int k = book->count - 1; k >= 0; k--) { /* parts stand before what they belong to */
        part[k] = whole != NULL && is_part(whole, book->all[k]);
        whole = part[k] ? whole : book->all[k];
    }
    self->unsourced = PK_ARRAY(&self->arena, pk_unsourced_t, book->count);
    self->own = PK_ARRAY(&self->arena, pk_unsourced_t, book->count);
    for (int k = 0; k < book->count; k++) {
        const pk_number_t *number = book->all[k];
        if (part[k] || number->text == NULL || is_plan(number->path) || is_instant(number)) {
            continue;
        }
        switch (pk_number_origin(number)) {
        case PK_ORIGIN_NONE:
            put(self, self->unsourced, &self->nunsourced, number);
            break;
        case PK_ORIGIN_NOTE:
            put(self, self->own, &self->nown, number);
            break;
        case PK_ORIGIN_SOURCE:
            self->nsourced++;
            break;
        }
    }
    free(part);
}
