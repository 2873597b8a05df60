/* A lever: a setting; xM gives M^(now - today), an elasticity (now/today)^e, both raised to the reach. */
#include <math.h>

#include "engine/drivers.h"

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    state->value = pk_quantity(driver->today, sim->draws, 0);
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    state->value = pk_dialed(driver->dial, sim->draws, pk_quantity(driver->now, sim->draws, t));
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

const struct pk_driver_ops pk_driver_lever = {
    .name = "lever",
    .begin = pk_driver_idle_begin,
    .today = today,
    .now = now,
    .close = pk_driver_idle_close,
    .multiplier = multiplier,
};
