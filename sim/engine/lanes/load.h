/* From runs that the scalar code has begun to lanes: the only file that reads a sim. Included by width.c. */
#ifndef PK_ENGINE_LANES_LOAD_H
#define PK_ENGINE_LANES_LOAD_H

#include "base/status.h"
#include "engine/lanes/state.h"
#include "engine/sim.h"

static void load_row(lanes_t *into, int lane, const double *from, int count)
{
    double *at = (double *)into + lane;
    for (int k = 0; k < count; k++) {
        at[k * PK_WIDTH] = from[k];
    }
}

/* Room for `count` vectors at least; the first `kept` of what was there are kept. */
static void grow(void **memory, lanes_t **array, int *room, int kept, int count)
{
    void *old_memory = *memory;
    const lanes_t *old = *array;
    if (*room >= count) {
        return;
    }
    *memory = NULL;
    make_room(memory, array, room, count);
    if (kept > 0) {
        memcpy(*array, old, (size_t)kept * sizeof(lanes_t));
    }
    free(old_memory);
}

/* ---- stays ---- */

/* Takes over the law of a stay in a lane where it is not the one of before, or is wanted for more ages. */
static void load_law(law_t *law, int lane, const pk_hazards_t *from)
{
    PK_REQUIRE(from->known == from->length);
    if (law->length[lane] >= from->length && memcmp(&law->life[lane], &from->life, sizeof from->life) == 0) {
        return;
    }
    if (law->room[lane] < from->length) {
        law->room[lane] = from->length;
        law->table[lane] = pk_heap_resize(law->table[lane], (size_t)from->length, sizeof(double));
    }
    memcpy(law->table[lane], from->log_stay, (size_t)from->length * sizeof(double));
    law->length[lane] = from->length;
    law->life[lane] = from->life;
}

/* Ages from 0 on stand behind as many free places as there are steps, into which they will move. */
static void load_ages(pk_lanes_t *self, stay_t *stay, int lane, const pk_ages_t *from)
{
    const int steps = self->plan->nstep;
    const int before = lane == 0 ? 0 : steps + 1 + stay->oldest + 1;
    stay->oldest = lane == 0 || from->oldest > stay->oldest ? from->oldest : stay->oldest;
    grow(&stay->memory, &stay->base, &stay->base_room, before, steps + 1 + stay->oldest + 3);
    stay->at = stay->base + steps + 1;
    load_row(stay->at, lane, from->at, from->oldest + 1);
    stay->start_oldest[lane] = from->oldest;
    stay->length[lane] = from->length;
}

/* Room for the old; the first `kept` of the classes are kept. The classes and what leaves them share their memory. */
static void make_old_room(stay_t *stay, int kept)
{
    if (stay->old_room >= stay->nold) {
        return;
    }
    lanes_t *old = NULL;
    void *memory = NULL;
    int room = 0;
    make_room(&memory, &old, &room, 2 * stay->nold);
    if (kept > 0) {
        memcpy(old, stay->old, (size_t)kept * sizeof(lanes_t));
    }
    free(stay->memory_old);
    stay->memory_old = memory;
    stay->old = old;
    stay->old_room = room / 2;
    stay->old_p = old + stay->old_room;
    const size_t numbers = (size_t)stay->old_room * PK_WIDTH;
    stay->old_age = pk_heap_resize(stay->old_age, numbers, sizeof(double));
    stay->old_pace = pk_heap_resize(stay->old_pace, numbers, sizeof(double));
}

static void load_old(stay_t *stay, int lane, const pk_ages_t *from)
{
    const int count = from->nold, before = lane == 0 ? 0 : stay->nold;
    stay->nold = lane == 0 || count > stay->nold ? count : stay->nold;
    stay->start_old[lane] = count;
    make_old_room(stay, before);
    for (int k = 0; k < count; k++) {
        set_lane(&stay->old[k], lane, from->at[from->length + k]);
        stay->old_age[k * PK_WIDTH + lane] = from->old_age[k];
        stay->old_pace[k * PK_WIDTH + lane] = from->old_pace[k];
    }
}

static void load_stay(pk_lanes_t *self, int i, int lane, const pk_sim_t *sim)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    const int personas = self->plan->npersona;
    load_law(&self->laws[i], lane, &sim->now.stays[i]);
    for (int g = 0; g < personas && pk_has_ages(stage); g++) {
        stay_t *stay = &self->stays[i * personas + g];
        const pk_ages_t *ages = &sim->state.ages[i * personas + g];
        load_ages(self, stay, lane, ages);
        load_old(stay, lane, ages);
    }
}

/* ---- the rest of a run ---- */

/* What was spent before step 1: past a lane's own its history. */
static void load_before(driver_t *to, int lane, const pk_driver_state_t *from)
{
    const int known = from->nbefore < PK_KERNEL_MOST ? from->nbefore : PK_KERNEL_MOST;
    const int before = lane == 0 ? 0 : to->nbefore;
    to->nbefore = known > before ? known : before;
    for (int lag = before; lag < to->nbefore; lag++) {
        to->before[lag] = to->history;
    }
    for (int lag = 0; lag < to->nbefore; lag++) {
        set_lane(&to->before[lag], lane, lag < known ? from->before[lag] : lane_of(to->history, lane));
    }
}

static void load_driver(driver_t *to, int lane, const pk_driver_state_t *from, double level, double history)
{
    set_lane(&to->value, lane, from->value);
    set_lane(&to->response, lane, from->response);
    set_lane(&to->value_today, lane, from->value_today);
    set_lane(&to->response_today, lane, from->response_today);
    set_lane(&to->level, lane, level);
    set_lane(&to->retention, lane, from->retention);
    set_lane(&to->history, lane, history);
    to->since = 0;
    if (lane == 0) {
        to->lags = 0;
    }
    for (int lag = to->lags; lag < from->lags; lag++) {
        to->kernel[lag] = all_lanes(0);
    }
    to->lags = from->lags > to->lags ? from->lags : to->lags;
    for (int lag = 0; lag < to->lags; lag++) {
        set_lane(&to->kernel[lag], lane, lag < from->lags ? from->kernel[lag] : 0);
    }
    load_before(to, lane, from);
}

static void load_counts(pk_lanes_t *self, int lane, const pk_sim_t *sim)
{
    const pk_plan_t *plan = self->plan;
    const int flows = plan->nflow * plan->npersona;
    self->draws_of[lane] = sim->draws;
    self->seed = sim->luck.seed;
    self->run[lane] = sim->luck.run;
    self->excess[lane] = sim->excess;
    set_lane(&self->population, lane, sim->state.population);
    load_row(self->draws, lane, sim->draws, plan->nslot);
    load_row(self->count, lane, sim->state.count, plan->nstage * plan->npersona);
    load_row(self->share, lane, sim->now.share, plan->npersona);
    load_row(self->flow, lane, sim->state.flow, flows);
    load_row(self->mult_today, lane, sim->now.mult_today, flows);
    load_row(self->plus_today, lane, sim->now.plus_today, flows);
    load_row(self->brings_today, lane, sim->now.brings_today, flows);
    load_row(self->waiting, lane, sim->state.waiting, plan->ncapacity);
    load_row(self->capacity, lane, sim->state.capacity, plan->ncapacity);
}

static void load_kpis(pk_lanes_t *self, int lane, const pk_sim_t *sim)
{
    const long size = pk_kpis_size(self->kpis);
    double *start = self->start_kpis;
    pk_kpis_clear(self->kpis, start);
    pk_kpis_add(self->kpis, sim, 0, start);
    load_row(self->tally, lane, start, (int)size);
}

static void load(pk_lanes_t *self, int lane, const pk_sim_t *begun)
{
    const pk_plan_t *plan = self->plan;
    load_counts(self, lane, begun);
    load_kpis(self, lane, begun);
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_channel_plan_t *channel = pk_channel_plan_of(&plan->drivers[d]);
        load_driver(&self->drivers[d], lane, &begun->now.drivers[d], begun->state.level[d],
                    channel != NULL ? pk_quantity(channel->history, begun->draws, 0) : 0);
    }
    for (int i = 0; i < plan->nstage; i++) {
        if (plan->stages[i].kind == PK_STAGE_DWELL) {
            load_stay(self, i, lane, begun);
        }
    }
}

#endif
