/* Word of mouth: the share of the whole population that stands in some stages at the end of the last step, or that took
 * some flows in it. Today: by start shares, not rounded; flows 0. */
#include "engine/drivers.h"
#include "engine/shares.h"

static void compile(pk_compiler_t *self, const pk_driver_t *from, pk_driver_plan_t *to)
{
    ((pk_word_of_mouth_plan_t *)to->own)->dial = pk_compile_dial(self, "word_of_mouth", from->name);
}

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    const pk_indices_t from = pk_word_of_mouth_of(driver->driver)->from_stages;
    state->value = 0;
    if (sim->plan->balance && from.count > 0) {
        state->value = sim->now.heard[driver->index];
        return;
    }
    for (int k = 0; k < from.count; k++) {
        state->value += pk_start_share(sim->plan, sim->draws, from.index[k]);
    }
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    (void)t;
    const pk_word_of_mouth_t *word = pk_word_of_mouth_of(driver->driver);
    const int personas = sim->plan->npersona;
    double sum = 0;
    for (int g = 0; g < personas; g++) {
        for (int k = 0; k < word->from_stages.count; k++) {
            sum += sim->state.count[word->from_stages.index[k] * personas + g];
        }
        for (int k = 0; k < word->from_flows.count; k++) {
            sum += sim->state.flow[word->from_flows.index[k] * personas + g];
        }
    }
    state->value = pk_dialed(((const pk_word_of_mouth_plan_t *)driver->own)->dial, sim->draws,
                             sim->state.population > 0 ? sum / sim->state.population : 0);
}

static pk_move_t without(const pk_driver_plan_t *driver)
{
    return (pk_move_t){.slot = ((const pk_word_of_mouth_plan_t *)driver->own)->dial.level, .value = 0};
}

/* On every start: one of them may be the rest. In balance on all that moves people. */
static const pk_number_t *rests_on(const pk_model_t *model, const pk_driver_t *driver, int i)
{
    (void)driver;
    if (model->balance) {
        const int stage = i - model->ntransition;
        return stage < 0 ? model->transitions[i].value : stage < model->nstage ? model->stages[stage].dwell : NULL;
    }
    return i < model->nstage ? model->stages[i].start : NULL;
}

const struct pk_driver_ops pk_driver_word_of_mouth = {
    .name = "word_of_mouth",
    .has_response = true,
    .feedback = "word of mouth",
    .size = sizeof(pk_word_of_mouth_plan_t),
    .compile = compile,
    .begin = pk_driver_idle_begin,
    .today = today,
    .now = now,
    .close = pk_driver_idle_close,
    .multiplier = pk_multiplier_response,
    .rests_on = rests_on,
    .without = without,
};
