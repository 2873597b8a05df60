/* The recorder: every run's counts, flows and drivers by step, reduced over runs block by block.
 *
 * All runs advance through a block of steps before the next block begins, so that memory holds one block of all runs
 * and never the whole horizon of all runs. */
#ifndef PK_ENGINE_RECORD_H
#define PK_ENGINE_RECORD_H

#include "engine/digest.h"
#include "engine/sim.h"
#include "result/result.h"

typedef struct {
    const pk_plan_t *plan;
    int ngroup, width; /* numbers a step of a run */
    int first, last;   /* steps of this block, inclusive */
    long nrun;         /* of this batch */
    /* Of the result's stage_counts and flow_counts, cell by cell, where there are more batches than one; else NULL. */
    pk_digest_t *stages, *flows;
    long before;  /* runs of the batches before */
    double *rows; /* [run][step - first][stage x persona, flow x persona, value and response of each driver] */
} pk_record_t;

enum { PK_RECORD_BYTES = 24 << 20 };

/* How many steps a block of this plan holds for nrun runs: what fits into PK_RECORD_BYTES, but some steps at least; at
 * most nstep + 1. */
int pk_record_block(const pk_plan_t *plan, long nrun);

/* The rows stand in `store`, which nobody else may take before the last block is reduced. nrun: of the largest batch;
 * `batches`: how many there will be. */
void pk_record_init(pk_record_t *self, const pk_plan_t *plan, int ngroup, long nrun, int block, int batches,
                    pk_store_t *store);
void pk_record_free(pk_record_t *self);

/* Writes step t of a run, `run` counted within its batch. Runs write to places of their own. */
void pk_record_step(pk_record_t *self, const pk_sim_t *sim, long run, int t);

/* Where those numbers stand, for whoever has them at hand in their order. */
double *pk_record_row(const pk_record_t *self, long run, int t);

/* Reduces the block into the result's series, in parallel over cells; with several batches into digests. */
void pk_record_reduce(const pk_record_t *self, int threads, pk_result_t *result);

/* After the last batch: the series of the result from its digests, if there are any. Gives the largest error of a
 * quantile's rank, as a part of the runs. */
double pk_record_finish(const pk_record_t *self, pk_result_t *result);

#endif
