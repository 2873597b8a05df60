/* state.csv: where each row of the posterior stands at the last observed step. */
#include <math.h>
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

/* The sum of a stage and persona where it is not quite that of its rows: round-off of means. */
static void write_count(pk_writer_t *self, const char *head, const pk_standing_t *state, int cell)
{
    double sum = 0;
    for (int k = state->first[cell]; k < state->first[cell + 1]; k++) {
        sum += state->people[k].count;
    }
    if (sum != state->count[cell]) {
        line(self, head, "count", self->plan->model->stages[cell / state->npersona].name, cell % state->npersona, "",
             state->count[cell]);
    }
}

static void write_people(pk_writer_t *self, const char *head, const pk_standing_t *state)
{
    for (int k = 0; k < state->npeople; k++) {
        const pk_people_t *people = &state->people[k];
        char age[64];
        (void)snprintf(age, sizeof age, people->old ? "%.17g:%.17g" : "%.17g", people->age, people->pace);
        line(self, head, people->old ? "old" : "stage", self->plan->model->stages[people->stage].name, people->persona,
             age, people->count);
    }
    for (int cell = 0; cell < state->nstage * state->npersona; cell++) {
        write_count(self, head, state, cell);
    }
}

static void write_flows(pk_writer_t *self, const char *head, const pk_standing_t *state)
{
    for (int cell = 0; cell < state->nflow * state->npersona; cell++) {
        if (state->flow[cell] != 0) {
            line(self, head, "flow", self->plan->flows[cell / state->npersona].name, cell % state->npersona, "",
                 state->flow[cell]);
        }
    }
}

static void write_drivers(pk_writer_t *self, const char *head, const pk_standing_t *state)
{
    for (int d = 0; d < state->ndriver; d++) {
        if (!isnan(state->level[d])) {
            line(self, head, "level", self->plan->drivers[d].driver->name, -1, "", state->level[d]);
        }
    }
    for (int d = 0; d < state->ndriver; d++) {
        for (int lag = 0; lag < state->spent[d].count; lag++) {
            char back[16];
            (void)snprintf(back, sizeof back, "%d", lag);
            line(self, head, "spent", self->plan->drivers[d].driver->name, -1, back, state->spent[d].at[lag]);
        }
    }
}

static void write_state(pk_writer_t *self, const char *head, const pk_standing_t *state)
{
    write_people(self, head, state);
    write_flows(self, head, state);
    write_drivers(self, head, state);
    for (int c = 0; c < state->ncapacity; c++) {
        line(self, head, "waiting", self->plan->capacities[c].name, -1, "", state->waiting[c]);
    }
    for (int c = 0; c < state->ncapacity; c++) {
        line(self, head, "capacity", self->plan->capacities[c].name, -1, "", state->capacity[c]);
    }
    line(self, head, "population", "", -1, "", state->population);
    line(self, head, "market", "", -1, "", state->market);
}

/* ---- of all rows ---- */

pk_status_t pk_ends_init(pk_ends_t *self, pk_fit_t *fit, int last, pk_diag_t *diag)
{
    const pk_calibration_t *calibration = fit->calibration;
    const bool expected = calibration->scenario->engine == PK_ENGINE_EXPECTED;
    *self = (pk_ends_t){.fit = fit, .last = last, .filtered = fit->has_filter && !expected};
    const pk_filter_options_t options = {.plan = &fit->plan,
                                         .series = calibration->series,
                                         .nseries = calibration->nseries,
                                         .last_step = last,
                                         .chains = 1,
                                         .whole = true};
    if (self->filtered) {
        return pk_filter_init(&self->filter, &options, diag);
    }
    pk_end_runs_init(&self->runs, &fit->plan, expected ? &pk_chance_expected : &pk_chance_cohort);
    return PK_OK;
}

void pk_ends_free(pk_ends_t *self)
{
    if (self->filtered) {
        pk_filter_free(&self->filter);
    } else {
        pk_end_runs_free(&self->runs);
    }
    *self = (pk_ends_t){0};
}

pk_status_t pk_ends_state(pk_ends_t *self, long row, double *draws, pk_standing_t *state)
{
    pk_fit_draws(self->fit, row, draws);
    return self->filtered ? pk_end_state_draw(&self->filter, 0, draws, (uint64_t)row, state)
                          : pk_end_state_run(&self->runs, draws, (uint64_t)row, self->last, state);
}

pk_status_t pk_calibrate_states(pk_fit_t *fit, pk_calibrated_t *out, pk_diag_t *diag)
{
    const pk_calendar_t *calendar = &fit->plan.calendar;
    pk_writer_t writer = {.plan = &fit->plan, .step = calendar->steps};
    pk_ends_t ends;
    pk_standing_t state = {0};
    double *draws = pk_heap((size_t)fit->plan.nslot + 1, sizeof *draws);
    pk_status_t status = pk_ends_init(&ends, fit, calendar->steps, diag);
    if (calendar->dated) {
        pk_date_write(pk_step_date(calendar, calendar->steps + 1), writer.date);
    }
    const long rows =
        fit->plan.nodes.count == 1 ? out->nrow : 0; /* customers who differ are of this horizon's groups */
    for (long k = 0; k < rows && status == PK_OK; k++) {
        char head[64];
        (void)snprintf(head, sizeof head, "%d,%ld", out->row_chain[k] + 1, out->row_draw[k] + 1);
        if (pk_ends_state(&ends, k, draws, &state) == PK_OK) {
            write_state(&writer, head, &state);
        }
    }
    char *kept = pk_arena_take(&out->arena, writer.lines.length + 1, 1);
    if (writer.lines.length > 0) {
        memcpy(kept, writer.lines.text, writer.lines.length);
    }
    out->state = status == PK_OK ? kept : NULL;
    out->state_length = writer.lines.length;
    pk_standing_free(&state);
    pk_ends_free(&ends);
    free(draws);
    free(writer.lines.text);
    return status;
}
