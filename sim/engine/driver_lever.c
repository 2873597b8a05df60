/* A lever: a setting; xM gives M^(now - today), an elasticity (now/today)^e, both raised to the reach. */
#include <math.h>

#include "engine/drivers.h"

static void compile(pk_compiler_t *self, const pk_driver_t *from, pk_driver_plan_t *to)
{
    const pk_lever_t *lever = pk_lever_of(from);
    const pk_number_t *now = self->scenario->levers[to->index];
    *(pk_lever_plan_t *)to->own = (pk_lever_plan_t){
        .today = pk_compile_quantity(self, lever->value, 1),
        .now = pk_compile_quantity(self, now->kind != PK_NUMBER_NONE ? now : lever->value, 1),
        .dial = pk_compile_dial(self, "levers", from->name),
        .step_cost = pk_compile_quantity(self, lever->step_cost, NAN),
    };
}

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    state->value = pk_quantity(pk_lever_plan_of(driver)->today, sim->draws, 0);
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    const pk_lever_plan_t *lever = driver->own;
    state->value = pk_dialed(lever->dial, sim->draws, pk_quantity(lever->now, sim->draws, t));
}

static double multiplier(const pk_driver_state_t *state, pk_sign_t sign, double strength, double reach, bool is_today)
{
    if (is_today || state->value == state->value_today) {
        return 1;
    }
    if (sign == PK_ELASTICITY) {
        return pow(state->value / state->value_today, strength * reach);
    }
    return pow(strength, (state->value - state->value_today) * reach);
}

static const pk_number_t *rests_on(const pk_model_t *model, const pk_driver_t *driver, int i)
{
    (void)model;
    return i > 0 ? NULL : pk_lever_of(driver)->value;
}

const struct pk_driver_ops pk_driver_lever = {
    .name = "lever",
    .size = sizeof(pk_lever_plan_t),
    .compile = compile,
    .begin = pk_driver_idle_begin,
    .today = today,
    .now = now,
    .close = pk_driver_idle_close,
    .multiplier = multiplier,
    .rests_on = rests_on,
};
