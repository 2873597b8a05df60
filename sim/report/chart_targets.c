/* The chance of meeting each target: a panel a target, a row a scenario (of one scenario: one panel, a row a target).
 */
#include "report/chart.h"

#include <math.h>
#include <string.h>

enum { GOALS = 12 };

static bool is_same(const pk_result_goal_t *a, const pk_result_goal_t *b)
{
    return strcmp(a->kpi, b->kpi) == 0 && strcmp(a->by, b->by) == 0 && a->at_least == b->at_least &&
           a->bound == b->bound;
}

static const pk_result_goal_t *find(const pk_result_t *r, const pk_result_goal_t *goal)
{
    for (int i = 0; i < r->ngoal; i++) {
        if (is_same(&r->goals[i], goal)) {
            return &r->goals[i];
        }
    }
    return NULL;
}

typedef struct {
    const pk_result_goal_t *goal;
    const pk_result_kpi_t *kpi;
} wanted_t;

/* The different targets of all scenarios, in the order of their first mention, GOALS at most. */
static int collect(const pk_chart_source_t *source, wanted_t wanted[GOALS])
{
    const pk_result_t *results;
    int count = 0, nresult = pk_chart_results(source, &results);
    for (int i = 0; i < nresult; i++) {
        for (int g = 0; g < results[i].ngoal; g++) {
            const pk_result_goal_t *goal = &results[i].goals[g];
            int known = 0;
            while (known < count && !is_same(wanted[known].goal, goal)) {
                known++;
            }
            if (known == count && count < GOALS) {
                wanted[count++] = (wanted_t){goal, &results[i].kpis[goal->kpi_index]};
            }
        }
    }
    return count;
}

static bool has_data(const pk_chart_source_t *source)
{
    wanted_t wanted[GOALS];
    return collect(source, wanted) > 0;
}

/* "New customers at least 900, 2027-12-31" */
static const char *describe(const pk_chart_source_t *source, const wanted_t *wanted, pk_arena_t *arena)
{
    const pk_result_goal_t *goal = wanted->goal;
    pk_word_t word = goal->at_least ? PK_WORD_AT_LEAST : PK_WORD_AT_MOST;
    bool whole = goal->bound == floor(goal->bound) && goal->bound >= 0 && goal->bound < 1e15;
    const char *bound = whole ? pk_chart_count(source->language, (long)goal->bound, arena)
                              : pk_chart_figure(source->language, goal->bound, false, arena);
    const pk_result_t *results;
    pk_chart_results(source, &results);
    const bool money = strcmp(wanted->kpi->unit, results[0].currency) == 0;
    return pk_arena_format(arena, "%s %s %s%s%s%s%s", pk_chart_kpi_label(source->language, wanted->kpi),
                           pk_word(source->language, word), bound, money ? "\xc2\xa0" : "",
                           money ? wanted->kpi->unit : "", *goal->by != '\0' ? ", " : "", goal->by);
}

static void write_bar(const pk_chart_source_t *source, int panel, int row, int rows, const pk_result_goal_t *goal,
                      pk_sheet_t *sheet)
{
    pk_arena_t arena = {0};
    double p = goal != NULL ? goal->p_met : NAN;
    const char *space = source->language == PK_FINNISH ? "\xc2\xa0" : "";
    PK_SHEET_ROW(sheet, panel, row, p);
    pk_sheet_label(sheet, "mark", (panel - 1) * rows + row, PK_CHART_ROW,
                   isnan(p) ? "–" : pk_arena_format(&arena, "%.0f%s%%", 100 * p, space));
    pk_arena_free(&arena);
}

static void write_comparison(const pk_chart_source_t *source, const wanted_t *wanted, int count, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    pk_arena_t arena = {0};
    int columns = count < 3 ? count : 3, lines = (count + 2) / 3, needed = 110 + lines * (80 + 22 * c->nresult);
    pk_chart_size(sheet, 1280, needed > 720 ? needed : 720);
    pk_chart_grid(sheet, count, columns);
    pk_sheet_number(sheet, "number_rows", 0, c->nresult);
    for (int panel = 1; panel <= count; panel++) {
        pk_sheet_among(sheet, "panel", panel, PK_CHART_PANEL + 10, describe(source, &wanted[panel - 1], &arena));
        for (int i = 0; i < c->nresult; i++) {
            write_bar(source, panel, i + 1, c->nresult, find(&c->results[i], wanted[panel - 1].goal), sheet);
        }
    }
    for (int i = 0; i < c->nresult; i++) {
        pk_sheet_among(sheet, "row", i + 1, PK_CHART_ROW, pk_chart_scenario(&c->results[i]));
    }
    pk_arena_free(&arena);
}

static void write_run(const pk_chart_source_t *source, const wanted_t *wanted, int count, pk_sheet_t *sheet)
{
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, 180 + 60 * count);
    pk_chart_grid(sheet, 1, 1);
    pk_sheet_number(sheet, "number_rows", 0, count);
    for (int i = 0; i < count; i++) {
        write_bar(source, 1, i + 1, count, wanted[i].goal, sheet);
        pk_sheet_among(sheet, "row", i + 1, PK_CHART_ROW + 10, describe(source, &wanted[i], &arena));
    }
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    wanted_t wanted[GOALS];
    int count = collect(source, wanted);
    const pk_result_t *baseline = pk_chart_baseline(source);
    pk_arena_t arena = {0};
    const char *about =
        source->comparison != NULL ? pk_chart_span(source->language, baseline, &arena) : pk_chart_scenario(baseline);
    pk_chart_title(source, sheet, PK_WORD_TARGETS_TITLE, about);
    pk_chart_note(source, sheet, PK_WORD_TARGETS_NOTE, pk_chart_count(source->language, baseline->nrun, &arena));
    pk_sheet_columns(sheet, "panel\trow\tp_met");
    if (source->comparison != NULL) {
        write_comparison(source, wanted, count, sheet);
    } else {
        write_run(source, wanted, count, sheet);
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_targets = {has_data, write};
