/* A stock: y_t = (1 - decay) y_{t-1} + gains of step t; felt with the value at the end of the last step. */
#include "engine/drivers.h"

static pk_quantity_t *weights(pk_compiler_t *self, const pk_weights_t *from)
{
    pk_quantity_t *to = PK_ARRAY(&self->plan->arena, pk_quantity_t, from->count);
    for (int k = 0; k < from->count; k++) {
        to[k] = pk_compile_quantity(self, from->number[k], 0);
    }
    return to;
}

static void compile(pk_compiler_t *self, const pk_driver_t *from, pk_driver_plan_t *to)
{
    const pk_stock_t *stock = pk_stock_of(from);
    *(pk_stock_plan_t *)to->own = (pk_stock_plan_t){
        .start = pk_compile_quantity(self, stock->start, 0),
        .decay = pk_compile_quantity(self, stock->decay, 0),
        .gains = weights(self, &stock->gains),
        .channel_gains = weights(self, &stock->channel_gains),
    };
}

static void begin(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    (void)state;
    sim->state.level[driver->index] = pk_quantity(((const pk_stock_plan_t *)driver->own)->start, sim->draws, 0);
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
    const pk_stock_plan_t *stock = driver->own;
    const pk_weights_t *flows = &pk_stock_of(driver->driver)->gains;
    const pk_weights_t *channels = &pk_stock_of(driver->driver)->channel_gains;
    const int personas = sim->plan->npersona;
    double gain = 0;
    for (int k = 0; k < flows->count; k++) {
        double through = 0;
        for (int g = 0; g < personas; g++) {
            through += sim->state.flow[flows->index[k] * personas + g];
        }
        gain += pk_quantity(stock->gains[k], sim->draws, t) * through;
    }
    for (int k = 0; k < channels->count; k++) {
        gain += pk_quantity(stock->channel_gains[k], sim->draws, t) * sim->now.drivers[channels->index[k]].response;
    }
    return gain;
}

static void close_step(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    (void)state;
    const pk_stock_plan_t *stock = driver->own;
    double *level = &sim->state.level[driver->index];
    *level = (1 - pk_quantity(stock->decay, sim->draws, t)) * *level + gained(sim, driver, t);
}

static const pk_number_t *rests_on(const pk_model_t *model, const pk_driver_t *driver, int i)
{
    (void)model;
    return i > 0 ? NULL : pk_stock_of(driver)->start;
}

const struct pk_driver_ops pk_driver_stock = {
    .name = "stock",
    .has_response = true,
    .feedback = "stocks",
    .size = sizeof(pk_stock_plan_t),
    .compile = compile,
    .begin = begin,
    .today = today,
    .now = now,
    .close = close_step,
    .multiplier = pk_multiplier_level,
    .rests_on = rests_on,
};
