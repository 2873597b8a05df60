#include "study/paths_attribution.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/draw.h"
#include "base/quantiles.h"
#include "base/status.h"
#include "study/paths_order.h"

/* How far a removal effect may be off, as a part of the chance of a conversion: as good as doubles are, and where the
 * spread of bootstraps is all that is asked for. */
static const double exactly = 1e-16, nearly = 1e-7;

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

/* ---- bootstraps ---- */

typedef struct {
    pk_paths_counts_t counts;
    pk_paths_solver_t solver;
} worker_t;

enum { FEW_WALKS = 4, FEW_DRAWN = 40 }; /* P(more than 40) at a mean of 4 is 1e-26 */

typedef struct {
    const pk_paths_t *paths;
    const pk_paths_chain_t *chain;
    const pk_paths_options_t *options;
    double below[FEW_WALKS][FEW_DRAWN]; /* [walks - 1][k] the chance to draw at most k of a mean of `walks` */
    worker_t *workers;
    double *shares; /* [channel][bootstrap]; NAN without a conversion */
} boots_t;

/* Effects to shares of their sum, which is above 0: without a channel on it some converting path is lost. */
static void to_shares(const double *effects, int count, double *shares, long stride)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += effects[i];
    }
    for (int i = 0; i < count; i++) {
        shares[i * stride] = effects[i] / sum;
    }
}

/* Poisson(walks). Most paths are walked once or a few times: for them the distribution stands in a table. */
static double again(const boots_t *self, pk_stream_t *stream, double walks)
{
    if (walks > FEW_WALKS || walks == 0) {
        return pk_draw_poisson(stream, walks);
    }
    const double u = pk_stream_uniform(stream), *below = self->below[(int)walks - 1];
    int count = 0;
    while (count < FEW_DRAWN && u >= below[count]) {
        count++;
    }
    return count;
}

/* P(at most k), as far as a uniform can tell it from 1. */
static void fill_tables(boots_t *self)
{
    for (int walks = 1; walks <= FEW_WALKS; walks++) {
        double mass = exp(-walks), sum = mass;
        for (int k = 0; k < FEW_DRAWN; k++) {
            self->below[walks - 1][k] = sum;
            mass *= walks / (k + 1.0);
            sum += mass;
        }
    }
}

static void walk_again(const boots_t *self, long index, pk_paths_counts_t *counts)
{
    const pk_paths_t *paths = self->paths;
    pk_paths_counts_begin(counts, paths, self->chain);
    for (int i = 0; i < paths->count; i++) {
        const pk_path_t *path = &paths->all[i];
        pk_stream_t stream = pk_stream_at(self->options->seed, (uint64_t)index, PK_PURPOSE_BOOTSTRAP, 0, path->address);
        const double conversions = again(self, &stream, path->conversions);
        const double nulls = again(self, &stream, path->nulls);
        pk_paths_counts_add(counts, self->chain, path, conversions, nulls);
    }
    pk_paths_counts_finish(counts, paths, self->chain);
}

static void bootstrap(void *context, long index, int worker)
{
    boots_t *self = context;
    worker_t *mine = &self->workers[worker];
    const int count = self->paths->nchannel, total = self->options->bootstraps;
    double *effects = pk_heap((size_t)count, sizeof *effects);
    walk_again(self, index, &mine->counts);
    if (pk_paths_removal(&mine->solver, self->chain, &mine->counts, nearly, effects)) {
        to_shares(effects, count, self->shares + index, total);
    } else {
        self->shares[index] = NAN;
    }
    free(effects);
    if (worker == 0 && self->options->progress.tell != NULL) {
        self->options->progress.tell(self->options->progress.context, (double)index, total);
    }
}

/* The 5% and 95% quantiles of a channel's shares over the bootstraps that had a conversion; row 0 says which. */
static void quantiles_of(const boots_t *self, int channel, double *room, double *p05, double *p95)
{
    const int total = self->options->bootstraps;
    double low = INFINITY, high = -INFINITY, at[PK_QUANTILES];
    int count = 0;
    for (int b = 0; b < total; b++) {
        if (!isnan(self->shares[b])) {
            room[count] = self->shares[(size_t)channel * (size_t)total + (size_t)b];
            low = fmin(low, room[count]);
            high = fmax(high, room[count]);
            count++;
        }
    }
    *p05 = *p95 = NAN;
    if (count > 0) {
        pk_quantiles(room, count, low, high, at);
        *p05 = at[0];
        *p95 = at[PK_QUANTILES - 1];
    }
}

static int count_empty(const boots_t *self)
{
    int empty = 0;
    for (int b = 0; b < self->options->bootstraps; b++) {
        empty += isnan(self->shares[b]);
    }
    return empty;
}

static void bootstrap_all(const pk_paths_t *paths, const pk_paths_chain_t *chain, const pk_paths_options_t *options,
                          pk_path_attribution_t *out)
{
    const int threads = pk_parallel_threads(options->threads), total = options->bootstraps;
    boots_t self = {.paths = paths, .chain = chain, .options = options};
    self.workers = pk_heap((size_t)threads, sizeof *self.workers);
    self.shares = pk_heap((size_t)paths->nchannel * (size_t)total, sizeof *self.shares);
    for (int w = 0; w < threads && w < total; w++) {
        pk_paths_counts_init(&self.workers[w].counts, paths, chain);
        pk_paths_solver_init(&self.workers[w].solver, chain);
    }
    fill_tables(&self);
    pk_parallel_for(total, threads, bootstrap, &self);
    double *room = pk_heap((size_t)total, sizeof *room);
    for (int i = 0; i < out->count; i++) {
        quantiles_of(&self, i, room, &out->channels[i].p05, &out->channels[i].p95);
    }
    out->bootstraps = total;
    out->empty = count_empty(&self);
    for (int w = 0; w < threads && w < total; w++) {
        pk_paths_counts_free(&self.workers[w].counts);
        pk_paths_solver_free(&self.workers[w].solver);
    }
    free(room);
    free(self.workers);
    free(self.shares);
}

/* ---- all of it ---- */

/* Removal effects and their shares. */
static void remove_each(const pk_paths_t *paths, const pk_paths_chain_t *chain, double *effects, double *shares)
{
    pk_paths_counts_t counts;
    pk_paths_solver_t solver;
    pk_paths_counts_init(&counts, paths, chain);
    pk_paths_solver_init(&solver, chain);
    for (int i = 0; i < paths->count; i++) {
        pk_paths_counts_add(&counts, chain, &paths->all[i], paths->all[i].conversions, paths->all[i].nulls);
    }
    pk_paths_counts_finish(&counts, paths, chain);
    PK_REQUIRE(pk_paths_removal(&solver, chain, &counts, exactly, effects));
    to_shares(effects, paths->nchannel, shares, 1);
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

/* A field of channel i. */
static double *field(pk_path_attribution_t *self, int i, size_t offset)
{
    return (double *)((char *)&self->channels[i] + offset);
}

static double sum_of(pk_path_attribution_t *self, size_t offset)
{
    double sum = 0;
    for (int i = 0; i < self->count; i++) {
        sum += *field(self, i, offset);
    }
    return sum;
}

/* Rounding leaves the sum of shares, added in the order of the rows, an ulp or two off the total. The first row that
 * has a share takes that; where its own ulps are too coarse, or the sum ties, the next one does too, row after row. */
static void close_sum(pk_path_attribution_t *self, size_t offset)
{
    enum { ROUNDS = 4 };
    double off = self->total - sum_of(self, offset);
    for (int i = 0; i < ROUNDS * self->count && off != 0; i++) {
        double *share = field(self, i % self->count, offset);
        if (*share > fabs(off)) {
            *share += i / self->count % 2 == 0 ? off : off / 2;
            off = self->total - sum_of(self, offset);
        }
    }
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
        bootstrap_all(paths, &chain, options, self);
    }
    qsort(self->channels, (size_t)self->count, sizeof *self->channels, by_share);
    close_sum(self, offsetof(pk_path_channel_t, shapley));
    close_sum(self, offsetof(pk_path_channel_t, linear));
    pk_paths_chain_free(&chain);
}
