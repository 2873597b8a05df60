#include "cli/drawn_ahead.h"

#include "cli/folders.h"
#include "cli/results.h"

static const double EVERY = 0.005; /* seconds */

pk_drawn_ahead_t pk_drawn_ahead_of(pk_session_t *session, pk_output_t *output, int count)
{
    pk_drawn_ahead_t self = {0};
    pk_charts_options_t charts;
    pk_status_t status;
    pk_diag_t unheard = {0}; /* of scripts that are missing */
    if (pk_folder_plots(&session->arena, &unheard) != NULL && pk_results_charts(session, &charts, &status)) {
        charts.gnuplot.output = output;
        self.plans = pk_charts_plans_new(output->root, &charts, count);
        pk_output_hold(output);
    }
    pk_diag_free(&unheard);
    return self;
}

static void take_result(void *context, const pk_result_t *result)
{
    pk_drawn_ahead_t *self = context;
    pk_charts_plans_add(self->plans, result);
}

/* Runs tell of their progress from the thread that has started them. */
static void take_progress(void *context, double done, double total)
{
    pk_drawn_ahead_t *self = context;
    const double now = pk_seconds_now();
    if (now - self->tended >= EVERY) {
        pk_charts_plans_tend(self->plans);
        self->tended = now;
    }
    if (self->outer.tell != NULL) {
        self->outer.tell(self->outer.context, done, total);
    }
}

void pk_drawn_ahead_watch(pk_drawn_ahead_t *self, pk_run_options_t *options)
{
    if (self->plans != NULL) {
        self->outer = options->progress;
        options->progress = (pk_progress_t){.tell = take_progress, .context = self};
        options->told = (pk_told_t){.tell = take_result, .context = self};
    }
}

void pk_drawn_ahead_free(pk_drawn_ahead_t *self)
{
    pk_charts_plans_free(self->plans);
    self->plans = NULL;
}
