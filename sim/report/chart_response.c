/* What a steady spend does: a panel an effect of a channel on an arrow, the curve with bands over the draws of all its
 * numbers, and on its median the spend of today and of the plan. */
#include "report/chart.h"
#include "report/local.h"

#include <math.h>
#include <string.h>

enum { CHANNELS = 24, KIND_CURVE = 0, KIND_TODAY = 1, KIND_PLAN = 2, LEGEND_LEFT = 3, STAGE = 20 };

static bool has_data(const pk_chart_source_t *source)
{
    return source->result->curves != NULL && source->result->ncurve > 0;
}

/* Customers as they are, a response in percent of its ceiling. */
static double scale_of(const pk_result_curve_t *curve)
{
    return curve->customers ? 1 : 100;
}

/* The median at `spend`, straight between the levels. */
static double median_at(const pk_result_curve_t *curve, double spend)
{
    int level = 1;
    while (level + 1 < curve->count && curve->spend[level] < spend) {
        level++;
    }
    const double *x = &curve->spend[level - 1];
    const pk_summary_t *y = &curve->gain[level - 1];
    return y[0].p50 + (spend - x[0]) / (x[1] - x[0]) * (y[1].p50 - y[0].p50);
}

/* A spend as a point on the median; the row has the columns of a curve. */
static void write_point(int panel, int kind, const pk_result_curve_t *curve, double spend, pk_sheet_t *sheet)
{
    const double y = scale_of(curve) * median_at(curve, spend);
    PK_SHEET_ROW(sheet, panel, kind, spend, y, y, y, y, y);
}

static void write_curve(int panel, const pk_result_curve_t *curve, pk_sheet_t *sheet)
{
    const double k = scale_of(curve);
    for (int level = 0; level < curve->count; level++) {
        const pk_summary_t *s = &curve->gain[level];
        PK_SHEET_ROW(sheet, panel, KIND_CURVE, curve->spend[level], k * s->p05, k * s->p25, k * s->p50, k * s->p75,
                     k * s->p95);
    }
    pk_sheet_gap(sheet);
    write_point(panel, KIND_TODAY, curve, curve->today, sheet);
    write_point(panel, KIND_PLAN, curve, curve->plan, sheet);
}

/* A stage's label, cut to `most` letters; 0: whole. */
static const char *stage_label(const pk_result_t *r, const char *name, size_t most, pk_arena_t *arena)
{
    const int stage = pk_result_stage(r, name);
    if (stage < 0) {
        return name;
    }
    const char **labels = PK_ARRAY(arena, const char *, r->nstage);
    for (int i = 0; i < r->nstage; i++) {
        labels[i] = pk_chart_label(r->stages[i].label, r->stages[i].name);
    }
    return most == 0 ? labels[stage] : pk_sheet_apart((pk_sheet_set_t){labels, r->nstage, stage}, most, arena);
}

const char *pk_chart_arrow(pk_language_t language, const pk_result_t *r, const pk_result_curve_t *curve, size_t most,
                           pk_arena_t *arena)
{
    const char *from = stage_label(r, curve->from, most, arena), *to = stage_label(r, curve->to, most, arena);
    if (strcmp(curve->to, "*") == 0) {
        return pk_chart_fill(pk_word(language, PK_WORD_CURVES_ALL_OUT), from, arena);
    }
    return *curve->to == '\0' ? "" : pk_local_arrow(from, to, arena);
}

/* Below the name of the channel: the arrow, and what is drawn where that is not customers. */
static const char *subtitle_of(const pk_chart_source_t *source, const pk_result_curve_t *curve, pk_arena_t *arena)
{
    const pk_result_t *r = source->result;
    if (curve->customers) {
        return pk_chart_arrow(source->language, r, curve, STAGE, arena);
    }
    return *curve->from == '\0' ? pk_word(source->language, PK_WORD_CURVES_RESPONSE)
                                : pk_chart_fill(pk_word(source->language, PK_WORD_CURVES_NOBODY),
                                                stage_label(r, curve->from, STAGE, arena), arena);
}

static void write_labels(const pk_chart_source_t *source, int count, pk_sheet_t *sheet, pk_arena_t *arena)
{
    const pk_result_t *r = source->result;
    const char *step = pk_chart_step_word(source->language, r);
    const int left = r->ncurve - count + r->curves_left;
    pk_chart_title(source, sheet, PK_WORD_CURVES_TITLE, pk_chart_scenario(r));
    pk_chart_note(source, sheet, PK_WORD_CURVES_NOTE, pk_chart_count(source->language, r->curve_draws, arena));
    pk_sheet_label(sheet, "legend", KIND_TODAY, PK_CHART_TITLE, pk_word(source->language, PK_WORD_CURVES_TODAY));
    pk_sheet_label(sheet, "legend", KIND_PLAN, PK_CHART_TITLE, pk_word(source->language, PK_WORD_CURVES_PLAN));
    if (left > 0) {
        pk_sheet_label(sheet, "legend", LEGEND_LEFT, PK_CHART_TITLE,
                       pk_chart_fill(pk_word(source->language, PK_WORD_CURVES_LEFT),
                                     pk_chart_count(source->language, left, arena), arena));
    }
    pk_sheet_label(sheet, "ylabel", 0, PK_CHART_TITLE,
                   pk_chart_fill(pk_word(source->language, PK_WORD_CURVES_AXIS), step, arena));
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    const int count = r->ncurve < CHANNELS ? r->ncurve : CHANNELS;
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, count > 9 ? 1080 : 720);
    write_labels(source, count, sheet, &arena);
    pk_chart_panels(sheet, count);
    pk_sheet_columns(sheet, "panel\tkind\tspend\tp05\tp25\tp50\tp75\tp95");
    const char *unit = pk_arena_format(&arena, "%s / %s", r->currency, pk_chart_step_word(source->language, r));
    for (int c = 0; c < count; c++) {
        const pk_result_driver_t *driver = &r->drivers[r->curves[c].driver];
        if (c > 0) {
            pk_sheet_block(sheet);
        }
        write_curve(c + 1, &r->curves[c], sheet);
        pk_sheet_among(sheet, "panel", c + 1, PK_CHART_PANEL, pk_chart_label(driver->label, driver->name));
        pk_sheet_among(sheet, "row", c + 1, PK_CHART_TITLE, subtitle_of(source, &r->curves[c], &arena));
        pk_sheet_label(sheet, "unit", c + 1, PK_CHART_ROW, unit);
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_response = {has_data, write};
