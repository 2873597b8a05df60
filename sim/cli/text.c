#include "cli/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

typedef struct {
    uint32_t first, last;
} range_t;

/* Marks that stand on the character before, and characters that show nothing. Hebrew to Indic marks are the common
 * ones. */
static const range_t no_width[] = {
    {0x0300, 0x036F},   {0x0483, 0x0489},   {0x0591, 0x05BD},   {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5},
    {0x0610, 0x061A},   {0x064B, 0x065F},   {0x0670, 0x0670},   {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8},
    {0x06EA, 0x06ED},   {0x093C, 0x093C},   {0x0941, 0x0948},   {0x094D, 0x094D}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},
    {0x0E47, 0x0E4E},   {0x1AB0, 0x1AFF},   {0x1DC0, 0x1DFF},   {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2069},
    {0x20D0, 0x20FF},   {0x302A, 0x302D},   {0x3099, 0x309A},   {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
    {0x1F3FB, 0x1F3FF}, {0xE0001, 0xE007F}, {0xE0100, 0xE01EF},
};

/* East Asian Width W and F, pictographs shown wide included. */
static const range_t wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x25FD, 0x25FE},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x26BD, 0x26BE},   {0x2705, 0x2705},
    {0x270A, 0x270B},   {0x2728, 0x2728},   {0x274C, 0x274C},   {0x2753, 0x2755},   {0x2757, 0x2757},
    {0x2795, 0x2797},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x17000, 0x18CFF},
    {0x1B000, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A},
    {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA},
    {0x1F3E0, 0x1F3F0}, {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D},
    {0x1F550, 0x1F567}, {0x1F595, 0x1F596}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6D0, 0x1F6D2},
    {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD},
};

/* What may not reach a terminal from a file: control characters, line separators, marks of direction. */
static const range_t harmful[] = {
    {0x0001, 0x001F}, {0x007F, 0x009F}, {0x061C, 0x061C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069},
};

#define IN(table, point) is_in((table), sizeof(table) / sizeof *(table), (point))

static bool is_in(const range_t *table, size_t count, uint32_t point)
{
    for (size_t i = 0; i < count && table[i].first <= point; i++) {
        if (point <= table[i].last) {
            return true;
        }
    }
    return false;
}

static int width_of(uint32_t point)
{
    if (point < 0x300) {
        return 1;
    }
    if (IN(no_width, point)) {
        return 0;
    }
    return IN(wide, point) ? 2 : 1;
}

int pk_text_width(const char *text)
{
    const char *end = text + strlen(text);
    int width = 0;
    while (text < end) {
        width += width_of(pk_utf8_next(&text, end, NULL));
    }
    return width;
}

char *pk_text_harmless(const char *text, bool keep_newlines, pk_arena_t *arena)
{
    /* the longest that a byte can become is the three of U+FFFD */
    const char *end = text + strlen(text);
    char *copy = PK_ARRAY(arena, char, 3 * strlen(text) + 1), *out = copy;
    while (text < end) {
        uint32_t point = pk_utf8_next(&text, end, NULL);
        bool harms = IN(harmful, point) && !(keep_newlines && point == '\n');
        out += pk_utf8_put(out, harms ? ' ' : point);
    }
    *out = '\0';
    return copy;
}

const char *pk_text_cut(const char *text, int columns, pk_arena_t *arena)
{
    if (pk_text_width(text) <= columns) {
        return text;
    }
    const char *end = text + strlen(text), *at = text, *cut = text;
    int width = 0;
    while (at < end) {
        width += width_of(pk_utf8_next(&at, end, NULL));
        if (width > columns - 1) {
            break;
        }
        cut = at;
    }
    return pk_arena_format(arena, "%.*s…", (int)(cut - text), text);
}

/* ---- texts that stand together ---- */

typedef struct {
    const char *text, *cut;
    int index;
} cutting_t;

static int by_cut(const void *a, const void *b)
{
    const cutting_t *p = a, *q = b;
    const int order = strcmp(p->cut, q->cut);
    return order != 0 ? order : strcmp(p->text, q->text);
}

/* What comes after a prefix that others have too, with as much of the beginning as there is room for. */
static const char *cut_middle(const char *text, size_t prefix, int columns, pk_arena_t *arena)
{
    const char *rest = pk_text_cut(text + prefix, columns / 2, arena);
    const char *head = pk_text_cut(text, columns - pk_text_width(rest), arena);
    return pk_arena_format(arena, "%s%s", head, rest);
}

/* Bytes that two texts begin with alike, in whole characters. */
static size_t common_prefix(const char *a, const char *b)
{
    size_t length = 0;
    while (a[length] && a[length] == b[length]) {
        length++;
    }
    while (length > 0 && ((unsigned char)a[length] & 0xC0) == 0x80) {
        length--;
    }
    return length;
}

/* Sorts, and cuts anew each run of different texts that were cut to the same. */
static void tell_apart(cutting_t *all, int count, int columns, bool number, pk_arena_t *arena)
{
    qsort(all, (size_t)count, sizeof *all, by_cut);
    for (int first = 0, last; first < count; first = last + 1) {
        for (last = first; last + 1 < count && strcmp(all[last + 1].cut, all[first].cut) == 0;) {
            last++;
        }
        const bool same = strcmp(all[first].text, all[last].text) == 0;
        const size_t prefix = common_prefix(all[first].text, all[last].text);
        for (int k = first, name = 1; k <= last && !same; k++) {
            name += k > first && strcmp(all[k].text, all[k - 1].text) != 0;
            const char *digits = pk_arena_format(arena, "%d", name);
            const int room = columns - (int)strlen(digits);
            all[k].cut = number ? pk_arena_format(arena, "%s%s", pk_text_cut(all[k].text, room, arena), digits)
                                : cut_middle(all[k].text, prefix, columns, arena);
        }
    }
}

void pk_text_cut_apart(const char **texts, int count, int columns, pk_arena_t *arena)
{
    cutting_t *all = PK_ARRAY(arena, cutting_t, count);
    int ncut = 0;
    for (int k = 0; k < count; k++) {
        const char *cut = texts[k] ? pk_text_cut(texts[k], columns, arena) : NULL;
        if (cut != texts[k]) {
            all[ncut++] = (cutting_t){.text = texts[k], .cut = cut, .index = k};
        }
    }
    tell_apart(all, ncut, columns, false, arena);
    tell_apart(all, ncut, columns, true, arena);
    for (int k = 0; k < ncut; k++) {
        texts[all[k].index] = all[k].cut;
    }
}

/* Bytes of the word at `text`: up to a blank, but for one that groups the digits of a number. */
static size_t word_length(const char *text)
{
    size_t length = strcspn(text, " \n");
    while (length > 0 && text[length] == ' ' && isdigit((unsigned char)text[length - 1]) &&
           isdigit((unsigned char)text[length + 1])) {
        length += 1 + strcspn(text + length + 1, " \n");
    }
    return length;
}

char *pk_text_wrap(const char *text, int indent, int columns, pk_arena_t *arena)
{
    /* every blank may become a newline and the indent */
    char *copy = PK_ARRAY(arena, char, strlen(text) * (size_t)(indent + 2) + 1), *end = copy;
    int column = indent;
    while (*text) {
        size_t blanks = strspn(text, " "), length = word_length(text + blanks);
        const char *word = pk_arena_copy_n(arena, text + blanks, length);
        int width = (int)blanks + pk_text_width(word);
        if (column > indent && column + width > columns) {
            end += sprintf(end, "\n%*s%s", indent, "", word);
            column = indent + width - (int)blanks;
        } else {
            end += sprintf(end, "%*s%s", (int)blanks, "", word);
            column += width;
        }
        text += blanks + length;
        if (*text == '\n') {
            text++;
            end += sprintf(end, "\n%*s", *text && *text != '\n' ? indent : 0, "");
            column = indent;
        }
    }
    *end = '\0';
    return copy;
}
