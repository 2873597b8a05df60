/* A chart: what the table of charts (charts.c) knows of each, and what those that write its data share. */
#ifndef PK_REPORT_CHART_H
#define PK_REPORT_CHART_H

#include "report/messages.h"
#include "report/sheet.h"
#include "report/words.h"
#include "result/attribution.h"
#include "result/best.h"
#include "result/calibration.h"
#include "result/comparison.h"
#include "result/description.h"
#include "result/path_attribution.h"
#include "result/result.h"
#include "result/sensitivity.h"
#include "result/sweep.h"

/* What is drawn: one scenario, a comparison, a description, a sweep, a sensitivity, a calibration, or what was
 * attributed to the drivers of a plan or to what stood on paths (the others are NULL). */
typedef struct {
    const pk_result_t *result;
    const pk_comparison_t *comparison;
    const pk_description_t *description;
    const pk_sweep_t *sweep;
    const pk_attribution_t *attribution;
    const pk_path_attribution_t *paths;
    const pk_best_t *best;
    const pk_sensitivity_t *sensitivity;
    const pk_calibrated_t *calibrated;
    const struct pk_over_time *over_time; /* read back from tables: report/over_time.h */
    pk_language_t language;
} pk_chart_source_t;

typedef enum {
    PK_CHART_OF_RUN,
    PK_CHART_OF_COMPARISON,
    PK_CHART_OF_BOTH,
    PK_CHART_OF_DESCRIPTION,
    PK_CHART_OF_SWEEP,
    PK_CHART_OF_BEST,
    PK_CHART_OF_SENSITIVITY,
    PK_CHART_OF_ATTRIBUTION,
    PK_CHART_OF_PATHS,
    PK_CHART_OF_CALIBRATION,
    PK_CHART_OF_TABLES
} pk_chart_scope_t;

/* Where a chart's numbers come from: chart_<name>.c. */
typedef struct {
    bool (*has_data)(const pk_chart_source_t *source); /* is there anything to draw? */
    void (*write)(const pk_chart_source_t *source, pk_sheet_t *sheet);
} pk_chart_data_t;

typedef struct pk_page pk_page_t;

/* A chart is one row of charts.c. */
typedef struct {
    const char *name;   /* as asked for, and of its files */
    const char *script; /* in plots/ */
    const char *about;  /* one line for --help */
    pk_chart_scope_t scope;
    pk_saying_t question;        /* over it in the report */
    const pk_chart_data_t *data; /* what it is drawn from */
    /* The table below it there: of one scenario, or (result NULL) of all. False: it has none of that. NULL: none. */
    bool (*table)(pk_page_t *page, const pk_result_t *result);
} pk_chart_t;

extern const pk_chart_data_t pk_chart_best_response, pk_chart_best_spend, pk_chart_best_share, pk_chart_best_prices,
    pk_chart_best_budget;
extern const pk_chart_data_t pk_chart_kpis, pk_chart_difference, pk_chart_waterfall, pk_chart_acceptability,
    pk_chart_dots, pk_chart_horizon, pk_chart_targets, pk_chart_funnel, pk_chart_journey, pk_chart_stages,
    pk_chart_drivers, pk_chart_response, pk_chart_personas, pk_chart_graph, pk_chart_sweep_line, pk_chart_sweep_map,
    pk_chart_sweep_best, pk_chart_tornado, pk_chart_indices, pk_chart_information, pk_chart_attribution,
    pk_chart_incremental, pk_chart_spend_share, pk_chart_first_purchase, pk_chart_next_purchase, pk_chart_value,
    pk_chart_retention, pk_chart_common_paths, pk_chart_paths, pk_chart_fit, pk_chart_contributions,
    pk_chart_learned_numbers, pk_chart_chains, pk_chart_posterior_pairs, pk_chart_cumulative, pk_chart_spend,
    pk_chart_over_time, pk_chart_actuals;

/* Most letters of a label by where it stands: a title, and the note below it, over the whole width, one over a panel of
 * a few columns, a name beside a row. */
enum { PK_CHART_TITLE = 90, PK_CHART_NOTE = 160, PK_CHART_PANEL = 34, PK_CHART_ROW = 34 };

/* The most scenarios, or stages of one, that a chart shows: plots/look.gp has room for them, and a person hardly. */
enum { PK_CHART_MOST = 190 };

/* The suitable size, 1280 by 720 unless there is more to show. */
void pk_chart_size(pk_sheet_t *sheet, double width, double height);
/* The title and the note below it, both formats with at most one %s (`given`, cut to fit). */
void pk_chart_title(const pk_chart_source_t *source, pk_sheet_t *sheet, pk_word_t title, const char *given);
void pk_chart_note(const pk_chart_source_t *source, pk_sheet_t *sheet, pk_word_t note, const char *given);
/* A note that tells of a spread over runs: of one run it says that there is none to be seen. */
void pk_chart_note_of_runs(const pk_chart_source_t *source, pk_sheet_t *sheet, int nrun, pk_word_t note,
                           const char *given);
/* Puts `given` for the one %s of a word, whose other % are letters. In `arena`, or the word. */
const char *pk_chart_fill(const char *word, const char *given, pk_arena_t *arena);
/* The arrow of a curve in labels: "Need → Offer", "→ Need", "Need → all ways out"; "" where it has none; each
 * label cut to `most` letters, 0: whole. In `arena`. */
const char *pk_chart_arrow(pk_language_t language, const pk_result_t *result, const pk_result_curve_t *curve,
                           size_t most, pk_arena_t *arena);
/* How many panels, and their grid: about as many rows as columns, wider than high. */
void pk_chart_panels(pk_sheet_t *sheet, int count);
/* The same with the number of columns given. */
void pk_chart_grid(pk_sheet_t *sheet, int count, int columns);
/* The label of a KPI in that language. */
const char *pk_chart_kpi_label(pk_language_t language, const pk_result_kpi_t *kpi);
/* The label of a KPI as the title of a panel, with its unit on the axis. */
void pk_chart_kpi_panel(const pk_chart_source_t *source, pk_sheet_t *sheet, int panel, const pk_result_kpi_t *kpi);
/* The four words of a legend of verdicts, keys legend 1..4. */
void pk_chart_verdict_legend(const pk_chart_source_t *source, pk_sheet_t *sheet);

/* The axis of time: where step `step` ends, in seconds since 1970 with a calendar, else the step. */
double pk_chart_time(const pk_result_t *result, int step);
/* Its bounds, months or the name of a step, for the ticks of plots/look.gp. */
void pk_chart_time_axis(const pk_chart_source_t *source, const pk_result_t *result, pk_sheet_t *sheet);
/* Every how many steps a long series is shown, so that a panel has at most 300 points. */
int pk_chart_stride(const pk_result_t *result);

/* A label, or the name where it is empty. */
const char *pk_chart_label(const char *label, const char *name);
/* The title of a scenario, or its name where it has none. */
const char *pk_chart_scenario(const pk_result_t *result);
/* "week", in that language. */
const char *pk_chart_step_word(pk_language_t language, const pk_result_t *result);
/* "weeks", of the unit "week". */
const char *pk_chart_steps_word(pk_language_t language, const char *step_unit);
/* The scenarios of the source: one, or those of the comparison; and the baseline (the one itself). */
int pk_chart_results(const pk_chart_source_t *source, const pk_result_t **results);
const pk_result_t *pk_chart_baseline(const pk_chart_source_t *source);
/* Is there anything to see in a difference: a number other than 0? */
bool pk_chart_differs(const pk_difference_t *difference);
/* What a calibration was of, as a result without runs: name, time, population. Texts and days are borrowed, and there
 * is nothing to free. */
pk_result_t pk_chart_calibrated(const pk_calibrated_t *of);
/* How many values follow, `first` too, that are of the same series. */
int pk_chart_same_series(const pk_calibrated_t *of, int first);
/* What a number that was learned is called; and a value of it, with as many digits as the interval low..high gives. */
const char *pk_chart_number(const pk_learned_number_t *number);
const char *pk_chart_learned(pk_language_t language, const pk_learned_number_t *number, double x, double low,
                             double high, pk_arena_t *arena);
/* The numbers whose chains agree least, by R-hat and effective size, the log likelihood among them, worst first: at
 * most `most` indices; returns how many. What does not move is left out. And "R-hat 1.003, ESS 640". */
int pk_chart_worst(const pk_calibrated_t *of, int most, int *worst);
const char *pk_chart_agreement(pk_language_t language, const pk_learned_number_t *number, pk_arena_t *arena);
/* Pairs of numbers by their correlation in the posterior (its first 1,000 rows), the strongest first: at most `most`,
 * those of 0.3 and more; returns how many. */
typedef struct {
    int x, y;
    double r;
} pk_chart_pair_t;
int pk_chart_pairs(const pk_calibrated_t *of, int most, pk_chart_pair_t *pairs);
/* How sure it is that a difference is for the better: 1 better, 2 worse (90% sure), 3 not clear (also NULL). */
int pk_chart_verdict(const pk_difference_t *difference);
/* The mean number that took a flow over all steps, group `all`. */
double pk_chart_moved(const pk_result_t *result, int flow);
/* How many entered a stage over all steps, arrivals counted, events (a stage to itself) not; NAN without the stage. */
double pk_chart_entries(const pk_result_t *result, const char *stage);
/* 1234567 as "1.23M" and 7803 as "7,803", with its sign in front if `sign`; in Finnish with its marks ("7 803",
 * "1,23M"). In `arena`. */
const char *pk_chart_figure(pk_language_t language, double x, bool sign, pk_arena_t *arena);
/* One of several numbers, of which `most` is the largest in size, all rounded to `grain`: with the letter and the
 * decimals of all of them, "+20.3k" and "−1.2k". In `arena`. */
const char *pk_chart_figure_at(pk_language_t language, double x, double most, double grain, bool sign,
                               pk_arena_t *arena);
/* 12345 as "12 345" or "12,345". In `arena`. */
const char *pk_chart_count(pk_language_t language, long count, pk_arena_t *arena);

#endif
