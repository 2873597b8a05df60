/* Who stays a customer: a row for those who became customers in one period, a column a period after it. */
#include "report/chart.h"
#include "report/figure.h"
#include "report/individual_figures.h"
#include "report/local.h"

#include <math.h>

static bool has_data(const pk_chart_source_t *source)
{
    const pk_individuals_t *of = source->result->individuals;
    return of != NULL && of->nperiod > 1 && isfinite(pk_retained(of, 0));
}

static void write_rows(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_individuals_t *of = source->result->individuals;
    pk_arena_t arena = {0};
    for (int entry = 0; entry < of->nperiod; entry++) {
        const double entered = of->entered[entry];
        const char *count = pk_local_figure(source->language,
                                            pk_figure(entered, entered > 0 && entered < 10 ? 0.1 : 1, &arena), &arena);
        pk_sheet_among(sheet, "row", entry + 1, PK_CHART_ROW,
                       pk_arena_format(&arena, "%s (%s)", of->periods[entry], count));
        for (int period = 0; entry + period < of->nperiod; period++) {
            PK_SHEET_ROW(sheet, entry + 1, period, 100 * of->retention[entry * of->nperiod + period]);
        }
    }
    pk_arena_free(&arena);
}

enum { FIGURES = 40 };

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    const int count = r->individuals->nperiod;
    pk_arena_t arena = {0};
    /* Of more periods the fields have no figures, and need no height of their own. */
    pk_chart_size(sheet, 1280, count > FIGURES ? 720 : fmin(fmax(170 + 26 * count, 420), 1080));
    pk_chart_title(source, sheet, PK_WORD_RETENTION_TITLE, pk_chart_scenario(r));
    pk_chart_note(source, sheet, PK_WORD_RETENTION_NOTE, "");
    pk_sheet_label(sheet, "ylabel", 0, PK_CHART_TITLE, pk_word(source->language, PK_WORD_RETENTION_ROWS));
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_TITLE,
                   pk_chart_fill(pk_word(source->language, PK_WORD_RETENTION_COLUMNS),
                                 pk_word(source->language, pk_period_word(r)), &arena));
    pk_sheet_number(sheet, "number_rows", 0, count);
    pk_sheet_columns(sheet, "entry\tperiod\tshare");
    write_rows(source, sheet);
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_retention = {has_data, write};
