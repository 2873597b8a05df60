/* One plan under many settings of some numbers: cells, each paired with the plan as it is written.
 *
 * A cell is runs of the compiled plan with numbers moved (engine/run.h), on the draws and the luck of the plan as it is
 * written. What is told of it does not hang on the other cells, so that one that was done before can be taken from a
 * store. Which cell is the best is told by its mean in the shared runs; what it makes is told by fresh ones, in which
 * it has not been chosen: the highest of many noisy means is too high. */
#ifndef PK_STUDY_SWEEP_H
#define PK_STUDY_SWEEP_H

#include "engine/run.h"
#include "result/sweep.h"
#include "study/sweep_cells.h"

/* What was done before, and where to keep what is done. `text` tells cells apart: their paths and values, and whether
 * the runs are fresh; nothing in it tells plans, runs or seeds apart. */
typedef struct {
    /* Whether the outcome of `text` is there: with nkpi KPIs, into `arena`. */
    bool (*find)(void *context, const char *text, int nkpi, pk_sweep_outcome_t *outcome, pk_arena_t *arena);
    pk_status_t (*keep)(void *context, const char *text, int nkpi, const pk_sweep_outcome_t *outcome, pk_diag_t *diag);
    void *context;
} pk_sweep_store_t;

typedef struct {
    pk_run_options_t run;   /* threads, vector, progress */
    const char *kpi;        /* by which the best is told; NULL: the first that a planner asks for and cells differ in */
    pk_sweep_store_t store; /* `find` NULL: none */
} pk_sweep_options_t;

/* Whether the plan knows every path and every value, and the KPI; all errors at once (PK_BAD_INPUT), with places. */
pk_status_t pk_sweep_check(pk_plan_t *plan, const pk_sweep_cells_t *cells, const char *kpi, pk_diag_t *diag);

/* Runs every cell that is not in the store. `sweep` is overwritten and owns copies of all texts; free it also after an
 * error. Errors: those of pk_sweep_check, and what ends the plan as it is written; no cell that can be, a store that
 * takes nothing (PK_FAILED). A cell that cannot be is a warning. */
pk_status_t pk_sweep_run(pk_plan_t *plan, const pk_sweep_cells_t *cells, const pk_sweep_options_t *options,
                         pk_sweep_t *sweep, pk_diag_t *diag);

#endif
