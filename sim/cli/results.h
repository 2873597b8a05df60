/* What a run or a comparison leaves in a folder: manifest and charts; the tables are report's. */
#ifndef PK_CLI_RESULTS_H
#define PK_CLI_RESULTS_H

#include "cli/scenarios.h"
#include "engine/result.h"
#include "report/charts.h"

/* Seconds of the monotonic clock. */
double pk_seconds_now(void);

/* Takes the warnings of a result into the session's messages, each text once. */
void pk_results_warn(pk_session_t *session, const pk_result_t *result);

/* Writes FOLDER/manifest.json of these results, which took `seconds` and were read from `scenarios`. */
pk_status_t pk_results_manifest(pk_session_t *session, const pk_scenarios_t *scenarios, const pk_result_t *results,
                                int count, double seconds, const char *folder);

/* How charts are drawn, whichever they are: all but their names, kinds and size, in the session's arena. PK_FAILED with
 * an error where the gnuplot scripts are missing. */
pk_status_t pk_results_charts_of(pk_session_t *session, pk_charts_options_t *charts);

/* Whether charts are to be drawn. If so, fills `charts` with how, in the session's arena; where the gnuplot scripts are
 * missing, *status is PK_FAILED, with an error. */
bool pk_results_charts(pk_session_t *session, pk_charts_options_t *charts, pk_status_t *status);

#endif
