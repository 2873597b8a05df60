/* From a lane back to a run of the scalar code: what goes on from step to step. Included by width.c. */
#ifndef PK_ENGINE_LANES_UNLOAD_H
#define PK_ENGINE_LANES_UNLOAD_H

#include "engine/lanes/load.h"

static void unload_row(const lanes_t *from, int lane, double *into, int count)
{
    for (int k = 0; k < count; k++) {
        into[k] = lane_of(from[k], lane);
    }
}

/* Ages that the run has no room for are ages at which all leave: whoever is there stands at the last. */
static void unload_ages(const stay_t *from, int lane, pk_ages_t *into)
{
    memset(into->at, 0, (size_t)(into->length + into->nold) * sizeof(double));
    into->oldest = -1;
    for (int age = 0; age <= from->oldest; age++) {
        const double count = lane_of(from->at[age], lane);
        const int at = age < into->length ? age : into->length - 1;
        into->at[at] += count;
        into->oldest = count != 0 ? at : into->oldest;
    }
    for (int k = 0; k < into->nold; k++) {
        into->at[into->length + k] = lane_of(from->old[k], lane);
        into->old_age[k] = from->old_age[k * PK_WIDTH + lane];
        into->old_pace[k] = from->old_pace[k * PK_WIDTH + lane];
    }
}

static void unload(const pk_lanes_t *self, int lane, pk_sim_t *into)
{
    const pk_plan_t *plan = self->plan;
    const int stages = plan->nstage * plan->npersona;
    into->step = self->step;
    into->excess = self->excess[lane];
    into->state.population = into->state.made = lane_of(self->population, lane);
    unload_row(self->count, lane, into->state.count, stages);
    unload_row(self->flow, lane, into->state.flow, plan->nflow * plan->npersona);
    unload_row(self->capacity, lane, into->state.capacity, plan->ncapacity);
    unload_row(self->waiting, lane, into->state.waiting, plan->ncapacity);
    for (int d = 0; d < plan->ndriver; d++) {
        into->state.level[d] = lane_of(self->drivers[d].level, lane);
    }
    for (int cell = 0; cell < stages; cell++) {
        if (pk_has_ages(&plan->stages[cell / plan->npersona])) {
            unload_ages(&self->stays[cell], lane, &into->state.ages[cell]);
        }
    }
}

#endif
