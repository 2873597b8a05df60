/* The numbers behind the chart of the verdict against the horizon: a row a plan and horizon. */
#include <math.h>

#include "report/report_parts.h"
#include "report/told.h"

enum { ROWS_MOST = 240 };

static void write_row(pk_page_t *page, const pk_horizon_curve_t *curve, const pk_horizon_point_t *p)
{
    const pk_result_t *r = &page->results[curve->scenario];
    const pk_result_kpi_t *kpi = &r->kpis[pk_result_kpi(r, curve->kpi)];
    const pk_difference_t *whole = pk_comparison_find(page->comparison, curve->scenario, 0, curve->kpi);
    const pk_local_amount_t d =
        p == &curve->points[curve->count - 1] && whole != NULL
            ? pk_page_difference(page, whole)
            : pk_local_amount_at(page->language, curve->unit, pk_told_grain(page->comparison, curve->kpi), p->diff_mean,
                                 p->diff_p05, p->diff_p95, true, &page->arena);
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, pk_chart_scenario(r));
    pk_html_cell(&page->html, pk_chart_kpi_label(page->language, kpi));
    pk_html_cell(&page->html, pk_local_count(page->language, p->step, &page->arena));
    pk_html_cell(&page->html, pk_local_with_unit(d.value, d.unit, &page->arena));
    pk_html_cell(&page->html, d.interval);
    pk_html_cell(
        &page->html,
        p->told ? pk_local_chance(page->language, p->p_better, page->comparison->by_horizon.draws, &page->arena) : "–");
    pk_html_row_end(&page->html);
}

bool pk_table_horizon(pk_page_t *page, const pk_result_t *result)
{
    (void)result;
    const pk_by_horizon_t *all = &page->comparison->by_horizon;
    const pk_html_column_t columns[] = {{pk_saying(page->language, PK_SAY_PLANS_ROW), false},
                                        {pk_saying(page->language, PK_SAY_KPI), false},
                                        {pk_chart_steps_word(page->language, page->baseline->step_unit), true},
                                        {pk_saying(page->language, PK_SAY_DIFFERENCE), true},
                                        {pk_saying(page->language, PK_SAY_BETWEEN), true},
                                        {pk_saying(page->language, PK_SAY_P_BETTER_WORD), true}};
    int points = 0, row = 0;
    for (int i = 0; i < all->count; i++) {
        points += all->curves[i].count;
    }
    const int every = points / ROWS_MOST + 1;
    pk_html_table(&page->html, pk_saying(page->language, PK_SAY_CHART_HORIZON), false, columns, 6);
    for (int i = 0; i < all->count; i++) {
        for (int k = 0; k < all->curves[i].count; k++) {
            if (row++ % every == 0 || k == all->curves[i].count - 1) {
                write_row(page, &all->curves[i], &all->curves[i].points[k]);
            }
        }
    }
    pk_html_table_end(&page->html);
    return true;
}
