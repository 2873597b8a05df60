#include "study/paths_chain.h"

#include <stdlib.h>
#include <string.h>

#include "base/status.h"

enum { CHANNEL_BITS = 16 };

/* A state's key: its last `order` channels + 1, the latest in the lowest bits. */
static uint64_t key_after(uint64_t key, uint16_t channel, int order)
{
    const uint64_t mask = order == 4 ? ~UINT64_C(0) : (UINT64_C(1) << (CHANNEL_BITS * order)) - 1;
    return (key << CHANNEL_BITS | (uint64_t)(channel + 1)) & mask;
}

/* Moves in the order of their states of origin. `from` and `to` are those in the order of appearance. */
static void sort_moves(pk_paths_chain_t *self, const int *from, const int *to, int nnode)
{
    int *place = pk_heap((size_t)self->nmove, sizeof *place);
    self->first = pk_heap((size_t)self->nstate + 1, sizeof *self->first);
    self->to = pk_heap((size_t)self->nmove, sizeof *self->to);
    for (int m = 0; m < self->nmove; m++) {
        self->first[from[m] + 1]++;
    }
    for (int s = 0; s < self->nstate; s++) {
        self->first[s + 1] += self->first[s];
    }
    for (int m = 0; m < self->nmove; m++) {
        place[m] = self->first[from[m]]++;
        self->to[place[m]] = to[m];
    }
    memmove(self->first + 1, self->first, (size_t)self->nstate * sizeof *self->first);
    self->first[0] = 0;
    for (int node = 1; node < nnode; node++) {
        self->move[node] = place[self->move[node]];
    }
    free(place);
}

static void list_held(pk_paths_chain_t *self, const uint64_t *keys)
{
    const int order = self->order;
    self->holds = pk_heap((size_t)self->nstate * (size_t)order, sizeof *self->holds);
    for (int s = 0; s < self->nstate; s++) {
        for (int k = 0; k < order; k++) {
            const uint16_t held = (uint16_t)(keys[s] >> (CHANNEL_BITS * k));
            self->holds[s * order + k] = held > 0 ? (uint16_t)(held - 1) : PK_PATHS_CHANNELS;
        }
    }
}

typedef struct {
    uint64_t key;
    int state;
} named_state_t;

static int by_key(const void *a, const void *b)
{
    const named_state_t *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* States in the order of their keys: the beginnings of walks come first, as walks do, and the states that one leads to
 * stand side by side, which is what the solver's time hangs on. `keys` are put in order; Moves follow. */
static void order_states(uint64_t *keys, int nstate, int *from, int *to, int nmove)
{
    named_state_t *named = pk_heap((size_t)nstate, sizeof *named);
    int *place = pk_heap((size_t)nstate, sizeof *place);
    for (int s = 0; s < nstate; s++) {
        named[s] = (named_state_t){keys[s], s};
    }
    qsort(named, (size_t)nstate, sizeof *named, by_key);
    for (int s = 0; s < nstate; s++) {
        place[named[s].state] = s;
        keys[s] = named[s].key;
    }
    for (int m = 0; m < nmove; m++) {
        from[m] = place[from[m]];
        to[m] = place[to[m]];
    }
    free(named);
    free(place);
}

void pk_paths_chain_init(pk_paths_chain_t *self, const pk_paths_t *paths, int order)
{
    PK_REQUIRE(order >= 0 && order <= PK_PATHS_ORDER_MOST);
    pk_codes_t states = {0}, moves = {0};
    int *state = pk_heap((size_t)paths->nnode, sizeof *state), *to = NULL, *from = NULL, room = 0;
    *self = (pk_paths_chain_t){.order = order, .nchannel = paths->nchannel};
    self->move = pk_heap((size_t)paths->nnode, sizeof *self->move);
    self->move[0] = -1;
    state[0] = pk_codes_add(&states, 0);
    for (int node = 1; node < paths->nnode; node++) {
        const int origin = state[paths->parent[node]];
        const uint16_t channel = paths->channel[node];
        const int move = pk_codes_add(&moves, (uint64_t)origin << CHANNEL_BITS | channel);
        state[node] = pk_codes_add(&states, key_after(states.keys[origin], channel, order));
        if (moves.count > room) {
            room = 2 * moves.count + 64;
            to = pk_heap_resize(to, (size_t)room, sizeof *to);
            from = pk_heap_resize(from, (size_t)room, sizeof *from);
        }
        from[move] = origin;
        to[move] = state[node];
        self->move[node] = move;
    }
    self->nstate = states.count;
    self->nmove = moves.count;
    order_states(states.keys, self->nstate, from, to, self->nmove);
    sort_moves(self, from, to, paths->nnode);
    list_held(self, states.keys);
    free(state);
    free(to);
    free(from);
    pk_codes_free(&states);
    pk_codes_free(&moves);
}

void pk_paths_chain_free(pk_paths_chain_t *self)
{
    free(self->first);
    free(self->to);
    free(self->move);
    free(self->holds);
    *self = (pk_paths_chain_t){0};
}

int pk_paths_chain_state(const pk_paths_chain_t *self, int node)
{
    return node == 0 ? 0 : self->to[self->move[node]];
}

/* ---- counts ---- */

void pk_paths_counts_init(pk_paths_counts_t *self, const pk_paths_t *paths, const pk_paths_chain_t *chain)
{
    *self = (pk_paths_counts_t){.moves = pk_heap((size_t)chain->nmove, sizeof *self->moves),
                                .converted = pk_heap((size_t)chain->nstate, sizeof *self->converted),
                                .lost = pk_heap((size_t)chain->nstate, sizeof *self->lost),
                                .through = pk_heap((size_t)chain->nstate, sizeof *self->through),
                                .nodes = pk_heap((size_t)paths->nnode, sizeof *self->nodes)};
}

void pk_paths_counts_free(pk_paths_counts_t *self)
{
    free(self->moves);
    free(self->converted);
    free(self->lost);
    free(self->through);
    free(self->nodes);
    *self = (pk_paths_counts_t){0};
}

void pk_paths_counts_add(pk_paths_counts_t *self, const pk_paths_chain_t *chain, const pk_path_t *path,
                         double conversions, double nulls)
{
    const int state = pk_paths_chain_state(chain, path->node);
    self->nodes[path->node] += conversions + nulls;
    self->converted[state] += conversions;
    self->lost[state] += nulls;
    self->walks += conversions + nulls;
    self->conversions += conversions;
}

void pk_paths_counts_finish(pk_paths_counts_t *self, const pk_paths_t *paths, const pk_paths_chain_t *chain)
{
    for (int node = paths->nnode - 1; node > 0; node--) {
        const double walks = self->nodes[node];
        self->nodes[paths->parent[node]] += walks;
        self->moves[chain->move[node]] += walks;
    }
    for (int m = 0; m < chain->nmove; m++) {
        self->through[chain->to[m]] += self->moves[m];
    }
    self->through[0] += self->walks;
}

void pk_paths_counts_of(pk_paths_counts_t *self, const pk_paths_t *paths, const pk_paths_chain_t *chain)
{
    pk_paths_counts_init(self, paths, chain);
    for (int i = 0; i < paths->count; i++) {
        pk_paths_counts_add(self, chain, &paths->all[i], paths->all[i].conversions, paths->all[i].nulls);
    }
    pk_paths_counts_finish(self, paths, chain);
}
