#include "infer/calibrate.h"

#include <math.h>
#include <string.h>

#include "infer/health.h"

pk_status_t pk_calibrate_read(const pk_calibration_t *calibration, pk_journeys_log_t **logs, pk_arena_t *arena,
                              pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    *logs = PK_ARRAY(arena, pk_journeys_log_t, calibration->nlog + 1);
    for (int k = 0; k < calibration->nlog; k++) {
        if (pk_journeys_log_read(&(*logs)[k], &calibration->logs[k], calibration->scenario, diag) != PK_OK) {
            status = PK_BAD_INPUT;
        }
    }
    return status;
}

static void tell_logs(const pk_journeys_log_t *logs, int count, pk_calibrated_t *out)
{
    out->logs = PK_ARRAY(&out->arena, pk_learned_log_t, count);
    out->nlog = count;
    for (int k = 0; k < count; k++) {
        const pk_log_figures_t *figures = &logs[k].figures;
        const double moves = (double)(figures->moves + figures->events);
        out->logs[k] = (pk_learned_log_t){
            .file = pk_arena_copy(&out->arena, logs[k].asked->file),
            .cases = figures->cases,
            .rows = figures->rows,
            .moves = figures->moves,
            .crowded = moves > 0 ? (double)figures->crowded / moves : 0,
            .lapsed = figures->gaps > 0 && logs[k].asked->lapse_to >= 0
                          ? (double)figures->long_gaps / (double)figures->gaps
                          : NAN,
            .by_event = logs[k].asked->by_event,
        };
    }
}

static void tell_plan(const pk_fit_t *fit, pk_calibrated_t *out)
{
    const pk_calibration_t *calibration = fit->calibration;
    out->name = pk_arena_copy(&out->arena, calibration->name);
    out->title = pk_arena_copy(&out->arena, calibration->title);
    out->chains = calibration->chains;
    out->seed = calibration->scenario->seed;
    out->dated = calibration->scenario->calendar.dated;
    out->population = calibration->scenario->population;
    out->step = calibration->scenario->calendar.step;
    out->steps = calibration->scenario->calendar.steps;
    out->holdout = calibration->holdout;
}

static pk_status_t learn(pk_fit_t *fit, const pk_fit_options_t *asked, const pk_calibrate_options_t *options,
                         pk_calibrated_t *out, pk_diag_t *diag)
{
    pk_status_t status = pk_fit_sample(fit, asked, diag);
    if (status != PK_OK) {
        return status;
    }
    pk_calibrate_numbers(fit, out);
    pk_calibrate_found(fit, out);
    pk_calibrate_predict(fit, options->threads, out);
    return pk_calibrate_states(fit, out, diag);
}

/* A fit that is ready to be sampled; free it also after an error. */
static pk_status_t begin(pk_fit_t *fit, const pk_fit_options_t *asked, const pk_calibration_t *calibration,
                         pk_calibrated_t *out, pk_diag_t *diag)
{
    *out = (pk_calibrated_t){0};
    const pk_status_t status = pk_fit_init(fit, calibration, asked, diag);
    if (status != PK_OK) {
        return status;
    }
    tell_plan(fit, out);
    tell_logs(asked->logs, calibration->nlog, out);
    return pk_health_look(fit, asked->logs, out, diag);
}

pk_status_t pk_calibrate_look(const pk_calibration_t *calibration, const pk_journeys_log_t *logs, pk_calibrated_t *out,
                              pk_diag_t *diag)
{
    const pk_fit_options_t asked = {.last_step = calibration->scenario->calendar.steps, .threads = 1, .logs = logs};
    pk_fit_t fit;
    const pk_status_t status = begin(&fit, &asked, calibration, out, diag);
    pk_fit_free(&fit);
    return status;
}

pk_status_t pk_calibrate(const pk_calibration_t *calibration, const pk_journeys_log_t *logs,
                         const pk_calibrate_options_t *options, pk_calibrated_t *out, pk_diag_t *diag)
{
    const pk_fit_options_t asked = {.last_step = calibration->scenario->calendar.steps,
                                    .threads = options->threads,
                                    .gradients = options->gradients,
                                    .logs = logs};
    pk_fit_t fit;
    pk_status_t status = begin(&fit, &asked, calibration, out, diag);
    if (status == PK_OK) {
        status = learn(&fit, &asked, options, out, diag);
    }
    pk_fit_free(&fit);
    if (status == PK_OK && calibration->holdout > 0) {
        status = pk_calibrate_backtest(calibration, logs, options, out, diag);
    }
    return status;
}
