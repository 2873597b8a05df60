#include "report/chart.h"

#include <math.h>
#include <string.h>

#include "report/figure.h"
#include "report/local.h"

enum { POINTS_MOST = 300 };

void pk_chart_size(pk_sheet_t *sheet, double width, double height)
{
    pk_sheet_number(sheet, "number_width", 0, width);
    pk_sheet_number(sheet, "number_height", 0, height);
}

const char *pk_chart_fill(const char *word, const char *given, pk_arena_t *arena)
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
    pk_sheet_label(sheet, key, 0, most, pk_chart_fill(pk_word(source->language, word), given, &arena));
    pk_arena_free(&arena);
}

void pk_chart_title(const pk_chart_source_t *source, pk_sheet_t *sheet, pk_word_t title, const char *given)
{
    pk_sheet_label(sheet, "decimal", 0, PK_CHART_ROW, source->language == PK_FINNISH ? "," : ".");
    put(source, sheet, "title", PK_CHART_TITLE, title, given);
}

void pk_chart_note(const pk_chart_source_t *source, pk_sheet_t *sheet, pk_word_t note, const char *given)
{
    put(source, sheet, "note", PK_CHART_NOTE, note, given);
}

void pk_chart_note_of_runs(const pk_chart_source_t *source, pk_sheet_t *sheet, int nrun, pk_word_t note,
                           const char *given)
{
    pk_chart_note(source, sheet, nrun > 1 ? note : PK_WORD_ONE_RUN_NOTE, given);
}

void pk_chart_panels(pk_sheet_t *sheet, int count)
{
    int columns = 1;
    while (columns * columns < count) {
        columns++;
    }
    pk_chart_grid(sheet, count, columns);
}

void pk_chart_grid(pk_sheet_t *sheet, int count, int columns)
{
    pk_sheet_number(sheet, "number_panels", 0, count);
    pk_sheet_number(sheet, "number_columns", 0, columns);
}

const char *pk_chart_kpi_label(pk_language_t language, const pk_result_kpi_t *kpi)
{
    return pk_chart_label(kpi->words[language] != NULL ? kpi->words[language] : kpi->label, kpi->name);
}

void pk_chart_kpi_panel(const pk_chart_source_t *source, pk_sheet_t *sheet, int panel, const pk_result_kpi_t *kpi)
{
    pk_sheet_among(sheet, "panel", panel, PK_CHART_PANEL, pk_chart_kpi_label(source->language, kpi));
    pk_sheet_label(sheet, "unit", panel, PK_CHART_ROW, pk_word_unit(source->language, kpi->unit));
}

void pk_chart_verdict_legend(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    static const pk_word_t legend[] = {PK_WORD_BASELINE, PK_WORD_BETTER, PK_WORD_WORSE, PK_WORD_UNSURE};
    for (int i = 0; i < 4; i++) {
        pk_sheet_label(sheet, "legend", i + 1, PK_CHART_TITLE, pk_word(source->language, legend[i]));
    }
}

typedef struct {
    const char *name;
    pk_word_t axis, many, one;
} unit_t;

static const unit_t *unit_of(const char *step_unit)
{
    static const unit_t units[] = {{"day", PK_WORD_DAY, PK_WORD_DAYS, PK_WORD_A_DAY},
                                   {"week", PK_WORD_WEEK, PK_WORD_WEEKS, PK_WORD_A_WEEK},
                                   {"month", PK_WORD_MONTH, PK_WORD_MONTHS, PK_WORD_A_MONTH},
                                   {"year", PK_WORD_YEAR, PK_WORD_YEARS, PK_WORD_A_YEAR}};
    enum { COUNT = sizeof units / sizeof units[0] };
    int i = 0;
    while (i + 1 < COUNT && strcmp(units[i].name, step_unit) != 0) {
        i++;
    }
    return &units[i];
}

double pk_chart_time(const pk_result_t *result, int step)
{
    return result->days == NULL ? step : 86400.0 * (double)result->days[step];
}

enum { EVENTS_SHOWN = 60 };

/* Bands behind the lines, where something happens on some days, and what it is below the axis. */
static void write_events(const pk_chart_source_t *source, const pk_result_t *result, pk_sheet_t *sheet)
{
    pk_arena_t arena = {0};
    const char *names = "";
    int count = 0;
    for (int d = 0; d < result->ndriver; d++) {
        const pk_result_driver_t *driver = &result->drivers[d];
        for (int i = 0; i < driver->nspan && count < EVENTS_SHOWN; i++) {
            count++;
            pk_sheet_number(sheet, "number_since", count, 86400.0 * (double)driver->spans[i].first);
            pk_sheet_number(sheet, "number_until", count, 86400.0 * (double)(driver->spans[i].last + 1));
        }
        if (driver->nspan > 0) {
            names = pk_arena_format(&arena, "%s%s%s", names, *names != '\0' ? ", " : "",
                                    pk_chart_label(driver->label, driver->name));
        }
    }
    if (count > 0) {
        pk_sheet_number(sheet, "number_events", 0, count);
        pk_sheet_label(sheet, "events", 0, PK_CHART_TITLE,
                       pk_chart_fill(pk_word(source->language, PK_WORD_EVENTS), names, &arena));
    }
    pk_arena_free(&arena);
}

void pk_chart_time_axis(const pk_chart_source_t *source, const pk_result_t *result, pk_sheet_t *sheet)
{
    const bool dated = result->days != NULL;
    pk_sheet_number(sheet, "number_dated", 0, dated);
    pk_sheet_number(sheet, "number_from", 0, pk_chart_time(result, 0));
    pk_sheet_number(sheet, "number_to", 0, pk_chart_time(result, result->nstep));
    for (int month = 0; month < 12 && dated; month++) {
        pk_sheet_label(sheet, "month", month + 1, PK_CHART_ROW, pk_word_month(source->language, month));
    }
    write_events(source, result, sheet);
    if (!dated) {
        pk_sheet_label(sheet, "xlabel", 0, PK_CHART_ROW, pk_word(source->language, unit_of(result->step_unit)->axis));
    }
}

int pk_chart_stride(const pk_result_t *result)
{
    return result->nstep / POINTS_MOST + 1;
}

const char *pk_chart_label(const char *label, const char *name)
{
    return label != NULL && label[0] != '\0' ? label : name;
}

const char *pk_chart_scenario(const pk_result_t *result)
{
    return pk_chart_label(result->title, result->scenario);
}

const char *pk_chart_step_word(pk_language_t language, const pk_result_t *result)
{
    return pk_word(language, unit_of(result->step_unit)->one);
}

const char *pk_chart_steps_word(pk_language_t language, const char *step_unit)
{
    return pk_word(language, unit_of(step_unit)->many);
}

const char *pk_chart_count(pk_language_t language, long count, pk_arena_t *arena)
{
    if (count < 1000) {
        return pk_arena_format(arena, "%ld", count);
    }
    const char *above = pk_chart_count(language, count / 1000, arena);
    return pk_arena_format(arena, "%s%s%03ld", above, language == PK_FINNISH ? "\xc2\xa0" : ",", count % 1000);
}

int pk_chart_results(const pk_chart_source_t *source, const pk_result_t **results)
{
    *results = source->comparison != NULL ? source->comparison->results : source->result;
    return source->comparison != NULL ? source->comparison->nresult : 1;
}

const pk_result_t *pk_chart_baseline(const pk_chart_source_t *source)
{
    return source->comparison != NULL ? &source->comparison->results[source->comparison->baseline] : source->result;
}

bool pk_chart_differs(const pk_difference_t *difference)
{
    return isfinite(difference->diff_mean) &&
           (difference->diff_mean != 0 || difference->diff_p05 != 0 || difference->diff_p95 != 0);
}

int pk_chart_verdict(const pk_difference_t *difference)
{
    if (difference == NULL || isnan(difference->sure.better.p) || difference->sure.runs_needed > 0) {
        return 3;
    }
    return difference->sure.better.p >= 0.9 ? 1 : difference->sure.better.p <= 0.1 ? 2 : 3;
}

double pk_chart_moved(const pk_result_t *result, int flow)
{
    double sum = 0;
    for (int step = 1; step <= result->nstep; step++) {
        sum += result->flow_counts[pk_flow_cell(result, step, 0, flow)].mean;
    }
    return sum;
}

double pk_chart_entries(const pk_result_t *result, const char *stage)
{
    if (pk_result_stage(result, stage) < 0) {
        return NAN;
    }
    double sum = 0;
    for (int flow = 0; flow < result->nflow; flow++) {
        if (strcmp(result->flows[flow].to, stage) == 0 && strcmp(result->flows[flow].from, stage) != 0) {
            sum += pk_chart_moved(result, flow);
        }
    }
    return sum;
}

static const struct {
    double least, unit;
    const char *letter;
} scales[] = {{999.5e6, 1e9, "G"}, {999.5e3, 1e6, "M"}, {9995, 1e3, "k"}, {0, 1, ""}};

static size_t scale_of(double size)
{
    size_t i = 0;
    while (size < scales[i].least) {
        i++;
    }
    return i;
}

static const char *scaled(pk_language_t language, double x, size_t scale, int decimals, bool sign, pk_arena_t *arena)
{
    const char *digits =
        pk_local_figure(language, pk_figure(fabs(x) / scales[scale].unit, pow(10, -decimals), arena), arena);
    const char *before = x < 0 ? "\xe2\x88\x92" : sign ? "+" : ""; /* the minus sign is U+2212 */
    return pk_arena_format(arena, "%s%s%s", strpbrk(digits, "123456789") != NULL ? before : "", digits,
                           scales[scale].letter);
}

const char *pk_chart_figure(pk_language_t language, double x, bool sign, pk_arena_t *arena)
{
    const size_t scale = scale_of(fabs(x));
    const double y = fabs(x) / scales[scale].unit;
    const int decimals = y >= 99.95 || (scale == 3 && y == round(y)) ? 0 : y >= 9.995 ? 1 : 2;
    return scaled(language, x, scale, decimals, sign, arena);
}

const char *pk_chart_figure_at(pk_language_t language, double x, double most, double grain, bool sign,
                               pk_arena_t *arena)
{
    const size_t scale = scale_of(most);
    const double part = grain / scales[scale].unit;
    const int decimals = part < 1 ? (int)ceil(-log10(part) - 1e-9) : 0;
    const double rounded = round(x / grain) * grain;
    return rounded == 0 ? "0" : scaled(language, rounded, scale, decimals, sign, arena);
}
