/* The periods in which customers come and are looked at again: calendar months, or blocks of steps without dates. */
#ifndef PK_ENGINE_AGENTS_LIFE_PERIODS_H
#define PK_ENGINE_AGENTS_LIFE_PERIODS_H

#include "base/arena.h"
#include "base/calendar.h"

enum { PK_PERIODS_MOST = 120 };

/* A step belongs to the month of its first day. Where there would be more than PK_PERIODS_MOST, quarters, years or at
 * last blocks of steps; without dates blocks of 28 days, 4 weeks, a month or a year, doubled until they are few. */
typedef struct {
    int count;
    int *of_step; /* [nstep + 1], from step 1 on */
    int *ended;   /* [nstep + 1] how many periods are over by the end of a step; the horizon ends the last one */
    const char *name[PK_PERIODS_MOST];
} pk_periods_t;

/* All in `arena`; of a calendar with at least one step. */
pk_periods_t pk_periods_of(const pk_calendar_t *calendar, pk_arena_t *arena);

#endif
