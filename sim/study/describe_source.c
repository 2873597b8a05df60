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

/* The twelve months of a season are one assumption, and so are the seven days of a week: its path without which. NULL:
 * it is no such number. */
static const char *season_of(const char *path, const char *key, pk_arena_t *arena)
{
    const char *found = strstr(path, key);
    return found == NULL ? NULL : pk_arena_copy_n(arena, path, (size_t)(found - path) + strlen(key) - 1);
}

static void put(pk_description_t *self, pk_unsourced_t *list, int *count, const pk_number_t *number)
{
    const char *months = season_of(number->path, ".by_month.", &self->arena);
    const char *days = season_of(number->path, ".by_weekday.", &self->arena);
    const char *path = months ? months : days ? days : number->path;
    if (*count > 0 && strcmp(list[*count - 1].path, path) == 0) {
        return;
    }
    list[(*count)++] = (pk_unsourced_t){.path = pk_arena_copy(&self->arena, path),
                                        .value = months ? "twelve months"
                                                 : days ? "seven days"
                                                        : pk_arena_copy(&self->arena, text_of(number)),
                                        .file = pk_arena_copy(&self->arena, number->place.source->name),
                                        .line = number->place.line};
}

void pk_describe_sources(const pk_scenario_t *scenario, pk_description_t *self)
{
    const pk_numbers_t *book = &scenario->model->numbers;
    bool *assumed = pk_heap((size_t)book->count + 1, sizeof *assumed);
    pk_numbers_assumed(book, assumed, NULL);
    self->unsourced = PK_ARRAY(&self->arena, pk_unsourced_t, book->count);
    self->own = PK_ARRAY(&self->arena, pk_unsourced_t, book->count);
    for (int k = 0; k < book->count; k++) {
        const pk_number_t *number = book->all[k];
        if (!assumed[k]) {
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
    free(assumed);
}
