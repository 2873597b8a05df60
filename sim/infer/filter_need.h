/* What of a plan can matter to what is observed: who stands on the way to it, and what moves them. */
#ifndef PK_INFER_FILTER_NEED_H
#define PK_INFER_FILTER_NEED_H

#include "infer/filter_parts.h"

/* Arrays by place in the plan. */
typedef struct {
    const pk_plan_t *plan;
    bool *people;   /* stage x persona */
    bool *flow;     /* flow x persona: its count must be known by itself */
    bool *driver;   /* whose value feeds back and moves somebody who matters */
    bool *capacity; /* that holds up somebody who matters */
    bool *waiting;  /* capacity: a queue is read off it */
    bool *arrivals; /* flow: those who arrive by it matter */
    bool population;
} pk_need_t;

/* `layout` has its series read (pk_filter_read_series). */
pk_need_t pk_filter_need(const pk_filter_layout_t *layout, pk_arena_t *arena);

/* Whether somebody can arrive at all. */
bool pk_plan_has_arrivals(const pk_plan_t *plan);

#endif
