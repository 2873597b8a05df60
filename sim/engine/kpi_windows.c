/* The windows that KPIs are reduced over: the whole horizon, the periods of --by, and one a target. */
#include <math.h>

#include "engine/kpi.h"

static const int MONTHS[] = {[PK_BY_MONTH] = 1, [PK_BY_QUARTER] = 3, [PK_BY_YEAR] = 12};

/* The number of a step's period: by the calendar of its first day, else by the time since the start. */
static long period_of(const pk_plan_t *plan, pk_by_t by, int t)
{
    if (!plan->calendar.dated) {
        const double months = (t - 1) * pk_unit_days(plan->calendar.step) / pk_unit_days(PK_MONTH);
        return (long)floor((months + 1e-9) / MONTHS[by]);
    }
    int year, month, day;
    pk_date_split(pk_step_date(&plan->calendar, t), &year, &month, &day);
    return ((long)year * 12 + month - 1) / MONTHS[by];
}

static const char *period_label(pk_plan_t *plan, pk_by_t by, long period)
{
    static const char *const NAMES[] = {[PK_BY_MONTH] = "month", [PK_BY_QUARTER] = "quarter", [PK_BY_YEAR] = "year"};
    if (!plan->calendar.dated) {
        return pk_arena_format(&plan->arena, "%s %ld", NAMES[by], period + 1);
    }
    switch (by) {
    case PK_BY_MONTH:
        return pk_arena_format(&plan->arena, "%04ld-%02ld", period / 12, period % 12 + 1);
    case PK_BY_QUARTER:
        return pk_arena_format(&plan->arena, "%04ld-Q%ld", period / 4, period % 4 + 1);
    default:
        return pk_arena_format(&plan->arena, "%04ld", period);
    }
}

/* Appends the periods of the horizon to `into`, which has room for one a step; gives how many. */
static int list_periods(pk_plan_t *plan, pk_by_t by, pk_window_t *into)
{
    int count = 0;
    long last = -1;
    for (int t = 1; t <= plan->nstep; t++) {
        const long period = period_of(plan, by, t);
        if (t == 1 || period != last) {
            into[count++] = (pk_window_t){.label = period_label(plan, by, period), .first = t};
        }
        into[count - 1].last = t;
        last = period;
    }
    return count;
}

pk_window_t *pk_money_periods(pk_plan_t *plan, pk_by_t by, int *count)
{
    pk_window_t *periods = PK_ARRAY(&plan->arena, pk_window_t, plan->nstep);
    if (by != PK_BY_NOTHING || plan->calendar.dated) {
        *count = list_periods(plan, by != PK_BY_NOTHING ? by : PK_BY_MONTH, periods);
        return periods;
    }
    for (int t = 1; t <= plan->nstep; t++) {
        periods[t - 1] = (pk_window_t){.label = pk_arena_format(&plan->arena, "%d", t), .first = t, .last = t};
    }
    *count = plan->nstep;
    return periods;
}

void pk_kpis_windows(pk_plan_t *plan, pk_by_t by, pk_kpis_t *self)
{
    const pk_scenario_t *scenario = plan->scenario;
    const int periods = by == PK_BY_NOTHING ? 0 : plan->nstep;
    self->windows = PK_ARRAY(&plan->arena, pk_window_t, 1 + periods + scenario->ngoal);
    self->windows[self->nwindow++] = (pk_window_t){.label = "all", .first = 1, .last = plan->nstep};
    if (by != PK_BY_NOTHING) {
        self->nwindow += list_periods(plan, by, &self->windows[self->nwindow]);
    }
    for (int k = 0; k < scenario->ngoal; k++) {
        self->windows[self->nwindow++] =
            (pk_window_t){.label = scenario->goals[k].by_text, .first = 1, .last = scenario->goals[k].by, .goal = true};
    }
}
