/* What of today's plan may be moved: by channel or lever and period, between which bounds, within which sums. */
#include <math.h>
#include <string.h>

#include "engine/drivers.h"
#include "engine/outcome.h"
#include "study/best_parts.h"

enum { DRAWS_FOR_MEANS = 32 };

/* ---- periods ---- */

/* What a step shares with the others of its period. */
static long period_number(const pk_calendar_t *calendar, pk_periods_t periods, int t)
{
    static const int of_months[] = {[PK_PERIODS_MONTH] = 1, [PK_PERIODS_QUARTER] = 3, [PK_PERIODS_YEAR] = 12};
    if (periods == PK_PERIODS_NONE) {
        return 0;
    }
    if (periods == PK_PERIODS_WEEK) {
        return calendar->step == PK_DAY ? (t - 1) / 7 : t;
    }
    if (!calendar->dated) {
        const int months = calendar->step == PK_YEAR ? 12 : 1;
        return (t - 1) * months / of_months[periods];
    }
    int year, month, day;
    pk_date_split(pk_step_date(calendar, t), &year, &month, &day);
    return (year * 12L + month - 1) / of_months[periods];
}

static const char *period_label(const pk_calendar_t *calendar, pk_periods_t periods, int t, const char *key,
                                pk_arena_t *arena)
{
    int year, month, day;
    if (!calendar->dated) {
        return key;
    }
    pk_date_split(pk_step_date(calendar, t), &year, &month, &day);
    switch (periods) {
    case PK_PERIODS_MONTH:
        return calendar->step == PK_YEAR ? key : pk_arena_format(arena, "%04d-%02d", year, month);
    case PK_PERIODS_QUARTER:
        return calendar->step == PK_YEAR ? key : pk_arena_format(arena, "%04d-Q%d", year, (month - 1) / 3 + 1);
    case PK_PERIODS_YEAR:
        return pk_arena_format(arena, "%04d", year);
    default:
        return key;
    }
}

static const char *period_key(const pk_calendar_t *calendar, int t, pk_arena_t *arena)
{
    char date[PK_DATE_TEXT];
    if (!calendar->dated) {
        return pk_arena_format(arena, "%d", t);
    }
    pk_date_write(pk_step_date(calendar, t), date);
    return pk_arena_copy(arena, date);
}

static pk_status_t find_periods(pk_best_work_t *self, pk_diag_t *diag)
{
    const pk_optimisation_t *file = self->file;
    const pk_calendar_t *calendar = &file->scenario->calendar;
    if (file->periods > PK_PERIODS_WEEK && !calendar->dated && calendar->step < PK_MONTH) {
        return pk_error(diag, file->periods_place, "write start: in the scenario, or leave periods: out",
                        "months, quarters and years need a calendar, and today's plan has no start:");
    }
    self->periods = PK_ARRAY(&self->arena, pk_period_t, calendar->steps);
    for (int t = 1; t <= calendar->steps; t++) {
        pk_period_t *last = self->nperiod > 0 ? &self->periods[self->nperiod - 1] : NULL;
        if (last != NULL &&
            period_number(calendar, file->periods, t) == period_number(calendar, file->periods, last->first)) {
            last->last = t;
            continue;
        }
        const char *key = period_key(calendar, t, &self->arena);
        self->periods[self->nperiod++] = (pk_period_t){
            .first = t, .last = t, .key = key, .label = period_label(calendar, file->periods, t, key, &self->arena)};
    }
    if (self->nperiod == 1) {
        self->periods[0].label = "all";
    }
    return PK_OK;
}

/* ---- today ---- */

/* What of a driver is decided at step t: spend as it is written, or where a lever stands. */
static double decided(const pk_plan_t *plan, int d, const double *draws, int t)
{
    const pk_driver_plan_t *driver = &plan->drivers[d];
    const pk_lever_plan_t *lever = pk_lever_plan_of(driver);
    return lever != NULL ? pk_dialed(lever->dial, draws, pk_quantity(lever->now, draws, t))
                         : pk_spend(plan, driver, draws, t);
}

/* Its mean over steps first..last and some draws; to the last digit where it is one number. */
static double mean_of(const pk_plan_t *plan, int d, const double *draws, int first, int last)
{
    const double one = decided(plan, d, draws, first);
    double sum = 0;
    bool same = true;
    for (int run = 0; run < DRAWS_FOR_MEANS; run++) {
        for (int t = first; t <= last; t++) {
            const double value = decided(plan, d, &draws[run * plan->nslot], t);
            same = same && value == one;
            sum += value;
        }
    }
    return same ? one : sum / DRAWS_FOR_MEANS / (last - first + 1);
}

static double *some_draws(pk_best_work_t *self)
{
    double *draws = PK_ARRAY(&self->arena, double, (long)DRAWS_FOR_MEANS * self->today.nslot);
    pk_sim_t sim;
    pk_sim_init(&sim, &self->today, &pk_chance_expected);
    for (int run = 0; run < DRAWS_FOR_MEANS; run++) {
        (void)pk_assumptions_draw(&sim, (uint64_t)run, &draws[run * self->today.nslot], NULL);
    }
    pk_sim_free(&sim);
    return draws;
}

/* ---- amounts ---- */

static void find_moved(pk_best_work_t *self)
{
    const pk_model_t *model = self->file->scenario->model;
    self->moved = PK_ARRAY(&self->arena, int, model->ndriver + 1);
    for (int levers = 0; levers < 2; levers++) {
        for (int d = 0; d < model->ndriver; d++) {
            if (self->file->ranges[d].moves && (model->drivers[d].kind == PK_DRIVER_LEVER) == levers) {
                self->moved[self->nmoved++] = d;
            }
        }
    }
}

static pk_status_t bound_amount(const pk_best_work_t *self, int d, const pk_period_t *period, pk_amount_t *amount,
                                pk_diag_t *diag)
{
    const pk_range_t *range = &self->file->ranges[d];
    const char *name = self->file->scenario->model->drivers[d].name;
    const double change = self->file->change * fabs(amount->today);
    amount->least = isnan(range->least) ? 0 : range->least;
    amount->most = isnan(range->most) ? INFINITY : range->most;
    if (!isnan(change)) {
        amount->least = fmax(amount->least, amount->today - change);
        amount->most = fmin(amount->most, amount->today + change);
    }
    if (amount->least > amount->most) {
        return pk_error(diag, range->place, "make change: larger, or move from: and to: nearer to today's",
                        "%s stands at %.6g today (%s), and change: %.6g%% keeps it outside its own range", name,
                        amount->today, period->label, 100 * self->file->change);
    }
    return PK_OK;
}

static pk_status_t find_amounts(pk_best_work_t *self, pk_diag_t *diag)
{
    const double *draws = some_draws(self);
    const pk_model_t *model = self->file->scenario->model;
    const int steps = self->today.nstep;
    pk_status_t status = PK_OK;
    self->namount = self->nmoved * self->nperiod;
    self->amounts = PK_ARRAY(&self->arena, pk_amount_t, self->namount + 1);
    self->most_seen = PK_ARRAY(&self->arena, double, self->nmoved + 1);
    for (int m = 0; m < self->nmoved; m++) {
        const int d = self->moved[m];
        const bool money = model->drivers[d].kind == PK_DRIVER_CHANNEL;
        for (int p = 0; p < self->nperiod; p++) {
            const pk_period_t *period = &self->periods[p];
            pk_amount_t *amount = &self->amounts[m * self->nperiod + p];
            *amount = (pk_amount_t){.today = mean_of(&self->today, d, draws, period->first, period->last),
                                    .weight = money ? period->last - period->first + 1 : 0,
                                    .group = m};
            status = bound_amount(self, d, period, amount, diag) != PK_OK ? PK_BAD_INPUT : status;
        }
        for (int t = 1; t <= steps; t++) {
            self->most_seen[m] = fmax(self->most_seen[m], mean_of(&self->today, d, draws, t, t));
        }
    }
    for (int d = 0; d < model->ndriver; d++) {
        if (pk_is_our_channel(&model->drivers[d])) {
            const double spent = mean_of(&self->today, d, draws, 1, steps) * steps;
            self->spent_today += spent;
            self->fixed += self->file->ranges[d].moves ? 0 : spent;
        }
    }
    return status;
}

/* ---- sums ---- */

double pk_best_budget(const pk_best_work_t *self)
{
    switch (self->file->budget_kind) {
    case PK_BUDGET_AS_PLANNED:
        return self->spent_today;
    case PK_BUDGET_EXTRA:
        return self->spent_today + self->file->budget;
    case PK_BUDGET_AT_MOST:
    case PK_BUDGET_EXACTLY:
        break;
    }
    return self->file->budget;
}

/* A sum of channels over the horizon; what a fixed one spends comes off the bound. */
static void add_sum(pk_best_work_t *self, int which)
{
    const pk_optimise_limit_t *limit = &self->file->limits[which];
    double *c = PK_ARRAY(&self->arena, double, self->namount + 1), fixed = 0;
    const double *draws = some_draws(self);
    for (int k = 0; k < limit->ndriver; k++) {
        const int d = limit->drivers[k];
        if (!self->file->ranges[d].moves) {
            fixed += mean_of(&self->today, d, draws, 1, self->today.nstep) * self->today.nstep;
        }
        for (int i = 0; i < self->namount; i++) {
            c[i] = self->moved[self->amounts[i].group] == d ? self->amounts[i].weight : c[i];
        }
    }
    self->limit_of[self->nlimit] = which;
    self->limits[self->nlimit++] = (pk_sum_limit_t){.c = c, .low = limit->least - fixed, .high = limit->most - fixed};
}

pk_status_t pk_best_amounts(pk_best_work_t *self, pk_diag_t *diag)
{
    const pk_optimisation_t *file = self->file;
    find_moved(self);
    if (self->nmoved == 0) {
        return pk_error(diag, PK_NOWHERE, "let a channel or a lever move",
                        "there is nothing to move: the plan has no channel of ours that is not fixed, and no lever is "
                        "named");
    }
    if (find_periods(self, diag) != PK_OK || find_amounts(self, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    self->limits = PK_ARRAY(&self->arena, pk_sum_limit_t, file->nlimit + 1);
    self->limit_of = PK_ARRAY(&self->arena, int, file->nlimit + 1);
    for (int k = 0; k < file->nlimit; k++) {
        if (file->limits[k].kpi == NULL) {
            add_sum(self, k);
        }
    }
    return PK_OK;
}
