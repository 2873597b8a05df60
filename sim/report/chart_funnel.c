/* How many enter each stage on the way, the scenarios side by side. */
#include "report/chart.h"
#include "report/local.h"

#include <math.h>
#include <string.h>

enum { ROWS = 20, PANELS = 60 };

static bool is_role(const pk_result_stage_t *stage, const char *role)
{
    return strcmp(stage->role, role) == 0;
}

/* Does anybody enter the stage in any scenario? */
static bool is_entered(const pk_result_t *results, int nresult, const char *stage)
{
    for (int i = 0; i < nresult; i++) {
        if (pk_chart_entries(&results[i], stage) > 0) {
            return true;
        }
    }
    return false;
}

/* The stages on the way, in order: neither lost, nor a prospect's that is written after the first customer's (those
 * who took another way), nor the first one, where the journey begins (who comes there comes back). Returns how many. */
static int collect(const pk_chart_source_t *source, int stages[ROWS])
{
    const pk_result_t *baseline = pk_chart_baseline(source), *results;
    int nresult = pk_chart_results(source, &results), count = 0;
    bool sold = false;
    for (int i = 0; i < baseline->nstage && count < ROWS; i++) {
        const pk_result_stage_t *stage = &baseline->stages[i];
        sold = sold || is_role(stage, "customer") || is_role(stage, "advocate");
        bool aside = is_role(stage, "lost") || (sold && is_role(stage, "prospect"));
        if (i > 0 && !aside && is_entered(results, nresult, stage->name)) {
            stages[count++] = i;
        }
    }
    return count;
}

static bool has_data(const pk_chart_source_t *source)
{
    const pk_result_t *results;
    int nresult = pk_chart_results(source, &results), stages[ROWS];
    for (int i = 0; i < nresult; i++) {
        if (results[i].flow_counts == NULL) {
            return false;
        }
    }
    return nresult <= PANELS && collect(source, stages) > 0;
}

/* "1.23k  +12%" */
static const char *describe(pk_language_t language, double count, double base, bool baseline, pk_arena_t *arena)
{
    if (isnan(count)) {
        return "–";
    }
    const char *figure = pk_chart_figure(language, count, false, arena);
    if (baseline || !(base > 0)) {
        return figure;
    }
    double percent = round(100 * (count / base - 1));
    const char *sign = percent < 0 ? "\xe2\x88\x92" : percent > 0 ? "+" : "±";
    return pk_arena_format(arena, "%s  %s%.0f%s%%", figure, sign, fabs(percent),
                           language == PK_FINNISH ? "\xc2\xa0" : "");
}

static void write_panel(const pk_chart_source_t *source, const pk_result_t *r, int panel, const int *stages, int count,
                        pk_sheet_t *sheet)
{
    const pk_result_t *baseline = pk_chart_baseline(source);
    pk_arena_t arena = {0};
    for (int row = 1; row <= count; row++) {
        const char *stage = baseline->stages[stages[row - 1]].name;
        double number = pk_chart_entries(r, stage), base = pk_chart_entries(baseline, stage);
        PK_SHEET_ROW(sheet, panel, row, number);
        pk_sheet_label(sheet, "mark", (panel - 1) * count + row, PK_CHART_ROW,
                       describe(source->language, number, base, r == baseline, &arena));
    }
    if (source->comparison != NULL) {
        pk_sheet_among(sheet, "panel", panel, PK_CHART_PANEL - 6, pk_chart_scenario(r));
    }
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *baseline = pk_chart_baseline(source), *results;
    int stages[ROWS], count = collect(source, stages), nresult = pk_chart_results(source, &results);
    int columns = nresult < 4 ? nresult : 4, lines = (nresult + 3) / 4, needed = 110 + lines * (60 + 28 * count);
    pk_arena_t arena = {0};
    const char *runs = pk_chart_count(source->language, baseline->nrun, &arena);
    pk_chart_size(sheet, 1280, needed > 720 ? needed : source->comparison != NULL ? 720 : 480);
    if (source->comparison != NULL) {
        pk_chart_title(source, sheet, PK_WORD_FUNNEL_TITLE, pk_local_span(source->language, baseline, &arena));
        pk_chart_note_of_runs(source, sheet, baseline->nrun, PK_WORD_FUNNEL_NOTE, runs);
    } else {
        pk_chart_title(source, sheet, PK_WORD_FUNNEL_TITLE, pk_chart_scenario(baseline));
        pk_chart_note_of_runs(source, sheet, baseline->nrun, PK_WORD_FUNNEL_NOTE_ONE, runs);
    }
    pk_chart_grid(sheet, nresult, columns);
    pk_sheet_number(sheet, "number_rows", 0, count);
    for (int row = 0; row < count; row++) {
        const pk_result_stage_t *stage = &baseline->stages[stages[row]];
        pk_sheet_among(sheet, "row", row + 1, PK_CHART_ROW - 8, pk_chart_label(stage->label, stage->name));
    }
    pk_sheet_columns(sheet, "panel\trow\tentries");
    for (int i = 0; i < nresult; i++) {
        write_panel(source, &results[i], i + 1, stages, count, sheet);
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_funnel = {has_data, write};
