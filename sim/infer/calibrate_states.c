/* state.csv: where each row of the posterior stands at the last observed step. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "infer/calibrate.h"
#include "infer/end_state.h"

typedef struct {
    char *text; /* heap */
    size_t length, room;
} pk_lines_t;

static void append(pk_lines_t *self, const char *format, ...)
{
    for (;;) {
        va_list arguments;
        va_start(arguments, format);
        const size_t left = self->room - self->length;
        const int wanted = vsnprintf(self->text != NULL ? self->text + self->length : NULL, left, format, arguments);
        va_end(arguments);
        PK_REQUIRE(wanted >= 0);
        if ((size_t)wanted < left) {
            self->length += (size_t)wanted;
            return;
        }
        self->room = 2 * self->room + (size_t)wanted + (1 << 16);
        self->text = pk_heap_resize(self->text, self->room, 1);
    }
}

/* ---- one state ---- */

typedef struct {
    pk_lines_t lines;
    const pk_plan_t *plan;
    char date[PK_DATE_TEXT]; /* the first day after it */
    int step;
} pk_writer_t;

/* chain,draw,step,date,what,name,persona,age,value; names have neither commas nor quotes. */
static void line(pk_writer_t *self, const char *head, const char *what, const char *name, int persona, const char *age,
                 double value)
{
    append(&self->lines, "%s,%d,%s,%s,%s,%s,%s,%.17g\n", head, self->step, self->date, what, name,
           persona >= 0 ? self->plan->model->personas[persona].name : "", age, value);
}

static void write_people(pk_writer_t *self, const char *head, const pk_end_state_t *state)
{
    for (int k = 0; k < state->npeople; k++) {
        const pk_people_t *people = &state->people[k];
        char age[64];
        (void)snprintf(age, sizeof age, people->old ? "%.17g:%.17g" : "%.17g", people->age, people->pace);
        line(self, head, people->old ? "old" : "stage", self->plan->model->stages[people->stage].name, people->persona,
             age, people->count);
    }
}

static void write_rest(pk_writer_t *self, const char *head, const pk_end_state_t *state)
{
    const pk_plan_t *plan = self->plan;
    for (int f = 0; f < state->nflow; f++) {
        for (int g = 0; g < state->npersona; g++) {
            if (state->flow[f * state->npersona + g] != 0) {
                line(self, head, "flow", plan->flows[f].name, g, "", state->flow[f * state->npersona + g]);
            }
        }
    }
    for (int d = 0; d < state->ndriver; d++) {
        if (state->level[d] != 0) {
            line(self, head, "level", plan->drivers[d].driver->name, -1, "", state->level[d]);
        }
    }
    for (int c = 0; c < state->ncapacity; c++) {
        line(self, head, "waiting", plan->capacities[c].name, -1, "", state->waiting[c]);
        line(self, head, "capacity", plan->capacities[c].name, -1, "", state->capacity[c]);
    }
    line(self, head, "made", "", -1, "", state->made);
}

/* ---- of all rows ---- */

/* One filter with all stages in its state; without series, runs. */
pk_status_t pk_calibrate_open_filter(pk_fit_t *fit, pk_filter_t *filter, int last, pk_diag_t *diag)
{
    const pk_calibration_t *calibration = fit->calibration;
    const pk_filter_options_t options = {.plan = &fit->plan,
                                         .series = calibration->series,
                                         .nseries = calibration->nseries,
                                         .last_step = last,
                                         .chains = 1,
                                         .whole = true};
    return fit->has_filter ? pk_filter_init(filter, &options, diag) : PK_OK;
}

pk_status_t pk_calibrate_state(pk_fit_t *fit, pk_filter_t *filter, int last, long row, double *draws,
                               pk_end_state_t *state)
{
    const bool expected = fit->calibration->scenario->engine == PK_ENGINE_EXPECTED;
    pk_fit_draws(fit, row, draws);
    return fit->has_filter && !expected
               ? pk_end_state_draw(filter, 0, draws, (uint64_t)row, state)
               : pk_end_state_run(&fit->plan, expected ? &pk_chance_expected : &pk_chance_cohort, draws, (uint64_t)row,
                                  last, state);
}

pk_status_t pk_calibrate_states(pk_fit_t *fit, pk_calibrated_t *out, pk_diag_t *diag)
{
    const pk_calendar_t *calendar = &fit->plan.calendar;
    pk_writer_t writer = {.plan = &fit->plan, .step = calendar->steps};
    pk_filter_t filter = {0};
    pk_end_state_t state = {0};
    double *draws = pk_heap((size_t)fit->plan.nslot + 1, sizeof *draws);
    pk_status_t status = pk_calibrate_open_filter(fit, &filter, calendar->steps, diag);
    if (calendar->dated) {
        pk_date_write(pk_step_date(calendar, calendar->steps + 1), writer.date);
    }
    for (long k = 0; k < out->nrow && status == PK_OK; k++) {
        char head[64];
        (void)snprintf(head, sizeof head, "%d,%ld", out->row_chain[k] + 1, out->row_draw[k] + 1);
        if (pk_calibrate_state(fit, &filter, calendar->steps, k, draws, &state) == PK_OK) {
            write_people(&writer, head, &state);
            write_rest(&writer, head, &state);
        }
    }
    char *kept = pk_arena_take(&out->arena, writer.lines.length + 1, 1);
    if (writer.lines.length > 0) {
        memcpy(kept, writer.lines.text, writer.lines.length);
    }
    out->state = status == PK_OK ? kept : NULL;
    out->state_length = writer.lines.length;
    pk_end_state_free(&state);
    if (fit->has_filter) {
        pk_filter_free(&filter);
    }
    free(draws);
    free(writer.lines.text);
    return status;
}
