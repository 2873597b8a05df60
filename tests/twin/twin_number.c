/* Numbers as written: schedules, periods, durations (section 3). */
#include <math.h>

#include "twin/twin_parts.h"

double twin_days(twin_unit_t unit, twin_unit_t step)
{
    switch (unit == TWIN_STEP ? step : unit) {
    case TWIN_DAY:
        return 1;
    case TWIN_WEEK:
        return 7;
    case TWIN_MONTH:
        return 365.25 / 12;
    default:
        return 365.25;
    }
}

double twin_step_years(const twin_journey_t *journey)
{
    return twin_days(journey->step, journey->step) / 365.25;
}

double twin_discount(const twin_journey_t *journey, double rate, int step)
{
    return pow(1 + rate, -step * twin_step_years(journey));
}

double twin_written(const twin_number_t *number, int step)
{
    if (number->pieces == 0) {
        return 0;
    }
    if (number->series) {
        return number->series[step];
    }
    int piece = 0;
    while (piece < number->pieces - 1 && step > number->until[piece]) {
        piece++;
    }
    return number->value[piece];
}

static double steps_per_period(const twin_journey_t *journey, twin_unit_t per)
{
    return twin_days(per, journey->step) / twin_days(journey->step, journey->step);
}

double twin_amount(const twin_journey_t *journey, const twin_number_t *number, int step)
{
    return twin_written(number, step) / steps_per_period(journey, number->per);
}

double twin_probability(const twin_journey_t *journey, const twin_number_t *number, int step)
{
    const double p = twin_written(number, step);
    return 1 - pow(1 - p, 1 / steps_per_period(journey, number->per));
}

double twin_duration(const twin_journey_t *journey, double value, twin_unit_t unit)
{
    return value * steps_per_period(journey, unit);
}
