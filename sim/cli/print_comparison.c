#include "cli/print_comparison.h"

#include <math.h>
#include <string.h>

#include "cli/print_answer.h"
#include "cli/print_dots.h"
#include "cli/print_result.h"
#include "cli/print_table.h"
#include "cli/print_verdict.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/figure.h"
#include "report/payback_words.h"
#include "report/told.h"
#include "result/targets.h"

enum {
    SHOWN_MOST = 8,
    TITLE_LEAST = 32,
    TITLE_MOST = 48,
    ROWS = 4, /* of a scenario */
    HEAD_COLUMNS = 14,
    GOAL_COLUMNS = 17,
    GOALS_MOST = 8,
    GOALS_LISTED = 64
};

/* A KPI that gets a column: large numbers are shown in thousands or millions. */
typedef struct {
    const char *name, *label, *unit;
    double scale, grain; /* the grain of the KPI's own unit */
    const char *sign;    /* "%" or "" */
    bool back;           /* what each unit of spend more brings back: of the difference alone */
} shown_t;

typedef struct {
    const pk_comparison_t *comparison;
    const pk_screen_t *screen;
    pk_arena_t arena;
    shown_t shown[SHOWN_MOST];
    int nshown;
} page_t;

static const pk_result_t *baseline_of(const page_t *page)
{
    return &page->comparison->results[page->comparison->baseline];
}

/* The largest size of a KPI over all scenarios; 0 where it is not there, or nothing. */
static double largest(const page_t *page, const char *name)
{
    double most = 0;
    for (int s = 0; s < page->comparison->nresult; s++) {
        const pk_result_t *r = &page->comparison->results[s];
        int kpi = pk_result_kpi(r, name);
        double mean = kpi < 0 ? 0 : fabs(r->kpi[pk_kpi_cell(r, 0, 0, kpi)].mean);
        most = isfinite(mean) && mean > most ? mean : most;
    }
    return most;
}

static void show(page_t *page, const pk_result_kpi_t *kpi)
{
    double most = largest(page, kpi->name);
    shown_t *shown = &page->shown[page->nshown++];
    *shown = (shown_t){.name = kpi->name,
                       .label = pk_screen_label(page->screen, kpi),
                       .grain = pk_told_grain(page->comparison, kpi->name)};
    shown->unit = pk_screen_unit(page->screen, kpi->unit, &shown->scale, &shown->sign);
    /* two decimals at most: in Finnish 11,960 thousand would be read as 11 960 */
    if (most >= 2e7 && shown->grain >= 1e4) {
        shown->scale /= 1e6;
        shown->unit = PK_SCREEN_TEXT(page, PK_SAY_SCREEN_MILLION, shown->unit);
    } else if (most >= 2e4 && shown->grain >= 10) {
        shown->scale /= 1e3;
        shown->unit = PK_SCREEN_TEXT(page, PK_SAY_SCREEN_THOUSAND, shown->unit);
    }
}

/* Where a scenario spends more or less than the baseline: what that brings back. False: none does. */
static bool show_return(page_t *page)
{
    const pk_difference_t *d = NULL;
    for (int s = 0; s < page->comparison->nresult && d == NULL; s++) {
        d = pk_comparison_return(page->comparison, s);
    }
    if (d != NULL) {
        page->shown[page->nshown++] = (shown_t){.name = d->kpi,
                                                .label = pk_screen_word(page->screen, PK_SAY_RETURN),
                                                .unit = pk_screen_word(page->screen, PK_SAY_SCREEN_PER_SPEND),
                                                .scale = 1,
                                                .sign = "",
                                                .back = true};
    }
    return d != NULL;
}

/* What a planner asks first and is something, the first `room` of them, as they stand in the tables, and the return on
 * what is spent more. */
static void choose_asked(page_t *page, int room)
{
    const pk_result_t *r = baseline_of(page);
    const bool back = show_return(page);
    room -= back && room > 1;
    page->nshown = 0;
    int ranked[r->nkpi + 1], count = 0;
    bool shown[r->nkpi + 1];
    const int among = pk_result_ranked(r, false, ranked);
    memset(shown, 0, sizeof shown);
    for (int i = 0; i < among && count < room; i++) {
        shown[ranked[i]] = largest(page, r->kpis[ranked[i]].name) > 0;
        count += shown[ranked[i]];
    }
    for (int k = 0; k < r->nkpi; k++) {
        if (shown[k]) {
            show(page, &r->kpis[k]);
        }
    }
    show_return(page);
}

/* What the planner has chosen, `room` of them from `first` on; gives how many names that were. */
static int choose_named(page_t *page, int first, int room)
{
    const pk_result_t *r = baseline_of(page);
    int i = first;
    page->nshown = 0;
    for (; i < r->nshow && page->nshown < room; i++) {
        const int k = pk_result_kpi(r, r->show[i]);
        if (k >= 0) {
            show(page, &r->kpis[k]);
        } else if (strcmp(r->show[i], "incremental_return") == 0) {
            show_return(page);
        }
    }
    return i - first;
}

/* "TITLE (baseline)", the title cut where both are too long. */
static const char *baseline_title(page_t *page, int columns)
{
    const char *title = pk_text_harmless(baseline_of(page)->title, false, &page->arena);
    const char *mark = pk_arena_format(&page->arena, " (%s)", pk_screen_word(page->screen, PK_SAY_BASELINE));
    int room = columns - pk_text_width(mark);
    return pk_arena_format(&page->arena, "%s%s", pk_text_cut(title, room, &page->arena), mark);
}

/* With its sign, as the screen's language writes it. */
static const char *figure(page_t *page, const char *text, const char *sign)
{
    return pk_screen_figure(page->screen, pk_arena_format(&page->arena, "%s%s", text, sign), &page->arena);
}

static void add_baseline(page_t *page, int title_columns, pk_grid_t *grid)
{
    const pk_result_t *r = baseline_of(page);
    const char *cells[SHOWN_MOST + 1] = {baseline_title(page, title_columns)};
    for (int k = 0; k < page->nshown; k++) {
        const shown_t *shown = &page->shown[k];
        if (shown->back) {
            cells[k + 1] = "";
            continue;
        }
        const pk_summary_t *s = &r->kpi[pk_kpi_cell(r, 0, 0, pk_result_kpi(r, shown->name))];
        const double grain = shown->scale * pk_grain_shown(shown->grain, (pk_beside_t){s->mean, s->p05, s->p95, false});
        cells[k + 1] = figure(page, pk_figure(shown->scale * s->mean, grain, &page->arena), shown->sign);
    }
    pk_grid_add(grid, PK_STYLE_PLAIN, cells);
}

static const char *interval(page_t *page, const pk_difference_t *d, double scale, double grain)
{
    return d->exact ? pk_screen_word(page->screen, PK_SAY_SCREEN_EXACT)
           : page->comparison->results[d->scenario].nrun == 1
               ? "–"
               : pk_screen_interval(page->screen, scale * d->diff_p05, scale * d->diff_p95, grain, &page->arena);
}

/* The cells of a return on what is spent more. */
static void fill_return(page_t *page, const pk_difference_t *d, const char *cells[ROWS])
{
    pk_arena_t *arena = &page->arena;
    const double grain = pk_told_grain(page->comparison, d->kpi);
    cells[0] = figure(page, pk_figure(d->diff_mean, grain, arena), "");
    cells[1] = interval(page, d, 1, grain);
}

/* The cells of one difference: how much, between what, how surely better; or how many runs would tell. */
static void fill_difference(page_t *page, const shown_t *shown, const pk_difference_t *d, const char *cells[ROWS])
{
    pk_arena_t *arena = &page->arena;
    if (d->diff_mean == 0 && !(d->diff_sd > 0)) {
        cells[0] = pk_screen_word(page->screen, PK_SAY_SCREEN_SAME);
        return;
    }
    const double told = pk_told_difference(page->comparison, d);
    const double grain =
        shown->scale * pk_grain_shown(shown->grain, (pk_beside_t){told, d->diff_p05, d->diff_p95, true});
    cells[0] = figure(page, pk_figure_signed(shown->scale * told, grain, arena), shown->sign);
    bool untold = d->sure.runs_needed > 0;
    cells[1] = interval(page, d, shown->scale, grain);
    cells[2] = untold               ? pk_screen_word(page->screen, PK_SAY_SCREEN_CANNOT_TELL)
               : d->sure.draws == 1 ? "–"
                                    : pk_screen_chance(page->screen, d->sure.better.p, d->sure.draws, arena);
    cells[3] =
        untold && isfinite(d->sure.runs_needed) ? figure(page, pk_figure_runs(d->sure.runs_needed, arena), "") : NULL;
}

static void add_scenario(page_t *page, int scenario, pk_grid_t *grid)
{
    const pk_result_t *r = &page->comparison->results[scenario];
    const char *rows[ROWS][SHOWN_MOST + 1] = {{r->title},
                                              {pk_screen_word(page->screen, PK_SAY_SCREEN_ROW_INTERVAL)},
                                              {pk_screen_word(page->screen, PK_SAY_SCREEN_ROW_CHANCE)},
                                              {pk_screen_word(page->screen, PK_SAY_SCREEN_ROW_RUNS)}};
    bool untold = false;
    for (int k = 0; k < page->nshown; k++) {
        const pk_difference_t *d = pk_comparison_find(page->comparison, scenario, 0, page->shown[k].name);
        const char *cells[ROWS] = {NULL};
        if (page->shown[k].back) {
            d = pk_comparison_return(page->comparison, scenario);
            if (d != NULL) {
                fill_return(page, d, cells);
            }
        } else if (d) {
            fill_difference(page, &page->shown[k], d, cells);
        }
        for (int row = 0; row < ROWS; row++) {
            rows[row][k + 1] = cells[row];
        }
        untold = untold || cells[ROWS - 1];
    }
    pk_grid_gap(grid);
    pk_grid_add(grid, PK_STYLE_PLAIN, rows[0]);
    for (int row = 1; row < (untold ? ROWS : ROWS - 1); row++) {
        pk_grid_add(grid, PK_STYLE_FAINT, rows[row]);
    }
}

/* The label, broken into lines, and the unit below it. */
static const char *kpi_head(page_t *page, const shown_t *shown)
{
    const char *label = pk_text_harmless(shown->label, false, &page->arena);
    return pk_arena_format(&page->arena, "%s%s%s", pk_text_wrap(label, 0, HEAD_COLUMNS, &page->arena),
                           *shown->unit ? "\n" : "", shown->unit);
}

static pk_grid_t build(page_t *page, int title_columns)
{
    pk_grid_column_t columns[SHOWN_MOST + 2] = {
        {.head = pk_screen_word(page->screen, PK_SAY_SCREEN_DIFFERENCE), .most = title_columns}};
    for (int k = 0; k < page->nshown; k++) {
        columns[k + 1] = (pk_grid_column_t){.head = kpi_head(page, &page->shown[k]), .align = PK_ALIGN_RIGHT};
    }
    pk_grid_t grid = pk_grid_of(columns, &page->arena);
    add_baseline(page, title_columns, &grid);
    for (int s = 0; s < page->comparison->nresult; s++) {
        if (s != page->comparison->baseline) {
            add_scenario(page, s, &grid);
        }
    }
    return grid;
}

/* Tries as many KPIs as may fit, then fewer, until the table is no wider than the terminal; titles give way first. Of
 * chosen ones those from *first on, which moves behind them. */
static pk_grid_t fit(page_t *page, int *first)
{
    const bool chosen = baseline_of(page)->nshow > 0;
    for (int room = SHOWN_MOST;; room--) {
        int taken = 0;
        if (chosen) {
            taken = choose_named(page, *first, room);
        } else {
            page->nshown = 0;
            choose_asked(page, room);
        }
        pk_grid_t grid = build(page, TITLE_MOST);
        int over = pk_grid_width(&grid) - page->screen->width;
        if (over > 0) {
            grid = build(page, TITLE_MOST - over > TITLE_LEAST ? TITLE_MOST - over : TITLE_LEAST);
        }
        if (over <= 0 || pk_grid_width(&grid) <= page->screen->width || room <= 1) {
            *first += taken;
            return grid;
        }
    }
}

/* What "cannot tell" in the table means. */
static void print_untold(page_t *page)
{
    const pk_comparison_t *c = page->comparison;
    bool untold = false;
    for (int s = 0; s < c->nresult; s++) {
        for (int k = 0; k < page->nshown; k++) {
            const pk_difference_t *d = pk_comparison_find(c, s, 0, page->shown[k].name);
            untold = untold || (d && d->sure.runs_needed > 0);
        }
    }
    if (untold) {
        const char *runs = c->effort.race != NULL
                               ? pk_screen_word(page->screen, PK_SAY_SCREEN_IN_ITS_RUNS)
                               : pk_screen_counted(page->screen, (double)baseline_of(page)->nrun,
                                                   PK_SAY_SCREEN_IN_ONE_RUN, PK_SAY_SCREEN_IN_RUNS, &page->arena);
        fprintf(page->screen->stream, "\n%s\n",
                pk_text_wrap(PK_SCREEN_TEXT(page, PK_SAY_SCREEN_CANNOT_BE_TOLD, runs), 0, page->screen->width,
                             &page->arena));
    }
}

/* The differences; chosen KPIs that do not stand beside each other in tables below each other, no table of those that
 * are told elsewhere (payback). */
static void print_differences(page_t *page)
{
    int first = 0;
    bool more = false;
    do {
        pk_grid_t grid = fit(page, &first);
        if (page->nshown > 0) {
            fputs(more ? "\n" : "", page->screen->stream);
            pk_grid_print(&grid, 0, page->screen);
            print_untold(page);
            more = true;
        }
    } while (first < baseline_of(page)->nshow);
}

/* The table of targets[0..count-1]: a row a scenario, a column a target. */
static pk_grid_t goal_grid(page_t *page, const pk_target_t *targets, int count)
{
    pk_grid_column_t columns[GOALS_MOST + 2] = {
        {.head = pk_screen_word(page->screen, page->comparison->results->nrun > 1 ? PK_SAY_SCREEN_CHANCE_OF_TARGET
                                                                                  : PK_SAY_SCREEN_TARGET),
         .most = TITLE_LEAST}};
    for (int t = 0; t < count; t++) {
        const char *text = pk_goal_text(targets[t].result, targets[t].goal, page->screen, &page->arena);
        text = pk_text_harmless(text, false, &page->arena);
        columns[t + 1] =
            (pk_grid_column_t){.head = pk_text_wrap(text, 0, GOAL_COLUMNS, &page->arena), .align = PK_ALIGN_RIGHT};
    }
    pk_grid_t grid = pk_grid_of(columns, &page->arena);
    for (int s = 0; s < page->comparison->nresult; s++) {
        const pk_result_t *r = &page->comparison->results[s];
        const char *cells[GOALS_MOST + 1] = {r->title};
        for (int t = 0; t < count; t++) {
            int g = pk_target_find(r, &targets[t]);
            cells[t + 1] = g < 0 ? NULL : pk_screen_met(page->screen, r->goals[g].p_met, r->nrun, &page->arena);
        }
        pk_grid_add(&grid, PK_STYLE_PLAIN, cells);
    }
    return grid;
}

/* As many targets beside each other as there is room for, then the next ones below. */
static void print_goals(page_t *page)
{
    pk_target_t targets[GOALS_LISTED];
    int count = pk_targets_list(page->comparison->results, page->comparison->nresult, targets, GOALS_LISTED);
    for (int first = 0, beside; first < count; first += beside) {
        beside = count - first < GOALS_MOST ? count - first : GOALS_MOST;
        pk_grid_t grid = goal_grid(page, targets + first, beside);
        while (beside > 1 && pk_grid_width(&grid) > page->screen->width) {
            grid = goal_grid(page, targets + first, --beside);
        }
        fputc('\n', page->screen->stream);
        pk_grid_print(&grid, 0, page->screen);
    }
}

/* "Payback: Spring push: week 17 (…)", a line a plan that is behind the baseline at some time. */
static void print_paybacks(page_t *page)
{
    const pk_comparison_t *c = page->comparison;
    const char *before = "\n";
    for (int s = 0; s < c->nresult && pk_result_shows(baseline_of(page), "payback"); s++) {
        const pk_payback_t *payback = pk_comparison_payback(c, s);
        if (payback != NULL && payback->behind > 0) {
            const char *title = pk_text_harmless(c->results[s].title, false, &page->arena);
            const char *text = pk_payback_text(page->screen->language, &c->results[s], payback, &page->arena);
            text = PK_SCREEN_TEXT(page, PK_SAY_SCREEN_PAYBACK, title, text);
            fprintf(page->screen->stream, "%s%s\n", before, pk_text_wrap(text, 0, page->screen->width, &page->arena));
            before = "";
        }
    }
}

/* How far the comparison looks past its horizon, or that it does not. */
static const char *after_text(page_t *page)
{
    const pk_aftermath_told_t *told = &page->comparison->aftermath;
    const pk_screen_t *screen = page->screen;
    const char *steps = pk_screen_steps(screen, told->steps, baseline_of(page)->step_unit, &page->arena);
    if (told->kind == PK_AFTER_TOO_MUCH) {
        const char *draws =
            pk_screen_counted(screen, (double)told->draws, PK_SAY_SCREEN_A_DRAW, PK_SAY_SCREEN_DRAWS, &page->arena);
        return PK_SCREEN_TEXT(page, PK_SAY_SCREEN_AFTER_NOT, steps, draws);
    }
    const char *until = told->said            ? pk_screen_word(screen, PK_SAY_SCREEN_AFTER_SAID)
                        : told->last_year > 0 ? PK_SCREEN_TEXT(page, PK_SAY_SCREEN_AFTER_LAST,
                                                               pk_screen_percent(screen, told->last_year, &page->arena))
                                              : pk_screen_word(screen, PK_SAY_SCREEN_AFTER_LITTLE);
    return PK_SCREEN_TEXT(page, told->kind == PK_AFTER_ASKED ? PK_SAY_SCREEN_AFTER_ASKED : PK_SAY_SCREEN_AFTER_UNASKED,
                          steps, until);
}

static void print_after(page_t *page)
{
    if (page->comparison->aftermath.kind != PK_AFTER_NOT_ASKED) {
        fprintf(page->screen->stream, "\n%s\n", pk_text_wrap(after_text(page), 0, page->screen->width, &page->arena));
    }
}

/* How many runs a plan had, and how many plans had so many. */
static const char *runs_of_race(page_t *page)
{
    const pk_comparison_t *c = page->comparison;
    pk_arena_t *arena = &page->arena;
    const char *text = "";
    long last = 0, all = 0;
    for (int k = 0; k < c->nresult; k++) {
        all += c->results[k].nrun;
    }
    for (;;) { /* from the fewest runs up */
        long runs = 0;
        int plans = 0;
        for (int k = 0; k < c->nresult; k++) {
            const long here = c->results[k].nrun;
            runs = here > last && (runs == 0 || here < runs) ? here : runs;
        }
        for (int k = 0; k < c->nresult; k++) {
            plans += c->results[k].nrun == runs;
        }
        if (runs == 0) {
            break;
        }
        const char *some = PK_SCREEN_TEXT(page, PK_SAY_SCREEN_RACE_PLANS, pk_screen_count(page->screen, plans, arena),
                                          pk_screen_count(page->screen, (double)runs, arena));
        text = pk_arena_format(arena, "%s%s%s", text, last > 0 ? ", " : "", some);
        last = runs;
    }
    return PK_SCREEN_TEXT(page, PK_SAY_SCREEN_RACE, c->effort.race, pk_screen_count(page->screen, (double)all, arena),
                          pk_screen_count(page->screen, (double)c->nresult * baseline_of(page)->nrun, arena), text);
}

/* How many runs it took, where that was not given. */
static void print_effort(page_t *page)
{
    const pk_effort_t *effort = &page->comparison->effort;
    const char *text = effort->race != NULL ? runs_of_race(page) : NULL;
    if (effort->race == NULL && effort->until != NULL) {
        const char *runs = pk_screen_counted(page->screen, (double)baseline_of(page)->nrun, PK_SAY_SCREEN_SINGLE_RUN,
                                             PK_SAY_SCREEN_RUNS, &page->arena);
        text = PK_SCREEN_TEXT(page, PK_SAY_SCREEN_UNTIL, runs, effort->until,
                              pk_screen_short(page->screen, effort->error, &page->arena));
    }
    if (text != NULL) {
        fprintf(page->screen->stream, "%s\n\n", pk_text_wrap(text, 0, page->screen->width, &page->arena));
    }
}

void pk_print_comparison(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    page_t page = {.comparison = comparison, .screen = screen};
    const pk_result_t *baseline = baseline_of(&page);
    pk_print_verdict(comparison, screen);
    fprintf(screen->stream, "%s: %s\n\n",
            PK_SCREEN_TEXT(&page, PK_SAY_SCREEN_SCENARIOS, pk_screen_count(screen, comparison->nresult, &page.arena)),
            pk_result_line(baseline, screen, &page.arena));
    print_effort(&page);
    print_differences(&page);
    print_goals(&page);
    print_paybacks(&page);
    pk_print_dots(comparison, screen);
    pk_print_losses(comparison, screen);
    print_after(&page);
    pk_print_answer(comparison, screen);
    pk_arena_free(&page.arena);
}
