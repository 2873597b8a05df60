#include "model/doc_text.h"

#include <string.h>

#include "base/utf8.h"

enum { TAB = 0x09, NO_BREAK_SPACE = 0xA0, BYTE_ORDER_MARK = 0xFEFF, LINE_SEPARATOR = 0x2028 };

static const char save_as_utf8[] = "save the file as UTF-8 (in most editors: Save as, encoding UTF-8)";

/* The name of the wide encoding that the first bytes betray, or NULL. */
static const char *wide_encoding(const unsigned char *bytes, size_t length)
{
    static const struct {
        const char *name;
        unsigned char value[4];
        unsigned char zero; /* bits of the bytes that are 0; the others may be anything where value is 0 */
        size_t count;
    } marks[] = {{"UTF-32", {0xFF, 0xFE, 0, 0}, 12, 4},
                 {"UTF-32", {0, 0, 0xFE, 0xFF}, 3, 4},
                 {"UTF-16", {0xFF, 0xFE}, 0, 2},
                 {"UTF-16", {0xFE, 0xFF}, 0, 2},
                 {"UTF-32", {0}, 14, 4},
                 {"UTF-32", {0}, 7, 4},
                 {"UTF-16", {0}, 2, 2},
                 {"UTF-16", {0}, 1, 2}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        bool fits = length >= marks[i].count;
        for (size_t k = 0; fits && k < marks[i].count; k++) {
            const bool zero = marks[i].zero >> k & 1;
            fits = zero == (bytes[k] == 0) && (marks[i].value[k] == 0 || marks[i].value[k] == bytes[k]);
        }
        if (fits) {
            return marks[i].name;
        }
    }
    return NULL;
}

/* A byte that is no UTF-8. Alone it is most likely an older one-byte encoding; before a continuation byte it is the
 * torso of a sequence. */
static pk_status_t refuse_byte(const pk_text_t *self, const char *at, pk_place_t place, pk_diag_t *diag)
{
    const unsigned char byte = (unsigned char)at[0];
    const bool torso = byte >= 0xC0 && at + 1 < self->end && ((unsigned char)at[1] & 0xC0) == 0x80;
    const uint32_t meant = pk_windows_1252(byte);
    char letter[PK_UTF8_LONGEST + 1] = {0};
    if (torso || meant == 0) {
        return pk_error(diag, place, save_as_utf8, "byte 0x%02X begins no UTF-8 character", byte);
    }
    pk_utf8_put(letter, meant);
    return pk_error(diag, place, save_as_utf8, "byte 0x%02X is not UTF-8; in %s it would be \"%s\"", byte,
                    byte >= 0xA0 ? "Latin-1" : "Windows-1252", letter);
}

static pk_status_t refuse_point(uint32_t point, pk_place_t place, pk_diag_t *diag)
{
    if (point == 0) {
        return pk_error(diag, place, "a YAML file is plain text", "a zero byte: this is not a text file");
    }
    if (point == NO_BREAK_SPACE) {
        return pk_error(diag, place, "type the spaces at the start of this line anew",
                        "a no-break space (U+00A0) as indentation, where YAML wants ordinary spaces");
    }
    return pk_error(diag, place, "delete it; such characters come along with pasted text", "%s (U+%04X) in the file",
                    point < 0xA0 ? "a control character" : "an invisible character", (unsigned)point);
}

static bool is_refused(uint32_t point, bool indenting)
{
    if (point == TAB) {
        return false;
    }
    return pk_utf8_is_control(point) || point == BYTE_ORDER_MARK || point == 0xFFFE || point == 0xFFFF ||
           (indenting && point == NO_BREAK_SPACE);
}

static const char *behind_break(const char *at, const char *end)
{
    return at + 1 < end && at[0] == '\r' && at[1] == '\n' ? at + 2 : at + 1;
}

/* Goes over every character once; fills the table of lines. */
static pk_status_t check_points(pk_text_t *self, pk_diag_t *diag)
{
    const char *at = self->body;
    int line = 1, column = 1;
    bool indenting = true;
    self->lines[0] = at;
    while (at < self->end) {
        const char *before = at;
        if (*at == '\n' || *at == '\r') {
            at = behind_break(at, self->end);
            self->lines[line++] = at;
            column = 1;
            indenting = true;
            continue;
        }
        bool ok = true;
        const uint32_t point = pk_utf8_next(&at, self->end, &ok);
        if (!ok) {
            return refuse_byte(self, before, pk_text_place(self, line, column, 1), diag);
        }
        if (is_refused(point, indenting)) {
            return refuse_point(point, pk_text_place(self, line, column, 1), diag);
        }
        indenting = indenting && (point == ' ' || point == TAB);
        column++;
    }
    self->nline = line;
    return PK_OK;
}

pk_status_t pk_text_check(pk_text_t *self, const pk_source_t *source, pk_arena_t *arena, pk_diag_t *diag)
{
    *self = (pk_text_t){.source = source, .body = source->text, .end = source->text + source->length};
    const char *wide = wide_encoding((const unsigned char *)source->text, source->length);
    if (wide) {
        return pk_error(diag, (pk_place_t){.source = source}, save_as_utf8, "the file is written in %s, not in UTF-8",
                        wide);
    }
    if (source->length >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0) {
        self->body += 3;
    }
    int breaks = 0;
    for (const char *at = self->body; at < self->end; at++) {
        breaks += *at == '\n' || *at == '\r';
    }
    self->lines = PK_ARRAY(arena, const char *, breaks + 1);
    return check_points(self, diag);
}

static int clamp_line(const pk_text_t *self, int line)
{
    return line < 1 ? 1 : line > self->nline ? self->nline : line;
}

const char *pk_text_line(const pk_text_t *self, int line)
{
    return self->lines[clamp_line(self, line) - 1];
}

const char *pk_text_line_end(const pk_text_t *self, int line)
{
    line = clamp_line(self, line);
    if (line == self->nline) {
        return self->end;
    }
    const char *end = self->lines[line] - 1;
    return end > self->lines[line - 1] && end[0] == '\n' && end[-1] == '\r' ? end - 1 : end;
}

const char *pk_text_at(const pk_text_t *self, int line, int column)
{
    const char *at = pk_text_line(self, line);
    const char *end = pk_text_line_end(self, line);
    for (; column > 1 && at < end; column--) {
        pk_utf8_next(&at, end, NULL);
    }
    return at;
}

int pk_text_column(const pk_text_t *self, int line, const char *at)
{
    return (int)pk_utf8_count(pk_text_line(self, line), at) + 1;
}

pk_place_t pk_text_place(const pk_text_t *self, int line, int column, int span)
{
    return (pk_place_t){.source = self->source, .line = line, .column = column, .span = span < 1 ? 1 : span};
}

pk_place_t pk_text_range(const pk_text_t *self, int line, const char *from, const char *to)
{
    return pk_text_place(self, line, pk_text_column(self, line, from), (int)pk_utf8_count(from, to));
}
