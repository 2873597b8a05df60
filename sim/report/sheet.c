#include "report/sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/excerpt.h"
#include "base/utf8.h"
#include "report/decimal.h"

static pk_status_t open_both(pk_sheet_t *self, const char *folder, const char *name, const char *labels,
                             pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    *self = (pk_sheet_t){0};
    pk_status_t status = pk_out_open(&self->data, pk_arena_format(&arena, "%s/%s.tsv", folder, name), diag);
    if (status == PK_OK) {
        status = pk_out_open(&self->labels, pk_arena_format(&arena, "%s/%s.%s.tsv", folder, name, labels), diag);
        if (status != PK_OK) {
            pk_out_drop(&self->data);
        }
    }
    pk_arena_free(&arena);
    return status;
}

pk_status_t pk_sheet_open(pk_sheet_t *self, const char *folder, const char *name, pk_diag_t *diag)
{
    return open_both(self, folder, name, "labels", diag);
}

pk_status_t pk_sheet_open_labels(pk_sheet_t *self, const char *folder, const char *name, const char *code,
                                 pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    const pk_status_t status = open_both(self, folder, name, pk_arena_format(&arena, "labels.%s", code), diag);
    self->labels_alone = true;
    pk_arena_free(&arena);
    return status;
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

void pk_sheet_number(pk_sheet_t *self, const char *key, int index, double x)
{
    begin_label(self, key, index);
    put_number(&self->labels, x);
    pk_out_char(&self->labels, '\n');
}

/* ---- labels beside each other ---- */

/* How many bytes two texts share from the beginning, whole characters. */
static size_t shared_bytes(const char *a, const char *b)
{
    size_t shared = 0;
    while (a[shared] != '\0' && a[shared] == b[shared]) {
        shared++;
    }
    while (shared > 0 && ((unsigned char)a[shared] & 0xC0) == 0x80) {
        shared--;
    }
    return shared;
}

static double width_of(const char *text)
{
    const char *end = text + strlen(text);
    double width = 0;
    while (text < end) {
        width += letter_width(pk_utf8_next(&text, end, NULL));
    }
    return width;
}

/* How a label is cut to a width. */
typedef const char *(*cutting_fn)(const char *line, size_t most, int lines, pk_arena_t *arena);

/* How far a label, which is cut to `mine`, goes with the others that are cut to the same; 0: with none. */
static size_t goes_with(pk_sheet_set_t set, const char *line, const char *mine, size_t most, int lines,
                        cutting_fn cutting)
{
    size_t longest = 0;
    for (int i = 0; i < set.count; i++) {
        pk_arena_t arena = {0};
        const char *other = pk_one_line(set.texts[i], strlen(set.texts[i]), &arena);
        if (strcmp(other, line) != 0 && strcmp(cutting(other, most, lines, &arena), mine) == 0) {
            const size_t shared = shared_bytes(line, other);
            longest = shared > longest ? shared : longest;
        }
        pk_arena_free(&arena);
    }
    return longest;
}

/* What follows from where a label parts from the others, from the beginning of its word where that is near. */
static const char *part_of(const char *line, size_t shared)
{
    enum { WORD = 8 };
    const char *part = line + shared, *space = memrchr(line, ' ', shared);
    return space != NULL && part - space <= WORD ? space + 1 : part;
}

/* On so many lines, with line ends between. */
static const char *wrap(const char *line, size_t width, int lines, pk_arena_t *arena)
{
    if (lines < 2) {
        return cut(line, width, arena);
    }
    size_t length = line_length(line, (int)width);
    const bool broken = line[length] != ' ' && line[length] != '\0';
    length = broken ? fitting(line, (double)width - 0.7) : length;
    const char *rest = line + length + (line[length] == ' ');
    const char *word = cut(pk_arena_copy_n(arena, line, length), width + 9, arena);
    const char *first = broken ? pk_arena_format(arena, "%s-", word) : word;
    return *rest == '\0' ? first : pk_arena_format(arena, "%s\n%s", first, wrap(rest, width, lines - 1, arena));
}

/* One of the set, cut so that it differs from those that would be cut to the same; were there some? */
static const char *parted(pk_sheet_set_t set, size_t most, bool *alike, pk_arena_t *arena)
{
    const char *text = set.texts[set.which], *line = pk_one_line(text, strlen(text), arena);
    const char *mine = cut(line, most, arena);
    const size_t shared = mine == line ? 0 : goes_with(set, line, mine, most, 1, wrap);
    *alike = shared > 0;
    if (shared == 0) {
        return mine;
    }
    const char *tail = cut(part_of(line, shared), most / 2 > 3 ? most / 2 : 3, arena);
    const double left = (double)most - width_of(tail) - 1.2;
    return pk_arena_format(arena, "%.*s…%s", (int)fitting(line, left > 0 ? left : 0), line, tail);
}

const char *pk_sheet_apart(pk_sheet_set_t set, size_t most, pk_arena_t *arena)
{
    enum { NUMBERED = 60 };
    bool alike;
    const char *text = set.texts[set.which], *shown = parted(set, most, &alike, arena);
    int number = 1, same = 0;
    for (int i = 0; i < set.count && alike && set.count <= NUMBERED; i++) {
        bool other;
        if (strcmp(set.texts[i], text) != 0 &&
            strcmp(parted((pk_sheet_set_t){set.texts, set.count, i}, most, &other, arena), shown) == 0) {
            same++;
            number += i < set.which;
        }
    }
    const double left = (double)most - 5;
    return same == 0 ? shown
                     : pk_arena_format(arena, "%.*s… (%d)", (int)fitting(shown, left > 0 ? left : 0), shown, number);
}

/* Lines of our own become those of gnuplot. Returns how many. */
static int put_lines(pk_sheet_t *self, const char *text, size_t most, pk_arena_t *arena)
{
    int lines = 0;
    for (const char *end; *text != '\0'; text = *end != '\0' ? end + 1 : end) {
        end = strchrnul(text, '\n');
        pk_out_text(&self->labels, lines++ > 0 ? "\\n" : "");
        const char *line = pk_arena_copy_n(arena, text, (size_t)(end - text));
        pk_out_text(&self->labels, pk_sheet_harmless(line, most, arena));
    }
    return lines;
}

int pk_sheet_wrapped(pk_sheet_t *self, const char *key, int index, pk_sheet_room_t room, pk_sheet_set_t set,
                     const char *const *more, int nmore)
{
    pk_arena_t arena = {0};
    const size_t wide = room.width > 4 ? (size_t)room.width : 4;
    const char *text = set.texts[set.which], *line = pk_one_line(text, strlen(text), &arena);
    const char *wrapped = wrap(line, wide, room.lines, &arena);
    const size_t shared = goes_with(set, line, wrapped, wide, room.lines, wrap);
    if (shared > 0) {
        wrapped = pk_arena_format(&arena, "%s\n%s", cut(line, wide, &arena), cut(part_of(line, shared), wide, &arena));
    }
    begin_label(self, key, index);
    int lines = put_lines(self, wrapped, 2 * wide + 9, &arena);
    for (int i = 0; i < nmore; i++, lines++) {
        pk_out_text(&self->labels, lines > 0 ? "\\n" : "");
        pk_out_text(&self->labels, pk_sheet_harmless(more[i], 2 * wide, &arena));
    }
    pk_out_char(&self->labels, '\n');
    pk_arena_free(&arena);
    return lines;
}

void pk_sheet_among(pk_sheet_t *self, const char *key, int index, size_t most, const char *text)
{
    if (self->nwaiting == self->room) {
        const int room = self->room > 0 ? 2 * self->room : 16;
        pk_sheet_waiting_t *larger = pk_heap((size_t)room, sizeof *larger);
        memcpy(larger, self->waiting != NULL ? self->waiting : larger, (size_t)self->nwaiting * sizeof *larger);
        free(self->waiting);
        self->waiting = larger;
        self->room = room;
    }
    self->waiting[self->nwaiting++] =
        (pk_sheet_waiting_t){.key = key, .text = pk_arena_copy(&self->arena, text), .index = index, .most = most};
}

static void write_waiting(pk_sheet_t *self)
{
    const char **texts = PK_ARRAY(&self->arena, const char *, self->nwaiting);
    for (int i = 0; i < self->nwaiting; i++) {
        const pk_sheet_waiting_t *label = &self->waiting[i];
        int count = 0, which = 0;
        for (int k = 0; k < self->nwaiting; k++) {
            which = k == i ? count : which;
            if (strcmp(self->waiting[k].key, label->key) == 0) {
                texts[count++] = self->waiting[k].text;
            }
        }
        pk_sheet_label(self, label->key, label->index, 2 * label->most,
                       pk_sheet_apart((pk_sheet_set_t){texts, count, which}, label->most, &self->arena));
    }
}

pk_status_t pk_sheet_close(pk_sheet_t *self, pk_diag_t *diag)
{
    write_waiting(self);
    free(self->waiting);
    pk_arena_free(&self->arena);
    pk_status_t data = PK_OK;
    if (self->labels_alone) {
        pk_out_drop(&self->data);
    } else {
        data = pk_out_close(&self->data, diag);
    }
    pk_status_t labels = pk_out_close(&self->labels, diag);
    return data != PK_OK ? data : labels;
}
