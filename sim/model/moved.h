/* What a what-if sets a number to, as a planner would write it in a scenario. */
#ifndef PK_MODEL_MOVED_H
#define PK_MODEL_MOVED_H

#include "model/scenario.h"

typedef struct {
    bool times;   /* xF: a factor on what is written */
    double value; /* as draws hold it: money and rates a step, durations in steps */
} pk_moved_value_t;

/* Reads `text` as what would stand under `path` in a scenario: spend.CHANNEL, levers.NAME, conversions.a -> b,
 * events.NAME and word_of_mouth.NAME (a part of a step, of the population; such as x0 or x0.5), or a number of the
 * model, whose domain and spellings hold (a strength is replaced by its bare number). Plain values alone: errors
 * (PK_BAD_INPUT, at `place`) are a law, a schedule, what the place does not allow, and a path that names nothing of the
 * model. */
pk_status_t pk_moved_value_read(const pk_scenario_t *scenario, const char *path, const char *text, pk_place_t place,
                                pk_arena_t *arena, pk_moved_value_t *out, pk_diag_t *diag);

#endif
