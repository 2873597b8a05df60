/* Stages, flows and KPIs of several plans over one axis of time: a panel a thing, a line a plan. */
#include <math.h>
#include <string.h>

#include "report/chart.h"
#include "report/over_time.h"

enum { POINTS_MOST = 300, PANEL_LETTERS = 60 };

static bool has_data(const pk_chart_source_t *source)
{
    return source->over_time->npanel > 0;
}

/* "Profit", "Spend: Search", a stage's label, "Need → Offer": in that language where there are words, else the name. */
static const char *name_of(pk_language_t language, const pk_over_time_panel_t *panel, pk_arena_t *arena)
{
    if (panel->kind == PK_OVER_TIME_KPI && strncmp(panel->name, "spend.", 6) == 0) {
        return pk_chart_fill(pk_word(language, PK_WORD_OVER_TIME_SPEND), pk_chart_label(panel->label, panel->name + 6),
                             arena);
    }
    const char *word = panel->kind == PK_OVER_TIME_KPI ? panel->words[language] : NULL;
    return pk_chart_label(word != NULL ? word : panel->label, panel->name);
}

/* "Profit by month, EUR" */
static const char *title_of(pk_language_t language, const pk_over_time_panel_t *panel, pk_arena_t *arena)
{
    static const pk_word_t words[] = {
        [PK_EACH_STEP] = PK_WORD_BY_STEP,   [PK_EACH_DAY] = PK_WORD_BY_DAY,         [PK_EACH_WEEK] = PK_WORD_BY_WEEK,
        [PK_EACH_MONTH] = PK_WORD_BY_MONTH, [PK_EACH_QUARTER] = PK_WORD_BY_QUARTER, [PK_EACH_YEAR] = PK_WORD_BY_YEAR};
    const char *name = name_of(language, panel, arena), *unit = pk_word_unit(language, panel->unit);
    if (panel->by == PK_EACH_NOTHING) {
        return pk_arena_format(arena, "%s, %s", name, unit);
    }
    if (panel->kind == PK_OVER_TIME_KPI && strcmp(panel->unit, "customers") == 0) {
        return pk_arena_format(arena, "%s %s", name, pk_word(language, words[panel->by])); /* its name says so */
    }
    return pk_arena_format(arena, "%s %s, %s", name, pk_word(language, words[panel->by]), unit);
}

static void write_line(pk_sheet_t *sheet, int panel, int plan, const pk_over_time_line_t *line, double *low,
                       double *high)
{
    const int stride = line->count / POINTS_MOST + 1;
    if (line->count == 0) {
        PK_SHEET_ROW(sheet, panel, plan, NAN, NAN, NAN, NAN);
    }
    for (int i = 0; i < line->count; i++) {
        const pk_over_time_point_t *p = &line->points[i];
        if (i % stride == 0 || i == line->count - 1) {
            PK_SHEET_ROW(sheet, panel, plan, p->time, p->p05, p->p50, p->p95);
            *low = fmin(*low, p->p05);
            *high = fmax(*high, p->p95);
        }
    }
}

static void write_panel(const pk_over_time_t *of, int panel, pk_sheet_t *sheet)
{
    double low = 0, high = 0;
    for (int plan = 0; plan < of->nplan; plan++) {
        if (panel + plan > 0) {
            pk_sheet_block(sheet);
        }
        write_line(sheet, panel + 1, plan + 1, &of->panels[panel].lines[plan], &low, &high);
    }
    const double pad = high > low ? 0.05 * (high - low) : 1;
    pk_sheet_number(sheet, "number_low", panel + 1, low < 0 ? low - pad : 0);
    pk_sheet_number(sheet, "number_high", panel + 1, high > 0 ? high + pad : low < 0 ? 0 : pad);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_over_time_t *of = source->over_time;
    const pk_result_t axis = {.step_unit = "", .nstep = of->nstep, .days = of->days};
    pk_arena_t arena = {0};
    const char *names = "";
    pk_sheet_columns(sheet, "panel\tplan\ttime\tp05\tp50\tp95");
    for (int k = 0; k < of->npanel; k++) {
        const char *name = name_of(source->language, &of->panels[k], &arena);
        write_panel(of, k, sheet);
        pk_sheet_among(sheet, "panel", k + 1, PANEL_LETTERS, title_of(source->language, &of->panels[k], &arena));
        names = pk_arena_format(&arena, "%s%s%s", names, k > 0 ? ", " : "", name);
    }
    for (int plan = 0; plan < of->nplan; plan++) {
        pk_sheet_among(sheet, "row", plan + 1, PK_CHART_NOTE, of->plans[plan]);
    }
    pk_sheet_number(sheet, "number_rows", 0, of->nplan);
    pk_chart_size(sheet, 1280, of->npanel > 9 ? 80 * of->npanel : 720);
    pk_chart_title(source, sheet, PK_WORD_OVER_TIME_TITLE, names);
    pk_chart_note_of_runs(source, sheet, of->nrun == 1 ? 1 : 2, PK_WORD_OVER_TIME_NOTE, "");
    pk_chart_time_axis(source, &axis, sheet);
    if (of->days == NULL) {
        pk_sheet_label(sheet, "xlabel", 0, PK_CHART_ROW, pk_word(source->language, PK_WORD_STEP));
    }
    pk_chart_grid(sheet, of->npanel, of->npanel < 4 ? 1 : of->npanel < 9 ? 2 : 3);
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_over_time = {has_data, write};
