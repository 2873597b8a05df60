/* How many enter each stage on the way and which share goes on from one to the next, the scenarios side by side. */
#include <math.h>
#include <string.h>

#include "report/chart.h"
#include "report/funnel.h"
#include "report/local.h"

enum { ROWS = 100, PANELS = 60, MARKS = 2400, ROW_LETTERS = PK_CHART_ROW - 8, LIST_LETTERS = 140 };

/* As many rows as there is room for two marks each in every panel. */
static pk_funnel_t make(const pk_chart_source_t *source, pk_arena_t *arena)
{
    const pk_result_t *results;
    const int room = MARKS / 2 / pk_chart_results(source, &results);
    return pk_funnel_make(source, room < ROWS ? room : ROWS, arena);
}

static bool has_data(const pk_chart_source_t *source)
{
    const pk_result_t *results;
    int nresult = pk_chart_results(source, &results);
    for (int i = 0; i < nresult; i++) {
        if (results[i].flow_counts == NULL) {
            return false;
        }
    }
    pk_arena_t arena = {0};
    const bool some = nresult <= PANELS && make(source, &arena).count > 0;
    pk_arena_free(&arena);
    return some;
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

static void write_row(const pk_chart_source_t *source, const pk_result_t *r, int panel, const pk_funnel_t *funnel,
                      int row, pk_sheet_t *sheet)
{
    const pk_result_t *baseline = pk_chart_baseline(source);
    pk_arena_t arena = {0};
    const char *stage = baseline->stages[funnel->stages[row]].name;
    const int from = funnel->from[row], mark = 2 * ((panel - 1) * funnel->count + row);
    const double number = pk_chart_entries(r, stage), base = pk_chart_entries(baseline, stage);
    const double share = from < 0 ? NAN : pk_funnel_share(r, baseline->stages[from].name, stage);
    PK_SHEET_ROW(sheet, panel, row + 1, number, share);
    pk_sheet_label(sheet, "mark", mark + 1, PK_CHART_ROW,
                   describe(source->language, number, base, r == baseline, &arena));
    if (from >= 0) {
        pk_sheet_label(sheet, "mark", mark + 2, PK_CHART_ROW,
                       pk_arena_format(&arena, "→ %s", pk_funnel_percent(source->language, share, &arena)));
    }
    pk_arena_free(&arena);
}

static const char *label_of(const pk_result_t *r, int stage)
{
    return pk_chart_label(r->stages[stage].label, r->stages[stage].name);
}

/* The stages, and below each where its conversion is not from the one above, from which. */
static void write_rows(const pk_chart_source_t *source, const pk_funnel_t *funnel, pk_sheet_t *sheet)
{
    const pk_result_t *baseline = pk_chart_baseline(source);
    pk_arena_t arena = {0};
    pk_sheet_number(sheet, "number_rows", 0, funnel->count);
    for (int row = 0; row < funnel->count; row++) {
        pk_sheet_among(sheet, "row", row + 1, ROW_LETTERS, label_of(baseline, funnel->stages[row]));
        const int from = funnel->from[row];
        if (from >= 0 && from != funnel->stages[row - 1]) {
            pk_sheet_among(
                sheet, "unit", row + 1, ROW_LETTERS,
                pk_chart_fill(pk_word(source->language, PK_WORD_FUNNEL_FROM), label_of(baseline, from), &arena));
        }
    }
    pk_arena_free(&arena);
}

/* "Not shown (3): Prospect, Lost, …", as many names as there is room for. */
static void write_left_out(const pk_chart_source_t *source, const pk_funnel_t *funnel, pk_sheet_t *sheet)
{
    const pk_result_t *baseline = pk_chart_baseline(source);
    pk_arena_t arena = {0};
    const char *names = "";
    for (int i = 0; i < funnel->nleft_out; i++) {
        const char *label = label_of(baseline, funnel->left_out[i]), *comma = i > 0 ? ", " : "";
        if (strlen(names) + strlen(label) > LIST_LETTERS) {
            names = pk_arena_format(&arena, "%s%s…", names, comma);
            break;
        }
        names = pk_arena_format(&arena, "%s%s%s", names, comma, label);
    }
    if (funnel->nleft_out > 0) {
        const char *text = pk_arena_format(&arena, "%d): %s", funnel->nleft_out, names);
        pk_sheet_label(sheet, "legend", 2, PK_CHART_NOTE,
                       pk_chart_fill(pk_word(source->language, PK_WORD_FUNNEL_LEFT_OUT), text, &arena));
    }
    pk_arena_free(&arena);
}

static void write_frame(const pk_chart_source_t *source, const pk_funnel_t *funnel, int nresult, pk_sheet_t *sheet)
{
    const pk_result_t *baseline = pk_chart_baseline(source);
    const int columns = nresult < 4 ? nresult : 4, lines = (nresult + 3) / 4;
    const int needed = 150 + lines * (60 + 32 * funnel->count);
    pk_arena_t arena = {0};
    const char *runs = pk_chart_count(source->language, baseline->nrun, &arena);
    pk_chart_size(sheet, 1280, needed > 720 ? needed : source->comparison != NULL ? 720 : needed > 480 ? needed : 480);
    if (source->comparison != NULL) {
        pk_chart_title(source, sheet, PK_WORD_FUNNEL_TITLE, pk_local_span(source->language, baseline, &arena));
        pk_chart_note_of_runs(source, sheet, baseline->nrun, PK_WORD_FUNNEL_NOTE, runs);
    } else {
        pk_chart_title(source, sheet, PK_WORD_FUNNEL_TITLE, pk_chart_scenario(baseline));
        pk_chart_note_of_runs(source, sheet, baseline->nrun, PK_WORD_FUNNEL_NOTE_ONE, runs);
    }
    pk_sheet_label(sheet, "legend", 1, PK_CHART_NOTE, pk_word(source->language, PK_WORD_FUNNEL_SHARE));
    pk_chart_grid(sheet, nresult, columns);
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *results;
    const int nresult = pk_chart_results(source, &results);
    pk_arena_t arena = {0};
    const pk_funnel_t funnel = make(source, &arena);
    write_frame(source, &funnel, nresult, sheet);
    write_rows(source, &funnel, sheet);
    write_left_out(source, &funnel, sheet);
    pk_sheet_columns(sheet, "panel\trow\tentries\tshare");
    for (int i = 0; i < nresult; i++) {
        for (int row = 0; row < funnel.count; row++) {
            write_row(source, &results[i], i + 1, &funnel, row, sheet);
        }
        if (source->comparison != NULL) {
            pk_sheet_among(sheet, "panel", i + 1, PK_CHART_PANEL - 6, pk_chart_scenario(&results[i]));
        }
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_funnel = {has_data, write};
