/* How long the first purchase takes, and the next: Kaplan and Meier's curves of everybody and of each persona, and how
 * many are still waiting below them. */
#include "report/chart.h"
#include "report/individual_figures.h"
#include "report/local.h"

#include <math.h>

enum { CURVES_MOST = 7, TICKS_MOST = 9, POINTS_MOST = 300 };

typedef struct {
    pk_word_t title, note, axis, share;
    const pk_kaplan_meier_t *curves;
    int ncurve;
} pk_waits_t;

/* Nothing is known where nobody was followed, or nothing was over. */
static bool is_known(const pk_kaplan_meier_t *curve)
{
    return curve->people > 0 && curve->steps > 0;
}

/* The curves, all of which are known: everybody's first. More personas than can be told apart are left out. */
static pk_waits_t waits_of(const pk_result_t *r, bool first)
{
    const pk_individuals_t *of = r->individuals;
    pk_waits_t waits = first ? (pk_waits_t){PK_WORD_WAIT_FIRST_TITLE, PK_WORD_WAIT_FIRST_NOTE, PK_WORD_WAIT_FIRST_AXIS,
                                            PK_WORD_WAIT_FIRST_SHARE, of->first_purchase,      of->ngroup}
                             : (pk_waits_t){PK_WORD_WAIT_NEXT_TITLE, PK_WORD_WAIT_NEXT_NOTE, PK_WORD_WAIT_NEXT_AXIS,
                                            PK_WORD_WAIT_NEXT_SHARE, of->between_purchases,  of->ngroup};
    waits.ncurve = waits.ncurve > CURVES_MOST ? 1 : waits.ncurve;
    return waits;
}

static bool has_first(const pk_chart_source_t *source)
{
    const pk_individuals_t *of = source->result->individuals;
    return of != NULL && is_known(of->first_purchase);
}

static bool has_next(const pk_chart_source_t *source)
{
    const pk_individuals_t *of = source->result->individuals;
    return of != NULL && is_known(of->between_purchases);
}

/* Every how many steps a tick stands: 1, 2 or 5 times a power of ten. */
static int tick_step(int steps)
{
    static const int factors[] = {1, 2, 5};
    for (int ten = 1;; ten *= 10) {
        for (int i = 0; i < 3; i++) {
            if (steps / (factors[i] * ten) < TICKS_MOST) {
                return factors[i] * ten;
            }
        }
    }
}

static void write_curve(const pk_kaplan_meier_t *curve, int row, pk_sheet_t *sheet)
{
    const int stride = (curve->steps + POINTS_MOST - 1) / POINTS_MOST;
    if (row > 1) {
        pk_sheet_block(sheet);
    }
    if (!is_known(curve)) {
        PK_SHEET_ROW(sheet, row, NAN, NAN, NAN, NAN, NAN, 0);
    }
    for (int step = 0; is_known(curve) && step <= curve->steps;
         step = step + stride > curve->steps && step < curve->steps ? curve->steps : step + stride) {
        PK_SHEET_ROW(sheet, row, step, 100 * curve->share[step], 100 * curve->low[step], 100 * curve->high[step],
                     curve->waiting[step], 0);
    }
}

/* How many wait at the ticks, a row a curve. */
static void write_waiting(const pk_chart_source_t *source, const pk_waits_t *waits, pk_sheet_t *sheet)
{
    pk_arena_t arena = {0};
    const int steps = waits->curves[0].steps, each = tick_step(steps);
    int mark = 0;
    pk_sheet_block(sheet);
    for (int row = 1; row <= waits->ncurve; row++) {
        const pk_kaplan_meier_t *curve = &waits->curves[row - 1];
        for (int step = 0; step <= steps; step += each) {
            const double waiting = step <= curve->steps && is_known(curve) ? curve->waiting[step] : 0;
            PK_SHEET_ROW(sheet, row, step, NAN, NAN, NAN, waiting, ++mark);
            pk_sheet_label(sheet, "mark", mark, PK_CHART_ROW,
                           pk_chart_figure(source->language, waiting, false, &arena));
        }
    }
    pk_sheet_number(sheet, "number_since", 1, each);
    pk_arena_free(&arena);
}

/* Where half are reached, and how many are left at the end. */
static void write_figures(const pk_chart_source_t *source, const pk_kaplan_meier_t *curve, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    pk_arena_t arena = {0};
    const int half = pk_half_by(curve);
    const char *left = pk_local_chance(source->language, 1 - curve->share[curve->steps], 0, &arena);
    pk_sheet_number(sheet, "number_from", 0, half);
    if (half >= 0) {
        const char *unit =
            half == 1 ? pk_chart_step_word(source->language, r) : pk_chart_steps_word(source->language, r->step_unit);
        pk_sheet_label(sheet, "unit", 1, PK_CHART_ROW,
                       pk_chart_fill(pk_word(source->language, PK_WORD_WAIT_HALF),
                                     pk_arena_format(&arena, "%d %s", half, unit), &arena));
    }
    pk_sheet_label(sheet, "unit", 2, PK_CHART_ROW,
                   pk_chart_fill(pk_word(source->language, PK_WORD_WAIT_LEFT), left, &arena));
    pk_arena_free(&arena);
}

/* Where the axis ends: at 100%, or a bit above curves that stay low. */
static double top_of(const pk_waits_t *waits)
{
    double most = 0;
    for (int i = 0; i < waits->ncurve; i++) {
        const pk_kaplan_meier_t *curve = &waits->curves[i];
        most = is_known(curve) ? fmax(most, fmax(curve->share[curve->steps], curve->high[curve->steps])) : most;
    }
    return most > 0.4 || most <= 0 ? 100 : 130 * most;
}

static void write_words(const pk_chart_source_t *source, const pk_waits_t *waits, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    const pk_language_t language = source->language;
    pk_arena_t arena = {0};
    const pk_word_t band = r->nrun > 1 ? PK_WORD_WAIT_BAND : PK_WORD_WAIT_BAND_ONE;
    pk_chart_size(sheet, 1280, 640 + 22 * (waits->ncurve - 1));
    pk_chart_title(source, sheet, waits->title, pk_chart_scenario(r));
    pk_chart_note(source, sheet, waits->note, pk_word(language, band));
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_TITLE,
                   pk_chart_fill(pk_word(language, waits->axis), pk_chart_steps_word(language, r->step_unit), &arena));
    pk_sheet_label(sheet, "ylabel", 0, PK_CHART_ROW, pk_word(language, waits->share));
    pk_sheet_label(sheet, "legend", 1, PK_CHART_ROW, pk_word(language, PK_WORD_WAIT_LEFT_BELOW));
    pk_sheet_number(sheet, "number_to", 0, waits->curves[0].steps);
    pk_sheet_number(sheet, "number_high", 1, top_of(waits));
    pk_sheet_number(sheet, "number_rows", 0, waits->ncurve);
    pk_sheet_among(sheet, "row", 1, PK_CHART_ROW, pk_word(language, PK_WORD_ALL));
    for (int row = 2; row <= waits->ncurve; row++) {
        pk_sheet_among(sheet, "row", row, PK_CHART_ROW,
                       pk_chart_label(r->group_labels[row - 1], r->group_names[row - 1]));
    }
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, bool first, pk_sheet_t *sheet)
{
    const pk_waits_t waits = waits_of(source->result, first);
    write_words(source, &waits, sheet);
    write_figures(source, waits.curves, sheet);
    pk_sheet_columns(sheet, "row\tstep\tshare\tlow\thigh\twaiting\tmark");
    for (int row = 1; row <= waits.ncurve; row++) {
        write_curve(&waits.curves[row - 1], row, sheet);
    }
    write_waiting(source, &waits, sheet);
}

static void write_first(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    write(source, true, sheet);
}

static void write_next(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    write(source, false, sheet);
}

const pk_chart_data_t pk_chart_first_purchase = {has_first, write_first};
const pk_chart_data_t pk_chart_next_purchase = {has_next, write_next};
