#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "model/doc_parts.h"

void pk_anchors_free(pk_anchors_t *self)
{
    free(self->slots);
    *self = (pk_anchors_t){0};
}

/* The slot that holds `name`, or the free one where it would go. */
static pk_anchor_t *slot_of(const pk_anchors_t *self, const char *name, uint64_t hash)
{
    size_t i = (size_t)hash & (self->room - 1);
    while (self->slots[i].name && (self->slots[i].hash != hash || strcmp(self->slots[i].name, name) != 0)) {
        i = (i + 1) & (self->room - 1);
    }
    return &self->slots[i];
}

static void grow(pk_anchors_t *self)
{
    pk_anchors_t old = *self;
    self->room = old.room ? old.room * 2 : 16;
    self->slots = pk_heap(self->room, sizeof *self->slots);
    for (size_t i = 0; i < old.room; i++) {
        if (old.slots[i].name) {
            *slot_of(self, old.slots[i].name, old.slots[i].hash) = old.slots[i];
        }
    }
    free(old.slots);
}

void pk_anchors_set(pk_anchors_t *self, const char *name, pk_node_t *node, long size)
{
    if (2 * (self->count + 1) > self->room) {
        grow(self);
    }
    const uint64_t hash = pk_hash_text(name);
    pk_anchor_t *slot = slot_of(self, name, hash);
    self->count += slot->name == NULL;
    *slot = (pk_anchor_t){.name = name, .hash = hash, .node = node, .size = size};
}

const pk_anchor_t *pk_anchors_find(const pk_anchors_t *self, const char *name)
{
    if (self->count == 0) {
        return NULL;
    }
    const pk_anchor_t *slot = slot_of(self, name, pk_hash_text(name));
    return slot->name ? slot : NULL;
}
