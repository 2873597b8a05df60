/* Which cells a sweep has: every combination of the values of some numbers, or the rows of a file. Texts only; what
 * they mean to a plan is study/sweep.h's.
 *
 *     spend.facebook=0,500,1000      values with commas between
 *     levers.response_hours=1:25:8   a, a + s, … up to b: 1, 9, 17, 25
 *     spend.search=x0.5:x1.5:x0.5    the same of factors
 */
#ifndef PK_STUDY_SWEEP_CELLS_H
#define PK_STUDY_SWEEP_CELLS_H

#include "base/diag.h"

enum { PK_SWEEP_CELLS_MOST = 20000 };

/* The values that one number takes. */
typedef struct {
    const char *path;
    pk_place_t head;     /* of the path in its file */
    const char **values; /* nvalue, texts */
    pk_place_t *places;  /* of each value in its file; NULL: of the command line */
    long nvalue;
} pk_sweep_axis_t;

typedef struct {
    pk_sweep_axis_t *axes; /* naxis */
    int naxis;
    bool grid;   /* every combination; the last axis runs fastest */
    long *which; /* [cell][axis] index of its value; -1: as it is written */
    long count;
} pk_sweep_cells_t;

/* The text of a value; "" where it is as it is written. */
static inline const char *pk_sweep_value(const pk_sweep_cells_t *self, long cell, int axis)
{
    const long which = self->which[cell * self->naxis + axis];
    return which < 0 ? "" : self->axes[axis].values[which];
}

/* Every combination of what sets[0..count-1] say, texts in `arena`. Errors (PK_BAD_INPUT): no `=`, no values, steps
 * that lead nowhere, a path twice, more than PK_SWEEP_CELLS_MOST cells. */
pk_status_t pk_sweep_cells_combine(const char *const *sets, int count, pk_sweep_cells_t *cells, pk_arena_t *arena,
                                   pk_diag_t *diag);

/* The rows of a CSV file whose header is paths. Numbers stand as in any spreadsheet (base/csv.h), with what a planner
 * may write around them (`x1,2`, `3% per month`); an empty cell leaves a number as it is written. Errors at their
 * places. The source must outlive the cells. */
pk_status_t pk_sweep_cells_read(const pk_source_t *source, pk_sweep_cells_t *cells, pk_arena_t *arena, pk_diag_t *diag);

#endif
