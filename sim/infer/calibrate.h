/* From a calibration file to what was learned: logs read, health looked at, the fit, what it says, whether it can be
 * trusted, predictions by runs, the backtest, the state at the end. */
#ifndef PK_INFER_CALIBRATE_H
#define PK_INFER_CALIBRATE_H

#include "infer/end_state.h"
#include "infer/fit.h"
#include "result/calibration.h"

typedef struct {
    int threads;
    long gradients;      /* budget of a fit; 0: what is usual */
    bool second_opinion; /* of a fit by scores, too */
    pk_progress_t progress;
} pk_calibrate_options_t;

/* Reads the logs; everything that can be wrong with the input is found here, before any sampling. Errors in diag. */
pk_status_t pk_calibrate_read(const pk_calibration_t *calibration, pk_journeys_log_t **logs, pk_arena_t *arena,
                              pk_diag_t *diag);

/* What is seen before a fit: the plan, its parts and the data's health (out->health), without any sampling. Errors in
 * diag are those of a fit that cannot work. Borrows all; free `out` also after an error. */
pk_status_t pk_calibrate_look(const pk_calibration_t *calibration, const pk_journeys_log_t *logs, pk_calibrated_t *out,
                              pk_diag_t *diag);

/* Borrows all. `out` is overwritten; free it also after an error. An unconverged fit is no error: out->converged. */
pk_status_t pk_calibrate(const pk_calibration_t *calibration, const pk_journeys_log_t *logs,
                         const pk_calibrate_options_t *options, pk_calibrated_t *out, pk_diag_t *diag);

/* Its parts. calibrate_numbers.c: the rows, their summaries, who decides them, the mode. */
void pk_calibrate_numbers(pk_fit_t *fit, pk_calibrated_t *out);
/* calibrate_found.c: why the gate did not pass and what to do, and what else the draws say. */
void pk_calibrate_found(pk_fit_t *fit, pk_calibrated_t *out);
/* Adds a sentence to out->found. */
void pk_calibrate_say(pk_calibrated_t *out, const char *sentence);
/* calibrate_opinion.c: whether scores from runs say the same of the numbers. */
void pk_calibrate_opinion(pk_fit_t *fit, int threads, pk_calibrated_t *out);
/* calibrate_predict.c: every series beside what runs of the posterior say, and checks of them. */
void pk_calibrate_predict(pk_fit_t *fit, int threads, pk_calibrated_t *out);
/* calibrate_contributions.c: what each driver brought to every value of the series. */
void pk_calibrate_contributions(pk_fit_t *fit, int threads, pk_calibrated_t *out);
/* The quantiles and mean of `count` runs of one value, which are used up. */
void pk_learned_value_fill(pk_learned_value_t *value, double *runs, long count);
/* calibrate_backtest.c: a second fit without the last steps, which foretells them from the states that they begin in.
 */
pk_status_t pk_calibrate_backtest(const pk_calibration_t *calibration, const pk_journeys_log_t *logs,
                                  const pk_calibrate_options_t *options, pk_calibrated_t *out, pk_diag_t *diag);
/* calibrate_states.c: the state of one row at step `last`, with its draws: by a filter that has all stages in its
 * state, or where the fit has none, or asks for engine expected, by a run. Free also after an error. */
typedef struct {
    pk_fit_t *fit;
    int last;
    bool filtered;
    pk_filter_t filter;
    pk_end_runs_t runs;
} pk_ends_t;
pk_status_t pk_ends_init(pk_ends_t *self, pk_fit_t *fit, int last, pk_diag_t *diag);
void pk_ends_free(pk_ends_t *self);
pk_status_t pk_ends_state(pk_ends_t *self, long row, double *draws, pk_standing_t *state);
/* calibrate_labels.c: what numbers and series are called, by the model's labels. */
void pk_calibrate_labels(const pk_model_t *model, pk_calibrated_t *out);
/* The states of all rows, as lines of state.csv (model/continued.h). */
pk_status_t pk_calibrate_states(pk_fit_t *fit, pk_calibrated_t *out, pk_diag_t *diag);

#endif
