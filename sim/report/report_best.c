/* The page of the best plan: what to do and the price of being wrong, and what to spend on what. */
#include <math.h>
#include <string.h>

#include "report/figure.h"
#include "report/report_parts.h"

enum { ROWS_MOST = 100 };

static const pk_best_t *best_of(const pk_page_t *page)
{
    return page->report->best;
}

static const pk_result_kpi_t *aim_of(const pk_page_t *page)
{
    return &page->baseline->kpis[pk_result_kpi(page->baseline, best_of(page)->aim)];
}

static const char *figure(pk_page_t *page, double value, bool with_sign)
{
    const double grain = pk_grain_short(value);
    return isnan(value) ? ""
                        : pk_local_figure(page->language,
                                          with_sign ? pk_figure_signed(value, grain, &page->arena)
                                                    : pk_figure_short(value, &page->arena),
                                          &page->arena);
}

/* In the aim's unit, in three digits. */
static const char *amount(pk_page_t *page, double value, bool with_sign)
{
    double scale;
    const char *sign, *unit = pk_figure_unit(aim_of(page)->unit, &scale, &sign);
    const char *text = pk_arena_format(&page->arena, "%s%s", figure(page, scale * value, with_sign), sign);
    return pk_local_with_unit(text, pk_word_unit(page->language, unit), &page->arena);
}

static const char *money(pk_page_t *page, double value)
{
    return pk_local_with_unit(figure(page, value, false), best_of(page)->currency, &page->arena);
}

static const char *chance(pk_page_t *page, double p)
{
    return pk_local_chance_words(page->language, p, page->baseline->nrun, &page->arena);
}

/* ---- the answer ---- */

static void write_verdict(pk_page_t *page, const char *label)
{
    const pk_best_t *best = best_of(page);
    const pk_page_decision_t words = {.verdict = best->verdict,
                                      .ahead = (best->lower_is_better ? -best->corrected : best->corrected) > 0,
                                      .plan = PK_PAGE_TEXT(page, PK_SAY_BEST_PLAN),
                                      .gain = amount(page, best->corrected, true),
                                      .label = label,
                                      .baseline = pk_chart_scenario(page->baseline),
                                      .better = PK_PAGE_TEXT(page, PK_SAY_DECIDE_BETTER, chance(page, best->p_better)),
                                      .evpi = amount(page, best->evpi, false),
                                      .price = isnan(best->price) ? NULL : amount(page, best->price, false)};
    pk_page_decide(page, &words);
}

static void write_answer(pk_page_t *page)
{
    const pk_best_t *best = best_of(page);
    const char *label = pk_local_small(pk_chart_kpi_label(page->language, aim_of(page)), &page->arena);
    if (best->least_kpi != NULL) {
        pk_page_say(page, "p", "verdict", PK_SAY_BEST_LEAST, money(page, best->spent), label,
                    figure(page, best->at_least, false), chance(page, best->chance), money(page, best->spent_today),
                    chance(page, best->chance_today));
    } else if (best->flat) {
        pk_page_say(page, "p", "verdict", PK_SAY_BEST_FLAT, label);
    } else {
        write_verdict(page, label);
    }
    pk_page_say(page, "p", "answer", PK_SAY_BEST_GROUNDS, money(page, best->spent), money(page, best->spent_today),
                pk_local_count(page->language, page->baseline->nrun, &page->arena),
                pk_local_count(page->language, (double)best->draws, &page->arena));
    if (page->baseline->feedback) {
        pk_page_say(page, "p", NULL, PK_SAY_SWEEP_EXPECTED, amount(page, best->expected, true));
    }
}

/* ---- the amounts ---- */

static void write_row(pk_page_t *page, const pk_best_row_t *row)
{
    static const struct {
        const char *bound;
        pk_saying_t saying;
    } bounds[] = {{"least", PK_SAY_BEST_AT_LEAST}, {"most", PK_SAY_BEST_AT_MOST}, {"fixed", PK_SAY_BEST_AT_FIXED}};
    const char *bound = "";
    for (size_t k = 0; k < sizeof bounds / sizeof *bounds; k++) {
        bound = strcmp(row->bound, bounds[k].bound) == 0 ? pk_saying(page->language, bounds[k].saying) : bound;
    }
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, row->kind == PK_BEST_BUDGET ? pk_word(page->language, PK_WORD_BEST_BUDGET)
                                                          : pk_chart_label(row->label, row->name));
    pk_html_cell(&page->html, strcmp(row->period, "all") == 0 ? "" : row->period);
    pk_html_cell(&page->html, figure(page, row->today, false));
    pk_html_cell(&page->html, pk_arena_format(&page->arena, "%s%s", figure(page, row->best, false),
                                              pk_best_is_beyond(row) ? " *" : ""));
    pk_html_cell(&page->html, figure(page, pk_best_marginal(best_of(page), row), false));
    pk_html_cell(&page->html, bound);
    pk_html_cell(&page->html, figure(page, row->price, true));
    pk_html_row_end(&page->html);
}

static void write_amounts(pk_page_t *page)
{
    const pk_best_t *best = best_of(page);
    const pk_html_column_t columns[] = {
        {PK_PAGE_TEXT(page, PK_SAY_BEST_CHANNEL), false},    {PK_PAGE_TEXT(page, PK_SAY_BEST_PERIOD), false},
        {pk_word(page->language, PK_WORD_BEST_TODAY), true}, {pk_word(page->language, PK_WORD_BEST_BEST), true},
        {PK_PAGE_TEXT(page, PK_SAY_BEST_MARGINAL), true},    {PK_PAGE_TEXT(page, PK_SAY_BEST_BOUND), false},
        {PK_PAGE_TEXT(page, PK_SAY_BEST_PRICE), true}};
    bool beyond = false;
    pk_html_table(&page->html,
                  PK_PAGE_TEXT(page, PK_SAY_BEST_CAPTION, pk_chart_step_word(page->language, page->baseline)), false,
                  columns, sizeof columns / sizeof *columns);
    for (int i = 0; i < best->nrow && i < ROWS_MOST; i++) {
        write_row(page, &best->rows[i]);
        beyond = beyond || pk_best_is_beyond(&best->rows[i]);
    }
    pk_html_table_end(&page->html);
    if (beyond) {
        pk_page_say(page, "p", "note", PK_SAY_BEST_BEYOND);
    }
    if (!best->exactly && best->budget - best->spent > 1e-6 * best->budget) {
        pk_page_say(page, "p", "note", PK_SAY_BEST_LEFT, money(page, best->budget - best->spent));
    }
    pk_page_say(page, "p", "note", PK_SAY_BEST_MORE);
}

const pk_section_t pk_section_best = {.id = "answer", .head = PK_SAY_ANSWER_HEAD, .write = write_answer};
const pk_section_t pk_section_best_amounts = {.id = "amounts", .head = PK_SAY_BEST_HEAD, .write = write_amounts};
