#include "cli/print_sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print_result.h"
#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/figure.h"
#include "report/sweep_words.h"

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

/* "12,350 EUR" without the unit: a figure of the KPI with as many digits as its interval gives it. */
static const char *figure(page_t *page, double value, double low, double high, bool difference)
{
    const double s = page->scale, grain = pk_grain(s * value, s * low, s * high);
    const char *text =
        difference ? pk_figure_signed(s * value, grain, &page->arena) : pk_figure(s * value, grain, &page->arena);
    text = pk_arena_format(&page->arena, "%s%s", text, isnan(value) ? "" : page->sign);
    return pk_screen_figure(page->screen, text, &page->arena);
}

/* "exact" where nothing is left to chance, "–" of a single run. */
static const char *interval(page_t *page, const pk_sweep_kpi_t *one)
{
    const double s = page->scale;
    if (one->exact != 0 || page->sweep->baseline.nrun == 1) {
        return one->exact != 0 ? pk_screen_word(page->screen, PK_SAY_SCREEN_EXACT) : "–";
    }
    return pk_screen_interval(page->screen, s * one->diff_p05, s * one->diff_p95,
                              pk_grain(s * one->diff_mean, s * one->diff_p05, s * one->diff_p95), &page->arena);
}

static const char *chance(page_t *page, const pk_sweep_kpi_t *one)
{
    const pk_screen_t *screen = page->screen;
    return one->diff_mean == 0 && one->exact != 0 ? pk_screen_word(screen, PK_SAY_SCREEN_SAME)
           : one->runs_needed > 0                 ? pk_screen_word(screen, PK_SAY_SCREEN_CANNOT_TELL)
           : one->draws == 1                      ? "–"
                             : pk_screen_chance(screen, one->p_better, (long)one->draws, &page->arena);
}

/* All values of a cell: paths as in the file in English, else by their labels. */
static const char *cell_words(page_t *page, long cell)
{
    return page->screen->language == PK_ENGLISH
               ? pk_sweep_words(page->sweep, cell, &page->arena)
               : pk_sweep_cell(page->screen->language, page->sweep, cell, &page->arena);
}

/* The values of a cell into `cells`: a column a path, or all in one where there are many. Gives how many. */
static int fill_values(page_t *page, long cell, const char **cells)
{
    const pk_sweep_t *sweep = page->sweep;
    if (sweep->npath > PATHS_MOST) {
        cells[0] = cell_words(page, cell);
        return 1;
    }
    for (int p = 0; p < sweep->npath; p++) {
        const char *value = pk_sweep_value(page->screen->language, sweep, cell, p, &page->arena);
        cells[p] = *value != '\0' ? value : pk_screen_word(page->screen, PK_SAY_CELLS_VALUE_WRITTEN);
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
    const char *cells[PK_GRID_COLUMNS] = {NULL, pk_screen_word(page->screen, PK_SAY_CELLS_WRITTEN)};
    const int values = page->sweep->npath > PATHS_MOST ? 1 : page->sweep->npath;
    cells[1 + values] = figure(page, s->mean, s->p05, s->p95, false);
    pk_grid_add(grid, PK_STYLE_FAINT, cells);
}

static const char *path_words(page_t *page, int path)
{
    return page->screen->language == PK_ENGLISH ? page->sweep->paths[path] : pk_sweep_label(page->sweep, path);
}

static pk_grid_t grid_of(page_t *page)
{
    const pk_sweep_t *sweep = page->sweep;
    pk_grid_column_t columns[PK_GRID_COLUMNS + 1] = {
        {.head = pk_screen_word(page->screen, PK_SAY_CELLS_CELL), .align = PK_ALIGN_RIGHT}};
    int at = 1;
    if (sweep->npath > PATHS_MOST) {
        columns[at++] =
            (pk_grid_column_t){.head = pk_screen_word(page->screen, PK_SAY_CELLS_VALUES), .most = VALUES_MOST};
    }
    for (int p = 0; sweep->npath <= PATHS_MOST && p < sweep->npath; p++) {
        const char *path = pk_text_harmless(path_words(page, p), false, &page->arena);
        columns[at++] = (pk_grid_column_t){.head = pk_text_wrap(path, 0, 16, &page->arena), .most = VALUES_MOST / 2};
    }
    const char *label = pk_text_harmless(pk_screen_label(page->screen, page->kpi), false, &page->arena);
    const char *head = pk_arena_format(&page->arena, "%s%s%s", pk_text_wrap(label, 0, 14, &page->arena),
                                       *page->unit != '\0' ? "\n" : "", page->unit);
    columns[at++] = (pk_grid_column_t){.head = head, .align = PK_ALIGN_RIGHT};
    columns[at++] =
        (pk_grid_column_t){.head = pk_screen_word(page->screen, PK_SAY_CELLS_AGAINST_HEAD), .align = PK_ALIGN_RIGHT};
    columns[at++] =
        (pk_grid_column_t){.head = pk_screen_word(page->screen, PK_SAY_CELLS_INTERVAL_HEAD), .align = PK_ALIGN_RIGHT};
    columns[at] =
        (pk_grid_column_t){.head = pk_screen_word(page->screen, PK_SAY_CELLS_CHANCE_HEAD), .align = PK_ALIGN_RIGHT};
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
        const char *more = pk_screen_count(page->screen, (double)(count - ROWS_MOST), &page->arena);
        pk_screen_say(page->screen, PK_STYLE_FAINT, PK_SCREEN_TEXT(page, PK_SAY_CELLS_MORE, more, "sweep.csv"));
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
    return PK_SCREEN_TEXT(page, page->kpi->lower_is_better ? PK_SAY_LOWEST : PK_SAY_HIGHEST, kpi_words(page));
}

static const char *with_unit(page_t *page, const char *text)
{
    return pk_screen_with_unit(page->screen, text, page->unit, &page->arena);
}

/* "+12,400 EUR against the plan as it is written (90% interval …), better in 97% of the draws" */
static const char *against(page_t *page, const pk_sweep_kpi_t *one)
{
    const pk_screen_t *screen = page->screen;
    const char *text = with_unit(page, figure(page, one->diff_mean, one->diff_p05, one->diff_p95, true));
    if (one->diff_mean == 0 && one->exact != 0) {
        return pk_screen_word(screen, PK_SAY_CELLS_SAME);
    }
    text = PK_SCREEN_TEXT(page, one->exact != 0 ? PK_SAY_CELLS_AGAINST_EXACT : PK_SAY_CELLS_AGAINST, text);
    if (one->exact == 0 && page->sweep->best.runs > 1) {
        const char *between = PK_SCREEN_TEXT(page, PK_SAY_INTERVAL_LONG, interval(page, one));
        text = pk_arena_format(&page->arena, "%s (%s)", text, between);
    }
    if (one->runs_needed > 0) {
        return PK_SCREEN_TEXT(page, PK_SAY_CELLS_THE_TWO, text,
                              pk_screen_untold(screen, page->sweep->best.runs, one->runs_needed, &page->arena));
    }
    return one->draws <= 1
               ? text
               : PK_SCREEN_TEXT(page, PK_SAY_CELLS_BETTER, text,
                                pk_screen_chance_words(screen, one->p_better, (long)one->draws, &page->arena));
}

/* What the shared runs and the expected engine say of it, where that is something else. */
static const char *beside(page_t *page, const pk_sweep_kpi_t *fresh, const pk_sweep_kpi_t *shared)
{
    const pk_result_t *r = &page->sweep->baseline;
    const double higher = (page->kpi->lower_is_better ? -1 : 1) * (shared->diff_mean - fresh->diff_mean);
    const char *text =
        PK_SCREEN_TEXT(page, higher > 0 ? PK_SAY_CELLS_SHARED_LUCK : PK_SAY_CELLS_SHARED,
                       with_unit(page, figure(page, shared->diff_mean, shared->diff_p05, shared->diff_p95, true)));
    text = page->sweep->ncell > 1 && shared->diff_mean != fresh->diff_mean ? text : "";
    if (r->feedback && strcmp(r->engine, "expected") != 0 && isfinite(fresh->expected)) {
        const char *expected = with_unit(page, figure(page, fresh->expected, fresh->diff_p05, fresh->diff_p95, true));
        text = pk_arena_format(&page->arena, "%s %s", text, PK_SCREEN_TEXT(page, PK_SAY_SWEEP_EXPECTED, expected));
    }
    return text;
}

static const char *near_text(page_t *page)
{
    const long near = page->sweep->best.near;
    return near == 0
               ? ""
               : pk_screen_counted(page->screen, (double)near, PK_SAY_CELLS_NEAR_ONE, PK_SAY_CELLS_NEAR, &page->arena);
}

static const char *cell_number(page_t *page, long cell)
{
    return pk_screen_count(page->screen, (double)(cell + 1), &page->arena);
}

static const char *sentence(page_t *page)
{
    const pk_sweep_best_t *best = &page->sweep->best;
    pk_arena_t *arena = &page->arena;
    const char *text = PK_SCREEN_TEXT(page, best->is_written ? PK_SAY_CELLS_NO_ONE_WITH : PK_SAY_CELLS_ONE_WITH,
                                      superlative(page), cell_number(page, best->cell), cell_words(page, best->cell));
    if (best->fresh.kpis == NULL) {
        const char *why =
            best->fresh.fault != NULL ? best->fresh.fault : pk_screen_word(page->screen, PK_SAY_CELLS_THEY_FAIL);
        return pk_arena_format(arena, "%s %s", text, PK_SCREEN_TEXT(page, PK_SAY_CELLS_NO_FRESH, why));
    }
    const pk_sweep_kpi_t *fresh = &best->fresh.kpis[best->kpi];
    const pk_sweep_kpi_t *shared = pk_sweep_kpi(page->sweep, best->cell, best->kpi);
    const char *runs =
        pk_screen_counted(page->screen, (double)best->runs, PK_SAY_CELLS_FRESH_RUN, PK_SAY_CELLS_FRESH_RUNS, arena);
    const char *makes =
        PK_SCREEN_TEXT(page, PK_SAY_CELLS_FRESH, runs,
                       with_unit(page, figure(page, fresh->mean, fresh->p05, fresh->p95, false)), against(page, fresh));
    return pk_arena_format(arena, "%s %s%s%s", text, makes, beside(page, fresh, shared), near_text(page));
}

/* ---- the verdict ---- */

/* "2,510 EUR", in three digits. */
static const char *short_amount(page_t *page, double value, bool with_sign)
{
    const double shown = page->scale * value, grain = pk_grain_short(shown);
    const char *text = with_sign ? pk_figure_signed(shown, grain, &page->arena) : pk_figure_short(shown, &page->arena);
    text = pk_arena_format(&page->arena, "%s%s", text, page->sign);
    return with_unit(page, pk_screen_figure(page->screen, text, &page->arena));
}

static const char *better_text(page_t *page, const pk_sweep_kpi_t *fresh)
{
    return fresh->runs_needed > 0 || fresh->draws <= 1
               ? ""
               : PK_SCREEN_TEXT(
                     page, PK_SAY_SCREEN_BETTER_IN,
                     pk_screen_chance_words(page->screen, fresh->p_better, (long)fresh->draws, &page->arena));
}

/* What to do, in the first sentence; NULL where the best cell has no fresh runs. */
static const char *verdict_text(page_t *page)
{
    const pk_sweep_best_t *best = &page->sweep->best;
    if (best->fresh.kpis == NULL || isnan(best->price)) {
        return NULL;
    }
    const pk_sweep_kpi_t *fresh = &best->fresh.kpis[best->kpi];
    const char *cell =
        PK_SCREEN_TEXT(page, PK_SAY_CELLS_NAME, cell_number(page, best->cell), cell_words(page, best->cell));
    const char *gain = PK_SCREEN_TEXT(page, PK_SAY_SCREEN_GAIN, short_amount(page, fresh->gain, true), kpi_words(page));
    const char *price = short_amount(page, best->price, false);
    switch (best->verdict) {
    case PK_VERDICT_DO:
        return PK_SCREEN_TEXT(page, PK_SAY_CELLS_DO, cell, gain, better_text(page, fresh), price);
    case PK_VERDICT_FIND_OUT:
        return PK_SCREEN_TEXT(page, PK_SAY_CELLS_FIND_OUT, cell, gain, better_text(page, fresh),
                              short_amount(page, fresh->evpi, false), price);
    default:
        return PK_SCREEN_TEXT(page, PK_SAY_CELLS_KEEP,
                              fresh->gain > 0 ? PK_SCREEN_TEXT(page, PK_SAY_CELLS_KEEP_LUCK, cell, gain)
                                              : pk_screen_word(page->screen, PK_SAY_CELLS_KEEP_NONE),
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
    const pk_screen_t *screen = page->screen;
    pk_arena_t *arena = &page->arena;
    const char *numbers = pk_screen_counted(screen, sweep->npath, PK_SAY_ASKED_NUMBER, PK_SAY_ASKED_NUMBERS, arena);
    const char *text =
        PK_SCREEN_TEXT(page, PK_SAY_CELLS_OF, pk_screen_count(screen, (double)sweep->ncell, arena), numbers);
    if (sweep->reused > 0) {
        const char *reused = pk_screen_count(screen, (double)sweep->reused, arena);
        text = pk_arena_format(arena, "%s%s", text, PK_SCREEN_TEXT(page, PK_SAY_CELLS_REUSED, reused));
    }
    const char *fault = PK_SCREEN_TEXT(page, PK_SAY_CELLS_FAULT, pk_screen_count(screen, (double)sweep->nfault, arena));
    return sweep->nfault > 0 ? pk_arena_format(arena, "%s%s", text, fault) : text;
}

void pk_print_sweep(const pk_sweep_t *sweep, const pk_screen_t *screen)
{
    page_t page = {.sweep = sweep, .screen = screen};
    const pk_result_t *r = &sweep->baseline;
    fprintf(screen->stream, "%s%s%s\n%s\n%s\n\n", pk_style_on(screen, PK_STYLE_STRONG),
            pk_text_harmless(r->title, false, &page.arena), pk_style_off(screen, PK_STYLE_STRONG),
            pk_result_line(r, screen, &page.arena), count_text(&page));
    if (sweep->best.cell < 0) {
        fprintf(screen->stream, "%s\n", pk_screen_word(screen, PK_SAY_SWEEP_NONE));
    } else {
        page.kpi = &r->kpis[sweep->best.kpi];
        page.unit = pk_screen_unit(screen, page.kpi->unit, &page.scale, &page.sign);
        print_verdict(&page);
        print_cells(&page);
        fputc('\n', screen->stream);
        pk_screen_say(screen, PK_STYLE_PLAIN, sentence(&page));
    }
    pk_arena_free(&page.arena);
}
