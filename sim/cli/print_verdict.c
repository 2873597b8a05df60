#include "cli/print_verdict.h"

#include <math.h>
#include <stdlib.h>

#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/figure.h"
#include "report/left_out.h"
#include "report/told.h"

enum {
    NAMED_MOST = 6,   /* plans in one sentence */
    LISTED_MOST = 12, /* in the table of losses */
    TITLE_MOST = 48
};

typedef struct {
    const pk_comparison_t *comparison;
    const pk_decision_t *decision;
    const pk_screen_t *screen;
    const char *label, *unit; /* of the KPI that decides */
    pk_arena_t arena;
} page_t;

static const char *title_of(const page_t *page, int scenario)
{
    return page->comparison->results[scenario].title;
}

static page_t page_of(const pk_comparison_t *c, const pk_screen_t *screen)
{
    page_t page = {.comparison = c, .decision = &c->decision, .screen = screen};
    const pk_result_t *r = &c->results[c->baseline];
    const pk_result_kpi_t *kpi = &r->kpis[pk_result_kpi(r, c->answer.kpi)];
    page.label = pk_local_small(pk_screen_label(screen, kpi), &page.arena);
    page.unit = kpi->unit;
    return page;
}

/* "2,510 EUR", with the digits of its KPI */
static const char *amount_of(page_t *page, const char *kpi, double value, bool with_sign)
{
    double scale;
    const char *sign, *unit = pk_screen_unit(page->screen, page->unit, &scale, &sign);
    const double grain = scale * pk_told_amount_grain(page->comparison, kpi, value);
    const char *figure = (with_sign ? pk_figure_signed : pk_figure)(scale * value, grain, &page->arena);
    figure = pk_screen_figure(page->screen, pk_arena_format(&page->arena, "%s%s", figure, sign), &page->arena);
    return pk_screen_with_unit(page->screen, figure, unit, &page->arena);
}

static const char *amount(page_t *page, double value, bool with_sign)
{
    return amount_of(page, page->comparison->answer.kpi, value, with_sign);
}

/* The saying with "98%", where that can be told. */
static const char *better_words(page_t *page, const pk_sure_t *sure, pk_saying_t saying)
{
    return sure->runs_needed > 0 || sure->draws <= 1
               ? ""
               : PK_SCREEN_TEXT(page, saying,
                                pk_screen_chance_words(page->screen, sure->better.p, sure->draws, &page->arena));
}

static const char *gain_text(page_t *page)
{
    const double gain = pk_difference_told(page->comparison->answer.difference);
    return PK_SCREEN_TEXT(page, PK_SAY_SCREEN_GAIN, amount(page, gain, true), page->label);
}

static const char *keep_text(page_t *page)
{
    const pk_decision_t *decision = page->decision;
    const char *baseline = title_of(page, page->comparison->baseline);
    const char *loss = amount(page, decision->loss, false);
    return decision->gain > 0 ? PK_SCREEN_TEXT(page, PK_SAY_SCREEN_KEEP_LUCK, baseline, title_of(page, decision->plan),
                                               gain_text(page), loss)
                              : PK_SCREEN_TEXT(page, PK_SAY_SCREEN_KEEP, baseline, page->label, loss);
}

static const char *verdict_text(page_t *page)
{
    const pk_decision_t *decision = page->decision;
    const char *plan = title_of(page, decision->plan), *baseline = title_of(page, page->comparison->baseline);
    const char *loss = amount(page, decision->loss, false);
    const char *better = better_words(page, &page->comparison->answer.difference->sure, PK_SAY_SCREEN_BETTER_IN);
    switch (decision->verdict) {
    case PK_VERDICT_DO:
        return PK_SCREEN_TEXT(page, PK_SAY_SCREEN_DO, plan, gain_text(page), baseline, better, loss);
    case PK_VERDICT_FIND_OUT:
        return PK_SCREEN_TEXT(page, PK_SAY_SCREEN_FIND_OUT, plan, gain_text(page), baseline, better,
                              amount(page, decision->evpi, false), loss);
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
        const char *name = title_of(page, decision->near[i]);
        text = i == 0                     ? name
               : i + 1 == decision->nnear ? PK_SCREEN_TEXT(page, PK_SAY_AND, text, name)
                                          : pk_arena_format(&page->arena, "%s, %s", text, name);
    }
    return named == decision->nnear
               ? text
               : PK_SCREEN_TEXT(page, PK_SAY_AND_OTHERS, text,
                                pk_screen_count(page->screen, decision->nnear - named, &page->arena));
}

/* Plans that differ by less than anybody can care about. */
static const char *near_text(page_t *page)
{
    const pk_decision_t *decision = page->decision;
    if (decision->nnear < 2 || decision->verdict == PK_VERDICT_KEEP) {
        return "";
    }
    const long draws = page->comparison->answer.draws;
    const char *chance = pk_screen_chance_words(page->screen, decision->near_best, draws, &page->arena);
    return pk_arena_format(&page->arena, " %s",
                           PK_SCREEN_TEXT(page, PK_SAY_DECIDE_NEAR, page->label, names_text(page), chance));
}

/* What the horizon leaves out: the verdict with what comes after it. */
static const char *past_text(page_t *page)
{
    static const pk_saying_t words[] = {[PK_VERDICT_KEEP] = PK_SAY_DECIDE_PAST_KEEP,
                                        [PK_VERDICT_DO] = PK_SAY_DECIDE_PAST_DO,
                                        [PK_VERDICT_FIND_OUT] = PK_SAY_DECIDE_PAST_FIND_OUT};
    const pk_decision_past_t *past = &page->decision->past;
    if (!past->known) {
        return "";
    }
    const pk_sure_t *sure = &pk_comparison_find(page->comparison, past->plan, 0, "profit_and_after")->sure;
    return PK_SCREEN_TEXT(page, PK_SAY_SCREEN_PAST, pk_screen_word(page->screen, words[past->verdict]),
                          title_of(page, past->plan), amount_of(page, "profit_and_after", past->gain, true),
                          better_words(page, sure, PK_SAY_SCREEN_PAST_BETTER));
}

void pk_print_verdict(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    if (!comparison->decision.known) {
        return;
    }
    page_t page = page_of(comparison, screen);
    const char *left_out =
        pk_left_out_text(screen->language, comparison, !page.decision->past.known, true, &page.arena);
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

static void print_losses(page_t *page, const loss_t *list, int count)
{
    const pk_comparison_t *c = page->comparison;
    const pk_screen_t *screen = page->screen;
    double scale;
    const char *sign, *unit = pk_screen_unit(screen, page->unit, &scale, &sign);
    pk_grid_column_t columns[] = {
        {.head = pk_screen_word(screen, PK_SAY_DECISION_HEAD), .most = TITLE_MOST},
        {.head = pk_arena_format(&page->arena, "%s\n%s%s%s", pk_screen_word(screen, PK_SAY_EXPECTED_LOSS), page->label,
                                 *unit ? ", " : "", unit),
         .align = PK_ALIGN_RIGHT},
        {.head = pk_screen_word(screen, PK_SAY_BEST_OF_ALL), .align = PK_ALIGN_RIGHT},
        {0}};
    const char *baseline = pk_arena_format(&page->arena, " (%s)", pk_screen_word(screen, PK_SAY_BASELINE));
    pk_grid_t grid = pk_grid_of(columns, &page->arena);
    for (int i = 0; i < count && i < LISTED_MOST; i++) {
        const char *title = pk_text_harmless(title_of(page, list[i].scenario), false, &page->arena);
        const char *mark = list[i].scenario == c->baseline ? baseline : "";
        const int room = TITLE_MOST - pk_text_width(mark);
        const double grain = scale * pk_told_amount_grain(c, c->answer.kpi, list[i].loss);
        const char *loss =
            pk_arena_format(&page->arena, "%s%s", pk_figure(scale * list[i].loss, grain, &page->arena), sign);
        const char *cells[] = {pk_arena_format(&page->arena, "%s%s", pk_text_cut(title, room, &page->arena), mark),
                               pk_screen_figure(screen, loss, &page->arena),
                               c->answer.told ? pk_screen_chance(screen, list[i].best, c->answer.draws, &page->arena)
                                              : "–"};
        pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
    }
    fputc('\n', screen->stream);
    pk_grid_print(&grid, 0, screen);
    if (count > LISTED_MOST) {
        fprintf(screen->stream, "%s\n",
                PK_SCREEN_TEXT(page, PK_SAY_SCREEN_MORE_IN, pk_screen_count(screen, count - LISTED_MOST, &page->arena),
                               "decision.csv"));
    }
}

void pk_print_losses(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    if (!comparison->decision.known) {
        return;
    }
    page_t page = page_of(comparison, screen);
    loss_t *list = PK_ARRAY(&page.arena, loss_t, comparison->nresult);
    const int count = list_losses(comparison, list);
    if (count > 1) {
        print_losses(&page, list, count);
    }
    pk_arena_free(&page.arena);
}
