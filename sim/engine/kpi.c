/* KPIs over windows: append, accumulate, finish. */
#include "engine/kpi.h"

#include <math.h>
#include <string.h>

int pk_kpis_append(pk_kpis_t *self, pk_kpi_plan_t kpi)
{
    self->at[self->count] = kpi;
    return self->count++;
}

int pk_kpis_find(const pk_kpis_t *self, const char *name)
{
    for (int k = 0; k < self->count; k++) {
        if (strcmp(self->at[k].name, name) == 0) {
            return k;
        }
    }
    return -1;
}

/* Shown ones first, in their order; references follow. */
static void hide(pk_plan_t *plan, pk_kpis_t *self)
{
    pk_kpi_plan_t *sorted = PK_ARRAY(&plan->arena, pk_kpi_plan_t, self->count);
    int *place = PK_ARRAY(&plan->arena, int, self->count);
    int next = 0;
    for (int hidden = 0; hidden < 2; hidden++) {
        for (int k = 0; k < self->count; k++) {
            if (self->at[k].hidden == (hidden == 1)) {
                place[k] = next;
                sorted[next++] = self->at[k];
            }
        }
        self->shown = hidden == 0 ? next : self->shown;
    }
    for (int k = 0; k < self->count; k++) {
        sorted[k].above = sorted[k].above < 0 ? -1 : place[sorted[k].above];
        sorted[k].below = sorted[k].below < 0 ? -1 : place[sorted[k].below];
    }
    self->at = sorted;
}

/* ---- windows ---- */

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

static void list_windows(pk_plan_t *plan, pk_by_t by, pk_kpis_t *self)
{
    const pk_scenario_t *scenario = plan->scenario;
    const int periods = by == PK_BY_NOTHING ? 0 : plan->nstep;
    self->windows = PK_ARRAY(&plan->arena, pk_window_t, 1 + periods + scenario->ngoal);
    self->windows[self->nwindow++] = (pk_window_t){.label = "all", .first = 1, .last = plan->nstep};
    long last = -1;
    for (int t = 1; t <= periods; t++) {
        const long period = period_of(plan, by, t);
        if (t == 1 || period != last) {
            self->windows[self->nwindow++] = (pk_window_t){.label = period_label(plan, by, period), .first = t};
        }
        self->windows[self->nwindow - 1].last = t;
        last = period;
    }
    for (int k = 0; k < scenario->ngoal; k++) {
        self->windows[self->nwindow++] =
            (pk_window_t){.label = scenario->goals[k].by_text, .first = 1, .last = scenario->goals[k].by, .goal = true};
    }
}

static void want(const pk_kpis_t *self, bool *wanted, int k)
{
    wanted[k] = true;
    if (self->at[k].reduce == PK_RATIO) {
        want(self, wanted, self->at[k].above);
        want(self, wanted, self->at[k].below);
    }
}

static void list_wanted(pk_plan_t *plan, pk_kpis_t *self)
{
    self->wanted = PK_ARRAY(&plan->arena, bool *, self->nwindow);
    for (int w = 0; w < self->nwindow; w++) {
        self->wanted[w] = PK_ARRAY(&plan->arena, bool, self->count);
        for (int k = 0; k < self->count && !self->windows[w].goal; k++) {
            self->wanted[w][k] = true;
        }
    }
    const int goals = plan->scenario->ngoal;
    for (int k = 0; k < goals; k++) {
        want(self, self->wanted[self->nwindow - goals + k], pk_kpis_find(self, plan->scenario->goals[k].kpi));
    }
}

void pk_kpis_compile(pk_plan_t *plan, pk_by_t by, pk_kpis_t *kpis)
{
    *kpis = (pk_kpis_t){.ngroup = plan->model->has_personas ? 1 + plan->npersona : 1};
    kpis->at = PK_ARRAY(&plan->arena, pk_kpi_plan_t, 32 + plan->ndriver + 2 * plan->model->nkpi);
    pk_kpis_builtin(plan, kpis);
    pk_kpis_own(plan, kpis);
    hide(plan, kpis);
    list_windows(plan, by, kpis);
    list_wanted(plan, kpis);
}

/* ---- accumulating ---- */

long pk_kpis_size(const pk_kpis_t *self)
{
    return (long)self->nwindow * self->ngroup * self->count;
}

void pk_kpis_clear(const pk_kpis_t *self, double *accumulators)
{
    memset(accumulators, 0, (size_t)pk_kpis_size(self) * sizeof(double));
}

static void reduce(const pk_kpi_plan_t *kpi, const pk_window_t *window, int t, double measured, double *into)
{
    const bool start = t == 0;
    switch (kpi->reduce) {
    case PK_SUM:
        *into += measured;
        break;
    case PK_AVERAGE:
        *into += start ? 0 : measured;
        break;
    case PK_PEAK:
        *into = fmax(*into, measured);
        break;
    case PK_END:
        *into = t == window->last ? measured : *into;
        break;
    case PK_RATIO:
        break;
    }
}

/* Step 0 belongs to the windows that begin with step 1. */
static bool covers(const pk_window_t *window, int t)
{
    return (t == 0 ? window->first == 1 : t >= window->first) && t <= window->last;
}

static void measure_all(const pk_kpis_t *self, const pk_view_t *view, bool single, double *measured)
{
    for (int k = 0; k < self->count; k++) {
        const pk_kpi_plan_t *kpi = &self->at[k];
        measured[k] = kpi->measure == NULL || (single && !kpi->by_group) ? 0 : kpi->measure(kpi, view);
    }
}

void pk_kpis_add(const pk_kpis_t *self, const pk_sim_t *sim, int t, double *accumulators)
{
    const pk_plan_t *plan = sim->plan;
    const double yearly = pk_quantity(plan->discount, sim->draws, 0);
    pk_view_t view = {.sim = sim, .t = t, .discount = yearly == 0 ? 1 : pow(1 + yearly, -t * plan->step_years)};
    double measured[self->count];
    for (int group = 0; group < self->ngroup; group++) {
        view.first = group == 0 ? 0 : group - 1;
        view.last = group == 0 ? plan->npersona : group;
        pk_view_money(&view);
        measure_all(self, &view, group > 0, measured);
        for (int w = 0; w < self->nwindow; w++) {
            const pk_window_t *window = &self->windows[w];
            double *row = &accumulators[((long)w * self->ngroup + group) * self->count];
            if (!covers(window, t) || (window->goal && group > 0)) {
                continue;
            }
            for (int k = 0; k < self->count; k++) {
                if (self->wanted[w][k]) {
                    reduce(&self->at[k], window, t, measured[k], &row[k]);
                }
            }
        }
    }
}

/* A ratio may be of ratios; the checks have refused circles. */
double pk_kpis_value(const pk_kpis_t *self, const double *row, int k)
{
    const pk_kpi_plan_t *kpi = &self->at[k];
    if (kpi->reduce != PK_RATIO) {
        return row[k];
    }
    const double below = pk_kpis_value(self, row, kpi->below);
    return below != 0 ? pk_kpis_value(self, row, kpi->above) / below : NAN;
}

static void finish_one(const pk_kpis_t *self, const pk_window_t *window, bool single, double *row)
{
    for (int k = 0; k < self->count; k++) {
        const pk_kpi_plan_t *kpi = &self->at[k];
        if (single && !kpi->by_group) {
            row[k] = NAN;
        } else if (kpi->reduce == PK_AVERAGE) {
            row[k] /= window->last - window->first + 1;
        }
    }
    for (int k = 0; k < self->count; k++) {
        if (self->at[k].reduce == PK_RATIO && !(single && !self->at[k].by_group)) {
            row[k] = pk_kpis_value(self, row, k);
        }
    }
}

void pk_kpis_finish(const pk_kpis_t *self, double *accumulators)
{
    for (int w = 0; w < self->nwindow; w++) {
        for (int group = 0; group < self->ngroup; group++) {
            finish_one(self, &self->windows[w], group > 0,
                       &accumulators[((long)w * self->ngroup + group) * self->count]);
        }
    }
}
