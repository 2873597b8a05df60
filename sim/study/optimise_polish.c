/* Exchanges: a part of what stands in one amount goes to another. Where none of 1, 10, 50 and 100% improves the point,
 * it counts as a result. What is not spent takes part as an amount of its own; a lever goes the same parts of its way
 * to either end. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/optimise_parts.h"

/* Of many amounts the coarse aim chooses so many of the exchanges of each, which the aim itself looks at. */
enum { CHOSEN = 8, PASSES_MOST = 40, PASSES_FEWER = 2 };
static const double PARTS[] = {1, 0.5, 0.1, 0.01};
enum { NPART = sizeof PARTS / sizeof *PARTS };
/* An improvement below this part of the aim's scale is none. */
static const double MARGIN = 1e-10;

typedef struct {
    pk_search_t *search;
    bool coarse;
    int n;
    long count;
    double *points; /* [count][n] */
    pk_worth_t *worths;
} pk_moves_t;

static bool take_up(pk_moves_t *self)
{
    const bool fits = pk_space_excess(&self->search->space, &self->points[self->count * self->n]) <= PK_SPACE_TOLERANCE;
    self->count += fits;
    return fits;
}

static double *candidate(pk_moves_t *self, const double *z)
{
    double *at = &self->points[self->count * self->n];
    memcpy(at, z, (size_t)self->n * sizeof *at);
    return at;
}

/* From part `from` (-1: what is not spent) to every other, and to what is not spent. */
static void exchanges(pk_moves_t *self, const double *z, int from)
{
    const pk_space_t *space = &self->search->space;
    const double there = from < 0 ? pk_space_unspent(space, z) : z[from];
    for (int p = 0; p < NPART && there > 1e-12; p++) {
        for (int to = 0; to < self->n; to++) {
            const double amount = fmin(PARTS[p] * there, space->room[to] - z[to]);
            if (to == from || !space->money[to] || !(amount > 0)) {
                continue;
            }
            double *at = candidate(self, z);
            at[to] += amount;
            if (from >= 0) {
                at[from] = amount == there ? 0 : at[from] - amount;
            }
            (void)take_up(self);
        }
        if (from >= 0 && !space->exactly) {
            candidate(self, z)[from] -= PARTS[p] * there;
            (void)take_up(self);
        }
    }
}

static void lever_moves(pk_moves_t *self, const double *z, int lever)
{
    for (int p = 0; p < NPART; p++) {
        candidate(self, z)[lever] -= PARTS[p] * z[lever];
        (void)take_up(self);
        candidate(self, z)[lever] += PARTS[p] * (self->search->space.room[lever] - z[lever]);
        (void)take_up(self);
    }
}

/* Where there are many, the coarse aim says which few are looked at. */
static void choose(pk_moves_t *self)
{
    if (self->coarse || self->n < PK_MANY_AMOUNTS || self->count <= CHOSEN) {
        return;
    }
    pk_search_worths(self->search, true, self->count, self->points, self->worths);
    for (long i = 0; i < CHOSEN; i++) {
        long best = i;
        for (long k = i + 1; k < self->count; k++) {
            best = pk_worth_is_better(self->search, self->worths[k], self->worths[best], 0) ? k : best;
        }
        const pk_worth_t worth = self->worths[best];
        self->worths[best] = self->worths[i];
        self->worths[i] = worth;
        for (int d = 0; d < self->n; d++) {
            const double other = self->points[i * self->n + d];
            self->points[i * self->n + d] = self->points[best * self->n + d];
            self->points[best * self->n + d] = other;
        }
    }
    self->count = CHOSEN;
}

/* Takes the best of the moves if it improves z. */
static bool take_best(pk_moves_t *self, double *z, pk_worth_t *worth)
{
    long best = -1;
    choose(self);
    pk_search_worths(self->search, self->coarse, self->count, self->points, self->worths);
    for (long i = 0; i < self->count; i++) {
        if (pk_worth_is_better(self->search, self->worths[i], *worth, MARGIN) &&
            (best < 0 || pk_worth_is_better(self->search, self->worths[i], self->worths[best], 0))) {
            best = i;
        }
    }
    if (best < 0) {
        return false;
    }
    memcpy(z, &self->points[best * self->n], (size_t)self->n * sizeof *z);
    *worth = self->worths[best];
    return true;
}

bool pk_search_polish(pk_search_t *search, bool coarse, double *z, pk_worth_t *worth)
{
    const pk_space_t *space = &search->space;
    const size_t most = (size_t)(NPART * (space->n + 2));
    pk_moves_t moves = {.search = search, .coarse = coarse, .n = space->n};
    moves.points = pk_heap(most * (size_t)space->n + 1, sizeof *moves.points);
    moves.worths = pk_heap(most, sizeof *moves.worths);
    bool improved = false, again = true;
    const int passes = space->n < PK_MANY_AMOUNTS ? PASSES_MOST : PASSES_FEWER;
    for (int pass = 0; pass < passes && again; pass++) {
        again = false;
        for (int from = space->exactly || !space->bounded ? 0 : -1; from < space->n; from++) {
            moves.count = 0;
            if (from < 0 || space->money[from]) {
                exchanges(&moves, z, from);
            } else {
                lever_moves(&moves, z, from);
            }
            again = take_best(&moves, z, worth) || again;
        }
        improved = improved || again;
    }
    free(moves.points);
    free(moves.worths);
    return improved;
}
