/* What the assumptions come to today: the probability of each way a customer may take. */
#include <math.h>
#include <string.h>

#include "report/report_parts.h"

static bool is_there(const pk_page_t *page)
{
    return page->baseline->flow_today != NULL && page->baseline->nflow > 0;
}

static const char *label_of(const pk_result_t *r, const char *name)
{
    const int stage = pk_result_stage(r, name);
    return stage < 0 ? name : pk_chart_label(r->stages[stage].label, r->stages[stage].name);
}

/* What the number of a flow is. */
static const char *meaning(pk_page_t *page, const pk_result_t *r, int flow)
{
    static const pk_saying_t sayings[] = {[PK_FLOW_PROBABILITY] = PK_SAY_MEANING_STEP,
                                          [PK_FLOW_SHARE] = PK_SAY_MEANING_SHARE,
                                          [PK_FLOW_REPEATS] = PK_SAY_MEANING_EVENT,
                                          [PK_FLOW_ARRIVALS] = PK_SAY_MEANING_ARRIVALS};
    return PK_PAGE_TEXT(page, sayings[r->flows[flow].meaning], pk_chart_step_word(page->language, r));
}

static void write_row(pk_page_t *page, const pk_result_t *r, int flow)
{
    const pk_result_flow_t *f = &r->flows[flow];
    const pk_summary_t *s = &r->flow_today[flow];
    const bool share = f->meaning == PK_FLOW_PROBABILITY || f->meaning == PK_FLOW_SHARE;
    const bool exact = !(s->p95 > s->p05);
    const pk_local_amount_t a = pk_local_amount(page->language, share ? "share" : "", s->mean, exact ? NAN : s->p05,
                                                exact ? NAN : s->p95, false, &page->arena);
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html,
                 pk_local_arrow(*f->from == '\0' ? "" : label_of(r, f->from), label_of(r, f->to), &page->arena));
    pk_html_cell(&page->html, a.value);
    pk_html_cell(&page->html, a.interval);
    pk_html_cell(&page->html, meaning(page, r, flow));
    pk_html_row_end(&page->html);
}

static void write(pk_page_t *page)
{
    const pk_result_t *r = page->baseline;
    const pk_html_column_t columns[] = {{pk_saying(page->language, PK_SAY_WAY), false},
                                        {pk_saying(page->language, PK_SAY_MEAN), true},
                                        {pk_saying(page->language, PK_SAY_BETWEEN), true},
                                        {pk_saying(page->language, PK_SAY_MEANING), false}};
    pk_page_say(page, "p", "lead", PK_SAY_TODAY_LEAD, pk_chart_step_word(page->language, r));
    pk_html_table(&page->html,
                  pk_saying(page->language, page->comparison != NULL ? PK_SAY_TODAY_CAPTION : PK_SAY_TODAY_CAPTION_RUN),
                  true, columns, 4);
    for (int f = 0; f < r->nflow; f++) {
        write_row(page, r, f);
    }
    pk_html_table_end(&page->html);
}

const pk_section_t pk_section_today = {.id = "today", .head = PK_SAY_TODAY_HEAD, .is_there = is_there, .write = write};
