/* What a run cannot hold: counts past 2^53, where a double skips whole numbers, and amounts past 1e150, whose squares
 * no number holds. A sim notes the first of it and stands still; the run is then an error with number, step and limit.
 */
#ifndef PK_ENGINE_EXCESS_H
#define PK_ENGINE_EXCESS_H

#include <math.h>
#include <stdbool.h>

#include "base/diag.h"
#include "base/draw_limits.h"

#define PK_AMOUNT_MOST 1e150

typedef enum {
    PK_EXCESS_NONE,
    PK_EXCESS_FLOW,       /* index: flow; a count: events or arrivals */
    PK_EXCESS_POPULATION, /* a count */
    PK_EXCESS_CAPACITY,   /* index: capacity; a count: who asks for it */
    PK_EXCESS_RATE,       /* index: flow */
    PK_EXCESS_SPEED,      /* index: stage; of a stay */
    PK_EXCESS_DRIVER,     /* index: driver; its value or response */
    PK_EXCESS_REVENUE,    /* index: flow */
    PK_EXCESS_COST,
    PK_EXCESS_STAGE_REVENUE, /* index: stage */
    PK_EXCESS_STAGE_COST,
    PK_EXCESS_END_VALUE,
    PK_EXCESS_STEADY,            /* index: stage; the weights of its steady start have no end */
    PK_EXCESS_BALANCE_HELD,      /* start: balance (balance.h). index: stage that swallows all */
    PK_EXCESS_BALANCE_SPLIT,     /* index, other: stages of which none leads to the other */
    PK_EXCESS_BALANCE_NONE,      /* index: stage whose stay has no mean */
    PK_EXCESS_BALANCE_UNSETTLED, /* index: driver */
    PK_EXCESS_BALANCE_SEVERAL,   /* index: driver; number, second: two values of it that keep themselves up */
    PK_EXCESS_CELLS,             /* a count: stages and ages of a persona, of individuals */
    PK_EXCESS_LEVER_COST,        /* levers' costs a step */
    PK_EXCESS_KPI                /* index: KPI */
} pk_excess_kind_t;

typedef struct {
    pk_excess_kind_t what;
    int index, step;
    int other, persona; /* of a balance */
    double number, second;
} pk_excess_t;

/* Both are false for a NaN. */
static inline bool pk_countable(double count)
{
    return count <= PK_COUNT_MOST;
}
static inline bool pk_payable(double amount)
{
    return fabs(amount) <= PK_AMOUNT_MOST;
}

struct pk_sim;
struct pk_plan;

/* Notes it unless something was noted before. */
void pk_excess_note(struct pk_sim *sim, pk_excess_kind_t what, int index, double number);

/* The error, with its place. `kpi` is the name of the KPI where it is one. */
void pk_excess_tell(const struct pk_plan *plan, const pk_excess_t *excess, const char *kpi, pk_diag_t *diag);

#endif
