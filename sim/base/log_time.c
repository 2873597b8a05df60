/* The times of a log's rows. */
#include "base/log_time.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/calendar.h"

enum { DAY = 10 };

/* Two digits below `limit` at *text, which moves behind them; -1 where there are none. */
static int two_digits(const char **text, int limit)
{
    const char *at = *text;
    if (!isdigit((unsigned char)at[0]) || !isdigit((unsigned char)at[1])) {
        return -1;
    }
    const int number = 10 * (at[0] - '0') + at[1] - '0';
    *text = at + 2;
    return number < limit ? number : -1;
}

/* 9 or 09, as two_digits: spreadsheets leave out the zero. */
static int hours_of(const char **text)
{
    if (isdigit((unsigned char)(*text)[0]) && !isdigit((unsigned char)(*text)[1])) {
        return *(*text)++ - '0';
    }
    return two_digits(text, 25);
}

/* Behind the minutes: :30, :30.25, or nothing; `mark` stands before them. */
static bool take_seconds(const char **text, char mark, double *seconds)
{
    *seconds = 0;
    if (**text != mark) {
        return true;
    }
    ++*text;
    const int whole = two_digits(text, 61); /* a leap second is 60 */
    double part = 0.1;
    *seconds = whole;
    if (**text == '.' || **text == ',') {
        ++*text;
        for (; isdigit((unsigned char)**text); ++*text, part /= 10) {
            *seconds += part * (**text - '0');
        }
    }
    return whole >= 0;
}

/* Z, +02:00, +0200, +02, or nothing. */
static bool take_offset(const char **text, double *seconds)
{
    const char sign = **text;
    *seconds = 0;
    if (sign == 'Z') {
        ++*text;
        return true;
    }
    if (sign != '+' && sign != '-') {
        return true;
    }
    ++*text;
    const int hours = two_digits(text, 24);
    *text += **text == ':';
    const int minutes = isdigit((unsigned char)**text) ? two_digits(text, 60) : 0;
    *seconds = (sign == '-' ? -1 : 1) * (3600.0 * hours + 60.0 * minutes);
    return hours >= 0 && minutes >= 0;
}

/* T14:05, " 14:05:30+02:00", " 9:00", with `points` also " 14.05", or nothing: seconds of the day, and those that the
 * offset is ahead. */
static bool take_clock(const char *text, bool points, double *seconds, double *offset)
{
    double rest;
    *seconds = *offset = 0;
    if (*text == '\0') {
        return true;
    }
    if (*text != 'T' && *text != ' ') {
        return false;
    }
    text++;
    const int hours = hours_of(&text);
    const char mark = *text;
    if (hours < 0 || (mark != ':' && !(points && mark == '.'))) {
        return false;
    }
    text++;
    const int minutes = two_digits(&text, 60);
    if (minutes < 0 || !take_seconds(&text, mark, &rest) || (hours == 24 && (minutes > 0 || rest > 0))) {
        return false;
    }
    text += *text == ' ';
    if (!take_offset(&text, offset)) {
        return false;
    }
    *seconds = 3600.0 * hours + 60.0 * minutes + rest;
    return *text == '\0';
}

/* 2026-03-01, or as at home 1.3.2026 or 1/3/2026: how many days it may mean, and what stands behind it. */
static int take_day(const char *text, long days[2], const char **rest)
{
    char iso[DAY + 1] = "", mark, again;
    long last, first, second, year;
    int used = 0;
    strncpy(iso, text, DAY);
    if (strlen(iso) == DAY && pk_date_parse(iso, &days[0], &last) && days[0] == last) {
        *rest = text + DAY;
        return 1;
    }
    const size_t digits = strspn(text, "0123456789"); /* numbers, which most logs have else, are told at once */
    if (digits < 1 || digits > 2 || text[digits] == '\0' || strchr("./-", text[digits]) == NULL ||
        sscanf(text, "%2ld%c%2ld%c%4ld%n", &first, &mark, &second, &again, &year, &used) != 5 || mark != again ||
        year < 1000) {
        return 0;
    }
    *rest = text + used;
    return pk_date_readings(first, second, year, mark == '.', days);
}

/* Gives how many readings it has as a date; the first is the one that is taken, `other` the second. */
static int read_date(const char *text, pk_log_time_t *time, long *other)
{
    long days[2];
    const char *rest;
    double seconds, offset;
    const int readings = take_day(text, days, &rest);
    /* Who writes the day with points may write the clock so; elsewhere 14.05 could be a part of an hour. */
    const bool points = readings > 0 && memchr(text, '.', (size_t)(rest - text)) != NULL;
    if (readings == 0 || !take_clock(rest, points, &seconds, &offset)) {
        return 0;
    }
    time->at = (double)days[0] * PK_LOG_DAY + seconds - offset;
    time->day = days[0] + (seconds >= PK_LOG_DAY); /* 24:00 is the next day's 0:00 */
    *other = readings > 1 ? days[1] : days[0];
    return readings;
}

static pk_status_t refuse_two(const pk_cell_t *cell, long first, long second, pk_diag_t *diag)
{
    char one[PK_DATE_TEXT], other[PK_DATE_TEXT];
    pk_date_write(first, one);
    pk_date_write(second, other);
    return pk_error(diag, cell->place, "write days as 2026-03-01", "\"%s\" has two readings: %s and %s", cell->text,
                    one, other);
}

pk_status_t pk_log_time(const pk_cell_t *cell, pk_log_time_t *time, pk_diag_t *diag)
{
    pk_diag_t quiet = {0};
    long other;
    time->clock = PK_CLOCK_DATE;
    const int readings = read_date(cell->text, time, &other);
    if (readings > 0) {
        return readings == 1 ? PK_OK : refuse_two(cell, time->day, other, diag);
    }
    time->clock = PK_CLOCK_NUMBER;
    const pk_status_t status = pk_cell_number(cell, &time->at, &quiet);
    pk_diag_free(&quiet);
    time->day = status == PK_OK && fabs(time->at) < PK_LOG_NUMBER_MOST ? (long)floor(time->at / PK_LOG_DAY) : PK_NO_DAY;
    return status == PK_OK ? PK_OK
                           : pk_error(diag, cell->place, "write 2026-03-01, 2026-03-01 14:05:30 or a plain number",
                                      "\"%s\" is not a time", cell->text);
}
