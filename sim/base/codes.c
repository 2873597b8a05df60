/* Open addressing with linear steps, at most half full. */
#include "base/codes.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "base/stream.h"

enum { FIRST_ROOM = 64 };

/* Twice the room, and twice as many slots again, empty. */
static void widen(int *room, int **slots, size_t *nslot)
{
    PK_REQUIRE(*room <= INT_MAX / 4);
    *room = *room == 0 ? FIRST_ROOM : 2 * *room;
    *nslot = 2 * (size_t)*room;
    free(*slots);
    *slots = pk_heap(*nslot, sizeof **slots);
}

/* ---- keys ---- */

static int *slot_of_key(const pk_codes_t *self, uint64_t key)
{
    size_t at = pk_hash_join(0, key) & (self->nslot - 1);
    while (self->slots[at] != 0 && self->keys[self->slots[at] - 1] != key) {
        at = (at + 1) & (self->nslot - 1);
    }
    return &self->slots[at];
}

static void widen_keys(pk_codes_t *self)
{
    widen(&self->room, &self->slots, &self->nslot);
    self->keys = pk_heap_resize(self->keys, (size_t)self->room, sizeof *self->keys);
    for (int i = 0; i < self->count; i++) {
        *slot_of_key(self, self->keys[i]) = i + 1;
    }
}

int pk_codes_add(pk_codes_t *self, uint64_t key)
{
    if (self->count == self->room) {
        widen_keys(self);
    }
    int *slot = slot_of_key(self, key);
    if (*slot == 0) {
        self->keys[self->count] = key;
        *slot = ++self->count;
    }
    return *slot - 1;
}

void pk_codes_free(pk_codes_t *self)
{
    free(self->keys);
    free(self->slots);
    *self = (pk_codes_t){0};
}

/* ---- texts ---- */

static int *slot_of_text(const pk_names_t *self, const char *text, uint64_t hash)
{
    size_t at = hash & (self->nslot - 1);
    for (; self->slots[at] != 0; at = (at + 1) & (self->nslot - 1)) {
        const int i = self->slots[at] - 1;
        if (self->hashes[i] == hash && strcmp(self->all[i], text) == 0) {
            break;
        }
    }
    return &self->slots[at];
}

static void widen_names(pk_names_t *self)
{
    widen(&self->room, &self->slots, &self->nslot);
    self->all = pk_heap_resize(self->all, (size_t)self->room, sizeof *self->all);
    self->hashes = pk_heap_resize(self->hashes, (size_t)self->room, sizeof *self->hashes);
    for (int i = 0; i < self->count; i++) {
        *slot_of_text(self, self->all[i], self->hashes[i]) = i + 1;
    }
}

int pk_names_add(pk_names_t *self, const char *text)
{
    if (self->count == self->room) {
        widen_names(self);
    }
    const uint64_t hash = pk_hash_text(text);
    int *slot = slot_of_text(self, text, hash);
    if (*slot == 0) {
        self->all[self->count] = pk_arena_copy(&self->arena, text);
        self->hashes[self->count] = hash;
        *slot = ++self->count;
    }
    return *slot - 1;
}

int pk_names_find(const pk_names_t *self, const char *text)
{
    return self->count > 0 ? *slot_of_text(self, text, pk_hash_text(text)) - 1 : -1;
}

void pk_names_free(pk_names_t *self)
{
    free(self->all);
    free(self->slots);
    free(self->hashes);
    pk_arena_free(&self->arena);
    *self = (pk_names_t){0};
}
