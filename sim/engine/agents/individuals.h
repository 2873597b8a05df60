/* The tables of individuals of all runs of a job: each worker's sim is watched, what it saw of a run is taken when the
 * run has been walked, and all is merged at the end. */
#ifndef PK_ENGINE_AGENTS_INDIVIDUALS_H
#define PK_ENGINE_AGENTS_INDIVIDUALS_H

#include "engine/agents/agents.h"
#include "result/individuals.h"

typedef struct pk_individuals_of_runs pk_individuals_of_runs_t;

pk_individuals_of_runs_t *pk_individuals_open(const pk_plan_t *plan, int workers, long nrun);
void pk_individuals_close(pk_individuals_of_runs_t *self); /* NULL is legal */

/* Lets worker `worker` watch this sim of his; sim->agents->threads is known. */
void pk_individuals_watch(pk_individuals_of_runs_t *self, int worker, pk_sim_t *sim);
/* After pk_sim_begin of run `run`, 0..nrun-1, by a worker: first and later purchases go to the run's story, all else to
 * the tables. */
void pk_individuals_take(pk_individuals_of_runs_t *self, int worker, pk_sim_t *sim, long run);

/* After the last run. Everything lives in the arena. */
pk_individuals_t *pk_individuals_tables(pk_individuals_of_runs_t *self, pk_arena_t *arena);

#endif
