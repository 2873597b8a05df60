/* A row for each stay, in steps: from the step in which the stage was entered until that in which it was left, for
 * which stage; or until the horizon, censored. Stages that take no time are passed: `next` is where the customer stays
 * next. A stay that begins in the last step has shown nothing and has no row. */
#include "report/journeys_parts.h"

/* ",STAGE," by stage; what stands behind `until`, ",NEXT,CENSORED,PERSONA,", by persona and next stage or, last, none.
 */
typedef struct {
    pk_piece_t *stages, *ends;
} rows_t;

static void open_intervals(pk_journeys_t *self)
{
    const int stages = self->book->nstage, personas = self->book->npersona;
    const char part = self->marks->separator;
    pk_journeys_names(self, pk_journeys_cell(self));
    rows_t *rows = self->own = PK_NEW(&self->arena, rows_t);
    rows->stages = PK_ARRAY(&self->arena, pk_piece_t, stages);
    rows->ends = PK_ARRAY(&self->arena, pk_piece_t, personas * (stages + 1));
    for (int i = 0; i < stages; i++) {
        rows->stages[i] = pk_piece_format(&self->arena, "%c%s%c", part, self->stages[i].text, part);
    }
    for (int k = 0; k < personas * (stages + 1); k++) {
        const int next = k % (stages + 1);
        const bool ends = next < stages;
        rows->ends[k] = pk_piece_format(&self->arena, "%c%s%c%d%c%s%c", part, ends ? self->stages[next].text : "", part,
                                        !ends, part, self->personas[k / (stages + 1)].text, part);
    }
}

static void begin(pk_journeys_t *self)
{
    pk_journeys_head(self, "id,stage,from,until,next,censored,persona,age");
}

typedef struct {
    int stage; /* -1: nowhere yet */
    int from;
    int age; /* steps that it had lasted at `from` */
} stay_t;

/* next nstage: it goes on. */
static void row(pk_journeys_t *self, const pk_journey_t *journey, pk_piece_t id, const stay_t *stay, int until,
                int next)
{
    const rows_t *rows = self->own;
    pk_out_t *out = self->out;
    pk_out_piece(out, id);
    pk_out_piece(out, rows->stages[stay->stage]);
    pk_out_digits(out, (uint64_t)stay->from);
    pk_out_char(out, self->marks->separator);
    pk_out_digits(out, (uint64_t)until);
    pk_out_piece(out, rows->ends[(long)journey->persona * (self->book->nstage + 1) + next]);
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
        row(self, journey, id, &stay, book->nstep, book->nstage);
    }
}

const pk_journeys_format_t pk_journeys_intervals = {
    .name = "intervals", .passes = 1, .open = open_intervals, .begin = begin, .take = take};
