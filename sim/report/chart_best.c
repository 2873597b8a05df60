/* The best plan: what each channel's spend brings, spend before and after, its share beside that of the effect, the
 * price of bounds, and what other budgets would bring. */
#include <math.h>
#include <string.h>

#include "report/chart.h"
#include "report/figure.h"

enum { ROWS_MOST = 24 };

static const pk_result_kpi_t *aim_of(const pk_chart_source_t *source)
{
    const pk_result_t *r = &source->best->comparison.results[0];
    return &r->kpis[pk_result_kpi(r, source->best->aim)];
}

static void write_title(const pk_chart_source_t *source, pk_word_t title, pk_sheet_t *sheet)
{
    pk_chart_title(source, sheet, title, pk_chart_kpi_label(source->language, aim_of(source)));
}

static void write_draws(const pk_chart_source_t *source, pk_word_t note, pk_sheet_t *sheet)
{
    pk_arena_t arena = {0};
    pk_chart_note(source, sheet, note, pk_chart_count(source->language, source->best->draws, &arena));
    pk_arena_free(&arena);
}

static void write_legend(const pk_chart_source_t *source, pk_word_t one, pk_word_t other, pk_sheet_t *sheet)
{
    pk_sheet_label(sheet, "legend", 1, PK_CHART_TITLE, pk_word(source->language, one));
    pk_sheet_label(sheet, "legend", 2, PK_CHART_TITLE, pk_word(source->language, other));
}

/* What an amount of the aim is multiplied by, and its unit. */
static const char *unit_of(const pk_chart_source_t *source, double *scale)
{
    const char *sign, *unit = pk_figure_unit(aim_of(source)->unit, scale, &sign);
    return *sign != '\0' ? sign : pk_word_unit(source->language, unit);
}

/* ---- what a channel's spend brings ---- */

static bool has_responses(const pk_chart_source_t *source)
{
    return source->best != NULL && source->best->nresponse > 0 && !source->best->flat;
}

static void write_level(int panel, int kind, double scale, const pk_best_level_t *level, pk_sheet_t *sheet)
{
    PK_SHEET_ROW(sheet, panel, kind, level->spend, scale * level->mean, scale * level->p05, scale * level->p95);
}

static void write_responses(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_best_t *best = source->best;
    double scale;
    const char *unit = unit_of(source, &scale);
    const int count = best->nresponse < ROWS_MOST ? best->nresponse : ROWS_MOST;
    pk_chart_size(sheet, 1280, 720);
    write_title(source, PK_WORD_BEST_RESPONSE_TITLE, sheet);
    write_draws(source, PK_WORD_BEST_RESPONSE_NOTE, sheet);
    write_legend(source, PK_WORD_BEST_TODAY, PK_WORD_BEST_BEST, sheet);
    pk_arena_t arena = {0};
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_TITLE,
                   pk_arena_format(&arena, "%s / %s", best->currency,
                                   pk_chart_step_word(source->language, &best->comparison.results[0])));
    pk_arena_free(&arena);
    pk_chart_panels(sheet, count);
    pk_sheet_columns(sheet, "panel\tkind\tx\tmean\tp05\tp95");
    for (int i = 0; i < count; i++) {
        const pk_best_response_t *response = &best->responses[i];
        if (i > 0) {
            pk_sheet_block(sheet);
        }
        pk_sheet_among(sheet, "panel", i + 1, PK_CHART_PANEL, pk_chart_label(response->label, response->name));
        pk_sheet_label(sheet, "unit", i + 1, PK_CHART_ROW, unit);
        for (int k = 0; k < response->count; k++) {
            write_level(i + 1, 0, scale, &response->levels[k], sheet);
        }
        write_level(i + 1, 1, scale, &response->today, sheet);
        write_level(i + 1, 2, scale, &response->best, sheet);
    }
}

const pk_chart_data_t pk_chart_best_response = {has_responses, write_responses};

/* ---- spend before and after, and shares ---- */

static int begin_bars(int count, pk_sheet_t *sheet)
{
    const int rows = count < ROWS_MOST ? count : ROWS_MOST;
    pk_chart_size(sheet, 1280, 180 + 56 * (rows > 3 ? rows : 3));
    pk_sheet_number(sheet, "number_rows", 0, rows);
    pk_sheet_columns(sheet, "row\tseries\tvalue");
    return rows;
}

static void write_spend(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_best_t *best = source->best;
    const int rows = begin_bars(best->nresponse, sheet);
    write_title(source, PK_WORD_BEST_SPEND_TITLE, sheet);
    pk_chart_note(source, sheet, PK_WORD_BEST_SPEND_NOTE, best->currency);
    write_legend(source, PK_WORD_BEST_TODAY, PK_WORD_BEST_BEST, sheet);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_TITLE, best->currency);
    for (int i = 0; i < rows; i++) {
        const pk_best_response_t *response = &best->responses[i];
        pk_sheet_among(sheet, "row", i + 1, PK_CHART_ROW, pk_chart_label(response->label, response->name));
        PK_SHEET_ROW(sheet, i + 1, 1, response->spend_today);
        PK_SHEET_ROW(sheet, i + 1, 2, response->spend_best);
    }
}

const pk_chart_data_t pk_chart_best_spend = {has_responses, write_spend};

static bool has_shares(const pk_chart_source_t *source)
{
    double spend = 0, effect = 0;
    for (int i = 0; has_responses(source) && i < source->best->nresponse; i++) {
        spend += source->best->responses[i].spend_best;
        effect += fabs(source->best->responses[i].best.mean);
    }
    return spend > 0 && effect > 0;
}

static void write_shares(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_best_t *best = source->best;
    const int rows = begin_bars(best->nresponse, sheet);
    double spend = 0, effect = 0;
    for (int i = 0; i < best->nresponse; i++) {
        spend += best->responses[i].spend_best;
        effect += fabs(best->responses[i].best.mean);
    }
    write_title(source, PK_WORD_BEST_SHARE_TITLE, sheet);
    write_draws(source, PK_WORD_BEST_SHARE_NOTE, sheet);
    write_legend(source, PK_WORD_BEST_SHARE_SPEND, PK_WORD_BEST_SHARE_EFFECT, sheet);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_TITLE, "%");
    for (int i = 0; i < rows; i++) {
        const pk_best_response_t *response = &best->responses[i];
        pk_sheet_among(sheet, "row", i + 1, PK_CHART_ROW, pk_chart_label(response->label, response->name));
        PK_SHEET_ROW(sheet, i + 1, 1, 100 * response->spend_best / spend);
        PK_SHEET_ROW(sheet, i + 1, 2, 100 * response->best.mean / effect);
    }
}

const pk_chart_data_t pk_chart_best_share = {has_shares, write_shares};

/* ---- prices ---- */

/* In money alone: a lever's and a capacity's are in another measure. */
static bool is_priced(const pk_best_row_t *row)
{
    return row->kind != PK_BEST_LEVER && row->kind != PK_BEST_CAPACITY && isfinite(row->price) && row->price != 0;
}

/* Whether the table has a price that is_priced leaves out. */
static bool has_other_prices(const pk_best_t *best)
{
    for (int i = 0; i < best->nrow; i++) {
        const pk_best_row_t *row = &best->rows[i];
        if ((row->kind == PK_BEST_LEVER || row->kind == PK_BEST_CAPACITY) && isfinite(row->price) && row->price != 0) {
            return true;
        }
    }
    return false;
}

static bool has_prices(const pk_chart_source_t *source)
{
    for (int i = 0; source->best != NULL && i < source->best->nrow; i++) {
        if (is_priced(&source->best->rows[i])) {
            return true;
        }
    }
    return false;
}

/* Those on which the most hangs. */
static int largest(const pk_best_t *best, int rows[ROWS_MOST])
{
    int count = 0;
    for (int i = 0; i < best->nrow; i++) {
        if (!is_priced(&best->rows[i])) {
            continue;
        }
        int at = count < ROWS_MOST ? count++ : ROWS_MOST;
        for (; at > 0 && fabs(best->rows[rows[at - 1]].price) < fabs(best->rows[i].price); at--) {
            if (at < ROWS_MOST) {
                rows[at] = rows[at - 1];
            }
        }
        if (at < ROWS_MOST) {
            rows[at] = i;
        }
    }
    return count;
}

static void write_prices(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_best_t *best = source->best;
    int chosen[ROWS_MOST];
    double scale;
    const char *unit = unit_of(source, &scale);
    pk_arena_t arena = {0};
    const int count = largest(best, chosen), rows = begin_bars(count, sheet);
    write_title(source, PK_WORD_BEST_PRICE_TITLE, sheet);
    pk_chart_note(source, sheet, PK_WORD_BEST_PRICE_NOTE,
                  has_other_prices(best) ? pk_word(source->language, PK_WORD_BEST_PRICE_OTHERS) : "");
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_TITLE, unit);
    for (int i = 0; i < rows; i++) {
        const pk_best_row_t *row = &best->rows[chosen[i]];
        const char *label = row->kind == PK_BEST_BUDGET ? pk_word(source->language, PK_WORD_BEST_BUDGET)
                                                        : pk_chart_label(row->label, row->name);
        label = strcmp(row->period, "all") == 0 ? label : pk_arena_format(&arena, "%s %s", row->period, label);
        pk_sheet_among(sheet, "row", i + 1, PK_CHART_ROW, label);
        PK_SHEET_ROW(sheet, i + 1, 1, scale * row->price);
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_best_prices = {has_prices, write_prices};

/* ---- other budgets ---- */

static bool has_curve(const pk_chart_source_t *source)
{
    return source->best != NULL && source->best->ncurve >= 3;
}

static void write_curve(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_best_t *best = source->best;
    double scale;
    const char *unit = unit_of(source, &scale);
    pk_chart_size(sheet, 1280, 720);
    write_title(source, PK_WORD_BEST_CURVE_TITLE, sheet);
    write_draws(source, PK_WORD_BEST_CURVE_NOTE, sheet);
    write_legend(source, PK_WORD_BEST_TODAY, PK_WORD_BEST_BEST, sheet);
    pk_arena_t arena = {0};
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_TITLE,
                   pk_arena_format(&arena, "%s, %s", pk_word(source->language, PK_WORD_BEST_BUDGET), best->currency));
    pk_arena_free(&arena);
    pk_chart_panels(sheet, 1);
    pk_sheet_among(sheet, "panel", 1, PK_CHART_PANEL, pk_chart_kpi_label(source->language, aim_of(source)));
    pk_sheet_label(sheet, "unit", 1, PK_CHART_ROW, unit);
    pk_sheet_columns(sheet, "panel\tkind\tx\tmean\tp05\tp95");
    for (int k = 0; k < best->ncurve; k++) {
        const pk_budget_point_t *point = &best->curve[k];
        PK_SHEET_ROW(sheet, 1, 0, point->budget, scale * point->mean, scale * point->p05, scale * point->p95);
    }
    PK_SHEET_ROW(sheet, 1, 1, best->spent_today, scale * best->aim_today, scale * best->aim_today,
                 scale * best->aim_today);
    PK_SHEET_ROW(sheet, 1, 2, best->spent, scale * best->aim_best, scale * best->aim_best, scale * best->aim_best);
}

const pk_chart_data_t pk_chart_best_budget = {has_curve, write_curve};
