#include "infer/sampler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "infer/gate.h"
#include "infer/laplace.h"
#include "infer/sampler_parts.h"

enum { CHAINS = 4, FITS = 8, WARMUP = 600, FIRST = 500, GRADIENTS = 1000000, WILL_NOT_MEET = 2000 };

static const double ACCEPTED = .8, CAREFULLY = .95;
static const double DIVERGENCES = .001; /* part of the draws from which on the steps become shorter */

static pk_sampling_t with_defaults(pk_sampling_t options)
{
    options.chains = options.chains > 0 ? options.chains : CHAINS;
    options.fits = options.fits > 0 ? options.fits : FITS;
    options.warmup = options.warmup > 0 ? options.warmup : WARMUP;
    options.first = options.first > 0 ? options.first : FIRST;
    options.gradients = options.gradients > 0 ? options.gradients : GRADIENTS;
    return options;
}

void pk_sampler_count(pk_sampler_t *self)
{
    const struct pk_sampler_parts *parts = self->parts;
    self->ngradient = parts->before;
    self->nnan = parts->before_nan;
    for (int c = 0; c < self->nchain && parts->worker; c++) {
        self->ngradient += parts->worker[c].nuts.ncall;
        self->nnan += parts->worker[c].nuts.nnan;
    }
    for (int c = 0; c < self->nchain && parts->evolution.chain; c++) {
        self->ngradient += parts->evolution.chain[c].ncall;
        self->nnan += parts->evolution.chain[c].nnan;
    }
}

static void take_workers(pk_sampler_t *self)
{
    struct pk_sampler_parts *parts = self->parts;
    parts->worker = PK_ARRAY(&parts->arena, pk_worker_t, self->nchain);
    for (int c = 0; c < self->nchain; c++) {
        pk_worker_t *worker = &parts->worker[c];
        pk_nuts_init(&worker->nuts, &parts->arena, &parts->target, c);
        worker->start = PK_ARRAY(&parts->arena, double, self->n);
        pk_sampler_start(self, c);
        pk_warmup_init(&worker->warmup, &parts->arena, &worker->nuts, parts->options.warmup, self->target_acceptance);
    }
}

void pk_sampler_init(pk_sampler_t *self, const pk_target_t *target, const pk_columns_t *columns,
                     const pk_sampling_t *options)
{
    struct pk_sampler_parts *parts = pk_heap(1, sizeof *parts);
    parts->target = *target;
    parts->columns = *columns;
    parts->options = with_defaults(*options);
    *self = (pk_sampler_t){.n = target->n, .ncolumn = columns->n, .target_acceptance = ACCEPTED, .parts = parts};
    self->nchain = parts->options.chains;
    self->chain = PK_ARRAY(&parts->arena, pk_chain_draws_t, self->nchain);
    const pk_laplace_t fits =
        pk_laplace_fit(target, parts->options.fits, self->nchain, parts->options.threads, &parts->arena);
    self->nmode = fits.nmode;
    self->mode = fits.mode;
    self->prior_sd = fits.prior_sd;
    parts->before = fits.ncall;
    parts->before_nan = fits.nnan;
    if (self->nmode > 0) {
        take_workers(self);
    }
    pk_sampler_count(self);
}

static void free_draws(pk_chain_draws_t *chain)
{
    free(chain->u);
    free(chain->columns);
    free(chain->log_density);
    free(chain->energy);
    free(chain->diverged);
}

void pk_sampler_free(pk_sampler_t *self)
{
    for (int c = 0; c < self->nchain; c++) {
        free_draws(&self->chain[c]);
    }
    if (self->parts) {
        pk_evolution_free(&self->parts->evolution);
        pk_arena_free(&self->parts->arena);
        free(self->parts);
    }
    *self = (pk_sampler_t){0};
}

/* ---- until the gate passes ---- */

static double divergences(const pk_sampler_t *self)
{
    long count = 0;
    for (int c = 0; c < self->nchain; c++) {
        count += self->chain[c].ndivergence;
    }
    return (double)count / (double)(self->ndraw * self->nchain);
}

/* How many more draws the gate asks for: what the sizes lack, or as many again where the chains have not met. */
static long more(const pk_sampler_t *self, const pk_gate_t *gate)
{
    const double now = (double)self->ndraw;
    double wanted = now;
    if (gate->rhat_passed && !gate->ess_passed && gate->ess > 0) {
        wanted = 1.1 * now * (PK_GATE_ESS / gate->ess - 1);
    }
    return (long)ceil(fmin(fmax(wanted, now / 4), 2 * now));
}

/* Whether shorter steps are to be tried: there were divergences, and the budget lets another warm-up and as many draws
 * as these, which may cost twice as much, come true. */
static bool is_worth_another(const pk_sampler_t *self)
{
    return self->target_acceptance < CAREFULLY && divergences(self) > DIVERGENCES &&
           3 * self->ngradient < self->parts->options.gradients;
}

/* Chains that lie apart are in modes of their own, which no further draws will join. */
static bool have_not_met(const pk_sampler_t *self)
{
    bool *high = pk_heap((size_t)self->nchain, sizeof *high);
    const bool found = pk_find_separated(self, high).found;
    free(high);
    return found;
}

bool pk_sampler_until(pk_sampler_t *self)
{
    long wanted = self->parts->options.first;
    while (self->nmode > 0) {
        const long got = pk_sampler_draw(self, wanted);
        if (self->ndraw == 0) {
            return false;
        }
        if (got == wanted && is_worth_another(self)) {
            pk_sampler_warm_again(self, CAREFULLY);
            wanted = self->parts->options.first;
            continue;
        }
        const pk_gate_t gate = pk_gate_judge(self);
        if (gate.passed || got < wanted || (self->ndraw >= WILL_NOT_MEET && have_not_met(self))) {
            return gate.passed;
        }
        wanted = more(self, &gate);
    }
    return false;
}
