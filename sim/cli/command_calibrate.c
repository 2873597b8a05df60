/* polku calibrate: the assumptions of a model, learned from data. */
#include <string.h>

#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/print_calibration.h"
#include "cli/print_result.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "infer/calibrate.h"
#include "report/calibration.h"

typedef struct {
    pk_session_t *session;
    pk_calibration_t *file;
    pk_journeys_log_t *logs;
    pk_output_t output;
    pk_calibrated_t found;
    double seconds;
} pk_calibrate_job_t;

static pk_status_t read_file(pk_calibrate_job_t *job)
{
    pk_session_t *session = job->session;
    const pk_overrides_t overrides = pk_overrides_of(&session->options);
    job->file = pk_calibration_read(session->options.files[0], &overrides, &session->arena, &session->diag);
    if (job->file == NULL) {
        return PK_BAD_INPUT;
    }
    return pk_calibrate_read(job->file, &job->logs, &session->arena, &session->diag);
}

static pk_status_t prepare(pk_calibrate_job_t *job)
{
    static const char *const tables[] = {PK_CALIBRATION_POSTERIOR, PK_CALIBRATION_UNCONVERGED,   PK_CALIBRATION_SUMMARY,
                                         PK_CALIBRATION_PREDICTED, PK_CALIBRATION_CONTRIBUTIONS, PK_CALIBRATION_CHECKS,
                                         PK_CALIBRATION_STATE,     PK_CALIBRATION_BACKTEST,      NULL};
    pk_results_begin(job->session, job->file->name, "calibrate", tables, &job->output);
    return pk_output_prepare(&job->output, &job->session->diag);
}

/* The files that were read: the scenario's, among them the one that asks, and those of the series; each name once. Logs
 * are read as a stream and stand in no memory. */
static void list_sources(pk_calibrate_job_t *job, pk_manifest_t *manifest)
{
    const pk_scenario_t *scenario = job->file->scenario;
    const pk_source_t **sources =
        PK_ARRAY(&job->session->arena, const pk_source_t *, scenario->nsource + job->file->nseries + 1);
    int count = 0;
    for (int i = 0; i < scenario->nsource; i++) {
        sources[count++] = scenario->sources[i];
    }
    for (int s = 0; s < job->file->nseries; s++) {
        const pk_observed_series_t *series = &job->file->series[s];
        bool listed = series->count == 0;
        for (int i = 0; i < count && !listed; i++) {
            listed = strcmp(sources[i]->name, series->values[0].place.source->name) == 0;
        }
        if (!listed) {
            sources[count++] = series->values[0].place.source;
        }
    }
    manifest->sources = sources;
    manifest->nsource = count;
}

static pk_manifest_t manifest_of(pk_calibrate_job_t *job)
{
    pk_session_t *session = job->session;
    const pk_scenario_t *scenario = job->file->scenario;
    const pk_scenarios_t none = {0};
    pk_manifest_t manifest = pk_results_manifest(session, &none, NULL, 0, job->seconds, &job->output);
    manifest.seed = scenario->seed;
    manifest.seeded = true;
    list_sources(job, &manifest);
    return manifest;
}

static pk_status_t tell(pk_calibrate_job_t *job)
{
    pk_session_t *session = job->session;
    const char *folder = job->output.root;
    pk_shown_t shown = {0};
    pk_status_t seen = PK_OK;
    const pk_manifest_t manifest = manifest_of(job);
    pk_status_t status = pk_calibration_write(&job->found, folder, &job->output, &session->diag);
    if (status == PK_OK) {
        seen = pk_results_show_calibration(session, &manifest, &job->found, folder, &shown);
        status = pk_results_seal(session, &manifest);
    }
    pk_session_tell(session);
    if (status == PK_OK && session->options.json) {
        pk_session_print(session, pk_calibration_json(&job->found, &session->arena));
    } else if (status == PK_OK && !session->options.quiet) {
        pk_print_calibration(&job->found, &session->out);
        pk_print_places(folder, shown.book, shown.report, shown.pictures.paths, shown.pictures.count, &session->out);
    }
    pk_pictures_free(&shown.pictures);
    return status == PK_OK ? seen : status;
}

static pk_status_t learn(pk_calibrate_job_t *job)
{
    pk_session_t *session = job->session;
    pk_bar_t bar = pk_bar_of(&session->err, session->options.quiet, 1);
    const pk_calibrate_options_t options = {.threads = pk_run_options_of(&session->options).threads,
                                            .gradients =
                                                session->options.gradients > 0 ? session->options.gradients : 0,
                                            .second_opinion = session->options.second_opinion,
                                            .progress = pk_bar_progress(&bar)};
    const double begun = pk_seconds_now();
    pk_bar_part(&bar, 0, "the posterior");
    const pk_status_t status = pk_calibrate(job->file, job->logs, &options, &job->found, &session->diag);
    pk_bar_end(&bar);
    job->seconds = pk_seconds_now() - begun;
    return status;
}

/* A fit that cannot be trusted is written, under its own name, and is a failure unless that is accepted. */
static int exit_of(const pk_calibrate_job_t *job, pk_status_t status)
{
    const bool doubtful = status == PK_OK && !job->found.converged && !job->session->options.accept_unconverged;
    return doubtful ? PK_EXIT_FAILED : pk_exit_of(status);
}

int pk_command_calibrate(pk_session_t *session)
{
    pk_calibrate_job_t job = {.session = session};
    if (pk_folder_check(session->options.out, &session->diag) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    pk_status_t status = read_file(&job);
    if (status == PK_OK) {
        status = prepare(&job);
    }
    pk_session_tell(session);
    if (status == PK_OK) {
        status = learn(&job);
        status = status == PK_OK ? tell(&job) : status;
    }
    const int code = job.file != NULL ? exit_of(&job, status) : pk_exit_of(status);
    for (int k = 0; job.logs != NULL && k < job.file->nlog; k++) {
        pk_journeys_log_free(&job.logs[k]);
    }
    pk_calibrated_free(&job.found);
    pk_output_close(&job.output);
    return code;
}
