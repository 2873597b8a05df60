/* A row for where each customer began or came in, and one for each stage entered and each event: what the readers of
 * logs in this program, and most others, take. */
#include "report/journeys_parts.h"

/* ",STAGE,PERSONA," by persona and stage, and ",DAY" by step. */
typedef struct {
    pk_piece_t *places, *days;
} rows_t;

static void open_log(pk_journeys_t *self)
{
    const pk_journey_book_t *book = self->book;
    const char part = self->marks->separator;
    pk_journeys_names(self, pk_journeys_cell(self));
    rows_t *rows = self->own = PK_NEW(&self->arena, rows_t);
    rows->places = PK_ARRAY(&self->arena, pk_piece_t, book->npersona * book->nstage);
    rows->days = PK_ARRAY(&self->arena, pk_piece_t, book->nstep + 1);
    for (int k = 0; k < book->npersona * book->nstage; k++) {
        rows->places[k] = pk_piece_format(&self->arena, "%c%s%c%s%c", part, self->stages[k % book->nstage].text, part,
                                          self->personas[k / book->nstage].text, part);
    }
    for (int t = 0; t <= book->nstep; t++) {
        rows->days[t] = pk_piece_format(&self->arena, "%c%s", part, self->days[t].text);
    }
}

static void begin(pk_journeys_t *self)
{
    pk_journeys_head(self, "customer_id,timestamp,stage,persona,revenue");
}

static void row(const pk_journeys_t *self, pk_piece_t id, pk_piece_t day, pk_piece_t place, double revenue)
{
    pk_out_t *out = self->out;
    pk_out_piece(out, id);
    pk_out_piece(out, day);
    pk_out_piece(out, place);
    pk_out_number_marked(out, revenue, self->marks->decimal);
    pk_out_char(out, '\n');
}

static void take(pk_journeys_t *self, const pk_journey_t *journey)
{
    const rows_t *rows = self->own;
    const pk_piece_t id = pk_journeys_id(self, journey);
    const pk_piece_t *places = rows->places + (long)journey->persona * self->book->nstage;
    if (journey->start_stage >= 0) {
        row(self, id, rows->days[0], places[journey->start_stage], 0);
    }
    for (long k = 0; k < journey->count; k++) {
        const pk_journey_event_t *event = &journey->events[k];
        row(self, id, rows->days[event->step], places[self->book->flows[event->flow].to], event->revenue);
    }
}

const pk_journeys_format_t pk_journeys_log = {
    .name = "log", .passes = 1, .open = open_log, .begin = begin, .take = take};
