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

/* The ways out of a stay, at the part of its people whom it lets go. */
static void split_stay(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, const pk_cell_t *cell)
{
    const pk_stage_plan_t *stage = &layout->plan->stages[cell->stage];
    const double there = chain->sim.state.count[cell->cell];
    for (int k = 0; k < stage->nexit; k++) {
        const int way = cell->first_way + k;
        const double p = chain->sim.now.p[layout->ways[way].cell];
        take_way(chain, way, k < stage->nrated ? p : p * chain->ended[cell->cell], there);
    }
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
    chain->ended[cell->cell] = *count > 0 ? left / *count : 0;
    *count = there;
    split_stay(chain, layout, cell);
}

/* asked: how many the stay lets go is known already. */
static void flows_of_cell(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, const pk_cell_t *cell, bool asked)
{
    const pk_stage_plan_t *stage = &layout->plan->stages[cell->stage];
    const double there = cell->instant ? 0 : chain->sim.state.count[cell->cell];
    if (stage->kind == PK_STAGE_DWELL && stage->nexit > 0) {
        (asked ? split_stay : leave_stay)(chain, layout, cell);
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

/* What a cell's flows would be. Its ages stand aside meanwhile where what feeds back moves its stay. */
static void ask_cell(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, const pk_cell_t *cell)
{
    if (!cell->stay_moves) {
        flows_of_cell(chain, layout, cell, cell->aged);
        return;
    }
    const long bytes = (long)pk_ages_kept(&chain->sim, cell->cell, cell->cell + 1);
    if (bytes > chain->saved_room) {
        chain->saved_room = bytes;
        chain->saved_ages = pk_heap_resize(chain->saved_ages, (size_t)bytes, 1);
    }
    pk_ages_keep(&chain->sim, cell->cell, cell->cell + 1, chain->saved_ages);
    flows_of_cell(chain, layout, cell, false);
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

/* What a driver moves is flows, and of instant stages shares; the slope is the difference to what they are, over
 * `step`. */
static void take_slope(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, int at, double step, int t)
{
    const pk_scalar_t *scalar = &layout->scalars[at];
    double *slope = &chain->slope[(long)at * layout->nway];
    for (int k = 0; k < scalar->ncell + scalar->ninstant; k++) {
        const pk_cell_t *cell = moved_cell(layout, scalar, k);
        for (int way = cell->first_way; way < cell->first_way + cell->nway; way++) {
            slope[way] = k >= scalar->ncell ? (chain->p[way] - chain->base_p[way]) / step
                                            : (chain->flow[way] - chain->base_flow[way]) / step;
        }
    }
    for (int way = layout->first_arrival; way < layout->nway && scalar->arrivals; way++) {
        slope[way] = (chain->flow[way] - chain->base_flow[way]) / step;
    }
    for (int k = 0; k < scalar->ncapacity; k++) {
        const int c = scalar->capacities[k];
        chain->capacity_slope[at * layout->plan->ncapacity + c] = (room_of(&chain->sim, c, t) - chain->room[c]) / step;
    }
}

/* The driver at value + step: what it moves, against what it moves where it is. What rates.c keeps of its effects is
 * asked for anew from now on: `since` lies in the future. */
static void differentiate(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, int k, double step, int t)
{
    const pk_scalar_t *scalar = &layout->scalars[k];
    pk_sim_t *sim = &chain->sim;
    pk_driver_state_t *state = &sim->now.drivers[scalar->driver];
    const double value = state->value, response = state->response;
    state->since = t + 1;
    state->value = value + step;
    state->response = pk_driver_respond(sim, &layout->plan->drivers[scalar->driver], state->value, t);
    rates_of_moved(chain, layout, scalar, t);
    flows_of_moved(chain, layout, scalar);
    take_slope(chain, layout, k, step, t);
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

/* The flows as they are. Who leaves is taken out of the ages, but where what feeds back moves the stay: that is done
 * last. */
static void flows_of_all(pk_filter_chain_t *chain, const pk_filter_layout_t *layout)
{
    for (int c = 0; c < layout->ncell; c++) {
        const pk_cell_t *cell = &layout->cells[c];
        if (cell->stay_moves) {
            ask_cell(chain, layout, cell);
        } else {
            flows_of_cell(chain, layout, cell, false);
        }
    }
    flows_of_arrivals(chain, layout);
}

static void copy(double *to, const double *from, int count)
{
    memcpy(to, from, (size_t)count * sizeof(double));
}

/* All slopes by what feeds back; flows and rates are then as they were. */
static void feed_back(pk_filter_chain_t *chain, const pk_filter_layout_t *layout, int t)
{
    pk_sim_t *sim = &chain->sim;
    const pk_plan_t *plan = layout->plan;
    const int flows = plan->nflow * plan->npersona, stages = plan->nstage * plan->npersona;
    memset(chain->slope, 0, (size_t)layout->nscalar * (size_t)layout->nway * sizeof(double));
    memset(chain->capacity_slope, 0, (size_t)(layout->nscalar * plan->ncapacity) * sizeof(double));
    copy(chain->base_p, chain->p, layout->nway);
    copy(chain->base_flow, chain->flow, layout->nway);
    copy(chain->base_ended, chain->ended, stages);
    copy(chain->saved_p, sim->now.p, flows);
    copy(chain->saved_speed, sim->now.speed, stages);
    for (int k = 0; k < layout->nscalar; k++) {
        const double sd = sd_of(layout, chain, &layout->scalars[k]);
        if (sd > 0) { /* what is known moves nobody's law */
            const double value = fabs(sim->now.drivers[layout->scalars[k].driver].value);
            differentiate(chain, layout, k, fmax(1e-4 * value, 1e-2 * sd), t);
            copy(sim->now.p, chain->saved_p, flows);
            copy(sim->now.speed, chain->saved_speed, stages);
            copy(chain->ended, chain->base_ended, stages);
        }
    }
    copy(chain->p, chain->base_p, layout->nway);
    copy(chain->flow, chain->base_flow, layout->nway);
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
    flows_of_all(chain, layout);
    if (layout->nscalar > 0 && !pk_normal_replays(&chain->state)) {
        feed_back(chain, layout, t);
    }
    for (int c = 0; c < layout->nstill; c++) {
        if (layout->cells[c].stay_moves) {
            flows_of_cell(chain, layout, &layout->cells[c], false);
        }
    }
    for (int k = 0; k < layout->ncrew; k++) { /* a queue of this step was read off the last */
        sim->state.capacity[layout->crews[k].capacity] = chain->room[layout->crews[k].capacity];
    }
    return sim->excess.what == PK_EXCESS_NONE;
}
