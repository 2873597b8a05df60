/* The stages as a graph: who goes where in a step of today, edges as wide as many take them over the horizon. */
#include "report/chart.h"
#include "report/drawing.h"

#include <math.h>
#include <string.h>

enum { STAGES = 40 };

static const double thickest = 2.6; /* units of the layout: the widest edge is an edge still */

static bool has_data(const pk_chart_source_t *source)
{
    const pk_description_t *d = source->description;
    return d->nstage <= STAGES && d->nflow > 0;
}

/* Transitions that nobody takes stand there too, as hairs. */
static void make_layout(const pk_description_t *d, pk_layout_t *layout, pk_arena_t *arena)
{
    pk_rank_t *ranks = PK_ARRAY(arena, pk_rank_t, d->nstage);
    const char **roles = PK_ARRAY(arena, const char *, d->nstage);
    int *from = PK_ARRAY(arena, int, d->nflow), *to = PK_ARRAY(arena, int, d->nflow);
    double *moved = PK_ARRAY(arena, double, d->nflow), most = 0;
    bool *purchase = PK_ARRAY(arena, bool, d->nflow), *instant = PK_ARRAY(arena, bool, d->nstage);
    for (int f = 0; f < d->nflow; f++) {
        most = d->flows[f].from != d->flows[f].to ? fmax(most, d->flows[f].moved) : most;
    }
    for (int f = 0; f < d->nflow; f++) {
        from[f] = d->flows[f].from;
        to[f] = d->flows[f].to;
        purchase[f] = d->flows[f].purchase;
        moved[f] = fmax(d->flows[f].moved, most > 0 ? 1e-9 * most : 1);
    }
    for (int i = 0; i < d->nstage; i++) {
        roles[i] = d->stages[i].role;
        instant[i] = d->stages[i].kind != NULL && strcmp(d->stages[i].kind, "instant") == 0;
    }
    pk_drawing_ranks(roles, d->nstage, ranks);
    const pk_ribbon_kind_t *returns =
        pk_drawing_returns(&(pk_drawing_flows_t){roles, instant, d->nflow, from, to, purchase}, arena);
    pk_layout_make(layout, ranks, d->nstage, &(pk_layout_flows_t){d->nflow, from, to, moved, moved, returns}, arena);
    const double fits = pk_layout_scale(layout);
    pk_layout_spread(layout, isfinite(fits) && most > 0 ? fmin(fits, thickest / most) : 0);
}

/* The decimal point as the language writes it, in place. */
static const char *with_comma(pk_language_t language, char *number)
{
    char *point = strpbrk(number, ".,");
    if (point != NULL) {
        *point = language == PK_FINNISH ? ',' : '.';
    }
    return number;
}

/* Two digits: "0.67", "12"; what is large as other charts have it. */
static const char *two_digits(pk_language_t language, double x, pk_arena_t *arena)
{
    if (x >= 99.5) {
        return pk_chart_figure(language, round(x), false, arena);
    }
    const int decimals = x >= 9.95 || x == 0 ? 0 : x >= 0.995 ? 1 : x >= 0.0995 ? 2 : 3;
    return with_comma(language, pk_arena_format(arena, "%.*f", decimals, x));
}

static const char *flow_text(const pk_chart_source_t *source, const pk_described_flow_t *flow, pk_arena_t *arena)
{
    if (flow->kind == PK_DESCRIBED_ARRIVALS || flow->kind == PK_DESCRIBED_EVENTS) {
        return two_digits(source->language, flow->number[0], arena);
    }
    return pk_arena_format(arena, "%s%s%%", two_digits(source->language, 100 * flow->number[0], arena),
                           source->language == PK_FINNISH ? "\xc2\xa0" : "");
}

static const char *ribbon_text(const void *context, const pk_ribbon_t *ribbon, pk_arena_t *arena)
{
    const pk_chart_source_t *source = context;
    const pk_description_t *d = source->description;
    for (int f = 0; f < d->nflow; f++) {
        if (d->flows[f].from == ribbon->from && d->flows[f].to == ribbon->to) {
            return flow_text(source, &d->flows[f], arena);
        }
    }
    return "";
}

static const char *stay_text(const pk_chart_source_t *source, const pk_described_stage_t *stage, pk_arena_t *arena)
{
    const double steps = stage->stay_steps[0];
    if (stage->absorbing || isinf(steps)) {
        return pk_word(source->language, PK_WORD_GRAPH_GOOD);
    }
    if (steps == 0) {
        return pk_word(source->language, PK_WORD_GRAPH_NO_TIME);
    }
    return pk_arena_format(arena, "%s %s", two_digits(source->language, steps, arena),
                           pk_chart_steps_word(source->language, source->description->step_unit));
}

/* The label, the mean stay, and how often what happens there without a move. */
static void write_name(const pk_chart_source_t *source, pk_pen_t *pen, int stage, const pk_box_t *box)
{
    const pk_description_t *d = source->description;
    pk_arena_t arena = {0};
    const char *more[2] = {stay_text(source, &d->stages[stage], &arena)};
    int nmore = 1;
    for (int f = 0; f < d->nflow; f++) {
        if (d->flows[f].from == stage && d->flows[f].to == stage) {
            more[1] = pk_arena_format(&arena, "↻ %s", flow_text(source, &d->flows[f], &arena));
            nmore = 2;
        }
    }
    const char **labels = PK_ARRAY(&arena, const char *, d->nstage);
    for (int i = 0; i < d->nstage; i++) {
        labels[i] = pk_chart_label(d->stages[i].label, d->stages[i].name);
    }
    pk_pen_name(pen, box, labels, d->nstage, stage, more, nmore);
    pk_arena_free(&arena);
}

static void write_frame(const pk_chart_source_t *source, pk_sheet_t *sheet, const pk_layout_t *layout, double high)
{
    const pk_description_t *d = source->description;
    pk_arena_t arena = {0};
    pk_chart_size(sheet, pk_drawing_width(layout), 720);
    pk_chart_title(source, sheet, PK_WORD_GRAPH_TITLE, d->title);
    pk_chart_note(source, sheet, PK_WORD_GRAPH_NOTE,
                  pk_arena_format(&arena, "%d %s", d->horizon, pk_chart_steps_word(source->language, d->step_unit)));
    pk_chart_grid(sheet, 1, 1);
    pk_sheet_number(sheet, "number_rows", 0, 1);
    pk_sheet_number(sheet, "number_high", 1, PK_LAYOUT_WIDTH);
    pk_sheet_number(sheet, "number_high", 2, high);
    bool there[PK_RIBBON_KINDS] = {false};
    pk_drawing_kinds(layout, there);
    pk_pen_legend(sheet, source->language, there);
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_description_t *d = source->description;
    pk_arena_t arena = {0};
    pk_layout_t layout;
    double low, high;
    make_layout(d, &layout, &arena);
    pk_layout_span(&layout, &low, &high);
    write_frame(source, sheet, &layout, high - low);
    pk_pen_t pen = {.sheet = sheet, .y = -low, .letter = pk_pen_letter(pk_drawing_width(&layout))};
    pk_pen_columns(&pen);
    for (int i = 0; i < layout.nribbon; i++) {
        pk_pen_ribbon(&pen, &layout.ribbons[i], true);
    }
    for (int i = 0; i < layout.nbox; i++) {
        pk_pen_box(&pen, &layout.boxes[i], d->stages[i].role);
        write_name(source, &pen, i, &layout.boxes[i]);
    }
    pk_pen_numbers(&pen, &layout, 0, ribbon_text, source);
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_graph = {has_data, write};
