/* A group of runs put aside, and taken up again: what goes on from step to step, and what the start has made. All else
 * is worked out anew. Included by width.c. */
#ifndef PK_ENGINE_LANES_KEEP_H
#define PK_ENGINE_LANES_KEEP_H

#include "engine/lanes/load.h"
#include "engine/lanes/start.h"

/* One way through what is kept, for counting, writing and reading. */
typedef struct {
    enum { COUNT, WRITE, READ } way;
    char *at;
    size_t bytes;
} passage_t;

static void pass(passage_t *passage, void *data, size_t bytes)
{
    if (bytes > 0 && passage->way == WRITE) {
        memcpy(passage->at + passage->bytes, data, bytes);
    } else if (bytes > 0 && passage->way == READ) {
        memcpy(data, passage->at + passage->bytes, bytes);
    }
    passage->bytes += bytes;
}

static void pass_row(passage_t *passage, lanes_t *row, long count)
{
    pass(passage, row, (size_t)count * sizeof(lanes_t));
}

static void pass_counts(pk_lanes_t *self, passage_t *passage)
{
    const pk_plan_t *plan = self->plan;
    const int stages = plan->nstage * plan->npersona, flows = plan->nflow * plan->npersona;
    pass(passage, self->draws_of, sizeof self->draws_of);
    pass(passage, &self->seed, sizeof self->seed);
    pass(passage, self->run, sizeof self->run);
    pass(passage, self->excess, sizeof self->excess);
    pass_row(passage, &self->population, 1);
    pass_row(passage, self->count, stages);
    pass_row(passage, self->share, plan->npersona);
    pass_row(passage, self->flow, flows);
    pass_row(passage, self->mult_today, flows);
    pass_row(passage, self->plus_today, flows);
    pass_row(passage, self->brings_today, flows);
    pass_row(passage, self->waiting, plan->ncapacity);
    pass_row(passage, self->capacity, plan->ncapacity);
    pass_row(passage, self->tally, pk_kpis_size(self->kpis));
    pass(passage, &self->step, sizeof self->step);
}

static void pass_driver(const pk_lanes_t *self, driver_t *driver, passage_t *passage)
{
    lanes_t *kernel = driver->kernel, *spent = driver->spent, *before = driver->before;
    pass(passage, driver, sizeof *driver);
    driver->kernel = kernel;
    driver->spent = spent;
    driver->before = before;
    pass_row(passage, kernel, driver->lags);
    pass_row(passage, spent, driver->lags > 0 ? self->step + 1 : 0);
    pass_row(passage, before, driver->nbefore);
}

/* Of laws that all lanes have in common one table is kept. */
static void pass_law(law_t *law, passage_t *passage)
{
    pass(passage, law->life, sizeof law->life);
    for (int l = 0; l < PK_WIDTH; l++) {
        int length = law->alike && law->table[l] != law->one_log ? 0 : law->length[l];
        pass(passage, &length, sizeof length);
        if (passage->way == READ) {
            if (law->room[l] < length) {
                law->room[l] = length;
                law->table[l] = pk_heap_resize(law->table[l], (size_t)length, sizeof(double));
            }
            law->length[l] = length;
        }
        pass(passage, law->table[l], (size_t)length * sizeof(double));
    }
}

static void pass_ages(const pk_lanes_t *self, stay_t *stay, passage_t *passage)
{
    const int steps = self->plan->nstep;
    pass(passage, &stay->oldest, sizeof stay->oldest);
    pass(passage, &stay->nold, sizeof stay->nold);
    pass(passage, stay->length, sizeof stay->length);
    pass(passage, &stay->old_alike, sizeof stay->old_alike);
    if (passage->way == READ) {
        grow(&stay->memory, &stay->base, &stay->base_room, 0, steps + 1 + stay->oldest + 3);
        stay->at = stay->base + steps + 1;
        make_old_room(stay, 0);
    }
    pass_row(passage, stay->at, stay->oldest + 1);
    pass_row(passage, stay->old, stay->nold);
    pass(passage, stay->old_age, (size_t)stay->nold * PK_WIDTH * sizeof(double));
    pass(passage, stay->old_pace, (size_t)stay->nold * PK_WIDTH * sizeof(double));
    stay->foreseen = passage->way != READ && stay->foreseen;
}

static void pass_all(pk_lanes_t *self, passage_t *passage)
{
    const pk_plan_t *plan = self->plan;
    pass_counts(self, passage);
    for (int d = 0; d < plan->ndriver; d++) {
        pass_driver(self, &self->drivers[d], passage);
    }
    for (int i = 0; i < plan->nstage; i++) {
        if (plan->stages[i].kind == PK_STAGE_DWELL) {
            pass_law(&self->laws[i], passage);
        }
        for (int g = 0; pk_has_ages(&plan->stages[i]) && g < plan->npersona; g++) {
            pass_ages(self, &self->stays[i * plan->npersona + g], passage);
        }
    }
}

/* Neither counting nor writing changes the lanes. */
static size_t kept(const pk_lanes_t *self)
{
    passage_t passage = {.way = COUNT};
    pass_all((pk_lanes_t *)self, &passage);
    return passage.bytes;
}

static void keep(const pk_lanes_t *self, void *into)
{
    passage_t passage = {.way = WRITE, .at = into};
    pass_all((pk_lanes_t *)self, &passage);
}

static void resume(pk_lanes_t *self, const void *from)
{
    const pk_plan_t *plan = self->plan;
    passage_t passage = {.way = READ, .at = (char *)from};
    pass_all(self, &passage);
    for (int l = 0; l < PK_WIDTH; l++) {
        load_row(self->draws, l, self->draws_of[l], plan->nslot);
    }
    for (int i = 0; i < plan->nstage; i++) {
        if (plan->stages[i].kind == PK_STAGE_DWELL) {
            start_chances(self, i, PK_WIDTH);
        }
    }
    begin_anew(self);
}

#endif
