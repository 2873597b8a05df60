/* Lives folded into whole numbers, so that memory does not grow with the people and sums are the same in any order.
 *
 * One such object serves one thread at a time. A run's are merged, its curves taken, and all runs' merged into one. Any
 * order, any split and any tree of merging give the same tables, to the last bit. */
#ifndef PK_ENGINE_AGENTS_LIFE_COUNTS_H
#define PK_ENGINE_AGENTS_LIFE_COUNTS_H

#include "engine/agents/lives.h"
#include "result/individuals.h"

typedef struct pk_life_counts pk_life_counts_t;

/* Nothing counted yet. NULL is never given. Borrows the plan. Memory does not grow with what is counted: 32 bytes a
 * step and 400 kB a persona at most, and 1.6 MB for paths. */
pk_life_counts_t *pk_life_counts_open(const pk_plan_t *plan);
void pk_life_counts_close(pk_life_counts_t *self); /* NULL is legal */
/* Any batch of lives of this plan. Of those who came later the first happening is the arrival. */
void pk_life_counts_add(pk_life_counts_t *self, const pk_lives_t *lives);
/* Both are of the same plan. */
void pk_life_counts_merge(pk_life_counts_t *into, const pk_life_counts_t *from);
/* Nothing counted again. How coarsely values and paths must be told apart stays: what comes is merged into the same
 * whole as what was, or the tables may be coarser than they need to be. */
void pk_life_counts_clear(pk_life_counts_t *self);

/* What must be known run by run: the two Kaplan-Meier curves of each group, pk_life_curves_size numbers,
 * [group][first purchase, next][nstep + 1]. NAN past what anybody was followed for. */
size_t pk_life_curves_size(const pk_plan_t *plan);
void pk_life_curves(const pk_life_counts_t *of_run, double *curves);

/* The tables, from the counts of all runs and the curves of each: curves[run][pk_life_curves_size]. `individuals` and
 * all in it lives in `arena`. */
void pk_life_tables(const pk_life_counts_t *of_all, const double *curves, long nrun, pk_arena_t *arena,
                    pk_individuals_t *individuals);

#endif
