#include "engine/standing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "engine/drivers.h"
#include "engine/state.h"
#include "model/continued.h"
#include "model/learned.h"

const pk_standing_t *pk_standing_at(const pk_plan_t *plan, const double *draws)
{
    if (plan->standing < 0) {
        return NULL;
    }
    const pk_continued_t *continued = plan->model->learned->continued;
    const double row = draws[plan->standing];
    return isnan(row) ? continued->mean : continued->at[(long)row];
}

/* ---- out of a sim ---- */

void pk_standing_free(pk_standing_t *self)
{
    free(self->people);
    free(self->first);
    free(self->spent);
    free(self->memory);
    *self = (pk_standing_t){0};
}

/* How many steps back a channel's weights feel what was spent, the next step looked at. */
static int felt(const pk_sim_t *sim, int driver)
{
    const int lags = sim->now.drivers[driver].lags;
    return lags > 0 ? lags - 1 : 0;
}

static void make_room(const pk_sim_t *sim, pk_standing_t *out)
{
    const pk_plan_t *plan = sim->plan;
    const int stages = plan->nstage * plan->npersona, flows = plan->nflow * plan->npersona;
    size_t people = 1, spent = 0;
    for (int cell = 0; cell < stages; cell++) {
        people += 1 + (size_t)sim->state.ages[cell].length + (size_t)sim->state.ages[cell].nold;
    }
    for (int d = 0; d < plan->ndriver; d++) {
        spent += (size_t)felt(sim, d);
    }
    pk_standing_free(out);
    *out = (pk_standing_t){.nstage = plan->nstage,
                           .npersona = plan->npersona,
                           .nflow = plan->nflow,
                           .ndriver = plan->ndriver,
                           .ncapacity = plan->ncapacity};
    out->people = pk_heap(people, sizeof *out->people);
    out->first = pk_heap((size_t)stages + 1, sizeof *out->first);
    out->spent = pk_heap((size_t)plan->ndriver + 1, sizeof *out->spent);
    out->memory = pk_heap((size_t)(stages + flows + plan->ndriver + 2 * plan->ncapacity) + spent + 1, sizeof(double));
    out->count = out->memory;
    out->flow = out->count + stages;
    out->level = out->flow + flows;
    out->waiting = out->level + plan->ndriver;
    out->capacity = out->waiting + plan->ncapacity;
    double *at = out->capacity + plan->ncapacity;
    for (int d = 0; d < plan->ndriver; d++) {
        out->spent[d].at = at;
        at += felt(sim, d);
    }
}

static void add(pk_standing_t *self, pk_people_t who)
{
    if (who.count != 0) {
        self->people[self->npeople++] = who;
    }
}

static void list_people(const pk_sim_t *sim, int cell, pk_standing_t *out)
{
    const pk_ages_t *ages = &sim->state.ages[cell];
    const int stage = cell / sim->plan->npersona, persona = cell % sim->plan->npersona;
    out->first[cell] = out->npeople;
    if (ages->length == 0) {
        add(out, (pk_people_t){stage, persona, 0, 1, false, sim->state.count[cell]});
    }
    for (int age = 0; ages->length > 0 && age <= ages->oldest; age++) {
        add(out, (pk_people_t){stage, persona, age, 1, false, ages->at[age]});
    }
    for (int k = 0; k < ages->nold; k++) { /* old_age is that at step 0 */
        add(out, (pk_people_t){stage, persona, ages->old_age[k] + sim->step, ages->old_pace[k], true,
                               ages->at[ages->length + k]});
    }
}

/* Before step 1 what the sim itself began with. */
static void list_spent(const pk_sim_t *sim, int driver, pk_spent_t *out)
{
    const pk_driver_state_t *state = &sim->now.drivers[driver];
    for (int lag = 0; lag < felt(sim, driver); lag++) {
        const int t = sim->step - lag;
        if (t <= 0 && -t >= state->nbefore) {
            return;
        }
        out->at[out->count++] =
            t > 0 ? pk_spend(sim->plan, &sim->plan->drivers[driver], sim->draws, t) : state->before[-t];
    }
}

static bool has_level(const pk_driver_plan_t *driver)
{
    return driver->driver->kind == PK_DRIVER_CHANNEL || driver->driver->kind == PK_DRIVER_STOCK;
}

void pk_standing_of(const pk_sim_t *sim, pk_standing_t *out)
{
    const pk_plan_t *plan = sim->plan;
    const int stages = plan->nstage * plan->npersona, flows = plan->nflow * plan->npersona;
    make_room(sim, out);
    out->step = sim->step;
    out->population = sim->state.population;
    out->market = plan->population;
    for (int cell = 0; cell < stages; cell++) {
        list_people(sim, cell, out);
    }
    out->first[stages] = out->npeople;
    memcpy(out->count, sim->state.count, (size_t)stages * sizeof(double));
    memcpy(out->flow, sim->state.flow, (size_t)flows * sizeof(double));
    memcpy(out->waiting, sim->state.waiting, (size_t)plan->ncapacity * sizeof(double));
    memcpy(out->capacity, sim->state.capacity, (size_t)plan->ncapacity * sizeof(double));
    for (int d = 0; d < plan->ndriver; d++) {
        out->level[d] = has_level(&plan->drivers[d]) ? sim->state.level[d] : NAN;
        list_spent(sim, d, &out->spent[d]);
    }
}

/* ---- into a sim ---- */

/* Everybody's count as chance has people: as they are, or whole. Gives whether they are as they are. */
static bool seat(const pk_standing_t *self, pk_sim_t *sim)
{
    if (self->npeople > sim->scratch.room) {
        sim->scratch.room = self->npeople;
        sim->scratch.cells = pk_heap_resize(sim->scratch.cells, (size_t)self->npeople, sizeof(double));
    }
    double *cells = sim->scratch.cells;
    bool same = true;
    for (int k = 0; k < self->npeople; k++) {
        cells[k] = self->people[k].count;
    }
    sim->chance->seat(sim->luck, self->population, cells, self->npeople);
    for (int k = 0; k < self->npeople; k++) {
        same = same && cells[k] == self->people[k].count;
    }
    return same;
}

static void place(const pk_standing_t *self, int cell, pk_sim_t *sim)
{
    pk_ages_t *ages = &sim->state.ages[cell];
    int class = 0;
    for (int k = self->first[cell]; k < self->first[cell + 1]; k++) {
        const pk_people_t *who = &self->people[k];
        const double count = sim->scratch.cells[k];
        sim->state.count[cell] += count;
        if (ages->length > 0 && who->old) {
            ages->old_age[class] = who->age - sim->step; /* at step 0 */
            ages->old_pace[class] = who->pace;
            ages->at[ages->length + class ++] = count;
        } else if (ages->length > 0) {
            const int age = who->age < ages->length ? (int)who->age : ages->length - 1;
            ages->at[age] += count;
            ages->oldest = age > ages->oldest ? age : ages->oldest;
        }
    }
}

static void put_people(const pk_standing_t *self, pk_sim_t *sim)
{
    const int stages = self->nstage * self->npersona;
    const bool same = seat(self, sim);
    memset(sim->state.count, 0, (size_t)stages * sizeof(double));
    sim->state.population = 0;
    for (int cell = 0; cell < stages; cell++) {
        place(self, cell, sim);
        sim->state.count[cell] = same ? self->count[cell] : sim->state.count[cell];
        sim->state.population += sim->state.count[cell];
    }
    sim->state.population = same ? self->population : sim->state.population;
    sim->state.made = sim->state.population;
}

void pk_standing_put(const pk_standing_t *self, pk_sim_t *sim, int step)
{
    const pk_plan_t *plan = sim->plan;
    PK_REQUIRE(plan->nstage == self->nstage && plan->npersona == self->npersona && plan->nflow == self->nflow &&
               plan->ndriver == self->ndriver && plan->ncapacity == self->ncapacity);
    pk_stays_begin(sim, self);
    sim->step = step;
    put_people(self, sim);
    memcpy(sim->state.flow, self->flow, (size_t)(plan->nflow * plan->npersona) * sizeof(double));
    memcpy(sim->state.waiting, self->waiting, (size_t)plan->ncapacity * sizeof(double));
    memcpy(sim->state.capacity, self->capacity, (size_t)plan->ncapacity * sizeof(double));
    for (int d = 0; d < plan->ndriver; d++) {
        sim->state.level[d] = isnan(self->level[d]) ? sim->state.level[d] : self->level[d];
        if (step == 0) { /* else the plan's own steps stand before */
            sim->now.drivers[d].before = self->spent[d].at;
            sim->now.drivers[d].nbefore = self->spent[d].count;
        }
    }
}
