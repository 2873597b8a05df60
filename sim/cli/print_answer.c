#include "cli/print_answer.h"

#include <math.h>

#include "cli/print_result.h"
#include "report/figure.h"
#include "report/left_out.h"
#include "report/local.h"
#include "report/told.h"

typedef struct {
    const pk_comparison_t *comparison;
    const pk_answer_t *answer;
    pk_arena_t arena;
} page_t;

static const pk_result_t *baseline_of(const page_t *page)
{
    return &page->comparison->results[page->comparison->baseline];
}

/* "+12 400 EUR against the baseline (90% interval -3 000 to 28 000)"; an exact difference is said to be. */
static const char *difference_text(page_t *page)
{
    const pk_difference_t *d = page->answer->difference;
    pk_arena_t *arena = &page->arena;
    double scale;
    const char *sign, *unit = pk_figure_unit(d->unit, &scale, &sign);
    const double told = scale * pk_difference_told(d), low = scale * d->diff_p05, high = scale * d->diff_p95;
    const double grain = scale * pk_told_difference_grain(page->comparison, d);
    const char *text = pk_arena_format(arena, "%s%s%s%s%s against the baseline", d->exact ? "exactly " : "",
                                       pk_figure_signed(told, grain, arena), sign, *unit ? " " : "", unit);
    return d->exact || baseline_of(page)->nrun == 1
               ? text
               : pk_arena_format(arena, "%s (90%% interval %s)", text,
                                 pk_figure_interval(low, high, grain, false, arena));
}

/* "highest profit" */
static const char *superlative(page_t *page)
{
    const pk_result_t *r = &page->comparison->results[page->answer->best];
    const pk_result_kpi_t *kpi = &r->kpis[pk_result_kpi(r, page->answer->kpi)];
    return pk_arena_format(&page->arena, "%s %s", kpi->lower_is_better ? "lowest" : "highest",
                           pk_local_small(pk_kpi_label(kpi), &page->arena));
}

static const char *untold_text(page_t *page, double needed)
{
    return pk_figure_untold(baseline_of(page)->nrun, needed, &page->arena);
}

static const char *chance_text(page_t *page, double p)
{
    return pk_figure_chance_words(p, page->answer->draws, &page->arena);
}

/* "better than the baseline in 97%"; where some draws are equal, in how many. */
static const char *better_text(page_t *page, const pk_sure_t *sure)
{
    if (!pk_sure_has_equals(sure)) {
        return pk_arena_format(&page->arena, "better than the baseline in %s", chance_text(page, sure->better.p));
    }
    return pk_arena_format(&page->arena, "better than the baseline in %s, equal to it in %s and worse in %s",
                           chance_text(page, pk_sure_ahead(sure)), chance_text(page, sure->equal),
                           chance_text(page, pk_sure_behind(sure)));
}

/* "the best of all in 75%"; where others are as good in some draws, in how many. */
static const char *best_of_all_text(page_t *page)
{
    const pk_sure_t *sure = page->answer->sure;
    if (!pk_sure_has_shared(sure)) {
        return pk_arena_format(&page->arena, "the best of all in %s", chance_text(page, sure->best.p));
    }
    return pk_arena_format(&page->arena, "alone the best of all in %s and one of several best in %s",
                           chance_text(page, sure->alone), chance_text(page, sure->shared));
}

/* Without uncertain assumptions; `sure` of the difference, NULL where the best is the baseline. */
static const char *certain_text(page_t *page, const pk_sure_t *sure)
{
    return sure != NULL && sure->diff_se > 0
               ? pk_arena_format(&page->arena,
                                 "No assumption is uncertain; by the errors of the means over the runs it is %s.",
                                 better_text(page, sure))
               : "No assumption is uncertain.";
}

/* How sure it is that the best is best. */
static const char *sure_text(page_t *page, const pk_sure_t *sure)
{
    const pk_answer_t *answer = page->answer;
    pk_arena_t *arena = &page->arena;
    if (!page->comparison->results[answer->best].uncertain) {
        return certain_text(page, sure);
    }
    if (baseline_of(page)->nrun == 1) {
        return "A single run does not tell how sure that is.";
    }
    const char *better = sure != NULL ? better_text(page, sure) : NULL;
    if (!answer->told) {
        const char *first = sure != NULL ? pk_arena_format(arena, "it is %s; ", better) : "";
        return pk_arena_format(arena, "In the draws of the assumptions %swhich is the best of all %s.", first,
                               untold_text(page, answer->runs_needed));
    }
    const char *all = best_of_all_text(page);
    if (sure == NULL) {
        return pk_arena_format(arena, "It is %s of the draws of the assumptions.", all);
    }
    const bool equals = pk_sure_has_equals(sure) || pk_sure_has_shared(answer->sure);
    return pk_arena_format(arena, "In the draws of the assumptions it is %s%s%s.", better,
                           equals ? "; it is " : " and ", all);
}

/* The scenario of the better mean first. */
static const char *both_text(page_t *page)
{
    const pk_answer_t *answer = page->answer;
    const char *baseline = baseline_of(page)->title, *other = page->comparison->results[answer->alternative].title;
    const char *untold = untold_text(page, answer->difference->sure.runs_needed);
    return answer->best == answer->alternative
               ? pk_arena_format(&page->arena, "The %s: %s (%s) and the baseline, %s, %s.", superlative(page), other,
                                 difference_text(page), baseline, untold)
               : pk_arena_format(&page->arena, "The %s: the baseline, %s, and %s (%s) %s.", superlative(page), baseline,
                                 other, difference_text(page), untold);
}

static const char *best_text(page_t *page)
{
    const pk_answer_t *answer = page->answer;
    const char *title = page->comparison->results[answer->best].title;
    if (answer->best == page->comparison->baseline) {
        return pk_arena_format(&page->arena, "The %s: the baseline, %s. %s", superlative(page), title,
                               sure_text(page, NULL));
    }
    return pk_arena_format(&page->arena, "The %s: %s, %s. %s", superlative(page), title, difference_text(page),
                           sure_text(page, &answer->difference->sure));
}

static const char *answer_text(page_t *page)
{
    switch (page->answer->kind) {
    case PK_ANSWER_TIE:
        return pk_arena_format(&page->arena, "Several scenarios share the %s; none is best.", superlative(page));
    case PK_ANSWER_UNTOLD:
        return both_text(page);
    case PK_ANSWER_BEST:
        return best_text(page);
    default:
        return "The scenarios do not differ.";
    }
}

void pk_print_answer(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    page_t page = {.comparison = comparison, .answer = &comparison->answer};
    fputc('\n', screen->stream);
    const char *left_out = pk_left_out_text(PK_ENGLISH, comparison, true, true, &page.arena);
    pk_screen_say(screen, PK_STYLE_STRONG,
                  pk_arena_format(&page.arena, "%s%s%s", answer_text(&page), *left_out != '\0' ? " " : "", left_out));
    pk_arena_free(&page.arena);
}
