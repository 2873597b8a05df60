#include "study/paths_attribution.h"
#include "study/exact_sum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "study/paths_bootstrap.h"
#include "study/paths_order.h"

/* How far a removal effect may be off, as a part of the chance of a conversion: as good as doubles are. */
static const double exactly = 1e-16;

/* ---- by the path ---- */

/* What a path gives: its conversions, or their value. */
static double given(const pk_path_t *path, bool value)
{
    return value ? path->value : path->conversions;
}

/* The different channels on a path, into `list`; `stamp` has room for each channel and never the same `mark` twice. */
static int different(const pk_paths_t *paths, const pk_path_t *path, int *stamp, int mark, uint16_t *list)
{
    int count = 0;
    for (int node = path->node; node > 0; node = paths->parent[node]) {
        const uint16_t channel = paths->channel[node];
        if (stamp[channel] != mark) {
            stamp[channel] = mark;
            list[count++] = channel;
        }
    }
    return count;
}

/* Each path's conversions equally among the channels on it. */
static void share_equally(const pk_paths_t *paths, bool value, double *shares)
{
    const int n = paths->nchannel;
    int *stamp = pk_heap((size_t)n, sizeof *stamp);
    uint16_t *list = pk_heap((size_t)n, sizeof *list);
    double *by_size = pk_heap((size_t)n * (size_t)(n + 1), sizeof *by_size);
    for (int i = 0; i < paths->count; i++) {
        const int m = different(paths, &paths->all[i], stamp, i + 1, list);
        for (int j = 0; j < m; j++) {
            by_size[(size_t)list[j] * (size_t)(n + 1) + (size_t)m] += given(&paths->all[i], value);
        }
    }
    for (int c = 0; c < n; c++) {
        shares[c] = 0;
        for (int m = 1; m <= n; m++) {
            shares[c] += by_size[(size_t)c * (size_t)(n + 1) + (size_t)m] / m;
        }
    }
    free(stamp);
    free(list);
    free(by_size);
}

static void share_by_place(const pk_paths_t *paths, bool value, double *first, double *last, double *linear)
{
    for (int i = 0; i < paths->count; i++) {
        const pk_path_t *path = &paths->all[i];
        const double amount = given(path, value);
        int node = path->node;
        last[paths->channel[node]] += amount;
        for (; paths->parent[node] > 0; node = paths->parent[node]) {
            linear[paths->channel[node]] += amount / path->length;
        }
        linear[paths->channel[node]] += amount / path->length;
        first[paths->channel[node]] += amount;
    }
}

/* ---- all of it ---- */

/* Removal effects and their shares. */
static void remove_each(const pk_paths_t *paths, const pk_paths_chain_t *chain, double *effects, double *shares)
{
    pk_paths_counts_t counts;
    pk_paths_solver_t solver;
    pk_paths_counts_of(&counts, paths, chain);
    pk_paths_solver_init(&solver, chain);
    PK_REQUIRE(pk_paths_removal(&solver, chain, &counts, exactly, effects));
    pk_paths_to_shares(effects, paths->nchannel, shares, 1);
    pk_paths_counts_free(&counts);
    pk_paths_solver_free(&solver);
}

static void fill_channels(const pk_paths_t *paths, const pk_paths_chain_t *chain, bool value,
                          pk_path_attribution_t *self)
{
    enum { EFFECT, SHARE, SHAPLEY, FIRST, LAST, LINEAR, COLUMNS };
    const int n = paths->nchannel;
    double *columns = pk_heap((size_t)n * COLUMNS, sizeof *columns), *at[COLUMNS];
    for (int k = 0; k < COLUMNS; k++) {
        at[k] = columns + (size_t)k * (size_t)n;
    }
    remove_each(paths, chain, at[EFFECT], at[SHARE]);
    share_equally(paths, value, at[SHAPLEY]);
    share_by_place(paths, value, at[FIRST], at[LAST], at[LINEAR]);
    self->count = n;
    self->channels = PK_ARRAY(&self->arena, pk_path_channel_t, n);
    for (int i = 0; i < n; i++) {
        self->channels[i] = (pk_path_channel_t){.channel = pk_arena_copy(&self->arena, paths->channels[i]),
                                                .removal_effect = at[EFFECT][i],
                                                .removal_share = at[SHARE][i],
                                                .removal = at[SHARE][i] * self->total,
                                                .shapley = at[SHAPLEY][i],
                                                .first = at[FIRST][i],
                                                .last = at[LAST][i],
                                                .linear = at[LINEAR][i],
                                                .p05 = NAN,
                                                .p95 = NAN};
    }
    free(columns);
}

static int by_share(const void *a, const void *b)
{
    const pk_path_channel_t *x = a, *y = b;
    const int order = (x->removal_share < y->removal_share) - (x->removal_share > y->removal_share);
    return order != 0 ? order : strcmp(x->channel, y->channel);
}

/* The sum of a column of all rows becomes the total. */
static void close_sum(pk_path_attribution_t *self, size_t offset)
{
    double **shares = pk_heap((size_t)self->count + 1, sizeof *shares);
    for (int i = 0; i < self->count; i++) {
        shares[i] = (double *)((char *)&self->channels[i] + offset);
    }
    pk_close_sum(shares, self->count, self->total);
    free(shares);
}

void pk_paths_attribute(const pk_paths_t *paths, const pk_paths_options_t *options, pk_path_attribution_t *self)
{
    pk_paths_chain_t chain;
    self->order = options->order;
    self->chosen = options->order == PK_PATHS_CHOOSE;
    if (self->chosen) {
        self->order = pk_paths_choose_order(paths, options->seed, options->threads, self->likelihood);
    }
    self->conversions = paths->conversions;
    self->nulls = paths->nulls;
    self->is_value = options->value;
    self->total = options->value ? paths->value : paths->conversions;
    self->paths = paths->count;
    self->seed = options->seed;
    pk_paths_chain_init(&chain, paths, self->order);
    self->states = chain.nstate;
    fill_channels(paths, &chain, options->value, self);
    if (options->bootstraps > 0) {
        const pk_paths_bootstrap_t again = {.seed = options->seed,
                                            .threads = options->threads,
                                            .count = options->bootstraps,
                                            .progress = options->progress};
        self->bootstraps = options->bootstraps;
        self->empty = pk_paths_bootstrap(paths, &chain, &again, self->channels);
    }
    qsort(self->channels, (size_t)self->count, sizeof *self->channels, by_share);
    close_sum(self, offsetof(pk_path_channel_t, shapley));
    close_sum(self, offsetof(pk_path_channel_t, linear));
    pk_paths_chain_free(&chain);
}
