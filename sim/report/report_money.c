/* Money over time as tables of the report, and the tile of payback. */
#include <math.h>
#include <string.h>

#include "report/add_up.h"
#include "report/figure.h"
#include "report/payback_words.h"
#include "report/report_parts.h"

enum { PERIODS = 36, PLANS = 12 };

static const char *word(const pk_page_t *page, pk_saying_t saying)
{
    return pk_saying(page->language, saying);
}

static void put_amount(pk_page_t *page, const pk_summary_t *s, pk_local_amount_t a)
{
    pk_html_cell_begin(&page->html);
    pk_html_element(&page->html, "span", "main", a.value);
    if (s->p95 > s->p05) {
        pk_html_element(&page->html, "span", "small", a.interval);
    }
    pk_html_cell_end(&page->html);
}

static void put(pk_page_t *page, const pk_result_t *r, const pk_summary_t *s)
{
    put_amount(page, s, pk_local_amount(page->language, r->currency, s->mean, s->p05, s->p95, false, &page->arena));
}

/* What came in and was paid in a period; where all four are there, they add up with the same digits. */
static void put_parts(pk_page_t *page, const pk_result_t *r, const int *whats, int count, int period)
{
    const pk_summary_t *s[PK_MONEY_PARTS];
    pk_beside_t told[PK_MONEY_PARTS];
    double sums[PK_MONEY_PARTS];
    for (int k = 0; k < count; k++) {
        s[k] = &r->money.sum[(long)whats[k] * r->money.nperiod + period];
        told[k] = (pk_beside_t){s[k]->mean, s[k]->p05, s[k]->p95, false};
        sums[k] = s[k]->mean;
    }
    const double ends = pk_grain_told(told, count);
    double grain = ends;
    if (count == PK_MONEY_PARTS) {
        grain = pk_grain_with_exact(grain, s[PK_MONEY_SPEND]);
        pk_add_up_money(sums, grain);
    }
    for (int k = 0; k < count; k++) {
        put_amount(page, s[k],
                   pk_local_amount_between(page->language, r->currency, grain, ends, sums[k], s[k]->p05, s[k]->p95,
                                           false, &page->arena));
    }
}

/* About PERIODS of them: every stride-th, and the last. */
static int stride_of(const pk_result_money_t *money)
{
    return (money->nperiod + PERIODS - 1) / PERIODS;
}

static int next_period(const pk_result_money_t *money, int period)
{
    const int next = period + stride_of(money);
    return next >= money->nperiod && period < money->nperiod - 1 ? money->nperiod - 1 : next;
}

/* That periods are left out, below a table of them. */
static void say_strides(pk_page_t *page, const pk_result_money_t *money)
{
    if (stride_of(money) > 1) {
        pk_page_say(page, "p", "note", PK_SAY_MONEY_EVERY, PK_PAGE_COUNT(page, stride_of(money)));
    }
}

static void paybacks(pk_page_t *page)
{
    const pk_html_column_t columns[] = {{word(page, PK_SAY_PLANS_ROW), false}, {word(page, PK_SAY_PAYBACK), false}};
    pk_html_table(&page->html, word(page, PK_SAY_PAYBACK), false, columns, 2);
    for (int k = 0; k < page->nresult; k++) {
        const pk_payback_t *payback = pk_comparison_payback(page->comparison, k);
        if (payback != NULL) {
            pk_html_row(&page->html, NULL);
            pk_html_cell(&page->html, pk_chart_scenario(&page->results[k]));
            pk_html_cell(&page->html, pk_payback_text(page->language, &page->results[k], payback, &page->arena));
            pk_html_row_end(&page->html);
        }
    }
    pk_html_table_end(&page->html);
}

/* Money by the periods of --by. */
static void money_table(pk_page_t *page, const pk_result_t *r, const char *caption)
{
    pk_html_column_t columns[PK_MONEY_PARTS + 2] = {{word(page, PK_SAY_PERIOD), false}};
    int whats[PK_MONEY_PARTS], count = 0;
    const char *last = "";
    for (int k = 0; k < PK_MONEY_PARTS; k++) {
        whats[count] = pk_result_money(r, pk_money_parts[k]);
        if (whats[count] >= 0) {
            last = pk_chart_kpi_label(page->language, &r->kpis[r->money.kpis[whats[count]]]);
            columns[++count] = (pk_html_column_t){last, true};
        }
    }
    columns[count + 1] = (pk_html_column_t){PK_PAGE_TEXT(page, PK_SAY_CUMULATIVE, last), true};
    pk_html_table(&page->html, caption, false, columns, count + 2);
    for (int p = 0; p < r->money.nperiod; p = next_period(&r->money, p)) {
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, r->money.periods[p].label);
        put_parts(page, r, whats, count, p);
        put(page, r, &r->money.total[(long)whats[count - 1] * r->money.nperiod + p]);
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    say_strides(page, &r->money);
}

bool pk_table_cumulative(pk_page_t *page, const pk_result_t *r)
{
    if (r != NULL) {
        money_table(page, r, word(page, PK_SAY_PERIOD));
        return true;
    }
    paybacks(page);
    for (int k = 0; k < page->nresult && k < PLANS; k++) {
        const pk_result_t *plan = &page->results[k];
        if (plan->money.nperiod > 0) {
            money_table(page, plan, PK_PAGE_TEXT(page, PK_SAY_MONEY_OF, pk_chart_scenario(plan)));
        }
    }
    if (page->nresult > PLANS) {
        pk_page_say(page, "p", "note", PK_SAY_MONEY_MORE, PK_PAGE_COUNT(page, PLANS),
                    PK_PAGE_COUNT(page, page->nresult));
    }
    return true;
}

enum { CHANNELS = 12 };

bool pk_table_spend(pk_page_t *page, const pk_result_t *r)
{
    if (r == NULL) {
        return false;
    }
    pk_html_column_t columns[CHANNELS + 1] = {{word(page, PK_SAY_PERIOD), false}};
    int whats[CHANNELS], count = 0;
    for (int k = 0; k < r->money.nwhat && count < CHANNELS; k++) {
        const pk_result_kpi_t *kpi = &r->kpis[r->money.kpis[k]];
        if (strncmp(kpi->name, "spend", 5) == 0) {
            whats[count++] = k;
            columns[count] = (pk_html_column_t){pk_chart_kpi_label(page->language, kpi), true};
        }
    }
    pk_html_table(&page->html, word(page, PK_SAY_PERIOD), false, columns, count + 1);
    for (int p = 0; p < r->money.nperiod; p = next_period(&r->money, p)) {
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, r->money.periods[p].label);
        for (int k = 0; k < count; k++) {
            put(page, r, &r->money.sum[(long)whats[k] * r->money.nperiod + p]);
        }
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    say_strides(page, &r->money);
    return true;
}

void pk_page_payback(pk_page_t *page, int scenario)
{
    const pk_payback_t *payback = page->comparison != NULL ? pk_comparison_payback(page->comparison, scenario) : NULL;
    const pk_result_t *r = &page->results[scenario];
    if (payback == NULL || !(payback->behind > 0)) {
        return;
    }
    pk_html_raw(&page->html, "<li>\n");
    pk_html_element(&page->html, "h3", NULL, word(page, PK_SAY_PAYBACK));
    pk_html_element(&page->html, "p", "value", pk_payback_value(page->language, r, payback, &page->arena));
    pk_page_say(page, "p", "change", PK_SAY_PAYBACK_OF);
    if (payback->draws > 1) {
        pk_html_element(&page->html, "p", "between", pk_payback_text(page->language, r, payback, &page->arena));
    }
    pk_html_close(&page->html, "li");
}
