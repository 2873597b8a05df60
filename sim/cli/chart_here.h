/* Charts in the terminal instead of in a file. */
#ifndef PK_CLI_CHART_HERE_H
#define PK_CLI_CHART_HERE_H

#include "cli/session.h"
#include "report/charts.h"
#include "result/result.h"

/* A size in pixels that fits the screen; `terminal` is "dumb" or "sixel". */
void pk_here_size(const pk_screen_t *screen, const char *terminal, int *width, int *height);

/* Draws the chart `name` of the results in `folder` anew, into a temporary file, and puts it on stdout. `charts` has
 * one terminal. */
pk_status_t pk_here_again(pk_session_t *session, const char *folder, const char *name, pk_charts_options_t charts);

/* The chart of the stages of a run whose tables are in `output`, to be printed: sixel where the terminal knows it, else
 * letters; NULL where it could not be drawn. The numbers that it is drawn from go into `output`, as for the other
 * charts. */
pk_status_t pk_here_run(pk_session_t *session, const pk_result_t *result, pk_output_t *output, const char **text);

#endif
