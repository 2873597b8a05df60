#include <math.h>
#include <string.h>

#include "base/parallel.h"
#include "infer/sampler_parts.h"

/* Room for `more` draws behind those of every chain. */
static void make_room(pk_sampler_t *self, long draws)
{
    struct pk_sampler_parts *parts = self->parts;
    if (self->ndraw + draws <= parts->room) {
        return;
    }
    parts->room = self->ndraw + draws;
    const size_t room = (size_t)parts->room;
    for (int c = 0; c < self->nchain; c++) {
        pk_chain_draws_t *chain = &self->chain[c];
        chain->u = pk_heap_resize(chain->u, room * (size_t)self->n, sizeof *chain->u);
        chain->columns = pk_heap_resize(chain->columns, room * (size_t)self->ncolumn, sizeof *chain->columns);
        chain->log_density = pk_heap_resize(chain->log_density, room, sizeof *chain->log_density);
        chain->energy = pk_heap_resize(chain->energy, room, sizeof *chain->energy);
        chain->diverged = pk_heap_resize(chain->diverged, room, sizeof *chain->diverged);
    }
}

/* Where a chain is becomes draw number `at` of it. */
static void keep(pk_sampler_t *self, int chain, long at, const double *u, double log_density)
{
    const pk_columns_t *columns = &self->parts->columns;
    pk_chain_draws_t *draws = &self->chain[chain];
    memcpy(&draws->u[at * self->n], u, (size_t)self->n * sizeof *u);
    draws->log_density[at] = log_density;
    draws->energy[at] = NAN;
    draws->diverged[at] = false;
    columns->at(columns->context, chain, u, &draws->columns[at * self->ncolumn]);
}

/* What all chains are to do at once. */
typedef struct {
    pk_sampler_t *sampler;
    long draws; /* from ndraw of the sampler on */
} drawing_t;

static void draw_chain(void *context, long chain, int thread)
{
    (void)thread;
    const drawing_t *drawing = context;
    pk_sampler_t *self = drawing->sampler;
    pk_worker_t *worker = &self->parts->worker[chain];
    pk_chain_draws_t *draws = &self->chain[chain];
    for (long at = self->ndraw; at < self->ndraw + drawing->draws; at++) {
        pk_stream_t stream =
            pk_stream_at(self->parts->options.seed, (uint64_t)chain, PK_PURPOSE_SAMPLE, ++worker->move, 0);
        const pk_nuts_move_t move = pk_nuts_move(&worker->nuts, &stream);
        keep(self, (int)chain, at, worker->nuts.now.u, worker->nuts.now.log_density);
        draws->energy[at] = move.energy;
        draws->diverged[at] = move.diverged;
        draws->ndivergence += move.diverged;
        draws->nwall += move.wall;
        draws->ndeepest += move.depth == PK_NUTS_DEEPEST;
        draws->nstep += move.nstep;
        draws->nkink += move.nkink;
        worker->accepted += move.accepted;
    }
    draws->accepted = worker->accepted / (double)(self->ndraw + drawing->draws);
    draws->step_size = worker->nuts.step_size;
}

static void keep_evolved(void *context, long chain, int thread)
{
    (void)thread;
    const drawing_t *drawing = context;
    pk_sampler_t *self = drawing->sampler;
    const pk_evolved_t *evolved = &self->parts->evolution.chain[chain];
    keep(self, (int)chain, self->ndraw, evolved->u, evolved->log_density);
    self->chain[chain].accepted = (double)evolved->naccepted / (double)evolved->ncall;
}

static void evolve(pk_sampler_t *self, long draws)
{
    for (long k = 0; k < draws; k++) {
        pk_evolution_round(&self->parts->evolution);
        drawing_t drawing = {.sampler = self};
        pk_parallel_for(self->nchain, self->parts->options.threads, keep_evolved, &drawing);
        self->ndraw++;
    }
}

long pk_sampler_draw(pk_sampler_t *self, long draws)
{
    struct pk_sampler_parts *parts = self->parts;
    if (self->nmode == 0) {
        return 0;
    }
    if (!parts->warmed) {
        pk_sampler_warm_up(self);
    }
    const long before = self->ngradient;
    const double left = (double)(parts->options.gradients - before);
    const long affordable = left > 0 ? (long)(left / parts->cost) : 0;
    draws = draws < affordable ? draws : affordable;
    if (draws <= 0) {
        return 0;
    }
    make_room(self, draws);
    if (self->kind == PK_SAMPLER_NUTS) {
        drawing_t drawing = {.sampler = self, .draws = draws};
        pk_parallel_for(self->nchain, parts->options.threads, draw_chain, &drawing);
        self->ndraw += draws;
    } else {
        evolve(self, draws);
    }
    pk_sampler_count(self);
    parts->cost = (double)(self->ngradient - before) / (double)draws;
    return draws;
}
