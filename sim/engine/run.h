/* From a scenario to a result: compile, run every run in parallel, reduce. */
#ifndef PK_ENGINE_RUN_H
#define PK_ENGINE_RUN_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/parallel.h"
#include "engine/instructions.h"
#include "engine/movable.h"
#include "model/scenario.h"
#include "result/result.h"

typedef enum { PK_BY_NOTHING, PK_BY_MONTH, PK_BY_QUARTER, PK_BY_YEAR } pk_by_t;

/* Who wants to know of a result before the rest is done. `tell` may be NULL. */
typedef struct {
    void (*tell)(void *context, const pk_result_t *result);
    void *context;
} pk_told_t;

typedef enum { PK_LOOK_IF_LITTLE /* work */, PK_LOOK_PAST, PK_LOOK_NOT } pk_look_t;

/* How the expected outcomes of runs go on after the horizon: aftermath.h. */
typedef struct pk_after pk_after_t;
/* What runs come to where they are cut before the horizon: cuts.h. */
typedef struct pk_cuts pk_cuts_t;

/* As many runs have a path as there are numbers here for all of their steps. */
enum { PK_PATH_NUMBERS = 1 << 23 };

/* The cumulative profit of the first `nrun` runs, each with the sums through step 0, 1, .. nstep, not discounted: as it
 * came, and as the draw's expected outcome has it. Owned by the caller (pk_profit_paths_free). */
typedef struct {
    long nrun;
    int nstep;
    double *runs, *expected; /* [run][step 0..nstep]; one and the same where the engine is that of the expected */
} pk_profit_paths_t;

void pk_profit_paths_free(pk_profit_paths_t *self);

typedef struct {
    int threads;        /* 0: the machine's */
    pk_by_t by;         /* periods in the KPI table */
    pk_vector_t vector; /* one that the machine has */
    bool series;        /* stages, flows and drivers by step */
    bool kpis_alone;    /* nothing is told of the draws: what was assumed, today's flows, spend below nothing */
    long runs;          /* 0: the scenario's */
    long first_run;     /* runs first_run, first_run + 1, ..: other numbers than the runs from 0 on, of the same seed */
    const pk_moved_t *moved; /* numbers that stand otherwise in every run, as in a changed file; [nmoved] */
    int nmoved;
    double **expected; /* where the expected outcomes of the runs' draws go, laid out as kpi_runs, from the heap: the
                          caller frees them; untouched after an error. NULL: they are not asked for */
    pk_profit_paths_t *paths; /* beside `expected`: of as many runs as PK_PATH_NUMBERS holds; overwritten. NULL: not
                                 wanted */
    pk_progress_t progress;
    long batch; /* the most runs that are simulated together; 0: PK_BATCH_RUNS. Where there are more, they are taken in
                   batches of at most half as many, and quantiles by step and of draws are of digests (digest.h) */
    pk_look_t look;    /* of comparisons: past the horizon or not (study/after.h) */
    pk_after_t *after; /* the KPIs after and profit_and_after are wanted, and so `expected`. NULL: they are not */
    bool by_horizon;   /* of comparisons: how the plans stand if the horizon ends earlier (study/by_horizon.h) */
    pk_cuts_t *cuts;   /* NULL: none. Opened by the run */
    pk_told_t told;    /* of each result as soon as it is there */
    pk_store_t *store; /* where the runs are recorded; one for many plans saves time. NULL: one of its own */
} pk_run_options_t;

/* Runs a scenario. `result` is overwritten and owned by the caller (pk_result_free), also after an error. Errors: what
 * the engine refuses, assumptions that cannot hold in any draw (PK_BAD_INPUT, in diag with places); counts and amounts
 * that no number holds (PK_FAILED, with number, step and limit). */
pk_status_t pk_run(const pk_scenario_t *scenario, const pk_run_options_t *options, pk_result_t *result,
                   pk_diag_t *diag);

/* The same of a plan that is compiled already, which many runs under moved numbers share; warnings that do not hang on
 * the draws are the caller's (pk_plan_warn). */
pk_status_t pk_run_plan(pk_plan_t *plan, const pk_run_options_t *options, pk_result_t *result, pk_diag_t *diag);

#endif
