/* The horizons at which a verdict is told. */
#ifndef PK_STUDY_HORIZONS_H
#define PK_STUDY_HORIZONS_H

#include "base/calendar.h"

enum { PK_HORIZONS_MOST = 60 };

/* The horizons before the last step that are told, ascending, into steps[PK_HORIZONS_MOST]: one month, two months, ..
 * as `horizon: 2 months` has them; quarters or years where these are too many; every step, or every so manieth, where
 * there are three months or fewer. Returns how many. */
int pk_horizons_of(const pk_calendar_t *calendar, int *steps);

#endif
