#include "result/runs.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void pk_runs_init(pk_runs_t *self, long ncell, long nrun, long piece_runs)
{
    *self = (pk_runs_t){.ncell = ncell, .nrun = nrun, .piece_runs = piece_runs};
    self->npiece = (int)((nrun + piece_runs - 1) / piece_runs);
    self->pieces = pk_heap((size_t)self->npiece * (size_t)ncell, sizeof *self->pieces);
}

void pk_runs_free(pk_runs_t *self)
{
    for (long k = 0; k < self->npiece * self->ncell; k++) {
        free(self->pieces[k].whole);
        free(self->pieces[k].any);
    }
    free(self->pieces);
    *self = (pk_runs_t){0};
}

static bool is_same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0; /* a NAN is one, and -0 is not 0 */
}

static bool is_whole(double value)
{
    return value >= INT32_MIN && value <= INT32_MAX && is_same((double)(int32_t)value, value);
}

void pk_runs_keep(pk_runs_t *self, int piece, long cell, const double *values, long count)
{
    pk_runs_piece_t *to = &self->pieces[piece * self->ncell + cell];
    bool same = true, whole = true;
    for (long i = 0; i < count; i++) {
        same = same && is_same(values[i], values[0]);
        whole = whole && is_whole(values[i]);
    }
    if (same) {
        to->value = count > 0 ? values[0] : 0;
    } else if (whole) {
        to->whole = pk_heap((size_t)count, sizeof *to->whole);
        for (long i = 0; i < count; i++) {
            to->whole[i] = (int32_t)values[i];
        }
    } else {
        to->any = pk_heap((size_t)count, sizeof *to->any);
        memcpy(to->any, values, (size_t)count * sizeof *to->any);
    }
}

static void copy_out(const pk_runs_piece_t *from, long at, long count, double *into)
{
    if (from->any != NULL) {
        memcpy(into, from->any + at, (size_t)count * sizeof *into);
        return;
    }
    for (long i = 0; i < count; i++) {
        into[i] = from->whole != NULL ? from->whole[at + i] : from->value;
    }
}

void pk_runs_take(const pk_runs_t *self, long cell, long first, long count, double *into)
{
    for (long done = 0; done < count;) {
        const long piece = (first + done) / self->piece_runs, at = (first + done) % self->piece_runs;
        const long here = self->piece_runs - at < count - done ? self->piece_runs - at : count - done;
        copy_out(&self->pieces[piece * self->ncell + cell], at, here, into + done);
        done += here;
    }
}
