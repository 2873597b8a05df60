/* The words of a number: digits, blanks, names. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/number_parts.h"

enum { DIGITS_MOST = 300 };

/* The bytes of one blank at `text`: space, tab, line break, no-break space U+00A0, thin spaces U+2009 and U+202F; 0:
 * none. */
static int blank(const char *text)
{
    if (*text == ' ' || *text == '\t' || *text == '\n') {
        return 1;
    }
    if (!strncmp(text, "\xC2\xA0", 2)) {
        return 2;
    }
    return !strncmp(text, "\xE2\x80\x89", 3) || !strncmp(text, "\xE2\x80\xAF", 3) ? 3 : 0;
}

void pk_scan_blanks(const char *text, int *at)
{
    for (int bytes; (bytes = blank(text + *at)) > 0;) {
        *at += bytes;
    }
}

int pk_scan_name(const char *text)
{
    int length = 0;
    if (isalpha((unsigned char)*text) || *text == '_') {
        while (isalnum((unsigned char)text[length]) || text[length] == '_') {
            length++;
        }
    }
    return length;
}

bool pk_scan_word(const char *text, int *at, const char *word)
{
    int after = *at;
    pk_scan_blanks(text, &after);
    const int length = pk_scan_name(text + after);
    if ((size_t)length != strlen(word) || strncmp(text + after, word, (size_t)length) != 0) {
        return false;
    }
    *at = after + length;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int digits(const char *text)
{
    int count = 0;
    while (is_digit(text[count])) {
        count++;
    }
    return count;
}

/* The digits of a number as one row, without the blanks between groups of three. */
typedef struct {
    char text[DIGITS_MOST + 1];
    int length;
} pk_digits_t;

static bool keep(pk_digits_t *row, const char *text, int count)
{
    if (row->length + count > DIGITS_MOST) {
        return false;
    }
    memcpy(row->text + row->length, text, (size_t)count);
    row->length += count;
    row->text[row->length] = '\0';
    return true;
}

/* "40 000": one to three digits, then groups of three. */
static bool scan_whole(const char *text, int *at, pk_digits_t *row)
{
    int count = digits(text + *at);
    if (!keep(row, text + *at, count)) {
        return false;
    }
    *at += count;
    if (count < 1 || count > 3) {
        return true;
    }
    for (int gap; (gap = blank(text + *at)) > 0 && digits(text + *at + gap) == 3; *at += gap + 3) {
        if (!keep(row, text + *at + gap, 3)) {
            return false;
        }
    }
    return true;
}

/* "e-3" at text + *at; 0 where there is no exponent. */
static long scan_exponent(const char *text, int *at)
{
    const char *from = text + *at;
    if (*from != 'e' && *from != 'E') {
        return 0;
    }
    const int sign = from[1] == '-' || from[1] == '+';
    const int count = digits(from + 1 + sign);
    if (count == 0) {
        return 0;
    }
    *at += 1 + sign + count;
    const long power = count > 6 ? 999999 : strtol(from + 1 + sign, NULL, 10);
    return from[1] == '-' ? -power : power;
}

static void scan_unit(const char *text, int *at, pk_literal_t *literal)
{
    int after = *at;
    pk_scan_blanks(text, &after);
    if (text[after] == '%') {
        literal->percent = true;
        *at = after + 1;
        return;
    }
    const int length = pk_scan_name(text + after);
    literal->has_unit = length > 0 && pk_unit_parse(text + after, length, &literal->unit);
    if (literal->has_unit) {
        *at = after + length;
    }
}

bool pk_scan_literal(const char *text, int *at, pk_literal_t *literal)
{
    pk_digits_t row = {0};
    int after = *at;
    pk_scan_blanks(text, &after);
    *literal = (pk_literal_t){.at = after};
    if (text[after] == '-') {
        keep(&row, text + after++, 1);
    }
    const int start = after;
    if (!scan_whole(text, &after, &row)) {
        return false;
    }
    const int fraction = text[after] == '.' ? digits(text + after + 1) : 0;
    if (fraction > 0 && !keep(&row, text + after, fraction + 1)) {
        return false;
    }
    after += fraction > 0 ? fraction + 1 : 0;
    if (after == start) {
        return false;
    }
    long power = scan_exponent(text, &after);
    scan_unit(text, &after, literal);
    if (literal->percent) {
        power -= 2;
    }
    char exponent[24];
    snprintf(exponent, sizeof exponent, "e%ld", power);
    char written[DIGITS_MOST + sizeof exponent];
    strcpy(stpcpy(written, row.text), exponent);
    literal->value = strtod(written, NULL);
    literal->end = *at = after;
    return true;
}
