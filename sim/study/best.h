/* The best plan of a scenario within a budget: what of today's plan may be moved becomes amounts by channel and period,
 * each with a slot of one compiled plan; the optimiser (optimise.h) moves them over a fixed set of draws of the
 * assumptions; what it finds is written as a plan and held against today's by runs on fresh draws. */
#ifndef PK_STUDY_BEST_H
#define PK_STUDY_BEST_H

#include "engine/run.h"
#include "model/read_optimise.h"
#include "result/best.h"

typedef struct {
    int threads;
    pk_vector_t vector;
    pk_progress_t progress;
} pk_best_options_t;

/* `best` is overwritten; free it also after an error. Errors (PK_BAD_INPUT, with places): bounds, budget and limits
 * that clash; periods that the calendar does not have; nothing to move; what the engine refuses. */
pk_status_t pk_best_find(const pk_optimisation_t *file, const pk_best_options_t *options, pk_best_t *best,
                         pk_diag_t *diag);

/* Whether the file can be searched: the same errors, without the search. */
pk_status_t pk_best_check(const pk_optimisation_t *file, pk_diag_t *diag);

#endif
