#include "engine/state.h"

#include <stdlib.h>
#include <string.h>

static int cells_of(const pk_plan_t *plan)
{
    return plan->nstage * plan->npersona;
}

/* The arrays of the fixed part, one behind the other. */
static void point(pk_state_t *self, const pk_plan_t *plan)
{
    double *at = self->block;
    double **const arrays[] = {&self->count, &self->flow, &self->capacity, &self->waiting, &self->level};
    const int counts[] = {cells_of(plan), plan->nflow * plan->npersona, plan->ncapacity, plan->ncapacity,
                          plan->ndriver};
    for (int k = 0; k < 5; k++) {
        *arrays[k] = at;
        at += counts[k];
    }
    self->fixed = (size_t)(at - self->block);
}

void pk_state_init(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    pk_state_t *state = &self->state;
    state->ages = PK_ARRAY(&self->arena, pk_ages_t, cells_of(plan));
    state->room = (size_t)(cells_of(plan) + plan->nflow * plan->npersona + 2 * plan->ncapacity + plan->ndriver);
    state->block = pk_heap(state->room, sizeof(double));
    point(state, plan);
}

void pk_state_free(pk_sim_t *self)
{
    free(self->state.block);
    self->state = (pk_state_t){0};
}

void pk_state_clear(pk_sim_t *self)
{
    memset(self->state.block, 0, self->state.fixed * sizeof(double));
    self->state.population = self->state.made = 0;
}

void pk_state_make_room(pk_sim_t *self)
{
    pk_state_t *state = &self->state;
    const int cells = cells_of(self->plan);
    size_t need = state->fixed;
    for (int cell = 0; cell < cells; cell++) {
        need += (size_t)state->ages[cell].length + 3 * (size_t)state->ages[cell].nold;
    }
    if (need > state->room) {
        state->room = need;
        state->block = pk_heap_resize(state->block, need, sizeof(double));
        point(state, self->plan);
    }
    double *at = state->block + state->fixed;
    for (int cell = 0; cell < cells; cell++) {
        pk_ages_t *ages = &state->ages[cell];
        ages->at = at;
        ages->old_age = at + ages->length + ages->nold;
        ages->old_pace = ages->old_age + ages->nold;
        at = ages->old_pace + ages->nold;
    }
}

/* ---- the ages of a run put aside ---- */

/* What stands before the numbers of a cell that has ages. */
typedef struct {
    int length, oldest, nold, room;
} pk_kept_ages_t;

static size_t young_of(const pk_ages_t *ages)
{
    return (size_t)(ages->oldest + 1) * sizeof(double);
}

/* The old stand behind the young as one piece: who is there, ages and paces. */
static size_t old_of(const pk_ages_t *ages)
{
    return 3 * (size_t)ages->nold * sizeof(double);
}

size_t pk_ages_kept(const pk_sim_t *self, int first, int last)
{
    size_t bytes = 0;
    for (int cell = first; cell < last; cell++) {
        const pk_ages_t *ages = &self->state.ages[cell];
        bytes += ages->length > 0 ? sizeof(pk_kept_ages_t) + young_of(ages) + old_of(ages) : 0;
    }
    return bytes;
}

void pk_ages_keep(const pk_sim_t *self, int first, int last, void *into)
{
    char *at = into;
    for (int cell = first; cell < last; cell++) {
        const pk_ages_t *ages = &self->state.ages[cell];
        if (ages->length > 0) {
            *(pk_kept_ages_t *)at = (pk_kept_ages_t){ages->length, ages->oldest, ages->nold, 0};
            at += sizeof(pk_kept_ages_t);
            memcpy(at, ages->at, young_of(ages));
            memcpy(at + young_of(ages), ages->at + ages->length, old_of(ages));
            at += young_of(ages) + old_of(ages);
        }
    }
}

void pk_ages_restore(pk_sim_t *self, int first, int last, const void *from)
{
    const char *at = from;
    for (int cell = first; cell < last; cell++) {
        pk_ages_t *ages = &self->state.ages[cell];
        if (ages->length > 0) {
            ages->oldest = ((const pk_kept_ages_t *)at)->oldest;
            at += sizeof(pk_kept_ages_t);
            memcpy(ages->at, at, young_of(ages));
            memcpy(ages->at + ages->length, at + young_of(ages), old_of(ages));
            at += young_of(ages) + old_of(ages);
        }
    }
}

void pk_ages_resume(pk_sim_t *self, const void *from)
{
    const int cells = cells_of(self->plan);
    const char *at = from;
    for (int cell = 0; cell < cells; cell++) {
        pk_ages_t *ages = &self->state.ages[cell];
        if (pk_has_ages(&self->plan->stages[cell / self->plan->npersona])) {
            const pk_kept_ages_t *kept = (const pk_kept_ages_t *)at;
            *ages = (pk_ages_t){.length = kept->length, .oldest = kept->oldest, .nold = kept->nold};
            at += sizeof *kept + young_of(ages) + old_of(ages);
        }
    }
    pk_state_make_room(self);
    pk_ages_restore(self, 0, cells, from);
}
