/* What other values bring: a line over one number, a map of two, maps side by side of three, and the best cells. All
 * are differences from the plan as it is written. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/chart.h"
#include "report/figure.h"
#include "report/sweep_words.h"

enum {
    PANELS_MOST = 4,    /* KPIs of the line */
    MAPS_MOST = 12,     /* values of the third number */
    VALUES_MOST = 60,   /* of an axis of a map */
    FIGURES_MOST = 900, /* fields of all maps that have their figure written in */
    ROWS_MOST = 20      /* of the best cells */
};

/* As pk_chart_verdict: 1 better, 2 worse, 3 not clear. */
static int verdict_of(const pk_sweep_kpi_t *one)
{
    const bool unclear = isnan(one->p_better) || one->runs_needed > 0;
    return unclear ? 3 : one->p_better >= 0.9 ? 1 : one->p_better <= 0.1 ? 2 : 3;
}

static bool has_best(const pk_chart_source_t *source)
{
    return source->sweep != NULL && source->sweep->best.kpi >= 0 && source->sweep->best.cell >= 0;
}

static const char *label_of(const pk_chart_source_t *source, int kpi)
{
    return pk_chart_kpi_label(source->language, &source->sweep->baseline.kpis[kpi]);
}

static void write_legend(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    static const pk_word_t words[] = {PK_WORD_SWEEP_BETTER, PK_WORD_SWEEP_WORSE, PK_WORD_UNSURE, PK_WORD_SWEEP_WRITTEN};
    for (int i = 0; i < 4; i++) {
        pk_sheet_label(sheet, "legend", i + 1, PK_CHART_TITLE, pk_word(source->language, words[i]));
    }
}

static void write_runs_note(const pk_chart_source_t *source, pk_word_t word, pk_sheet_t *sheet)
{
    pk_arena_t arena = {0};
    pk_chart_note(source, sheet, word, pk_chart_count(source->language, source->sweep->baseline.nrun, &arena));
    pk_arena_free(&arena);
}

/* ---- a line ---- */

static bool has_line(const pk_chart_source_t *source)
{
    const pk_sweep_t *sweep = source->sweep;
    long known = 0;
    if (!has_best(source) || sweep->npath != 1) {
        return false;
    }
    for (long cell = 0; cell < sweep->ncell; cell++) {
        known += sweep->cells[cell].kpis != NULL && isfinite(sweep->numbers[cell]);
    }
    return known >= 2;
}

static bool differs(const pk_sweep_t *sweep, int kpi)
{
    for (long cell = 0; cell < sweep->ncell; cell++) {
        const pk_sweep_kpi_t *one = pk_sweep_kpi(sweep, cell, kpi);
        if (one != NULL && isfinite(one->diff_mean) && one->diff_mean != 0) {
            return true;
        }
    }
    return false;
}

/* The KPI by which the best is told, then those that a planner asks for and that differ. */
static int choose_kpis(const pk_sweep_t *sweep, int chosen[PANELS_MOST])
{
    const pk_result_t *r = &sweep->baseline;
    int *ranked = pk_heap((size_t)r->nkpi + 1, sizeof *ranked), count = 0;
    const int among = pk_result_ranked(r, false, ranked);
    chosen[count++] = sweep->best.kpi;
    for (int i = 0; i < among && count < PANELS_MOST; i++) {
        if (ranked[i] != sweep->best.kpi && differs(sweep, ranked[i])) {
            chosen[count++] = ranked[i];
        }
    }
    free(ranked);
    return count;
}

typedef struct {
    double x;
    long cell;
} pk_point_t;

static int by_x(const void *a, const void *b)
{
    const pk_point_t *one = a, *other = b;
    return one->x != other->x ? (one->x > other->x) - (one->x < other->x)
                              : (one->cell > other->cell) - (one->cell < other->cell);
}

static void write_points(const pk_sweep_t *sweep, int panel, int kpi, const pk_point_t *points, long count,
                         pk_sheet_t *sheet)
{
    double scale;
    const char *sign;
    (void)pk_figure_unit(sweep->baseline.kpis[kpi].unit, &scale, &sign);
    for (long i = 0; i < count; i++) {
        const pk_sweep_kpi_t *one = pk_sweep_kpi(sweep, points[i].cell, kpi);
        PK_SHEET_ROW(sheet, panel, verdict_of(one), points[i].x, scale * one->diff_mean, scale * one->diff_p05,
                     scale * one->diff_p95);
    }
}

/* "%" where a share is shown in percent. */
static const char *unit_of(const pk_chart_source_t *source, int kpi)
{
    const pk_result_kpi_t *about = &source->sweep->baseline.kpis[kpi];
    double scale;
    const char *sign, *unit = pk_figure_unit(about->unit, &scale, &sign);
    return *sign != '\0' ? sign : pk_word_unit(source->language, unit);
}

/* A path, with what its values are where they are factors. */
static const char *path_label(const pk_chart_source_t *source, int path, pk_arena_t *arena)
{
    const pk_sweep_t *sweep = source->sweep;
    const char *value = sweep->values[path];
    const char *name = pk_sweep_label(sweep, path);
    return *value == 'x' ? pk_chart_fill(pk_word(source->language, PK_WORD_SWEEP_TIMES), name, arena) : name;
}

static void write_line(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_sweep_t *sweep = source->sweep;
    pk_arena_t arena = {0};
    int kpis[PANELS_MOST];
    const int count = choose_kpis(sweep, kpis);
    pk_point_t *points = PK_ARRAY(&arena, pk_point_t, sweep->ncell);
    long npoint = 0;
    for (long cell = 0; cell < sweep->ncell; cell++) {
        if (sweep->cells[cell].kpis != NULL && isfinite(sweep->numbers[cell])) {
            points[npoint++] = (pk_point_t){sweep->numbers[cell], cell};
        }
    }
    qsort(points, (size_t)npoint, sizeof *points, by_x);
    pk_chart_size(sheet, 1280, 720);
    pk_chart_title(source, sheet, PK_WORD_SWEEP_LINE_TITLE, pk_sweep_label(sweep, 0));
    write_runs_note(source, PK_WORD_SWEEP_LINE_NOTE, sheet);
    write_legend(source, sheet);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_TITLE, path_label(source, 0, &arena));
    pk_chart_panels(sheet, count);
    pk_sheet_columns(sheet, "panel\tverdict\tx\tmean\tp05\tp95");
    for (int i = 0; i < count; i++) {
        if (i > 0) {
            pk_sheet_block(sheet);
        }
        pk_sheet_among(sheet, "panel", i + 1, PK_CHART_PANEL, label_of(source, kpis[i]));
        pk_sheet_label(sheet, "unit", i + 1, PK_CHART_ROW, unit_of(source, kpis[i]));
        write_points(sweep, i + 1, kpis[i], points, npoint, sheet);
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_sweep_line = {has_line, write_line};

/* ---- maps ---- */

/* How many values each number of a grid has: the last one runs fastest. */
typedef struct {
    long maps, rows, columns;
} pk_shape_t;

/* How many cells it takes until the value of a path is another, and all values of it come again. */
static long run_length(const pk_sweep_t *sweep, int path, long from)
{
    long length = from;
    while (length < sweep->ncell && sweep->values[length * sweep->npath + path] == sweep->values[path]) {
        length += from;
    }
    return length;
}

static pk_shape_t shape_of(const pk_sweep_t *sweep)
{
    const long rows_of = run_length(sweep, sweep->npath - 2, 1);
    const long maps_of = sweep->npath == 3 ? run_length(sweep, 0, rows_of) : sweep->ncell;
    return (pk_shape_t){.maps = sweep->ncell / maps_of, .rows = maps_of / rows_of, .columns = rows_of};
}

static bool has_map(const pk_chart_source_t *source)
{
    const pk_sweep_t *sweep = source->sweep;
    if (!has_best(source) || !sweep->grid || (sweep->npath != 2 && sweep->npath != 3)) {
        return false;
    }
    const pk_shape_t shape = shape_of(sweep);
    return shape.rows >= 2 && shape.columns >= 2 && shape.rows <= VALUES_MOST && shape.columns <= VALUES_MOST;
}

/* The largest difference of the cells that are drawn, either way. */
static double largest(const pk_sweep_t *sweep, long cells)
{
    double most = 0;
    for (long cell = 0; cell < cells; cell++) {
        const pk_sweep_kpi_t *one = pk_sweep_kpi(sweep, cell, sweep->best.kpi);
        const double size = one != NULL ? fabs(one->diff_mean) : 0;
        most = isfinite(size) && size > most ? size : most;
    }
    return most > 0 ? most : 1;
}

/* "+1.2k", with ? where it is not 90% sure which is better; "–" for a cell that cannot be. */
static const char *figure_of(const pk_chart_source_t *source, const pk_sweep_kpi_t *one, pk_arena_t *arena)
{
    const pk_result_kpi_t *about = &source->sweep->baseline.kpis[source->sweep->best.kpi];
    double scale;
    const char *sign;
    (void)pk_figure_unit(about->unit, &scale, &sign);
    if (one == NULL || !isfinite(one->diff_mean)) {
        return "–";
    }
    if (one->diff_mean == 0) {
        return "0";
    }
    return pk_arena_format(arena, "%s%s%s", pk_chart_figure(source->language, scale * one->diff_mean, true, arena),
                           sign, verdict_of(one) == 3 ? " ?" : "");
}

/* How good a cell is, from -1 to 1; NAN: it cannot be. */
static double goodness(const pk_sweep_t *sweep, const pk_sweep_kpi_t *one, double most)
{
    const double sign = sweep->baseline.kpis[sweep->best.kpi].lower_is_better ? -1 : 1;
    return one != NULL ? sign * one->diff_mean / most : NAN;
}

static void write_fields(const pk_chart_source_t *source, pk_shape_t shape, long maps, pk_sheet_t *sheet)
{
    const pk_sweep_t *sweep = source->sweep;
    pk_arena_t arena = {0};
    const long size = shape.rows * shape.columns, cells = maps * size;
    const double most = largest(sweep, cells);
    for (long cell = 0; cell < cells; cell++) {
        const pk_sweep_kpi_t *one = pk_sweep_kpi(sweep, cell, sweep->best.kpi);
        if (cell > 0 && cell % size == 0) {
            pk_sheet_block(sheet);
        }
        PK_SHEET_ROW(sheet, (double)(cell / size + 1), (double)(cell % shape.columns + 1),
                     (double)(cell / shape.columns % shape.rows + 1), goodness(sweep, one, most),
                     cell == sweep->best.cell, cells <= FIGURES_MOST ? (double)(cell + 1) : 0,
                     one != NULL ? one->diff_mean : NAN);
        if (cells <= FIGURES_MOST) {
            pk_sheet_label(sheet, "mark", (int)cell + 1, PK_CHART_ROW, figure_of(source, one, &arena));
        }
    }
    pk_arena_free(&arena);
}

/* The values along the axes: those of the rows, of the columns ("unit"), and of each map. */
static void write_values(const pk_chart_source_t *source, pk_shape_t shape, long maps, pk_sheet_t *sheet)
{
    const pk_sweep_t *sweep = source->sweep;
    const pk_language_t language = source->language;
    pk_arena_t arena = {0};
    const int n = sweep->npath;
    for (long k = 0; k < shape.columns; k++) {
        pk_sheet_label(sheet, "unit", (int)k + 1, PK_CHART_ROW, pk_sweep_value(language, sweep, k, n - 1, &arena));
    }
    for (long k = 0; k < shape.rows; k++) {
        pk_sheet_among(sheet, "row", (int)k + 1, PK_CHART_ROW,
                       pk_sweep_value(language, sweep, k * shape.columns, n - 2, &arena));
    }
    for (long k = 0; k < maps && n == 3; k++) {
        pk_sheet_among(sheet, "panel", (int)k + 1, PK_CHART_TITLE,
                       pk_arena_format(&arena, "%s %s", pk_sweep_label(sweep, 0),
                                       pk_sweep_value(language, sweep, k * shape.rows * shape.columns, 0, &arena)));
    }
    pk_arena_free(&arena);
}

static void write_map(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_sweep_t *sweep = source->sweep;
    const pk_shape_t shape = shape_of(sweep);
    const long maps = shape.maps < MAPS_MOST ? shape.maps : MAPS_MOST;
    pk_arena_t arena = {0};
    const char *unit = unit_of(source, sweep->best.kpi), *label = label_of(source, sweep->best.kpi);
    pk_chart_size(sheet, 1280, maps > 6 || shape.rows > 25 ? 1080 : 720);
    pk_chart_title(source, sheet, PK_WORD_SWEEP_MAP_TITLE,
                   *unit != '\0' ? pk_arena_format(&arena, "%s, %s", label, unit) : label);
    write_runs_note(source, maps < shape.maps ? PK_WORD_SWEEP_MAP_NOTE_LEFT : PK_WORD_SWEEP_MAP_NOTE, sheet);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_TITLE, pk_sweep_label(sweep, sweep->npath - 1));
    pk_sheet_label(sheet, "ylabel", 0, PK_CHART_TITLE, pk_sweep_label(sweep, sweep->npath - 2));
    pk_sheet_number(sheet, "number_rows", 0, (double)shape.rows);
    pk_sheet_number(sheet, "number_to", 0, (double)shape.columns);
    pk_chart_panels(sheet, (int)maps);
    write_values(source, shape, maps, sheet);
    pk_sheet_columns(sheet, "panel\tx\ty\tgoodness\tbest\tmark\tdifference");
    write_fields(source, shape, maps, sheet);
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_sweep_map = {has_map, write_map};

/* ---- the best cells ---- */

static bool has_cells(const pk_chart_source_t *source)
{
    return has_best(source) && source->sweep->ncell > 1 && !has_line(source);
}

static void write_cells(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_sweep_t *sweep = source->sweep;
    pk_arena_t arena = {0};
    long *ranked = PK_ARRAY(&arena, long, sweep->ncell);
    const long all = pk_sweep_ranked(sweep, sweep->best.kpi, ranked), count = all < ROWS_MOST ? all : ROWS_MOST;
    double scale;
    const char *sign;
    (void)pk_figure_unit(sweep->baseline.kpis[sweep->best.kpi].unit, &scale, &sign);
    pk_chart_size(sheet, 1280, 220 + 26.0 * (double)(count < 8 ? 8 : count));
    pk_chart_title(source, sheet, PK_WORD_SWEEP_BEST_TITLE, label_of(source, sweep->best.kpi));
    write_runs_note(source, PK_WORD_SWEEP_BEST_NOTE, sheet);
    write_legend(source, sheet);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_ROW, unit_of(source, sweep->best.kpi));
    pk_sheet_number(sheet, "number_rows", 0, (double)count);
    pk_sheet_columns(sheet, "row\tverdict\tmean\tp05\tp95");
    for (long k = 0; k < count; k++) {
        const pk_sweep_kpi_t *one = pk_sweep_kpi(sweep, ranked[k], sweep->best.kpi);
        PK_SHEET_ROW(sheet, (double)(k + 1), verdict_of(one), scale * one->diff_mean, scale * one->diff_p05,
                     scale * one->diff_p95);
        pk_sheet_among(sheet, "row", (int)k + 1, PK_CHART_TITLE,
                       pk_arena_format(&arena, "%ld: %s", ranked[k] + 1,
                                       pk_sweep_cell(source->language, sweep, ranked[k], &arena)));
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_sweep_best = {has_cells, write_cells};
