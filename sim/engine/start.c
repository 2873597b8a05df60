/* Step 0: fixed counts floor(N share start) and the leftover customers by systematic sampling on the fractions; the
 * expected engine keeps the fractions. Cells are stage x persona, x age where start_age is steady. */
#include "engine/start.h"

#include <math.h>
#include <string.h>

#include "engine/nodes.h"
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

/* The mean stay in steps of those who have been in a stage for a while, with today's drivers. */
static double steady_stay(const pk_sim_t *sim, int i, int g)
{
    const pk_stage_plan_t *stage = &sim->plan->stages[i];
    const pk_steady_t *steady = pk_stays_steady(sim, i, g);
    if (steady != NULL) {
        return steady->stay;
    }
    const double rate = pk_rates_leaving_today(sim, i, g);
    const double stay = stage->memoryless ? pk_life_log_stay(&sim->now.stays[i].life, 0) : 0;
    return -1 / expm1(stay - rate);
}

/* Where customers differ in how long they stay: a stage's people at the start by the stay of their group, which keeps
 * what the persona has there. */
static void weigh_start(pk_sim_t *sim, int i, double *part)
{
    const pk_plan_t *plan = sim->plan;
    const int groups = plan->nodes.count;
    for (int first = 0; first < plan->npersona; first += groups) {
        double sum = 0, whole = 0;
        for (int g = first; g < first + groups; g++) {
            const double start = pk_nodes_start(plan, sim->draws, i, g);
            whole += sim->now.share[g];
            part[g] = start > 0 ? start * steady_stay(sim, i, g) : 0;
            sum += part[g];
        }
        if (!isfinite(sum) || sum <= 0) {
            pk_excess_note(sim, PK_EXCESS_STEADY, i, sum);
            memcpy(&part[first], &sim->now.share[first], (size_t)groups * sizeof *part);
            continue;
        }
        for (int g = first; g < first + groups; g++) {
            part[g] *= whole / sum;
        }
    }
}

/* Who of a stage's people at the start is of which persona: parts of the population. */
static const double *parts_of(pk_sim_t *sim, int i, double share, double *room)
{
    if (share > 0 && pk_nodes_weigh(sim->plan, i)) {
        weigh_start(sim, i, room);
        return room;
    }
    return sim->now.share;
}

/* The means of all cells; gives how many there are. */
static long fill_means(pk_sim_t *sim)
{
    const pk_plan_t *plan = sim->plan;
    double start[plan->nstage], room[plan->npersona], *into = sim->scratch.cells;
    const double *balance = sim->now.balance;
    pk_start_shares(plan, sim->draws, start);
    for (int i = 0; i < plan->nstage; i++) {
        const double *part = parts_of(sim, i, start[i], room);
        for (int g = 0; g < plan->npersona; g++) {
            const double mean =
                plan->population * part[g] * (balance != NULL ? balance[i * plan->npersona + g] : start[i]);
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
