#include "study/paths.h"

#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "base/stream.h"

enum { CHANNEL_BITS = 16, CHANNEL_MASK = 0xFFFF };

void pk_paths_add(pk_paths_t *self, const uint16_t *touches, int length, double conversions, double nulls, double value)
{
    PK_REQUIRE(length > 0);
    int node = 0;
    for (int i = 0; i < length; i++) {
        node = 1 + pk_codes_add(&self->codes, (uint64_t)node << CHANNEL_BITS | touches[i]);
    }
    const int at = pk_codes_add(&self->ends, (uint64_t)node);
    if (at == self->count) {
        if (self->count == self->room) {
            self->room = 2 * self->room + 64;
            self->all = pk_heap_resize(self->all, (size_t)self->room, sizeof *self->all);
        }
        self->all[self->count++] = (pk_path_t){.node = node, .length = length};
    }
    self->all[at].conversions += conversions;
    self->all[at].nulls += nulls;
    self->all[at].value += value;
}

/* ---- order ---- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The channels by name; rank[number in the order of appearance] is the place. */
static uint16_t *rank_channels(pk_paths_t *self)
{
    const int count = self->names.count;
    uint16_t *rank = pk_heap((size_t)count, sizeof *rank);
    self->channels = pk_heap((size_t)count, sizeof *self->channels);
    self->nchannel = count;
    for (int i = 0; i < count; i++) {
        self->channels[i] = self->names.all[i];
    }
    if (count > 0) {
        qsort(self->channels, (size_t)count, sizeof *self->channels, by_name);
    }
    for (int i = 0; i < count; i++) {
        rank[pk_names_find(&self->names, self->channels[i])] = (uint16_t)i;
    }
    return rank;
}

typedef struct {
    uint64_t key; /* place of the parent << 16 | channel by name */
    int node;     /* in the order of appearance */
} placed_t;

static int by_key(const void *a, const void *b)
{
    const uint64_t x = ((const placed_t *)a)->key, y = ((const placed_t *)b)->key;
    return (x > y) - (x < y);
}

static int parent_of(const pk_paths_t *self, int node)
{
    return (int)(self->codes.keys[node - 1] >> CHANNEL_BITS);
}

/* Nodes by length: starts[l] is the first of length l in `nodes`. Returns the greatest length. */
static int sort_by_length(const pk_paths_t *self, placed_t *nodes, int **starts)
{
    int *length = pk_heap((size_t)self->nnode, sizeof *length), longest = 0;
    for (int node = 1; node < self->nnode; node++) {
        length[node] = length[parent_of(self, node)] + 1;
        longest = length[node] > longest ? length[node] : longest;
    }
    int *first = pk_heap((size_t)longest + 2, sizeof *first), *next = pk_heap((size_t)longest + 2, sizeof *next);
    for (int node = 0; node < self->nnode; node++) {
        first[length[node] + 1]++;
    }
    for (int l = 0; l <= longest; l++) {
        first[l + 1] += first[l];
    }
    memcpy(next, first, ((size_t)longest + 2) * sizeof *next);
    for (int node = 0; node < self->nnode; node++) {
        nodes[next[length[node]]++].node = node;
    }
    free(length);
    free(next);
    *starts = first;
    return longest;
}

/* place[node in the order of appearance] is its number by length and channels. */
static int *place_nodes(pk_paths_t *self, const uint16_t *rank)
{
    int *starts, *place = pk_heap((size_t)self->nnode, sizeof *place);
    placed_t *nodes = pk_heap((size_t)self->nnode, sizeof *nodes);
    const int longest = sort_by_length(self, nodes, &starts);
    self->parent = pk_heap((size_t)self->nnode, sizeof *self->parent);
    self->channel = pk_heap((size_t)self->nnode, sizeof *self->channel);
    for (int l = 1; l <= longest; l++) {
        for (int i = starts[l]; i < starts[l + 1]; i++) {
            const int node = nodes[i].node;
            const uint64_t parent = (uint64_t)place[parent_of(self, node)];
            nodes[i].key = parent << CHANNEL_BITS | rank[self->codes.keys[node - 1] & CHANNEL_MASK];
        }
        qsort(nodes + starts[l], (size_t)(starts[l + 1] - starts[l]), sizeof *nodes, by_key);
        for (int i = starts[l]; i < starts[l + 1]; i++) {
            place[nodes[i].node] = i;
            self->parent[i] = (int)(nodes[i].key >> CHANNEL_BITS);
            self->channel[i] = (uint16_t)(nodes[i].key & CHANNEL_MASK);
        }
    }
    free(starts);
    free(nodes);
    return place;
}

static int by_node(const void *a, const void *b)
{
    return ((const pk_path_t *)a)->node - ((const pk_path_t *)b)->node;
}

static void address_paths(pk_paths_t *self)
{
    uint64_t *names = pk_heap((size_t)self->nchannel, sizeof *names);
    uint64_t *nodes = pk_heap((size_t)self->nnode, sizeof *nodes);
    for (int i = 0; i < self->nchannel; i++) {
        names[i] = pk_hash_text(self->channels[i]);
    }
    for (int node = 1; node < self->nnode; node++) {
        nodes[node] = pk_hash_join(nodes[self->parent[node]], names[self->channel[node]]);
    }
    for (int i = 0; i < self->count; i++) {
        self->all[i].address = nodes[self->all[i].node];
    }
    free(names);
    free(nodes);
}

void pk_paths_finish(pk_paths_t *self)
{
    self->nnode = self->codes.count + 1;
    uint16_t *rank = rank_channels(self);
    int *place = place_nodes(self, rank);
    for (int i = 0; i < self->count; i++) {
        self->all[i].node = place[self->all[i].node];
    }
    if (self->count > 0) {
        qsort(self->all, (size_t)self->count, sizeof *self->all, by_node);
    }
    for (int i = 0; i < self->count; i++) {
        self->conversions += self->all[i].conversions;
        self->nulls += self->all[i].nulls;
        self->value += self->all[i].value;
    }
    address_paths(self);
    pk_codes_free(&self->codes);
    pk_codes_free(&self->ends);
    free(place);
    free(rank);
}

void pk_paths_free(pk_paths_t *self)
{
    free(self->channels);
    free(self->parent);
    free(self->channel);
    free(self->all);
    pk_names_free(&self->names);
    pk_codes_free(&self->codes);
    pk_codes_free(&self->ends);
    *self = (pk_paths_t){0};
}
