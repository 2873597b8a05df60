/* Many cells of a sweep, as plain structs: one plan with some of its numbers moved, cell by cell, each against the plan
 * as it is written. study/sweep.c fills it. */
#ifndef PK_RESULT_SWEEP_H
#define PK_RESULT_SWEEP_H

#include "result/decision.h"
#include "result/result.h"

/* A KPI of one cell, of everybody over the whole horizon, over runs that are paired with those of the plan as it is
 * written. An undefined number is NAN. */
typedef struct {
    double mean, sd, p05, p50, p95;
    double diff_mean, diff_p05, diff_p50, diff_p95; /* cell minus plan as written */
    double p_better, p_better_se; /* as in a comparison (result/comparison.h); NAN error: they are the same */
    double runs_needed;           /* they cannot be told apart, about so many runs would do; 0: they can */
    double draws;                 /* that p_better rests on; 0: it is exact */
    double expected;              /* what the expected engine alone would give as diff_mean */
    double exact;                 /* 1: all runs differ by the same, or nothing is left to chance */
    /* Of fresh runs, by expected outcomes of the draws, more being better: how far the cell is ahead and the error of
     * that; the value of knowing the assumptions; what each of the two costs if it is wrong. NAN of shared runs. */
    double gain, gain_se, evpi, loss, written_loss;
} pk_sweep_kpi_t;

/* Numbers of a pk_sweep_kpi_t in a row: how a store keeps them. */
enum { PK_SWEEP_NUMBERS = sizeof(pk_sweep_kpi_t) / sizeof(double) };

/* What came out of a cell. */
typedef struct {
    const char *fault;     /* why the cell cannot be; NULL: it can */
    const char **warnings; /* beside those of the plan as written */
    int nwarning;
    pk_sweep_kpi_t *kpis; /* as the baseline has them; NULL where the cell cannot be */
} pk_sweep_outcome_t;

/* Which cell is best by one KPI, and what it makes in runs that had no part in choosing it: among many cells the best
 * owes part of its mean to luck, and fresh runs do not. */
typedef struct {
    int kpi;         /* of the baseline; -1: no cell differs in any */
    long cell;       /* -1: there is none */
    long runs;       /* fresh ones */
    long near;       /* how many other cells have a mean within 1% of its own, in the runs that they share */
    bool is_written; /* the plan as it is written is as good as or better than all cells */
    pk_sweep_outcome_t fresh;
    pk_verdict_t verdict; /* by the fresh runs: do it, or keep the plan as it is written */
    double price;         /* of being wrong about it, in the KPI's unit; NAN: not known */
} pk_sweep_best_t;

typedef struct {
    pk_arena_t arena;
    pk_result_t baseline; /* the plan as it is written: names and units of KPIs, runs, seed */
    const char **paths;   /* npath, the numbers that are moved */
    int npath;
    bool grid;                 /* every combination of the values of each path; the last path runs fastest */
    const char **values;       /* [cell][path] as they were asked for; "": as it is written */
    double *numbers;           /* [cell][path] what a chart shows of them; NAN: as it is written */
    pk_sweep_outcome_t *cells; /* ncell */
    long ncell, nfault;
    long reused; /* cells that were done before */
    pk_sweep_best_t best;
} pk_sweep_t;

/* A KPI of a cell; NULL where the cell cannot be. */
static inline const pk_sweep_kpi_t *pk_sweep_kpi(const pk_sweep_t *self, long cell, int kpi)
{
    return self->cells[cell].kpis == NULL ? NULL : &self->cells[cell].kpis[kpi];
}

/* The values of a cell in words: "spend.facebook 500, levers.response_hours 1". In `arena`. */
const char *pk_sweep_words(const pk_sweep_t *self, long cell, pk_arena_t *arena);

/* The cells that can be, the best by a KPI first (those that are equal in their order), into cells[ncell]; gives how
 * many. */
long pk_sweep_ranked(const pk_sweep_t *self, int kpi, long *cells);

/* Legal on a zeroed object. */
void pk_sweep_free(pk_sweep_t *self);

#endif
