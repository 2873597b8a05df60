#include "cli/results.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/parallel.h"
#include "cli/folders.h"
#include "cli/version.h"
#include "report/report.h"

double pk_seconds_now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

/* A result holds a message as it is printed, with its place, or its bare text. */
static bool was_told(const pk_diag_t *diag, const char *text)
{
    for (int i = 0; i < diag->count; i++)
        if (strstr(text, diag->messages[i].text))
            return true;
    return false;
}

void pk_results_warn(pk_session_t *session, const pk_result_t *result)
{
    for (int i = 0; i < result->nwarning; i++)
        if (!was_told(&session->diag, result->warnings[i]))
            pk_warning(&session->diag, PK_NOWHERE, NULL, "%s", result->warnings[i]);
}

pk_manifest_t pk_results_manifest(pk_session_t *session, const pk_scenarios_t *scenarios, const pk_result_t *results,
                                  int count, double seconds)
{
    const char **warnings = PK_ARRAY(&session->arena, const char *, session->diag.count);
    int nwarning = 0, nsource;
    for (int i = 0; i < session->diag.count; i++)
        if (session->diag.messages[i].severity == PK_WARNING)
            warnings[nwarning++] = session->diag.messages[i].text;
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
                           .nwarning = nwarning};
}

pk_status_t pk_results_charts_of(pk_session_t *session, pk_charts_options_t *charts)
{
    const pk_options_t *options = &session->options;
    *charts = (pk_charts_options_t){.plots = pk_folder_plots(&session->arena, &session->diag),
                                    .language = (pk_language_t)options->language,
                                    .gnuplot = {.processes = options->threads > 0 ? (int)options->threads : 0}};
    return charts->plots ? PK_OK : PK_FAILED;
}

bool pk_results_charts(pk_session_t *session, pk_charts_options_t *charts, pk_status_t *status)
{
    static const char *const names[] = {"svg", "png", "pdf"};
    const char **terminals = PK_ARRAY(&session->arena, const char *, 3);
    *status = PK_OK;
    if (session->options.charts & PK_CHART_NONE)
        return false;
    *status = pk_results_charts_of(session, charts);
    charts->terminals = terminals;
    for (int i = 0; i < 3; i++)
        if (session->options.charts & 1 << i)
            terminals[charts->nterminal++] = names[i];
    return *status == PK_OK;
}

static pk_status_t draw(pk_session_t *session, const pk_result_t *result, const pk_comparison_t *comparison,
                        const char *folder, pk_pictures_t *pictures)
{
    pk_charts_options_t charts;
    pk_status_t status;
    if (!pk_results_charts(session, &charts, &status))
        return status;
    return comparison ? pk_charts_comparison(comparison, folder, &charts, pictures, &session->diag)
                      : pk_charts_run(result, folder, &charts, pictures, &session->diag);
}

static void remove_old(pk_session_t *session, const char *folder, const char *name)
{
    unlink(pk_arena_format(&session->arena, "%s/%s", folder, name)); /* most often there is none */
}

/* What an earlier run left and this one does not write: it must not stand beside new tables. Without charts there is no
 * report either, and the scenarios of a comparison share its report and its manifest. */
static void clear(pk_session_t *session, const pk_comparison_t *comparison, const char *folder)
{
    const bool drawn = !(session->options.charts & PK_CHART_NONE);
    if (!drawn) {
        pk_charts_clear(folder);
        remove_old(session, folder, "report.html");
    }
    for (int i = 0; comparison && i < comparison->nresult; i++) {
        const char *own = pk_arena_format(&session->arena, "%s/%s", folder, comparison->results[i].scenario);
        remove_old(session, own, "report.html");
        remove_old(session, own, "manifest.json");
        if (!drawn)
            pk_charts_clear(own);
    }
}

pk_status_t pk_results_show(pk_session_t *session, const pk_manifest_t *manifest, const pk_result_t *result,
                            const pk_comparison_t *comparison, const char *folder, pk_shown_t *shown)
{
    *shown = (pk_shown_t){0};
    clear(session, comparison, folder);
    if (session->options.charts & PK_CHART_NONE)
        return PK_OK;
    pk_status_t drawn = draw(session, result, comparison, folder, &shown->pictures);
    pk_report_t report = {.result = result,
                          .comparison = comparison,
                          .manifest = manifest,
                          .pictures = &shown->pictures,
                          .language = (pk_language_t)session->options.language};
    pk_status_t written = pk_report_write(&report, folder, &session->diag);
    if (written == PK_OK)
        shown->report = pk_arena_format(&session->arena, "%s/report.html", folder);
    return drawn != PK_OK ? drawn : written;
}
