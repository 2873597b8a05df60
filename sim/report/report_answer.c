/* The answer in a sentence: which is best, and how sure that is. */
#include <math.h>
#include <stdlib.h>

#include "report/figure.h"
#include "report/report_parts.h"

static const pk_result_kpi_t *kpi_of(const pk_result_t *r, const char *name)
{
    return &r->kpis[pk_result_kpi(r, name)];
}

/* "highest profit" */
static const char *superlative(pk_page_t *page, const char *name)
{
    const pk_result_kpi_t *kpi = kpi_of(page->baseline, name);
    const char *label = pk_local_small(pk_chart_kpi_label(page->language, kpi), &page->arena);
    return PK_PAGE_TEXT(page, kpi->lower_is_better ? PK_SAY_LOWEST : PK_SAY_HIGHEST, label);
}

/* "+12,400 EUR" and its interval, of the alternative. */
static pk_local_amount_t difference_of(pk_page_t *page)
{
    return pk_page_difference(page, page->answer->difference);
}

static const char *large_first(pk_page_t *page, const char *text)
{
    char *copy = pk_arena_copy(&page->arena, text);
    if (copy[0] >= 'a' && copy[0] <= 'z') {
        copy[0] = (char)(copy[0] - 'a' + 'A');
    }
    return copy;
}

static void write_baseline(pk_page_t *page)
{
    const pk_result_t *r = page->baseline;
    const pk_summary_t *s = pk_page_kpi(r, page->answer->kpi);
    const pk_local_amount_t a = pk_page_mean(page, r, page->answer->kpi);
    const bool one = !(s->p95 > s->p05);
    pk_page_say(page, "p", "answer", one ? PK_SAY_BASELINE_IS_BEST_ONE : PK_SAY_BASELINE_IS_BEST,
                superlative(page, page->answer->kpi), pk_chart_scenario(r),
                pk_local_with_unit(a.value, a.unit, &page->arena), a.interval);
}

static void write_alternative(pk_page_t *page)
{
    const pk_difference_t *d = page->answer->difference;
    const char *what = superlative(page, page->answer->kpi);
    const pk_local_amount_t a = difference_of(page);
    const pk_saying_t saying = d->exact                    ? PK_SAY_BEST_IS_EXACT
                               : d->diff_p95 > d->diff_p05 ? PK_SAY_BEST_IS
                                                           : PK_SAY_BEST_IS_ONE;
    pk_page_say(page, "p", "answer", saying, page->language == PK_FINNISH ? large_first(page, what) : what,
                pk_chart_scenario(&page->results[d->scenario]), pk_local_with_unit(a.value, a.unit, &page->arena),
                pk_chart_scenario(page->baseline), a.interval);
}

/* By the probability that the answer holds. */
static pk_saying_t verdict(double p)
{
    static const struct {
        double least;
        pk_saying_t saying;
    } verdicts[] = {{0.95, PK_SAY_VERDICT_CERTAIN}, {0.8, PK_SAY_VERDICT_LIKELY}, {0.6, PK_SAY_VERDICT_SLIGHT}};
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
        if (p >= verdicts[i].least) {
            return verdicts[i].saying;
        }
    }
    return PK_SAY_VERDICT_TOSS;
}

/* The mean of the best is within luck of the baseline's, or the other way round; the better mean first. */
static void write_untold(pk_page_t *page)
{
    const pk_difference_t *d = page->answer->difference;
    const pk_local_amount_t a = difference_of(page);
    pk_page_say(page, "p", "answer", page->answer->best == d->scenario ? PK_SAY_BEST_UNTOLD : PK_SAY_BASELINE_UNTOLD,
                superlative(page, page->answer->kpi), pk_chart_scenario(&page->results[d->scenario]),
                pk_chart_scenario(page->baseline), pk_page_p_better(page, d),
                pk_local_with_unit(a.value, a.unit, &page->arena));
}

static void say(pk_page_t *page, const char *text)
{
    pk_html_text(&page->html, text);
    pk_html_text(&page->html, " ");
}

static const char *chance(pk_page_t *page, double p)
{
    return pk_local_chance_words(page->language, p, page->answer->draws, &page->arena);
}

/* Who is the best of all in the most draws beside the one that has the best mean. */
static void write_rival(pk_page_t *page)
{
    const pk_answer_t *answer = page->answer;
    const pk_sure_t *sure = answer->rival_sure;
    const double p = sure == NULL ? 0 : pk_sure_has_shared(sure) ? sure->alone : sure->best.p;
    if (page->nresult > 2 && p > 0) {
        pk_html_text(&page->html, " ");
        pk_html_text(&page->html, PK_PAGE_TEXT(page, PK_SAY_SURE_RIVAL,
                                               pk_chart_scenario(&page->results[answer->rival]), chance(page, p)));
    }
}

/* "better than the baseline in 97%", and where some draws are equal, in how many; in a sentence of its own. */
static const char *better_sentence(pk_page_t *page, const pk_sure_t *sure)
{
    return pk_sure_has_equals(sure) ? PK_PAGE_TEXT(page, PK_SAY_SURE_EQUAL, chance(page, pk_sure_ahead(sure)),
                                                   chance(page, sure->equal), chance(page, pk_sure_behind(sure)))
                                    : PK_PAGE_TEXT(page, PK_SAY_SURE_BETTER, chance(page, sure->better.p));
}

/* Better than the baseline (`sure`; NULL: it is the baseline), and best of all where that can be told. */
static void write_chances(pk_page_t *page, const pk_sure_t *sure)
{
    const pk_answer_t *answer = page->answer;
    const bool shared = answer->told && pk_sure_has_shared(answer->sure);
    const bool apart = shared || !answer->told || (sure != NULL && pk_sure_has_equals(sure));
    if (sure != NULL && apart) {
        say(page, better_sentence(page, sure));
    }
    if (!answer->told) {
        const char *untold = pk_local_untold(page->language, page->baseline->nrun, answer->runs_needed, &page->arena);
        pk_html_text(&page->html, PK_PAGE_TEXT(page, PK_SAY_SURE_FIRST, untold));
        return;
    }
    const char *all = chance(page, shared ? answer->sure->alone : answer->sure->best.p);
    pk_html_text(&page->html, shared ? PK_PAGE_TEXT(page, PK_SAY_SURE_SHARED, all, chance(page, answer->sure->shared))
                              : sure != NULL && !apart
                                  ? PK_PAGE_TEXT(page, PK_SAY_SURE_BOTH, chance(page, sure->better.p), all)
                                  : PK_PAGE_TEXT(page, PK_SAY_SURE_ALL, all));
    write_rival(page);
}

static void write_certain(pk_page_t *page, const pk_sure_t *sure)
{
    const bool luck = sure != NULL && sure->diff_se > 0;
    const char *runs = pk_local_count(page->language, page->baseline->nrun, &page->arena);
    pk_page_say(page, "p", NULL, luck ? PK_SAY_SURE_CERTAIN : PK_SAY_SURE_NOTHING, runs,
                luck ? chance(page, sure->better.p) : NULL);
}

static void write_sure(pk_page_t *page)
{
    const pk_answer_t *answer = page->answer;
    const pk_sure_t *sure = answer->best == page->comparison->baseline ? NULL : &answer->difference->sure;
    if (!page->results[answer->best].uncertain) {
        write_certain(page, sure);
        return;
    }
    if (page->baseline->nrun == 1) {
        pk_page_say(page, "p", "sure", PK_SAY_SURE_ONE);
        return;
    }
    pk_html_raw(&page->html, "<p class=\"sure\">");
    if (sure != NULL || answer->told) {
        const pk_saying_t saying = sure != NULL && sure->equal > 0.5
                                       ? PK_SAY_VERDICT_EQUAL
                                       : verdict(sure != NULL ? sure->better.p : answer->sure->best.p);
        pk_html_raw(&page->html, "<strong>");
        pk_html_text(&page->html, pk_saying(page->language, saying));
        pk_html_raw(&page->html, ".</strong> ");
    }
    write_chances(page, sure);
    pk_html_raw(&page->html, "</p>\n");
}

static void answer_comparison(pk_page_t *page)
{
    pk_page_verdict(page);
    switch (page->answer->kind) {
    case PK_ANSWER_TIE:
        pk_page_say(page, "p", "answer", PK_SAY_TIE, superlative(page, page->answer->kpi));
        break;
    case PK_ANSWER_UNTOLD:
        write_untold(page);
        break;
    case PK_ANSWER_BEST:
        if (page->answer->best == page->comparison->baseline) {
            write_baseline(page);
        } else {
            write_alternative(page);
        }
        write_sure(page);
        break;
    default:
        pk_page_say(page, "p", "answer", PK_SAY_NO_DIFFERENCE);
    }
}

/* The share of runs that end below 0. */
static double loss_share(const pk_result_t *r)
{
    double *room = pk_heap((size_t)r->nrun, sizeof *room);
    const double *runs = pk_result_runs(r, pk_kpi_cell(r, 0, 0, pk_result_kpi(r, "profit")), room);
    int below = 0;
    for (int run = 0; run < r->nrun; run++) {
        below += runs[run] < 0;
    }
    free(room);
    return (double)below / r->nrun;
}

static void answer_run(pk_page_t *page)
{
    const pk_result_t *r = page->baseline;
    const pk_summary_t *s = pk_page_kpi(r, "profit");
    if (s == NULL || s->mean == 0) {
        pk_page_say(page, "p", "answer", PK_SAY_RUN_NOTHING);
        return;
    }
    const pk_result_kpi_t *kpi = kpi_of(r, "profit");
    const pk_local_amount_t a = pk_page_mean(page, r, "profit");
    if (!(s->p95 > s->p05)) {
        pk_page_say(page, "p", "answer", PK_SAY_RUN_IS_EXACT, pk_chart_kpi_label(page->language, kpi),
                    pk_local_with_unit(a.value, a.unit, &page->arena));
        return;
    }
    pk_page_say(page, "p", "answer", PK_SAY_RUN_IS, pk_chart_kpi_label(page->language, kpi),
                pk_local_with_unit(a.value, a.unit, &page->arena),
                pk_local_count(page->language, r->nrun, &page->arena), a.low,
                pk_local_with_unit(a.high, a.unit, &page->arena));
    if (r->nrun > 1) {
        pk_page_say(page, "p", "sure", PK_SAY_RUN_LOSS,
                    pk_local_chance_words(page->language, loss_share(r), r->nrun, &page->arena));
    }
}

static void write(pk_page_t *page)
{
    if (page->comparison != NULL) {
        answer_comparison(page);
    } else {
        answer_run(page);
    }
}

const pk_section_t pk_section_answer = {.id = "answer", .head = PK_SAY_ANSWER_HEAD, .write = write};
