/* polku compare: scenarios on the same draws and the same luck, against a baseline. */
#include <string.h>

#include "cli/commands.h"
#include "cli/drawn_ahead.h"
#include "cli/folders.h"
#include "cli/next_facts.h"
#include "cli/print_comparison.h"
#include "cli/print_result.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "model/calibration.h"
#include "model/read_optimise.h"
#include "report/summary.h"
#include "report/tables.h"
#include "study/asked_kpi.h"
#include "study/race.h"
#include "study/until.h"

/* ---- which files ---- */

/* What a file is that no comparison takes, and polku another command; NULL: it may be a scenario. */
static const char *other_kind(const char *path, pk_diag_t *diag)
{
    return pk_optimisation_is(path, diag)  ? "a file of polku optimise"
           : pk_calibration_is(path, diag) ? "a file of polku calibrate"
                                           : NULL;
}

/* `*.yaml` names files of other kinds beside scenarios: those go, where two are left. */
static void leave_others_out(pk_session_t *session)
{
    pk_options_t *options = &session->options;
    const char **left = PK_ARRAY(&session->arena, const char *, options->nfile);
    const char **kinds = PK_ARRAY(&session->arena, const char *, options->nfile);
    int count = 0;
    for (int i = 0; i < options->nfile; i++) {
        kinds[i] = other_kind(options->files[i], &session->diag);
        if (kinds[i] == NULL) {
            left[count++] = options->files[i];
        }
    }
    for (int i = 0; i < options->nfile && count >= 2; i++) {
        if (kinds[i] != NULL) {
            pk_warning(&session->diag, PK_NOWHERE, NULL, "left out: %s is %s", options->files[i], kinds[i]);
        }
    }
    if (count >= 2) {
        options->files = left;
        options->nfile = count;
    }
}

/* Whether --baseline means this file. */
static bool is_baseline(const pk_session_t *session, const pk_lineage_t *lineage)
{
    const char *asked = session->options.baseline;
    return asked != NULL && (strcmp(asked, lineage->name) == 0 || strcmp(asked, lineage->file) == 0);
}

/* The same of models, which are read by now: a model is the plan that changes nothing, and is compared where it is
 * asked for as the baseline, or where there are not two scenarios without it. */
static void leave_models_out(pk_session_t *session, pk_lineage_t *lineages)
{
    pk_options_t *options = &session->options;
    const char **left = PK_ARRAY(&session->arena, const char *, options->nfile);
    int scenarios = 0, count = 0;
    for (int i = 0; i < options->nfile; i++) {
        scenarios += !lineages[i].is_model;
    }
    for (int i = 0; i < options->nfile; i++) {
        if (scenarios >= 2 && lineages[i].is_model && !is_baseline(session, &lineages[i])) {
            pk_warning(&session->diag, PK_NOWHERE, "--baseline MODEL compares with the model itself",
                       "left out: %s is a model", options->files[i]);
        } else {
            lineages[count] = lineages[i];
            left[count++] = options->files[i];
        }
    }
    options->files = left;
    options->nfile = count;
}

/* ---- reading ---- */

/* The files with what they are based on, to find the baseline before any is read under its start and horizon. NULL
 * where one of them cannot be read. */
static pk_lineage_t *read_lineages(pk_session_t *session)
{
    const int count = session->options.nfile;
    pk_lineage_t *lineages = PK_ARRAY(&session->arena, pk_lineage_t, count);
    bool all = true;
    for (int i = 0; i < count; i++) {
        all &= pk_lineage_read(session->options.files[i], NULL, &lineages[i], &session->arena, &session->diag) == PK_OK;
    }
    return all ? lineages : NULL;
}

/* The baseline is read as it is, the others with what it lays over them. */
static pk_status_t read_scenarios(pk_session_t *session, const pk_lineage_t *lineages, int baseline,
                                  pk_scenarios_t *scenarios)
{
    const int count = session->options.nfile;
    pk_overrides_t overrides = pk_overrides_of(&session->options);
    pk_scenario_t **all = PK_ARRAY(&session->arena, pk_scenario_t *, count);
    all[baseline] = pk_scenario_from(&lineages[baseline], &overrides, &session->arena, &session->diag);
    if (!all[baseline]) {
        return PK_BAD_INPUT;
    }
    overrides = pk_overrides_of_baseline(session, all[baseline]);
    for (int i = 0; i < count; i++) {
        if (i != baseline) {
            all[i] = pk_scenario_from(&lineages[i], &overrides, &session->arena, &session->diag);
        }
    }
    *scenarios = (pk_scenarios_t){.all = all, .count = count};
    for (int i = 0; i < count; i++) {
        if (!all[i]) {
            return PK_BAD_INPUT;
        }
    }
    const pk_overrides_t asked = pk_overrides_of(&session->options);
    return pk_scenarios_alike(all, count, baseline, &asked, &session->arena, &session->diag);
}

/* *code is the exit code where the reading fails. */
static bool read_all(pk_session_t *session, pk_scenarios_t *scenarios, int *baseline, int *code)
{
    const int before = session->diag.errors;
    leave_others_out(session);
    pk_lineage_t *lineages = read_lineages(session);
    *code = PK_EXIT_INPUT;
    if (!lineages) {
        return false;
    }
    leave_models_out(session, lineages);
    *code = PK_EXIT_USAGE;
    *baseline = pk_baseline_find(lineages, session->options.nfile, session->options.baseline, &session->diag);
    if (*baseline < 0) {
        return false;
    }
    const bool good =
        read_scenarios(session, lineages, *baseline, scenarios) == PK_OK && session->diag.errors == before;
    *code = good ? PK_EXIT_USAGE : pk_exit_of_reading(session, PK_BAD_INPUT);
    return good && pk_folder_names(scenarios->all, scenarios->count, true, &session->diag) == PK_OK;
}

static pk_status_t write_results(pk_session_t *session, const pk_comparison_t *comparison, const char *folder,
                                 pk_output_t *output)
{
    pk_tables_options_t tables = {.all_personas = (session->options.by & PK_PER_PERSONA) != 0, .output = output};
    return pk_tables_comparison(comparison, folder, &tables, &session->diag);
}

static void print_summary(pk_session_t *session, const pk_comparison_t *comparison, const char *folder,
                          const pk_shown_t *shown)
{
    if (session->options.json) {
        bool personas = (session->options.by & PK_PER_PERSONA) != 0;
        pk_session_print(session, pk_summary_comparison(comparison, personas, &session->arena));
    } else if (!session->options.quiet) {
        pk_print_comparison(comparison, &session->out);
        pk_print_places(folder, shown->book, shown->report, shown->pictures.paths, shown->pictures.count,
                        &session->out);
    }
}

/* Tables, charts, report, manifest and summary. Where only charts or report fail, the rest is there. */
static pk_status_t tell_comparison(pk_session_t *session, const pk_scenarios_t *scenarios,
                                   const pk_comparison_t *comparison, pk_charts_plans_t *plans, double seconds,
                                   pk_output_t *output)
{
    const char *folder = output->root;
    pk_shown_t shown = {0};
    for (int i = 0; i < comparison->nresult; i++) {
        pk_results_warn(session, &comparison->results[i]);
    }
    pk_manifest_t manifest =
        pk_results_manifest(session, scenarios, comparison->results, comparison->nresult, seconds, output);
    manifest.comparison = comparison;
    if (plans != NULL) {
        pk_charts_plans_pause(plans);
    }
    pk_status_t status = write_results(session, comparison, folder, output), seen = PK_OK;
    if (status == PK_OK) {
        seen = pk_results_show_comparison(session, &manifest, comparison, plans, folder, &shown);
        status = pk_results_seal(session, &manifest);
    }
    pk_session_tell(session);
    if (status == PK_OK) {
        print_summary(session, comparison, folder, &shown);
        const pk_next_t next = pk_next_of_comparison(session, comparison);
        pk_next_print(session, &next);
    }
    pk_pictures_free(&shown.pictures);
    return status == PK_OK ? seen : status;
}

/* As many runs as are given, as it takes, or as the rivals need. */
static pk_status_t compare(pk_session_t *session, const pk_scenarios_t *scenarios, int baseline,
                           const pk_run_options_t *options, pk_comparison_t *comparison)
{
    const pk_options_t *asked = &session->options;
    pk_until_t until;
    if (asked->race != NULL) {
        return pk_compare_race(scenarios->all, scenarios->count, baseline, options, asked->race, comparison,
                               &session->diag);
    }
    if (asked->until == NULL) {
        return pk_compare(scenarios->all, scenarios->count, baseline, options, comparison, &session->diag);
    }
    if (pk_until_read(asked->until, &until, &session->arena, &session->diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    return pk_compare_until(scenarios->all, scenarios->count, baseline, options, &until, comparison, &session->diag);
}

static pk_status_t compare_all(pk_session_t *session, const pk_scenarios_t *scenarios, int baseline,
                               pk_output_t *output)
{
    pk_bar_t bar = pk_bar_of(&session->err, session->options.quiet, 1);
    pk_run_options_t options = pk_run_options_of(&session->options);
    pk_comparison_t comparison = {0};
    options.progress = pk_bar_progress(&bar);
    options.by_horizon = true;
    pk_drawn_ahead_t ahead = pk_drawn_ahead_of(session, output, scenarios->count);
    pk_drawn_ahead_watch(&ahead, &options);
    pk_bar_part(&bar, 0, pk_arena_format(&session->arena, "%d scenarios", scenarios->count));
    double begun = pk_seconds_now();
    pk_status_t status = compare(session, scenarios, baseline, &options, &comparison);
    pk_bar_end(&bar);
    if (status == PK_OK) {
        status = tell_comparison(session, scenarios, &comparison, ahead.plans, pk_seconds_now() - begun, output);
    }
    pk_drawn_ahead_free(&ahead);
    pk_comparison_free(&comparison);
    return status;
}

/* The KPI of --race and --until-mcse, before anything runs. */
static pk_status_t check_kpi(pk_session_t *session, const pk_scenarios_t *scenarios, const pk_until_t *until)
{
    const pk_options_t *asked = &session->options;
    pk_status_t status = PK_OK;
    if (asked->race != NULL) {
        status = pk_asked_kpi_check(scenarios->all, scenarios->count, "--race", asked->race, false, &session->arena,
                                    &session->diag);
    }
    if (asked->until != NULL) {
        status = pk_asked_kpi_check(scenarios->all, scenarios->count, "--until-mcse", until->kpi, true, &session->arena,
                                    &session->diag);
    }
    return status;
}

int pk_command_compare(pk_session_t *session)
{
    pk_scenarios_t scenarios;
    int baseline, code;
    pk_until_t until;
    if (pk_folder_check(session->options.out, &session->diag) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    if (session->options.until != NULL &&
        pk_until_read(session->options.until, &until, &session->arena, &session->diag) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    if (!read_all(session, &scenarios, &baseline, &code)) {
        return code;
    }
    if (check_kpi(session, &scenarios, &until) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    const char *folder = session->options.out ? session->options.out : "results";
    pk_output_t output;
    pk_status_t status = pk_results_prepare(session, folder, scenarios.all, scenarios.count, NULL, &output);
    pk_session_tell(session);
    if (status == PK_OK) {
        status = compare_all(session, &scenarios, baseline, &output);
    }
    pk_output_close(&output);
    return pk_exit_of(status);
}
