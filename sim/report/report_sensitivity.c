/* The page of a sensitivity: what decides and whether to find out more first, and the numbers behind the charts. */
#include <math.h>
#include <string.h>

#include "report/figure.h"
#include "report/report_parts.h"

enum { ROWS_MOST = 25, PLAIN_MOST = 10 };

static const pk_sensitivity_t *of(const pk_page_t *page)
{
    return page->report->sensitivity;
}

static const char *word(const pk_page_t *page, pk_saying_t saying)
{
    return pk_saying(page->language, saying);
}

/* An amount of the KPI with as many digits as its spread gives. */
static const char *amount(pk_page_t *page, double x, bool with_unit)
{
    const double width = 0.2 * of(page)->sd;
    const pk_local_amount_t a =
        pk_local_amount(page->language, of(page)->unit, x, x - width, x + width, false, &page->arena);
    return isnan(x) ? "–" : with_unit ? pk_local_with_unit(a.value, a.unit, &page->arena) : a.value;
}

static const char *percent(pk_page_t *page, double x, double se)
{
    return isnan(x)
               ? "–"
               : pk_local_figure(page->language,
                                 pk_arena_format(&page->arena, "%.0f ± %.0f%%", 100 * x, ceil(200 * se)), &page->arena);
}

/* ---- the answer ---- */

static const pk_sensitive_t *most_of(const pk_page_t *page, bool worth)
{
    const pk_sensitive_t *most = NULL;
    for (int i = 0; i < of(page)->nrow; i++) {
        const pk_sensitive_t *row = &of(page)->rows[i];
        if (row->kind == PK_SENSITIVE_UNCERTAIN &&
            (worth ? row->evppi > 2 * row->evppi_se && (most == NULL || row->evppi > most->evppi) : most == NULL)) {
            most = row;
        }
    }
    return most;
}

static void write_verdict(pk_page_t *page)
{
    const pk_sensitivity_t *s = of(page);
    const pk_page_decision_t words = {.verdict = s->verdict,
                                      .ahead = s->gain > 0,
                                      .plan = s->title,
                                      .gain = amount(page, s->mean, true),
                                      .label = pk_local_small(s->label[page->language], &page->arena),
                                      .baseline = s->against_title,
                                      .better = "",
                                      .evpi = amount(page, s->rows[0].evppi, true),
                                      .price = amount(page, s->loss, true)};
    pk_page_decide(page, &words);
}

static void write_worth(pk_page_t *page)
{
    const pk_sensitive_t *all = &of(page)->rows[0], *best = most_of(page, true);
    if (!(all->evppi > 0)) {
        pk_page_say(page, "p", "answer", PK_SAY_WORTH_NOTHING);
    } else if (best == NULL) {
        pk_page_say(page, "p", "answer", PK_SAY_WORTH_ALL, amount(page, all->evppi, true));
    } else {
        pk_page_say(page, "p", "answer", PK_SAY_WORTH_ONE, amount(page, all->evppi, true), best->number,
                    amount(page, best->evppi, true));
    }
}

static void write_answer(pk_page_t *page)
{
    const pk_sensitivity_t *s = of(page);
    const pk_sensitive_t *first = most_of(page, false);
    if (s->nuncertain == 0) {
        pk_page_say(page, "p", "answer", PK_SAY_SENSITIVITY_CERTAIN, s->label[page->language],
                    amount(page, s->mean, true));
        return;
    }
    if (s->value) {
        write_verdict(page);
        write_worth(page);
    } else if (first != NULL) {
        pk_page_say(page, "p", "answer", PK_SAY_SENSITIVITY_FIRST,
                    pk_local_small(s->label[page->language], &page->arena), first->number);
    }
    pk_page_say(page, "p", NULL, s->against != NULL ? PK_SAY_SENSITIVITY_GAIN : PK_SAY_SENSITIVITY_MEAN,
                s->label[page->language], amount(page, s->mean, true), amount(page, s->sd, true),
                s->against != NULL ? s->against_title : "");
    if (s->runs > 0) {
        pk_page_say(page, "p", NULL, PK_SAY_SENSITIVITY_EXPECTED, amount(page, s->expected_mean, true),
                    pk_local_count(page->language, (double)s->runs, &page->arena));
    } else if (s->uncorrected) {
        pk_page_say(page, "p", NULL, PK_SAY_SENSITIVITY_UNCORRECTED);
    }
}

/* ---- the numbers ---- */

static const char *name_of(pk_page_t *page, const pk_sensitive_t *row)
{
    return row->kind == PK_SENSITIVE_ALL ? word(page, PK_SAY_SENSITIVITY_ALL) : row->number;
}

static void write_row(pk_page_t *page, const pk_sensitive_t *row)
{
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, name_of(page, row));
    pk_html_cell(&page->html, row->kind == PK_SENSITIVE_UNCERTAIN ? row->label : "–");
    pk_html_cell(&page->html, amount(page, row->kpi_at_p05, false));
    pk_html_cell(&page->html, amount(page, row->kpi_at_p95, false));
    pk_html_cell(&page->html, percent(page, row->first, row->first_se));
    pk_html_cell(&page->html, percent(page, row->total, row->total_se));
    if (of(page)->value) {
        pk_html_cell(&page->html, amount(page, row->evppi, false));
    }
    pk_html_row_end(&page->html);
}

static void write_uncertain(pk_page_t *page)
{
    const pk_html_column_t columns[] = {
        {word(page, PK_SAY_SENSITIVITY_NUMBER), false}, {word(page, PK_SAY_SENSITIVITY_WRITTEN), false},
        {word(page, PK_SAY_SENSITIVITY_LOW), true},     {word(page, PK_SAY_SENSITIVITY_HIGH), true},
        {word(page, PK_SAY_SENSITIVITY_ALONE), true},   {word(page, PK_SAY_SENSITIVITY_WITH), true},
        {word(page, PK_SAY_SENSITIVITY_WORTH), true}};
    int shown = 0;
    pk_html_table(&page->html, PK_PAGE_TEXT(page, PK_SAY_SENSITIVITY_CAPTION, of(page)->label[page->language]), false,
                  columns, of(page)->value ? 7 : 6);
    for (int i = 0; i < of(page)->nrow && shown < ROWS_MOST; i++) {
        const pk_sensitive_t *row = &of(page)->rows[i];
        if (row->kind != PK_SENSITIVE_PLAIN && (row->kind != PK_SENSITIVE_ALL || of(page)->value)) {
            write_row(page, row);
            shown++;
        }
    }
    pk_html_table_end(&page->html);
}

static void write_plain(pk_page_t *page)
{
    const pk_html_column_t columns[] = {{word(page, PK_SAY_SENSITIVITY_PLAIN), false},
                                        {word(page, PK_SAY_SENSITIVITY_WRITTEN), false},
                                        {word(page, PK_SAY_SENSITIVITY_ELASTICITY), true}};
    int shown = 0;
    pk_html_table(&page->html, word(page, PK_SAY_SENSITIVITY_PLAIN_CAPTION), false, columns, 3);
    for (int i = 0; i < of(page)->nrow && shown < PLAIN_MOST; i++) {
        const pk_sensitive_t *row = &of(page)->rows[i];
        if (row->kind == PK_SENSITIVE_PLAIN && row->elasticity != 0) {
            pk_html_row(&page->html, NULL);
            const bool whole = strcmp(row->label, PK_SENSITIVE_AS_PLANNED) == 0;
            pk_html_cell(&page->html, row->number);
            pk_html_cell(&page->html, whole ? word(page, PK_SAY_SENSITIVITY_PLANNED) : row->label);
            pk_html_cell(&page->html,
                         pk_local_figure(page->language, pk_arena_format(&page->arena, "%+.3g%%", row->elasticity),
                                         &page->arena));
            pk_html_row_end(&page->html);
            shown++;
        }
    }
    pk_html_table_end(&page->html);
}

static void write_numbers(pk_page_t *page)
{
    if (of(page)->nuncertain > 0) {
        write_uncertain(page);
    }
    write_plain(page);
    pk_page_say(page, "p", "note", PK_SAY_SENSITIVITY_MORE);
}

const pk_section_t pk_section_sensitivity = {.id = "answer", .head = PK_SAY_ANSWER_HEAD, .write = write_answer};
const pk_section_t pk_section_sensitivity_numbers = {
    .id = "numbers", .head = PK_SAY_SENSITIVITY_HEAD, .write = write_numbers};
