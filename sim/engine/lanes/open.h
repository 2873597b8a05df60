/* Memory for a plan, and what is known of it beforehand. Included by width.c. */
#ifndef PK_ENGINE_LANES_OPEN_H
#define PK_ENGINE_LANES_OPEN_H

#include "engine/lanes/drivers.h"
#include "engine/lanes/effects.h"
#include "engine/lanes/kpis.h"
#include "engine/wander.h"

/* Whether what an effect multiplies by stays the same from step 1 on: that of a lever that nobody moves. */
static bool is_still(const pk_plan_t *plan, const pk_effector_t *effect)
{
    const pk_lever_plan_t *lever = pk_lever_plan_of(&plan->drivers[effect->driver]);
    return lever != NULL && lever->now.stride == 0 && !effect->scheduled;
}

static bool all_still(const pk_plan_t *plan, pk_effectors_t effects)
{
    bool still = true;
    for (int e = 0; e < effects.count; e++) {
        still = still && is_still(plan, &effects.at[e]);
    }
    return still;
}

static bool is_steady(const pk_money_t *money)
{
    return money->stride == 0 && money->number.stride == 0 && !(COHORT && money->varies != NULL);
}

static bool is_plain(const pk_plan_t *plan, const pk_flow_t *flow)
{
    bool plain = all_still(plan, flow->on_revenue) && all_still(plan, flow->on_cost);
    plain = plain && is_steady(&flow->revenue) && is_steady(&flow->cost);
    for (int k = 0; k < flow->nlever_cost; k++) {
        const pk_lever_cost_t *cost = &flow->lever_costs[k];
        plain = plain && cost->number.stride == 0 && pk_lever_plan_of(&plan->drivers[cost->driver])->now.stride == 0;
    }
    return plain;
}

static void append(pk_indices_t *list, int index)
{
    list->index[list->count++] = index;
}

static flow_facts_t facts_of(pk_lanes_t *self, const pk_flow_t *flow)
{
    flow_facts_t facts = {.plain = is_plain(self->plan, flow)};
    facts.loud.index = PK_ARRAY(&self->arena, int, flow->effects.count);
    facts.awake.index = PK_ARRAY(&self->arena, int, flow->effects.count);
    for (int e = 0; e < flow->effects.count; e++) {
        const pk_effector_t *effect = &flow->effects.at[e];
        facts.adds = facts.adds || adds(effect);
        facts.scheduled = facts.scheduled || effect->scheduled;
        if (!is_still(self->plan, effect)) {
            append(&facts.awake, effect->driver);
            if (!adds(effect)) {
                append(&facts.loud, e);
            }
        }
    }
    return facts;
}

/* One number for all personas. */
static bool reaches_alike(const pk_plan_t *plan, const pk_driver_plan_t *driver)
{
    const pk_term_t *first = pk_term(driver->reach[0], 0);
    bool alike = true;
    for (int g = 0; g < plan->npersona; g++) {
        const pk_term_t *term = pk_term(driver->reach[g], 0);
        alike = alike && driver->reach[g].stride == 0 && term->slot == first->slot && term->value == first->value;
    }
    return alike;
}

/* Which moves go into a stage, and which out of it. */
static void list_moves(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    self->into = PK_ARRAY(&self->arena, pk_indices_t, plan->nstage);
    self->out_of = PK_ARRAY(&self->arena, pk_indices_t, plan->nstage);
    for (int i = 0; i < plan->nstage; i++) {
        self->into[i].index = PK_ARRAY(&self->arena, int, plan->moves.count);
        self->out_of[i].index = PK_ARRAY(&self->arena, int, plan->moves.count);
    }
    for (int k = 0; k < plan->moves.count; k++) {
        const pk_flow_t *flow = &plan->flows[plan->moves.index[k]];
        append(&self->out_of[flow->from], plan->moves.index[k]);
        append(&self->into[flow->to], plan->moves.index[k]);
    }
}

static void know_plan(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    self->flows = PK_ARRAY(&self->arena, flow_facts_t, plan->nflow);
    self->alike = PK_ARRAY(&self->arena, bool, plan->ndriver);
    for (int f = 0; f < plan->nflow; f++) {
        self->flows[f] = facts_of(self, &plan->flows[f]);
    }
    for (int d = 0; d < plan->ndriver; d++) {
        self->alike[d] = reaches_alike(plan, &plan->drivers[d]);
    }
    list_moves(self);
}

/* Arrays of `rows` by persona. */
static lanes_t *cells(pk_lanes_t *self, int rows)
{
    return array_of(self, (long)rows * self->plan->npersona);
}

static void make_counts(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    const int personas = plan->npersona;
    self->count = cells(self, plan->nstage);
    self->entered = cells(self, plan->nstage);
    self->speed = cells(self, plan->nstage);
    self->held = cells(self, plan->nstage);
    self->held_competing = cells(self, plan->nstage);
    self->stage_revenue = cells(self, plan->nstage);
    self->stage_cost = cells(self, plan->nstage);
    self->sure = (mask_t *)cells(self, plan->nstage);
    self->rows = PK_ARRAY(&self->arena, unsigned char, plan->nstage *personas);
    self->stays =
        (stay_t *)aligned(PK_ARRAY(&self->arena, char, (size_t)(plan->nstage * personas) * sizeof(stay_t) + REGISTER));
    self->laws = PK_ARRAY(&self->arena, law_t, plan->nstage);
    self->share = cells(self, 1);
    self->paid = (paid_t *)array_of(self, (long)personas * (long)(sizeof(paid_t) / sizeof(lanes_t)));
}

static void make_flows(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    lanes_t **const arrays[] = {&self->flow,     &self->p,          &self->rate,       &self->written,
                                &self->base,     &self->mult_today, &self->plus_today, &self->brings_today,
                                &self->revenue,  &self->cost,       &self->quiet,      &self->unit_revenue,
                                &self->unit_cost};
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++) {
        *arrays[k] = cells(self, plan->nflow);
    }
    const long varying = (long)(sizeof(varying_t) / sizeof(lanes_t));
    self->effect = cells(self, plan->neffector);
    self->effect_step = PK_ARRAY(&self->arena, int, plan->neffector * plan->npersona);
    self->units = array_of(self, plan->nflow);
    self->flow_varying = (varying_t *)array_of(self, plan->nflow * PURPOSES * varying);
    self->stage_varying = (varying_t *)array_of(self, plan->nstage * PURPOSES * varying);
    self->due = (due_t *)array_of(self, plan->nstage * plan->npersona * (long)(sizeof(due_t) / sizeof(lanes_t)));
}

static void make_drivers(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    self->drivers = (driver_t *)array_of(self, plan->ndriver * (long)(sizeof(driver_t) / sizeof(lanes_t)));
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_channel_plan_t *channel = pk_channel_plan_of(&plan->drivers[d]);
        const pk_carryover_t *carry = channel == NULL ? NULL : channel->carry;
        if (carry != NULL && carry->retention == NULL) {
            self->drivers[d].kernel = array_of(self, PK_KERNEL_MOST);
            self->drivers[d].spent = array_of(self, plan->nstep + 1);
            self->drivers[d].before = array_of(self, PK_KERNEL_MOST);
        }
    }
    self->draws = array_of(self, plan->nslot);
    self->capacity = array_of(self, plan->ncapacity);
    self->waiting = array_of(self, plan->ncapacity);
    self->demand = pk_demand_of(&self->arena, pk_most_demand(plan));
}

static void make_kpis(pk_lanes_t *self)
{
    self->start_kpis = PK_ARRAY(&self->arena, double, pk_kpis_size(self->kpis));
    self->tally = array_of(self, pk_kpis_size(self->kpis));
    self->measured = array_of(self, self->kpis->count);
    self->before = array_of(self, self->kpis->count);
    self->everybody = array_of(self, self->kpis->count);
}

/* Whether every curve and measure is one that the lanes have; of kinds of drivers the compiler sees to it. */
static bool knows(const pk_lanes_t *self)
{
    bool all = !pk_plan_wanders(self->plan);
    for (int d = 0; d < self->plan->ndriver; d++) {
        const pk_driver_plan_t *driver = &self->plan->drivers[d];
        all = all && (driver->curve == NULL || driver->curve - pk_saturations < PK_CURVES);
    }
    for (int k = 0; k < self->kpis->count; k++) {
        all = all && self->measures[k] != MEASURE_UNKNOWN;
    }
    return all;
}

static void close_lanes(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int i = 0; i < plan->nstage && self->laws != NULL; i++) {
        for (int l = 0; l < PK_WIDTH; l++) {
            free(self->laws[i].table[l]);
        }
        free(self->laws[i].one_p);
        free(self->laws[i].memory_log);
        free(self->laws[i].memory_p);
    }
    for (int cell = 0; cell < plan->nstage * plan->npersona && self->stays != NULL; cell++) {
        free(self->stays[cell].memory);
        free(self->stays[cell].memory_p);
        free(self->stays[cell].memory_old);
        free(self->stays[cell].old_age);
        free(self->stays[cell].old_pace);
        free(self->stays[cell].noted.memory);
        free(self->stays[cell].noted_competing.memory);
    }
    free(self->returning.age);
    free(self->returning.part);
    free(self->returning.left);
    free(self->returning.back);
    pk_arena_free(&self->arena);
    free(self->memory);
}

static pk_lanes_t *open_lanes(const pk_plan_t *plan, const pk_kpis_t *kpis)
{
    void *memory = pk_heap(sizeof(pk_lanes_t) + REGISTER, 1);
    pk_lanes_t *self = (pk_lanes_t *)aligned(memory);
    *self = (pk_lanes_t){.memory = memory, .plan = plan, .kpis = kpis};
    self->measures = PK_ARRAY(&self->arena, measure_t, kpis->count);
    for (int k = 0; k < kpis->count; k++) {
        self->measures[k] = measure_of(kpis->at[k].measure);
    }
    if (!knows(self)) {
        close_lanes(self);
        return NULL;
    }
    make_counts(self);
    make_flows(self);
    make_drivers(self);
    make_kpis(self);
    know_plan(self);
    return self;
}

#endif
