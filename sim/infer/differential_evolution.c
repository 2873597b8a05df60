#include "infer/differential_evolution.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "infer/nuts.h"

enum { PARTS = 3 }; /* a move is in about k/3 of the coordinates, k = 1 to 3 */

static const double SNOOKER = .1, JUMP = .1; /* parts of the moves */
static const double TINY = 1e-4;             /* sd of e, in sds of the archive */

void pk_evolution_init(pk_evolution_t *self, pk_arena_t *arena, const pk_target_t *target, int nchain, int threads,
                       uint64_t seed, const double *archive, long narchive)
{
    const int n = target->n;
    *self = (pk_evolution_t){
        .target = target, .n = n, .nchain = nchain, .threads = threads, .moves = 2 * n + 8, .seed = seed};
    self->chain = PK_ARRAY(arena, pk_evolved_t, nchain);
    self->scale = PK_ARRAY(arena, double, n);
    for (int c = 0; c < nchain; c++) {
        self->chain[c] = (pk_evolved_t){.u = PK_ARRAY(arena, double, n), .next = PK_ARRAY(arena, double, n)};
    }
    self->room = 2 * narchive;
    self->narchive = narchive;
    self->archive = pk_heap((size_t)(self->room * n), sizeof(double));
    memcpy(self->archive, archive, (size_t)(narchive * n) * sizeof(double));
    for (int i = 0; i < n; i++) {
        double sum = 0, squares = 0;
        for (long k = 0; k < narchive; k++) {
            sum += archive[k * n + i];
        }
        for (long k = 0; k < narchive; k++) {
            const double off = archive[k * n + i] - sum / (double)narchive;
            squares += off * off;
        }
        self->scale[i] = sqrt(squares / (double)narchive);
    }
}

void pk_evolution_free(pk_evolution_t *self)
{
    free(self->archive);
    self->archive = NULL;
}

void pk_evolution_put(pk_evolution_t *self, int chain, const double *u, double log_density, uint64_t move)
{
    pk_evolved_t *evolved = &self->chain[chain];
    memcpy(evolved->u, u, (size_t)self->n * sizeof(double));
    evolved->log_density = log_density;
    evolved->move = move;
}

/* `count` different states of the archive. */
static void choose(const pk_evolution_t *self, pk_stream_t *stream, int count, const double **states)
{
    for (int k = 0; k < count; k++) {
        bool again = true;
        while (again) {
            const long at = (long)(pk_stream_uniform(stream) * (double)self->narchive);
            states[k] = &self->archive[at * self->n];
            again = false;
            for (int other = 0; other < k; other++) {
                again = again || states[other] == states[k];
            }
        }
    }
}

/* Into evolved->next; returns the log of what the acceptance is to be multiplied by. */
static double propose_difference(const pk_evolution_t *self, pk_evolved_t *evolved, pk_stream_t *stream)
{
    const double *z[2];
    choose(self, stream, 2, z);
    const int n = self->n;
    const double part = (1 + floor(pk_stream_uniform(stream) * PARTS)) / PARTS;
    const bool jumps = pk_stream_uniform(stream) < JUMP;
    /* One coordinate is always in, so that no move is none: the choice does not hang on where the chain is. */
    const int always = (int)(pk_stream_uniform(stream) * n);
    int moved = 0;
    for (int i = 0; i < n; i++) {
        const bool is_in = pk_stream_uniform(stream) < part || i == always || jumps;
        evolved->next[i] = is_in ? 1 : 0;
        moved += is_in;
    }
    const double length = jumps ? 1 : 2.38 / sqrt(2. * moved);
    for (int i = 0; i < n; i++) {
        const double tiny = TINY * self->scale[i] * pk_stream_normal(stream);
        evolved->next[i] = evolved->u[i] + (evolved->next[i] > 0 ? length * (z[0][i] - z[1][i]) + tiny : 0);
    }
    return 0;
}

/* Squared distance from a to b, in units of the archive's sds; with another pair c, d: their product. */
static double along(const pk_evolution_t *self, const double *a, const double *b, const double *c, const double *d)
{
    double sum = 0;
    for (int i = 0; i < self->n; i++) {
        const double scale = self->scale[i] > 0 ? self->scale[i] : 1;
        sum += (a[i] - b[i]) * (c[i] - d[i]) / (scale * scale);
    }
    return sum;
}

static double propose_snooker(const pk_evolution_t *self, pk_evolved_t *evolved, pk_stream_t *stream)
{
    const double *z[3];
    choose(self, stream, 3, z);
    const double length = 1.2 + pk_stream_uniform(stream);
    const double *x = evolved->u, squared = along(self, x, z[0], x, z[0]);
    if (!(squared > 0)) {
        return -INFINITY;
    }
    const double part = length * along(self, z[1], z[2], x, z[0]) / squared;
    for (int i = 0; i < self->n; i++) {
        evolved->next[i] = x[i] + part * (x[i] - z[0][i]);
    }
    return (self->n - 1) * log(fabs(1 + part));
}

static void move(const pk_evolution_t *self, int chain)
{
    pk_evolved_t *evolved = &self->chain[chain];
    pk_stream_t stream = pk_stream_at(self->seed, (uint64_t)chain, PK_PURPOSE_SAMPLE, ++evolved->move, 0);
    const bool snooker = pk_stream_uniform(&stream) < SNOOKER;
    const double factor =
        snooker ? propose_snooker(self, evolved, &stream) : propose_difference(self, evolved, &stream);
    if (factor == -INFINITY) {
        return;
    }
    const double there = self->target->log_density(self->target->context, chain, evolved->next, NULL, NULL);
    evolved->ncall++;
    evolved->nnan += isnan(there);
    if (log(pk_stream_uniform(&stream)) < there - evolved->log_density + factor) {
        memcpy(evolved->u, evolved->next, (size_t)self->n * sizeof(double));
        evolved->log_density = there;
        evolved->naccepted++;
    }
}

static void move_chain(void *context, long chain, int worker)
{
    (void)worker;
    const pk_evolution_t *self = context;
    for (int k = 0; k < self->moves; k++) {
        move(self, (int)chain);
    }
}

void pk_evolution_round(pk_evolution_t *self)
{
    pk_parallel_for(self->nchain, self->threads, move_chain, self);
    const long more = self->narchive + self->nchain;
    if (more > self->room) {
        self->room = 2 * more;
        self->archive = pk_heap_resize(self->archive, (size_t)(self->room * self->n), sizeof(double));
    }
    for (int c = 0; c < self->nchain; c++) {
        memcpy(&self->archive[(self->narchive + c) * self->n], self->chain[c].u, (size_t)self->n * sizeof(double));
    }
    self->narchive = more;
}
