/* A stock: y_t = (1 - decay) y_{t-1} + gains of step t; felt with the value at the end of the last step. */
#include "engine/drivers.h"

static void begin(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    (void)state;
    sim->state.level[driver->index] = pk_quantity(driver->start, sim->draws, 0);
}

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    state->value = sim->state.level[driver->index];
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    (void)t;
    state->value = sim->state.level[driver->index];
}

static double gained(const pk_sim_t *sim, const pk_driver_plan_t *driver, int t)
{
    const pk_weights_t *flows = &driver->driver->gains;
    const pk_weights_t *channels = &driver->driver->channel_gains;
    const int personas = sim->plan->npersona;
    double gain = 0;
    for (int k = 0; k < flows->count; k++) {
        double through = 0;
        for (int g = 0; g < personas; g++) {
            through += sim->state.flow[flows->index[k] * personas + g];
        }
        gain += pk_quantity(driver->gains[k], sim->draws, t) * through;
    }
    for (int k = 0; k < channels->count; k++) {
        gain += pk_quantity(driver->channel_gains[k], sim->draws, t) * sim->now.drivers[channels->index[k]].response;
    }
    return gain;
}

static void close_step(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    (void)state;
    double *level = &sim->state.level[driver->index];
    *level = (1 - pk_quantity(driver->decay, sim->draws, t)) * *level + gained(sim, driver, t);
}

const struct pk_driver_ops pk_driver_stock = {
    .name = "stock",
    .has_response = true,
    .feedback = true,
    .begin = begin,
    .today = today,
    .now = now,
    .close = close_step,
    .multiplier = pk_multiplier_level,
};
