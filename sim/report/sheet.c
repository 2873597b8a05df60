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

/* Marks that are not seen but turn the direction of what follows, or hide in a word: U+061C, U+200B..F, U+202A..E,
 * U+2060..9, U+FEFF, and the tags at U+E0000. */
static bool is_hidden(uint32_t point)
{
    return point == 0x61C || (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x2069) || point == 0xFEFF || (point >= 0xE0000 && point <= 0xE007F);
}

/* What stands for a code point in a label; NULL: itself. */
static const char *harmless_point(uint32_t point)
{
    switch (point) {
    case '"':
        return "\xe2\x80\x9d"; /* ” */
    case '\'':
        return "\xe2\x80\x99"; /* ’ */
    case '\\':
        return "\\\\";
    default:
        return is_hidden(point) ? "" : NULL;
    }
}

char *pk_sheet_harmless(const char *text, size_t most, pk_arena_t *arena)
{
    const char *from = pk_one_line(text, most, arena), *end = from + strlen(from);
    char *clean = pk_arena_take(arena, strlen(from) * 3 + 1, 1), *to = clean;
    while (from < end) {
        const char *start = from;
        const char *instead = harmless_point(pk_utf8_next(&from, end, NULL));
        if (instead != NULL) {
            to = stpcpy(to, instead);
        } else {
            if (*start == '>' && to - clean >= 2 && memcmp(to - 2, "]]", 2) == 0) {
                *to++ = ' ';
            }
            to = mempcpy(to, start, (size_t)(from - start));
        }
    }
    *to = '\0';
    return clean;
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

void pk_sheet_number(pk_sheet_t *self, const char *key, int index, double x)
{
    begin_label(self, key, index);
    put_number(&self->labels, x);
    pk_out_char(&self->labels, '\n');
}
