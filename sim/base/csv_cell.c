/* Cells as numbers. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"

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

/* Copies a number without the blanks inside it; false when it is too long or has anything else in it. */
static bool squeeze(const char *text, char out[DIGITS_MOST + 1])
{
    size_t used = 0;
    while (*text) {
        const size_t blank = blank_length(text);
        if (blank && used > 0 && is_digit(out[used - 1]) && (is_digit(text[blank]) || text[blank] == '%')) {
            text += blank;
            continue;
        }
        if (used == DIGITS_MOST || !strchr("0123456789+-.eE%", *text))
            return false;
        out[used++] = *text++;
    }
    out[used] = '\0';
    return used > 0;
}

/* digits , digits: what a spreadsheet in much of Europe writes. */
static bool has_decimal_comma(const char *text)
{
    const char *comma = strchr(text, ',');
    return comma && comma > text && is_digit(comma[-1]) && is_digit(comma[1]) && !strchr(comma + 1, ',');
}

pk_status_t pk_cell_number(const pk_cell_t *self, double *value, pk_diag_t *diag)
{
    char digits[DIGITS_MOST + 1];
    *value = 0;
    if (*self->text == '\0')
        return pk_error(diag, self->place, "write 0 where there is nothing", "an empty cell where a number is wanted");
    if (has_decimal_comma(self->text))
        return pk_error(diag, self->place, "write a decimal point", "\"%s\" has a decimal comma", self->text);
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
