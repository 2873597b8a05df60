/* How each scenario differs from the baseline: the density of the paired differences, with P(better) beside it. */
#include "report/chart.h"
#include "report/density.h"
#include "report/local.h"

#include <math.h>
#include <stdlib.h>

enum { PANELS = 2, GRID = 120 };

/* What a row of the data is. */
enum { WORSE_SIDE, BETTER_SIDE, INTERVAL };

/* The KPIs that every scenario has a difference of, and some scenario one that is not 0; returns how many. */
static int choose(const pk_comparison_t *c, const char *chosen[PANELS])
{
    const pk_result_t *baseline = &c->results[c->baseline];
    int ranked[baseline->nkpi + 1], count = 0;
    const int among = pk_result_ranked(baseline, true, ranked);
    for (int i = 0; i < among && count < PANELS; i++) {
        const char *name = baseline->kpis[ranked[i]].name;
        bool some = false, all = true;
        for (int scenario = 0; scenario < c->nresult && all; scenario++) {
            const pk_difference_t *d = pk_comparison_find(c, scenario, 0, name);
            all = scenario == c->baseline || (d != NULL && !isnan(d->diff_mean));
            some = some || (scenario != c->baseline && all && pk_chart_differs(d));
        }
        if (all && some) {
            chosen[count++] = name;
        }
    }
    return count;
}

static bool has_data(const pk_chart_source_t *source)
{
    const char *chosen[PANELS];
    const pk_comparison_t *c = source->comparison;
    return c->nresult > 1 && c->results[c->baseline].nrun > 1 && choose(c, chosen) > 0;
}

static void write_point(pk_sheet_t *sheet, int panel, int row, double side, double x, double height)
{
    PK_SHEET_ROW(sheet, panel, row, side, x, height, NAN, NAN);
}

/* One side of zero, from `from` to `to`. */
static void write_side(pk_sheet_t *sheet, int panel, int row, double side, const pk_density_t *density, double from,
                       double to, double peak)
{
    if (from >= to) {
        return;
    }
    for (int i = 0; i <= GRID; i++) {
        double x = from + (to - from) * i / GRID;
        write_point(sheet, panel, row, side, x, pk_density_at(density, x) / peak);
    }
    pk_sheet_gap(sheet);
}

static double find_peak(const pk_density_t *density)
{
    double low = pk_density_low(density), high = pk_density_high(density), peak = 0;
    for (int i = 0; i <= 2 * GRID; i++) {
        peak = fmax(peak, pk_density_at(density, low + (high - low) * i / (2 * GRID)));
    }
    return peak;
}

static void write_curve(pk_sheet_t *sheet, int panel, int row, const pk_density_t *density, bool lower_is_better)
{
    double low = pk_density_low(density), high = pk_density_high(density), peak = find_peak(density);
    int left = lower_is_better ? BETTER_SIDE : WORSE_SIDE, right = lower_is_better ? WORSE_SIDE : BETTER_SIDE;
    write_side(sheet, panel, row, left, density, low, fmin(high, 0), peak);
    write_side(sheet, panel, row, right, density, fmax(low, 0), high, peak);
}

static void write_row(const pk_comparison_t *c, int panel, int row, const pk_difference_t *d, pk_sheet_t *sheet)
{
    const pk_result_t *a = &c->results[d->scenario], *b = &c->results[c->baseline];
    int ka = pk_result_kpi(a, d->kpi), kb = pk_result_kpi(b, d->kpi);
    int count = ka < 0 || kb < 0 ? 0 : a->nrun < b->nrun ? a->nrun : b->nrun;
    double *differences = pk_heap(3 * (size_t)count + 1, sizeof *differences);
    if (count > 0) {
        const double *mine = pk_result_some_runs(a, pk_kpi_cell(a, 0, 0, ka), 0, count, differences + count);
        const double *base = pk_result_some_runs(b, pk_kpi_cell(b, 0, 0, kb), 0, count, differences + 2L * count);
        for (int run = 0; run < count; run++) {
            differences[run] = mine[run] - base[run];
        }
    }
    pk_density_t density;
    if (pk_density_make(&density, differences, count)) {
        write_curve(sheet, panel, row, &density, d->lower_is_better);
    }
    PK_SHEET_ROW(sheet, panel, row, INTERVAL, d->diff_p05, NAN, d->diff_p50, d->diff_p95);
    pk_density_free(&density);
    free(differences);
}

static void write_mark(const pk_chart_source_t *source, int index, const pk_difference_t *d, pk_sheet_t *sheet)
{
    pk_arena_t arena = {0};
    const pk_sure_t *sure = &d->sure;
    const char *text = isnan(sure->better.p)   ? ""
                       : sure->runs_needed > 0 ? pk_word(source->language, PK_WORD_UNTOLD_MARK)
                                               : pk_local_chance(source->language, sure->better.p, sure->draws, &arena);
    pk_sheet_label(sheet, "mark", index, PK_CHART_ROW, text);
    pk_arena_free(&arena);
}

/* The most runs that it would take to tell one of the chosen differences; 0: all are told. */
static double runs_needed(const pk_comparison_t *c, const char *const *chosen, int count)
{
    double most = 0;
    for (int k = 0; k < count; k++) {
        for (int i = 0; i < c->nresult; i++) {
            const pk_difference_t *d = i == c->baseline ? NULL : pk_comparison_find(c, i, 0, chosen[k]);
            most = d != NULL ? fmax(most, d->sure.runs_needed) : most;
        }
    }
    return most;
}

static void write_labels(const pk_chart_source_t *source, const char *const *chosen, int count, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    const pk_result_t *baseline = &c->results[c->baseline];
    pk_arena_t arena = {0};
    double needed = 170 + 44 * (c->nresult - 1);
    pk_chart_size(sheet, 1280, needed > 720 ? needed : 720);
    pk_chart_title(source, sheet, PK_WORD_DIFFERENCE_TITLE, pk_chart_scenario(baseline));
    const double runs = runs_needed(c, chosen, count);
    if (runs > 0) {
        pk_chart_note(source, sheet, PK_WORD_UNTOLD_NOTE,
                      pk_local_untold(source->language, baseline->nrun, runs, &arena));
    } else {
        pk_chart_note_of_runs(source, sheet, baseline->nrun, PK_WORD_DIFFERENCE_NOTE,
                              pk_chart_count(source->language, baseline->nrun, &arena));
    }
    pk_chart_grid(sheet, count, count);
    pk_sheet_number(sheet, "number_rows", 0, c->nresult - 1);
    pk_sheet_label(sheet, "legend", 1, PK_CHART_TITLE, pk_word(source->language, PK_WORD_BETTER_SIDE));
    pk_sheet_label(sheet, "legend", 2, PK_CHART_TITLE, pk_word(source->language, PK_WORD_WORSE_SIDE));
    pk_sheet_label(sheet, "legend", 3, PK_CHART_TITLE, pk_word(source->language, PK_WORD_P_BETTER));
    for (int panel = 0; panel < count; panel++) {
        pk_chart_kpi_panel(source, sheet, panel + 1, &baseline->kpis[pk_result_kpi(baseline, chosen[panel])]);
    }
    for (int i = 0, row = 1; i < c->nresult; i++) {
        if (i != c->baseline) {
            pk_sheet_among(sheet, "row", row++, PK_CHART_ROW, pk_chart_scenario(&c->results[i]));
        }
    }
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    const char *chosen[PANELS];
    int count = choose(c, chosen);
    write_labels(source, chosen, count, sheet);
    pk_sheet_columns(sheet, "panel\trow\tkind\tx\theight\tp50\tp95");
    for (int panel = 1; panel <= count; panel++) {
        for (int i = 0, row = 1; i < c->nresult; i++) {
            if (i != c->baseline) {
                const pk_difference_t *d = pk_comparison_find(c, i, 0, chosen[panel - 1]);
                write_row(c, panel, row, d, sheet);
                write_mark(source, (panel - 1) * (c->nresult - 1) + row, d, sheet);
                row++;
            }
        }
    }
}

const pk_chart_data_t pk_chart_difference = {has_data, write};
