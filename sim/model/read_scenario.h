/* What the parts of the scenario reader share. Internal to model/. */
#ifndef PK_MODEL_READ_SCENARIO_H
#define PK_MODEL_READ_SCENARIO_H

#include "model/read.h"
#include "model/scenario.h"

/* A scenario on its way: `root` is the merged file; an empty mapping for a model alone. */
typedef struct {
    pk_scenario_t *scenario;
    const pk_node_t *root;
    const pk_overrides_t *overrides;
    bool is_model;
    bool no_time;                /* start or horizon is broken: nothing can be said about other dates and steps */
    struct pk_learned *learned;  /* the posterior that it assumes or goes on from; NULL: none */
    const pk_node_t *learned_at; /* where it is named */
    pk_reader_t reader;          /* on the scenario's model */
} pk_plan_reader_t;

/* Parts, in the order in which they are read. Each adds its own errors and goes on. */
void pk_read_settings(pk_plan_reader_t *self);   /* runs, seed, engine, individuals */
void pk_read_continue(pk_plan_reader_t *self);   /* the posterior and the states that it goes on from */
void pk_read_assume(pk_plan_reader_t *self);     /* changes the model's numbers */
void pk_read_time(pk_plan_reader_t *self);       /* start and horizon */
void pk_read_market(pk_plan_reader_t *self);     /* population */
void pk_read_changes(pk_plan_reader_t *self);    /* spend, levers, conversions */
void pk_read_targets(pk_plan_reader_t *self);    /* goals; needs the calendar */
void pk_read_actuals(pk_plan_reader_t *self);    /* what was seen; needs the calendar */
void pk_check_schedules(pk_plan_reader_t *self); /* every schedule of the book over the horizon; seasons */

/* Whether `by:` of a target in another file is a step or day of the scenario's horizon; an error otherwise. */
bool pk_check_by(pk_scenario_t *scenario, const pk_node_t *by, pk_arena_t *arena, pk_diag_t *diag);

/* What a setting of a lever may be: (now / value) ^ elasticity needs both above 0. */
pk_domain_t pk_lever_domain(const pk_driver_t *lever);

#endif
