/* Events: days on which things are otherwise, a sale or a fair. */
#include <stdlib.h>
#include <string.h>

#include "model/date_meant.h"
#include "model/driver_form.h"

enum { DATES_MOST = 1000, DAYS_MOST = 3660 };

static const char example[] = "for example dates: [2026-11-27, 2027-11-26]";

/* "2026-11-27 to 2026-11-30": the first day, and how many. NULL: it is no such span. */
static const char *span_meant(const char *text, pk_arena_t *arena)
{
    long first, last, first_of_end, end;
    const char *to = strstr(text, " to ");
    if (!to || !pk_date_parse(pk_arena_format(arena, "%.*s", (int)(to - text), text), &first, &last) ||
        !pk_date_parse(to + strlen(" to "), &first_of_end, &end) || end < first || end - first >= DAYS_MOST) {
        return NULL;
    }
    char day[PK_DATE_TEXT];
    pk_date_write(first, day);
    return pk_arena_format(arena, "write the first day, %s, and beside dates: days: %ld", day, end - first + 1);
}

static void read_date(pk_reader_t *reader, const pk_node_t *node, pk_event_t *event)
{
    const char *text = node->kind == PK_NODE_SCALAR ? node->text : NULL;
    long first, last;
    if (!text || !pk_date_parse(text, &first, &last)) {
        const char *span = text ? span_meant(text, reader->arena) : NULL;
        pk_error(reader->diag, node->place, span ? span : pk_date_hint(text, example, reader->arena),
                 "here goes a day of the calendar, not %s", text ? pk_quote(reader, text) : pk_node_what(node));
        return;
    }
    if (first != last) {
        pk_error(reader->diag, node->place,
                 pk_arena_format(reader->arena, "write the first day, %s-01, and in days: how many it is", text),
                 "an event begins on a day, and %s is a month", text);
        return;
    }
    for (int i = 0; i < event->ndate; i++) {
        if (event->dates[i] == first) {
            pk_error(reader->diag, node->place, "keep one of them", "the day %s stands twice", text);
            return;
        }
    }
    event->dates[event->ndate++] = first;
}

static int earlier_first(const void *a, const void *b)
{
    const long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

static void read_event(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    (void)path;
    pk_event_t *event = pk_event_of(driver);
    const pk_node_t *dates = pk_node_get(body, "dates"), *days = pk_node_get(body, "days");
    const int count = pk_item_count(dates);
    double whole = 1;
    if (count == 0) {
        pk_error(reader->diag, dates ? dates->place : driver->place, example, "the event %s has no dates",
                 driver->name);
    } else if (count > DATES_MOST) {
        pk_error(reader->diag, dates->place, "leave some out", "the event %s has %d dates; the most is %d",
                 driver->name, count, DATES_MOST);
    } else {
        event->dates = PK_ARRAY(reader->arena, long, count);
        for (int i = 0; i < count; i++) {
            read_date(reader, pk_item(dates, i), event);
        }
        qsort(event->dates, (size_t)event->ndate, sizeof *event->dates, earlier_first);
    }
    if (days) {
        pk_read_whole(reader, days, "days", DAYS_MOST, &whole);
    }
    event->days = (int)whole;
}

const pk_driver_form_t pk_event_form = {
    .section = "events",
    .what = "an event",
    .word = "event",
    .head = {"Events", "Tapahtumat"},
    .kind = PK_DRIVER_EVENT,
    .size = sizeof(pk_event_t),
    .keys = {"dates", "days"},
    .strengths = 1 << PK_TIMES | 1 << PK_PLUS,
    .strengths_text =
        "x3 or +2%; it does nothing today, so there is nothing of today to bring a part of or to be elastic to",
    .dated = true,
    .read = read_event,
};
