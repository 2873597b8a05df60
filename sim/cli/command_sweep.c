/* polku sweep: one plan under many settings of some of its numbers. */
#include <string.h>

#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/print_result.h"
#include "cli/print_sweep.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "cli/version.h"
#include "engine/plan.h"
#include "engine/warn.h"
#include "report/sweep_store.h"
#include "report/sweep_table.h"
#include "study/sweep.h"

enum { LIST_LIMIT = 16 << 20 };

/* What a sweep works with. */
typedef struct {
    pk_session_t *session;
    pk_scenarios_t scenarios; /* one */
    pk_sweep_cells_t cells;
    const pk_source_t *list; /* NULL: --set */
    pk_plan_t plan;
    pk_output_t output;
    pk_sweep_store_file_t store;
    pk_sweep_t sweep;
    double seconds;
} pk_sweep_job_t;

/* ---- what is asked for ---- */

static pk_status_t check_options(pk_session_t *session)
{
    const pk_options_t *options = &session->options;
    if (options->sets.count == 0 && options->list == NULL) {
        return pk_error(&session->diag, PK_NOWHERE,
                        "as in --set spend.facebook=0,500,1000, or --list FILE with a row a cell",
                        "polku sweep needs --set or --list: which numbers, and which values");
    }
    if (options->sets.count > 0 && options->list != NULL) {
        return pk_error(&session->diag, PK_NOWHERE, "leave one of them out",
                        "--set makes every combination, and --list names the cells itself");
    }
    if (options->list != NULL && strcmp(options->list, PK_SOURCE_INPUT) == 0 &&
        strcmp(options->files[0], PK_SOURCE_INPUT) == 0) {
        return pk_error(&session->diag, PK_NOWHERE, "name a file for one of them",
                        "\"-\" is standard input, which can be read once");
    }
    return pk_folder_check(options->out, &session->diag);
}

static pk_status_t read_cells(pk_sweep_job_t *job)
{
    pk_session_t *session = job->session;
    const pk_options_t *options = &session->options;
    if (options->list == NULL) {
        return pk_sweep_cells_combine(options->sets.all, options->sets.count, &job->cells, &session->arena,
                                      &session->diag);
    }
    const bool input = strcmp(options->list, PK_SOURCE_INPUT) == 0;
    job->list = input ? pk_source_read_input(LIST_LIMIT, &session->diag)
                      : pk_source_read(options->list, LIST_LIMIT, PK_NOWHERE, &session->arena, &session->diag);
    return job->list == NULL ? PK_BAD_INPUT
                             : pk_sweep_cells_read(job->list, &job->cells, &session->arena, &session->diag);
}

/* ---- the folder ---- */

static pk_status_t prepare(pk_sweep_job_t *job)
{
    pk_session_t *session = job->session;
    const pk_scenario_t *scenario = job->scenarios.all[0];
    static const char *const tables[] = {PK_SWEEP_TABLE, PK_SWEEP_CELLS, PK_SWEEP_UNFINISHED, NULL};
    pk_results_begin(session, scenario->name, "sweep", tables, &job->output);
    pk_output_keep(&job->output);
    const pk_sweep_identity_t identity = {
        .version = PK_VERSION,
        .sources = scenario->sources,
        .nsource = scenario->nsource,
        .options = pk_arena_format(&session->arena, "runs %ld engine %d", scenario->runs, (int)scenario->engine),
        .seed = scenario->seed};
    if (pk_output_prepare(&job->output, &session->diag) != PK_OK) {
        return PK_FAILED;
    }
    return pk_sweep_store_open(&job->store, job->output.root, &identity, &session->diag);
}

/* ---- what comes out ---- */

static pk_manifest_t manifest_of(pk_sweep_job_t *job)
{
    pk_session_t *session = job->session;
    pk_manifest_t manifest =
        pk_results_manifest(session, &job->scenarios, &job->sweep.baseline, 1, job->seconds, &job->output);
    if (job->list != NULL) {
        const pk_source_t **sources = PK_ARRAY(&session->arena, const pk_source_t *, manifest.nsource + 1);
        for (int i = 0; i < manifest.nsource; i++) {
            sources[i] = manifest.sources[i];
        }
        sources[manifest.nsource++] = job->list;
        manifest.sources = sources;
    }
    return manifest;
}

/* Table, what is done, pictures, manifest; then what was kept for a sweep that would not come so far can go. */
static pk_status_t tell(pk_sweep_job_t *job)
{
    pk_session_t *session = job->session;
    const char *folder = job->output.root;
    pk_shown_t shown = {0};
    pk_status_t seen = PK_OK;
    pk_manifest_t manifest = manifest_of(job);
    pk_output_hold(&job->output);
    pk_status_t status = pk_sweep_table_write(&job->sweep, folder, &job->output, &session->diag);
    if (status == PK_OK) {
        status = pk_sweep_store_write(&job->store, folder, &job->output, &session->diag);
    }
    if (status == PK_OK) {
        status = pk_output_go(&job->output, &session->diag);
    }
    if (status == PK_OK) {
        seen = pk_results_show_sweep(session, &manifest, &job->sweep, folder, &shown);
        status = pk_results_seal(session, &manifest);
    }
    if (status == PK_OK) {
        pk_sweep_store_finish(&job->store);
    }
    pk_session_tell(session);
    if (status == PK_OK && session->options.json) {
        pk_session_print(session, pk_sweep_json(&job->sweep, &session->arena));
    } else if (status == PK_OK && !session->options.quiet) {
        pk_print_sweep(&job->sweep, &session->out);
        pk_print_places(folder, shown.book, shown.report, shown.pictures.paths, shown.pictures.count, &session->out);
    }
    pk_pictures_free(&shown.pictures);
    return status == PK_OK ? seen : status;
}

static pk_status_t sweep(pk_sweep_job_t *job)
{
    pk_session_t *session = job->session;
    pk_bar_t bar = pk_bar_of(&session->err, session->options.quiet, 1);
    pk_sweep_options_t options = {
        .run = pk_run_options_of(&session->options),
        .kpi = session->options.kpi,
        .store = {.find = pk_sweep_store_find, .keep = pk_sweep_store_keep, .context = &job->store}};
    options.run.progress = pk_bar_progress(&bar);
    pk_bar_part(&bar, 0, pk_arena_format(&session->arena, "%ld cells", job->cells.count));
    const pk_status_t status = pk_sweep_run(&job->plan, &job->cells, &options, &job->sweep, &session->diag);
    pk_bar_end(&bar);
    return status;
}

/* The scenario as a plan, and its cells. */
static pk_status_t read_all(pk_sweep_job_t *job)
{
    pk_session_t *session = job->session;
    const pk_overrides_t overrides = pk_overrides_of(&session->options);
    pk_status_t status = pk_scenarios_read(session, &overrides, &job->scenarios);
    if (status == PK_OK) {
        status = pk_plan_compile(job->scenarios.all[0], &job->plan, &session->diag);
    }
    if (status == PK_OK) {
        pk_plan_warn(&job->plan, NULL, &session->diag);
    }
    return status;
}

/* The numbers and values that the command line or its list asks for. What is wrong on the command line is wrong usage.
 */
static int read_asked(pk_sweep_job_t *job)
{
    pk_session_t *session = job->session;
    pk_status_t status = read_cells(job);
    if (status == PK_OK || job->cells.count > 0) { /* beside a broken row, the errors of the others too */
        const pk_status_t checked = pk_sweep_check(&job->plan, &job->cells, session->options.kpi, &session->diag);
        status = status == PK_OK ? checked : status;
    }
    return status == PK_BAD_INPUT && job->list == NULL ? PK_EXIT_USAGE : pk_exit_of(status);
}

static int sweep_file(pk_sweep_job_t *job)
{
    const double begun = pk_seconds_now();
    pk_status_t status = read_all(job);
    const int code = status == PK_OK ? read_asked(job) : pk_exit_of(status);
    if (code != PK_EXIT_DONE) {
        return code;
    }
    status = prepare(job);
    pk_session_tell(job->session);
    if (status == PK_OK) {
        status = sweep(job);
    }
    if (status == PK_OK) {
        job->seconds = pk_seconds_now() - begun;
        status = tell(job);
    }
    return pk_exit_of(status);
}

int pk_command_sweep(pk_session_t *session)
{
    pk_sweep_job_t job = {.session = session, .store.file = -1};
    if (check_options(session) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    const int code = sweep_file(&job);
    pk_sweep_free(&job.sweep);
    pk_sweep_store_close(&job.store);
    pk_output_close(&job.output);
    pk_plan_free(&job.plan);
    return code;
}
