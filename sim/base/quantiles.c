#include "base/quantiles.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SLICES = 1024, RANKS = 2 * PK_QUANTILES, FEW = 64 };

const double pk_quantile_at[PK_QUANTILES] = {0.05, 0.25, 0.5, 0.75, 0.95};

/* How many values fall into each slice. Slices are equal parts between the smallest and the largest value; rounding is
 * monotone, so that a larger value never falls into a lower slice. */
typedef struct {
    double low, scale;
    int count[SLICES];
} pk_slices_t;

/* A rank that we look for: its slice, and how many values stand below that slice. */
typedef struct {
    long rank, below;
    int slice;
} pk_sought_t;

static int slice_of(const pk_slices_t *self, double value)
{
    const int slice = (int)((value - self->low) * self->scale);
    return slice < SLICES ? slice : SLICES - 1;
}

/* The two ranks of each quantile, in ascending order where there are more than a few values. */
static void list_ranks(long count, pk_sought_t *sought)
{
    for (int k = 0; k < PK_QUANTILES; k++) {
        const long rank = (long)floor((double)(count - 1) * pk_quantile_at[k]);
        sought[2 * k].rank = rank;
        sought[2 * k + 1].rank = rank + 1 < count ? rank + 1 : rank;
    }
}

static void find_slices(const pk_slices_t *self, pk_sought_t *sought)
{
    long below = 0;
    int slice = 0;
    for (int k = 0; k < RANKS; k++) {
        while (below + self->count[slice] <= sought[k].rank) {
            below += self->count[slice++];
        }
        sought[k].slice = slice;
        sought[k].below = below;
    }
}

/* ---- whole numbers of a small range: every slice is one number ---- */

static bool count_numbers(pk_slices_t *self, const double *values, long count, double low, double high)
{
    if (high - low >= SLICES) {
        return false;
    }
    memset(self->count, 0, ((size_t)(high - low) + 1) * sizeof(int));
    for (long i = 0; i < count; i++) {
        const int number = (int)(values[i] - low);
        if (low + number != values[i]) {
            return false;
        }
        self->count[number]++;
    }
    return true;
}

/* ---- all others: the values in the slices that hold a rank are sorted ---- */

static void count_slices(pk_slices_t *self, const double *values, long count, double low, double high)
{
    *self = (pk_slices_t){.low = low, .scale = SLICES / (high - low)};
    for (long i = 0; i < count; i++) {
        self->count[slice_of(self, values[i])]++;
    }
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* By insertion where there are few: they come nearly in order. */
void pk_sort(double *values, long count)
{
    if (count > FEW) {
        qsort(values, (size_t)count, sizeof(double), ascending);
        return;
    }
    for (long i = 1; i < count; i++) {
        const double value = values[i];
        long k = i;
        for (; k > 0 && values[k - 1] > value; k--) {
            values[k] = values[k - 1];
        }
        values[k] = value;
    }
}

/* The values in the slices sought, sorted, at the front of the array; and among them those of the ranks. */
static void values_at(const pk_slices_t *self, double *values, long count, pk_sought_t *sought, double *found)
{
    bool wanted[SLICES] = {false};
    for (int k = 0; k < RANKS; k++) {
        wanted[sought[k].slice] = true;
    }
    long kept = 0;
    for (long i = 0; i < count; i++) {
        if (wanted[slice_of(self, values[i])]) {
            values[kept++] = values[i];
        }
    }
    pk_sort(values, kept);
    long before = 0; /* kept values of the slices below */
    for (int k = 0; k < RANKS; k++) {
        if (k > 0 && sought[k].slice != sought[k - 1].slice) {
            before += self->count[sought[k - 1].slice];
        }
        found[k] = values[before + sought[k].rank - sought[k].below];
    }
}

/* The values of the ranks sought. */
static void look_up(double *values, long count, double low, double high, pk_sought_t *sought, double *found)
{
    pk_slices_t slices;
    if (count <= FEW || !isnormal(SLICES / (high - low))) { /* a range too wide or too narrow for slices */
        pk_sort(values, count);
        for (int k = 0; k < RANKS; k++) {
            found[k] = values[sought[k].rank];
        }
    } else if (count_numbers(&slices, values, count, low, high)) {
        find_slices(&slices, sought);
        for (int k = 0; k < RANKS; k++) {
            found[k] = low + sought[k].slice;
        }
    } else {
        count_slices(&slices, values, count, low, high);
        find_slices(&slices, sought);
        values_at(&slices, values, count, sought, found);
    }
}

void pk_quantiles(double *values, long count, double low, double high, double at[PK_QUANTILES])
{
    pk_sought_t sought[RANKS];
    double found[RANKS];
    list_ranks(count, sought);
    look_up(values, count, low, high, sought, found);
    for (int k = 0; k < PK_QUANTILES; k++) {
        const double beyond = (double)(count - 1) * pk_quantile_at[k] - (double)sought[2 * k].rank;
        const double below = found[2 * k], above = found[2 * k + 1];
        at[k] = beyond == 0 || below == above ? below : below + beyond * (above - below);
    }
}
