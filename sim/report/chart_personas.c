/* Persona by persona: of one scenario a panel a KPI and a row a persona; of a comparison a panel a persona and a row a
 * scenario, the difference from the baseline. */
#include "report/chart.h"

#include <math.h>
#include <string.h>

enum { PANELS = 6, GROUPS = 40 };

/* The KPIs that a single persona has, that are not 0 in all of them; returns how many. */
static int choose(const pk_result_t *r, int chosen[PANELS])
{
    int ranked[r->nkpi + 1], count = 0;
    const int among = pk_result_ranked(r, true, ranked);
    for (int i = 0; i < among && count < PANELS; i++) {
        int kpi = ranked[i];
        bool alive = false;
        for (int group = 1; r->kpis[kpi].by_group && group < r->ngroup; group++) {
            double mean = r->kpi[pk_kpi_cell(r, 0, group, kpi)].mean;
            alive = alive || (isfinite(mean) && mean != 0);
        }
        if (alive) {
            chosen[count++] = kpi;
        }
    }
    return count;
}

static bool has_data(const pk_chart_source_t *source)
{
    const pk_result_t *baseline = pk_chart_baseline(source), *results;
    int chosen[PANELS], nresult = pk_chart_results(source, &results);
    bool enough = source->comparison == NULL || nresult > 1;
    for (int i = 0; i < nresult; i++) {
        enough = enough && results[i].ngroup == baseline->ngroup;
    }
    return enough && baseline->ngroup > 2 && baseline->ngroup <= GROUPS && choose(baseline, chosen) > 0;
}

static const char *persona(const pk_result_t *r, int group)
{
    return pk_chart_label(r->group_labels[group], r->group_names[group]);
}

static void write_run(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    int chosen[PANELS], count = choose(r, chosen), columns = count < 3 ? count : 3, lines = (count + 2) / 3;
    int needed = 110 + lines * (90 + 24 * (r->ngroup - 1));
    pk_chart_size(sheet, 1280, needed > 720 ? needed : lines == 1 || r->ngroup < 5 ? 480 : 720);
    pk_chart_title(source, sheet, PK_WORD_PERSONAS_TITLE, pk_chart_scenario(r));
    pk_chart_note_of_runs(source, sheet, r->nrun, PK_WORD_PERSONAS_NOTE, "");
    pk_chart_grid(sheet, count, columns);
    pk_sheet_number(sheet, "number_rows", 0, r->ngroup - 1);
    for (int group = 1; group < r->ngroup; group++) {
        pk_sheet_among(sheet, "row", group, PK_CHART_ROW, persona(r, group));
    }
    for (int i = 0; i < count; i++) {
        pk_chart_kpi_panel(source, sheet, i + 1, &r->kpis[chosen[i]]);
        for (int group = 1; group < r->ngroup; group++) {
            const pk_summary_t *s = &r->kpi[pk_kpi_cell(r, 0, group, chosen[i])];
            PK_SHEET_ROW(sheet, i + 1, group, 1, s->mean, s->p05, s->p25, s->p50, s->p75, s->p95);
        }
    }
}

static void write_difference(const pk_comparison_t *c, int scenario, int group, int row, const char *kpi,
                             pk_sheet_t *sheet)
{
    const pk_difference_t *d = pk_comparison_find(c, scenario, group, kpi);
    if (d != NULL) {
        PK_SHEET_ROW(sheet, group, row, pk_chart_verdict(d), d->diff_mean, d->diff_p05, NAN, d->diff_p50, NAN,
                     d->diff_p95);
    }
}

static void write_comparison(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    const pk_result_t *baseline = &c->results[c->baseline];
    int chosen[PANELS];
    choose(baseline, chosen);
    const pk_result_kpi_t *kpi = &baseline->kpis[chosen[0]];
    int count = baseline->ngroup - 1, columns = count < 3 ? count : 3, lines = (count + 2) / 3;
    int needed = 130 + lines * (90 + 19 * c->nresult);
    pk_chart_size(sheet, 1280, needed > 720 ? needed : lines == 1 ? 520 : 720);
    pk_chart_title(source, sheet, PK_WORD_PERSONAS_TITLE_DIFFERENCE, pk_chart_kpi_label(source->language, kpi));
    pk_chart_note_of_runs(source, sheet, baseline->nrun, PK_WORD_PERSONAS_NOTE_DIFFERENCE, pk_chart_scenario(baseline));
    pk_chart_grid(sheet, count, columns);
    pk_chart_verdict_legend(source, sheet);
    pk_sheet_number(sheet, "number_rows", 0, c->nresult - 1);
    for (int group = 1; group <= count; group++) {
        pk_sheet_among(sheet, "panel", group, PK_CHART_PANEL, persona(baseline, group));
        pk_sheet_label(sheet, "unit", group, PK_CHART_ROW, pk_word_unit(source->language, kpi->unit));
    }
    for (int i = 0, row = 1; i < c->nresult; i++) {
        if (i == c->baseline) {
            continue;
        }
        pk_sheet_among(sheet, "row", row, PK_CHART_ROW, pk_chart_scenario(&c->results[i]));
        for (int group = 1; group <= count; group++) {
            write_difference(c, i, group, row, kpi->name, sheet);
        }
        row++;
    }
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    pk_sheet_columns(sheet, "panel\trow\tverdict\tmean\tp05\tp25\tp50\tp75\tp95");
    if (source->comparison != NULL) {
        write_comparison(source, sheet);
    } else {
        write_run(source, sheet);
    }
}

const pk_chart_data_t pk_chart_personas = {has_data, write};
