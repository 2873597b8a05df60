/* Each difference that decides as 50 dots, a row a plan: the quantiles of its expected outcome, better and worse. */
#include "report/chart.h"
#include "report/local.h"

#include <math.h>

/* In pixels of the picture's layout: a row and what of it the dots may fill, the panel's width (plots/dots.gp leaves
 * that), and how large a dot may be. */
enum { ROW = 118, STACK = 92, PANEL = 850, LARGEST = 15 };

typedef struct {
    double low, high; /* of the axis */
} range_t;

static bool is_placed(const pk_dots_plan_t *plan)
{
    return plan->kind == PK_DOTS_COUNTED && isfinite(plan->at[0]) && isfinite(plan->at[PK_DOTS - 1]);
}

static bool has_data(const pk_chart_source_t *source)
{
    const pk_dots_t *dots = &source->comparison->dots;
    bool some = false;
    for (int k = 0; k < dots->count; k++) {
        some = some || is_placed(&dots->plans[k]);
    }
    return some;
}

/* All dots and 0, and some space beside them. */
static range_t range_of(const pk_dots_t *dots)
{
    range_t range = {0, 0};
    for (int k = 0; k < dots->count; k++) {
        if (is_placed(&dots->plans[k])) {
            range.low = fmin(range.low, dots->plans[k].at[0]);
            range.high = fmax(range.high, dots->plans[k].at[PK_DOTS - 1]);
        }
    }
    const double pad = range.high > range.low ? 0.03 * (range.high - range.low) : 1;
    return (range_t){range.low - pad, range.high + pad};
}

/* Whether the i-th dot from below is for the better, and so whether it stands above 0. */
static bool is_better(const pk_dots_plan_t *plan, bool lower_is_better, int i)
{
    return lower_is_better ? i < plan->better : i >= PK_DOTS - plan->better;
}

/* The column of a dot, of columns `width` wide that meet at 0: none has dots of both sides. */
static double column_of(const pk_dots_plan_t *plan, bool lower_is_better, int i, double width)
{
    const double column = floor(plan->at[i] / width);
    return is_better(plan, lower_is_better, i) != lower_is_better ? fmax(column, 0) : fmin(column, -1);
}

static int highest(const pk_dots_plan_t *plan, bool lower_is_better, double width)
{
    int most = 0, level = 0;
    for (int i = 0; i < PK_DOTS; i++) {
        const bool same =
            i > 0 && column_of(plan, lower_is_better, i, width) == column_of(plan, lower_is_better, i - 1, width);
        level = same ? level + 1 : 1;
        most = level > most ? level : most;
    }
    return most;
}

/* The largest dots, in pixels, whose highest stack fits into a row. */
static double size_of(const pk_dots_plan_t *plan, bool lower_is_better, double unit)
{
    static const double SMALLEST = (double)STACK / PK_DOTS, STEP = 0.25;
    double size = LARGEST;
    while (size - STEP > SMALLEST && size * highest(plan, lower_is_better, size * unit) > STACK) {
        size -= STEP;
    }
    return size;
}

static void write_row(const pk_dots_plan_t *plan, bool lower_is_better, int row, double unit, pk_sheet_t *sheet)
{
    const double size = size_of(plan, lower_is_better, unit), width = size * unit;
    double before = NAN;
    int level = 0;
    for (int i = 0; i < PK_DOTS; i++) {
        const double column = column_of(plan, lower_is_better, i, width);
        level = column == before ? level + 1 : 0;
        before = column;
        PK_SHEET_ROW(sheet, row, (column + 0.5) * width, level, size, is_better(plan, lower_is_better, i), plan->at[i]);
    }
}

static const char *mark_of(const pk_chart_source_t *source, const pk_dots_plan_t *plan, pk_arena_t *arena)
{
    return plan->kind == PK_DOTS_UNTOLD ? pk_word(source->language, PK_WORD_UNTOLD_MARK)
           : plan->kind == PK_DOTS_SAME ? pk_word(source->language, PK_WORD_FIFTY_SAME)
                                        : pk_chart_fill(pk_word(source->language, PK_WORD_FIFTY_MARK),
                                                        pk_arena_format(arena, "%d", plan->better), arena);
}

static void write_rows_labels(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    pk_arena_t arena = {0};
    pk_sheet_number(sheet, "number_rows", 0, c->dots.count);
    for (int k = 0; k < c->dots.count; k++) {
        pk_sheet_among(sheet, "row", k + 1, PK_CHART_ROW, pk_chart_scenario(&c->results[c->dots.plans[k].scenario]));
        pk_sheet_label(sheet, "mark", k + 1, PK_CHART_ROW, mark_of(source, &c->dots.plans[k], &arena));
    }
    if (c->dots.all > c->dots.count) {
        const char *number = pk_arena_format(&arena, "%d", c->dots.all - c->dots.count);
        pk_sheet_label(sheet, "ylabel", 0, PK_CHART_NOTE,
                       pk_chart_fill(pk_word(source->language, PK_WORD_FIFTY_MORE), number, &arena));
    }
    pk_arena_free(&arena);
}

static void write_labels(const pk_chart_source_t *source, range_t range, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    const pk_result_t *baseline = &c->results[c->baseline];
    const pk_result_kpi_t *kpi = &baseline->kpis[pk_result_kpi(baseline, c->answer.kpi)];
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, 170 + ROW * c->dots.count);
    pk_chart_title(source, sheet, PK_WORD_FIFTY_TITLE, pk_chart_scenario(baseline));
    if (c->dots.assumptions) {
        pk_chart_note(source, sheet, PK_WORD_FIFTY_NOTE, NULL);
    } else {
        pk_chart_note(source, sheet, PK_WORD_FIFTY_NOTE_CERTAIN,
                      pk_chart_count(source->language, baseline->nrun, &arena));
    }
    pk_sheet_label(sheet, "legend", 1, PK_CHART_TITLE, pk_word(source->language, PK_WORD_BETTER_SIDE));
    pk_sheet_label(sheet, "legend", 2, PK_CHART_TITLE, pk_word(source->language, PK_WORD_WORSE_SIDE));
    pk_sheet_label(sheet, "legend", 3, PK_CHART_ROW, pk_word(source->language, PK_WORD_FIFTY_BETTER));
    const char *unit = pk_word_unit(source->language, kpi->unit), *label = pk_chart_kpi_label(source->language, kpi);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_NOTE, *unit ? pk_arena_format(&arena, "%s, %s", label, unit) : label);
    pk_sheet_number(sheet, "number_high", 1, range.low);
    pk_sheet_number(sheet, "number_high", 2, range.high);
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    const range_t range = range_of(&c->dots);
    write_labels(source, range, sheet);
    write_rows_labels(source, sheet);
    pk_sheet_columns(sheet, "row\tx\tlevel\tsize\tbetter\tdifference");
    for (int k = 0; k < c->dots.count; k++) {
        const pk_dots_plan_t *plan = &c->dots.plans[k];
        if (is_placed(plan)) {
            const pk_difference_t *d = pk_comparison_find(c, plan->scenario, 0, c->answer.kpi);
            write_row(plan, d->lower_is_better, k + 1, (range.high - range.low) / PANEL, sheet);
            pk_sheet_gap(sheet);
        }
    }
}

const pk_chart_data_t pk_chart_dots = {has_data, write};
