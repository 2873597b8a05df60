/* The response of each channel to a steady spend: a panel a channel, the curve with bands over the draws of its
 * numbers, and on its median the spend of today and of the plan. */
#include "report/chart.h"

#include <math.h>

enum { CHANNELS = 24, KIND_CURVE = 0, KIND_TODAY = 1, KIND_PLAN = 2 };

static bool has_data(const pk_chart_source_t *source)
{
    return source->result->curves != NULL && source->result->ncurve > 0;
}

/* The median response to `spend`, straight between the levels. */
static double median_at(const pk_result_curve_t *curve, double spend)
{
    int level = 1;
    while (level + 1 < curve->count && curve->spend[level] < spend) {
        level++;
    }
    const double *x = &curve->spend[level - 1];
    const pk_summary_t *y = &curve->response[level - 1];
    return y[0].p50 + (spend - x[0]) / (x[1] - x[0]) * (y[1].p50 - y[0].p50);
}

/* A spend as a point on the median; the row has the columns of a curve. */
static void write_point(int panel, int kind, const pk_result_curve_t *curve, double spend, pk_sheet_t *sheet)
{
    const double y = 100 * median_at(curve, spend);
    PK_SHEET_ROW(sheet, panel, kind, spend, y, y, y, y, y);
}

static void write_curve(int panel, const pk_result_curve_t *curve, pk_sheet_t *sheet)
{
    for (int level = 0; level < curve->count; level++) {
        const pk_summary_t *s = &curve->response[level];
        PK_SHEET_ROW(sheet, panel, KIND_CURVE, curve->spend[level], 100 * s->p05, 100 * s->p25, 100 * s->p50,
                     100 * s->p75, 100 * s->p95);
    }
    pk_sheet_gap(sheet);
    write_point(panel, KIND_TODAY, curve, curve->today, sheet);
    write_point(panel, KIND_PLAN, curve, curve->plan, sheet);
}

static double highest(const pk_result_curve_t *curve)
{
    double high = 0;
    for (int level = 0; level < curve->count; level++) {
        high = fmax(high, 100 * curve->response[level].p95);
    }
    return high > 0 ? 1.05 * high : 1;
}

/* The same axis for all panels, so that channels can be compared by eye; a linear curve has no ceiling and may need one
 * of its own. */
static void write_axes(const pk_result_t *r, int count, pk_sheet_t *sheet)
{
    double shared = 0;
    for (int c = 0; c < count; c++) {
        const double high = highest(&r->curves[c]);
        shared = high <= 105 ? fmax(shared, high) : shared;
    }
    for (int c = 0; c < count; c++) {
        pk_sheet_number(sheet, "number_high", c + 1, fmax(shared, highest(&r->curves[c])));
    }
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    const int count = r->ncurve < CHANNELS ? r->ncurve : CHANNELS;
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, count > 9 ? 1080 : 720);
    pk_chart_title(source, sheet, PK_WORD_CURVES_TITLE, pk_chart_scenario(r));
    pk_chart_note(source, sheet, PK_WORD_CURVES_NOTE, pk_chart_count(source->language, r->nrun, &arena));
    pk_chart_panels(sheet, count);
    pk_sheet_label(sheet, "legend", KIND_TODAY, PK_CHART_TITLE, pk_word(source->language, PK_WORD_CURVES_TODAY));
    pk_sheet_label(sheet, "legend", KIND_PLAN, PK_CHART_TITLE, pk_word(source->language, PK_WORD_CURVES_PLAN));
    pk_sheet_label(sheet, "ylabel", 0, PK_CHART_TITLE, pk_word(source->language, PK_WORD_CURVES_AXIS));
    pk_sheet_columns(sheet, "panel\tkind\tspend\tp05\tp25\tp50\tp75\tp95");
    const char *unit = pk_arena_format(&arena, "%s / %s", r->currency, pk_chart_step_word(source->language, r));
    for (int c = 0; c < count; c++) {
        const pk_result_driver_t *driver = &r->drivers[r->curves[c].driver];
        if (c > 0) {
            pk_sheet_block(sheet);
        }
        write_curve(c + 1, &r->curves[c], sheet);
        pk_sheet_label(sheet, "panel", c + 1, PK_CHART_PANEL, pk_chart_label(driver->label, driver->name));
        pk_sheet_label(sheet, "unit", c + 1, PK_CHART_ROW, unit);
    }
    write_axes(r, count, sheet);
    pk_arena_free(&arena);
}

const pk_chart_t pk_chart_response = {
    "response", "response.gp", "what more or less spend does, channel by channel", PK_CHART_OF_RUN, has_data, write};
