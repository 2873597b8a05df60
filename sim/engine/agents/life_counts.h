/* Lives folded into whole numbers, so that memory does not grow with the people and sums are the same in any order.
 *
 * One such object serves one thread at a time. A run's are merged, its curves taken, and all runs' merged into one. */
#ifndef PK_ENGINE_AGENTS_LIFE_COUNTS_H
#define PK_ENGINE_AGENTS_LIFE_COUNTS_H

#include "engine/agents/lives.h"
#include "result/individuals.h"

typedef struct pk_life_counts pk_life_counts_t;

/* Nothing counted yet. NULL is never given. */
pk_life_counts_t *pk_life_counts_open(const pk_plan_t *plan);
void pk_life_counts_close(pk_life_counts_t *self); /* NULL is legal */
void pk_life_counts_add(pk_life_counts_t *self, const pk_lives_t *lives);
void pk_life_counts_merge(pk_life_counts_t *into, const pk_life_counts_t *from);
void pk_life_counts_clear(pk_life_counts_t *self);

/* What must be known run by run: the two Kaplan-Meier curves of each group, pk_life_curves_size numbers. */
size_t pk_life_curves_size(const pk_plan_t *plan);
void pk_life_curves(const pk_life_counts_t *of_run, double *curves);

/* The tables, from the counts of all runs and the curves of each: curves[run][pk_life_curves_size]. `individuals` and
 * all in it lives in `arena`. */
void pk_life_tables(const pk_life_counts_t *of_all, const double *curves, long nrun, pk_arena_t *arena,
                    pk_individuals_t *individuals);

#endif
