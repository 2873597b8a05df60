/* What drives the journey, today and in a step: values and responses, before reach (sections 4 and 6). */
#include <math.h>

#include "twin/twin_parts.h"

/* ---- the calendar ---- */

int twin_days_in_month(int year, int month)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : DAYS[month - 1];
}

/* Step t's date is the start plus t-1 steps; months and years from the original day, clipped to the month's end. */
void twin_date(const twin_journey_t *journey, int step, int *year, int *month, int *day)
{
    *year = journey->start_year, *month = journey->start_month, *day = journey->start_day;
    if (journey->step == TWIN_MONTH || journey->step == TWIN_YEAR) {
        const int months = (step - 1) * (journey->step == TWIN_YEAR ? 12 : 1) + *month - 1;
        *year += months / 12;
        *month = months % 12 + 1;
        *day = *day > twin_days_in_month(*year, *month) ? twin_days_in_month(*year, *month) : *day;
        return;
    }
    for (int left = (step - 1) * (journey->step == TWIN_WEEK ? 7 : 1); left > 0; left--) {
        if (++*day > twin_days_in_month(*year, *month)) {
            *day = 1;
            if (++*month > 12) {
                *month = 1;
                ++*year;
            }
        }
    }
}

void twin_last_day(const twin_journey_t *journey, int step, int *year, int *month, int *day)
{
    twin_date(journey, step + 1, year, month, day);
    if (--*day == 0) {
        if (--*month == 0) {
            *month = 12;
            --*year;
        }
        *day = twin_days_in_month(*year, *month);
    }
}

int twin_month(const twin_journey_t *journey, int step)
{
    int year, month, day;
    twin_date(journey, step, &year, &month, &day);
    return month;
}

/* ---- events ---- */

/* Days since 1 January 2000. */
static int days_since_2000(int year, int month, int day)
{
    int days = day - 1;
    for (int y = 2000; y < year; y++) {
        days += twin_days_in_month(y, 2) + 337;
    }
    for (int m = 1; m < month; m++) {
        days += twin_days_in_month(year, m);
    }
    return days;
}

/* Monday 0: 1 January 2000 was a Saturday. */
static int weekday(const twin_journey_t *journey, int step)
{
    int year, month, day;
    twin_date(journey, step, &year, &month, &day);
    return (days_since_2000(year, month, day) + 5) % 7;
}

static bool is_in_a_span(const twin_driver_t *event, int day)
{
    bool in = false;
    for (int k = 0; k < event->ndate; k++) {
        const int first = days_since_2000(event->date[k][0], event->date[k][1], event->date[k][2]);
        in = in || (day >= first && day < first + event->days);
    }
    return in;
}

/* The part of the step that lies in one of the event's spans. */
static double part_of_step(const twin_journey_t *journey, const twin_driver_t *event, int step)
{
    int year, month, day, all = 0, in = 0;
    twin_date(journey, step, &year, &month, &day);
    const int first = days_since_2000(year, month, day);
    twin_date(journey, step + 1, &year, &month, &day);
    for (int d = first; d < days_since_2000(year, month, day); d++) {
        all++;
        in += is_in_a_span(event, d);
    }
    return (double)in / all;
}

/* ---- spend ---- */

double twin_population(const twin_journey_t *journey)
{
    return journey->scenario_population > 0 ? journey->scenario_population : journey->model_population;
}

/* Where the scenario's population differs from the model's, spend works per head. */
static double spend_scale(const twin_journey_t *journey)
{
    const bool both = journey->model_population > 0 && journey->scenario_population > 0;
    return both ? journey->model_population / journey->scenario_population : 1;
}

static double steady_spend(const twin_journey_t *journey, const twin_driver_t *driver)
{
    return twin_amount(journey, driver->history.pieces > 0 ? &driver->history : &driver->spend, 1);
}

/* Money paid in a step. */
double twin_spent(const twin_journey_t *journey, int driver, int step)
{
    const twin_driver_t *channel = &journey->drivers[driver];
    return twin_amount(journey, channel->plan.pieces > 0 ? &channel->plan : &channel->spend, step);
}

static double spend_level(const twin_journey_t *journey, int driver, int step)
{
    const double scale = spend_scale(journey);
    double spend[TWIN_STEPS + 1];
    for (int t = 1; t <= step; t++) {
        spend[t] = twin_spent(journey, driver, t) * scale;
    }
    const twin_driver_t *channel = &journey->drivers[driver];
    return twin_carry_over(journey, &channel->carryover, spend, steady_spend(journey, channel) * scale, step);
}

/* ---- the others ---- */

static double lever_setting(const twin_driver_t *lever, int step)
{
    return lever->plan.pieces > 0 ? twin_written(&lever->plan, step) : lever->today;
}

static double people(const twin_journey_t *journey, const twin_result_t *result, int step)
{
    double sum = 0;
    for (int g = 0; g < journey->npersona; g++) {
        for (int s = 0; s < journey->nstage; s++) {
            sum += result->stage[step][g][s];
        }
    }
    return sum;
}

/* The share of the whole population, at the end of a step, that is in the stages, or went by the flows in it. */
static double talkers(const twin_journey_t *journey, const twin_driver_t *driver, const twin_result_t *result, int step)
{
    double sum = 0;
    for (int g = 0; g < journey->npersona; g++) {
        for (int k = 0; k < driver->nfrom; k++) {
            sum +=
                driver->from_flows ? result->flow[step][g][driver->from[k]] : result->stage[step][g][driver->from[k]];
        }
    }
    const double all = people(journey, result, step);
    return all > 0 ? sum / all : 0;
}

static double talkers_at_start(const twin_journey_t *journey, const twin_driver_t *driver)
{
    double sum = 0;
    for (int k = 0; k < driver->nfrom && !driver->from_flows; k++) {
        sum += journey->stages[driver->from[k]].start;
    }
    return sum;
}

static double ratio_of(const twin_driver_t *driver, double above, double below)
{
    return below == 0 ? driver->empty : above / below;
}

static double value_today(const twin_journey_t *journey, const twin_driver_t *driver)
{
    switch (driver->kind) {
    case TWIN_CHANNEL:
        return steady_spend(journey, driver);
    case TWIN_LEVER:
        return driver->today;
    case TWIN_SEASON:
        return 1;
    case TWIN_WORD_OF_MOUTH:
        return talkers_at_start(journey, driver);
    case TWIN_STOCK:
        return driver->start;
    case TWIN_RATIO:
        return ratio_of(driver, journey->drivers[driver->above].start, journey->drivers[driver->below].start);
    default: /* a queue is empty, no event goes on */
        return 0;
    }
}

static double value_now(const twin_journey_t *journey, const twin_result_t *result, int index, int step)
{
    const twin_driver_t *driver = &journey->drivers[index];
    const int last = step - 1;
    switch (driver->kind) {
    case TWIN_CHANNEL:
        return spend_level(journey, index, step);
    case TWIN_LEVER:
        return lever_setting(driver, step);
    case TWIN_SEASON:
        return driver->weekly ? driver->by_weekday[weekday(journey, step)]
                              : driver->by_month[twin_month(journey, step) - 1];
    case TWIN_EVENT:
        return part_of_step(journey, driver, step);
    case TWIN_WORD_OF_MOUTH:
        return talkers(journey, driver, result, last);
    case TWIN_STOCK:
        return result->stock[last][index];
    case TWIN_RATIO:
        return ratio_of(driver, result->stock[last][driver->above], result->stock[last][driver->below]);
    default: /* a queue */
        return last == 0 ? 0 : result->waiting[last][driver->capacity] / result->room[last][driver->capacity];
    }
}

void twin_drivers_today(const twin_journey_t *journey, twin_moment_t *today)
{
    for (int k = 0; k < journey->ndriver; k++) {
        today->value[k] = value_today(journey, &journey->drivers[k]);
        today->response[k] = twin_saturate(&journey->drivers[k].saturation, today->value[k]);
    }
}

void twin_drivers_now(const twin_journey_t *journey, const twin_result_t *result, int step, twin_moment_t *now)
{
    for (int k = 0; k < journey->ndriver; k++) {
        now->value[k] = value_now(journey, result, k, step);
        now->response[k] = twin_saturate(&journey->drivers[k].saturation, now->value[k]);
    }
}
