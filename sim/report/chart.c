#include "report/chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { POINTS_MOST = 300 };

void pk_chart_size(pk_sheet_t *sheet, double width, double height)
{
    pk_sheet_number(sheet, "number_width", 0, width);
    pk_sheet_number(sheet, "number_height", 0, height);
}

/* Puts `given` for the one %s of a word; a %% is none. */
static const char *fill(const char *word, const char *given, pk_arena_t *arena)
{
    const char *place = strstr(word, "%s");
    if (place == NULL) {
        return word;
    }
    return pk_arena_format(arena, "%.*s%s%s", (int)(place - word), word, given, place + 2);
}

static void put(const pk_chart_source_t *source, pk_sheet_t *sheet, const char *key, size_t most, pk_word_t word,
                const char *given)
{
    pk_arena_t arena = {0};
    pk_sheet_label(sheet, key, 0, most, fill(pk_word(source->language, word), given, &arena));
    pk_arena_free(&arena);
}

void pk_chart_title(const pk_chart_source_t *source, pk_sheet_t *sheet, pk_word_t title, const char *given)
{
    put(source, sheet, "title", PK_CHART_TITLE, title, given);
}

void pk_chart_note(const pk_chart_source_t *source, pk_sheet_t *sheet, pk_word_t note, const char *given)
{
    put(source, sheet, "note", 2 * PK_CHART_TITLE, note, given);
}

void pk_chart_panels(pk_sheet_t *sheet, int count)
{
    int columns = 1;
    while (columns * columns < count) {
        columns++;
    }
    pk_sheet_number(sheet, "number_panels", 0, count);
    pk_sheet_number(sheet, "number_columns", 0, columns);
}

/* Days since 1970-01-01 of an ISO date (proleptic Gregorian): years that begin in March make the leap day the last. */
static double day_of(const char *date)
{
    int year = 1970, month = 1, day = 1;
    sscanf(date, "%d-%d-%d", &year, &month, &day);
    long y = month > 2 ? year : year - 1;
    long m = (month + 9) % 12;
    return (double)(365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 - 719468);
}

static bool is_dated(const pk_result_t *result)
{
    return result->nstep > 0 && result->dates[1][0] != '\0';
}

typedef struct {
    const char *name;
    double days; /* for the end of the last step */
    pk_word_t axis, many;
} unit_t;

static const unit_t *unit_of(const pk_result_t *result)
{
    static const unit_t units[] = {{"day", 1, PK_WORD_DAY, PK_WORD_DAYS},
                                   {"week", 7, PK_WORD_WEEK, PK_WORD_WEEKS},
                                   {"month", 365.25 / 12, PK_WORD_MONTH, PK_WORD_MONTHS},
                                   {"year", 365.25, PK_WORD_YEAR, PK_WORD_YEARS}};
    enum { COUNT = sizeof units / sizeof units[0] };
    int i = 0;
    while (i + 1 < COUNT && strcmp(units[i].name, result->step_unit) != 0) {
        i++;
    }
    return &units[i];
}

double pk_chart_time(const pk_result_t *result, int step)
{
    if (!is_dated(result)) {
        return step;
    }
    double day = step < result->nstep ? day_of(result->dates[step + 1])
                                      : round(day_of(result->dates[step]) + unit_of(result)->days);
    return 86400 * day;
}

void pk_chart_time_axis(const pk_chart_source_t *source, const pk_result_t *result, pk_sheet_t *sheet)
{
    bool dated = is_dated(result);
    pk_sheet_number(sheet, "number_dated", 0, dated);
    pk_sheet_number(sheet, "number_from", 0, pk_chart_time(result, 0));
    pk_sheet_number(sheet, "number_to", 0, pk_chart_time(result, result->nstep));
    for (int month = 0; month < 12 && dated; month++) {
        pk_sheet_label(sheet, "month", month + 1, PK_CHART_ROW, pk_word_month(source->language, month));
    }
    if (!dated) {
        pk_sheet_label(sheet, "xlabel", 0, PK_CHART_ROW, pk_word(source->language, unit_of(result)->axis));
    }
}

int pk_chart_stride(const pk_result_t *result)
{
    return result->nstep / POINTS_MOST + 1;
}

int pk_chart_kpi(const pk_result_t *result, const char *name)
{
    for (int i = 0; i < result->nkpi; i++) {
        if (strcmp(result->kpis[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

const pk_difference_t *pk_chart_difference(const pk_comparison_t *comparison, int scenario, const char *kpi)
{
    for (int i = 0; i < comparison->ndifference; i++) {
        const pk_difference_t *d = &comparison->differences[i];
        if (d->scenario == scenario && d->group == 0 && d->window == 0 && strcmp(d->kpi, kpi) == 0) {
            return d;
        }
    }
    return NULL;
}

const char *pk_chart_label(const char *label, const char *name)
{
    return label != NULL && label[0] != '\0' ? label : name;
}

const char *pk_chart_scenario(const pk_result_t *result)
{
    return pk_chart_label(result->title, result->scenario);
}

const char *pk_chart_span(pk_language_t language, const pk_result_t *result, pk_arena_t *arena)
{
    if (!is_dated(result)) {
        return pk_arena_format(arena, "%d %s", result->nstep, pk_word(language, unit_of(result)->many));
    }
    time_t last = (time_t)pk_chart_time(result, result->nstep) - 86400;
    struct tm day;
    gmtime_r(&last, &day);
    return pk_arena_format(arena, "%s – %04d-%02d-%02d", result->dates[1], day.tm_year + 1900, day.tm_mon + 1,
                           day.tm_mday);
}

const char *pk_chart_count(pk_language_t language, long count, pk_arena_t *arena)
{
    if (count < 1000) {
        return pk_arena_format(arena, "%ld", count);
    }
    const char *above = pk_chart_count(language, count / 1000, arena);
    return pk_arena_format(arena, "%s%s%03ld", above, language == PK_FINNISH ? "\xc2\xa0" : ",", count % 1000);
}
