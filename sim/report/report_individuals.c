/* Customer by customer: what individuals tell in words, and the tables behind their charts. */
#include <math.h>

#include "report/individual_figures.h"
#include "report/individual_words.h"
#include "report/report_parts.h"

enum { TIMES = 12, PERIODS = 13 };

static const char *word(const pk_page_t *page, pk_saying_t saying)
{
    return pk_saying(page->language, saying);
}

static const char *part(pk_page_t *page, double share)
{
    return pk_local_chance(page->language, share, 0, &page->arena);
}

static const char *persona(const pk_page_t *page, const pk_result_t *r, int group)
{
    return group == 0 ? pk_word(page->language, PK_WORD_ALL)
                      : pk_chart_label(r->group_labels[group], r->group_names[group]);
}

static const char *profit(pk_page_t *page, double share)
{
    return pk_individual_profit(page->language, share, &page->arena);
}

/* ---- the section ---- */

static bool has_individuals(const pk_page_t *page)
{
    for (int i = 0; i < page->nresult; i++) {
        if (page->results[i].individuals != NULL) {
            return true;
        }
    }
    return false;
}

/* "14 weeks", or that fewer than half got there. */
static const char *half_of(pk_page_t *page, const pk_result_t *r, const pk_kaplan_meier_t *curve)
{
    const int half = pk_half_by(curve);
    return half >= 0              ? pk_individual_steps(r, page->language, half, &page->arena)
           : !(curve->people > 0) ? "–"
                                  : pk_local_say(page->language, &page->arena, PK_SAY_MORE_THAN,
                                                 pk_individual_steps(r, page->language, curve->steps, &page->arena));
}

static void write_row(pk_page_t *page, const pk_result_t *r, int group, const char *name)
{
    const pk_individuals_t *of = r->individuals;
    const pk_kaplan_meier_t *first = &of->first_purchase[group];
    const int best = pk_best_fifth(of);
    const int at = group * of->nbest + best;
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, name);
    pk_html_cell(&page->html, half_of(page, r, first));
    pk_html_cell(&page->html, part(page, 1 - pk_share_at_end(first)));
    pk_html_cell(&page->html, half_of(page, r, &of->between_purchases[group]));
    pk_html_cell(&page->html, profit(page, best < 0 ? NAN : of->profit_share[at]));
    pk_html_cell(&page->html, profit(page, best < 0 ? NAN : of->by_luck[at]));
    pk_html_row_end(&page->html);
}

/* A row a plan, or of one plan a row a persona. */
static void write_rows(pk_page_t *page)
{
    const bool plans = page->comparison != NULL;
    const pk_html_column_t columns[] = {{word(page, plans ? PK_SAY_PLANS_ROW : PK_SAY_PERSONA), false},
                                        {word(page, PK_SAY_INDIVIDUALS_HALF), true},
                                        {word(page, PK_SAY_INDIVIDUALS_LEFT), true},
                                        {word(page, PK_SAY_INDIVIDUALS_AGAIN), true},
                                        {word(page, PK_SAY_INDIVIDUALS_FIFTH), true},
                                        {word(page, PK_SAY_INDIVIDUALS_LUCK), true}};
    pk_html_table(&page->html, word(page, PK_SAY_INDIVIDUALS_CAPTION), true, columns, 6);
    for (int i = 0; i < page->nresult; i++) {
        const pk_result_t *r = &page->results[i];
        for (int group = 0; r->individuals != NULL && group < (plans ? 1 : r->ngroup); group++) {
            write_row(page, r, group, plans ? pk_chart_scenario(r) : persona(page, r, group));
        }
    }
    pk_html_table_end(&page->html);
}

static void write(pk_page_t *page)
{
    pk_page_say(page, "p", "lead", PK_SAY_INDIVIDUALS_LEAD);
    if (page->comparison == NULL) {
        pk_texts_t texts = {0};
        int first;
        pk_individual_words(page->baseline, page->language, &texts, &first, &page->arena);
        pk_html_open(&page->html, "ul", NULL);
        for (int i = 0; i < texts.count; i++) {
            pk_html_element(&page->html, "li", NULL, texts.all[i]);
        }
        pk_html_close(&page->html, "ul");
    }
    if (page->comparison != NULL || page->baseline->ngroup > 1) {
        write_rows(page);
    }
}

const pk_section_t pk_section_individuals = {
    .id = "individuals", .head = PK_SAY_INDIVIDUALS_HEAD, .is_there = has_individuals, .write = write};

/* ---- the numbers behind the charts ---- */

static bool write_curve(pk_page_t *page, const pk_result_t *r, const pk_kaplan_meier_t *curve)
{
    const int stride = (curve->steps + TIMES - 1) / TIMES;
    const pk_html_column_t columns[] = {{word(page, PK_SAY_INDIVIDUALS_TIME), false},
                                        {word(page, PK_SAY_INDIVIDUALS_BOUGHT), true},
                                        {word(page, PK_SAY_BETWEEN), true},
                                        {word(page, PK_SAY_INDIVIDUALS_WAITING), true}};
    pk_html_table(&page->html, word(page, PK_SAY_INDIVIDUALS_BOUGHT), false, columns, 4);
    for (int step = 0; step <= curve->steps; step += stride > 0 ? stride : 1) {
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, pk_individual_steps(r, page->language, step, &page->arena));
        pk_html_cell(&page->html, part(page, curve->share[step]));
        pk_html_cell(&page->html,
                     PK_PAGE_TEXT(page, PK_SAY_INTERVAL, part(page, curve->low[step]), part(page, curve->high[step])));
        pk_html_cell(&page->html, pk_local_count(page->language, curve->waiting[step], &page->arena));
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}

bool pk_table_first_purchase(pk_page_t *page, const pk_result_t *r)
{
    return r != NULL && r->individuals != NULL && write_curve(page, r, r->individuals->first_purchase);
}

bool pk_table_next_purchase(pk_page_t *page, const pk_result_t *r)
{
    return r != NULL && r->individuals != NULL && write_curve(page, r, r->individuals->between_purchases);
}

static void put_money(pk_page_t *page, const pk_result_t *r, double money)
{
    const pk_local_amount_t a = pk_local_amount(page->language, r->currency, money, NAN, NAN, false, &page->arena);
    pk_html_cell(&page->html, isnan(money) ? "–" : pk_local_with_unit(a.value, a.unit, &page->arena));
}

static void write_values(pk_page_t *page, const pk_result_t *r)
{
    static const int percents[] = {5, 25, 50, 75, 95};
    pk_html_column_t columns[7] = {{word(page, PK_SAY_PERSONA), false}, {word(page, PK_SAY_MEAN), true}};
    for (int k = 0; k < 5; k++) {
        columns[k + 2] =
            (pk_html_column_t){PK_PAGE_TEXT(page, PK_SAY_INDIVIDUALS_AT_MOST, part(page, percents[k] / 100.0)), true};
    }
    pk_html_table(&page->html, word(page, PK_SAY_INDIVIDUALS_VALUES), false, columns, 7);
    for (int group = 0; group < r->ngroup; group++) {
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, persona(page, r, group));
        put_money(page, r, r->individuals->value_mean[group]);
        for (int k = 0; k < 5; k++) {
            put_money(page, r, r->individuals->value[group][percents[k] - 1]);
        }
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
}

bool pk_table_value(pk_page_t *page, const pk_result_t *r)
{
    if (r == NULL || r->individuals == NULL) {
        return false;
    }
    const pk_individuals_t *of = r->individuals;
    const pk_html_column_t columns[] = {{word(page, PK_SAY_INDIVIDUALS_BEST_PART), false},
                                        {word(page, PK_SAY_INDIVIDUALS_PROFIT), true},
                                        {word(page, PK_SAY_INDIVIDUALS_LUCK), true}};
    write_values(page, r);
    pk_html_table(&page->html, word(page, PK_SAY_INDIVIDUALS_PROFIT), false, columns, 3);
    for (int k = 0; k < of->nbest; k++) {
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, part(page, of->best_share[k]));
        pk_html_cell(&page->html, profit(page, of->profit_share[k]));
        pk_html_cell(&page->html, profit(page, of->by_luck[k]));
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}

bool pk_table_retention(pk_page_t *page, const pk_result_t *r)
{
    if (r == NULL || r->individuals == NULL) {
        return false;
    }
    const pk_individuals_t *of = r->individuals;
    const int count = of->nperiod < PERIODS ? of->nperiod : PERIODS;
    pk_html_column_t columns[PERIODS + 2] = {{word(page, PK_SAY_INDIVIDUALS_ENTRY), false},
                                             {word(page, PK_SAY_INDIVIDUALS_ENTERED), true}};
    for (int period = 0; period < count; period++) {
        columns[period + 2] = (pk_html_column_t){pk_arena_format(&page->arena, "%d", period), true};
    }
    pk_html_table(&page->html,
                  PK_PAGE_TEXT(page, PK_SAY_INDIVIDUALS_RETENTION, pk_word(page->language, pk_period_word(r))), false,
                  columns, count + 2);
    for (int entry = 0; entry < of->nperiod; entry++) {
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, of->periods[entry]);
        pk_html_cell(&page->html, pk_local_count(page->language, of->entered[entry], &page->arena));
        for (int period = 0; period < count; period++) {
            const bool seen = entry + period < of->nperiod;
            pk_html_cell(&page->html, seen ? part(page, of->retention[entry * of->nperiod + period]) : "");
        }
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}

bool pk_table_common_paths(pk_page_t *page, const pk_result_t *r)
{
    if (r == NULL || r->individuals == NULL) {
        return false;
    }
    const pk_html_column_t columns[] = {{word(page, PK_SAY_INDIVIDUALS_WALKED), false},
                                        {word(page, PK_SAY_INDIVIDUALS_OF_ALL), true}};
    pk_html_table(&page->html, word(page, PK_SAY_CHART_COMMON_PATHS), false, columns, 2);
    for (int i = 0; i < r->individuals->npath; i++) {
        const pk_walked_path_t *path = &r->individuals->paths[i];
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, pk_individual_path(r, page->language, path, &page->arena));
        pk_html_cell(&page->html, part(page, path->share));
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}
