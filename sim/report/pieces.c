#include "report/pieces.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/excerpt.h"
#include "base/utf8.h"

pk_piece_t pk_piece(pk_arena_t *arena, const char *text)
{
    const size_t length = strlen(text);
    char *copy = pk_arena_take(arena, length + PK_PIECE_SPARE, 1);
    memcpy(copy, text, length);
    return (pk_piece_t){.text = copy, .length = length};
}

pk_piece_t pk_piece_format(pk_arena_t *arena, const char *format, ...)
{
    pk_arena_t scratch = {0};
    va_list arguments;
    va_start(arguments, format);
    const pk_piece_t piece = pk_piece(arena, pk_arena_vformat(&scratch, format, arguments));
    va_end(arguments);
    pk_arena_free(&scratch);
    return piece;
}

const char *pk_text_cell(const char *text, char separator, pk_arena_t *arena)
{
    const bool formula = *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
    const bool quoted = strpbrk(text, "\"\r\n") != NULL || strchr(text, separator) != NULL;
    if (!formula && !quoted) {
        return text;
    }
    char *copy = pk_arena_take(arena, 2 * strlen(text) + 4, 1), *to = copy;
    if (quoted) {
        *to++ = '"';
    }
    if (formula) {
        *to++ = '\'';
    }
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            *to++ = '"';
        }
        *to++ = *text;
    }
    if (quoted) {
        *to++ = '"';
    }
    return copy;
}

const char *pk_text_csv(const char *text, pk_arena_t *arena)
{
    return pk_text_cell(text, ',', arena);
}

const char *pk_text_semicolon(const char *text, pk_arena_t *arena)
{
    return pk_text_cell(text, ';', arena);
}

/* `text` on one line, each code point as `as` has it, or as it is where that has none. */
static const char *escaped(const char *text, const char *(*as)(uint32_t point), pk_arena_t *arena)
{
    enum { LONGEST = 6 };
    const char *line = pk_one_line(text, strlen(text), arena), *end = line + strlen(line);
    char *copy = pk_arena_take(arena, LONGEST * strlen(line) + 1, 1), *to = copy;
    while (line < end) {
        const uint32_t point = pk_utf8_next(&line, end, NULL);
        const char *other = as(point);
        if (other == NULL) {
            to += pk_utf8_put(to, point);
        } else {
            const size_t length = strlen(other);
            memcpy(to, other, length);
            to += length;
        }
    }
    return copy;
}

static const char *as_xml(uint32_t point)
{
    switch (point) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case 0xFFFE:
    case 0xFFFF:
        return "\xef\xbf\xbd"; /* no character, and none that XML allows: U+FFFD */
    default:
        return NULL;
    }
}

static const char *as_json(uint32_t point)
{
    return point == '"' ? "\\\"" : point == '\\' ? "\\\\" : NULL;
}

const char *pk_text_xml(const char *text, pk_arena_t *arena)
{
    return escaped(text, as_xml, arena);
}

const char *pk_text_json(const char *text, pk_arena_t *arena)
{
    return escaped(text, as_json, arena);
}
