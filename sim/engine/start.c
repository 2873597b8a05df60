/* Step 0: fixed counts floor(N share start) and the leftover customers by systematic sampling on the fractions; the
 * expected engine keeps the fractions. Cells are stage x persona, x age where start_age is steady. */
#include "engine/start.h"

#include <math.h>
#include <string.h>

#include "engine/shares.h"
#include "engine/sim.h"

/* ---- who stands in each cell ---- */

/* A count within round-off of a whole number is that number. */
static double floor_of(double mean)
{
    return floor(mean + 1e-9 * fmax(1, fabs(mean) * 1e-6));
}

/* Systematic sampling: a leftover goes where the sum of the fractions so far passes `uniform` plus a whole number. The
 * fractions sum to `left` but for round-off; scaled by that hair the sampling hands out exactly `left`. */
static void seat_leftovers(double left, double fractions, double uniform, double *cells, long count)
{
    const double scale = left > 0 && fractions > 0 ? left / fractions : 0;
    double sum = 0;
    for (long c = 0; c < count; c++) {
        const double whole = floor_of(cells[c]), before = sum;
        sum += fmax(0, cells[c] - whole) * scale;
        cells[c] = whole + (scale > 0 ? floor(sum - uniform) - floor(before - uniform) : 0);
    }
}

void pk_start_counts(pk_luck_t luck, double population, double *cells, long count)
{
    pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_START, 0);
    double fixed = 0, fractions = 0;
    for (long c = 0; c < count; c++) {
        const double whole = floor_of(cells[c]);
        fixed += whole;
        fractions += fmax(0, cells[c] - whole);
    }
    seat_leftovers(round(population - fixed), fractions, pk_stream_uniform(&stream), cells, count);
}

void pk_start_means(pk_luck_t luck, double population, double *cells, long count)
{
    (void)luck, (void)population, (void)cells, (void)count;
}

/* ---- the cells of a plan ---- */

static long cells_of(const pk_sim_t *sim, int stage, int persona)
{
    const pk_steady_t *steady = pk_stays_steady(sim, stage, persona);
    return steady == NULL ? 1 : steady->count + steady->nold;
}

static void make_room(pk_sim_t *sim)
{
    long need = 0;
    for (int cell = 0; cell < sim->plan->nstage * sim->plan->npersona; cell++) {
        need += cells_of(sim, cell / sim->plan->npersona, cell % sim->plan->npersona);
    }
    if (need > sim->scratch.room) {
        sim->scratch.room = need;
        sim->scratch.cells = pk_heap_resize(sim->scratch.cells, (size_t)need, sizeof(double));
    }
}

/* The means of all cells; gives how many there are. */
static long fill_means(pk_sim_t *sim)
{
    const pk_plan_t *plan = sim->plan;
    double start[plan->nstage], *into = sim->scratch.cells;
    pk_start_shares(plan, sim->draws, start);
    for (int i = 0; i < plan->nstage; i++) {
        for (int g = 0; g < plan->npersona; g++) {
            const double mean = plan->population * sim->now.share[g] * start[i];
            const pk_steady_t *steady = pk_stays_steady(sim, i, g);
            if (steady == NULL) {
                *into++ = mean;
                continue;
            }
            for (int a = 0; a < steady->count; a++) {
                *into++ = mean * steady->share[a];
            }
            for (int k = 0; k < steady->nold; k++) {
                *into++ = mean * steady->old_share[k];
            }
        }
    }
    return into - sim->scratch.cells;
}

static void put(pk_sim_t *sim, int cell, int age, double count)
{
    pk_ages_t *ages = &sim->state.ages[cell];
    sim->state.count[cell] += count;
    if (ages->length > 0) {
        const int at = age < ages->length ? age : ages->length - 1;
        ages->at[at] += count;
        ages->oldest = at > ages->oldest ? at : ages->oldest;
    }
}

/* A class of old ones. */
static void put_old(pk_sim_t *sim, int cell, int class, double count)
{
    pk_ages_t *ages = &sim->state.ages[cell];
    sim->state.count[cell] += count;
    ages->at[ages->length + class] += count;
}

static void settle(pk_sim_t *sim)
{
    const double *from = sim->scratch.cells;
    for (int cell = 0; cell < sim->plan->nstage * sim->plan->npersona; cell++) {
        const pk_steady_t *steady = pk_stays_steady(sim, cell / sim->plan->npersona, cell % sim->plan->npersona);
        const int young = steady == NULL ? 1 : steady->count;
        for (int age = 0; age < young; age++) {
            put(sim, cell, age, *from++);
        }
        for (int k = 0; steady != NULL && k < steady->nold; k++) {
            put_old(sim, cell, k, *from++);
        }
    }
}

void pk_start(pk_sim_t *self)
{
    make_room(self);
    const long count = fill_means(self);
    self->chance->seat(self->luck, self->plan->population, self->scratch.cells, count);
    settle(self);
    for (int cell = 0; cell < self->plan->nstage * self->plan->npersona; cell++) {
        self->state.population += self->state.count[cell];
    }
    self->state.made = self->state.population;
}

void pk_start_in(pk_sim_t *self, int stage, double population)
{
    const int personas = self->plan->npersona;
    for (int cell = 0; cell < self->plan->nstage * personas; cell++) {
        pk_ages_t *ages = &self->state.ages[cell];
        self->state.count[cell] = 0;
        memset(ages->at, 0, (size_t)(ages->length + ages->nold) * sizeof(double));
        ages->oldest = -1;
    }
    memset(self->state.flow, 0, (size_t)(self->plan->nflow * personas) * sizeof(double));
    for (int g = 0; g < personas; g++) {
        put(self, stage * personas + g, 0, population * self->now.share[g]);
    }
    self->state.population = self->state.made = population;
}
