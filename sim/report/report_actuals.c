/* What was seen beside the runs, in the report: the sentences and a table below the chart. */
#include "report/actual_words.h"
#include "report/report_parts.h"

enum { ROWS = 60 };

static const char *word(const pk_page_t *page, pk_saying_t saying)
{
    return pk_saying(page->language, saying);
}

static void write_row(pk_page_t *page, const pk_result_t *r, const pk_result_actual_t *actual, int i)
{
    const pk_summary_t *runs = &actual->sum[i];
    const int beside = pk_outside(runs, actual->values[i]);
    const double value = actual->values[i];
    const pk_summary_t known = {.p05 = value, .p95 = value}; /* it has its own digits */
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, actual->column);
    pk_html_cell(&page->html, r->days != NULL
                                  ? pk_local_day(page->language, actual->begins[i], &page->arena)
                                  : pk_local_count(page->language, (double)actual->begins[i], &page->arena));
    pk_html_cell(&page->html, pk_actual_figures(page->language, actual, value, &known, false, &page->arena).value);
    pk_html_cell(&page->html,
                 pk_actual_figures(page->language, actual, runs->mean, runs, false, &page->arena).interval);
    pk_html_cell(&page->html, r->nrun < 2 || beside == 0 ? "" : beside < 0 ? "↓" : "↑");
    pk_html_row_end(&page->html);
}

bool pk_table_actuals(pk_page_t *page, const pk_result_t *r)
{
    if (r == NULL) {
        return false;
    }
    const pk_html_column_t columns[] = {{r->actuals[0].file, false},
                                        {word(page, PK_SAY_ACTUALS_WHEN), false},
                                        {word(page, PK_SAY_ACTUALS_ACTUAL), true},
                                        {word(page, PK_SAY_ACTUALS_RUNS), true},
                                        {word(page, PK_SAY_ACTUALS_BESIDE), false}};
    pk_html_table(&page->html, word(page, PK_SAY_ACTUALS_TABLE), false, columns, 5);
    for (int k = 0; k < r->nactual; k++) {
        const int stride = (r->actuals[k].count - 1) / ROWS + 1;
        for (int i = 0; i < r->actuals[k].count; i += stride) {
            write_row(page, r, &r->actuals[k], i);
        }
    }
    pk_html_table_end(&page->html);
    return true;
}

void pk_page_actuals(pk_page_t *page, const pk_result_t *r)
{
    pk_texts_t texts = {0};
    pk_actual_words(page->language, r, false, &texts, &page->arena);
    for (int i = 0; i < texts.count; i++) {
        pk_html_element(&page->html, "p", NULL, texts.all[i]);
    }
    const char *advice = pk_actual_advice(page->language, r, &page->arena);
    if (*advice != '\0') {
        pk_html_element(&page->html, "p", "note", advice);
    }
}
