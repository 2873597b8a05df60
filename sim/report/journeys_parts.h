/* What the formats of a log of journeys share. */
#ifndef PK_REPORT_JOURNEYS_PARTS_H
#define PK_REPORT_JOURNEYS_PARTS_H

#include "report/journeys.h"
#include "report/pieces.h"

struct pk_journeys {
    const pk_journeys_format_t *format;
    const pk_journey_book_t *book;
    pk_out_t *out;
    const pk_dialect_marks_t *marks; /* of the formats that are tables */
    pk_arena_t arena;
    char *id; /* of the customer: PERSONA-NUMBER of those who were there, PERSONA+NUMBER of those who came */
    const pk_piece_t *days;        /* [0..nstep] each step's first day, ISO; without dates the step's number */
    pk_piece_t *personas, *stages; /* names, as the format writes them */
    bool followed;                 /* something stands in the open list */
    int pass;
    void *own; /* what the format has prepared */
};

/* The name as the format writes it: pk_text_csv and its like. */
typedef const char *(*pk_text_fn)(const char *text, pk_arena_t *arena);

/* A name as it stands in a table. */
pk_text_fn pk_journeys_cell(const pk_journeys_t *self);

/* The head of a table: names with commas between, whatever the dialect. */
void pk_journeys_head(pk_journeys_t *self, const char *names);

/* Fills personas and stages. */
void pk_journeys_names(pk_journeys_t *self, pk_text_fn as);

/* The customer's id; it holds until the next one's. */
pk_piece_t pk_journeys_id(pk_journeys_t *self, const pk_journey_t *journey);

/* Which thing of its step an event is, 0 for the first: `before` is the customer's event before it, NULL: none. */
static inline int pk_journeys_order(int order, const pk_journey_event_t *before, const pk_journey_event_t *event)
{
    return before != NULL && before->step == event->step ? order + 1 : 0;
}

/* A date and a time of day, which only tells what came after what in a step: a second for each thing before it. */
void pk_journeys_time(pk_journeys_t *self, int step, int order);

#endif
