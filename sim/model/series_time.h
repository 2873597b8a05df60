/* The times of a series' rows, as spreadsheets write them. */
#ifndef PK_MODEL_SERIES_TIME_H
#define PK_MODEL_SERIES_TIME_H

#include "base/calendar.h"
#include "base/csv.h"

/* What a row of a series stands for: a step that begins on its day, or a period (`per: month`). */
typedef enum { PK_PER_STEP, PK_PER_DAY, PK_PER_WEEK, PK_PER_MONTH, PK_PER_QUARTER, PK_PER_YEAR } pk_series_per_t;

/* "month" … as a period; false if unknown. */
bool pk_series_per_parse(const char *word, pk_series_per_t *per);
/* "day, week, month, quarter or year" */
extern const char pk_series_pers[];

/* A cell as the first and last day of what it names (days since 1970-01-01): a day 2026-03-01, 1.3.2026, 13/01/2026
 * (03/01/2026 has two readings: an error with both), a time of day behind it ignored; a month 2026-03, 3/2026; a
 * quarter 2026-Q1, Q1/2026; a week 2026-W10 (ISO 8601: from Monday); a year 2026. With a period, the whole period that
 * holds it: a week begins on the day that is written. Else an error at the cell, also where a period shorter than what
 * is named is asked for. */
pk_status_t pk_series_time(const pk_cell_t *cell, pk_series_per_t per, long *first, long *last, pk_diag_t *diag);

/* Whether a cell names a sum: "Total", "Yhteensä 2026:", "Grand total". */
bool pk_series_is_sum(const char *text);

#endif
