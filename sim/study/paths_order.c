#include "study/paths_order.h"

#include <math.h>
#include <stdlib.h>

#include "base/draw.h"
#include "base/parallel.h"

enum { ORDERS = PK_PATHS_ORDER_MOST + 1 }; /* with order 0 */

typedef struct {
    const pk_paths_t *paths;
    uint64_t seed;
    pk_paths_chain_t chains[ORDERS];
    pk_paths_counts_t all[ORDERS];
    double sums[PK_PATHS_FOLDS][PK_PATHS_ORDER_MOST]; /* of logarithms, by the fold that is held out */
} choice_t;

/* How many of a path's walks to one end are in a fold. */
static double in_fold(const choice_t *self, const pk_path_t *path, uint64_t end, double walks, int fold)
{
    const pk_luck_t luck = {.seed = self->seed, .step = end};
    const uint64_t address = path->address;
    if (walks <= 1) {
        pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_FOLD, address);
        return (int)(pk_stream_uniform(&stream) * PK_PATHS_FOLDS) == fold ? walks : 0;
    }
    double parts[PK_PATHS_FOLDS], chances[PK_PATHS_FOLDS];
    uint64_t addresses[PK_PATHS_FOLDS];
    for (int f = 0; f <= fold; f++) { /* nobody's luck depends on the folds behind */
        chances[f] = 1.0 / PK_PATHS_FOLDS;
        addresses[f] = pk_hash_join(address, (uint64_t)f);
    }
    pk_draw_multinomial(luck, PK_PURPOSE_FOLD, addresses, walks, chances, fold + 1, parts);
    return parts[fold];
}

/* One thing that walks did: the move to a node, or an end behind it. */
typedef enum { MOVED, CONVERTED, LOST } deed_t;

static double count_of(const pk_paths_counts_t *counts, const pk_paths_chain_t *chain, deed_t deed, int node)
{
    return deed == MOVED       ? counts->moves[chain->move[node]]
           : deed == CONVERTED ? counts->converted[pk_paths_chain_state(chain, node)]
                               : counts->lost[pk_paths_chain_state(chain, node)];
}

/* Adds `walks` times the logarithm of the chance of a deed, for each order, as seen beside the fold. */
static void add_logs(const choice_t *self, const pk_paths_counts_t *fold, deed_t deed, int node, double walks,
                     double *sums)
{
    double chance = 1.0 / (self->paths->nchannel + 2);
    if (walks == 0) {
        return;
    }
    for (int k = 0; k < ORDERS; k++) {
        const pk_paths_chain_t *chain = &self->chains[k];
        const int from = pk_paths_chain_state(chain, deed == MOVED ? self->paths->parent[node] : node);
        const double seen = count_of(&self->all[k], chain, deed, node) - count_of(&fold[k], chain, deed, node);
        chance = (seen + chance) / (self->all[k].through[from] - fold[k].through[from] + 1);
        if (k > 0) {
            sums[k - 1] += walks * log(chance);
        }
    }
}

static void add_fold(void *context, long index, int worker)
{
    (void)worker;
    choice_t *self = context;
    const pk_paths_t *paths = self->paths;
    const int fold = (int)index;
    pk_paths_counts_t counts[ORDERS];
    double *held = pk_heap(2 * (size_t)paths->count, sizeof *held), *sums = self->sums[fold];
    for (int i = 0; i < paths->count; i++) {
        held[2 * i] = in_fold(self, &paths->all[i], 0, paths->all[i].conversions, fold);
        held[2 * i + 1] = in_fold(self, &paths->all[i], 1, paths->all[i].nulls, fold);
    }
    for (int k = 0; k < ORDERS; k++) {
        pk_paths_counts_init(&counts[k], paths, &self->chains[k]);
        for (int i = 0; i < paths->count; i++) {
            pk_paths_counts_add(&counts[k], &self->chains[k], &paths->all[i], held[2 * i], held[2 * i + 1]);
        }
        pk_paths_counts_finish(&counts[k], paths, &self->chains[k]);
    }
    for (int node = 1; node < paths->nnode; node++) {
        add_logs(self, counts, MOVED, node, counts[0].nodes[node], sums);
    }
    for (int i = 0; i < paths->count; i++) {
        add_logs(self, counts, CONVERTED, paths->all[i].node, held[2 * i], sums);
        add_logs(self, counts, LOST, paths->all[i].node, held[2 * i + 1], sums);
    }
    for (int k = 0; k < ORDERS; k++) {
        pk_paths_counts_free(&counts[k]);
    }
    free(held);
}

static int longest_of(const pk_paths_t *paths)
{
    int longest = 0;
    for (int i = 0; i < paths->count; i++) {
        longest = paths->all[i].length > longest ? paths->all[i].length : longest;
    }
    return longest;
}

int pk_paths_choose_order(const pk_paths_t *paths, uint64_t seed, int threads, double likelihood[PK_PATHS_ORDER_MOST])
{
    choice_t *self = pk_heap(1, sizeof *self);
    *self = (choice_t){.paths = paths, .seed = seed};
    for (int k = 0; k < ORDERS; k++) {
        pk_paths_chain_init(&self->chains[k], paths, k);
        pk_paths_counts_of(&self->all[k], paths, &self->chains[k]);
    }
    pk_parallel_for(PK_PATHS_FOLDS, threads, add_fold, self);
    const int longest = longest_of(paths); /* a longer memory has nothing more to hold */
    int best = 1;
    for (int k = 1; k < ORDERS; k++) {
        likelihood[k - 1] = 0;
        for (int fold = 0; fold < PK_PATHS_FOLDS; fold++) {
            likelihood[k - 1] += self->sums[fold][k - 1];
        }
        likelihood[k - 1] /= paths->conversions + paths->nulls;
        best = k <= longest && likelihood[k - 1] > likelihood[best - 1] ? k : best;
    }
    for (int k = 0; k < ORDERS; k++) {
        pk_paths_counts_free(&self->all[k]);
        pk_paths_chain_free(&self->chains[k]);
    }
    free(self);
    return best;
}
