/* What was learned from data: each number before and after, and what was observed beside what the fit foretells. */
#include "report/chart.h"

#include <math.h>
#include <string.h>

#include "report/figure.h"
#include "report/local.h"

enum { ROWS_MOST = 40, ROW_LETTERS = 56, PANELS_MOST = 12, POINTS_MOST = 400 };

pk_result_t pk_chart_calibrated(const pk_calibrated_t *of)
{
    return (pk_result_t){.scenario = of->name,
                         .title = of->title,
                         .model_title = "",
                         .engine = "",
                         .currency = "",
                         .step_unit = pk_unit_name(of->step),
                         .seed = of->seed,
                         .population = of->population,
                         .nstep = of->steps,
                         .days = of->days};
}

const char *pk_chart_number(const pk_learned_number_t *number)
{
    return pk_chart_label(number->label, number->path);
}

const char *pk_chart_learned(pk_language_t language, const pk_learned_number_t *number, double x, double low,
                             double high, pk_arena_t *arena)
{
    const double scale = number->percent ? 100 : 1;
    const double grain = pk_grain(scale * 0.5 * (low + high), scale * low, scale * high);
    const char *figure = pk_figure(scale * x, grain, arena);
    return pk_local_figure(language, number->percent ? pk_arena_format(arena, "%s%%", figure) : figure, arena);
}

/* ---- each number before and after ---- */

static bool has_prior(const pk_learned_number_t *number)
{
    return number->prior_p95 > number->prior_p05 && isfinite(number->p05) && isfinite(number->p95);
}

/* The data say most of the first. */
static double left(const pk_learned_number_t *number)
{
    return number->by == PK_LEARNED_IN_CONFLICT ? -1 : number->untouched ? 2 : number->sd / number->prior_sd;
}

/* The most telling numbers, in the model's order; returns how many. */
static int choose(const pk_calibrated_t *of, const pk_learned_number_t **rows)
{
    int count = 0;
    for (int k = 0; k < of->nnumber; k++) {
        const pk_learned_number_t *number = &of->numbers[k];
        if (!has_prior(number)) {
            continue;
        }
        int out = count;
        if (count == ROWS_MOST) {
            out = 0;
            for (int i = 1; i < count; i++) {
                out = left(rows[i]) >= left(rows[out]) ? i : out;
            }
            if (left(number) >= left(rows[out])) {
                continue;
            }
            count--;
        }
        memmove(&rows[out], &rows[out + 1], (size_t)(count - out) * sizeof *rows);
        rows[count++] = number;
    }
    return count;
}

static bool has_learned(const pk_chart_source_t *source)
{
    const pk_learned_number_t *rows[ROWS_MOST + 1];
    return choose(source->calibrated, rows) > 0;
}

/* Where x stands in the prior: its 5% is 0, its 95% is 1. */
static double place(const pk_learned_number_t *number, double x)
{
    return (x - number->prior_p05) / (number->prior_p95 - number->prior_p05);
}

static const char *value_of(const pk_chart_source_t *source, const pk_learned_number_t *number, double x,
                            pk_arena_t *arena)
{
    return pk_chart_learned(source->language, number, x, number->p05, number->p95, arena);
}

static void write_row(const pk_chart_source_t *source, pk_sheet_t *sheet, int row, const pk_learned_number_t *number)
{
    pk_arena_t arena = {0};
    const int by = number->untouched ? PK_LEARNED_BY_PRIOR : (int)number->by;
    PK_SHEET_ROW(sheet, row, by, place(number, number->prior_p50), place(number, number->p05),
                 place(number, number->p50), place(number, number->p95));
    pk_sheet_among(sheet, "row", row, ROW_LETTERS, pk_chart_number(number));
    pk_sheet_label(sheet, "mark", row, PK_CHART_ROW,
                   pk_arena_format(&arena, "%s (%s … %s)", value_of(source, number, number->p50, &arena),
                                   value_of(source, number, number->p05, &arena),
                                   value_of(source, number, number->p95, &arena)));
    pk_arena_free(&arena);
}

static void write_learned(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    static const pk_word_t legend[] = {PK_WORD_LEARNED_DATA, PK_WORD_LEARNED_PRIOR, PK_WORD_LEARNED_CONFLICT,
                                       PK_WORD_LEARNED_BEFORE};
    const pk_learned_number_t *rows[ROWS_MOST + 1];
    const int count = choose(source->calibrated, rows);
    pk_chart_size(sheet, 1280, 230 + 27.0 * (count < 5 ? 5 : count));
    pk_chart_title(source, sheet, PK_WORD_LEARNED_TITLE, source->calibrated->title);
    pk_chart_note(source, sheet, PK_WORD_LEARNED_NOTE, "");
    for (int k = 0; k < 4; k++) {
        pk_sheet_label(sheet, "legend", k + 1, 2 * PK_CHART_ROW, pk_word(source->language, legend[k]));
    }
    pk_sheet_label(sheet, "xlabel", 0, 2 * PK_CHART_ROW, pk_word(source->language, PK_WORD_LEARNED_AXIS));
    pk_sheet_number(sheet, "number_rows", 0, count);
    pk_sheet_columns(sheet, "row\tby\tprior_p50\tp05\tp50\tp95");
    for (int k = 0; k < count; k++) {
        write_row(source, sheet, k + 1, rows[k]);
    }
}

const pk_chart_data_t pk_chart_learned_numbers = {has_learned, write_learned};

/* ---- observed and predicted ---- */

static bool has_fit(const pk_chart_source_t *source)
{
    return source->calibrated->nvalue > 0;
}

int pk_chart_same_series(const pk_calibrated_t *of, int first)
{
    int count = 1;
    while (first + count < of->nvalue && strcmp(of->values[first + count].series, of->values[first].series) == 0) {
        count++;
    }
    return count;
}

/* A value of a flow is of the time from the end of the step before its first to the end of its last; of a stage, of
 * its last. A long series is thinned evenly. */
static void write_series(const pk_result_t *plan, const pk_learned_value_t *values, int count, int panel,
                         pk_sheet_t *sheet)
{
    const int stride = (count - 1) / POINTS_MOST + 1;
    for (int k = 0; k < count; k += stride) {
        const pk_learned_value_t *v = &values[k];
        PK_SHEET_ROW(sheet, panel, pk_chart_time(plan, v->first > 0 ? v->first - 1 : 0), pk_chart_time(plan, v->last),
                     v->held_out, v->observed, v->p05, v->p25, v->p50, v->p75, v->p95);
    }
}

static int count_series(const pk_calibrated_t *of)
{
    int panels = 0;
    for (int first = 0; first < of->nvalue; first += pk_chart_same_series(of, first)) {
        panels++;
    }
    return panels;
}

static void write_fit(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    static const pk_word_t legend[] = {PK_WORD_FIT_OBSERVED, PK_WORD_FIT_PREDICTED, PK_WORD_FIT_HELD_OUT};
    const pk_calibrated_t *of = source->calibrated;
    const pk_result_t plan = pk_chart_calibrated(of);
    const int all = count_series(of), shown = all < PANELS_MOST ? all : PANELS_MOST;
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, 720);
    pk_chart_title(source, sheet, PK_WORD_FIT_TITLE, of->title);
    pk_chart_note(source, sheet, all > shown ? PK_WORD_FIT_NOTE_LEFT : PK_WORD_FIT_NOTE,
                  all > shown ? pk_chart_count(source->language, all - shown, &arena) : "");
    for (int k = 0; k < (of->holdout > 0 ? 3 : 2); k++) {
        pk_sheet_label(sheet, "legend", k + 1, PK_CHART_TITLE, pk_word(source->language, legend[k]));
    }
    pk_chart_time_axis(source, &plan, sheet);
    pk_chart_grid(sheet, shown, shown <= 3 ? 1 : shown <= 6 ? 2 : 3);
    pk_sheet_columns(sheet, "panel\tfrom\ttime\theld_out\tobserved\tp05\tp25\tp50\tp75\tp95");
    for (int panel = 1, first = 0; panel <= shown; panel++) {
        const int count = pk_chart_same_series(of, first);
        if (panel > 1) {
            pk_sheet_block(sheet);
        }
        write_series(&plan, &of->values[first], count, panel, sheet);
        pk_sheet_among(sheet, "panel", panel, 2 * PK_CHART_PANEL,
                       pk_chart_label(of->values[first].label, of->values[first].series));
        first += count;
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_fit = {has_fit, write_fit};
