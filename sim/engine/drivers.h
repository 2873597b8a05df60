/* Drivers: a source of a value over time, a response, effects on targets (models/README.md section 7).
 *
 * A kind is one file (driver_<kind>.c) and one row in pk_driver_kinds. The order within a run: `begin` for every driver
 * (levels as of step 0), `today` for every driver (value and response with today's plan); then for each step `now` for
 * every driver before anything moves, and `close` after everything has. */
#ifndef PK_ENGINE_DRIVERS_H
#define PK_ENGINE_DRIVERS_H

#include "engine/sim.h"

struct pk_driver_ops {
    const char *name;
    bool has_response; /* shown in drivers.csv */
    bool feedback;     /* its value hangs on what customers did */
    void (*begin)(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state);
    /* Fills state->value as of today. */
    void (*today)(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state);
    /* Fills state->value for step t. */
    void (*now)(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t);
    void (*close)(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t);
    /* What an effect multiplies by, now or today, where its reach on the persona is `reach` and its number `strength`.
     */
    double (*multiplier)(const pk_driver_state_t *state, pk_sign_t sign, double strength, double reach, bool today);
};

/* By pk_driver_kind_t. */
extern const struct pk_driver_ops *const pk_driver_kinds[];

extern const struct pk_driver_ops pk_driver_channel, pk_driver_lever, pk_driver_season, pk_driver_word_of_mouth,
    pk_driver_stock, pk_driver_ratio, pk_driver_queue;

void pk_drivers_begin(pk_sim_t *sim);
void pk_drivers_now(pk_sim_t *sim, int t);
void pk_drivers_close(pk_sim_t *sim, int t);

/* Multipliers that several kinds share: max(0, 1 + (M - 1) s reach) of a response, and (now/today)^(e reach). */
double pk_multiplier_response(const pk_driver_state_t *state, pk_sign_t sign, double strength, double reach,
                              bool today);
double pk_multiplier_level(const pk_driver_state_t *state, pk_sign_t sign, double strength, double reach, bool today);

/* For kinds without state of their own. */
void pk_driver_idle_begin(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state);
void pk_driver_idle_close(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t);

#endif
