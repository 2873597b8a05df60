#include "infer/filter_need.h"

bool pk_plan_has_arrivals(const pk_plan_t *plan)
{
    return plan->nflow > plan->ntransition;
}

/* Marks; true where that is new. */
static bool mark(bool *needed)
{
    const bool is_new = !*needed;
    *needed = true;
    return is_new;
}

static bool need_people(pk_need_t *self, int stage, int persona)
{
    return stage >= 0 && mark(&self->people[stage * self->plan->npersona + persona]);
}

static bool need_all_in(pk_need_t *self, int stage)
{
    bool grown = false;
    for (int g = 0; g < self->plan->npersona; g++) {
        grown = need_people(self, stage, g) || grown;
    }
    return grown;
}

/* Those who may take a flow. */
static bool need_takers(pk_need_t *self, int f, int persona)
{
    const pk_flow_t *flow = &self->plan->flows[f];
    return flow->from < 0 ? mark(&self->arrivals[f]) : need_people(self, flow->from, persona);
}

static bool need_all_takers(pk_need_t *self, int f)
{
    bool grown = false;
    for (int g = 0; g < self->plan->npersona; g++) {
        grown = need_takers(self, f, g) || grown;
    }
    return grown;
}

static bool need_flow(pk_need_t *self, int f)
{
    bool grown = need_all_takers(self, f);
    for (int g = 0; g < self->plan->npersona; g++) {
        grown = mark(&self->flow[f * self->plan->npersona + g]) || grown;
    }
    return grown;
}

static bool feeds_back(const pk_plan_t *plan, int d)
{
    return plan->drivers[d].ops->feedback != NULL;
}

static bool need_effects(pk_need_t *self, pk_effectors_t effects)
{
    bool grown = false;
    for (int e = 0; e < effects.count; e++) {
        const int d = effects.at[e].driver;
        grown = (feeds_back(self->plan, d) && mark(&self->driver[d])) || grown;
    }
    return grown;
}

/* What a driver's value is made of. */
static bool grow_driver(pk_need_t *self, int d)
{
    const pk_driver_t *driver = self->plan->drivers[d].driver;
    bool grown = false;
    if (driver->kind == PK_DRIVER_WORD_OF_MOUTH) {
        const pk_word_of_mouth_t *word = pk_word_of_mouth_of(driver);
        for (int k = 0; k < word->from_stages.count; k++) {
            grown = need_all_in(self, word->from_stages.index[k]) || grown;
        }
        for (int k = 0; k < word->from_flows.count; k++) {
            grown = need_flow(self, word->from_flows.index[k]) || grown;
        }
        grown = (pk_plan_has_arrivals(self->plan) && mark(&self->population)) || grown;
    } else if (driver->kind == PK_DRIVER_STOCK) {
        const pk_weights_t *gains = &pk_stock_of(driver)->gains;
        for (int k = 0; k < gains->count; k++) {
            grown = need_all_takers(self, gains->index[k]) || grown;
        }
    } else if (driver->kind == PK_DRIVER_RATIO) {
        grown = mark(&self->driver[pk_ratio_of(driver)->above]);
        grown = mark(&self->driver[pk_ratio_of(driver)->below]) || grown;
    } else if (driver->kind == PK_DRIVER_QUEUE) {
        const int capacity = pk_queue_of(driver)->capacity;
        grown = mark(&self->waiting[capacity]);
        grown = mark(&self->capacity[capacity]) || grown;
    }
    return grown;
}

static bool grow_capacity(pk_need_t *self, int c)
{
    const pk_capacity_plan_t *capacity = &self->plan->capacities[c];
    bool grown = need_effects(self, capacity->effects);
    for (int k = 0; k < capacity->nflow; k++) {
        grown = need_flow(self, capacity->flows[k]) || grown;
    }
    return grown;
}

static bool need_capacity_of(pk_need_t *self, int f)
{
    const int c = self->plan->flows[f].capacity;
    return c >= 0 && mark(&self->capacity[c]);
}

/* Who comes into a stage, and what moves those in it. */
static bool grow_people(pk_need_t *self, int i, int persona)
{
    const pk_plan_t *plan = self->plan;
    const pk_stage_plan_t *stage = &plan->stages[i];
    bool grown = false;
    for (int f = 0; f < plan->nflow; f++) {
        const bool comes = plan->flows[f].to == i && !plan->flows[f].event;
        grown = (comes && need_takers(self, f, persona)) || grown;
    }
    for (int k = 0; k < stage->nexit; k++) {
        grown = need_capacity_of(self, stage->exits[k]) || grown;
    }
    for (int k = 0; k < stage->nmover; k++) {
        const int d = stage->movers[k];
        grown = (feeds_back(plan, d) && mark(&self->driver[d])) || grown;
    }
    return grown;
}

static bool grow(pk_need_t *self)
{
    const pk_plan_t *plan = self->plan;
    bool grown = false;
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        grown = (self->people[cell] && grow_people(self, cell / plan->npersona, cell % plan->npersona)) || grown;
    }
    for (int f = plan->ntransition; f < plan->nflow; f++) {
        grown = (self->arrivals[f] && need_effects(self, plan->flows[f].effects)) || grown;
    }
    for (int d = 0; d < plan->ndriver; d++) {
        grown = (self->driver[d] && grow_driver(self, d)) || grown;
    }
    for (int c = 0; c < plan->ncapacity; c++) {
        grown = (self->capacity[c] && grow_capacity(self, c)) || grown;
    }
    return grown;
}

/* What is observed itself. */
static void begin_with_series(pk_need_t *self, const pk_filter_layout_t *layout, int s)
{
    const pk_plan_t *plan = self->plan;
    for (int g = 0; g < plan->npersona; g++) {
        for (int f = 0; f < plan->nflow; f++) {
            if (pk_filter_counts(layout, s, f, -1, g)) {
                need_takers(self, f, g);
                need_capacity_of(self, f);
            }
        }
        for (int i = 0; i < plan->nstage; i++) {
            if (pk_filter_counts(layout, s, -1, i, g)) {
                need_people(self, i, g);
            }
        }
    }
}

/* Everybody, whatever is observed, and what else goes on from step to step. */
static void begin_with_all(pk_need_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int i = 0; i < plan->nstage; i++) {
        need_all_in(self, i);
    }
    for (int d = 0; d < plan->ndriver; d++) {
        self->driver[d] = feeds_back(plan, d);
    }
    for (int f = plan->ntransition; f < plan->nflow; f++) {
        self->arrivals[f] = true;
    }
    for (int c = 0; c < plan->ncapacity; c++) {
        self->capacity[c] = self->waiting[c] = true;
    }
}

pk_need_t pk_filter_need(const pk_filter_layout_t *layout, pk_arena_t *arena)
{
    const pk_plan_t *plan = layout->plan;
    pk_need_t self = {
        .plan = plan,
        .people = PK_ARRAY(arena, bool, plan->nstage * plan->npersona),
        .flow = PK_ARRAY(arena, bool, plan->nflow * plan->npersona),
        .driver = PK_ARRAY(arena, bool, plan->ndriver + 1),
        .capacity = PK_ARRAY(arena, bool, plan->ncapacity + 1),
        .waiting = PK_ARRAY(arena, bool, plan->ncapacity + 1),
        .arrivals = PK_ARRAY(arena, bool, plan->nflow + 1),
    };
    for (int s = 0; s < layout->nseries; s++) {
        if (layout->readings[s].taken) {
            begin_with_series(&self, layout, s);
        }
    }
    if (layout->whole) {
        begin_with_all(&self);
    }
    while (grow(&self)) {
    }
    return self;
}
