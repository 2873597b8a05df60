#include "report/texts.h"

#include <string.h>

void pk_texts_add(pk_texts_t *self, const char *text, pk_arena_t *arena)
{
    if (self->count == self->room) {
        self->room = self->room > 0 ? 2 * self->room : 16;
        const char **larger = PK_ARRAY(arena, const char *, self->room);
        if (self->count > 0) {
            memcpy(larger, self->all, (size_t)self->count * sizeof *larger);
        }
        self->all = larger;
    }
    self->all[self->count++] = text;
}

bool pk_texts_have(const pk_texts_t *self, const char *text)
{
    for (int i = 0; i < self->count; i++) {
        if (strcmp(self->all[i], text) == 0) {
            return true;
        }
    }
    return false;
}
