/* A queue: those who waited for a capacity in the last step, over what it can do in a step; today nobody waits. */
#include "engine/drivers.h"

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    (void)sim, (void)driver;
    state->value = 0;
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    (void)t;
    const int capacity = pk_queue_of(driver->driver)->capacity;
    const double fits = sim->state.capacity[capacity];
    state->value = fits > 0 ? sim->state.waiting[capacity] / fits : sim->state.waiting[capacity];
}

const struct pk_driver_ops pk_driver_queue = {
    .name = "queue",
    .has_response = true,
    .feedback = "queues",
    .begin = pk_driver_idle_begin,
    .today = today,
    .now = now,
    .close = pk_driver_idle_close,
    .multiplier = pk_multiplier_response,
};
