/* Word of mouth: the share of the whole population that stands in some stages at the end of the last step, or that took
 * some flows in it. Today: by start shares, not rounded; flows 0. */
#include "engine/drivers.h"
#include "engine/shares.h"

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    state->value = 0;
    for (int k = 0; k < driver->driver->from_stages.count; k++) {
        state->value += pk_start_share(sim->plan, sim->draws, driver->driver->from_stages.index[k]);
    }
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    (void)t;
    const int personas = sim->plan->npersona;
    double sum = 0;
    for (int g = 0; g < personas; g++) {
        for (int k = 0; k < driver->driver->from_stages.count; k++) {
            sum += sim->state.count[driver->driver->from_stages.index[k] * personas + g];
        }
        for (int k = 0; k < driver->driver->from_flows.count; k++) {
            sum += sim->state.flow[driver->driver->from_flows.index[k] * personas + g];
        }
    }
    state->value = sim->state.population > 0 ? sum / sim->state.population : 0;
}

const struct pk_driver_ops pk_driver_word_of_mouth = {
    .name = "word_of_mouth",
    .has_response = true,
    .feedback = true,
    .begin = pk_driver_idle_begin,
    .today = today,
    .now = now,
    .close = pk_driver_idle_close,
    .multiplier = pk_multiplier_response,
};
