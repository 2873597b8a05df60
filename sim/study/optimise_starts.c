/* Where the search begins. An S-shaped response has many local optima: what matters is to begin in the valley of the
 * best. Whole shapes are tried (each channel alone, bursts of any length), chunks of the budget are put where each
 * brings most, and points by luck fill the rest. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "study/optimise_parts.h"

enum { SCRAMBLED = 96, SCRAMBLED_QUICK = 24, BURSTS_MOST = 1200 };

static double *next(pk_starts_t *self)
{
    if (self->count == self->room) {
        self->room = 2 * self->room + 16;
        self->z = pk_heap_resize(self->z, (size_t)(self->room * self->search->space.n) + 1, sizeof *self->z);
    }
    return &self->z[self->count * self->search->space.n];
}

/* Takes the point up as far as the space allows it. */
static void add(pk_starts_t *self, double *z)
{
    if (pk_space_project(&self->search->space, z)) {
        self->count++;
    }
}

/* A new point that has today's levers and no money. */
static double *bare(pk_starts_t *self, const double *today)
{
    double *z = next(self);
    for (int k = 0; k < self->search->space.n; k++) {
        z[k] = self->search->space.money[k] ? 0 : today[k];
    }
    return z;
}

static int group_of(const pk_starts_t *self, int k)
{
    return self->search->problem->amounts[self->search->space.amount[k]].group;
}

static bool next_group(const pk_starts_t *self, int *first, int *end)
{
    for (*first = *end; *first < self->search->space.n && !self->search->space.money[*first]; (*first)++) {
    }
    for (*end = *first; *end < self->search->space.n && group_of(self, *end) == group_of(self, *first); (*end)++) {
    }
    return *first < self->search->space.n;
}

/* `sum` in every step-th of the parts first.. (count of them). */
static void burst(double *z, int first, int count, int step, double sum)
{
    for (int k = 0; k < count; k++) {
        z[first + k * step] = sum / count;
    }
}

/* All on one group: evenly, and in bursts of each length, at each place, side by side or spread. */
static void add_group(pk_starts_t *self, const double *today, int first, int end)
{
    const int periods = end - first;
    double *z = bare(self, today);
    burst(z, first, periods, 1, 1);
    add(self, z);
    for (int length = 1; length < periods && self->count < BURSTS_MOST; length += 1 + length / 4) {
        for (int step = 1; step == 1 || (length > 1 && step * (length - 1) < periods); step++) {
            if (step > 2 && step != periods / length) {
                continue;
            }
            for (int at = first; at + step * (length - 1) < end; at++) {
                z = bare(self, today);
                burst(z, at, length, step, 1);
                add(self, z);
            }
        }
    }
}

/* Today's plan, with what one group has in a burst of it. */
static void add_moved(pk_starts_t *self, const double *today, int first, int end)
{
    double sum = 0;
    for (int k = first; k < end; k++) {
        sum += today[k];
    }
    for (int length = 1; sum > 0 && length < end - first; length *= 2) {
        for (int at = first; at + length <= end; at += length) {
            double *z = next(self);
            memcpy(z, today, (size_t)self->search->space.n * sizeof *z);
            memset(&z[first], 0, (size_t)(end - first) * sizeof *z);
            burst(z, at, length, 1, sum);
            add(self, z);
        }
    }
}

/* Points by luck, spread evenly over all parts: exponentials over their sum, half of them cubed, so that few parts have
 * most. Levers anywhere, and half of the time as today. */
static void add_scrambled(pk_starts_t *self, const double *today)
{
    const uint64_t count = self->search->problem->quick ? SCRAMBLED_QUICK : SCRAMBLED;
    for (uint64_t i = 0; i < count; i++) {
        pk_stream_t luck = pk_stream_at(1, i, PK_PURPOSE_OPTIMISE, 0, 0);
        double *z = next(self), sum = 0;
        for (int k = 0; k < self->search->space.n; k++) {
            const double u = pk_stream_uniform(&luck), e = -log(u);
            z[k] = !self->search->space.money[k] ? (i / 2 % 2 == 0 ? u : today[k]) : i % 2 == 0 ? e : e * e * e;
            sum += self->search->space.money[k] ? z[k] : 0;
        }
        const double all = self->search->space.exactly ? 1 : pk_stream_uniform(&luck);
        for (int k = 0; k < self->search->space.n; k++) {
            z[k] *= self->search->space.money[k] ? all / sum : 1;
        }
        add(self, z);
    }
}

static double *todays(const pk_search_t *search)
{
    double *today = pk_heap((size_t)search->space.n + 1, sizeof *today);
    double *as_is = pk_heap((size_t)search->problem->n + 1, sizeof *as_is);
    for (int i = 0; i < search->problem->n; i++) {
        as_is[i] = search->problem->amounts[i].today;
    }
    pk_space_parts(&search->space, as_is, today);
    free(as_is);
    return today;
}

void pk_starts_add_shapes(pk_starts_t *self)
{
    const pk_space_t *space = &self->search->space;
    double *today = todays(self->search), *z = next(self);
    memcpy(z, today, (size_t)space->n * sizeof *z);
    add(self, z);
    if (self->count > 0) {
        z = bare(self, today);
        for (int k = 0; k < space->n; k++) {
            z[k] = space->money[k] ? 1.0 / space->n : z[k];
        }
        add(self, z);
        for (int first, end = 0; next_group(self, &first, &end);) {
            add_group(self, today, first, end);
            add_moved(self, today, first, end);
        }
        add_scrambled(self, today);
    }
    free(today);
}

/* ---- chunks ---- */

/* The chunk on part k of z, into at; false where it does not fit. */
static bool put_on(const pk_space_t *space, double chunk, const double *z, int k, double *at)
{
    memcpy(at, z, (size_t)space->n * sizeof *at);
    at[k] = fmin(z[k] + chunk, space->room[k]);
    bool fits = space->money[k] && z[k] + chunk <= space->room[k] * (1 + 1e-12);
    for (int r = 0; r < space->nrow && fits; r++) {
        double sum = -space->bounds[r];
        for (int j = 0; j < space->n; j++) {
            sum += space->rows[r * space->n + j] * at[j];
        }
        fits = sum <= PK_SPACE_TOLERANCE || space->rows[r * space->n + k] <= 0;
    }
    return fits;
}

/* Puts one chunk where it brings most; false where it fits nowhere or, if money may be left, nowhere pays. */
static bool put_chunk(const pk_starts_t *self, double chunk, double *z, pk_worth_t *worth)
{
    const pk_space_t *space = &self->search->space;
    double *points = pk_heap((size_t)(space->n * space->n) + 1, sizeof *points);
    pk_worth_t *worths = pk_heap((size_t)space->n + 1, sizeof *worths);
    int count = 0, best = 0;
    for (int k = 0; k < space->n; k++) {
        count += put_on(space, chunk, z, k, &points[count * space->n]);
    }
    pk_search_worths(self->search, true, count, points, worths);
    for (int i = 1; i < count; i++) {
        best = pk_worth_is_better(self->search, worths[i], worths[best], 0) ? i : best;
    }
    const bool put = count > 0 && (space->exactly || pk_worth_is_better(self->search, worths[best], *worth, 0));
    if (put) {
        memcpy(z, &points[best * space->n], (size_t)space->n * sizeof *z);
        *worth = worths[best];
    }
    free(points);
    free(worths);
    return put;
}

void pk_starts_add_by_chunks(pk_starts_t *self)
{
    static const int PARTS[] = {1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 48};
    const pk_space_t *space = &self->search->space;
    double *today = todays(self->search);
    for (size_t p = 0; p < sizeof PARTS / sizeof *PARTS && space->bounded; p++) {
        if (self->search->problem->quick && PARTS[p] > 2 * space->n) {
            break; /* smaller chunks than there are amounts tell little more */
        }
        double *z = bare(self, today);
        pk_worth_t worth;
        pk_search_worths(self->search, true, 1, z, &worth);
        for (int put = 0; put < PARTS[p] && put_chunk(self, 1.0 / PARTS[p], z, &worth); put++) {
        }
        add(self, z);
    }
    free(today);
}
