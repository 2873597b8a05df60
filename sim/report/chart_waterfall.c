/* Where the profit of each scenario comes from: from the baseline's through revenue, cost and spend. */
#include "report/add_up.h"
#include "report/chart.h"
#include "report/told.h"

#include <math.h>

/* What the four are in profit. */
static const double signs[] = {
    [PK_MONEY_REVENUE] = 1, [PK_MONEY_COST] = -1, [PK_MONEY_SPEND] = -1, [PK_MONEY_PROFIT] = 1};
enum { PARTS = PK_MONEY_PARTS };

/* What a bar is. */
enum { LOSS, GAIN, TOTAL };

static bool has_data(const pk_chart_source_t *source)
{
    const pk_comparison_t *c = source->comparison;
    bool some = false;
    for (int i = 0; i < c->nresult; i++) {
        for (int part = 0; part < PARTS && i != c->baseline; part++) {
            const pk_difference_t *d = pk_comparison_find(c, i, 0, pk_money_parts[part]);
            if (d == NULL) {
                return false;
            }
            some = some || pk_chart_differs(d);
        }
    }
    return some;
}

/* The differences of a plan, signed as they stand in profit, adding up in digits of `grain`. */
static void tell(const pk_comparison_t *c, int scenario, double grain, double told[PARTS])
{
    pk_told_parts(c, scenario, grain, told);
    for (int i = 0; i < PARTS; i++) {
        told[i] *= signs[i];
    }
}

/* The largest of them in any plan. */
static double most_of(const pk_comparison_t *c, double grain)
{
    double most = 0, told[PARTS];
    for (int s = 0; s < c->nresult; s++) {
        if (s != c->baseline) {
            tell(c, s, grain, told);
            for (int i = 0; i < PARTS; i++) {
                most = fmax(most, fabs(told[i]));
            }
        }
    }
    return most;
}

/* That of the profit, but four digits of the largest at most: exact amounts have more than stand over a bar. */
static double grain_of(const pk_comparison_t *c)
{
    const double told = pk_told_grain(c, "profit"), most = most_of(c, told);
    return most > 0 ? fmax(told, pow(10, floor(log10(most)) - 3)) : told;
}

static void write_panel(const pk_chart_source_t *source, int panel, int scenario, double grain, double most,
                        pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    pk_arena_t arena = {0};
    double level = 0, told[PARTS];
    tell(c, scenario, grain, told);
    for (int i = 0; i < PARTS; i++) {
        const pk_difference_t *d = pk_comparison_find(c, scenario, 0, pk_money_parts[i]);
        bool total = i == PARTS - 1;
        double from = total ? 0 : level, change = signs[i] * pk_difference_told(d);
        double low = from + signs[i] * d->diff_p05, high = from + signs[i] * d->diff_p95;
        level = from + change;
        PK_SHEET_ROW(sheet, panel, i + 1,
                     total        ? TOTAL
                     : change < 0 ? LOSS
                                  : GAIN,
                     from, level, fmin(low, high), fmax(low, high));
        pk_sheet_label(sheet, "mark", (panel - 1) * PARTS + i + 1, PK_CHART_ROW,
                       pk_chart_figure_at(source->language, told[i], most, grain, true, &arena));
    }
    pk_sheet_among(sheet, "panel", panel, PK_CHART_PANEL, pk_chart_scenario(&c->results[scenario]));
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    const pk_result_t *baseline = &c->results[c->baseline];
    int count = c->nresult - 1, columns = count < 3 ? count : 3, rows = (count + 2) / 3;
    pk_chart_size(sheet, 1280, rows > 2 ? 90 + 300 * rows : 720);
    pk_chart_title(source, sheet, PK_WORD_WATERFALL_TITLE, pk_chart_scenario(baseline));
    pk_chart_note_of_runs(source, sheet, baseline->nrun, PK_WORD_WATERFALL_NOTE, "");
    pk_chart_grid(sheet, count, columns);
    pk_sheet_label(sheet, "ylabel", 0, PK_CHART_ROW, baseline->currency);
    for (int i = 0; i < PARTS; i++) {
        const pk_result_kpi_t *kpi = &baseline->kpis[pk_result_kpi(baseline, pk_money_parts[i])];
        pk_sheet_among(sheet, "row", i + 1, PK_CHART_ROW, pk_chart_kpi_label(source->language, kpi));
    }
    const double grain = grain_of(c), most = most_of(c, grain);
    pk_sheet_columns(sheet, "panel\tbar\tkind\tfrom\tto\tp05\tp95");
    for (int i = 0, panel = 1; i < c->nresult; i++) {
        if (i != c->baseline) {
            write_panel(source, panel++, i, grain, most, sheet);
        }
    }
}

const pk_chart_data_t pk_chart_waterfall = {has_data, write};
