/* The main loop: a step as models/README.md section 7 tells it. */
#include "engine/sim.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/drivers.h"

/* Room for the largest crowd that may ask for a capacity. */
static void make_crowd(pk_sim_t *self)
{
    int most = 0;
    for (int c = 0; c < self->plan->ncapacity; c++) {
        const int cells_of = self->plan->capacities[c].nflow * self->plan->npersona;
        most = cells_of > most ? cells_of : most;
    }
    self->crowd = (pk_crowd_room_t){
        .cell = PK_ARRAY(&self->arena, int, most),
        .units = PK_ARRAY(&self->arena, double, most),
        .asked = PK_ARRAY(&self->arena, double, most),
        .fits = PK_ARRAY(&self->arena, double, most),
        .left = PK_ARRAY(&self->arena, double, most),
        .half = PK_ARRAY(&self->arena, double, most),
        .part = PK_ARRAY(&self->arena, uint64_t, most),
    };
}

static double *cells(pk_sim_t *self, int rows)
{
    return PK_ARRAY(&self->arena, double, (long)rows * self->plan->npersona);
}

void pk_sim_init(pk_sim_t *self, const pk_plan_t *plan, const pk_chance_t *chance)
{
    *self = (pk_sim_t){.plan = plan, .chance = chance};
    self->count = cells(self, plan->nstage);
    self->entered = cells(self, plan->nstage);
    self->speed = cells(self, plan->nstage);
    self->held = cells(self, plan->nstage);
    self->held_competing = cells(self, plan->nstage);
    self->stage_revenue = cells(self, plan->nstage);
    self->stage_cost = cells(self, plan->nstage);
    self->end_value = cells(self, plan->nstage);
    self->flow = cells(self, plan->nflow);
    self->p = cells(self, plan->nflow);
    self->written = cells(self, plan->nflow);
    self->mult_today = cells(self, plan->nflow);
    self->plus_today = cells(self, plan->nflow);
    self->brings_today = cells(self, plan->nflow);
    self->revenue = cells(self, plan->nflow);
    self->cost = cells(self, plan->nflow);
    self->felt = cells(self, plan->neffector);
    self->felt_at = PK_ARRAY(&self->arena, int, plan->neffector * plan->npersona);
    self->share = cells(self, 1);
    self->paid = PK_ARRAY(&self->arena, pk_paid_t, plan->npersona);
    self->sure = PK_ARRAY(&self->arena, bool, plan->nstage * plan->npersona);
    self->ages = PK_ARRAY(&self->arena, pk_ages_t, plan->nstage * plan->npersona);
    self->stays = PK_ARRAY(&self->arena, pk_hazards_t, plan->nstage);
    self->steady = PK_ARRAY(&self->arena, pk_steady_t, plan->nstage * plan->npersona);
    self->drivers = PK_ARRAY(&self->arena, pk_driver_state_t, plan->ndriver);
    self->capacity = PK_ARRAY(&self->arena, double, plan->ncapacity);
    self->waiting = PK_ARRAY(&self->arena, double, plan->ncapacity);
    self->moved = PK_ARRAY(&self->arena, bool, plan->nslot + 1);
    self->attempts = PK_ARRAY(&self->arena, int, pk_reference(plan)->njoint);
    self->model_draws = plan->links != NULL ? PK_ARRAY(&self->arena, double, plan->reference->nslot + 1) : NULL;
    make_crowd(self);
    self->row_p = PK_ARRAY(&self->arena, double, plan->most_exits + 1);
    self->row_counts = PK_ARRAY(&self->arena, double, plan->most_exits + 1);
}

void pk_sim_free(pk_sim_t *self)
{
    for (int cell = 0; self->plan != NULL && cell < self->plan->nstage * self->plan->npersona; cell++) {
        free(self->ages[cell].at);
        free(self->ages[cell].left);
        free(self->ages[cell].gone);
        free(self->ages[cell].p);
        pk_steady_free(&self->steady[cell]);
    }
    for (int i = 0; self->plan != NULL && i < self->plan->nstage; i++) {
        free(self->stays[i].log_stay);
    }
    free(self->returning.age);
    free(self->returning.part);
    free(self->returning.left);
    free(self->returning.back);
    free(self->alike.p);
    pk_arena_free(&self->arena);
    *self = (pk_sim_t){0};
}

static void clear(double *array, int count)
{
    memset(array, 0, (size_t)count * sizeof(double));
}

void pk_sim_begin(pk_sim_t *self, uint64_t run, const double *draws)
{
    const pk_plan_t *plan = self->plan;
    self->luck = (pk_luck_t){.seed = plan->seed, .run = run, .step = 0};
    self->step = 0;
    self->draws = draws;
    self->excess = (pk_excess_t){0};
    clear(self->count, plan->nstage * plan->npersona);
    clear(self->entered, plan->nstage * plan->npersona);
    clear(self->flow, plan->nflow * plan->npersona);
    clear(self->waiting, plan->ncapacity);
    clear(self->capacity, plan->ncapacity);
    pk_drivers_begin(self);
    pk_rates_today(self);
    pk_stays_begin(self);
    pk_start(self);
    pk_money_start(self);
}

static void enter_step(pk_sim_t *self, int t)
{
    self->step = t;
    self->luck.step = (uint64_t)t;
}

/* ---- one step ---- */

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
            const double n = self->count[i * personas + g];
            if (flow->by == PK_BY_RATE) {
                self->flow[cell] = happen(self, stage->events[k], g, PK_PURPOSE_EVENT, n > 0 ? n * self->p[cell] : 0);
            } else {
                self->flow[cell] = self->chance->thin(self->luck, PK_PURPOSE_EVENT, flow->address[g], n, self->p[cell]);
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
    double *p = self->row_p, *counts = self->row_counts;
    const double part = 1 / whole;
    int last = -1;
    if (n <= 0) {
        return; /* the step has begun with every flow at 0 */
    }
    for (int k = 0; k < ways.count; k++) {
        p[k] = self->p[exits[k] * personas + g] * part;
        last = p[k] > 0 ? k : last;
    }
    const double left = self->chance->split(self->luck, &stage->exit_address[g][ways.first], n, p, ways.count, counts);
    if (all_leave && last >= 0) {
        counts[last] += left;
        counts[last] = counts[last] < 0 ? 0 : counts[last]; /* round-off of means, where next to nobody goes that way */
    }
    for (int k = 0; k < ways.count; k++) {
        self->flow[exits[k] * personas + g] = counts[k];
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
    split(self, i, g, shared(stage), pk_stays_leave(self, i, g, self->count[i * self->plan->npersona + g] - gone), 1,
          true);
}

/* Moves: one a customer. */
static void draw_moves(pk_sim_t *self, int i)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    for (int g = 0; g < self->plan->npersona && stage->nexit > 0; g++) {
        if (stage->kind == PK_STAGE_PLAIN) {
            const int cell = i * self->plan->npersona + g;
            split(self, i, g, rated(stage), self->count[cell], 1, self->sure[cell]);
        } else if (stage->kind == PK_STAGE_DWELL) {
            draw_stay(self, i, g);
        }
    }
}

/* The ages of a stage as they are: those since step 0, then the old ones. */
static double *keep_ages(const pk_ages_t *ages)
{
    const size_t young = ages->length > 0 ? (size_t)(ages->oldest + 1) : 0,
                 old = ages->length > 0 ? (size_t)ages->nold : 0;
    double *kept = young + old > 0 ? pk_heap(young + old, sizeof(double)) : NULL;
    if (kept != NULL) {
        memcpy(kept, ages->at, young * sizeof(double));
        memcpy(kept + young, ages->at + ages->length, old * sizeof(double));
    }
    return kept;
}

static void restore_ages(pk_ages_t *ages, double *kept)
{
    if (kept != NULL) {
        const size_t young = (size_t)(ages->oldest + 1);
        memcpy(ages->at, kept, young * sizeof(double));
        memcpy(ages->at + ages->length, kept + young, (size_t)ages->nold * sizeof(double));
        free(kept);
    }
}

void pk_sim_try(pk_sim_t *self, int stage, int t)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    const int personas = self->plan->npersona;
    double **kept = pk_heap((size_t)personas, sizeof *kept);
    for (int g = 0; g < personas; g++) {
        kept[g] = keep_ages(&self->ages[stage * personas + g]);
        for (int k = 0; k < plan->nexit; k++) {
            self->flow[plan->exits[k] * personas + g] = 0;
        }
    }
    enter_step(self, t);
    draw_events(self, stage);
    draw_moves(self, stage);
    for (int g = 0; g < personas; g++) {
        restore_ages(&self->ages[stage * personas + g], kept[g]);
    }
    free(kept);
}

static void settle_flow(pk_sim_t *self, int f)
{
    const pk_flow_t *flow = &self->plan->flows[f];
    const int personas = self->plan->npersona;
    for (int g = 0; g < personas; g++) {
        const double moved = self->flow[f * personas + g];
        if (flow->from >= 0) {
            self->count[flow->from * personas + g] -= moved;
        }
        self->count[flow->to * personas + g] += moved;
        self->entered[flow->to * personas + g] += moved;
    }
}

static bool nobody_in(const pk_sim_t *self, int i)
{
    for (int g = 0; g < self->plan->npersona; g++) {
        if (self->count[i * self->plan->npersona + g] > 0) {
            return false;
        }
    }
    return true;
}

/* Who entered an instant stage leaves it in the same step, sources first. */
static void pass_instant(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int k = 0; k < plan->ninstant; k++) {
        const int i = plan->instant_order[k];
        if (nobody_in(self, i)) {
            continue;
        }
        for (int g = 0; g < plan->npersona; g++) {
            split(self, i, g, shared(&plan->stages[i]), self->count[i * plan->npersona + g], 1, true);
        }
        for (int e = 0; e < plan->stages[i].nexit; e++) {
            settle_flow(self, plan->stages[i].exits[e]);
        }
        for (int g = 0; g < plan->npersona; g++) {
            self->count[i * plan->npersona + g] = 0;
        }
    }
}

static void draw_arrivals(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int f = plan->ntransition; f < plan->nflow; f++) {
        for (int g = 0; g < plan->npersona; g++) {
            const int cell = f * plan->npersona + g;
            self->flow[cell] = happen(self, f, g, PK_PURPOSE_ARRIVE, self->p[cell]);
            self->made += self->flow[cell];
        }
        settle_flow(self, f);
    }
}

static void settle_moves(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    clear(self->entered, plan->nstage * plan->npersona);
    for (int k = 0; k < plan->moves.count; k++) {
        settle_flow(self, plan->moves.index[k]);
    }
}

static void grow_older(pk_sim_t *self)
{
    const int personas = self->plan->npersona;
    self->population = 0;
    for (int i = 0; i < self->plan->nstage; i++) {
        for (int g = 0; g < personas; g++) {
            double *count = &self->count[i * personas + g];
            *count = *count < 0 ? 0 : *count; /* means: what round-off leaves of the last who went */
            pk_stays_age(self, i, g, self->entered[i * personas + g]);
            self->population += self->count[i * personas + g];
        }
    }
    if (!pk_countable(self->population)) {
        pk_excess_note(self, PK_EXCESS_POPULATION, 0, self->population);
    }
}

/* Who would move and what would happen in this step, before anybody does. */
static void draw_step(pk_sim_t *self)
{
    clear(self->flow, self->plan->nflow * self->plan->npersona);
    for (int i = 0; i < self->plan->nstage; i++) {
        draw_events(self, i);
        draw_moves(self, i);
    }
}

void pk_sim_step(pk_sim_t *self, int t)
{
    if (self->excess.what != PK_EXCESS_NONE) {
        return;
    }
    enter_step(self, t);
    pk_drivers_now(self, t);
    pk_rates_update(self, t);
    draw_step(self);
    pk_capacity_fit(self, t);
    settle_moves(self);
    draw_arrivals(self);
    pass_instant(self);
    grow_older(self);
    pk_drivers_close(self, t);
    pk_money_step(self, t);
}

void pk_sim_move(pk_sim_t *self, int t)
{
    enter_step(self, t);
    draw_step(self);
    settle_moves(self);
    pass_instant(self);
    grow_older(self);
}

void pk_sim_move_and_arrive(pk_sim_t *self, int t)
{
    enter_step(self, t);
    draw_step(self);
    settle_moves(self);
    draw_arrivals(self);
    pass_instant(self);
    grow_older(self);
}
