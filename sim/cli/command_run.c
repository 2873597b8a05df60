/* polku run: each scenario by itself. */
#include "cli/chart_here.h"
#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/next_facts.h"
#include "cli/print_result.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "report/summary.h"
#include "report/tables.h"

/* Prints the summary of scenario `i`; as JSON, several scenarios are an array. */
static void print_summary(pk_session_t *session, const pk_scenarios_t *scenarios, int i, const pk_result_t *result,
                          const char *folder, const pk_shown_t *shown)
{
    const pk_options_t *options = &session->options;
    bool last = i == scenarios->count - 1, several = scenarios->count > 1;
    if (options->json) {
        bool personas = (options->by & PK_PER_PERSONA) != 0;
        const char *text = pk_summary_run(result, personas, &session->arena);
        pk_session_print(session, several ? (i ? ",\n" : "[\n") : "");
        pk_session_print(session, text);
        pk_session_print(session, several && last ? "]\n" : "");
    } else if (!options->quiet) {
        if (i > 0) {
            putchar('\n');
        }
        pk_print_result(result, &session->out);
        pk_print_places(folder, shown->book, shown->report, shown->pictures.paths, shown->pictures.count,
                        &session->out);
    }
}

static pk_status_t write_result(pk_session_t *session, const pk_result_t *result, const char *folder,
                                pk_output_t *output)
{
    pk_tables_options_t tables = {.all_personas = (session->options.by & PK_PER_PERSONA) != 0, .output = output};
    return pk_tables_run(result, folder, &tables, &session->diag);
}

/* Tables, charts, report, manifest and summary. Where only charts or report fail, the rest is there. */
static pk_status_t tell_result(pk_session_t *session, const pk_scenarios_t *scenarios, int i, const pk_result_t *result,
                               double seconds, pk_output_t *output)
{
    const char *folder = output->root;
    pk_scenarios_t one = {.all = &scenarios->all[i], .count = 1};
    const char *here = NULL;
    pk_shown_t shown = {0};
    pk_results_warn(session, result);
    pk_manifest_t manifest = pk_results_manifest(session, &one, result, 1, seconds, output);
    pk_status_t status = write_result(session, result, folder, output), seen = PK_OK;
    if (status == PK_OK) {
        seen = pk_results_show(session, &manifest, result, folder, &shown);
        if (seen == PK_OK && session->options.chart_here) {
            seen = pk_here_run(session, result, output, &here);
        }
        status = pk_results_seal(session, &manifest);
    }
    pk_session_tell(session);
    if (status == PK_OK) {
        print_summary(session, scenarios, i, result, folder, &shown);
    }
    pk_pictures_free(&shown.pictures);
    if (status == PK_OK && here) {
        pk_session_print(session, pk_arena_format(&session->arena, "\n%s\n", here));
    }
    return status == PK_OK ? seen : status;
}

static pk_status_t run_one(pk_session_t *session, const pk_scenarios_t *scenarios, int i, pk_output_t *output,
                           pk_bar_t *bar, pk_store_t *store, pk_next_t *next)
{
    pk_run_options_t options = pk_run_options_of(&session->options);
    pk_result_t result = {0};
    options.progress = pk_bar_progress(bar);
    options.store = store;
    pk_bar_part(bar, i, scenarios->all[i]->name);
    double begun = pk_seconds_now();
    pk_status_t status = pk_run(scenarios->all[i], &options, &result, &session->diag);
    pk_bar_end(bar);
    if (status == PK_OK) {
        status = tell_result(session, scenarios, i, &result, pk_seconds_now() - begun, output);
        pk_next_add_result(session, &result, next);
    }
    pk_result_free(&result);
    return status;
}

static pk_status_t run_all(pk_session_t *session, const pk_scenarios_t *scenarios, pk_output_t *outputs)
{
    pk_bar_t bar = pk_bar_of(&session->err, session->options.quiet, scenarios->count);
    pk_store_t store = {0};
    pk_next_t next = pk_next_of_plans(session, PK_NEXT_AFTER_RUN, scenarios->all, scenarios->count), several = next;
    pk_status_t status = PK_OK;
    for (int i = 0; i < scenarios->count && status == PK_OK; i++) {
        status = run_one(session, scenarios, i, &outputs[i], &bar, &store, &next);
    }
    if (status == PK_OK) {
        pk_next_print(session, scenarios->count > 1 ? &several : &next);
    }
    pk_store_free(&store);
    return status;
}

/* One folder a scenario, all of them before the first run; several stand in one that is locked, too. */
static pk_status_t prepare(pk_session_t *session, const pk_scenarios_t *scenarios, pk_output_t *outputs,
                           pk_output_t *around)
{
    const int count = scenarios->count;
    pk_status_t status = PK_OK;
    if (count > 1) {
        pk_output_init(around, session->options.out ? session->options.out : "results", NULL);
        status = pk_output_prepare(around, &session->diag);
    }
    for (int i = 0; i < count && status == PK_OK; i++) {
        const char *folder = pk_folder_scenario(session->options.out, scenarios->all[i]->name, count, &session->arena);
        status = pk_results_prepare(session, folder, NULL, 0, count > 1 ? around : NULL, &outputs[i]);
    }
    return status;
}

int pk_command_run(pk_session_t *session)
{
    pk_overrides_t overrides = pk_overrides_of(&session->options);
    pk_scenarios_t scenarios;
    if (pk_folder_check(session->options.out, &session->diag) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    pk_status_t status = pk_scenarios_read(session, &overrides, &scenarios);
    if (status != PK_OK) {
        return pk_exit_of_reading(session, status);
    }
    const bool named = scenarios.count > 1 || !session->options.out;
    if (pk_folder_names(scenarios.all, scenarios.count, named, &session->diag) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    pk_output_t *outputs = PK_ARRAY(&session->arena, pk_output_t, scenarios.count), around = {0};
    status = prepare(session, &scenarios, outputs, &around);
    pk_session_tell(session);
    if (status == PK_OK) {
        status = run_all(session, &scenarios, outputs);
    }
    for (int i = 0; i < scenarios.count; i++) {
        pk_output_close(&outputs[i]);
    }
    pk_output_close(&around);
    return pk_exit_of(status);
}
