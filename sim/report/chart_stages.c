/* How many customers are in each stage over time, a panel a stage. */
#include "report/chart.h"

#include <stddef.h>

static bool has_data(const pk_chart_source_t *source)
{
    return source->result->stage_counts != NULL && source->result->nstep > 0;
}

/* Every stride-th step, and the last. */
static int next_step(const pk_result_t *r, int step)
{
    int next = step + pk_chart_stride(r);
    return next > r->nstep && step < r->nstep ? r->nstep : next;
}

/* Nobody is ever in a stage that is passed in no time: it gets no panel. */
static int list_stages(const pk_result_t *r, int *shown)
{
    int count = 0;
    for (int stage = 0; stage < r->nstage; stage++) {
        if (!r->stages[stage].instant) {
            shown[count++] = stage;
        }
    }
    return count;
}

static void write_stage(const pk_result_t *r, int panel, int stage, pk_sheet_t *sheet)
{
    double high = 0;
    for (int step = 0; step <= r->nstep; step = next_step(r, step)) {
        const pk_summary_t *s = &r->stage_counts[pk_stage_cell(r, step, 0, stage)];
        PK_SHEET_ROW(sheet, panel, step, pk_chart_time(r, step), s->mean, s->p05, s->p25, s->p50, s->p75, s->p95);
        high = s->p95 > high ? s->p95 : high;
    }
    pk_sheet_number(sheet, "number_high", panel, high > 0 ? 1.05 * high : 1);
}

static void write_labels(const pk_chart_source_t *source, const int *shown, int count, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, count > 20 ? 36 * count : 720);
    pk_chart_title(source, sheet, PK_WORD_STAGES_TITLE, pk_chart_scenario(r));
    pk_chart_note_of_runs(source, sheet, r->nrun, PK_WORD_BANDS_NOTE,
                          pk_chart_count(source->language, r->nrun, &arena));
    pk_sheet_label(sheet, "ylabel", 0, PK_CHART_ROW, pk_word(source->language, PK_WORD_CUSTOMERS));
    pk_chart_time_axis(source, r, sheet);
    pk_chart_panels(sheet, count);
    for (int k = 0; k < count; k++) {
        const pk_result_stage_t *stage = &r->stages[shown[k]];
        pk_sheet_among(sheet, "panel", k + 1, PK_CHART_PANEL, pk_chart_label(stage->label, stage->name));
    }
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    pk_sheet_columns(sheet, "panel\tstep\ttime\tmean\tp05\tp25\tp50\tp75\tp95");
    int shown[PK_CHART_MOST];
    const int count = list_stages(source->result, shown);
    for (int k = 0; k < count; k++) {
        if (k > 0) {
            pk_sheet_block(sheet);
        }
        write_stage(source->result, k + 1, shown[k], sheet);
    }
    write_labels(source, shown, count, sheet);
}

const pk_chart_data_t pk_chart_stages = {has_data, write};
