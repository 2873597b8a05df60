/* Which numbers are assumptions of a model: what is written of the world, not what is planned. */
#include <stdlib.h>
#include <string.h>

#include "model/number.h"

static bool is_part(const pk_number_t *whole, const pk_number_t *number)
{
    for (int k = 0; k < whole->nargument; k++) {
        if (whole->arguments[k] == number || is_part(whole->arguments[k], number)) {
            return true;
        }
    }
    for (int k = 0; k < whole->npiece; k++) {
        if (whole->pieces[k].value == number || is_part(whole->pieces[k].value, number)) {
            return true;
        }
    }
    return false;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool ends(const char *text, const char *with)
{
    const size_t length = strlen(text), tail = strlen(with);
    return length >= tail && strcmp(text + length - tail, with) == 0;
}

/* What we decide rather than assume: spend, today's levers, and all that a scenario plans. */
static bool is_plan(const char *path)
{
    const char *dot = begins(path, "levers.") ? strchr(path + 7, '.') : NULL;
    return begins(path, "spend.") || begins(path, "conversions.") || begins(path, "targets.") ||
           (begins(path, "levers.") && (dot == NULL || strcmp(dot, ".value") == 0)) ||
           (begins(path, "channels.") && (ends(path, ".spend") || ends(path, ".history")));
}

/* `dwell: 0` says of what kind a stage is. */
static bool is_instant(const pk_number_t *number)
{
    return number->kind == PK_NUMBER_FIXED && number->value == 0 && ends(number->path, ".dwell");
}

void pk_numbers_assumed(const pk_numbers_t *book, bool *assumed, bool *planned)
{
    const pk_number_t *whole = NULL;
    for (int k = book->count - 1; k >= 0; k--) { /* parts stand before what they belong to */
        const pk_number_t *number = book->all[k];
        const bool part = whole != NULL && is_part(whole, number);
        whole = part ? whole : number;
        const bool written = !part && number->text != NULL, plan = is_plan(whole->path);
        assumed[k] = written && !plan && !is_instant(number);
        if (planned != NULL) {
            planned[k] = written && plan;
        }
    }
}

bool pk_number_planned(const pk_number_t *number)
{
    return is_plan(number->path);
}
