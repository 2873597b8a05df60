/* Steps, dates and durations (models/README.md section 7, Calendar). Dates are proleptic Gregorian, held as days since
 * 1970-01-01. */
#ifndef PK_BASE_CALENDAR_H
#define PK_BASE_CALENDAR_H

#include <limits.h>
#include <stdbool.h>

/* Days since 1970-01-01, both within. */
typedef struct {
    long first, last;
} pk_days_t;

typedef enum { PK_DAY, PK_WEEK, PK_MONTH, PK_YEAR, PK_HOUR /* only in durations */ } pk_unit_t;

enum { PK_DATE_TEXT = 11, PK_STEPS_MOST = 100000 };

/* No day at all; its text is empty. */
#define PK_NO_DAY LONG_MIN

typedef struct {
    pk_unit_t step;
    bool dated; /* has a start */
    long start; /* days since 1970-01-01 */
    int steps;  /* the horizon T */
    int beyond; /* of the steps, the last so many come after the horizon: what a schedule leaves open there is no fault
                 */
} pk_calendar_t;

/* The steps that the horizon has. */
static inline int pk_steps_told(const pk_calendar_t *self)
{
    return self->steps - self->beyond;
}

/* "day", "weeks", "h" …: singular and plural of a unit. False if unknown. */
bool pk_unit_parse(const char *word, int length, pk_unit_t *unit);
const char *pk_unit_name(pk_unit_t unit);
/* "week" behind what "%.3g" shows as 1, else "weeks". */
const char *pk_unit_behind(double count, pk_unit_t unit);
/* Days in a unit: week 7, month 365.25/12, year 365.25, hour 1/24. */
double pk_unit_days(pk_unit_t unit);
/* A step in years for discounting: day 1/365.25, week 7/365.25, month 1/12, year 1. */
double pk_step_years(pk_unit_t step);
/* How many steps `count` units are. */
double pk_duration_steps(double count, pk_unit_t unit, pk_unit_t step);

/* "2026-03-01" to days; "2026-03" to the first and last day of the month. False when it is no such date. */
bool pk_date_parse(const char *text, long *first, long *last);
/* The days that 1/3/2026 may mean, into `days`; gives how many there are, 0 where the calendar has none. With points
 * the first number is the day; else it may be the month as well. */
int pk_date_readings(long first, long second, long year, bool points, long days[2]);
/* ISO; empty outside the years 1 to 9999. */
void pk_date_write(long day, char text[PK_DATE_TEXT]);
void pk_date_split(long day, int *year, int *month, int *day_of_month);
long pk_date_join(int year, int month, int day_of_month);
/* Monday 0 to Sunday 6. */
int pk_date_weekday(long day);

/* Step t's first day: start plus t-1 steps; months and years from the original day, clipped to the month's end. */
long pk_step_date(const pk_calendar_t *self, int t);
/* The step whose days hold `day`: 0 before step 1; may exceed the horizon. */
int pk_date_step(const pk_calendar_t *self, long day);
/* The same that goes on before step 1, to steps 0, -1, …; for days of the years up to 9999. */
int pk_date_step_any(const pk_calendar_t *self, long day);
/* How many steps are over by the end of `day`: those whose last day is on or before it. 0 where none is; may exceed the
 * horizon. */
int pk_steps_until(const pk_calendar_t *self, long day);
/* Horizon of `count` units: the whole number of steps whose end is nearest to start + duration, months and years by the
 * calendar, a fraction of a month as that share of 365.25/12 days; halfway is the larger one. Without a start the
 * nearest whole number to `count` in steps. 0 where count is not above 0, or nearer to no step than to one; more than
 * PK_STEPS_MOST (not exactly how many) where it is beyond all use. */
int pk_horizon_steps(const pk_calendar_t *self, double count, pk_unit_t unit);

#endif
