/* Each difference that decides as 50 draws of its expected outcome: a sentence a plan, the chart, and its table. */
#include "report/report_parts.h"

static const char *saying(const pk_page_t *page, pk_saying_t which)
{
    return pk_saying(page->language, which);
}

static const pk_sure_t *sure_of(const pk_page_t *page, const pk_dots_plan_t *plan)
{
    return &pk_comparison_find(page->comparison, plan->scenario, 0, page->answer->kpi)->sure;
}

static const char *sentence(pk_page_t *page, const pk_dots_plan_t *plan)
{
    const pk_sure_t *sure = sure_of(page, plan);
    const pk_result_t *r = &page->results[plan->scenario];
    const char *title = pk_chart_scenario(r);
    if (plan->kind == PK_DOTS_UNTOLD) {
        return PK_PAGE_TEXT(page, PK_SAY_DOTS_UNTOLD, title,
                            pk_local_untold(page->language, r->nrun, sure->runs_needed, &page->arena));
    }
    if (plan->kind == PK_DOTS_SAME) {
        return PK_PAGE_TEXT(page, PK_SAY_DOTS_SAME, title);
    }
    const char *better = PK_PAGE_COUNT(page, plan->better), *worse = PK_PAGE_COUNT(page, PK_DOTS - plan->better);
    return pk_sure_has_equals(sure)
               ? PK_PAGE_TEXT(page, PK_SAY_DOTS_PLAN_EQUAL, title, better, worse,
                              pk_local_chance_words(page->language, sure->equal, sure->draws, &page->arena))
               : PK_PAGE_TEXT(page, PK_SAY_DOTS_PLAN, title, better, worse);
}

static bool is_there(const pk_page_t *page)
{
    return page->comparison != NULL && page->comparison->dots.count > 0;
}

static void write(pk_page_t *page)
{
    const pk_dots_t *dots = &page->comparison->dots;
    const pk_result_kpi_t *kpi = &page->baseline->kpis[pk_result_kpi(page->baseline, page->answer->kpi)];
    const char *label = pk_local_small(pk_chart_kpi_label(page->language, kpi), &page->arena);
    if (dots->assumptions) {
        pk_page_say(page, "p", "lead", PK_SAY_DOTS_LEAD, label);
    } else {
        pk_page_say(page, "p", "lead", PK_SAY_DOTS_LEAD_CERTAIN, label, PK_PAGE_COUNT(page, page->baseline->nrun));
    }
    pk_html_raw(&page->html, "<ul>\n");
    for (int k = 0; k < dots->count; k++) {
        pk_html_element(&page->html, "li", NULL, sentence(page, &dots->plans[k]));
    }
    pk_html_raw(&page->html, "</ul>\n");
    if (dots->all > dots->count) {
        pk_page_say(page, "p", "note", PK_SAY_DOTS_MORE, PK_PAGE_COUNT(page, dots->all - dots->count),
                    PK_PAGE_COUNT(page, dots->all));
    }
    pk_page_chart(page, "dots");
}

bool pk_table_dots(pk_page_t *page, const pk_result_t *result)
{
    (void)result;
    const pk_dots_t *dots = &page->comparison->dots;
    const pk_html_column_t columns[] = {{saying(page, PK_SAY_PLANS_ROW), false},
                                        {saying(page, PK_SAY_DOTS_BETTER), true},
                                        {saying(page, PK_SAY_DOTS_WORSE), true},
                                        {saying(page, PK_SAY_P_BETTER_WORD), true}};
    pk_html_table(&page->html, saying(page, PK_SAY_CHART_DOTS), false, columns, 4);
    for (int k = 0; k < dots->count; k++) {
        const pk_dots_plan_t *plan = &dots->plans[k];
        const bool counted = plan->kind == PK_DOTS_COUNTED;
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, pk_chart_scenario(&page->results[plan->scenario]));
        pk_html_cell(&page->html, counted ? PK_PAGE_COUNT(page, plan->better) : "–");
        pk_html_cell(&page->html, counted ? PK_PAGE_COUNT(page, PK_DOTS - plan->better) : "–");
        pk_html_cell(&page->html, pk_page_p_better(page, pk_comparison_find(page->comparison, plan->scenario, 0,
                                                                            page->answer->kpi)));
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}

const pk_section_t pk_section_dots = {.id = "dots", .head = PK_SAY_DOTS_HEAD, .is_there = is_there, .write = write};
