#include "cli/print_calibration.h"

#include <math.h>

#include "cli/print_table.h"
#include "report/figure.h"

enum { NAME_COLUMNS = 48, VALUES_MOST = 12 };

typedef struct {
    const pk_calibrated_t *of;
    const pk_screen_t *screen;
    pk_arena_t arena;
} page_t;

static void say(page_t *page, pk_style_t style, const char *text)
{
    pk_screen_say(page->screen, style, text);
}

static void gap(page_t *page)
{
    fputc('\n', page->screen->stream);
}

static const char *figure(page_t *page, double x)
{
    return isnan(x) ? "–" : pk_figure_short(x, &page->arena);
}

static void print_sentences(page_t *page, const char *const *list, pk_style_t style)
{
    for (int k = 0; list != NULL && list[k] != NULL; k++) {
        say(page, style, list[k]);
    }
    if (list != NULL && list[0] != NULL) {
        gap(page);
    }
}

/* ---- head ---- */

static void print_head(page_t *page)
{
    const pk_calibrated_t *of = page->of;
    pk_arena_t *arena = &page->arena;
    say(page, PK_STYLE_STRONG, of->title);
    if (of->converged) {
        say(page, PK_STYLE_GOOD,
            pk_arena_format(arena,
                            "The fit can be trusted: %d chains of %s draws agree (%s, %s gradients, %ld divergences).",
                            of->chains, pk_figure((double)of->draws, 1, arena), of->method,
                            pk_figure((double)of->gradients, 1, arena), of->divergences));
    } else {
        say(page, PK_STYLE_BAD,
            pk_arena_format(arena, "The fit cannot be trusted (%d chains of %s draws, %s, %s gradients):", of->chains,
                            pk_figure((double)of->draws, 1, arena), of->method,
                            pk_figure((double)of->gradients, 1, arena)));
    }
    print_sentences(page, of->why, PK_STYLE_BAD);
    if (of->why == NULL || of->why[0] == NULL) {
        gap(page);
    }
}

/* ---- numbers ---- */

static const char *decided(const pk_learned_number_t *number)
{
    return isnan(number->prior_mean)              ? ""
           : number->untouched                    ? "not looked at"
           : number->by == PK_LEARNED_BY_PRIOR    ? "the assumption"
           : number->by == PK_LEARNED_IN_CONFLICT ? "both, apart"
                                                  : "the data";
}

static void print_numbers(page_t *page)
{
    static const pk_grid_column_t columns[] = {{"Number", PK_ALIGN_LEFT, NAME_COLUMNS},
                                               {"assumed\nmean", PK_ALIGN_RIGHT, 0},
                                               {"\nsd", PK_ALIGN_RIGHT, 0},
                                               {"learned\nmean", PK_ALIGN_RIGHT, 0},
                                               {"90% from", PK_ALIGN_RIGHT, 0},
                                               {"to", PK_ALIGN_RIGHT, 0},
                                               {"R-hat", PK_ALIGN_RIGHT, 0},
                                               {"ESS", PK_ALIGN_RIGHT, 0},
                                               {"decided by", PK_ALIGN_LEFT, 0},
                                               {NULL, PK_ALIGN_LEFT, 0}};
    pk_grid_t grid = pk_grid_of(columns, &page->arena);
    for (int k = 0; k < page->of->nnumber; k++) {
        const pk_learned_number_t *n = &page->of->numbers[k];
        const char *cells[] = {n->path,
                               figure(page, n->prior_mean),
                               figure(page, n->prior_sd),
                               figure(page, n->mean),
                               figure(page, n->p05),
                               figure(page, n->p95),
                               isnan(n->rhat) ? "–" : pk_arena_format(&page->arena, "%.3f", n->rhat),
                               isnan(n->ess_bulk) ? "–"
                                                  : pk_figure(floor(fmin(n->ess_bulk, n->ess_tail)), 1, &page->arena),
                               n->exactly != NULL ? n->exactly : decided(n)};
        pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
    }
    pk_grid_print(&grid, 0, page->screen);
    gap(page);
}

/* ---- what was observed ---- */

static void print_logs(page_t *page)
{
    pk_arena_t *arena = &page->arena;
    for (int k = 0; k < page->of->nlog; k++) {
        const pk_learned_log_t *log = &page->of->logs[k];
        const char *lapsed =
            isnan(log->lapsed)
                ? ""
                : pk_arena_format(arena, " %.1f%% of the gaps are longer than the lapse.", 100 * log->lapsed);
        const char *crowded = log->crowded > 0.005
                                  ? pk_arena_format(arena, " %.0f%% move twice within a step: choose a shorter step:.",
                                                    100 * log->crowded)
                                  : "";
        say(page, PK_STYLE_PLAIN,
            pk_arena_format(arena, "%s: %s cases, %s rows, %s moves.%s%s", log->file,
                            pk_figure((double)log->cases, 1, arena), pk_figure((double)log->rows, 1, arena),
                            pk_figure((double)log->moves, 1, arena), lapsed, crowded));
        for (int i = 0; i < log->nstage; i++) {
            say(page, PK_STYLE_PLAIN,
                pk_arena_format(arena, "  reach %s before the end: %.2f%% by the chain, %.2f%% observed",
                                log->stages[i], 100 * log->chain[i], 100 * log->observed[i]));
        }
    }
    if (page->of->nlog > 0) {
        gap(page);
    }
}

static void print_checks(page_t *page)
{
    static const pk_grid_column_t columns[] = {{"Series", PK_ALIGN_LEFT, NAME_COLUMNS},
                                               {"", PK_ALIGN_LEFT, 0},
                                               {"observed", PK_ALIGN_RIGHT, 0},
                                               {"runs say", PK_ALIGN_RIGHT, 0},
                                               {"90% from", PK_ALIGN_RIGHT, 0},
                                               {"to", PK_ALIGN_RIGHT, 0},
                                               {"", PK_ALIGN_LEFT, 0},
                                               {NULL, PK_ALIGN_LEFT, 0}};
    pk_grid_t grid = pk_grid_of(columns, &page->arena);
    for (int k = 0; k < page->of->ncheck; k++) {
        const pk_learned_check_t *c = &page->of->checks[k];
        const bool odd = c->place < 0.01 || c->place > 0.99;
        const char *cells[] = {c->series,
                               c->statistic,
                               figure(page, c->observed),
                               figure(page, c->mean),
                               figure(page, c->p05),
                               figure(page, c->p95),
                               odd ? "the model does not bring this" : ""};
        pk_grid_add(&grid, odd ? PK_STYLE_WARN : PK_STYLE_PLAIN, cells);
    }
    if (page->of->ncheck > 0) {
        pk_grid_print(&grid, 0, page->screen);
        gap(page);
    }
}

static void print_backtests(page_t *page)
{
    pk_arena_t *arena = &page->arena;
    for (int k = 0; k < page->of->nbacktest; k++) {
        const pk_learned_backtest_t *b = &page->of->backtests[k];
        const char *season = isnan(b->last_season) ? ""
                                                   : pk_arena_format(arena, ", the same as a year before %s",
                                                                     figure(page, b->last_season));
        say(page, PK_STYLE_PLAIN,
            pk_arena_format(
                arena,
                "Held out, %s: %.0f%% of %d values lie within the 90%% band, %.0f%% within the 50%% band; off by "
                "%s on average, where the same as the last step is off by %s%s.",
                b->series, 100 * b->cover90, b->values, 100 * b->cover50, figure(page, b->error),
                figure(page, b->last_step), season));
    }
    if (page->of->nbacktest > 0) {
        gap(page);
    }
}

void pk_print_calibration(const pk_calibrated_t *calibrated, const pk_screen_t *screen)
{
    page_t page = {.of = calibrated, .screen = screen};
    print_head(&page);
    print_sentences(&page, calibrated->health, PK_STYLE_PLAIN);
    print_logs(&page);
    print_numbers(&page);
    print_sentences(&page, calibrated->found, PK_STYLE_PLAIN);
    print_checks(&page);
    print_backtests(&page);
    pk_arena_free(&page.arena);
}
