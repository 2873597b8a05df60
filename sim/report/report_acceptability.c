/* The numbers behind the chart of acceptability: a row a worth, a column a plan. */
#include <math.h>

#include "report/report_parts.h"

enum { PLANS_MOST = 12, EVERY = 5 };

bool pk_table_acceptability(pk_page_t *page, const pk_result_t *result)
{
    (void)result;
    const pk_acceptability_t *curve = &page->comparison->acceptability;
    const int plans = page->nresult < PLANS_MOST ? page->nresult : PLANS_MOST;
    const char *currency = page->baseline->currency != NULL ? page->baseline->currency : "";
    pk_html_column_t columns[PLANS_MOST + 2] = {{pk_saying(page->language, PK_SAY_WORTH), true},
                                                {pk_saying(page->language, PK_SAY_HIGHEST_MEAN), false}};
    for (int s = 0; s < plans; s++) {
        columns[s + 2] = (pk_html_column_t){pk_chart_scenario(&page->results[s]), true};
    }
    pk_html_table(&page->html, pk_saying(page->language, PK_SAY_CHART_ACCEPTABILITY), false, columns, plans + 2);
    for (int level = 0; level < curve->count; level += EVERY) {
        const pk_local_amount_t worth =
            pk_local_amount(page->language, currency, curve->worth[level], NAN, NAN, false, &page->arena);
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, pk_local_with_unit(worth.value, worth.unit, &page->arena));
        pk_html_cell(&page->html, pk_chart_scenario(&page->results[curve->highest[level]]));
        for (int s = 0; s < plans; s++) {
            pk_html_cell(&page->html, pk_local_chance(page->language, curve->best[level * page->nresult + s],
                                                      page->baseline->nrun, &page->arena));
        }
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}
