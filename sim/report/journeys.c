#include "report/journeys.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "report/journeys_parts.h"

const pk_journeys_format_t *const pk_journeys_formats[] = {&pk_journeys_log, &pk_journeys_intervals, &pk_journeys_xes,
                                                           &pk_journeys_ocel, NULL};

static const pk_piece_t *days_of(const pk_journey_book_t *book, pk_arena_t *arena)
{
    pk_piece_t *days = PK_ARRAY(arena, pk_piece_t, book->nstep + 1);
    for (int t = 0; t <= book->nstep; t++) {
        char date[PK_DATE_TEXT];
        if (book->days != NULL) {
            pk_date_write(book->days[t], date);
        }
        days[t] = book->days != NULL ? pk_piece(arena, date) : pk_piece_format(arena, "%d", t);
    }
    return days;
}

void pk_journeys_names(pk_journeys_t *self, pk_text_fn as)
{
    const pk_journey_book_t *book = self->book;
    self->personas = PK_ARRAY(&self->arena, pk_piece_t, book->npersona);
    self->stages = PK_ARRAY(&self->arena, pk_piece_t, book->nstage);
    for (int p = 0; p < book->npersona; p++) {
        self->personas[p] = pk_piece(&self->arena, as(book->personas[p], &self->arena));
    }
    for (int i = 0; i < book->nstage; i++) {
        self->stages[i] = pk_piece(&self->arena, as(book->stages[i], &self->arena));
    }
}

pk_text_fn pk_journeys_cell(const pk_journeys_t *self)
{
    return self->marks->separator == ';' ? pk_text_semicolon : pk_text_csv;
}

void pk_journeys_head(pk_journeys_t *self, const char *names)
{
    pk_out_text(self->out, self->marks->beginning);
    for (; *names != '\0'; names++) {
        pk_out_char(self->out, *names == ',' ? self->marks->separator : *names);
    }
    pk_out_char(self->out, '\n');
}

pk_journeys_t *pk_journeys_open(const pk_journeys_format_t *format, const pk_journey_book_t *book, pk_dialect_t dialect,
                                pk_out_t *out)
{
    PK_REQUIRE(book->days != NULL || !format->dated);
    pk_journeys_t *self = pk_heap(1, sizeof *self);
    self->format = format;
    self->book = book;
    self->out = out;
    self->marks = &pk_dialects[dialect];
    self->days = days_of(book, &self->arena);
    format->open(self);
    size_t longest = 0;
    for (int p = 0; p < book->npersona; p++) {
        longest = self->personas[p].length > longest ? self->personas[p].length : longest;
    }
    self->id = pk_arena_take(&self->arena, longest + 1 + PK_DIGITS_TEXT + 2 * PK_PIECE_SPARE, 1);
    return self;
}

void pk_journeys_begin(pk_journeys_t *self, int pass)
{
    self->pass = pass;
    self->format->begin(self);
}

void pk_journeys_take(void *log, const pk_journey_t *journey)
{
    pk_journeys_t *self = log;
    self->format->take(self, journey);
}

void pk_journeys_end(pk_journeys_t *self)
{
    if (self->format->end != NULL) {
        self->format->end(self);
    }
}

void pk_journeys_close(pk_journeys_t *self)
{
    pk_arena_free(&self->arena);
    free(self);
}

pk_piece_t pk_journeys_id(pk_journeys_t *self, const pk_journey_t *journey)
{
    const pk_piece_t persona = self->personas[journey->persona];
    memcpy(self->id, persona.text, persona.length);
    size_t length = persona.length;
    self->id[length++] = journey->arrived ? '+' : '-';
    length += (size_t)pk_digits(journey->number + 1, self->id + length);
    return (pk_piece_t){.text = self->id, .length = length};
}

void pk_journeys_time(pk_journeys_t *self, int step, int order)
{
    enum { SECONDS_MOST = 86399 };
    const int second = order < SECONDS_MOST ? order : SECONDS_MOST;
    pk_out_piece(self->out, self->days[step]);
    pk_out_room(self->out, PK_PIECE_SPARE);
    char *to = self->out->buffer + self->out->used;
    memcpy(to, "T00:00:00Z", 10);
    if (second > 0) {
        to[1] = (char)('0' + second / 36000);
        to[2] = (char)('0' + second / 3600 % 10);
        to[4] = (char)('0' + second / 600 % 6);
        to[5] = (char)('0' + second / 60 % 10);
        to[7] = (char)('0' + second / 10 % 6);
        to[8] = (char)('0' + second % 10);
    }
    self->out->used += 10;
}
