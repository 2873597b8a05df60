/* XES, the XML of process mining (IEEE 1849-2016): a trace a customer, an event for where they began or came in and one
 * for each stage entered and each event. */
#include "report/journeys_parts.h"

static void open_xes(pk_journeys_t *self)
{
    const pk_journey_book_t *book = self->book;
    pk_journeys_names(self, pk_text_xml);
    pk_piece_t *names = self->own = PK_ARRAY(&self->arena, pk_piece_t, book->nstage);
    for (int i = 0; i < book->nstage; i++) {
        names[i] = pk_piece_format(&self->arena,
                                   "<event><string key=\"concept:name\" value=\"%s\"/>"
                                   "<date key=\"time:timestamp\" value=\"",
                                   self->stages[i].text);
    }
}

static void attribute(pk_journeys_t *self, const char *key, const char *value)
{
    pk_arena_t arena = {0};
    pk_out_text(self->out,
                pk_arena_format(&arena, "<string key=\"%s\" value=\"%s\"/>\n", key, pk_text_xml(value, &arena)));
    pk_arena_free(&arena);
}

static void begin(pk_journeys_t *self)
{
    static const char head[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<log xes.version=\"1849.2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">\n"
        "<extension name=\"Concept\" prefix=\"concept\" "
        "uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
        "<extension name=\"Time\" prefix=\"time\" "
        "uri=\"http://www.xes-standard.org/time.xesext\"/>\n"
        "<global scope=\"trace\">\n"
        "<string key=\"concept:name\" value=\"\"/>\n"
        "<string key=\"persona\" value=\"\"/>\n"
        "</global>\n"
        "<global scope=\"event\">\n"
        "<string key=\"concept:name\" value=\"\"/>\n"
        "<date key=\"time:timestamp\" value=\"1970-01-01T00:00:00Z\"/>\n"
        "</global>\n"
        "<classifier name=\"Stage\" scope=\"event\" keys=\"concept:name\"/>\n";
    const pk_journey_book_t *book = self->book;
    pk_arena_t arena = {0};
    pk_out_text(self->out, head);
    attribute(self, "concept:name", book->scenario);
    attribute(self, "model", book->model);
    if (*book->currency != '\0') {
        attribute(self, "currency", book->currency);
    }
    pk_out_text(self->out, pk_arena_format(&arena, "<int key=\"run\" value=\"%ld\"/>\n", book->run));
    attribute(self, "seed", pk_arena_format(&arena, "%llu", (unsigned long long)book->seed));
    pk_arena_free(&arena);
}

static void event_of(pk_journeys_t *self, int stage, int step, int order, double revenue)
{
    pk_out_piece(self->out, ((const pk_piece_t *)self->own)[stage]);
    pk_journeys_time(self, step, order);
    pk_out_literal(self->out, "\"/>");
    if (revenue != 0) {
        pk_out_literal(self->out, "<float key=\"revenue\" value=\"");
        pk_out_number(self->out, revenue);
        pk_out_literal(self->out, "\"/>");
    }
    pk_out_literal(self->out, "</event>\n");
}

static void take(pk_journeys_t *self, const pk_journey_t *journey)
{
    pk_out_literal(self->out, "<trace>\n<string key=\"concept:name\" value=\"");
    pk_out_piece(self->out, pk_journeys_id(self, journey));
    pk_out_literal(self->out, "\"/>\n<string key=\"persona\" value=\"");
    pk_out_piece(self->out, self->personas[journey->persona]);
    pk_out_literal(self->out, "\"/>\n");
    if (journey->start_stage >= 0) {
        event_of(self, journey->start_stage, 0, 0, 0);
    }
    int order = 0;
    for (long k = 0; k < journey->count; k++) {
        const pk_journey_event_t *event = &journey->events[k];
        order = pk_journeys_order(order, k > 0 ? event - 1 : NULL, event);
        event_of(self, self->book->flows[event->flow].to, event->step, order, event->revenue);
    }
    pk_out_literal(self->out, "</trace>\n");
}

static void end(pk_journeys_t *self)
{
    pk_out_literal(self->out, "</log>\n");
}

const pk_journeys_format_t pk_journeys_xes = {
    .name = "xes", .dated = true, .passes = 1, .open = open_xes, .begin = begin, .take = take, .end = end};
