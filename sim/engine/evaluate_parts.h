/* Inside the evaluator: what its files share. */
#ifndef PK_ENGINE_EVALUATE_PARTS_H
#define PK_ENGINE_EVALUATE_PARTS_H

#include "engine/evaluate.h"

/* An output found. KPI: `at` is its place among the accumulators. Else a row of the sim's flows or stages, personas
 * first_persona..last_persona-1, over the steps first..last. */
typedef struct pk_resolved {
    pk_output_kind_t kind;
    long at;
    int index, first_persona, last_persona, first, last;
} pk_resolved_t;

/* What a thread evaluates with. */
typedef struct pk_evaluating {
    pk_sim_t sim;
    double *accumulators; /* [window][group][kpi] */
    double *out;          /* [output] of the evaluation that is going on */
    double *draws;        /* [nslot] */
    pk_move_t *moves;
    const pk_evaluator_t *evaluator;
} pk_evaluating_t;

/* Looks up the outputs; chooses which KPIs are measured (evaluate_outputs.c). */
pk_status_t pk_evaluator_resolve(pk_evaluator_t *self, const pk_evaluator_options_t *options, pk_diag_t *diag);

/* The moves of the inputs at x into `moves`; gives how many. */
int pk_evaluator_moves(const pk_evaluator_t *self, const double *x, pk_move_t *moves);

/* As pk_evaluator_draw and pk_evaluate, by one worker. */
pk_draw_t pk_evaluating_draw(pk_evaluating_t *self, uint64_t run, const double *x, double *draws);
pk_evaluated_t pk_evaluating_try(pk_evaluating_t *self, const double *draws, double *out);

#endif
