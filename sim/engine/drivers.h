/* Drivers: a source of a value over time, a response, effects on targets (models/README.md section 7).
 *
 * A kind is one file driver_<kind>.c with one pk_driver_<kind>; model/driver.h has the row of all kinds. The order
 * within a run: `begin` for every driver (levels as of step 0), `today` for every driver (value and response with
 * today's plan); then for each step `now` for every driver before anything moves, and `close` after everything has. */
#ifndef PK_ENGINE_DRIVERS_H
#define PK_ENGINE_DRIVERS_H

#include "engine/compile.h"
#include "engine/movable.h"
#include "engine/sim.h"

struct pk_driver_ops {
    const char *name;
    bool has_response;    /* shown in drivers.csv */
    const char *feedback; /* its value depends on what customers did: in a word what it is; else NULL */
    size_t size;          /* of its own part of the plan; 0: none */
    /* Fills that part, which is 0. NULL: nothing to do. */
    void (*compile)(pk_compiler_t *compiler, const pk_driver_t *from, pk_driver_plan_t *to);
    void (*begin)(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state);
    /* Fills state->value as of today. */
    void (*today)(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state);
    /* Fills state->value for step t. */
    void (*now)(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t);
    void (*close)(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t);
    /* What an effect multiplies by, now or today, where its reach on the persona is `reach` and its number `strength`.
     */
    double (*multiplier)(const pk_driver_state_t *state, pk_sign_t sign, double strength, double reach, bool today);
    /* The i-th of the model's numbers that its value of today rests on; NULL past the last. NULL: on none. */
    const pk_number_t *(*rests_on)(const pk_model_t *model, const pk_driver_t *driver, int i);
    /* The move that takes it out of a plan from step 1 on, for who asks what it brought: nothing spent on a channel, a
     * lever as it is today, an event or word of mouth as if empty. NULL: it cannot be taken out. */
    pk_move_t (*without)(const pk_driver_plan_t *driver);
    /* Whether that changes nothing under these draws; NULL: never sure. */
    bool (*is_idle)(const pk_plan_t *plan, const pk_driver_plan_t *driver, const double *draws);
    /* The days of the plan's time on which it is there, in `arena`, and how many; NULL: it is always there. */
    const pk_days_t *(*spans)(const pk_plan_t *plan, const pk_driver_plan_t *driver, pk_arena_t *arena, int *count);
    /* Warns of what is probably not meant of it in this plan; NULL: nothing. */
    void (*tell)(const pk_plan_t *plan, const pk_driver_plan_t *driver, pk_diag_t *diag);
    /* In how far today is not as its time is, in a sentence for `check`; NULL, also from it: nothing to say. */
    const char *(*says)(const pk_driver_plan_t *driver, const double *draws, pk_arena_t *arena);
};

/* By pk_driver_kind_t. */
extern const struct pk_driver_ops *const pk_driver_kinds[];

/* Whether a plan without the driver, which can be taken out, surely is the plan itself under all of
 * draws[count][nslot].
 */
bool pk_driver_is_idle(const pk_plan_t *plan, const pk_driver_plan_t *driver, const double *draws, long count);

#define PK_DRIVER_OPS_DECLARED(KIND, kind) extern const struct pk_driver_ops pk_driver_##kind;
PK_DRIVER_KINDS(PK_DRIVER_OPS_DECLARED)
#undef PK_DRIVER_OPS_DECLARED

/* What other files read of a kind's own part. */
struct pk_channel_plan {
    const pk_carryover_t *carry; /* NULL: none */
    pk_quantity_t carryover[PK_CARRYOVER_PARAMETERS];
    pk_quantity_t history, now;
    pk_dial_t dial;               /* spend.CHANNEL: on `now` and its changes */
    const pk_quantity_t *changes; /* what uncertain xM, +A and plain pieces make of `now`, in their order */
    int nchange;
    const pk_quantity_t *unfolded; /* what is changed, then all changes, certain ones too, by their slots; NULL where
                                      nothing certain was worked out into `now` */
    int nunfolded;
    const int *folded; /* slots of what was: where one is moved, `unfolded` counts */
    int nfolded;
};

typedef struct {
    pk_quantity_t today, now;
    pk_dial_t dial;          /* levers.NAME: on `now` */
    int as_today;            /* slot: where draws hold a number there, it stands at `today` in every step */
    pk_quantity_t step_cost; /* not present: none */
} pk_lever_plan_t;

typedef struct {
    const int *place; /* [0..nstep] which index a step has; NULL without a calendar: today's 1 */
    int count;
    pk_quantity_t index[PK_SEASON_MONTHS];
} pk_season_plan_t;

typedef struct {
    const double *part; /* [0..nstep] of each step's days that lie in a span; NULL without a calendar: never */
    pk_dial_t dial;     /* events.NAME: on `part` */
} pk_event_plan_t;

typedef struct {
    pk_dial_t dial; /* word_of_mouth.NAME: on the share of the population that is heard, from step 1 on */
} pk_word_of_mouth_plan_t;

typedef struct {
    pk_quantity_t start, decay;
    pk_quantity_t *gains, *channel_gains; /* in the order of the model's */
} pk_stock_plan_t;

typedef struct {
    pk_quantity_t empty;
} pk_ratio_plan_t;

/* NULL for a driver of another kind. */
static inline const pk_channel_plan_t *pk_channel_plan_of(const pk_driver_plan_t *driver)
{
    return driver->ops == &pk_driver_channel ? driver->own : NULL;
}
static inline const pk_lever_plan_t *pk_lever_plan_of(const pk_driver_plan_t *driver)
{
    return driver->ops == &pk_driver_lever ? driver->own : NULL;
}

/* Today's drivers by the sim's draws, after the balance (balance.h) where there is one. */
void pk_drivers_begin(pk_sim_t *sim);
/* The same by the balance that stands. */
void pk_drivers_stand(pk_sim_t *sim);
void pk_drivers_now(pk_sim_t *sim, int t);
void pk_drivers_close(pk_sim_t *sim, int t);

/* What a driver with this value in step t is worth: the value through its curve, or the value itself. */
double pk_driver_respond(const pk_sim_t *sim, const pk_driver_plan_t *driver, double value, int t);

/* Multipliers that several kinds share: max(0, 1 + (M - 1) s reach) of a response, and (now/today)^(e reach). */
double pk_multiplier_response(const pk_driver_state_t *state, pk_sign_t sign, double strength, double reach,
                              bool today);
double pk_multiplier_level(const pk_driver_state_t *state, pk_sign_t sign, double strength, double reach, bool today);

/* For kinds without state of their own. */
void pk_driver_idle_begin(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state);
void pk_driver_idle_close(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t);

#endif
