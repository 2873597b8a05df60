/* The journey as a picture: stages as boxes, flows as ribbons as wide as many took them; a panel a scenario, one scale
 * for all. */
#include "report/chart.h"
#include "report/layout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PANELS = 24, STAGES = 40, POINTS = 36, MARKS = 1990 };

/* What a row of the data is: a corner of a ribbon or a box, or the place of a text. */
enum { BOX = 10, TEXT_BOX = 20, TEXT_RIBBON = 21, TEXT_TITLE = 22 };

/* Panels stand in one plane, so that gnuplot reads the data once: `x` and `y` are where the present one begins. */
typedef struct {
    const pk_chart_source_t *source;
    pk_sheet_t *sheet;
    int marks;
    double x, y;
    double letter; /* about the width of one, in units */
} pen_t;

static void write_corner(const pen_t *pen, int kind, double x, double y)
{
    PK_SHEET_ROW(pen->sheet, kind, pen->x + x, pen->y + y, 0, 0);
}

/* The place of the text that was marked last. */
static void write_text(const pen_t *pen, int kind, int lines, double x, double y)
{
    PK_SHEET_ROW(pen->sheet, kind, pen->x + x, pen->y + y, pen->marks, lines);
}

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

static pk_rank_t rank_of(const char *role)
{
    static const char *const roles[] = {"prospect", "customer", "advocate"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(role, roles[i]) == 0) {
            return (pk_rank_t)(PK_RANK_PROSPECT + i);
        }
    }
    return strcmp(role, "lost") == 0 ? PK_RANK_ASIDE : PK_RANK_NONE;
}

/* How many took in the baseline what is this flow in `r`. */
static double weight_of(const pk_result_t *baseline, const pk_result_flow_t *flow)
{
    for (int i = 0; i < baseline->nflow; i++) {
        if (strcmp(baseline->flows[i].from, flow->from) == 0 && strcmp(baseline->flows[i].to, flow->to) == 0) {
            return pk_chart_moved(baseline, i);
        }
    }
    return 0;
}

static void make_layout(const pk_result_t *r, const pk_result_t *baseline, pk_layout_t *layout, pk_arena_t *arena)
{
    pk_rank_t *ranks = PK_ARRAY(arena, pk_rank_t, r->nstage);
    int *from = PK_ARRAY(arena, int, r->nflow), *to = PK_ARRAY(arena, int, r->nflow);
    double *moved = PK_ARRAY(arena, double, r->nflow), *weight = PK_ARRAY(arena, double, r->nflow);
    bool sold = false;
    for (int i = 0; i < r->nstage; i++) { /* prospects written after the first customers took another way */
        pk_rank_t rank = rank_of(r->stages[i].role);
        sold = sold || rank == PK_RANK_CUSTOMER || rank == PK_RANK_ADVOCATE;
        ranks[i] = sold && rank == PK_RANK_PROSPECT ? PK_RANK_ASIDE : rank;
    }
    for (int i = 0; i < r->nflow; i++) {
        from[i] = pk_chart_stage(r, r->flows[i].from);
        to[i] = pk_chart_stage(r, r->flows[i].to);
        moved[i] = pk_chart_moved(r, i);
        weight[i] = weight_of(baseline, &r->flows[i]);
    }
    pk_layout_make(layout, ranks, r->nstage, &(pk_layout_flows_t){r->nflow, from, to, moved, weight}, arena);
}

/* Along one edge and back along the other; a straight ribbon has two corners an edge. */
static void write_ribbon(pen_t *pen, const pk_ribbon_t *ribbon)
{
    bool straight = ribbon->at[0].x == ribbon->at[3].x || ribbon->at[0].y == ribbon->at[3].y;
    straight = straight && ribbon->at[0].x != ribbon->at[3].x ? ribbon->at[1].y == ribbon->at[0].y : straight;
    int points = straight ? 2 : POINTS;
    for (int i = 0; i < 2 * points; i++) {
        int k = i < points ? i : 2 * points - 1 - i;
        pk_point_t p = pk_ribbon_point(ribbon, k / (points - 1.0), (i < points ? 0.5 : -0.5) * ribbon->thickness);
        write_corner(pen, (int)ribbon->kind, p.x, p.y);
    }
    pk_sheet_gap(pen->sheet);
}

/* The first of some places on the ribbon's middle that is clear of the numbers that stand already. */
static pk_point_t find_place(const pk_ribbon_t *ribbon, const pk_point_t *taken, int count, double letter)
{
    static const double places[] = {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        pk_point_t p = pk_ribbon_point(ribbon, places[i], 0);
        bool clear = true;
        for (int k = 0; k < count && clear; k++) {
            clear = fabs(p.x - taken[k].x) > 7 * letter || fabs(p.y - taken[k].y) > 3 * letter;
        }
        if (clear) {
            return p;
        }
    }
    return pk_ribbon_point(ribbon, 0.5, 0);
}

static void write_number(pen_t *pen, const pk_ribbon_t *ribbon, pk_point_t place)
{
    pk_arena_t arena = {0};
    pk_sheet_label(pen->sheet, "mark", ++pen->marks, PK_CHART_ROW,
                   pk_chart_figure(pen->source->language, ribbon->moved, false, &arena));
    write_text(pen, TEXT_RIBBON, 1, place.x, place.y);
    pk_arena_free(&arena);
}

/* The numbers of the ribbons that are more than a hair, the widest first to choose their place. */
static void write_numbers(pen_t *pen, const pk_layout_t *layout)
{
    pk_arena_t arena = {0};
    pk_point_t *taken = PK_ARRAY(&arena, pk_point_t, layout->nribbon);
    bool *done = PK_ARRAY(&arena, bool, layout->nribbon);
    double most = 0;
    for (int count = 0; count < layout->nribbon && pen->marks < MARKS; count++) {
        int widest = -1;
        for (int i = 0; i < layout->nribbon; i++) {
            if (!done[i] && (widest < 0 || layout->ribbons[i].moved > layout->ribbons[widest].moved)) {
                widest = i;
            }
        }
        const pk_ribbon_t *ribbon = &layout->ribbons[widest];
        most = count == 0 ? ribbon->moved : most;
        if (ribbon->moved < 0.002 * most) {
            break;
        }
        done[widest] = true;
        taken[count] = find_place(ribbon, taken, count, pen->letter);
        write_number(pen, ribbon, taken[count]);
    }
    pk_arena_free(&arena);
}

/* 0 no role or prospect, 1 customer, 2 advocate, 3 lost: the colour of the box. */
static int shade(const char *role)
{
    return strcmp(role, "customer") == 0 ? 1 : strcmp(role, "advocate") == 0 ? 2 : strcmp(role, "lost") == 0 ? 3 : 0;
}

static void write_box(pen_t *pen, const pk_box_t *box, const char *role)
{
    static const double corners[][2] = {{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}, {-0.5, -0.5}};
    int kind = BOX + shade(role);
    for (int i = 0; i < 5; i++) {
        write_corner(pen, kind, box->x + corners[i][0] * box->width, box->y + corners[i][1] * box->height);
    }
    pk_sheet_gap(pen->sheet);
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

/* The label on two lines at most, below it how many are there at the end and how many events came about. */
static void write_name(pen_t *pen, const pk_result_t *r, int stage, const pk_box_t *box)
{
    pk_arena_t arena = {0};
    pk_language_t language = pen->source->language;
    double count = r->stage_counts[pk_stage_cell(r, r->nstep, 0, stage)].mean;
    double events = count_events(r, r->stages[stage].name);
    const char *more[] = {
        pk_chart_figure(language, count, false, &arena),
        pk_arena_format(&arena, "↻ %s", pk_chart_figure(language, events, false, &arena)),
    };
    int lines =
        pk_sheet_wrapped(pen->sheet, "mark", ++pen->marks, (int)(box->width / pen->letter), 2,
                         pk_chart_label(r->stages[stage].label, r->stages[stage].name), more, events > 0 ? 2 : 1);
    write_text(pen, TEXT_BOX, lines, box->x, box->y);
    pk_arena_free(&arena);
}

/* Boxes that nobody ever reaches or leaves are drawn too: the journey is as declared. */
static void write_panel(pen_t *pen, const pk_result_t *r, const pk_layout_t *layout)
{
    for (int i = 0; i < layout->nribbon; i++) {
        write_ribbon(pen, &layout->ribbons[i]);
    }
    write_numbers(pen, layout);
    for (int i = 0; i < layout->nbox && pen->marks < MARKS; i++) {
        write_box(pen, &layout->boxes[i], r->stages[i].role);
        write_name(pen, r, i, &layout->boxes[i]);
    }
}

static void write_frame(const pk_chart_source_t *source, pk_sheet_t *sheet, int count, int columns)
{
    const pk_result_t *baseline = pk_chart_baseline(source);
    pk_arena_t arena = {0};
    bool single = source->comparison == NULL;
    pk_chart_size(sheet, columns > 1 ? 1600 : 1280, single ? 720 : 100 + (count + columns - 1) / columns * 450);
    pk_chart_title(source, sheet, PK_WORD_JOURNEY_TITLE,
                   single ? pk_chart_scenario(baseline) : pk_chart_span(source->language, baseline, &arena));
    pk_chart_note(source, sheet, PK_WORD_JOURNEY_NOTE, pk_chart_count(source->language, baseline->nrun, &arena));
    pk_chart_grid(sheet, 1, 1);
    pk_sheet_number(sheet, "number_rows", 0, columns);
    static const pk_word_t legend[] = {PK_WORD_JOURNEY_ON, PK_WORD_JOURNEY_BACK, PK_WORD_JOURNEY_OFF};
    for (int i = 0; i < 3; i++) {
        pk_sheet_label(sheet, "legend", i + 1, PK_CHART_TITLE, pk_word(source->language, legend[i]));
    }
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

static void write_title(pen_t *pen, const pk_result_t *r, double y)
{
    pk_sheet_label(pen->sheet, "mark", ++pen->marks, PK_CHART_PANEL + 20, pk_chart_scenario(r));
    write_text(pen, TEXT_TITLE, 1, 1, y);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *results;
    int count = pk_chart_results(source, &results), columns = count > 1 ? 2 : 1,
        lines = (count + columns - 1) / columns;
    bool single = source->comparison == NULL;
    pk_arena_t arena = {0};
    double low, high, title = single ? 0 : 2.4, gap = 4;
    const pk_layout_t *layouts = make_layouts(results, count, pk_chart_baseline(source), &low, &high, &arena);
    double width = PK_LAYOUT_WIDTH + gap, height = high - low + title;
    write_frame(source, sheet, count, columns);
    pk_sheet_number(sheet, "number_high", 1, columns * width - gap);
    pk_sheet_number(sheet, "number_high", 2, lines * height);
    pk_sheet_columns(sheet, "kind\tx\ty\tmark\tlines");
    pen_t pen = {.source = source, .sheet = sheet, .letter = columns > 1 ? 0.95 : 0.66};
    for (int i = 0; i < count; i++) {
        pen.x = i % columns * width;
        pen.y = i / columns * height - low + title;
        write_panel(&pen, &results[i], &layouts[i]);
        if (!single) {
            write_title(&pen, &results[i], low - 0.7 * title);
        }
    }
    pk_arena_free(&arena);
}

const pk_chart_t pk_chart_journey = {"journey",        "journey.gp", "stages as boxes, flows as ribbons",
                                     PK_CHART_OF_BOTH, has_data,     write};
