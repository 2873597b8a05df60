/* What stands in the filter's state, and which ways touch it. */
#include <math.h>
#include <stdlib.h>

#include "infer/filter_need.h"

/* ---- entries ---- */

static int add_entry(pk_filter_layout_t *self, pk_entry_kind_t kind, int index, int persona)
{
    self->entries[self->nentry] = (pk_entry_t){.kind = kind, .index = index, .persona = persona};
    return self->nentry++;
}

static int most_entries(const pk_filter_layout_t *self)
{
    const pk_plan_t *plan = self->plan;
    return 2 * plan->nstage * plan->npersona + plan->nflow * plan->npersona + 2 * plan->ndriver + plan->ncapacity +
           self->nseries + 1;
}

static void add_cell(pk_filter_layout_t *self, int stage, int persona)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    const int cell = stage * self->plan->npersona + persona;
    const bool instant = plan->kind == PK_STAGE_INSTANT;
    self->people[cell] = instant ? -1 : add_entry(self, PK_ENTRY_PEOPLE, stage, persona);
    self->cells[self->ncell++] = (pk_cell_t){
        .entry = self->people[cell],
        .stage = stage,
        .persona = persona,
        .cell = cell,
        .instant = instant,
        .aged = pk_has_ages(plan),
        .entered = -1,
    };
}

/* Stages where people stay, then instant ones in the order in which they pass on. */
static void add_people(pk_filter_layout_t *self, const pk_need_t *need)
{
    const pk_plan_t *plan = self->plan;
    for (int i = 0; i < plan->nstage; i++) {
        for (int g = 0; g < plan->npersona && plan->stages[i].kind != PK_STAGE_INSTANT; g++) {
            if (need->people[i * plan->npersona + g]) {
                add_cell(self, i, g);
            }
        }
    }
    self->nstill = self->ncell;
    for (int k = 0; k < plan->ninstant; k++) {
        for (int g = 0; g < plan->npersona; g++) {
            if (need->people[plan->instant_order[k] * plan->npersona + g]) {
                add_cell(self, plan->instant_order[k], g);
            }
        }
    }
}

/* Each of its values is of one step. */
static bool is_of_steps(const pk_observed_series_t *series)
{
    for (int v = 0; v < series->count; v++) {
        if (series->values[v].first < series->values[v].last) {
            return false;
        }
    }
    return true;
}

static bool is_heard(const pk_plan_t *plan, const pk_need_t *need, int f)
{
    for (int d = 0; d < plan->ndriver; d++) {
        if (need->driver[d] && plan->drivers[d].driver->kind == PK_DRIVER_WORD_OF_MOUTH) {
            const pk_indices_t from = pk_word_of_mouth_of(plan->drivers[d].driver)->from_flows;
            for (int k = 0; k < from.count; k++) {
                if (from.index[k] == f) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* What a step reads of the last one, then what is of one step alone. */
static void add_others(pk_filter_layout_t *self, const pk_need_t *need)
{
    const pk_plan_t *plan = self->plan;
    for (int d = 0; d < plan->ndriver; d++) {
        const bool stock = plan->drivers[d].driver->kind == PK_DRIVER_STOCK && need->driver[d];
        self->stocks[d] = stock ? add_entry(self, PK_ENTRY_STOCK, d, 0) : -1;
    }
    self->population = need->population ? add_entry(self, PK_ENTRY_POPULATION, 0, 0) : -1;
    for (int c = 0; c < plan->ncapacity; c++) {
        self->waiting[c] = need->waiting[c] ? add_entry(self, PK_ENTRY_WAITING, c, 0) : -1;
    }
    for (int cell = 0; cell < plan->nflow * plan->npersona; cell++) {
        const int f = cell / plan->npersona;
        self->flows[cell] =
            need->flow[cell] && is_heard(plan, need, f) ? add_entry(self, PK_ENTRY_FLOW, f, cell % plan->npersona) : -1;
    }
    for (int s = 0; s < self->nseries; s++) {
        if (self->readings[s].taken && !self->readings[s].at_end && !is_of_steps(&self->series[s])) {
            self->readings[s].entry = add_entry(self, PK_ENTRY_OBSERVED, s, 0);
        }
    }
    self->nlasting = self->nentry;
    for (int cell = 0; cell < plan->nflow * plan->npersona; cell++) {
        if (need->flow[cell] && self->flows[cell] < 0) {
            self->flows[cell] = add_entry(self, PK_ENTRY_FLOW, cell / plan->npersona, cell % plan->npersona);
        }
    }
    for (int c = 0; c < plan->ncapacity; c++) {
        if (need->capacity[c] && !need->waiting[c]) {
            self->waiting[c] = add_entry(self, PK_ENTRY_WAITING, c, 0);
        }
    }
    for (int s = 0; s < self->nseries; s++) {
        if (self->readings[s].taken && !self->readings[s].at_end && is_of_steps(&self->series[s])) {
            self->readings[s].entry = add_entry(self, PK_ENTRY_OBSERVED, s, 0);
        }
    }
    for (int c = 0; c < self->ncell; c++) {
        pk_cell_t *cell = &self->cells[c];
        cell->entered = cell->aged ? add_entry(self, PK_ENTRY_ENTERED, cell->stage, cell->persona) : -1;
    }
    for (int c = self->nstill; c < self->ncell; c++) {
        pk_cell_t *cell = &self->cells[c];
        cell->entry = self->people[cell->cell] = add_entry(self, PK_ENTRY_PEOPLE, cell->stage, cell->persona);
    }
}

/* ---- what a way touches ---- */

/* The layout's arrays grow while it is made; their places stay. */
typedef struct {
    pk_filter_layout_t *layout;
    const pk_need_t *need;
    int touch_room, way_room;
} pk_laying_t;

static void touch(pk_laying_t *self, pk_touch_t what)
{
    pk_filter_layout_t *layout = self->layout;
    if (layout->ntouch == self->touch_room) {
        self->touch_room = 2 * self->touch_room + 16;
        layout->touches = pk_heap_resize(layout->touches, (size_t)self->touch_room, sizeof *layout->touches);
    }
    layout->touches[layout->ntouch++] = what;
}

static void touch_always(pk_laying_t *self, int entry, double weight)
{
    if (entry >= 0) {
        touch(self, (pk_touch_t){.entry = entry, .weight = weight, .stock = -1});
    }
}

static void touch_stocks(pk_laying_t *self, int flow)
{
    const pk_plan_t *plan = self->layout->plan;
    for (int d = 0; d < plan->ndriver; d++) {
        if (self->layout->stocks[d] < 0) {
            continue;
        }
        const pk_weights_t *gains = &pk_stock_of(plan->drivers[d].driver)->gains;
        for (int k = 0; k < gains->count; k++) {
            if (gains->index[k] == flow) {
                touch(self, (pk_touch_t){.entry = self->layout->stocks[d], .stock = d, .gain = k});
            }
        }
    }
}

static void touch_readings(pk_laying_t *self, const pk_way_t *way)
{
    const pk_filter_layout_t *layout = self->layout;
    for (int s = 0; s < layout->nseries; s++) {
        const pk_readout_t *reading = &layout->readings[s];
        if (!reading->taken || reading->entry < 0 || !pk_filter_counts(layout, s, way->flow, -1, way->persona)) {
            continue;
        }
        touch(self, (pk_touch_t){.entry = reading->entry,
                                 .weight = 1,
                                 .stock = -1,
                                 .by_step = reading->by_step == NULL ? NULL : &reading->by_step[way->flow]});
    }
}

/* What happens when one takes the way: out of `source`, into where it leads. */
static pk_touches_t touch_all(pk_laying_t *self, const pk_way_t *way, int source)
{
    const pk_filter_layout_t *layout = self->layout;
    const pk_plan_t *plan = layout->plan;
    const pk_flow_t *flow = &plan->flows[way->flow];
    const int first = layout->ntouch, to = flow->to * plan->npersona + way->persona;
    if (!way->event) {
        touch_always(self, source, -1);
        touch_always(self, layout->people[to], 1);
        for (int c = 0; c < layout->ncell; c++) {
            touch_always(self, layout->cells[c].cell == to ? layout->cells[c].entered : -1, 1);
        }
    }
    touch_always(self, flow->from < 0 ? layout->population : -1, 1);
    touch_always(self, way->asks < 0 ? layout->flows[way->cell] : -1, 1);
    touch_stocks(self, way->flow);
    touch_readings(self, way);
    return (pk_touches_t){first, layout->ntouch - first};
}

static void add_way(pk_laying_t *self, int flow, int persona, int source)
{
    pk_filter_layout_t *layout = self->layout;
    const pk_plan_t *plan = layout->plan;
    if (layout->nway == self->way_room) {
        self->way_room = 2 * self->way_room + 16;
        layout->ways = pk_heap_resize(layout->ways, (size_t)self->way_room, sizeof *layout->ways);
    }
    pk_way_t *way = &layout->ways[layout->nway++];
    *way = (pk_way_t){
        .flow = flow, .persona = persona, .cell = flow * plan->npersona + persona, .event = plan->flows[flow].event};
    way->asks = plan->flows[flow].capacity >= 0 ? layout->flows[way->cell] : -1;
    if (way->asks >= 0) {
        way->does = (pk_touches_t){layout->ntouch, 1};
        touch_always(self, way->asks, 1);
        way->late = touch_all(self, way, source);
    } else {
        way->does = touch_all(self, way, source);
    }
}

static void add_ways(pk_laying_t *self)
{
    pk_filter_layout_t *layout = self->layout;
    const pk_plan_t *plan = layout->plan;
    for (int c = 0; c < layout->ncell; c++) {
        pk_cell_t *cell = &layout->cells[c];
        const pk_stage_plan_t *stage = &plan->stages[cell->stage];
        cell->first_way = layout->nway;
        for (int k = 0; k < stage->nexit; k++) {
            add_way(self, stage->exits[k], cell->persona, cell->instant ? -1 : cell->entry);
        }
        for (int k = 0; k < stage->nevent; k++) {
            add_way(self, stage->events[k], cell->persona, cell->entry);
        }
        cell->nway = layout->nway - cell->first_way;
    }
    layout->first_arrival = layout->nway;
    for (int f = plan->ntransition; f < plan->nflow; f++) {
        for (int g = 0; g < plan->npersona; g++) {
            const bool wanted = layout->people[plan->flows[f].to * plan->npersona + g] >= 0 ||
                                self->need->arrivals[f] || layout->population >= 0;
            if (wanted) {
                add_way(self, f, g, -1);
            }
        }
    }
    layout->narrival = layout->nway - layout->first_arrival;
}

static void find_varying(pk_filter_layout_t *self, pk_arena_t *arena)
{
    self->varying = PK_ARRAY(arena, int, self->ntouch + 1);
    for (int k = 0; k < self->ntouch; k++) {
        if (self->touches[k].stock >= 0 || self->touches[k].by_step != NULL) {
            self->varying[self->nvarying++] = k;
        }
    }
}

/* ---- readings, once the entries are known ---- */

static void read_off(pk_filter_layout_t *self, pk_readout_t *reading, pk_arena_t *arena)
{
    const pk_plan_t *plan = self->plan;
    reading->people = PK_ARRAY(arena, int, self->ncell + 1);
    reading->weights = PK_ARRAY(arena, double, self->ncell + 1);
    for (int c = 0; c < self->ncell && (reading->at_end || reading->pays); c++) {
        const pk_cell_t *cell = &self->cells[c];
        if (pk_filter_counts(self, reading->series, -1, cell->stage, cell->persona)) {
            reading->people[reading->npeople] = c;
            reading->weights[reading->npeople++] = 1;
        }
    }
    for (int k = 0; k < self->nway; k++) {
        const pk_way_t *way = &self->ways[k];
        const int from = plan->flows[way->flow].from;
        const bool late = way->asks >= 0 || (from >= 0 && plan->stages[from].kind == PK_STAGE_INSTANT);
        reading->late = reading->late || reading->at_end || reading->pays ||
                        (late && pk_filter_counts(self, reading->series, way->flow, -1, way->persona));
    }
}

static int by_time(const void *a, const void *b)
{
    const pk_due_t *x = a, *y = b;
    if (x->step != y->step) {
        return x->step < y->step ? -1 : 1;
    }
    return x->late != y->late ? (x->late ? 1 : -1) : x->series - y->series;
}

static void fill_due(pk_filter_layout_t *self, pk_arena_t *arena)
{
    int most = 0;
    for (int s = 0; s < self->nseries; s++) {
        most += self->series[s].count;
    }
    self->due = PK_ARRAY(arena, pk_due_t, most + 1);
    for (int s = 0; s < self->nseries; s++) {
        const pk_observed_series_t *series = &self->series[s];
        for (int v = 0; v < series->count && self->readings[s].taken; v++) {
            const int step = series->values[v].last;
            const bool seen = step <= self->last_step;
            self->due[self->ndue++] =
                (pk_due_t){.series = s, .value = v, .step = step, .seen = seen, .late = self->readings[s].late};
            self->last_due = step > self->last_due ? step : self->last_due;
            self->last_seen = seen && step > self->last_seen ? step : self->last_seen;
            self->nseen += seen;
        }
    }
    qsort(self->due, (size_t)self->ndue, sizeof *self->due, by_time);
}

/* ---- drivers that feed back ---- */

static bool moves(const pk_plan_t *plan, int stage, int driver)
{
    for (int k = 0; k < plan->stages[stage].nmover; k++) {
        if (plan->stages[stage].movers[k] == driver) {
            return true;
        }
    }
    return false;
}

static bool acts(pk_effectors_t effects, int driver)
{
    for (int e = 0; e < effects.count; e++) {
        if (effects.at[e].driver == driver) {
            return true;
        }
    }
    return false;
}

static void add_source(pk_scalar_t *scalar, int entry)
{
    if (entry >= 0) {
        scalar->source[scalar->nsource++] = entry;
    }
}

/* In the order of pk_filter_sources. */
static void find_sources(const pk_filter_layout_t *self, pk_scalar_t *scalar, pk_arena_t *arena)
{
    const pk_plan_t *plan = self->plan;
    const pk_driver_t *driver = plan->drivers[scalar->driver].driver;
    scalar->source = PK_ARRAY(arena, int, self->nentry + 1);
    if (driver->kind == PK_DRIVER_WORD_OF_MOUTH) {
        const pk_word_of_mouth_t *word = pk_word_of_mouth_of(driver);
        for (int g = 0; g < plan->npersona; g++) {
            for (int k = 0; k < word->from_stages.count; k++) {
                add_source(scalar, self->people[word->from_stages.index[k] * plan->npersona + g]);
            }
            for (int k = 0; k < word->from_flows.count; k++) {
                add_source(scalar, self->flows[word->from_flows.index[k] * plan->npersona + g]);
            }
        }
        add_source(scalar, self->population);
    } else if (driver->kind == PK_DRIVER_STOCK) {
        add_source(scalar, self->stocks[scalar->driver]);
    } else if (driver->kind == PK_DRIVER_RATIO) {
        add_source(scalar, self->stocks[pk_ratio_of(driver)->above]);
        add_source(scalar, self->stocks[pk_ratio_of(driver)->below]);
    } else if (driver->kind == PK_DRIVER_QUEUE) {
        add_source(scalar, self->waiting[pk_queue_of(driver)->capacity]);
    }
}

/* Whether a driver acts on a stay itself, or on who leaves it before. */
static bool moves_stay(const pk_plan_t *plan, const pk_stage_plan_t *stage, int driver)
{
    bool moved = acts(stage->speed, driver);
    for (int k = 0; k < stage->nrated; k++) {
        moved = moved || acts(plan->flows[stage->exits[k]].effects, driver);
    }
    return moved;
}

static void find_moved(pk_filter_layout_t *self, pk_scalar_t *scalar, const pk_need_t *need, pk_arena_t *arena)
{
    const pk_plan_t *plan = self->plan;
    scalar->cells = PK_ARRAY(arena, int, self->ncell + 1);
    scalar->instants = PK_ARRAY(arena, int, self->ncell + 1);
    scalar->capacities = PK_ARRAY(arena, int, plan->ncapacity + 1);
    for (int c = 0; c < self->ncell; c++) {
        if (moves(plan, self->cells[c].stage, scalar->driver)) {
            pk_cell_t *cell = &self->cells[c];
            const bool instant = cell->instant;
            cell->stay_moves =
                cell->stay_moves || (cell->aged && moves_stay(plan, &plan->stages[cell->stage], scalar->driver));
            *(instant ? &scalar->instants[scalar->ninstant++] : &scalar->cells[scalar->ncell++]) = c;
        }
    }
    for (int k = 0; k < self->narrival; k++) {
        const pk_way_t *way = &self->ways[self->first_arrival + k];
        scalar->arrivals = scalar->arrivals || acts(plan->flows[way->flow].effects, scalar->driver);
    }
    for (int c = 0; c < plan->ncapacity; c++) {
        if (need->capacity[c] && acts(plan->capacities[c].effects, scalar->driver)) {
            scalar->capacities[scalar->ncapacity++] = c;
        }
    }
}

static void add_scalars(pk_filter_layout_t *self, const pk_need_t *need, pk_arena_t *arena)
{
    const pk_plan_t *plan = self->plan;
    self->scalars = PK_ARRAY(arena, pk_scalar_t, plan->ndriver + 1);
    for (int d = 0; d < plan->ndriver; d++) {
        if (!need->driver[d]) {
            continue;
        }
        pk_scalar_t *scalar = &self->scalars[self->nscalar];
        *scalar = (pk_scalar_t){.driver = d, .felt = -1};
        find_moved(self, scalar, need, arena);
        if (scalar->ncell + scalar->ninstant + scalar->ncapacity == 0 && !scalar->arrivals) {
            continue; /* a ratio is made of it */
        }
        self->nscalar++;
        if (scalar->ninstant + scalar->ncapacity > 0) {
            scalar->felt = add_entry(self, PK_ENTRY_FELT, d, 0);
        }
    }
}

/* ---- capacities ---- */

/* The series of single steps, one a way, that together count all who fit; none where there is a gap. */
static void find_known(const pk_filter_layout_t *self, pk_crew_t *crew, pk_arena_t *arena)
{
    crew->known = PK_ARRAY(arena, int, self->nseries + 1);
    crew->part = PK_ARRAY(arena, int, crew->nway + 1);
    for (int k = 0; k < crew->nway; k++) {
        crew->part[k] = -1;
    }
    for (int s = 0; s < self->nseries; s++) {
        int counted = 0, all = 0, taken = 0;
        const pk_readout_t *reading = &self->readings[s];
        if (!reading->taken || reading->entry < 0 || reading->by_step != NULL) {
            continue;
        }
        for (int k = 0; k < self->nway; k++) {
            all += pk_filter_counts(self, s, self->ways[k].flow, -1, self->ways[k].persona);
        }
        for (int k = 0; k < crew->nway; k++) {
            const pk_way_t *way = &self->ways[crew->ways[k]];
            const bool counts = pk_filter_counts(self, s, way->flow, -1, way->persona);
            counted += counts;
            taken += counts && crew->part[k] >= 0;
        }
        if (counted == 0 || counted != all || taken > 0) {
            continue;
        }
        for (int k = 0; k < crew->nway; k++) {
            const pk_way_t *way = &self->ways[crew->ways[k]];
            if (pk_filter_counts(self, s, way->flow, -1, way->persona)) {
                crew->part[k] = crew->nknown;
            }
        }
        crew->known[crew->nknown++] = s;
    }
    for (int k = 0; k < crew->nway; k++) {
        crew->nknown = crew->part[k] < 0 ? 0 : crew->nknown;
    }
}

static void add_crews(pk_filter_layout_t *self, const pk_need_t *need, pk_arena_t *arena)
{
    const pk_plan_t *plan = self->plan;
    self->crews = PK_ARRAY(arena, pk_crew_t, plan->ncapacity + 1);
    for (int c = 0; c < plan->ncapacity; c++) {
        if (!need->capacity[c]) {
            continue;
        }
        pk_crew_t *crew = &self->crews[self->ncrew++];
        *crew = (pk_crew_t){.capacity = c, .waiting = self->waiting[c]};
        crew->ways = PK_ARRAY(arena, int, self->nway + 1);
        for (int k = 0; k < self->nway; k++) {
            if (plan->flows[self->ways[k].flow].capacity == c) {
                crew->ways[crew->nway++] = k;
            }
        }
        find_known(self, crew, arena);
    }
}

void pk_filter_layout_free(pk_filter_layout_t *self)
{
    free(self->touches);
    free(self->ways);
}

pk_status_t pk_filter_lay_out(pk_filter_layout_t *self, const pk_filter_options_t *options, pk_arena_t *arena,
                              pk_diag_t *diag)
{
    const pk_plan_t *plan = options->plan;
    *self = (pk_filter_layout_t){.plan = plan,
                                 .series = options->series,
                                 .nseries = options->nseries,
                                 .last_step = options->last_step,
                                 .whole = options->whole};
    if (pk_filter_read_series(self, arena, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    const pk_need_t need = pk_filter_need(self, arena);
    self->entries = PK_ARRAY(arena, pk_entry_t, most_entries(self));
    self->cells = PK_ARRAY(arena, pk_cell_t, plan->nstage * plan->npersona);
    self->people = PK_ARRAY(arena, int, plan->nstage * plan->npersona);
    self->flows = PK_ARRAY(arena, int, plan->nflow * plan->npersona);
    self->stocks = PK_ARRAY(arena, int, plan->ndriver + 1);
    self->waiting = PK_ARRAY(arena, int, plan->ncapacity + 1);
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        self->people[cell] = -1;
    }
    add_people(self, &need);
    add_others(self, &need);
    pk_laying_t laying = {.layout = self, .need = &need};
    add_ways(&laying);
    find_varying(self, arena);
    for (int s = 0; s < self->nseries; s++) {
        if (self->readings[s].taken) {
            read_off(self, &self->readings[s], arena);
        }
    }
    fill_due(self, arena);
    add_crews(self, &need, arena);
    add_scalars(self, &need, arena);
    for (int k = 0; k < self->nscalar; k++) {
        find_sources(self, &self->scalars[k], arena);
    }
    return PK_OK;
}
