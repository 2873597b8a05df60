/* Step 0: fixed counts floor(N share start) and the leftover customers by systematic sampling on the fractions; the
 * expected engine keeps the fractions. Cells are stage x persona, x age where start_age is steady. */
#include <math.h>

#include "engine/shares.h"
#include "engine/sim.h"

/* Goes over all cells in one fixed order; the two passes of the cohort (floors, then leftovers) share it. An age below
 * 0 is a class of old ones: -1 the first. */
typedef void (*pk_cell_fn)(void *context, int stage, int persona, int age, double mean);

typedef struct {
    pk_sim_t *sim;
    double fixed;     /* sum of the floors */
    double fractions; /* running sum of the fractions */
    double uniform;   /* systematic sampling: a leftover goes where this plus a whole number is passed */
} pk_starter_t;

static void for_each_cell(pk_sim_t *sim, pk_cell_fn body, void *context)
{
    const pk_plan_t *plan = sim->plan;
    double start[plan->nstage];
    pk_start_shares(plan, sim->draws, start);
    for (int i = 0; i < plan->nstage; i++) {
        for (int g = 0; g < plan->npersona; g++) {
            const double mean = plan->population * sim->share[g] * start[i];
            const pk_steady_t *steady = pk_stays_steady(sim, i, g);
            if (steady == NULL) {
                body(context, i, g, 0, mean);
                continue;
            }
            for (int a = 0; a < steady->count; a++) {
                body(context, i, g, a, mean * steady->share[a]);
            }
            for (int k = 0; k < steady->nold; k++) {
                body(context, i, g, -1 - k, mean * steady->old_share[k]);
            }
        }
    }
}

static void put(pk_sim_t *sim, int stage, int persona, int age, double count)
{
    const int cell = stage * sim->plan->npersona + persona;
    pk_ages_t *ages = &sim->ages[cell];
    sim->count[cell] += count;
    if (ages->length > 0 && age < 0) {
        ages->at[ages->length - 1 - age] += count;
    } else if (ages->length > 0) {
        ages->at[age < ages->length ? age : ages->length - 1] += count;
        ages->oldest = age > ages->oldest ? age : ages->oldest;
    }
}

static void put_mean(void *context, int stage, int persona, int age, double mean)
{
    put(((pk_starter_t *)context)->sim, stage, persona, age, mean);
}

/* A count within round-off of a whole number is that number. */
static double floor_of(double mean)
{
    return floor(mean + 1e-9 * fmax(1, fabs(mean) * 1e-6));
}

static void put_floor(void *context, int stage, int persona, int age, double mean)
{
    pk_starter_t *self = context;
    const double count = floor_of(mean);
    put(self->sim, stage, persona, age, count);
    self->fixed += count;
    self->fractions += fmax(0, mean - count);
}

static void put_leftover(void *context, int stage, int persona, int age, double mean)
{
    pk_starter_t *self = context;
    const double before = self->fractions;
    self->fractions += fmax(0, mean - floor_of(mean)) * self->fixed; /* fixed: here the scale to a whole sum */
    put(self->sim, stage, persona, age, floor(self->fractions - self->uniform) - floor(before - self->uniform));
}

static void put_counts(pk_sim_t *sim)
{
    pk_stream_t stream = pk_stream_of(sim->luck, PK_PURPOSE_START, 0);
    pk_starter_t floors = {.sim = sim};
    for_each_cell(sim, put_floor, &floors);
    const double left = round(sim->plan->population - floors.fixed);
    if (left <= 0 || floors.fractions <= 0) {
        return;
    }
    /* The fractions sum to `left` but for round-off; scaled by that hair the sampling hands out exactly `left`. */
    pk_starter_t leftovers = {.sim = sim, .fixed = left / floors.fractions, .uniform = pk_stream_uniform(&stream)};
    for_each_cell(sim, put_leftover, &leftovers);
}

void pk_start(pk_sim_t *self)
{
    pk_persona_shares(self->plan, self->draws, self->share);
    if (self->chance->random) {
        put_counts(self);
    } else {
        pk_starter_t starter = {.sim = self};
        for_each_cell(self, put_mean, &starter);
    }
    self->population = 0;
    for (int cell = 0; cell < self->plan->nstage * self->plan->npersona; cell++) {
        self->population += self->count[cell];
    }
    self->made = self->population;
}

void pk_sim_gather(pk_sim_t *self, int stage, double population)
{
    const int personas = self->plan->npersona;
    for (int cell = 0; cell < self->plan->nstage * personas; cell++) {
        self->count[cell] = 0;
        for (int a = 0; a < self->ages[cell].room; a++) {
            self->ages[cell].at[a] = 0;
        }
        self->ages[cell].oldest = -1;
    }
    for (int cell = 0; cell < self->plan->nflow * personas; cell++) {
        self->flow[cell] = 0;
    }
    for (int g = 0; g < personas; g++) {
        put(self, stage, g, 0, population * self->share[g]);
    }
    self->population = self->made = population;
}
