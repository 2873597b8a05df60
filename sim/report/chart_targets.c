/* The chance of meeting each target: a panel a target, a row a scenario (of one scenario: one panel, a row a target).
 */
#include <math.h>

#include "report/chart.h"
#include "report/local.h"
#include "result/targets.h"

enum { GOALS = 12 };

/* The different targets of all scenarios. */
static int collect(const pk_chart_source_t *source, pk_target_t wanted[GOALS])
{
    const pk_result_t *results;
    const int count = pk_chart_results(source, &results);
    return pk_targets_list(results, count, wanted, GOALS);
}

static bool has_data(const pk_chart_source_t *source)
{
    pk_target_t wanted[GOALS];
    return collect(source, wanted) > 0;
}

/* As the report has it: "New customers: at least 900 by 31 December 2027". Two lines of a panel or a row hold it. */
static const char *describe(const pk_chart_source_t *source, const pk_target_t *wanted, pk_arena_t *arena)
{
    return pk_local_goal(source->language, wanted->result, wanted->goal, arena);
}

/* `goal` of the result; -1: it has no such target. */
static void write_bar(const pk_chart_source_t *source, int panel, int row, int rows, const pk_result_t *r, int goal,
                      pk_sheet_t *sheet)
{
    pk_arena_t arena = {0};
    double p = goal >= 0 ? r->goals[goal].p_met : NAN;
    PK_SHEET_ROW(sheet, panel, row, p);
    pk_sheet_label(sheet, "mark", (panel - 1) * rows + row, PK_CHART_ROW,
                   pk_local_chance(source->language, p, r->nrun, &arena));
    pk_arena_free(&arena);
}

static void write_comparison(const pk_chart_source_t *source, const pk_target_t *wanted, int count, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    pk_arena_t arena = {0};
    int columns = count < 3 ? count : 3, lines = (count + 2) / 3, needed = 110 + lines * (80 + 22 * c->nresult);
    pk_chart_size(sheet, 1280, needed > 720 ? needed : 720);
    pk_chart_grid(sheet, count, columns);
    pk_sheet_number(sheet, "number_rows", 0, c->nresult);
    for (int panel = 1; panel <= count; panel++) {
        pk_sheet_among(sheet, "panel", panel, 2 * PK_CHART_PANEL, describe(source, &wanted[panel - 1], &arena));
        for (int i = 0; i < c->nresult; i++) {
            const pk_result_t *r = &c->results[i];
            write_bar(source, panel, i + 1, c->nresult, r, pk_target_find(r, &wanted[panel - 1]), sheet);
        }
    }
    for (int i = 0; i < c->nresult; i++) {
        pk_sheet_among(sheet, "row", i + 1, PK_CHART_ROW, pk_chart_scenario(&c->results[i]));
    }
    pk_arena_free(&arena);
}

static void write_run(const pk_chart_source_t *source, const pk_target_t *wanted, int count, pk_sheet_t *sheet)
{
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, 180 + 60 * count);
    pk_chart_grid(sheet, 1, 1);
    pk_sheet_number(sheet, "number_rows", 0, count);
    for (int i = 0; i < count; i++) {
        write_bar(source, 1, i + 1, count, wanted[i].result, wanted[i].goal, sheet);
        pk_sheet_among(sheet, "row", i + 1, 2 * PK_CHART_ROW, describe(source, &wanted[i], &arena));
    }
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    pk_target_t wanted[GOALS];
    int count = collect(source, wanted);
    const pk_result_t *baseline = pk_chart_baseline(source);
    pk_arena_t arena = {0};
    const char *about =
        source->comparison != NULL ? pk_local_span(source->language, baseline, &arena) : pk_chart_scenario(baseline);
    pk_chart_title(source, sheet, PK_WORD_TARGETS_TITLE, about);
    pk_chart_note_of_runs(source, sheet, baseline->nrun, PK_WORD_TARGETS_NOTE,
                          pk_chart_count(source->language, baseline->nrun, &arena));
    pk_sheet_columns(sheet, "panel\trow\tp_met");
    if (source->comparison != NULL) {
        write_comparison(source, wanted, count, sheet);
    } else {
        write_run(source, wanted, count, sheet);
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_targets = {has_data, write};
