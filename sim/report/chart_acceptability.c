/* The acceptability curve: the chance of each plan to be the best, by what one customer at the end is worth; the plan
 * with the highest mean is marked. */
#include "report/chart.h"
#include "report/local.h"

#include <math.h>

enum { SHOWN_MOST = 6 };

/* The highest chance that a plan has at any level. */
static double most_chance(const pk_comparison_t *c, int scenario)
{
    const pk_acceptability_t *curve = &c->acceptability;
    double most = 0;
    for (int level = 0; level < curve->count; level++) {
        most = fmax(most, curve->best[level * c->nresult + scenario]);
    }
    return most;
}

/* The plans to show, those with the highest chances, in the order given; returns how many. */
static int choose(const pk_comparison_t *c, int chosen[SHOWN_MOST])
{
    static const double SEEN = 0.01;
    int count = 0;
    for (int s = 0; s < c->nresult; s++) {
        int above = 0;
        for (int k = 0; k < c->nresult; k++) {
            const double mine = most_chance(c, s), other = most_chance(c, k);
            above += other > mine || (other == mine && k < s);
        }
        if (above < SHOWN_MOST && most_chance(c, s) >= SEEN) {
            chosen[count++] = s;
        }
    }
    return count;
}

static bool has_data(const pk_chart_source_t *source)
{
    const pk_comparison_t *c = source->comparison;
    int chosen[SHOWN_MOST];
    return c->acceptability.count > 0 && c->results[c->baseline].uncertain && c->results[c->baseline].nrun > 1 &&
           choose(c, chosen) > 1;
}

static void write_labels(const pk_chart_source_t *source, const int *chosen, int count, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    const pk_result_t *baseline = &c->results[c->baseline];
    pk_arena_t arena = {0};
    pk_chart_size(sheet, 1280, 640);
    pk_chart_title(source, sheet, PK_WORD_ACCEPTABILITY_TITLE, pk_local_span(source->language, baseline, &arena));
    pk_chart_note(source, sheet, PK_WORD_ACCEPTABILITY_NOTE, NULL);
    const char *currency = baseline->currency != NULL ? baseline->currency : "";
    const char *axis = pk_word(source->language, PK_WORD_ACCEPTABILITY_AXIS);
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_NOTE,
                   *currency ? pk_arena_format(&arena, "%s, %s", axis, currency) : axis);
    pk_sheet_label(sheet, "ylabel", 0, PK_CHART_NOTE, pk_word(source->language, PK_WORD_ACCEPTABILITY_CHANCE));
    pk_sheet_number(sheet, "number_rows", 0, count);
    for (int i = 0; i < count; i++) {
        pk_sheet_among(sheet, "row", i + 1, PK_CHART_ROW, pk_chart_scenario(&c->results[chosen[i]]));
    }
    pk_arena_free(&arena);
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    const pk_comparison_t *c = source->comparison;
    const pk_acceptability_t *curve = &c->acceptability;
    int chosen[SHOWN_MOST];
    const int count = choose(c, chosen);
    write_labels(source, chosen, count, sheet);
    pk_sheet_columns(sheet, "row\tworth\tp_best\thighest");
    for (int i = 0; i < count; i++) {
        for (int level = 0; level < curve->count; level++) {
            PK_SHEET_ROW(sheet, i + 1, curve->worth[level], curve->best[level * c->nresult + chosen[i]],
                         curve->highest[level] == chosen[i]);
        }
        pk_sheet_gap(sheet);
    }
}

const pk_chart_data_t pk_chart_acceptability = {has_data, write};
