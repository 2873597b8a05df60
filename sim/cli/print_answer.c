#include "cli/print_answer.h"

#include <math.h>

#include "cli/screen_words.h"
#include "report/figure.h"
#include "report/left_out.h"
#include "report/told.h"

typedef struct {
    const pk_comparison_t *comparison;
    const pk_answer_t *answer;
    const pk_screen_t *screen;
    pk_arena_t arena;
} page_t;

static const pk_result_t *baseline_of(const page_t *page)
{
    return &page->comparison->results[page->comparison->baseline];
}

/* "+12,400 EUR against the baseline (90% interval -3,000 to 28,000)"; an exact difference is said to be. */
static const char *difference_text(page_t *page)
{
    const pk_difference_t *d = page->answer->difference;
    pk_arena_t *arena = &page->arena;
    double scale;
    const char *sign, *unit = pk_screen_unit(page->screen, d->unit, &scale, &sign);
    const double told = scale * pk_told_difference(page->comparison, d), low = scale * d->diff_p05,
                 high = scale * d->diff_p95;
    const double grain = scale * pk_told_difference_grain(page->comparison, d);
    const char *figure = pk_arena_format(arena, "%s%s", pk_figure_signed(told, grain, arena), sign);
    const char *amount = pk_screen_with_unit(page->screen, pk_screen_figure(page->screen, figure, arena), unit, arena);
    const char *text = PK_SCREEN_TEXT(page, d->exact ? PK_SAY_SCREEN_AGAINST_EXACT : PK_SAY_SCREEN_AGAINST, amount);
    return d->exact || baseline_of(page)->nrun == 1
               ? text
               : pk_arena_format(arena, "%s (%s)", text,
                                 PK_SCREEN_TEXT(page, PK_SAY_INTERVAL_LONG,
                                                pk_screen_interval(page->screen, low, high, grain, arena)));
}

/* "highest profit" */
static const char *superlative(page_t *page)
{
    const pk_result_t *r = &page->comparison->results[page->answer->best];
    const pk_result_kpi_t *kpi = &r->kpis[pk_result_kpi(r, page->answer->kpi)];
    return PK_SCREEN_TEXT(page, kpi->lower_is_better ? PK_SAY_LOWEST : PK_SAY_HIGHEST,
                          pk_local_small(pk_screen_label(page->screen, kpi), &page->arena));
}

static const char *untold_text(page_t *page, double needed)
{
    return pk_screen_untold(page->screen, baseline_of(page)->nrun, needed, &page->arena);
}

static const char *chance_text(page_t *page, double p)
{
    return pk_screen_chance_words(page->screen, p, page->answer->draws, &page->arena);
}

/* "better than the baseline in 97%"; where some draws are equal, in how many. */
static const char *better_text(page_t *page, const pk_sure_t *sure)
{
    return pk_sure_has_equals(sure)
               ? PK_SCREEN_TEXT(page, PK_SAY_SCREEN_BETTER_EQUAL, chance_text(page, pk_sure_ahead(sure)),
                                chance_text(page, sure->equal), chance_text(page, pk_sure_behind(sure)))
               : PK_SCREEN_TEXT(page, PK_SAY_SCREEN_BETTER, chance_text(page, sure->better.p));
}

/* "the best of all in 75%"; where others are as good in some draws, in how many. */
static const char *best_of_all_text(page_t *page)
{
    const pk_sure_t *sure = page->answer->sure;
    return pk_sure_has_shared(sure) ? PK_SCREEN_TEXT(page, PK_SAY_SCREEN_BEST_SHARED, chance_text(page, sure->alone),
                                                     chance_text(page, sure->shared))
                                    : PK_SCREEN_TEXT(page, PK_SAY_SCREEN_BEST_OF_ALL, chance_text(page, sure->best.p));
}

/* Without uncertain assumptions; `sure` of the difference, NULL where the best is the baseline. */
static const char *certain_text(page_t *page, const pk_sure_t *sure)
{
    return sure != NULL && sure->diff_se > 0 ? PK_SCREEN_TEXT(page, PK_SAY_SCREEN_CERTAIN, better_text(page, sure))
                                             : pk_screen_word(page->screen, PK_SAY_SURE_NOTHING);
}

/* How sure it is that the best is best. */
static const char *sure_text(page_t *page, const pk_sure_t *sure)
{
    const pk_answer_t *answer = page->answer;
    if (!page->comparison->results[answer->best].uncertain) {
        return certain_text(page, sure);
    }
    if (baseline_of(page)->nrun == 1) {
        return pk_screen_word(page->screen, PK_SAY_SURE_ONE);
    }
    const char *better = sure != NULL ? better_text(page, sure) : NULL;
    if (!answer->told) {
        const char *untold = untold_text(page, answer->runs_needed);
        return sure != NULL ? PK_SCREEN_TEXT(page, PK_SAY_SCREEN_SURE_FIRST, better, untold)
                            : PK_SCREEN_TEXT(page, PK_SAY_SCREEN_SURE_UNTOLD, untold);
    }
    const char *all = best_of_all_text(page);
    if (sure == NULL) {
        return PK_SCREEN_TEXT(page, PK_SAY_SCREEN_SURE_ALL, all);
    }
    const bool equals = pk_sure_has_equals(sure) || pk_sure_has_shared(answer->sure);
    return PK_SCREEN_TEXT(page, equals ? PK_SAY_SCREEN_SURE_APART : PK_SAY_SCREEN_SURE_BOTH, better, all);
}

/* The scenario of the better mean first. */
static const char *both_text(page_t *page)
{
    const pk_answer_t *answer = page->answer;
    const char *baseline = baseline_of(page)->title, *other = page->comparison->results[answer->alternative].title;
    return PK_SCREEN_TEXT(page, answer->best == answer->alternative ? PK_SAY_SCREEN_BOTH : PK_SAY_SCREEN_BOTH_BASELINE,
                          superlative(page), baseline, other, difference_text(page),
                          untold_text(page, answer->difference->sure.runs_needed));
}

static const char *best_text(page_t *page)
{
    const pk_answer_t *answer = page->answer;
    const char *title = page->comparison->results[answer->best].title;
    return answer->best == page->comparison->baseline
               ? PK_SCREEN_TEXT(page, PK_SAY_SCREEN_BEST_BASELINE, superlative(page), title, sure_text(page, NULL))
               : PK_SCREEN_TEXT(page, PK_SAY_SCREEN_BEST, superlative(page), title, difference_text(page),
                                sure_text(page, &answer->difference->sure));
}

static const char *answer_text(page_t *page)
{
    switch (page->answer->kind) {
    case PK_ANSWER_TIE:
        return PK_SCREEN_TEXT(page, PK_SAY_SCREEN_TIE, superlative(page));
    case PK_ANSWER_UNTOLD:
        return both_text(page);
    case PK_ANSWER_BEST:
        return best_text(page);
    default:
        return pk_screen_word(page->screen, PK_SAY_SCREEN_NO_DIFFERENCE);
    }
}

void pk_print_answer(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    page_t page = {.comparison = comparison, .answer = &comparison->answer, .screen = screen};
    fputc('\n', screen->stream);
    const char *left_out = pk_left_out_text(screen->language, comparison, true, true, &page.arena);
    pk_screen_say(screen, PK_STYLE_STRONG,
                  pk_arena_format(&page.arena, "%s%s%s", answer_text(&page), *left_out != '\0' ? " " : "", left_out));
    pk_arena_free(&page.arena);
}
