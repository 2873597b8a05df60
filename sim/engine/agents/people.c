/* A run of individuals as the sim sees it: walked when it begins, told step by step after that. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/agents/agents.h"
#include "engine/standing.h"
#include "engine/start.h"
#include "engine/state.h"

static void init(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    pk_population_counts.init(self);
    pk_agents_t *agents = PK_NEW(&self->arena, pk_agents_t);
    pk_story_t *story = &agents->story;
    bool varies = false;
    for (int f = 0; f < plan->nflow; f++) {
        varies = varies || pk_money_varies(&plan->flows[f]);
    }
    story->capacities = plan->nflow * plan->npersona;
    story->money = story->capacities + 2 * plan->ncapacity;
    story->purchases = story->money + (varies ? 2 * plan->nflow * plan->npersona : 0);
    story->width = story->purchases + 2 * plan->npersona;
    story->rows = PK_ARRAY(&self->arena, double, (long)(plan->nstep + 1) * story->width);
    agents->kernel = pk_kernel_of(PK_VECTOR_AUTO);
    agents->threads = 1;
    agents->unit = varies ? PK_ARRAY(&self->arena, double, 2 * plan->nflow) : NULL;
    agents->own = pk_own_plan(plan, &self->arena);
    self->agents = agents;
}

static void release(pk_sim_t *self)
{
    pk_population_counts.free(self);
    if (self->agents != NULL) {
        pk_arena_free(&self->agents->run);
    }
}

static void begin(pk_sim_t *self)
{
    pk_population_counts.begin(self);
    pk_agents_walk(self);
}

/* All that happens in the step, waits and fits included. */
static void try(pk_sim_t *self)
{
    const pk_story_t *story = &self->agents->story;
    const double *row = &story->rows[(long)self->step * story->width];
    memcpy(self->state.flow, row, (size_t)(self->plan->nflow * self->plan->npersona) * sizeof(double));
}

static void fit(pk_sim_t *self, int t)
{
    const pk_story_t *story = &self->agents->story;
    const double *row = &story->rows[(long)t * story->width + story->capacities];
    const size_t size = (size_t)self->plan->ncapacity * sizeof(double);
    memcpy(self->state.capacity, row, size);
    memcpy(self->state.waiting, row + self->plan->ncapacity, size);
}

static void move(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    memset(self->entered, 0, (size_t)(plan->nstage * plan->npersona) * sizeof(double));
    for (int k = 0; k < plan->moves.count; k++) {
        pk_settle_flow(self, plan->moves.index[k]);
    }
}

static void arrive(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int f = plan->ntransition; f < plan->nflow; f++) {
        for (int g = 0; g < plan->npersona; g++) {
            self->state.made += self->state.flow[f * plan->npersona + g];
        }
        pk_settle_flow(self, f);
    }
}

static void pass_on(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int k = 0; k < plan->ninstant; k++) {
        const int i = plan->instant_order[k];
        for (int e = 0; e < plan->stages[i].nexit; e++) {
            pk_settle_flow(self, plan->stages[i].exits[e]);
        }
    }
}

static void age(pk_sim_t *self)
{
    self->state.population = 0;
    for (int cell = 0; cell < self->plan->nstage * self->plan->npersona; cell++) {
        self->state.population += self->state.count[cell];
    }
}

void pk_agents_apply(pk_sim_t *sim, int t)
{
    try(sim);
    fit(sim, t);
    move(sim);
    arrive(sim);
    pass_on(sim);
    age(sim);
}

static size_t kept(const pk_sim_t *self)
{
    return (size_t)(self->plan->nstep + 1) * (size_t)self->agents->story.width * sizeof(double);
}

static void keep(const pk_sim_t *self, void *into)
{
    memcpy(into, self->agents->story.rows, kept(self));
}

static void resume(pk_sim_t *self, const void *from)
{
    memcpy(self->agents->story.rows, from, kept(self));
}

static const char *verify(const pk_sim_t *self, int cell, double slack)
{
    return self->state.count[cell] < -slack ? "a stage holds fewer than nobody" : NULL;
}

static void never(pk_sim_t *self, int stage)
{
    (void)self, (void)stage;
    PK_REQUIRE(!"individuals are not asked what would happen");
}

static void stay_behind(pk_sim_t *self)
{
    (void)self;
}

static void gather(pk_sim_t *self, int stage, double population)
{
    (void)population;
    never(self, stage);
}

const pk_population_ops_t pk_population_agents = {
    .init = init,
    .free = release,
    .begin = begin,
    .try = try,
    .try_stage = never,
    .fit = fit,
    .stay_behind = stay_behind,
    .move = move,
    .arrive = arrive,
    .pass_on = pass_on,
    .age = age,
    .gather = gather,
    .kept = kept,
    .keep = keep,
    .resume = resume,
    .verify = verify,
};
