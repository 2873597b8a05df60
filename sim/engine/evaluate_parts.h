/* Inside the evaluator: what its files share. */
#ifndef PK_ENGINE_EVALUATE_PARTS_H
#define PK_ENGINE_EVALUATE_PARTS_H

#include "engine/evaluate.h"

/* An output found. KPI: `at` is its place among the accumulators. Else a row of the stages' or flows' counts, personas
 * first_persona..last_persona-1, over the steps first..last. */
typedef struct pk_resolved {
    pk_output_kind_t kind;
    pk_span_t span;
    long at, at_after; /* at_after: among those of the tail */
    int index, first_persona, last_persona, first, last;
} pk_resolved_t;

enum { PK_GROUP_MOST = 8 }; /* evaluations side by side */

/* What a thread evaluates with. Evaluations go in groups of `ops->width`, or one by one through the sim where the lanes
 * do not know the plan (lanes NULL). */
typedef struct pk_evaluating {
    pk_sim_t sim;
    const pk_lane_ops_t *ops;
    pk_lanes_t *lanes;
    pk_lanes_t *single;                /* of one lane, for one evaluation: the same bytes */
    pk_onward_t onward, onward_single; /* of the tail, where there is one */
    double *accumulators;              /* [window][group][kpi] */
    double *after;                     /* [group][kpi] of the tail */
    double *counted;                   /* [lane][output]: flows and stages */
    double *row;                       /* of a step, as pk_record_step has it */
    double *draws;                     /* [lane][nslot] */
    pk_move_t *moves;
    const pk_evaluator_t *evaluator;
} pk_evaluating_t;

/* Looks up the outputs; chooses which KPIs are measured (evaluate_outputs.c). */
pk_status_t pk_evaluator_resolve(pk_evaluator_t *self, const pk_evaluator_options_t *options, pk_diag_t *diag);

/* The moves of the inputs at x into `moves`; gives how many. */
int pk_evaluator_moves(const pk_evaluator_t *self, const double *x, pk_move_t *moves);

/* As pk_evaluator_draw, by one worker. */
pk_draw_t pk_evaluating_draw(pk_evaluating_t *self, uint64_t run, const double *x, double *draws);

/* evaluate_group.c */
void pk_evaluating_init(pk_evaluating_t *self, const pk_evaluator_t *evaluator, pk_vector_t vector, pk_arena_t *arena);
void pk_evaluating_free(pk_evaluating_t *self);

/* What one evaluation is of and where it goes. */
typedef struct {
    const double *draws, *after; /* after: of the tail */
    double *out;
    double *steps; /* [tail's steps][kpi of the tail]; NULL: not wanted */
    pk_evaluated_t outcome;
} pk_evaluation_t;

/* Evaluates `count` (at most PK_GROUP_MOST) sets of draws. */
void pk_evaluating_group(pk_evaluating_t *self, int count, pk_evaluation_t *all);

/* The draws of evaluation `index` over the horizon, given ones or put together in `room` [nslot] by the worker, and
 * those after it. */
typedef struct {
    const double *draws, *after;
} pk_given_t;
typedef pk_given_t (*pk_draws_fn)(void *context, pk_evaluating_t *by, long index, double *room);

/* Evaluations 0..count-1 in groups, on all threads; out [count][outputs], outcomes [count]. */
void pk_evaluating_many(pk_evaluator_t *self, long count, pk_draws_fn draws_of, void *context, double *out,
                        pk_evaluated_t *outcomes);

#endif
