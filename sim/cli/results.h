/* What a run or a comparison leaves in a folder: manifest and charts; the tables are report's. */
#ifndef PK_CLI_RESULTS_H
#define PK_CLI_RESULTS_H

#include "cli/scenarios.h"
#include "report/charts.h"
#include "report/manifest.h"
#include "result/result.h"

/* Seconds of the monotonic clock. */
double pk_seconds_now(void);

/* Takes the warnings of a result into the session's messages, each text once. */
void pk_results_warn(pk_session_t *session, const pk_result_t *result);

/* Looks at, makes and locks the folder that a run of one scenario (no plans) or a comparison of `plans` will write
 * into, before anything is computed; `around` as in report/output.h. Close the output in any case. */
PK_MUST_USE pk_status_t pk_results_prepare(pk_session_t *session, const char *folder, pk_scenario_t *const *plans,
                                           int nplan, pk_output_t *around, pk_output_t *output);
/* Begins the output of a command WHAT about NAME, which goes into --out or else results/NAME-WHAT: `tables`, which NULL
 * ends, the manifest, the pictures and the page around. To be prepared (report/output.h) and closed. */
void pk_results_begin(pk_session_t *session, const char *name, const char *what, const char *const *tables,
                      pk_output_t *output);
/* The same as pk_results_prepare for a description. */
PK_MUST_USE pk_status_t pk_results_prepare_description(pk_session_t *session, const char *folder, pk_output_t *output);

/* Where these results come from, which took `seconds`, were read from `scenarios` and go into `output`; in the
 * session's arena. */
pk_manifest_t pk_results_manifest(pk_session_t *session, const pk_scenarios_t *scenarios, const pk_result_t *results,
                                  int count, double seconds, pk_output_t *output);

/* The path of the workbook in an output, in the session's arena; NULL: none is asked for. */
const char *pk_results_book(pk_session_t *session, const pk_output_t *output);

/* The workbook, where one is asked for, and the manifest, which comes last. Where the workbook fails, with an error,
 * the manifest vouches for the rest. */
PK_MUST_USE pk_status_t pk_results_seal(pk_session_t *session, const pk_manifest_t *manifest);

/* How charts are drawn, whichever they are: all but their names, kinds and size, in the session's arena. PK_FAILED with
 * an error where the gnuplot scripts are missing. */
pk_status_t pk_results_charts_of(pk_session_t *session, pk_charts_options_t *charts);

/* Whether charts are to be drawn. If so, fills `charts` with how, in the session's arena; where the gnuplot scripts are
 * missing, *status is PK_FAILED, with an error. */
bool pk_results_charts(pk_session_t *session, pk_charts_options_t *charts, pk_status_t *status);

/* What was drawn and written for people to look at. */
typedef struct {
    pk_pictures_t pictures;
    const char *book;   /* the workbook's path, in the session's arena; NULL: none is asked for */
    const char *report; /* its path, in the session's arena; NULL: none */
} pk_shown_t;

/* Draws the charts of a result into FOLDER and writes FOLDER/report.html around them; nothing of that where --charts
 * says none. PK_FAILED, with errors, where something is missing; the rest is there. They go into manifest->output. Free
 * shown->pictures in any case. */
PK_MUST_USE pk_status_t pk_results_show(pk_session_t *session, const pk_manifest_t *manifest, const pk_result_t *result,
                                        const char *folder, pk_shown_t *shown);
/* The same of a comparison, whose plans' charts may be drawn by now; `plans` is NULL where none can be. */
PK_MUST_USE pk_status_t pk_results_show_comparison(pk_session_t *session, const pk_manifest_t *manifest,
                                                   const pk_comparison_t *comparison, pk_charts_plans_t *plans,
                                                   const char *folder, pk_shown_t *shown);
/* The same of a sensitivity. */
PK_MUST_USE pk_status_t pk_results_show_sensitivity(pk_session_t *session, const pk_manifest_t *manifest,
                                                    const pk_sensitivity_t *sensitivity, const char *folder,
                                                    pk_shown_t *shown);
/* The same of a calibration. */
PK_MUST_USE pk_status_t pk_results_show_calibration(pk_session_t *session, const pk_manifest_t *manifest,
                                                    const pk_calibrated_t *calibrated, const char *folder,
                                                    pk_shown_t *shown);
/* The same of a sweep. */
PK_MUST_USE pk_status_t pk_results_show_sweep(pk_session_t *session, const pk_manifest_t *manifest,
                                              const pk_sweep_t *sweep, const char *folder, pk_shown_t *shown);
/* The same of the best plan. */
PK_MUST_USE pk_status_t pk_results_show_best(pk_session_t *session, const pk_manifest_t *manifest,
                                             const pk_best_t *best, const char *folder, pk_shown_t *shown);

/* The same of what drivers brought. */
PK_MUST_USE pk_status_t pk_results_show_attribution(pk_session_t *session, const pk_manifest_t *manifest,
                                                    const pk_attribution_t *attribution, const char *folder,
                                                    pk_shown_t *shown);

#endif
