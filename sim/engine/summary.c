#include "engine/summary.h"

#include <math.h>
#include <stdlib.h>

enum { SLICES = 512, QUANTILES = 5 };

static const double AT[QUANTILES] = {0.05, 0.25, 0.5, 0.75, 0.95};

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Equal slices between the smallest and the largest value; rounding is monotone, so that a larger value never falls
 * into a lower slice. */
typedef struct {
    double low, scale;
    long count[SLICES];
    double first[SLICES]; /* its first value; the only one unless mixed */
    bool mixed[SLICES];
    bool wanted[SLICES]; /* mixed, and a rank that we look for falls into it */
} pk_slices_t;

static int slice_of(const pk_slices_t *self, double value)
{
    return (int)fmin((value - self->low) * self->scale, SLICES - 1);
}

static void count_slices(pk_slices_t *self, const double *values, long count)
{
    double low = values[0], high = values[0];
    for (long i = 1; i < count; i++) {
        low = values[i] < low ? values[i] : low;
        high = values[i] > high ? values[i] : high;
    }
    self->low = low;
    self->scale = SLICES / (high - low);
    for (long i = 0; i < count; i++) {
        const int slice = slice_of(self, values[i]);
        self->first[slice] = self->count[slice]++ == 0 ? values[i] : self->first[slice];
        self->mixed[slice] |= values[i] != self->first[slice];
    }
}

/* Marks the slice that holds a rank; gives how many values stand in unmarked slices below it once all marks are made.
 */
static int slice_with(const pk_slices_t *self, long rank)
{
    long below = 0;
    int slice = 0;
    while (below + self->count[slice] <= rank) {
        below += self->count[slice++];
    }
    return slice;
}

/* How many values stand in unwanted slices below. */
static long skipped_below(const pk_slices_t *self, int slice)
{
    long skipped = 0;
    for (int k = 0; k < slice; k++) {
        skipped += self->wanted[k] ? 0 : self->count[k];
    }
    return skipped;
}

/* The values in wanted slices, sorted, at the front of the array; gives how many. */
static long keep_wanted(const pk_slices_t *self, double *values, long count)
{
    long kept = 0;
    for (long i = 0; i < count; i++) {
        if (self->wanted[slice_of(self, values[i])]) {
            values[kept++] = values[i];
        }
    }
    qsort(values, (size_t)kept, sizeof(double), ascending);
    return kept;
}

/* The value of a rank in a slice, from the wanted values that were kept. */
static double value_at(const pk_slices_t *self, const double *kept, int slice, long rank)
{
    return self->mixed[slice] ? kept[rank - skipped_below(self, slice)] : self->first[slice];
}

/* Type 7: between the ranks floor(h) and floor(h) + 1, h = (n-1) p. Only the few values in the slices that hold such a
 * rank are sorted. */
static void quantiles(double *values, long count, double *at)
{
    pk_slices_t slices = {0};
    int slice[QUANTILES][2];
    count_slices(&slices, values, count);
    for (int k = 0; k < QUANTILES; k++) {
        const long rank = (long)floor((double)(count - 1) * AT[k]);
        for (int next = 0; next < 2; next++) {
            slice[k][next] = slice_with(&slices, rank + next < count ? rank + next : rank);
            slices.wanted[slice[k][next]] = slices.mixed[slice[k][next]];
        }
    }
    keep_wanted(&slices, values, count);
    for (int k = 0; k < QUANTILES; k++) {
        const double h = (double)(count - 1) * AT[k];
        const long rank = (long)floor(h), next = rank + 1 < count ? rank + 1 : rank;
        const double here = value_at(&slices, values, slice[k][0], rank);
        const double there = value_at(&slices, values, slice[k][1], next);
        at[k] = here + (h - (double)rank) * (there - here);
    }
}

static long drop_nan(double *values, long count)
{
    long kept = 0;
    for (long i = 0; i < count; i++) {
        if (!isnan(values[i])) {
            values[kept++] = values[i];
        }
    }
    return kept;
}

static bool all_equal(const double *values, long count)
{
    for (long i = 1; i < count; i++) {
        if (values[i] != values[0]) {
            return false;
        }
    }
    return true;
}

/* Welford's recursion: one pass, no cancellation. */
static void moments(const double *values, long count, pk_summary_t *summary)
{
    double mean = 0, squares = 0;
    for (long i = 0; i < count; i++) {
        const double off = values[i] - mean;
        mean += off / (double)(i + 1);
        squares += off * (values[i] - mean);
    }
    summary->mean = mean;
    summary->sd = count > 1 ? sqrt(squares / (double)(count - 1)) : NAN;
}

pk_summary_t pk_summarise(double *values, long count)
{
    count = drop_nan(values, count);
    if (count == 0) {
        return (pk_summary_t){NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    }
    if (all_equal(values, count)) {
        const double x = values[0];
        return (pk_summary_t){x, count > 1 ? 0 : NAN, x, x, x, x, x};
    }
    pk_summary_t summary;
    moments(values, count, &summary);
    double at[QUANTILES];
    quantiles(values, count, at);
    summary.p05 = at[0];
    summary.p25 = at[1];
    summary.p50 = at[2];
    summary.p75 = at[3];
    summary.p95 = at[4];
    return summary;
}
