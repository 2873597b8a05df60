/* What the parts of the scenario reader share. Internal to model/. */
#ifndef PK_MODEL_READ_SCENARIO_H
#define PK_MODEL_READ_SCENARIO_H

#include "model/read.h"
#include "model/scenario.h"

enum { PK_CHAIN_MOST = 32 };

/* A scenario file with all that it is based on, merged: the child wins, every node knows the file it stands in. */
typedef struct {
    const pk_node_t *own;    /* the file itself */
    const pk_node_t *merged; /* with its parents below it */
    bool is_model;           /* a model file, not a scenario */
    const char *based_on;    /* the parent's path, NULL: none */
    const pk_source_t *sources[PK_CHAIN_MOST];
    int nsource;
} pk_chain_t;

/* Follows based_on. PK_BAD_INPUT with errors in diag: a file that cannot be read, a circle, a chain too long, a parent
 * that is no scenario. */
pk_status_t pk_chain_read(const char *path, pk_chain_t *chain, pk_arena_t *arena, pk_diag_t *diag);

/* A scenario on its way: `root` is the merged file; an empty mapping for a model alone. */
typedef struct {
    pk_scenario_t *scenario;
    const pk_node_t *root;
    const pk_overrides_t *overrides;
    bool is_model;
    bool no_time;       /* start or horizon is broken: nothing can be said about other dates and steps */
    pk_reader_t reader; /* on the scenario's model */
} pk_plan_reader_t;

/* Parts, in the order in which they are read. Each adds its own errors and goes on. */
void pk_read_settings(pk_plan_reader_t *self);   /* runs, seed, engine, individuals */
void pk_read_assume(pk_plan_reader_t *self);     /* changes the model's numbers */
void pk_read_time(pk_plan_reader_t *self);       /* start and horizon */
void pk_read_market(pk_plan_reader_t *self);     /* population */
void pk_read_changes(pk_plan_reader_t *self);    /* spend, levers, conversions */
void pk_read_targets(pk_plan_reader_t *self);    /* goals; needs the calendar */
void pk_check_schedules(pk_plan_reader_t *self); /* every schedule of the book over the horizon; seasons */

#endif
