#include "engine/agents/life_keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST_SLOTS = 64 };

static size_t slot_of(pk_key_t key, size_t nslot)
{
    uint64_t mixed = (uint64_t)key * 0x9e3779b97f4a7c15u + (uint64_t)(key >> 64) * 0xc2b2ae3d27d4eb4fu;
    mixed = (mixed ^ (mixed >> 32)) * 0xd6e8feb86659fd93u;
    return (size_t)(mixed ^ (mixed >> 32)) & (nslot - 1);
}

pk_keys_t pk_keys_of(const pk_classes_t *classes, int form, int most)
{
    return (pk_keys_t){.classes = classes,
                       .form = form,
                       .most = most,
                       .slots = pk_heap(FIRST_SLOTS, sizeof(pk_key_count_t)),
                       .nslot = FIRST_SLOTS};
}

void pk_keys_free(pk_keys_t *self)
{
    free(self->slots);
    *self = (pk_keys_t){0};
}

void pk_keys_clear(pk_keys_t *self)
{
    if (self->count > 0) {
        memset(self->slots, 0, self->nslot * sizeof *self->slots);
    }
    self->count = 0;
}

/* The slot of a key, or the empty one that it may have. */
static pk_key_count_t *find(const pk_keys_t *self, pk_key_t key)
{
    size_t at = slot_of(key, self->nslot);
    while (self->slots[at].count != 0 && self->slots[at].key != key) {
        at = (at + 1) & (self->nslot - 1);
    }
    return &self->slots[at];
}

static void put(pk_keys_t *self, pk_key_t key, int64_t count, pk_exact_t sum)
{
    pk_key_count_t *slot = find(self, key);
    self->count += slot->count == 0;
    slot->key = key;
    slot->count += count;
    slot->sum += sum;
}

/* All anew in `nslot` slots, each in its class of today. */
static void lay_out(pk_keys_t *self, size_t nslot)
{
    pk_key_count_t *before = self->slots;
    const size_t nbefore = self->nslot;
    self->slots = pk_heap(nslot, sizeof *self->slots);
    self->nslot = nslot;
    self->count = 0;
    for (size_t k = 0; k < nbefore; k++) {
        if (before[k].count != 0) {
            put(self, self->classes->class_of(self->form, before[k].key, self->coarseness), before[k].count,
                before[k].sum);
        }
    }
    free(before);
}

static int by_key(const void *left, const void *right)
{
    const pk_key_t a = ((const pk_key_count_t *)left)->key, b = ((const pk_key_count_t *)right)->key;
    return (a > b) - (a < b);
}

pk_key_count_t *pk_keys_sorted(const pk_keys_t *self)
{
    pk_key_count_t *all = pk_heap((size_t)self->count, sizeof *all);
    int count = 0;
    for (size_t k = 0; k < self->nslot; k++) {
        if (self->slots[k].count != 0) {
            all[count++] = self->slots[k];
        }
    }
    qsort(all, (size_t)count, sizeof *all, by_key);
    return all;
}

/* The least coarseness with no more than `most` classes: two neighbours that have not met are two classes. */
static int coarse_enough(const pk_keys_t *self)
{
    pk_key_count_t *all = pk_keys_sorted(self);
    int meet[PK_COARSEST + 1] = {0};
    for (int k = 1; k < self->count; k++) {
        meet[self->classes->meet(self->form, all[k - 1].key, all[k].key)]++;
    }
    free(all);
    int coarseness = PK_COARSEST, classes = 1;
    while (coarseness > 0 && classes + meet[coarseness] <= self->most) {
        classes += meet[coarseness];
        coarseness--;
    }
    return coarseness;
}

static void coarsen(pk_keys_t *self)
{
    self->coarseness = coarse_enough(self);
    lay_out(self, self->nslot);
}

void pk_keys_add(pk_keys_t *self, pk_key_t key, int64_t count, pk_exact_t sum)
{
    put(self, self->classes->class_of(self->form, key, self->coarseness), count, sum);
    if (self->count > self->most) {
        coarsen(self);
    } else if ((size_t)self->count * 2 > self->nslot) {
        lay_out(self, 2 * self->nslot);
    }
}

void pk_keys_merge(pk_keys_t *into, const pk_keys_t *from)
{
    if (from->coarseness > into->coarseness) {
        into->coarseness = from->coarseness;
        lay_out(into, into->nslot);
    }
    for (size_t k = 0; k < from->nslot; k++) {
        if (from->slots[k].count != 0) {
            pk_keys_add(into, from->slots[k].key, from->slots[k].count, from->slots[k].sum);
        }
    }
}
