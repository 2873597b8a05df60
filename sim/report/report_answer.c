/* The answer in a sentence: which is best, and how sure that is. */
#include <math.h>

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

/* "+12,400 EUR" and its interval. */
static pk_local_amount_t difference_of(pk_page_t *page, const pk_difference_t *d)
{
    return pk_local_amount(page->language, d->unit, d->diff_mean, d->diff_p05, d->diff_p95, true, &page->arena);
}

static const char *large_first(pk_page_t *page, const char *text)
{
    char *copy = pk_arena_copy(&page->arena, text);
    if (copy[0] >= 'a' && copy[0] <= 'z') {
        copy[0] = (char)(copy[0] - 'a' + 'A');
    }
    return copy;
}

static void write_best(pk_page_t *page)
{
    const pk_best_t *best = &page->best;
    const pk_result_t *r = &page->results[best->scenario];
    const char *what = superlative(page, best->kpi), *title = pk_chart_scenario(r);
    const bool finnish = page->language == PK_FINNISH;
    if (r == page->baseline) {
        const pk_summary_t *s = pk_page_kpi(r, best->kpi);
        const pk_local_amount_t a =
            pk_local_amount(page->language, kpi_of(r, best->kpi)->unit, s->mean, s->p05, s->p95, false, &page->arena);
        const bool exact = !(s->p95 > s->p05);
        pk_page_say(page, "p", "answer", exact ? PK_SAY_BASELINE_IS_BEST_EXACT : PK_SAY_BASELINE_IS_BEST, what, title,
                    pk_local_with_unit(a.value, a.unit, &page->arena), a.interval);
        return;
    }
    const pk_difference_t *d = pk_comparison_find(page->comparison, best->scenario, 0, best->kpi);
    const pk_local_amount_t a = difference_of(page, d);
    const bool exact = !(d->diff_p95 > d->diff_p05);
    pk_page_say(page, "p", "answer", exact ? PK_SAY_BEST_IS_EXACT : PK_SAY_BEST_IS,
                finnish ? large_first(page, what) : what, title, pk_local_with_unit(a.value, a.unit, &page->arena),
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

/* The mean of the best is within luck of the baseline's, or the other way round. */
static void write_untold(pk_page_t *page)
{
    const pk_difference_t *d = page->best.against;
    const char *what = superlative(page, page->best.kpi);
    const pk_local_amount_t a = difference_of(page, d);
    pk_page_say(page, "p", "answer", PK_SAY_BEST_UNTOLD, what, pk_chart_scenario(&page->results[d->scenario]),
                pk_chart_scenario(page->baseline), pk_page_p_better(page, d),
                pk_local_with_unit(a.value, a.unit, &page->arena));
}

static const char *best_chance(pk_page_t *page, int scenario)
{
    return pk_local_chance_words(page->language, page->best.chance[scenario].p, page->best.draws, &page->arena);
}

/* Who is the best of all in the most draws beside the one that has the best mean. */
static void write_rival(pk_page_t *page)
{
    const pk_best_t *best = &page->best;
    int rival = -1;
    for (int i = 0; i < page->nresult; i++) {
        if (i != best->scenario && (rival < 0 || best->chance[i].p > best->chance[rival].p)) {
            rival = i;
        }
    }
    if (page->nresult > 2 && best->chance[rival].p > 0) {
        pk_html_text(&page->html, " ");
        pk_html_text(&page->html, PK_PAGE_TEXT(page, PK_SAY_SURE_RIVAL, pk_chart_scenario(&page->results[rival]),
                                               best_chance(page, rival)));
    }
}

/* Better than the baseline, and best of all where that can be told. */
static void write_chances(pk_page_t *page, const char *better, bool told)
{
    const pk_best_t *best = &page->best;
    const pk_result_t *r = &page->results[best->scenario];
    if (!told && better != NULL) {
        pk_html_text(&page->html, PK_PAGE_TEXT(page, PK_SAY_SURE_BETTER, better));
        pk_html_text(&page->html, " ");
    }
    if (told) {
        const char *all = best_chance(page, best->scenario);
        pk_html_text(&page->html, better != NULL ? PK_PAGE_TEXT(page, PK_SAY_SURE_BOTH, better, all)
                                                 : PK_PAGE_TEXT(page, PK_SAY_SURE_ALL, all));
        write_rival(page);
    } else {
        const double needed = pk_best_runs(best, best->scenario, r->nrun);
        pk_html_text(&page->html, PK_PAGE_TEXT(page, PK_SAY_SURE_FIRST,
                                               pk_local_untold(page->language, r->nrun, needed, &page->arena)));
    }
}

static void write_sure(pk_page_t *page)
{
    const pk_best_t *best = &page->best;
    const pk_result_t *r = &page->results[best->scenario];
    const pk_difference_t *d = r == page->baseline ? NULL : best->against;
    const char *better =
        d == NULL ? NULL : pk_local_chance_words(page->language, d->sure.better.p, d->sure.draws, &page->arena);
    if (!r->uncertain) {
        const bool luck = d != NULL && d->sure.diff_se > 0;
        const char *runs = pk_local_count(page->language, r->nrun, &page->arena);
        pk_page_say(page, "p", NULL, luck ? PK_SAY_SURE_CERTAIN : PK_SAY_SURE_NOTHING, runs, better);
        return;
    }
    const bool told = pk_best_is_told(best, best->scenario);
    pk_html_raw(&page->html, "<p class=\"sure\">");
    if (d != NULL || told) {
        pk_html_raw(&page->html, "<strong>");
        pk_html_text(&page->html,
                     pk_saying(page->language, verdict(d != NULL ? d->sure.better.p : best->chance[best->scenario].p)));
        pk_html_raw(&page->html, ".</strong> ");
    }
    write_chances(page, better, told);
    pk_html_raw(&page->html, "</p>\n");
}

static void answer_comparison(pk_page_t *page)
{
    if (page->best.kpi == NULL) {
        pk_page_say(page, "p", "answer", PK_SAY_NO_DIFFERENCE);
    } else if (page->best.tie) {
        pk_page_say(page, "p", "answer", PK_SAY_TIE, superlative(page, page->best.kpi));
    } else if (page->best.untold) {
        write_untold(page);
    } else {
        write_best(page);
        write_sure(page);
    }
}

/* The share of runs that end below 0. */
static double loss_share(const pk_result_t *r)
{
    const double *runs = &r->kpi_runs[pk_kpi_cell(r, 0, 0, pk_result_kpi(r, "profit")) * r->nrun];
    int below = 0;
    for (int run = 0; run < r->nrun; run++) {
        below += runs[run] < 0;
    }
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
    const pk_local_amount_t a =
        pk_local_amount(page->language, kpi->unit, s->mean, s->p05, s->p95, false, &page->arena);
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
