/* Capacity (models/README.md section 7): who of those who would move fits (demand.h), and who waits. */
#include <math.h>
#include <string.h>

#include "engine/sim.h"

static void gather(pk_sim_t *sim, const pk_capacity_plan_t *capacity, int t)
{
    const pk_plan_t *plan = sim->plan;
    pk_demand_t *demand = &sim->scratch.demand;
    demand->address = capacity->address;
    demand->cells = 0;
    for (int k = 0; k < capacity->nflow; k++) {
        const int f = capacity->flows[k];
        const double units = pk_quantity(plan->flows[f].uses, sim->draws, t);
        for (int g = 0; g < plan->npersona; g++) {
            const int cell = f * plan->npersona + g;
            demand->cell[demand->cells] = cell;
            demand->part[demand->cells] = plan->flows[f].address[g];
            demand->units[demand->cells] = units;
            demand->asked[demand->cells++] = sim->state.flow[cell];
        }
    }
}

/* Those who do not fit stay where they are (movers back into the ages that they left). */
static void hold_back(pk_sim_t *sim)
{
    const pk_demand_t *demand = &sim->scratch.demand;
    const int personas = sim->plan->npersona;
    for (int c = 0; c < demand->cells; c++) {
        const pk_flow_t *flow = &sim->plan->flows[demand->cell[c] / personas];
        sim->state.flow[demand->cell[c]] = demand->fits[c];
        if (!flow->event) {
            double *held = flow->by == PK_BY_SHARE ? sim->scratch.held : sim->scratch.held_competing;
            held[flow->from * personas + demand->cell[c] % personas] += demand->asked[c] - demand->fits[c];
        }
    }
}

double pk_capacity_room(pk_sim_t *self, int capacity, int t)
{
    const pk_capacity_plan_t *plan = &self->plan->capacities[capacity];
    const double per_step = pk_quantity(plan->per_step, self->draws, t) * pk_rates_quotient(self, plan->effects, -1, t);
    self->state.capacity[capacity] = per_step;
    return self->chance->whole(self->luck, plan->address, fmax(0, per_step));
}

static void fit_one(pk_sim_t *sim, int c, int t)
{
    const pk_capacity_plan_t *capacity = &sim->plan->capacities[c];
    pk_demand_t *demand = &sim->scratch.demand;
    const double room = pk_capacity_room(sim, c, t);
    gather(sim, capacity, t);
    const double need = pk_demand_units(demand, demand->asked), people = pk_demand_people(demand, demand->asked);
    sim->state.waiting[c] = 0;
    if (!pk_countable(people)) {
        pk_excess_note(sim, PK_EXCESS_CAPACITY, c, people);
    } else if (sim->chance->fit(sim->luck, demand, room, need)) {
        sim->state.waiting[c] = need - pk_demand_units(demand, demand->fits);
        hold_back(sim);
    }
}

void pk_capacity_fit(pk_sim_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    if (plan->ncapacity == 0) {
        return;
    }
    const size_t bytes = (size_t)(plan->nstage * plan->npersona) * sizeof(double);
    memset(self->scratch.held, 0, bytes);
    memset(self->scratch.held_competing, 0, bytes);
    for (int c = 0; c < plan->ncapacity; c++) {
        fit_one(self, c, t);
    }
    self->chance->population->stay_behind(self);
}
