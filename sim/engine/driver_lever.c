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
        .as_today = pk_compile_switch(self),
        .step_cost = pk_compile_quantity(self, lever->step_cost, NAN),
    };
}

/* Where it stands in step t. */
static double setting(const pk_lever_plan_t *lever, const double *draws, int t)
{
    return isnan(draws[lever->as_today]) ? pk_dialed(lever->dial, draws, pk_quantity(lever->now, draws, t))
                                         : pk_quantity(lever->today, draws, 0);
}

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    state->value = pk_quantity(pk_lever_plan_of(driver)->today, sim->draws, 0);
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    const pk_lever_plan_t *lever = driver->own;
    state->value = setting(lever, sim->draws, t);
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

static pk_move_t without(const pk_driver_plan_t *driver)
{
    return (pk_move_t){.slot = pk_lever_plan_of(driver)->as_today, .value = 1};
}

static bool is_idle(const pk_plan_t *plan, const pk_driver_plan_t *driver, const double *draws)
{
    const pk_lever_plan_t *lever = driver->own;
    const double today = pk_quantity(lever->today, draws, 0);
    int t = 1;
    while (t <= plan->nstep && setting(lever, draws, t) == today) {
        t++;
    }
    return t > plan->nstep;
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
    .without = without,
    .is_idle = is_idle,
};
