#include "engine/agents/life_counts_parts.h"

#include <stdlib.h>
#include <string.h>

static void list_flows(pk_life_counts_t *self)
{
    const pk_plan_t *plan = self->plan;
    self->flows = PK_ARRAY(&self->arena, pk_life_flow_t, plan->nflow);
    for (int f = 0; f < plan->nflow; f++) {
        const pk_flow_t *flow = &plan->flows[f];
        self->flows[f] = (pk_life_flow_t){
            .to = flow->to, .event = flow->event, .renews = flow->from == flow->to, .purchase = flow->purchase};
    }
}

static void list_stages(pk_life_counts_t *self)
{
    const pk_plan_t *plan = self->plan;
    self->stages = PK_ARRAY(&self->arena, pk_life_stage_t, plan->nstage);
    for (int i = 0; i < plan->nstage; i++) {
        const pk_stage_plan_t *stage = &plan->stages[i];
        const bool customer = stage->role == PK_ROLE_CUSTOMER || stage->role == PK_ROLE_ADVOCATE;
        self->stages[i] = (pk_life_stage_t){.customer = customer,
                                            .prospect = stage->role == PK_ROLE_PROSPECT,
                                            .before = customer || stage->role == PK_ROLE_LOST,
                                            .paid_there = pk_is_paid(&stage->revenue) || pk_is_paid(&stage->cost),
                                            .paid_entry = pk_is_paid(&stage->entry_cost),
                                            .paid_end = pk_is_paid(&stage->end_value)};
    }
}

/* The next `count` of the flat array; while there is none yet, how many have been asked for. */
static int64_t *take(pk_life_counts_t *self, long *used, long count)
{
    int64_t *at = self->whole == NULL ? NULL : self->whole + *used;
    *used += count;
    return at;
}

static pk_waits_t take_waits(pk_life_counts_t *self, long *used)
{
    pk_waits_t waits;
    waits.had = take(self, used, self->nstep + 1);
    waits.unseen = take(self, used, self->nstep + 1);
    return waits;
}

static long lay_out(pk_life_counts_t *self)
{
    long used = 0;
    for (int g = 0; g < self->ngroup; g++) {
        pk_group_counts_t *group = &self->groups[g];
        group->there = take(self, &used, 1);
        group->came = take(self, &used, 1);
        group->bought = take(self, &used, 1);
        group->worth_nothing = take(self, &used, 1);
        group->visits = take(self, &used, self->nstage);
        group->steps = take(self, &used, self->nstage);
        group->purchases = take(self, &used, PK_PURCHASES_MOST + 1);
        group->first = take_waits(self, &used);
        group->again = take_waits(self, &used);
    }
    self->entered = take(self, &used, self->periods.count);
    self->retained = take(self, &used, (long)self->periods.count * (self->periods.count + 1));
    return used;
}

pk_life_counts_t *pk_life_counts_open(const pk_plan_t *plan)
{
    pk_life_counts_t *self = pk_heap(1, sizeof *self);
    *self =
        (pk_life_counts_t){.plan = plan, .nstep = plan->nstep, .nstage = plan->nstage, .ngroup = plan->model->npersona};
    list_flows(self);
    list_stages(self);
    self->periods = pk_periods_of(&plan->calendar, &self->arena);
    self->groups = PK_ARRAY(&self->arena, pk_group_counts_t, self->ngroup);
    self->nwhole = lay_out(self);
    self->whole = pk_heap((size_t)self->nwhole, sizeof *self->whole);
    lay_out(self);
    for (int g = 0; g < self->ngroup; g++) {
        self->groups[g].values = pk_keys_of(&pk_classes_of_values, 0, PK_VALUES_MOST);
    }
    self->path_bits = pk_path_bits(plan->nstage);
    self->path_longest = pk_path_longest(self->path_bits);
    const int most = 4 * plan->nstage < PK_PATHS_MOST ? PK_PATHS_MOST : 4 * plan->nstage;
    self->paths = pk_keys_of(&pk_classes_of_paths, self->path_bits, most);
    return self;
}

void pk_life_counts_close(pk_life_counts_t *self)
{
    if (self == NULL) {
        return;
    }
    for (int g = 0; g < self->ngroup; g++) {
        pk_keys_free(&self->groups[g].values);
    }
    pk_keys_free(&self->paths);
    free(self->whole);
    pk_arena_free(&self->arena);
    free(self);
}

void pk_life_counts_merge(pk_life_counts_t *into, const pk_life_counts_t *from)
{
    PK_REQUIRE(into->nwhole == from->nwhole && into->ngroup == from->ngroup);
    for (long k = 0; k < into->nwhole; k++) {
        into->whole[k] += from->whole[k];
    }
    for (int g = 0; g < into->ngroup; g++) {
        pk_keys_merge(&into->groups[g].values, &from->groups[g].values);
    }
    pk_keys_merge(&into->paths, &from->paths);
}

void pk_life_counts_clear(pk_life_counts_t *self)
{
    memset(self->whole, 0, (size_t)self->nwhole * sizeof *self->whole);
    for (int g = 0; g < self->ngroup; g++) {
        pk_keys_clear(&self->groups[g].values);
    }
    pk_keys_clear(&self->paths);
}
