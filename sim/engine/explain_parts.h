/* What the files of explain.h tell each other. */
#ifndef PK_ENGINE_EXPLAIN_PARTS_H
#define PK_ENGINE_EXPLAIN_PARTS_H

#include "engine/faults.h"

/* The most telling place so far; weight 0: none, from PK_PLAIN_CHANGE on a number of the plan's own. */
enum { PK_PLAIN_CHANGE = 4 };
typedef struct {
    pk_place_t place;
    int weight;
} pk_best_place_t;

/* Looks at the numbers that a flow's written value is made of at the fault's step and persona. */
void pk_explain_flow_place(const pk_plan_t *plan, int flow, const pk_fault_t *at, pk_best_place_t *best);
/* The same for what today's drivers do to a flow, and for start or persona shares. */
void pk_explain_driver_place(const pk_plan_t *plan, int flow, pk_best_place_t *best);
void pk_explain_share_place(const pk_plan_t *plan, const pk_fault_t *at, pk_best_place_t *best);
/* "a -> b 70% (otherwise)" */
const char *pk_explain_way(const pk_plan_t *plan, int flow, const double *draws, const pk_fault_t *at,
                           pk_arena_t *arena);

#endif
