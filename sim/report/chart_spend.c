/* What is paid for each channel in each period, one on the other. */
#include <string.h>

#include "report/chart.h"

enum { CHANNELS = 8 }; /* more are one */

/* The channels that cost money, as kinds of money over time: at most CHANNELS, the rest together in the last. */
static int list_channels(const pk_result_t *r, int *whats)
{
    int count = 0;
    for (int k = 0; k < r->money.nwhat; k++) {
        if (strncmp(r->kpis[r->money.kpis[k]].name, "spend.", 6) == 0) {
            whats[count++] = k;
        }
    }
    return count;
}

static bool has_data(const pk_chart_source_t *source)
{
    const pk_result_t *r = source->result;
    int whats[r->money.nwhat + 1];
    const int spend = pk_result_money(r, "spend");
    return list_channels(r, whats) > 0 && r->money.total[(long)(spend + 1) * r->money.nperiod - 1].mean > 0;
}

/* What the channels first..last make in a period, the mean. */
static double paid(const pk_result_t *r, const int *whats, int first, int last, int period)
{
    double sum = 0;
    for (int k = first; k <= last; k++) {
        sum += r->money.sum[(long)whats[k] * r->money.nperiod + period].mean;
    }
    return sum;
}

static const char *label_of(const pk_result_t *r, int what)
{
    const char *name = r->kpis[r->money.kpis[what]].name + strlen("spend.");
    const int driver = pk_result_driver(r, name);
    return driver < 0 ? name : pk_chart_label(r->drivers[driver].label, name);
}

static void write_band(const pk_result_t *r, const int *whats, int band, int first, int last, pk_sheet_t *sheet)
{
    for (int p = 0; p < r->money.nperiod; p++) {
        const pk_window_t *period = &r->money.periods[p];
        const double below = first > 0 ? paid(r, whats, 0, first - 1, p) : 0;
        PK_SHEET_ROW(sheet, band, pk_chart_time(r, period->first - 1), pk_chart_time(r, period->last), below,
                     below + paid(r, whats, first, last, p));
    }
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_result_t *r = source->result;
    int whats[r->money.nwhat + 1];
    const int count = list_channels(r, whats), shown = count < CHANNELS ? count : CHANNELS;
    double high = 0;
    pk_sheet_columns(sheet, "channel\tfrom\tto\tbelow\tabove");
    for (int k = 0; k < shown; k++) {
        const int last = k == shown - 1 ? count - 1 : k;
        if (k > 0) {
            pk_sheet_block(sheet);
        }
        write_band(r, whats, k + 1, k, last, sheet);
        pk_sheet_among(sheet, "row", k + 1, PK_CHART_ROW,
                       last > k ? pk_word(source->language, PK_WORD_SPEND_OTHERS) : label_of(r, whats[k]));
    }
    for (int p = 0; p < r->money.nperiod; p++) {
        const double all = paid(r, whats, 0, count - 1, p);
        high = all > high ? all : high;
    }
    pk_sheet_number(sheet, "number_high", 1, 1.05 * high);
    pk_sheet_number(sheet, "number_rows", 0, shown);
    pk_chart_size(sheet, 1280, 720);
    pk_chart_title(source, sheet, PK_WORD_SPEND_TITLE, pk_chart_scenario(r));
    pk_chart_note(source, sheet, PK_WORD_SPEND_NOTE, "");
    pk_chart_time_axis(source, r, sheet);
    pk_chart_panels(sheet, 1);
    pk_sheet_label(sheet, "ylabel", 0, PK_CHART_ROW, r->currency);
}

const pk_chart_data_t pk_chart_spend = {has_data, write};
