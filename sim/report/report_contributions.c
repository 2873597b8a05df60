/* What each driver brought to what was observed, as a table. */
#include <math.h>

#include "report/figure.h"
#include "report/report_parts.h"

static const char *word(const pk_page_t *page, pk_saying_t saying)
{
    return pk_saying(page->language, saying);
}

static void write_row(pk_page_t *page, const pk_contributed_t *series, int who)
{
    const pk_contributor_t *driver = &page->report->calibrated->contributors[who];
    const pk_contribution_t *of = &series->of[who];
    const pk_local_amount_t amount =
        pk_local_amount(page->language, "", of->mean, of->p05, of->p95, false, &page->arena);
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, pk_chart_label(series->label, series->series));
    pk_html_cell(&page->html,
                 who == 0 ? word(page, PK_SAY_CONTRIBUTIONS_ORGANIC) : pk_chart_label(driver->label, driver->driver));
    pk_html_cell(&page->html,
                 series->adds ? amount.value : PK_PAGE_TEXT(page, PK_SAY_CONTRIBUTIONS_AT_A_TIME, amount.value));
    pk_html_cell(&page->html, of->p95 > of->p05 ? amount.interval : "–");
    pk_html_row_end(&page->html);
}

bool pk_table_contributions(pk_page_t *page, const pk_result_t *result)
{
    const pk_calibrated_t *of = page->report->calibrated;
    const pk_html_column_t columns[] = {{word(page, PK_SAY_CALIBRATION_SERIES), false},
                                        {word(page, PK_SAY_CONTRIBUTIONS_DRIVER), false},
                                        {word(page, PK_SAY_CONTRIBUTIONS_BROUGHT), true},
                                        {PK_PAGE_TEXT(page, PK_SAY_INTERVAL_LONG, ""), true}};
    (void)result;
    pk_html_table(&page->html, word(page, PK_SAY_CONTRIBUTIONS_CAPTION), false, columns, 4);
    for (int s = 0; s < of->ncontributed; s++) {
        for (int who = 0; who < of->ncontributor; who++) {
            write_row(page, &of->contributed[s], who);
        }
    }
    pk_html_table_end(&page->html);
    pk_page_say(page, "p", "note", PK_SAY_CONTRIBUTIONS_NOTE);
    return true;
}
