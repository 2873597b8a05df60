/* What is known of a number without drawing it. */
#include <math.h>

#include "model/check.h"

/* The lower end of a law whose arguments are plain; -INFINITY where it is not known. */
static double support_least(const pk_number_t *number)
{
    double given[PK_LAW_ARGUMENTS] = {0}, canonical[PK_LAW_ARGUMENTS] = {0}, low = -INFINITY, high = INFINITY;
    for (int i = 0; i < number->nargument; i++) {
        if (number->arguments[i]->kind != PK_NUMBER_FIXED) {
            return -INFINITY;
        }
        given[i] = number->arguments[i]->value;
    }
    if (!pk_number_law_arguments(number, given, canonical)) {
        return -INFINITY;
    }
    number->law->support(canonical, &low, &high);
    return low;
}

static double series_least(const pk_series_t *series)
{
    double least = INFINITY;
    for (int i = 0; i < series->count; i++) {
        least = fmin(least, series->values[i]);
    }
    return least;
}

static double schedule_least(const pk_number_t *number)
{
    if (number->series) {
        return series_least(number->series);
    }
    double least = INFINITY;
    for (int i = 0; i < number->npiece; i++) {
        least = fmin(least, pk_least(number->pieces[i].value));
    }
    return least;
}

double pk_least(const pk_number_t *number)
{
    double least = 0;
    if (number->kind == PK_NUMBER_FIXED) {
        least = number->value;
    } else if (number->kind == PK_NUMBER_SCHEDULE) {
        least = schedule_least(number);
    } else if (number->law) {
        least = fmax(number->low, support_least(number) * number->scale);
    }
    return isfinite(least) ? least : 0;
}

bool pk_is_nothing(const pk_number_t *number)
{
    return number->kind == PK_NUMBER_NONE || (pk_is_plain(number) && number->value == 0);
}

bool pk_is_plain(const pk_number_t *number)
{
    return number->kind == PK_NUMBER_FIXED;
}

double pk_period(const pk_number_t *number)
{
    if (number->kind != PK_NUMBER_SCHEDULE || number->series || number->npiece == 0) {
        return number->period;
    }
    const double period = number->pieces[0].value->period;
    for (int i = 1; i < number->npiece; i++) {
        if (number->pieces[i].value->period != period) {
            return -1;
        }
    }
    return period;
}

const char *pk_percent(const pk_check_t *check, double value)
{
    return pk_arena_format(check->arena, "%.6g%%", 100 * value);
}
