/* The values of an axis of a sweep as numbers, for charts. */
#ifndef PK_STUDY_SWEEP_NUMBERS_H
#define PK_STUDY_SWEEP_NUMBERS_H

#include "engine/movable.h"
#include "study/sweep_cells.h"

/* numbers[axis->nvalue]: as they are written where all are written alike; else what they mean to a run, moved[nvalue];
 * NAN where some are values and some are factors. */
void pk_sweep_numbers(const pk_sweep_axis_t *axis, const pk_moved_t *moved, double *numbers);

#endif
