/* Cumulative profit over time: of a run with its bands; in a comparison, a panel a plan, how far it is ahead of the
 * baseline, with the step in which it has paid back. */
#include <math.h>

#include "report/chart.h"
#include "report/payback_words.h"

static bool has_data(const pk_chart_source_t *source)
{
    if (source->comparison == NULL) {
        return pk_result_money(source->result, "profit") >= 0;
    }
    for (int k = 0; k < source->comparison->nresult; k++) {
        if (pk_comparison_payback(source->comparison, k) != NULL) {
            return true;
        }
    }
    return false;
}

/* The highest and lowest of what is drawn, 0 among them. */
typedef struct {
    double low, high;
} reach_t;

static void put(pk_sheet_t *sheet, int panel, double time, const pk_summary_t *s, reach_t *reach)
{
    PK_SHEET_ROW(sheet, panel, time, s->mean, s->p05, s->p25, s->p50, s->p75, s->p95);
    reach->low = fmin(reach->low, s->p05);
    reach->high = fmax(reach->high, s->p95);
}

/* Axis from since[] to until[], the arrays of look.gp that no band of events uses in this chart. */
static void write_reach(pk_sheet_t *sheet, int panel, reach_t reach)
{
    const double pad = reach.high > reach.low ? 0.05 * (reach.high - reach.low) : 1;
    pk_sheet_number(sheet, "number_low", panel, reach.low < 0 ? reach.low - pad : 0);
    pk_sheet_number(sheet, "number_high", panel, reach.high + pad);
}

static void write_run(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    const pk_result_money_t *money = &r->money;
    const pk_summary_t *total = &money->total[(long)pk_result_money(r, "profit") * money->nperiod];
    const pk_summary_t nothing = {0};
    reach_t reach = {0};
    pk_arena_t arena = {0};
    put(sheet, 1, pk_chart_time(r, 0), &nothing, &reach);
    for (int p = 0; p < money->nperiod; p++) {
        put(sheet, 1, pk_chart_time(r, money->periods[p].last), &total[p], &reach);
    }
    write_reach(sheet, 1, reach);
    pk_chart_size(sheet, 1280, 720);
    pk_chart_title(source, sheet, PK_WORD_CUMULATIVE_TITLE, pk_chart_scenario(r));
    pk_chart_note_of_runs(source, sheet, r->nrun, PK_WORD_CUMULATIVE_NOTE,
                          pk_chart_count(source->language, r->nrun, &arena));
    pk_chart_time_axis(source, r, sheet);
    pk_chart_panels(sheet, 1);
    pk_sheet_among(sheet, "panel", 1, PK_CHART_PANEL, pk_word(source->language, PK_WORD_CUMULATIVE_PROFIT));
    pk_arena_free(&arena);
}

static int next_step(const pk_result_t *r, int step)
{
    const int next = step + pk_chart_stride(r);
    return next > r->nstep && step < r->nstep ? r->nstep : next;
}

static void write_plan(const pk_result_t *r, const pk_payback_t *payback, int panel, pk_sheet_t *sheet)
{
    reach_t reach = {0};
    for (int t = 0; t <= r->nstep; t = next_step(r, t)) {
        put(sheet, panel, pk_chart_time(r, t), &payback->ahead[t], &reach);
    }
    write_reach(sheet, panel, reach);
    if (pk_payback_step(payback) > 0) {
        pk_sheet_number(sheet, "number_payback", panel, pk_chart_time(r, pk_payback_step(payback)));
    }
}

static void write_comparison(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    const pk_result_t *base = &c->results[c->baseline];
    int panel = 0;
    pk_arena_t arena = {0};
    for (int k = 0; k < c->nresult && panel < PK_CHART_MOST; k++) {
        const pk_payback_t *payback = pk_comparison_payback(c, k);
        if (payback == NULL) {
            continue;
        }
        if (panel++ > 0) {
            pk_sheet_block(sheet);
        }
        write_plan(&c->results[k], payback, panel, sheet);
        pk_sheet_among(sheet, "panel", panel, PK_CHART_PANEL, pk_chart_scenario(&c->results[k]));
        if (payback->behind > 0) {
            pk_sheet_label(sheet, "mark", panel, PK_CHART_ROW,
                           pk_payback_value(source->language, &c->results[k], payback, &arena));
        }
    }
    pk_chart_size(sheet, 1280, panel > 12 ? 60 * panel : 720);
    pk_chart_title(source, sheet, PK_WORD_CUMULATIVE_AGAINST, pk_chart_scenario(base));
    pk_chart_note_of_runs(source, sheet, base->nrun, PK_WORD_CUMULATIVE_NOTE,
                          pk_chart_count(source->language, base->nrun, &arena));
    pk_sheet_label(sheet, "legend", 1, PK_CHART_NOTE, pk_word(source->language, PK_WORD_CUMULATIVE_MARK));
    pk_chart_time_axis(source, base, sheet);
    pk_chart_panels(sheet, panel);
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *r = pk_chart_baseline(source);
    pk_sheet_columns(sheet, "panel\ttime\tmean\tp05\tp25\tp50\tp75\tp95");
    (source->comparison == NULL ? write_run : write_comparison)(source, sheet);
    pk_sheet_label(sheet, "ylabel", 0, PK_CHART_ROW, r->currency);
}

const pk_chart_data_t pk_chart_cumulative = {has_data, write};
