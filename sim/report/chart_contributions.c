/* What each driver brought to what was observed, one on the other: a panel a series. */
#include "report/chart.h"

#include <math.h>

enum { BANDS = 8 /* more are one */, PANELS = 4, POINTS = 200 };

static bool has_data(const pk_chart_source_t *source)
{
    return source->calibrated->ncontributor > 0;
}

/* What a band has of a value: its contributor, or the last band that and all after it. */
static double part_of(const pk_calibrated_t *of, int value, int band, int bands)
{
    const int last = band == bands - 1 ? of->ncontributor - 1 : band;
    double sum = 0;
    for (int k = band; k <= last; k++) {
        sum += of->contributions[(long)value * of->ncontributor + k].mean;
    }
    return sum;
}

/* Where a band begins: on the bands before it that have its sign, so that what is lost stands below 0. */
static double base_of(const pk_calibrated_t *of, int value, int band, int bands)
{
    const bool lost = part_of(of, value, band, bands) < 0;
    double sum = 0;
    for (int k = 0; k < band; k++) {
        const double part = part_of(of, value, k, bands);
        sum += (part < 0) == lost ? part : 0;
    }
    return sum;
}

typedef struct {
    const pk_calibrated_t *of;
    int first, count, bands;
    double low, high; /* of what is drawn */
} panel_t;

static void see(panel_t *panel, double y)
{
    panel->low = fmin(panel->low, y);
    panel->high = fmax(panel->high, y);
}

/* A box a value, from where the one before it ends; a long series is thinned evenly. Band `bands`: what was observed.
 */
static void write_band(const pk_result_t *plan, panel_t *panel, int number, int band, pk_sheet_t *sheet)
{
    const int stride = (panel->count - 1) / POINTS + 1;
    double from = NAN;
    for (int k = panel->first; k < panel->first + panel->count; k += stride) {
        const pk_learned_value_t *v = &panel->of->values[k];
        const bool observed = band == panel->bands;
        const double to = pk_chart_time(plan, v->last), base = observed ? 0 : base_of(panel->of, k, band, panel->bands);
        const double top = observed ? v->observed : base + part_of(panel->of, k, band, panel->bands);
        from = stride > 1 && isfinite(from) ? from : pk_chart_time(plan, v->first > 0 ? v->first - 1 : 0);
        PK_SHEET_ROW(sheet, number, band + 1, from, to, base, top);
        see(panel, base);
        see(panel, isfinite(top) ? top : 0);
        from = to;
    }
}

static void write_panel(const pk_result_t *plan, panel_t *panel, int number, pk_sheet_t *sheet)
{
    for (int band = 0; band <= panel->bands; band++) {
        if (number > 1 || band > 0) {
            pk_sheet_block(sheet);
        }
        write_band(plan, panel, number, band, sheet);
    }
    const double pad = 0.05 * (panel->high - panel->low);
    pk_sheet_number(sheet, "number_low", number, panel->low < 0 ? panel->low - pad : 0);
    pk_sheet_number(sheet, "number_high", number, panel->high > panel->low ? panel->high + pad : 1);
}

static void write_legend(const pk_chart_source_t *source, int bands, pk_sheet_t *sheet)
{
    const pk_calibrated_t *of = source->calibrated;
    for (int band = 0; band < bands; band++) {
        const bool others = band == bands - 1 && bands < of->ncontributor;
        const pk_contributor_t *who = &of->contributors[band];
        pk_sheet_among(sheet, "row", band + 1, PK_CHART_ROW,
                       band == 0 ? pk_word(source->language, PK_WORD_ATTRIBUTION_ORGANIC)
                       : others  ? pk_word(source->language, PK_WORD_SPEND_OTHERS)
                                 : pk_chart_label(who->label, who->driver));
    }
    pk_sheet_label(sheet, "legend", 1, PK_CHART_TITLE, pk_word(source->language, PK_WORD_FIT_OBSERVED));
    pk_sheet_number(sheet, "number_rows", 0, bands);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_calibrated_t *of = source->calibrated;
    const pk_result_t plan = pk_chart_calibrated(of);
    const int shown = of->ncontributed < PANELS ? of->ncontributed : PANELS, left = of->ncontributed - shown;
    const int bands = of->ncontributor < BANDS ? of->ncontributor : BANDS;
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, 720);
    pk_chart_title(source, sheet, PK_WORD_CONTRIBUTIONS_TITLE, of->title);
    pk_chart_note(source, sheet, left > 0 ? PK_WORD_CONTRIBUTIONS_NOTE_LEFT : PK_WORD_CONTRIBUTIONS_NOTE,
                  left > 0 ? pk_chart_count(source->language, left, &arena) : "");
    pk_chart_time_axis(source, &plan, sheet);
    pk_chart_grid(sheet, shown, 1);
    write_legend(source, bands, sheet);
    pk_sheet_columns(sheet, "panel\tband\tfrom\tto\tbelow\tabove");
    panel_t panel = {.of = of, .bands = bands};
    for (int number = 1; number <= shown; number++, panel.first += panel.count) {
        panel.count = pk_chart_same_series(of, panel.first);
        panel.low = panel.high = 0;
        write_panel(&plan, &panel, number, sheet);
        pk_sheet_among(sheet, "panel", number, 2 * PK_CHART_PANEL,
                       pk_chart_label(of->contributed[number - 1].label, of->contributed[number - 1].series));
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_contributions = {has_data, write};
