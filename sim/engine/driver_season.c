/* A season: an index by month or weekday of the step's first day; today it is 1. */
#include <math.h>

#include "engine/drivers.h"

static void compile(pk_compiler_t *self, const pk_driver_t *from, pk_driver_plan_t *to)
{
    pk_season_plan_t *season = to->own;
    season->count = pk_season_of(from)->count;
    season->place = season->count == PK_SEASON_WEEKDAYS ? self->plan->weekday : self->plan->month;
    for (int i = 0; i < season->count; i++) {
        season->index[i] = pk_compile_quantity(self, pk_season_of(from)->index[i], 1);
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
    state->value = season->place == NULL ? 1 : pk_quantity(season->index[season->place[t]], sim->draws, t);
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
    for (int i = 0; i < season->count; i++) {
        mean += pk_quantity(season->index[i], draws, 0) / season->count;
    }
    return fabs(mean - 1) < 5e-4
               ? NULL
               : pk_arena_format(arena,
                                 "The index of the season %s has a mean of %.3g, and what is written holds where it is "
                                 "1: over a %s there is %.3g times as much.",
                                 driver->driver->name, mean, season->count == PK_SEASON_WEEKDAYS ? "week" : "year",
                                 mean);
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
