/* polku attribute SCENARIO: what each channel, lever, event and word of mouth of a plan brought. */
#include <string.h>

#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/print_attribution.h"
#include "cli/print_result.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "engine/plan.h"
#include "engine/warn.h"
#include "report/attribution.h"
#include "study/attribute.h"

/* What the command works with. */
typedef struct {
    pk_session_t *session;
    pk_scenarios_t scenarios; /* one */
    pk_plan_t plan;
    pk_attribute_options_t options;
    pk_attribution_t found;
    pk_output_t output;
    double begun;
} job_t;

/* The KPIs of --kpi, with commas between. */
static void choose_kpis(job_t *job)
{
    pk_session_t *session = job->session;
    const char *at = session->options.kpi;
    if (at == NULL) {
        return;
    }
    const char **names = PK_ARRAY(&session->arena, const char *, (int)strlen(at) + 1);
    while (at != NULL) {
        const char *comma = strchr(at, ',');
        const size_t length = comma != NULL ? (size_t)(comma - at) : strlen(at);
        names[job->options.nkpi++] = pk_arena_copy_n(&session->arena, at, length);
        at = comma != NULL ? comma + 1 : NULL;
    }
    job->options.kpis = names;
}

static int read_all(job_t *job)
{
    pk_session_t *session = job->session;
    const pk_overrides_t overrides = pk_overrides_of(&session->options);
    const pk_run_options_t run = pk_run_options_of(&session->options);
    pk_status_t status = pk_scenarios_read(session, &overrides, &job->scenarios);
    if (status == PK_OK) {
        status = pk_plan_compile(job->scenarios.all[0], &job->plan, &session->diag);
    }
    if (status != PK_OK) {
        return pk_exit_of(status);
    }
    pk_plan_warn(&job->plan, NULL, &session->diag);
    job->options.threads = run.threads;
    job->options.vector = run.vector;
    job->options.paired = session->options.runs;
    choose_kpis(job);
    if (session->options.tail != NULL &&
        pk_steps_beyond(job->scenarios.all[0], "--tail", session->options.tail, PK_NOWHERE, &job->options.tail,
                        &session->arena, &session->diag) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    return pk_attribute_check(&job->plan, &job->options, &session->diag) == PK_OK ? PK_EXIT_DONE : PK_EXIT_USAGE;
}

static pk_status_t prepare(job_t *job)
{
    static const char *const tables[] = {PK_ATTRIBUTION_TABLE, NULL};
    pk_results_begin(job->session, job->scenarios.all[0]->name, "attribute", tables, &job->output);
    return pk_output_prepare(&job->output, &job->session->diag);
}

/* Table, charts, report, manifest and what is printed. Where only charts or report fail, the rest is there. */
static pk_status_t tell(job_t *job)
{
    pk_session_t *session = job->session;
    const char *folder = job->output.root;
    pk_shown_t shown = {0};
    pk_status_t seen = PK_OK;
    const pk_manifest_t manifest = pk_results_manifest(session, &job->scenarios, &job->found.result, 1,
                                                       pk_seconds_now() - job->begun, &job->output);
    pk_status_t status = pk_attribution_write(&job->found, folder, &job->output, &session->diag);
    if (status == PK_OK) {
        seen = pk_results_show_attribution(session, &manifest, &job->found, folder, &shown);
        status = pk_results_seal(session, &manifest);
    }
    pk_session_tell(session);
    if (status == PK_OK && session->options.json) {
        pk_session_print(session, pk_attribution_json(&job->found, &session->arena));
    } else if (status == PK_OK && !session->options.quiet) {
        pk_print_attribution(&job->found, &session->out);
        pk_print_places(folder, shown.book, shown.report, shown.pictures.paths, shown.pictures.count, &session->out);
    }
    pk_pictures_free(&shown.pictures);
    return status == PK_OK ? seen : status;
}

static pk_status_t attribute(job_t *job)
{
    pk_session_t *session = job->session;
    pk_bar_t bar = pk_bar_of(&session->err, session->options.quiet, 1);
    job->options.progress = pk_bar_progress(&bar);
    pk_bar_part(&bar, 0, job->scenarios.all[0]->name);
    const pk_status_t status = pk_attribute(&job->plan, &job->options, &job->found, &session->diag);
    pk_bar_end(&bar);
    if (status == PK_OK) {
        pk_results_warn(session, &job->found.result);
    }
    return status;
}

int pk_attribute_plan(pk_session_t *session)
{
    job_t job = {.session = session, .begun = pk_seconds_now()};
    int code = read_all(&job);
    if (code == PK_EXIT_DONE) {
        pk_status_t status = prepare(&job);
        pk_session_tell(session);
        if (status == PK_OK) {
            status = attribute(&job);
        }
        code = pk_exit_of(status == PK_OK ? tell(&job) : status);
    }
    pk_output_close(&job.output);
    pk_attribution_free(&job.found);
    pk_plan_free(&job.plan);
    return code;
}
