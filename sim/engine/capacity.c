/* Capacity (models/README.md section 7): those who would move stand in one random order, whatever their persona or way,
 * and move until the first who does not fit. The composition of a prefix of a random order is multivariate
 * hypergeometric, so the prefix that fits is found by halving: draw who stands in its first half, take them all or look
 * inside, and so on: exact in law, at a cost of log2(n) draws. The expected engine scales all down alike; who never
 * fits never moves. */
#include <math.h>

#include "engine/sim.h"

typedef struct {
    pk_sim_t *sim;
    const pk_capacity_plan_t *capacity;
    int cells;
    int *cell;      /* flow x persona */
    double *units;  /* that one of them uses */
    double *asked;  /* who would move */
    double *fits;   /* who does */
    uint64_t *part; /* of the address of their luck */
} pk_crowd_t;

static double units_of(const pk_crowd_t *crowd, const double *counts)
{
    double sum = 0;
    for (int c = 0; c < crowd->cells; c++) {
        sum += crowd->units[c] * counts[c];
    }
    return sum;
}

static double total(const double *counts, int cells)
{
    double sum = 0;
    for (int c = 0; c < cells; c++) {
        sum += counts[c];
    }
    return sum;
}

static bool alike(const pk_crowd_t *crowd)
{
    for (int c = 1; c < crowd->cells; c++) {
        if (crowd->units[c] != crowd->units[0]) {
            return false;
        }
    }
    return true;
}

static void pick(const pk_crowd_t *crowd, const double *from, double sample, int round, double *taken)
{
    const pk_sim_t *sim = crowd->sim;
    sim->chance->pick(sim->luck, pk_hash_join(crowd->capacity->address, (uint64_t)round), crowd->part, from,
                      crowd->cells, sample, taken);
}

/* Different units: `left` is the part of the order not yet looked at, `room` what is still free. */
static void fit_by_halving(pk_crowd_t *crowd, double room)
{
    double *left = crowd->sim->crowd.left, *half = crowd->sim->crowd.half;
    for (int c = 0; c < crowd->cells; c++) {
        left[c] = crowd->asked[c];
        crowd->fits[c] = 0;
    }
    int round = 1;
    for (double n = total(left, crowd->cells); n >= 1; n = total(left, crowd->cells)) {
        const double first = n > 1 ? floor(n / 2) : 1;
        pick(crowd, left, first, round++, half);
        const double need = units_of(crowd, half);
        const bool all_fit = need <= room * (1 + 1e-12);
        for (int c = 0; c < crowd->cells; c++) {
            crowd->fits[c] += all_fit ? half[c] : 0;
            left[c] = all_fit ? left[c] - half[c] : half[c];
        }
        room -= all_fit ? need : 0;
        if (!all_fit && n <= 1) {
            break;
        }
        if (!all_fit && first == n) {
            break;
        }
    }
}

static void fit_counts(pk_crowd_t *crowd, double room)
{
    if (alike(crowd)) {
        pick(crowd, crowd->asked, fmin(floor(room / crowd->units[0] * (1 + 1e-12)), total(crowd->asked, crowd->cells)),
             0, crowd->fits);
    } else {
        fit_by_halving(crowd, room);
    }
}

/* Who uses more than there can ever be never moves, and holds up all who stand behind the first of them: each other is
 * before all of n such with a chance of 1 / (1 + n). Those who fit at all are scaled down alike. */
static void fit_means(pk_crowd_t *crowd, double room)
{
    const double most = ceil(room * (1 - 1e-12)) * (1 + 1e-12);
    double need = 0, barred = 0;
    for (int c = 0; c < crowd->cells; c++) {
        need += crowd->units[c] > most ? 0 : crowd->units[c] * crowd->asked[c];
        barred += crowd->units[c] > most ? crowd->asked[c] : 0;
    }
    const double part = fmin(need > room ? room / need : 1, 1 / (1 + barred));
    for (int c = 0; c < crowd->cells; c++) {
        crowd->fits[c] = crowd->units[c] > most ? 0 : crowd->asked[c] * part;
    }
}

/* Whether everybody fits, whoever comes first. */
static bool all_fit(const pk_crowd_t *crowd, double room, double need)
{
    bool fit = need <= room;
    for (int c = 0; c < crowd->cells && !crowd->sim->chance->random; c++) {
        fit = fit && (crowd->asked[c] <= 0 || crowd->units[c] <= ceil(room * (1 - 1e-12)) * (1 + 1e-12));
    }
    return fit;
}

static void gather(pk_crowd_t *crowd, int t)
{
    const pk_plan_t *plan = crowd->sim->plan;
    for (int k = 0; k < crowd->capacity->nflow; k++) {
        const int f = crowd->capacity->flows[k];
        const double units = pk_quantity(plan->flows[f].uses, crowd->sim->draws, t);
        for (int g = 0; g < plan->npersona; g++) {
            const int cell = f * plan->npersona + g;
            crowd->cell[crowd->cells] = cell;
            crowd->part[crowd->cells] = plan->flows[f].address[g];
            crowd->units[crowd->cells] = units;
            crowd->asked[crowd->cells++] = crowd->sim->flow[cell];
        }
    }
}

/* Those who do not fit stay where they are (movers back into the ages that they left). */
static void hold_back(pk_crowd_t *crowd)
{
    pk_sim_t *sim = crowd->sim;
    for (int c = 0; c < crowd->cells; c++) {
        const double waiting = crowd->asked[c] - crowd->fits[c];
        sim->flow[crowd->cell[c]] = crowd->fits[c];
        const int f = crowd->cell[c] / sim->plan->npersona;
        const int g = crowd->cell[c] % sim->plan->npersona;
        const pk_flow_t *flow = &sim->plan->flows[f];
        if (!flow->event && sim->plan->stages[flow->from].kind == PK_STAGE_DWELL) {
            double *held = flow->by == PK_BY_SHARE ? sim->held : sim->held_competing;
            held[flow->from * sim->plan->npersona + g] += waiting;
        }
    }
}

static void fit_one(pk_sim_t *sim, int c, int t)
{
    const pk_capacity_plan_t *capacity = &sim->plan->capacities[c];
    const double per_step =
        pk_quantity(capacity->per_step, sim->draws, t) * pk_rates_quotient(sim, capacity->effects, -1, t);
    const double room = sim->chance->whole(sim->luck, capacity->address, fmax(0, per_step));
    const pk_crowd_room_t *scratch = &sim->crowd;
    pk_crowd_t crowd = {.sim = sim,
                        .capacity = capacity,
                        .cell = scratch->cell,
                        .units = scratch->units,
                        .asked = scratch->asked,
                        .fits = scratch->fits,
                        .part = scratch->part};
    gather(&crowd, t);
    const double need = units_of(&crowd, crowd.asked), people = total(crowd.asked, crowd.cells);
    sim->capacity[c] = per_step;
    sim->waiting[c] = 0;
    if (!pk_countable(people)) {
        pk_excess_note(sim, PK_EXCESS_CAPACITY, c, people);
    } else if (!all_fit(&crowd, room, need)) {
        if (sim->chance->random) {
            fit_counts(&crowd, room);
        } else {
            fit_means(&crowd, room);
        }
        sim->waiting[c] = need - units_of(&crowd, crowd.fits);
        hold_back(&crowd);
    }
}

void pk_capacity_fit(pk_sim_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    if (plan->ncapacity == 0) {
        return;
    }
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        self->held[cell] = self->held_competing[cell] = 0;
    }
    for (int c = 0; c < plan->ncapacity; c++) {
        fit_one(self, c, t);
    }
    for (int i = 0; i < plan->nstage; i++) {
        for (int g = 0; plan->stages[i].kind == PK_STAGE_DWELL && g < plan->npersona; g++) {
            const int cell = i * plan->npersona + g;
            pk_stays_return(self, i, g, self->held[cell], self->held_competing[cell]);
        }
    }
}
