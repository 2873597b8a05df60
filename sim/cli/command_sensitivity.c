/* polku sensitivity: what of the assumptions a KPI, or the difference between two plans, hangs on. */
#include <string.h>

#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/print_result.h"
#include "cli/print_sensitivity.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "engine/plan.h"
#include "engine/warn.h"
#include "report/sensitivity.h"
#include "study/sensitivity.h"

/* What it works with. */
typedef struct {
    pk_session_t *session;
    pk_scenarios_t scenarios; /* one, or the other too */
    pk_plan_t plans[2];
    pk_sensitivity_group_t *groups;
    pk_sensitivity_t found;
    pk_output_t output;
    double seconds;
} sensitivity_job_t;

/* ---- what is asked for ---- */

/* NAME=PATH,PATH. */
static pk_status_t read_group(pk_session_t *session, const char *text, pk_sensitivity_group_t *group)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL || equals == text || equals[1] == '\0') {
        return pk_error(&session->diag, PK_NOWHERE, "as in --group prices=PATH,PATH",
                        "--group is \"%s\": a name, = and paths with commas between are needed", text);
    }
    group->name = pk_arena_copy_n(&session->arena, text, (size_t)(equals - text));
    group->paths = PK_ARRAY(&session->arena, const char *, strlen(text));
    for (const char *at = equals + 1;; at++) {
        const size_t length = strcspn(at, ",");
        group->paths[group->count++] = pk_arena_copy_n(&session->arena, at, length);
        at += length;
        if (*at == '\0') {
            return PK_OK;
        }
    }
}

static pk_status_t read_options(sensitivity_job_t *job)
{
    pk_session_t *session = job->session;
    const pk_option_list_t *groups = &session->options.groups;
    pk_status_t status = pk_folder_check(session->options.out, &session->diag);
    const char *against = session->options.against;
    if (against != NULL && strcmp(against, PK_SOURCE_INPUT) == 0 &&
        strcmp(session->options.files[0], PK_SOURCE_INPUT) == 0) {
        status = pk_error(&session->diag, PK_NOWHERE, "name a file for one of them",
                          "\"-\" is standard input, which can be read once");
    }
    if (against == NULL && (session->options.methods & PK_METHOD_VALUE) != 0) {
        status =
            pk_error(&session->diag, PK_NOWHERE, "name the other plan: --against SCENARIO",
                     "--method value tells what to find out before deciding between two plans, and only one is named");
    }
    job->groups = PK_ARRAY(&session->arena, pk_sensitivity_group_t, groups->count + 1);
    for (int k = 0; k < groups->count; k++) {
        if (read_group(session, groups->all[k], &job->groups[k]) != PK_OK) {
            status = PK_BAD_INPUT;
        }
    }
    return status;
}

static pk_sensitivity_options_t options_of(const sensitivity_job_t *job)
{
    const pk_options_t *options = &job->session->options;
    const int all = PK_METHOD_TORNADO | PK_METHOD_SOBOL | PK_METHOD_VALUE;
    const int methods = options->methods != 0 ? options->methods : all;
    return (pk_sensitivity_options_t){.kpi = options->kpi,
                                      .tornado = (methods & PK_METHOD_TORNADO) != 0,
                                      .sobol = (methods & PK_METHOD_SOBOL) != 0,
                                      .value = (methods & PK_METHOD_VALUE) != 0,
                                      .samples = options->samples > 0 ? (long)options->samples : PK_SAMPLES_DEFAULT,
                                      .groups = job->groups,
                                      .ngroup = options->groups.count,
                                      .run = pk_run_options_of(options)};
}

/* The other plan is the baseline, as in a comparison: the scenario is read under its start, horizon and seed. */
static pk_status_t read_scenarios(sensitivity_job_t *job)
{
    pk_session_t *session = job->session;
    const pk_options_t *options = &session->options;
    pk_overrides_t overrides = pk_overrides_of(options);
    pk_scenario_t **all = PK_ARRAY(&session->arena, pk_scenario_t *, 2);
    job->scenarios = (pk_scenarios_t){.all = all, .count = options->against != NULL ? 2 : 1};
    if (options->against != NULL) {
        all[1] = pk_scenario_read(options->against, &overrides, &session->arena, &session->diag);
        if (all[1] == NULL) {
            return PK_BAD_INPUT;
        }
        overrides = pk_overrides_of_baseline(session, all[1]);
    }
    all[0] = pk_scenario_read(options->files[0], &overrides, &session->arena, &session->diag);
    if (all[0] == NULL) {
        return PK_BAD_INPUT;
    }
    const pk_overrides_t asked = pk_overrides_of(options);
    return options->against == NULL ? PK_OK : pk_scenarios_alike(all, 2, 1, &asked, &session->arena, &session->diag);
}

static pk_status_t compile(sensitivity_job_t *job)
{
    pk_status_t status = PK_OK;
    for (int k = 0; k < job->scenarios.count && status == PK_OK; k++) {
        status = pk_plan_compile(job->scenarios.all[k], &job->plans[k], &job->session->diag);
        if (status == PK_OK) {
            pk_plan_warn(&job->plans[k], NULL, &job->session->diag);
        }
    }
    return status;
}

static pk_plan_t *other_plan(sensitivity_job_t *job)
{
    return job->scenarios.count > 1 ? &job->plans[1] : NULL;
}

/* ---- what comes out ---- */

static void warn(sensitivity_job_t *job)
{
    const pk_sensitivity_t *found = &job->found;
    pk_results_warn(job->session, &found->plan);
    if (found->undefined > 0) {
        pk_warning(&job->session->diag, PK_NOWHERE, "a ratio has no value where what it is divided by is 0",
                   "at %ld of %ld points there is no %s; they are left out", found->undefined, found->samples,
                   found->kpi);
    }
}

static pk_status_t tell(sensitivity_job_t *job)
{
    pk_session_t *session = job->session;
    const char *folder = job->output.root;
    pk_shown_t shown = {0};
    pk_status_t seen = PK_OK;
    warn(job);
    pk_manifest_t manifest =
        pk_results_manifest(session, &job->scenarios, &job->found.plan, 1, job->seconds, &job->output);
    pk_status_t status = pk_sensitivity_write(&job->found, folder, &job->output, &session->diag);
    if (status == PK_OK) {
        seen = pk_results_show_sensitivity(session, &manifest, &job->found, folder, &shown);
        status = pk_results_seal(session, &manifest);
    }
    pk_session_tell(session);
    if (status == PK_OK && session->options.json) {
        pk_session_print(session, pk_sensitivity_json(&job->found, &session->arena));
    } else if (status == PK_OK && !session->options.quiet) {
        pk_print_sensitivity(&job->found, &session->out);
        pk_print_places(folder, shown.book, shown.report, shown.pictures.paths, shown.pictures.count, &session->out);
    }
    pk_pictures_free(&shown.pictures);
    return status == PK_OK ? seen : status;
}

static pk_status_t find(sensitivity_job_t *job)
{
    pk_session_t *session = job->session;
    pk_bar_t bar = pk_bar_of(&session->err, session->options.quiet, 1);
    pk_sensitivity_options_t options = options_of(job);
    options.run.progress = pk_bar_progress(&bar);
    pk_bar_part(&bar, 0, "points");
    const pk_status_t status =
        pk_sensitivity_run(&job->plans[0], other_plan(job), &options, &job->found, &session->diag);
    pk_bar_end(&bar);
    return status;
}

static pk_status_t prepare(sensitivity_job_t *job)
{
    static const char *const tables[] = {PK_SENSITIVITY_TABLE, NULL};
    pk_results_begin(job->session, job->scenarios.all[0]->name, "sensitivity", tables, &job->output);
    return pk_output_prepare(&job->output, &job->session->diag);
}

int pk_command_sensitivity(pk_session_t *session)
{
    sensitivity_job_t job = {.session = session};
    if (read_options(&job) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    pk_status_t status = read_scenarios(&job);
    if (status == PK_OK) {
        status = compile(&job);
    }
    int code = pk_exit_of(status);
    if (status == PK_OK) {
        const pk_sensitivity_options_t options = options_of(&job);
        status = pk_sensitivity_check(&job.plans[0], other_plan(&job), &options, &session->diag);
        code = status == PK_OK ? PK_EXIT_DONE : PK_EXIT_USAGE;
    }
    if (status == PK_OK) {
        status = prepare(&job);
        pk_session_tell(session);
        code = pk_exit_of(status);
    }
    if (status == PK_OK) {
        const double begun = pk_seconds_now();
        status = find(&job);
        job.seconds = pk_seconds_now() - begun;
        status = status == PK_OK ? tell(&job) : status;
        code = pk_exit_of(status);
    }
    pk_sensitivity_free(&job.found);
    pk_output_close(&job.output);
    pk_plan_free(&job.plans[0]);
    pk_plan_free(&job.plans[1]);
    return code;
}
