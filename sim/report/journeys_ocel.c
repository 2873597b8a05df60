/* OCEL 2.0 as JSON, a log of several kinds of objects (ocel-standard.org): customers, their purchases, and campaigns,
 * the channels that cost money. Objects and events are two lists, so customers are asked for twice.
 *
 * An event is with its customer, with the purchase that it is, and with the campaigns that ran: those that act on its
 * transition and had money spent on them in that step. That says what was there, not what caused it. Values are texts,
 * as the schema has them; their types stand in the lists of types. */
#include <math.h>

#include "report/journeys_parts.h"

enum { OBJECTS, EVENTS, PASSES };

typedef struct {
    pk_piece_t *heads;     /* [stage] of an event: between id and time */
    pk_piece_t *campaigns; /* [channel] of the relation of an event */
    pk_piece_t *customers; /* [persona] of the object: behind its id */
} texts_t;

static void open_ocel(pk_journeys_t *self)
{
    const pk_journey_book_t *book = self->book;
    pk_journeys_names(self, pk_text_json);
    texts_t *texts = self->own = PK_NEW(&self->arena, texts_t);
    texts->heads = PK_ARRAY(&self->arena, pk_piece_t, book->nstage);
    texts->campaigns = PK_ARRAY(&self->arena, pk_piece_t, book->nchannel);
    texts->customers = PK_ARRAY(&self->arena, pk_piece_t, book->npersona);
    for (int i = 0; i < book->nstage; i++) {
        texts->heads[i] = pk_piece_format(&self->arena, "\",\"type\":\"%s\",\"time\":\"", self->stages[i].text);
    }
    for (int c = 0; c < book->nchannel; c++) {
        texts->campaigns[c] = pk_piece_format(&self->arena, ",{\"objectId\":\"campaign/%s\",\"qualifier\":\"ran\"}",
                                              pk_text_json(book->channels[c], &self->arena));
    }
    for (int p = 0; p < book->npersona; p++) {
        texts->customers[p] = pk_piece_format(&self->arena,
                                              "\",\"type\":\"customer\",\"attributes\":[{\"name\":\"persona\","
                                              "\"time\":\"1970-01-01T00:00:00Z\",\"value\":\"%s\"}]}",
                                              self->personas[p].text);
    }
}

/* Before each of a list. */
static void item(pk_journeys_t *self)
{
    pk_out_bytes_fast(self->out, self->followed ? ",\n" : "\n", self->followed ? 2 : 1);
    self->followed = true;
}

static void event_types(pk_journeys_t *self)
{
    pk_out_literal(self->out, "\"eventTypes\":[");
    self->followed = false;
    for (int i = 0; i < self->book->nstage; i++) {
        item(self);
        pk_out_literal(self->out, "{\"name\":\"");
        pk_out_piece(self->out, self->stages[i]);
        pk_out_literal(self->out, "\",\"attributes\":[{\"name\":\"revenue\",\"type\":\"float\"}]}");
    }
    pk_out_literal(self->out, "],\n");
}

/* A channel and what was paid for it, where that changes. */
static void campaign(pk_journeys_t *self, int channel)
{
    const pk_journey_book_t *book = self->book;
    pk_arena_t arena = {0};
    item(self);
    pk_out_text(self->out, pk_arena_format(&arena, "{\"id\":\"campaign/%s\",\"type\":\"campaign\",\"attributes\":[",
                                           pk_text_json(book->channels[channel], &arena)));
    pk_arena_free(&arena);
    double before = NAN;
    for (int t = 0; t <= book->nstep; t++) {
        const double spend = book->spend[(long)t * book->nchannel + channel];
        if (spend != before) {
            pk_out_text(self->out, t > 0 ? ",{\"name\":\"spend\",\"time\":\"" : "{\"name\":\"spend\",\"time\":\"");
            pk_journeys_time(self, t, 0);
            pk_out_literal(self->out, "\",\"value\":\"");
            pk_out_number(self->out, spend);
            pk_out_literal(self->out, "\"}");
        }
        before = spend;
    }
    pk_out_literal(self->out, "]}");
}

static void begin(pk_journeys_t *self)
{
    if (self->pass == EVENTS) {
        pk_out_literal(self->out, "\"events\":[");
        self->followed = false;
        return;
    }
    pk_out_literal(self->out, "{\"objectTypes\":[\n"
                              "{\"name\":\"customer\",\"attributes\":[{\"name\":\"persona\",\"type\":\"string\"}]},\n"
                              "{\"name\":\"purchase\",\"attributes\":[{\"name\":\"revenue\",\"type\":\"float\"}]},\n"
                              "{\"name\":\"campaign\",\"attributes\":[{\"name\":\"spend\",\"type\":\"float\"}]}],\n");
    event_types(self);
    pk_out_literal(self->out, "\"objects\":[");
    self->followed = false;
    for (int c = 0; c < self->book->nchannel; c++) {
        campaign(self, c);
    }
}

static void objects(pk_journeys_t *self, const pk_journey_t *journey)
{
    pk_out_t *out = self->out;
    const pk_piece_t id = pk_journeys_id(self, journey);
    uint64_t purchases = 0;
    int order = 0;
    item(self);
    pk_out_literal(out, "{\"id\":\"");
    pk_out_piece(out, id);
    pk_out_piece(out, ((const texts_t *)self->own)->customers[journey->persona]);
    for (long k = 0; k < journey->count; k++) {
        const pk_journey_event_t *event = &journey->events[k];
        order = pk_journeys_order(order, k > 0 ? event - 1 : NULL, event);
        if (!self->book->flows[event->flow].purchase) {
            continue;
        }
        item(self);
        pk_out_literal(out, "{\"id\":\"");
        pk_out_piece(out, id);
        pk_out_char(out, '/');
        pk_out_digits(out, ++purchases);
        pk_out_literal(out, "\",\"type\":\"purchase\",\"attributes\":[{\"name\":\"revenue\",\"time\":\"");
        pk_journeys_time(self, event->step, order);
        pk_out_literal(out, "\",\"value\":\"");
        pk_out_number(out, event->revenue);
        pk_out_literal(out, "\"}],\"relationships\":[{\"objectId\":\"");
        pk_out_piece(out, id);
        pk_out_literal(out, "\",\"qualifier\":\"customer\"}]}");
    }
}

/* What stands in the list of events for one thing that happened. */
typedef struct {
    uint64_t place, purchase; /* its number among the customer's; purchase 0: it is none */
    int stage, step, order;
    double revenue;
} told_t;

static void begin_event(pk_journeys_t *self, pk_piece_t id, const told_t *told)
{
    pk_out_t *out = self->out;
    item(self);
    pk_out_literal(out, "{\"id\":\"");
    pk_out_piece(out, id);
    pk_out_char(out, ':');
    pk_out_digits(out, told->place);
    pk_out_piece(out, ((const texts_t *)self->own)->heads[told->stage]);
    pk_journeys_time(self, told->step, told->order);
    if (told->revenue != 0) {
        pk_out_literal(out, "\",\"attributes\":[{\"name\":\"revenue\",\"value\":\"");
        pk_out_number(out, told->revenue);
        pk_out_literal(out, "\"}],\"relationships\":[{\"objectId\":\"");
    } else {
        pk_out_literal(out, "\",\"relationships\":[{\"objectId\":\"");
    }
    pk_out_piece(out, id);
    pk_out_literal(out, "\",\"qualifier\":\"customer\"}");
    if (told->purchase > 0) {
        pk_out_literal(out, ",{\"objectId\":\"");
        pk_out_piece(out, id);
        pk_out_char(out, '/');
        pk_out_digits(out, told->purchase);
        pk_out_literal(out, "\",\"qualifier\":\"purchase\"}");
    }
}

static void end_event(pk_journeys_t *self, const pk_journey_flow_t *flow, int step)
{
    const pk_journey_book_t *book = self->book;
    for (int c = 0; flow != NULL && c < flow->nchannel; c++) {
        const int channel = flow->channels[c];
        if (book->spend[(long)step * book->nchannel + channel] > 0) {
            pk_out_piece(self->out, ((const texts_t *)self->own)->campaigns[channel]);
        }
    }
    pk_out_literal(self->out, "]}");
}

static void events(pk_journeys_t *self, const pk_journey_t *journey)
{
    const pk_piece_t id = pk_journeys_id(self, journey);
    uint64_t purchases = 0;
    told_t told = {.place = 1, .stage = journey->start_stage};
    if (journey->start_stage >= 0) {
        begin_event(self, id, &told);
        end_event(self, NULL, 0);
        told.place++;
    }
    for (long k = 0; k < journey->count; k++, told.place++) {
        const pk_journey_event_t *event = &journey->events[k];
        const pk_journey_flow_t *flow = &self->book->flows[event->flow];
        told.order = pk_journeys_order(told.order, k > 0 ? event - 1 : NULL, event);
        told.stage = flow->to;
        told.step = event->step;
        told.revenue = event->revenue;
        purchases += flow->purchase;
        told.purchase = flow->purchase ? purchases : 0;
        begin_event(self, id, &told);
        end_event(self, flow, event->step);
    }
}

static void take(pk_journeys_t *self, const pk_journey_t *journey)
{
    (self->pass == OBJECTS ? objects : events)(self, journey);
}

static void end(pk_journeys_t *self)
{
    pk_out_text(self->out, self->pass == OBJECTS ? "],\n" : "]}\n");
}

const pk_journeys_format_t pk_journeys_ocel = {
    .name = "ocel", .dated = true, .passes = PASSES, .open = open_ocel, .begin = begin, .take = take, .end = end};
