/* The journey as a picture: stages as boxes, flows as ribbons as wide as many took them; a panel a scenario, one scale
 * for all. */
#include "report/chart.h"
#include "report/drawing.h"
#include "report/local.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PANELS = 8, STAGES = 40 };

static bool has_data(const pk_chart_source_t *source)
{
    const pk_result_t *results;
    int nresult = pk_chart_results(source, &results);
    bool good = nresult <= PANELS;
    for (int i = 0; i < nresult; i++) {
        good = good && results[i].flow_counts != NULL && results[i].nstage <= STAGES && results[i].nflow > 0;
    }
    return good;
}

/* How many took in the baseline what is this flow in `r`. */
static double weight_of(const pk_result_t *baseline, const pk_result_flow_t *flow)
{
    const int there = pk_result_flow(baseline, flow->from, flow->to);
    return there < 0 ? 0 : pk_chart_moved(baseline, there);
}

static void make_layout(const pk_result_t *r, const pk_result_t *baseline, pk_layout_t *layout, pk_arena_t *arena)
{
    pk_rank_t *ranks = PK_ARRAY(arena, pk_rank_t, r->nstage);
    const pk_drawing_flows_t flows = pk_drawing_flows(r, arena);
    double *moved = PK_ARRAY(arena, double, r->nflow), *weight = PK_ARRAY(arena, double, r->nflow);
    pk_drawing_ranks(flows.roles, r->nstage, ranks);
    for (int i = 0; i < r->nflow; i++) {
        moved[i] = pk_chart_moved(r, i);
        weight[i] = weight_of(baseline, &r->flows[i]);
    }
    const pk_ribbon_kind_t *returns = pk_drawing_returns(&flows, arena);
    pk_layout_make(layout, ranks, r->nstage,
                   &(pk_layout_flows_t){r->nflow, flows.from, flows.to, moved, weight, returns}, arena);
}

static const char *ribbon_text(const void *context, const pk_ribbon_t *ribbon, pk_arena_t *arena)
{
    const pk_chart_source_t *source = context;
    return pk_chart_figure(source->language, ribbon->moved, false, arena);
}

/* How many events of their own came about in a stage. */
static double count_events(const pk_result_t *r, const char *stage)
{
    double sum = 0;
    for (int flow = 0; flow < r->nflow; flow++) {
        if (strcmp(r->flows[flow].from, stage) == 0 && strcmp(r->flows[flow].to, stage) == 0) {
            sum += pk_chart_moved(r, flow);
        }
    }
    return sum;
}

/* The label, below it how many are there at the end and how many events came about. */
static void write_name(const pk_chart_source_t *source, pk_pen_t *pen, const pk_result_t *r, int stage,
                       const pk_box_t *box)
{
    pk_arena_t arena = {0};
    double count = r->stage_counts[pk_stage_cell(r, r->nstep, 0, stage)].mean;
    double events = count_events(r, r->stages[stage].name);
    const char *more[2];
    int lines = 0;
    if (!r->stages[stage].instant) {
        more[lines++] = pk_chart_figure(source->language, count, false, &arena);
    }
    if (events > 0) {
        more[lines++] = pk_arena_format(&arena, "↻ %s", pk_chart_figure(source->language, events, false, &arena));
    }
    const char **labels = PK_ARRAY(&arena, const char *, r->nstage);
    for (int i = 0; i < r->nstage; i++) {
        labels[i] = pk_chart_label(r->stages[i].label, r->stages[i].name);
    }
    pk_pen_name(pen, box, labels, r->nstage, stage, more, lines);
    pk_arena_free(&arena);
}

/* Boxes that nobody ever reaches or leaves are drawn too: the journey is as declared. */
static void write_panel(const pk_chart_source_t *source, pk_pen_t *pen, const pk_result_t *r, const pk_layout_t *layout)
{
    for (int i = 0; i < layout->nribbon; i++) {
        pk_pen_ribbon(pen, &layout->ribbons[i], true);
    }
    pk_pen_numbers(pen, layout, 0.002, ribbon_text, source);
    for (int i = 0; i < layout->nbox && pen->marks < PK_DRAWING_MARKS; i++) {
        pk_pen_box(pen, &layout->boxes[i], r->stages[i].role);
        write_name(source, pen, r, i, &layout->boxes[i]);
    }
}

static void write_frame(const pk_chart_source_t *source, pk_sheet_t *sheet, int count, int columns, double width)
{
    const pk_result_t *baseline = pk_chart_baseline(source);
    pk_arena_t arena = {0};
    bool single = source->comparison == NULL;
    pk_chart_size(sheet, columns > 1 ? 1600 : width, single ? 720 : 100 + (count + columns - 1) / columns * 450);
    pk_chart_title(source, sheet, PK_WORD_JOURNEY_TITLE,
                   single ? pk_chart_scenario(baseline) : pk_local_span(source->language, baseline, &arena));
    pk_chart_note_of_runs(source, sheet, baseline->nrun, PK_WORD_JOURNEY_NOTE,
                          pk_chart_count(source->language, baseline->nrun, &arena));
    pk_chart_grid(sheet, 1, 1);
    pk_sheet_number(sheet, "number_rows", 0, columns);
    pk_arena_free(&arena);
}

/* Lays all scenarios out on one scale; `low` and `high` are what the highest of them needs. */
static pk_layout_t *make_layouts(const pk_result_t *results, int count, const pk_result_t *baseline, double *low,
                                 double *high, pk_arena_t *arena)
{
    pk_layout_t *layouts = PK_ARRAY(arena, pk_layout_t, count);
    double scale = INFINITY;
    for (int i = 0; i < count; i++) {
        make_layout(&results[i], baseline, &layouts[i], arena);
        scale = fmin(scale, pk_layout_scale(&layouts[i]));
    }
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = 0; i < count; i++) {
        double from, to;
        pk_layout_spread(&layouts[i], isfinite(scale) ? scale : 0);
        pk_layout_span(&layouts[i], &from, &to);
        *low = fmin(*low, from);
        *high = fmax(*high, to);
    }
    return layouts;
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *results;
    int count = pk_chart_results(source, &results);
    bool single = source->comparison == NULL;
    pk_arena_t arena = {0};
    double low, high, title = single ? 0 : 2.4, gap = 4;
    const pk_layout_t *layouts = make_layouts(results, count, pk_chart_baseline(source), &low, &high, &arena);
    const double wide = pk_drawing_width(&layouts[0]);
    const int columns = count > 1 && wide <= PK_DRAWING_WIDTH ? 2 : 1, lines = (count + columns - 1) / columns;
    double width = PK_LAYOUT_WIDTH + gap, height = high - low + title;
    write_frame(source, sheet, count, columns, wide);
    bool there[PK_RIBBON_KINDS] = {false};
    for (int i = 0; i < count; i++) {
        pk_drawing_kinds(&layouts[i], there);
    }
    pk_pen_legend(sheet, source->language, there);
    pk_sheet_number(sheet, "number_high", 1, columns * width - gap);
    pk_sheet_number(sheet, "number_high", 2, lines * height);
    pk_pen_t pen = {.sheet = sheet, .letter = columns > 1 ? 0.95 : pk_pen_letter(wide)};
    pk_pen_columns(&pen);
    const char **titles = PK_ARRAY(&arena, const char *, count);
    for (int i = 0; i < count; i++) {
        titles[i] = pk_chart_scenario(&results[i]);
    }
    for (int i = 0; i < count; i++) {
        pen.x = i % columns * width;
        pen.y = i / columns * height - low + title;
        write_panel(source, &pen, &results[i], &layouts[i]);
        if (!single) {
            pk_pen_title(&pen, (pk_sheet_set_t){titles, count, i}, 1, low - 0.7 * title);
        }
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_journey = {has_data, write};
