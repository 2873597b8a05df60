/* Transitions and arrivals become flows; effects are gathered at what they act on. */
#include <math.h>

#include "base/stream.h"
#include "engine/compile.h"
#include "engine/individual_numbers.h"

/* `a -> *` multiplies each way out that has a probability or rate; those with shares leave by the stay, which it speeds
 * up. */
static bool on_flow(const pk_effect_t *effect, int index, const pk_model_t *model)
{
    if (index >= model->ntransition) {
        return effect->target == PK_TARGET_ARRIVALS &&
               effect->stage == model->arrivals[index - model->ntransition].stage;
    }
    const pk_transition_t *transition = &model->transitions[index];
    if (effect->target == PK_TARGET_TRANSITION) {
        return effect->transition == index;
    }
    return effect->target == PK_TARGET_ALL_OUT && effect->stage == transition->from &&
           transition->from != transition->to && transition->by != PK_BY_SHARE;
}

static bool on_revenue(const pk_effect_t *effect, int index, const pk_model_t *model)
{
    (void)model;
    return effect->target == PK_TARGET_REVENUE ||
           (effect->target == PK_TARGET_FLOW_REVENUE && effect->transition == index);
}

static bool on_cost(const pk_effect_t *effect, int index, const pk_model_t *model)
{
    (void)model;
    return effect->target == PK_TARGET_FLOW_COST && effect->transition == index;
}

static pk_effector_t effector(pk_compiler_t *self, int driver, const pk_effect_t *effect)
{
    const bool season = effect->strength == NULL;
    const pk_quantity_t strength = pk_compile_quantity(self, season ? NULL : effect->strength, 1);
    bool scheduled = strength.stride > 0;
    for (int g = 0; g < self->plan->npersona; g++) {
        scheduled = scheduled || self->plan->drivers[driver].reach[g].stride > 0;
    }
    return (pk_effector_t){
        .driver = driver,
        .sign = season ? PK_BARE : effect->strength->sign,
        .strength = strength,
        .place = self->plan->neffector++,
        .scheduled = scheduled,
    };
}

pk_effectors_t pk_compile_effectors(pk_compiler_t *self, pk_effect_wanted_fn wanted, int index)
{
    const pk_model_t *model = self->model;
    int room = 0;
    for (int d = 0; d < model->ndriver; d++) {
        room += model->drivers[d].neffect;
    }
    pk_effector_t *at = PK_ARRAY(&self->plan->arena, pk_effector_t, room);
    int count = 0;
    for (int d = 0; d < model->ndriver; d++) {
        for (int e = 0; e < model->drivers[d].neffect; e++) {
            const pk_effect_t *effect = &model->drivers[d].effects[e];
            if (wanted(effect, index, model)) {
                at[count++] = effector(self, d, effect);
            }
        }
    }
    return (pk_effectors_t){.at = at, .count = count};
}

static void lever_costs(pk_compiler_t *self, pk_flow_t *flow, int index)
{
    const pk_model_t *model = self->model;
    pk_lever_cost_t *costs = PK_ARRAY(&self->plan->arena, pk_lever_cost_t, model->ndriver);
    for (int d = 0; d < model->ndriver; d++) {
        if (model->drivers[d].kind != PK_DRIVER_LEVER) {
            continue;
        }
        const pk_weights_t *weights = &pk_lever_of(&model->drivers[d])->flow_cost;
        for (int k = 0; k < weights->count; k++) {
            if (weights->index[k] == index) {
                costs[flow->nlever_cost++] =
                    (pk_lever_cost_t){.driver = d, .number = pk_compile_quantity(self, weights->number[k], 0)};
            }
        }
    }
    flow->lever_costs = costs;
}

/* The address of a flow's luck: persona|from|to by name, never by position. */
static uint64_t *addresses(pk_compiler_t *self, const char *from, const char *to)
{
    uint64_t *address = PK_ARRAY(&self->plan->arena, uint64_t, self->plan->npersona);
    for (int g = 0; g < self->plan->npersona; g++) {
        address[g] = pk_hash_text(
            pk_arena_format(&self->plan->arena, "%s|%s|%s", pk_plan_persona(self->plan, g)->name, from, to));
    }
    return address;
}

static void capacity_of(pk_compiler_t *self, pk_flow_t *flow, int index)
{
    flow->capacity = -1;
    for (int c = 0; c < self->model->ncapacity; c++) {
        const pk_weights_t *uses = &self->model->capacities[c].uses;
        for (int k = 0; k < uses->count; k++) {
            if (uses->index[k] == index) {
                flow->capacity = c;
                flow->uses = pk_compile_quantity(self, uses->number[k], 1);
            }
        }
    }
}

static const pk_wander_t *wander_of(pk_compiler_t *self, const pk_wandering_t *from)
{
    if (from == NULL) {
        return NULL;
    }
    pk_wander_t *wander = PK_NEW(&self->plan->arena, pk_wander_t);
    *wander = (pk_wander_t){.scatter = from->scatter != NULL ? from->scatter->slot : -1,
                            .drift = from->drift != NULL ? from->drift->slot : -1,
                            .knots = PK_ARRAY(&self->plan->arena, int, from->nknot),
                            .nknot = from->nknot,
                            .every = from->every,
                            .from = from->from};
    for (int k = 0; k < from->nknot; k++) {
        wander->knots[k] = from->knots[k]->slot;
    }
    return wander;
}

/* A number in which customers differ is another one for each group of them (nodes.h); NULL: it does not vary. */
static const pk_quantity_t *differs_of(pk_compiler_t *self, int index)
{
    const pk_nodes_t *nodes = &self->plan->nodes;
    if (pk_own_transition(self->plan, index)) { /* a slot that holds each customer's own in turn */
        pk_quantity_t *numbers = PK_ARRAY(&self->plan->arena, pk_quantity_t, self->plan->npersona);
        for (int g = 0; g < self->plan->npersona; g++) {
            numbers[g] = pk_compile_quantity(self, self->model->transitions[index].value, NAN);
        }
        return numbers;
    }
    for (int j = 0; j < nodes->nnumber; j++) {
        const pk_differing_t *number = &nodes->number[j];
        if (number->flow == index) {
            pk_quantity_t *numbers = PK_ARRAY(&self->plan->arena, pk_quantity_t, self->plan->npersona);
            for (int g = 0; g < self->plan->npersona; g++) {
                const int node = g % nodes->count / number->stride % number->count;
                const int slot = number->value + pk_model_persona(self->plan, g) * number->count + node;
                numbers[g] = pk_compile_slot(self, slot, number->law->period);
            }
            return numbers;
        }
    }
    return NULL;
}

static void transition_flow(pk_compiler_t *self, int index)
{
    const pk_transition_t *transition = &self->model->transitions[index];
    const pk_stage_t *from = &self->model->stages[transition->from];
    pk_flow_t *flow = &self->plan->flows[index];
    *flow = (pk_flow_t){
        .from = transition->from,
        .wander = wander_of(self, transition->wanders),
        .to = transition->to,
        .transition = transition,
        .name = transition->name,
        .address = addresses(self, from->name, self->model->stages[transition->to].name),
        .by = transition->by,
        .event = transition->from == transition->to && transition->by != PK_BY_SHARE,
        .rest = transition->rest,
        .value = pk_compile_quantity(self, transition->value, NAN),
        .conversion = pk_compile_quantity(self, self->scenario->conversions[index], NAN),
        .dial = pk_compile_dial(self, "conversions", transition->name),
        .differs = differs_of(self, index),
        .by_persona = pk_compile_by_persona(self, transition->by_persona, NAN),
        .effects = pk_compile_effectors(self, on_flow, index),
        .revenue = pk_compile_money(self, transition->revenue),
        .cost = pk_compile_money(self, transition->cost),
        .on_revenue = pk_compile_effectors(self, on_revenue, index),
        .on_cost = pk_compile_effectors(self, on_cost, index),
    };
    flow->purchase = pk_is_gain(self->plan, &flow->revenue);
    lever_costs(self, flow, index);
    capacity_of(self, flow, index);
    flow->money = transition->revenue->kind != PK_NUMBER_NONE || transition->cost->kind != PK_NUMBER_NONE ||
                  flow->nlever_cost > 0;
}

static void arrival_flow(pk_compiler_t *self, int index)
{
    const pk_arrival_t *arrival = &self->model->arrivals[index - self->model->ntransition];
    const char *to = self->model->stages[arrival->stage].name;
    self->plan->flows[index] = (pk_flow_t){
        .from = -1,
        .wander = wander_of(self, arrival->wanders),
        .to = arrival->stage,
        .name = pk_arena_format(&self->plan->arena, "-> %s", to),
        .address = addresses(self, "", to),
        .by = PK_BY_RATE,
        .dial = PK_NO_DIAL,
        .value = pk_compile_quantity(self, arrival->number, 0),
        .by_persona = pk_compile_by_persona(self, NULL, NAN),
        .effects = pk_compile_effectors(self, on_flow, index),
        .capacity = -1,
    };
}

void pk_compile_flows(pk_compiler_t *self)
{
    pk_plan_t *plan = self->plan;
    plan->ntransition = self->model->ntransition;
    plan->nflow = self->model->ntransition + self->model->narrival;
    plan->flows = PK_ARRAY(&plan->arena, pk_flow_t, plan->nflow);
    for (int f = 0; f < plan->nflow; f++) {
        if (f < plan->ntransition) {
            transition_flow(self, f);
        } else {
            arrival_flow(self, f);
        }
    }
}
