/* What each driver of a plan brought: the plan shared out from what is there with nothing on to all of it; what is
 * missing without each, with its interval; each channel's part of the spend beside its part of the effect. */
#include <math.h>

#include "report/add_up.h"
#include "report/attribution.h"
#include "report/chart.h"
#include "report/figure.h"

enum { ROWS_MOST = 40 };
enum { LOSS, GAIN, SUM, RIVAL }; /* what a bar of the waterfall is */
enum { ABOVE = 1, BELOW, UNCLEAR };

static const pk_result_kpi_t *kpi_of(const pk_chart_source_t *source)
{
    const pk_attribution_t *found = source->attribution;
    return &found->result.kpis[found->kpis[pk_attribution_main(found)].index];
}

static const char *label_of(const pk_attribution_t *found, int d)
{
    const pk_result_driver_t *driver = &found->result.drivers[found->drivers[d].index];
    return pk_chart_label(driver->label, driver->name);
}

/* The drivers that did something, at most `most` of them; gives how many. */
static int choose(const pk_attribution_t *found, int *drivers, int most)
{
    int count = 0;
    for (int d = 0; d < found->ndriver && count < most; d++) {
        if (!found->drivers[d].idle) {
            drivers[count++] = d;
        }
    }
    return count;
}

static double scale_of(const pk_chart_source_t *source)
{
    double scale;
    const char *sign;
    (void)pk_figure_unit(kpi_of(source)->unit, &scale, &sign);
    return scale;
}

static void write_frame(const pk_chart_source_t *source, pk_word_t title, pk_word_t note, const char *given, int rows,
                        pk_sheet_t *sheet)
{
    const pk_result_kpi_t *kpi = kpi_of(source);
    pk_chart_size(sheet, 1280, 220 + 30.0 * (rows < 8 ? 8 : rows));
    pk_chart_title(source, sheet, title, pk_chart_kpi_label(source->language, kpi));
    pk_chart_note(source, sheet, note, given);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_ROW, pk_word_unit(source->language, kpi->unit));
    pk_sheet_number(sheet, "number_rows", 0, rows);
}

static bool has_players(const pk_chart_source_t *source)
{
    return source->attribution->nplayer > 0;
}

/* ---- from nothing on to all on ---- */

typedef struct {
    const pk_chart_source_t *source;
    pk_sheet_t *sheet;
    double level, most, grain; /* most, grain: how the figures are written */
    int row;
} fall_t;

/* `told` is what the change is said to be. */
static void fall(fall_t *self, const char *label, int kind, double from, double change, double told)
{
    pk_arena_t arena = {0};
    const double scale = scale_of(self->source);
    self->level = from + change;
    PK_SHEET_ROW(self->sheet, ++self->row, kind, scale * from, scale * self->level);
    pk_sheet_among(self->sheet, "row", self->row, PK_CHART_ROW, label);
    pk_sheet_label(
        self->sheet, "mark", self->row, PK_CHART_ROW,
        pk_chart_figure_at(self->source->language, scale * told, self->most, self->grain, kind != SUM, &arena));
    pk_arena_free(&arena);
}

static void write_shares(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_attribution_t *found = source->attribution;
    const int main = pk_attribution_main(found);
    int drivers[ROWS_MOST];
    const int count = choose(found, drivers, ROWS_MOST);
    pk_arena_t arena = {0};
    const double *told = pk_attribution_shares(found, main, &arena), scale = scale_of(source);
    fall_t self = {.source = source, .sheet = sheet, .grain = scale * pk_attribution_grain(found, main)};
    for (int i = 0; i < found->ndriver + 2; i++) {
        self.most = fmax(self.most, scale * fabs(told[i]));
    }
    write_frame(source, PK_WORD_ATTRIBUTION_TITLE, PK_WORD_ATTRIBUTION_NOTE, "", count + 2, sheet);
    pk_sheet_columns(sheet, "row\tkind\tfrom\tto");
    fall(&self, pk_word(source->language, PK_WORD_ATTRIBUTION_ORGANIC), SUM, 0, found->kpis[main].organic,
         told[found->ndriver]);
    for (int i = 0; i < count; i++) {
        const double share = pk_attributed_cell(found, drivers[i], main)->shapley;
        const bool rival = found->drivers[drivers[i]].kind == PK_ATTRIBUTED_RIVAL;
        fall(&self, label_of(found, drivers[i]),
             rival       ? RIVAL
             : share < 0 ? LOSS
                         : GAIN,
             self.level, share, told[drivers[i]]);
    }
    fall(&self, pk_word(source->language, PK_WORD_ATTRIBUTION_ALL), SUM, 0, found->kpis[main].all_on,
         told[found->ndriver + 1]);
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_attribution = {has_players, write_shares};

/* ---- what is missing without each ---- */

static void write_missing(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    static const pk_word_t words[] = {PK_WORD_INCREMENTAL_ABOVE, PK_WORD_INCREMENTAL_BELOW, PK_WORD_UNSURE};
    const pk_attribution_t *found = source->attribution;
    const int main = pk_attribution_main(found);
    const double scale = scale_of(source);
    int drivers[ROWS_MOST];
    const int count = choose(found, drivers, ROWS_MOST);
    pk_arena_t arena = {0};
    write_frame(source, PK_WORD_INCREMENTAL_TITLE, PK_WORD_INCREMENTAL_NOTE,
                pk_chart_count(source->language, found->draws, &arena), count, sheet);
    for (int k = 0; k < 3; k++) {
        pk_sheet_label(sheet, "legend", k + 1, PK_CHART_TITLE, pk_word(source->language, words[k]));
    }
    pk_sheet_columns(sheet, "row\tkind\tmean\tp05\tp95");
    for (int i = 0; i < count; i++) {
        const pk_attributed_t *cell = pk_attributed_cell(found, drivers[i], main);
        PK_SHEET_ROW(sheet, i + 1,
                     cell->p05 > 0   ? ABOVE
                     : cell->p95 < 0 ? BELOW
                                     : UNCLEAR,
                     scale * cell->incremental, scale * cell->p05, scale * cell->p95);
        pk_sheet_among(sheet, "row", i + 1, PK_CHART_ROW, label_of(found, drivers[i]));
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_incremental = {has_players, write_missing};

/* ---- spend and effect ---- */

/* What a channel of ours brought back: incremental revenue - cost; 0 where nothing is spent. */
static double brought(const pk_attributed_return_t *back)
{
    return back->spend > 0 ? back->roas * back->spend : 0;
}

/* The sums over channels of ours, and how many have spend. */
static int sum_up(const pk_attribution_t *found, double *spend, double *effect)
{
    int count = 0;
    *spend = *effect = 0;
    for (int d = 0; d < found->ndriver; d++) {
        if (found->drivers[d].kind == PK_ATTRIBUTED_OURS && found->drivers[d].back.spend > 0) {
            *spend += found->drivers[d].back.spend;
            *effect += brought(&found->drivers[d].back);
            count++;
        }
    }
    return count;
}

static bool has_spend(const pk_chart_source_t *source)
{
    double spend, effect;
    return sum_up(source->attribution, &spend, &effect) > 1 && effect > 0;
}

static void write_percent(const pk_chart_source_t *source, int mark, double percent, pk_sheet_t *sheet)
{
    pk_arena_t arena = {0};
    const char *text = pk_chart_figure(source->language, round(percent), false, &arena);
    pk_sheet_label(sheet, "mark", mark, PK_CHART_ROW,
                   pk_arena_format(&arena, source->language == PK_ENGLISH ? "%s%%" : "%s\xc2\xa0%%", text));
    pk_arena_free(&arena);
}

static void write_parts(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    static const pk_word_t words[] = {PK_WORD_SPEND_SHARE_SPEND, PK_WORD_SPEND_SHARE_EFFECT};
    const pk_attribution_t *found = source->attribution;
    double spend, effect, spends[ROWS_MOST], effects[ROWS_MOST];
    const int count = sum_up(found, &spend, &effect);
    int row = 0;
    for (int d = 0; d < found->ndriver && row < ROWS_MOST; d++) {
        const pk_attributed_return_t *back = &found->drivers[d].back;
        if (found->drivers[d].kind == PK_ATTRIBUTED_OURS && back->spend > 0) {
            spends[row] = back->spend / spend;
            effects[row++] = brought(back) / effect;
        }
    }
    pk_add_up_percent(spends, row, 0, spends);
    pk_add_up_percent(effects, row, 0, effects);
    row = 0;
    pk_chart_size(sheet, 1280, 220 + 50.0 * (count < 5 ? 5 : count < ROWS_MOST ? count : ROWS_MOST));
    pk_chart_title(source, sheet, PK_WORD_SPEND_SHARE_TITLE, pk_chart_scenario(&found->result));
    pk_chart_note(source, sheet, PK_WORD_SPEND_SHARE_NOTE, "");
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_ROW, "%");
    pk_sheet_number(sheet, "number_rows", 0, count < ROWS_MOST ? count : ROWS_MOST);
    for (int k = 0; k < 2; k++) {
        pk_sheet_label(sheet, "legend", k + 1, PK_CHART_TITLE, pk_word(source->language, words[k]));
    }
    pk_sheet_columns(sheet, "row\tspend\teffect");
    for (int d = 0; d < found->ndriver && row < ROWS_MOST; d++) {
        const pk_attributed_return_t *back = &found->drivers[d].back;
        if (found->drivers[d].kind != PK_ATTRIBUTED_OURS || !(back->spend > 0)) {
            continue;
        }
        row++;
        PK_SHEET_ROW(sheet, row, 100 * back->spend / spend, 100 * brought(back) / effect);
        pk_sheet_among(sheet, "row", row, PK_CHART_ROW, label_of(found, d));
        write_percent(source, 2 * row - 1, spends[row - 1], sheet);
        write_percent(source, 2 * row, effects[row - 1], sheet);
    }
}

const pk_chart_data_t pk_chart_spend_share = {has_spend, write_parts};
