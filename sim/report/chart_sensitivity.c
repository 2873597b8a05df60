/* What a KPI, or its difference between two plans, hangs on: the tornado, the indices as bars with their errors, and
 * what knowing would be worth. */
#include "report/chart.h"

#include <math.h>
#include <stdlib.h>

#include "report/figure.h"

enum { ROWS_MOST = 20, ROW_LETTERS = 56 };

typedef bool (*shows_fn)(const pk_sensitive_t *row);
typedef double (*weight_fn)(const pk_sensitive_t *row);

/* The rows of a chart, the heaviest first; returns how many. */
static int choose(const pk_sensitivity_t *of, shows_fn shows, weight_fn weight, const pk_sensitive_t **rows)
{
    int count = 0;
    for (int i = 0; i < of->nrow; i++) {
        const pk_sensitive_t *row = &of->rows[i];
        if (!shows(row)) {
            continue;
        }
        int at = count < ROWS_MOST ? count++ : ROWS_MOST;
        while (at > 0 && weight(row) > weight(rows[at - 1])) {
            at--;
        }
        for (int k = count - 1; k > at; k--) {
            rows[k] = rows[k - 1];
        }
        if (at < count) {
            rows[at] = row;
        }
    }
    return count;
}

static const char *name_of(const pk_chart_source_t *source, const pk_sensitive_t *row)
{
    return row->kind == PK_SENSITIVE_ALL ? pk_word(source->language, PK_WORD_SENSITIVITY_ALL) : row->number;
}

/* Size, title with the plans, note, unit and row names. */
static void begin(const pk_chart_source_t *source, pk_sheet_t *sheet, pk_word_t title, pk_word_t note,
                  const pk_sensitive_t *const *rows, int count)
{
    const pk_sensitivity_t *of = source->sensitivity;
    pk_arena_t arena = {0};
    const char *label = of->label[source->language];
    pk_chart_size(sheet, 1280, 210 + 27.0 * (count < 5 ? 5 : count));
    pk_chart_title(source, sheet, title,
                   of->against == NULL ? label
                                       : pk_arena_format(&arena, "%s, %s – %s", label, of->title, of->against_title));
    pk_chart_note(source, sheet, note, pk_chart_count(source->language, of->samples, &arena));
    pk_sheet_number(sheet, "number_rows", 0, count);
    for (int k = 0; k < count; k++) {
        pk_sheet_among(sheet, "row", k + 1, ROW_LETTERS, name_of(source, rows[k]));
    }
    pk_arena_free(&arena);
}

static const char *unit_of(const pk_sensitivity_t *of, double *scale)
{
    const char *sign;
    const char *unit = pk_figure_unit(of->unit, scale, &sign);
    return *unit != '\0' ? unit : sign;
}

/* ---- the tornado ---- */

static double swing(const pk_sensitive_t *row)
{
    return fabs(row->kpi_at_p95 - row->kpi_at_p05);
}

static bool swings(const pk_sensitive_t *row)
{
    return row->kind == PK_SENSITIVE_UNCERTAIN && swing(row) > 0;
}

static bool has_tornado(const pk_chart_source_t *source)
{
    const pk_sensitive_t *rows[ROWS_MOST];
    return choose(source->sensitivity, swings, swing, rows) > 0;
}

static void write_tornado(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_sensitivity_t *of = source->sensitivity;
    const pk_sensitive_t *rows[ROWS_MOST];
    const int count = choose(of, swings, swing, rows);
    double scale;
    begin(source, sheet, PK_WORD_TORNADO_TITLE, PK_WORD_TORNADO_NOTE, rows, count);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_ROW, unit_of(of, &scale));
    pk_sheet_number(sheet, "number_from", 0, scale * of->mean);
    pk_sheet_label(sheet, "legend", 1, PK_CHART_ROW, pk_word(source->language, PK_WORD_TORNADO_LOW));
    pk_sheet_label(sheet, "legend", 2, PK_CHART_ROW, pk_word(source->language, PK_WORD_TORNADO_HIGH));
    pk_sheet_columns(sheet, "row\tat_p05\tat_p95");
    for (int k = 0; k < count; k++) {
        PK_SHEET_ROW(sheet, k + 1, scale * rows[k]->kpi_at_p05, scale * rows[k]->kpi_at_p95);
    }
}

const pk_chart_data_t pk_chart_tornado = {has_tornado, write_tornado};

/* ---- indices ---- */

static double importance(const pk_sensitive_t *row)
{
    return isfinite(row->total) ? row->total : row->first;
}

static bool is_known(const pk_sensitive_t *row)
{
    return importance(row) > 0.001;
}

static bool has_indices(const pk_chart_source_t *source)
{
    const pk_sensitive_t *rows[ROWS_MOST];
    return choose(source->sensitivity, is_known, importance, rows) > 0;
}

static void write_indices(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_sensitive_t *rows[ROWS_MOST];
    const int count = choose(source->sensitivity, is_known, importance, rows);
    begin(source, sheet, PK_WORD_INDICES_TITLE, PK_WORD_INDICES_NOTE, rows, count);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_ROW, "%");
    pk_sheet_label(sheet, "legend", 1, PK_CHART_ROW, pk_word(source->language, PK_WORD_INDICES_FIRST));
    pk_sheet_label(sheet, "legend", 2, PK_CHART_ROW, pk_word(source->language, PK_WORD_INDICES_TOTAL));
    pk_sheet_columns(sheet, "row\tfirst\tfirst_low\tfirst_high\ttotal\ttotal_low\ttotal_high");
    for (int k = 0; k < count; k++) {
        const pk_sensitive_t *row = rows[k];
        PK_SHEET_ROW(sheet, k + 1, 100 * row->first, 100 * fmax(row->first - 2 * row->first_se, 0),
                     100 * (row->first + 2 * row->first_se), 100 * row->total,
                     100 * fmax(row->total - 2 * row->total_se, 0), 100 * (row->total + 2 * row->total_se));
    }
}

const pk_chart_data_t pk_chart_indices = {has_indices, write_indices};

/* ---- what knowing would be worth ---- */

static double worth(const pk_sensitive_t *row)
{
    return row->kind == PK_SENSITIVE_ALL ? INFINITY : row->evppi;
}

static bool is_worth(const pk_sensitive_t *row)
{
    return row->evppi > 0;
}

/* Rows that begin with the largest; those of less than a thousandth of it would have no bar, and of numbers that decide
 * nothing some have what rounding left. */
static int choose_worth(const pk_sensitivity_t *of, const pk_sensitive_t *rows[ROWS_MOST])
{
    int count = choose(of, is_worth, worth, rows);
    while (count > 1 && rows[count - 1]->evppi < 0.001 * rows[0]->evppi) {
        count--;
    }
    return count;
}

static bool has_worth(const pk_chart_source_t *source)
{
    const pk_sensitive_t *rows[ROWS_MOST];
    return source->sensitivity->value && choose(source->sensitivity, is_worth, worth, rows) > 0;
}

static void write_worth(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_sensitive_t *rows[ROWS_MOST];
    const int count = choose_worth(source->sensitivity, rows);
    double scale;
    begin(source, sheet, PK_WORD_INFORMATION_TITLE, PK_WORD_INFORMATION_NOTE, rows, count);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_ROW, unit_of(source->sensitivity, &scale));
    pk_sheet_columns(sheet, "row\tall\tworth\tlow\thigh");
    for (int k = 0; k < count; k++) {
        const pk_sensitive_t *row = rows[k];
        PK_SHEET_ROW(sheet, k + 1, row->kind == PK_SENSITIVE_ALL, scale * row->evppi,
                     scale * fmax(row->evppi - 2 * row->evppi_se, 0), scale * (row->evppi + 2 * row->evppi_se));
    }
}

const pk_chart_data_t pk_chart_information = {has_worth, write_worth};
