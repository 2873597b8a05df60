/* A ratio of two stocks (stars = star points / reviews); `empty` where the lower one is 0. */
#include "engine/drivers.h"

static void compile(pk_compiler_t *self, const pk_driver_t *from, pk_driver_plan_t *to)
{
    ((pk_ratio_plan_t *)to->own)->empty = pk_compile_quantity(self, pk_ratio_of(from)->empty, 0);
}

static double ratio(const pk_sim_t *sim, const pk_driver_plan_t *driver, int t)
{
    const pk_ratio_t *of = pk_ratio_of(driver->driver);
    const pk_ratio_plan_t *own = driver->own;
    const double below = sim->state.level[of->below];
    return below != 0 ? sim->state.level[of->above] / below : pk_quantity(own->empty, sim->draws, t);
}

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    state->value = ratio(sim, driver, 0);
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    state->value = ratio(sim, driver, t);
}

static const pk_number_t *rests_on(const pk_model_t *model, const pk_driver_t *driver, int i)
{
    const pk_ratio_t *of = pk_ratio_of(driver);
    return i > 1 ? NULL : pk_stock_of(&model->drivers[i == 0 ? of->above : of->below])->start;
}

const struct pk_driver_ops pk_driver_ratio = {
    .name = "ratio",
    .has_response = true,
    .feedback = "stocks",
    .size = sizeof(pk_ratio_plan_t),
    .compile = compile,
    .begin = pk_driver_idle_begin,
    .today = today,
    .now = now,
    .close = pk_driver_idle_close,
    .multiplier = pk_multiplier_level,
    .rests_on = rests_on,
};
