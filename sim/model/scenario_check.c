/* What only a model and a scenario together can get wrong: schedules over the horizon, drivers without dates. */
#include <stdlib.h>

#include "model/driver_form.h"
#include "model/read_scenario.h"
#include "model/schedule.h"

/* Whether the scenario's own spend stands in its place, so that it is never asked for. */
static bool replaced(const pk_scenario_t *scenario, const pk_number_t *number)
{
    for (int i = 0; i < scenario->model->ndriver; i++) {
        const pk_driver_t *driver = &scenario->model->drivers[i];
        if (driver->kind != PK_DRIVER_CHANNEL || pk_channel_of(driver)->spend != number ||
            scenario->spend[i]->kind == PK_NUMBER_NONE) {
            continue;
        }
        const pk_number_t *lowest = scenario->spend[i];
        while (lowest->under) {
            lowest = lowest->under;
        }
        return lowest != number;
    }
    return false;
}

static void check_dated(pk_plan_reader_t *self)
{
    const pk_model_t *model = self->scenario->model;
    for (int i = 0; i < model->ndriver && !self->scenario->calendar.dated; i++) {
        const pk_driver_form_t *form = pk_driver_forms[model->drivers[i].kind];
        if (form->dated) {
            pk_error(self->reader.diag, model->drivers[i].place,
                     "write `start:` in the scenario, for example start: 2026-03-01",
                     "the %s %s needs dates, but the scenario has no start", form->word, model->drivers[i].name);
        }
    }
}

/* x0 ^ (now - today) is endless below today: only a setting of today or more has a meaning. */
static void check_lever(pk_plan_reader_t *self, int index)
{
    const pk_driver_t *lever = &self->scenario->model->drivers[index];
    const pk_number_t *now = self->scenario->levers[index];
    if (now->kind == PK_NUMBER_NONE || pk_least(now) >= pk_least(pk_lever_of(lever)->value)) {
        return;
    }
    for (int i = 0; i < lever->neffect; i++) {
        const pk_number_t *strength = lever->effects[i].strength;
        if (strength && strength->sign == PK_TIMES && pk_is_plain(strength) && strength->value == 0) {
            pk_error(self->reader.diag, now->place, "write an x above 0 there, or a setting of today or more here",
                     "%s has the effect x0 and can only go up from what it is today", lever->name);
        }
    }
}

static void check_levers(pk_plan_reader_t *self)
{
    for (int i = 0; i < self->scenario->model->ndriver; i++) {
        if (self->scenario->model->drivers[i].kind == PK_DRIVER_LEVER && self->scenario->levers[i]) {
            check_lever(self, i);
        }
    }
}

void pk_check_schedules(pk_plan_reader_t *self)
{
    const pk_scenario_t *scenario = self->scenario;
    const pk_calendar_t *calendar = &scenario->calendar;
    const pk_numbers_t *book = &scenario->model->numbers;
    if (self->no_time) {
        return;
    }
    int *pieces = pk_heap((size_t)calendar->steps, sizeof *pieces);
    double *values = pk_heap((size_t)calendar->steps, sizeof *values);
    for (int i = 0; i < book->count; i++) {
        const pk_number_t *number = book->all[i];
        if (number->kind != PK_NUMBER_SCHEDULE || replaced(scenario, number)) {
            continue;
        }
        const pk_status_t status = number->series
                                       ? pk_series_resolve(number, calendar, values, self->reader.diag)
                                       : pk_schedule_resolve(number, calendar, pieces, NULL, self->reader.diag);
        PK_REQUIRE(!status || self->reader.diag->errors > 0);
    }
    free(pieces);
    free(values);
    check_dated(self);
    check_levers(self);
}
