#include "cli/print_comparison.h"

#include <math.h>
#include <string.h>

#include "cli/print_answer.h"
#include "cli/print_dots.h"
#include "cli/print_result.h"
#include "cli/print_table.h"
#include "cli/print_verdict.h"
#include "cli/text.h"
#include "report/chart.h"
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
    *shown =
        (shown_t){.name = kpi->name, .label = pk_kpi_label(kpi), .grain = pk_told_grain(page->comparison, kpi->name)};
    shown->unit = pk_figure_unit(kpi->unit, &shown->scale, &shown->sign);
    if (most >= 2e7) {
        shown->scale /= 1e6;
        shown->unit = pk_arena_format(&page->arena, "million %s", kpi->unit);
    } else if (most >= 2e4) {
        shown->scale /= 1e3;
        shown->unit = pk_arena_format(&page->arena, "1 000 %s", kpi->unit);
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
        page->shown[page->nshown++] = (shown_t){
            .name = d->kpi, .label = d->label, .unit = "per spend more", .scale = 1, .sign = "", .back = true};
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
    const char *title = pk_text_harmless(baseline_of(page)->title, false, &page->arena), *mark = " (baseline)";
    int room = columns - pk_text_width(mark);
    return pk_arena_format(&page->arena, "%s%s", pk_text_cut(title, room, &page->arena), mark);
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
        cells[k + 1] =
            pk_arena_format(&page->arena, "%s%s", pk_figure(shown->scale * s->mean, grain, &page->arena), shown->sign);
    }
    pk_grid_add(grid, PK_STYLE_PLAIN, cells);
}

/* The cells of a return on what is spent more. */
static void fill_return(page_t *page, const pk_difference_t *d, const char *cells[ROWS])
{
    pk_arena_t *arena = &page->arena;
    const double grain = pk_told_grain(page->comparison, d->kpi);
    cells[0] = pk_figure(d->diff_mean, grain, arena);
    cells[1] = d->exact ? "exact"
               : page->comparison->results[d->scenario].nrun == 1
                   ? "–"
                   : pk_figure_interval(d->diff_p05, d->diff_p95, grain, false, arena);
}

/* The cells of one difference: how much, between what, how surely better; or how many runs would tell. */
static void fill_difference(page_t *page, const shown_t *shown, const pk_difference_t *d, const char *cells[ROWS])
{
    pk_arena_t *arena = &page->arena;
    if (d->diff_mean == 0 && !(d->diff_sd > 0)) {
        cells[0] = "same";
        return;
    }
    const double told = pk_difference_told(d), low = shown->scale * d->diff_p05, high = shown->scale * d->diff_p95;
    const double grain =
        shown->scale * pk_grain_shown(shown->grain, (pk_beside_t){told, d->diff_p05, d->diff_p95, true});
    cells[0] = pk_arena_format(arena, "%s%s", pk_figure_signed(shown->scale * told, grain, arena), shown->sign);
    bool untold = d->sure.runs_needed > 0;
    cells[1] = d->exact                                           ? "exact"
               : page->comparison->results[d->scenario].nrun == 1 ? "–"
                                                                  : pk_figure_interval(low, high, grain, false, arena);
    cells[2] = untold               ? "cannot tell"
               : d->sure.draws == 1 ? "–"
                                    : pk_figure_chance(d->sure.better.p, d->sure.draws, arena);
    cells[3] = untold && isfinite(d->sure.runs_needed) ? pk_figure_runs(d->sure.runs_needed, arena) : NULL;
}

static void add_scenario(page_t *page, int scenario, pk_grid_t *grid)
{
    const pk_result_t *r = &page->comparison->results[scenario];
    const char *rows[ROWS][SHOWN_MOST + 1] = {
        {r->title}, {"  90% interval"}, {"  chance to be better"}, {"  about so many runs would"}};
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
    pk_grid_column_t columns[SHOWN_MOST + 2] = {{.head = "Difference from the baseline", .most = title_columns}};
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

/* "1 000 runs", "a single run" */
static const char *runs_text(page_t *page)
{
    const long runs = baseline_of(page)->nrun;
    return runs == 1 ? "a single run"
                     : pk_arena_format(&page->arena, "%s runs", pk_figure((double)runs, 1, &page->arena));
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
        fprintf(page->screen->stream, "\n%s\n",
                pk_text_wrap(pk_arena_format(&page->arena,
                                             "cannot tell: cannot be told apart from the baseline in %s; about as many "
                                             "as stand below would",
                                             c->effort.race != NULL ? "the runs that it had" : runs_text(page)),
                             0, page->screen->width, &page->arena));
    }
}

/* The differences; chosen KPIs that do not stand beside each other in tables below each other. */
static void print_differences(page_t *page)
{
    int first = 0;
    do {
        if (first > 0) {
            fputc('\n', page->screen->stream);
        }
        pk_grid_t grid = fit(page, &first);
        pk_grid_print(&grid, 0, page->screen);
        print_untold(page);
    } while (first < baseline_of(page)->nshow);
}

/* The table of targets[0..count-1]: a row a scenario, a column a target. */
static pk_grid_t goal_grid(page_t *page, const pk_target_t *targets, int count)
{
    pk_grid_column_t columns[GOALS_MOST + 2] = {
        {.head = page->comparison->results->nrun > 1 ? "Chance to meet the target" : "Target", .most = TITLE_LEAST}};
    for (int t = 0; t < count; t++) {
        const char *text = pk_goal_text(targets[t].result, targets[t].goal, &page->arena);
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
            cells[t + 1] = g < 0 ? NULL : pk_figure_met(r->goals[g].p_met, r->nrun, &page->arena);
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
            const char *text = pk_payback_text(PK_ENGLISH, &c->results[s], payback, &page->arena);
            text = pk_arena_format(&page->arena, "payback of %s: %s", title, text);
            fprintf(page->screen->stream, "%s%s\n", before, pk_text_wrap(text, 0, page->screen->width, &page->arena));
            before = "";
        }
    }
}

/* How far the comparison looks past its horizon, or that it does not. */
static const char *after_text(page_t *page)
{
    const pk_aftermath_told_t *told = &page->comparison->aftermath;
    pk_arena_t *arena = &page->arena;
    const char *steps = pk_arena_format(arena, "%s %s%s", pk_figure(told->steps, 1, arena),
                                        baseline_of(page)->step_unit, told->steps == 1 ? "" : "s");
    if (told->kind == PK_AFTER_TOO_MUCH) {
        return pk_arena_format(arena,
                               "What the plans leave behind is not told: up to %s after the horizon, in %s draw%s, are "
                               "more than a fifth of what is run. --after tells it.",
                               steps, pk_figure((double)told->draws, 1, arena), told->draws == 1 ? "" : "s");
    }
    const char *until = told->said ? ", as after_horizon says"
                        : told->last_year > 0
                            ? pk_arena_format(arena, ", the last year of which still brought %s of it",
                                              pk_figure_percent(told->last_year, arena))
                            : ", after which 1% of it is left";
    return pk_arena_format(arena,
                           "Left behind is what comes within %s after the horizon, in which all do what the baseline "
                           "would%s; it is counted %s.",
                           steps, until, told->kind == PK_AFTER_ASKED ? "on request" : "because it is little work");
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
        text = pk_arena_format(&page->arena, "%s%s%d with %s runs", text, last > 0 ? ", " : "", plans,
                               pk_figure((double)runs, 1, &page->arena));
        last = runs;
    }
    return pk_arena_format(&page->arena, "A race by %s, %s runs instead of %s: %s.", c->effort.race,
                           pk_figure((double)all, 1, &page->arena),
                           pk_figure((double)c->nresult * baseline_of(page)->nrun, 1, &page->arena), text);
}

/* How many runs it took, where that was not given. */
static void print_effort(page_t *page)
{
    const pk_effort_t *effort = &page->comparison->effort;
    const char *text =
        effort->race != NULL ? runs_of_race(page)
        : effort->until != NULL
            ? pk_arena_format(&page->arena,
                              "It took %s of each scenario: the error of the difference in %s is %s at most.",
                              runs_text(page), effort->until, pk_figure_short(effort->error, &page->arena))
            : NULL;
    if (text != NULL) {
        fprintf(page->screen->stream, "%s\n\n", pk_text_wrap(text, 0, page->screen->width, &page->arena));
    }
}

void pk_print_comparison(const pk_comparison_t *comparison, const pk_screen_t *screen)
{
    page_t page = {.comparison = comparison, .screen = screen};
    const pk_result_t *baseline = baseline_of(&page);
    pk_print_verdict(comparison, screen);
    fprintf(screen->stream, "%d scenarios: %s\n\n", comparison->nresult, pk_result_line(baseline, &page.arena));
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
