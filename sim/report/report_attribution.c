/* The page of what each driver of a plan brought: a sentence, what is missing without each, the whole shared out, what
 * money brought back. */
#include <math.h>

#include "report/attribution.h"
#include "report/figure.h"
#include "report/report_parts.h"

enum { KPIS_MOST = 5 };

static const pk_attribution_t *found_of(const pk_page_t *page)
{
    return page->report->attribution;
}

static const pk_result_kpi_t *kpi_of(const pk_page_t *page, int k)
{
    return &page->baseline->kpis[found_of(page)->kpis[k].index];
}

static const char *word(const pk_page_t *page, pk_saying_t saying)
{
    return pk_saying(page->language, saying);
}

static const char *label_of(const pk_page_t *page, int d)
{
    const pk_result_driver_t *driver = &page->baseline->drivers[found_of(page)->drivers[d].index];
    return pk_chart_label(driver->label, driver->name);
}

static int shown(const pk_page_t *page)
{
    return found_of(page)->nkpi < KPIS_MOST ? found_of(page)->nkpi : KPIS_MOST;
}

/* A figure of KPI k with its unit. */
static const char *amount(pk_page_t *page, int k, double value, double low, double high, bool sign)
{
    const pk_local_amount_t a =
        pk_local_amount(page->language, kpi_of(page, k)->unit, value, low, high, sign, &page->arena);
    return pk_local_with_unit(a.value, a.unit, &page->arena);
}

static const char *interval(pk_page_t *page, int k, const pk_attributed_t *cell)
{
    return !(cell->p95 > cell->p05) ? "–"
                                    : pk_local_amount(page->language, kpi_of(page, k)->unit, cell->incremental,
                                                      cell->p05, cell->p95, true, &page->arena)
                                          .interval;
}

/* A figure whose digits the KPI's own size gives. */
static const char *share(pk_page_t *page, int k, double value)
{
    const double half = 5 * pk_attribution_grain(found_of(page), k);
    return amount(page, k, value, value - half, value + half, false);
}

static const char *times(pk_page_t *page, double value)
{
    return isnan(value) ? "–"
                        : pk_local_figure(page->language, pk_arena_format(&page->arena, "%.2f", value), &page->arena);
}

static const char *between(pk_page_t *page, double low, double high)
{
    return isnan(low) || !(high > low) ? "–"
                                       : pk_arena_format(&page->arena, "%s – %s", times(page, low), times(page, high));
}

/* ---- the answer ---- */

/* The driver that brought most of the main KPI; -1: none did anything. */
static int most_of(const pk_page_t *page)
{
    const pk_attribution_t *found = found_of(page);
    const int main = pk_attribution_main(found);
    int best = -1;
    for (int d = 0; d < found->ndriver; d++) {
        const double here = pk_attributed_cell(found, d, main)->incremental;
        if (!found->drivers[d].idle && (best < 0 || here > pk_attributed_cell(found, best, main)->incremental)) {
            best = d;
        }
    }
    return best;
}

/* Where expected outcomes alone would be off by most. */
static void write_off(pk_page_t *page)
{
    const pk_attribution_t *found = found_of(page);
    const int main = pk_attribution_main(found);
    int worst = 0;
    for (int d = 1; d < found->ndriver; d++) {
        const pk_attributed_t *a = pk_attributed_cell(found, d, main), *b = pk_attributed_cell(found, worst, main);
        worst = fabs(a->within - a->expected) > fabs(b->within - b->expected) ? d : worst;
    }
    const pk_attributed_t *cell = pk_attributed_cell(found, worst, main);
    const double reach = 5 * cell->within_se;
    pk_page_say(page, "p", NULL, PK_SAY_ATTRIBUTE_OFF, pk_local_count(page->language, found->result.nrun, &page->arena),
                label_of(page, worst),
                amount(page, main, cell->expected, cell->within - reach, cell->within + reach, true),
                amount(page, main, cell->within, cell->within - reach, cell->within + reach, true));
}

static void write_answer(pk_page_t *page)
{
    const pk_attribution_t *found = found_of(page);
    const int main = pk_attribution_main(found), most = most_of(page);
    const char *kpi = pk_local_small(pk_chart_kpi_label(page->language, kpi_of(page, main)), &page->arena);
    if (most < 0) {
        pk_page_say(page, "p", "answer", PK_SAY_ATTRIBUTE_NOTHING);
        return;
    }
    const pk_attributed_t *cell = pk_attributed_cell(found, most, main);
    pk_page_say(page, "p", "answer", PK_SAY_ATTRIBUTE_MOST, label_of(page, most), kpi,
                amount(page, main, cell->incremental, cell->p05, cell->p95, true), interval(page, main, cell),
                share(page, main, found->kpis[main].organic), share(page, main, found->kpis[main].all_on));
    if (found->tail > 0) {
        const char *unit = pk_chart_steps_word(page->language, found->result.step_unit);
        pk_page_say(page, "p", NULL, PK_SAY_ATTRIBUTE_TAIL, pk_local_count(page->language, found->tail, &page->arena),
                    unit);
    }
    if (found->corrected) {
        write_off(page);
    } else if (found->approximate) {
        pk_page_say(page, "p", NULL, PK_SAY_ATTRIBUTE_APPROXIMATE);
    }
}

/* ---- tables ---- */

static int head_kpis(pk_page_t *page, pk_html_column_t *columns, int at)
{
    for (int k = 0; k < shown(page); k++) {
        columns[at++] = (pk_html_column_t){pk_chart_kpi_label(page->language, kpi_of(page, k)), true};
    }
    return at;
}

bool pk_table_incremental(pk_page_t *page, const pk_result_t *result)
{
    const pk_attribution_t *found = found_of(page);
    const int main = pk_attribution_main(found);
    pk_html_column_t columns[KPIS_MOST + 2] = {{word(page, PK_SAY_ATTRIBUTE_DRIVER), false}};
    int n = head_kpis(page, columns, 1);
    (void)result;
    columns[n++] = (pk_html_column_t){
        PK_PAGE_TEXT(page, PK_SAY_ATTRIBUTE_INTERVAL, pk_chart_kpi_label(page->language, kpi_of(page, main))), true};
    pk_html_table(&page->html, word(page, PK_SAY_ATTRIBUTE_MISSING), false, columns, n);
    for (int d = 0; d < found->ndriver; d++) {
        if (found->drivers[d].idle) {
            continue;
        }
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, label_of(page, d));
        for (int k = 0; k < shown(page); k++) {
            const pk_attributed_t *cell = pk_attributed_cell(found, d, k);
            pk_html_cell(&page->html, amount(page, k, cell->incremental, cell->p05, cell->p95, true));
        }
        pk_html_cell(&page->html, interval(page, main, pk_attributed_cell(found, d, main)));
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}

static void write_share(pk_page_t *page, const char *label, double *const *shares, int row)
{
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, label);
    for (int k = 0; k < shown(page); k++) {
        pk_html_cell(&page->html, share(page, k, shares[k][row]));
    }
    pk_html_row_end(&page->html);
}

bool pk_table_attribution(pk_page_t *page, const pk_result_t *result)
{
    const pk_attribution_t *found = found_of(page);
    pk_html_column_t columns[KPIS_MOST + 1] = {{word(page, PK_SAY_ATTRIBUTE_DRIVER), false}};
    const int n = head_kpis(page, columns, 1);
    (void)result;
    pk_html_table(&page->html, word(page, PK_SAY_ATTRIBUTE_SHARED), false, columns, n);
    double *shares[KPIS_MOST];
    for (int k = 0; k < shown(page); k++) {
        shares[k] = pk_attribution_shares(found, k, &page->arena);
    }
    write_share(page, pk_word(page->language, PK_WORD_ATTRIBUTION_ORGANIC), shares, found->ndriver);
    for (int d = 0; d < found->ndriver; d++) {
        if (!found->drivers[d].idle) {
            write_share(page, label_of(page, d), shares, d);
        }
    }
    write_share(page, pk_word(page->language, PK_WORD_ATTRIBUTION_ALL), shares, found->ndriver + 1);
    pk_html_table_end(&page->html);
    return true;
}

static bool has_channels(const pk_page_t *page)
{
    const pk_attribution_t *found = found_of(page);
    int d = 0;
    while (d < found->ndriver && found->drivers[d].kind != PK_ATTRIBUTED_OURS) {
        d++;
    }
    return d < found->ndriver;
}

bool pk_table_returns(pk_page_t *page, const pk_result_t *result)
{
    const pk_attribution_t *found = found_of(page);
    const char *spread = word(page, PK_SAY_BETWEEN);
    const pk_html_column_t columns[] = {{word(page, PK_SAY_CHANNEL), false},
                                        {word(page, PK_SAY_ATTRIBUTE_SPEND), true},
                                        {word(page, PK_SAY_ATTRIBUTE_ROAS), true},
                                        {spread, true},
                                        {word(page, PK_SAY_ATTRIBUTE_ROAS_REVENUE), true},
                                        {word(page, PK_SAY_ATTRIBUTE_MROAS), true},
                                        {spread, true}};
    (void)result;
    pk_html_table(&page->html, word(page, PK_SAY_ATTRIBUTE_RETURNS), false, columns, 7);
    for (int d = 0; d < found->ndriver; d++) {
        const pk_attributed_return_t *back = &found->drivers[d].back;
        if (found->drivers[d].kind != PK_ATTRIBUTED_OURS) {
            continue;
        }
        const pk_local_amount_t spend =
            pk_local_amount(page->language, found->result.currency, back->spend, NAN, NAN, false, &page->arena);
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, label_of(page, d));
        pk_html_cell(&page->html, pk_local_with_unit(spend.value, spend.unit, &page->arena));
        pk_html_cell(&page->html, times(page, back->roas));
        pk_html_cell(&page->html, between(page, back->p05, back->p95));
        pk_html_cell(&page->html, times(page, back->revenue));
        pk_html_cell(&page->html, times(page, back->mroas));
        pk_html_cell(&page->html, between(page, back->m05, back->m95));
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}

static void write_returns(pk_page_t *page)
{
    (void)pk_table_returns(page, NULL);
    pk_page_say(page, "p", "note", PK_SAY_ATTRIBUTE_MORE);
}

static void write_missing(pk_page_t *page)
{
    (void)pk_table_incremental(page, NULL);
    (void)pk_table_attribution(page, NULL);
}

const pk_section_t pk_section_attribution = {.id = "answer", .head = PK_SAY_ANSWER_HEAD, .write = write_answer};
const pk_section_t pk_section_attribution_rows = {
    .id = "brought", .head = PK_SAY_ATTRIBUTE_HEAD, .write = write_missing};
const pk_section_t pk_section_returns = {
    .id = "returns", .head = PK_SAY_ATTRIBUTE_RETURNS_HEAD, .is_there = has_channels, .write = write_returns};
