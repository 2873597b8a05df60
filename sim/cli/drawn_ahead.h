/* The charts of a comparison's plans, drawn while the next plan runs. */
#ifndef PK_CLI_DRAWN_AHEAD_H
#define PK_CLI_DRAWN_AHEAD_H

#include "cli/session.h"
#include "engine/run.h"
#include "report/charts.h"

typedef struct {
    pk_charts_plans_t *plans; /* NULL: no charts are drawn, or none can be, which is told when they are due */
    pk_progress_t outer;      /* the bar */
    double tended;            /* when, on the monotonic clock */
} pk_drawn_ahead_t;

/* Charts of `count` plans into `output`, whose files wait from now on until its tables are there (pk_output_go). */
pk_drawn_ahead_t pk_drawn_ahead_of(pk_session_t *session, pk_output_t *output, int count);

/* Lets the runs of the comparison tell of their results and their progress; `self` must outlive them. */
void pk_drawn_ahead_watch(pk_drawn_ahead_t *self, pk_run_options_t *options);

/* Legal on a zeroed one. */
void pk_drawn_ahead_free(pk_drawn_ahead_t *self);

#endif
