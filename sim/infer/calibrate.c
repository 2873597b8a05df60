#include "infer/calibrate.h"

#include <math.h>
#include <string.h>

#include "infer/health.h"
#include "infer/journeys_chain.h"
#include "infer/journeys_conjugate.h"

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

/* From where the cases begin to each stage, by the chain of the counted shares and as it was seen. */
static void tell_reach(const pk_journeys_log_t *log, pk_learned_log_t *told, pk_arena_t *arena)
{
    const pk_model_t *model = log->model;
    told->nstage = model->nstage;
    told->stages = PK_ARRAY(arena, const char *, model->nstage);
    told->chain = PK_ARRAY(arena, double, model->nstage);
    told->observed = PK_ARRAY(arena, double, model->nstage);
    for (int i = 0; i < model->nstage; i++) {
        told->stages[i] = pk_arena_copy(arena, model->stages[i].name);
    }
    pk_journeys_reach(log, told->chain, told->observed);
}

static const char *call(const char *law, const double *arguments, int count, pk_arena_t *arena)
{
    const char *text = pk_arena_format(arena, "%s(", law);
    for (int k = 0; k < count; k++) {
        text = pk_arena_format(arena, "%s%s%.6g", text, k > 0 ? ", " : "", arguments[k]);
    }
    return pk_arena_format(arena, "%s)", text);
}

/* Numbers whose posterior the logs give in closed form, where nothing else is observed. */
static void tell_exact(const pk_fit_t *fit, pk_calibrated_t *out)
{
    const pk_parameters_t *parameters = &fit->parameters;
    int count = 0;
    if (!fit->has_journeys || fit->has_filter || fit->has_independent || fit->has_cohorts) {
        return;
    }
    const pk_conjugate_t *exact = pk_journeys_conjugates(&fit->journeys, &out->arena, &count);
    for (int k = 0; k < parameters->count; k++) {
        for (int i = 0; i < count; i++) {
            const int offset = parameters->all[k].slot - exact[i].slot;
            const int args = exact[i].count;
            if (exact[i].number != NULL ? offset == 0 : offset >= 0 && offset + 1 < args) {
                out->numbers[k].exactly =
                    call(exact[i].number != NULL ? "beta" : "dirichlet", exact[i].posterior, args, &out->arena);
            }
        }
    }
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
        if (logs[k].asked->by_event) {
            tell_reach(&logs[k], &out->logs[k], &out->arena);
        }
    }
}

static void tell_days(const pk_calendar_t *calendar, pk_calibrated_t *out)
{
    if (calendar->dated) {
        long *days = PK_ARRAY(&out->arena, long, calendar->steps + 1);
        for (int t = 0; t <= calendar->steps; t++) {
            days[t] = pk_step_date(calendar, t + 1);
        }
        out->days = days;
    }
}

static void tell_plan(const pk_fit_t *fit, pk_calibrated_t *out)
{
    const pk_calibration_t *calibration = fit->calibration;
    out->name = pk_arena_copy(&out->arena, calibration->name);
    out->title = pk_arena_copy(&out->arena, calibration->title);
    out->chains = calibration->chains;
    out->seed = calibration->scenario->seed;
    out->population = calibration->scenario->population;
    out->step = calibration->scenario->calendar.step;
    out->steps = calibration->scenario->calendar.steps;
    tell_days(&calibration->scenario->calendar, out);
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
    tell_exact(fit, out);
    pk_calibrate_found(fit, out);
    if (options->second_opinion) {
        pk_calibrate_opinion(fit, options->threads, out);
    }
    pk_calibrate_predict(fit, options->threads, out);
    pk_calibrate_contributions(fit, options->threads, out);
    pk_calibrate_labels(fit->calibration->scenario->model, out);
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
