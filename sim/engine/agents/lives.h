/* The lives of some customers of one persona, told after they have walked all steps of a run.
 *
 * What a watcher may know of individuals: it gets one batch of lives after another, on any thread, in any order, each
 * life once; how a block of customers is cut into batches may differ. Whatever is folded out of them must not hang on
 * their order or cut (whole numbers), or be put back into the order of `first`. */
#ifndef PK_ENGINE_AGENTS_LIVES_H
#define PK_ENGINE_AGENTS_LIVES_H

#include <stdint.h>

#include "engine/plan.h"

/* One thing that happened: a move, an event (a purchase, say) or an arrival, always a flow of the plan. In the same
 * step events come before the move, and a way through instant stages is one happening a flow, in their order. */
typedef struct {
    uint32_t who;         /* within the batch; happenings are sorted by who, then step, then their order in the step */
    int32_t step;         /* 1..nstep */
    int32_t flow;         /* of the plan */
    double revenue, cost; /* of this flow, drivers on them and levers' costs included */
} pk_happening_t;

typedef struct pk_lives {
    const pk_plan_t *plan;
    uint64_t run;
    int persona;
    bool arrived;   /* they have come later; else they were there at step 0 */
    uint64_t first; /* the number of the first of them among the persona's who were there, or who came */
    int count;
    /* Where each stood at step 0, and for how many steps by then (0 in a stage without ages; of the very old their
     * class's). Of those who came later -1: their first happening is their arrival. */
    const int32_t *start_stage, *start_age; /* [count] */
    const pk_happening_t *happened;
    long nhappened;
    const struct pk_prices *prices;
    const struct pk_own_money *own; /* [stage]; NULL: money of stages does not vary */
} pk_lives_t;

/* What one person is worth to a stage, run-wide. Sums over steps: at [t][stage x persona] stands what the ends of steps
 * 1..t bring or cost somebody who is there at all of them. Of money that varies from customer to customer the sums are
 * of its drivers' quotients, and the person's own amount stands beside. */
typedef struct pk_prices {
    int ncell;                          /* stage x persona */
    double *stage_revenue, *stage_cost; /* [nstep + 1][ncell] sums over steps */
    double *entry_cost; /* [nstep + 1][ncell] of entering in that step; 0: of being there at the start */
    double *end_value;  /* [ncell] of being there at the horizon */
} pk_prices_t;

/* Whose amounts are their own (money that varies, one draw for life): [who], by stage; NULL: nobody's are. */
typedef struct pk_own_money {
    const double *revenue, *cost, *entry_cost, *end_value;
} pk_own_money_t;

typedef struct {
    double revenue, cost;
} pk_stay_money_t;

/* What being in a stage at the ends of steps from..until brings and costs; nothing where until < from. */
pk_stay_money_t pk_lives_stay(const pk_lives_t *self, uint32_t who, int stage, int from, int until);
/* What entering a stage in a step costs (0: being there at the start). */
double pk_lives_entry_cost(const pk_lives_t *self, uint32_t who, int stage, int step);
/* What being there at the horizon is worth. */
double pk_lives_end_value(const pk_lives_t *self, uint32_t who, int stage);

/* Who looks at lives. `see` may be called by several threads at once, each with a worker of its own, 0..workers-1.
 * Before a block of customers is walked, `wants` is asked whether the lives of any of them are wanted: numbers first to
 * first + count - 1. NULL: all are. */
typedef struct {
    void (*see)(void *context, int worker, const pk_lives_t *lives);
    bool (*wants)(void *context, int persona, bool arrived, uint64_t first, uint64_t count);
    void *context;
} pk_watcher_t;

#endif
