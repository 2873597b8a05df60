/* A channel: money a step, felt for a while (adstock), through its saturation curve. The history before step 1 is the
 * model's own spend, for ever; a scenario of another population than the model's scales what is felt, history too.
 * Today is the model's spend in the model's own population, where the written probabilities were observed. */
#include "engine/drivers.h"
#include "engine/standing.h"

static void compile(pk_compiler_t *self, const pk_driver_t *from, pk_driver_plan_t *to)
{
    const pk_channel_t *channel = pk_channel_of(from);
    pk_channel_plan_t *own = to->own;
    const pk_number_t *plan = self->scenario->spend[to->index];
    const pk_number_t *history = channel->history->kind != PK_NUMBER_NONE ? channel->history : channel->spend;
    own->history = pk_compile_quantity(self, history, 0);
    own->dial = pk_compile_dial(self, "spend", from->name);
    pk_compile_spend(self, plan->kind != PK_NUMBER_NONE ? plan : channel->spend, own);
    to->spend_column = channel->ours ? self->plan->nspend++ : -1;
    if (channel->carryover >= 0) {
        own->carry = &pk_carryovers[channel->carryover];
        for (int k = 0; k < PK_CARRYOVER_PARAMETERS; k++) {
            own->carryover[k] = pk_compile_quantity(self, channel->carryover_at[k], 0);
        }
    }
}

static void begin(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    const pk_channel_plan_t *channel = driver->own;
    sim->state.level[driver->index] = pk_quantity(channel->history, sim->draws, 0);
    state->retention = 0;
    state->lags = state->known = state->nbefore = 0;
    if (channel->carry == NULL) {
        return;
    }
    double parameters[PK_CARRYOVER_PARAMETERS];
    for (int k = 0; k < PK_CARRYOVER_PARAMETERS; k++) {
        parameters[k] = pk_quantity(channel->carryover[k], sim->draws, 0);
    }
    if (channel->carry->retention != NULL) {
        state->retention = channel->carry->retention(parameters);
        return;
    }
    if (state->kernel == NULL) {
        state->kernel = PK_ARRAY(&sim->arena, double, PK_KERNEL_MOST);
        state->spent = PK_ARRAY(&sim->arena, double, sim->plan->nstep + 1);
    }
    state->lags = channel->carry->weights(parameters, state->kernel, PK_KERNEL_MOST);
    const pk_standing_t *from = pk_standing_at(sim->plan, sim->draws);
    if (from != NULL) {
        state->before = from->spent[driver->index].at;
        state->nbefore = from->spent[driver->index].count;
    }
}

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    state->value = pk_quantity(((const pk_channel_plan_t *)driver->own)->history, sim->draws, 0);
}

/* x_t = Σ_l w_l spend_{t-l}; before step 1 what a run that goes on has spent, then the history. */
static double convolved(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    const double history = pk_quantity(((const pk_channel_plan_t *)driver->own)->history, sim->draws, 0);
    double x = 0;
    while (state->known < t) {
        state->known++;
        state->spent[state->known] = pk_spend(sim->plan, driver, sim->draws, state->known);
    }
    for (int lag = 0; lag < state->lags; lag++) {
        const double before = lag - t >= 0 && lag - t < state->nbefore ? state->before[lag - t] : history;
        x += state->kernel[lag] * (lag < t ? state->spent[t - lag] : before);
    }
    return x;
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    state->spend = pk_spend(sim->plan, driver, sim->draws, t);
    if (state->lags > 0) {
        sim->state.level[driver->index] = convolved(sim, driver, state, t);
    } else {
        /* (1-r) spend + r level, written so that a steady spend leaves the level exactly where it is. */
        sim->state.level[driver->index] += (1 - state->retention) * (state->spend - sim->state.level[driver->index]);
    }
    state->value = sim->state.level[driver->index] * sim->plan->spend_scale;
}

static const pk_number_t *rests_on(const pk_model_t *model, const pk_driver_t *driver, int i)
{
    (void)model;
    const pk_channel_t *channel = pk_channel_of(driver);
    return i > 0 ? NULL : channel->history->kind != PK_NUMBER_NONE ? channel->history : channel->spend;
}

static pk_move_t without(const pk_driver_plan_t *driver)
{
    return (pk_move_t){.slot = pk_channel_plan_of(driver)->dial.level, .value = 0};
}

static bool is_idle(const pk_plan_t *plan, const pk_driver_plan_t *driver, const double *draws)
{
    int t = 1;
    while (t <= plan->nstep && pk_spend(plan, driver, draws, t) == 0) {
        t++;
    }
    return t > plan->nstep;
}

const struct pk_driver_ops pk_driver_channel = {
    .name = "channel",
    .has_response = true,
    .size = sizeof(pk_channel_plan_t),
    .compile = compile,
    .begin = begin,
    .today = today,
    .now = now,
    .close = pk_driver_idle_close,
    .multiplier = pk_multiplier_response,
    .rests_on = rests_on,
    .without = without,
    .is_idle = is_idle,
};
