/* Cells as numbers. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/comma.h"
#include "base/csv.h"
#include "base/currency.h"

enum { DIGITS_MOST = 64 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of a blank at `text` that may part groups of digits: a space, a no-break space, a narrow one. */
static size_t blank_length(const char *text)
{
    static const char *const blanks[] = {" ", "\xC2\xA0", "\xE2\x80\xAF"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (strncmp(text, blanks[i], strlen(blanks[i])) == 0)
            return strlen(blanks[i]);
    return 0;
}

/* Whether the blank of `length` bytes at `text` parts thousands, or a number from its percent sign: "40 000", "5 %". */
static bool parts_groups(const char *text, size_t length, size_t digits)
{
    const char *next = text + length;
    return *next == '%' || (digits >= 1 && digits <= 3 && strspn(next, "0123456789") == 3);
}

/* Copies a number without the blanks inside it; false when it is too long or has anything else in it. */
static bool squeeze(const char *text, char out[DIGITS_MOST + 1])
{
    size_t used = 0, digits = 0; /* digits: since the last blank */
    while (*text) {
        const size_t blank = blank_length(text);
        if (blank && digits > 0 && parts_groups(text, blank, digits)) {
            text += blank;
            digits = 0;
            continue;
        }
        if (used == DIGITS_MOST || !strchr("0123456789+-.eE%", *text)) {
            return false;
        }
        digits = is_digit(*text) ? digits + 1 : 0;
        out[used++] = *text++;
    }
    out[used] = '\0';
    return used > 0;
}

/* A number with commas in it: thousands, a decimal comma, or either. */
static pk_status_t refuse_comma(const pk_cell_t *self, pk_diag_t *diag)
{
    const bool one = strchr(self->text, ',') == strrchr(self->text, ',');
    const pk_comma_t comma = pk_comma_read(self->text);
    pk_arena_t scratch = {0};
    const char *hint = "write it like 1500, 0.05 or 5%";
    if (comma.thousands && comma.decimal) {
        hint = pk_arena_format(&scratch, "thousands? write %s; a decimal comma? write %s", comma.whole, comma.fraction);
    } else if (comma.thousands || comma.decimal) {
        hint = pk_arena_format(&scratch, "write %s", comma.thousands ? comma.whole : comma.fraction);
    }
    pk_error(diag, self->place, hint, "\"%s\" has %s", self->text,
             comma.decimal && !comma.thousands ? "a decimal comma"
             : one                             ? "a comma in it"
                                               : "commas in it");
    pk_arena_free(&scratch);
    return PK_BAD_INPUT;
}

/* A currency in front of the digits, or behind them. */
static bool has_currency(const char *text)
{
    const char *end = text + strlen(text);
    const int before = pk_currency_length(text);
    if (before > 0) {
        text += before + (text[before] == ' ');
        return is_digit(*text) || *text == '-';
    }
    const char *last = end;
    while (last > text && !is_digit(last[-1])) {
        last--;
    }
    return last > text && pk_currency_length(last + strspn(last, " ")) > 0;
}

pk_status_t pk_cell_number(const pk_cell_t *self, double *value, pk_diag_t *diag)
{
    char digits[DIGITS_MOST + 1];
    *value = 0;
    if (*self->text == '\0') {
        return pk_error(diag, self->place, "write 0 where there is nothing", "an empty cell where a number is wanted");
    }
    if (has_currency(self->text)) {
        return pk_error(diag, self->place, "write the number alone: the currency stands in the model's currency:",
                        "\"%s\" is not a number", self->text);
    }
    const char *comma = strchr(self->text, ',');
    if (comma && comma > self->text && is_digit(comma[-1]) && is_digit(comma[1])) {
        return refuse_comma(self, diag);
    }
    if (squeeze(self->text, digits)) {
        char *rest = digits;
        const double number = strtod(digits, &rest);
        const bool percent = rest > digits && rest[0] == '%';
        if (rest > digits && rest[percent] == '\0' && isfinite(number)) {
            *value = percent ? number / 100 : number;
            return PK_OK;
        }
    }
    return pk_error(diag, self->place, "write it like 1500, 0.05 or 5%", "\"%s\" is not a number", self->text);
}

pk_status_t pk_cell_whole(const pk_cell_t *self, const char *what, long least, long most, long *value, pk_diag_t *diag)
{
    char *rest = NULL;
    errno = 0;
    *value = least;
    const long number = is_digit(*self->text) || *self->text == '-' ? strtol(self->text, &rest, 10) : 0;
    if (!rest || rest == self->text || *rest || errno || number < least || number > most)
        return pk_error(diag, self->place, NULL, "\"%s\" is not %s: a whole number from %ld to %ld", self->text, what,
                        least, most);
    *value = number;
    return PK_OK;
}
