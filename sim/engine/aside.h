/* A run, or a group of runs in lanes, put aside between two blocks of steps while others walk theirs. Zeroed it has
 * nothing; `bytes` is to be freed. */
#ifndef PK_ENGINE_ASIDE_H
#define PK_ENGINE_ASIDE_H

#include <stddef.h>

#include "base/arena.h"

typedef struct {
    void *bytes;
    size_t room;
} pk_aside_t;

/* Room for `need` bytes, whatever stood there is lost; a little more, as ages come on from block to block. */
static inline void *pk_aside_room(pk_aside_t *self, size_t need)
{
    if (self->room < need) {
        self->room = need + need / 16;
        self->bytes = pk_heap_resize(self->bytes, self->room, 1);
    }
    return self->bytes;
}

#endif
