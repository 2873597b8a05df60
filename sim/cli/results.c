#include "cli/results.h"

#include <string.h>
#include <time.h>

#include "base/parallel.h"
#include "cli/folders.h"
#include "cli/scenarios.h"
#include "cli/version.h"
#include "report/report.h"
#include "report/tables.h"

double pk_seconds_now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

/* A result holds a message as it is printed, with its place, or its bare text. */
static bool was_told(const pk_diag_t *diag, const char *text)
{
    for (int i = 0; i < diag->count; i++) {
        if (strstr(text, diag->messages[i].text)) {
            return true;
        }
    }
    return false;
}

void pk_results_warn(pk_session_t *session, const pk_result_t *result)
{
    for (int i = 0; i < result->nwarning; i++) {
        if (!was_told(&session->diag, result->warnings[i])) {
            pk_warning(&session->diag, PK_NOWHERE, NULL, "%s", result->warnings[i]);
        }
    }
}

pk_manifest_t pk_results_manifest(pk_session_t *session, const pk_scenarios_t *scenarios, const pk_result_t *results,
                                  int count, double seconds, pk_output_t *output)
{
    const char **warnings = PK_ARRAY(&session->arena, const char *, session->diag.count);
    int nwarning = 0, nsource;
    for (int i = 0; i < session->diag.count; i++) {
        if (session->diag.messages[i].severity == PK_WARNING) {
            warnings[nwarning++] = session->diag.messages[i].text;
        }
    }
    const pk_source_t **sources = pk_scenarios_sources(session, scenarios, &nsource);
    return (pk_manifest_t){.version = PK_VERSION,
                           .command = session->words,
                           .threads = pk_parallel_threads(pk_run_options_of(&session->options).threads),
                           .seconds = seconds,
                           .results = results,
                           .nresult = count,
                           .sources = sources,
                           .nsource = nsource,
                           .warnings = warnings,
                           .nwarning = nwarning,
                           .output = output};
}

pk_status_t pk_results_charts_of(pk_session_t *session, pk_charts_options_t *charts)
{
    const pk_options_t *options = &session->options;
    *charts = (pk_charts_options_t){.plots = pk_folder_plots(&session->arena, &session->diag),
                                    .language = (pk_language_t)options->language,
                                    .gnuplot = {.processes = pk_run_options_of(options).threads}};
    return charts->plots ? PK_OK : PK_FAILED;
}

bool pk_results_charts(pk_session_t *session, pk_charts_options_t *charts, pk_status_t *status)
{
    static const char *const names[] = {"svg", "png", "pdf"};
    const char **terminals = PK_ARRAY(&session->arena, const char *, 3);
    *status = PK_OK;
    if (session->options.charts & PK_CHART_NONE) {
        return false;
    }
    *status = pk_results_charts_of(session, charts);
    charts->terminals = terminals;
    for (int i = 0; i < 3; i++) {
        if (session->options.charts & 1 << i) {
            terminals[charts->nterminal++] = names[i];
        }
    }
    return *status == PK_OK;
}

static pk_status_t draw(pk_session_t *session, const pk_report_t *report, pk_charts_plans_t *plans, const char *folder,
                        pk_pictures_t *pictures)
{
    pk_charts_options_t charts;
    pk_status_t status;
    if (plans != NULL) {
        return pk_charts_comparison(plans, report->comparison, pictures, &session->diag);
    }
    if (!pk_results_charts(session, &charts, &status)) {
        return status;
    }
    charts.gnuplot.output = report->manifest->output;
    if (report->sensitivity != NULL) {
        return pk_charts_sensitivity(report->sensitivity, folder, &charts, pictures, &session->diag);
    }
    if (report->calibrated != NULL) {
        return pk_charts_calibration(report->calibrated, folder, &charts, pictures, &session->diag);
    }
    if (report->sweep != NULL) {
        return pk_charts_sweep(report->sweep, folder, &charts, pictures, &session->diag);
    }
    if (report->attribution != NULL) {
        return pk_charts_attribution(report->attribution, folder, &charts, pictures, &session->diag);
    }
    if (report->best != NULL) {
        return pk_charts_best(report->best, folder, &charts, pictures, &session->diag);
    }
    return pk_charts_run(report->result, folder, &charts, pictures, &session->diag);
}

static void expect(pk_output_t *output, const pk_texts_t *names)
{
    for (int i = 0; i < names->count; i++) {
        pk_output_expect(output, names->all[i]);
    }
}

/* What will be drawn into a folder, and the page around it. */
static void expect_pictures(pk_session_t *session, const char *prefix, bool report, pk_output_t *output)
{
    static const char *const terminals[] = {"svg", "png", "pdf"};
    pk_texts_t names = {0};
    if (session->options.charts & PK_CHART_NONE) {
        return;
    }
    for (int i = 0; i < 3; i++) {
        if (session->options.charts & 1 << i) {
            pk_charts_names(&terminals[i], 1, prefix, &names, &session->arena);
        }
    }
    expect(output, &names);
    if (report) {
        pk_output_expect(output, pk_arena_format(&session->arena, "%sreport.html", prefix));
    }
}

static void choose_tables(const pk_session_t *session, pk_output_t *output)
{
    output->dialect = (pk_dialect_t)session->options.csv;
    if (session->options.xlsx) {
        pk_output_add_book(output);
    }
}

const char *pk_results_book(pk_session_t *session, const pk_output_t *output)
{
    return output->book != NULL ? pk_arena_format(&session->arena, "%s/%s", output->root, PK_BOOK_FILE) : NULL;
}

pk_status_t pk_results_seal(pk_session_t *session, const pk_manifest_t *manifest)
{
    pk_output_t *output = manifest->output;
    pk_status_t status = PK_OK;
    if (output->book != NULL) {
        status = pk_book_write(output->book, manifest, (pk_language_t)session->options.language, &session->diag);
    }
    const pk_status_t sealed = pk_manifest_write(manifest, output->root, &session->diag);
    return status == PK_OK ? sealed : status;
}

void pk_results_begin(pk_session_t *session, const char *name, const char *what, const char *const *tables,
                      pk_output_t *output)
{
    const char *out = session->options.out;
    pk_output_init(output, out != NULL ? out : pk_arena_format(&session->arena, "results/%s-%s", name, what), NULL);
    choose_tables(session, output);
    for (int i = 0; tables[i] != NULL; i++) {
        pk_output_expect(output, tables[i]);
    }
    pk_output_expect(output, "manifest.json");
    expect_pictures(session, "", true, output);
}

pk_status_t pk_results_prepare(pk_session_t *session, const char *folder, pk_scenario_t *const *plans, int nplan,
                               pk_output_t *around, pk_output_t *output)
{
    pk_texts_t names = {0};
    pk_output_init(output, folder, around);
    choose_tables(session, output);
    pk_tables_names(nplan > 0, "", &names, &session->arena);
    expect_pictures(session, "", true, output);
    for (int i = 0; i < nplan; i++) {
        const char *prefix = pk_arena_format(&session->arena, "%s/", plans[i]->name);
        pk_output_inner(output, plans[i]->name);
        pk_tables_names(false, prefix, &names, &session->arena);
        expect_pictures(session, prefix, false, output);
    }
    expect(output, &names);
    pk_output_expect(output, "manifest.json");
    return pk_output_prepare(output, &session->diag);
}

pk_status_t pk_results_prepare_description(pk_session_t *session, const char *folder, pk_output_t *output)
{
    pk_output_init(output, folder, NULL);
    pk_output_expect(output, "describe.json");
    pk_output_expect(output, "manifest.json");
    expect_pictures(session, "", false, output);
    return pk_output_prepare(output, &session->diag);
}

static pk_status_t show(pk_session_t *session, pk_report_t report, pk_charts_plans_t *plans, const char *folder,
                        pk_shown_t *shown)
{
    *shown = (pk_shown_t){.book = pk_results_book(session, report.manifest->output)};
    if (session->options.charts & PK_CHART_NONE) {
        return PK_OK;
    }
    pk_status_t drawn = draw(session, &report, plans, folder, &shown->pictures);
    report.pictures = &shown->pictures;
    report.language = (pk_language_t)session->options.language;
    pk_status_t written = pk_report_write(&report, folder, &session->diag);
    if (written == PK_OK) {
        shown->report = pk_arena_format(&session->arena, "%s/report.html", folder);
    }
    return drawn != PK_OK ? drawn : written;
}

pk_status_t pk_results_show(pk_session_t *session, const pk_manifest_t *manifest, const pk_result_t *result,
                            const char *folder, pk_shown_t *shown)
{
    return show(session, (pk_report_t){.result = result, .manifest = manifest}, NULL, folder, shown);
}

pk_status_t pk_results_show_comparison(pk_session_t *session, const pk_manifest_t *manifest,
                                       const pk_comparison_t *comparison, pk_charts_plans_t *plans, const char *folder,
                                       pk_shown_t *shown)
{
    return show(session, (pk_report_t){.comparison = comparison, .manifest = manifest}, plans, folder, shown);
}

pk_status_t pk_results_show_sensitivity(pk_session_t *session, const pk_manifest_t *manifest,
                                        const pk_sensitivity_t *sensitivity, const char *folder, pk_shown_t *shown)
{
    return show(session, (pk_report_t){.sensitivity = sensitivity, .manifest = manifest}, NULL, folder, shown);
}

pk_status_t pk_results_show_best(pk_session_t *session, const pk_manifest_t *manifest, const pk_best_t *best,
                                 const char *folder, pk_shown_t *shown)
{
    return show(session, (pk_report_t){.best = best, .manifest = manifest}, NULL, folder, shown);
}

pk_status_t pk_results_show_calibration(pk_session_t *session, const pk_manifest_t *manifest,
                                        const pk_calibrated_t *calibrated, const char *folder, pk_shown_t *shown)
{
    return show(session, (pk_report_t){.calibrated = calibrated, .manifest = manifest}, NULL, folder, shown);
}

pk_status_t pk_results_show_sweep(pk_session_t *session, const pk_manifest_t *manifest, const pk_sweep_t *sweep,
                                  const char *folder, pk_shown_t *shown)
{
    return show(session, (pk_report_t){.sweep = sweep, .manifest = manifest}, NULL, folder, shown);
}

pk_status_t pk_results_show_attribution(pk_session_t *session, const pk_manifest_t *manifest,
                                        const pk_attribution_t *attribution, const char *folder, pk_shown_t *shown)
{
    return show(session, (pk_report_t){.attribution = attribution, .manifest = manifest}, NULL, folder, shown);
}
