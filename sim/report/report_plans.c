/* What was compared: each plan, and what it changes. */
#include "report/plan_words.h"
#include "report/report_parts.h"

enum { CHANGES_SHOWN = 12 };

static void write_line(pk_page_t *page, const char *text)
{
    pk_html_raw(&page->html, "<li>");
    pk_html_text(&page->html, text);
    pk_html_raw(&page->html, "</li>\n");
}

static void write_lines(pk_page_t *page, const pk_result_t *r, const pk_change_t *changes, int count)
{
    for (int k = 0; k < count && k < CHANGES_SHOWN; k++) {
        write_line(page, pk_plan_change_words(page->language, r, &changes[k], &page->arena));
    }
    if (count > CHANGES_SHOWN) {
        pk_page_say(page, "li", NULL, PK_SAY_MORE_CHANGES,
                    pk_local_count(page->language, count - CHANGES_SHOWN, &page->arena));
    }
}

/* What the plan has otherwise than the baseline; of a plan alone its budgets and what it sets. */
static void write_changes(pk_page_t *page, const pk_result_t *r)
{
    int count = 0, budgets = 0;
    pk_html_raw(&page->html, "<ul class=\"changes\">\n");
    if (page->comparison != NULL) {
        const pk_change_t *changes = pk_plan_changes(r, page->baseline, &page->arena, &count);
        write_lines(page, r, changes, count);
    } else {
        const pk_budget_t *paid = pk_plan_budgets(r, &page->arena, &budgets);
        for (int k = 0; k < budgets; k++) {
            write_line(page, pk_plan_budget_words(page->language, r, &paid[k], &page->arena));
        }
        const pk_change_t *set = pk_plan_settings(r, &page->arena, &count);
        write_lines(page, r, set, count);
    }
    if (count + budgets == 0) {
        pk_html_element(&page->html, "li", NULL, pk_saying(page->language, PK_SAY_PLANS_NONE));
    }
    pk_html_raw(&page->html, "</ul>\n");
}

static void write_plan(pk_page_t *page, const pk_result_t *r)
{
    pk_html_row(&page->html, NULL);
    pk_html_cell_begin(&page->html);
    pk_html_text(&page->html, pk_chart_scenario(r));
    if (page->comparison != NULL && r == page->baseline) {
        pk_html_raw(&page->html, " ");
        pk_html_element(&page->html, "span", "mark", pk_saying(page->language, PK_SAY_BASELINE));
    }
    pk_html_cell_end(&page->html);
    pk_html_cell_begin(&page->html);
    if (page->comparison != NULL && r == page->baseline) {
        pk_html_raw(&page->html, "–");
    } else {
        write_changes(page, r);
    }
    pk_html_cell_end(&page->html);
    pk_html_row_end(&page->html);
}

static void write(pk_page_t *page)
{
    const bool several = page->comparison != NULL;
    const pk_html_column_t columns[] = {
        {pk_saying(page->language, PK_SAY_PLANS_ROW), false},
        {pk_saying(page->language, several ? PK_SAY_PLANS_CHANGES : PK_SAY_PLANS_SETS), false}};
    pk_html_table(&page->html, pk_saying(page->language, several ? PK_SAY_PLANS_HEAD : PK_SAY_PLAN_HEAD), true, columns,
                  2);
    for (int i = 0; i < page->nresult; i++) {
        write_plan(page, &page->results[i]);
    }
    pk_html_table_end(&page->html);
}

const pk_section_t pk_section_plans = {
    .id = "plans", .head = PK_SAY_PLANS_HEAD, .head_alone = PK_SAY_PLAN_HEAD, .write = write};
