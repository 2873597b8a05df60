/* The first sentence of the page: what to do, and the price of being wrong; and the table of what each plan costs. */
#include <math.h>
#include <stdlib.h>

#include "base/shell.h"
#include "report/figure.h"
#include "report/left_out.h"
#include "report/report_parts.h"
#include "report/told.h"

enum { NAMED_MOST = 6 }; /* plans in one sentence */

static const pk_result_kpi_t *kpi_of(const pk_page_t *page)
{
    return &page->baseline->kpis[pk_result_kpi(page->baseline, page->answer->kpi)];
}

static const char *label_of(pk_page_t *page)
{
    return pk_local_small(pk_chart_kpi_label(page->language, kpi_of(page)), &page->arena);
}

/* "2,510 EUR", with the digits of its KPI; `unit` false: without its unit. */
static const char *amount_of(pk_page_t *page, const char *kpi, double value, bool with_sign, bool with_unit)
{
    const double grain = pk_told_amount_grain(page->comparison, kpi, value);
    const pk_local_amount_t a =
        pk_local_amount_at(page->language, kpi_of(page)->unit, grain, value, NAN, NAN, with_sign, &page->arena);
    return with_unit ? pk_local_with_unit(a.value, a.unit, &page->arena) : a.value;
}

static const char *amount(pk_page_t *page, double value, bool with_sign, bool with_unit)
{
    return amount_of(page, page->answer->kpi, value, with_sign, with_unit);
}

/* ", better in 98% of the draws", where that can be told. */
static const char *better_text(pk_page_t *page, const pk_sure_t *sure)
{
    return sure->runs_needed > 0 || sure->draws <= 1
               ? ""
               : PK_PAGE_TEXT(page, PK_SAY_DECIDE_BETTER,
                              pk_local_chance_words(page->language, sure->better.p, sure->draws, &page->arena));
}

static const char *verdict_text(pk_page_t *page, const pk_page_decision_t *d)
{
    switch (d->verdict) {
    case PK_VERDICT_DO:
        return PK_PAGE_TEXT(page, PK_SAY_DECIDE_DO, d->plan, d->gain, d->label, d->baseline, d->better);
    case PK_VERDICT_FIND_OUT:
        return PK_PAGE_TEXT(page, PK_SAY_DECIDE_FIND_OUT, d->plan, d->gain, d->label, d->baseline, d->better, d->evpi);
    default:
        return d->ahead ? PK_PAGE_TEXT(page, PK_SAY_DECIDE_KEEP_LUCK, d->plan, d->gain, d->label, d->baseline)
                        : PK_PAGE_TEXT(page, PK_SAY_DECIDE_KEEP, d->baseline, d->label);
    }
}

void pk_page_decide(pk_page_t *page, const pk_page_decision_t *decision)
{
    const pk_saying_t price = decision->verdict == PK_VERDICT_FIND_OUT ? PK_SAY_DECIDE_PRICE_NOW : PK_SAY_DECIDE_PRICE;
    pk_html_element(&page->html, "p", "verdict", verdict_text(page, decision));
    if (decision->price != NULL) {
        pk_page_say(page, "p", "price", price, decision->price);
    }
}

static void write_verdict(pk_page_t *page, const pk_decision_t *decision)
{
    const pk_page_decision_t words = {.verdict = decision->verdict,
                                      .ahead = decision->gain > 0,
                                      .plan = pk_chart_scenario(&page->results[decision->plan]),
                                      .gain = amount(page, pk_difference_told(page->answer->difference), true, true),
                                      .label = label_of(page),
                                      .baseline = pk_chart_scenario(page->baseline),
                                      .better = better_text(page, &page->answer->difference->sure),
                                      .evpi = amount(page, decision->evpi, false, true),
                                      .price = amount(page, decision->loss, false, true)};
    pk_page_decide(page, &words);
}

/* What the horizon leaves out: the verdict with what comes after it. */
static void write_past(pk_page_t *page, const pk_decision_past_t *past)
{
    static const pk_saying_t words[] = {[PK_VERDICT_KEEP] = PK_SAY_DECIDE_PAST_KEEP,
                                        [PK_VERDICT_DO] = PK_SAY_DECIDE_PAST_DO,
                                        [PK_VERDICT_FIND_OUT] = PK_SAY_DECIDE_PAST_FIND_OUT};
    if (past->known) {
        const pk_sure_t *sure = &pk_comparison_find(page->comparison, past->plan, 0, "profit_and_after")->sure;
        pk_page_say(page, "p", "past", PK_SAY_DECIDE_PAST, pk_saying(page->language, words[past->verdict]),
                    pk_chart_scenario(&page->results[past->plan]),
                    amount_of(page, "profit_and_after", past->gain, true, true), better_text(page, sure));
    }
}

/* Where to find out which of the assumptions it is. */
static void write_which(pk_page_t *page, const pk_decision_t *decision)
{
    const char *plan = page->results[decision->plan].file, *baseline = page->baseline->file;
    if (decision->verdict != PK_VERDICT_FIND_OUT || plan == NULL || baseline == NULL) {
        return;
    }
    pk_html_raw(&page->html, "<p>");
    pk_html_text(&page->html, pk_saying(page->language, PK_SAY_DECIDE_WHICH));
    pk_html_raw(&page->html, " ");
    pk_html_element(&page->html, "code", NULL,
                    pk_arena_format(&page->arena, "polku sensitivity %s --against %s --kpi %s --method value",
                                    pk_shell_word(plan, &page->arena), pk_shell_word(baseline, &page->arena),
                                    page->answer->kpi));
    pk_html_raw(&page->html, "</p>\n");
}

/* “A”, “B” and “C”; “A”, “B” and 5 others. */
static const char *names_text(pk_page_t *page, const pk_decision_t *decision)
{
    const int named = decision->nnear <= NAMED_MOST ? decision->nnear : NAMED_MOST - 1;
    const char *text = "";
    for (int i = 0; i < named; i++) {
        const char *name = PK_PAGE_TEXT(page, PK_SAY_QUOTED, pk_chart_scenario(&page->results[decision->near[i]]));
        const bool last = i + 1 == decision->nnear;
        text = i == 0 ? name
               : last ? PK_PAGE_TEXT(page, PK_SAY_AND, text, name)
                      : pk_arena_format(&page->arena, "%s, %s", text, name);
    }
    return named == decision->nnear
               ? text
               : PK_PAGE_TEXT(page, PK_SAY_AND_OTHERS, text,
                              pk_local_count(page->language, decision->nnear - named, &page->arena));
}

void pk_page_verdict(pk_page_t *page)
{
    const pk_decision_t *decision = &page->comparison->decision;
    if (!decision->known) {
        return;
    }
    write_verdict(page, decision);
    pk_html_element(&page->html, "p", "left-out",
                    pk_left_out_text(page->language, page->comparison, true, false, &page->arena));
    write_past(page, &decision->past);
    write_which(page, decision);
    if (decision->nnear > 1 && decision->verdict != PK_VERDICT_KEEP) {
        pk_page_say(page, "p", "near", PK_SAY_DECIDE_NEAR, label_of(page), names_text(page, decision),
                    pk_local_chance_words(page->language, decision->near_best, page->answer->draws, &page->arena));
    }
}

/* ---- the table ---- */

static bool is_there(const pk_page_t *page)
{
    return page->comparison != NULL && page->comparison->decision.known;
}

typedef struct {
    const pk_decision_row_t *row;
} entry_t;

static int by_loss(const void *a, const void *b)
{
    const pk_decision_row_t *x = ((const entry_t *)a)->row, *y = ((const entry_t *)b)->row;
    return x->expected_loss < y->expected_loss   ? -1
           : x->expected_loss > y->expected_loss ? 1
                                                 : x->scenario - y->scenario;
}

/* The rows of the KPI that decides, from the smallest loss up; returns how many. */
static int list_rows(const pk_page_t *page, entry_t *list)
{
    const pk_comparison_t *c = page->comparison;
    int count = 0;
    for (int i = 0; i < c->ndecision; i++) {
        const pk_decision_row_t *row = &c->decisions[i];
        if (row->kpi == pk_result_kpi(&c->results[row->scenario], page->answer->kpi) && !isnan(row->expected_loss)) {
            list[count++] = (entry_t){row};
        }
    }
    qsort(list, (size_t)count, sizeof *list, by_loss);
    return count;
}

static const char *share(pk_page_t *page, double part)
{
    return isnan(part) ? "–" : pk_local_figure(page->language, pk_figure_percent(part, &page->arena), &page->arena);
}

static void write_row(pk_page_t *page, const pk_decision_row_t *row)
{
    const pk_result_t *r = &page->results[row->scenario];
    pk_html_row(&page->html, row->scenario == page->comparison->decision.plan ? "best" : NULL);
    pk_html_cell_begin(&page->html);
    pk_html_text(&page->html, pk_chart_scenario(r));
    if (r == page->baseline) {
        pk_html_raw(&page->html, " ");
        pk_html_element(&page->html, "span", "mark", pk_saying(page->language, PK_SAY_BASELINE));
    }
    pk_html_cell_end(&page->html);
    pk_html_cell(&page->html, amount(page, row->expected_loss, false, false));
    pk_html_cell(&page->html, page->answer->told
                                  ? pk_local_chance(page->language, row->p_best, page->answer->draws, &page->arena)
                                  : "–");
    pk_html_cell(&page->html, share(page, row->assumptions));
    pk_html_cell(&page->html, share(page, row->chance));
    pk_html_row_end(&page->html);
}

static void write(pk_page_t *page)
{
    const char *unit = kpi_of(page)->unit;
    const char *loss = kpi_of(page)->money ? PK_PAGE_TEXT(page, PK_SAY_LOSS_IN, unit)
                                           : pk_saying(page->language, PK_SAY_EXPECTED_LOSS);
    const pk_html_column_t columns[] = {{pk_saying(page->language, PK_SAY_PLANS_ROW), false},
                                        {loss, true},
                                        {pk_saying(page->language, PK_SAY_BEST_OF_ALL), true},
                                        {pk_saying(page->language, PK_SAY_OF_ASSUMPTIONS), true},
                                        {pk_saying(page->language, PK_SAY_OF_CHANCE), true}};
    entry_t *list = PK_ARRAY(&page->arena, entry_t, page->comparison->ndecision + 1);
    const int count = list_rows(page, list);
    pk_page_say(page, "p", "lead", PK_SAY_DECISION_LEAD, label_of(page),
                amount(page, page->comparison->decision.evpi, false, true));
    pk_html_table(&page->html, PK_PAGE_TEXT(page, PK_SAY_DECISION_CAPTION, label_of(page)), true, columns, 5);
    for (int i = 0; i < count; i++) {
        write_row(page, list[i].row);
    }
    pk_html_table_end(&page->html);
}

const pk_section_t pk_section_decision = {
    .id = "decision", .head = PK_SAY_DECISION_HEAD, .is_there = is_there, .write = write};
