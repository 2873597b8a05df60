/* A season: an index by month of the step's first day; today it is 1. */
#include <math.h>

#include "engine/drivers.h"

static void compile(pk_compiler_t *self, const pk_driver_t *from, pk_driver_plan_t *to)
{
    pk_season_plan_t *season = to->own;
    for (int month = 0; month < 12; month++) {
        season->by_month[month] = pk_compile_quantity(self, pk_season_of(from)->by_month[month], 1);
    }
}

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    (void)sim, (void)driver;
    state->value = 1;
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    const pk_season_plan_t *season = driver->own;
    state->value = sim->plan->month == NULL ? 1 : pk_quantity(season->by_month[sim->plan->month[t]], sim->draws, t);
}

static double multiplier(const pk_driver_state_t *state, pk_sign_t sign, double strength, double reach, bool is_today)
{
    (void)sign, (void)strength;
    return is_today ? 1 : reach == 1 ? state->value : pow(state->value, reach);
}

static const char *says(const pk_driver_plan_t *driver, const double *draws, pk_arena_t *arena)
{
    const pk_season_plan_t *season = driver->own;
    double mean = 0;
    for (int month = 0; month < 12; month++) {
        mean += pk_quantity(season->by_month[month], draws, 0) / 12;
    }
    return fabs(mean - 1) < 5e-4
               ? NULL
               : pk_arena_format(arena,
                                 "The index of the season %s has a mean of %.3g, and what is written holds where it is "
                                 "1: over a year there is %.3g times as much.",
                                 driver->driver->name, mean, mean);
}

const struct pk_driver_ops pk_driver_season = {
    .name = "season",
    .size = sizeof(pk_season_plan_t),
    .compile = compile,
    .begin = pk_driver_idle_begin,
    .today = today,
    .now = now,
    .close = pk_driver_idle_close,
    .multiplier = multiplier,
    .says = says,
};
