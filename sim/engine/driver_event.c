/* An event: its value is the part of the step's days that lie in one of its spans (`days` days from each date on); a
 * day in two of them counts once. Today it is 0. */
#include "engine/drivers.h"

/* How many of the days first..last-1 lie in a span. Dates are in order. */
static long covered(const pk_event_t *event, long first, long last)
{
    long sum = 0, from = first;
    for (int i = 0; i < event->ndate && event->dates[i] < last; i++) {
        const long begin = event->dates[i] > from ? event->dates[i] : from;
        const long end = event->dates[i] + event->days < last ? event->dates[i] + event->days : last;
        if (begin < end) {
            sum += end - begin;
            from = end;
        }
    }
    return sum;
}

static void compile(pk_compiler_t *self, const pk_driver_t *from, pk_driver_plan_t *to)
{
    const pk_calendar_t *calendar = &self->plan->calendar;
    pk_event_plan_t *own = to->own;
    own->dial = pk_compile_dial(self, "events", from->name);
    if (!calendar->dated) {
        return;
    }
    double *part = PK_ARRAY(&self->plan->arena, double, self->plan->nstep + 1);
    for (int t = 1; t <= self->plan->nstep; t++) {
        const long first = pk_step_date(calendar, t), next = pk_step_date(calendar, t + 1);
        part[t] = (double)covered(pk_event_of(from), first, next) / (double)(next - first);
    }
    own->part = part;
}

static void today(const pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    (void)sim, (void)driver;
    state->value = 0;
}

static void now(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    const pk_event_plan_t *event = driver->own;
    state->value = pk_dialed(event->dial, sim->draws, event->part == NULL ? 0 : event->part[t]);
}

static pk_move_t without(const pk_driver_plan_t *driver)
{
    return (pk_move_t){.slot = ((const pk_event_plan_t *)driver->own)->dial.level, .value = 0};
}

static bool is_idle(const pk_plan_t *plan, const pk_driver_plan_t *driver, const double *draws)
{
    const pk_event_plan_t *event = driver->own;
    int t = 1;
    while (t <= plan->nstep && pk_dialed(event->dial, draws, event->part == NULL ? 0 : event->part[t]) == 0) {
        t++;
    }
    return t > plan->nstep;
}

/* Spans that meet are one. */
static const pk_days_t *spans(const pk_plan_t *plan, const pk_driver_plan_t *driver, pk_arena_t *arena, int *count)
{
    const pk_event_t *event = pk_event_of(driver->driver);
    pk_days_t *all = PK_ARRAY(arena, pk_days_t, event->ndate + 1);
    const bool dated = plan->calendar.dated;
    const long begin = dated ? pk_step_date(&plan->calendar, 1) : 0;
    const long end = dated ? pk_step_date(&plan->calendar, plan->nstep + 1) - 1 : -1;
    *count = 0;
    for (int i = 0; i < event->ndate; i++) {
        const long first = event->dates[i] > begin ? event->dates[i] : begin;
        const long until = event->dates[i] + event->days - 1, last = until < end ? until : end;
        if (first <= last && *count > 0 && first <= all[*count - 1].last + 1) {
            all[*count - 1].last = last;
        } else if (first <= last) {
            all[(*count)++] = (pk_days_t){first, last};
        }
    }
    return all;
}

static void tell(const pk_plan_t *plan, const pk_driver_plan_t *driver, pk_diag_t *diag)
{
    const pk_event_plan_t *event = driver->own;
    char first[PK_DATE_TEXT], last[PK_DATE_TEXT];
    for (int t = 1; event->part != NULL && t <= plan->nstep; t++) {
        if (event->part[t] > 0) {
            return;
        }
    }
    if (event->part != NULL) {
        pk_date_write(pk_step_date(&plan->calendar, 1), first);
        pk_date_write(pk_step_date(&plan->calendar, plan->nstep + 1) - 1, last);
        pk_warning(diag, driver->driver->place, "write its dates of that time, or leave it out",
                   "the event %s does nothing: it has no day from %s to %s", driver->driver->name, first, last);
    }
}

static const char *says(const pk_driver_plan_t *driver, const double *draws, pk_arena_t *arena)
{
    (void)draws;
    return pk_arena_format(arena, "The written probabilities are those of ordinary days, without the event %s.",
                           driver->driver->name);
}

const struct pk_driver_ops pk_driver_event = {
    .name = "event",
    .has_response = true,
    .size = sizeof(pk_event_plan_t),
    .compile = compile,
    .begin = pk_driver_idle_begin,
    .today = today,
    .now = now,
    .close = pk_driver_idle_close,
    .multiplier = pk_multiplier_response,
    .spans = spans,
    .tell = tell,
    .says = says,
    .without = without,
    .is_idle = is_idle,
};
