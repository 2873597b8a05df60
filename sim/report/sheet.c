#include "report/sheet.h"

#include <math.h>
#include <string.h>

#include "base/excerpt.h"
#include "base/utf8.h"
#include "report/decimal.h"

pk_status_t pk_sheet_open(pk_sheet_t *self, const char *folder, const char *name, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    pk_status_t status = pk_out_open(&self->data, pk_arena_format(&arena, "%s/%s.tsv", folder, name), diag);
    if (status == PK_OK) {
        status = pk_out_open(&self->labels, pk_arena_format(&arena, "%s/%s.labels.tsv", folder, name), diag);
        if (status != PK_OK) {
            pk_out_drop(&self->data);
        }
    }
    pk_arena_free(&arena);
    return status;
}

pk_status_t pk_sheet_close(pk_sheet_t *self, pk_diag_t *diag)
{
    pk_status_t data = pk_out_close(&self->data, diag);
    pk_status_t labels = pk_out_close(&self->labels, diag);
    return data != PK_OK ? data : labels;
}

void pk_sheet_columns(pk_sheet_t *self, const char *names)
{
    pk_out_text(&self->data, "# ");
    pk_out_text(&self->data, names);
    pk_out_char(&self->data, '\n');
}

static void put_number(pk_out_t *out, double x)
{
    char text[PK_DECIMAL_TEXT];
    pk_decimal(x, text);
    pk_out_text(out, isfinite(x) ? text : "NaN");
}

void pk_sheet_row(pk_sheet_t *self, int count, const double *numbers)
{
    for (int i = 0; i < count; i++) {
        if (i > 0) {
            pk_out_char(&self->data, '\t');
        }
        put_number(&self->data, numbers[i]);
    }
    pk_out_char(&self->data, '\n');
}

void pk_sheet_gap(pk_sheet_t *self)
{
    pk_out_char(&self->data, '\n');
}

void pk_sheet_block(pk_sheet_t *self)
{
    pk_out_text(&self->data, "\n\n");
}

/* Marks that are not seen but turn the direction of what follows, or hide in a word: U+061C, U+200B, U+200E..F,
 * U+202A..E, U+2060..9, U+FEFF, and the tags at U+E0000. */
static bool is_hidden(uint32_t point)
{
    return point == 0x61C || point == 0x200B || point == 0x200E || point == 0x200F ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x2069) || point == 0xFEFF ||
           (point >= 0xE0000 && point <= 0xE007F);
}

/* What stands for a code point in a label, which gnuplot reads as a string with escapes; NULL: itself. */
static const char *harmless_point(uint32_t point)
{
    switch (point) {
    case '"':
        return "\\042";
    case '\'':
        return "\\047";
    case '\\':
        return "\\\\";
    case 0xFFFE:
    case 0xFFFF:
        return "\xef\xbf\xbd"; /* no character, and none that XML allows: U+FFFD */
    default:
        return is_hidden(point) ? "" : NULL;
    }
}

/* About how wide a character is drawn, in letters of middle width (0.6 em), in the manner of DejaVu Sans. */
static double letter_width(uint32_t point)
{
    static const struct {
        const char *letters;
        double width;
    } odd[] = {{"ijl'|", 0.47}, {" .,:;!tfr()[]/-", 0.62}, {"mMwW@%&", 1.55}};
    if (is_hidden(point) || point == 0x200C || point == 0x200D) { /* the joiners are kept, but have no width */
        return 0;
    }
    for (size_t i = 0; i < sizeof odd / sizeof odd[0] && point < 128; i++) {
        if (strchr(odd[i].letters, (int)point) != NULL) {
            return odd[i].width;
        }
    }
    if (point >= 'A' && point <= 'Z') {
        return 1.12;
    }
    return point >= 0x1100 ? (point < 0x2E80 ? 1.2 : 2) : 1;
}

/* How many bytes of `text` are at most `most` letters wide. */
static size_t fitting(const char *text, double most)
{
    const char *from = text, *end = text + strlen(text);
    while (from < end) {
        const char *next = from;
        most -= letter_width(pk_utf8_next(&next, end, NULL));
        if (most < 0) {
            break;
        }
        from = next;
    }
    return (size_t)(from - text);
}

/* On one line, and cut. */
static const char *cut(const char *text, size_t most, pk_arena_t *arena)
{
    const char *line = pk_one_line(text, strlen(text), arena);
    if (line[fitting(line, (double)most)] == '\0') {
        return line;
    }
    return pk_arena_format(arena, "%.*s…", (int)fitting(line, (double)most - 1.2), line);
}

char *pk_sheet_harmless(const char *text, size_t most, pk_arena_t *arena)
{
    const char *from = cut(text, most, arena), *end = from + strlen(from);
    char *clean = pk_arena_take(arena, strlen(from) * 4 + 1, 1), *to = clean;
    while (from < end) {
        const char *start = from;
        const char *instead = harmless_point(pk_utf8_next(&from, end, NULL));
        if (instead != NULL) {
            to = stpcpy(to, instead);
        } else {
            to = mempcpy(to, start, (size_t)(from - start));
        }
    }
    *to = '\0';
    return clean;
}

char *pk_sheet_drawn(const char *harmless, size_t length, pk_arena_t *arena)
{
    char *drawn = pk_arena_copy_n(arena, harmless, length), *to = drawn;
    for (const char *from = drawn; *from != '\0'; from++) {
        if (*from != '\\') {
            *to++ = *from;
        } else if (strncmp(from, "\\042", 4) == 0 || strncmp(from, "\\047", 4) == 0) {
            *to++ = from[3] == '2' ? '"' : '\'';
            from += 3;
        } else if (from[1] != '\0') {
            *to++ = *++from == 'n' ? ' ' : *from;
        }
    }
    *to = '\0';
    return drawn;
}

static void begin_label(pk_sheet_t *self, const char *key, int index)
{
    pk_out_text(&self->labels, key);
    pk_out_char(&self->labels, '\t');
    put_number(&self->labels, index);
    pk_out_char(&self->labels, '\t');
}

void pk_sheet_label(pk_sheet_t *self, const char *key, int index, size_t most, const char *text)
{
    pk_arena_t arena = {0};
    begin_label(self, key, index);
    pk_out_text(&self->labels, pk_sheet_harmless(text, most, &arena));
    pk_out_char(&self->labels, '\n');
    pk_arena_free(&arena);
}

/* How many bytes of `text` make the next line: to the last space within `width`, else to the end of a word that is
 * hardly longer, else as many as fit. */
static size_t line_length(const char *text, int width)
{
    size_t fit = fitting(text, width);
    if (text[fit] == '\0' || text[fit] == ' ') {
        return fit;
    }
    const char *space = memrchr(text, ' ', fit);
    if (space != NULL && space > text) {
        return (size_t)(space - text);
    }
    const char *word_end = strchrnul(text + fit, ' ');
    return pk_utf8_count(text + fit, word_end) <= 2 ? (size_t)(word_end - text) : fit;
}

int pk_sheet_wrapped(pk_sheet_t *self, const char *key, int index, int width, int lines, const char *text,
                     const char *const *more, int nmore)
{
    pk_arena_t arena = {0};
    const char *rest = pk_one_line(text, strlen(text), &arena);
    int line = 0;
    width = width > 4 ? width : 4;
    begin_label(self, key, index);
    for (; *rest != '\0' && line < lines; line++) {
        size_t length = line_length(rest, width);
        bool last = line + 1 == lines && rest[length] != '\0';
        const char *piece = last ? rest : pk_arena_copy_n(&arena, rest, length);
        pk_out_text(&self->labels, line > 0 ? "\\n" : "");
        pk_out_text(&self->labels, pk_sheet_harmless(piece, (size_t)width + (last ? 0 : 9), &arena));
        rest += length + (rest[length] == ' ');
    }
    for (int i = 0; i < nmore; i++, line++) {
        pk_out_text(&self->labels, line > 0 ? "\\n" : "");
        pk_out_text(&self->labels, pk_sheet_harmless(more[i], (size_t)width * 2, &arena));
    }
    pk_out_char(&self->labels, '\n');
    pk_arena_free(&arena);
    return line;
}

void pk_sheet_number(pk_sheet_t *self, const char *key, int index, double x)
{
    begin_label(self, key, index);
    put_number(&self->labels, x);
    pk_out_char(&self->labels, '\n');
}
