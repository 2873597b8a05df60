/* A ratio of two stocks (stars = star points / reviews); `empty` where the lower one is 0. */
#include "engine/drivers.h"

static double ratio(const pk_sim_t *sim, const pk_driver_plan_t *driver, int t)
{
    const double below = sim->state.level[driver->driver->below];
    return below != 0 ? sim->state.level[driver->driver->above] / below : pk_quantity(driver->empty, sim->draws, t);
}

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    state->value = ratio(sim, driver, 0);
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    state->value = ratio(sim, driver, t);
}

const struct pk_driver_ops pk_driver_ratio = {
    .name = "ratio",
    .has_response = true,
    .feedback = true,
    .begin = pk_driver_idle_begin,
    .today = today,
    .now = now,
    .close = pk_driver_idle_close,
    .multiplier = pk_multiplier_level,
};
