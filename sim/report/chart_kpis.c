/* What each scenario brings: a panel a KPI, a row a scenario, the mean with its 50% and 90% intervals. */
#include "report/chart.h"
#include "report/local.h"

#include <math.h>
#include <string.h>

enum { PANELS = 6 };

/* Scenarios may have different models: KPIs are matched by name. */
static pk_summary_t summary_of(const pk_result_t *r, const char *name)
{
    int kpi = pk_result_kpi(r, name);
    return kpi < 0 ? (pk_summary_t){NAN, NAN, NAN, NAN, NAN, NAN, NAN} : r->kpi[pk_kpi_cell(r, 0, 0, kpi)];
}

/* Something to see: a number that is not 0 in at least one scenario. */
static bool is_alive(const pk_comparison_t *c, const char *name)
{
    for (int i = 0; i < c->nresult; i++) {
        double mean = summary_of(&c->results[i], name).mean;
        if (isfinite(mean) && mean != 0) {
            return true;
        }
    }
    return false;
}

/* Whether some scenario spends more or less than the baseline, so that there is a return on it. */
static bool has_return(const pk_comparison_t *c)
{
    bool some = false;
    for (int i = 0; i < c->nresult; i++) {
        some = some || pk_comparison_return(c, i) != NULL;
    }
    return some;
}

enum { RETURN = -1 }; /* in the place of a KPI's index: the return on what is spent more */

/* The KPIs to draw, as indices: what a planner asks first and is there, and what is spent more brings; returns how
 * many.
 */
static int choose(const pk_comparison_t *c, int chosen[PANELS])
{
    const pk_result_t *r = &c->results[c->baseline];
    int ranked[r->nkpi + 1], count = 0;
    const int among = pk_result_ranked(r, true, ranked), room = has_return(c) ? PANELS - 1 : PANELS;
    for (int i = 0; i < among && count < room; i++) {
        if (is_alive(c, r->kpis[ranked[i]].name)) {
            chosen[count++] = ranked[i];
        }
    }
    if (room < PANELS) {
        chosen[count++] = RETURN;
    }
    return count;
}

static bool has_data(const pk_chart_source_t *source)
{
    int chosen[PANELS];
    return choose(source->comparison, chosen) > 0;
}

/* 0 the baseline, else as pk_chart_verdict. */
static int verdict(const pk_comparison_t *c, int scenario, const char *kpi)
{
    return scenario == c->baseline ? 0 : pk_chart_verdict(pk_comparison_find(c, scenario, 0, kpi));
}

static void write_panel(const pk_comparison_t *c, int panel, const char *kpi, pk_sheet_t *sheet)
{
    for (int i = 0; i < c->nresult; i++) {
        pk_summary_t s = summary_of(&c->results[i], kpi);
        PK_SHEET_ROW(sheet, panel, i + 1, verdict(c, i, kpi), s.mean, s.p05, s.p25, s.p50, s.p75, s.p95);
    }
}

/* It pays from 1 on, which stands as the row of the baseline, without a mark. */
static void write_return(const pk_comparison_t *c, int panel, pk_sheet_t *sheet)
{
    enum { NO_MARK = 4 };
    for (int i = 0; i < c->nresult; i++) {
        const pk_difference_t *d = pk_comparison_return(c, i);
        if (i == c->baseline) {
            PK_SHEET_ROW(sheet, panel, i + 1, NO_MARK, 1, 1, NAN, NAN, NAN, 1);
        } else if (d != NULL) {
            PK_SHEET_ROW(sheet, panel, i + 1, verdict(c, i, "profit"), d->diff_mean, d->diff_p05, NAN, d->diff_p50, NAN,
                         d->diff_p95);
        }
    }
}

static void write_labels(const pk_chart_source_t *source, const int *chosen, int count, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    const pk_result_t *baseline = &c->results[c->baseline];
    int rows = (count + 2) / 3;
    int needed = 110 + rows * (90 + 19 * c->nresult);
    pk_chart_size(sheet, 1280, needed > 720 ? needed : 720);
    pk_arena_t arena = {0};
    pk_chart_title(source, sheet, PK_WORD_KPIS_TITLE, pk_local_span(source->language, baseline, &arena));
    pk_arena_free(&arena);
    bool has_return = false;
    for (int i = 0; i < count; i++) {
        has_return = has_return || chosen[i] == RETURN;
    }
    pk_chart_note_of_runs(source, sheet, baseline->nrun, has_return ? PK_WORD_DOTS_NOTE_RETURN : PK_WORD_DOTS_NOTE,
                          pk_chart_scenario(baseline));
    pk_chart_grid(sheet, count, count < 3 ? count : 3);
    pk_sheet_number(sheet, "number_rows", 0, c->nresult);
    pk_sheet_number(sheet, "number_baseline", 0, c->baseline + 1);
    for (int i = 0; i < count; i++) {
        if (chosen[i] == RETURN) {
            pk_sheet_among(sheet, "panel", i + 1, PK_CHART_PANEL, pk_word(source->language, PK_WORD_RETURN));
            pk_sheet_label(sheet, "unit", i + 1, PK_CHART_ROW, pk_word(source->language, PK_WORD_RETURN_UNIT));
        } else {
            pk_chart_kpi_panel(source, sheet, i + 1, &baseline->kpis[chosen[i]]);
        }
    }
    for (int i = 0; i < c->nresult; i++) {
        pk_sheet_among(sheet, "row", i + 1, PK_CHART_ROW, pk_chart_scenario(&c->results[i]));
    }
    pk_chart_verdict_legend(source, sheet);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *baseline = &source->comparison->results[source->comparison->baseline];
    int chosen[PANELS];
    int count = choose(source->comparison, chosen);
    pk_sheet_columns(sheet, "panel\trow\tverdict\tmean\tp05\tp25\tp50\tp75\tp95");
    for (int i = 0; i < count; i++) {
        if (chosen[i] == RETURN) {
            write_return(source->comparison, i + 1, sheet);
        } else {
            write_panel(source->comparison, i + 1, baseline->kpis[chosen[i]].name, sheet);
        }
    }
    write_labels(source, chosen, count, sheet);
}

const pk_chart_data_t pk_chart_kpis = {has_data, write};
