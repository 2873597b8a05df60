/* Drivers as read: what all kinds have in common, and the fields of each.
 *
 * A kind of driver is one row of PK_DRIVER_KINDS and, with its name in place of <kind>:
 *   pk_<kind>_t            its fields, below
 *   pk_<kind>_form         its section, keys and reader: model/read_<kind>.c (driver_form.h)
 *   pk_driver_<kind>       what it does in a step: engine/driver_<kind>.c (engine/drivers.h)
 * What is missing of these is told by the linker. */
#ifndef PK_MODEL_DRIVER_H
#define PK_MODEL_DRIVER_H

#include "base/status.h"
#include "model/number.h"

/* In the order in which drivers stand in a model. */
#define PK_DRIVER_KINDS(X)                                                                                             \
    X(CHANNEL, channel)                                                                                                \
    X(LEVER, lever)                                                                                                    \
    X(SEASON, season)                                                                                                  \
    X(EVENT, event)                                                                                                    \
    X(WORD_OF_MOUTH, word_of_mouth)                                                                                    \
    X(STOCK, stock)                                                                                                    \
    X(RATIO, ratio)                                                                                                    \
    X(QUEUE, queue)

#define PK_DRIVER_KIND_CONSTANT(KIND, kind) PK_DRIVER_##KIND,
typedef enum { PK_DRIVER_KINDS(PK_DRIVER_KIND_CONSTANT) PK_DRIVER_KIND_COUNT } pk_driver_kind_t;
#undef PK_DRIVER_KIND_CONSTANT

/* Indices into an array of the model: transitions, stages. */
typedef struct {
    int *index;
    int count;
} pk_indices_t;

/* A number for each of some flows, stages or channels. */
typedef struct {
    int *index;
    pk_number_t **number;
    int count;
} pk_weights_t;

typedef enum {
    PK_TARGET_TRANSITION, /* a -> b */
    PK_TARGET_ALL_OUT,    /* a -> * */
    PK_TARGET_ARRIVALS,   /* -> a */
    PK_TARGET_REVENUE,    /* revenue of every flow and every stage; transition -1 */
    PK_TARGET_FLOW_REVENUE,
    PK_TARGET_FLOW_COST,
    PK_TARGET_STAGE_REVENUE,
    PK_TARGET_STAGE_COST,
    PK_TARGET_CAPACITY
} pk_effect_target_t;

typedef struct {
    pk_effect_target_t target;
    int transition, stage, capacity; /* which, by target; others -1 */
    pk_place_t place;
    pk_number_t
        *strength; /* sign PK_TIMES, PK_PLUS, PK_BRINGS or PK_ELASTICITY; NULL for a season (its index multiplies) */
} pk_effect_t;

typedef struct {
    pk_driver_kind_t kind;
    const char *name, *label;
    pk_place_t place;
    pk_effect_t *effects;
    int neffect;
    pk_number_t **reach; /* one a persona, PK_SHARE (`a to b` is logit-normal), default 1 */
    int saturation;      /* index into pk_saturations; -1: none (the response is the value) */
    pk_number_t *saturation_at[2];
    void *own; /* the fields of its kind: pk_channel_of(driver) and so on */
} pk_driver_t;

typedef struct {
    bool ours;
    pk_number_t *spend, *history; /* PK_INFLOW; history NONE: spend */
    int carryover;                /* index into pk_carryovers; -1: none */
    pk_number_t *carryover_at[2];
} pk_channel_t;

typedef struct {
    pk_number_t *value;     /* today */
    pk_weights_t flow_cost; /* PK_MONEY by transition, times the lever's value */
    pk_number_t *step_cost; /* PK_AMOUNT, times the lever's value */
} pk_lever_t;

enum { PK_SEASON_MONTHS = 12, PK_SEASON_WEEKDAYS = 7 };

typedef struct {
    int count; /* PK_SEASON_MONTHS, January first, or PK_SEASON_WEEKDAYS, Monday first */
    pk_number_t *index[PK_SEASON_MONTHS];
} pk_season_t;

typedef struct {
    long *dates; /* days, in order, none twice */
    int ndate;
    int days; /* how many from each of them on */
} pk_event_t;

typedef struct {
    pk_indices_t from_stages, from_flows; /* one of the two */
} pk_word_of_mouth_t;

typedef struct {
    pk_number_t *start, *decay;
    pk_weights_t gains;         /* PK_REAL by transition */
    pk_weights_t channel_gains; /* PK_REAL by driver */
} pk_stock_t;

/* A stock written as a ratio of two. */
typedef struct {
    int above, below; /* drivers */
    pk_number_t *empty;
} pk_ratio_t;

typedef struct {
    int capacity;
} pk_queue_t;

/* pk_channel_of(driver), …: the fields of a driver of that kind. */
#define PK_DRIVER_FIELDS(KIND, kind_name)                                                                              \
    static inline pk_##kind_name##_t *pk_##kind_name##_of(const pk_driver_t *driver)                                   \
    {                                                                                                                  \
        PK_REQUIRE(driver->kind == PK_DRIVER_##KIND);                                                                  \
        return driver->own;                                                                                            \
    }
PK_DRIVER_KINDS(PK_DRIVER_FIELDS)
#undef PK_DRIVER_FIELDS

/* A channel that costs us money, so that there is a KPI spend.CHANNEL. */
static inline bool pk_is_our_channel(const pk_driver_t *driver)
{
    return driver->kind == PK_DRIVER_CHANNEL && pk_channel_of(driver)->ours;
}

#endif
