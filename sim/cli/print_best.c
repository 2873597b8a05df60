#include "cli/print_best.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print_result.h"
#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/best_table.h"
#include "report/figure.h"

enum { ROWS_MOST = 40, NAME_MOST = 28 };

typedef struct {
    const pk_best_t *best;
    const pk_screen_t *screen;
    double scale;
    const char *unit, *sign; /* of the aim */
    pk_arena_t arena;
} page_t;

/* An amount of the aim with its unit: "+1,240 EUR". */
static const char *aim_text(page_t *page, const char *figure)
{
    figure = pk_screen_figure(page->screen, pk_arena_format(&page->arena, "%s%s", figure, page->sign), &page->arena);
    return pk_screen_with_unit(page->screen, figure, page->unit, &page->arena);
}

static const char *gain_text(page_t *page, double gain, double se)
{
    const double s = page->scale, width = 1.645 * (isfinite(se) ? se : 0);
    const double grain = pk_grain(s * gain, s * (gain - width), s * (gain + width));
    return aim_text(page, pk_figure_signed(s * gain, grain, &page->arena));
}

static const char *amount(page_t *page, double value)
{
    return isnan(value) ? "" : pk_screen_short(page->screen, value, &page->arena);
}

static const char *money(page_t *page, double value)
{
    return pk_screen_with_unit(page->screen, amount(page, value), page->best->currency, &page->arena);
}

static const char *aim_label(page_t *page)
{
    const pk_result_t *r = &page->best->comparison.results[0];
    const int kpi = pk_result_kpi(r, page->best->aim);
    return kpi < 0 ? page->best->aim_label : pk_screen_label(page->screen, &r->kpis[kpi]);
}

/* ---- the verdict ---- */

static const char *least_text(page_t *page)
{
    const pk_best_t *best = page->best;
    const pk_screen_t *screen = page->screen;
    const long runs = best->comparison.results[0].nrun;
    const char *by = *best->least_by != '\0' ? PK_SCREEN_TEXT(page, PK_SAY_GOAL_BY, best->least_by) : "";
    const char *found = PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_LEAST, best->least_kpi, amount(page, best->at_least), by,
                                       pk_screen_percent(screen, best->in, &page->arena), money(page, best->spent),
                                       pk_screen_chance_words(screen, best->chance, runs, &page->arena),
                                       pk_screen_count(screen, (double)runs, &page->arena));
    const char *today = PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_LEAST_TODAY, money(page, best->spent_today),
                                       pk_screen_chance_words(screen, best->chance_today, runs, &page->arena));
    return pk_arena_format(&page->arena, "%s %s", found, today);
}

static const char *verdict_text(page_t *page)
{
    static const pk_saying_t words[] = {[PK_VERDICT_KEEP] = PK_SAY_OPTIMUM_KEEP,
                                        [PK_VERDICT_DO] = PK_SAY_OPTIMUM_DO,
                                        [PK_VERDICT_FIND_OUT] = PK_SAY_OPTIMUM_FIND_OUT};
    const pk_best_t *best = page->best;
    const pk_screen_t *screen = page->screen;
    const long runs = best->comparison.results[0].nrun;
    const char *text = PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_VERDICT, pk_screen_word(screen, words[best->verdict]),
                                      aim_label(page), gain_text(page, best->corrected, best->corrected_se),
                                      amount(page, page->scale * best->corrected_se),
                                      pk_screen_chance_words(screen, best->p_better, runs, &page->arena));
    if (isfinite(best->evpi)) {
        const char *evpi = aim_text(page, pk_figure_short(page->scale * best->evpi, &page->arena));
        text = pk_arena_format(&page->arena, "%s %s", text, PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_EVPI, evpi));
    }
    return text;
}

static void print_verdict(page_t *page)
{
    const pk_best_t *best = page->best;
    const char *aim = page->screen->language == PK_ENGLISH ? best->aim : aim_label(page);
    pk_screen_say(page->screen, PK_STYLE_STRONG,
                  best->least_kpi != NULL ? least_text(page)
                  : best->flat            ? PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_FLAT, aim)
                                          : verdict_text(page));
}

static void print_grounds(page_t *page)
{
    const pk_best_t *best = page->best;
    const pk_result_t *r = &best->comparison.results[0];
    const pk_screen_t *screen = page->screen;
    pk_arena_t *arena = &page->arena;
    const char *text = PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_TOLD_BY, pk_screen_count(screen, (double)r->nrun, arena),
                                      pk_arena_format(arena, "%llu", (unsigned long long)r->seed));
    if (r->feedback) {
        const char *expected = gain_text(page, best->expected, best->corrected_se);
        text = pk_arena_format(arena, "%s %s", text, PK_SCREEN_TEXT(page, PK_SAY_SWEEP_EXPECTED, expected));
    }
    const char *percent = pk_screen_figure(screen, pk_arena_format(arena, "%.4g%%", 100 * best->aim_at), arena);
    const char *aimed = isnan(best->aim_at) ? "" : PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_AIMED, percent);
    if (best->is_checked) {
        text =
            pk_arena_format(arena, "%s %s", text,
                            pk_screen_word(screen, best->rounds > 0 ? PK_SAY_OPTIMUM_MOVED : PK_SAY_OPTIMUM_NOT_MOVED));
    }
    const char *search =
        PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_SEARCH, pk_screen_count(screen, (double)best->draws, arena),
                       gain_text(page, best->gain, 0), aimed, gain_text(page, best->fresh_gain, 0));
    pk_screen_say(screen, PK_STYLE_PLAIN, pk_arena_format(arena, "%s %s", text, search));
}

/* ---- the amounts ---- */

/* "least", "most", "fixed" */
static const char *bound_text(page_t *page, const char *bound)
{
    return pk_screen_word(page->screen, strcmp(bound, "least") == 0  ? PK_SAY_OPTIMUM_AT_LEAST
                                        : strcmp(bound, "most") == 0 ? PK_SAY_OPTIMUM_AT_MOST
                                                                     : PK_SAY_OPTIMUM_AT_FIXED);
}

static const char *price_text(page_t *page, const pk_best_row_t *row)
{
    if (*row->bound == '\0') {
        return "";
    }
    const char *bound = bound_text(page, row->bound);
    const char *price = pk_figure_signed(row->price, pk_grain_short(row->price), &page->arena);
    return isnan(row->price)
               ? bound
               : pk_arena_format(&page->arena, "%s: %s", bound, pk_screen_figure(page->screen, price, &page->arena));
}

static const char *range_text(page_t *page, const pk_best_row_t *row)
{
    return isnan(row->least) && isnan(row->most) ? ""
           : isnan(row->most)                    ? PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_UP, amount(page, row->least))
           : isnan(row->least)
               ? PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_UP_TO, amount(page, row->most))
               : PK_SCREEN_TEXT(page, PK_SAY_INTERVAL, amount(page, row->least), amount(page, row->most));
}

static void add_row(page_t *page, const pk_best_row_t *row, pk_grid_t *grid)
{
    const pk_screen_t *screen = page->screen;
    const char *label = strcmp(row->label, "budget") == 0 ? pk_screen_word(screen, PK_SAY_OPTIMUM_BUDGET) : row->label;
    const char *cells[PK_GRID_COLUMNS] = {
        pk_text_harmless(label, false, &page->arena),
        strcmp(row->period, "all") == 0 ? pk_screen_word(screen, PK_SAY_OPTIMUM_ALL) : row->period,
        amount(page, row->today),
        pk_arena_format(&page->arena, "%s%s", amount(page, row->best), pk_best_is_beyond(row) ? " *" : ""),
        range_text(page, row),
        isnan(row->marginal) ? "" : amount(page, pk_best_marginal(page->best, row)),
        price_text(page, row)};
    pk_grid_add(grid, PK_STYLE_PLAIN, cells);
}

static void print_rows(page_t *page)
{
    const pk_best_t *best = page->best;
    const char *step = best->comparison.results[0].step_unit;
    const pk_screen_t *screen = page->screen;
    const pk_grid_column_t columns[] = {
        {.head = PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_A_STEP, pk_screen_step_word(screen, step)), .most = NAME_MOST},
        {.head = pk_screen_word(screen, PK_SAY_OPTIMUM_PERIOD)},
        {.head = pk_screen_word(screen, PK_SAY_OPTIMUM_TODAY), .align = PK_ALIGN_RIGHT},
        {.head = pk_screen_word(screen, PK_SAY_OPTIMUM_BEST), .align = PK_ALIGN_RIGHT},
        {.head = pk_screen_word(screen, PK_SAY_OPTIMUM_MAY_BE), .align = PK_ALIGN_RIGHT},
        {.head = pk_screen_word(screen, PK_SAY_OPTIMUM_ONE_MORE), .align = PK_ALIGN_RIGHT},
        {.head = pk_screen_word(screen, PK_SAY_OPTIMUM_BOUND)},
        {.head = NULL}};
    pk_grid_t grid = pk_grid_of(columns, &page->arena);
    int shown = 0, amounts = 0;
    for (int i = 0; i < best->nrow; i++) {
        const bool is_amount = best->rows[i].kind <= PK_BEST_LEVER;
        amounts += is_amount;
        if (!is_amount || shown < ROWS_MOST) {
            if (best->rows[i].kind == PK_BEST_BUDGET) {
                pk_grid_gap(&grid);
            }
            add_row(page, &best->rows[i], &grid);
            shown += is_amount;
        }
    }
    fputc('\n', page->screen->stream);
    pk_grid_print(&grid, 0, page->screen);
    if (amounts > shown) {
        pk_screen_say(page->screen, PK_STYLE_FAINT,
                      PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_MORE, pk_screen_count(screen, amounts - shown, &page->arena),
                                     "optimum.csv"));
    }
    fputc('\n', page->screen->stream);
}

/* ---- what else is to be said ---- */

static void print_budget(page_t *page)
{
    const pk_best_t *best = page->best;
    const double left = best->budget - best->spent;
    if (!best->exactly && left > 1e-6 * best->budget) {
        pk_screen_say(page->screen, PK_STYLE_PLAIN,
                      PK_SCREEN_TEXT(page, PK_SAY_OPTIMUM_LEFT, money(page, left),
                                     page->screen->language == PK_ENGLISH ? best->aim : aim_label(page)));
    }
}

static void print_beyond(page_t *page)
{
    const pk_best_t *best = page->best;
    for (int i = 0; i < best->nrow; i++) {
        if (pk_best_is_beyond(&best->rows[i])) {
            pk_screen_say(page->screen, PK_STYLE_PLAIN, pk_screen_word(page->screen, PK_SAY_OPTIMUM_BEYOND));
            return;
        }
    }
}

void pk_print_best(const pk_best_t *best, const pk_screen_t *screen)
{
    page_t page = {.best = best, .screen = screen};
    page.unit = pk_screen_unit(screen, best->unit, &page.scale, &page.sign);
    fprintf(screen->stream, "%s%s%s\n%s\n\n", pk_style_on(screen, PK_STYLE_STRONG),
            pk_text_harmless(best->title, false, &page.arena), pk_style_off(screen, PK_STYLE_STRONG),
            pk_result_line(&best->comparison.results[0], screen, &page.arena));
    print_verdict(&page);
    print_rows(&page);
    print_budget(&page);
    print_beyond(&page);
    print_grounds(&page);
    pk_arena_free(&page.arena);
}
