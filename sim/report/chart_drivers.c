/* Spend and response of each channel over time: a column a channel, above what is paid in each step and what is felt of
 * it (with what is carried over from earlier steps, a driver's value), below the response to that. */
#include "report/chart.h"

#include <math.h>
#include <string.h>

enum { CHANNELS = 12, COLUMNS = 3, BINS = 300, KIND_PAID = 0, KIND_RESPONSE = 1, KIND_FELT = 2 };

static int collect(const pk_result_t *r, int channels[CHANNELS])
{
    int count = 0;
    for (int i = 0; i < r->ndriver && count < CHANNELS; i++) {
        if (strcmp(r->drivers[i].kind, "channel") == 0) {
            channels[count++] = i;
        }
    }
    return count;
}

static bool has_data(const pk_chart_source_t *source)
{
    int channels[CHANNELS];
    return source->result->driver_value != NULL && source->result->nstep > 0 && collect(source->result, channels) > 0;
}

/* The mean over steps first..last of one driver. */
static double average(const pk_result_t *r, const double *values, int driver, int first, int last)
{
    double sum = 0;
    for (int step = first; step <= last; step++) {
        sum += values[(long)(step - 1) * r->ndriver + driver];
    }
    return sum / (last - first + 1);
}

/* One kind of a panel; a row stands for the steps up to its end and holds until then, the last one closes the axis. A
 * long horizon is averaged in bins. Returns the highest value. */
static double write_kind(const pk_result_t *r, int panel, int kind, const double *values, int driver, pk_sheet_t *sheet)
{
    int bin = (r->nstep + BINS - 1) / BINS;
    double high = 0, value = 0;
    for (int first = 1; first <= r->nstep; first += bin) {
        int last = first + bin - 1 < r->nstep ? first + bin - 1 : r->nstep;
        value = average(r, values, driver, first, last);
        PK_SHEET_ROW(sheet, panel, kind, pk_chart_time(r, first - 1), pk_chart_time(r, last), value);
        high = value > high ? value : high;
    }
    double end = pk_chart_time(r, r->nstep);
    PK_SHEET_ROW(sheet, panel, kind, end, end, value);
    pk_sheet_gap(sheet);
    return high;
}

static void write_high(int panel, double high, pk_sheet_t *sheet)
{
    pk_sheet_number(sheet, "number_high", panel, high > 0 ? 1.08 * high : 1);
}

/* What is paid, where the channel costs us anything, and what is felt. */
static void write_spend(const pk_result_t *r, int panel, int driver, pk_sheet_t *sheet)
{
    const double paid =
        isnan(r->driver_paid[driver]) ? 0 : write_kind(r, panel, KIND_PAID, r->driver_paid, driver, sheet);
    write_high(panel, fmax(paid, write_kind(r, panel, KIND_FELT, r->driver_value, driver, sheet)), sheet);
}

static void write_title(const pk_chart_source_t *source, int panel, pk_word_t word, const char *const *labels,
                        int count, int which, pk_sheet_t *sheet)
{
    pk_arena_t arena = {0};
    const char *label = pk_sheet_apart((pk_sheet_set_t){labels, count, which}, PK_CHART_PANEL - 14, &arena);
    pk_sheet_among(sheet, "panel", panel, PK_CHART_PANEL + 14,
                   pk_chart_fill(pk_word(source->language, word), label, &arena));
    pk_arena_free(&arena);
}

static bool is_scaled(const pk_result_t *r)
{
    return r->spend_scale > 0 && r->spend_scale != 1;
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    int channels[CHANNELS], count = collect(r, channels);
    int columns = count < COLUMNS ? count : COLUMNS, blocks = (count + columns - 1) / columns;
    pk_chart_size(sheet, 1280, blocks > 1 ? 90 + 500 * blocks : 720);
    pk_chart_title(source, sheet, PK_WORD_DRIVERS_TITLE, pk_chart_scenario(r));
    pk_chart_note(source, sheet, PK_WORD_DRIVERS_NOTE, "");
    pk_chart_time_axis(source, r, sheet);
    pk_chart_grid(sheet, 2 * blocks * columns, columns);
    pk_sheet_label(sheet, "legend", 1, PK_CHART_TITLE, pk_word(source->language, PK_WORD_DRIVERS_PAID));
    pk_sheet_label(sheet, "legend", 2, PK_CHART_TITLE,
                   pk_word(source->language, is_scaled(r) ? PK_WORD_DRIVERS_SCALED : PK_WORD_DRIVERS_FELT));
    pk_sheet_columns(sheet, "panel\tkind\tfrom\tto\tvalue");
    pk_arena_t arena = {0};
    const char *unit = pk_arena_format(&arena, "%s / %s", r->currency, pk_chart_step_word(source->language, r));
    const char *labels[CHANNELS];
    for (int i = 0; i < count; i++) {
        labels[i] = pk_chart_label(r->drivers[channels[i]].label, r->drivers[channels[i]].name);
    }
    for (int i = 0; i < count; i++) {
        const pk_result_driver_t *driver = &r->drivers[channels[i]];
        int above = 2 * columns * (i / columns) + i % columns + 1, below = above + columns;
        write_spend(r, above, channels[i], sheet);
        write_title(source, above, PK_WORD_SPEND_PANEL, labels, count, i, sheet);
        pk_sheet_label(sheet, "unit", above, PK_CHART_ROW, unit);
        if (driver->has_response) {
            write_high(below, write_kind(r, below, KIND_RESPONSE, r->driver_response, channels[i], sheet), sheet);
            write_title(source, below, PK_WORD_RESPONSE_PANEL, labels, count, i, sheet);
        }
    }
    pk_arena_free(&arena);
}

const pk_chart_data_t pk_chart_drivers = {has_data, write};
