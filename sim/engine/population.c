/* Counts by stage, persona and age: the people of both engines of counts. */
#include "engine/population.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/standing.h"
#include "engine/start.h"
#include "engine/state.h"

static void clear(double *array, int count)
{
    memset(array, 0, (size_t)count * sizeof(double));
}

/* Events or arrivals with this mean; nothing where they are more than can be counted. */
static double happen(pk_sim_t *self, int f, int g, pk_purpose_t purpose, double mean)
{
    double count = mean;
    if (pk_countable(mean)) {
        count = self->chance->poisson(self->luck, purpose, self->plan->flows[f].address[g], mean);
    }
    if (!pk_countable(count)) {
        pk_excess_note(self, PK_EXCESS_FLOW, f, count);
        return 0;
    }
    return count;
}

/* Events of everyone who is there at the start of the step: they compete with nothing, and nobody moves. */
static void draw_events(pk_sim_t *self, int i)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    const int personas = self->plan->npersona;
    for (int k = 0; k < stage->nevent; k++) {
        const pk_flow_t *flow = &self->plan->flows[stage->events[k]];
        for (int g = 0; g < personas; g++) {
            const int cell = stage->events[k] * personas + g;
            const double n = self->state.count[i * personas + g];
            if (flow->by == PK_BY_RATE) {
                self->state.flow[cell] =
                    happen(self, stage->events[k], g, PK_PURPOSE_EVENT, n > 0 ? n * self->now.p[cell] : 0);
            } else {
                self->state.flow[cell] =
                    self->chance->thin(self->luck, PK_PURPOSE_EVENT, flow->address[g], n, self->now.p[cell]);
            }
        }
    }
}

/* Some of the exits of a stage: those with rates, or those with shares. */
typedef struct {
    int first, count;
} pk_ways_t;

static pk_ways_t rated(const pk_stage_plan_t *stage)
{
    return (pk_ways_t){.first = 0, .count = stage->nrated};
}

static pk_ways_t shared(const pk_stage_plan_t *stage)
{
    return (pk_ways_t){.first = stage->nrated, .count = stage->nexit - stage->nrated};
}

/* Splits n over some exits of a stage, whose probabilities are divided by `whole`; those who must leave and were left
 * over by round-off take the last open way. */
static void split(pk_sim_t *self, int i, int g, pk_ways_t ways, double n, double whole, bool all_leave)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    const int personas = self->plan->npersona;
    const int *exits = &stage->exits[ways.first];
    double *p = self->scratch.row_p, *counts = self->scratch.row_counts;
    const double part = 1 / whole;
    int last = -1;
    if (n <= 0) {
        return; /* the step has begun with every flow at 0 */
    }
    for (int k = 0; k < ways.count; k++) {
        p[k] = self->now.p[exits[k] * personas + g] * part;
        last = p[k] > 0 ? k : last;
    }
    const double left = self->chance->split(self->luck, &stage->exit_address[g][ways.first], n, p, ways.count, counts);
    if (all_leave && last >= 0) {
        counts[last] += left;
        counts[last] = counts[last] < 0 ? 0 : counts[last]; /* round-off of means, where next to nobody goes that way */
    }
    for (int k = 0; k < ways.count; k++) {
        self->state.flow[exits[k] * personas + g] = counts[k];
    }
}

/* Out of a stay: first by the ways that compete with it, then by the stay itself; leavers are drawn by age, the split
 * once for their sum. */
static void draw_stay(pk_sim_t *self, int i, int g)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    const double leave = stage->nrated > 0 ? pk_rates_competing(self, i, g) : 0;
    const double gone = leave > 0 ? pk_stays_compete(self, i, g, leave) : 0;
    split(self, i, g, rated(stage), gone, leave, true);
    split(self, i, g, shared(stage), pk_stays_leave(self, i, g, self->state.count[i * self->plan->npersona + g] - gone),
          1, true);
}

/* Moves: one a customer. */
static void draw_moves(pk_sim_t *self, int i)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    for (int g = 0; g < self->plan->npersona && stage->nexit > 0; g++) {
        if (stage->kind == PK_STAGE_PLAIN) {
            const int cell = i * self->plan->npersona + g;
            split(self, i, g, rated(stage), self->state.count[cell], 1, self->now.sure[cell]);
        } else if (stage->kind == PK_STAGE_DWELL) {
            draw_stay(self, i, g);
        }
    }
}

/* Nobody is taken out of the ages: these stand aside meanwhile. */
static void try_stage(pk_sim_t *self, int stage)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    const int first = stage * self->plan->npersona, last = first + self->plan->npersona;
    void *kept = pk_heap(pk_ages_kept(self, first, last), 1);
    pk_ages_keep(self, first, last, kept);
    for (int k = 0; k < plan->nexit; k++) {
        clear(&self->state.flow[plan->exits[k] * self->plan->npersona], self->plan->npersona);
    }
    draw_events(self, stage);
    draw_moves(self, stage);
    pk_ages_restore(self, first, last, kept);
    free(kept);
}

/* Who would move and what would happen in this step, before anybody does. */
static void try(pk_sim_t *self)
{
    clear(self->state.flow, self->plan->nflow * self->plan->npersona);
    for (int i = 0; i < self->plan->nstage; i++) {
        draw_events(self, i);
        draw_moves(self, i);
    }
}

static void stay_behind(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int i = 0; i < plan->nstage; i++) {
        for (int g = 0; plan->stages[i].kind == PK_STAGE_DWELL && g < plan->npersona; g++) {
            const int cell = i * plan->npersona + g;
            pk_stays_return(self, i, g, self->scratch.held[cell], self->scratch.held_competing[cell]);
        }
    }
}

void pk_settle_flow(pk_sim_t *self, int f)
{
    const pk_flow_t *flow = &self->plan->flows[f];
    const int personas = self->plan->npersona;
    for (int g = 0; g < personas; g++) {
        const double moved = self->state.flow[f * personas + g];
        if (flow->from >= 0) {
            self->state.count[flow->from * personas + g] -= moved;
        }
        self->state.count[flow->to * personas + g] += moved;
        self->entered[flow->to * personas + g] += moved;
    }
}

static bool nobody_in(const pk_sim_t *self, int i)
{
    for (int g = 0; g < self->plan->npersona; g++) {
        if (self->state.count[i * self->plan->npersona + g] > 0) {
            return false;
        }
    }
    return true;
}

/* Who entered an instant stage leaves it in the same step, sources first. */
static void pass_on(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int k = 0; k < plan->ninstant; k++) {
        const int i = plan->instant_order[k];
        if (nobody_in(self, i)) {
            continue;
        }
        for (int g = 0; g < plan->npersona; g++) {
            split(self, i, g, shared(&plan->stages[i]), self->state.count[i * plan->npersona + g], 1, true);
        }
        for (int e = 0; e < plan->stages[i].nexit; e++) {
            pk_settle_flow(self, plan->stages[i].exits[e]);
        }
        for (int g = 0; g < plan->npersona; g++) {
            self->state.count[i * plan->npersona + g] = 0;
        }
    }
}

static void arrive(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int f = plan->ntransition; f < plan->nflow; f++) {
        for (int g = 0; g < plan->npersona; g++) {
            const int cell = f * plan->npersona + g;
            self->state.flow[cell] = happen(self, f, g, PK_PURPOSE_ARRIVE, self->now.p[cell]);
            self->state.made += self->state.flow[cell];
        }
        pk_settle_flow(self, f);
    }
}

static void move(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    clear(self->entered, plan->nstage * plan->npersona);
    for (int k = 0; k < plan->moves.count; k++) {
        pk_settle_flow(self, plan->moves.index[k]);
    }
}

static void age(pk_sim_t *self)
{
    const int personas = self->plan->npersona;
    self->state.population = 0;
    for (int i = 0; i < self->plan->nstage; i++) {
        for (int g = 0; g < personas; g++) {
            double *count = &self->state.count[i * personas + g];
            *count = *count < 0 ? 0 : *count; /* means: what round-off leaves of the last who went */
            pk_stays_age(self, i, g, self->entered[i * personas + g]);
            self->state.population += self->state.count[i * personas + g];
        }
    }
    if (!pk_countable(self->state.population)) {
        pk_excess_note(self, PK_EXCESS_POPULATION, 0, self->state.population);
    }
}

static void init(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    self->now.stays = PK_ARRAY(&self->arena, pk_hazards_t, plan->nstage);
    self->now.leaving = PK_ARRAY(&self->arena, pk_leaving_t, plan->nstage * plan->npersona);
    self->scratch.steady = PK_ARRAY(&self->arena, pk_steady_t, plan->nstage * plan->npersona);
}

static void release(pk_sim_t *self)
{
    for (int cell = 0; cell < self->plan->nstage * self->plan->npersona; cell++) {
        free(self->now.leaving[cell].p);
        free(self->now.leaving[cell].left);
        free(self->now.leaving[cell].gone);
        pk_steady_free(&self->scratch.steady[cell]);
    }
    for (int i = 0; i < self->plan->nstage; i++) {
        free(self->now.stays[i].log_stay);
    }
    free(self->scratch.returning.age);
    free(self->scratch.returning.part);
    free(self->scratch.returning.left);
    free(self->scratch.returning.back);
    free(self->scratch.alike.p);
}

static void begin(pk_sim_t *self)
{
    const pk_standing_t *from = pk_standing_at(self->plan, self->draws);
    if (from != NULL) {
        pk_standing_put(from, self, 0);
    } else {
        pk_stays_begin(self, NULL);
        pk_start(self);
    }
}

static size_t kept(const pk_sim_t *self)
{
    return pk_ages_kept(self, 0, self->plan->nstage * self->plan->npersona);
}

static void keep(const pk_sim_t *self, void *into)
{
    pk_ages_keep(self, 0, self->plan->nstage * self->plan->npersona, into);
}

static void resume(pk_sim_t *self, const void *from)
{
    pk_ages_resume(self, from);
    pk_stays_resume(self);
}

const pk_population_ops_t pk_population_counts = {
    .init = init,
    .free = release,
    .begin = begin,
    .try = try,
    .try_stage = try_stage,
    .fit = pk_capacity_fit,
    .stay_behind = stay_behind,
    .move = move,
    .arrive = arrive,
    .pass_on = pass_on,
    .age = age,
    .gather = pk_start_in,
    .kept = kept,
    .keep = keep,
    .resume = resume,
    .verify = pk_stays_verify,
};
