/* A list of texts that grows. */
#ifndef PK_REPORT_TEXTS_H
#define PK_REPORT_TEXTS_H

#include <stdbool.h>

#include "base/arena.h"

typedef struct {
    const char **all;
    int count, room;
} pk_texts_t;

/* Adds `text`, which is not copied; the list lives in the arena. */
void pk_texts_add(pk_texts_t *self, const char *text, pk_arena_t *arena);
bool pk_texts_have(const pk_texts_t *self, const char *text);

#endif
