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

/* An amount of the aim with its unit: "+1 240 EUR". */
static const char *gain_text(page_t *page, double gain, double se)
{
    const double s = page->scale, width = 1.645 * (isfinite(se) ? se : 0);
    const double grain = pk_grain(s * gain, s * (gain - width), s * (gain + width));
    return pk_arena_format(&page->arena, "%s%s%s%s", pk_figure_signed(s * gain, grain, &page->arena), page->sign,
                           *page->unit != '\0' ? " " : "", page->unit);
}

static const char *amount(page_t *page, double value)
{
    return isnan(value) ? "" : pk_figure_short(value, &page->arena);
}

/* ---- the verdict ---- */

static void print_verdict(page_t *page)
{
    const pk_best_t *best = page->best;
    static const char *const words[] = {"Keep today's plan", "Do it", "Find out more first"}; /* as pk_verdict_t */
    if (best->least_kpi != NULL) {
        const long runs = best->comparison.results[0].nrun;
        pk_screen_say(
            page->screen, PK_STYLE_STRONG,
            pk_arena_format(&page->arena,
                            "The least spend found that reaches %s of at least %s%s%s in %s of the futures is %s %s: "
                            "it does in %s of %ld fresh ones. Today's plan, with %s %s, does in %s.",
                            best->least_kpi, pk_figure_short(best->at_least, &page->arena),
                            *best->least_by != '\0' ? " by " : "", best->least_by,
                            pk_figure_percent(best->in, &page->arena), pk_figure_short(best->spent, &page->arena),
                            best->currency, pk_figure_chance_words(best->chance, runs, &page->arena), runs,
                            pk_figure_short(best->spent_today, &page->arena), best->currency,
                            pk_figure_chance_words(best->chance_today, runs, &page->arena)));
        return;
    }
    if (best->flat) {
        pk_screen_say(page->screen, PK_STYLE_STRONG,
                      pk_arena_format(&page->arena,
                                      "Keep today's plan: nothing that may be moved changes %s, so the plan is left "
                                      "as it is.",
                                      best->aim));
        return;
    }
    const char *text = pk_arena_format(
        &page->arena, "%s: the best plan found changes %s by %s (error %s), and is better in %s of the draws.",
        words[best->verdict], best->aim_label, gain_text(page, best->corrected, best->corrected_se),
        pk_figure_short(page->scale * best->corrected_se, &page->arena),
        pk_figure_chance_words(best->p_better, best->comparison.results[0].nrun, &page->arena));
    if (isfinite(best->evpi)) {
        text = pk_arena_format(&page->arena, "%s Knowing every assumption before deciding would be worth %s%s%s%s.",
                               text, pk_figure_short(page->scale * best->evpi, &page->arena), page->sign,
                               *page->unit != '\0' ? " " : "", page->unit);
    }
    pk_screen_say(page->screen, PK_STYLE_STRONG, text);
}

static void print_grounds(page_t *page)
{
    const pk_best_t *best = page->best;
    const pk_result_t *r = &best->comparison.results[0];
    const char *text =
        pk_arena_format(&page->arena, "Told by %s paired runs on draws that had no part in the search (seed %llu).",
                        pk_figure((double)r->nrun, 1, &page->arena), r->seed);
    if (r->feedback) {
        text = pk_arena_format(&page->arena,
                               "%s Expected outcomes alone, which leave out how chance and feedback meet, give %s.",
                               text, gain_text(page, best->expected, best->corrected_se));
    }
    const char *aimed =
        isnan(best->aim_at) ? "" : pk_arena_format(&page->arena, "at its quantile %.4g%% ", 100 * best->aim_at);
    if (best->is_checked) {
        text = pk_arena_format(&page->arena, "%s Runs of plans around the best %s.", text,
                               best->rounds > 0 ? "have moved it: the search went over outcomes that they correct"
                                                : "give no reason to move it");
    }
    text = pk_arena_format(
        &page->arena,
        "%s The search, over %ld draws of the assumptions, counts on a gain of %s %sby expected outcomes; %ld "
        "fresh draws give %s.",
        text, best->draws, gain_text(page, best->gain, 0), aimed, best->draws, gain_text(page, best->fresh_gain, 0));
    pk_screen_say(page->screen, PK_STYLE_PLAIN, text);
}

/* ---- the amounts ---- */

static const char *price_text(page_t *page, const pk_best_row_t *row)
{
    if (*row->bound == '\0') {
        return "";
    }
    return isnan(row->price) ? row->bound
                             : pk_arena_format(&page->arena, "%s: %s", row->bound,
                                               pk_figure_signed(row->price, pk_grain_short(row->price), &page->arena));
}

static void add_row(page_t *page, const pk_best_row_t *row, pk_grid_t *grid)
{
    const char *range = isnan(row->least) && isnan(row->most) ? ""
                        : isnan(row->most)  ? pk_arena_format(&page->arena, "%s up", amount(page, row->least))
                        : isnan(row->least) ? pk_arena_format(&page->arena, "up to %s", amount(page, row->most))
                                            : pk_arena_format(&page->arena, "%s to %s", amount(page, row->least),
                                                              amount(page, row->most));
    const char *cells[PK_GRID_COLUMNS] = {
        pk_text_harmless(row->label, false, &page->arena),
        row->period,
        amount(page, row->today),
        pk_arena_format(&page->arena, "%s%s", amount(page, row->best), pk_best_is_beyond(row) ? " *" : ""),
        range,
        isnan(row->marginal) ? "" : pk_figure_short(pk_best_marginal(page->best, row), &page->arena),
        price_text(page, row)};
    pk_grid_add(grid, PK_STYLE_PLAIN, cells);
}

static void print_rows(page_t *page)
{
    const pk_best_t *best = page->best;
    const char *step = best->comparison.results[0].step_unit;
    const pk_grid_column_t columns[] = {{.head = pk_arena_format(&page->arena, "a %s", step), .most = NAME_MOST},
                                        {.head = "period"},
                                        {.head = "today", .align = PK_ALIGN_RIGHT},
                                        {.head = "best", .align = PK_ALIGN_RIGHT},
                                        {.head = "may be", .align = PK_ALIGN_RIGHT},
                                        {.head = "one more\nbrings", .align = PK_ALIGN_RIGHT},
                                        {.head = "stands at, and what\none more on it brings"},
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
                      pk_arena_format(&page->arena, "%d more rows are in optimum.csv", amounts - shown));
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
                      pk_arena_format(&page->arena,
                                      "%s %s of the budget are left: one more spent anywhere within the bounds would "
                                      "not make %s better.",
                                      pk_figure_short(left, &page->arena), best->currency, best->aim));
    }
}

static void print_beyond(page_t *page)
{
    const pk_best_t *best = page->best;
    for (int i = 0; i < best->nrow; i++) {
        if (pk_best_is_beyond(&best->rows[i])) {
            pk_screen_say(page->screen, PK_STYLE_PLAIN,
                          "* more than the plan or the model has seen spent on it in a step: its response there is an "
                          "assumption, not experience.");
            return;
        }
    }
}

void pk_print_best(const pk_best_t *best, const pk_screen_t *screen)
{
    page_t page = {.best = best, .screen = screen};
    page.unit = pk_figure_unit(best->unit, &page.scale, &page.sign);
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
