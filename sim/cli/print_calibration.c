#include "cli/print_calibration.h"

#include <math.h>

#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "report/translated.h"

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

static const char *count(page_t *page, double x)
{
    return pk_screen_count(page->screen, x, &page->arena);
}

static const char *counted(page_t *page, double x, pk_saying_t one, pk_saying_t several)
{
    return pk_screen_counted(page->screen, x, one, several, &page->arena);
}

/* With so many decimals; a percentage where `sign` is "%". */
static const char *decimals(page_t *page, double x, int places, const char *sign)
{
    return pk_screen_figure(page->screen, pk_arena_format(&page->arena, "%.*f%s", places, x, sign), &page->arena);
}

static const char *figure(page_t *page, double x)
{
    return isnan(x) ? "–" : pk_screen_short(page->screen, x, &page->arena);
}

static void print_sentences(page_t *page, const char *const *list, pk_style_t style)
{
    for (int k = 0; list != NULL && list[k] != NULL; k++) {
        say(page, style, pk_translated(page->screen->language, list[k], &page->arena));
    }
    if (list != NULL && list[0] != NULL) {
        gap(page);
    }
}

/* ---- head ---- */

static void print_head(page_t *page)
{
    const pk_calibrated_t *of = page->of;
    const char *method = pk_translated(page->screen->language, of->method, &page->arena);
    const char *chains = count(page, of->chains), *draws = count(page, (double)of->draws);
    const char *gradients = count(page, (double)of->gradients);
    const bool one = of->chains == 1;
    say(page, PK_STYLE_STRONG, of->title);
    if (of->converged) {
        say(page, PK_STYLE_GOOD,
            PK_SCREEN_TEXT(page, one ? PK_SAY_FIT_TRUSTED_ONE : PK_SAY_FIT_TRUSTED, chains, draws, method, gradients,
                           counted(page, (double)of->divergences, PK_SAY_FIT_DIVERGENCE, PK_SAY_FIT_DIVERGENCES)));
    } else {
        say(page, PK_STYLE_BAD,
            PK_SCREEN_TEXT(page, one ? PK_SAY_FIT_DOUBTED_ONE : PK_SAY_FIT_DOUBTED, chains, draws, method, gradients));
    }
    print_sentences(page, of->why, PK_STYLE_BAD);
    if (of->why == NULL || of->why[0] == NULL) {
        gap(page);
    }
}

/* ---- numbers ---- */

static const char *decided(page_t *page, const pk_learned_number_t *number)
{
    return isnan(number->prior_mean)
               ? ""
               : pk_screen_word(page->screen, number->untouched                      ? PK_SAY_FIT_UNSEEN
                                              : number->by == PK_LEARNED_BY_PRIOR    ? PK_SAY_FIT_PRIOR
                                              : number->by == PK_LEARNED_IN_CONFLICT ? PK_SAY_FIT_BOTH
                                                                                     : PK_SAY_FIT_DATA);
}

static void print_numbers(page_t *page)
{
    const pk_screen_t *screen = page->screen;
    const pk_grid_column_t columns[] = {{pk_screen_word(screen, PK_SAY_FIT_NUMBER), PK_ALIGN_LEFT, NAME_COLUMNS},
                                        {pk_screen_word(screen, PK_SAY_FIT_ASSUMED), PK_ALIGN_RIGHT, 0},
                                        {pk_screen_word(screen, PK_SAY_FIT_SD), PK_ALIGN_RIGHT, 0},
                                        {pk_screen_word(screen, PK_SAY_FIT_LEARNED), PK_ALIGN_RIGHT, 0},
                                        {pk_screen_word(screen, PK_SAY_FIT_LOW), PK_ALIGN_RIGHT, 0},
                                        {pk_screen_word(screen, PK_SAY_FIT_HIGH), PK_ALIGN_RIGHT, 0},
                                        {"R-hat", PK_ALIGN_RIGHT, 0},
                                        {"ESS", PK_ALIGN_RIGHT, 0},
                                        {pk_screen_word(screen, PK_SAY_FIT_DECIDED), PK_ALIGN_LEFT, 0},
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
                               isnan(n->rhat) ? "–" : decimals(page, n->rhat, 3, ""),
                               isnan(n->ess_bulk) ? "–" : count(page, floor(fmin(n->ess_bulk, n->ess_tail))),
                               n->exactly != NULL ? n->exactly : decided(page, n)};
        pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
    }
    pk_grid_print(&grid, 0, page->screen);
    gap(page);
}

/* ---- what was observed ---- */

static void print_logs(page_t *page)
{
    for (int k = 0; k < page->of->nlog; k++) {
        const pk_learned_log_t *log = &page->of->logs[k];
        const char *lapsed = isnan(log->lapsed)
                                 ? ""
                                 : PK_SCREEN_TEXT(page, PK_SAY_FIT_LAPSED, decimals(page, 100 * log->lapsed, 1, "%"));
        const char *crowded = log->crowded > 0.005
                                  ? PK_SCREEN_TEXT(page, PK_SAY_FIT_CROWDED, decimals(page, 100 * log->crowded, 0, "%"))
                                  : "";
        say(page, PK_STYLE_PLAIN,
            PK_SCREEN_TEXT(page, PK_SAY_FIT_LOG, log->file,
                           counted(page, (double)log->cases, PK_SAY_ASKED_CASE, PK_SAY_ASKED_CASES),
                           counted(page, (double)log->rows, PK_SAY_LOG_ROW, PK_SAY_LOG_ROWS),
                           counted(page, (double)log->moves, PK_SAY_ASKED_MOVE, PK_SAY_ASKED_MOVES), lapsed, crowded));
        for (int i = 0; i < log->nstage; i++) {
            say(page, PK_STYLE_PLAIN,
                PK_SCREEN_TEXT(page, PK_SAY_FIT_REACH, log->stages[i], decimals(page, 100 * log->chain[i], 2, "%"),
                               decimals(page, 100 * log->observed[i], 2, "%")));
        }
    }
    if (page->of->nlog > 0) {
        gap(page);
    }
}

static void print_checks(page_t *page)
{
    const pk_screen_t *screen = page->screen;
    const pk_grid_column_t columns[] = {{pk_screen_word(screen, PK_SAY_FIT_SERIES), PK_ALIGN_LEFT, NAME_COLUMNS},
                                        {"", PK_ALIGN_LEFT, 0},
                                        {pk_screen_word(screen, PK_SAY_FIT_OBSERVED), PK_ALIGN_RIGHT, 0},
                                        {pk_screen_word(screen, PK_SAY_FIT_RUNS_SAY), PK_ALIGN_RIGHT, 0},
                                        {pk_screen_word(screen, PK_SAY_FIT_LOW), PK_ALIGN_RIGHT, 0},
                                        {pk_screen_word(screen, PK_SAY_FIT_HIGH), PK_ALIGN_RIGHT, 0},
                                        {"", PK_ALIGN_LEFT, 0},
                                        {NULL, PK_ALIGN_LEFT, 0}};
    pk_grid_t grid = pk_grid_of(columns, &page->arena);
    for (int k = 0; k < page->of->ncheck; k++) {
        const pk_learned_check_t *c = &page->of->checks[k];
        const bool odd = c->place < 0.01 || c->place > 0.99;
        const char *cells[] = {c->series,
                               pk_translated(screen->language, c->statistic, &page->arena),
                               figure(page, c->observed),
                               figure(page, c->mean),
                               figure(page, c->p05),
                               figure(page, c->p95),
                               odd ? pk_screen_word(screen, PK_SAY_FIT_ODD) : ""};
        pk_grid_add(&grid, odd ? PK_STYLE_WARN : PK_STYLE_PLAIN, cells);
    }
    if (page->of->ncheck > 0) {
        pk_grid_print(&grid, 0, page->screen);
        gap(page);
    }
}

static void print_backtests(page_t *page)
{
    for (int k = 0; k < page->of->nbacktest; k++) {
        const pk_learned_backtest_t *b = &page->of->backtests[k];
        const char *season =
            isnan(b->last_season) ? "" : PK_SCREEN_TEXT(page, PK_SAY_FIT_SEASON, figure(page, b->last_season));
        say(page, PK_STYLE_PLAIN,
            PK_SCREEN_TEXT(page, PK_SAY_FIT_HELD_OUT, b->series, decimals(page, 100 * b->cover90, 0, "%"),
                           count(page, b->values), decimals(page, 100 * b->cover50, 0, "%"), figure(page, b->error),
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
