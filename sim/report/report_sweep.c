/* The page of a sweep: which cell is the best and what it makes in fresh runs, and the best cells as a table. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/figure.h"
#include "report/report_parts.h"
#include "report/sweep_words.h"

enum { ROWS_MOST = 25, PATHS_MOST = 4 };

static const pk_sweep_t *sweep_of(const pk_page_t *page)
{
    return page->report->sweep;
}

static const pk_result_kpi_t *kpi_of(const pk_page_t *page)
{
    return &page->baseline->kpis[sweep_of(page)->best.kpi];
}

static const char *word(const pk_page_t *page, pk_saying_t saying)
{
    return pk_saying(page->language, saying);
}

/* ---- the answer ---- */

static const char *amount(pk_page_t *page, double value, double low, double high, bool sign)
{
    const pk_local_amount_t a =
        pk_local_amount(page->language, kpi_of(page)->unit, value, low, high, sign, &page->arena);
    return pk_local_with_unit(a.value, a.unit, &page->arena);
}

static const char *difference(pk_page_t *page, const pk_sweep_kpi_t *one)
{
    return amount(page, one->diff_mean, one->diff_p05, one->diff_p95, true);
}

static const char *interval(pk_page_t *page, const pk_sweep_kpi_t *one)
{
    if (one->exact != 0 || page->baseline->nrun == 1) {
        return "–";
    }
    return pk_local_amount(page->language, kpi_of(page)->unit, one->diff_mean, one->diff_p05, one->diff_p95, true,
                           &page->arena)
        .interval;
}

static void say(pk_page_t *page, const char *text)
{
    pk_html_text(&page->html, text);
    pk_html_text(&page->html, " ");
}

static const char *count(pk_page_t *page, double number)
{
    return pk_local_count(page->language, number, &page->arena);
}

static void write_sure(pk_page_t *page, const pk_sweep_kpi_t *one)
{
    const long runs = sweep_of(page)->best.runs;
    if (one->runs_needed > 0) {
        say(page, PK_PAGE_TEXT(page, PK_SAY_SWEEP_UNTOLD,
                               pk_local_untold(page->language, (double)runs, one->runs_needed, &page->arena)));
    } else if (one->draws != 1 && isfinite(one->p_better)) {
        say(page, PK_PAGE_TEXT(page, PK_SAY_SWEEP_BETTER,
                               pk_local_chance_words(page->language, one->p_better, (long)one->draws, &page->arena)));
    }
}

/* What stands beside the fresh runs. */
static void write_beside(pk_page_t *page, const pk_sweep_kpi_t *fresh)
{
    const pk_sweep_t *sweep = sweep_of(page);
    const pk_sweep_kpi_t *shared = pk_sweep_kpi(sweep, sweep->best.cell, sweep->best.kpi);
    pk_html_open(&page->html, "p", NULL);
    write_sure(page, fresh);
    if (sweep->ncell > 1 && shared->diff_mean != fresh->diff_mean) {
        const double higher = (kpi_of(page)->lower_is_better ? -1 : 1) * (shared->diff_mean - fresh->diff_mean);
        say(page,
            PK_PAGE_TEXT(page, higher > 0 ? PK_SAY_SWEEP_SHARED : PK_SAY_SWEEP_SHARED_LESS, difference(page, shared)));
    }
    if (sweep->baseline.feedback && strcmp(sweep->baseline.engine, "expected") != 0 && isfinite(fresh->expected)) {
        say(page, PK_PAGE_TEXT(page, PK_SAY_SWEEP_EXPECTED,
                               amount(page, fresh->expected, fresh->diff_p05, fresh->diff_p95, true)));
    }
    if (sweep->best.near > 0) {
        say(page, PK_PAGE_TEXT(page, PK_SAY_SWEEP_NEAR, count(page, (double)sweep->best.near)));
    }
    pk_html_close(&page->html, "p");
}

/* "2,510 EUR", in three digits. */
static const char *short_amount(pk_page_t *page, double value, bool with_sign)
{
    double scale;
    const char *sign, *unit = pk_figure_unit(kpi_of(page)->unit, &scale, &sign);
    const double shown = scale * value, grain = pk_grain_short(shown);
    const char *text = with_sign ? pk_figure_signed(shown, grain, &page->arena) : pk_figure_short(shown, &page->arena);
    text = pk_local_figure(page->language, pk_arena_format(&page->arena, "%s%s", text, sign), &page->arena);
    return pk_local_with_unit(text, pk_word_unit(page->language, unit), &page->arena);
}

/* "cell 3: Facebook-mainonta 500" */
static const char *cell_text(pk_page_t *page, long cell)
{
    return pk_arena_format(&page->arena, "%s %s: %s", pk_local_small(word(page, PK_SAY_SWEEP_CELL), &page->arena),
                           count(page, (double)cell + 1),
                           pk_sweep_cell(page->language, sweep_of(page), cell, &page->arena));
}

static const char *better_text(pk_page_t *page, const pk_sweep_kpi_t *fresh)
{
    return fresh->runs_needed > 0 || fresh->draws <= 1
               ? ""
               : PK_PAGE_TEXT(page, PK_SAY_DECIDE_BETTER,
                              pk_local_chance_words(page->language, fresh->p_better, (long)fresh->draws, &page->arena));
}

static void write_verdict(pk_page_t *page, const pk_sweep_kpi_t *fresh, const char *label)
{
    const pk_sweep_best_t *best = &sweep_of(page)->best;
    if (isnan(best->price)) {
        return;
    }
    const pk_page_decision_t words = {.verdict = best->verdict,
                                      .ahead = fresh->gain > 0,
                                      .plan = cell_text(page, best->cell),
                                      .gain = short_amount(page, fresh->gain, true),
                                      .label = label,
                                      .baseline = pk_chart_scenario(page->baseline),
                                      .better = better_text(page, fresh),
                                      .evpi = short_amount(page, fresh->evpi, false),
                                      .price = short_amount(page, best->price, false)};
    pk_page_decide(page, &words);
}

static void write_answer(pk_page_t *page)
{
    const pk_sweep_t *sweep = sweep_of(page);
    const pk_sweep_best_t *best = &sweep->best;
    if (best->cell < 0 || best->fresh.kpis == NULL) {
        pk_page_say(page, "p", "answer", best->cell < 0 ? PK_SAY_SWEEP_NONE : PK_SAY_SWEEP_NO_FRESH);
        return;
    }
    const pk_sweep_kpi_t *fresh = &best->fresh.kpis[best->kpi];
    const char *label = pk_local_small(pk_chart_kpi_label(page->language, kpi_of(page)), &page->arena);
    write_verdict(page, fresh, label);
    pk_page_say(page, "p", "answer", best->is_written ? PK_SAY_SWEEP_WRITTEN : PK_SAY_SWEEP_BEST,
                count(page, (double)sweep->ncell), count(page, (double)best->cell + 1),
                pk_sweep_cell(page->language, sweep, best->cell, &page->arena),
                PK_PAGE_TEXT(page, kpi_of(page)->lower_is_better ? PK_SAY_LOWEST : PK_SAY_HIGHEST, label),
                count(page, (double)best->runs), amount(page, fresh->mean, fresh->p05, fresh->p95, false),
                difference(page, fresh), interval(page, fresh));
    write_beside(page, fresh);
}

/* ---- the cells ---- */

static void write_row(pk_page_t *page, long cell)
{
    const pk_sweep_t *sweep = sweep_of(page);
    const pk_sweep_kpi_t *one = pk_sweep_kpi(sweep, cell, sweep->best.kpi);
    pk_html_row(&page->html, cell == sweep->best.cell && !sweep->best.is_written ? "best" : NULL);
    pk_html_cell(&page->html, count(page, (double)cell + 1));
    for (int p = 0; p < sweep->npath && sweep->npath <= PATHS_MOST; p++) {
        const char *value = pk_sweep_value(page->language, sweep, cell, p, &page->arena);
        pk_html_cell(&page->html, *value != '\0' ? value : word(page, PK_SAY_SWEEP_AS_WRITTEN));
    }
    if (sweep->npath > PATHS_MOST) {
        pk_html_cell(&page->html, pk_sweep_cell(page->language, sweep, cell, &page->arena));
    }
    pk_html_cell(&page->html, amount(page, one->mean, one->p05, one->p95, false));
    pk_html_cell(&page->html, difference(page, one));
    pk_html_cell(&page->html, interval(page, one));
    pk_html_cell(&page->html, one->runs_needed > 0 || one->draws == 1
                                  ? "–"
                                  : pk_local_chance(page->language, one->p_better, (long)one->draws, &page->arena));
    pk_html_row_end(&page->html);
}

bool pk_table_sweep(pk_page_t *page, const pk_result_t *result)
{
    (void)result;
    const pk_sweep_t *sweep = sweep_of(page);
    pk_html_column_t columns[PATHS_MOST + 5] = {{word(page, PK_SAY_SWEEP_CELL), false}};
    int n = 1;
    for (int p = 0; p < sweep->npath && sweep->npath <= PATHS_MOST; p++) {
        columns[n++] = (pk_html_column_t){pk_sweep_label(sweep, p), true};
    }
    if (sweep->npath > PATHS_MOST) {
        columns[n++] = (pk_html_column_t){word(page, PK_SAY_SWEEP_VALUES), false};
    }
    columns[n++] = (pk_html_column_t){pk_chart_kpi_label(page->language, kpi_of(page)), true};
    columns[n++] = (pk_html_column_t){word(page, PK_SAY_SWEEP_AGAINST), true};
    columns[n++] = (pk_html_column_t){PK_PAGE_TEXT(page, PK_SAY_INTERVAL_LONG, ""), true};
    columns[n++] = (pk_html_column_t){word(page, PK_SAY_P_BETTER_WORD), true};
    long *ranked = PK_ARRAY(&page->arena, long, sweep->ncell);
    const long all = pk_sweep_ranked(sweep, sweep->best.kpi, ranked), shown = all < ROWS_MOST ? all : ROWS_MOST;
    pk_html_table(&page->html,
                  PK_PAGE_TEXT(page, PK_SAY_SWEEP_CAPTION, count(page, (double)shown), count(page, (double)all)), false,
                  columns, n);
    for (long k = 0; k < shown; k++) {
        write_row(page, ranked[k]);
    }
    pk_html_table_end(&page->html);
    return true;
}

static void write_cells(pk_page_t *page)
{
    (void)pk_table_sweep(page, NULL);
    pk_page_say(page, "p", "note", PK_SAY_SWEEP_MORE);
}

static bool has_cells(const pk_page_t *page)
{
    return sweep_of(page)->best.cell >= 0;
}

const pk_section_t pk_section_sweep = {.id = "answer", .head = PK_SAY_ANSWER_HEAD, .write = write_answer};
const pk_section_t pk_section_sweep_cells = {
    .id = "cells", .head = PK_SAY_SWEEP_CELLS_HEAD, .is_there = has_cells, .write = write_cells};
