/* What was seen beside the runs: a panel a column, the runs over the same steps as bands. */
#include <math.h>

#include "report/actual_words.h"
#include "report/chart.h"
#include "report/local.h"

enum { PANELS_MOST = 12, POINTS_MOST = 400, TITLE_LETTERS = 70 };

static bool has_data(const pk_chart_source_t *source)
{
    return source->result->nactual > 0 && source->result->nstep > 0;
}

typedef struct {
    double low, high;
} reach_t;

static void put(pk_sheet_t *sheet, int panel, double time, double actual, const pk_summary_t *s, reach_t *reach)
{
    PK_SHEET_ROW(sheet, panel, time, actual, s->p05, s->p25, s->p50, s->p75, s->p95);
    reach->low = fmin(reach->low, fmin(s->p05, actual));
    reach->high = fmax(reach->high, fmax(s->p95, actual));
}

/* Whether each row is one whole step: then the runs are there in between as well. */
static bool is_stepwise(const pk_result_actual_t *actual)
{
    for (int i = 0; i < actual->count; i++) {
        if (actual->spans[i].first != actual->spans[i].last || actual->parts[2 * i] < 1) {
            return false;
        }
    }
    return true;
}

/* The whole time of a stage or a flow, with what was seen where it was. */
static void write_steps(const pk_result_t *r, const pk_result_actual_t *actual, int panel, pk_sheet_t *sheet,
                        reach_t *reach)
{
    int row = 0;
    for (int t = actual->flow >= 0 ? 1 : 0; t <= r->nstep; t++) {
        while (row < actual->count && actual->spans[row].last < t) {
            row++;
        }
        const bool seen = row < actual->count && actual->spans[row].last == t;
        if (seen || t % pk_chart_stride(r) == 0 || t == r->nstep) {
            const pk_summary_t *s = actual->flow >= 0 ? &r->flow_counts[pk_flow_cell(r, t, 0, actual->flow)]
                                                      : &r->stage_counts[pk_stage_cell(r, t, 0, actual->stage)];
            put(sheet, panel, pk_chart_time(r, t), seen ? actual->values[row] : NAN, s, reach);
        }
    }
}

/* The rows alone; a band ends where rows are missing. */
static void write_rows(const pk_result_t *r, const pk_result_actual_t *actual, int panel, pk_sheet_t *sheet,
                       reach_t *reach)
{
    const int stride = (actual->count - 1) / POINTS_MOST + 1;
    for (int i = 0; i < actual->count; i += stride) {
        if (i > 0 && !actual->at_end && actual->spans[i].first > actual->spans[i - 1].last + 1) {
            pk_sheet_gap(sheet);
        }
        put(sheet, panel,
            r->days != NULL ? 86400.0 * (double)(actual->ends[i] + 1) : pk_chart_time(r, actual->spans[i].last),
            actual->values[i], &actual->sum[i], reach);
    }
}

static void write_panel(const pk_chart_source_t *source, int index, pk_sheet_t *sheet, pk_arena_t *arena)
{
    const pk_result_t *r = source->result;
    const pk_result_actual_t *actual = &r->actuals[index];
    reach_t reach = {INFINITY, -INFINITY};
    if (actual->kpi < 0 && is_stepwise(actual)) {
        write_steps(r, actual, index + 1, sheet, &reach);
    } else {
        write_rows(r, actual, index + 1, sheet, &reach);
    }
    const double pad = reach.high > reach.low ? 0.06 * (reach.high - reach.low) : 1;
    const bool from_zero = reach.low >= 0 && reach.low - pad < 0.4 * reach.high;
    pk_sheet_number(sheet, "number_low", index + 1, from_zero ? 0 : reach.low - pad);
    pk_sheet_number(sheet, "number_high", index + 1, reach.high + pad);
    const char *label = pk_actual_label(source->language, r, actual, arena);
    const char *unit = pk_word_unit(source->language, actual->unit);
    pk_sheet_among(sheet, "panel", index + 1, TITLE_LETTERS,
                   actual->kpi >= 0 ? pk_arena_format(arena, "%s (%s), %s", label, actual->column, unit)
                                    : pk_arena_format(arena, "%s (%s)", label, actual->column));
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    const int shown = r->nactual < PANELS_MOST ? r->nactual : PANELS_MOST;
    pk_arena_t arena = {0};
    pk_sheet_columns(sheet, "panel\ttime\tactual\tp05\tp25\tp50\tp75\tp95");
    for (int i = 0; i < shown; i++) {
        if (i > 0) {
            pk_sheet_block(sheet);
        }
        write_panel(source, i, sheet, &arena);
    }
    pk_chart_size(sheet, 1280, 720);
    pk_chart_title(source, sheet, PK_WORD_ACTUALS_TITLE, pk_chart_scenario(r));
    pk_chart_note_of_runs(source, sheet, r->nrun, PK_WORD_ACTUALS_NOTE,
                          pk_chart_count(source->language, r->nrun, &arena));
    pk_chart_time_axis(source, r, sheet);
    pk_chart_grid(sheet, shown, shown <= 3 ? 1 : shown <= 6 ? 2 : 3);
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_actuals = {has_data, write};
