#include "study/indices.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "result/summary.h"

/* Sums over the points of a replicate at which all is known; f is about a first guess of its mean. */
typedef struct {
    double count, f, squares;    /* of A and B together: twice as many values */
    double off, first, distance; /* of f(AB) - f(A), of f(B) times it, of its square */
} sums_t;

typedef struct {
    const double *a, *b, *mixed;
    double guess;
    long each;
    sums_t sums[PK_REPLICATES];
    bool total; /* which of the two is asked for */
} estimating_t;

static sums_t sums_of(const estimating_t *self, int replicate)
{
    sums_t sums = {0};
    for (long k = replicate * self->each; k < (replicate + 1) * self->each; k++) {
        const double a = self->a[k] - self->guess, b = self->b[k] - self->guess, off = self->mixed[k] - self->a[k];
        if (isfinite(a) && isfinite(b) && isfinite(off)) {
            sums.count += 2;
            sums.f += a + b;
            sums.squares += a * a + b * b;
            sums.off += off;
            sums.first += b * off;
            sums.distance += off * off;
        }
    }
    return sums;
}

static double index_without(void *context, int replicate)
{
    const estimating_t *self = context;
    sums_t all = {0};
    for (int r = 0; r < PK_REPLICATES; r++) {
        if (r != replicate) {
            all.count += self->sums[r].count;
            all.f += self->sums[r].f;
            all.squares += self->sums[r].squares;
            all.off += self->sums[r].off;
            all.first += self->sums[r].first;
            all.distance += self->sums[r].distance;
        }
    }
    const double mean = all.f / all.count, variance = all.squares / all.count - mean * mean;
    if (!(variance > 1e-24 * all.squares / all.count)) {
        return NAN;
    }
    const double part = self->total ? all.distance / 2 : all.first - mean * all.off;
    return part / (all.count / 2) / variance;
}

static pk_index_t index_of(estimating_t *self)
{
    pk_index_t index;
    for (int r = 0; r < PK_REPLICATES; r++) {
        self->sums[r] = sums_of(self, r);
    }
    self->total = false;
    index.first = pk_jackknife(index_without, self);
    self->total = true;
    index.total = pk_jackknife(index_without, self);
    return index;
}

void pk_indices(pk_mixed_fn values_at, void *context, int count, const pk_points_t *points, pk_index_t *out)
{
    const long size = pk_points_size(points);
    double *room = pk_heap(3 * (size_t)size, sizeof *room), *a = room, *b = a + size, *mixed = b + size;
    values_at(context, points, PK_INPUTS_OF_A, a);
    values_at(context, points, PK_INPUTS_OF_B, b);
    estimating_t self = {.a = a, .b = b, .mixed = mixed, .guess = pk_mean_known(a, size), .each = points->each};
    for (int i = 0; i < count; i++) {
        values_at(context, points, i, mixed);
        out[i] = index_of(&self);
    }
    free(room);
}

void pk_indices_rank(pk_mixed_fn values_at, void *context, int count, const int *input_of, pk_points_t *points)
{
    enum { PILOT = 256 };
    pk_points_t pilot = *points;
    pk_index_t *found = pk_heap((size_t)count + 1, sizeof *found);
    double *weight = pk_heap((size_t)points->count + 1, sizeof *weight);
    pilot.each = points->each < PILOT / PK_REPLICATES ? points->each : PILOT / PK_REPLICATES;
    pk_indices(values_at, context, count, &pilot, found);
    for (int k = 0; k < points->count; k++) {
        const double total = found[input_of[k]].total.value;
        weight[k] = isfinite(total) ? total : 0;
    }
    pk_points_rank(points, weight);
    free(found);
    free(weight);
}
