/* How many people more or fewer each plan leaves in each stage, and what they are worth, roughly. */
#include <math.h>
#include <stdlib.h>

#include "report/figure.h"
#include "report/report_parts.h"
#include "report/told.h"

enum { STAGES_MOST = 10 };

typedef struct {
    pk_page_t *page;
    const pk_comparison_t *comparison;
    int stages[STAGES_MOST], count; /* that are shown, in the model's order */
    bool left_out;                  /* others differ, too */
    bool after;                     /* it is told what the plans leave behind */
} shown_t;

/* How much a stage matters: the largest difference of a plan. */
static double weight_of(const pk_comparison_t *c, int stage)
{
    double most = 0;
    for (int k = 0; k < c->nresult; k++) {
        const double more = fabs(pk_comparison_more(c, k, 0, stage));
        most = more > most ? more : most;
    }
    return isnan(c->worth.each[stage]) || most < 0.5 ? 0 : most * fmax(fabs(c->worth.each[stage]), 1e-9);
}

/* The stages that matter most, in their own order. */
static shown_t shown_of(pk_page_t *page)
{
    const pk_comparison_t *c = page->comparison;
    shown_t shown = {.page = page, .comparison = c};
    for (int i = 0; i < page->baseline->nstage; i++) {
        const double weight = weight_of(c, i);
        int before = 0;
        for (int k = 0; k < page->baseline->nstage; k++) {
            const double other = weight_of(c, k);
            before += other > weight || (other == weight && k < i);
        }
        if (weight > 0 && before < STAGES_MOST) {
            shown.stages[shown.count++] = i;
        }
        shown.left_out = shown.left_out || (weight > 0 && before >= STAGES_MOST);
    }
    for (int k = 0; k < page->nresult; k++) {
        const pk_difference_t *d = pk_comparison_find(c, k, 0, "after");
        shown.after = shown.after || (d != NULL && isfinite(d->diff_mean));
    }
    return shown;
}

static bool is_there(const pk_page_t *page)
{
    bool some = false;
    for (int i = 0; page->comparison != NULL && page->comparison->worth.steps > 0 && i < page->baseline->nstage; i++) {
        some = some || weight_of(page->comparison, i) > 0;
    }
    return some;
}

static const char *figure(pk_page_t *page, double value, double grain, bool sign)
{
    return isnan(value)
               ? "–"
               : pk_local_figure(page->language, (sign ? pk_figure_signed : pk_figure)(value, grain, &page->arena),
                                 &page->arena);
}

/* People as the sentence below the answer tells them; what is worth so many times something rough, in two digits. */
static double people_grain(const shown_t *shown, int scenario)
{
    const pk_difference_t *d = pk_comparison_find(shown->comparison, scenario, 0, "customers");
    return d != NULL && d->diff_mean != 0 ? fmax(pk_told_difference_grain(shown->comparison, d), 1) : 1;
}

static double rough_grain(double value)
{
    return value == 0 || isnan(value) ? 1 : pow(10, floor(log10(fabs(value))) - 1);
}

static void begin_row(const shown_t *shown, const char *name, const char *kind)
{
    pk_html_row(&shown->page->html, kind);
    pk_html_cell(&shown->page->html, name);
}

static void end_row(const shown_t *shown, const char *worth, const char *after)
{
    pk_html_cell(&shown->page->html, worth);
    if (shown->after) {
        pk_html_cell(&shown->page->html, after);
    }
    pk_html_row_end(&shown->page->html);
}

/* What one is worth, and how many the baseline has. */
static void write_heads(const shown_t *shown)
{
    pk_page_t *page = shown->page;
    const pk_result_t *r = page->baseline;
    begin_row(shown, pk_saying(page->language, PK_SAY_STANDS_OF_ONE), NULL);
    for (int k = 0; k < shown->count; k++) {
        const double each = shown->comparison->worth.each[shown->stages[k]];
        pk_html_cell(&page->html, figure(page, each, rough_grain(each), false));
    }
    end_row(shown, "", "");
    begin_row(shown, pk_saying(page->language, PK_SAY_STANDS_BASELINE), NULL);
    for (int k = 0; k < shown->count; k++) {
        const pk_summary_t *s = &r->stage_counts[pk_stage_cell(r, r->nstep, 0, shown->stages[k])];
        pk_html_cell(&page->html,
                     pk_local_amount(page->language, "", s->mean, s->p05, s->p95, false, &page->arena).value);
    }
    end_row(shown, "", "");
}

static void write_plan(const shown_t *shown, int scenario)
{
    pk_page_t *page = shown->page;
    const pk_difference_t *after = pk_comparison_find(shown->comparison, scenario, 0, "after");
    const double worth = pk_comparison_more_worth(shown->comparison, scenario), grain = people_grain(shown, scenario);
    if (isnan(pk_comparison_more(shown->comparison, scenario, 0, 0))) {
        return;
    }
    begin_row(shown, pk_chart_scenario(&page->results[scenario]), NULL);
    for (int k = 0; k < shown->count; k++) {
        const double more = pk_comparison_more(shown->comparison, scenario, 0, shown->stages[k]);
        pk_html_cell(&page->html, figure(page, more, grain, true));
    }
    end_row(shown, figure(page, worth, rough_grain(worth), true),
            after != NULL && isfinite(after->diff_mean) ? pk_page_difference(page, after).value : "–");
}

static void write(pk_page_t *page)
{
    const shown_t shown = shown_of(page);
    const pk_result_t span = {.step_unit = page->baseline->step_unit, .nstep = page->comparison->worth.steps};
    pk_html_column_t columns[STAGES_MOST + 3] = {{pk_saying(page->language, PK_SAY_PLANS_ROW), false}};
    int count = 1;
    for (int k = 0; k < shown.count; k++) {
        const int i = shown.stages[k];
        columns[count++] =
            (pk_html_column_t){pk_chart_label(page->baseline->stages[i].label, page->baseline->stages[i].name), true};
    }
    columns[count++] = (pk_html_column_t){PK_PAGE_TEXT(page, PK_SAY_STANDS_ALL, page->baseline->currency), true};
    if (shown.after) {
        columns[count++] = (pk_html_column_t){PK_PAGE_TEXT(page, PK_SAY_STANDS_AFTER, page->baseline->currency), true};
    }
    pk_page_say(page, "p", "lead", PK_SAY_STANDS_LEAD, pk_local_span(page->language, &span, &page->arena));
    pk_html_table(&page->html, pk_saying(page->language, PK_SAY_STANDS_CAPTION), true, columns, count);
    write_heads(&shown);
    for (int k = 0; k < page->nresult; k++) {
        if (k != page->comparison->baseline) {
            write_plan(&shown, k);
        }
    }
    pk_html_table_end(&page->html);
    pk_page_say(page, "p", "note", PK_SAY_STANDS_NOTE);
    if (shown.left_out) {
        pk_page_say(page, "p", "note", PK_SAY_STANDS_LEFT_OUT);
    }
}

const pk_section_t pk_section_worth = {.id = "left", .head = PK_SAY_STANDS_HEAD, .is_there = is_there, .write = write};
