#include "model/series_time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const char *const words[] = {
    [PK_PER_DAY] = "day",         [PK_PER_WEEK] = "week", [PK_PER_MONTH] = "month",
    [PK_PER_QUARTER] = "quarter", [PK_PER_YEAR] = "year",
};

enum { WORDS = (int)(sizeof words / sizeof *words) };

const char pk_series_pers[] = "day, week, month, quarter or year";

bool pk_series_per_parse(const char *word, pk_series_per_t *per)
{
    for (int k = PK_PER_DAY; k < WORDS; k++) {
        if (strcmp(words[k], word) == 0) {
            *per = (pk_series_per_t)k;
            return true;
        }
    }
    return false;
}

/* ---- the calendar of a cell ---- */

/* What a cell names, before it is a period. */
typedef struct {
    long first, last;
    pk_series_per_t unit; /* PK_PER_DAY, or what is longer */
} named_t;

static bool day_of(long year, long month, long day, long *first)
{
    char iso[32];
    long last;
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
        return false;
    }
    snprintf(iso, sizeof iso, "%04ld-%02ld-%02ld", year, month, day);
    return pk_date_parse(iso, first, &last);
}

/* A span of whole months. */
static bool months_of(long year, long month, int count, pk_series_per_t unit, named_t *out)
{
    const long after = month + count, next_year = year + (after - 1) / 12, next_month = (after - 1) % 12 + 1;
    if (year < 1 || year > 9998 || month < 1 || month > 12) {
        return false;
    }
    out->first = pk_date_join((int)year, (int)month, 1);
    out->last = pk_date_join((int)next_year, (int)next_month, 1) - 1;
    out->unit = unit;
    return true;
}

/* The Monday of an ISO week: week 1 holds the year's fourth of January. */
static bool week_of(long year, long week, named_t *out)
{
    if (year < 1 || year > 9998 || week < 1 || week > 53) {
        return false;
    }
    const long fourth = pk_date_join((int)year, 1, 4);
    const long weekday = pk_date_weekday(fourth);
    out->first = fourth - weekday + 7 * (week - 1);
    out->last = out->first + 6;
    out->unit = PK_PER_WEEK;
    int its_year, month, day; /* of its Thursday: a year without a week 53 has none */
    pk_date_split(out->first + 3, &its_year, &month, &day);
    return its_year == year;
}

/* ---- its notations ---- */

/* Up to three numbers and the marks between them: "1.3.2026" is 1 . 3 . 2026. */
typedef struct {
    long number[3];
    int digits[3];
    char mark[2];
    int count;
} parts_t;

static const char *take_parts(const char *text, parts_t *out)
{
    *out = (parts_t){0};
    while (out->count < 3 && *text >= '0' && *text <= '9') {
        const size_t digits = strspn(text, "0123456789");
        if (digits > 4) {
            break;
        }
        out->number[out->count] = strtol(text, NULL, 10);
        out->digits[out->count++] = (int)digits;
        text += digits;
        const bool more = *text != '\0' && strchr("-./", *text) != NULL && text[1] >= '0' && text[1] <= '9';
        if (out->count == 3 || !more) {
            break;
        }
        out->mark[out->count - 1] = *text++;
    }
    return text;
}

/* "", " 00:00", "T12:30:00Z": a time of day says nothing of a plan. */
static bool is_time_of_day(const char *text)
{
    if (*text == '\0') {
        return true;
    }
    return (*text == ' ' || *text == 'T') && text[1] >= '0' && text[1] <= '9' && strchr(text, ':') != NULL &&
           text[1 + strspn(text + 1, "0123456789:.+-Z ")] == '\0';
}

typedef enum { NO_TIME, ONE_READING, TWO_READINGS } readings_t;

/* 1/3/2026: the day first, or the month; with points only the day. */
static readings_t by_day(const parts_t *parts, named_t *one, named_t *other)
{
    long days[2] = {0};
    const int count =
        pk_date_readings(parts->number[0], parts->number[1], parts->number[2], parts->mark[0] == '.', days);
    *one = (named_t){.first = days[0], .last = days[0], .unit = PK_PER_DAY};
    *other = (named_t){.first = days[1], .last = days[1], .unit = PK_PER_DAY};
    return count == 0 ? NO_TIME : count == 1 ? ONE_READING : TWO_READINGS;
}

/* Numbers alone: a day, a month or a year. */
static readings_t by_numbers(const parts_t *parts, named_t *out, named_t *other)
{
    if (parts->count == 3) {
        if (parts->mark[0] != parts->mark[1]) {
            return NO_TIME;
        }
        if (parts->digits[0] == 4) {
            *out = (named_t){.unit = PK_PER_DAY};
            const bool is = day_of(parts->number[0], parts->number[1], parts->number[2], &out->first);
            out->last = out->first;
            return is ? ONE_READING : NO_TIME;
        }
        return parts->digits[2] == 4 ? by_day(parts, out, other) : NO_TIME;
    }
    if (parts->count == 2) {
        const int year = parts->digits[0] == 4 ? 0 : 1;
        return parts->digits[year] == 4 && months_of(parts->number[year], parts->number[1 - year], 1, PK_PER_MONTH, out)
                   ? ONE_READING
                   : NO_TIME;
    }
    return parts->count == 1 && parts->digits[0] == 4 && months_of(parts->number[0], 1, 12, PK_PER_YEAR, out)
               ? ONE_READING
               : NO_TIME;
}

/* 2026-Q1, 2026 Q1, Q1/2026, 2026-W10 */
static bool by_letter(const char *text, named_t *out)
{
    const char *letter = strpbrk(text, "QqWw");
    if (letter == NULL) {
        return false;
    }
    const bool quarter = *letter == 'Q' || *letter == 'q';
    char *end;
    const long number = strtol(letter + 1, &end, 10);
    long year;
    if (end == letter + 1) {
        return false;
    }
    if (letter == text) {
        const char *from = end + strspn(end, "-/ .");
        year = strtol(from, &end, 10);
        if (end - from != 4) {
            return false;
        }
    } else {
        char *mark;
        year = strtol(text, &mark, 10);
        if (mark - text != 4 || mark + strspn(mark, "-/ .") != letter) {
            return false;
        }
    }
    if (*end != '\0') {
        return false;
    }
    return quarter ? number >= 1 && number <= 4 && months_of(year, 3 * number - 2, 3, PK_PER_QUARTER, out)
                   : week_of(year, number, out);
}

static readings_t read_time(const char *text, named_t *out, named_t *other)
{
    parts_t parts;
    const char *rest = take_parts(text, &parts);
    const bool is_day = parts.count == 3 && is_time_of_day(rest);
    if (parts.count > 0 && (is_day || *rest == '\0')) {
        return by_numbers(&parts, out, other);
    }
    return by_letter(text, out) ? ONE_READING : NO_TIME;
}

/* ---- periods ---- */

/* The whole period that holds what is named. */
static void widen(named_t *named, pk_series_per_t per)
{
    int year, month, day;
    pk_date_split(named->first, &year, &month, &day);
    switch (per) {
    case PK_PER_WEEK:
        named->last = named->first + 6;
        break;
    case PK_PER_MONTH:
        months_of(year, month, 1, per, named);
        break;
    case PK_PER_QUARTER:
        months_of(year, 3 * ((month - 1) / 3) + 1, 3, per, named);
        break;
    case PK_PER_YEAR:
        months_of(year, 1, 12, per, named);
        break;
    default:
        break;
    }
}

static bool is_sum_word(const char *word)
{
    static const char *const sums[] = {"total", "totals", "sum", "yhteensä", "yht.", "yht", "summa", "summe", "gesamt"};
    for (size_t k = 0; k < sizeof sums / sizeof *sums; k++) {
        if (pk_utf8_alike(word, sums[k])) {
            return true;
        }
    }
    return false;
}

/* "Total", "Yhteensä 2026:", "Grand total": one of its words says so. */
bool pk_series_is_sum(const char *text)
{
    static const char blanks[] = " :()";
    char word[32];
    for (text += strspn(text, blanks); *text != '\0'; text += strspn(text, blanks)) {
        const size_t length = strcspn(text, blanks);
        const bool short_enough = length < sizeof word;
        memcpy(word, text, short_enough ? length : 0);
        word[short_enough ? length : 0] = '\0';
        if (is_sum_word(word)) {
            return true;
        }
        text += length;
    }
    return false;
}

static pk_status_t refuse_two(const pk_cell_t *cell, const named_t *a, const named_t *b, pk_diag_t *diag)
{
    char one[PK_DATE_TEXT], other[PK_DATE_TEXT];
    pk_arena_t scratch = {0};
    pk_date_write(a->first, one);
    pk_date_write(b->first, other);
    pk_error(diag, cell->place, pk_arena_format(&scratch, "write %s or %s", one, other),
             "\"%s\" has two readings: %s and %s", cell->text, one, other);
    pk_arena_free(&scratch);
    return PK_BAD_INPUT;
}

pk_status_t pk_series_time(const pk_cell_t *cell, pk_series_per_t per, long *first, long *last, pk_diag_t *diag)
{
    named_t named = {0}, other = {0};
    *first = *last = 0;
    if (*cell->text == '\0') {
        return pk_error(diag, cell->place, "write its date, or take the row out where it is a sum",
                        "this row has no date");
    }
    const readings_t readings = read_time(cell->text, &named, &other);
    if (readings == TWO_READINGS) {
        return refuse_two(cell, &named, &other, diag);
    }
    if (readings == NO_TIME) {
        return pk_error(diag, cell->place, "dates are written 2026-03-02 or 2.3.2026, months 2026-03",
                        "\"%s\" is not a date", cell->text);
    }
    if (per != PK_PER_STEP && named.unit > per) {
        return pk_error(diag, cell->place, NULL, "\"%s\" is a %s, and a row of this file is a %s", cell->text,
                        words[named.unit], words[per]);
    }
    widen(&named, per);
    *first = named.first;
    *last = per == PK_PER_STEP || per == PK_PER_DAY ? named.first : named.last;
    return PK_OK;
}
