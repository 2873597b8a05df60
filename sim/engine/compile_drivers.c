/* Drivers and capacities: their numbers as quantities, their kind as a row of functions. */
#include <math.h>

#include "base/stream.h"
#include "engine/compile.h"
#include "engine/drivers.h"

static void channel(pk_compiler_t *self, const pk_driver_t *from, pk_driver_plan_t *to)
{
    const pk_number_t *plan = self->scenario->spend[to->index];
    const pk_number_t *history = from->history->kind != PK_NUMBER_NONE ? from->history : from->spend;
    to->history = pk_compile_quantity(self, history, 0);
    to->dial = pk_compile_dial(self, "spend", from->name);
    pk_compile_spend(self, plan->kind != PK_NUMBER_NONE ? plan : from->spend, to);
    to->spend_column = from->ours ? self->plan->nspend++ : -1;
    if (from->carryover >= 0) {
        to->carry = &pk_carryovers[from->carryover];
        for (int k = 0; k < PK_CARRYOVER_PARAMETERS; k++) {
            to->carryover[k] = pk_compile_quantity(self, from->carryover_at[k], 0);
        }
    }
}

static void lever(pk_compiler_t *self, const pk_driver_t *from, pk_driver_plan_t *to)
{
    const pk_number_t *now = self->scenario->levers[to->index];
    to->today = pk_compile_quantity(self, from->value, 1);
    to->now = pk_compile_quantity(self, now->kind != PK_NUMBER_NONE ? now : from->value, 1);
    to->dial = pk_compile_dial(self, "levers", from->name);
    to->step_cost = pk_compile_quantity(self, from->step_cost, NAN);
}

static void stock(pk_compiler_t *self, const pk_driver_t *from, pk_driver_plan_t *to)
{
    to->start = pk_compile_quantity(self, from->start, 0);
    to->decay = pk_compile_quantity(self, from->decay, 0);
    to->gains = PK_ARRAY(&self->plan->arena, pk_quantity_t, from->gains.count);
    to->channel_gains = PK_ARRAY(&self->plan->arena, pk_quantity_t, from->channel_gains.count);
    for (int k = 0; k < from->gains.count; k++) {
        to->gains[k] = pk_compile_quantity(self, from->gains.number[k], 0);
    }
    for (int k = 0; k < from->channel_gains.count; k++) {
        to->channel_gains[k] = pk_compile_quantity(self, from->channel_gains.number[k], 0);
    }
}

static void one_driver(pk_compiler_t *self, int index)
{
    const pk_driver_t *from = &self->model->drivers[index];
    pk_driver_plan_t *to = &self->plan->drivers[index];
    *to = (pk_driver_plan_t){
        .ops = pk_driver_kinds[from->kind],
        .driver = from,
        .index = index,
        .reach = pk_compile_by_persona(self, from->reach, 1),
        .spend_column = -1,
        .dial = PK_NO_DIAL,
    };
    if (from->saturation >= 0) {
        to->curve = &pk_saturations[from->saturation];
        for (int k = 0; k < PK_SATURATION_PARAMETERS; k++) {
            to->saturation[k] = pk_compile_quantity(self, from->saturation_at[k], 0);
        }
    }
    switch (from->kind) {
    case PK_DRIVER_CHANNEL:
        channel(self, from, to);
        break;
    case PK_DRIVER_LEVER:
        lever(self, from, to);
        break;
    case PK_DRIVER_STOCK:
        stock(self, from, to);
        break;
    case PK_DRIVER_RATIO:
        to->empty = pk_compile_quantity(self, from->empty, 0);
        break;
    case PK_DRIVER_SEASON:
        for (int month = 0; month < 12; month++) {
            to->by_month[month] = pk_compile_quantity(self, from->by_month[month], 1);
        }
        break;
    case PK_DRIVER_WORD_OF_MOUTH:
    case PK_DRIVER_QUEUE:
        break;
    }
    self->plan->feedback = self->plan->feedback || to->ops->feedback;
}

void pk_compile_drivers(pk_compiler_t *self)
{
    pk_plan_t *plan = self->plan;
    plan->ndriver = self->model->ndriver;
    plan->drivers = PK_ARRAY(&plan->arena, pk_driver_plan_t, plan->ndriver);
    for (int d = 0; d < plan->ndriver; d++) {
        one_driver(self, d);
    }
}

static bool on_capacity(const pk_effect_t *effect, int index, const pk_model_t *model)
{
    (void)model;
    return effect->target == PK_TARGET_CAPACITY && effect->capacity == index;
}

void pk_compile_capacities(pk_compiler_t *self)
{
    pk_plan_t *plan = self->plan;
    plan->ncapacity = self->model->ncapacity;
    plan->capacities = PK_ARRAY(&plan->arena, pk_capacity_plan_t, plan->ncapacity);
    for (int c = 0; c < plan->ncapacity; c++) {
        const pk_capacity_t *from = &self->model->capacities[c];
        plan->capacities[c] = (pk_capacity_plan_t){
            .per_step = pk_compile_quantity(self, from->per_step, 0),
            .effects = pk_compile_effectors(self, on_capacity, c),
            .name = from->name,
            .address = pk_hash_text(from->name),
            .flows = from->uses.index,
            .nflow = from->uses.count,
        };
        plan->feedback = true;
    }
}
