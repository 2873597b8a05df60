/* What each customer brings, as a histogram of the quantiles, and which part of the profit the best bring beside what
 * luck alone would give them. */
#include "report/chart.h"
#include "report/individual_words.h"
#include "report/local.h"

#include <math.h>

enum { BARS = 30 };

/* What a customer brings differs, or the best can be told. */
static bool has_spread(const pk_individuals_t *of)
{
    return of->value[0][PK_QUANTILES_OF_VALUE - 1] > of->value[0][0];
}

static bool has_best(const pk_individuals_t *of)
{
    return of->nbest > 0 && isfinite(of->profit_share[0]);
}

static bool has_data(const pk_chart_source_t *source)
{
    const pk_individuals_t *of = source->result->individuals;
    return of != NULL && has_spread(of);
}

/* A width of 1, 2 or 5 times a power of ten that makes at most BARS bars. */
static double width_of(double range)
{
    static const double factors[] = {1, 2, 5, 10};
    const double ten = pow(10, floor(log10(range / BARS)));
    int i = 0;
    while (i < 3 && range / (factors[i] * ten) > BARS) {
        i++;
    }
    return factors[i] * ten;
}

/* Whether more than one quantile has this value. */
static bool is_common(const double *quantiles, int k)
{
    return (k > 0 && quantiles[k - 1] == quantiles[k]) ||
           (k + 1 < PK_QUANTILES_OF_VALUE && quantiles[k + 1] == quantiles[k]);
}

/* The part of the people below x. Of the 1% between one quantile and the next half have either value where both are
 * common, else they lie evenly between them; the outermost 1% are at the outermost quantiles. */
static double part_below(const double *quantiles, double x)
{
    const int last = PK_QUANTILES_OF_VALUE - 1;
    int k = 0;
    while (k <= last && quantiles[k] < x) {
        k++;
    }
    if (k == 0 || k > last) {
        return k > last;
    }
    const bool apart = is_common(quantiles, k - 1) && is_common(quantiles, k);
    return (k + (apart ? 0.5 : (x - quantiles[k - 1]) / (quantiles[k] - quantiles[k - 1]))) / 100;
}

/* Bars [a, b[, so that the one from 0 on holds those who bring nothing. */
static void write_bars(const pk_individuals_t *of, pk_sheet_t *sheet)
{
    const double *quantiles = of->value[0];
    const double low = quantiles[0], high = quantiles[PK_QUANTILES_OF_VALUE - 1], width = width_of(high - low);
    const long first = (long)floor(low / width), last = (long)floor(high / width);
    for (long k = first; k <= last; k++) {
        const double from = k == first ? 0 : part_below(quantiles, (double)k * width);
        const double to = k == last ? 1 : part_below(quantiles, (double)(k + 1) * width);
        PK_SHEET_ROW(sheet, 1, (double)k * width, (double)(k + 1) * width, 100 * (to - from), 0);
    }
}

static void write_best(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_individuals_t *of = source->result->individuals;
    const pk_language_t language = source->language;
    pk_arena_t arena = {0};
    pk_sheet_block(sheet);
    for (int k = 0; k < of->nbest; k++) {
        const char *best = pk_local_chance(language, of->best_share[k], 0, &arena);
        PK_SHEET_ROW(sheet, 2, k + 1, 100 * of->profit_share[k], 100 * of->by_luck[k], 2 * k + 1);
        pk_sheet_label(sheet, "mark", 2 * k + 1, PK_CHART_ROW,
                       pk_individual_profit(language, of->profit_share[k], &arena));
        pk_sheet_label(sheet, "mark", 2 * k + 2, PK_CHART_ROW, pk_individual_profit(language, of->by_luck[k], &arena));
        pk_sheet_among(sheet, "row", k + 1, PK_CHART_ROW,
                       pk_chart_fill(pk_word(language, PK_WORD_VALUE_BEST), best, &arena));
    }
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    const pk_language_t language = source->language;
    const bool best = has_best(r->individuals);
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, 560);
    pk_chart_title(source, sheet, PK_WORD_VALUE_TITLE, pk_chart_scenario(r));
    pk_chart_note(source, sheet, PK_WORD_VALUE_NOTE, "");
    pk_chart_grid(sheet, best ? 2 : 1, best ? 2 : 1);
    pk_sheet_among(sheet, "panel", 1, PK_CHART_TITLE, pk_word(language, PK_WORD_VALUE_PANEL));
    pk_sheet_label(sheet, "unit", 1, PK_CHART_ROW, r->currency);
    pk_sheet_label(sheet, "unit", 2, PK_CHART_ROW, pk_word(language, PK_WORD_VALUE_PROFIT));
    pk_sheet_number(sheet, "number_from", 0, r->individuals->value_mean[0]);
    const pk_local_amount_t mean =
        pk_local_amount(language, r->currency, r->individuals->value_mean[0], NAN, NAN, false, &arena);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_ROW,
                   pk_chart_fill(pk_word(language, PK_WORD_VALUE_MEAN),
                                 pk_local_with_unit(mean.value, mean.unit, &arena), &arena));
    pk_sheet_columns(sheet, "panel\tfrom\tto\tshare\tmark");
    write_bars(r->individuals, sheet);
    if (best) {
        pk_sheet_among(sheet, "panel", 2, PK_CHART_TITLE, pk_word(language, PK_WORD_VALUE_BEST_PANEL));
        pk_sheet_label(sheet, "legend", 1, PK_CHART_TITLE, pk_word(language, PK_WORD_VALUE_HERE));
        if (isfinite(r->individuals->by_luck[0])) {
            pk_sheet_label(sheet, "legend", 2, PK_CHART_TITLE, pk_word(language, PK_WORD_VALUE_LUCK));
        }
        pk_sheet_number(sheet, "number_rows", 0, r->individuals->nbest);
        write_best(source, sheet);
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_value = {has_data, write};
