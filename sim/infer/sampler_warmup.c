#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "infer/sampler_parts.h"

enum {
    BLOCK = 50,            /* moves of warm-up between two looks at the budget */
    EVOLUTION_ROUNDS = 100 /* of differential evolution, which are dropped */
};

static const double KINKS = .01;     /* part of the steps above which gradients are not trusted */
static const double FOR_WARMUP = .5; /* part of what is left of the budget, after which warm-up ends where it is */

static pk_stream_t next_luck(const pk_sampler_t *self, int chain)
{
    pk_worker_t *worker = &self->parts->worker[chain];
    return pk_stream_at(self->parts->options.seed, (uint64_t)chain, PK_PURPOSE_SAMPLE, ++worker->move, 0);
}

static void warm_chain(void *context, long chain, int thread)
{
    (void)thread;
    pk_sampler_t *self = context;
    pk_worker_t *worker = &self->parts->worker[chain];
    pk_warmup_t *warmup = &worker->warmup;
    for (int k = 0; k < BLOCK && warmup->done < warmup->length; k++) {
        pk_stream_t stream = next_luck(self, (int)chain);
        const pk_nuts_move_t move = pk_warmup_move(warmup, &stream);
        if (2 * warmup->done > warmup->length) {
            worker->nstep += move.nstep;
            worker->nkink += move.nkink;
        }
    }
}

/* Part of the leapfrog steps of all chains that met a kink. */
static double kinks(const struct pk_sampler_parts *parts, int nchain)
{
    long nstep = 0, nkink = 0;
    for (int c = 0; c < nchain; c++) {
        nstep += parts->worker[c].nstep;
        nkink += parts->worker[c].nkink;
    }
    return nstep > 0 ? (double)nkink / (double)nstep : 0;
}

/* Differential evolution from where the chains are; its archive is what they have drawn in their last window. */
static void evolve(pk_sampler_t *self)
{
    struct pk_sampler_parts *parts = self->parts;
    const size_t n = (size_t)self->n;
    size_t count = 0;
    for (int c = 0; c < self->nchain; c++) {
        count += (size_t)(parts->worker[c].warmup.before + parts->worker[c].warmup.within);
    }
    double *archive = pk_heap(count * n, sizeof *archive), *to = archive;
    for (int c = 0; c < self->nchain; c++) {
        const pk_warmup_t *warmup = &parts->worker[c].warmup;
        const size_t size = (size_t)(warmup->before + warmup->within) * n;
        memcpy(to, warmup->u, size * sizeof *to);
        to += size;
    }
    pk_evolution_init(&parts->evolution, &parts->arena, &parts->target, self->nchain, parts->options.threads,
                      parts->options.seed, archive, (long)count);
    free(archive);
    for (int c = 0; c < self->nchain; c++) {
        const pk_worker_t *worker = &parts->worker[c];
        pk_evolution_put(&parts->evolution, c, worker->nuts.now.u, worker->nuts.now.log_density, worker->move);
    }
    for (int round = 0; round < EVOLUTION_ROUNDS; round++) {
        pk_evolution_round(&parts->evolution);
    }
    self->kind = PK_SAMPLER_DIFFERENTIAL_EVOLUTION;
    parts->cost = (double)parts->evolution.moves * self->nchain;
    pk_sampler_count(self);
}

void pk_sampler_warm_up(pk_sampler_t *self)
{
    struct pk_sampler_parts *parts = self->parts;
    const double most = (double)self->ngradient + FOR_WARMUP * (double)(parts->options.gradients - self->ngradient);
    const pk_warmup_t *first = &parts->worker[0].warmup;
    long before = self->ngradient;
    int done = 0;
    while (first->done < first->length && (double)self->ngradient < most) {
        before = self->ngradient;
        done = first->done;
        pk_parallel_for(self->nchain, parts->options.threads, warm_chain, self);
        pk_sampler_count(self);
    }
    parts->cost = done < first->done ? (double)(self->ngradient - before) / (first->done - done) : 1;
    for (int c = 0; c < self->nchain; c++) {
        pk_warmup_end(&parts->worker[c].warmup);
    }
    parts->warmed = true;
    self->kinks = kinks(parts, self->nchain);
    if (self->kinks > KINKS) {
        evolve(self);
    }
}

void pk_sampler_warm_again(pk_sampler_t *self, double acceptance)
{
    struct pk_sampler_parts *parts = self->parts;
    self->target_acceptance = acceptance;
    self->ndraw = 0;
    for (int c = 0; c < self->nchain; c++) {
        pk_chain_draws_t *chain = &self->chain[c];
        chain->ndivergence = chain->nwall = chain->ndeepest = chain->nstep = chain->nkink = 0;
        pk_worker_t *worker = &parts->worker[c];
        worker->nstep = worker->nkink = 0;
        worker->accepted = 0;
        pk_warmup_init(&worker->warmup, &parts->arena, &worker->nuts, parts->options.warmup, acceptance);
    }
    pk_sampler_warm_up(self);
}
