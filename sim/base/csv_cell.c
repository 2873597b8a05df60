/* Cells as numbers, in the notation of any spreadsheet. */
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

/* Bytes of a blank at `text` that may part groups of digits: a space, a no-break space, a narrow or a thin one. */
static size_t blank_length(const char *text)
{
    static const char *const blanks[] = {" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        if (strncmp(text, blanks[i], strlen(blanks[i])) == 0) {
            return strlen(blanks[i]);
        }
    }
    return 0;
}

/* ---- the text without blanks, currency and percent ---- */

/* A number's own characters: digits, marks, sign, exponent. */
typedef struct {
    char text[DIGITS_MOST + 1];
    bool percent;
} written_t;

/* Of a currency at `text`; `,-` stands for no cents. */
static size_t currency_length(const char *text)
{
    return strncmp(text, ",-", 2) == 0 ? 2 : (size_t)pk_currency_length(text);
}

static const char *skip_blanks(const char *text)
{
    while (blank_length(text) > 0) {
        text += blank_length(text);
    }
    return text;
}

/* What may stand behind the digits: a percent sign or a currency; false for anything else. */
static bool ends_well(const char *text, written_t *out)
{
    text = skip_blanks(text);
    if (*text == '%' && !out->percent) {
        out->percent = true;
        return *skip_blanks(text + 1) == '\0';
    }
    const size_t currency = currency_length(text);
    return *text == '\0' || (currency > 0 && *skip_blanks(text + currency) == '\0');
}

/* A minus sign of typographers is a minus sign. */
static const char *take_sign(const char *text, written_t *out, size_t *used)
{
    static const char minus[] = "\xE2\x88\x92";
    if (*text == '+' || *text == '-') {
        out->text[(*used)++] = *text++;
    } else if (strncmp(text, minus, strlen(minus)) == 0) {
        out->text[(*used)++] = '-';
        text += strlen(minus);
    }
    return text;
}

static bool is_own(const char *text)
{
    return *text != '\0' && strchr("0123456789.,", *text) != NULL && currency_length(text) == 0;
}

/* e6, E-3 */
static size_t exponent_length(const char *text)
{
    if (*text != 'e' && *text != 'E') {
        return 0;
    }
    const size_t sign = text[1] == '+' || text[1] == '-' ? 1 : 0;
    const size_t digits = strspn(text + 1 + sign, "0123456789");
    return digits > 0 ? 1 + sign + digits : 0;
}

/* False when the cell holds anything that no number has. */
static bool squeeze(const char *text, written_t *out)
{
    size_t used = 0;
    *out = (written_t){0};
    text = take_sign(text, out, &used);
    text = skip_blanks(text + currency_length(text));
    if (used == 0) {
        text = take_sign(text, out, &used);
    }
    for (size_t digits = 0;; digits++) { /* since the last blank */
        const size_t blank = blank_length(text);
        if (blank > 0 && digits >= 1 && digits <= 3 && strspn(text + blank, "0123456789") == 3) {
            text += blank;
            digits = 0;
        }
        if (!is_own(text)) {
            break;
        }
        if (used == DIGITS_MOST) {
            return false;
        }
        out->text[used++] = *text++;
    }
    const size_t exponent = exponent_length(text);
    if (used + exponent > DIGITS_MOST) {
        return false;
    }
    memcpy(out->text + used, text, exponent);
    return used > 0 && ends_well(text + exponent, out);
}

/* ---- its readings ---- */

/* The number where `decimal` is the decimal mark and the other one of point and comma parts thousands; NAN where it
 * cannot be read so. */
static double read_with(const char *text, char decimal)
{
    const char group = decimal == '.' ? ',' : '.';
    char plain[DIGITS_MOST + 1];
    size_t used = 0, digits = 0, since = 0; /* digits in all, and since the last mark of a group */
    bool grouped = false, fraction = false;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == group) {
            const bool first = !grouped && digits >= 1 && digits <= 3 && text[at - text - (long)digits] != '0';
            if (fraction || !(first || (grouped && since == 3))) {
                return NAN;
            }
            grouped = true;
            since = 0;
            continue;
        }
        if (*at == decimal || *at == 'e' || *at == 'E') {
            if ((*at == decimal && fraction) || (grouped && !fraction && since != 3)) {
                return NAN;
            }
            fraction = true;
        }
        digits += is_digit(*at) && !fraction;
        since += is_digit(*at) && !fraction;
        plain[used++] = *at == decimal ? '.' : *at;
    }
    plain[used] = '\0';
    if (grouped && !fraction && since != 3) {
        return NAN;
    }
    char *rest = plain;
    const double value = strtod(plain, &rest);
    return rest > plain && *rest == '\0' && isfinite(value) ? value : NAN;
}

static pk_status_t refuse_both(const pk_cell_t *cell, double large, double small, pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    pk_error(diag, cell->place, pk_arena_format(&scratch, "write %.15g or %.15g", large, small),
             "\"%s\" has two readings: %.15g and %.15g", cell->text, large, small);
    pk_arena_free(&scratch);
    return PK_BAD_INPUT;
}

/* A number with commas in a file whose columns they part: thousands, a decimal comma, or either. */
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

/* Points between thousands, and no comma: one reading. */
static pk_status_t refuse_points(const pk_cell_t *cell, double meant, pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    pk_error(diag, cell->place, pk_arena_format(&scratch, "write %.15g", meant),
             "\"%s\" has points between its thousands", cell->text);
    pk_arena_free(&scratch);
    return PK_BAD_INPUT;
}

/* Which of the two readings counts in this file, or an error. */
static pk_status_t choose(const pk_cell_t *cell, const char *text, double *value, pk_diag_t *diag)
{
    const double point = read_with(text, '.'), comma = read_with(text, ',');
    const bool commas = cell->separator == ',' || cell->separator == 0;
    const bool has_comma = strchr(text, ',') != NULL, two = !isnan(point) && !isnan(comma) && point != comma;
    if (commas && has_comma) {
        return refuse_comma(cell, diag);
    }
    if (commas && isnan(point) && !isnan(comma)) {
        return refuse_points(cell, comma, diag);
    }
    if (!commas && two && (!has_comma || cell->separator != ';')) {
        return refuse_both(cell, fmax(point, comma), fmin(point, comma), diag);
    }
    *value = commas || isnan(comma) ? point : comma;
    return PK_OK;
}

pk_status_t pk_cell_number(const pk_cell_t *self, double *value, pk_diag_t *diag)
{
    written_t written;
    *value = 0;
    if (*self->text == '\0') {
        return pk_error(diag, self->place, "write 0 where there is nothing", "an empty cell where a number is wanted");
    }
    double number = NAN;
    if (squeeze(self->text, &written)) {
        const pk_status_t status = choose(self, written.text, &number, diag);
        if (status) {
            return status;
        }
    }
    if (isnan(number)) {
        return pk_error(diag, self->place, "write it like 1500, 0.05 or 5%", "\"%s\" is not a number", self->text);
    }
    *value = written.percent ? number / 100 : number;
    return PK_OK;
}

pk_status_t pk_cell_whole(const pk_cell_t *self, const char *what, long least, long most, long *value, pk_diag_t *diag)
{
    char *rest = NULL;
    errno = 0;
    *value = least;
    const long number = is_digit(*self->text) || *self->text == '-' ? strtol(self->text, &rest, 10) : 0;
    if (!rest || rest == self->text || *rest || errno || number < least || number > most) {
        return pk_error(diag, self->place, NULL, "\"%s\" is not %s: a whole number from %ld to %ld", self->text, what,
                        least, most);
    }
    *value = number;
    return PK_OK;
}
