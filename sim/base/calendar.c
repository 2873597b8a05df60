#include "base/calendar.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { EPOCH = 719162 /* days from 0001-01-01 to 1970-01-01 */, DAYS_400_YEARS = 146097, LAST_YEAR = 9999 };

/* Units by pk_unit_t; in hours all of them are exact doubles. */
static const struct {
    const char *name, *plural;
    double hours;
} units[] = {[PK_DAY] = {"day", "days", 24},
             [PK_WEEK] = {"week", "weeks", 168},
             [PK_MONTH] = {"month", "months", 730.5},
             [PK_YEAR] = {"year", "years", 8766},
             [PK_HOUR] = {"hour", "hours", 1}};

enum { UNITS = (int)(sizeof units / sizeof units[0]) };

static bool same_word(const char *word, int length, const char *name)
{
    return strlen(name) == (size_t)length && memcmp(word, name, (size_t)length) == 0;
}

bool pk_unit_parse(const char *word, int length, pk_unit_t *unit)
{
    for (int i = 0; i < UNITS; i++) {
        if (same_word(word, length, units[i].name) || same_word(word, length, units[i].plural)) {
            *unit = (pk_unit_t)i;
            return true;
        }
    }
    if (!same_word(word, length, "h")) {
        return false;
    }
    *unit = PK_HOUR;
    return true;
}

const char *pk_unit_name(pk_unit_t unit)
{
    return units[unit].name;
}

const char *pk_unit_behind(double count, pk_unit_t unit)
{
    char shown[32];
    (void)snprintf(shown, sizeof shown, "%.3g", count);
    return strcmp(shown, "1") == 0 ? units[unit].name : units[unit].plural;
}

double pk_unit_days(pk_unit_t unit)
{
    return units[unit].hours / 24;
}

double pk_step_years(pk_unit_t step)
{
    return units[step].hours / units[PK_YEAR].hours;
}

double pk_duration_steps(double count, pk_unit_t unit, pk_unit_t step)
{
    return unit == step ? count : count * units[unit].hours / units[step].hours;
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static int days_before_month(int year, int month)
{
    static const int days[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    return days[month - 1] + (month > 2 && is_leap(year) ? 1 : 0);
}

static long floor_divide(long a, long b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/* Days from 0001-01-01 to the first day of `year`: 365 each and the leap days of all years before it. */
static long days_before_year(long year)
{
    long before = year - 1;
    return 365 * before + floor_divide(before, 4) - floor_divide(before, 100) + floor_divide(before, 400);
}

long pk_date_join(int year, int month, int day_of_month)
{
    return days_before_year(year) + days_before_month(year, month) + day_of_month - 1 - EPOCH;
}

int pk_date_weekday(long day)
{
    return (int)(((day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

void pk_date_split(long day, int *year, int *month, int *day_of_month)
{
    long since = day + EPOCH;
    long y = floor_divide(since * 400, DAYS_400_YEARS) + 1; /* off by one at most */
    while (days_before_year(y) > since) {
        y--;
    }
    while (days_before_year(y + 1) <= since) {
        y++;
    }
    int rest = (int)(since - days_before_year(y));
    int m = rest / 31 + 1; /* this month or the one before it */
    if (m < 12 && rest >= days_before_month((int)y, m + 1)) {
        m++;
    }
    *year = (int)y;
    *month = m;
    *day_of_month = rest - days_before_month((int)y, m) + 1;
}

/* `count` digits at *text as a number; -1 where there are fewer. Moves *text on. */
static int digits(const char **text, int count)
{
    int number = 0;
    for (; count > 0; count--, (*text)++) {
        if (**text < '0' || **text > '9') {
            return -1;
        }
        number = number * 10 + (**text - '0');
    }
    return number;
}

bool pk_date_parse(const char *text, long *first, long *last)
{
    int year = digits(&text, 4);
    if (year < 1 || *text++ != '-') {
        return false;
    }
    int month = digits(&text, 2);
    if (month < 1 || month > 12) {
        return false;
    }
    if (*text == '\0') {
        *first = pk_date_join(year, month, 1);
        *last = pk_date_join(year, month, days_in_month(year, month));
        return true;
    }
    if (*text++ != '-') {
        return false;
    }
    int day = digits(&text, 2);
    if (day < 1 || day > days_in_month(year, month) || *text != '\0') {
        return false;
    }
    *first = *last = pk_date_join(year, month, day);
    return true;
}

static bool day_of(long year, long month, long day, long *out)
{
    if (year < 1 || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
        day > days_in_month((int)year, (int)month)) {
        return false;
    }
    *out = pk_date_join((int)year, (int)month, (int)day);
    return true;
}

int pk_date_readings(long first, long second, long year, bool points, long days[2])
{
    int count = day_of(year, second, first, &days[0]) ? 1 : 0;
    if (!points && day_of(year, first, second, &days[count]) && (count == 0 || days[0] != days[1])) {
        count++;
    }
    return count;
}

void pk_date_write(long day, char text[PK_DATE_TEXT])
{
    int year, month, day_of_month;
    text[0] = '\0';
    if (day < pk_date_join(1, 1, 1) || day > pk_date_join(LAST_YEAR, 12, 31)) {
        return;
    }
    pk_date_split(day, &year, &month, &day_of_month);
    snprintf(text, PK_DATE_TEXT, "%04u-%02u-%02u", (unsigned)year % 10000U, (unsigned)month % 100U,
             (unsigned)day_of_month % 100U);
}

/* `day` moved by whole months, clipped to the month's end. */
static long add_months(long day, long months)
{
    int year, month, day_of_month;
    pk_date_split(day, &year, &month, &day_of_month);
    long total = 12L * year + month - 1 + months;
    int new_year = (int)floor_divide(total, 12);
    int new_month = (int)(total - 12L * new_year) + 1;
    int most = days_in_month(new_year, new_month);
    return pk_date_join(new_year, new_month, day_of_month < most ? day_of_month : most);
}

long pk_step_date(const pk_calendar_t *self, int t)
{
    long steps = (long)t - 1;
    switch (self->step) {
    case PK_MONTH:
        return add_months(self->start, steps);
    case PK_YEAR:
        return add_months(self->start, 12 * steps);
    case PK_WEEK:
        return self->start + 7 * steps;
    default:
        return self->start + steps;
    }
}

/* Steps of months or years: the one that begins in the month (year) of `day`, or the one before it. */
static int step_by_month(const pk_calendar_t *self, long day)
{
    int year, month, day_of_month, start_year, start_month;
    pk_date_split(day, &year, &month, &day_of_month);
    pk_date_split(self->start, &start_year, &start_month, &day_of_month);
    int t = year - start_year + 1;
    if (self->step == PK_MONTH) {
        t = 12 * (year - start_year) + month - start_month + 1;
    }
    return pk_step_date(self, t) > day ? t - 1 : t;
}

int pk_date_step_any(const pk_calendar_t *self, long day)
{
    if (self->step == PK_MONTH || self->step == PK_YEAR) {
        return step_by_month(self, day);
    }
    return (int)floor_divide(day - self->start, self->step == PK_WEEK ? 7 : 1) + 1;
}

int pk_date_step(const pk_calendar_t *self, long day)
{
    return day < self->start ? 0 : pk_date_step_any(self, day);
}

/* The day (with its fraction) that a duration after `start` ends on: whole months by the calendar, the rest by days. */
static double duration_end(long start, double count, pk_unit_t unit)
{
    if (unit != PK_MONTH && unit != PK_YEAR) {
        return (double)start + count * units[unit].hours / 24;
    }
    double months = unit == PK_YEAR ? 12 * count : count;
    double whole = floor(months + 1e-9);
    return (double)add_months(start, (long)whole) + fmax(0, months - whole) * pk_unit_days(PK_MONTH);
}

/* Of two whole numbers of steps, `before` and `after` away, whether the larger one is taken: the nearer one; halfway
 * (but for rounding) the larger. */
static bool is_later_nearer(double before, double after)
{
    return after <= before + 1e-9 * fmax(1, fabs(before));
}

int pk_horizon_steps(const pk_calendar_t *self, double count, pk_unit_t unit)
{
    double about = pk_duration_steps(count, unit, self->step);
    if (!(about > 0)) {
        return 0;
    }
    if (about > 2.0 * PK_STEPS_MOST) {
        return PK_STEPS_MOST + 1;
    }
    if (!self->dated) {
        return (int)floor(about) + is_later_nearer(about - floor(about), floor(about) + 1 - about);
    }
    const double end = duration_end(self->start, count, unit);
    const int t = pk_date_step(self, (long)floor(end)); /* begins on the duration's end or before it */
    return t - 1 + is_later_nearer(end - (double)pk_step_date(self, t), (double)pk_step_date(self, t + 1) - end);
}

int pk_steps_until(const pk_calendar_t *self, long day)
{
    const int next = pk_date_step(self, day + 1); /* the first step that is not over by the end of `day` */
    return next > 0 ? next - 1 : 0;
}
