/* A row for each stay, in steps: from the step in which the stage was entered until that in which it was left, for
 * which stage; or until the horizon, censored. Stages that take no time are passed: `next` is where the customer stays
 * next. A stay that begins in the last step has shown nothing and has no row. */
#include "report/journeys_parts.h"

static void open_intervals(pk_journeys_t *self)
{
    pk_journeys_names(self, pk_text_csv);
}

static void begin(pk_journeys_t *self)
{
    pk_out_literal(self->out, "id,stage,from,until,next,censored,persona,age\n");
}

typedef struct {
    int stage; /* -1: nowhere yet */
    int from;
    int age; /* steps that it had lasted at `from` */
} stay_t;

/* next -1: it goes on. */
static void row(pk_journeys_t *self, const pk_journey_t *journey, pk_piece_t id, const stay_t *stay, int until,
                int next)
{
    pk_out_t *out = self->out;
    pk_out_piece(out, id);
    pk_out_char(out, ',');
    pk_out_piece(out, self->stages[stay->stage]);
    pk_out_char(out, ',');
    pk_out_digits(out, (uint64_t)stay->from);
    pk_out_char(out, ',');
    pk_out_digits(out, (uint64_t)until);
    pk_out_char(out, ',');
    if (next >= 0) {
        pk_out_piece(out, self->stages[next]);
    }
    pk_out_bytes_fast(out, next >= 0 ? ",0," : ",1,", 3);
    pk_out_piece(out, self->personas[journey->persona]);
    pk_out_char(out, ',');
    pk_out_digits(out, (uint64_t)stay->age);
    pk_out_char(out, '\n');
}

static void take(pk_journeys_t *self, const pk_journey_t *journey)
{
    const pk_journey_book_t *book = self->book;
    const pk_piece_t id = pk_journeys_id(self, journey);
    stay_t stay = {.stage = journey->start_stage, .age = journey->start_age};
    for (long k = 0; k < journey->count; k++) {
        const pk_journey_event_t *event = &journey->events[k];
        const pk_journey_flow_t *flow = &book->flows[event->flow];
        if (flow->event || book->instant[flow->to]) {
            continue;
        }
        if (stay.stage >= 0) {
            row(self, journey, id, &stay, event->step, flow->to);
        }
        stay = (stay_t){.stage = flow->to, .from = event->step};
    }
    if (stay.stage >= 0 && stay.from < book->nstep) {
        row(self, journey, id, &stay, book->nstep, -1);
    }
}

const pk_journeys_format_t pk_journeys_intervals = {
    .name = "intervals", .passes = 1, .open = open_intervals, .begin = begin, .take = take};
