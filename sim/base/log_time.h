/* The times of a log's rows: 2026-03-01, 1.3.2026 (1/3/2026 where that has one reading), either with a time such as
 * 14:05:30.25 or 9:00 behind it (or with a T; +02:00 or Z behind that; 14.05 behind a day with points), or a plain
 * number. */
#ifndef PK_BASE_LOG_TIME_H
#define PK_BASE_LOG_TIME_H

#include "base/csv.h"

typedef enum { PK_CLOCK_DATE, PK_CLOCK_NUMBER } pk_clock_t;

typedef struct {
    double at; /* seconds since 1970 (a date without an offset as if it were 0), or the number; what orders rows */
    long day;  /* since 1970: the day as it is written, whatever its offset; of a number that of so many seconds since
                  1970, PK_NO_DAY where that is beyond all use */
    pk_clock_t clock;
} pk_log_time_t;

enum { PK_LOG_DAY = 86400 }; /* seconds */

/* Numbers up to this are days of the years up to 9999. */
#define PK_LOG_NUMBER_MOST 253402300800.0

PK_MUST_USE pk_status_t pk_log_time(const pk_cell_t *cell, pk_log_time_t *time, pk_diag_t *diag);

#endif
