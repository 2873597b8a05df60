/* How plot's pictures look: --scale, --dpi, --font, --dark, --transparent. */
#ifndef PK_CLI_PLOT_LOOK_H
#define PK_CLI_PLOT_LOOK_H

#include "cli/session.h"
#include "report/gnuplot.h"

/* PK_BAD_INPUT with an error for what is written wrongly, and for what the terminal cannot do. `side` is the longer one
 * of --size in pixels, 0: what suits the chart. The font is borrowed. */
PK_MUST_USE pk_status_t pk_plot_look(pk_session_t *session, const char *terminal, int side, pk_picture_look_t *look);

#endif
