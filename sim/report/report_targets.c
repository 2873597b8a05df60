/* The targets and the chance to meet each. */
#include "report/report_parts.h"
#include "result/targets.h"

enum { TARGETS = 8 };

static bool is_there(const pk_page_t *page)
{
    for (int i = 0; i < page->nresult; i++) {
        if (page->results[i].ngoal > 0) {
            return true;
        }
    }
    return false;
}

static void write_cell(pk_page_t *page, const pk_result_t *r, int goal)
{
    if (goal < 0) {
        pk_html_cell(&page->html, "–");
        return;
    }
    const pk_result_goal_t *g = &r->goals[goal];
    const pk_result_kpi_t *kpi = &r->kpis[g->kpi_index];
    const pk_summary_t *s = &r->kpi[pk_kpi_cell(r, g->window, 0, g->kpi_index)];
    const pk_local_amount_t mean =
        g->window == 0 ? pk_page_mean(page, r, kpi->name)
                       : pk_local_amount(page->language, kpi->unit, g->mean, s->p05, s->p95, false, &page->arena);
    pk_html_cell_begin(&page->html);
    pk_html_element(&page->html, "span", "main", pk_local_chance(page->language, g->p_met, r->nrun, &page->arena));
    pk_html_element(&page->html, "span", "small",
                    pk_arena_format(&page->arena, "%s %s",
                                    pk_local_small(pk_saying(page->language, PK_SAY_MEAN), &page->arena), mean.value));
    pk_html_cell_end(&page->html);
}

static void write(pk_page_t *page)
{
    pk_target_t targets[TARGETS];
    const int count = pk_targets_list(page->results, page->nresult, targets, TARGETS);
    pk_html_column_t columns[TARGETS + 1] = {{pk_saying(page->language, PK_SAY_PLANS_ROW), false}};
    for (int t = 0; t < count; t++) {
        columns[t + 1] =
            (pk_html_column_t){pk_local_goal(page->language, targets[t].result, targets[t].goal, &page->arena), true};
    }
    pk_page_say(page, "p", "lead", PK_SAY_TARGETS_LEAD,
                pk_local_count(page->language, page->baseline->nrun, &page->arena));
    pk_html_table(&page->html, pk_saying(page->language, PK_SAY_TARGETS_CAPTION), true, columns, count + 1);
    for (int i = 0; i < page->nresult; i++) {
        const pk_result_t *r = &page->results[i];
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, pk_chart_scenario(r));
        for (int t = 0; t < count; t++) {
            write_cell(page, r, pk_target_find(r, &targets[t]));
        }
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
}

const pk_section_t pk_section_targets = {
    .id = "targets", .head = PK_SAY_TARGETS_HEAD, .is_there = is_there, .write = write};
