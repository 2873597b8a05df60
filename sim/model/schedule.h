/* Schedules over a horizon: which piece, which row is meant at each step (models/README.md sections 3, 6 and 7). */
#ifndef PK_MODEL_SCHEDULE_H
#define PK_MODEL_SCHEDULE_H

#include "base/calendar.h"
#include "base/diag.h"
#include "base/status.h"
#include "model/number.h"

/* Which piece of a schedule holds step t: its index goes to piece_of_step[t - 1], t = 1..calendar->steps.
 *
 * A piece by date holds the steps whose first day is in [from, until]; a piece without `from` goes on where the one
 * before it ended, the first at step 1; one without `until` ends where the next begins, the last with the horizon;
 * `otherwise` holds what is left. total_share[i] (may be NULL) is what a step gets of piece i's number: one over how
 * many steps a `total` piece holds, those outside the horizon too, 1 for others.
 *
 * Errors, with their places: a step in no piece or in two, a piece that holds no step, dates without a start. The
 * arrays then hold something harmless.
 *
 * Steps after the horizon (calendar->beyond) are told by the pieces that reach them and by `otherwise`; where neither
 * does, the schedule begins again a year later, or a horizon later where that is shorter. A `total:` without an end is
 * spread to the horizon. */
pk_status_t pk_schedule_resolve(const pk_number_t *schedule, const pk_calendar_t *calendar, int *piece_of_step,
                                double *total_share, pk_diag_t *diag);

/* The same for a schedule from a file (schedule->series): the number of step t goes to value_of_step[t - 1]. Rows
 * outside the horizon do not matter. Errors: a row inside that is no step's first day, a step without a row, dates
 * without a start. */
pk_status_t pk_series_resolve(const pk_number_t *schedule, const pk_calendar_t *calendar, double *value_of_step,
                              pk_diag_t *diag);

#endif
