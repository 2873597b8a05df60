#include "cli/print_result.h"

#include <math.h>
#include <string.h>

#include "cli/print_table.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/actual_words.h"
#include "report/add_up.h"
#include "report/chart.h"
#include "report/figure.h"
#include "report/individual_words.h"
#include "report/local.h"

enum { CHARTS_NAMED = 20 };

/* The same in Finnish. */
static const char *local_line(const pk_result_t *r, const pk_screen_t *screen, pk_arena_t *arena)
{
    const pk_language_t language = screen->language;
    const char *from = r->days != NULL
                           ? pk_local_say(language, arena, PK_SAY_SCREEN_FROM, pk_screen_day(screen, r->days[0], arena))
                           : "";
    return pk_local_say(language, arena, PK_SAY_SCREEN_RUN_LINE, pk_screen_count(screen, r->population, arena),
                        pk_screen_steps(screen, r->nstep, r->step_unit, arena), from,
                        pk_screen_counted(screen, (double)r->nrun, PK_SAY_SCREEN_A_RUN, PK_SAY_SCREEN_RUNS, arena),
                        pk_arena_format(arena, "%llu", (unsigned long long)r->seed), r->engine);
}

const char *pk_result_line(const pk_result_t *r, const pk_screen_t *screen, pk_arena_t *arena)
{
    char start[PK_DATE_TEXT];
    if (screen->language != PK_ENGLISH) {
        return local_line(r, screen, arena);
    }
    pk_result_date(r, 1, start);
    const char *from = *start ? pk_arena_format(arena, " from %s", start) : "";
    return pk_arena_format(arena, "%s customers, %s %s%s%s, %s run%s (seed %llu, %s engine%s%s)",
                           pk_figure(r->population, 1, arena), pk_figure(r->nstep, 1, arena), r->step_unit,
                           r->nstep == 1 ? "" : "s", from, pk_figure(r->nrun, 1, arena), r->nrun == 1 ? "" : "s",
                           r->seed, r->engine, r->engine_why != NULL ? ", for " : "",
                           r->engine_why != NULL ? r->engine_why : "");
}

static void print_title(const pk_result_t *r, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *model = *r->model_title ? pk_arena_format(arena, " · %s", r->model_title) : "";
    fprintf(screen->stream, "%s%s%s%s\n", pk_style_on(screen, PK_STYLE_STRONG),
            pk_text_harmless(r->title, false, arena), pk_style_off(screen, PK_STYLE_STRONG),
            pk_text_harmless(model, false, arena));
    pk_screen_say(screen, PK_STYLE_PLAIN, pk_result_line(r, screen, arena));
    fputc('\n', screen->stream);
}

/* A value with its interval as three cells; one run has no interval. The grains are of what is shown: of the value, and
 * of the interval's ends. */
static void fill_rounded(const pk_summary_t *s, int nrun, const char *unit, double grain, double ends,
                         const char **cells, const pk_screen_t *screen, pk_arena_t *arena)
{
    double scale;
    const char *sign;
    pk_figure_unit(unit, &scale, &sign);
    const double values[] = {s->mean, s->p05, s->p95};
    for (int i = 0; i < 3; i++) {
        const char *figure = pk_figure(scale * values[i], i == 0 ? grain : ends, arena);
        figure = pk_arena_format(arena, "%s%s", figure, isnan(values[i]) ? "" : sign);
        cells[i] = i > 0 && nrun == 1 ? "" : pk_screen_figure(screen, figure, arena);
    }
}

static void fill_cells(const pk_summary_t *s, int nrun, const char *unit, const char **cells, const pk_screen_t *screen,
                       pk_arena_t *arena)
{
    double scale;
    const char *sign;
    pk_figure_unit(unit, &scale, &sign);
    const double grain = pk_grain(scale * s->mean, scale * s->p05, scale * s->p95);
    fill_rounded(s, nrun, unit, grain, grain, cells, screen, arena);
}

static bool is_nothing(const pk_summary_t *s)
{
    return s->mean == 0 && s->p05 == 0 && s->p95 == 0;
}

/* "WHAT: A, B", faint; nothing where no names are. */
static void print_left_out(const char *what, const char *names, const pk_screen_t *screen, pk_arena_t *arena)
{
    if (*names) {
        pk_screen_say(screen, PK_STYLE_FAINT, pk_arena_format(arena, "%s: %s", what, names));
    }
}

static const char *listed(const char *names, const char *name, pk_arena_t *arena)
{
    return pk_arena_format(arena, "%s%s%s", names, *names ? ", " : "", name);
}

static void print_kpis(const pk_result_t *r, const pk_screen_t *screen, pk_arena_t *arena)
{
    const bool one = r->nrun == 1;
    const pk_grid_column_t columns[] = {
        {.head = pk_screen_word(screen, PK_SAY_KPI), .most = 44},
        {.head = pk_screen_word(screen, one ? PK_SAY_SCREEN_ONE_RUN : PK_SAY_SCREEN_MEAN), .align = PK_ALIGN_RIGHT},
        {.head = one ? "" : pk_screen_word(screen, PK_SAY_SCREEN_LOW), .align = PK_ALIGN_RIGHT},
        {.head = one ? "" : pk_screen_word(screen, PK_SAY_SCREEN_HIGH), .align = PK_ALIGN_RIGHT},
        {.head = ""},
        {0}};
    pk_grid_t grid = pk_grid_of(columns, arena);
    const char *nothing = "", *undefined = "";
    int shown[r->nkpi + 1];
    const int count = pk_result_listed(r, shown);
    const pk_money_sum_t money = pk_money_sum_of(r, arena);
    for (int i = 0; i < count; i++) {
        const int k = shown[i];
        const pk_summary_t *summary = &r->kpi[pk_kpi_cell(r, 0, 0, k)];
        const char *label = pk_screen_label(screen, &r->kpis[k]), *cells[5] = {label}, *sign;
        double scale;
        cells[4] = pk_word_unit(screen->language, pk_figure_unit(r->kpis[k].unit, &scale, &sign));
        if (isnan(money.value[k])) {
            fill_cells(summary, r->nrun, r->kpis[k].unit, cells + 1, screen, arena);
        } else {
            const bool exact = summary->p05 == summary->p95;
            const pk_summary_t part = {.mean = money.value[k],
                                       .p05 = exact ? money.value[k] : summary->p05,
                                       .p95 = exact ? money.value[k] : summary->p95};
            fill_rounded(&part, r->nrun, r->kpis[k].unit, money.grain, exact ? money.grain : money.ends, cells + 1,
                         screen, arena);
        }
        if (is_nothing(summary)) {
            nothing = listed(nothing, label, arena);
        } else if (isnan(summary->mean)) {
            undefined = listed(undefined, label, arena);
        } else {
            pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
        }
    }
    pk_grid_print(&grid, 0, screen);
    print_left_out(pk_screen_word(screen, PK_SAY_SCREEN_NOTHING), nothing, screen, arena);
    print_left_out(pk_screen_word(screen, PK_SAY_SCREEN_UNDEFINED), undefined, screen, arena);
}

static void print_stages(const pk_result_t *r, const pk_screen_t *screen, pk_arena_t *arena)
{
    const bool one = r->nrun == 1;
    const pk_grid_column_t columns[] = {
        {.head = pk_screen_word(screen, PK_SAY_SCREEN_BY_STAGE), .most = 44},
        {.head = pk_screen_word(screen, PK_SAY_SCREEN_START), .align = PK_ALIGN_RIGHT},
        {.head = pk_screen_word(screen, PK_SAY_SCREEN_END), .align = PK_ALIGN_RIGHT},
        {.head = one ? "" : pk_screen_word(screen, PK_SAY_SCREEN_LOW), .align = PK_ALIGN_RIGHT},
        {.head = one ? "" : pk_screen_word(screen, PK_SAY_SCREEN_HIGH), .align = PK_ALIGN_RIGHT},
        {0}};
    if (!r->stage_counts) {
        return;
    }
    pk_grid_t grid = pk_grid_of(columns, arena);
    const char *passed = "";
    for (int s = 0; s < r->nstage; s++) {
        if (r->stages[s].instant) {
            passed = listed(passed, r->stages[s].label, arena);
            continue;
        }
        const pk_summary_t *start = &r->stage_counts[pk_stage_cell(r, 0, 0, s)];
        const char *cells[5] = {r->stages[s].label, pk_screen_count(screen, start->mean, arena)};
        fill_cells(&r->stage_counts[pk_stage_cell(r, r->nstep, 0, s)], r->nrun, "customers", cells + 2, screen, arena);
        pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
    }
    fputc('\n', screen->stream);
    pk_grid_print(&grid, 0, screen);
    print_left_out(pk_screen_word(screen, PK_SAY_SCREEN_PASSED), passed, screen, arena);
}

const char *pk_goal_text(const pk_result_t *r, int goal, const pk_screen_t *screen, pk_arena_t *arena)
{
    if (screen->language != PK_ENGLISH) {
        return pk_local_goal(screen->language, r, goal, arena);
    }
    const pk_result_goal_t *g = &r->goals[goal];
    const pk_result_kpi_t *kpi = &r->kpis[g->kpi_index];
    double scale;
    const char *sign, *unit = pk_figure_unit(kpi->unit, &scale, &sign);
    const char *bound = pk_figure(scale * g->bound, pk_grain(scale * g->bound, NAN, NAN), arena);
    bool shown = *unit && !strcasestr(pk_screen_label(screen, kpi), unit);
    const char *by = *g->by ? pk_arena_format(arena, " by %s%s", g->by_step ? "step " : "", g->by) : "";
    char through[PK_DATE_TEXT];
    pk_date_write(g->through_day, through);
    if (*through) {
        by = pk_arena_format(arena, "%s (through %s)", by, through);
    }
    return pk_arena_format(arena, "%s at %s %s%s%s%s%s", pk_screen_label(screen, kpi), g->at_least ? "least" : "most",
                           bound, sign, shown ? " " : "", shown ? unit : "", by);
}

static void print_goals(const pk_result_t *r, const pk_screen_t *screen, pk_arena_t *arena)
{
    const bool one = r->nrun == 1;
    const pk_grid_column_t columns[] = {
        {.head = pk_screen_word(screen, PK_SAY_SCREEN_TARGET), .most = 80},
        {.head = pk_screen_word(screen, one ? PK_SAY_SCREEN_ONE_RUN : PK_SAY_SCREEN_MEAN), .align = PK_ALIGN_RIGHT},
        {.head = one ? "" : pk_screen_word(screen, PK_SAY_SCREEN_MET), .align = PK_ALIGN_RIGHT},
        {0}};
    if (r->ngoal == 0) {
        return;
    }
    pk_grid_t grid = pk_grid_of(columns, arena);
    for (int g = 0; g < r->ngoal; g++) {
        const pk_result_goal_t *goal = &r->goals[g];
        const pk_result_kpi_t *kpi = &r->kpis[goal->kpi_index];
        double scale;
        const char *sign;
        pk_figure_unit(kpi->unit, &scale, &sign);
        const pk_summary_t *summary = &r->kpi[pk_kpi_cell(r, goal->window, 0, goal->kpi_index)];
        double grain = pk_grain(scale * goal->mean, scale * summary->p05, scale * summary->p95);
        const char *mean = pk_arena_format(arena, "%s%s", pk_figure(scale * goal->mean, grain, arena), sign);
        const char *text = pk_goal_text(r, g, screen, arena);
        pk_grid_add(&grid, PK_STYLE_PLAIN,
                    (const char *[]){text, pk_screen_figure(screen, mean, arena),
                                     pk_screen_met(screen, goal->p_met, r->nrun, arena)});
    }
    fputc('\n', screen->stream);
    pk_grid_print(&grid, 0, screen);
}

/* How long purchases take, and what the best customers bring. */
static void print_individuals(const pk_result_t *r, const pk_screen_t *screen, pk_arena_t *arena)
{
    if (r->individuals == NULL) {
        return;
    }
    pk_texts_t texts = {0};
    int first;
    pk_individual_words(r, screen->language, &texts, &first, arena);
    for (int i = 0; i < first; i++) {
        fputs(i == 0 ? "\n" : "", screen->stream);
        pk_screen_say(screen, PK_STYLE_PLAIN, texts.all[i]);
    }
}

/* What was seen beside the runs. */
static void print_actuals(const pk_result_t *r, const pk_screen_t *screen, pk_arena_t *arena)
{
    pk_texts_t texts = {0};
    pk_actual_words(screen->language, r, true, &texts, arena);
    for (int i = 0; i < texts.count; i++) {
        fputs(i == 0 ? "\n" : "", screen->stream);
        pk_screen_say(screen, PK_STYLE_PLAIN, texts.all[i]);
    }
    const char *advice = pk_actual_advice(screen->language, r, arena);
    if (*advice) {
        pk_screen_say(screen, PK_STYLE_FAINT, advice);
    }
}

void pk_print_result(const pk_result_t *r, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    print_title(r, screen, &arena);
    print_kpis(r, screen, &arena);
    print_stages(r, screen, &arena);
    print_goals(r, screen, &arena);
    print_actuals(r, screen, &arena);
    print_individuals(r, screen, &arena);
    pk_arena_free(&arena);
}

void pk_print_places(const char *folder, const char *book, const char *report, const char *const *charts, int ncharts,
                     const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    fprintf(screen->stream, "\n%s %s\n", pk_screen_word(screen, PK_SAY_SCREEN_TABLES),
            pk_text_harmless(folder, false, &arena));
    if (book) {
        fprintf(screen->stream, "%s %s\n", pk_screen_word(screen, PK_SAY_SCREEN_WORKBOOK),
                pk_text_harmless(book, false, &arena));
    }
    if (report) {
        fprintf(screen->stream, "%s %s\n", pk_screen_word(screen, PK_SAY_SCREEN_REPORT),
                pk_text_harmless(report, false, &arena));
    }
    pk_print_charts(charts, ncharts, screen);
    pk_arena_free(&arena);
}

void pk_print_charts(const char *const *charts, int ncharts, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    for (int i = 0; i < ncharts && i < CHARTS_NAMED; i++) {
        fprintf(screen->stream, "%s %s\n", i ? "       " : pk_screen_word(screen, PK_SAY_SCREEN_CHARTS),
                pk_text_harmless(charts[i], false, &arena));
    }
    if (ncharts > CHARTS_NAMED) {
        fprintf(screen->stream, "        %s\n",
                pk_local_say(screen->language, &arena, PK_SAY_SCREEN_MORE_CHARTS,
                             pk_arena_format(&arena, "%d", ncharts - CHARTS_NAMED)));
    }
    pk_arena_free(&arena);
}
