#include "engine/agents/life_periods.h"

/* How steps are taken together: by a mark that those of one period share. */
typedef struct {
    const pk_calendar_t *calendar;
    int months; /* of a period; 0: `block` steps */
    int block;
} pk_grain_t;

static long mark_of(const pk_grain_t *grain, int t)
{
    if (grain->months == 0) {
        return (t - 1) / grain->block;
    }
    int year, month, day;
    pk_date_split(pk_step_date(grain->calendar, t), &year, &month, &day);
    return (12L * year + month - 1) / grain->months;
}

static int count_of(const pk_grain_t *grain)
{
    int count = 1;
    for (int t = 2; t <= grain->calendar->steps && count <= PK_PERIODS_MOST; t++) {
        count += mark_of(grain, t) != mark_of(grain, t - 1);
    }
    return count;
}

static pk_grain_t grain_of(const pk_calendar_t *calendar)
{
    static const int MONTHS[] = {1, 3, 12}, BLOCK[] = {[PK_DAY] = 28, [PK_WEEK] = 4, [PK_MONTH] = 1, [PK_YEAR] = 1};
    pk_grain_t grain = {.calendar = calendar, .block = BLOCK[calendar->step]};
    for (int k = 0; k < 3 && calendar->dated; k++) {
        grain.months = MONTHS[k];
        if (count_of(&grain) <= PK_PERIODS_MOST) {
            return grain;
        }
    }
    grain.months = 0;
    while ((calendar->steps - 1) / grain.block >= PK_PERIODS_MOST) {
        grain.block *= 2;
    }
    return grain;
}

static const char *name_of(const pk_grain_t *grain, int first, int last, pk_arena_t *arena)
{
    const int mark = (int)mark_of(grain, first);
    switch (grain->months) {
    case 1:
        return pk_arena_format(arena, "%04d-%02d", mark / 12, mark % 12 + 1);
    case 3:
        return pk_arena_format(arena, "%04d-Q%d", mark / 4, mark % 4 + 1);
    case 12:
        return pk_arena_format(arena, "%04d", mark);
    default:
        return first == last ? pk_arena_format(arena, "%d", first) : pk_arena_format(arena, "%d-%d", first, last);
    }
}

pk_periods_t pk_periods_of(const pk_calendar_t *calendar, pk_arena_t *arena)
{
    const pk_grain_t grain = grain_of(calendar);
    pk_periods_t self = {.of_step = PK_ARRAY(arena, int, calendar->steps + 1),
                         .ended = PK_ARRAY(arena, int, calendar->steps + 1)};
    for (int t = 1, first = 1; t <= calendar->steps; t++) {
        const bool ends = t == calendar->steps || mark_of(&grain, t + 1) != mark_of(&grain, t);
        self.of_step[t] = self.count;
        if (ends) {
            self.name[self.count++] = name_of(&grain, first, t, arena);
            first = t + 1;
        }
        self.ended[t] = self.count;
    }
    return self;
}
