#include "study/sweep_numbers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The number at the start of a value, behind the x of a factor; `rest`: what follows. */
static bool leading_number(const char *text, double *number, const char **rest)
{
    char *end;
    text += *text == 'x';
    *number = strtod(text, &end);
    *rest = end;
    return end > text;
}

/* Whether all values of an axis are written alike, so that their numbers can stand on one scale. */
static bool written_alike(const pk_sweep_axis_t *axis)
{
    for (long v = 0; v < axis->nvalue; v++) {
        double number;
        const char *rest, *first;
        if (!leading_number(axis->values[0], &number, &first) || !leading_number(axis->values[v], &number, &rest) ||
            strcmp(first, rest) != 0 || (axis->values[0][0] == 'x') != (axis->values[v][0] == 'x')) {
            return false;
        }
    }
    return true;
}

/* Of values in different units what they mean to a run; of values beside factors nothing. */
static double number_of(const pk_sweep_axis_t *axis, const pk_moved_t *moved, long which, bool alike)
{
    double number;
    const char *rest;
    if (alike) {
        return leading_number(axis->values[which], &number, &rest) ? number : NAN;
    }
    for (long v = 0; v < axis->nvalue; v++) {
        if (moved[v].times != moved[which].times) {
            return NAN;
        }
    }
    return moved[which].value;
}

void pk_sweep_numbers(const pk_sweep_axis_t *axis, const pk_moved_t *moved, double *numbers)
{
    const bool alike = written_alike(axis);
    for (long v = 0; v < axis->nvalue; v++) {
        numbers[v] = number_of(axis, moved, v, alike);
    }
}
