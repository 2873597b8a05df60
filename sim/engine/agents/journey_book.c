#include "engine/agents/journey_book.h"

#include <stdlib.h>

#include "engine/drivers.h"

static void take_names(const pk_plan_t *plan, pk_arena_t *arena, pk_journey_book_t *book)
{
    book->nstage = plan->nstage;
    book->stages = PK_ARRAY(arena, const char *, plan->nstage);
    bool *instant = PK_ARRAY(arena, bool, plan->nstage);
    for (int i = 0; i < plan->nstage; i++) {
        book->stages[i] = pk_arena_copy(arena, plan->stages[i].stage->name);
        instant[i] = plan->stages[i].kind == PK_STAGE_INSTANT;
    }
    book->instant = instant;
    book->npersona = plan->npersona;
    book->personas = PK_ARRAY(arena, const char *, plan->npersona);
    for (int p = 0; p < plan->npersona; p++) {
        book->personas[p] = pk_arena_copy(arena, pk_plan_persona(plan, p)->name);
    }
}

static void take_days(const pk_plan_t *plan, pk_arena_t *arena, pk_journey_book_t *book)
{
    book->nstep = plan->nstep;
    if (!plan->calendar.dated) {
        return;
    }
    long *days = PK_ARRAY(arena, long, plan->nstep + 1);
    for (int t = 0; t <= plan->nstep; t++) {
        days[t] = pk_step_date(&plan->calendar, t);
    }
    book->days = days;
}

static void take_channels(const pk_plan_t *plan, const double *draws, pk_arena_t *arena, pk_journey_book_t *book)
{
    const int channels = book->nchannel = plan->nspend;
    double *spend = PK_ARRAY(arena, double, (plan->nstep + 1L) * channels);
    book->channels = PK_ARRAY(arena, const char *, channels);
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_driver_plan_t *driver = &plan->drivers[d];
        if (driver->spend_column < 0) {
            continue;
        }
        book->channels[driver->spend_column] = pk_arena_copy(arena, driver->driver->name);
        for (int t = 1; t <= plan->nstep; t++) {
            spend[(long)t * channels + driver->spend_column] = pk_spend(plan, driver, draws, t);
        }
    }
    book->spend = spend;
}

static void mark(const pk_plan_t *plan, const pk_effectors_t *effects, bool *acts)
{
    for (int k = 0; k < effects->count; k++) {
        const int channel = plan->drivers[effects->at[k].driver].spend_column;
        if (channel >= 0) {
            acts[channel] = true;
        }
    }
}

static void take_flow(const pk_plan_t *plan, const pk_flow_t *from, bool *acts, pk_arena_t *arena,
                      pk_journey_flow_t *to)
{
    *to = (pk_journey_flow_t){.from = from->from, .to = from->to, .event = from->event, .purchase = from->purchase};
    int *channels = PK_ARRAY(arena, int, plan->nspend);
    for (int c = 0; c < plan->nspend; c++) {
        acts[c] = false;
    }
    mark(plan, &from->effects, acts);
    if (from->from >= 0 && !from->event && from->by == PK_BY_SHARE) {
        mark(plan, &plan->stages[from->from].speed, acts);
    }
    for (int c = 0; c < plan->nspend; c++) {
        if (acts[c]) {
            channels[to->nchannel++] = c;
        }
    }
    to->channels = channels;
}

void pk_journey_book(const pk_plan_t *plan, const double *draws, uint64_t run, pk_arena_t *arena,
                     pk_journey_book_t *book)
{
    const char *currency = plan->model->currency;
    *book = (pk_journey_book_t){.scenario = pk_arena_copy(arena, plan->scenario->name),
                                .model = pk_arena_copy(arena, plan->model->name),
                                .currency = pk_arena_copy(arena, currency != NULL ? currency : ""),
                                .seed = plan->seed,
                                .run = (long)run + 1,
                                .nflow = plan->nflow};
    take_names(plan, arena, book);
    take_days(plan, arena, book);
    take_channels(plan, draws, arena, book);
    pk_journey_flow_t *flows = PK_ARRAY(arena, pk_journey_flow_t, plan->nflow);
    bool *acts = PK_ARRAY(arena, bool, plan->nspend);
    for (int f = 0; f < plan->nflow; f++) {
        take_flow(plan, &plan->flows[f], acts, arena, &flows[f]);
    }
    book->flows = flows;
}

void pk_journeys_of_lives(const pk_lives_t *lives, const pk_journey_taker_t *taker)
{
    pk_journey_event_t *events = pk_heap_resize(NULL, (size_t)lives->nhappened + 1, sizeof *events);
    for (long k = 0; k < lives->nhappened; k++) {
        const pk_happening_t *happened = &lives->happened[k];
        events[k] = (pk_journey_event_t){.step = happened->step, .flow = happened->flow, .revenue = happened->revenue};
    }
    long from = 0;
    for (int who = 0; who < lives->count; who++) {
        long until = from;
        while (until < lives->nhappened && lives->happened[until].who == (uint32_t)who) {
            until++;
        }
        const pk_journey_t journey = {.persona = lives->persona,
                                      .arrived = lives->arrived,
                                      .number = lives->first + (uint64_t)who,
                                      .start_stage = lives->arrived ? -1 : lives->start_stage[who],
                                      .start_age = lives->arrived ? 0 : lives->start_age[who],
                                      .events = events + from,
                                      .count = until - from};
        taker->take(taker->context, &journey);
        from = until;
    }
    free(events);
}
