/* The verdict against the horizon: of some plans, above the chance to be better than the baseline and below the
 * difference, if the horizon ended earlier; without and with what comes after. */
#include "report/chart.h"
#include "report/local.h"

#include <math.h>
#include <string.h>

enum { PLANS = 3 };

/* Without what comes after; NULL: a plan has none. */
static const pk_horizon_curve_t *curve_of(const pk_comparison_t *c, int scenario, bool after)
{
    for (int i = 0; i < c->by_horizon.count; i++) {
        const pk_horizon_curve_t *curve = &c->by_horizon.curves[i];
        if (curve->scenario == scenario && (strcmp(curve->kpi, "profit_and_after") == 0) == after) {
            return curve;
        }
    }
    return NULL;
}

static double gain_of(const pk_horizon_curve_t *curve)
{
    const double gain = curve->points[curve->count - 1].diff_mean;
    return isnan(gain) ? -INFINITY : curve->lower_is_better ? -gain : gain;
}

/* The plans with the highest gain at the horizon that differ from the baseline, the best first; returns how many. */
static int choose(const pk_comparison_t *c, int chosen[PLANS])
{
    int count = 0;
    for (int s = 0; s < c->nresult; s++) {
        const pk_horizon_curve_t *curve = curve_of(c, s, false);
        bool differs = false;
        for (int k = 0; curve != NULL && k < curve->count; k++) {
            differs = differs || curve->points[k].diff_p05 != 0 || curve->points[k].diff_p95 != 0;
        }
        if (!differs || curve->count < 2) {
            continue;
        }
        int at = count < PLANS ? count++ : PLANS;
        for (; at > 0 && gain_of(curve_of(c, chosen[at - 1], false)) < gain_of(curve); at--) {
            if (at < PLANS) {
                chosen[at] = chosen[at - 1];
            }
        }
        if (at < PLANS) {
            chosen[at] = s;
        }
    }
    return count;
}

static bool has_data(const pk_chart_source_t *source)
{
    int chosen[PLANS];
    return source->comparison->by_horizon.count > 0 && choose(source->comparison, chosen) > 0;
}

static void write_curve(const pk_result_t *r, const pk_horizon_curve_t *curve, int panel, int kind, pk_sheet_t *sheet)
{
    for (int k = 0; curve != NULL && k < curve->count; k++) {
        const pk_horizon_point_t *p = &curve->points[k];
        PK_SHEET_ROW(sheet, panel, kind, pk_chart_time(r, p->step), p->told ? p->p_better : NAN, p->diff_mean,
                     p->diff_p05, p->diff_p95);
    }
}

static void write_labels(const pk_chart_source_t *source, const int *chosen, int count, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    const pk_result_t *baseline = &c->results[c->baseline];
    const pk_horizon_curve_t *first = curve_of(c, chosen[0], false);
    const pk_result_kpi_t *kpi = &c->results[chosen[0]].kpis[pk_result_kpi(&c->results[chosen[0]], first->kpi)];
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, 720);
    pk_chart_title(source, sheet, PK_WORD_HORIZON_TITLE, NULL);
    pk_chart_note(source, sheet, PK_WORD_HORIZON_NOTE, NULL);
    pk_chart_grid(sheet, 2 * count, count);
    pk_chart_time_axis(source, baseline, sheet);
    pk_sheet_label(sheet, "legend", 1, PK_CHART_TITLE, pk_word(source->language, PK_WORD_HORIZON_PLAIN));
    pk_sheet_label(sheet, "legend", 2, PK_CHART_TITLE,
                   curve_of(c, chosen[0], true) != NULL ? pk_word(source->language, PK_WORD_HORIZON_AFTER) : "");
    pk_sheet_label(sheet, "legend", 3, PK_CHART_ROW, pk_word(source->language, PK_WORD_P_BETTER));
    const char *unit = pk_word_unit(source->language, kpi->unit), *label = pk_chart_kpi_label(source->language, kpi);
    pk_sheet_label(sheet, "legend", 4, PK_CHART_NOTE, *unit ? pk_arena_format(&arena, "%s, %s", label, unit) : label);
    for (int i = 0; i < count; i++) {
        pk_sheet_among(sheet, "panel", i + 1, PK_CHART_PANEL, pk_chart_scenario(&c->results[chosen[i]]));
        pk_sheet_label(sheet, "panel", count + i + 1, PK_CHART_PANEL, "");
    }
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    int chosen[PLANS];
    const int count = choose(c, chosen);
    write_labels(source, chosen, count, sheet);
    pk_sheet_columns(sheet, "panel\tkind\ttime\tp_better\tmean\tp05\tp95");
    for (int i = 0; i < count; i++) {
        for (int after = 0; after < 2; after++) {
            if (i + after > 0) {
                pk_sheet_block(sheet);
            }
            const pk_horizon_curve_t *curve = curve_of(c, chosen[i], after);
            if (curve == NULL) {
                PK_SHEET_ROW(sheet, i + 1, after, pk_chart_time(&c->results[chosen[i]], 1), NAN, NAN, NAN, NAN);
            }
            write_curve(&c->results[chosen[i]], curve, i + 1, after, sheet);
        }
    }
}

const pk_chart_data_t pk_chart_horizon = {has_data, write};
