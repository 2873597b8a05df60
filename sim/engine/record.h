/* The recorder: every run's counts, flows and drivers by step, reduced over runs block by block.
 *
 * All runs advance through a block of steps before the next block begins, so that memory holds one block of all runs
 * and never the whole horizon of all runs. */
#ifndef PK_ENGINE_RECORD_H
#define PK_ENGINE_RECORD_H

#include "engine/digest.h"
#include "engine/kpi.h"
#include "engine/sim.h"
#include "engine/track.h"
#include "result/result.h"

typedef struct {
    const pk_plan_t *plan;
    int ngroup, width; /* numbers a step of a run */
    int first, last;   /* steps of this block, inclusive */
    long nrun;         /* of this batch */
    /* Of the result's stage_counts and flow_counts, cell by cell, where there are more batches than one; else NULL. */
    pk_digest_t *stages, *flows;
    long before; /* runs of the batches before */
    double
        *rows; /* [run][step - first][stage x persona, flow x persona, value and response of each driver, measured] */
    const pk_kpis_t *kpis;
    int *measured; /* [nmeasured] KPIs whose part of a step is recorded, for everybody */
    int nmeasured;
    pk_track_t *tracks;
    int ntrack;
} pk_record_t;

enum { PK_RECORD_BYTES = 24 << 20 };

/* How many steps a block holds for nrun runs: what fits into PK_RECORD_BYTES, but some steps at least; at
 * most nstep + 1. */
int pk_record_block(const pk_record_t *self, long nrun);

/* What is recorded: the counts, flows and drivers of a plan, and the money of the result, whose tables have room. */
void pk_record_init(pk_record_t *self, pk_plan_t *plan, const pk_kpis_t *kpis, const pk_result_t *result);
/* The rows stand in `store`, which nobody else may take before the last block is reduced. nrun: of the largest batch;
 * `batches`: how many there will be. */
void pk_record_open(pk_record_t *self, long nrun, int block, int batches, pk_store_t *store);
void pk_record_free(pk_record_t *self);

/* Writes step t of a run, `run` counted within its batch. Runs write to places of their own. */
void pk_record_step(const pk_record_t *self, const pk_sim_t *sim, long run, int t);

/* Where those numbers stand, for whoever has them at hand in their order; the measured ones, which are what the step
 * has added to each KPI, from `measured` [kpi]. */
double *pk_record_row(const pk_record_t *self, long run, int t);
void pk_record_measured(const pk_record_t *self, const double *measured, double *row);

/* Reduces the block into the result's series, in parallel over cells; with several batches into digests. */
void pk_record_reduce(const pk_record_t *self, int threads, pk_result_t *result);

/* After the last batch: the series of the result from its digests, if there are any. Gives the largest error of a
 * quantile's rank, as a part of the runs. */
double pk_record_finish(const pk_record_t *self, pk_result_t *result);

#endif
