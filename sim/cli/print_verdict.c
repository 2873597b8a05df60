#include "cli/print_verdict.h"

#include <math.h>
#include <stdlib.h>

#include "cli/print_result.h"
#include "cli/print_table.h"
#include "cli/text.h"
#include "report/figure.h"
#include "report/left_out.h"
#include "report/local.h"
#include "report/told.h"

enum {
    NAMED_MOST = 6,   /* plans in one sentence */
    LISTED_MOST = 12, /* in the table of losses */
    TITLE_MOST = 48
};

typedef struct {
    const pk_comparison_t *comparison;
    const pk_decision_t *decision;
    const char *label, *unit; /* of the KPI that decides */
    pk_arena_t arena;
} page_t;

static const char *title_of(const page_t *page, int scenario)
{
    return page->comparison->results[scenario].title;
}

static page_t page_of(const pk_comparison_t *c)
{
    page_t page = {.comparison = c, .decision = &c->decision};
    const pk_result_t *r = &c->results[c->baseline];
    const pk_result_kpi_t *kpi = &r->kpis[pk_result_kpi(r, c->answer.kpi)];
    page.label = pk_local_small(pk_kpi_label(kpi), &page.arena);
    page.unit = kpi->unit;
    return page;
}

/* "2 510 EUR", with the digits of its KPI */
static const char *amount_of(page_t *page, const char *kpi, double value, bool with_sign)
{
    double scale;
    const char *sign, *unit = pk_figure_unit(page->unit, &scale, &sign);
    const double grain = scale * pk_told_amount_grain(page->comparison, kpi, value);
    const char *figure = (with_sign ? pk_figure_signed : pk_figure)(scale * value, grain, &page->arena);
    return pk_arena_format(&page->arena, "%s%s%s%s", figure, sign, *unit ? " " : "", unit);
}

static const char *amount(page_t *page, double value, bool with_sign)
{
    return amount_of(page, page->comparison->answer.kpi, value, with_sign);
}

/* "better in 98%" behind `before`, where that can be told. */
static const char *better_words(page_t *page, const pk_sure_t *sure, const char *before)
{
    return sure->runs_needed > 0 || sure->draws <= 1
               ? ""
               : pk_arena_format(&page->arena, "%sbetter in %s", before,
                                 pk_figure_chance_words(sure->better.p, sure->draws, &page->arena));
}

/* " (better in 98%)" */
static const char *better_text(page_t *page)
{
    const char *words = better_words(page, &page->comparison->answer.difference->sure, " (");
    return *words != '\0' ? pk_arena_format(&page->arena, "%s)", words) : "";
}

static const char *gain_text(page_t *page)
{
    const double gain = pk_difference_told(page->comparison->answer.difference);
    return pk_arena_format(&page->arena, "%s in %s", amount(page, gain, true), page->label);
}

static const char *keep_text(page_t *page)
{
    const pk_decision_t *decision = page->decision;
    const char *baseline = title_of(page, page->comparison->baseline);
    return decision->gain > 0
               ? pk_arena_format(
                     &page->arena,
                     "Keep the baseline, %s, for now: that %s is ahead (%s) may be luck. The price of being "
                     "wrong is %s.",
                     baseline, title_of(page, decision->plan), gain_text(page), amount(page, decision->loss, false))
               : pk_arena_format(
                     &page->arena,
                     "Keep the baseline, %s: no other plan has a better %s. The price of being wrong is %s.", baseline,
                     page->label, amount(page, decision->loss, false));
}

static const char *verdict_text(page_t *page)
{
    const pk_decision_t *decision = page->decision;
    const char *plan = title_of(page, decision->plan), *baseline = title_of(page, page->comparison->baseline);
    const char *loss = amount(page, decision->loss, false);
    switch (decision->verdict) {
    case PK_VERDICT_DO:
        return pk_arena_format(&page->arena,
                               "Do it: %s, %s against the baseline, %s%s. The price of being wrong is %s.", plan,
                               gain_text(page), baseline, better_text(page), loss);
    case PK_VERDICT_FIND_OUT:
        return pk_arena_format(
            &page->arena,
            "Find out more first: %s, %s against the baseline, %s%s, brings less than the %s that "
            "knowing the assumptions would be worth. The price of being wrong, if it is done now, is "
            "%s.",
            plan, gain_text(page), baseline, better_text(page), amount(page, decision->evpi, false), loss);
    default:
        return keep_text(page);
    }
}

/* "A, B and C", or "A, B and 5 others". */
static const char *names_text(page_t *page)
{
    const pk_decision_t *decision = page->decision;
    const int named = decision->nnear <= NAMED_MOST ? decision->nnear : NAMED_MOST - 1;
    const char *text = "";
    for (int i = 0; i < named; i++) {
        const char *before = i == 0 ? "" : i + 1 == decision->nnear ? " and " : ", ";
        text = pk_arena_format(&page->arena, "%s%s%s", text, before, title_of(page, decision->near[i]));
    }
    return named == decision->nnear ? text
                                    : pk_arena_format(&page->arena, "%s and %d others", text, decision->nnear - named);
}

/* Plans that differ by less than anybody can care about. */
static const char *near_text(page_t *page)
{
    const pk_decision_t *decision = page->decision;
    if (decision->nnear < 2 || decision->verdict == PK_VERDICT_KEEP) {
        return "";
    }
    return pk_arena_format(&page->arena, " Within 1%% of each other in %s: %s; one of them is the best of all in %s.",
                           page->label, names_text(page),
                           pk_figure_chance_words(decision->near_best, page->comparison->answer.draws, &page->arena));
}

/* What the horizon leaves out: the verdict with what comes after it. */
static const char *past_text(page_t *page)
{
    static const char *const words[] = {[PK_VERDICT_KEEP] = "keep the baseline",
                                        [PK_VERDICT_DO] = "do it",
                                        [PK_VERDICT_FIND_OUT] = "find out more first"};
    const pk_decision_past_t *past = &page->decision->past;
    if (!past->known) {
        return "";
    }
    const pk_sure_t *sure = &pk_comparison_find(page->comparison, past->plan, 0, "profit_and_after")->sure;
    return pk_arena_format(&page->arena,
                           " With what comes after the horizon: %s (%s, %s in present value against the baseline%s).",
                           words[past->verdict], title_of(page, past->plan),
                           amount_of(page, "profit_and_after", past->gain, true), better_words(page, sure, ", "));
}

void pk_print_verdict(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    if (!comparison->decision.known) {
        return;
    }
    page_t page = page_of(comparison);
    const char *left_out = pk_left_out_text(PK_ENGLISH, comparison, !page.decision->past.known, true, &page.arena);
    const char *text =
        pk_arena_format(&page.arena, "%s %s%s%s", verdict_text(&page), left_out, near_text(&page), past_text(&page));
    pk_screen_say(screen, PK_STYLE_STRONG, text);
    fputc('\n', screen->stream);
    pk_arena_free(&page.arena);
}

/* ---- what each plan costs if it is wrong ---- */

typedef struct {
    int scenario;
    double loss, best;
} loss_t;

static int by_loss(const void *a, const void *b)
{
    const loss_t *x = a, *y = b;
    return x->loss < y->loss ? -1 : x->loss > y->loss ? 1 : x->scenario - y->scenario;
}

/* The plans that have the KPI, from the smallest loss up; returns how many. */
static int list_losses(const pk_comparison_t *c, loss_t *list)
{
    int count = 0;
    for (int s = 0; s < c->nresult; s++) {
        const pk_sure_t *sure = pk_comparison_sure(c, s, c->answer.kpi);
        if (sure != NULL && !isnan(sure->loss)) {
            list[count++] = (loss_t){s, sure->loss, sure->best.p};
        }
    }
    qsort(list, (size_t)count, sizeof *list, by_loss);
    return count;
}

static void print_losses(page_t *page, const loss_t *list, int count, const pk_screen_t *screen)
{
    const pk_comparison_t *c = page->comparison;
    double scale;
    const char *sign, *unit = pk_figure_unit(page->unit, &scale, &sign);
    pk_grid_column_t columns[] = {
        {.head = "The price of being wrong", .most = TITLE_MOST},
        {.head = pk_arena_format(&page->arena, "Expected loss\n%s%s%s", page->label, *unit ? ", " : "", unit),
         .align = PK_ALIGN_RIGHT},
        {.head = "Best of all", .align = PK_ALIGN_RIGHT},
        {0}};
    pk_grid_t grid = pk_grid_of(columns, &page->arena);
    for (int i = 0; i < count && i < LISTED_MOST; i++) {
        const char *title = pk_text_harmless(title_of(page, list[i].scenario), false, &page->arena);
        const char *mark = list[i].scenario == c->baseline ? " (baseline)" : "";
        const int room = TITLE_MOST - pk_text_width(mark);
        const double grain = scale * pk_told_amount_grain(c, c->answer.kpi, list[i].loss);
        const char *cells[] = {
            pk_arena_format(&page->arena, "%s%s", pk_text_cut(title, room, &page->arena), mark),
            pk_arena_format(&page->arena, "%s%s", pk_figure(scale * list[i].loss, grain, &page->arena), sign),
            c->answer.told ? pk_figure_chance(list[i].best, c->answer.draws, &page->arena) : "–"};
        pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
    }
    fputc('\n', screen->stream);
    pk_grid_print(&grid, 0, screen);
    if (count > LISTED_MOST) {
        fprintf(screen->stream, "and %d more in decision.csv\n", count - LISTED_MOST);
    }
}

void pk_print_losses(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    if (!comparison->decision.known) {
        return;
    }
    page_t page = page_of(comparison);
    loss_t *list = PK_ARRAY(&page.arena, loss_t, comparison->nresult);
    const int count = list_losses(comparison, list);
    if (count > 1) {
        print_losses(&page, list, count, screen);
    }
    pk_arena_free(&page.arena);
}
