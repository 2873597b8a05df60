/* The charts of a run or a comparison, drawn into its folder of results. */
#ifndef PK_REPORT_CHARTS_H
#define PK_REPORT_CHARTS_H

#include "report/chart.h"
#include "report/gnuplot.h"
#include "report/over_time.h"

/* All charts, in the order in which a planner asks, which is that of the report. */
extern const pk_chart_t pk_charts[];
extern const int pk_chart_total;

/* Whether FOLDER/charts/data has what this chart is drawn from. */
bool pk_charts_has_data(const char *folder, const char *name);

/* By name; NULL if there is none. */
const pk_chart_t *pk_chart_find(const char *name);

typedef struct {
    const char *plots;        /* the folder with the gnuplot scripts */
    const char *const *names; /* which charts; NULL: all that there is something to draw for */
    int nname;
    const char *const *terminals; /* checked by pk_terminal_find; NULL: svg */
    int nterminal;
    const char *out;   /* the picture's path where one chart is drawn on one terminal; NULL: in FOLDER/charts */
    int width, height; /* 0: what suits the chart */
    pk_picture_look_t look;
    pk_language_t language;
    const char *relabel; /* charts that are drawn again: in the language of this code; NULL: in that of the results */
    pk_gnuplot_t gnuplot;
} pk_charts_options_t;

/* The pictures that are there now, as paths, in the arena. */
typedef struct {
    pk_arena_t arena;
    const char **paths;
    int count, room;
} pk_pictures_t;

void pk_pictures_free(pk_pictures_t *self);

/* Writes FOLDER/charts/data/NAME.tsv and NAME.labels.tsv and draws FOLDER/charts/NAME.EXTENSION for the charts of one
 * scenario. PK_FAILED when some chart could not be written or drawn (diag says which); the others are there.
 * `pictures` is added to; it may be NULL. */
PK_MUST_USE pk_status_t pk_charts_run(const pk_result_t *result, const char *folder, const pk_charts_options_t *options,
                                      pk_pictures_t *pictures, pk_diag_t *diag);

/* The charts of a comparison, those of each plan in FOLDER/SCENARIO: a plan's can be drawn while the next plan runs.
 * Add each plan's result in their order as soon as it is there, and tend now and then, which never waits. `folder` and
 * the options' texts are borrowed. Where their output holds its files back, pause before these get their names. */
typedef struct pk_charts_plans pk_charts_plans_t;

pk_charts_plans_t *pk_charts_plans_new(const char *folder, const pk_charts_options_t *options, int most);
void pk_charts_plans_add(pk_charts_plans_t *self, const pk_result_t *result);
void pk_charts_plans_tend(pk_charts_plans_t *self);
void pk_charts_plans_pause(pk_charts_plans_t *self);
/* Once all plans have run: the comparison's own charts, and those of plans that were not added; waits for all. Messages
 * and pictures come in the order in which a planner asks: of the comparison, then of each plan. */
PK_MUST_USE pk_status_t pk_charts_comparison(pk_charts_plans_t *plans, const pk_comparison_t *comparison,
                                             pk_pictures_t *pictures, pk_diag_t *diag);
/* Stops what is still being drawn. NULL is legal. */
void pk_charts_plans_free(pk_charts_plans_t *self);

/* The same for a description, its charts in FOLDER. */
PK_MUST_USE pk_status_t pk_charts_description(const pk_description_t *description, const char *folder,
                                              const pk_charts_options_t *options, pk_pictures_t *pictures,
                                              pk_diag_t *diag);

/* The same for a sensitivity. */
PK_MUST_USE pk_status_t pk_charts_sensitivity(const pk_sensitivity_t *sensitivity, const char *folder,
                                              const pk_charts_options_t *options, pk_pictures_t *pictures,
                                              pk_diag_t *diag);

/* The same for a calibration. */
PK_MUST_USE pk_status_t pk_charts_calibration(const pk_calibrated_t *calibrated, const char *folder,
                                              const pk_charts_options_t *options, pk_pictures_t *pictures,
                                              pk_diag_t *diag);

/* The same for a sweep. */
PK_MUST_USE pk_status_t pk_charts_sweep(const pk_sweep_t *sweep, const char *folder, const pk_charts_options_t *options,
                                        pk_pictures_t *pictures, pk_diag_t *diag);

/* The same for what was attributed to the drivers of a plan, and to what stood on paths. */
PK_MUST_USE pk_status_t pk_charts_attribution(const pk_attribution_t *attribution, const char *folder,
                                              const pk_charts_options_t *options, pk_pictures_t *pictures,
                                              pk_diag_t *diag);
PK_MUST_USE pk_status_t pk_charts_paths(const pk_path_attribution_t *paths, const char *folder,
                                        const pk_charts_options_t *options, pk_pictures_t *pictures, pk_diag_t *diag);

/* The same for the best plan. */
PK_MUST_USE pk_status_t pk_charts_best(const pk_best_t *best, const char *folder, const pk_charts_options_t *options,
                                       pk_pictures_t *pictures, pk_diag_t *diag);

/* The data alone of the chart over-time, into FOLDER/charts/data; pk_charts_again draws it. */
PK_MUST_USE pk_status_t pk_charts_over_time(const pk_over_time_t *over_time, const char *folder, pk_language_t language,
                                            pk_diag_t *diag);

/* Adds the names of every chart's pictures and data, each with `prefix` before it. */
void pk_charts_names(const char *const *terminals, int count, const char *prefix, pk_texts_t *names, pk_arena_t *arena);

/* Draws charts anew from FOLDER/charts/data, those of `names` or all whose data is there. PK_FAILED with a message for
 * a name whose data is not. */
PK_MUST_USE pk_status_t pk_charts_again(const char *folder, const pk_charts_options_t *options, pk_pictures_t *pictures,
                                        pk_diag_t *diag);

#endif
