/* polku plot --chart over-time --of NAMES: what the chart is drawn from, read back from the tables of a folder. */
#ifndef PK_CLI_PLOT_OVER_TIME_H
#define PK_CLI_PLOT_OVER_TIME_H

#include "cli/session.h"
#include "report/charts.h"

#define PK_OVER_TIME_CHART "over-time"

/* Whether --of and --chart fit each other; an error where they do not. Without --of the chart can only be drawn again.
 */
PK_MUST_USE pk_status_t pk_plot_over_time_check(pk_session_t *session);

/* Reads the tables and draws the chart, into the folder or where -o or the terminal says. The exit code. */
int pk_plot_over_time(pk_session_t *session, pk_charts_options_t *charts, bool here);

#endif
