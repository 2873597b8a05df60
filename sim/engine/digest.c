#include "engine/digest.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/quantiles.h"
#include "base/radix.h"

enum { FINE = 4000, COARSE = 50, ERRORS = 6 };

/* ---- the edges ---- */

/* Ranks that get an edge: every `fine`-th near a rank that is asked for, else every `coarse`-th. */
typedef struct {
    long fine, coarse, first[PK_QUANTILES], last[PK_QUANTILES];
} pk_ranks_t;

static pk_ranks_t ranks_of(long count)
{
    pk_ranks_t ranks = {.fine = count / FINE > 1 ? count / FINE : 1};
    ranks.coarse = count / COARSE > ranks.fine ? count / COARSE / ranks.fine * ranks.fine : ranks.fine;
    for (int k = 0; k < PK_QUANTILES; k++) {
        const double off = ERRORS * sqrt(pk_quantile_at[k] * (1 - pk_quantile_at[k]) * (double)count),
                     at = pk_quantile_at[k] * (double)count;
        ranks.first[k] = (long)floor(at - off);
        ranks.last[k] = (long)ceil(at + off);
    }
    return ranks;
}

static bool is_near(const pk_ranks_t *self, long rank)
{
    for (int k = 0; k < PK_QUANTILES; k++) {
        if (rank >= self->first[k] && rank <= self->last[k]) {
            return true;
        }
    }
    return false;
}

/* The edges among sorted values; into NULL: how many. */
static int choose_edges(const pk_ranks_t *ranks, const double *sorted, long count, double *into)
{
    int edges = 0;
    double last = NAN;
    for (long rank = 0; rank < count; rank += ranks->fine) {
        if (sorted[rank] != last && (rank % ranks->coarse == 0 || is_near(ranks, rank))) {
            last = sorted[rank];
            if (into != NULL) {
                into[edges] = last;
            }
            edges++;
        }
    }
    return edges;
}

static void set_edges(pk_digest_t *self, const double *sorted, long count)
{
    const pk_ranks_t ranks = ranks_of(count);
    const int edges = choose_edges(&ranks, sorted, count, NULL);
    self->nedge = edges;
    self->edges = pk_heap((size_t)edges * (sizeof(double) + 2 * sizeof(uint32_t)) + sizeof(uint32_t), 1);
    self->at = (uint32_t *)(self->edges + edges);
    self->between = self->at + edges;
    choose_edges(&ranks, sorted, count, self->edges);
}

/* ---- counting ---- */

static bool all_whole(const double *values, long count)
{
    for (long i = 0; i < count; i++) {
        if (!(fabs(values[i]) < 1e15) || (double)(int64_t)values[i] != values[i]) {
            return false;
        }
    }
    return true;
}

/* Sorted values and edges side by side. */
static void count_values(pk_digest_t *self, const double *sorted, long count)
{
    long i = 0;
    for (int k = 0; k < self->nedge; k++) {
        const long below = i;
        while (i < count && sorted[i] < self->edges[k]) {
            i++;
        }
        self->between[k] += (uint32_t)(i - below);
        const long here = i;
        while (i < count && sorted[i] == self->edges[k]) {
            i++;
        }
        self->at[k] += (uint32_t)(i - here);
    }
    self->between[self->nedge] += (uint32_t)(count - i);
    self->low = sorted[0] < self->low ? sorted[0] : self->low;
    self->high = sorted[count - 1] > self->high ? sorted[count - 1] : self->high;
    self->whole = self->whole && all_whole(sorted, count);
}

/* ---- all together ---- */

static void merge(pk_digest_t *self, const double *values, long count)
{
    double mean;
    const double squares = pk_squares(values, count, &mean);
    const double before = (double)self->count, now = (double)count, all = before + now, off = mean - self->mean;
    self->mean += off * (now / all);
    self->squares += squares + off * off * (before * now / all);
    self->count += count;
}

void pk_digest_add(pk_digest_t *self, double *values, long count, bool alone)
{
    if (alone) {
        self->exact = true;
        self->summary = pk_summarise(values, count);
        return;
    }
    count = pk_drop_nan(values, count);
    if (count == 0) {
        return;
    }
    const bool first = self->count == 0;
    double *room = pk_heap((size_t)count, sizeof(double));
    merge(self, values, count);
    pk_radix_sort(values, room, count);
    free(room);
    if (first) {
        self->low = self->high = values[0];
        self->whole = true;
        set_edges(self, values, count);
    }
    count_values(self, values, count);
}

void pk_digest_free(pk_digest_t *self)
{
    free(self->edges);
    *self = (pk_digest_t){0};
}

/* ---- quantiles ---- */

/* The value at a rank from 0: an edge, or between two by its place among those there; *off is raised to how many ranks
 * it may be off. */
static double value_at(const pk_digest_t *self, long rank, double *off)
{
    long below = 0;
    for (int k = 0; k <= self->nedge; k++) {
        const long inside = self->between[k];
        if (rank < below + inside) {
            const double low = k > 0 ? self->edges[k - 1] : self->low;
            const double high = k < self->nedge ? self->edges[k] : self->high;
            const double place = (double)(rank - below);
            const double value = low + (high - low) * ((place + 1) / ((double)inside + 1));
            *off = fmax(*off, fmax(place + 1, (double)inside - place));
            return self->whole ? round(value) : value;
        }
        below += inside;
        if (k < self->nedge && rank < below + self->at[k]) {
            return self->edges[k];
        }
        below += k < self->nedge ? self->at[k] : 0;
    }
    return self->high;
}

pk_summary_t pk_digest_summary(const pk_digest_t *self, double *rank_error)
{
    double quantile[PK_QUANTILES], off = 0;
    *rank_error = 0;
    if (self->exact) {
        return self->summary;
    }
    if (self->count == 0) {
        return (pk_summary_t){NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    }
    for (int k = 0; k < PK_QUANTILES; k++) {
        const double h = (double)(self->count - 1) * pk_quantile_at[k], rank = floor(h);
        const double below = value_at(self, (long)rank, &off);
        const double above = h > rank ? value_at(self, (long)rank + 1, &off) : below;
        quantile[k] = below == above ? below : below + (h - rank) * (above - below);
    }
    *rank_error = off > 0 ? (off + 1) / (double)self->count : 0;
    return (pk_summary_t){
        .mean = self->mean,
        .sd = self->count > 1 ? sqrt(self->squares / ((double)self->count - 1)) : NAN,
        .p05 = quantile[0],
        .p25 = quantile[1],
        .p50 = quantile[2],
        .p75 = quantile[3],
        .p95 = quantile[4],
    };
}
