/* Runs that go on under another plan: where the lanes of one plan stand after a step becomes the state of the lanes of
 * another. Counts, ages, what is carried over and what waits are taken; what follows from the draws (today, shares,
 * laws, weights of a carry-over) is the new plan's. Included by width.c. */
#ifndef PK_ENGINE_LANES_TAKE_H
#define PK_ENGINE_LANES_TAKE_H

#include "engine/lanes/load.h"
#include "engine/lanes/start.h"

static void take_row(lanes_t *into, const lanes_t *from, long count)
{
    memcpy(into, from, (size_t)count * sizeof(lanes_t));
}

static void take_counts(pk_lanes_t *self, const pk_lanes_t *from)
{
    const pk_plan_t *plan = self->plan;
    self->step = from->step;
    self->population = from->population;
    memcpy(self->excess, from->excess, sizeof self->excess);
    take_row(self->count, from->count, (long)plan->nstage * plan->npersona);
    take_row(self->flow, from->flow, (long)plan->nflow * plan->npersona);
    take_row(self->capacity, from->capacity, plan->ncapacity);
    take_row(self->waiting, from->waiting, plan->ncapacity);
}

/* What was spent is felt by the new plan's weights. */
static void take_driver(driver_t *self, const driver_t *from, int step)
{
    self->level = from->level;
    if (from->lags > 0) {
        take_row(self->spent, from->spent, step + 1);
        take_row(self->before, from->before, from->nbefore);
    }
    self->nbefore = from->nbefore;
}

static void take_ages(const pk_lanes_t *self, stay_t *stay, const stay_t *from, bool laws_alike)
{
    const int steps = self->plan->nstep;
    const size_t numbers = (size_t)from->nold * PK_WIDTH * sizeof(double);
    stay->oldest = from->oldest;
    grow(&stay->memory, &stay->base, &stay->base_room, 0, steps + 1 + stay->oldest + 3);
    stay->at = stay->base + steps + 1;
    take_row(stay->at, from->at, stay->oldest + 1);
    stay->nold = from->nold;
    make_old_room(stay, 0);
    if (from->nold > 0) {
        take_row(stay->old, from->old, from->nold);
        memcpy(stay->old_age, from->old_age, numbers);
        memcpy(stay->old_pace, from->old_pace, numbers);
    }
    stay->old_alike = from->old_alike && laws_alike;
    stay->foreseen = false;
}

static void take(pk_lanes_t *self, const pk_lanes_t *from)
{
    const pk_plan_t *plan = self->plan;
    const int personas = plan->npersona;
    take_counts(self, from);
    for (int d = 0; d < plan->ndriver; d++) {
        take_driver(&self->drivers[d], &from->drivers[d], from->step);
    }
    for (int i = 0; i < plan->nstage; i++) {
        for (int g = 0; pk_has_ages(&plan->stages[i]) && g < personas; g++) {
            take_ages(self, &self->stays[i * personas + g], &from->stays[i * personas + g], self->laws[i].alike);
        }
        if (plan->stages[i].kind == PK_STAGE_DWELL) {
            start_chances(self, i, PK_WIDTH);
        }
    }
    begin_anew(self);
}

#endif
