/* Numbers by which the rate of a flow wanders of itself (models/README.md, calibrate): read from a calibration's
 * `extra:` and `drift:`, or made again for a scenario that takes its posterior. Internal to model/. */
#ifndef PK_MODEL_READ_WANDER_H
#define PK_MODEL_READ_WANDER_H

#include "model/read.h"

/* How a flow is called: `flow` is a transition, or ntransition + its place among the arrivals. */
const char *pk_flow_name(const pk_model_t *model, int flow, pk_arena_t *arena);
/* The flow of that name ("a -> b", "-> a"; blanks free); -1: there is none. */
int pk_flow_find(const pk_model_t *model, const char *name, pk_arena_t *arena);

/* `law` is what a planner wrote of the sd. */
void pk_wander_scatter(pk_reader_t *reader, int flow, const pk_node_t *law);
/* Knots at every, 2 every, … through the step `last`. */
void pk_wander_drift(pk_reader_t *reader, int flow, const pk_node_t *sd, int every, int last);
bool pk_wander_drifts(pk_model_t *model, int flow);
/* Of one that was made again: step 0 of the plan is that knot, and the walk goes on from there. */
void pk_wander_from(pk_model_t *model, int flow, int knot);

#endif
