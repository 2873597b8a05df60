/* polku optimise: the best plan within a budget. */
#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/print_best.h"
#include "cli/print_result.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "report/best_table.h"
#include "study/best.h"

typedef struct {
    pk_session_t *session;
    pk_optimisation_t *file;
    pk_scenarios_t scenarios; /* today's plan */
    pk_output_t output;
    pk_best_t best;
    double seconds;
} pk_optimise_job_t;

/* Whether the last message is of no file. */
static bool has_no_place(const pk_diag_t *diag)
{
    return diag->count > 0 && diag->messages[diag->count - 1].file == NULL;
}

/* The exit code: what is wrong on the command line is wrong usage. Bounds that clash are told before there is a folder.
 */
static int read_file(pk_optimise_job_t *job)
{
    pk_session_t *session = job->session;
    const pk_options_t *options = &session->options;
    const pk_optimise_asked_t asked = {
        .aim = options->aim, .budget = options->budget, .extra = options->extra, .periods = options->periods};
    const pk_overrides_t overrides = pk_overrides_of(options);
    job->file = pk_optimisation_read(options->files[0], &overrides, &session->arena, &session->diag);
    if (job->file == NULL) {
        return PK_EXIT_INPUT;
    }
    if (pk_optimisation_ask(job->file, &asked, &session->arena, &session->diag) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    job->scenarios = (pk_scenarios_t){.all = &job->file->scenario, .count = 1};
    const pk_status_t status = pk_best_check(job->file, &session->diag);
    const bool of_command = options->budget != NULL || options->extra != NULL;
    return status == PK_BAD_INPUT && of_command && has_no_place(&session->diag) ? PK_EXIT_USAGE : pk_exit_of(status);
}

static pk_status_t prepare(pk_optimise_job_t *job)
{
    static const char *const tables[] = {PK_BEST_PLAN, PK_BEST_TABLE, PK_BEST_CURVE, NULL};
    pk_results_begin(job->session, job->file->name, "optimise", tables, &job->output);
    return pk_output_prepare(&job->output, &job->session->diag);
}

/* The files that were read: those of the scenario, and the one that asks. */
static pk_manifest_t manifest_of(pk_optimise_job_t *job)
{
    pk_session_t *session = job->session;
    pk_manifest_t manifest =
        pk_results_manifest(session, &job->scenarios, &job->best.comparison.results[0], 1, job->seconds, &job->output);
    if (job->file->source != NULL) {
        const pk_source_t **sources = PK_ARRAY(&session->arena, const pk_source_t *, manifest.nsource + 1);
        sources[0] = job->file->source;
        for (int i = 0; i < manifest.nsource; i++) {
            sources[i + 1] = manifest.sources[i];
        }
        manifest.sources = sources;
        manifest.nsource++;
    }
    return manifest;
}

static pk_status_t tell(pk_optimise_job_t *job)
{
    pk_session_t *session = job->session;
    const char *folder = job->output.root;
    pk_shown_t shown = {0};
    pk_status_t seen = PK_OK;
    for (int i = 0; i < job->best.comparison.nresult; i++) {
        pk_results_warn(session, &job->best.comparison.results[i]);
    }
    pk_manifest_t manifest = manifest_of(job);
    pk_output_hold(&job->output);
    pk_status_t status = pk_best_write(&job->best, job->file->scenario->file, folder, &job->output, &session->diag);
    if (status == PK_OK) {
        status = pk_output_go(&job->output, &session->diag);
    }
    if (status == PK_OK) {
        seen = pk_results_show_best(session, &manifest, &job->best, folder, &shown);
        status = pk_results_seal(session, &manifest);
    }
    pk_session_tell(session);
    if (status == PK_OK && session->options.json) {
        pk_session_print(session, pk_best_json(&job->best, &session->arena));
    } else if (status == PK_OK && !session->options.quiet) {
        pk_print_best(&job->best, &session->out);
        pk_print_places(folder, shown.book, shown.report, shown.pictures.paths, shown.pictures.count, &session->out);
    }
    pk_pictures_free(&shown.pictures);
    return status == PK_OK ? seen : status;
}

static pk_status_t find(pk_optimise_job_t *job)
{
    pk_session_t *session = job->session;
    pk_bar_t bar = pk_bar_of(&session->err, session->options.quiet, 1);
    const pk_run_options_t run = pk_run_options_of(&session->options);
    const pk_best_options_t options = {.threads = run.threads, .vector = run.vector, .progress = pk_bar_progress(&bar)};
    const double begun = pk_seconds_now();
    pk_bar_part(&bar, 0, "the best plan");
    const pk_status_t status = pk_best_find(job->file, &options, &job->best, &session->diag);
    pk_bar_end(&bar);
    job->seconds = pk_seconds_now() - begun;
    return status;
}

int pk_command_optimise(pk_session_t *session)
{
    pk_optimise_job_t job = {.session = session};
    const pk_options_t *options = &session->options;
    if (pk_folder_check(options->out, &session->diag) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    if (options->budget != NULL && options->extra != NULL) {
        (void)pk_error(&session->diag, PK_NOWHERE, "leave one of them out",
                       "--budget is the whole, --extra what is added to today's spend");
        return PK_EXIT_USAGE;
    }
    const int code = read_file(&job);
    if (code != PK_EXIT_DONE) {
        return code;
    }
    pk_status_t status = prepare(&job);
    pk_session_tell(session);
    if (status == PK_OK) {
        status = find(&job);
    }
    if (status == PK_OK) {
        status = tell(&job);
    }
    pk_best_free(&job.best);
    pk_output_close(&job.output);
    return pk_exit_of(status);
}
