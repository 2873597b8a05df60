#include "base/excerpt.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

enum { NEXT_LINE = 0x85, LINE_SEPARATOR = 0x2028, PARAGRAPH_SEPARATOR = 0x2029, ELLIPSIS = 0x2026 };

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static bool ends_line(uint32_t point)
{
    return point == '\n' || point == '\r' || point == NEXT_LINE || point == LINE_SEPARATOR ||
           point == PARAGRAPH_SEPARATOR;
}

/* The first byte of line `line`, or NULL when the text ends before it. */
static const char *line_start(const char *at, const char *end, int line)
{
    if (end - at >= 3 && memcmp(at, byte_order_mark, 3) == 0) {
        at += 3;
    }
    while (line > 1 && at < end) {
        const uint32_t point = pk_utf8_next(&at, end, NULL);
        if (point == '\r' && at < end && *at == '\n') {
            at++;
        }
        line -= ends_line(point);
    }
    return line > 1 ? NULL : at;
}

/* Moves over at most `most` code points of the line. */
static const char *skip(const char *at, const char *end, size_t most, size_t *skipped)
{
    *skipped = 0;
    while (*skipped < most && at < end) {
        const char *next = at;
        if (ends_line(pk_utf8_next(&next, end, NULL))) {
            break;
        }
        at = next;
        *skipped += 1;
    }
    return at;
}

/* Writes the code points from `at` to `end`, tamed for a terminal, and returns the end of what was written. */
static char *write_tamed(char *out, const char *at, const char *end)
{
    while (at < end) {
        const uint32_t point = pk_utf8_next(&at, end, NULL);
        out += pk_utf8_put(out, pk_utf8_is_control(point) ? ' ' : point);
    }
    return out;
}

char *pk_excerpt(const char *text, size_t length, int line, int column, int *caret, pk_arena_t *arena)
{
    const char *end = text + length;
    const char *start = line_start(text, end, line);
    if (!start) {
        return NULL;
    }
    size_t before = 0, shown = 0, skipped = 0;
    skip(start, end, column > 1 ? (size_t)column - 1 : 0, &before);
    const char *stop = skip(start, end, PK_EXCERPT_MOST + 1, &shown);
    const char *from = start;
    if (shown > PK_EXCERPT_MOST) {
        from = skip(start, end, before > PK_EXCERPT_BEFORE ? before - PK_EXCERPT_BEFORE : 0, &skipped);
        stop = skip(from, end, PK_EXCERPT_MOST, &shown);
    }
    size_t rest;
    skip(stop, end, 1, &rest);

    char *excerpt = pk_arena_take(arena, (shown + 2) * PK_UTF8_LONGEST + 1, 1);
    char *out = excerpt;
    if (skipped > 0) {
        out += pk_utf8_put(out, ELLIPSIS);
    }
    out = write_tamed(out, from, stop);
    if (rest > 0) {
        pk_utf8_put(out, ELLIPSIS);
    }
    *caret = (int)(before - skipped + (skipped > 0));
    return excerpt;
}

char *pk_one_line(const char *text, size_t most, pk_arena_t *arena)
{
    const char *end = text + strlen(text);
    const char *stop = text;
    size_t count = 0;
    for (; count < most && stop < end; count++) {
        pk_utf8_next(&stop, end, NULL);
    }
    char *line = pk_arena_take(arena, (count + 1) * PK_UTF8_LONGEST + 1, 1);
    char *out = write_tamed(line, text, stop);
    if (stop < end) {
        pk_utf8_put(out, ELLIPSIS);
    }
    return line;
}
