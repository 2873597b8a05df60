/* Drivers and capacities: their numbers as quantities, their kind as a row of functions. */
#include "base/stream.h"
#include "engine/compile.h"
#include "engine/drivers.h"

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
    };
    if (from->saturation >= 0) {
        to->curve = &pk_saturations[from->saturation];
        for (int k = 0; k < PK_SATURATION_PARAMETERS; k++) {
            to->saturation[k] = pk_compile_quantity(self, from->saturation_at[k], 0);
        }
    }
    if (to->ops->size > 0) {
        to->own = pk_arena_take(&self->plan->arena, 1, to->ops->size);
    }
    if (to->ops->compile != NULL) {
        to->ops->compile(self, from, to);
    }
    self->plan->feedback = self->plan->feedback || to->ops->feedback != NULL;
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
