#include "cli/print_sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print_result.h"
#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/figure.h"
#include "report/local.h"

enum { ROWS_MOST = 10, PATHS_MOST = 4, VALUES_MOST = 48 };

typedef struct {
    const pk_sweep_t *sweep;
    const pk_screen_t *screen;
    const pk_result_kpi_t *kpi; /* by which cells are told */
    double scale;
    const char *unit, *sign; /* of its figures */
    pk_arena_t arena;
} page_t;

/* ---- the table ---- */

/* "12 350 EUR" without the unit: a figure of the KPI with as many digits as its interval gives it. */
static const char *figure(page_t *page, double value, double low, double high, bool difference)
{
    const double s = page->scale, grain = pk_grain(s * value, s * low, s * high);
    const char *text =
        difference ? pk_figure_signed(s * value, grain, &page->arena) : pk_figure(s * value, grain, &page->arena);
    return pk_arena_format(&page->arena, "%s%s", text, isnan(value) ? "" : page->sign);
}

/* "exact" where nothing is left to chance, "–" of a single run. */
static const char *interval(page_t *page, const pk_sweep_kpi_t *one)
{
    const double s = page->scale;
    if (one->exact != 0 || page->sweep->baseline.nrun == 1) {
        return one->exact != 0 ? "exact" : "–";
    }
    return pk_figure_interval(s * one->diff_p05, s * one->diff_p95,
                              pk_grain(s * one->diff_mean, s * one->diff_p05, s * one->diff_p95), false, &page->arena);
}

static const char *chance(page_t *page, const pk_sweep_kpi_t *one)
{
    return one->diff_mean == 0 && one->exact != 0 ? "same"
           : one->runs_needed > 0                 ? "cannot tell"
           : one->draws == 1                      ? "–"
                                                  : pk_figure_chance(one->p_better, (long)one->draws, &page->arena);
}

/* The values of a cell into `cells`: a column a path, or all in one where there are many. Gives how many. */
static int fill_values(page_t *page, long cell, const char **cells)
{
    const pk_sweep_t *sweep = page->sweep;
    if (sweep->npath > PATHS_MOST) {
        cells[0] = pk_sweep_words(sweep, cell, &page->arena);
        return 1;
    }
    for (int p = 0; p < sweep->npath; p++) {
        const char *value = sweep->values[cell * sweep->npath + p];
        cells[p] = *value != '\0' ? value : "as written";
    }
    return sweep->npath;
}

static void add_cell(page_t *page, long cell, pk_grid_t *grid)
{
    const pk_sweep_kpi_t *one = pk_sweep_kpi(page->sweep, cell, page->sweep->best.kpi);
    const char *cells[PK_GRID_COLUMNS] = {pk_arena_format(&page->arena, "%ld", cell + 1)};
    int at = 1 + fill_values(page, cell, &cells[1]);
    cells[at++] = figure(page, one->mean, one->p05, one->p95, false);
    cells[at++] = figure(page, one->diff_mean, one->diff_p05, one->diff_p95, true);
    cells[at++] = interval(page, one);
    cells[at] = chance(page, one);
    pk_grid_add(grid, PK_STYLE_PLAIN, cells);
}

static void add_written(page_t *page, pk_grid_t *grid)
{
    const pk_result_t *r = &page->sweep->baseline;
    const pk_summary_t *s = &r->kpi[pk_kpi_cell(r, 0, 0, page->sweep->best.kpi)];
    const char *cells[PK_GRID_COLUMNS] = {NULL, "as it is written"};
    const int values = page->sweep->npath > PATHS_MOST ? 1 : page->sweep->npath;
    cells[1 + values] = figure(page, s->mean, s->p05, s->p95, false);
    pk_grid_add(grid, PK_STYLE_FAINT, cells);
}

static pk_grid_t grid_of(page_t *page)
{
    const pk_sweep_t *sweep = page->sweep;
    pk_grid_column_t columns[PK_GRID_COLUMNS + 1] = {{.head = "cell", .align = PK_ALIGN_RIGHT}};
    int at = 1;
    if (sweep->npath > PATHS_MOST) {
        columns[at++] = (pk_grid_column_t){.head = "values", .most = VALUES_MOST};
    }
    for (int p = 0; sweep->npath <= PATHS_MOST && p < sweep->npath; p++) {
        const char *path = pk_text_harmless(sweep->paths[p], false, &page->arena);
        columns[at++] = (pk_grid_column_t){.head = pk_text_wrap(path, 0, 16, &page->arena), .most = VALUES_MOST / 2};
    }
    const char *label = pk_text_harmless(pk_screen_label(page->screen, page->kpi), false, &page->arena);
    const char *head = pk_arena_format(&page->arena, "%s%s%s", pk_text_wrap(label, 0, 14, &page->arena),
                                       *page->unit != '\0' ? "\n" : "", page->unit);
    columns[at++] = (pk_grid_column_t){.head = head, .align = PK_ALIGN_RIGHT};
    columns[at++] = (pk_grid_column_t){.head = "against the\nplan as written", .align = PK_ALIGN_RIGHT};
    columns[at++] = (pk_grid_column_t){.head = "90% interval", .align = PK_ALIGN_RIGHT};
    columns[at] = (pk_grid_column_t){.head = "chance to\nbe better", .align = PK_ALIGN_RIGHT};
    return pk_grid_of(columns, &page->arena);
}

static void print_cells(page_t *page)
{
    const pk_sweep_t *sweep = page->sweep;
    long *ranked = pk_heap((size_t)sweep->ncell, sizeof *ranked);
    const long count = pk_sweep_ranked(sweep, sweep->best.kpi, ranked);
    pk_grid_t grid = grid_of(page);
    for (long k = 0; k < count && k < ROWS_MOST; k++) {
        add_cell(page, ranked[k], &grid);
    }
    add_written(page, &grid);
    pk_grid_print(&grid, 0, page->screen);
    if (count > ROWS_MOST) {
        fprintf(page->screen->stream, "%s%ld more cells are in sweep.csv%s\n",
                pk_style_on(page->screen, PK_STYLE_FAINT), count - ROWS_MOST,
                pk_style_off(page->screen, PK_STYLE_FAINT));
    }
    free(ranked);
}

/* ---- the sentence ---- */

/* "profit" */
static const char *kpi_words(page_t *page)
{
    return pk_local_small(pk_screen_label(page->screen, page->kpi), &page->arena);
}

/* "highest profit" */
static const char *superlative(page_t *page)
{
    return pk_arena_format(&page->arena, "%s %s", page->kpi->lower_is_better ? "lowest" : "highest", kpi_words(page));
}

static const char *with_unit(page_t *page, const char *text)
{
    return *page->unit != '\0' ? pk_arena_format(&page->arena, "%s %s", text, page->unit) : text;
}

/* "+12 400 EUR against the plan as it is written (90% interval …), better in 97% of the draws" */
static const char *against(page_t *page, const pk_sweep_kpi_t *one)
{
    pk_arena_t *arena = &page->arena;
    const char *text = with_unit(page, figure(page, one->diff_mean, one->diff_p05, one->diff_p95, true));
    if (one->diff_mean == 0 && one->exact != 0) {
        return "the same as the plan as it is written";
    }
    text = pk_arena_format(arena, "%s%s against the plan as it is written", one->exact != 0 ? "exactly " : "", text);
    if (one->exact == 0 && page->sweep->best.runs > 1) {
        text = pk_arena_format(arena, "%s (90%% interval %s)", text, interval(page, one));
    }
    if (one->runs_needed > 0) {
        return pk_arena_format(arena, "%s; the two %s", text,
                               pk_figure_untold(page->sweep->best.runs, one->runs_needed, arena));
    }
    return one->draws <= 1 ? text
                           : pk_arena_format(arena, "%s, better in %s of the draws", text,
                                             pk_figure_chance_words(one->p_better, (long)one->draws, arena));
}

static const char *runs_text(page_t *page, long runs)
{
    return runs == 1 ? "one fresh run"
                     : pk_arena_format(&page->arena, "%s fresh runs", pk_figure((double)runs, 1, &page->arena));
}

/* What the shared runs and the expected engine say of it, where that is something else. */
static const char *beside(page_t *page, const pk_sweep_kpi_t *fresh, const pk_sweep_kpi_t *shared)
{
    pk_arena_t *arena = &page->arena;
    const pk_result_t *r = &page->sweep->baseline;
    const double higher = (page->kpi->lower_is_better ? -1 : 1) * (shared->diff_mean - fresh->diff_mean);
    const char *text =
        pk_arena_format(arena, " The runs in which it was chosen give %s%s.",
                        with_unit(page, figure(page, shared->diff_mean, shared->diff_p05, shared->diff_p95, true)),
                        higher > 0 ? "; the best of many cells owes part of that to luck" : "");
    text = page->sweep->ncell > 1 && shared->diff_mean != fresh->diff_mean ? text : "";
    if (r->feedback && strcmp(r->engine, "expected") != 0 && isfinite(fresh->expected)) {
        text = pk_arena_format(
            arena, "%s Expected outcomes alone, which leave out how chance and feedback meet, give %s.", text,
            with_unit(page, figure(page, fresh->expected, fresh->diff_p05, fresh->diff_p95, true)));
    }
    return text;
}

static const char *near_text(page_t *page)
{
    const long near = page->sweep->best.near;
    return near == 0   ? ""
           : near == 1 ? " One other cell comes within 1% of it."
                       : pk_arena_format(&page->arena, " %ld other cells come within 1%% of it.", near);
}

static const char *sentence(page_t *page)
{
    const pk_sweep_best_t *best = &page->sweep->best;
    pk_arena_t *arena = &page->arena;
    const char *words = pk_sweep_words(page->sweep, best->cell, arena);
    const char *text =
        pk_arena_format(arena,
                        best->is_written ? "No cell beats the plan as it is written. Of them, the %s is cell %ld (%s)."
                                         : "Of the cells, the %s is cell %ld (%s).",
                        pk_arena_format(arena, "one with the %s", superlative(page)), best->cell + 1, words);
    if (best->fresh.kpis == NULL) {
        return pk_arena_format(arena, "%s It cannot be in fresh runs: %s.", text,
                               best->fresh.fault != NULL ? best->fresh.fault : "they fail");
    }
    const pk_sweep_kpi_t *fresh = &best->fresh.kpis[best->kpi];
    const pk_sweep_kpi_t *shared = pk_sweep_kpi(page->sweep, best->cell, best->kpi);
    return pk_arena_format(arena, "%s In %s it makes %s, %s.%s%s", text, runs_text(page, best->runs),
                           with_unit(page, figure(page, fresh->mean, fresh->p05, fresh->p95, false)),
                           against(page, fresh), beside(page, fresh, shared), near_text(page));
}

/* ---- the verdict ---- */

/* "2 510 EUR", in three digits. */
static const char *short_amount(page_t *page, double value, bool with_sign)
{
    const double shown = page->scale * value, grain = pk_grain_short(shown);
    const char *text = with_sign ? pk_figure_signed(shown, grain, &page->arena) : pk_figure_short(shown, &page->arena);
    return with_unit(page, pk_arena_format(&page->arena, "%s%s", text, page->sign));
}

static const char *better_text(page_t *page, const pk_sweep_kpi_t *fresh)
{
    return fresh->runs_needed > 0 || fresh->draws <= 1
               ? ""
               : pk_arena_format(&page->arena, " (better in %s)",
                                 pk_figure_chance_words(fresh->p_better, (long)fresh->draws, &page->arena));
}

/* What to do, in the first sentence; NULL where the best cell has no fresh runs. */
static const char *verdict_text(page_t *page)
{
    const pk_sweep_best_t *best = &page->sweep->best;
    pk_arena_t *arena = &page->arena;
    if (best->fresh.kpis == NULL || isnan(best->price)) {
        return NULL;
    }
    const pk_sweep_kpi_t *fresh = &best->fresh.kpis[best->kpi];
    const char *cell =
        pk_arena_format(arena, "cell %ld (%s)", best->cell + 1, pk_sweep_words(page->sweep, best->cell, arena));
    const char *gain = pk_arena_format(arena, "%s in %s", short_amount(page, fresh->gain, true), kpi_words(page));
    const char *price = short_amount(page, best->price, false);
    switch (best->verdict) {
    case PK_VERDICT_DO:
        return pk_arena_format(arena,
                               "Do it: %s, %s against the plan as it is written%s. The price of being wrong is %s.",
                               cell, gain, better_text(page, fresh), price);
    case PK_VERDICT_FIND_OUT:
        return pk_arena_format(
            arena,
            "Find out more first: %s, %s against the plan as it is written%s, brings less than the %s "
            "that knowing the assumptions would be worth. The price of being wrong, if it is done now, "
            "is %s.",
            cell, gain, better_text(page, fresh), short_amount(page, fresh->evpi, false), price);
    default:
        return pk_arena_format(arena, "Keep the plan as it is written: %s. The price of being wrong is %s.",
                               fresh->gain > 0 ? pk_arena_format(arena, "that %s is ahead (%s) may be luck", cell, gain)
                                               : "no cell is better in fresh runs",
                               price);
    }
}

static void print_verdict(page_t *page)
{
    const char *text = verdict_text(page);
    if (text != NULL) {
        pk_screen_say(page->screen, PK_STYLE_STRONG, text);
        fputc('\n', page->screen->stream);
    }
}

static const char *count_text(page_t *page)
{
    const pk_sweep_t *sweep = page->sweep;
    const char *text = pk_arena_format(&page->arena, "%ld cells of %d number%s", sweep->ncell, sweep->npath,
                                       sweep->npath == 1 ? "" : "s");
    if (sweep->reused > 0) {
        text = pk_arena_format(&page->arena, "%s, %ld of them done before", text, sweep->reused);
    }
    return sweep->nfault > 0 ? pk_arena_format(&page->arena, "%s, %ld cannot be", text, sweep->nfault) : text;
}

void pk_print_sweep(const pk_sweep_t *sweep, const pk_screen_t *screen)
{
    page_t page = {.sweep = sweep, .screen = screen};
    const pk_result_t *r = &sweep->baseline;
    fprintf(screen->stream, "%s%s%s\n%s\n%s\n\n", pk_style_on(screen, PK_STYLE_STRONG),
            pk_text_harmless(r->title, false, &page.arena), pk_style_off(screen, PK_STYLE_STRONG),
            pk_result_line(r, screen, &page.arena), count_text(&page));
    if (sweep->best.cell < 0) {
        fprintf(screen->stream, "No KPI differs from the plan as it is written in any cell.\n");
    } else {
        page.kpi = &r->kpis[sweep->best.kpi];
        page.unit = pk_figure_unit(page.kpi->unit, &page.scale, &page.sign);
        print_verdict(&page);
        print_cells(&page);
        fputc('\n', screen->stream);
        pk_screen_say(screen, PK_STYLE_PLAIN, sentence(&page));
    }
    pk_arena_free(&page.arena);
}
