/* The engine's rates at the filter's means, what flows by them, and how that changes with the values that feed back. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/state.h"
#include "infer/filter_parts.h"

/* ---- the sim stands at the means ---- */

/* Everybody of an aged stay is scaled, or begins at age 0 where the mean path has nobody there. */
static void scale_ages(pk_ages_t *ages, double count)
{
    double sum = 0;
    for (int k = 0; k <= ages->oldest; k++) {
        sum += ages->at[k];
    }
    for (int k = 0; k < ages->nold; k++) {
        sum += ages->at[ages->length + k];
    }
    if (sum > 0) {
        const double factor = count / sum;
        for (int k = 0; k <= ages->oldest; k++) {
            ages->at[k] *= factor;
        }
        for (int k = 0; k < ages->nold; k++) {
            ages->at[ages->length + k] *= factor;
        }
    } else if (count > 0) {
        ages->at[0] = count;
        ages->oldest = ages->oldest < 0 ? 0 : ages->oldest;
    }
}

static void stand_at_means(const pk_filter_layout_t *layout, pk_filter_chain_t *chain)
{
    pk_sim_t *sim = &chain->sim;
    const double *mean = chain->state.mean;
    for (int c = 0; c < layout->nstill; c++) {
        const pk_cell_t *cell = &layout->cells[c];
        sim->state.count[cell->cell] = mean[cell->entry];
        if (cell->aged) {
            scale_ages(&sim->state.ages[cell->cell], mean[cell->entry]);
        }
    }
    for (int e = 0; e < layout->nentry; e++) {
        const pk_entry_t *entry = &layout->entries[e];
        if (entry->kind == PK_ENTRY_STOCK) {
            sim->state.level[entry->index] = mean[e];
        } else if (entry->kind == PK_ENTRY_FLOW) {
            sim->state.flow[entry->index * layout->plan->npersona + entry->persona] = mean[e];
        } else if (entry->kind == PK_ENTRY_WAITING) {
            sim->state.waiting[entry->index] = mean[e];
        } else if (entry->kind == PK_ENTRY_POPULATION) {
            sim->state.population = mean[e];
        }
    }
}

/* ---- flows ---- */

static void take_way(pk_filter_chain_t *chain, int way, double p, double count)
{
    chain->p[way] = p;
    chain->flow[way] = p * count;
}

/* Out of a stay: those who compete with it, then those whom it lets go; the chance to leave is the mean over the ages
 * that are there. The ages lose who leaves. */
static void leave_stay(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, const pk_cell_t *cell)
{
    pk_sim_t *sim = &chain->sim;
    const pk_stage_plan_t *stage = &layout->plan->stages[cell->stage];
    double *count = &sim->state.count[cell->cell];
    const double there = *count;
    *count = cell->aged ? there : 1; /* without ages the chance is the same for everybody, also where nobody is */
    const double leave = stage->nrated > 0 ? pk_rates_competing(sim, cell->stage, cell->persona) : 0;
    const double gone = leave > 0 ? pk_stays_compete(sim, cell->stage, cell->persona, leave) : 0;
    const double left = pk_stays_leave(sim, cell->stage, cell->persona, *count - gone);
    const double ended = *count > 0 ? left / *count : 0;
    *count = there;
    for (int k = 0; k < stage->nexit; k++) {
        const int way = cell->first_way + k;
        const double p = sim->now.p[layout->ways[way].cell];
        take_way(chain, way, k < stage->nrated ? p : p * ended, there);
    }
}

static void flows_of_cell(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, const pk_cell_t *cell)
{
    const pk_stage_plan_t *stage = &layout->plan->stages[cell->stage];
    const double there = cell->instant ? 0 : chain->sim.state.count[cell->cell];
    if (stage->kind == PK_STAGE_DWELL && stage->nexit > 0) {
        leave_stay(chain, layout, cell);
    }
    for (int k = stage->kind == PK_STAGE_DWELL ? stage->nexit : 0; k < cell->nway; k++) {
        const int way = cell->first_way + k;
        take_way(chain, way, chain->sim.now.p[layout->ways[way].cell], there);
    }
}

static void flows_of_arrivals(pk_filter_chain_t *chain, const pk_filter_layout_t *layout)
{
    for (int k = 0; k < layout->narrival; k++) {
        const int way = layout->first_arrival + k;
        take_way(chain, way, chain->sim.now.p[layout->ways[way].cell], 1);
    }
}

static double room_of(const pk_sim_t *sim, int c, int t)
{
    const pk_capacity_plan_t *capacity = &sim->plan->capacities[c];
    return fmax(0, pk_quantity(capacity->per_step, sim->draws, t) * pk_rates_quotient(sim, capacity->effects, -1, t));
}

/* ---- derivatives by what feeds back ---- */

static void sources_of_word(const pk_filter_layout_t *layout, const pk_filter_chain_t *chain, const pk_scalar_t *scalar,
                            double *weight)
{
    const pk_sim_t *sim = &chain->sim;
    const pk_word_of_mouth_plan_t *word = layout->plan->drivers[scalar->driver].own;
    const double population = sim->state.population;
    const double level = word->dial.level >= 0 ? sim->draws[word->dial.level] : NAN;
    const bool set = level == level || population <= 0;
    const double factor = set ? 0 : (word->dial.factor >= 0 ? sim->draws[word->dial.factor] : 1) / population;
    for (int k = 0; k < scalar->nsource; k++) {
        const bool all = layout->entries[scalar->source[k]].kind == PK_ENTRY_POPULATION;
        weight[k] = !all ? factor : set ? 0 : -sim->now.drivers[scalar->driver].value / population;
    }
}

void pk_filter_sources(const pk_filter_layout_t *layout, const pk_filter_chain_t *chain, const pk_scalar_t *scalar,
                       double *weight)
{
    const pk_sim_t *sim = &chain->sim;
    const pk_driver_t *driver = layout->plan->drivers[scalar->driver].driver;
    if (driver->kind == PK_DRIVER_WORD_OF_MOUTH) {
        sources_of_word(layout, chain, scalar, weight);
    } else if (driver->kind == PK_DRIVER_RATIO) {
        const double above = sim->state.level[pk_ratio_of(driver)->above];
        const double below = sim->state.level[pk_ratio_of(driver)->below];
        weight[0] = below != 0 ? 1 / below : 0;
        weight[1] = below != 0 ? -above / below / below : 0;
    } else if (driver->kind == PK_DRIVER_QUEUE) {
        const double fits = sim->state.capacity[pk_queue_of(driver)->capacity];
        weight[0] = fits > 0 ? 1 / fits : 1;
    } else {
        weight[0] = 1;
    }
}

/* The ages of a cell stand aside while its leavers are only asked for. */
static void ask_cell(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, const pk_cell_t *cell)
{
    if (!cell->aged) {
        flows_of_cell(chain, layout, cell);
        return;
    }
    const long bytes = (long)pk_ages_kept(&chain->sim, cell->cell, cell->cell + 1);
    if (bytes > chain->saved_room) {
        chain->saved_room = bytes;
        chain->saved_ages = pk_heap_resize(chain->saved_ages, (size_t)bytes, 1);
    }
    pk_ages_keep(&chain->sim, cell->cell, cell->cell + 1, chain->saved_ages);
    flows_of_cell(chain, layout, cell);
    pk_ages_restore(&chain->sim, cell->cell, cell->cell + 1, chain->saved_ages);
}

static const pk_cell_t *moved_cell(const pk_filter_layout_t *layout, const pk_scalar_t *scalar, int k)
{
    return &layout->cells[k < scalar->ncell ? scalar->cells[k] : scalar->instants[k - scalar->ncell]];
}

/* The rates of everything that a driver moves, with the driver as it stands. */
static void rates_of_moved(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, const pk_scalar_t *scalar, int t)
{
    int stage = -1;
    for (int k = 0; k < scalar->ncell + scalar->ninstant; k++) {
        if (moved_cell(layout, scalar, k)->stage != stage) {
            stage = moved_cell(layout, scalar, k)->stage;
            pk_rates_stage(&chain->sim, stage, t);
        }
    }
    if (scalar->arrivals) {
        pk_rates_arrivals(&chain->sim, t);
    }
}

/* And its flows, by these rates. */
static void flows_of_moved(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, const pk_scalar_t *scalar)
{
    for (int k = 0; k < scalar->ncell + scalar->ninstant; k++) {
        ask_cell(chain, layout, moved_cell(layout, scalar, k));
    }
    if (scalar->arrivals) {
        flows_of_arrivals(chain, layout);
    }
}

/* Adds sign x the flows (of instant stages: the shares) that a scalar moves, over `step`, to its slope. */
static void add_slope(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, int scalar_at, double step)
{
    const pk_scalar_t *scalar = &layout->scalars[scalar_at];
    double *slope = &chain->slope[(long)scalar_at * layout->nway];
    for (int k = 0; k < scalar->ncell + scalar->ninstant; k++) {
        const bool instant = k >= scalar->ncell;
        const pk_cell_t *cell = moved_cell(layout, scalar, k);
        for (int way = cell->first_way; way < cell->first_way + cell->nway; way++) {
            slope[way] += (instant ? chain->p[way] : chain->flow[way]) / step;
        }
    }
    for (int k = 0; k < layout->narrival && scalar->arrivals; k++) {
        slope[layout->first_arrival + k] += chain->flow[layout->first_arrival + k] / step;
    }
    for (int k = 0; k < scalar->ncapacity; k++) {
        chain->capacity_slope[scalar_at * layout->plan->ncapacity + scalar->capacities[k]] +=
            room_of(&chain->sim, scalar->capacities[k], chain->sim.step) / step;
    }
}

/* The driver at value + step: what it moves, against what it moves where it is. What rates.c keeps of its effects is
 * asked for anew from now on: `since` lies in the future. */
static void differentiate(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, int k, double step, int t)
{
    const pk_scalar_t *scalar = &layout->scalars[k];
    pk_sim_t *sim = &chain->sim;
    pk_driver_state_t *state = &sim->now.drivers[scalar->driver];
    const pk_driver_plan_t *driver = &layout->plan->drivers[scalar->driver];
    const double value = state->value, response = state->response;
    state->since = t + 1;
    flows_of_moved(chain, layout, scalar);
    add_slope(chain, layout, k, -step);
    state->value = value + step;
    state->response = pk_driver_respond(sim, driver, state->value, t);
    rates_of_moved(chain, layout, scalar, t);
    flows_of_moved(chain, layout, scalar);
    add_slope(chain, layout, k, step);
    state->value = value;
    state->response = response;
}

/* The sd of a scalar's value as the filter has it. */
static double sd_of(const pk_filter_layout_t *layout, const pk_filter_chain_t *chain, const pk_scalar_t *scalar)
{
    pk_filter_sources(layout, chain, scalar, chain->listed);
    const pk_combination_t sources = {scalar->source, chain->listed, scalar->nsource};
    return sqrt(fmax(0, pk_normal_variance_of(&chain->state, sources)));
}

static void flows_of_all(pk_filter_chain_t *chain, const pk_filter_layout_t *layout)
{
    for (int c = 0; c < layout->ncell; c++) {
        flows_of_cell(chain, layout, &layout->cells[c]);
    }
    flows_of_arrivals(chain, layout);
}

static void feed_back(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, int t)
{
    pk_sim_t *sim = &chain->sim;
    const pk_plan_t *plan = layout->plan;
    const size_t flows = (size_t)(plan->nflow * plan->npersona) * sizeof(double);
    const size_t stages = (size_t)(plan->nstage * plan->npersona) * sizeof(double);
    memset(chain->slope, 0, (size_t)layout->nscalar * (size_t)layout->nway * sizeof(double));
    memset(chain->capacity_slope, 0, (size_t)(layout->nscalar * plan->ncapacity) * sizeof(double));
    memcpy(chain->saved_p, sim->now.p, flows);
    memcpy(chain->saved_speed, sim->now.speed, stages);
    for (int k = 0; k < layout->nscalar; k++) {
        const double sd = sd_of(layout, chain, &layout->scalars[k]);
        if (sd > 0) { /* what is known moves nobody's law */
            const double value = fabs(sim->now.drivers[layout->scalars[k].driver].value);
            differentiate(chain, layout, k, fmax(1e-4 * value, 1e-2 * sd), t);
            memcpy(sim->now.p, chain->saved_p, flows);
            memcpy(sim->now.speed, chain->saved_speed, stages);
        }
    }
}

bool pk_filter_rates(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int t)
{
    pk_sim_t *sim = &chain->sim;
    stand_at_means(layout, chain);
    sim->step = t;
    sim->luck.step = (uint64_t)t;
    pk_drivers_now(sim, t);
    pk_rates_update(sim, t);
    for (int k = 0; k < layout->ncrew; k++) {
        const int c = layout->crews[k].capacity;
        chain->room[c] = room_of(sim, c, t);
    }
    if (layout->nscalar > 0) {
        feed_back(chain, layout, t);
    }
    flows_of_all(chain, layout);
    for (int k = 0; k < layout->ncrew; k++) { /* a queue of this step was read off the last */
        sim->state.capacity[layout->crews[k].capacity] = chain->room[layout->crews[k].capacity];
    }
    return sim->excess.what == PK_EXCESS_NONE;
}
