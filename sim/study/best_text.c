/* A plan as the text of a scenario: what is spent by period, every digit. */
#include "study/best_parts.h"

static const char *end_of(const pk_best_work_t *self, const pk_period_t *period, pk_arena_t *arena)
{
    const pk_calendar_t *calendar = &self->file->scenario->calendar;
    if (!calendar->dated) {
        return pk_arena_format(arena, "%d", period->last);
    }
    char date[PK_DATE_TEXT];
    pk_date_write(pk_step_date(calendar, period->last + 1) - 1, date);
    return pk_arena_copy(arena, date);
}

static const char *of_driver(const pk_best_work_t *self, int m, const double *x, pk_arena_t *arena)
{
    const char *name = self->file->scenario->model->drivers[self->moved[m]].name;
    const double *values = &x[m * self->nperiod];
    if (self->nperiod == 1) {
        return pk_arena_format(arena, "  %s: %.17g\n", name, values[0]);
    }
    const char *text = pk_arena_format(arena, "  %s:\n", name);
    for (int p = 0; p < self->nperiod; p++) {
        const pk_period_t *period = &self->periods[p];
        text = pk_arena_format(arena, "%s    - {from: %s, until: %s, value: %.17g}\n", text, period->key,
                               end_of(self, period, arena), values[p]);
    }
    return text;
}

const char *pk_best_target(const pk_optimisation_t *file, pk_arena_t *arena)
{
    const pk_least_spend_t *goal = &file->least_spend;
    if (goal->kpi == NULL) {
        return "";
    }
    const char *by = goal->by != NULL ? goal->by : pk_arena_format(arena, "%d", file->scenario->calendar.steps);
    return pk_arena_format(arena, "targets:\n  %s: {at_least: %.17g, by: %s}\n", goal->kpi, goal->at_least, by);
}

const char *pk_best_text(const pk_best_work_t *self, const double *x, pk_arena_t *arena)
{
    const pk_model_t *model = self->file->scenario->model;
    const char *spend = "", *levers = "";
    for (int m = 0; m < self->nmoved; m++) {
        const bool is_channel = model->drivers[self->moved[m]].kind == PK_DRIVER_CHANNEL;
        const char **to = is_channel ? &spend : &levers;
        *to = pk_arena_format(arena, "%s%s", *to, of_driver(self, m, x, arena));
    }
    return pk_arena_format(arena, "%s%s%s%s%s", *spend != '\0' ? "spend:\n" : "", spend,
                           *levers != '\0' ? "levers:\n" : "", levers, pk_best_target(self->file, arena));
}
