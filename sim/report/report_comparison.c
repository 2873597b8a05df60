/* The plans side by side, and all KPIs of one. */
#include <math.h>
#include <string.h>

#include "report/figure.h"
#include "report/report_parts.h"

enum { COLUMNS = 6 };

static bool several(const pk_page_t *page)
{
    return page->comparison != NULL;
}

static void write_value(pk_page_t *page, const pk_result_t *r, const char *name)
{
    const pk_summary_t *s = pk_page_kpi(r, name);
    pk_html_cell_begin(&page->html);
    if (s != NULL) {
        const pk_local_amount_t a = pk_page_mean(page, r, name);
        pk_html_element(&page->html, "span", "main", a.value);
        if (s->p95 > s->p05) {
            pk_html_element(&page->html, "span", "small", a.interval);
        }
    }
    pk_html_cell_end(&page->html);
}

static void write_difference(pk_page_t *page, const pk_difference_t *d)
{
    pk_html_cell_begin(&page->html);
    if (d == NULL || isnan(d->diff_mean)) {
        pk_html_text(&page->html, "–");
    } else if (d->diff_mean == 0 && !(d->diff_sd > 0)) {
        pk_html_element(&page->html, "span", "main", "0");
    } else {
        const bool exact = !(d->diff_sd > 0);
        const pk_local_amount_t a = pk_page_difference(page, d);
        pk_html_open(&page->html, "span", pk_arena_format(&page->arena, "main %s", pk_page_mood(d)));
        pk_html_text(&page->html, a.value);
        pk_html_close(&page->html, "span");
        if (!exact) {
            pk_html_element(&page->html, "span", "small", a.interval);
        }
        pk_html_element(&page->html, "span", "small", pk_page_better(page, d));
    }
    pk_html_cell_end(&page->html);
}

static void write_mark(pk_page_t *page, pk_saying_t saying)
{
    pk_html_raw(&page->html, " ");
    pk_html_element(&page->html, "span", "mark", pk_saying(page->language, saying));
}

static void write_row(pk_page_t *page, int scenario, const char *const *names, int count)
{
    const pk_result_t *r = &page->results[scenario];
    const pk_answer_t *answer = page->answer;
    const bool told = answer->kind == PK_ANSWER_BEST || answer->kind == PK_ANSWER_UNTOLD;
    const bool best = told && scenario == answer->best;
    pk_html_row(&page->html, best ? "best" : NULL);
    pk_html_cell_begin(&page->html);
    pk_html_text(&page->html, pk_chart_scenario(r));
    if (r == page->baseline) {
        write_mark(page, PK_SAY_BASELINE);
    }
    if (best) {
        write_mark(page, PK_SAY_BEST_MARK);
    }
    pk_html_cell_end(&page->html);
    for (int i = 0; i < count; i++) {
        if (r == page->baseline) {
            write_value(page, r, names[i]);
        } else {
            write_difference(page, pk_comparison_find(page->comparison, scenario, 0, names[i]));
        }
    }
    pk_html_row_end(&page->html);
}

/* "Profit (EUR)" */
static const char *head_of(pk_page_t *page, const char *name)
{
    const pk_result_kpi_t *kpi = &page->baseline->kpis[pk_result_kpi(page->baseline, name)];
    const char *label = pk_chart_kpi_label(page->language, kpi);
    return kpi->money ? pk_arena_format(&page->arena, "%s (%s)", label, kpi->unit) : label;
}

/* How far past the end the plans are looked at. */
static void say_after(pk_page_t *page)
{
    const pk_aftermath_told_t *told = &page->comparison->aftermath;
    const pk_result_t span = {.step_unit = page->baseline->step_unit, .nstep = told->steps};
    if (told->kind == PK_AFTER_TOO_MUCH) {
        pk_page_say(page, "p", "note", PK_SAY_AFTER_NOT_TOLD);
    } else if (pk_aftermath_is_told(told)) {
        pk_page_say(page, "p", "note", PK_SAY_AFTER_TOLD, pk_local_span(page->language, &span, &page->arena));
        if (told->last_year > 0) {
            const char *part =
                pk_local_figure(page->language, pk_figure_percent(told->last_year, &page->arena), &page->arena);
            pk_page_say(page, "p", "note", PK_SAY_AFTER_LAST_YEAR, part);
        }
    }
}

static void write_comparison(pk_page_t *page)
{
    const char *names[PK_PAGE_KPIS];
    const int count = pk_page_kpis(page, names, COLUMNS);
    pk_html_column_t columns[PK_PAGE_KPIS + 1] = {{pk_saying(page->language, PK_SAY_PLANS_ROW), false}};
    for (int i = 0; i < count; i++) {
        columns[i + 1] = (pk_html_column_t){head_of(page, names[i]), true};
    }
    pk_page_say(page, "p", "lead", PK_SAY_COMPARISON_LEAD);
    const char *caption =
        PK_PAGE_TEXT(page, PK_SAY_COMPARISON_CAPTION, pk_local_count(page->language, page->nresult, &page->arena));
    pk_html_table(&page->html, caption, true, columns, count + 1);
    for (int i = 0; i < page->nresult; i++) {
        write_row(page, i, names, count);
    }
    pk_html_table_end(&page->html);
    say_after(page);
    pk_page_say(page, "p", "note", PK_SAY_ONE_PLAN_MORE);
}

/* ---- all KPIs of one scenario ---- */

static bool alone(const pk_page_t *page)
{
    return page->comparison == NULL;
}

static void write_kpi(pk_page_t *page, const pk_result_t *r, int kpi)
{
    const pk_summary_t *s = &r->kpi[pk_kpi_cell(r, 0, 0, kpi)];
    const pk_result_kpi_t *k = &r->kpis[kpi];
    const pk_local_amount_t a = pk_page_mean(page, r, k->name);
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, pk_chart_kpi_label(page->language, k));
    pk_html_cell(&page->html, isnan(s->mean) ? pk_saying(page->language, PK_SAY_UNDEFINED) : a.value);
    pk_html_cell(&page->html, s->p95 > s->p05 ? a.interval : "–");
    pk_html_cell(&page->html, a.unit);
    pk_html_row_end(&page->html);
}

static void write_kpis(pk_page_t *page)
{
    const pk_result_t *r = page->baseline;
    const pk_html_column_t columns[] = {{pk_saying(page->language, PK_SAY_KPI), false},
                                        {pk_saying(page->language, PK_SAY_MEAN), true},
                                        {pk_saying(page->language, PK_SAY_BETWEEN), true},
                                        {pk_saying(page->language, PK_SAY_UNIT), false}};
    pk_html_table(&page->html, pk_saying(page->language, PK_SAY_KPI_CAPTION), true, columns, 4);
    int listed[r->nkpi + 1];
    const int count = pk_result_listed(r, listed);
    for (int i = 0; i < count; i++) {
        write_kpi(page, r, listed[i]);
    }
    pk_html_table_end(&page->html);
}

const pk_section_t pk_section_comparison = {
    .id = "comparison", .head = PK_SAY_COMPARISON_HEAD, .is_there = several, .write = write_comparison};
const pk_section_t pk_section_kpis = {.id = "kpis", .head = PK_SAY_KPI_HEAD, .is_there = alone, .write = write_kpis};
